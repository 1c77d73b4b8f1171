// The part of an execution that deals with streams: opening, octets under way, TLS, closing, cutting.
#include "sim/world/execution.h"

#include "sim/base/check.h"

#include <algorithm>

namespace mf {

namespace {

using Mark = net::InFlight::Mark;

/// How long one waits for an answer to the first packet, and how long a cut connection goes unnoticed.
constexpr Duration kConnectTimeout = 30s;
constexpr Duration kLossNoticedAfter = 30s;

} // namespace

Session *Execution::session(StreamId id)
{
    Cow<Session> *held = m_world.m_sessions.edit(id);
    return held ? &held->edit() : nullptr;
}

// ---- opening ----------------------------------------------------------------------------------------------------

void Execution::effect(NodeId node, node::OpenStream &&open)
{
    const StreamId id{m_world.m_nextStream++};
    const NodeId server = m_world.m_network->nodeAt(open.to.address);
    Session session;
    session.stream.id = id;
    session.mail = open.mail;
    session.hop = open.hop;
    session.tlsFromStart = open.tls;
    session.openedAt = m_world.m_now;
    SessionEnd &client = session.at(End::Client);
    client.node = node;
    client.endpoint = {m_world.m_network->addressOf(node),
                       static_cast<std::uint16_t>(49152 + raw(id) % 16384)};
    client.machine = Cow<StreamMachine>(std::move(open.machine));
    client.token = open.token;
    session.at(End::Server).node = server;
    session.at(End::Server).endpoint = open.to;

    const bool reaches = server != NodeId::None && m_world.m_network->reaches(node, server);
    const Duration latency =
        reaches ? net::streamDelay(m_world.m_network->link(node, server), m_world.m_linkRandom) : 0us;
    const Index before = m_cause;
    Record &record = note(Kind::StreamOpening, session, End::Client);
    record.to = server;
    record.until = m_world.m_now + latency;
    record.facts.add(Key::Address, open.to.address.print()).add(Key::Port, open.to.port);
    session.openingRecord = client.lastCause = record.id;
    m_cause = before;
    m_world.m_sessions.put(id, Cow<Session>(std::move(session)));
    m_world.m_events.push(m_world.m_now + (reaches ? 2 * latency : kConnectTimeout), StreamAnswered{id});
}

bool Execution::on(const StreamAnswered &event)
{
    Session *session = this->session(event.stream);
    if (!session)
        return false;
    SessionEnd &client = session->at(End::Client);
    SessionEnd &server = session->at(End::Server);
    m_cause = session->openingRecord;
    const Instant givesUp = session->openedAt + kConnectTimeout;
    const bool reaches = server.node != NodeId::None && m_world.m_network->reaches(client.node, server.node);
    if (!reaches && m_world.m_now < givesUp && !client.gone) {
        m_world.m_events.push(givesUp, event); // no answer came: the client waits until it gives up
        return false;
    }
    std::unique_ptr<StreamMachine> machine =
        reaches ? m_world.m_nodes[raw(server.node)]->listen(server.endpoint.port) : nullptr;
    if (client.gone || !machine) {
        const std::string_view reason = server.node == NodeId::None ? "no route"
                                        : reaches                   ? "connection refused"
                                                                    : "timeout";
        Record &refused = note(Kind::StreamRefused, *session, End::Client);
        refused.to = server.node;
        refused.facts.add(Key::Reason, reason);
        const auto [node, token] = std::pair(client.node, client.token);
        const bool tell = !client.gone;
        m_world.m_sessions.erase(event.stream);
        if (tell)
            post(node, node::StreamRefused{token, std::string(reason)});
        return true;
    }
    server.machine = Cow<StreamMachine>(std::move(machine));
    bool known = false; // of the ARPANET's sockets none is a service of today
    for (std::size_t i = 0; i < node::kServiceCount; ++i)
        if (node::standardPort(node::Service(i)) == server.endpoint.port) {
            session->service = node::Service(i);
            known = true;
        }
    session->established = true;
    Record &opened = note(Kind::StreamOpened, *session, End::Client);
    opened.to = server.node;
    if (known)
        opened.facts.add(Key::Service, node::name(session->service));
    opened.facts.add(Key::Port, server.endpoint.port);
    if (session->tlsFromStart) {
        client.wantsTls = server.wantsTls = true;
        const Duration roundTrip = 2 * m_world.m_network->link(client.node, server.node).latency;
        m_world.m_events.push(m_world.m_now + std::max(roundTrip, net::kShortestHop),
                              TlsShakesHands{event.stream});
        return true;
    }
    open(*session, End::Client);
    net::InFlight established;
    established.mark = Mark::Established;
    depart(*session, End::Client, std::move(established));
    return true;
}

void Execution::open(Session &session, End end)
{
    SessionEnd &self = session.at(end);
    const SessionEnd &peer = session.at(other(end));
    if (self.opened || !self.machine)
        return;
    self.opened = true;
    Opened opened;
    opened.peer = {peer.real() ? std::string{} : m_world.m_nodes[raw(peer.node)]->name(), peer.endpoint};
    opened.seed = m_world.m_sessionRandom.next();
    if (session.encrypted)
        opened.tls = virtualTls(session, end);
    post(session.stream.id, end, std::move(opened));
}

// ---- octets under way -------------------------------------------------------------------------------------------

Instant Execution::depart(Session &session, End from, net::InFlight what)
{
    const End to = other(from);
    const net::LinkSpec link = m_world.m_network->link(session.at(from).node, session.at(to).node);
    what.record = m_cause;
    const Instant arrives =
        session.stream.to(to).depart(std::move(what), m_world.m_now, link, m_world.m_linkRandom);
    m_world.m_events.push(arrives, StreamReaches{session.stream.id, to});
    return arrives;
}

bool Execution::on(const StreamReaches &event)
{
    Session *session = this->session(event.stream);
    if (!session)
        return false;
    net::Direction &direction = session->stream.to(event.end);
    if (direction.empty() || direction.next().arrives > m_world.m_now) // cut meanwhile
        return false;
    net::InFlight what = direction.arrive();
    m_cause = what.record;
    arrived(*session, event.end, std::move(what));
    // A real client shakes hands as soon as it has the reply: the reply and the start of TLS leave together, or its first TLS octets
    // would be taken for clear ones.
    if (session->at(event.end).real() && !direction.empty() && direction.next().mark == Mark::StartTls)
        arrived(*session, event.end, direction.arrive());
    const End sender = other(event.end);
    // A real client's own socket says when it has taken what it got; between machines the network does.
    if (!session->at(event.end).real() && !session->at(sender).real() && direction.takeDrained()) {
        const Duration back =
            m_world.m_network->link(session->at(sender).node, session->at(event.end).node).latency;
        m_world.m_events.push(m_world.m_now + std::max(back, net::kShortestHop),
                              StreamDrains{event.stream, sender});
    }
    eraseIfDone(event.stream);
    return true;
}

void Execution::arrived(Session &session, End end, net::InFlight &&what)
{
    SessionEnd &self = session.at(end);
    const StreamId id = session.stream.id;
    if (self.real()) {
        switch (what.mark) {
        case Mark::Octets:
            m_step.outputs.push_back(StreamBytes{self.connection, std::move(what.octets)});
            break;
        case Mark::StartTls: m_step.outputs.push_back(StreamTls{self.connection}); break;
        case Mark::Established: break;
        case Mark::Close:
        case Mark::Broken:
            m_step.outputs.push_back(StreamClosed{self.connection, what.mark == Mark::Broken});
            finish(session, end, what.mark == Mark::Broken);
            break;
        }
        return;
    }
    switch (what.mark) {
    case Mark::Octets: post(id, end, Bytes{what.octets.joined()}); break;
    case Mark::Established: open(session, end); break;
    case Mark::StartTls: break; // between machines the world does the hand-shake itself
    case Mark::Close: post(id, end, PeerClosed{}); break;
    case Mark::Broken: {
        if (self.closed)
            break;
        note(Kind::StreamBroken, session, end).facts.add(Key::Reason, "connection lost");
        Actions actions =
            self.machine ? self.machine.edit().handle(PeerClosed{.broken = true}, m_world.m_now) : Actions{};
        carryOut(id, end, std::move(actions));
        if (Session *still = this->session(id))
            finish(*still, end, true);
        break;
    }
    }
}

bool Execution::on(const StreamDrains &event)
{
    const Session *session = this->session(event.stream);
    if (!session)
        return false;
    m_cause = session->at(event.end).lastCause;
    post(event.stream, event.end, Drained{});
    return true;
}

// ---- what machines want -----------------------------------------------------------------------------------------

void Execution::carryOut(StreamId id, End end, Actions actions)
{
    for (Action &wanted : actions) {
        Session *session = this->session(id);
        if (!session)
            return;
        std::visit([&](auto &what) { act(*session, end, std::move(what)); }, wanted);
    }
}

void Execution::act(Session &session, End end, Send &&send)
{
    const End to = other(end);
    if (session.at(end).closed || send.octets.empty())
        return;
    const Index before = m_cause;
    Record &record = note(Kind::Segment, session, end);
    const Index id = record.id;
    record.to = session.at(to).node;
    record.bytes = send.octets;
    record.facts = std::move(send.facts);
    if (session.encrypted)
        record.facts.add(Key::Encrypted, 1);
    if (session.severed) {
        record.facts.add(Key::Outcome, "lost");
    } else {
        net::InFlight octets;
        octets.octets = std::move(send.octets);
        record.until = depart(session, end, std::move(octets)); // its cause is this record
    }
    session.at(end).lastCause = id;
    m_cause = before; // one command causes several segments, not a chain of them
}

void Execution::act(Session &session, End end, StartTls)
{
    session.at(end).wantsTls = true;
    if (session.at(other(end)).real()) {
        net::InFlight sign;
        sign.mark = Mark::StartTls;
        depart(session, end, std::move(sign));
        return;
    }
    if (!session.at(other(end)).wantsTls)
        return;
    const Duration roundTrip =
        2 * m_world.m_network->link(session.at(end).node, session.at(other(end)).node).latency;
    m_world.m_events.push(m_world.m_now + std::max(roundTrip, net::kShortestHop),
                          TlsShakesHands{session.stream.id});
}

bool Execution::on(const TlsShakesHands &event)
{
    Session *session = this->session(event.stream);
    if (!session || session->severed)
        return false;
    m_cause = session->at(End::Client).lastCause;
    session->encrypted = true;
    const TlsInfo client = virtualTls(*session, End::Client);
    Record &record = note(Kind::TlsStarted, *session, End::Client);
    record.to = session->at(End::Server).node;
    record.facts.add(Key::Version, client.version).add(Key::Cipher, client.cipher);
    if (session->tlsFromStart) {
        open(*session, End::Client);
        open(*session, End::Server);
        return true;
    }
    post(event.stream, End::Server, TlsReady{virtualTls(*session, End::Server)});
    post(event.stream, End::Client, TlsReady{client});
    return true;
}

TlsInfo Execution::virtualTls(const Session &session, End end) const
{
    const std::string &server = m_world.m_nodes[raw(session.at(End::Server).node)]->name();
    // Both ends must find the same, and no other stream's ends: the stream's number does that (RFC 9266).
    std::string binding(32, '\0');
    for (std::size_t i = 0; i < sizeof(std::uint64_t); ++i)
        binding[binding.size() - 1 - i] = static_cast<char>(raw(session.stream.id) >> 8 * i);
    return {"TLSv1.3", "TLS_AES_256_GCM_SHA384", server, end == End::Client ? server : std::string{},
            std::move(binding)};
}

void Execution::act(Session &session, End end, const Close &close)
{
    SessionEnd &self = session.at(end);
    if (self.closed)
        return;
    const SessionEnd &peer = session.at(other(end));
    if (!peer.closed && !peer.gone && !session.severed) {
        Record &record = note(Kind::StreamClosing, session, end);
        record.to = peer.node;
        net::InFlight last;
        last.mark = close.abort ? Mark::Broken : Mark::Close;
        record.until = depart(session, end, std::move(last));
    }
    finish(session, end, close.abort);
}

void Execution::act(Session &session, End end, Ask &&ask)
{
    SessionEnd &self = session.at(end);
    if (const auto *load = std::get_if<LoadBody>(&ask.question)) {
        const auto *waiting = m_world.m_bodyWaits.find(load->blob);
        std::vector<BodyWait> waits = waiting ? *waiting : std::vector<BodyWait>{};
        if (waits.empty())
            m_step.outputs.push_back(NeedBlob{load->blob});
        waits.push_back({session.stream.id, end, ask.ticket});
        m_world.m_bodyWaits.put(load->blob, std::move(waits));
        return;
    }
    post(self.node, node::SessionAsked{{session.stream.id, end, self.token},
                                       session.at(other(end)).endpoint.address,
                                       session.service,
                                       session.mail,
                                       session.hop,
                                       ask.ticket,
                                       std::move(ask.question)});
}

void Execution::act(Session &session, End end, Report &&report)
{
    if (auto *noted = std::get_if<Noted>(&report.what)) {
        note(noted->kind, session, end).facts = std::move(noted->facts);
        return;
    }
    const SessionEnd &self = session.at(end);
    post(self.node, node::SessionReported{{session.stream.id, end, self.token}, std::move(report)});
}

// ---- closing and cutting ----------------------------------------------------------------------------------------

void Execution::finish(Session &session, End end, bool broken)
{
    SessionEnd &self = session.at(end);
    if (self.closed)
        return;
    self.closed = true;
    dropTimer(self);
    if (self.real())
        m_world.m_connections.erase(self.connection);
    else if (!self.gone)
        post(self.node, node::SessionEnded{{session.stream.id, end, self.token}, broken});
}

void Execution::eraseIfDone(StreamId id)
{
    const Cow<Session> *held = m_world.m_sessions.find(id);
    if (!held)
        return;
    const Session &session = **held;
    const auto done = [&](End end) { return session.at(end).closed || session.at(end).gone; };
    if (!done(End::Client) || !done(End::Server) || !session.stream.toClient.empty()
        || !session.stream.toServer.empty())
        return;
    if (!session.severed) {
        const Index before = m_cause;
        Record &record = note(Kind::StreamClosed, session, End::Client);
        record.to = session.at(End::Server).node;
        m_cause = before;
    }
    // Also where the client was the first to close: only now has it heard everything.
    if (const SessionEnd &client = session.at(End::Client); client.real()) {
        m_step.outputs.push_back(StreamClosed{client.connection, false});
        --std::ranges::find(m_world.m_realClients, client.node, &RealClient::node)->connections;
    }
    m_world.m_sessions.erase(id);
}

void Execution::severStreams(NodeId a, NodeId b)
{
    std::vector<StreamId> cut;
    m_world.m_sessions.forEach([&](StreamId id, const Cow<Session> &held) {
        const NodeId client = held->at(End::Client).node;
        const NodeId server = held->at(End::Server).node;
        const bool hit = b == NodeId::None ? client == a || server == a
                                           : (client == a && server == b) || (client == b && server == a);
        if (hit && !held->severed)
            cut.push_back(id);
    });
    for (const StreamId id : cut) {
        const Index before = m_cause;
        Session &session = *this->session(id);
        if (b == NodeId::None) // the machine is off: its sessions are gone with its memory
            for (const End end : {End::Client, End::Server})
                if (session.at(end).node == a) {
                    session.at(end).gone = true;
                    session.at(end).machine.reset();
                    dropTimer(session.at(end));
                }
        sever(id, b == NodeId::None ? "machine down" : "link down");
        m_cause = before;
    }
}

void Execution::sever(StreamId id, const std::string &reason)
{
    Session &session = *this->session(id);
    if (!session.established)
        return; // nobody answers: StreamAnswered finds out
    session.severed = true;
    Record &record = note(Kind::StreamBroken, session, End::Client);
    record.to = session.at(End::Server).node;
    record.facts.add(Key::Reason, reason);
    for (const End end : {End::Client, End::Server}) {
        session.stream.to(end).cut();
        if (session.at(end).gone || session.at(end).closed)
            continue;
        // The end that is left notices only when nothing comes for a while; a real client's socket is told at once.
        net::InFlight sign;
        sign.mark = Mark::Broken;
        sign.record = m_cause;
        const Duration wait = session.at(end).real() ? net::kShortestHop : kLossNoticedAfter;
        const net::LinkSpec silence{.latency = wait, .jitter = 0us, .bitsPerSecond = 0, .lossPerMillion = 0};
        const Instant arrives =
            session.stream.to(end).depart(std::move(sign), m_world.m_now, silence, m_world.m_linkRandom);
        m_world.m_events.push(arrives, StreamReaches{id, end});
    }
    eraseIfDone(id);
}

} // namespace mf
