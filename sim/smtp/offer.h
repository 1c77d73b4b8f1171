// What a server offers in its reply to EHLO (RFC 5321 section 4.1.1.1), as a client reads it.
#pragma once

#include "sim/mail/reply.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mf::smtp {

struct Offer {
    bool pipelining = false, eightBitMime = false, startTls = false, enhancedStatusCodes = false;
    bool size = false, dsn = false;
    std::uint64_t sizeLimitOctets = 0; ///< 0: none named
    std::vector<std::string> authMechanisms;
    friend bool operator==(const Offer &, const Offer &) = default;
};

/// Reads the keywords of a positive reply's lines after the first. What is not known is passed over.
Offer parseOffer(const Reply &ehloReply);

} // namespace mf::smtp
