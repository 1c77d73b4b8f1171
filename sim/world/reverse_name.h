// Where an address stands in the DNS (RFC 1035 section 3.5, RFC 3596 section 2.5).
#pragma once

#include "sim/base/ip.h"

#include <string>

namespace mf {

inline constexpr const char *kReverseV4 = "in-addr.arpa";
inline constexpr const char *kReverseV6 = "ip6.arpa";

/// "25.2.0.192.in-addr.arpa", or 32 half octets under ip6.arpa. Without a final dot.
std::string reverseName(const IpAddress &address);

} // namespace mf
