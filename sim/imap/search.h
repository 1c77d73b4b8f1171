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
};

/// Sets of the key with "*" and order resolved, as matches() wants them. False: a sequence number is over
/// `letters`.
bool resolveSets(SearchKey &key, std::uint32_t letters, Uid largestUid);

/// Strings match anywhere and in either case of ASCII letters, in what is decoded to UTF-8.
Match matches(const SearchKey &key, const LetterToSearch &letter);

} // namespace mf::imap
