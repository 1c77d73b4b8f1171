// Two ends of a real TCP connection over 127.0.0.1, driven from one thread without an event loop.
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mf::test {

class Loopback {
public:
    Loopback();
    bool stands() const { return m_machine != nullptr; }

    /// Carries octets from the peer to the machine's end; `arrived` gets them in whatever pieces the kernel
    /// makes of them.
    bool say(std::string_view octets, const std::function<void(std::string)> &arrived);
    /// Puts octets of the machine on their way.
    void send(std::string_view octets);
    /// What the peer has received since the last call: waits until all that was sent is there.
    std::string heard();
    /// The machine closes; true when the peer has seen it.
    bool close();

private:
    static constexpr int kPatienceMs = 10'000;
    static constexpr std::size_t kPieceOctets = 16 * 1024;

    QTcpServer m_server;
    QTcpSocket m_peer;
    std::unique_ptr<QTcpSocket> m_machine;
    std::size_t m_underWay = 0;
};

} // namespace mf::test
