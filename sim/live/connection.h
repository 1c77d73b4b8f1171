// A real client's socket: the far end of a virtual stream. It frames nothing and understands nothing; octets
// go in and out as they are.
#pragma once

#include "sim/base/blob.h"
#include "sim/live/last_words.h"
#include "sim/live/services.h"
#include "sim/world/command.h"

#include <QByteArray>
#include <QObject>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <chrono>
#include <memory>

namespace mf::live {

/// Octets of one client that are in memory on this side of the world, read and not yet applied; beyond, its
/// socket is not read.
inline constexpr qint64 kUnappliedLimitOctets = 256 * 1024;

class Connection final : public QObject {
    Q_OBJECT

public:
    /// Takes over a descriptor that a door accepted. Says Connected as soon as the client may speak: after
    /// the hand-shake where the service is encrypted from the start.
    Connection(ConnectionId id, NodeId node, const ServiceRow &service, const QSslConfiguration &tls,
               const ConnectionLimits &limits, QObject *parent);
    ~Connection() override;
    bool open(qintptr descriptor);

    ConnectionId id() const { return m_id; }
    node::Service service() const { return m_service.service; }
    /// What may be said to it when the doors close. Nothing during a hand-shake, nor while it may be in the
    /// middle of a long answer, whose octets the words would be taken for.
    std::string farewell() const;
    /// It has hung up, though our own turn to notice may not have come.
    bool peerHasGone() const;

    // ---- what the world wants ----
    void send(const QByteArray &octets);
    /// Forgets what came in clear and was not applied yet (RFC 3207 section 4.2), sends the reply that allows
    /// TLS, shakes hands.
    void startTls(const QByteArray &reply);
    void close(bool abort);
    /// It takes too long, or a place that another one needs.
    void cutOff() { peerIsGone(true); }

    /// The world has taken this many octets that were given by input(): there is room for more.
    void applied(qint64 octets);

signals:
    void input(const mf::StreamInput &input);
    /// It has said its last word, or has been told ours. Once.
    void leaving();
    /// Nothing more will come; the object may be deleted.
    void gone();

private:
    /// Listening: the client has said its last word, and hears the answers to what it had said.
    enum class State : std::uint8_t { Handshake, Open, Listening, Closing, Gone };

    void read();
    void discardUnread();
    void reportDrained();
    void encrypted();
    void peerIsGone(bool broken);
    void listenOnly();
    Endpoint peer() const;
    void say(decltype(StreamInput::what) what);
    void leave();
    TlsInfo tlsInfo() const;

    ConnectionId m_id;
    NodeId m_node;
    const ServiceRow &m_service;
    const ConnectionLimits m_limits;
    QSslSocket m_socket;
    Descriptor m_spare; // the same socket: outlives m_socket when the client half-closes. In clear only
    std::unique_ptr<LastWords> m_lastWords;
    QTimer m_patience; // one for the hand-shake, then for the farewell
    State m_state = State::Handshake;
    bool m_announced = false; // the world knows of it
    qint64 m_unapplied = 0;
    qint64 m_sentSinceDrained = 0;
};

} // namespace mf::live
