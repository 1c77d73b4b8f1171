#include "sim/dns/tcp_server.h"

#include "sim/dns/tcp_frame.h"

namespace mf::dns {

Actions TcpServer::handle(const Input &input, Instant now)
{
    Actions out;
    if (m_closed)
        return out;
    if (std::holds_alternative<Expired>(input) && m_deadline && now < *m_deadline)
        return out;
    const auto *gone = std::get_if<PeerClosed>(&input);
    m_peerDone |= gone != nullptr;
    const bool waits = m_open > 0 && gone != nullptr && !gone->broken; // it still hears what it asked for
    if (std::holds_alternative<Expired>(input) || (gone != nullptr && !waits)) {
        close({}, out);
        return out;
    }
    m_deadline = now + kTcpIdleTimeout;
    if (const auto *bytes = std::get_if<Bytes>(&input))
        m_pending += bytes->octets.view();
    if (std::holds_alternative<Drained>(input))
        m_sentOctets = 0;
    if (const auto *answered = std::get_if<Answered>(&input))
        take(*answered, out);
    drain(out);
    if (m_peerDone && m_open == 0 && !m_closed)
        close({}, out);
    if (!m_closed && m_pending.size() > kTcpPendingLimitOctets)
        close({.abort = true}, out);
    return out;
}

/// Whole messages, until one is incomplete or the client has enough to take.
void TcpServer::drain(Actions &out)
{
    std::size_t at = 0;
    while (!m_closed && m_sentOctets < kHighWaterOctets && m_open < kTcpOpenLimit) {
        const auto message = firstFramed(std::string_view(m_pending).substr(at));
        if (!message)
            break;
        at += kFrameLengthOctets + message->size();
        answer(*message, out);
    }
    m_pending.erase(0, at);
}

void TcpServer::answer(std::string_view octets, Actions &out)
{
    const auto query = parse(octets);
    // Nothing to answer: whoever is at the other end does not speak DNS, or not as a client.
    if (query ? query->isResponse : !query.error().reply)
        return close({.abort = true}, out);
    if (query && !m_answer) {
        ++m_open;
        out.push_back(Ask{Ticket{++m_lastTicket}, ResolveQuery{Blob::copyOf(octets)}});
        return;
    }
    const Message response = query ? m_answer(*query) : *query.error().reply;
    send(framed(print(response, kMessageLimitOctets)), factsOf(response), out);
}

void TcpServer::take(const Answered &answered, Actions &out)
{
    --m_open;
    const auto *found = std::get_if<QueryAnswered>(&answered.answer);
    if (!found)
        return close({.abort = true}, out);
    const auto response = parse(found->octets);
    send(framed(found->octets.view()), response ? factsOf(*response) : Facts(), out);
}

void TcpServer::send(std::string frame, Facts facts, Actions &out)
{
    m_sentOctets += frame.size();
    out.push_back(Send{Slices(std::move(frame)), std::move(facts)});
}

void TcpServer::close(Close how, Actions &out)
{
    m_closed = true;
    m_deadline.reset();
    out.emplace_back(how);
}

SessionView TcpServer::view() const
{
    SessionView view;
    view.protocol = "dns";
    view.state = m_closed ? "closed" : m_pending.empty() ? "waiting for a query" : "reading a query";
    return view;
}

} // namespace mf::dns
