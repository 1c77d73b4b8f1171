// Where a person wants the world to stop: at a line of a dialogue, before the answer to it, or the reply itself, has
// reached the other side. How long that side waits, if it is a real program.
#pragma once

#include "sim/kernel/trace.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace mf::live {

struct Breakpoint {
    std::string node;     ///< at either end of the connection; "": anywhere
    std::string protocol; ///< "smtp" (submission and LMTP, too), "pop3", "imap"; "": any
    std::string
        what; ///< a verb ("RCPT"), a reply ("550", "-ERR"), or a class of replies ("5xx"); "": any line
    bool isOn = true;
    friend bool operator==(const Breakpoint &, const Breakpoint &) = default;
};

bool stopsAt(const Breakpoint &breakpoint, const Record &record,
             const std::function<std::string(NodeId)> &nameOf);

/// How long a client waits for the reply that a record is, or is to have.
struct Patience {
    std::chrono::seconds limit{};
    std::string_view source; ///< the RFC's section, or whose habit it is
};
Patience patienceAt(const Trace &trace, Index record);

} // namespace mf::live
