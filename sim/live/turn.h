// One turn of the pump: the inputs it applies, and everything that came of them, held back until it is
// durable.
#pragma once

#include "sim/base/time.h"
#include "sim/kernel/trace.h"
#include "sim/store/change.h"
#include "sim/world/command.h"
#include "sim/world/history.h"

#include <optional>
#include <vector>

namespace mf::live {

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
    StepIndex begin = 0;         ///< the live branch's steps before it
    /// The state to go back to if the disk refuses. Only where there is a disk.
    std::optional<History> before;
};

} // namespace mf::live
