// What the DNS door bears, and for how long.
#pragma once

#include <QtGlobal>

#include <chrono>
#include <cstddef>

namespace mf::live {

struct DnsLimits {
    std::size_t outstanding = 1000;  ///< questions without an answer; the oldest is forgotten for one more
    std::size_t udpOctets = 4096;    ///< a longer datagram is no question; it is dropped
    std::size_t tcpConnections = 50; ///< one more is closed at once
    /// Questions of one connection without an answer; what follows waits unread (RFC 7766 section 6.2.1.1).
    std::size_t tcpPipelined = 100;
    /// Octets of answers that one connection has not taken; meanwhile nothing more is read from it.
    std::size_t tcpUntakenOctets = 128 * 1024;
    /// Without a whole question or an answer taken, then it is closed: with nothing to answer (RFC 7766 section 6.2.3
    /// wants the order of seconds), and while an answer is due.
    std::chrono::milliseconds tcpIdle = std::chrono::seconds(10);
    std::chrono::milliseconds tcpPatience = std::chrono::minutes(2);
};

} // namespace mf::live
