#include "sim/net/network.h"

#include "sim/base/check.h"

namespace mf::net {

NodeId Network::addNode(IpAddress address)
{
    const NodeId id{static_cast<std::uint32_t>(m_nodes.size())};
    m_nodes.push_back({address});
    const bool isNew = m_byAddress.emplace(address, id).second;
    MF_CHECK(isNew);
    return id;
}

NodeId Network::nodeAt(const IpAddress &address) const
{
    const auto it = m_byAddress.find(address);
    return it == m_byAddress.end() ? NodeId::None : it->second;
}

void Network::setLink(NodeId a, NodeId b, const LinkSpec &link) { m_between[ordered(a, b)].link = link; }

void Network::setLinkUp(NodeId a, NodeId b, bool up) { m_between[ordered(a, b)].up = up; }

void Network::setImpairment(NodeId a, NodeId b, std::optional<LinkSpec> link)
{
    m_between[ordered(a, b)].impairment = std::move(link);
}

bool Network::linkUp(NodeId a, NodeId b) const
{
    if (m_between.empty())
        return true;
    const auto it = m_between.find(ordered(a, b));
    return it == m_between.end() || it->second.up;
}

LinkSpec Network::link(NodeId a, NodeId b) const
{
    // A program and another on the same machine, or a real client at its door: nothing lies between.
    if (a == b || m_nodes[raw(a)].adjacent || m_nodes[raw(b)].adjacent)
        return {.latency = kShortestHop, .jitter = 0us, .bitsPerSecond = 0, .lossPerMillion = 0};
    if (m_between.empty())
        return m_default;
    const auto it = m_between.find(ordered(a, b));
    if (it == m_between.end())
        return m_default;
    return it->second.impairment ? *it->second.impairment : it->second.link.value_or(m_default);
}

LinkSpec Network::usualLink(NodeId a, NodeId b) const
{
    const auto it = m_between.find(ordered(a, b));
    return it == m_between.end() ? m_default : it->second.link.value_or(m_default);
}

} // namespace mf::net
