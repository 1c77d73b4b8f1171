// What can be broken and repaired at a machine or link, as a menu: by right click, by the menu key, or by the
// button that stands in the picture while something is selected.
#pragma once

#include <QObject> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "ui/faults/fault_names.h"

#include <QPointer>

#include <vector>

class QAction;
class QMenu;
class QWidget;

namespace mf::ui {

class FaultDialog;
class Simulation;

class FaultMenu final : public QObject {
    Q_OBJECT

public:
    FaultMenu(Simulation &simulation, QWidget *parent);

    /// Shows the menu of these places; each has a menu of its own where there are several.
    void popUp(const std::vector<FaultPlace> &places, const QPoint &globalPosition);
    /// The menu that was shown last, while it is open.
    QMenu *menu() const;
    FaultDialog *dialog() const;

    void breakNow(const FaultPlace &place, FaultKind kind);
    void repair(const FaultSpec &fault);
    void callOff(const FaultSpec &fault);

signals:
    /// One more server is to take that domain's mail, beside this machine.
    void mailServerWanted(const QString &domain);
    void plannedWanted(); ///< the list of all that is going to break

public slots:
    /// Mends all that stands.
    void repairAll();

private:
    void fill(QMenu &menu, const FaultPlace &place);
    bool offerEnds(QMenu &menu, const FaultPlace &place, const std::vector<FaultSpec> &standing);
    void offerMailServers(QMenu &menu, const FaultPlace &place);
    void ask(const FaultPlace &place);
    QWidget *widget() const;

    Simulation &m_simulation;
    QPointer<QMenu> m_menu;
    QPointer<FaultDialog> m_dialog;
};

} // namespace mf::ui
