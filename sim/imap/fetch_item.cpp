#include "sim/imap/fetch_item.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace mf::imap {

namespace {

using What = FetchItem::What;
using Text = Section::Text;

struct TextName {
    std::string_view name;
    Text text;
};
constexpr TextName kTexts[] = {
    // The longer before those they begin with.
    {"HEADER.FIELDS.NOT", Text::HeaderFieldsNot},
    {"HEADER.FIELDS", Text::HeaderFields},
    {"HEADER", Text::Header},
    {"TEXT", Text::Text},
    {"MIME", Text::Mime},
};

struct ItemName {
    std::string_view name;
    What what;
};
constexpr ItemName kItems[] = {
    {"FLAGS", What::Flags},
    {"UID", What::Uid},
    {"INTERNALDATE", What::InternalDate},
    {"RFC822.SIZE", What::Size},
    {"MODSEQ", What::ModSeq},
    {"ENVELOPE", What::Envelope},
    {"BODY", What::Body},
    {"BODYSTRUCTURE", What::BodyStructure},
    {"RFC822", What::Rfc822},
    {"RFC822.HEADER", What::Rfc822Header},
    {"RFC822.TEXT", What::Rfc822Text},
};

FetchItem itemOf(const ItemName &item) { return {item.what, {}, false, {}, std::string(item.name)}; }

FetchItems macro(std::string_view name)
{
    FetchItems items;
    if (name != "ALL" && name != "FAST" && name != "FULL")
        return items;
    items = {fetchItem(What::Flags), fetchItem(What::InternalDate), fetchItem(What::Size)};
    if (name != "FAST")
        items.push_back(fetchItem(What::Envelope));
    if (name == "FULL")
        items.push_back(fetchItem(What::Body));
    return items;
}

void parseFields(Lexer &in, Section &section)
{
    in.space();
    in.expect('(');
    do {
        section.fields.push_back(in.astring());
        if (section.fields.size() > kFetchItemLimit)
            in.fail("too many header fields");
    } while (in.take(" "));
    in.expect(')');
}

FetchItem parseBodySection(Lexer &in, bool peek)
{
    FetchItem item{What::Section, {}, peek, {}};
    in.expect('[');
    item.section = parseSection(in);
    in.expect(']');
    if (in.take("<")) {
        Partial partial;
        partial.offset = in.number();
        in.expect('.');
        partial.count = in.nonZero();
        in.expect('>');
        item.partial = partial;
    }
    item.name = fmt::format("BODY[{}]", print(item.section));
    if (item.partial)
        item.name += fmt::format("<{}>", item.partial->offset);
    return item;
}

FetchItem parseItem(Lexer &in, std::string_view name)
{
    if (name == "BODY.PEEK" || (name == "BODY" && in.nextIs('[')))
        return parseBodySection(in, name == "BODY.PEEK");
    for (const ItemName &item : kItems)
        if (item.name == name)
            return itemOf(item);
    in.fail("no data item " + std::string(name));
    return {};
}

} // namespace

FetchItem fetchItem(FetchItem::What what)
{
    const auto *item = std::ranges::find(kItems, what, &ItemName::what);
    MF_CHECK(item != std::end(kItems)); // a section has no name of its own
    return itemOf(*item);
}

bool FetchItem::marksSeen() const
{
    return (what == What::Section && !peek) || what == What::Rfc822 || what == What::Rfc822Text;
}

std::string print(const Section &section)
{
    std::string out;
    const auto put = [&out](std::string_view text) {
        if (!out.empty())
            out += '.';
        out += text;
    };
    for (const unsigned number : section.numbers)
        put(std::to_string(number));
    for (const TextName &text : kTexts)
        if (text.text == section.text)
            put(text.name);
    if (section.fields.empty())
        return out;
    char before = '(';
    out += ' ';
    for (const std::string &field : section.fields) {
        out += before;
        appendAstring(out, field);
        before = ' ';
    }
    return out + ')';
}

FetchModifiers parseFetchModifiers(Lexer &in)
{
    FetchModifiers modifiers;
    if (!in.take(" "))
        return modifiers;
    in.expect('(');
    const std::string name = in.keyword();
    if (in.ok() && name != "CHANGEDSINCE")
        in.fail("FETCH knows the modifier CHANGEDSINCE");
    in.space();
    modifiers.changedSince = in.modSeq();
    in.expect(')');
    return modifiers;
}

Section parseSection(Lexer &in)
{
    Section section;
    if (in.nextIs(']'))
        return section;
    while (in.nextIsDigit()) {
        section.numbers.push_back(in.nonZero());
        if (section.numbers.size() > kSectionDepthLimit)
            in.fail("a section is nested too deep");
        if (!in.take("."))
            return section;
    }
    for (const TextName &text : kTexts) {
        if (!in.take(text.name))
            continue;
        section.text = text.text;
        if (text.text == Text::Mime && section.numbers.empty())
            in.fail("MIME needs the number of a part before it");
        if (text.text == Text::HeaderFields || text.text == Text::HeaderFieldsNot)
            parseFields(in, section);
        return section;
    }
    in.fail("no such section");
    return section;
}

FetchItems parseFetchItems(Lexer &in)
{
    const bool list = in.take("(");
    FetchItems items;
    const std::string first = in.keyword();
    if (!list)
        items = macro(first);
    if (!items.empty())
        return items;
    items.push_back(parseItem(in, first));
    while (list && in.take(" ")) {
        items.push_back(parseItem(in, in.keyword()));
        if (items.size() > kFetchItemLimit)
            in.fail("too many data items");
    }
    if (list)
        in.expect(')');
    return items;
}

} // namespace mf::imap
