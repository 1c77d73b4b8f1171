// What STATUS tells of a mailbox (RFC 3501 section 6.3.10).
#pragma once

#include "sim/imap/lexer.h"
#include "sim/wire/question.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mf::imap {

enum class StatusItem : std::uint8_t {
    Messages,
    Recent,
    UidNext,
    UidValidity,
    Unseen,
    Size,           ///< RFC 8438
    HighestModSeq,  ///< RFC 7162 section 3.1.7
    Deleted,        ///< RFC 9208 section 4.1.4
    DeletedStorage, ///< the same, in octets
    AppendLimit,    ///< RFC 7889 section 5: of every mailbox
};

/// "(MESSAGES UNSEEN)"
std::vector<StatusItem> parseStatusItems(Lexer &in);
/// `STATUS name (MESSAGES 3 UNSEEN 1)`
std::string printStatus(const MailboxInfo &info, const std::vector<StatusItem> &items,
                        std::uint64_t appendLimitOctets);
/// What a server must offer for its clients to ask for it; empty: nothing.
std::string_view capabilityOf(StatusItem item);

} // namespace mf::imap
