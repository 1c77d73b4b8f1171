// The tab "Events": every record that has happened as a row, following the view. Owns the actions that walk
// along causes, machines and sessions.
#pragma once

#include <QWidget>

#include <functional>
#include <optional>

#include "sim/kernel/trace.h"

class QAction;
class QMenu;
class QTableView;

namespace mf::ui {

class Selection;
class Simulation;
class TraceModel;

class EventsPanel final : public QWidget {
    Q_OBJECT

public:
    EventsPanel(Simulation &simulation, Selection &selection, QWidget *parent = nullptr);

    void fillMenu(QMenu &menu);
    TraceModel &model() { return *m_model; }
    QTableView &table() { return *m_table; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeActions();
    void attach(); // to the trace of another scenario or branch
    void follow(); // the view
    void showSelection();
    void chooseCurrent();
    void walk(int direction, const std::function<bool(const Record &)> &wanted);
    void goTo(std::optional<Index> record);
    std::optional<Index> origin() const;
    void refreshActions();

    Simulation &m_simulation;
    Selection &m_selection;
    TraceModel *m_model;
    QTableView *m_table;
    QAction *m_cause, *m_consequence, *m_nextAtNode, *m_previousAtNode, *m_nextInSession,
        *m_previousInSession;
    bool m_settingCurrent = false;
};

} // namespace mf::ui
