#include "ui/inspector/letter_items.h"

#include "sim/story/copies.h"
#include "sim/story/display.h"
#include "ui/inspector/sections.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/words/fate_name.h"

#include <algorithm>

namespace mf::ui {

namespace {

/// The letter as it lies in a mailbox of that machine; null: it does not, or its octets are not in memory.
std::shared_ptr<const mail::Message> inMailbox(const node::NodeView &view, MailId mail)
{
    for (const node::MailboxView &box : view.mailboxes) {
        if (!box.mailbox)
            continue;
        const auto &letters = box.mailbox->letters;
        const std::size_t first =
            letters.size() > story::kCopiesLimit ? letters.size() - story::kCopiesLimit : 0;
        for (std::size_t i = first; i < letters.size(); ++i)
            if (letters[i].mail == mail && letters[i].message)
                return letters[i].message;
    }
    return nullptr;
}

/// The copy in the mailbox, with what the store has put on top; nothing: it is in none (any more).
std::optional<story::LetterState> storedState(const Simulation &simulation, const LetterAt &letter)
{
    for (auto event = letter.events.rbegin(); event != letter.events.rend(); ++event) {
        const Record &record = simulation.trace()[*event];
        if (record.kind != Kind::LetterStored)
            continue;
        const auto message = inMailbox(simulation.world().view(record.from), letter.mail);
        if (!message)
            continue;
        story::LetterState state;
        state.record = record.id;
        state.at = record.from;
        state.mailFrom = message->header("Return-Path").value_or("");
        state.rcptTo = {std::string(record.facts.text(Key::Recipient))};
        state.protocol = "mailbox";
        state.letter = message->octets().slice(0, story::kLetterShownOctets);
        state.cutShort = message->octets().size() > story::kLetterShownOctets;
        return state;
    }
    return std::nullopt;
}

Item envelopeItem(const story::LetterState &state, const ListLimits &limits)
{
    Item envelope =
        section(QStringLiteral("envelope"), Inspector::tr("Envelope"), Inspector::tr("what SMTP is told"));
    envelope.tip = Inspector::tr("The envelope decides where the letter goes. It is thrown away at the end.");
    const bool stored = state.protocol == "mailbox";
    if (stored)
        envelope.value = Inspector::tr("gone; of it there remains:");
    const QString from = state.mailFrom.empty() || state.mailFrom == "<>"
                             ? Inspector::tr("<> (nobody: a report)")
                             : text(state.mailFrom);
    envelope.add(row(QStringLiteral("from"),
                     stored ? QStringLiteral("Return-Path") : QStringLiteral("MAIL FROM"), from));
    addRows(envelope, QStringLiteral("rcpt"), state.rcptTo, limits,
            [&](const std::string &to, std::size_t i) {
                return row(QStringLiteral("to%1").arg(i),
                           stored ? Inspector::tr("delivered to") : QStringLiteral("RCPT TO"), text(to));
            });
    return envelope;
}

Item headerItem(const LetterAt &letter, std::size_t state, const ListLimits &limits)
{
    const story::LetterState &now = letter.states[state];
    Item header =
        section(QStringLiteral("header"), Inspector::tr("Letter"), Inspector::tr("what people see"));
    if (now.letter.empty()) {
        header.add(row(QStringLiteral("none"), Inspector::tr("Its octets cannot be seen here."), {}));
        return header;
    }
    const story::LetterState *before = nullptr;
    for (std::size_t i = 0; i < state; ++i)
        if (!letter.states[i].letter.empty())
            before = &letter.states[i];
    const auto lines = story::headerLines(now.letter, before ? &before->letter : nullptr);
    const auto added = std::ranges::count_if(lines, &story::HeaderLine::isNew);
    if (added > 0)
        header.value = added == 1 ? Inspector::tr("1 line is new here")
                                  : Inspector::tr("%1 lines are new here").arg(added);
    addRows(
        header, QStringLiteral("headers"), lines, limits, [](const story::HeaderLine &line, std::size_t i) {
            Item item =
                row(QString::number(i), (line.isNew ? QStringLiteral("+ ") : QString()) + text(line.name),
                    text(line.value));
            item.tip = line.isNew ? Inspector::tr("New here: %1").arg(text(line.value)) : text(line.value);
            item.tone = line.isNew ? Tone::Good : Tone::Plain;
            return item;
        });
    return header;
}

// ---- where its time went ----------------------------------------------------------------------------------

/// The pause after it only as far as it has gone by.
void addAttempt(Item &into, const Simulation &simulation, const story::Stay &stay, std::size_t at)
{
    const story::VainAttempt &attempt = stay.vain[at];
    const auto add = [&](const char *what, const QString &label, const QString &value, Index record,
                         Tone tone) {
        Item &item = into.add(
            row(QStringLiteral("%1%2").arg(QLatin1String(what)).arg(at), label, value, ToRecord{record}));
        item.tip = simulation.teller().sentence(simulation.trace()[record]);
        item.tone = tone;
    };
    add("call", Inspector::tr("attempt %1: in vain").arg(at + 1), timeText(attempt.calling()), attempt.failed,
        Tone::Trouble);
    if (attempt.scheduled != kNoIndex)
        add("pause", Inspector::tr("waited"), timeText(std::min(attempt.due, stay.until) - attempt.ended),
            attempt.scheduled, Tone::Later);
    if (attempt.repaired != kNoIndex)
        add("mended", Inspector::tr("host is back"),
            Inspector::tr("at %1").arg(timeText(simulation.trace()[attempt.repaired].at)), attempt.repaired,
            Tone::Good);
}

Item stayItem(const Simulation &simulation, const story::Stay &stay)
{
    Item item = row(QStringLiteral("stay%1").arg(stay.arrived), simulation.teller().name(stay.node),
                    timeText(stay.length()), ToRecord{stay.arrived});
    item.tip = simulation.teller().sentence(simulation.trace()[stay.arrived]);
    item.open = true;
    for (std::size_t i = 0; i < std::min(stay.vain.size(), ListLimits::kFirst); ++i)
        addAttempt(item, simulation, stay, i);
    if (!stay.vain.empty() && stay.until > stay.vain.back().due)
        item.add(row(QStringLiteral("last"), Inspector::tr("attempt %1").arg(stay.vain.size() + 1),
                     timeText(stay.until - stay.vain.back().due)));
    return item;
}

Item timeItem(const Simulation &simulation, const LetterAt &letter, const ListLimits &limits)
{
    Item time = section(QStringLiteral("time"), Inspector::tr("Time taken"), timeText(letter.delay.length()));
    addRows(time, time.key, letter.delay.stays, limits,
            [&](const story::Stay &stay, std::size_t) { return stayItem(simulation, stay); });
    return time;
}

// ---- journey ----------------------------------------------------------------------------------------------

Tone toneOf(Kind kind)
{
    switch (kind) {
    case Kind::LetterStored:
    case Kind::LetterRead: return Tone::Good;
    case Kind::AttemptFailed:
    case Kind::LetterBounced:
    case Kind::LetterDropped: return Tone::Trouble;
    case Kind::RetryScheduled:
    case Kind::LetterDelayed: return Tone::Later;
    default: return Tone::Plain;
    }
}

/// Short: the sentence is in the tip, and where the row leads.
QString eventName(Kind kind)
{
    if (const auto fate = mf::fateOf(kind))
        return *fate == Fate::Queued ? Inspector::tr("in the queue") : fateName(*fate);
    return kind == Kind::AttemptFailed ? Inspector::tr("attempt failed")
                                       : Inspector::tr("another try is set");
}

Item eventItem(const Simulation &simulation, Index event)
{
    const Record &record = simulation.trace()[event];
    const QString sentence = simulation.teller().sentence(record);
    Item item =
        row(QStringLiteral("#%1").arg(event), eventName(record.kind), timeText(record.at), ToRecord{event});
    item.tip = sentence;
    item.tone = toneOf(record.kind);
    if (record.kind == Kind::LetterBounced || record.kind == Kind::LetterDelayed)
        if (const MailId report = story::reportAbout(event, simulation.trace(), simulation.recordsShown());
            report != MailId::None) {
            item.open = true;
            item.add(row(QStringLiteral("report"), Inspector::tr("its report"),
                         Inspector::tr("look inside it"), ToLetter{report}));
        }
    return item;
}

Item legItem(const Simulation &simulation, const std::vector<story::Leg> &legs, std::size_t index,
             const ListLimits &limits)
{
    const story::Leg &leg = legs[index];
    const Record &arrived = simulation.trace()[leg.arrived];
    Item item = row(QStringLiteral("leg%1").arg(leg.arrived), simulation.teller().name(leg.node),
                    timeText(arrived.at), ToRecord{leg.arrived});
    item.tip = simulation.teller().sentence(arrived);
    item.open = true;
    addRows(item, QStringLiteral("leg%1").arg(leg.arrived), leg.events, limits,
            [&](Index event, std::size_t) { return eventItem(simulation, event); });
    return item;
}

/// The tree of machines, at most this deep: mail loops are cut by servers long before.
constexpr int kDeepest = 100;

void addLegs(Item &into, const Simulation &simulation, const std::vector<story::Leg> &legs, std::size_t index,
             const ListLimits &limits, int depth)
{
    Item item = legItem(simulation, legs, index, limits);
    if (depth < kDeepest)
        for (const std::size_t onward : legs[index].onward)
            addLegs(item, simulation, legs, onward, limits, depth + 1);
    into.add(std::move(item));
}

Item journeyItem(const Simulation &simulation, const LetterAt &letter, const ListLimits &limits)
{
    Item journey = section(QStringLiteral("journey"), Inspector::tr("Journey"));
    const std::vector<story::Leg> legs = story::legsOf(simulation.trace(), letter.events);
    for (std::size_t i = 0; i < legs.size(); ++i)
        if (legs[i].parent == story::Leg::kNone)
            addLegs(journey, simulation, legs, i, limits, 0);
    journey.value =
        legs.size() == 1 ? Inspector::tr("1 machine") : Inspector::tr("%1 machines").arg(legs.size());
    if (const MailId about = story::reportedBy(letter.mail, simulation.trace(), letter.events);
        about != MailId::None)
        journey.add(row(QStringLiteral("about"), Inspector::tr("reports about"),
                        Inspector::tr("the letter itself"), ToLetter{about}));
    return journey;
}

} // namespace

LetterAt letterAt(const Simulation &simulation, MailId mail)
{
    LetterAt letter;
    letter.mail = mail;
    const Index shown = simulation.recordsShown();
    for (const LetterEvent &event : simulation.index().letterEvents())
        if (event.mail == mail && event.record < shown)
            letter.events.push_back(event.record);
    letter.states = story::letterStates(simulation.trace(), letter.events);
    if (auto stored = storedState(simulation, letter))
        letter.states.push_back(std::move(*stored));
    letter.delay = story::delayOf(simulation.trace(), letter.events, simulation.world().epoch(),
                                  simulation.world().now(),
                                  [&](NodeId node) { return utf8(simulation.teller().name(node)); });
    for (const Index event : letter.events)
        if (letter.subject.isEmpty())
            letter.subject = text(simulation.trace()[event].facts.text(Key::Subject));
    return letter;
}

QString stateName(const Simulation &simulation, const story::LetterState &state)
{
    const QString at = simulation.teller().name(state.at);
    if (state.protocol == "mailbox")
        return Inspector::tr("as it lies in the mailbox on %1").arg(at);
    return state.from == NodeId::None ? Inspector::tr("as it was written on %1").arg(at)
                                      : Inspector::tr("as %1 got it by %2").arg(at, text(state.protocol));
}

Items letterItems(const Simulation &simulation, const LetterAt &letter, std::size_t state,
                  const ListLimits &limits)
{
    Items items;
    if (state < letter.states.size()) {
        items.push_back(envelopeItem(letter.states[state], limits));
        items.push_back(headerItem(letter, state, limits));
    }
    if (!letter.delay.stays.empty())
        items.push_back(timeItem(simulation, letter, limits));
    items.push_back(journeyItem(simulation, letter, limits));
    return items;
}

} // namespace mf::ui
