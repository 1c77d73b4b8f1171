// All doors of a world on this machine, and the real clients that came through them. Binds 127.0.0.1 and ::1,
// nothing else, ever.
#pragma once

#include "sim/base/fault.h"
#include "sim/live/connection.h"
#include "sim/live/dns_door.h"
#include "sim/live/listener.h"
#include "sim/live/loopback.h"
#include "sim/live/services.h"
#include "sim/live/turned_away.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QSslConfiguration>

#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace mf::live {

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
    /// While the world is behind with what has come, nobody is let in: who connects waits in the kernel's
    /// queue.
    void setCrowded(bool crowded);
    /// Who is there, and what to say to them when the doors close.
    std::vector<std::pair<ConnectionId, std::string>> farewells() const;
    int connectionCount() const { return static_cast<int>(m_connections.size()); }

    // ---- what the world wants; unknown connections are gone already ----
    void send(ConnectionId id, const QByteArray &octets);
    void startTls(ConnectionId id, const QByteArray &reply);
    void end(ConnectionId id, bool abort);
    void answer(std::uint16_t clientPort, const Blob &octets);
    void flushAnswers();
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
        int present = 0; ///< connections that may speak
    };
    struct Client {
        std::unique_ptr<Connection> connection;
        std::size_t door = 0;
        bool leaves = false;
    };

    Bound bind(Door &door, const QHostAddress &address, quint16 &port);
    Bound bind(const QHostAddress &address, quint16 &port); // the DNS door
    std::optional<quint16> openDoor(const DoorPlan &plan, NodeId node);
    void accept(std::size_t door, qintptr descriptor);
    bool isFull(std::size_t door) const;
    void turnAway(const ServiceRow &service, Descriptor descriptor);
    void countAsLeaving(ConnectionId id);
    void forget(ConnectionId id);

    ConnectionLimits m_limits;
    std::optional<QSslConfiguration> m_tls; // once they have been open: the first one made loads OpenSSL
    std::vector<Door> m_doors;
    std::unique_ptr<DnsDoor> m_dns;
    std::map<ConnectionId, Client> m_connections;
    int m_present = 0;                   // of m_connections: who may speak
    std::vector<ConnectionId> m_leaving; // all others, longest first
    std::vector<std::unique_ptr<TurnedAway>> m_turnedAway;
    bool m_crowded = false;
    std::uint64_t m_lastConnection = 0; // never used twice, also not after doors were closed and opened again
};

} // namespace mf::live
