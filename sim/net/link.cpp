#include "sim/net/link.h"

#include <algorithm>

namespace mf::net {

namespace {

Duration travelTime(const LinkSpec &link, RandomStream &random)
{
    Duration time = link.latency;
    if (link.jitter > 0us)
        time += Duration(
            static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(link.jitter.count()) + 1)));
    return std::max(time, kShortestHop);
}

} // namespace

Duration transmissionTime(const LinkSpec &link, std::size_t octets)
{
    if (link.bitsPerSecond == 0)
        return Duration(0);
    return Duration(static_cast<std::int64_t>(octets * 8 * 1'000'000 / link.bitsPerSecond));
}

Duration streamDelay(const LinkSpec &link, RandomStream &random)
{
    Duration delay(0);
    Duration wait = kRetransmission;
    for (int lost = 0; lost < kLossesInARow && random.chance(link.lossPerMillion); ++lost) {
        delay += wait;
        wait *= 2; // RFC 6298 section 5.5: back off
    }
    return delay + travelTime(link, random);
}

std::optional<Duration> datagramDelay(const LinkSpec &link, RandomStream &random)
{
    if (random.chance(link.lossPerMillion))
        return std::nullopt;
    return travelTime(link, random);
}

} // namespace mf::net
