#include "sim/live/driver.h"

#include "sim/live/certificates.h"
#include "sim/live/doors.h"
#include "sim/live/folder.h"
#include "sim/live/journal.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace mf::live {

namespace {

/// The scenario as this driver plays it.
Scenario played(Scenario scenario, const Driver::Options &options)
{
    if (options.seed)
        scenario.seed = *options.seed;
    if (!options.playActions) {
        scenario.actions.clear();
        scenario.faults.clear();
    }
    if (options.pace == Pace::Immediate)
        scenario.unlimitedLinks = true;
    if (options.pace != Pace::Stepped)
        scenario.clock = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    return scenario;
}

} // namespace

std::expected<std::unique_ptr<Driver>, Faults> Driver::start(const Scenario &given, Options options)
{
    const Scenario scenario = played(given, options);
    store::Contents contents;
    std::unique_ptr<Journal> journal;
    if (!options.dataDir.isEmpty()) {
        auto opened = Journal::open(options.dataDir, options.wrapWriter);
        if (!opened)
            return std::unexpected(Faults{opened.error()});
        journal = std::move(*opened);
        contents = journal->contents();
    }
    if (options.pace != Pace::Stepped) {
        // Mailboxes made in this run must not look like those of an earlier one to a client that cached it
        // (RFC 3501 section 2.3.1.1).
        const auto seconds =
            std::chrono::floor<std::chrono::seconds>(scenario.clock).time_since_epoch().count();
        contents.uidValidity = std::max(contents.uidValidity, static_cast<std::uint32_t>(seconds));
    }
    auto world = World::build(scenario, contents);
    if (!world)
        return std::unexpected(world.error());
    History history(std::move(*world), {.seekable = options.seekable});
    std::unique_ptr<Driver> driver(new Driver(std::move(history), std::move(journal), std::move(options)));
    driver->schedule();
    return driver;
}

Driver::Driver(History history, std::unique_ptr<Journal> journal, Options options)
    : m_options(std::move(options))
    , m_history(std::move(history))
    , m_journal(std::move(journal))
    , m_doors(std::make_unique<Doors>(m_options.limits, nullptr))
{
    m_wall.start();
    m_alarm.setSingleShot(true);
    m_alarm.setTimerType(Qt::PreciseTimer);
    m_frames.setInterval(kFrame);
    connect(&m_alarm, &QTimer::timeout, this, &Driver::pump);
    connect(&m_frames, &QTimer::timeout, this, &Driver::play);
    connect(m_doors.get(), &Doors::streamInput, this, [this](const StreamInput &input) { take(input); });
    connect(m_doors.get(), &Doors::datagramInput, this, [this](const DatagramIn &input) { take(input); });
    connect(m_doors.get(), &Doors::connectionsChanged, this, &Driver::connectionsChanged);
    if (!m_journal)
        return;
    connect(m_journal.get(), &Journal::committed, this, &Driver::committed);
    connect(m_journal.get(), &Journal::bodyLoaded, this, [this](const BlobLoaded &loaded) { take(loaded); });
}

Driver::~Driver() { m_doors->disconnect(this); }

int Driver::connectionCount() const { return m_doors->connectionCount(); }

// ---- time, for the window ---------------------------------------------------------------------------------

bool Driver::stepForward()
{
    const bool replays = !m_history.atEnd();
    const Index before = m_history.recordsShown();
    if (replays || !looksAtLiveBranch()) {
        if (!m_history.forward())
            return false;
    } else {
        const Instant horizon = connectionCount() > 0 ? world().now() + kLongestLeap : Instant::max();
        Turn turn = newTurn(takeInputs(1), world().now(), horizon);
        turn.stepLimit = turn.inputs.empty() ? 1 : 0;
        execute(turn);
        if (m_history.stepCount() == turn.begin)
            return false;
        finish(std::move(turn));
    }
    anchor();
    announce();
    watch(before);
    emit viewMoved();
    return true;
}

void Driver::watch(Index from)
{
    std::optional<Index> found;
    const auto nameOf = [this](NodeId node) {
        return node == NodeId::None ? std::string() : world().node(node).name();
    };
    const Index end = m_breakpoints.empty() ? from : m_history.recordsShown();
    for (Index i = from; i < end && !found; ++i)
        for (const Breakpoint &breakpoint : m_breakpoints)
            if (stopsAt(breakpoint, m_history.trace()[i], nameOf))
                found = i;
    hold(found);
}

void Driver::hold(std::optional<Index> at)
{
    if (std::exchange(m_heldAt, at) != at)
        emit heldChanged();
}

void Driver::stepBack()
{
    if (viewPosition() > 0)
        seek(viewPosition() - 1);
}

void Driver::seek(StepIndex position)
{
    const StepIndex wanted = std::min(position, m_history.stepCount());
    if (wanted == viewPosition())
        return;
    m_history.seek(wanted);
    hold({});
    anchor();
    emit viewMoved();
}

void Driver::returnToEnd() { seek(m_history.stepCount()); }

void Driver::setRunning(bool running)
{
    if (running == isRunning() || m_options.pace != Pace::Stepped)
        return;
    if (running)
        m_frames.start();
    else
        m_frames.stop();
    anchor();
    emit runningChanged(running);
}

void Driver::setSpeed(double factor)
{
    anchor();
    m_speed = std::clamp(factor, kSlowest, kFastest);
}

void Driver::anchor()
{
    if (m_options.pace != Pace::Stepped)
        return;
    m_anchor = world().now();
    m_wall.start();
}

void Driver::switchTo(BranchId branch)
{
    if (branch == m_history.branch())
        return;
    m_history.switchTo(branch);
    hold({});
    m_told = m_history.trace().size();
    anchor();
    emit branchesChanged();
    emit viewMoved();
}

void Driver::act(const PersonAct &act, Instant at)
{
    if (m_options.pace != Pace::Stepped)
        return take(act);
    const bool forks = !m_history.atEnd();
    const Instant next =
        forks ? m_history.step(viewPosition()).at : world().nextAt().value_or(Instant::max());
    const Instant when = std::max(world().now(), std::min(at, next));
    if (forks)
        openBranch();
    if (looksAtLiveBranch()) {
        Turn turn = newTurn({act}, when, when);
        turn.stepLimit = 0;
        execute(turn);
        finish(std::move(turn));
    } else {
        if (when > world().now())
            m_history.apply(WallClock{when});
        m_history.apply(act);
    }
    anchor();
    if (forks)
        emit branchesChanged();
    announce();
    emit viewMoved();
}

void Driver::fork()
{
    if (m_options.pace != Pace::Stepped || m_history.atEnd())
        return;
    openBranch();
    anchor();
    emit branchesChanged();
    announce();
    emit viewMoved();
}

/// Its copies of real streams are cut: whoever holds the other ends stays with the live branch.
void Driver::openBranch()
{
    const StepIndex at = viewPosition();
    // Nobody is connected and nothing is on disk: the live end can move to the new branch.
    const bool liveMoves = looksAtLiveBranch() && connectionCount() == 0 && m_inputs.empty() && !hasDisk();
    std::vector<ConnectionId> cut;
    if (looksAtLiveBranch())
        for (const auto &[id, life] : m_lifetimes)
            if (life.opened <= at && at < life.closed)
                cut.push_back(id);
    m_told = m_history.recordsAfter(at);
    m_history.fork();
    hold({});
    for (const ConnectionId id : cut)
        m_history.apply(StreamInput{id, PeerClosed{.broken = true}});
    if (liveMoves)
        m_liveBranch = m_history.branch();
}

// ---- doors ------------------------------------------------------------------------------------------------

std::expected<QList<EndpointInfo>, Faults> Driver::openDoors(const PortPlan &plan)
{
    std::vector<std::pair<std::string, node::Service>> wanted;
    QStringList names;
    bool hasResolver = false;
    for (const NodeSpec &spec : world().scenario().nodes) {
        names.append(QString::fromStdString(spec.name));
        if (spec.name == world().scenario().restOfTheWorld)
            continue; // it is none of this machine's
        const NodeId id = world().nodeNamed(spec.name);
        for (const ServiceRow &row : services()) {
            const bool dns = row.service == node::Service::Dns;
            if (dns && spec.kind == node::NodeKind::Resolver && !std::exchange(hasResolver, true))
                wanted.emplace_back(spec.name, row.service);
            else if (!dns && world().node(id).listen(node::standardPort(row.service)))
                wanted.emplace_back(spec.name, row.service);
        }
    }
    const auto plans = planDoors(wanted, plan);
    if (!plans)
        return std::unexpected(Faults{plans.error()});
    const QString folder = !m_options.certificateDir.isEmpty() ? m_options.certificateDir
                           : hasDisk()                         ? m_options.dataDir
                                                               : userDataDir();
    const auto identity = identityIn(folder, names, QDateTime::currentDateTimeUtc());
    if (!identity)
        return std::unexpected(Faults{identity.error()});
    auto opened = m_doors->open(*plans, identity->configuration(),
                                [this](const std::string &name) { return world().nodeNamed(name); });
    if (!opened)
        return opened;
    m_endpoints = *opened;
    m_caFile = identity->caFile;
    emit doorsChanged();
    return opened;
}

void Driver::closeDoors()
{
    m_doors->close();
    m_endpoints.clear();
    emit doorsChanged();
}

void Driver::stop()
{
    if (m_ending != Ending::No)
        return;
    m_ending = Ending::Asked;
    m_alarm.stop();
    m_frames.stop();
    m_doors->shut();
    if (!m_inFlight)
        sayGoodbye();
}

/// The last turn: what has come in is applied, then every client hears that it is over. While somebody looks
/// back, the clients are only closed: nothing may happen at the end of the live branch then.
void Driver::sayGoodbye()
{
    m_ending = Ending::Goodbye;
    if (m_history.atEnd() && looksAtLiveBranch()) {
        const Instant now = m_options.pace == Pace::Stepped ? world().now() : wallNow();
        Turn turn = newTurn(takeInputs(m_inputs.size()), now, now + kLead);
        execute(turn); // what the world itself has to ask about comes before the goodbye, too
        turn.inputs.clear();
        for (auto &[id, words] : m_doors->farewells())
            turn.inputs.push_back(LetGo{id, std::move(words)});
        turn.now = std::max(turn.now, world().now());
        turn.horizon = std::max(turn.horizon, turn.now);
        execute(turn);
        finish(std::move(turn));
    }
    if (!m_inFlight)
        finishStopping();
}

void Driver::finishStopping()
{
    if (m_ending == Ending::Stopped)
        return;
    m_ending = Ending::Stopped;
    if (!m_carried.empty() && m_journal->commitAndWait(m_carried))
        m_carried.clear();
    closeDoors();
    emit stopped();
}

} // namespace mf::live
