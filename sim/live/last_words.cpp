#include "sim/live/last_words.h"

#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace mf::live {

LastWords::LastWords(Descriptor socket, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_writable(std::make_unique<QSocketNotifier>(m_socket.value(), QSocketNotifier::Write))
{
    m_writable->setEnabled(false);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &LastWords::write);
}

void LastWords::send(const QByteArray &octets)
{
    m_octets += octets;
    m_writable->setEnabled(m_socket && !m_octets.isEmpty());
}

void LastWords::finish()
{
    m_finishing = true;
    if (m_octets.isEmpty())
        leave();
}

void LastWords::write()
{
    const ssize_t sent = ::send(m_socket.value(), m_octets.constData(),
                                static_cast<std::size_t>(m_octets.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (sent < 0)
        return leave();
    m_octets.remove(0, sent);
    m_writable->setEnabled(!m_octets.isEmpty());
    emit written();
    if (m_finishing && m_octets.isEmpty())
        leave();
}

void LastWords::leave()
{
    m_writable->setEnabled(false);
    m_octets.clear();
    m_socket = {};
    emit gone();
}

} // namespace mf::live
