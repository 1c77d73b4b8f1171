// What can be pending. Small values, never closures: a copy of the queue is a copy of an array.
#pragma once

#include "sim/base/ids.h"

#include <cstdint>
#include <variant>

namespace mf {

struct StreamReaches { ///< the first octets, or the close, under way to that end arrive
    StreamId stream;
    End end;
};
struct StreamAnswered { ///< the hand-shake is through (or the refusal is): the client's end hears of it
    StreamId stream;
};
struct StreamDrains { ///< that end hears that what it sent has been taken
    StreamId stream;
    End end;
};
struct TlsShakesHands {
    StreamId stream;
};
struct SessionExpires {
    StreamId stream;
    End end;
};
struct DatagramReaches {
    std::uint64_t datagram;
};
struct NodeExpires {
    NodeId node;
};
struct ActionDue { ///< of the scenario
    std::uint32_t action;
    Index cause;       ///< the record that it waited for; kNoIndex: it is due at a time
    bool last = false; ///< what happens by itself at that time has happened: people act on what they see
};
struct FaultTurns {      ///< begins or ends
    std::uint32_t fault; ///< its number
    bool begins;
    bool last = false; ///< as of ActionDue
};

using Event = std::variant<StreamReaches, StreamAnswered, StreamDrains, TlsShakesHands, SessionExpires,
                           DatagramReaches, NodeExpires, ActionDue, FaultTurns>;

} // namespace mf
