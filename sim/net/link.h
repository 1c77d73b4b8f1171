// What lies between two machines, and how long octets take on it.
#pragma once

#include "sim/base/time.h"
#include "sim/kernel/random.h"

#include <cstdint>
#include <optional>

namespace mf::net {

/// A link's properties. Loss makes a stream's octets late (they are sent again) and makes a datagram disappear.
struct LinkSpec {
    Duration latency = 20ms;
    Duration jitter = 0us;                    ///< up to this much more, at random
    std::uint64_t bitsPerSecond = 10'000'000; ///< 0: no limit
    std::uint32_t lossPerMillion = 0;
    friend bool operator==(const LinkSpec &, const LinkSpec &) = default;
};

/// No hop is shorter: what takes no time cannot be seen, and cannot be ordered.
inline constexpr Duration kShortestHop = 1us;
/// A lost piece of a stream is sent again after this long (RFC 6298 section 2.4's minimum).
inline constexpr Duration kRetransmission = 1s;
/// Losses in a row of one piece; then it goes through, so that every run ends.
inline constexpr int kLossesInARow = 6;

/// How long `octets` take to be put on the link.
Duration transmissionTime(const LinkSpec &link, std::size_t octets);

/// From the last octet on the link to its arrival, for a stream: retransmissions count as delay.
Duration streamDelay(const LinkSpec &link, RandomStream &random);
/// The same for a datagram; nothing: it is lost.
std::optional<Duration> datagramDelay(const LinkSpec &link, RandomStream &random);

} // namespace mf::net
