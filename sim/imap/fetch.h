// Renders one letter's FETCH response (RFC 3501 section 7.4.2). Bodies are slices of the letter's own octets.
#pragma once

#include "sim/base/blob.h"
#include "sim/imap/fetch_item.h"
#include "sim/wire/mailbox.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace mf::imap {

/// A stretch of a response. `part` says what the octets are: "" the words around, "letter" the letter itself,
/// "literal" a piece of it.
struct FetchPiece {
    Slices octets;
    std::string_view part;
};

struct LetterToFetch {
    std::uint32_t number = 0; ///< sequence number
    const StoredLetter &letter;
    const Flags &flags;                     ///< with \Recent of the session
    const mail::Message *message = nullptr; ///< may be null where no item needs it
    std::uint64_t modSeq = 0;               ///< as it is now
};

/// "* 12 FETCH (...)" CRLF in pieces.
std::vector<FetchPiece> renderFetch(const FetchItems &items, const LetterToFetch &letter);

/// The octets of a section: a slice where they lie together, else made; nothing: the letter has no such part.
std::optional<Slices> sectionOf(const mail::Message &message, const Section &section);

} // namespace mf::imap
