#include "tests/live/caller.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QTest>

#include <sys/socket.h>
#include <utility>

namespace mf::test {

bool Caller::call(quint16 port)
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::ConnectedState; },
                           int(kPatience.count()));
}

bool Caller::callTls(quint16 port, const QString &caFile, const QString &name)
{
    return call(port) && startTls(caFile, name);
}

bool Caller::startTls(const QString &caFile, const QString &name)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(caFile));
    m_socket.setSslConfiguration(configuration);
    m_socket.setPeerVerifyName(name);
    m_socket.startClientEncryption();
    return QTest::qWaitFor([this] { return m_socket.isEncrypted(); }, int(kPatience.count()));
}

QByteArray Caller::line()
{
    const bool came = QTest::qWaitFor(
        [this] {
            m_octets += m_socket.readAll();
            return m_octets.contains("\r\n");
        },
        int(kPatience.count()));
    if (!came)
        return {};
    const qsizetype end = m_octets.indexOf("\r\n");
    const QByteArray line = QByteArray("") + m_octets.first(end);
    m_octets.remove(0, end + 2);
    return line;
}

QByteArray Caller::octetsUpTo(const QByteArray &end)
{
    const auto ended = [&] {
        m_octets += m_socket.readAll();
        return m_octets.endsWith(end);
    };
    return QTest::qWaitFor(ended, int(kPatience.count())) ? std::exchange(m_octets, {}) : QByteArray();
}

QList<QByteArray> Caller::linesUpTo(const QByteArray &end)
{
    QList<QByteArray> lines;
    do {
        lines.append(line());
    } while (!lines.back().isNull() && !lines.back().startsWith(end));
    return lines;
}

QByteArray Caller::reply()
{
    QByteArray last;
    do {
        last = line();
    } while (last.size() > 3 && last.at(3) == '-');
    return last;
}

QByteArray Caller::ask(const QByteArray &command)
{
    say(command + "\r\n");
    return reply();
}

void Caller::halfClose()
{
    m_socket.flush();
    ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR);
}

bool Caller::isLetGo()
{
    return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; },
                           int(kPatience.count()));
}

} // namespace mf::test
