// One letter of a mailbox as sessions see it: its UID, flags, date and octets.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/mail/message.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mf {

/// Flags of one letter (RFC 3501 section 2.3.2).
struct Flags {
    enum System : std::uint8_t { Seen = 1, Answered = 2, Flagged = 4, Deleted = 8, Draft = 16, Recent = 32 };
    std::uint8_t system = 0;
    std::vector<std::string> keywords; ///< in the order in which they were first set; compared without case

    bool has(System flag) const { return (system & flag) != 0; }
    friend bool operator==(const Flags &, const Flags &) = default;
};

/// One letter in a mailbox. The octets may be elsewhere: then `message` is null, and a session asks (LoadBody).
struct StoredLetter {
    Uid uid = 0;
    std::uint64_t modSeq = 0; ///< RFC 7162; grows with every change of the mailbox
    Flags flags;
    CalendarTime internalDate{};
    std::uint32_t sizeOctets = 0; ///< RFC822.SIZE: with CRLF line ends, exact
    BlobId blob = BlobId::None;
    MailId mail = MailId::None;                   ///< whose journey it is; for the trace, never for a peer
    std::shared_ptr<const mail::Message> message; ///< parsed once, shared by all; null: not in memory
};

} // namespace mf
