// What a person has done to the open scenario and its file does not know yet: acts on the viewed branch, places of
// machines, another text. Writes it into the file without harming what is there.
#pragma once

#include <QObject> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/base/fault.h"
#include "sim/scenario/keep.h"
#include "sim/world/history.h"

#include <QString>
#include <QStringList>

#include <expected>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace mf::ui {

class Simulation;

class Edits final : public QObject {
    Q_OBJECT

public:
    explicit Edits(Simulation &simulation, QObject *parent = nullptr);

    bool isEmpty() const;
    /// Whether a file could hold any of it.
    bool canBeSaved() const;
    /// What no file can hold, as the trace tells it: it is lost when another scenario is opened, saved or not.
    QStringList beyondFile() const;
    /// What the file is to say, before acts and places are written into it; nothing: what it says.
    void setText(std::optional<std::string> text);
    /// `text` with the acts and places that it does not have.
    std::expected<std::string, Fault> written(std::string_view text) const;
    void placeMachine(const QString &name, QPointF cell);
    /// Writes the file anew, whole or not at all: the text as it is on the disk now, with what was done added, but
    /// for what is beyondFile().
    std::expected<void, Faults> save(const QString &file);

signals:
    void changed(); ///< there is something to be saved, or no more

private:
    using ActId = std::pair<BranchId, StepIndex>; // where it was done: branches share their first steps
    ActId idOf(StepIndex step) const;
    Doings unsaved() const;
    void rescan(); // another scenario or branch
    void tell();

    Simulation &m_simulation;
    std::optional<std::string> m_text;
    std::map<std::string, std::pair<double, double>> m_places;
    std::map<ActId, DoneAct> m_acts; // of the viewed branch; by time: a branch's id is above its parent's
    Judge m_judge;                   // of them, in that order
    StepIndex m_scanned = 0;         // steps that have been looked at for acts
    std::set<ActId> m_saved;         // acts that the file has, as far as it can
    bool m_told = false;
};

} // namespace mf::ui
