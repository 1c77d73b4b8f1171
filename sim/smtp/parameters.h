// The parameters of MAIL and RCPT (RFC 5321 section 4.1.2): where they are wrong, the error is the reply to
// send.
#pragma once

#include "sim/mail/reply.h"

#include <cstdint>
#include <expected>
#include <string_view>

namespace mf::smtp {

/// What MAIL may say besides the path, and which of it the server has offered.
struct MailParameters {
    bool eightBit = false;        ///< BODY=8BITMIME (RFC 6152)
    std::uint64_t sizeOctets = 0; ///< SIZE= (RFC 1870); 0: not said
};
struct OfferedParameters {
    bool size = false, eightBitMime = false, auth = false;
};
std::expected<MailParameters, Reply> parseMailParameters(std::string_view text, OfferedParameters offered);

/// RCPT has none here: any is refused.
std::expected<void, Reply> parseRcptParameters(std::string_view text);

} // namespace mf::smtp
