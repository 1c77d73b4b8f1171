#include "sim/node/dns_streams.h"

#include "sim/dns/tcp_client.h"

#include <memory>
#include <utility>

namespace mf::node {

OpenStream DnsStreams::carry(Datagram &&query)
{
    OpenStream stream;
    stream.token = kTokens | query.localPort;
    stream.to = query.peer;
    stream.machine = std::make_unique<dns::TcpClient>(std::move(query.octets), std::move(query.facts));
    m_peers.put(stream.token, query.peer);
    return stream;
}

std::optional<DatagramInput> DnsStreams::handle(const SessionReported &input)
{
    const std::uint64_t token = input.session.token;
    const auto *message = std::get_if<MessageFetched>(&input.report.what);
    const Endpoint *peer = m_peers.find(token);
    if (message == nullptr || peer == nullptr)
        return std::nullopt;
    Datagram answer{*peer, portOf(token), message->octets, {}, Carrier::Stream};
    m_peers.erase(token);
    return DatagramArrived{std::move(answer)};
}

std::optional<DatagramInput> DnsStreams::handle(const SessionEnded &input)
{
    return fail(input.session.token, "connection lost");
}

std::optional<DatagramInput> DnsStreams::handle(const StreamRefused &input)
{
    return fail(input.token, input.reason);
}

/// A stream that has brought its answer may end as it likes.
std::optional<DatagramInput> DnsStreams::fail(std::uint64_t token, std::string reason)
{
    if (!m_peers.erase(token))
        return std::nullopt;
    return CarrierFailed{portOf(token), std::move(reason)};
}

} // namespace mf::node
