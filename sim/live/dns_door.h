// The door to a resolver: UDP and TCP on one port (RFC 1035 section 4.2). The two octets of length that TCP
// puts before a message are this door's business; the world sees datagrams.
#pragma once

#include "sim/world/command.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUdpSocket>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace mf::live {

class DnsDoor final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kOutstandingLimit =
        1000; ///< questions without an answer; the oldest is forgotten for one more
    static constexpr int kTcpLimit = 50; ///< connections; one more is closed at once
    static constexpr std::chrono::seconds kTcpIdleLimit{
        10};                                        ///< RFC 7766 section 6.2.3: of the order of seconds
    static constexpr qint64 kUdpLimitOctets = 4096; ///< a longer datagram is no question; it is dropped

    DnsDoor(NodeId node, QObject *parent);

    /// Both protocols on one address. False: one of them is taken, or the address is not there (`error` says
    /// which).
    bool listen(const QHostAddress &address, quint16 port, QAbstractSocket::SocketError *error);
    quint16 port() const { return m_port; }

    /// The answer to the question that carried this client port.
    void answer(std::uint16_t clientPort, const Blob &octets);

signals:
    void asked(const mf::DatagramIn &datagram);

private:
    /// Whom an answer goes to.
    struct Asker {
        QUdpSocket *udp = nullptr;
        QHostAddress address;
        quint16 port = 0;
        QPointer<QTcpSocket> tcp;
    };

    void readDatagrams(QUdpSocket *socket);
    void acceptTcp(QTcpServer *server);
    void readTcp(QTcpSocket *socket);
    void ask(Asker asker, const QByteArray &octets);

    NodeId m_node;
    quint16 m_port = 0;
    int m_tcpCount = 0;
    std::uint16_t m_nextClientPort = 1024;
    std::map<std::uint16_t, Asker> m_askers; // by client port
    std::vector<std::uint16_t> m_order;      // of m_askers, oldest first; may name some that are answered
};

} // namespace mf::live
