#include "sim/node/resolver.h"

#include "sim/dns/resolver.h"
#include "sim/dns/tcp_client.h"
#include "sim/node/datagram_effects.h"

#include <utility>

namespace mf::node {

Resolver::Resolver(const ResolverConfig &config)
    : m_fresh(std::make_unique<dns::RecursiveResolver>(
        config.roots, RandomStream(config.seed, "resolver:" + config.hostName)))
    , m_machine(m_fresh)
{ }

Effects Resolver::handle(const NodeInput &input, const Moment &moment)
{
    if (const auto *power = std::get_if<PowerChanged>(&input)) {
        m_up = power->up;
        if (!m_up) {
            m_machine = m_fresh; // its cache is in memory, and memory forgets
            m_streams = {};
        }
        return {};
    }
    if (const auto *turned = std::get_if<TroubleTurned>(&input))
        m_troubles.turn(*turned);
    if (!m_up)
        return {};
    if (const auto *arrived = std::get_if<DatagramArrived>(&input))
        return take(*arrived, moment.now);
    if (const auto *told = std::get_if<SessionReported>(&input))
        return fetched(*told, moment.now);
    if (const auto *refused = std::get_if<StreamRefused>(&input))
        return fail(refused->token, refused->reason, moment.now);
    if (const auto *ended = std::get_if<SessionEnded>(&input))
        return fail(ended->session.token, "connection lost", moment.now);
    const auto at = deadline();
    if (std::holds_alternative<TimerDue>(input) && at && *at <= moment.now)
        return take(Expired{}, moment.now);
    return {};
}

Effects Resolver::take(const DatagramInput &input, Instant now)
{
    Effects out;
    for (Effect &effect : effectsOf(m_machine.edit().handle(input, now))) {
        auto *send = std::get_if<SendDatagram>(&effect);
        if (send != nullptr && send->datagram.by == Carrier::Stream)
            out.push_back(carry(std::move(send->datagram)));
        else
            out.push_back(std::move(effect));
    }
    m_troubles.spoil(out);
    return out;
}

/// A stream for one question (RFC 7766); the token by which it is known is the port that the machine chose.
OpenStream Resolver::carry(Datagram &&query)
{
    const std::uint64_t token = query.localPort;
    m_streams.put(token, query.peer);
    return {token, query.peer,
            false, MailId::None,
            0,     std::make_unique<dns::TcpClient>(std::move(query.octets), std::move(query.facts))};
}

Effects Resolver::fetched(const SessionReported &told, Instant now)
{
    const auto *message = std::get_if<MessageFetched>(&told.report.what);
    const Endpoint *peer = m_streams.find(told.session.token);
    if (message == nullptr || peer == nullptr)
        return {};
    Datagram answer{
        *peer, static_cast<std::uint16_t>(told.session.token), message->octets, {}, Carrier::Stream};
    m_streams.erase(told.session.token);
    return take(DatagramArrived{std::move(answer)}, now);
}

Effects Resolver::fail(std::uint64_t token, std::string reason, Instant now)
{
    if (!m_streams.erase(token))
        return {}; // it has brought its answer
    return take(CarrierFailed{static_cast<std::uint16_t>(token), std::move(reason)}, now);
}

std::optional<Instant> Resolver::deadline() const { return m_up ? m_machine->deadline() : std::nullopt; }

void Resolver::describe(NodeView &view, Instant now) const
{
    view.rooms = {RoomView{"resolver", {"dns"}}};
    view.cache = m_machine->cache(now);
}

} // namespace mf::node
