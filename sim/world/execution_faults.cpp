// What breaks in the world and is mended, as the scenario has it or as a person wishes.
#include "sim/world/execution.h"

#include <algorithm>

namespace mf {

struct Execution::Place {
    NodeId a = NodeId::None, b = NodeId::None; // b None: the machine a
};

namespace {

/// Of two links the worse in every respect.
net::LinkSpec worse(const net::LinkSpec &a, const net::LinkSpec &b)
{
    const auto narrower = [](std::uint64_t x, std::uint64_t y) {
        return x == 0 || y == 0 ? x + y : std::min(x, y);
    };
    return {.latency = std::max(a.latency, b.latency),
            .jitter = std::max(a.jitter, b.jitter),
            .bitsPerSecond = narrower(a.bitsPerSecond, b.bitsPerSecond),
            .lossPerMillion = std::max(a.lossPerMillion, b.lossPerMillion)};
}

bool impairs(FaultKind kind) { return kind == FaultKind::Slow || kind == FaultKind::Lossy; }

/// What the program on the machine is told; nothing: it is none of its business.
std::optional<node::TroubleTurned> troubleOf(const FaultSpec &fault, bool begins)
{
    const Duration wait = fault.wait.value_or(faultRow(fault.kind).usualWait);
    switch (fault.kind) {
    case FaultKind::MailboxFull: return node::TroubleTurned{node::Trouble::MailboxFull, begins, {}};
    case FaultKind::Greylist: return node::TroubleTurned{node::Trouble::Greylists, begins, wait};
    case FaultKind::Refuse: return node::TroubleTurned{node::Trouble::RefusesMail, begins, {}};
    case FaultKind::DnsWrong: return node::TroubleTurned{node::Trouble::WrongAnswers, begins, {}};
    case FaultKind::DnsMissing: return node::TroubleTurned{node::Trouble::MissingAnswers, begins, {}};
    case FaultKind::Down:
    case FaultKind::Slow:
    case FaultKind::Lossy:
    case FaultKind::DnsSlow: return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

bool Execution::on(const FaultTurns &event)
{
    if (!event.last) {
        const TimerId again =
            m_world.m_events.pushTimer(m_world.m_now, FaultTurns{event.fault, event.begins, true});
        if (PlannedFault *planned = m_world.m_plannedFaults.edit(event.fault))
            (event.begins ? planned->begins : planned->ends) = again; // it can still be called off
        return false;
    }
    if (event.begins) {
        const FaultSpec fault = m_world.m_plannedFaults.find(event.fault)->fault;
        m_world.m_plannedFaults.erase(event.fault);
        beginFault(fault, event.fault);
        return true;
    }
    const auto standing = std::ranges::find(m_world.m_standingFaults, event.fault, &StandingFault::number);
    if (standing == m_world.m_standingFaults.end())
        return false; // repaired meanwhile, or another one of its kind has taken its place
    endFault(FaultSpec(standing->fault));
    return true;
}

void Execution::act(const BeginFault &person)
{
    const FaultSpec &fault = person.fault;
    if (Instant(fault.from) <= m_world.m_now) {
        const std::uint32_t number = m_world.m_nextFault++;
        beginFault(fault, number);
        if (fault.lasts)
            m_world.m_events.push(m_world.m_now + *fault.lasts, FaultTurns{number, false});
        return;
    }
    Record &record = note(Kind::Act, m_world.nodeNamed(fault.isOfLink() ? fault.linkA : fault.node));
    record.to = fault.isOfLink() ? m_world.nodeNamed(fault.linkB) : NodeId::None;
    record.facts.add(Key::Action, "plan-fault").add(Key::Fault, name(fault.kind));
    m_world.plan(fault);
}

void Execution::act(const EndFault &person) { endFault(person.fault); }

void Execution::act(const CallOffFault &person)
{
    Record &record = note(Kind::Act, NodeId::None);
    record.facts.add(Key::Action, "call-off-fault");
    if (placeOf(person.fault, record) && !m_world.callOff(person.fault))
        record.facts.add(Key::Reason, "nothing of the kind is planned");
}

std::optional<Execution::Place> Execution::placeOf(const FaultSpec &fault, Record &record) const
{
    const bool ofLink = fault.isOfLink();
    const Place place{m_world.nodeNamed(ofLink ? fault.linkA : fault.node),
                      ofLink ? m_world.nodeNamed(fault.linkB) : NodeId::None};
    record.from = place.a;
    record.to = place.b;
    record.facts.add(Key::Fault, name(fault.kind));
    std::string_view reason;
    if (place.a == NodeId::None || (ofLink && place.b == NodeId::None))
        reason = "no such machine";
    else if (ofLink ? !faultRow(fault.kind).onLinks
                    : !canHappenAt(fault.kind, m_world.m_nodes[raw(place.a)]->kind()))
        reason = "this cannot happen there";
    if (reason.empty())
        return place;
    record.facts.add(Key::Reason, reason);
    return std::nullopt;
}

void Execution::beginFault(const FaultSpec &fault, std::uint32_t number)
{
    const auto place = placeOf(fault, note(Kind::FaultBegan, NodeId::None));
    if (!place)
        return;
    std::vector<StandingFault> &standing = m_world.m_standingFaults;
    std::erase_if(standing, [&](const StandingFault &other) { return other.fault.isLike(fault); });
    standing.push_back({fault, m_world.m_now, number});
    takeEffect(fault, *place, true);
}

void Execution::endFault(const FaultSpec &fault)
{
    const auto place = placeOf(fault, note(Kind::FaultEnded, NodeId::None));
    if (!place)
        return;
    std::erase_if(m_world.m_standingFaults,
                  [&](const StandingFault &other) { return other.fault.isLike(fault); });
    takeEffect(fault, *place, false);
}

void Execution::takeEffect(const FaultSpec &fault, const Place &place, bool begins)
{
    if (impairs(fault.kind))
        return impair(place);
    if (const auto trouble = troubleOf(fault, begins))
        return post(place.a, *trouble);
    if (fault.kind != FaultKind::Down)
        return; // what answers late is looked up when an answer leaves
    if (place.b == NodeId::None)
        return switchNode(place.a, !begins);
    m_world.m_network.edit().setLinkUp(place.a, place.b, !begins);
    if (begins)
        severStreams(place.a, place.b);
}

/// Of a machine: all its links. Those of real clients are none of the scenario's.
void Execution::impair(const Place &place)
{
    for (std::uint32_t i = 0; i < m_world.m_nodes.size(); ++i) {
        const NodeId other{i};
        if (other != place.a && !isRealClient(other) && (place.b == NodeId::None || place.b == other))
            m_world.m_network.edit().setImpairment(place.a, other, impairment(place.a, other));
    }
}

/// What lies between two machines while faults stand; nothing: what usually does.
std::optional<net::LinkSpec> Execution::impairment(NodeId a, NodeId b) const
{
    const std::string &first = m_world.m_nodes[raw(a)]->name(), &second = m_world.m_nodes[raw(b)]->name();
    std::optional<net::LinkSpec> sum;
    for (const auto &[fault, since, number] : m_world.m_standingFaults) {
        const bool onThis = fault.isOfLink() ? (fault.linkA == first && fault.linkB == second)
                                                   || (fault.linkA == second && fault.linkB == first)
                                             : fault.node == first || fault.node == second;
        if (impairs(fault.kind) && onThis)
            sum = worse(sum.value_or(m_world.m_network->usualLink(a, b)), fault.link);
    }
    return sum;
}

/// How much later than usual a DNS answer leaves.
Duration Execution::answersLate(NodeId node, std::uint16_t port) const
{
    if (port != node::standardPort(node::Service::Dns))
        return {};
    for (const auto &[fault, since, number] : m_world.m_standingFaults)
        if (fault.kind == FaultKind::DnsSlow && fault.node == m_world.m_nodes[raw(node)]->name())
            return fault.wait.value_or(faultRow(fault.kind).usualWait);
    return {};
}

void Execution::switchNode(NodeId node, bool up)
{
    if (m_world.m_network->isUp(node) == up)
        return;
    if (!up)
        severStreams(node, NodeId::None);
    m_world.m_network.edit().setNodeUp(node, up);
    post(node, node::PowerChanged{up});
}

} // namespace mf
