#include "sim/live/dns_door.h"

#include <QNetworkDatagram>
#include <QTimer>
#include <QtEndian>

#include <utility>

namespace mf::live {

DnsDoor::DnsDoor(NodeId node, QObject *parent) : QObject(parent), m_node(node) { }

bool DnsDoor::listen(const QHostAddress &address, quint16 port, QAbstractSocket::SocketError *error)
{
    auto *server = new QTcpServer(this);
    auto *socket = new QUdpSocket(this);
    const bool both = server->listen(address, port)
                      && socket->bind(address, server->serverPort(), QAbstractSocket::DontShareAddress);
    if (!both) {
        *error = server->isListening() ? socket->error() : server->serverError();
        delete server;
        delete socket;
        return false;
    }
    m_port = server->serverPort();
    connect(server, &QTcpServer::newConnection, this, [this, server] { acceptTcp(server); });
    connect(socket, &QUdpSocket::readyRead, this, [this, socket] { readDatagrams(socket); });
    return true;
}

void DnsDoor::readDatagrams(QUdpSocket *socket)
{
    while (socket->hasPendingDatagrams()) {
        const QNetworkDatagram datagram = socket->receiveDatagram();
        if (datagram.data().size() <= kUdpLimitOctets && datagram.senderPort() > 0)
            ask({socket, datagram.senderAddress(), static_cast<quint16>(datagram.senderPort()), {}},
                datagram.data());
    }
}

void DnsDoor::acceptTcp(QTcpServer *server)
{
    while (QTcpSocket *socket = server->nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (m_tcpCount >= kTcpLimit) {
            socket->disconnectFromHost();
            continue;
        }
        ++m_tcpCount;
        connect(socket, &QObject::destroyed, this, [this] { --m_tcpCount; });
        socket->setReadBufferSize(2 + 65535);
        auto *idle = new QTimer(socket);
        idle->setSingleShot(true);
        connect(idle, &QTimer::timeout, socket, &QTcpSocket::disconnectFromHost);
        idle->start(kTcpIdleLimit);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, idle] {
            idle->start(kTcpIdleLimit);
            readTcp(socket);
        });
    }
}

void DnsDoor::readTcp(QTcpSocket *socket)
{
    for (;;) {
        uchar length[2];
        if (socket->peek(reinterpret_cast<char *>(length), 2) < 2)
            return;
        const qint64 octets = qFromBigEndian<quint16>(length);
        if (socket->bytesAvailable() < 2 + octets)
            return; // the rest is on its way
        socket->skip(2);
        Asker asker;
        asker.tcp = socket;
        ask(std::move(asker), socket->read(octets));
    }
}

void DnsDoor::ask(Asker asker, const QByteArray &octets)
{
    if (m_askers.size() >= kOutstandingLimit) {
        auto oldest = m_order.begin();
        while (m_askers.erase(*oldest) == 0)
            ++oldest;
        m_order.erase(m_order.begin(), oldest + 1);
    }
    while (m_askers.contains(m_nextClientPort))
        m_nextClientPort = m_nextClientPort == 65535 ? 1024 : m_nextClientPort + 1;
    const std::uint16_t clientPort =
        std::exchange(m_nextClientPort, m_nextClientPort == 65535 ? 1024 : m_nextClientPort + 1);
    const Carrier by = asker.tcp ? Carrier::Stream : Carrier::Datagram;
    m_askers.emplace(clientPort, std::move(asker));
    m_order.push_back(clientPort);
    if (m_order.size() > 2 * kOutstandingLimit)
        std::erase_if(m_order, [this](std::uint16_t port) { return !m_askers.contains(port); });
    emit asked(DatagramIn{m_node, 53, clientPort, Blob(octets.toStdString()), by});
}

void DnsDoor::answer(std::uint16_t clientPort, const Blob &octets)
{
    const auto found = m_askers.find(clientPort);
    if (found == m_askers.end())
        return;
    const Asker asker = std::move(found->second);
    m_askers.erase(found);
    const QByteArray message(octets.view().data(), static_cast<qsizetype>(octets.size()));
    if (asker.udp) {
        asker.udp->writeDatagram(message, asker.address, asker.port);
    } else if (asker.tcp && message.size() <= 65535) {
        QByteArray framed(2, '\0');
        qToBigEndian(static_cast<quint16>(message.size()), framed.data());
        asker.tcp->write(framed + message);
    }
}

} // namespace mf::live
