// The part of the simulation that follows the wall clock: playing, gliding, and telling the widgets once a
// frame.
#include "ui/simulation.h"

#include <algorithm>
#include <utility>

namespace mf::ui {

namespace {

constexpr int kSliceMs = 10;               // of each frame of long work, and of playing
constexpr double kReadUnitsPerSecond = 10; // 20 ms of a line's way take nearly half a second
constexpr double kGlideUnitsPerSecond = 45;
constexpr double kShortestGlide = 0.25; // seconds

} // namespace

// ---- playing ------------------------------------------------------------------------------------------

bool Simulation::isPlaying() const { return m_strolls || m_races || (m_driver && m_driver->isRunning()); }

void Simulation::play()
{
    if (isOpen() && !isPlaying() && toNextStopHere())
        return;
    setPlaying(true);
}
void Simulation::pause() { setPlaying(false); }
void Simulation::toggle() { isPlaying() ? pause() : play(); }

void Simulation::setPlaying(bool playing)
{
    m_followsClock = m_followsClock && playing;
    if (!isOpen() || playing == isPlaying())
        return;
    cancel();
    land();
    m_strolled = strolledSoFar();
    m_played = recordsShown();
    m_strolls = playing && m_speed == kReadersPace;
    m_races = playing && m_speed == kFastestPace;
    m_followsClock = playing && !m_strolls && !m_races;
    if (m_followsClock)
        m_driver->setSpeed(m_speed);
    m_driver->setRunning(m_followsClock);
    judgeEnd();
    emit timeMoved();
    emit playingChanged(playing);
    keepTicking();
}

/// A moment between two events can be paused at, and gone on from.
double Simulation::strolledSoFar() const
{
    const auto next = nextStepAt();
    if (!next || *next <= world().now() || m_viewTime <= world().now())
        return 0;
    const Duration pause = *next - world().now();
    return stretch(pause) * double((m_viewTime - world().now()).count()) / double(pause.count());
}

void Simulation::setSpeed(double speed)
{
    if (speed == m_speed)
        return;
    const bool playing = isPlaying();
    pause();
    m_speed = speed;
    emit speedChanged(speed);
    if (playing)
        play();
}

/// At the readers' pace: each pause takes as long as it looks on the timeline.
void Simulation::playOn(double seconds)
{
    QElapsedTimer spent;
    spent.start();
    double units = seconds * kReadUnitsPerSecond;
    while (spent.elapsed() < kSliceMs) {
        const auto next = nextStepAt();
        if (!next) {
            m_viewTime = world().now();
            return isFinished() ? pause() : void(); // else a real client may yet say something
        }
        const Duration pause = *next - world().now();
        const double length = stretch(pause);
        if (m_strolled + units < length) {
            m_strolled += units;
            m_viewTime = world().now() + Duration(std::int64_t(double(pause.count()) * m_strolled / length));
            return;
        }
        units -= std::max(0.0, length - m_strolled);
        m_strolled = 0;
        m_driver->stepForward();
        m_viewTime = world().now();
        if (m_driver->heldAt())
            return setPlaying(false);
        if (waitsForAnswer())
            return;
    }
}

/// At a multiple of the wall clock the driver steps; between its steps the picture moves on.
void Simulation::followClock(double seconds)
{
    if (waitsForAnswer())
        return;
    const auto next = nextStepAt();
    if (!next && isFinished())
        return pause();
    const Instant moved = m_viewTime + Duration(std::int64_t(seconds * m_speed * 1e6));
    m_viewTime = std::clamp(moved, world().now(), std::max(world().now(), next.value_or(world().now())));
}

/// As fast as possible, and yet in frames: so that it can be watched, and paused.
void Simulation::race()
{
    QElapsedTimer spent;
    spent.start();
    bool going = true;
    while (going && spent.elapsed() < kSliceMs) {
        going = m_driver->stepForward() && !m_driver->heldAt();
        if (waitsForAnswer())
            return;
    }
    m_viewTime = world().now();
    if (m_driver->heldAt() || (!going && isFinished()))
        pause();
}

// ---- frames -------------------------------------------------------------------------------------------

void Simulation::keepTicking()
{
    if (m_frames.isActive())
        return;
    m_sinceFrame.start();
    m_frames.start();
}

void Simulation::frame()
{
    const double seconds = double(m_sinceFrame.nsecsElapsed()) / 1e9;
    m_sinceFrame.restart();
    const Instant before = m_viewTime;
    if (m_goal) {
        m_goalFrom = m_viewTime = world().now(); // what took long is not shown again slowly
        if (!advance(kSliceMs))
            settle();
    } else if (m_strolls) {
        playOn(std::min(seconds, 0.1));
    } else if (m_races) {
        race();
    } else if (m_followsClock) {
        followClock(seconds);
        m_followsClock = m_driver->isRunning(); // it ends by itself where nothing is left to do
    } else if (m_glide) {
        glide(seconds);
    } else {
        m_frames.stop();
    }
    tell();
    if (m_viewTime != before)
        emit timeMoved();
}

void Simulation::glideFrom(Instant from, double longestSeconds)
{
    const double start = m_scale.placeOf(from), end = m_scale.placeOf(world().now());
    if (m_motion == Motion::Reduced || start == end)
        return;
    m_glide =
        Glide{start, end,
              std::clamp(std::abs(end - start) / kGlideUnitsPerSecond, kShortestGlide, longestSeconds), 0};
    m_viewTime = from;
    keepTicking();
}

void Simulation::glide(double seconds)
{
    m_glide->gone += seconds;
    const double part = m_glide->gone / m_glide->seconds;
    if (part >= 1) {
        m_glide.reset();
        m_viewTime = world().now();
        return;
    }
    const double eased = part * part * (3 - 2 * part);
    m_viewTime = m_scale.timeAt(m_glide->from + (m_glide->to - m_glide->from) * eased);
}

void Simulation::absorb()
{
    m_index.grow(trace(), trace().size());
    m_scale.grow(trace(), trace().size());
    m_masks.grow(trace(), trace().size());
    m_lesson.grow(trace(), trace().size());
}

void Simulation::tell()
{
    const bool replaced = history().branch() != m_toldBranch;
    if (replaced) {
        m_toldBranch = history().branch();
        m_index.clear();
        m_scale.clear();
        m_masks.clear();
        m_lesson.forgetTrace();
        m_told = 0;
        emit traceReplaced();
    }
    absorb();
    if (const Index grown = trace().size(); grown > m_told)
        emit traceGrew(std::exchange(m_told, grown), grown);
    const StepIndex position = history().position();
    // That nothing more will happen may be found out at the step that has been told already.
    const bool ends = isFinished() && !m_toldFinished;
    m_toldFinished = isFinished();
    if (replaced || ends || position != m_toldPosition) {
        m_toldPosition = position;
        if (!m_glide && !isPlaying())
            m_viewTime = std::max(m_viewTime, world().now());
        standAtLesson();
        emit viewMoved();
    }
    if (isBusy() != m_toldBusy) {
        m_toldBusy = isBusy();
        emit busyChanged(m_toldBusy);
    }
}

} // namespace mf::ui
