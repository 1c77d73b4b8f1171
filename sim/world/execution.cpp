#include "sim/world/execution.h"

#include "sim/base/check.h"

#include <algorithm>

namespace mf {

bool Execution::run(const Event &event)
{
    const bool happened = std::visit([this](const auto &what) { return on(what); }, event);
    drainWork();
    return happened;
}

void Execution::run(const Command &command)
{
    std::visit([this](const auto &what) { on(what); }, command);
    drainWork();
}

// ---- records ----------------------------------------------------------------------------------------------------

Record &Execution::note(Kind kind, NodeId from)
{
    Record record;
    record.id = m_world.m_nextRecord++;
    record.cause = m_cause;
    record.at = record.until = m_world.m_now;
    record.from = from;
    record.kind = kind;
    m_cause = record.id;
    m_step.records.push_back(std::move(record));
    return m_step.records.back();
}

Record &Execution::note(Kind kind, const Session &session, End end)
{
    Record &record = note(kind, session.at(end).node);
    record.stream = session.stream.id;
    record.mail = session.mail;
    return record;
}

node::Moment Execution::moment()
{
    return {m_world.m_now, m_world.epoch(), m_world.m_counters, m_world.m_storeRefuses};
}

// ---- work -------------------------------------------------------------------------------------------------------

void Execution::post(StreamId stream, End end, Input input)
{
    m_work.emplace_back(SessionWork{stream, end, std::move(input), m_cause});
}

void Execution::post(NodeId node, node::NodeInput input)
{
    m_work.emplace_back(NodeWork{node, std::move(input), m_cause});
}

void Execution::drainWork()
{
    while (m_workDone < m_work.size()) {
        auto item = std::move(m_work[m_workDone++]); // moved out: the list may grow meanwhile
        std::visit([this](auto &what) { work(std::move(what)); }, item);
    }
    m_work.clear();
    m_workDone = 0;
}

void Execution::work(SessionWork item)
{
    m_cause = item.cause;
    Session *session = this->session(item.stream);
    if (!session)
        return;
    SessionEnd &end = session->at(item.end);
    if (end.closed || end.gone || !end.machine)
        return;
    Actions actions = end.machine.edit().handle(item.input, m_world.m_now);
    carryOut(item.stream, item.end, std::move(actions));
    session = this->session(item.stream);
    if (!session)
        return;
    session->at(item.end).lastCause = m_cause;
    setTimer(*session, item.end);
    eraseIfDone(item.stream);
}

void Execution::work(NodeWork item)
{
    m_cause = item.cause;
    node::Effects effects = m_world.m_nodes[raw(item.node)].edit().handle(item.input, moment());
    carryOut(item.node, std::move(effects));
    setTimer(item.node);
}

void Execution::setTimer(Session &session, End end)
{
    SessionEnd &self = session.at(end);
    if (self.closed || self.gone || !self.machine)
        return;
    const auto deadline = self.machine->deadline();
    // A deadline that moved away is met when the old entry comes: it is pushed again then. Only a nearer one needs an entry now.
    if (!deadline || *deadline >= self.timerAt)
        return;
    self.timerAt = std::max(*deadline, m_world.m_now);
    if (self.timer != TimerId::None)
        m_world.m_events.advance(self.timer, self.timerAt);
    else
        self.timer = m_world.m_events.pushTimer(self.timerAt, SessionExpires{session.stream.id, end});
}

void Execution::dropTimer(SessionEnd &self)
{
    if (self.timer != TimerId::None)
        m_world.m_events.cancel(self.timer);
    self.timer = TimerId::None;
    self.timerAt = Instant::max();
}

void Execution::setTimer(NodeId node)
{
    NodeTimer &timer = m_world.m_nodeTimers[raw(node)];
    const auto deadline = m_world.m_nodes[raw(node)]->deadline();
    if (!deadline || *deadline >= timer.at)
        return;
    timer.at = std::max(*deadline, m_world.m_now);
    timer.cause = m_cause;
    if (timer.id != TimerId::None)
        m_world.m_events.advance(timer.id, timer.at);
    else
        timer.id = m_world.m_events.pushTimer(timer.at, NodeExpires{node});
}

bool Execution::on(const SessionExpires &event)
{
    Session *session = this->session(event.stream);
    MF_CHECK(session != nullptr); // its timer goes with it
    SessionEnd &end = session->at(event.end);
    end.timer = TimerId::None;
    end.timerAt = Instant::max();
    const auto deadline = end.machine->deadline();
    if (!deadline)
        return false;
    if (*deadline > m_world.m_now) {
        setTimer(*session, event.end);
        return false;
    }
    m_cause = end.lastCause;
    post(event.stream, event.end, Expired{});
    return true;
}

bool Execution::on(const NodeExpires &event)
{
    NodeTimer &timer = m_world.m_nodeTimers[raw(event.node)];
    timer.id = TimerId::None;
    timer.at = Instant::max();
    const auto deadline = m_world.m_nodes[raw(event.node)]->deadline();
    m_cause = timer.cause;
    if (!deadline)
        return false;
    if (*deadline > m_world.m_now) {
        setTimer(event.node);
        return false;
    }
    if (!m_world.m_network->isUp(event.node))
        return false; // switched off; PowerChanged wakes it
    post(event.node, node::TimerDue{});
    return true;
}

// ---- what nodes want --------------------------------------------------------------------------------------------

void Execution::carryOut(NodeId node, node::Effects effects)
{
    for (node::Effect &wanted : effects)
        std::visit([&](auto &what) { effect(node, std::move(what)); }, wanted);
}

void Execution::effect(NodeId, node::AnswerSession &&answer)
{
    post(answer.session.stream, answer.session.end, Answered{answer.ticket, std::move(answer.answer)});
}

void Execution::effect(NodeId, node::TellSession &&tell)
{
    post(tell.session.stream, tell.session.end, std::move(tell.changed));
}

void Execution::effect(NodeId, const node::CloseStream &close)
{
    Session *session = this->session(close.session.stream);
    if (session && !session->at(close.session.end).closed)
        act(*session, close.session.end, Close{.abort = true});
    eraseIfDone(close.session.stream);
}

void Execution::effect(NodeId node, SendDatagram &&send)
{
    Datagram &datagram = send.datagram;
    const IpAddress source = m_world.m_network->addressOf(node);
    const NodeId to = m_world.m_network->nodeAt(datagram.peer.address);
    Record &sent = note(Kind::Datagram, node);
    sent.to = to;
    sent.bytes = datagram.octets;
    sent.facts = std::move(datagram.facts);
    sent.facts.add(Key::Port, datagram.peer.port);
    const Index id = sent.id;
    const Index before = sent.cause;
    std::string_view lost;
    std::optional<Duration> delay;
    if (to == NodeId::None) {
        lost = "no route";
    } else if (!m_world.m_network->reaches(node, to)) {
        lost = "down";
    } else {
        const net::LinkSpec link = m_world.m_network->link(node, to);
        delay = net::datagramDelay(link, m_world.m_linkRandom);
        if (delay)
            *delay +=
                net::transmissionTime(link, datagram.octets.size()) + answersLate(node, datagram.localPort);
        else
            lost = "loss";
    }
    if (!delay) {
        Record &gone = note(Kind::DatagramLost, node);
        gone.to = to;
        gone.facts.add(Key::Reason, lost);
    } else {
        sent.until = m_world.m_now + *delay;
        const std::uint64_t key = m_world.m_nextDatagram++;
        m_world.m_datagrams.put(key,
                                {node, to, {source, datagram.localPort}, datagram.peer, datagram.octets, id});
        m_world.m_events.push(sent.until, DatagramReaches{key});
    }
    m_cause = before; // what is sent next is not a consequence of this one
}

void Execution::effect(NodeId node, node::Note &&told)
{
    const std::string messageId(told.facts.text(Key::Name));
    if (!messageId.empty() && told.mail != MailId::None
        && (told.kind == Kind::LetterWritten || told.kind == Kind::LetterAccepted)) {
        if (m_world.m_messageIds.size() >= World::kMessageIdLimit)
            m_world.m_messageIds = {};
        m_world.m_messageIds.put(messageId, told.mail);
    } else if (!messageId.empty() && told.mail == MailId::None
               && (told.kind == Kind::LetterRead || told.kind == Kind::LetterDeleted)) {
        if (const MailId *known = m_world.m_messageIds.find(messageId))
            told.mail = *known;
    }
    Record &record = note(told.kind, node);
    record.mail = told.mail;
    record.facts = std::move(told.facts);
    record.bytes = std::move(told.bytes);
    if (fateOf(told.kind))
        playActionsAfter(record);
}

void Execution::effect(NodeId, node::Persist &&persist)
{
    m_step.outputs.push_back(StoreChange{std::move(persist.change)});
}

// ---- datagrams --------------------------------------------------------------------------------------------------

bool Execution::on(const DatagramReaches &event)
{
    const net::DatagramInFlight *found = m_world.m_datagrams.find(event.datagram);
    MF_CHECK(found != nullptr);
    const net::DatagramInFlight datagram = *found;
    m_world.m_datagrams.erase(event.datagram);
    m_cause = datagram.record;
    if (isRealClient(datagram.to)) {
        m_step.outputs.push_back(DatagramOut{datagram.target.port, datagram.octets});
        return true;
    }
    if (!m_world.m_network->isUp(datagram.to)) {
        note(Kind::DatagramLost, datagram.from).to = datagram.to;
        m_step.records.back().facts.add(Key::Reason, "down");
        return true;
    }
    post(datagram.to,
         DatagramArrived{{datagram.source, datagram.target.port, datagram.octets, {}, datagram.by}});
    return true;
}

// ---- the disk and the clock -------------------------------------------------------------------------------------

void Execution::on(const BlobLoaded &loaded)
{
    const auto *waiting = m_world.m_bodyWaits.find(loaded.blob);
    if (!waiting)
        return;
    const std::vector<BodyWait> waits = *waiting;
    m_world.m_bodyWaits.erase(loaded.blob);
    for (const BodyWait &wait : waits)
        if (const Session *waiter = session(wait.stream)) {
            m_cause = waiter->at(wait.end).lastCause;
            post(wait.stream, wait.end, Answered{wait.ticket, BodyLoaded{loaded.message}});
        }
}

void Execution::on(const StoreRefuses &refuses)
{
    m_world.m_storeRefuses = refuses.refuses;
    if (refuses.refuses)
        note(Kind::StoreFailed, NodeId::None).facts.add(Key::Reason, refuses.reason);
}

void Execution::on(const WallClock &clock) { m_world.m_now = std::max(m_world.m_now, clock.now); }

} // namespace mf
