// The topology: which machines there are, at which addresses, what lies between them, and what of it works right now.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/cow.h"
#include "sim/base/ids.h"
#include "sim/base/ip.h"
#include "sim/kernel/trace.h"
#include "sim/net/link.h"
#include "sim/wire/datagram_machine.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace mf::net {

struct DatagramInFlight {
    NodeId from = NodeId::None, to = NodeId::None;
    Endpoint source, target;
    Blob octets;
    Index record = kNoIndex;
    Carrier by = Carrier::Datagram; ///< Stream: a real client's, whose socket is TCP
};

/// Every machine can reach every other one: over the link between them if the scenario has one, else over one
/// like the default. A value.
class Network {
public:
    NodeId addNode(IpAddress address);
    NodeId nodeAt(const IpAddress &address) const; ///< None: nobody has it
    IpAddress addressOf(NodeId node) const { return m_nodes[raw(node)].address; }

    void setDefault(const LinkSpec &link) { m_default = link; }
    void setLink(NodeId a, NodeId b, const LinkSpec &link);
    void setLinkUp(NodeId a, NodeId b, bool up);
    void setNodeUp(NodeId node, bool up) { m_nodes[raw(node)].up = up; }
    /// A machine whose links take no time: the one that stands for real clients.
    void setAdjacent(NodeId node) { m_nodes[raw(node)].adjacent = true; }
    /// Replaces what lies between two machines until it is called with nothing: a fault.
    void setImpairment(NodeId a, NodeId b, std::optional<LinkSpec> link);

    bool isUp(NodeId node) const { return m_nodes[raw(node)].up; }
    bool linkUp(NodeId a, NodeId b) const;
    /// Both machines and what is between them work.
    bool reaches(NodeId a, NodeId b) const { return isUp(a) && isUp(b) && linkUp(a, b); }
    LinkSpec link(NodeId a, NodeId b) const;
    /// What lies between them where nothing is broken.
    LinkSpec usualLink(NodeId a, NodeId b) const;

private:
    using Pair = std::pair<NodeId, NodeId>;
    static Pair ordered(NodeId a, NodeId b) { return a < b ? Pair(a, b) : Pair(b, a); }
    struct Spot {
        IpAddress address;
        bool up = true;
        bool adjacent = false;
    };
    struct Between {
        std::optional<LinkSpec> link, impairment;
        bool up = true;
    };

    LinkSpec m_default;
    std::vector<Spot> m_nodes; // by NodeId
    std::map<IpAddress, NodeId> m_byAddress;
    std::map<Pair, Between> m_between; // only what is not like the default
};

} // namespace mf::net
