// A run that can be looked at from any of its steps: the trace, the commands, the checkpoints, and the branches.
//
// seek(n) copies the nearest checkpoint at or before step n and replays; every replayed record is compared with the recorded one, so that
// each rewind tests determinism. Acting in the past opens a branch: the old future is kept.
#pragma once

#include "sim/base/cow.h"
#include "sim/kernel/trace.h"
#include "sim/world/world.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mf {

/// Number of steps executed: position n is the state after n steps.
using StepIndex = std::uint64_t;
enum class BranchId : std::uint32_t { Main = 0 };

class History {
public:
    struct Options {
        bool seekable = true;              ///< false: neither steps, commands nor trace are kept (serve)
        StepIndex checkpointEvery = 256;   ///< near the end; older ones thin out
        std::size_t checkpointLimit = 256; ///< how many are kept in all
    };
    struct StepInfo {
        Instant at{};
        Index firstRecord = 0;     ///< of this step; it ends where the next begins
        std::int32_t command = -1; ///< index into commands(), or -1: an event
    };
    struct Branch {
        BranchId id{};
        BranchId parent{};
        StepIndex forkedAt = 0; ///< steps it shares with its parent
        StepIndex steps = 0;
        Instant forkedWhen{}; ///< the world's time there
        /// What the person did first in it, as the act was recorded; nothing: nothing yet, or it is Main.
        std::optional<Record> opening{};
    };

    explicit History(World initial) : History(std::move(initial), Options{}) { }
    History(World initial, Options options);

    // ---- what is known of the current branch ----
    const Trace &trace() const { return m_current.trace; } ///< whole, also beyond the position
    StepIndex stepCount() const { return m_current.steps.size(); }
    const StepInfo &step(StepIndex n) const { return m_current.steps[n]; }
    /// What a step was that no event made.
    const Command &command(const StepInfo &step) const
    {
        return m_current.commands[static_cast<std::size_t>(step.command)];
    }
    /// The number of records after n steps.
    Index recordsAfter(StepIndex n) const;
    /// The step that made a record.
    StepIndex stepOfRecord(Index record) const;

    // ---- where we look ----
    StepIndex position() const { return m_position; }
    const World &world() const { return m_world; } ///< as it is after position() steps
    bool atEnd() const { return m_position == stepCount(); }
    Index recordsShown() const { return recordsAfter(m_position); }

    /// One step on: what is recorded is replayed and compared, at the end a new event is executed. Nothing: nothing is pending.
    /// Outputs are given only for new steps.
    std::optional<Step> forward();
    /// The same, but nothing that is later than `horizon`.
    std::optional<Step> forward(Instant horizon);
    /// Moves to the state after n steps, n <= stepCount().
    void seek(StepIndex n);
    /// Executes a command. Not at the end: opens a branch first, which becomes the current one.
    Step apply(const Command &command);

    // ---- branches ----
    std::vector<Branch> branches() const; ///< by id; the first is Main
    BranchId branch() const { return m_branch; }
    /// Opens a branch at the position and looks at it. The future beyond stays with the branch that is left.
    void fork();
    /// Looks at another branch, at the same step if both have it.
    void switchTo(BranchId branch);
    /// What a branch has recorded, whether it is looked at or not.
    const Trace &trace(BranchId branch) const;
    /// How many of their first steps two branches have in common.
    StepIndex sharedSteps(BranchId one, BranchId other) const;

    /// A replayed record that differed from the recorded one; nothing: every replay so far was exact.
    const std::optional<std::string> &divergence() const { return m_divergence; }

private:
    struct Line { // what a branch has recorded
        Trace trace;
        CowVector<StepInfo, 256> steps;
        CowVector<Command, 64> commands;
    };
    struct Stored {
        Branch info;
        Line line;
    };

    void record(const Step &step, Index first, std::int32_t command);
    Step replay(StepIndex n); // step n again, on m_world
    void remember();          // a checkpoint, where one is due
    void thinOut();
    StepIndex stepsOf(BranchId branch) const;

    Options m_options;
    Line m_current;
    BranchId m_branch = BranchId::Main;
    std::vector<Stored> m_branches; // by id; the current one's line lives in m_current
    World m_world;
    StepIndex m_position = 0;
    std::map<std::pair<BranchId, StepIndex>, World> m_checkpoints;
    std::optional<std::string> m_divergence;
};

} // namespace mf
