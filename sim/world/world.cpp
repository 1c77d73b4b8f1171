#include "sim/world/world.h"

#include "sim/world/execution.h"

#include <algorithm>

namespace mf {

std::optional<Fate> fateOf(Kind kind)
{
    switch (kind) {
    case Kind::LetterWritten: return Fate::Written;
    case Kind::LetterAccepted: return Fate::Accepted;
    case Kind::LetterQueued: return Fate::Queued;
    case Kind::LetterRelayed: return Fate::Relayed;
    case Kind::LetterHandedOver: return Fate::HandedOver;
    case Kind::LetterStored: return Fate::Stored;
    case Kind::LetterRead: return Fate::Read;
    case Kind::LetterDeleted: return Fate::Deleted;
    case Kind::LetterDelayed: return Fate::Delayed;
    case Kind::LetterBounced: return Fate::Bounced;
    case Kind::LetterDropped: return Fate::Dropped;
    case Kind::Act:
    case Kind::FaultBegan:
    case Kind::FaultEnded:
    case Kind::StreamOpening:
    case Kind::StreamOpened:
    case Kind::StreamRefused:
    case Kind::StreamClosing:
    case Kind::StreamClosed:
    case Kind::StreamBroken:
    case Kind::TlsStarted:
    case Kind::Segment:
    case Kind::Datagram:
    case Kind::DatagramLost:
    case Kind::Command:
    case Kind::Login:
    case Kind::Decision:
    case Kind::SessionState:
    case Kind::Lookup:
    case Kind::LookupDone:
    case Kind::CacheHit:
    case Kind::CacheStored:
    case Kind::AttemptFailed:
    case Kind::RetryScheduled:
    case Kind::StoreFailed: return std::nullopt;
    }
    return std::nullopt;
}

World::World() = default;
World::World(const World &) = default;
World::World(World &&) noexcept = default;
World &World::operator=(const World &) = default;
World &World::operator=(World &&) noexcept = default;
World::~World() = default;

std::optional<Step> World::step(Instant horizon)
{
    while (!m_events.empty() && m_events.top().at <= horizon) {
        const auto entry = m_events.pop();
        const Instant before = m_now;
        m_now = std::max(m_now, entry.at);
        Execution execution(*this);
        if (execution.run(entry.event))
            return execution.take();
        m_now = before; // a wake-up that came early is no step
    }
    return std::nullopt;
}

Step World::apply(const Command &command)
{
    Execution execution(*this);
    execution.run(command);
    return execution.take();
}

std::optional<Instant> World::nextAt() const
{
    if (m_events.empty())
        return std::nullopt;
    return std::max(m_events.top().at, m_now);
}

NodeId World::nodeNamed(std::string_view name) const
{
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i]->name() == name)
            return NodeId{i};
    return NodeId::None;
}

node::NodeView World::view(NodeId id) const
{
    node::NodeView view = node(id).view(m_now);
    view.up = m_network->isUp(id);
    return view;
}

std::vector<StreamView> World::streams() const
{
    std::vector<StreamView> views;
    m_sessions.forEach([&](StreamId id, const Cow<Session> &held) {
        const auto sessionAt = [&](End end) -> std::optional<SessionView> {
            const SessionEnd &self = held->at(end);
            if (!self.machine || self.closed)
                return std::nullopt;
            return self.machine->view();
        };
        views.push_back({id, held->at(End::Client).node, held->at(End::Server).node, held->service,
                         held->mail, held->encrypted, held->established, held->openingRecord,
                         sessionAt(End::Client), sessionAt(End::Server)});
    });
    return views;
}

void World::plan(const FaultSpec &fault)
{
    const std::uint32_t number = m_nextFault++;
    PlannedFault planned{fault};
    planned.begins = m_events.pushTimer(Instant(fault.from), FaultTurns{number, true});
    if (fault.lasts)
        planned.ends = m_events.pushTimer(Instant(fault.from + *fault.lasts), FaultTurns{number, false});
    m_plannedFaults.put(number, std::move(planned));
}

bool World::callOff(const FaultSpec &fault)
{
    std::vector<std::uint32_t> numbers;
    m_plannedFaults.forEach([&](std::uint32_t number, const PlannedFault &planned) {
        if (planned.fault.isLike(fault) && planned.fault.from == fault.from)
            numbers.push_back(number);
    });
    for (const std::uint32_t number : numbers) {
        const PlannedFault planned = *m_plannedFaults.find(number);
        m_events.cancel(planned.begins);
        if (planned.ends != TimerId::None)
            m_events.cancel(planned.ends);
        m_plannedFaults.erase(number);
    }
    return !numbers.empty();
}

std::vector<FaultSpec> World::plannedFaults() const
{
    std::vector<FaultSpec> faults;
    m_plannedFaults.forEach(
        [&](std::uint32_t, const PlannedFault &planned) { faults.push_back(planned.fault); });
    std::ranges::stable_sort(faults, {}, &FaultSpec::from);
    return faults;
}

MailId World::letterNamed(std::string_view name) const
{
    const MailId *mail = m_letters.find(std::string(name));
    return mail ? *mail : MailId::None;
}

} // namespace mf
