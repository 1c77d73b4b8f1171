#include "sim/base/ascii.h"

#include <algorithm>

namespace mf::ascii {

std::string toLower(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), lower);
    return out;
}

std::string toUpper(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), upper);
    return out;
}

bool equals(std::string_view a, std::string_view b) { return a.size() == b.size() && compare(a, b) == 0; }

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.size() >= prefix.size() && equals(text.substr(0, prefix.size()), prefix);
}

int compare(std::string_view a, std::string_view b)
{
    const std::size_t common = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < common; ++i) {
        const auto x = static_cast<unsigned char>(lower(a[i]));
        const auto y = static_cast<unsigned char>(lower(b[i]));
        if (x != y)
            return x < y ? -1 : 1;
    }
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> pieces;
    for (;;) {
        const auto at = text.find(separator);
        pieces.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return pieces;
        text.remove_prefix(at + 1);
    }
}

std::pair<std::string_view, std::string_view> cut(std::string_view text, char separator)
{
    const auto at = text.find(separator);
    if (at == std::string_view::npos)
        return {text, {}};
    return {text.substr(0, at), text.substr(at + 1)};
}

std::string escaped(std::string_view octets)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(octets.size());
    for (const char c : octets) {
        switch (c) {
        case '\r': out += "\\r"; break;
        case '\n': out += "\\n"; break;
        case '\t': out += "\\t"; break;
        case '\\': out += "\\\\"; break;
        default:
            if (isPrintable(c)) {
                out += c;
            } else {
                const auto octet = static_cast<unsigned char>(c);
                out += "\\x";
                out += digits[octet >> 4];
                out += digits[octet & 15];
            }
        }
    }
    return out;
}

} // namespace mf::ascii
