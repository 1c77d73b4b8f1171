// A machine that answers for its zones (RFC 1034 section 4.3.2): a thin shell around the authoritative
// server. Its administrator may change a zone while it runs.
#pragma once

#include "sim/base/cow.h"
#include "sim/base/fault.h"
#include "sim/dns/zone.h"
#include "sim/node/config.h"
#include "sim/node/dns_trouble.h"
#include "sim/node/node_io.h"
#include "sim/node/view.h"
#include "sim/wire/datagram_machine.h"

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>

namespace mf::node {

class NameServer {
public:
    /// Fails where a zone's text is not one: all errors at once; line and column count in that zone's text,
    /// and the message names the zone.
    static std::expected<NameServer, Faults> make(const NameServerConfig &config);

    Effects handle(const NodeInput &input, const Moment &moment);
    std::optional<Instant> deadline() const { return m_machine->deadline(); }
    /// Port 53: what does not fit into a datagram comes by TCP (RFC 7766).
    std::unique_ptr<StreamMachine> listen(std::uint16_t port) const;
    void describe(NodeView &view, Instant now) const;

    const dns::Zones &zones() const { return *m_zones; }

private:
    explicit NameServer(std::shared_ptr<const dns::Zones> zones) { serve(std::move(zones)); }
    void serve(std::shared_ptr<const dns::Zones> zones);
    Note changeRecords(const ChangeRecords &wish);

    std::shared_ptr<const dns::Zones> m_zones;
    DnsTroubles m_troubles;
    Cow<DatagramMachine> m_machine;
};

} // namespace mf::node
