// What FETCH asks of each letter (RFC 3501 sections 6.4.5 and 9: fetch-att).
#pragma once

#include "sim/imap/lexer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mf::imap {

/// Nested numbers of one section: BODY[1.2.3]; deeper: BAD.
inline constexpr std::size_t kSectionDepthLimit = 100;
/// Data items of one FETCH, fields of one HEADER.FIELDS; more: BAD.
inline constexpr std::size_t kFetchItemLimit = 1000;

/// The inside of BODY[...].
struct Section {
    enum class Text : std::uint8_t { Whole, Header, HeaderFields, HeaderFieldsNot, Text, Mime };
    std::vector<unsigned> numbers; ///< empty: the letter itself
    Text text = Text::Whole;
    std::vector<std::string> fields; ///< of HeaderFields and HeaderFieldsNot, as the client wrote them
    friend bool operator==(const Section &, const Section &) = default;
};
std::string print(const Section &section);

struct Partial {
    std::uint32_t offset = 0, count = 0;
    friend bool operator==(const Partial &, const Partial &) = default;
};

struct FetchItem {
    enum class What : std::uint8_t {
        Flags,
        Uid,
        InternalDate,
        Size,
        ModSeq, ///< RFC 7162 section 3.1.4.2
        Envelope,
        Body,
        BodyStructure,
        Section,
        Rfc822,
        Rfc822Header,
        Rfc822Text
    };
    What what = What::Flags;
    Section section;
    bool peek = false;
    std::optional<Partial> partial;
    std::string name = {}; ///< as the response says it: "BODY[1.TEXT]<0>"

    /// Whether the letter's octets are needed for it.
    bool needsLetter() const { return what >= What::Envelope; }
    /// Whether it sets \Seen: all that gives text but for PEEK and RFC822.HEADER.
    bool marksSeen() const;
    friend bool operator==(const FetchItem &, const FetchItem &) = default;
};
using FetchItems = std::vector<FetchItem>;

/// An item that is no section.
FetchItem fetchItem(FetchItem::What what);

/// What may follow the items of FETCH (RFC 4466 section 2.4).
struct FetchModifiers {
    std::optional<std::uint64_t>
        changedSince; ///< only letters with a higher MODSEQ (RFC 7162 section 3.1.4.1)
};
/// " (CHANGEDSINCE 7)", or nothing.
FetchModifiers parseFetchModifiers(Lexer &in);

/// One item, a macro (ALL, FAST, FULL) or a parenthesized list of items.
FetchItems parseFetchItems(Lexer &in);
/// What stands between the brackets; both sides read it. The closing bracket is left.
Section parseSection(Lexer &in);

} // namespace mf::imap
