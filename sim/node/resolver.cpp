#include "sim/node/resolver.h"

#include "sim/dns/resolver.h"
#include "sim/dns/tcp_server.h"
#include "sim/node/datagram_effects.h"

#include <utility>

namespace mf::node {

namespace {

constexpr std::size_t kAskerLimit = 1000; // questions by TCP at a time; one more: its stream is cut

} // namespace

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
            m_streams.forget();
            m_askers = {};
        }
        return {};
    }
    if (const auto *turned = std::get_if<TroubleTurned>(&input))
        m_troubles.turn(*turned);
    if (!m_up)
        return {};
    if (const auto *arrived = std::get_if<DatagramArrived>(&input))
        return feed(*arrived, moment.now);
    if (const auto *asked = std::get_if<SessionAsked>(&input))
        return ask(*asked, moment.now);
    if (const auto *told = std::get_if<SessionReported>(&input))
        return feedIf(m_streams.handle(*told), moment.now);
    if (const auto *refused = std::get_if<StreamRefused>(&input))
        return feedIf(m_streams.handle(*refused), moment.now);
    if (const auto *ended = std::get_if<SessionEnded>(&input)) {
        forgetAskers(ended->session);
        return feedIf(m_streams.handle(*ended), moment.now);
    }
    const auto at = deadline();
    if (std::holds_alternative<TimerDue>(input) && at && *at <= moment.now)
        return feed(Expired{}, moment.now);
    return {};
}

Effects Resolver::feed(const DatagramInput &input, Instant now)
{
    Effects said = effectsOf(m_machine.edit().handle(input, now)), out;
    m_troubles.spoil(said);
    for (Effect &effect : said) {
        auto *send = std::get_if<SendDatagram>(&effect);
        if (send == nullptr || send->datagram.by == Carrier::Datagram) {
            out.push_back(std::move(effect));
        } else if (send->datagram.localPort != dns::kDnsPort) {
            out.push_back(m_streams.carry(std::move(send->datagram)));
        } else if (const Asker *asker = m_askers.find(send->datagram.peer)) {
            out.push_back(AnswerSession{asker->session, asker->ticket, QueryAnswered{send->datagram.octets}});
            m_askers.erase(send->datagram.peer);
        } else { // a real client: its socket is at the other end of the world
            send->datagram.by = Carrier::Datagram;
            out.push_back(std::move(effect));
        }
    }
    return out;
}

Effects Resolver::feedIf(const std::optional<DatagramInput> &input, Instant now)
{
    return input ? feed(*input, now) : Effects{};
}

Effects Resolver::ask(const SessionAsked &asked, Instant now)
{
    const auto *query = std::get_if<ResolveQuery>(&asked.question);
    if (query == nullptr || m_askers.size() >= kAskerLimit) {
        Effects refused;
        refused.push_back(AnswerSession{asked.session, asked.ticket, Refused{Refusal::Unavailable}});
        return refused;
    }
    Endpoint from{asked.peer, ++m_lastAsker};
    while (m_askers.contains(from))
        from.port = ++m_lastAsker;
    m_askers.put(from, {asked.session, asked.ticket});
    return feed(DatagramArrived{{from, dns::kDnsPort, query->octets, {}, Carrier::Stream}}, now);
}

/// Whoever has hung up gets no answer; the look-up goes on, and what it finds is remembered.
void Resolver::forgetAskers(const SessionRef &session)
{
    std::vector<Endpoint> gone;
    m_askers.forEach([&](const Endpoint &from, const Asker &asker) {
        if (asker.session == session)
            gone.push_back(from);
    });
    for (const Endpoint &from : gone)
        m_askers.erase(from);
}

std::unique_ptr<StreamMachine> Resolver::listen(std::uint16_t port) const
{
    return port == dns::kDnsPort ? std::make_unique<dns::TcpServer>() : nullptr;
}

std::optional<Instant> Resolver::deadline() const { return m_up ? m_machine->deadline() : std::nullopt; }

void Resolver::describe(NodeView &view, Instant now) const
{
    view.rooms = {RoomView{"resolver", {"dns"}}};
    view.cache = m_machine->cache(now);
}

} // namespace mf::node
