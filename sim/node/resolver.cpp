#include "sim/node/resolver.h"

#include "sim/dns/resolver.h"
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
        if (!m_up)
            m_machine = m_fresh; // its cache is in memory, and memory forgets
        return {};
    }
    if (!m_up)
        return {};
    if (const auto *arrived = std::get_if<DatagramArrived>(&input))
        return effectsOf(m_machine.edit().handle(*arrived, moment.now));
    const auto at = deadline();
    if (std::holds_alternative<TimerDue>(input) && at && *at <= moment.now)
        return effectsOf(m_machine.edit().handle(Expired{}, moment.now));
    return {};
}

std::optional<Instant> Resolver::deadline() const { return m_up ? m_machine->deadline() : std::nullopt; }

void Resolver::describe(NodeView &view, Instant now) const
{
    view.rooms = {RoomView{"resolver", {"dns"}}};
    view.cache = m_machine->cache(now);
}

} // namespace mf::node
