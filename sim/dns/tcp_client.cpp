#include "sim/dns/tcp_client.h"

#include "sim/dns/tcp_frame.h"

namespace mf::dns {

Actions TcpClient::handle(const Input &input, Instant now)
{
    Actions out;
    if (m_closed)
        return out;
    if (std::holds_alternative<Opened>(input)) {
        m_deadline = now + kTcpAnswerTimeout;
        out.push_back(Send{Slices(framed(m_query.view())), m_facts});
    } else if (const auto *bytes = std::get_if<Bytes>(&input)) {
        take(bytes->octets, out);
    } else if (std::holds_alternative<PeerClosed>(input)) {
        close({}, out);
    } else if (std::holds_alternative<Expired>(input) && m_deadline && now >= *m_deadline) {
        close({.abort = true}, out);
    }
    return out;
}

/// The first message is the answer; a server has no more to say.
void TcpClient::take(const Blob &octets, Actions &out)
{
    m_pending += octets.view();
    const auto message = firstFramed(m_pending);
    if (!message)
        return;
    out.push_back(Report{MessageFetched{Blob::copyOf(*message)}});
    close({}, out);
}

void TcpClient::close(Close how, Actions &out)
{
    m_closed = true;
    m_deadline.reset();
    out.emplace_back(how);
}

SessionView TcpClient::view() const
{
    SessionView view;
    view.protocol = "dns";
    view.state = m_closed ? "closed" : "waiting for an answer";
    return view;
}

} // namespace mf::dns
