// What mailboxes are for, as IMAP writes it (RFC 6154 section 2).
#pragma once

#include "sim/imap/lexer.h"
#include "sim/wire/mailbox.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mf::imap {

/// "\Drafts \Sent"; empty where it is for nothing special.
std::string printSpecialUse(std::uint8_t uses);
/// "\Drafts" in any case of letters.
std::optional<std::uint8_t> specialUseNamed(std::string_view attribute);
/// "(\Drafts \Sent)". Nothing: a use that no mailbox can have here, as \All and \Flagged.
std::optional<std::uint8_t> parseSpecialUse(Lexer &in);

} // namespace mf::imap
