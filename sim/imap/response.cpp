#include "sim/imap/response.h"

#include "sim/base/ascii.h"
#include "sim/imap/fetch_item.h"
#include "sim/imap/flags.h"
#include "sim/imap/lexer.h"
#include "sim/imap/mailbox_name.h"
#include "sim/imap/special_use.h"

namespace mf::imap {

namespace {

struct ConditionName {
    std::string_view name;
    Condition condition;
};
constexpr ConditionName kConditions[] = {
    {"OK", Condition::Ok},   {"NO", Condition::No},           {"BAD", Condition::Bad},
    {"BYE", Condition::Bye}, {"PREAUTH", Condition::PreAuth},
};

std::optional<Condition> conditionOf(std::string_view word)
{
    for (const ConditionName &known : kConditions)
        if (ascii::equals(known.name, word))
            return known.condition;
    return std::nullopt;
}

/// After the condition: [SP "[" code "]"] SP text. Servers leave the text out now and then.
StatusResponse parseStatus(std::string tag, Condition condition, std::string_view rest)
{
    StatusResponse status{std::move(tag), condition, {}, {}, {}};
    rest = ascii::trimmed(rest);
    if (rest.starts_with('[')) {
        const auto [inside, after] = ascii::cut(rest.substr(1), ']');
        const auto [code, argument] = ascii::cut(inside, ' ');
        status.code = ascii::toUpper(code);
        status.codeArgument = argument;
        rest = ascii::trimmed(after);
    }
    status.text = rest;
    return status;
}

/// Any value: atoms, numbers, strings, nested lists. Iterative: a server may nest as deep as it likes.
void skipValue(Lexer &in)
{
    std::size_t depth = 0;
    do {
        if (in.take("(")) {
            ++depth;
        } else if (in.take(")")) {
            if (depth-- == 0)
                return in.fail("a list ends that did not begin");
        } else if (in.nextIsString()) {
            in.string();
        } else if (!in.take(" ") || depth == 0) {
            in.flag();
        }
    } while (in.ok() && depth > 0);
}

void parseFetchItem(Lexer &in, const Blob &frame, FetchResponse &fetch)
{
    const std::string name = in.keyword();
    bool wholeLetter = name == "RFC822";
    if (in.take("[")) {
        const Section section = parseSection(in);
        in.expect(']');
        wholeLetter = name == "BODY" && section == Section{};
        if (in.take("<")) {
            in.number();
            in.expect('>');
            wholeLetter = false;
        }
    }
    in.space();
    if (name == "UID")
        fetch.uid = in.nonZero();
    else if (name == "FLAGS")
        fetch.flags = parseToldFlags(in);
    else if (wholeLetter && in.nextIs('{')) {
        const std::size_t size = in.literal().size();
        fetch.letter = frame.slice(in.position() - size, size);
    } else if (wholeLetter && in.nextIs('"'))
        fetch.letter = Blob(in.string());
    else
        skipValue(in);
}

Response parseNumbered(Lexer &in, const Blob &frame)
{
    const std::uint32_t number = in.number();
    in.space();
    std::string name = in.keyword();
    if (name != "FETCH")
        return NumberResponse{number, std::move(name)};
    FetchResponse fetch;
    fetch.number = number;
    in.space();
    in.expect('(');
    if (!in.nextIs(')')) {
        do
            parseFetchItem(in, frame, fetch);
        while (in.take(" "));
    }
    in.expect(')');
    return fetch;
}

Response parseList(Lexer &in)
{
    ListResponse list;
    in.space();
    in.expect('(');
    while (in.ok() && !in.nextIs(')')) {
        const std::string_view attribute = in.flag();
        if (ascii::equals(attribute, "\\Noselect") || ascii::equals(attribute, "\\NonExistent"))
            list.selectable = false; // the latter: RFC 5258 section 3
        list.specialUse |= specialUseNamed(attribute).value_or(0);
        in.take(" ");
    }
    in.expect(')');
    in.space();
    bool isNil = false;
    in.nstring(isNil);
    in.space();
    const std::string wire = in.astring();
    list.mailbox = canonicalMailboxName(decodeMailboxName(wire).value_or(wire));
    return list;
}

Response parseCapability(std::string_view rest)
{
    CapabilityResponse capability;
    for (const std::string_view name : ascii::split(rest, ' '))
        if (!name.empty())
            capability.names.push_back(ascii::toUpper(name));
    return capability;
}

} // namespace

std::expected<Response, std::string> parseResponse(const Blob &frame)
{
    const std::string_view text = frame.view();
    if (text.starts_with('+'))
        return ContinuationResponse{std::string(ascii::trimmed(text.substr(1)))};
    const auto [tag, rest] = ascii::cut(text, ' ');
    const auto [word, after] = ascii::cut(rest, ' ');
    if (const auto condition = conditionOf(word); condition && !tag.empty())
        return parseStatus(std::string(tag), *condition, after);
    if (tag != "*")
        return std::unexpected("neither tagged, untagged nor a continuation: "
                               + ascii::escaped(text.substr(0, 80)));
    if (ascii::equals(word, "CAPABILITY"))
        return parseCapability(after);
    Lexer in(rest);
    Response response = OtherResponse{};
    if (in.nextIsDigit()) {
        in = Lexer(text);
        in.take("* ");
        response = parseNumbered(in, frame);
    } else if (in.take("LIST")) {
        response = parseList(in);
    } else {
        return OtherResponse{ascii::toUpper(word)};
    }
    if (!in.ok())
        return std::unexpected(in.why() + " in " + ascii::escaped(text.substr(0, 80)));
    return response;
}

bool endsInText(std::string_view frame)
{
    if (frame.starts_with('+'))
        return true;
    const auto [tag, rest] = ascii::cut(frame, ' ');
    const auto [word, after] = ascii::cut(rest, ' ');
    const auto end = word.find('\r');
    return conditionOf(word.substr(0, end)).has_value();
}

} // namespace mf::imap
