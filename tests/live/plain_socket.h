// A client that leaves everything to the kernel: it connects, talks and hangs up at once, without a turn of
// the event loop, so that a test can say what the doors have not noticed yet.
#pragma once

#include "sim/live/descriptor.h"
#include "tests/live/caller.h"

#include <QByteArray>
#include <QTest>

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>

namespace mf::test {

class PlainSocket {
public:
    explicit PlainSocket(quint16 port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected =
            ::connect(m_socket.value(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }

    bool isConnected() const { return m_connected; }
    /// False: the connection is no more.
    bool say(const QByteArray &octets)
    {
        return ::send(m_socket.value(), octets.data(), static_cast<std::size_t>(octets.size()), MSG_NOSIGNAL)
               == octets.size();
    }
    void halfClose() { ::shutdown(m_socket.value(), SHUT_WR); }
    void hangUp() { m_socket = {}; }

    /// What has come so far.
    QByteArray some()
    {
        char octets[4096];
        QByteArray heard;
        for (ssize_t count; (count = ::recv(m_socket.value(), octets, sizeof octets, MSG_DONTWAIT)) > 0;)
            heard.append(octets, count);
        return heard;
    }
    /// Everything up to the other side's close; null: that was a reset, or never came.
    QByteArray all()
    {
        QByteArray heard("");
        ssize_t count = 0;
        const auto closed = [&] {
            char octets[4096];
            while ((count = ::recv(m_socket.value(), octets, sizeof octets, MSG_DONTWAIT)) > 0)
                heard.append(octets, count);
            return count == 0 || errno != EAGAIN;
        };
        return QTest::qWaitFor(closed, int(kPatience.count())) && count == 0 ? heard : QByteArray();
    }

private:
    live::Descriptor m_socket;
    bool m_connected = false;
};

} // namespace mf::test
