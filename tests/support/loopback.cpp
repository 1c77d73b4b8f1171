#include "tests/support/loopback.h"

#include <QHostAddress>

#include <algorithm>

namespace mf::test {

Loopback::Loopback()
{
    if (!m_server.listen(QHostAddress::LocalHost, 0))
        return;
    m_peer.connectToHost(QHostAddress::LocalHost, m_server.serverPort());
    if (!m_peer.waitForConnected(kPatienceMs) || !m_server.waitForNewConnection(kPatienceMs))
        return;
    m_machine.reset(m_server.nextPendingConnection());
    m_machine->setParent(nullptr);
    m_machine->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_peer.setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

bool Loopback::say(std::string_view octets, const std::function<void(std::string)> &arrived)
{
    while (!octets.empty()) {
        const std::string_view piece = octets.substr(0, kPieceOctets);
        octets.remove_prefix(piece.size());
        if (m_peer.write(piece.data(), static_cast<qint64>(piece.size())) < 0)
            return false;
        m_peer.flush();
        for (std::size_t received = 0; received < piece.size();) {
            if (m_machine->bytesAvailable() == 0 && !m_machine->waitForReadyRead(kPatienceMs))
                return false;
            const QByteArray chunk = m_machine->readAll();
            received += static_cast<std::size_t>(chunk.size());
            arrived(chunk.toStdString());
        }
    }
    return true;
}

void Loopback::send(std::string_view octets)
{
    m_underWay += octets.size();
    m_machine->write(octets.data(), static_cast<qint64>(octets.size()));
    m_machine->flush();
}

std::string Loopback::heard()
{
    std::string out;
    while (m_underWay > 0) {
        m_machine->flush();
        if (m_peer.bytesAvailable() == 0 && !m_peer.waitForReadyRead(kPatienceMs))
            return out;
        const QByteArray chunk = m_peer.readAll();
        m_underWay -= static_cast<std::size_t>(chunk.size());
        out += chunk.toStdString();
    }
    return out;
}

bool Loopback::close()
{
    m_machine->disconnectFromHost();
    if (m_machine->state() != QAbstractSocket::UnconnectedState)
        m_machine->waitForDisconnected(kPatienceMs);
    return m_peer.state() == QAbstractSocket::UnconnectedState || m_peer.waitForDisconnected(kPatienceMs);
}

} // namespace mf::test
