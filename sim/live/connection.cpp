#include "sim/live/connection.h"

#include <QSslCipher>

#include <algorithm>
#include <array>
#include <poll.h>
#include <sys/socket.h>

namespace mf::live {

namespace {

std::string versionName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2: return "TLSv1.2";
    case QSsl::TlsV1_3: return "TLSv1.3";
    default: return "TLS"; // Qt's list has ranges and retired versions too
    }
}

} // namespace

Connection::Connection(ConnectionId id, NodeId node, const ServiceRow &service, const QSslConfiguration &tls,
                       const ConnectionLimits &limits, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_node(node)
    , m_service(service)
    , m_limits(limits)
{
    m_socket.setSslConfiguration(tls);
    m_socket.setReadBufferSize(kUnappliedLimitOctets);
    m_patience.setSingleShot(true);
    connect(&m_socket, &QSslSocket::readyRead, this, &Connection::read);
    connect(&m_socket, &QSslSocket::encrypted, this, &Connection::encrypted);
    connect(&m_socket, &QSslSocket::disconnected, this, [this] { peerIsGone(false); });
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error != QAbstractSocket::RemoteHostClosedError)
            peerIsGone(true);
    });
    connect(&m_socket, &QSslSocket::bytesWritten, this, &Connection::reportDrained);
    connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, &Connection::reportDrained);
    connect(&m_patience, &QTimer::timeout, this, &Connection::cutOff);
}

Connection::~Connection()
{
    m_socket.disconnect(this); // a socket that is destroyed says goodbye; nobody is there to hear it
}

bool Connection::open(qintptr descriptor)
{
    if (!m_socket.setSocketDescriptor(descriptor))
        return false;
    // Replies are small and wait for nothing: without this, Nagle against delayed ACK costs 40 ms each.
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_service.encryption == Encryption::FromStart) {
        m_patience.start(m_limits.handshake);
        m_socket.startServerEncryption();
        return true;
    }
    m_spare = Descriptor::duplicate(static_cast<int>(descriptor));
    m_state = State::Open;
    m_announced = true;
    say(Connected{m_node, m_service.service, std::nullopt, peer()});
    return true;
}

void Connection::say(decltype(StreamInput::what) what) { emit input(StreamInput{m_id, std::move(what)}); }

// ---- from the client --------------------------------------------------------------------------------------

void Connection::read()
{
    if (m_state == State::Closing) {
        discardUnread(); // it talks on; unread octets would turn our farewell into a reset
        return;
    }
    if (m_state != State::Open)
        return;
    const qint64 room = kUnappliedLimitOctets - m_unapplied;
    const QByteArray octets = room > 0 ? m_socket.read(room) : QByteArray();
    if (octets.isEmpty())
        return;
    m_unapplied += octets.size();
    say(Bytes{Blob(octets.toStdString())});
}

void Connection::discardUnread()
{
    if (m_socket.isOpen() && m_socket.bytesAvailable() > 0)
        m_socket.readAll();
}

void Connection::applied(qint64 octets)
{
    m_unapplied = std::max<qint64>(0, m_unapplied - octets);
    if (m_socket.bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &Connection::read, Qt::QueuedConnection);
}

void Connection::encrypted()
{
    m_patience.stop();
    m_state = State::Open;
    if (m_announced) {
        say(TlsReady{tlsInfo()});
    } else {
        m_announced = true;
        say(Connected{m_node, m_service.service, tlsInfo(), peer()});
    }
    read();
}

Endpoint Connection::peer() const
{
    const auto address = IpAddress::parse(m_socket.peerAddress().toString().toStdString());
    return {address.value_or(IpAddress::v4(127, 0, 0, 1)), m_socket.peerPort()};
}

/// Qt 6.4 gives neither the name that the client asked for (SNI) nor a channel binding: QSslSocket keeps its
/// SSL object to itself, and none of its classes has a call for SSL_get_servername() or for
/// SSL_export_keying_material(). Both are known of streams between machines of the world.
TlsInfo Connection::tlsInfo() const
{
    return TlsInfo{.version = versionName(m_socket.sessionProtocol()),
                   .cipher = m_socket.sessionCipher().name().toStdString(),
                   .serverName = {},
                   .peerCertificate = {},
                   .channelBinding = {}};
}

bool Connection::peerHasGone() const
{
    pollfd socket{static_cast<int>(m_socket.socketDescriptor()), POLLRDHUP, 0};
    return socket.fd < 0 || ::poll(&socket, 1, 0) > 0; // hung up, reset, or half-closed
}

void Connection::peerIsGone(bool broken)
{
    if (m_state == State::Gone)
        return;
    const bool mayHaveMore = m_state == State::Open && m_socket.isOpen() && m_socket.bytesAvailable() > 0;
    const QByteArray lastWords = mayHaveMore ? m_socket.readAll() : QByteArray();
    if (!lastWords.isEmpty())
        say(Bytes{Blob(lastWords.toStdString())});
    if (m_state == State::Open && !broken && m_spare)
        return listenOnly();
    if (m_announced && m_state != State::Closing && m_state != State::Listening)
        say(PeerClosed{broken});
    leave();
}

/// RFC 9293 section 3.6: its end of the stream is closed, ours is not. `printf ... | nc` does so.
void Connection::listenOnly()
{
    m_state = State::Listening;
    m_patience.start(m_limits.listening);
    m_lastWords = std::make_unique<LastWords>(std::move(m_spare), nullptr);
    connect(m_lastWords.get(), &LastWords::written, this, &Connection::reportDrained);
    connect(m_lastWords.get(), &LastWords::gone, this, &Connection::leave);
    say(PeerClosed{.broken = false});
    emit leaving();
}

// ---- to the client ----------------------------------------------------------------------------------------

std::string Connection::farewell() const
{
    const bool hears = m_state == State::Open || m_state == State::Listening;
    const bool inTheMiddle = m_sentSinceDrained >= qint64(kHighWaterOctets);
    return hears && !inTheMiddle ? std::string(m_service.farewell) : std::string();
}

void Connection::send(const QByteArray &octets)
{
    if (m_state == State::Listening)
        m_lastWords->send(octets);
    else if (m_state == State::Open && m_socket.write(octets) > 0)
        m_socket.flush();
    m_sentSinceDrained += octets.size();
    reportDrained();
}

void Connection::reportDrained()
{
    const bool sends = m_state == State::Open || m_state == State::Listening;
    const qint64 underWay = m_lastWords ? m_lastWords->octetsToWrite()
                                        : m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
    if (!sends || m_sentSinceDrained < qint64(kHighWaterOctets) || underWay > qint64(kLowWaterOctets))
        return;
    m_sentSinceDrained = 0;
    say(Drained{});
}

void Connection::startTls(const QByteArray &reply)
{
    if (m_state != State::Open)
        return;
    m_state = State::Handshake;
    m_spare = {}; // half a TLS connection cannot be used
    m_unapplied = 0;
    // The reply that allows TLS has not left yet, so everything that is here came in clear.
    m_socket.readAll();
    std::array<char, 4096> octets;
    while (::recv(static_cast<int>(m_socket.socketDescriptor()), octets.data(), octets.size(), MSG_DONTWAIT)
           > 0) { }
    m_socket.write(reply);
    m_patience.start(m_limits.handshake);
    m_socket.startServerEncryption();
}

void Connection::close(bool abort)
{
    if (m_state == State::Gone || m_state == State::Closing)
        return;
    const bool onlyListens = m_state == State::Listening;
    m_state = State::Closing;
    m_patience.start(m_limits.linger);
    m_spare = {};
    if (!onlyListens)
        emit leaving();
    if (onlyListens && !abort)
        return m_lastWords->finish();
    if (abort) {
        m_socket.abort();
        leave();
        return;
    }
    discardUnread();
    m_socket.disconnectFromHost(); // after what was written has left
}

void Connection::leave()
{
    if (m_state == State::Gone)
        return;
    m_state = State::Gone;
    m_patience.stop();
    if (m_socket.state() != QAbstractSocket::UnconnectedState)
        m_socket.abort();
    emit gone();
}

} // namespace mf::live
