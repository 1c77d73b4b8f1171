// All doors of a world on this machine, and the real clients that came through them. Binds 127.0.0.1 and ::1,
// nothing else, ever.
#pragma once

#include "sim/base/fault.h"
#include "sim/live/connection.h"
#include "sim/live/dns_door.h"
#include "sim/live/services.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QSslConfiguration>
#include <QTcpServer>

#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace mf::live {

/// Hands descriptors over instead of making sockets of them.
class Listener final : public QTcpServer {
    Q_OBJECT

public:
    static constexpr int kBacklog = 256;

    explicit Listener(QObject *parent) : QTcpServer(parent) { setListenBacklogSize(kBacklog); }

signals:
    void accepted(qintptr descriptor);

protected:
    void incomingConnection(qintptr descriptor) override { emit accepted(descriptor); }
};

class Doors final : public QObject {
    Q_OBJECT

public:
    Doors(const ConnectionLimits &limits, QObject *parent) : QObject(parent), m_limits(limits) { }
    ~Doors() override;

    /// Opens them all or none; says which ports are taken, by name.
    std::expected<QList<EndpointInfo>, Faults>
    open(const std::vector<DoorPlan> &plans, const QSslConfiguration &tls,
         const std::function<NodeId(const std::string &)> &nodeNamed);
    /// Lets nobody in any more.
    void shut();
    /// The same, and lets everybody go, after what was sent to them has left.
    void close();
    /// While the world is behind with what has come, one who connects is turned away.
    void setCrowded(bool crowded) { m_crowded = crowded; }
    /// Who is there, and what to say to them when the doors close.
    std::vector<std::pair<ConnectionId, std::string>> farewells() const;
    int connectionCount() const { return static_cast<int>(m_connections.size()); }

    // ---- what the world wants; unknown connections are gone already ----
    void send(ConnectionId id, const QByteArray &octets);
    void startTls(ConnectionId id, const QByteArray &reply);
    void end(ConnectionId id, bool abort);
    void answer(std::uint16_t clientPort, const Blob &octets);
    void applied(ConnectionId id, qint64 octets);

signals:
    void streamInput(const mf::StreamInput &input);
    void datagramInput(const mf::DatagramIn &input);
    void connectionsChanged(int count);

private:
    struct Door {
        NodeId node = NodeId::None;
        const ServiceRow *service = nullptr;
        std::vector<std::unique_ptr<Listener>> listeners;
        int connections = 0;
    };
    enum class Bound : std::uint8_t { Yes, Taken, NoSuchAddress };

    Bound bind(Door &door, const QHostAddress &address, quint16 &port);
    Bound bind(const QHostAddress &address, quint16 &port); // the DNS door
    std::optional<quint16> bindBoth(const std::function<Bound(const QHostAddress &, quint16 &)> &bindOne,
                                    const std::function<void()> &unbind, quint16 wanted);
    std::optional<quint16> openDoor(const DoorPlan &plan, NodeId node);
    void accept(std::size_t door, qintptr descriptor);
    void turnAway(const ServiceRow &service, qintptr descriptor);
    void forget(ConnectionId id);

    struct Client {
        std::unique_ptr<Connection> connection;
        std::size_t door = 0;
    };

    ConnectionLimits m_limits;
    QSslConfiguration m_tls;
    std::vector<Door> m_doors;
    std::unique_ptr<DnsDoor> m_dns;
    std::map<ConnectionId, Client> m_connections;
    bool m_crowded = false;
    std::uint64_t m_lastConnection = 0; // never used twice, also not after doors were closed and opened again
};

} // namespace mf::live
