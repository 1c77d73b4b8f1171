// What the picture needs of a trace, kept beside it so that any moment can be asked for in any order: what
// is in flight, which streams
// stand, where letters lie. Everything drawn is a function of (trace, time).
#pragma once

#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/kernel/trace.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace mf::ui {

/// What something under way looks like.
enum class Look : std::uint8_t { Opening, ClientLine, ServerLine, Letter, Query, Answer, Closing, Lost };

/// Something under way between two machines.
struct Hop {
    Index record = kNoIndex;
    Instant departs{}, arrives{};
    NodeId from = NodeId::None, to = NodeId::None;
    Look look = Look::ClientLine;
    bool encrypted = false;
    friend bool operator==(const Hop &, const Hop &) = default;
};

/// A connection between two programs, from its opening to its end.
struct Line {
    StreamId stream = StreamId::None;
    NodeId client = NodeId::None, server = NodeId::None;
    Index opened = kNoIndex, encrypted = kNoIndex, closed = kNoIndex; ///< records; kNoIndex: not (yet)
    friend bool operator==(const Line &, const Line &) = default;
};

/// Where in a machine a letter lies.
enum class Place : std::uint8_t { Desk, Outgoing, Mailbox };
struct Resting {
    MailId mail = MailId::None;
    NodeId node = NodeId::None;
    Place place = Place::Desk;
    friend auto operator<=>(const Resting &, const Resting &) = default;
};

/// Something that happened to a letter as a whole.
struct LetterEvent {
    Index record = kNoIndex;
    MailId mail = MailId::None;
    NodeId node = NodeId::None;
    Kind kind = Kind::LetterWritten;
    NodeId writer = NodeId::None; ///< the machine it was written on; None: a real client's, or not seen
};

class TraceIndex {
public:
    /// Hops shorter than this stay in the picture this long: what takes a microsecond could not be seen.
    static constexpr Duration kShortestSeen = 2ms;

    /// Takes in the records [size(), records) of the trace.
    void grow(const Trace &trace, Index records);
    /// Forgets everything: the trace is another one.
    void clear() { *this = TraceIndex{}; }
    Index size() const { return m_size; }

    /// Calls visit(const Hop &) for what is under way at `t` among the first `records` records.
    template <typename Visit>
    void inFlight(Instant t, Index records, Visit visit) const;
    std::vector<Hop> inFlight(Instant t, Index records) const;

    /// The connections that stand after `records` records.
    std::vector<Line> standing(Index records) const;
    /// Where all letters lie after `records` records, sorted.
    std::vector<Resting> resting(Index records) const;
    /// Pairs of machines that have spoken with each other, each with the first record of it.
    const std::map<std::pair<NodeId, NodeId>, Index> &pairs() const { return m_pairs; }
    const std::vector<LetterEvent> &letterEvents() const { return m_letterEvents; }
    /// Records that a timeline marks besides letters: faults, broken streams, failures.
    const std::vector<Index> &troubles() const { return m_troubles; }

private:
    static constexpr std::size_t kBlock = 64;

    void add(const Record &record);
    void addHop(const Record &record);
    void addLetterEvent(const Record &record);
    void follow(const Record &record);

    Index m_size = 0;
    std::vector<Hop> m_hops;            // by departure
    std::vector<Instant> m_blockLatest; // the latest arrival among each kBlock hops
    std::vector<Line> m_lines;          // by opening
    std::map<StreamId, std::size_t> m_lineOf;
    std::map<std::pair<NodeId, NodeId>, Index> m_pairs;
    std::map<MailId, NodeId> m_writers;
    std::vector<LetterEvent> m_letterEvents;
    std::map<MailId, std::vector<std::size_t>> m_eventsOf; // indices into m_letterEvents
    std::vector<Index> m_troubles;
};

template <typename Visit>
void TraceIndex::inFlight(Instant t, Index records, Visit visit) const
{
    for (std::size_t block = 0; block < m_blockLatest.size(); ++block) {
        const std::size_t first = block * kBlock;
        if (m_hops[first].departs > t || m_hops[first].record >= records)
            return;
        if (m_blockLatest[block] <= t)
            continue;
        const std::size_t end = std::min(first + kBlock, m_hops.size());
        for (std::size_t i = first; i < end; ++i) {
            const Hop &hop = m_hops[i];
            if (hop.departs <= t && t < hop.arrives && hop.record < records)
                visit(hop);
        }
    }
}

} // namespace mf::ui
