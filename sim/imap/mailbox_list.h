// LIST and LSUB (RFC 3501 sections 6.3.8 and 6.3.9, RFC 5258): what is asked for, and the answer, made of what the
// store tells.
#pragma once

#include "sim/imap/lexer.h"
#include "sim/imap/status_item.h"
#include "sim/wire/question.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mf::imap {

enum class Listing : std::uint8_t { List, Lsub };

/// The arguments. LIST-EXTENDED with SPECIAL-USE (RFC 6154 section 5.2) and STATUS (RFC 5819).
struct ListRequest {
    Listing listing = Listing::List;
    bool extended = false;             ///< the client knows RFC 5258: it has said something of it
    bool asksDelimiter = false;        ///< LIST "" "": nothing but the delimiter
    std::vector<std::string> patterns; ///< UTF-8, the reference put before each
    // which mailboxes
    bool onlySubscribed = false, onlySpecialUse = false;
    bool recursiveMatch = false; ///< also those above one that would be chosen and that no pattern names
    // what is told of them
    bool tellsSubscribed = false;
    std::vector<StatusItem> status;
    bool tellsChildren = true, tellsSpecialUse = true; ///< whether this server knows of them
    std::uint64_t appendLimitOctets = 0;               ///< of STATUS
};

/// All that follows LIST or LSUB. Reference and patterns together are no longer than one mailbox name may be: matching
/// takes time in proportion.
ListRequest parseListRequest(Lexer &in, Listing listing);

/// Untagged responses without "* " and CRLF, INBOX first, then by name; each STATUS behind its LIST. Levels above a
/// mailbox that are no mailboxes themselves are told as \Noselect, to who knows RFC 5258 as \NonExistent.
std::vector<std::string> listMailboxes(const MailboxList &mailboxes, const ListRequest &request);

} // namespace mf::imap
