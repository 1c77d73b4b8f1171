// A byte stream between two machines: what is under way in each direction, in order, and when it arrives.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/kernel/random.h"
#include "sim/net/link.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mf::net {

/// Octets under way, or the close after the last of them.
struct InFlight {
    Instant arrives{};
    Slices octets;
    Index record = kNoIndex; ///< the record of its departure: the cause of what its arrival does
    /// What it is: octets, or a sign between octets that keeps its place among them.
    enum class Mark : std::uint8_t { Octets, Established, StartTls, Close, Broken } mark = Mark::Octets;
};

/// One direction. Octets never overtake each other: an arrival is never before the one before it.
class Direction {
public:
    /// Puts octets (or a sign) on the link now; when they arrive.
    Instant depart(InFlight what, Instant now, const LinkSpec &link, RandomStream &random);
    /// What has arrived: the first that is under way. There is one.
    InFlight arrive();
    bool empty() const { return m_first == m_inFlight.size(); }
    /// The first that is under way. There is one.
    const InFlight &next() const { return m_inFlight[m_first]; }
    std::size_t octetsInFlight() const { return m_octetsInFlight; }
    /// Forgets what is under way: the stream was cut.
    void cut();

    /// Back-pressure: true once, when the sender has passed the high-water mark and little is under way now.
    bool takeDrained();

private:
    std::vector<InFlight> m_inFlight; // a deque would allocate even when empty; most hold one or two
    std::size_t m_first = 0;          // what is before it has arrived
    Instant m_linkFree{};             // the link is busy with earlier octets until then
    Instant m_lastArrival{};
    std::size_t m_octetsInFlight = 0;
    std::size_t m_sentSinceDrained = 0;
};

struct Stream {
    StreamId id = StreamId::None;
    Direction toServer, toClient;
    Direction &to(End end) { return end == End::Server ? toServer : toClient; }
    const Direction &to(End end) const { return end == End::Server ? toServer : toClient; }
};

} // namespace mf::net
