// What can be seen inside a machine: plain data for inspectors, the canvas and tests. Made on demand, kept by
// nobody.
#pragma once

#include "sim/base/cow.h"
#include "sim/base/ids.h"
#include "sim/base/ip.h"
#include "sim/base/time.h"
#include "sim/wire/datagram_machine.h"
#include "sim/wire/mailbox.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::node {

enum class NodeKind : std::uint8_t { Client, MailServer, NameServer, Resolver, Host, RealClient };
std::string_view
name(NodeKind kind); ///< "client", "mail-server", "name-server", "resolver", "host", "real-client"
std::optional<NodeKind> nodeKindNamed(std::string_view name);

/// One program on a machine, drawn as a room.
struct RoomView {
    /// "outgoing", "incoming", "mail-program", "name-server", "resolver", "sndmsg", "cpynet"
    std::string program;
    std::vector<std::string> services; ///< "smtp", "submission", "imap" ...; empty for clients
};

/// A host that a letter was tried at, and what came of it.
struct HostTriedView {
    std::string host, address; ///< address empty: none was found
    std::string reason;
};

struct QueueItemView {
    std::uint64_t id = 0;
    MailId mail = MailId::None;
    std::string from;
    std::vector<std::string> to;
    std::uint32_t attempts = 0;
    Instant nextAttempt{}; ///< in the past or now: an attempt is under way
    std::string state;     ///< "resolving", "host-busy", "sending", "waiting"
    std::string lastReason;
    std::vector<HostTriedView> hostsTried; ///< in the last attempt, in order
};

/// What a server remembers of another one that it delivers to.
struct RemoteHostView {
    std::string host, address;
    std::size_t streams = 0;  ///< that stand now
    Instant leftAloneUntil{}; ///< it could not be reached; in the past: it is tried again
    std::string reason;
};

struct MailboxView {
    std::string account; ///< on a client: the device's own copy
    Mailbox mailbox;
};

/// A mailbox that a client's server has, as the client was told at its last check.
struct ServerMailboxView {
    std::string name;
    bool selectable = true;
    std::uint8_t specialUse = 0; ///< set of SpecialUse
};

struct NodeView {
    std::string name;
    NodeKind kind = NodeKind::Host;
    IpAddress address;
    bool up = true;
    std::vector<RoomView> rooms;
    std::vector<QueueItemView> queue;
    std::vector<RemoteHostView>
        remoteHosts; ///< those spoken to now, and those that could not be reached lately
    std::vector<MailboxView> mailboxes;
    CowMap<std::string, Uid>
        onServer; ///< of a client: UIDs of its INBOX's letters that its server has, too, as far as it knows
    std::vector<ServerMailboxView> serverMailboxes; ///< of a client that reads by IMAP
    std::vector<CacheView> cache;
};

} // namespace mf::node
