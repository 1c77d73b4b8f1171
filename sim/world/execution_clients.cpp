// The part of an execution that deals with real clients: the machines that stand for them, and what their sockets say.
#include "sim/world/execution.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf {

bool Execution::isRealClient(NodeId node) const
{
    return m_world.m_nodes[raw(node)]->kind() == node::NodeKind::RealClient;
}

/// Nobody says at first who connects. So one who comes when nobody is there is taken for the same as before,
/// and those who are there at once are told apart, while there are machines for them: a picture of a hundred
/// would show nothing.
RealClient &Execution::realClient(IfBusy ifBusy)
{
    auto &known = m_world.m_realClients;
    if (known.empty())
        return addRealClient();
    const auto idlest = std::ranges::min_element(known, {}, &RealClient::connections);
    const bool another = idlest->connections > 0 && known.size() < World::kRealClientLimit;
    return another && ifBusy == IfBusy::Another ? addRealClient() : *idlest;
}

RealClient &Execution::addRealClient()
{
    const std::size_t number = m_world.m_realClients.size() + 1;
    const IpAddress loopback = IpAddress::v4(127, 0, 0, static_cast<std::uint8_t>(number));
    const std::string name = number == 1 ? "real-client" : fmt::format("real-client-{}", number);
    const NodeId id = m_world.m_network.edit().addNode(loopback);
    m_world.m_network.edit().setAdjacent(id);
    m_world.m_nodes.push_back(
        Cow<node::Node>(node::Node(name, loopback, node::NodeKind::RealClient, node::Host{})));
    m_world.m_nodeTimers.push_back({});
    return m_world.m_realClients.emplace_back(RealClient{id});
}

void Execution::connect(const StreamInput &input, const Connected &connected)
{
    RealClient &caller = realClient(IfBusy::Another);
    const NodeId from = caller.node;
    const StreamId id{m_world.m_nextStream++};
    Session session;
    session.stream.id = id;
    session.service = connected.service;
    session.established = true;
    session.openedAt = m_world.m_now;
    session.encrypted = connected.tls.has_value();
    const std::uint16_t port = node::standardPort(connected.service);
    session.at(End::Client).node = from;
    session.at(End::Client).endpoint = connected.from;
    session.at(End::Client).connection = input.connection;
    SessionEnd &server = session.at(End::Server);
    server.node = connected.node;
    server.endpoint = {m_world.m_network->addressOf(connected.node), port};
    auto machine = m_world.m_network->isUp(connected.node)
                       ? m_world.m_nodes[raw(connected.node)]->listen(port)
                       : nullptr;
    Record &opened = note(machine ? Kind::StreamOpened : Kind::StreamRefused, session, End::Client);
    opened.to = connected.node;
    opened.facts.add(Key::Service, node::name(connected.service)).add(Key::Port, port);
    session.openingRecord = server.lastCause = opened.id;
    if (!machine) {
        opened.facts.add(Key::Reason, "machine down");
        m_step.outputs.push_back(StreamClosed{input.connection, true});
        return;
    }
    if (connected.tls)
        note(Kind::TlsStarted, session, End::Client)
            .facts.add(Key::Version, connected.tls->version)
            .add(Key::Cipher, connected.tls->cipher);
    server.machine = Cow<StreamMachine>(std::move(machine));
    server.opened = true;
    Opened first{{std::string{}, connected.from}, connected.tls, m_world.m_sessionRandom.next()};
    ++caller.connections;
    m_world.m_connections.put(input.connection, id);
    m_world.m_sessions.put(id, Cow<Session>(std::move(session)));
    post(id, End::Server, std::move(first));
}

void Execution::on(const StreamInput &input)
{
    if (const auto *connected = std::get_if<Connected>(&input.what))
        return connect(input, *connected);
    const StreamId *id = m_world.m_connections.find(input.connection);
    Session *session = id ? this->session(*id) : nullptr;
    if (!session)
        return; // closed by us while this was on its way
    m_cause = session->at(End::Server).lastCause;
    if (const auto *bytes = std::get_if<Bytes>(&input.what)) {
        act(*session, End::Client,
            Send{bytes->octets, Facts().add(Key::Protocol, node::name(session->service))});
    } else if (std::holds_alternative<Drained>(input.what)) {
        post(session->stream.id, End::Server, Drained{});
    } else if (const auto *tls = std::get_if<TlsReady>(&input.what)) {
        session->encrypted = true;
        Record &record = note(Kind::TlsStarted, *session, End::Client);
        record.to = session->at(End::Server).node;
        record.facts.add(Key::Version, tls->tls.version).add(Key::Cipher, tls->tls.cipher);
        post(session->stream.id, End::Server, *tls);
    } else {
        act(*session, End::Client, Close{.abort = std::get<PeerClosed>(input.what).broken});
        eraseIfDone(session->stream.id);
    }
}

void Execution::on(const DatagramIn &input)
{
    const NodeId from = realClient(IfBusy::Share).node;
    const Endpoint source{m_world.m_network->addressOf(from), input.clientPort};
    Record &sent = note(Kind::Datagram, from);
    sent.to = input.node;
    sent.bytes = input.octets;
    sent.until = m_world.m_now + net::kShortestHop;
    sent.facts.add(Key::Protocol, "dns").add(Key::Port, input.port);
    const std::uint64_t key = m_world.m_nextDatagram++;
    const Endpoint target{m_world.m_network->addressOf(input.node), input.port};
    m_world.m_datagrams.put(key, {from, input.node, source, target, input.octets, sent.id, input.by});
    m_world.m_events.push(sent.until, DatagramReaches{key});
}

void Execution::on(const LetGo &farewell)
{
    const StreamId *id = m_world.m_connections.find(farewell.connection);
    Session *session = id ? this->session(*id) : nullptr;
    if (!session)
        return;
    m_cause = session->at(End::Server).lastCause;
    if (!farewell.lastWords.empty())
        act(*session, End::Server,
            Send{Blob(farewell.lastWords), Facts().add(Key::Protocol, node::name(session->service))});
    act(*session, End::Server, Close{});
    eraseIfDone(session->stream.id);
}

} // namespace mf
