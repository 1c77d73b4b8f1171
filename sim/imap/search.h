// Whether a letter is what SEARCH looks for (RFC 3501 section 6.4.4).
#pragma once

#include "sim/imap/search_key.h"
#include "sim/wire/mailbox.h"

#include <cstdint>

namespace mf::imap {

enum class Match : std::uint8_t {
    No,
    Yes,
    NeedsLetter, ///< cannot be known without the letter's octets
};

struct LetterToSearch {
    std::uint32_t number = 0; ///< sequence number
    const StoredLetter &letter;
    const Flags &flags;                     ///< with \Recent of the session
    const mail::Message *message = nullptr; ///< null: not in memory
    std::uint64_t modSeq = 0;               ///< as it is now
};

/// Sets of the key with "*" and order resolved, as matches() wants them. A number that no letter has finds
/// nothing: unlike FETCH and STORE, SEARCH changes and gives nothing that a client could take for another.
void resolveSets(SearchKey &key, std::uint32_t letters, Uid largestUid);

/// Strings match anywhere, without regard to case (RFC 5051), in what is decoded to UTF-8.
Match matches(const SearchKey &key, const LetterToSearch &letter);

} // namespace mf::imap
