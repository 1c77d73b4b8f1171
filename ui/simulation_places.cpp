// The part of the simulation that goes to places: back, to a time, an event, a step; and to other futures.
#include "ui/simulation.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::ui {

namespace {

constexpr double kBackGlide = 0.3; // seconds

} // namespace

void Simulation::back()
{
    if (!isOpen())
        return;
    pause();
    cancel();
    const Instant from = m_viewTime;
    const StepIndex position = history().position();
    StepIndex target = 0;
    for (Index i = recordsShown(); i-- > 0;) {
        if (!story::stopsAfter(m_stepSize, trace()[i]) && !m_lesson.isStop(i))
            continue;
        target = history().stepOfRecord(i) + 1;
        if (target < position)
            break;
        target = 0;
    }
    seek(target);
    glideFrom(from, kBackGlide);
}

void Simulation::seek(StepIndex position)
{
    m_glide.reset();
    m_strolled = 0;
    m_driver->seek(position);
    m_viewTime = world().now();
    judgeEnd();
    tell();
    emit timeMoved();
}

void Simulation::toBegin()
{
    if (!isOpen())
        return;
    pause();
    cancel();
    seek(0);
}

/// The number of recorded steps that happen at or before a time.
StepIndex Simulation::stepsUntil(Instant time) const
{
    StepIndex first = 0, last = history().stepCount();
    while (first < last) {
        const StepIndex middle = first + (last - first) / 2;
        if (history().step(middle).at <= time)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

void Simulation::toTime(Instant time)
{
    if (!isOpen())
        return;
    pause();
    cancel();
    const StepIndex steps = stepsUntil(time);
    if (steps == history().stepCount()) {
        m_driver->returnToEnd();
        return pursue({.time = time});
    }
    seek(steps);
    m_viewTime = std::max(world().now(), time);
    emit timeMoved();
}

void Simulation::toRecord(Index record)
{
    if (!isOpen())
        return;
    pause();
    cancel();
    if (record < trace().size())
        return seek(history().stepOfRecord(record) + 1);
    m_driver->returnToEnd();
    pursue({.record = record});
}

void Simulation::toStep(StepIndex step, Instant at)
{
    if (!isOpen() || step > history().stepCount())
        return;
    pause();
    cancel();
    seek(step);
    m_viewTime = std::max(world().now(), std::min(at, nextStepAt().value_or(at)));
    emit timeMoved();
}

void Simulation::runUntil(const story::Wanted &wanted)
{
    if (!isOpen())
        return;
    pause();
    pursue({.watch = story::Watch(wanted)});
}

void Simulation::setFutureHidden(bool hidden)
{
    if (hidden == m_futureHidden)
        return;
    m_futureHidden = hidden;
    emit futureHiddenChanged(hidden);
}

void Simulation::cancel()
{
    if (m_goal)
        settle(Outcome::Cancelled);
}

// ---- doing ---------------------------------------------------------------------------------------------

void Simulation::stopIfHeld()
{
    if (m_driver->heldAt() && !m_strolls)
        emit playingChanged(false); // the driver has stopped by itself, if it ran
    emit heldChanged();
}

/// A letter that is written by hand gets a name, as a scenario's letters have: what becomes of it later can then be
/// told in the file. No two in all futures have the same.
PersonAct Simulation::named(PersonAct act)
{
    auto *sent = std::get_if<SendLetter>(&act);
    if (!sent || !sent->letter.id.empty())
        return act;
    const auto isTaken = [&](const ActionSpec &action) {
        const auto *letter = std::get_if<SendAction>(&action.what);
        return letter && letter->id == sent->letter.id;
    };
    do
        sent->letter.id = fmt::format("by-hand-{}", ++m_lettersNamed);
    while (std::ranges::any_of(world().scenario().actions, isTaken));
    return act;
}

void Simulation::act(const PersonAct &act)
{
    if (!isOpen())
        return;
    pause();
    cancel();
    land();
    m_driver->act(named(act), m_viewTime);
    m_viewTime = world().now();
    judgeEnd();
    tell();
    emit timeMoved();
}

void Simulation::toAnswer(StreamId stream, Duration patience)
{
    if (!isOpen())
        return;
    pause();
    pursue({.time = world().now() + patience, .answers = stream});
}

void Simulation::fork()
{
    if (!canFork())
        return;
    pause();
    cancel();
    land();
    m_driver->fork();
    judgeEnd();
    tell();
    emit timeMoved();
}

void Simulation::switchTo(BranchId branch)
{
    if (!isOpen() || branch == history().branch())
        return;
    pause();
    cancel();
    land();
    const Instant at = m_viewTime;
    const StepIndex shared = history().sharedSteps(history().branch(), branch);
    const bool parted = history().position() > shared;
    m_driver->switchTo(branch);
    if (parted)
        m_driver->seek(std::max(shared, stepsUntil(at)));
    m_viewTime = std::max(world().now(), std::min(at, nextStepAt().value_or(at)));
    judgeEnd();
    tell();
    emit timeMoved();
}

} // namespace mf::ui
