#include "ui/simulation.h"

#include "sim/base/check.h"
#include "sim/story/typing.h"
#include "ui/text.h"

#include <algorithm>

namespace mf::ui {

namespace {

constexpr int kFrameMs = 16;
constexpr int kFirstSliceMs = 40; // of what a key or button asks for: most of it is done at once
constexpr double kLongestGlide = 2.5, kBackGlide = 0.3; // seconds
constexpr int kTriedAhead = 64;                         // events
constexpr Index kTellingBack = 5000; // how far back a record is looked for that tells what happened

bool tells(Kind kind)
{
    return kind == Kind::Segment || kind == Kind::Datagram || kind == Kind::Act || kind == Kind::StreamOpened
           || kind == Kind::StreamRefused || kind == Kind::StreamBroken || kind == Kind::FaultBegan
           || kind == Kind::FaultEnded || (kind >= Kind::LetterWritten && kind <= Kind::LetterDropped);
}

} // namespace

Simulation::Simulation(Motion motion, QObject *parent) : QObject(parent), m_motion(motion)
{
    m_frames.setInterval(kFrameMs);
    m_frames.setTimerType(Qt::PreciseTimer);
    connect(&m_frames, &QTimer::timeout, this, &Simulation::frame);
}

Simulation::~Simulation() = default;

// ---- opening ------------------------------------------------------------------------------------------

std::expected<void, Faults> Simulation::open(const QString &file, const QString &variant)
{
    auto read = readScenarioFile(utf8(file));
    if (!read)
        return std::unexpected(std::move(read.error()));
    Scenario *scenario = variant.isEmpty() ? &read->base : nullptr;
    for (auto &[name, other] : read->variants)
        if (text(name) == variant)
            scenario = &other;
    if (!scenario)
        return std::unexpected(
            Faults{{utf8(file), 0, 0, utf8(tr("it has no variant \"%1\"").arg(variant)), {}}});
    auto started = start(std::move(*scenario));
    if (!started)
        return std::unexpected(std::move(started.error()));
    m_file = file;
    m_variant = variant;
    adopt(std::move(*started));
    return {};
}

std::expected<void, Faults> Simulation::open(const Scenario &scenario)
{
    auto started = start(scenario);
    if (!started)
        return std::unexpected(std::move(started.error()));
    m_file = text(scenario.file);
    m_variant.clear();
    adopt(std::move(*started));
    return {};
}

std::expected<std::unique_ptr<live::Driver>, Faults> Simulation::start(const Scenario &scenario)
{
    return live::Driver::start(scenario, {});
}

void Simulation::adopt(std::unique_ptr<live::Driver> driver)
{
    const bool wasPlaying = isOpen() && isPlaying();
    std::swap(m_driver, driver); // the old one goes when everybody knows the new one
    m_index.clear();
    m_scale.clear();
    m_masks.clear();
    m_goal.reset();
    m_glide.reset();
    m_strolls = false;
    m_lastTelling = kNowhere;
    m_teller = Teller::of(world(), m_masks);
    m_viewTime = world().now();
    m_told = 0;
    m_toldPosition = history().position();
    m_toldBranch = history().branch();
    m_stepSize = story::StepSize::Hop;
    using enum story::StepSize;
    for (const auto &[size, name] :
         {std::pair(Event, "event"), {Line, "line"}, {Reply, "reply"}, {Delivery, "delivery"}})
        if (world().scenario().viewStep == name)
            m_stepSize = size;
    connect(m_driver.get(), &live::Driver::traceGrew, this, &Simulation::keepTicking);
    connect(m_driver.get(), &live::Driver::viewMoved, this, &Simulation::keepTicking);
    connect(m_driver.get(), &live::Driver::branchesChanged, this, &Simulation::keepTicking);
    connect(m_driver.get(), &live::Driver::waitingChanged, this, &Simulation::waitingChanged);
    connect(m_driver.get(), &live::Driver::heldChanged, this, &Simulation::stopIfHeld);
    connect(m_driver.get(), &live::Driver::doorsChanged, this, &Simulation::viewMoved);
    absorb();
    if (wasPlaying)
        emit playingChanged(false);
    emit opened();
    emit stepSizeChanged(m_stepSize);
}

void Simulation::speakAnew()
{
    if (!isOpen())
        return;
    m_teller = Teller::of(world(), m_masks);
    emit viewMoved();
}

// ---- what is seen -------------------------------------------------------------------------------------

Index Simulation::recordsPainted() const
{
    const Index shown = recordsShown();
    if (m_viewTime == world().now())
        return shown;
    Index first = 0, last = trace().size();
    while (first < last) {
        const Index middle = first + (last - first) / 2;
        if (trace()[middle].at <= m_viewTime)
            first = middle + 1;
        else
            last = middle;
    }
    return m_viewTime < world().now() ? std::min(first, shown) : std::max(first, shown);
}

std::optional<Index> Simulation::tellingRecord() const
{
    const Index shown = recordsShown();
    if (shown == 0)
        return std::nullopt;
    const Index first = shown > kTellingBack ? shown - kTellingBack : 0;
    std::optional<Index> second;
    for (Index i = shown; i-- > first;) {
        if (story::stopsAfter(m_stepSize, trace()[i]))
            return i;
        if (!second && tells(trace()[i].kind))
            second = i;
    }
    return second.value_or(shown - 1);
}

bool Simulation::isFinished() const
{
    const bool pending = world().nextAt() && history().position() != m_lastTelling;
    return history().atEnd() && !pending && m_driver->waitingInputs() == 0 && m_driver->endpoints().isEmpty();
}

// ---- stepping -----------------------------------------------------------------------------------------

void Simulation::setStepSize(story::StepSize size)
{
    if (size == m_stepSize)
        return;
    m_stepSize = size;
    emit stepSizeChanged(size);
}

void Simulation::next()
{
    if (!isOpen())
        return;
    pause();
    pursue({.stop = m_stepSize});
}

void Simulation::toEnd()
{
    if (!isOpen())
        return;
    pause();
    pursue({});
}

void Simulation::pursue(Goal goal)
{
    cancel();
    m_glide.reset();
    m_goal = goal;
    m_goal->judged = recordsShown();
    m_goalFrom = m_viewTime = world().now();
    if (advance(kFirstSliceMs)) {
        m_viewTime = world().now();
        keepTicking();
        tell();
        return;
    }
    settle();
}

bool Simulation::advance(int budgetMs)
{
    QElapsedTimer spent;
    spent.start();
    while (!reached()) {
        if (!m_driver->stepForward() || m_driver->heldAt())
            return false;
        if (spent.elapsed() >= budgetMs)
            return !reached();
    }
    return false;
}

bool Simulation::reached()
{
    const Index shown = recordsShown();
    if (m_goal->record < shown)
        return true;
    for (; m_goal->answers != StreamId::None && m_goal->judged < shown; ++m_goal->judged)
        if (story::isAnswerTo(m_goal->answers, trace()[m_goal->judged]))
            return true;
    if (m_goal->time != Instant::max()) {
        const auto at = nextStepAt();
        return !at || *at > m_goal->time;
    }
    if (!m_goal->stop)
        return false;
    for (; m_goal->judged < shown; ++m_goal->judged)
        if (story::stopsAfter(*m_goal->stop, trace()[m_goal->judged]))
            return true;
    return false;
}

std::optional<Instant> Simulation::nextStepAt() const
{
    if (!history().atEnd())
        return history().step(history().position()).at;
    if (m_driver->waitingInputs() > 0)
        return world().now();
    return world().nextAt();
}

/// What is pending may be wake-ups that nobody needs any more. So that Next is not offered for nothing, a
/// copy tries a few of them.
bool Simulation::somethingFollows() const
{
    if (!history().atEnd() || !world().nextAt())
        return !history().atEnd();
    World ahead = world();
    for (int i = 0; i < kTriedAhead; ++i) {
        const auto step = ahead.step();
        if (!step || !step->records.empty())
            return step.has_value();
    }
    return true;
}

void Simulation::settle()
{
    m_lastTelling = somethingFollows() ? kNowhere : history().position();
    const Goal goal = *m_goal;
    m_goal.reset();
    absorb();
    m_viewTime = world().now();
    if (goal.stop)
        glideFrom(m_goalFrom, kLongestGlide);
    else if (goal.time != Instant::max() && goal.answers == StreamId::None)
        m_viewTime = std::max(m_viewTime, std::min(goal.time, nextStepAt().value_or(m_viewTime)));
    tell();
    emit timeMoved();
}

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
        if (!story::stopsAfter(m_stepSize, trace()[i]))
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

void Simulation::toTime(Instant time)
{
    if (!isOpen())
        return;
    pause();
    cancel();
    StepIndex first = 0, last = history().stepCount();
    while (first < last) {
        const StepIndex middle = first + (last - first) / 2;
        if (history().step(middle).at <= time)
            first = middle + 1;
        else
            last = middle;
    }
    if (first == history().stepCount()) {
        m_driver->returnToEnd();
        return pursue({.time = time});
    }
    seek(first);
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

void Simulation::cancel()
{
    if (m_goal)
        settle();
}

void Simulation::stopIfHeld()
{
    if (m_driver->heldAt() && !m_strolls)
        emit playingChanged(false); // the driver has stopped by itself, if it ran
    emit heldChanged();
}

// ---- doing ---------------------------------------------------------------------------------------------

void Simulation::act(const PersonAct &act)
{
    if (!isOpen())
        return;
    pause();
    cancel();
    m_glide.reset();
    m_driver->act(act);
    m_lastTelling = kNowhere; // what was done may have consequences
    m_viewTime = world().now();
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

void Simulation::switchTo(BranchId branch)
{
    if (!isOpen() || branch == history().branch())
        return;
    pause();
    cancel();
    m_glide.reset();
    m_driver->switchTo(branch);
    m_lastTelling = kNowhere;
    m_viewTime = world().now();
    tell();
    emit timeMoved();
}

} // namespace mf::ui
