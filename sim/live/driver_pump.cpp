// The pump: drains what came in, runs the world, makes the turn durable, lets its octets out.
//
// Output commit: what a turn changes in mailboxes and queues goes to the writer thread as one transaction,
// and no octet of that turn leaves before it is on disk. There is one turn on its way to the disk at a time;
// what comes in meanwhile waits and shares the next commit. The History before the turn is kept (it is a
// value, and without seeking as cheap as a World). If the disk refuses, that History comes back, the world is
// told StoreRefuses, and the same inputs are applied again: the clients hear 452. Listeners learn of a turn's
// records only once it is settled, so a turn that is taken back was never seen.
#include "sim/live/doors.h"
#include "sim/live/driver.h"
#include "sim/live/journal.h"

#include <algorithm>
#include <utility>

namespace mf::live {

namespace {

/// The longest sleep; the next event is looked at again then.
constexpr std::chrono::milliseconds kLongestAlarm = 1h;
/// Running: how much of a frame is spent on stepping.
constexpr std::chrono::milliseconds kFrameBudget = 8ms;

QByteArray flat(const Slices &slices)
{
    QByteArray octets;
    octets.reserve(static_cast<qsizetype>(slices.size()));
    for (std::size_t i = 0; i < slices.pieceCount(); ++i)
        octets.append(slices.piece(i).view().data(), static_cast<qsizetype>(slices.piece(i).size()));
    return octets;
}

} // namespace

void Driver::take(Command input)
{
    if (m_ending != Ending::No)
        return;
    const auto *asked = std::get_if<DatagramIn>(&input); // one by TCP has limits of its own
    if (m_inputs.size() >= m_options.limits.waiting && asked && asked->by == Carrier::Datagram)
        return;
    m_inputs.push_back(std::move(input));
    m_doors->setCrowded(m_inputs.size() >= m_options.limits.waiting);
    emit waitingChanged(waitingInputs());
    if (m_options.pace != Pace::Stepped || isRunning())
        schedule();
}

std::vector<Command> Driver::takeInputs(std::size_t limit)
{
    const std::size_t count = std::min(limit, m_inputs.size());
    const auto last = m_inputs.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<Command> inputs(std::make_move_iterator(m_inputs.begin()), std::make_move_iterator(last));
    m_inputs.erase(m_inputs.begin(), last);
    m_doors->setCrowded(m_inputs.size() >= m_options.limits.waiting);
    if (count > 0)
        emit waitingChanged(waitingInputs());
    return inputs;
}

void Driver::schedule()
{
    if (!std::exchange(m_scheduled, true))
        QMetaObject::invokeMethod(this, &Driver::pump, Qt::QueuedConnection);
}

Instant Driver::wallNow() const
{
    const auto elapsed =
        std::chrono::duration_cast<Duration>(std::chrono::nanoseconds(m_wall.nsecsElapsed()));
    if (m_options.pace != Pace::Stepped)
        return Instant(elapsed);
    return m_anchor + Duration(static_cast<std::int64_t>(static_cast<double>(elapsed.count()) * m_speed));
}

// ---- turns ------------------------------------------------------------------------------------------------

void Driver::pump()
{
    m_scheduled = false;
    if (m_inFlight || m_ending != Ending::No)
        return;
    if (m_options.pace == Pace::Stepped) {
        if (isRunning())
            play();
        return;
    }
    const Instant now = wallNow();
    const Instant horizon = m_options.pace == Pace::Immediate ? now + kLead : now;
    const auto next = world().nextAt();
    if (m_inputs.empty() && (!next || *next > horizon))
        return setAlarm();
    Turn turn = newTurn(takeInputs(m_options.turnLimits.inputs), now, horizon);
    execute(turn);
    finish(std::move(turn));
}

void Driver::setAlarm()
{
    const auto next = world().nextAt();
    if (!next || m_inFlight)
        return;
    const Duration lead = m_options.pace == Pace::Immediate ? kLead : 0ms;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - lead - wallNow());
    m_alarm.start(std::clamp<std::chrono::milliseconds>(wait, 0ms, kLongestAlarm));
}

Turn Driver::newTurn(std::vector<Command> inputs, Instant now, Instant horizon)
{
    Turn turn;
    turn.inputs = std::move(inputs);
    turn.now = now;
    turn.horizon = horizon;
    turn.stepLimit = m_options.turnLimits.steps;
    turn.begin = viewPosition();
    turn.stepsBefore = m_steps;
    if (hasDisk())
        turn.before = m_history;
    return turn;
}

void Driver::execute(Turn &turn)
{
    int steps = turn.stepLimit;
    const auto runUpTo = [&](Instant horizon) {
        while (steps > 0) {
            auto step = m_history.forward(horizon);
            if (!step)
                return;
            --steps;
            collect(turn, std::move(*step));
        }
    };
    if (!turn.inputs.empty()) {
        runUpTo(turn.now); // what was due before the inputs came happens before them
        if (turn.now > world().now())
            apply(turn, WallClock{turn.now});
        for (const Command &input : turn.inputs)
            apply(turn, input);
    }
    runUpTo(turn.horizon);
}

void Driver::apply(Turn &turn, const Command &command)
{
    if (m_options.keepsCommands)
        turn.applied.push_back({turn.stepsBefore + turn.steps, world().now(), command});
    collect(turn, m_history.apply(command));
}

void Driver::collect(Turn &turn, Step step)
{
    ++turn.steps;
    std::ranges::move(step.records, std::back_inserter(turn.records));
    for (Output &output : step.outputs) {
        if (auto *change = std::get_if<StoreChange>(&output))
            turn.changes.push_back(std::move(change->change));
        else
            turn.outputs.push_back(std::move(output));
    }
}

void Driver::finish(Turn turn)
{
    if (!hasDisk() || turn.changes.empty())
        return release(std::move(turn));
    std::vector<store::Change> changes = m_carried;
    changes.insert(changes.end(), turn.changes.begin(), turn.changes.end());
    m_inFlight = std::move(turn);
    if (m_options.pace != Pace::Stepped)
        return m_journal->commit(std::move(changes));
    const auto written = m_journal->commitAndWait(changes); // a person waits for it anyway
    committed(written ? std::string() : written.error());
}

void Driver::committed(const std::string &reason)
{
    if (!reason.empty()) {
        refuse(reason);
    } else {
        m_carried.clear();
        Turn turn = std::move(*m_inFlight);
        m_inFlight.reset();
        release(std::move(turn));
    }
    if (m_ending == Ending::Asked)
        sayGoodbye();
    else if (m_ending == Ending::Goodbye)
        finishStopping();
}

/// The disk did not take the turn: it never happened. It happens again, and whatever would have to be kept is
/// refused.
void Driver::refuse(const std::string &reason)
{
    Turn turn = std::move(*m_inFlight);
    m_inFlight.reset();
    m_history = std::move(*turn.before);
    Turn again = newTurn(std::move(turn.inputs), turn.now, turn.horizon);
    again.stepLimit = turn.stepLimit;
    again.before.reset();
    apply(again, StoreRefuses{true, reason});
    execute(again);
    apply(again, StoreRefuses{false, {}});
    // What is left was promised to nobody: a letter that had gone already leaves its queue, a retry has
    // another time. After a crash the recovery finds out; else it goes with the next commit.
    carry(std::exchange(again.changes, {}));
    emit storeFailed(QString::fromStdString(reason));
    release(std::move(again));
}

/// Keeps what is newest of each letter in a queue, so that a disk that stays full costs memory for letters,
/// not for attempts.
void Driver::carry(std::vector<store::Change> changes)
{
    const auto keyOf =
        [](const store::Change &change) -> std::optional<std::pair<std::string, std::uint64_t>> {
        if (const auto *saved = std::get_if<store::QueueSaved>(&change))
            return std::pair(saved->node, saved->letter.id);
        if (const auto *removed = std::get_if<store::QueueRemoved>(&change))
            return std::pair(removed->node, removed->id);
        return std::nullopt;
    };
    for (store::Change &change : changes) {
        if (const auto key = keyOf(change))
            std::erase_if(m_carried, [&](const store::Change &earlier) { return keyOf(earlier) == key; });
        m_carried.push_back(std::move(change));
    }
}

// ---- out --------------------------------------------------------------------------------------------------

void Driver::release(Turn turn)
{
    releaseOutputs(turn);
    for (const Command &input : turn.inputs) {
        const auto *stream = std::get_if<StreamInput>(&input);
        if (!stream)
            continue;
        if (const auto *bytes = std::get_if<Bytes>(&stream->what))
            m_doors->applied(stream->connection, static_cast<qint64>(bytes->octets.size()));
        else if (std::holds_alternative<Connected>(stream->what) && m_options.seekable)
            m_lifetimes.emplace(stream->connection, Lifetime{turn.begin});
        else if (std::holds_alternative<PeerClosed>(stream->what))
            endLifetime(stream->connection);
    }
    m_steps += turn.steps;
    if (!turn.records.empty())
        emit recorded(turn.records);
    if (!turn.applied.empty())
        emit applied(turn.applied);
    for (const LetterSeen &letter : m_letters.seen(turn))
        emit letterSeen(letter);
    announce();
    if (m_options.pace != Pace::Stepped)
        schedule();
}

/// One write a connection: its octets are gathered, but for what must stay in order with TLS and the close.
void Driver::releaseOutputs(const Turn &turn)
{
    std::vector<std::pair<ConnectionId, QByteArray>> gathered;
    std::map<ConnectionId, std::size_t> place;
    const auto takeGathered = [&](ConnectionId id) {
        const auto found = place.find(id);
        return found == place.end() ? QByteArray() : std::exchange(gathered[found->second].second, {});
    };
    for (const Output &output : turn.outputs) {
        if (const auto *bytes = std::get_if<StreamBytes>(&output)) {
            const auto [found, isNew] = place.try_emplace(bytes->connection, gathered.size());
            if (isNew)
                gathered.emplace_back(bytes->connection, QByteArray());
            gathered[found->second].second += flat(bytes->octets);
        } else if (const auto *tls = std::get_if<StreamTls>(&output)) {
            dropUnapplied(tls->connection);
            m_doors->startTls(tls->connection, takeGathered(tls->connection));
        } else if (const auto *closed = std::get_if<StreamClosed>(&output)) {
            m_doors->send(closed->connection, takeGathered(closed->connection));
            m_doors->end(closed->connection, closed->abort);
            endLifetime(closed->connection);
        } else if (const auto *datagram = std::get_if<DatagramOut>(&output)) {
            m_doors->answer(datagram->clientPort, datagram->octets);
        } else if (const auto *need = std::get_if<NeedBlob>(&output)) {
            if (hasDisk())
                m_journal->load(need->blob);
            else
                take(BlobLoaded{need->blob, nullptr});
        }
    }
    for (auto &[id, octets] : gathered)
        if (!octets.isEmpty())
            m_doors->send(id, octets);
    m_doors->flushAnswers();
}

/// RFC 3207 section 4.2: what came in clear after STARTTLS is forgotten, wherever it waits.
void Driver::dropUnapplied(ConnectionId id)
{
    std::erase_if(m_inputs, [id](const Command &input) {
        const auto *stream = std::get_if<StreamInput>(&input);
        return stream && stream->connection == id && std::holds_alternative<Bytes>(stream->what);
    });
}

void Driver::endLifetime(ConnectionId id)
{
    if (const auto found = m_lifetimes.find(id); found != m_lifetimes.end())
        found->second.closed = m_history.stepCount();
}

void Driver::announce()
{
    if (!m_options.seekable || std::exchange(m_announced, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_announced = false;
            const Index from = std::exchange(m_told, m_history.trace().size());
            if (from < m_told)
                emit traceGrew(from, m_told);
        },
        Qt::QueuedConnection);
}

// ---- running at a chosen speed ----------------------------------------------------------------------------

void Driver::play()
{
    if (m_inFlight || m_ending != Ending::No)
        return;
    const StepIndex before = viewPosition();
    const Instant now = wallNow();
    QElapsedTimer spent;
    spent.start();
    while (spent.elapsed() < kFrameBudget.count()) {
        const Index shown = m_history.recordsShown();
        if (!playOne(now))
            break;
        watch(shown);
        if (m_heldAt) {
            setRunning(false);
            break;
        }
    }
    if (viewPosition() != before) {
        announce();
        emit viewMoved();
    }
    if (m_history.atEnd() && !world().nextAt() && m_inputs.empty() && m_endpoints.isEmpty())
        setRunning(false);
}

bool Driver::playOne(Instant now)
{
    if (!m_history.atEnd() || !looksAtLiveBranch())
        return m_history.forward(now).has_value();
    const auto next = world().nextAt();
    const bool due = next && *next <= now;
    if (!due && m_inputs.empty())
        return false;
    Turn turn = newTurn(due ? std::vector<Command>() : takeInputs(m_options.turnLimits.inputs), now, now);
    turn.stepLimit = due ? 1 : 0;
    execute(turn);
    finish(std::move(turn));
    return true;
}

} // namespace mf::live
