// What a session has said and may not send yet: keeps to the high-water mark of sim/wire/machine.h.
#pragma once

#include "sim/wire/machine.h"

#include <cstddef>
#include <deque>

namespace mf::imap {

/// Sends leave in their order. After kHighWaterOctets the rest waits for drained(); what waits shares the
/// letters' octets.
class Outbox {
public:
    /// Into `actions` where there is room, else kept.
    void send(Send message, Actions &actions);
    /// The peer has taken nearly all.
    void drained(Actions &actions);

    bool full() const { return m_sent >= kHighWaterOctets; } ///< produce nothing more
    bool empty() const { return m_waiting.empty(); }

private:
    void flush(Actions &actions);

    std::deque<Send> m_waiting;
    std::size_t m_sent = 0; // since the last Drained
};

} // namespace mf::imap
