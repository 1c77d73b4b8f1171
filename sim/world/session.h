// One stream and the sessions at its ends, as the world keeps them.
#pragma once

#include "sim/base/cow.h"
#include "sim/base/ids.h"
#include "sim/base/ip.h"
#include "sim/base/time.h"
#include "sim/kernel/event_queue.h"
#include "sim/net/stream.h"
#include "sim/node/node_io.h"
#include "sim/wire/machine.h"
#include "sim/world/command.h"

#include <array>
#include <optional>
#include <string>

namespace mf {

/// One end of a stream: the node, and the machine that speaks there. A real client's end has no machine but a connection.
struct SessionEnd {
    NodeId node = NodeId::None;
    Endpoint endpoint;
    Cow<StreamMachine> machine;
    std::uint64_t token = 0; ///< the node's own name for a stream that it opened
    ConnectionId connection = ConnectionId::None;
    Index lastCause =
        kNoIndex; ///< the newest record of this end: cause of what its timer or a late answer does
    TimerId timer = TimerId::None;    ///< its one entry in the queue
    Instant timerAt = Instant::max(); ///< when that comes; max: it has none
    bool opened = false;              ///< the machine has had Opened
    bool closed = false;              ///< the machine is done: it gets nothing more
    bool wantsTls = false;            ///< asked for StartTls, waits for the other end
    bool gone = false; ///< its machine is switched off: nothing can be sent, nothing will arrive

    bool real() const { return connection != ConnectionId::None; }
};

struct Session {
    net::Stream stream;
    std::array<SessionEnd, 2> ends; ///< by End
    node::Service service = node::Service::Smtp;
    MailId mail = MailId::None;
    std::uint32_t hop = 0;
    bool encrypted = false;
    bool tlsFromStart = false;
    bool established = false;
    bool severed = false; ///< cut: octets sent now arrive nowhere
    Instant openedAt{};
    Index openingRecord = kNoIndex;

    SessionEnd &at(End end) { return ends[static_cast<std::size_t>(end)]; }
    const SessionEnd &at(End end) const { return ends[static_cast<std::size_t>(end)]; }
};

/// A session's end that waits for a body from the disk.
struct BodyWait {
    StreamId stream = StreamId::None;
    End end = End::Server;
    Ticket ticket = Ticket::None;
};

/// The one wake-up of a node that is in the queue.
struct NodeTimer {
    TimerId id = TimerId::None;
    Instant at = Instant::max();
    Index cause = kNoIndex;
};

/// A fault that is still to begin, and its entries in the queue.
struct PlannedFault {
    FaultSpec fault;
    TimerId begins = TimerId::None;
    TimerId ends = TimerId::None; ///< None: it lasts for ever
};

/// A machine that stands for programs on this computer.
struct RealClient {
    NodeId node = NodeId::None;
    std::uint32_t connections = 0; ///< that are open
};

/// What an inspector shows of a stream.
struct StreamView {
    StreamId id = StreamId::None;
    NodeId client = NodeId::None, server = NodeId::None;
    node::Service service = node::Service::Smtp;
    MailId mail = MailId::None;
    bool encrypted = false, established = false;
    Index openingRecord = kNoIndex;
    std::optional<SessionView> clientSession, serverSession;
};

} // namespace mf
