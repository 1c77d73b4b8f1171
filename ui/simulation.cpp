#include "ui/simulation.h"

#include "sim/base/check.h"
#include "sim/story/typing.h"
#include "ui/text.h"

#include <algorithm>

namespace mf::ui {

namespace {

constexpr int kFrameMs = 16;
constexpr int kFirstSliceMs = 40;     // of what a key or button asks for: most of it is done at once
constexpr double kLongestGlide = 2.5; // seconds
constexpr int kTriedAhead = 64;       // events
constexpr Index kTellingBack = 5000;  // how far back a record is looked for that tells what happened

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
    return open(readScenarioFile(utf8(file)), file, variant, false);
}

std::expected<void, Faults> Simulation::open(const QString &file, const QString &variant,
                                             std::string_view text)
{
    return open(readScenario(text, utf8(file)), file, variant, true);
}

std::expected<void, Faults> Simulation::open(std::expected<ScenarioFile, Faults> read, const QString &file,
                                             const QString &variant, bool isEdited)
{
    if (!read)
        return std::unexpected(std::move(read.error()));
    Scenario *scenario = read->named(utf8(variant));
    if (!scenario)
        return std::unexpected(
            Faults{{utf8(file), 0, 0, phrase("it has no variant \"{}\"", utf8(variant)), {}}});
    auto started = start(std::move(*scenario));
    if (!started)
        return std::unexpected(std::move(started.error()));
    m_file = file;
    m_variant = variant;
    m_isEdited = isEdited;
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
    m_isEdited = false;
    adopt(std::move(*started));
    return {};
}

std::expected<std::unique_ptr<live::Driver>, Faults> Simulation::start(const Scenario &scenario)
{
    return live::Driver::start(scenario, {});
}

void Simulation::adopt(std::unique_ptr<live::Driver> driver)
{
    m_lettersNamed = 0;
    const bool wasPlaying = isOpen() && isPlaying();
    std::swap(m_driver, driver); // the old one goes when everybody knows the new one
    m_index.clear();
    m_scale.clear();
    m_masks.clear();
    m_goal.reset();
    m_glide.reset();
    m_strolls = m_races = false;
    m_futureHidden = false;
    m_lastTelling.clear();
    m_teller = Teller::of(world(), m_masks);
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < world().nodeCount(); ++i)
        names.push_back(world().node(NodeId{i}).name());
    m_lesson = story::Lesson(world().scenario(), names);
    m_viewTime = world().now();
    m_told = 0;
    m_toldPosition = history().position();
    m_toldBranch = history().branch();
    m_toldFinished = isFinished();
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
        if (story::stopsAfter(m_stepSize, trace()[i]) || m_lesson.isStop(i))
            return i;
        if (!second && tells(trace()[i].kind))
            second = i;
    }
    return second.value_or(shown - 1);
}

bool Simulation::isFinished() const
{
    const bool over = history().atEnd() && (!world().nextAt() || isComplete());
    return over && m_driver->waitingInputs() == 0 && m_driver->endpoints().isEmpty();
}

bool Simulation::isComplete() const
{
    const auto last = m_lastTelling.find(history().branch());
    return last != m_lastTelling.end() && last->second == history().stepCount();
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
    if (toNextStopHere())
        return;
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
    land();
    m_goal = goal;
    m_goal->judged = recordsShown();
    m_goalFrom = std::max(m_viewTime, world().now());
    m_goalSet = m_viewTime = world().now();
    m_goalRecords = recordsShown();
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

/// Something has been read there, and nothing more is on its way: an answer may come in several pieces.
bool Simulation::answerIsHere()
{
    const Index shown = recordsShown();
    for (; m_goal->judged < shown; ++m_goal->judged)
        m_goal->answered = m_goal->answered || story::isAnswerTo(m_goal->answers, trace()[m_goal->judged]);
    if (!m_goal->answered)
        return false;
    for (Index i = shown; i > 0 && shown - i < kTellingBack; --i) {
        const Record &record = trace()[i - 1];
        if (record.stream == m_goal->answers && record.kind == Kind::Segment && record.until > world().now())
            return false;
    }
    return true;
}

bool Simulation::reached()
{
    const Index shown = recordsShown();
    if (m_goal->record < shown)
        return m_goal->met = true;
    if (m_goal->answers != StreamId::None && answerIsHere())
        return m_goal->met = true;
    m_lesson.grow(trace(), shown);
    if (m_goal->claim) {
        const auto moment = m_lesson.momentOfClaim(*m_goal->claim);
        return m_goal->met = moment && *moment < shown;
    }
    if (m_goal->time != Instant::max()) {
        const auto at = nextStepAt();
        return m_goal->met = !at || *at > m_goal->time;
    }
    if (!m_goal->stop && !m_goal->watch)
        return false;
    for (; m_goal->judged < shown; ++m_goal->judged)
        if (stopsAt(trace()[m_goal->judged]))
            return m_goal->met = true;
    return false;
}

bool Simulation::stopsAt(const Record &record)
{
    if (m_goal->watch)
        return m_goal->watch->stopsAfter(record);
    return story::stopsAfter(*m_goal->stop, record) || m_lesson.isStop(record.id);
}

std::optional<double> Simulation::progress() const
{
    if (!m_goal)
        return std::nullopt;
    if (m_goal->time != Instant::max() && m_goal->time > m_goalSet) {
        const double all = double((m_goal->time - m_goalSet).count());
        return std::clamp(double((world().now() - m_goalSet).count()) / all, 0.0, 1.0);
    }
    if (m_goal->record != kNoIndex && m_goal->record > m_goalRecords)
        return std::min(1.0, double(recordsShown() - m_goalRecords) / double(m_goal->record - m_goalRecords));
    return std::nullopt;
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

void Simulation::judgeEnd()
{
    if (history().atEnd() && !somethingFollows())
        m_lastTelling[history().branch()] = history().position();
}

/// What glides is there at once.
void Simulation::land()
{
    if (m_glide)
        m_viewTime = world().now();
    m_glide.reset();
}

void Simulation::settle(Outcome outcomeOtherwise)
{
    judgeEnd();
    const Goal goal = std::move(*m_goal);
    m_goal.reset();
    absorb();
    m_viewTime = world().now();
    if (goal.stop || goal.watch)
        glideFrom(m_goalFrom, kLongestGlide);
    else if (goal.time != Instant::max() && goal.answers == StreamId::None)
        m_viewTime = std::max(m_viewTime, std::min(goal.time, nextStepAt().value_or(m_viewTime)));
    tell();
    emit timeMoved();
    if (goal.watch || goal.record != kNoIndex)
        emit ranUntil(goal.met ? Outcome::Met : outcomeOtherwise);
}

} // namespace mf::ui
