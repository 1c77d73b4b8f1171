// Greylisting (RFC 6647): who is not known is asked to come again later, which a mail server does and much
// of what sends spam does not. The mail server's node asks at RCPT.
#pragma once

#include "sim/base/cow.h"
#include "sim/base/ip.h"
#include "sim/base/time.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace mf::policy {

/// Who comes again within this is the same one; later he is a stranger anew.
inline constexpr Duration kGreylistWindow = std::chrono::hours(48);
/// Who has been let in stays known this long after his last letter.
inline constexpr Duration kGreylistMemory = std::chrono::hours(24 * 35);
/// Triplets that are remembered; one more, and the one that has been silent longest is forgotten.
inline constexpr std::size_t kGreylistLimit = 100'000;

/// The part of an address that stays the same when a provider sends from another of its machines: /24 of
/// IPv4, /64 of IPv6. "192.0.2.0/24"
std::string networkOf(const IpAddress &client);

/// A value; a copy costs next to nothing.
class Greylist {
public:
    explicit Greylist(Duration delay, std::size_t limit = kGreylistLimit) : m_delay(delay), m_limit(limit) { }

    /// How long (client network, from, to) has to wait yet; zero: it may come in, now and from now on.
    /// Addresses are compared without case.
    Duration judge(const IpAddress &client, std::string_view from, std::string_view to, Instant now);

    std::size_t size() const { return m_known.size(); }

private:
    struct Triplet {
        std::string network, from, to;
        friend auto operator<=>(const Triplet &, const Triplet &) = default;
    };
    struct Known {
        Instant first{}, last{};
        bool passed = false;
    };

    void remember(const Triplet &triplet, Known known);
    void forgetOldest();

    Duration m_delay;
    std::size_t m_limit;
    CowMap<Triplet, Known> m_known;
    CowMap<std::pair<Instant, Triplet>, std::uint8_t> m_byLast; // the same, the one silent longest first
};

} // namespace mf::policy
