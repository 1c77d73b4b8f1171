// Name servers that were of no use, for a while: a resolver that remembers them does not wait for each one
// again at each question (RFC 2308 section 7).
#pragma once

#include "sim/base/cow.h"
#include "sim/base/ip.h"
#include "sim/base/time.h"
#include "sim/dns/name.h"

#include <cstddef>
#include <string>
#include <utility>

namespace mf::dns {

inline constexpr Duration kDeadServerMemory =
    std::chrono::minutes(1); ///< that it did not answer; at most 5 minutes (RFC 2308 section 7.2)
inline constexpr Duration kLameServerMemory =
    std::chrono::minutes(5); ///< that it could not say, for one zone (RFC 2308 section 7.1)
inline constexpr std::size_t kServerMemoryLimit =
    1000; ///< entries; the one that ends first goes for one more

/// A value: copies share their chunks.
class ServerMemory {
public:
    /// It let every try pass in silence.
    void died(const IpAddress &server, Instant now)
    {
        put({server, kAllZones}, now + kDeadServerMemory, now);
    }
    /// It refused, failed, or did not know the zone that it is said to have.
    void wasLame(const IpAddress &server, const Name &zone, Instant now)
    {
        put({server, zone.folded()}, now + kLameServerMemory, now);
    }
    /// It has answered: it is alive.
    void answered(const IpAddress &server);

    /// Others first.
    bool avoids(const IpAddress &server, const Name &zone, Instant now) const;
    std::size_t size() const { return m_until.size(); }

private:
    using Key = std::pair<IpAddress, std::string>; // and the zone, folded
    static constexpr const char *kAllZones = ".";  // the root's own wire form is empty

    void put(Key key, Instant until, Instant now);
    void remove(const Key &key);
    bool holds(const Key &key, Instant now) const;

    CowMap<Key, Instant> m_until;
    CowMap<std::pair<Instant, Key>, char> m_due; // the same keys by when they end
};

} // namespace mf::dns
