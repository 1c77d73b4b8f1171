// A mailbox as a session sees it: an immutable snapshot. The store makes them; POP3 and IMAP machines read them.
#pragma once

#include "sim/wire/letter_list.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mf {

/// What a mailbox is for (RFC 6154 section 2), as a set: a mailbox may serve several purposes.
enum SpecialUse : std::uint8_t { Archive = 1, Drafts = 2, Junk = 4, Sent = 8, Trash = 16 };

/// What a mailbox holds at one moment. Letters ascend by UID; index + 1 is the sequence number of a fresh session.
struct MailboxSnapshot {
    std::string name;              ///< UTF-8, '/' between levels
    std::uint32_t uidValidity = 1; ///< 1 .. 2^32-1
    Uid uidNext = 1;
    std::uint64_t highestModSeq = 1; ///< RFC 7162 section 3.1.2; 1 .. 2^63-1
    std::vector<std::string>
        keywords; ///< that letters have, or had since the program began, as first written
    LetterList letters;
};
using Mailbox = std::shared_ptr<const MailboxSnapshot>;

} // namespace mf
