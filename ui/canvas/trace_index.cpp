#include "ui/canvas/trace_index.h"

#include "sim/base/check.h"

#include <algorithm>

namespace mf::ui {

namespace {

bool happensToLetter(Kind kind) { return kind >= Kind::LetterWritten && kind <= Kind::LetterDropped; }

bool isTrouble(Kind kind)
{
    switch (kind) {
    case Kind::FaultBegan:
    case Kind::FaultEnded:
    case Kind::StreamRefused:
    case Kind::StreamBroken:
    case Kind::DatagramLost:
    case Kind::AttemptFailed:
    case Kind::StoreFailed: return true;
    default: return false;
    }
}

/// Takes one letter event into the places where that letter lies.
void move(std::vector<Resting> &places, const LetterEvent &event)
{
    const auto take = [&](NodeId node, Place place) { std::erase(places, Resting{event.mail, node, place}); };
    const auto put = [&](Place place) {
        take(event.node, place);
        places.push_back({event.mail, event.node, place});
    };
    switch (event.kind) {
    case Kind::LetterWritten:
    case Kind::LetterRead: return put(Place::Desk);
    case Kind::LetterAccepted: take(event.writer, Place::Desk); return put(Place::Outgoing);
    case Kind::LetterQueued: return put(Place::Outgoing);
    case Kind::LetterStored:
    case Kind::LetterHandedOver: take(event.node, Place::Outgoing); return put(Place::Mailbox);
    case Kind::LetterRelayed: // by a server; or, in 1971, straight from its writer
        take(event.writer, Place::Desk);
        return take(event.node, Place::Outgoing);
    case Kind::LetterBounced:
    case Kind::LetterDropped: return take(event.node, Place::Outgoing);
    case Kind::LetterDeleted: return take(event.node, Place::Mailbox);
    default: return;
    }
}

} // namespace

void TraceIndex::grow(const Trace &trace, Index records)
{
    MF_CHECK(records <= trace.size());
    for (; m_size < records; ++m_size)
        add(trace[m_size]);
}

void TraceIndex::add(const Record &record)
{
    follow(record);
    if (record.to != NodeId::None && record.from != NodeId::None && record.from != record.to) {
        m_pairs.try_emplace(std::minmax(record.from, record.to), record.id);
        addHop(record);
    }
    if (happensToLetter(record.kind))
        addLetterEvent(record);
    if (isTrouble(record.kind))
        m_troubles.push_back(record.id);
}

void TraceIndex::addLetterEvent(const Record &record)
{
    if (record.kind == Kind::LetterWritten)
        m_writers.emplace(record.mail, record.from);
    m_eventsOf[record.mail].push_back(m_letterEvents.size());
    const auto writer = m_writers.find(record.mail);
    m_letterEvents.push_back({record.id, record.mail, record.from, record.kind,
                              writer == m_writers.end() ? NodeId::None : writer->second});
}

void TraceIndex::follow(const Record &record)
{
    if (record.stream == StreamId::None)
        return;
    // A real client's connection is there at once: it has no opening packet in the picture.
    const bool opens = record.kind == Kind::StreamOpening || record.kind == Kind::StreamOpened;
    if (opens && !m_lineOf.contains(record.stream)) {
        m_lineOf[record.stream] = m_lines.size();
        m_lines.push_back({record.stream, record.from, record.to, record.id, kNoIndex, kNoIndex});
        return;
    }
    const auto found = m_lineOf.find(record.stream);
    if (found == m_lineOf.end())
        return;
    Line &line = m_lines[found->second];
    const bool ends = record.kind == Kind::StreamClosed || record.kind == Kind::StreamBroken
                      || record.kind == Kind::StreamRefused;
    if (ends && line.closed == kNoIndex)
        line.closed = record.id;
    if (record.kind == Kind::TlsStarted && line.encrypted == kNoIndex)
        line.encrypted = record.id;
}

void TraceIndex::addHop(const Record &record)
{
    Hop hop{record.id, record.at, std::max(record.until, record.at + kShortestSeen), record.from, record.to};
    const auto line = m_lineOf.find(record.stream);
    const bool knownLine = line != m_lineOf.end();
    switch (record.kind) {
    case Kind::StreamOpening: hop.look = Look::Opening; break;
    case Kind::StreamClosing: hop.look = Look::Closing; break;
    case Kind::DatagramLost: hop.look = Look::Lost; break;
    case Kind::Datagram: hop.look = record.facts.has(Key::Rcode) ? Look::Answer : Look::Query; break;
    case Kind::Segment:
        if (record.facts.text(Key::Part) == "letter")
            hop.look = Look::Letter;
        else
            hop.look = knownLine && m_lines[line->second].client == record.from ? Look::ClientLine
                                                                                : Look::ServerLine;
        break;
    default: return;
    }
    hop.encrypted = knownLine && m_lines[line->second].encrypted != kNoIndex;
    if (m_hops.size() % kBlock == 0)
        m_blockLatest.push_back(hop.arrives);
    else
        m_blockLatest.back() = std::max(m_blockLatest.back(), hop.arrives);
    m_hops.push_back(hop);
}

std::vector<Hop> TraceIndex::inFlight(Instant t, Index records) const
{
    std::vector<Hop> hops;
    inFlight(t, records, [&](const Hop &hop) { hops.push_back(hop); });
    return hops;
}

std::vector<Line> TraceIndex::standing(Index records) const
{
    std::vector<Line> lines;
    for (const Line &line : m_lines) {
        if (line.opened >= records)
            break;
        if (line.closed >= records) // kNoIndex is larger than every index
            lines.push_back(line);
    }
    for (Line &line : lines)
        if (line.encrypted >= records)
            line.encrypted = kNoIndex;
    for (Line &line : lines)
        line.closed = kNoIndex; // what is still to come is not known yet
    return lines;
}

std::vector<Resting> TraceIndex::resting(Index records) const
{
    std::vector<Resting> all, places;
    for (const auto &[mail, events] : m_eventsOf) {
        places.clear(); // a letter lies in a few places: that is quicker than one set of all
        for (const std::size_t event : events) {
            if (m_letterEvents[event].record >= records)
                break;
            move(places, m_letterEvents[event]);
        }
        std::ranges::sort(places);
        all.insert(all.end(), places.begin(), places.end());
    }
    return all;
}

} // namespace mf::ui
