// The part of the simulation that plays the scenario's lesson: where playing waits, what is shown there, and what
// has been answered.
#include "ui/simulation.h"

#include <utility>

namespace mf::ui {

void Simulation::toClaim(std::size_t claim)
{
    if (!isOpen())
        return;
    if (const auto moment = m_lesson.momentOfClaim(claim))
        return toRecord(*moment);
    pause();
    cancel();
    m_driver->returnToEnd();
    pursue({.claim = claim});
}

// ---- waiting ----------------------------------------------------------------------------------------------

/// Playing has come to a stop of the lesson: there it waits. The driver may have run past it by less than a
/// frame, which nobody has seen.
bool Simulation::waitsForAnswer()
{
    const Index shown = recordsShown();
    m_lesson.grow(trace(), shown);
    const auto stop = m_lesson.halt(std::exchange(m_played, shown), shown);
    if (!stop)
        return false;
    pause();
    if (const StepIndex after = history().stepOfRecord(*stop) + 1; after != history().position())
        seek(after);
    return true;
}

void Simulation::standAtLesson()
{
    const Index shown = recordsShown();
    Index before = shown;
    while (before > 0 && history().stepOfRecord(before - 1) + 1 == history().position())
        --before;
    m_lesson.stand(before, shown);
}

// ---- answering --------------------------------------------------------------------------------------------

void Simulation::answer(std::size_t stop, std::size_t choice)
{
    if (m_lesson.choose(stop, choice))
        emit lessonChanged();
}

void Simulation::skipQuestion(std::size_t stop)
{
    if (m_lesson.skip(stop))
        emit lessonChanged();
}

bool Simulation::toNextStopHere()
{
    const bool moved = m_lesson.goOn();
    if (moved)
        emit lessonChanged();
    return moved;
}

bool Simulation::toPreviousStopHere()
{
    const bool moved = m_lesson.goBack();
    if (moved)
        emit lessonChanged();
    return moved;
}

} // namespace mf::ui
