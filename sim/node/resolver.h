// A machine that finds out about names for others (RFC 1034 section 5.3.3): a thin shell around the recursive
// resolver, whose questions by TCP it carries on streams.
#pragma once

#include "sim/base/cow.h"
#include "sim/base/ip.h"
#include "sim/node/config.h"
#include "sim/node/dns_trouble.h"
#include "sim/node/node_io.h"
#include "sim/node/view.h"
#include "sim/wire/datagram_machine.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace mf::node {

class Resolver {
public:
    explicit Resolver(const ResolverConfig &config);

    Effects handle(const NodeInput &input, const Moment &moment);
    std::optional<Instant> deadline() const;
    std::unique_ptr<StreamMachine> listen(std::uint16_t) const { return nullptr; }
    void describe(NodeView &view, Instant now) const;

private:
    Effects take(const DatagramInput &input, Instant now);
    OpenStream carry(Datagram &&query);
    Effects fetched(const SessionReported &told, Instant now);
    Effects fail(std::uint64_t token, std::string reason, Instant now);

    Cow<DatagramMachine> m_fresh, m_machine;   // as it was when the machine was switched on; as it is
    CowMap<std::uint64_t, Endpoint> m_streams; // by token: whom the question goes to
    DnsTroubles m_troubles;
    bool m_up = true;
};

} // namespace mf::node
