#include "sim/mail/tokens.h"

#include "sim/base/ascii.h"

#include <algorithm>

namespace mf::mail {

namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

/// Takes a comment with the comments in it; `rest` begins with its parenthesis.
std::string takeComment(std::string_view &rest)
{
    std::string said;
    std::size_t depth = 0, at = 0;
    for (; at < rest.size(); ++at) {
        const char c = rest[at];
        if (c == '\\' && at + 1 < rest.size()) {
            said += rest[++at];
            continue;
        }
        if (c == '(' && ++depth == 1)
            continue;
        if (c == ')' && --depth == 0)
            break;
        if (c != '\r' && c != '\n')
            said += c;
    }
    rest.remove_prefix(std::min(at + 1, rest.size()));
    return said;
}

} // namespace

void skipCfws(std::string_view &rest, std::string *comment)
{
    while (!rest.empty()) {
        if (kWhiteSpace.contains(rest.front())) {
            rest.remove_prefix(std::min(rest.find_first_not_of(kWhiteSpace), rest.size()));
        } else if (rest.front() == '(') {
            std::string said = takeComment(rest);
            if (comment)
                *comment = std::move(said);
        } else {
            return;
        }
    }
}

std::string takeQuoted(std::string_view &rest)
{
    std::string said;
    std::size_t at = 1;
    for (; at < rest.size() && rest[at] != '"'; ++at) {
        if (rest[at] == '\\' && at + 1 < rest.size())
            ++at;
        if (rest[at] != '\r' && rest[at] != '\n')
            said += rest[at];
    }
    rest.remove_prefix(std::min(at + 1, rest.size()));
    return said;
}

std::string_view takeUntil(std::string_view &rest, std::string_view stops)
{
    const std::string_view taken = rest.substr(0, rest.find_first_of(stops));
    rest.remove_prefix(taken.size());
    return taken;
}

bool takeChar(std::string_view &rest, char c)
{
    if (!rest.starts_with(c))
        return false;
    rest.remove_prefix(1);
    return true;
}

std::string unfolded(std::string_view value)
{
    std::string line;
    line.reserve(value.size());
    std::ranges::copy_if(value, std::back_inserter(line), [](char c) { return c != '\r' && c != '\n'; });
    return std::string(ascii::trimmed(line));
}

bool isAscii(std::string_view octets)
{
    return std::ranges::all_of(octets, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace mf::mail
