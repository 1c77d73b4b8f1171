#include "sim/live/listener.h"

#include <cerrno>
#include <sys/socket.h>

namespace mf::live {

Listener::Listener(QObject *parent) : QObject(parent)
{
    m_server.setListenBacklogSize(kBacklog);
    m_retry.setSingleShot(true);
    m_retry.setInterval(kRetry);
    connect(&m_retry, &QTimer::timeout, this, [this] { setPaused(m_paused); });
}

bool Listener::listen(const QHostAddress &address, quint16 port)
{
    if (!m_server.listen(address, port))
        return false;
    m_server.pauseAccepting();
    m_someone = std::make_unique<QSocketNotifier>(m_server.socketDescriptor(), QSocketNotifier::Read);
    connect(m_someone.get(), &QSocketNotifier::activated, this, &Listener::acceptSome);
    setPaused(m_paused);
    return true;
}

void Listener::close()
{
    m_retry.stop();
    m_someone.reset();
    m_server.close();
}

void Listener::setPaused(bool paused)
{
    m_paused = paused;
    if (m_someone)
        m_someone->setEnabled(!m_paused && !m_retry.isActive());
}

void Listener::acceptSome()
{
    for (int count = 0; count < kAcceptedAtOnce && m_someone && m_someone->isEnabled(); ++count) {
        const int descriptor = ::accept4(static_cast<int>(m_server.socketDescriptor()), nullptr, nullptr,
                                         SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            emit accepted(descriptor);
            continue;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            m_retry.start();
            m_someone->setEnabled(false);
        }
        return; // nobody is left, or who was there has gone again
    }
}

} // namespace mf::live
