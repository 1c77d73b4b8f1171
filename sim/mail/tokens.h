// The lexical tokens that header fields share: comments, folding white space, quoted strings (RFC 5322
// section 3.2). Each function takes what it reads from the front of `rest`.
#pragma once

#include <string>
#include <string_view>

namespace mf::mail {

/// Drops white space, line ends and comments. `comment`, where given, receives what the last comment said.
void skipCfws(std::string_view &rest, std::string *comment = nullptr);

/// What the quoted string at the front says, without its quotes, backslashes and line ends. An unclosed one
/// reaches to the end.
std::string takeQuoted(std::string_view &rest);

/// The octets before the first that is one of `stops`.
std::string_view takeUntil(std::string_view &rest, std::string_view stops);

/// Whether `c` stood at the front; if so it is taken.
bool takeChar(std::string_view &rest, char c);

/// A field's value on one line: line ends are dropped, the white space after them stays; none is left
/// outside.
std::string unfolded(std::string_view value);

bool isAscii(std::string_view octets);

} // namespace mf::mail
