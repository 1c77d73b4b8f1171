// Flags as IMAP writes them (RFC 3501 section 2.3.2).
#pragma once

#include "sim/imap/lexer.h"
#include "sim/wire/question.h"

#include <cstddef>
#include <optional>
#include <string>

namespace mf::imap {

/// "(\Seen $Forwarded)", system flags first.
std::string print(const Flags &flags);
/// The flags of a parenthesized list. `\Recent` and system flags that nobody knows are failures: a client
/// cannot set them.
Flags parseFlagList(Lexer &in);
/// STORE also takes them without parentheses.
Flags parseStoreFlags(Lexer &in);
/// What a server says: anything in it that is not known is passed over.
Flags parseToldFlags(Lexer &in);

/// What `flags` become by a change.
Flags changed(const Flags &flags, ChangeFlags::How how, const Flags &by);
bool hasKeyword(const Flags &flags, std::string_view keyword);
/// Equal as sets, keywords without regard to case.
bool sameFlags(const Flags &a, const Flags &b);

} // namespace mf::imap
