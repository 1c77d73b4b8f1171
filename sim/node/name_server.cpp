#include "sim/node/name_server.h"

#include "sim/dns/authoritative.h"
#include "sim/node/datagram_effects.h"

#include <utility>

namespace mf::node {

std::expected<NameServer, Faults> NameServer::make(const NameServerConfig &config)
{
    auto zones = std::make_shared<dns::Zones>();
    Faults errors;
    for (const auto &[origin, text] : config.zones) {
        dns::ZoneText read = dns::readZone(origin, text);
        for (Fault &error : read.errors) {
            error.message = "zone " + origin + ": " + error.message;
            errors.push_back(std::move(error));
        }
        if (read.zone)
            zones->insert_or_assign(read.zone->origin(), *read.zone);
    }
    if (!errors.empty())
        return std::unexpected(std::move(errors));
    return NameServer(Cow<DatagramMachine>(std::make_unique<dns::AuthoritativeServer>(std::move(zones))));
}

Effects NameServer::handle(const NodeInput &input, const Moment &moment)
{
    const auto *arrived = std::get_if<DatagramArrived>(&input);
    return arrived ? effectsOf(m_machine.edit().handle(*arrived, moment.now)) : Effects{};
}

void NameServer::describe(NodeView &view, Instant) const { view.rooms = {RoomView{"name-server", {"dns"}}}; }

} // namespace mf::node
