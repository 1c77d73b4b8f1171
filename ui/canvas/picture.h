// The state of the canvas at one moment: all that moves, lies somewhere, or does not work. A function of
// (trace, time).
#pragma once

#include "sim/world/fault_kind.h"
#include "ui/canvas/stage.h"
#include "ui/canvas/trace_index.h"

#include <vector>

namespace mf {
class World;
} // namespace mf

namespace mf::ui {

/// Something that is broken: a machine, or the link between two.
struct Broken {
    NodeId a = NodeId::None, b = NodeId::None; ///< b None: the machine a
    FaultKind kind = FaultKind::Down;
    friend bool operator==(const Broken &, const Broken &) = default;
};

struct Picture {
    Instant at{};
    std::vector<Hop> hops;   ///< under way
    std::vector<Line> lines; ///< connections that stand
    std::vector<Resting> letters;
    std::vector<std::size_t> unwritten; ///< indices into the stage's
    std::vector<Broken> broken;         ///< in the order in which it broke
    std::vector<Pair> pairs;            ///< that have spoken
    friend bool operator==(const Picture &, const Picture &) = default;
};

/// What is seen at `at` when the first `records` records have happened. `world` tells what works; null:
/// everything.
Picture pictureOf(const TraceIndex &index, const Stage &stage, Instant at, Index records, const World *world);

} // namespace mf::ui
