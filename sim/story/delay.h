// Where a letter's time went: how long each machine had it, which attempts to hand it on were in vain, and how
// long it waited in between. Read off its journey.
#pragma once

#include "sim/base/time.h"
#include "sim/story/letter.h"
#include "sim/story/story.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace mf::story {

/// How far after a failed attempt the end of what broke it is looked for, in records.
inline constexpr Index kRepairLimit = 20'000;

/// An attempt to hand a letter on that was in vain, and the pause until the next one.
struct VainAttempt {
    Index failed = kNoIndex;    ///< AttemptFailed, the first of this attempt
    Index scheduled = kNoIndex; ///< RetryScheduled; kNoIndex: it was given up, or is not decided yet
    Instant began{}, ended{};   ///< from the end of the pause before until it was known to have failed
    Instant due{};              ///< when the next one begins
    Index repaired = kNoIndex;  ///< FaultEnded at the host during the pause: nobody noticed

    Duration calling() const { return ended - began; }
    Duration pause() const { return due - ended; }
};

/// What a machine did with the letter while it had it.
struct Stay {
    NodeId node = NodeId::None;
    Index arrived = kNoIndex;
    Instant from{}, until{}; ///< until: it was handed on, fetched, or given up; while it lasts, now
    bool lasts = false;
    bool inMailbox = false; ///< it lay in a mailbox until it was fetched
    std::vector<VainAttempt> vain;

    Duration length() const { return until - from; }
};

struct Delay {
    Instant written{}, until{}; ///< until: the last that became of it; while it is on its way, now
    bool underWay = false;
    std::vector<Stay> stays; ///< in the order of its journey; without where it rests

    Duration length() const { return until - written; }
};
/// `events` are the records of one letter; `epoch` is the calendar date of the world's beginning.
Delay delayOf(const Trace &trace, std::span<const Index> events, CalendarTime epoch, Instant now,
              const NodeNames &names);

/// In a few sentences: how long it took, where it was for long, and why. "" where there is no letter.
std::string explain(const Delay &delay, const Trace &trace, const Words &words, const NodeNames &names,
                    const std::function<std::string(Duration)> &inWords);

} // namespace mf::story
