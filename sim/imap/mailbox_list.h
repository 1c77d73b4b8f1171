// The answers to LIST, LSUB and STATUS (RFC 3501 sections 6.3.8 to 6.3.10), made of what the store tells.
#pragma once

#include "sim/imap/lexer.h"
#include "sim/wire/question.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mf::imap {

enum class Listing : std::uint8_t { List, Lsub };

/// Untagged responses without "* " and CRLF, INBOX first, then by name. Levels above a mailbox that are no
/// mailboxes themselves are told as \Noselect. `pattern` is UTF-8, the reference already put before it.
std::vector<std::string> listMailboxes(const MailboxList &mailboxes, std::string_view pattern,
                                       Listing listing);

enum class StatusItem : std::uint8_t { Messages, Recent, UidNext, UidValidity, Unseen, Size };
/// "(MESSAGES UNSEEN)"; SIZE is RFC 8438.
std::vector<StatusItem> parseStatusItems(Lexer &in);
/// `STATUS name (MESSAGES 3 UNSEEN 1)`
std::string printStatus(const MailboxInfo &info, const std::vector<StatusItem> &items);

} // namespace mf::imap
