#include "ui/edits.h"

#include "sim/live/whole_file.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QFile>
#include <QPointF>
#include <QSaveFile>

#include <algorithm>

namespace mf::ui {

Edits::Edits(Simulation &simulation, QObject *parent) : QObject(parent), m_simulation(simulation)
{
    connect(&simulation, &Simulation::opened, this, [this] {
        m_text.reset();
        m_places.clear();
        m_saved.clear();
        rescan();
    });
    connect(&simulation, &Simulation::traceGrew, this, &Edits::tell);
    connect(&simulation, &Simulation::traceReplaced, this, &Edits::rescan);
}

void Edits::placeMachine(const QString &name, QPointF cell)
{
    m_places[utf8(name)] = {cell.x(), cell.y()};
    tell();
}

void Edits::setText(std::optional<std::string> text)
{
    m_text = std::move(text);
    tell();
}

std::expected<std::string, Fault> Edits::written(std::string_view text) const
{
    return kept(text, utf8(m_simulation.variant()), unsaved());
}

Edits::ActId Edits::idOf(StepIndex step) const
{
    const std::vector<History::Branch> branches = m_simulation.history().branches();
    BranchId owner = m_simulation.history().branch();
    while (owner != BranchId::Main && step < branches[std::size_t(owner)].forkedAt)
        owner = branches[std::size_t(owner)].parent;
    return {owner, step};
}

bool Edits::isEmpty() const
{
    return !canBeSaved()
           && std::ranges::all_of(m_acts, [](const auto &act) { return act.second.much == Keepable::Whole; });
}

bool Edits::canBeSaved() const
{
    return m_text || !m_places.empty() || std::ranges::any_of(m_acts, [this](const auto &act) {
               return act.second.much != Keepable::Not && !m_saved.contains(act.first);
           });
}

QStringList Edits::beyondFile() const
{
    QStringList acts;
    if (!m_simulation.isOpen())
        return acts;
    const History &history = m_simulation.history();
    for (const auto &[id, done] : m_acts) {
        if (done.much == Keepable::Whole)
            continue;
        const Index first = history.step(id.second).firstRecord;
        const QString told = first < history.recordsAfter(id.second + 1)
                                 ? m_simulation.teller().sentence(history.trace()[first])
                                 : tr("Something that was typed at t = %1").arg(timeText(done.at));
        acts << (done.much == Keepable::WithoutFiles
                     ? tr("%1 (Only its attached files are left out.)").arg(told)
                     : told);
    }
    return acts;
}

Doings Edits::unsaved() const
{
    Doings doings;
    for (const auto &[id, done] : m_acts)
        if (!m_saved.contains(id))
            doings.acts.push_back(done);
    doings.places.assign(m_places.begin(), m_places.end());
    return doings;
}

void Edits::rescan()
{
    m_acts.clear();
    m_judge = {};
    m_scanned = 0;
    tell();
}

void Edits::tell()
{
    for (; m_simulation.isOpen() && m_scanned < m_simulation.history().stepCount(); ++m_scanned) {
        auto done = doneAt(m_simulation.history(), m_scanned);
        if (!done)
            continue;
        done->much = m_judge(*done);
        m_acts.emplace(idOf(m_scanned), std::move(*done));
    }
    if (const bool some = !isEmpty(); some != m_told) {
        m_told = some;
        emit changed();
    }
}

std::expected<void, Faults> Edits::save(const QString &file)
{
    const auto refused = [](const QString &where, Phrase why) {
        return std::unexpected(Faults{{utf8(where), 0, 0, std::move(why), {}}});
    };
    QFile source(m_simulation.file());
    if (!m_text && !source.open(QIODevice::ReadOnly))
        return refused(m_simulation.file(),
                       phrase("cannot be read any more: {}", utf8(source.errorString())));
    auto result = written(m_text ? *m_text : source.readAll().toStdString());
    if (!result) {
        result.error().file = utf8(m_simulation.file());
        return std::unexpected(Faults{result.error()});
    }
    QSaveFile target(file); // beside it first, synced, then in its place
    if (!live::writeWhole(target, *result))
        return refused(
            file, phrase("cannot be written: {}; what was there is still there", utf8(target.errorString())));
    for (const auto &[id, done] : m_acts)
        m_saved.insert(id);
    m_text.reset();
    m_places.clear();
    m_simulation.nowIn(file);
    tell();
    return {};
}

} // namespace mf::ui
