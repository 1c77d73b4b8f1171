#include "sim/live/turned_away.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace mf::live {

TurnedAway::TurnedAway(Descriptor socket, std::string_view words, std::chrono::milliseconds linger,
                       QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_readable(m_socket.value(), QSocketNotifier::Read)
{
    connect(&m_readable, &QSocketNotifier::activated, this, &TurnedAway::discard);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &TurnedAway::leave);
    m_patience.start(linger);
    ::send(m_socket.value(), words.data(), words.size(), MSG_NOSIGNAL | MSG_DONTWAIT); // its buffer is empty
    ::shutdown(m_socket.value(), SHUT_WR);
}

void TurnedAway::discard()
{
    std::array<char, 4096> octets;
    const ssize_t count = ::recv(m_socket.value(), octets.data(), octets.size(), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    m_discarded += count;
    if (count <= 0 || m_discarded > kLimitOctets)
        leave();
}

void TurnedAway::leave()
{
    m_readable.setEnabled(false);
    m_patience.stop();
    m_socket = {};
    emit gone();
}

} // namespace mf::live
