// A real client for tests: a loopback socket that says lines and waits for lines, in the same event loop as
// the driver.
#pragma once

#include <QByteArray>
#include <QList>
#include <QSslSocket>

#include <chrono>

namespace mf::test {

/// How long a test waits for what must come; it comes at once.
inline constexpr std::chrono::milliseconds kPatience{10'000};

class Caller {
public:
    /// Calls 127.0.0.1; false: nobody listens.
    bool call(quint16 port);
    /// The same, encrypted from the start; the certificate must be good for `name`.
    bool callTls(quint16 port, const QString &caFile, const QString &name);
    /// Shakes hands now.
    bool startTls(const QString &caFile, const QString &name);

    void say(const QByteArray &octets) { m_socket.write(octets); }
    /// The next line without its CRLF; null: it did not come.
    QByteArray line();
    /// Lines up to and with the first that begins with `end`.
    QList<QByteArray> linesUpTo(const QByteArray &end);
    /// Everything up to and with `end`.
    QByteArray octetsUpTo(const QByteArray &end);
    /// The last line of an SMTP reply.
    QByteArray reply();
    /// Says a line and gives the last line of the reply.
    QByteArray ask(const QByteArray &command);
    /// Says that it will say no more, and goes on listening.
    void halfClose();
    /// The other side closes; what it had said before can still be read.
    bool isLetGo();
    /// Nothing has come that was not read.
    bool isSilent() { return m_octets.isEmpty() && m_socket.bytesAvailable() == 0; }
    QSslSocket &socket() { return m_socket; }

private:
    QSslSocket m_socket;
    QByteArray m_octets;
};

} // namespace mf::test
