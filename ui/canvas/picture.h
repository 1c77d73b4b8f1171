// The state of the canvas at one moment: all that moves, lies somewhere, or does not work. A function of
// (trace, time).
#pragma once

#include "ui/canvas/stage.h"
#include "ui/canvas/trace_index.h"

#include <vector>

namespace mf {
class World;
} // namespace mf

namespace mf::ui {

struct Picture {
    Instant at{};
    std::vector<Hop> hops;   ///< under way
    std::vector<Line> lines; ///< connections that stand
    std::vector<Resting> letters;
    std::vector<std::size_t> unwritten; ///< indices into the stage's
    std::vector<NodeId> down;
    std::vector<Pair> pairs; ///< that have spoken
    friend bool operator==(const Picture &, const Picture &) = default;
};

/// What is seen at `at` when the first `records` records have happened. `world` tells what works; null:
/// everything.
Picture pictureOf(const TraceIndex &index, const Stage &stage, Instant at, Index records, const World *world);

} // namespace mf::ui
