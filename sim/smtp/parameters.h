// The parameters of MAIL and RCPT (RFC 5321 section 4.1.2): where they are wrong, the error is the reply to
// send.
#pragma once

#include "sim/mail/reply.h"
#include "sim/wire/question.h"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace mf::smtp {

/// What MAIL may say besides the path, and which of it the server has offered.
struct MailParameters {
    bool eightBit = false;                 ///< BODY=8BITMIME (RFC 6152)
    std::uint64_t sizeOctets = 0;          ///< SIZE= (RFC 1870); 0: not said
    std::string envelopeId;                ///< ENVID= (RFC 3461), in xtext; empty: not said
    Returned returned = Returned::NotSaid; ///< RET= (RFC 3461)
};
struct OfferedParameters {
    bool size = false, eightBitMime = false, auth = false, dsn = false;
};
std::expected<MailParameters, Reply> parseMailParameters(std::string_view text, OfferedParameters offered);

/// RCPT has those of RFC 3461, NOTIFY and ORCPT.
std::expected<Wish, Reply> parseRcptParameters(std::string_view text, OfferedParameters offered);

/// RFC 3461 sections 4.2 and 4.4: the longest ORCPT, and ENVID.
inline constexpr std::size_t kOriginalRecipientLimitOctets = 500, kEnvelopeIdLimitOctets = 100;

} // namespace mf::smtp
