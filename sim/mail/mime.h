// What the parts of a letter say to a person: encoded words, charsets, transfer encodings. Done by GMime.
#pragma once

#include "sim/mail/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace mf::mail {

/// Decodes RFC 2047 encoded words to UTF-8; octets that decode to nothing become U+FFFD.
std::string decodeHeader(std::string_view value);

/// Parameters of a structured field (RFC 2045 section 5.1, RFC 2231), decoded to UTF-8, in order.
struct Parameters {
    std::string value;                                     ///< before the first ';', as written
    std::vector<std::pair<std::string, std::string>> list; ///< names in lower case
};
Parameters parseParameters(std::string_view fieldValue);

/// Octets of a part with its transfer encoding undone.
std::string decodedBody(const Message &message, const Part &part);
/// The charset a text part names; "us-ascii" where it names none (RFC 2045 section 5.2).
std::string charsetOf(const Message &message, const Part &part);
/// Text of a part as UTF-8.
std::string decodedText(const Message &message, const Part &part);

/// Addresses of a From, To, Cc ... field for IMAP's ENVELOPE (RFC 3501 section 7.4.2). A group start has only a name, a group end has nothing.
struct HeaderAddress {
    std::string name;  ///< as written, not decoded; unquoted
    std::string route; ///< a source route of old, without its colon: "@a.test,@b.test"
    std::string localPart, domain;
    bool groupStart = false, groupEnd = false;
};
inline constexpr std::size_t kHeaderAddressLimit = 10'000; ///< what comes after so many is not read
std::vector<HeaderAddress> parseAddresses(std::string_view fieldValue);

} // namespace mf::mail
