// A TCP socket that listens, and hands descriptors over instead of making sockets of them.
//
// QTcpServer accepts until nobody is left in the kernel's queue, and closes itself for good when this process
// has no descriptor left. Here a few come in at a time, so that those who are there already get their turn in
// between; paused, or without descriptors, the rest waits in the kernel's queue.
#pragma once

#include <QHostAddress>
#include <QObject>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <memory>

namespace mf::live {

class Listener final : public QObject {
    Q_OBJECT

public:
    static constexpr int kBacklog = 256; ///< who has connected and is not accepted yet; then SYNs are lost
    static constexpr int kAcceptedAtOnce = 16; ///< in one turn of the event loop
    /// Without a descriptor left, the next try.
    static constexpr std::chrono::milliseconds kRetry{100};

    explicit Listener(QObject *parent);

    bool listen(const QHostAddress &address, quint16 port = 0);
    void close();
    /// Who comes waits, and is not turned away.
    void setPaused(bool paused);

    bool isListening() const { return m_server.isListening(); }
    quint16 serverPort() const { return m_server.serverPort(); }
    QAbstractSocket::SocketError serverError() const { return m_server.serverError(); }

signals:
    void accepted(qintptr descriptor);

private:
    void acceptSome();

    QTcpServer m_server; // binds and listens; its own accepting is off
    std::unique_ptr<QSocketNotifier> m_someone;
    QTimer m_retry;
    bool m_paused = false;
};

} // namespace mf::live
