#include "sim/imap/field_parameters.h"

#include "sim/base/ascii.h"

namespace mf::imap {

namespace {

void skipSpaceAndComments(std::string_view &rest)
{
    int depth = 0;
    while (!rest.empty()) {
        const char c = rest.front();
        if (c == '(')
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
        else if (c == '\\' && depth > 0 && rest.size() > 1)
            rest.remove_prefix(1);
        else if (depth == 0 && c != ' ' && c != '\t')
            return;
        rest.remove_prefix(1);
    }
}

std::string takeQuoted(std::string_view &rest)
{
    std::string text;
    rest.remove_prefix(1);
    while (!rest.empty() && rest.front() != '"') {
        if (rest.front() == '\\' && rest.size() > 1)
            rest.remove_prefix(1);
        text += rest.front();
        rest.remove_prefix(1);
    }
    if (!rest.empty())
        rest.remove_prefix(1);
    return text;
}

/// Up to one of `ends`, without the white space before it.
std::string_view takeUntil(std::string_view &rest, std::string_view ends)
{
    const std::string_view found = rest.substr(0, rest.find_first_of(ends));
    rest.remove_prefix(found.size());
    return ascii::trimmed(found);
}

bool takeOne(std::string_view &rest, char c)
{
    if (rest.empty() || rest.front() != c)
        return false;
    rest.remove_prefix(1);
    return true;
}

} // namespace

WrittenParameters writtenParameters(std::string_view field)
{
    WrittenParameters out;
    skipSpaceAndComments(field);
    out.value = ascii::toLower(takeUntil(field, ";("));
    while (!field.empty() && out.list.size() < kParameterLimit) {
        takeUntil(field, ";"); // what is left of the one before
        takeOne(field, ';');
        skipSpaceAndComments(field);
        const std::string name = ascii::toLower(takeUntil(field, "=;"));
        if (!takeOne(field, '='))
            continue;
        skipSpaceAndComments(field);
        const bool quoted = !field.empty() && field.front() == '"';
        std::string value = quoted ? takeQuoted(field) : std::string(takeUntil(field, ";("));
        if (!name.empty())
            out.list.emplace_back(name, std::move(value));
    }
    return out;
}

} // namespace mf::imap
