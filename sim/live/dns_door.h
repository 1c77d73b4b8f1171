// The door to a resolver: UDP and TCP on one port (RFC 1035 section 4.2). The two octets of length that TCP
// puts before a message are this door's business; the world sees messages, and how they came.
#pragma once

#include "sim/live/dns_limits.h"
#include "sim/live/dns_socket.h"
#include "sim/live/dns_stream.h"
#include "sim/live/listener.h"
#include "sim/world/command.h"

#include <QHostAddress>
#include <QObject>

#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

namespace mf::live {

class DnsDoor final : public QObject {
    Q_OBJECT

public:
    DnsDoor(NodeId node, const DnsLimits &limits, QObject *parent);
    ~DnsDoor() override;

    /// Both protocols on one address. False: one of them is taken, or the address is not there (`error` says
    /// which).
    bool listen(const QHostAddress &address, quint16 port, QAbstractSocket::SocketError *error);
    quint16 port() const { return m_port; }
    /// Nobody is let in by TCP; who comes waits.
    void setPaused(bool paused);

    /// The answer to the question that carried this client port. By UDP it leaves with flush().
    void answer(std::uint16_t clientPort, const Blob &octets);
    void flush();

signals:
    void asked(const mf::DatagramIn &datagram);

private:
    /// Whom an answer goes to; nobody, once it is answered.
    struct Asker {
        DnsSocket *udp = nullptr;
        UdpPeer peer;
        DnsStream *tcp = nullptr;

        bool waits() const { return udp || tcp; }
    };

    void accept(qintptr descriptor);
    void ask(const Asker &asker, std::string_view octets);
    void forgetOldest();
    void forget(DnsStream *stream);
    Asker take(std::uint16_t clientPort);

    NodeId m_node;
    const DnsLimits m_limits;
    quint16 m_port = 0;
    bool m_paused = false;
    std::vector<std::unique_ptr<Listener>> m_listeners;
    std::vector<std::unique_ptr<DnsSocket>> m_sockets;
    std::vector<std::unique_ptr<DnsStream>> m_streams;
    std::deque<Asker> m_askers; // one client port after the other, the first of them m_firstPort
    std::uint16_t m_firstPort;
    std::size_t m_outstanding = 0; // of m_askers: who still waits
};

} // namespace mf::live
