#include "sim/node/name_server.h"

#include "sim/dns/authoritative.h"
#include "sim/dns/master.h"
#include "sim/dns/tcp_server.h"
#include "sim/node/datagram_effects.h"

#include <fmt/format.h>

#include <utility>

namespace mf::node {

std::expected<NameServer, Faults> NameServer::make(const NameServerConfig &config)
{
    auto zones = std::make_shared<dns::Zones>();
    Faults errors;
    for (const auto &[origin, text] : config.zones) {
        dns::ZoneText read = dns::readZone(origin, text);
        for (Fault &error : read.errors) {
            error.message = phrase("zone {}: {}", origin, error.message);
            errors.push_back(std::move(error));
        }
        if (read.zone)
            zones->insert_or_assign(read.zone->origin(), *read.zone);
    }
    if (!errors.empty())
        return std::unexpected(std::move(errors));
    return NameServer(std::move(zones));
}

void NameServer::serve(std::shared_ptr<const dns::Zones> zones)
{
    m_zones = std::move(zones);
    m_machine = Cow<DatagramMachine>(std::make_unique<dns::AuthoritativeServer>(m_zones));
}

/// Caches keep what they have heard until its time is over; only who asks anew learns of it.
Note NameServer::changeRecords(const ChangeRecords &wish)
{
    const auto refused = [&](std::string_view reason) -> Note {
        return {Kind::Decision, MailId::None,
                Facts()
                    .add(Key::Rule, "zone-not-changed")
                    .add(Key::Section, "RFC 1035 5.2")
                    .add(Key::Name, wish.origin)
                    .add(Key::Reason, reason)};
    };
    const auto origin = dns::Name::parse(wish.origin);
    const auto zone = origin ? m_zones->find(*origin) : m_zones->end();
    if (zone == m_zones->end())
        return refused("it does not serve this zone");
    const dns::MasterText lines = dns::readMaster(wish.text, *origin);
    if (!lines.errors.empty())
        return refused(lines.errors.front().message.text());
    const auto changed = zone->second.changed(lines.records);
    if (!changed)
        return refused(changed.error().front().message.text());
    auto zones = std::make_shared<dns::Zones>(*m_zones);
    zones->insert_or_assign(*origin, *changed);
    serve(std::move(zones));
    Facts facts = Facts()
                      .add(Key::Rule, "zone-changed")
                      .add(Key::Section, "RFC 1035 3.3.13")
                      .add(Key::Name, wish.origin);
    for (const dns::Record &record : lines.records)
        facts.add(Key::Answer, fmt::format("{} {}", dns::typeName(record.type), dns::printRdata(record)));
    if (const auto soa = dns::soaOf(changed->soa()))
        facts.add(Key::Version, soa->serial);
    return {Kind::Decision, MailId::None, std::move(facts)};
}

std::unique_ptr<StreamMachine> NameServer::listen(std::uint16_t port) const
{
    if (port != dns::kDnsPort)
        return nullptr;
    return std::make_unique<dns::TcpServer>(
        [zones = m_zones, troubles = m_troubles](const dns::Message &query) {
            return troubles.spoiled(dns::answerFrom(*zones, query));
        });
}

Effects NameServer::handle(const NodeInput &input, const Moment &moment)
{
    Effects out;
    if (const auto *wish = std::get_if<ChangeRecords>(&input))
        out.push_back(changeRecords(*wish));
    if (const auto *turned = std::get_if<TroubleTurned>(&input))
        m_troubles.turn(*turned);
    if (const auto *arrived = std::get_if<DatagramArrived>(&input)) {
        out = effectsOf(m_machine.edit().handle(*arrived, moment.now));
        m_troubles.spoil(out);
    }
    return out;
}

void NameServer::describe(NodeView &view, Instant) const { view.rooms = {RoomView{"name-server", {"dns"}}}; }

} // namespace mf::node
