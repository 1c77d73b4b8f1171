// One turn of the pump: the inputs it applies, and everything that came of them, held back until it is
// durable.
#pragma once

#include "sim/base/time.h"
#include "sim/kernel/trace.h"
#include "sim/store/change.h"
#include "sim/world/command.h"
#include "sim/world/history.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mf::live {

/// What one turn of the pump does at most; the rest is for the next one, so that sockets are not kept waiting.
struct TurnLimits {
    std::size_t inputs = 10'000;
    int steps = 50'000; ///< events
};

/// A command, and its place in the run: with these, and the steps between them, the run happens again.
struct Applied {
    std::uint64_t afterSteps = 0; ///< of the world: events and commands
    Instant at{};
    Command command;
};

struct Turn {
    // what it is told
    std::vector<Command> inputs;
    Instant now{};     ///< when the inputs came
    Instant horizon{}; ///< events up to here are executed
    int stepLimit = 0; ///< and no more than this many
    // what came of it
    std::vector<Record> records;
    std::vector<store::Change> changes;
    std::vector<Output> outputs; ///< all others, in order
    std::vector<Applied>
        applied;         ///< the inputs and what the driver said itself. Only where somebody keeps them
    StepIndex begin = 0; ///< the live branch's steps before it
    std::uint64_t stepsBefore = 0, steps = 0; ///< of the run before it, and of its own
    /// The state to go back to if the disk refuses. Only where there is a disk.
    std::optional<History> before;
};

} // namespace mf::live
