// The one driver of a live world: owns the History, the pump, the pace, the doors and the journal, for
// `serve` and for the window alike.
//
// Sockets and disk belong to one *live* branch. What comes in from them waits in a list of pending inputs and
// is applied only at the end of that branch, because an earlier state must not be given an input that came
// later:
//  - paused, or looking back, real clients simply wait; stepForward() first replays what is recorded, then,
//    at the end, applies the next pending input or executes the next event; returnToEnd() goes there at once
//    (a seek to the end is exact and cheap);
//  - acting in the past forks a branch. Its copies of real streams are cut by its first commands, and what it
//    sends goes nowhere: clients and disk stay with the live branch, and wait until the person switches back
//    to it. While no client is connected and nothing is kept on disk, there is nothing to tear: then the new
//    branch becomes the live one.
#pragma once

#include "sim/base/fault.h"
#include "sim/live/breakpoint.h"
#include "sim/live/letters.h"
#include "sim/live/services.h"
#include "sim/live/turn.h"
#include "sim/world/command.h"
#include "sim/world/history.h"
#include "sim/world/scenario.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <deque>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace mf::live {

class ChangeWriter;
class Doors;
class Journal;

/// How virtual time follows the wall clock.
enum class Pace : std::uint8_t {
    Immediate, ///< links have no delay; the clock never runs ahead to a retry or a TTL
    Realtime,  ///< links take their time
    Stepped,   ///< the window: paused, stepped, or running at a chosen speed
};

class Driver final : public QObject {
    Q_OBJECT

public:
    struct Options {
        Pace pace = Pace::Stepped;
        QString dataDir;         ///< where mailboxes and queues are kept; empty: in memory
        QString certificateDir;  ///< where CA and leaf are; empty: dataDir, else the user's data folder
        bool playActions = true; ///< the file's actions and faults happen
        bool seekable = true; ///< false: no trace, no looking back (serve); records go out by recorded() only
        bool keepsCommands = false;        ///< they are told by applied()
        std::optional<std::uint64_t> seed; ///< instead of the file's
        ConnectionLimits limits;
        TurnLimits turnLimits;
        /// For tests: stands between the journal and the disk.
        std::function<std::unique_ptr<ChangeWriter>(std::unique_ptr<ChangeWriter>)> wrapWriter;
    };

    static constexpr double kSlowest = 0.1, kFastest = 1000;
    static constexpr std::chrono::milliseconds kFrame{16};
    /// How far events may run ahead of the wall clock at the immediate pace: enough for a chain of hops that
    /// each take the shortest time there is, too little for a retry or a TTL.
    static constexpr Duration kLead = 10ms;
    /// While a real client is connected, one step does not leap further: a server waits 5 minutes for the
    /// next command (RFC 5321 section 4.5.3.2.7), and a person's curious step must not use them up. Running,
    /// time passes as it says.
    static constexpr Duration kLongestLeap = 4min;

    /// Builds the world from the scenario and what is in the data folder. Paced by the wall clock, its clock
    /// starts there. Fails where the scenario contradicts itself, or the folder cannot be used.
    static std::expected<std::unique_ptr<Driver>, Faults> start(const Scenario &scenario, Options options);
    ~Driver() override;

    /// The live line and its branches. Its position is what the window shows.
    const History &history() const { return m_history; }
    const World &world() const { return history().world(); }

    // ---- time, for the window (Pace::Stepped) ----
    /// One recorded step, pending input or event on. False: nothing is there to be done, or nothing before
    /// kLongestLeap.
    bool stepForward();
    void stepBack();
    void seek(StepIndex position);
    void returnToEnd();
    void setRunning(bool running);
    bool isRunning() const { return m_frames.isActive(); }
    void setSpeed(double factor); ///< of the wall clock; clamped to kSlowest..kFastest
    double speed() const { return m_speed; }
    StepIndex viewPosition() const { return history().position(); }
    /// Looks at another branch. Only the live one hears real clients.
    void switchTo(BranchId branch);
    bool looksAtLiveBranch() const { return m_history.branch() == m_liveBranch; }
    /// Inputs of real clients that wait for their turn.
    int waitingInputs() const { return static_cast<int>(m_inputs.size()); }

    /// Stepping and running stop after a step that made a record of these; what it sent is still on its way, so no real
    /// client has it yet. Only with Pace::Stepped.
    void setBreakpoints(std::vector<Breakpoint> breakpoints) { m_breakpoints = std::move(breakpoints); }
    const std::vector<Breakpoint> &breakpoints() const { return m_breakpoints; }
    /// The record at which it stopped; nothing: it did not, or has gone on.
    std::optional<Index> heldAt() const { return m_heldAt; }

    /// A person acts at the position that is shown, or at `at` where that lies between it and the next event;
    /// in the past, that opens a branch.
    void act(const PersonAct &act, Instant at = {});
    /// Opens a branch at the position that is shown, without an act; the future beyond is kept.
    void fork();

    // ---- doors ----
    /// Opens a door for every service of every server node. A busy port is a Fault that names it; then none
    /// stays open.
    std::expected<QList<EndpointInfo>, Faults> openDoors(const PortPlan &plan);
    void closeDoors();
    const QList<EndpointInfo> &endpoints() const { return m_endpoints; }
    /// The PEM file of the CA that clients have to trust; empty before openDoors().
    QString caFile() const { return m_caFile; }
    int connectionCount() const;

    /// Finishes what is under way: what has come in is applied and committed, clients hear that the doors
    /// close and are let go. Then stopped(), and nothing after it.
    void stop();

signals:
    /// Records [from, to) are new. At most once a turn or frame.
    void traceGrew(mf::Index from, mf::Index to);
    /// The records of a turn, once they are durable. With or without a kept trace.
    void recorded(const std::vector<mf::Record> &records);
    /// The commands of a turn, once it is settled.
    void applied(const std::vector<mf::live::Applied> &commands);
    void viewMoved(); ///< viewPosition() is another, or the branch is
    void branchesChanged();
    void runningChanged(bool running);
    void heldChanged();
    void waitingChanged(int inputs);
    void doorsChanged();
    void connectionsChanged(int count);
    /// The disk did not take a turn: the turn was refused to its clients. Says why.
    void storeFailed(const QString &reason);
    void letterSeen(const mf::live::LetterSeen &letter);
    void stopped();

private:
    /// While somebody's connection is open: the steps of the live branch between which it was.
    struct Lifetime {
        StepIndex opened = 0;
        StepIndex closed = ~StepIndex{0};
    };

    Driver(History history, std::unique_ptr<Journal> journal, Options options);

    // the pump (driver_pump.cpp)
    void take(Command input); // from outside: applied when its turn comes
    void schedule();
    void pump();
    void play(); // running at a chosen speed: one frame
    bool playOne(Instant now);
    Turn newTurn(std::vector<Command> inputs, Instant now, Instant horizon);
    void execute(Turn &turn);
    void apply(Turn &turn, const Command &command);
    void collect(Turn &turn, Step step);
    void finish(Turn turn);
    void committed(const std::string &reason);
    void refuse(const std::string &reason);
    void carry(std::vector<store::Change> changes);
    void release(Turn turn);
    void releaseOutputs(const Turn &turn);
    void dropUnapplied(ConnectionId id);
    void endLifetime(ConnectionId id);
    void sayGoodbye();
    void finishStopping();
    void setAlarm();
    Instant wallNow() const;
    bool hasDisk() const { return m_journal != nullptr; }
    void openBranch();
    void watch(Index from); // for breakpoints, among the records from there on
    void hold(std::optional<Index> at);
    void anchor();
    void announce(); // traceGrew, once a turn of the event loop
    std::vector<Command> takeInputs(std::size_t limit);

    Options m_options;
    History m_history;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Doors> m_doors;
    QList<EndpointInfo> m_endpoints;
    QString m_caFile;
    BranchId m_liveBranch = BranchId::Main;

    std::deque<Command> m_inputs;         // from outside, not applied yet
    std::optional<Turn> m_inFlight;       // executed, and on its way to the disk
    std::vector<store::Change> m_carried; // made by refused turns, due with the next commit
    std::map<ConnectionId, Lifetime> m_lifetimes;
    Letters m_letters;
    std::uint64_t m_steps = 0; // of all turns that are settled

    QElapsedTimer m_wall; // since the world began (paced), or since the anchor (running)
    Instant m_anchor{};
    double m_speed = 1;
    QTimer m_alarm;  // the next event is due
    QTimer m_frames; // running
    std::vector<Breakpoint> m_breakpoints;
    std::optional<Index> m_heldAt;
    enum class Ending : std::uint8_t { No, Asked, Goodbye, Stopped };
    Ending m_ending = Ending::No;
    bool m_scheduled = false, m_announced = false;
    Index m_told = 0; // records that listeners know of
};

} // namespace mf::live
