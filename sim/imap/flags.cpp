#include "sim/imap/flags.h"

#include "sim/base/ascii.h"

#include <algorithm>

namespace mf::imap {

namespace {

struct Name {
    std::string_view name;
    Flags::System flag;
};
constexpr Name kNames[] = {
    {"\\Answered", Flags::Answered}, {"\\Flagged", Flags::Flagged}, {"\\Deleted", Flags::Deleted},
    {"\\Seen", Flags::Seen},         {"\\Draft", Flags::Draft},     {"\\Recent", Flags::Recent},
};

/// Adds the flag; false: a system flag that there is not.
bool add(Flags &flags, std::string_view text)
{
    for (const Name &known : kNames) {
        if (ascii::equals(known.name, text)) {
            flags.system |= known.flag;
            return true;
        }
    }
    if (text.starts_with('\\'))
        return false;
    if (!hasKeyword(flags, text))
        flags.keywords.emplace_back(text);
    return true;
}

void addSettable(Flags &flags, Lexer &in)
{
    const std::string_view text = in.flag();
    if (in.ok() && (!add(flags, text) || flags.has(Flags::Recent)))
        in.fail("no client can set " + std::string(text));
}

} // namespace

std::string print(const Flags &flags)
{
    std::string out = "(";
    const auto put = [&out](std::string_view name) {
        if (out.size() > 1)
            out += ' ';
        out += name;
    };
    for (const Name &known : kNames)
        if (flags.has(known.flag))
            put(known.name);
    for (const std::string &keyword : flags.keywords)
        put(keyword);
    return out + ')';
}

Flags parseFlagList(Lexer &in)
{
    Flags flags;
    in.expect('(');
    if (in.take(")"))
        return flags;
    do
        addSettable(flags, in);
    while (in.take(" "));
    in.expect(')');
    return flags;
}

Flags parseStoreFlags(Lexer &in)
{
    if (in.nextIs('('))
        return parseFlagList(in);
    Flags flags;
    do
        addSettable(flags, in);
    while (in.take(" "));
    return flags;
}

Flags parseToldFlags(Lexer &in)
{
    Flags flags;
    in.expect('(');
    if (in.take(")"))
        return flags;
    do
        add(flags, in.flag());
    while (in.take(" "));
    in.expect(')');
    return flags;
}

Flags changed(const Flags &flags, ChangeFlags::How how, const Flags &by)
{
    if (how == ChangeFlags::How::Replace)
        return by;
    Flags out = flags;
    if (how == ChangeFlags::How::Add) {
        out.system |= by.system;
        for (const std::string &keyword : by.keywords)
            add(out, keyword);
        return out;
    }
    out.system &= static_cast<std::uint8_t>(~by.system);
    std::erase_if(out.keywords, [&by](const std::string &keyword) { return hasKeyword(by, keyword); });
    return out;
}

bool hasKeyword(const Flags &flags, std::string_view keyword)
{
    return std::ranges::any_of(flags.keywords,
                               [keyword](const std::string &k) { return ascii::equals(k, keyword); });
}

bool sameFlags(const Flags &a, const Flags &b)
{
    return a.system == b.system && a.keywords.size() == b.keywords.size()
           && std::ranges::all_of(a.keywords,
                                  [&b](const std::string &keyword) { return hasKeyword(b, keyword); });
}

} // namespace mf::imap
