#include "sim/live/dns_stream.h"

#include "sim/dns/message.h"
#include "sim/dns/tcp_frame.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace mf::live {

DnsStream::DnsStream(Descriptor socket, const DnsLimits &limits, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_limits(limits)
    , m_readable(m_socket.value(), QSocketNotifier::Read)
    , m_writable(m_socket.value(), QSocketNotifier::Write)
{
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &DnsStream::read);
    connect(&m_writable, &QSocketNotifier::activated, this, &DnsStream::write);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &DnsStream::leave);
    m_patience.start(m_limits.tcpIdle);
}

bool DnsStream::mayAsk() const
{
    return !m_gone && m_due < m_limits.tcpPipelined && m_out.size() <= m_limits.tcpUntakenOctets;
}

/// One piece in one turn of the event loop: others have their turn in between.
void DnsStream::read()
{
    std::array<char, 4096> octets;
    const ssize_t count = ::recv(m_socket.value(), octets.data(), octets.size(), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count < 0)
        return leave();
    m_saysNoMore = count == 0;
    m_in.append(octets.data(), static_cast<std::size_t>(count));
    takeQuestions();
    settle();
}

void DnsStream::takeQuestions()
{
    while (mayAsk()) {
        const auto message = dns::firstFramed(m_in);
        if (!message)
            return;
        if (message->size() < dns::kHeaderOctets)
            return leave(); // there is nothing to answer, and what follows is as likely to be noise
        const std::string question(*message);
        m_in.erase(0, dns::kFrameLengthOctets + question.size());
        ++m_due;
        m_patience.start(m_limits.tcpPatience);
        emit asked(question);
    }
}

void DnsStream::answer(std::string_view message)
{
    if (m_gone || m_due == 0)
        return;
    --m_due;
    if (message.size() <= dns::kMessageLimitOctets)
        m_out += dns::framed(message);
    write();
}

void DnsStream::forget()
{
    if (m_gone || m_due == 0)
        return;
    --m_due;
    settle();
}

void DnsStream::write()
{
    const ssize_t sent = ::send(m_socket.value(), m_out.data(), m_out.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR)
        return leave();
    if (sent > 0) {
        m_out.erase(0, static_cast<std::size_t>(sent));
        m_patience.start(m_due > 0 ? m_limits.tcpPatience : m_limits.tcpIdle);
    }
    takeQuestions(); // there may be room for those that wait
    settle();
}

/// What is listened for now; and the end, when all that was asked is answered and no more will be.
void DnsStream::settle()
{
    if (m_gone)
        return;
    const bool mayHaveMore = mayAsk() && dns::firstFramed(m_in).has_value();
    if (m_saysNoMore && m_due == 0 && m_out.empty() && !mayHaveMore)
        return leave();
    m_readable.setEnabled(!m_saysNoMore && mayAsk());
    m_writable.setEnabled(!m_out.empty());
}

void DnsStream::leave()
{
    if (std::exchange(m_gone, true))
        return;
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    m_patience.stop();
    m_socket = {};
    emit gone();
}

} // namespace mf::live
