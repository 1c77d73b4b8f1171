// Whom a machine talks to, in which state, and what of it is broken.
#include "sim/story/saying.h"
#include "ui/inspector/sections.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace mf::ui {

namespace {

/// The record by which a stream has been encrypted; nothing: it is not (yet).
std::optional<Index> tlsRecord(const Simulation &simulation, StreamId stream)
{
    for (const Line &line : simulation.index().standing(simulation.recordsShown()))
        if (line.stream == stream && line.encrypted < simulation.recordsShown())
            return line.encrypted;
    return std::nullopt;
}

/// What the client may say next; each verb with what it is for.
Item legalVerbs(const SessionView &server, const Teller &teller)
{
    Item all = row(QStringLiteral("legal"), Inspector::tr("may be said next"), joined(server.legalVerbs));
    for (const std::string &verb : server.legalVerbs) {
        Item one = row(text(verb), text(verb), teller.aboutVerb(server.protocol, verb));
        one.tone = Tone::Quiet;
        all.add(std::move(one));
    }
    return all;
}

Item sessionEnd(const QString &key, const QString &label, const SessionView &session, const Teller &teller)
{
    Item item = row(key, label, teller.stateName(session.protocol, session.state));
    item.tip = teller.aboutState(session.protocol, session.state);
    if (!session.waitingFor.empty())
        item.add(
            row(QStringLiteral("waits"), Inspector::tr("waits for"), teller.waitingFor(session.waitingFor)));
    return item;
}

Item encryption(const Simulation &simulation, const StreamView &stream)
{
    const auto record = stream.encrypted ? tlsRecord(simulation, stream.id) : std::nullopt;
    const QString key = QStringLiteral("tls"), label = Inspector::tr("encrypted");
    if (!record)
        return row(key, label, stream.encrypted ? Inspector::tr("yes") : Inspector::tr("no: in clear"));
    const Facts &facts = simulation.trace()[*record].facts;
    return row(key, label, facts.has(Key::Version) ? text(facts.text(Key::Version)) : Inspector::tr("yes"),
               ToRecord{*record});
}

Item talk(const MachineAt &at, const StreamView &stream)
{
    const Teller &teller = at.simulation.teller();
    const bool serves = stream.server == at.node;
    const NodeId other = serves ? stream.client : stream.server;
    const auto &here = serves ? stream.serverSession : stream.clientSession;
    const auto &there = serves ? stream.clientSession : stream.serverSession;
    Item item = row(QString::number(raw(stream.id)), teller.name(other), text(node::name(stream.service)));
    if (here)
        item.value += QStringLiteral(" · ") + teller.stateName(here->protocol, here->state);
    item.value += stream.encrypted ? Inspector::tr(" · TLS") : QString();
    item.open = true;
    item.add(row(QStringLiteral("peer"), serves ? Inspector::tr("called by") : Inspector::tr("calls"),
                 teller.name(other), ToNode{other}));
    if (!stream.established)
        item.add(row(QStringLiteral("opening"), Inspector::tr("connection"), Inspector::tr("under way")));
    if (here)
        item.add(sessionEnd(QStringLiteral("here"), Inspector::tr("state here"), *here, teller));
    if (there)
        item.add(sessionEnd(QStringLiteral("there"), Inspector::tr("state there"), *there, teller));
    if (stream.serverSession && !stream.serverSession->login.empty())
        item.add(row(QStringLiteral("login"), Inspector::tr("logged in"), text(stream.serverSession->login)));
    item.add(encryption(at.simulation, stream));
    if (stream.serverSession && !stream.serverSession->legalVerbs.empty())
        item.add(legalVerbs(*stream.serverSession, teller));
    if (stream.mail != MailId::None)
        item.add(row(QStringLiteral("mail"), Inspector::tr("for a letter"), Inspector::tr("look inside it"),
                     ToLetter{stream.mail}));
    if (stream.openingRecord < at.simulation.recordsShown())
        item.add(row(QStringLiteral("began"), Inspector::tr("since"),
                     timeText(at.simulation.trace()[stream.openingRecord].at),
                     ToRecord{stream.openingRecord}));
    return item;
}

/// What is broken now: the records that began a fault which none has ended.
std::vector<Index> openFaults(const Simulation &simulation, NodeId node)
{
    std::map<std::tuple<std::string, NodeId, NodeId>, Index> open;
    const Trace &trace = simulation.trace();
    for (const Index index : simulation.index().troubles()) {
        if (index >= simulation.recordsShown())
            break;
        const Record &record = trace[index];
        if ((record.kind != Kind::FaultBegan && record.kind != Kind::FaultEnded)
            || (record.from != node && record.to != node))
            continue;
        const std::tuple what(std::string(record.facts.text(Key::Fault)), record.from, record.to);
        if (record.kind == Kind::FaultBegan)
            open[what] = index;
        else
            open.erase(what);
    }
    std::vector<Index> records;
    for (const auto &[what, index] : open)
        records.push_back(index);
    std::ranges::sort(records);
    return records;
}

} // namespace

void addTalking(Items &items, const MachineAt &at)
{
    std::vector<StreamView> mine;
    for (StreamView &stream : at.simulation.world().streams())
        if (stream.client == at.node || stream.server == at.node)
            mine.push_back(std::move(stream));
    if (mine.empty())
        return;
    Item talking = section(QStringLiteral("talking"), Inspector::tr("Talking"), QString::number(mine.size()));
    addRows(talking, talking.key, mine, at.limits,
            [&](const StreamView &stream, std::size_t) { return talk(at, stream); });
    items.push_back(std::move(talking));
}

void addFaults(Items &items, const MachineAt &at)
{
    const std::vector<Index> open = openFaults(at.simulation, at.node);
    if (open.empty())
        return;
    Item faults =
        section(QStringLiteral("faults"), Inspector::tr("Out of order"), QString::number(open.size()));
    addRows(faults, faults.key, open, at.limits, [&](Index index, std::size_t) {
        const Record &record = at.simulation.trace()[index];
        Item item = row(QString::number(index), at.simulation.teller().sentence(record),
                        Inspector::tr("since %1").arg(timeText(record.at)), ToRecord{index});
        item.tone = Tone::Trouble;
        item.tip = item.label;
        return item;
    });
    items.push_back(std::move(faults));
}

} // namespace mf::ui
