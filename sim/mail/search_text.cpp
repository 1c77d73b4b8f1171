#include "sim/mail/search_text.h"

#include "sim/base/ascii.h"
#include "sim/mail/mime.h"
#include "sim/mail/tokens.h"

#include <algorithm>
#include <array>

namespace mf::mail {

namespace {

/// A value that reads as it is written, but for folds.
bool isPlain(std::string_view value) { return isAscii(value) && !value.contains("=?"); }

std::string decodedValue(std::string_view value)
{
    return isPlain(value) ? unfolded(value) : decodeHeader(value);
}

/// Addresses as IMAP's ENVELOPE has them, where that is not what is written: comments inside, quotes, folds.
std::string addressesOf(std::string_view name, std::string_view value)
{
    constexpr std::array<std::string_view, 5> fields{"From", "To", "Cc", "Bcc", "Sender"};
    const bool asWritten = value.find_first_of("(\"\r\\") == value.npos;
    if (asWritten || std::ranges::none_of(fields, [name](auto field) { return ascii::equals(field, name); }))
        return {};
    std::string out;
    for (const HeaderAddress &address : parseAddresses(value)) {
        out += '\n';
        out += decodeHeader(address.name);
        if (!address.localPart.empty())
            out.append(" <").append(address.localPart).append("@").append(address.domain).append(">");
    }
    return out;
}

/// Charsets in which ASCII octets are ASCII, whatever stands around them.
bool keepsAscii(std::string_view charset)
{
    constexpr std::array<std::string_view, 5> prefixes{"us-ascii", "utf-8", "iso-8859-", "windows-125",
                                                       "koi8-"};
    return charset.empty()
           || std::ranges::any_of(prefixes, [&](auto prefix) { return ascii::startsWith(charset, prefix); });
}

/// Whether the octets of a text part are its text.
bool readsAsWritten(const Message &message, const Part &part)
{
    const auto encoding = message.header("Content-Transfer-Encoding", part);
    const bool encoded = encoding && !encoding->empty() && !ascii::equals(*encoding, "7bit")
                         && !ascii::equals(*encoding, "8bit") && !ascii::equals(*encoding, "binary");
    return !encoded && isAscii(message.text(part.body)) && keepsAscii(charsetOf(message, part));
}

} // namespace

SearchHeader::SearchHeader(const Message &message, const Part &part)
{
    m_text.reserve(part.header.size());
    m_fields.reserve(part.fields.size());
    for (const HeaderField &written : part.fields) {
        const std::string_view name = message.text(written.name), value = message.text(written.value);
        Field field;
        field.name = {m_text.size(), m_text.size() + name.size()};
        m_text += ascii::toUpper(name);
        m_text += ": ";
        field.value.begin = m_text.size();
        m_text += casemapped(decodedValue(value));
        m_text += casemapped(addressesOf(name, value));
        field.value.end = m_text.size();
        m_text += '\n';
        m_fields.push_back(field);
    }
}

bool SearchHeader::fieldHolds(std::string_view name, const Needle &needle) const
{
    const auto text = [this](Range range) {
        return std::string_view(m_text).substr(range.begin, range.size());
    };
    return std::ranges::any_of(m_fields, [&](const Field &field) {
        return ascii::equals(text(field.name), name) && needle.isIn(text(field.value));
    });
}

SearchBody::SearchBody(const Message &message)
{
    for (const Part &part : message.parts()) {
        const bool inner =
            part.parent >= 0 && message.parts()[static_cast<std::size_t>(part.parent)].isMessage();
        if (inner)
            for (const HeaderField &field : part.fields)
                m_pieces.push_back({{},
                                    casemapped(message.text(field.name)) + ": "
                                        + casemapped(decodedValue(message.text(field.value)))});
        if (part.type != "text" || !part.children.empty())
            continue;
        if (readsAsWritten(message, part))
            m_pieces.push_back({part.body, {}});
        else
            m_pieces.push_back({{}, casemapped(decodedText(message, part))});
    }
}

bool SearchBody::holds(const Message &message, const Needle &needle) const
{
    return std::ranges::any_of(m_pieces, [&](const Piece &piece) {
        return needle.isIn(piece.text.empty() ? message.text(piece.plain) : std::string_view(piece.text));
    });
}

} // namespace mf::mail
