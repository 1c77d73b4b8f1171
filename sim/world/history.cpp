#include "sim/world/history.h"

#include "sim/base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace mf {

History::History(World initial, Options options) : m_options(options), m_world(std::move(initial))
{
    m_branches.push_back({{.id = BranchId::Main, .parent = BranchId::Main}, {}});
    m_checkpoints.emplace(std::pair(BranchId::Main, StepIndex{0}), m_world);
}

Index History::recordsAfter(StepIndex n) const
{
    if (n < m_current.steps.size())
        return m_current.steps[n].firstRecord;
    return m_current.trace.size();
}

StepIndex History::stepOfRecord(Index record) const
{
    // The last step that began at or before the record: steps without records share their first with the next one.
    StepIndex low = 0, high = stepCount();
    while (low < high) {
        const StepIndex middle = low + (high - low) / 2;
        if (m_current.steps[middle].firstRecord <= record)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? 0 : low - 1;
}

std::optional<Step> History::forward()
{
    if (!atEnd())
        return replay(m_position);
    const Index first = m_world.nextRecord();
    auto step = m_world.step();
    if (!step)
        return std::nullopt;
    record(*step, first, -1);
    return step;
}

std::optional<Step> History::forward(Instant horizon)
{
    if (!atEnd())
        return m_current.steps[m_position].at <= horizon ? std::optional(replay(m_position)) : std::nullopt;
    const Index first = m_world.nextRecord();
    auto step = m_world.step(horizon);
    if (step)
        record(*step, first, -1);
    return step;
}

Step History::apply(const Command &command)
{
    if (!atEnd())
        fork();
    const Index first = m_world.nextRecord();
    Step step = m_world.apply(command);
    std::int32_t index = -1;
    if (m_options.seekable) {
        index = static_cast<std::int32_t>(m_current.commands.size());
        m_current.commands.push_back(command);
    }
    record(step, first, index);
    Branch &branch = m_branches[static_cast<std::size_t>(m_branch)].info;
    const bool opens = std::holds_alternative<PersonAct>(command) && !step.records.empty();
    if (opens && m_branch != BranchId::Main && !branch.opening)
        branch.opening = step.records.front();
    return step;
}

/// Writes down a step that has just been executed.
void History::record(const Step &step, Index first, std::int32_t command)
{
    if (!m_options.seekable)
        return;
    for (const Record &made : step.records)
        m_current.trace.push_back(made);
    m_current.steps.push_back({m_world.now(), first, command});
    ++m_position;
    if (m_position % m_options.checkpointEvery == 0)
        remember();
}

/// Executes step n once more and holds it against what was recorded: the test that a run is determined.
Step History::replay(StepIndex n)
{
    const StepInfo &info = m_current.steps[n];
    Step step;
    if (info.command >= 0)
        step = m_world.apply(m_current.commands[static_cast<std::size_t>(info.command)]);
    else if (auto event = m_world.step())
        step = std::move(*event);
    step.outputs.clear();
    ++m_position;
    const Index next = recordsAfter(n + 1);
    bool same = step.records.size() == next - info.firstRecord && m_world.now() == info.at;
    for (std::size_t i = 0; same && i < step.records.size(); ++i)
        same = step.records[i] == m_current.trace[info.firstRecord + i];
    if (!same && !m_divergence)
        m_divergence =
            fmt::format("step {} did not replay as it was recorded (record {})", n, info.firstRecord);
    return step;
}

void History::remember()
{
    m_checkpoints.insert_or_assign(std::pair(m_branch, m_position), m_world);
    if (m_checkpoints.size() > m_options.checkpointLimit)
        thinOut();
}

/// The newest stay close together: near steps are cheap to reach. Among the others the spacing doubles where it is
/// smallest, so that it stays even, and no far jump replays much more than another. Where two branches have one at
/// the same step, that of the branch we look at stays.
void History::thinOut()
{
    std::vector<std::pair<BranchId, StepIndex>> old;
    for (const auto &[key, world] : m_checkpoints)
        if (key.second != 0)
            old.push_back(key);
    std::ranges::sort(old, {}, [this](const auto &key) {
        return std::tuple(key.second, key.first != m_branch, key.first);
    });
    old.resize(old.size() - old.size() / 4);
    StepIndex smallest = std::numeric_limits<StepIndex>::max() / 2;
    for (StepIndex before = 0; const auto &key : old)
        smallest = std::clamp(key.second - std::exchange(before, key.second), StepIndex{1}, smallest);
    for (StepIndex kept = 0; const auto &key : old) {
        if (key.second - kept < 2 * smallest)
            m_checkpoints.erase(key);
        else
            kept = key.second;
    }
}

void History::seek(StepIndex n)
{
    MF_CHECK(n <= stepCount());
    if (n == m_position)
        return;
    // The nearest state at or before n: where we are, or a checkpoint of this branch or of one it grew from.
    const World *nearest = nullptr;
    StepIndex at = 0;
    StepIndex shared = n;
    for (BranchId branch = m_branch;;) {
        auto it = m_checkpoints.upper_bound(std::pair(branch, shared));
        if (it != m_checkpoints.begin() && std::prev(it)->first.first == branch) {
            --it;
            if (!nearest || it->first.second > at) {
                nearest = &it->second;
                at = it->first.second;
            }
        }
        const Branch &info = m_branches[static_cast<std::size_t>(branch)].info;
        if (info.id == BranchId::Main)
            break;
        shared = std::min(shared, info.forkedAt);
        branch = info.parent;
    }
    MF_CHECK(nearest != nullptr);
    if (m_position > n || at > m_position) {
        m_world = *nearest;
        m_position = at;
    }
    while (m_position < n)
        replay(m_position);
}

void History::fork()
{
    Stored &left = m_branches[static_cast<std::size_t>(m_branch)];
    left.info.steps = stepCount();
    left.line = m_current;
    const BranchId id{static_cast<std::uint32_t>(m_branches.size())};
    const Index records = recordsAfter(m_position);
    m_current.steps.truncate(m_position);
    m_current.trace.truncate(records);
    m_branches.push_back({{.id = id,
                           .parent = m_branch,
                           .forkedAt = m_position,
                           .steps = m_position,
                           .forkedWhen = m_world.now(),
                           .opening = {}},
                          {}});
    m_branch = id;
    remember();
}

std::vector<History::Branch> History::branches() const
{
    std::vector<Branch> all;
    for (const Stored &stored : m_branches) {
        all.push_back(stored.info);
        all.back().steps = stepsOf(stored.info.id);
    }
    return all;
}

StepIndex History::stepsOf(BranchId branch) const
{
    return branch == m_branch ? stepCount() : m_branches[static_cast<std::size_t>(branch)].info.steps;
}

const Trace &History::trace(BranchId branch) const
{
    MF_CHECK(static_cast<std::size_t>(branch) < m_branches.size());
    return branch == m_branch ? m_current.trace : m_branches[static_cast<std::size_t>(branch)].line.trace;
}

StepIndex History::sharedSteps(BranchId one, BranchId other) const
{
    // A branch is younger than what it grew from, so the younger of the two goes back to its parent until
    // they meet.
    StepIndex shared = std::min(stepsOf(one), stepsOf(other));
    while (one != other) {
        BranchId &younger = one > other ? one : other;
        const Branch &info = m_branches[static_cast<std::size_t>(younger)].info;
        shared = std::min(shared, info.forkedAt);
        younger = info.parent;
    }
    return shared;
}

void History::switchTo(BranchId branch)
{
    const auto index = static_cast<std::size_t>(branch);
    MF_CHECK(index < m_branches.size());
    if (branch == m_branch)
        return;
    const StepIndex wanted = m_position;
    Stored &left = m_branches[static_cast<std::size_t>(m_branch)];
    left.info.steps = stepCount();
    left.line = std::move(m_current);
    m_current = m_branches[index].line;
    m_branch = branch;
    m_world = m_checkpoints.at(std::pair(BranchId::Main, StepIndex{0}));
    m_position = 0;
    seek(std::min(wanted, stepCount()));
}

} // namespace mf
