// How what is not ASCII is written in mail: encoded words (RFC 2047), quoted-printable (RFC 2045 section
// 6.7), folded fields.
#pragma once

#include <string>
#include <string_view>

namespace mf::mail {

inline constexpr std::size_t kFoldOctets = 78;       ///< RFC 5322 section 2.1.1: a line should not be longer
inline constexpr std::size_t kLineLimitOctets = 998; ///< RFC 5322 section 2.1.1: a line must not be longer

/// A header field with its final CRLF, folded. Words that are not ASCII become encoded words; line ends and
/// control characters in the value become spaces, so that a value never makes a field of its own.
std::string printField(std::string_view name, std::string_view value);

/// Text with any line ends, as lines that end with CRLF; the last one too. "" stays "".
std::string withCrlf(std::string_view text);

/// Whether a body needs an encoding to travel as 7-bit lines of at most 998 octets. `body` has CRLF line
/// ends.
bool needsEncoding(std::string_view body);

/// Quoted-printable; CRLF stays a line end.
std::string toQuotedPrintable(std::string_view body);

} // namespace mf::mail
