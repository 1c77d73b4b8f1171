// The façade between the driver and the widgets: opens scenarios, steps by event, line, reply, hop or
// delivery, plays, seeks. Runs within a
// time budget per frame and tells of changes at most once per frame. What the widgets paint is (trace,
// records shown, view time).
#pragma once

#include "sim/base/fault.h"
#include "sim/live/driver.h"
#include "sim/scenario/reader.h"
#include "sim/story/lesson.h"
#include "sim/story/story.h"
#include "sim/story/watch.h"
#include "ui/canvas/trace_index.h"
#include "ui/transport/time_scale.h"
#include "ui/words/masks.h"
#include "ui/words/teller.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <expected>
#include <limits>
#include <map>
#include <memory>
#include <optional>

namespace mf::ui {

class Simulation final : public QObject {
    Q_OBJECT

public:
    enum class Motion : std::uint8_t { Full, Reduced };
    /// How play goes: at a pace for readers, silence compressed; at a multiple of the wall clock; or as fast as
    /// possible.
    static constexpr double kReadersPace = 0;
    static constexpr double kFastestPace = std::numeric_limits<double>::infinity();
    /// How a run towards something ended.
    enum class Outcome : std::uint8_t {
        Met,
        Missed, ///< nothing more will happen, and it has not come
        Cancelled
    };

    explicit Simulation(Motion motion, QObject *parent = nullptr);
    ~Simulation() override;

    /// Opens a scenario at its beginning, paused. On failure the one that is open stays open.
    std::expected<void, Faults> open(const QString &file, const QString &variant = {});
    /// The same, but as if the file had this text.
    std::expected<void, Faults> open(const QString &file, const QString &variant, std::string_view text);
    std::expected<void, Faults> open(const Scenario &scenario);
    bool isOpen() const { return m_driver != nullptr; }
    QString file() const { return m_file; }
    QString variant() const { return m_variant; }
    /// It was opened as if its file had another text.
    bool isEdited() const { return m_isEdited; }
    /// The scenario is kept in this file from now on.
    void nowIn(const QString &file) { m_file = file; }

    // ---- what is seen; only while a scenario is open ----
    const History &history() const { return m_driver->history(); }
    const World &world() const { return m_driver->world(); }
    const Trace &trace() const { return history().trace(); }
    const TraceIndex &index() const { return m_index; }
    const TimeScale &scale() const { return m_scale; }
    const Teller &teller() const { return m_teller; }
    live::Driver &driver() { return *m_driver; }
    /// Records that have happened at the viewed step.
    Index recordsShown() const { return history().recordsShown(); }
    /// The moment to be painted: on its way to the viewed step while something glides.
    Instant viewTime() const { return m_viewTime; }
    /// How many records have happened at viewTime().
    Index recordsPainted() const;
    /// The record that says best what the last step did; nothing: nothing has happened yet.
    std::optional<Index> tellingRecord() const;
    /// Nothing is recorded beyond the view, nothing is pending and no door is open.
    bool isFinished() const;
    /// Of this future everything is recorded: after its last step nothing more will happen by itself.
    bool isComplete() const;
    int waitingInputs() const { return m_driver->waitingInputs(); }

    // ---- the scenario's lesson: steps end at its stops, playing waits there ----
    const story::Lesson &lesson() const { return m_lesson; }
    bool isQuestionOpen() const { return m_lesson.isQuestionOpen(); }
    void answer(std::size_t stop, std::size_t choice);
    void skipQuestion(std::size_t stop);
    /// Several stops may lie at one step: to the one after or before; false: there is none.
    bool toNextStopHere();
    bool toPreviousStopHere();
    /// To just after a claim's moment, however far away it is.
    void toClaim(std::size_t claim);

    // ---- time ----
    story::StepSize stepSize() const { return m_stepSize; }
    void setStepSize(story::StepSize size);
    double speed() const { return m_speed; }
    void setSpeed(double speed);
    bool isPlaying() const;
    /// Long work is under way, and can be cancelled.
    bool isBusy() const { return m_goal.has_value(); }
    /// How much of the long work is done, 0 to 1; nothing: nobody can know.
    std::optional<double> progress() const;
    /// What is still to come is not to be seen: a question about it is open.
    bool isFutureHidden() const { return m_futureHidden; }
    void setFutureHidden(bool hidden);

    // ---- doing ----
    /// A person acts at the moment that is viewed, also where that lies between two events; in the past, that
    /// opens a branch, which is then viewed.
    void act(const PersonAct &act);
    /// On until that stream's client has read an answer, or nothing has come for so long.
    void toAnswer(StreamId stream, Duration patience);
    /// The window's language is another one.
    void speakAnew();
    /// Looks at another future: at the same step where both have it, else at the same time.
    void switchTo(BranchId branch);
    bool canFork() const { return isOpen() && !history().atEnd(); }

public slots:
    /// Opens a branch at the viewed moment, without an act. What lies beyond stays with the other future.
    void fork();
    void next();
    void back();
    void play();
    void pause();
    void toggle();
    void toBegin();
    void toEnd();
    void toTime(mf::Instant time);
    /// To just after a record has happened; also one that is still to come but is recorded.
    void toRecord(mf::Index record);
    /// To a recorded step, and the moment `at` between it and the next one.
    void toStep(mf::StepIndex step, mf::Instant at);
    /// On until something is recorded that is wanted; tells by ranUntil() how that ended.
    void runUntil(const mf::story::Wanted &wanted);
    void cancel();

signals:
    void opened(); ///< another scenario
    void traceGrew(mf::Index from, mf::Index to);
    void traceReplaced(); ///< another branch: what was known of the trace is void
    void viewMoved();     ///< another step is viewed
    void timeMoved();     ///< only viewTime() is another
    void playingChanged(bool playing);
    void stepSizeChanged(mf::story::StepSize size);
    void speedChanged(double speed);
    void busyChanged(bool busy);
    void heldChanged();                                 ///< stopped at a breakpoint, or gone on
    void ranUntil(mf::ui::Simulation::Outcome outcome); ///< what runUntil() and toRecord() have come to
    void futureHiddenChanged(bool hidden);
    void lessonChanged();            ///< something has been answered or skipped, or another stop is shown
    void waitingChanged(int inputs); ///< of real clients, that the next steps will apply

private:
    /// What long work is to reach; it stops at the first step that does. Nothing set: until nothing is left
    /// to do.
    struct Goal {
        std::optional<story::StepSize> stop{};
        Instant time = Instant::max();
        Index record = kNoIndex;
        StreamId answers = StreamId::None; // a whole answer on it stops it, too
        bool answered = false;             // a part of one has been read
        std::optional<story::Watch> watch{};
        std::optional<std::size_t> claim{}; // its moment
        Index judged = 0;                   // records that are known not to stop it
        bool met = false;
    };
    struct Glide {
        double from = 0, to = 0; // places on the scale
        double seconds = 0, gone = 0;
    };

    std::expected<void, Faults> open(std::expected<ScenarioFile, Faults> read, const QString &file,
                                     const QString &variant, bool isEdited);
    static std::expected<std::unique_ptr<live::Driver>, Faults> start(const Scenario &scenario);
    void adopt(std::unique_ptr<live::Driver> driver);
    void pursue(Goal goal);
    bool advance(int budgetMs); // false: the goal is reached, or nothing is left to do
    bool reached();
    bool answerIsHere();
    bool stopsAt(const Record &record);
    bool somethingFollows() const;
    PersonAct named(PersonAct act);
    void judgeEnd();
    void settle(Outcome outcomeOtherwise = Outcome::Missed);
    void land();
    StepIndex stepsUntil(Instant time) const;
    void stopIfHeld();
    std::optional<Instant> nextStepAt() const;
    void seek(StepIndex position);
    void setPlaying(bool playing);
    double strolledSoFar() const;
    void playOn(double seconds);
    void followClock(double seconds);
    void race();
    bool waitsForAnswer();
    void keepTicking();
    void frame();
    void glideFrom(Instant from, double longestSeconds);
    void glide(double seconds);
    void standAtLesson();
    void absorb();
    void tell();

    const Motion m_motion;
    QString m_file, m_variant;
    bool m_isEdited = false;
    std::uint32_t m_lettersNamed = 0; // since it was opened, in all futures
    std::unique_ptr<live::Driver> m_driver;
    TraceIndex m_index;
    TimeScale m_scale;
    story::Lesson m_lesson;
    Masks m_masks;
    Teller m_teller;
    story::StepSize m_stepSize = story::StepSize::Hop;
    double m_speed = kReadersPace;
    std::optional<Goal> m_goal;
    Instant m_goalFrom{};    // where the glide to the goal begins
    Instant m_goalSet{};     // the time when it was set
    Index m_goalRecords = 0; // the records that were seen then
    Instant m_viewTime{};
    std::optional<Glide> m_glide;
    std::map<BranchId, StepIndex> m_lastTelling; // after this step nothing is recorded any more
    bool m_strolls = false;                      // plays at the readers' pace
    bool m_races = false;                        // plays as fast as possible
    bool m_followsClock = false;                 // plays at a multiple of the wall clock, or has just done so
    Index m_played = 0;    // records that playing has brought, or that were there before
    double m_strolled = 0; // units into the pause before the next step
    QTimer m_frames;
    QElapsedTimer m_sinceFrame;

    // what listeners know
    Index m_told = 0;
    StepIndex m_toldPosition = 0;
    BranchId m_toldBranch = BranchId::Main;
    bool m_toldBusy = false;
    bool m_toldFinished = false;
    bool m_futureHidden = false;
};

} // namespace mf::ui
