// A machine in the network and the program on it: takes inputs, gives effects, knows no world.
//
// The world (sim/world) owns the nodes, the streams and the sessions on them. It hands a session's questions
// and reports to the node on which the session runs, and carries the node's effects out in their order.
#pragma once

#include "sim/base/ids.h"
#include "sim/node/arpanet_host.h"
#include "sim/node/config.h"
#include "sim/node/host.h"
#include "sim/node/mail_client.h"
#include "sim/node/mail_server.h"
#include "sim/node/name_server.h"
#include "sim/node/node_io.h"
#include "sim/node/resolver.h"
#include "sim/node/view.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace mf::node {

using Program = std::variant<Host, ArpanetHost, MailClient, MailServer, NameServer, Resolver>;

/// A value: copying it is cheap (what is large inside is copy-on-write).
class Node {
public:
    Node(std::string name, IpAddress address, NodeKind kind, Program program);
    // Not inline: whoever includes this header would compile the copying of every program once more.
    Node(const Node &);
    Node(Node &&) noexcept;
    Node &operator=(const Node &);
    Node &operator=(Node &&) noexcept;
    ~Node();

    const std::string &name() const { return m_name; }
    IpAddress address() const { return m_address; }
    NodeKind kind() const { return m_kind; }
    const Program &program() const { return m_program; }

    Effects handle(const NodeInput &input, const Moment &moment);
    /// When it wants TimerDue; looked at after each handle.
    std::optional<Instant> deadline() const;
    /// The session that answers at this port, or null: nobody listens there.
    std::unique_ptr<StreamMachine> listen(std::uint16_t port) const;
    /// up is the network's knowledge: the caller fills it in.
    NodeView view(Instant now) const;

private:
    std::string m_name;
    IpAddress m_address;
    NodeKind m_kind;
    Program m_program;
};

} // namespace mf::node
