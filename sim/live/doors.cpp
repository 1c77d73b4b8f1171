#include "sim/live/doors.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf::live {

namespace {

Fault busy(const DoorPlan &plan)
{
    if (plan.port == 0)
        return {{},
                0,
                0,
                phrase("no port for {} of {} is free both at 127.0.0.1 and at ::1; close a program that has "
                       "many open",
                       node::name(plan.service), plan.node),
                {}};
    return {{},
            0,
            0,
            phrase("port {0} ({1} of {2}) is taken by another program", plan.port, node::name(plan.service),
                   plan.node),
            {}};
}

} // namespace

Doors::~Doors() = default;

std::expected<QList<EndpointInfo>, Faults>
Doors::open(const std::vector<DoorPlan> &plans, const QSslConfiguration &tls,
            const std::function<NodeId(const std::string &)> &nodeNamed)
{
    m_tls = tls;
    const std::size_t before = m_doors.size(); // closed ones, whose last clients may still be leaving
    QList<EndpointInfo> endpoints;
    Faults faults;
    for (const DoorPlan &plan : plans) {
        if (const auto port = openDoor(plan, nodeNamed(plan.node)))
            endpoints.append({QString::fromStdString(plan.node), plan.service, *port});
        else
            faults.push_back(busy(plan));
    }
    if (faults.empty())
        return endpoints;
    while (m_doors.size() > before)
        m_doors.pop_back();
    m_dns.reset();
    return std::unexpected(std::move(faults));
}

std::optional<quint16> Doors::openDoor(const DoorPlan &plan, NodeId node)
{
    if (plan.service == node::Service::Dns) {
        const auto fresh = [this, node] {
            m_dns = std::make_unique<DnsDoor>(node, m_limits.dns, nullptr);
            m_dns->setPaused(m_crowded);
            connect(m_dns.get(), &DnsDoor::asked, this, &Doors::datagramInput);
        };
        fresh();
        return bindBoth([this](const QHostAddress &address, quint16 &port) { return bind(address, port); },
                        fresh, plan.port);
    }
    m_doors.push_back({node, serviceRow(plan.service), {}, 0});
    Door &door = m_doors.back();
    return bindBoth(
        [this, &door](const QHostAddress &address, quint16 &port) { return bind(door, address, port); },
        [&door] { door.listeners.clear(); }, plan.port);
}

Bound Doors::bind(Door &door, const QHostAddress &address, quint16 &port)
{
    auto listener = std::make_unique<Listener>(nullptr);
    listener->setPaused(m_crowded);
    if (!listener->listen(address, port))
        return listener->serverError() == QAbstractSocket::AddressInUseError ? Bound::Taken
                                                                             : Bound::NoSuchAddress;
    port = listener->serverPort();
    const std::size_t index = static_cast<std::size_t>(&door - m_doors.data());
    connect(listener.get(), &Listener::accepted, this,
            [this, index](qintptr descriptor) { accept(index, descriptor); });
    door.listeners.push_back(std::move(listener));
    return Bound::Yes;
}

Bound Doors::bind(const QHostAddress &address, quint16 &port)
{
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
    if (!m_dns->listen(address, port, &error))
        return error == QAbstractSocket::AddressInUseError ? Bound::Taken : Bound::NoSuchAddress;
    port = m_dns->port();
    return Bound::Yes;
}

// ---- clients ----------------------------------------------------------------------------------------------

void Doors::setCrowded(bool crowded)
{
    if (std::exchange(m_crowded, crowded) == crowded)
        return;
    for (Door &door : m_doors)
        for (const auto &listener : door.listeners)
            listener->setPaused(crowded);
    if (m_dns)
        m_dns->setPaused(crowded);
}

void Doors::accept(std::size_t index, qintptr descriptor)
{
    Door &door = m_doors[index];
    if (isFull(index))
        return turnAway(*door.service, Descriptor(static_cast<int>(descriptor)));
    const ConnectionId id{++m_lastConnection};
    auto connection = std::make_unique<Connection>(id, door.node, *door.service, *m_tls, m_limits, nullptr);
    Connection &client = *connection;
    connect(&client, &Connection::input, this, &Doors::streamInput);
    connect(&client, &Connection::leaving, this, [this, id] { countAsLeaving(id); });
    connect(&client, &Connection::gone, this, [this, id] { forget(id); });
    ++door.present;
    ++m_present;
    m_connections.emplace(id, Client{std::move(connection), index});
    if (!client.open(descriptor))
        return forget(id);
    emit connectionsChanged(connectionCount());
}

/// Who has hung up does not count, also where our own turn to notice has not come. Those are as many at most
/// as may be leaving.
bool Doors::isFull(std::size_t index) const
{
    int atThisDoor = m_doors[index].present;
    int inAll = m_present;
    if (atThisDoor < m_limits.perDoor && inAll < m_limits.inAll)
        return false;
    std::size_t gone = 0;
    for (const auto &[id, client] : m_connections) {
        if (client.leaves || gone >= m_limits.leaving || !client.connection->peerHasGone())
            continue;
        ++gone;
        --inAll;
        atThisDoor -= client.door == index ? 1 : 0;
    }
    return atThisDoor >= m_limits.perDoor || inAll >= m_limits.inAll;
}

/// Told so where the protocol has words for it, and closed. Behind TLS there are none: it is closed before
/// the hand-shake, whose cost is what there is too much of.
void Doors::turnAway(const ServiceRow &service, Descriptor descriptor)
{
    if (m_turnedAway.size() >= m_limits.turnedAway)
        return;
    auto client = std::make_unique<TurnedAway>(std::move(descriptor), service.busy, m_limits.linger, nullptr);
    connect(client.get(), &TurnedAway::gone, this, [this, client = client.get()] {
        const auto found = std::ranges::find(m_turnedAway, client, &std::unique_ptr<TurnedAway>::get);
        found->release()->deleteLater(); // it is still on the stack: it told us so itself
        m_turnedAway.erase(found);
    });
    m_turnedAway.push_back(std::move(client));
}

void Doors::countAsLeaving(ConnectionId id)
{
    Client &client = m_connections.at(id);
    client.leaves = true;
    --m_doors[client.door].present;
    --m_present;
    m_leaving.push_back(id);
    if (m_leaving.size() > m_limits.leaving)
        m_connections.at(m_leaving.front()).connection->cutOff();
}

void Doors::forget(ConnectionId id)
{
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return;
    if (found->second.leaves) {
        std::erase(m_leaving, id);
    } else {
        --m_doors[found->second.door].present;
        --m_present;
    }
    found->second.connection.release()->deleteLater(); // it is still on the stack: it told us so itself
    m_connections.erase(found);
    emit connectionsChanged(connectionCount());
}

void Doors::shut()
{
    m_dns.reset();
    for (Door &door : m_doors)
        door.listeners.clear();
}

std::vector<std::pair<ConnectionId, std::string>> Doors::farewells() const
{
    std::vector<std::pair<ConnectionId, std::string>> all;
    for (const auto &[id, client] : m_connections)
        all.emplace_back(id, client.connection->farewell());
    return all;
}

void Doors::close()
{
    shut();
    std::vector<ConnectionId> all;
    for (const auto &[id, client] : m_connections)
        all.push_back(id);
    for (const ConnectionId id : all)
        end(id, false);
}

void Doors::send(ConnectionId id, const QByteArray &octets)
{
    if (const auto found = m_connections.find(id); found != m_connections.end())
        found->second.connection->send(octets);
}

void Doors::startTls(ConnectionId id, const QByteArray &reply)
{
    if (const auto found = m_connections.find(id); found != m_connections.end())
        found->second.connection->startTls(reply);
}

void Doors::end(ConnectionId id, bool abort)
{
    if (const auto found = m_connections.find(id); found != m_connections.end())
        found->second.connection->close(abort);
}

void Doors::answer(std::uint16_t clientPort, const Blob &octets)
{
    if (m_dns)
        m_dns->answer(clientPort, octets);
}

void Doors::flushAnswers()
{
    if (m_dns)
        m_dns->flush();
}

void Doors::applied(ConnectionId id, qint64 octets)
{
    if (const auto found = m_connections.find(id); found != m_connections.end())
        found->second.connection->applied(octets);
}

} // namespace mf::live
