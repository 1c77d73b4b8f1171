#include "sim/imap/special_use.h"

#include "sim/base/ascii.h"

namespace mf::imap {

namespace {

struct UseName {
    std::string_view name;
    SpecialUse use;
};
constexpr UseName kUses[] = {
    {"\\Archive", Archive}, {"\\Drafts", Drafts}, {"\\Junk", Junk}, {"\\Sent", Sent}, {"\\Trash", Trash},
};

} // namespace

std::string printSpecialUse(std::uint8_t uses)
{
    std::string out;
    for (const UseName &known : kUses) {
        if ((uses & known.use) == 0)
            continue;
        if (!out.empty())
            out += ' ';
        out += known.name;
    }
    return out;
}

std::optional<std::uint8_t> specialUseNamed(std::string_view attribute)
{
    for (const UseName &known : kUses)
        if (ascii::equals(known.name, attribute))
            return known.use;
    return std::nullopt;
}

std::optional<std::uint8_t> parseSpecialUse(Lexer &in)
{
    std::uint8_t uses = 0;
    bool known = true;
    in.expect('(');
    if (in.take(")"))
        return uses;
    do {
        const auto use = specialUseNamed(in.flag());
        uses |= use.value_or(0);
        known &= use.has_value();
    } while (in.take(" "));
    in.expect(')');
    return known ? std::optional(uses) : std::nullopt;
}

} // namespace mf::imap
