// A UDP socket of the DNS door: many questions come in by one system call, and many answers leave by one.
#pragma once

#include "sim/live/descriptor.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QObject>
#include <QSocketNotifier>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <vector>

namespace mf::live {

/// Whom a datagram came from, as the kernel has it.
struct UdpPeer {
    sockaddr_storage address{};
    socklen_t octets = 0;
};

class DnsSocket final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kBatch = 64; ///< datagrams in one system call
    /// Batches of one turn of the event loop: a flood of questions must not keep everybody else waiting.
    static constexpr int kBatchesAtOnce = 4;

    /// Datagrams that are longer are dropped.
    DnsSocket(std::size_t limitOctets, QObject *parent) : QObject(parent), m_limitOctets(limitOctets) { }

    /// UnknownSocketError: it listens.
    QAbstractSocket::SocketError listen(const QHostAddress &address, quint16 port);
    /// Waits for flush().
    void send(const UdpPeer &to, std::string_view octets) { m_answers.push_back({to, std::string(octets)}); }
    /// All answers leave; those that the kernel has no room for are lost, as datagrams may be.
    void flush();

signals:
    void received(const mf::live::UdpPeer &from, std::string_view octets);

private:
    struct Answer {
        UdpPeer to;
        std::string octets;
    };

    void read();

    const std::size_t m_limitOctets;
    Descriptor m_socket;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::vector<char> m_buffer; // kBatch times the limit, and one octet more each
    std::vector<Answer> m_answers;
};

} // namespace mf::live
