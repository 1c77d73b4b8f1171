// Two futures of one run held against each other: where they first differ, and which letters fared
// differently.
#pragma once

#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/kernel/trace.h"
#include "sim/story/journey.h"

#include <optional>
#include <string>
#include <vector>

namespace mf::story {

/// What became of a letter for one of its recipients, in the other future and in this one.
struct FateChange {
    std::string letter; ///< the scenario's name; empty: none
    std::string subject, recipient;
    std::optional<Stage> before, after; ///< the farthest stage; nothing: it was not written (yet)
};

struct Comparison {
    /// The first record that only this future has, and the first that only the other one has, each at its
    /// moment. What a person does is not held against a future, only what comes of it.
    std::optional<Index> onlyAfter, onlyBefore;
    /// Letters that came to another end, or to the same one at a time that a person would notice.
    std::vector<FateChange> fates;
};

/// The same end is another fate when it comes this much sooner or later.
inline constexpr Duration kNoticeable = 1s;

/// `before` and `after` are equal up to their record `shared`. Of both, what happens at or before `until` is
/// looked at.
Comparison compare(const Trace &before, const Trace &after, Index shared, Instant until);

} // namespace mf::story
