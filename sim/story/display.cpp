#include "sim/story/display.h"

#include "sim/scenario/source.h"

#include <fmt/format.h>

namespace mf::story {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd"; // U+FFFD

/// Visits pieces of well-formed text; `bad` is called for each octet that is none.
template <typename Good, typename Bad>
void pieces(std::string_view octets, Good good, Bad bad)
{
    while (!octets.empty()) {
        const std::size_t end = yaml::firstBadUtf8(octets);
        good(octets.substr(0, end));
        if (end == octets.npos)
            return;
        bad();
        octets.remove_prefix(end + 1);
    }
}

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

} // namespace

std::string displayed(std::string_view octets)
{
    std::string out;
    const auto good = [&](std::string_view text) {
        for (const char c : text) {
            if (!isControl(c))
                out += c;
            else if (c == '\r' || c == '\n' || c == '\t')
                out += c == '\r' ? "\\r" : c == '\n' ? "\\n" : "\\t";
            else
                out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        }
    };
    pieces(octets, good, [&] { out += kReplacement; });
    return out;
}

std::string_view firstLine(std::string_view octets)
{
    std::string_view line = octets.substr(0, octets.find('\n'));
    if (line.size() < octets.size() && line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

std::string jsonString(std::string_view octets)
{
    std::string out = "\"";
    const auto good = [&](std::string_view text) {
        for (const char c : text) {
            if (c == '"' || c == '\\')
                out.append(1, '\\').append(1, c);
            else if (isControl(c))
                out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
            else
                out += c;
        }
    };
    pieces(octets, good, [&] { out += kReplacement; });
    return out += '"';
}

} // namespace mf::story
