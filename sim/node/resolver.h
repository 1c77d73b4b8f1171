// A machine that finds out about names for others (RFC 1034 section 5.3.3): a thin shell around the recursive
// resolver, whose questions by TCP it carries on streams, and which it lets answer by TCP.
#pragma once

#include "sim/base/cow.h"
#include "sim/base/ip.h"
#include "sim/node/config.h"
#include "sim/node/dns_streams.h"
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
    /// Port 53: what does not fit into a datagram comes by TCP (RFC 7766).
    std::unique_ptr<StreamMachine> listen(std::uint16_t port) const;
    void describe(NodeView &view, Instant now) const;

private:
    /// A client that has asked by TCP. To the machine it is an endpoint whose port is a number of its own.
    struct Asker {
        SessionRef session;
        Ticket ticket = Ticket::None;
    };

    Effects feed(const DatagramInput &input, Instant now);
    Effects feedIf(const std::optional<DatagramInput> &input, Instant now);
    Effects ask(const SessionAsked &asked, Instant now);
    void forgetAskers(const SessionRef &session);

    Cow<DatagramMachine> m_fresh, m_machine; // as it was when the machine was switched on; as it is
    DnsStreams m_streams;
    DnsTroubles m_troubles;
    CowMap<Endpoint, Asker> m_askers;
    std::uint16_t m_lastAsker = 0;
    bool m_up = true;
};

} // namespace mf::node
