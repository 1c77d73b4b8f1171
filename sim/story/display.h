// Octets as text that can be shown and written to JSON: always well-formed UTF-8, nothing that moves a
// cursor.
#pragma once

#include <string>
#include <string_view>

namespace mf::story {

/// Well-formed characters stay, control characters become \r, \n, \t or \xNN, every octet that belongs to no
/// character becomes U+FFFD.
std::string displayed(std::string_view octets);

/// Up to the first CRLF or LF.
std::string_view firstLine(std::string_view octets);

/// A JSON string (RFC 8259 section 7), in quotes.
std::string jsonString(std::string_view octets);

} // namespace mf::story
