#include "sim/imap/fetch.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"
#include "sim/imap/envelope.h"
#include "sim/imap/flags.h"
#include "sim/mail/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf::imap {

namespace {

using mail::Message;
using mail::Part;
using mail::Range;
using Text = Section::Text;
using What = FetchItem::What;

Slices slice(const Message &message, Range range)
{
    return message.octets().slice(range.begin, range.size());
}

/// The fields that are named, or all but those, and the empty line (RFC 3501 section 6.4.5).
Slices chosenFields(const Message &message, const Part &part, const Section &section)
{
    Slices out;
    for (const mail::HeaderField &field : part.fields) {
        const std::string_view name = message.text(field.name);
        const bool named = std::ranges::any_of(
            section.fields, [name](const std::string &wanted) { return ascii::equals(wanted, name); });
        if (named == (section.text == Text::HeaderFields))
            out.append(message.octets().slice(field.field.begin, field.field.size()));
    }
    out.append(Blob("\r\n"));
    return out;
}

class Renderer {
public:
    explicit Renderer(const LetterToFetch &letter) : m_letter(letter)
    {
        m_text = "* ";
        number(letter.number);
        m_text += " FETCH (";
    }

    void item(const FetchItem &item);
    std::vector<FetchPiece> finish()
    {
        m_text += ")\r\n";
        flush();
        return std::move(m_pieces);
    }

private:
    void section(const FetchItem &item);
    void number(std::uint64_t value)
    {
        const fmt::format_int digits(value);
        m_text.append(digits.data(), digits.size());
    }
    void literal(const Slices &octets, std::string_view part);
    const Message &message() const
    {
        MF_CHECK(m_letter.message != nullptr);
        return *m_letter.message;
    }
    void flush()
    {
        if (!m_text.empty())
            m_pieces.push_back({Slices(std::exchange(m_text, {})), {}});
    }

    const LetterToFetch &m_letter;
    std::vector<FetchPiece> m_pieces;
    std::string m_text;
    bool m_first = true;
};

void Renderer::item(const FetchItem &item)
{
    if (!std::exchange(m_first, false))
        m_text += ' ';
    m_text += item.name;
    m_text += ' ';
    switch (item.what) {
    case What::Flags: m_text += print(m_letter.flags); return;
    case What::Uid: return number(m_letter.letter.uid);
    case What::InternalDate:
        m_text += '"';
        m_text += mail::printInternalDate(m_letter.letter.internalDate);
        m_text += '"';
        return;
    case What::Size: return number(m_letter.letter.sizeOctets);
    case What::ModSeq:
        m_text += '(';
        number(m_letter.modSeq);
        m_text += ')';
        return;
    case What::Envelope: m_text += envelopeOf(message()); return;
    case What::Body: m_text += structureOf(message(), Structure::Short); return;
    case What::BodyStructure: m_text += structureOf(message(), Structure::Extended); return;
    case What::Section: return section(item);
    case What::Rfc822: return literal(message().octets(), "letter");
    case What::Rfc822Header: return literal(slice(message(), message().root().header), "literal");
    case What::Rfc822Text: return literal(slice(message(), message().root().body), "literal");
    }
}

void Renderer::section(const FetchItem &item)
{
    const auto octets = sectionOf(message(), item.section);
    if (!octets) {
        m_text += "NIL";
        return;
    }
    const bool whole = item.section.numbers.empty() && item.section.text == Text::Whole;
    const std::string_view part = whole ? "letter" : "literal";
    if (!item.partial)
        return literal(*octets, part);
    literal(octets->joined().slice(item.partial->offset, item.partial->count), part);
}

void Renderer::literal(const Slices &octets, std::string_view part)
{
    m_text += '{';
    number(octets.size());
    m_text += "}\r\n";
    if (octets.empty())
        return;
    flush();
    m_pieces.push_back({octets, part});
}

} // namespace

std::vector<FetchPiece> renderFetch(const FetchItems &items, const LetterToFetch &letter)
{
    Renderer renderer(letter);
    for (const FetchItem &item : items)
        renderer.item(item);
    return renderer.finish();
}

std::optional<Slices> sectionOf(const Message &message, const Section &section)
{
    const Part *part = message.section(section.numbers);
    if (!part)
        return std::nullopt;
    const bool ofLetter = section.numbers.empty();
    if (section.text == Text::Whole)
        return ofLetter ? Slices(message.octets()) : slice(message, part->body);
    if (section.text == Text::Mime)
        return slice(message, part->header);
    if (!ofLetter) { // HEADER and TEXT of a part: only where the part is a letter
        if (!part->isMessage() || part->children.empty())
            return std::nullopt;
        part = &message.parts()[static_cast<std::size_t>(part->children.front())];
    }
    switch (section.text) {
    case Text::Header: return slice(message, part->header);
    case Text::Text: return slice(message, part->body);
    case Text::HeaderFields:
    case Text::HeaderFieldsNot: return chosenFields(message, *part, section);
    case Text::Whole:
    case Text::Mime: break;
    }
    return std::nullopt;
}

} // namespace mf::imap
