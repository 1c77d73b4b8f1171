#include "sim/live/dns_socket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>

namespace mf::live {

namespace {

/// Room for questions while a turn lasts. The kernel gives what it allows.
constexpr int kKernelBufferOctets = 1 << 20;

UdpPeer peerOf(const QHostAddress &address, quint16 port)
{
    UdpPeer peer;
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        auto &v6 = reinterpret_cast<sockaddr_in6 &>(peer.address);
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        const Q_IPV6ADDR octets = address.toIPv6Address();
        std::memcpy(&v6.sin6_addr, &octets, sizeof v6.sin6_addr);
        peer.octets = sizeof v6;
    } else {
        auto &v4 = reinterpret_cast<sockaddr_in &>(peer.address);
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        v4.sin_addr.s_addr = htonl(address.toIPv4Address());
        peer.octets = sizeof v4;
    }
    return peer;
}

} // namespace

QAbstractSocket::SocketError DnsSocket::listen(const QHostAddress &address, quint16 port)
{
    const UdpPeer own = peerOf(address, port);
    m_socket = Descriptor(::socket(own.address.ss_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!m_socket)
        return QAbstractSocket::UnsupportedSocketOperationError;
    ::setsockopt(m_socket.value(), SOL_SOCKET, SO_RCVBUF, &kKernelBufferOctets, sizeof kKernelBufferOctets);
    ::setsockopt(m_socket.value(), SOL_SOCKET, SO_SNDBUF, &kKernelBufferOctets, sizeof kKernelBufferOctets);
    if (::bind(m_socket.value(), reinterpret_cast<const sockaddr *>(&own.address), own.octets) != 0)
        return errno == EADDRINUSE ? QAbstractSocket::AddressInUseError
                                   : QAbstractSocket::SocketAddressNotAvailableError;
    m_buffer.resize(kBatch * (m_limitOctets + 1));
    m_readable = std::make_unique<QSocketNotifier>(m_socket.value(), QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &DnsSocket::read);
    return QAbstractSocket::UnknownSocketError;
}

void DnsSocket::read()
{
    std::array<mmsghdr, kBatch> messages;
    std::array<iovec, kBatch> places;
    std::array<UdpPeer, kBatch> peers;
    for (int batch = 0; batch < kBatchesAtOnce; ++batch) {
        for (std::size_t i = 0; i < kBatch; ++i) {
            places[i] = {m_buffer.data() + i * (m_limitOctets + 1), m_limitOctets + 1};
            messages[i] = {};
            messages[i].msg_hdr.msg_name = &peers[i].address;
            messages[i].msg_hdr.msg_namelen = sizeof peers[i].address;
            messages[i].msg_hdr.msg_iov = &places[i];
            messages[i].msg_hdr.msg_iovlen = 1;
        }
        const int count = ::recvmmsg(m_socket.value(), messages.data(), kBatch, MSG_DONTWAIT, nullptr);
        for (int i = 0; i < count; ++i) {
            peers[i].octets = messages[i].msg_hdr.msg_namelen;
            if (messages[i].msg_len <= m_limitOctets)
                emit received(peers[i], {static_cast<const char *>(places[i].iov_base), messages[i].msg_len});
        }
        if (count < static_cast<int>(kBatch))
            return;
    }
}

void DnsSocket::flush()
{
    std::array<mmsghdr, kBatch> messages;
    std::array<iovec, kBatch> places;
    for (std::size_t next = 0; next < m_answers.size();) {
        const std::size_t count = std::min(kBatch, m_answers.size() - next);
        for (std::size_t i = 0; i < count; ++i) {
            Answer &answer = m_answers[next + i];
            places[i] = {answer.octets.data(), answer.octets.size()};
            messages[i] = {};
            messages[i].msg_hdr.msg_name = &answer.to.address;
            messages[i].msg_hdr.msg_namelen = answer.to.octets;
            messages[i].msg_hdr.msg_iov = &places[i];
            messages[i].msg_hdr.msg_iovlen = 1;
        }
        const int sent =
            ::sendmmsg(m_socket.value(), messages.data(), static_cast<unsigned>(count), MSG_DONTWAIT);
        if (sent < 0 && (errno == EAGAIN || errno == ENOBUFS))
            break;
        next += static_cast<std::size_t>(std::max(sent, 1)); // one that cannot be sent is passed over
    }
    m_answers.clear();
}

} // namespace mf::live
