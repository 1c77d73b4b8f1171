// The tab "Events": every record that has happened as a row, following the view, or those that pass
// a filter. Owns the actions that walk
// along causes, machines and sessions.
#pragma once

#include <QWidget>

#include <functional>
#include <optional>

#include "sim/kernel/trace.h"

class QAction;
class QLabel;
class QMenu;
class QTableView;

namespace mf::ui {

class FilterBar;
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
    FilterBar &filter() { return *m_filter; }

signals:
    void wanted(); ///< the person wants to see this panel

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeActions();
    void attach(); // to the trace of another scenario or branch
    void follow(); // the view
    void keepNewestInSight();
    void showSelection();
    void chooseCurrent();
    void walk(int direction, const std::function<bool(const Record &)> &wanted);
    void goTo(std::optional<Index> record);
    std::optional<Index> origin() const;
    void refreshActions();

    Simulation &m_simulation;
    Selection &m_selection;
    TraceModel *m_model;
    FilterBar *m_filter;
    QTableView *m_table;
    QLabel *m_nothing; // in the table, while it is empty
    QAction *m_cause, *m_consequence, *m_nextAtNode, *m_previousAtNode, *m_nextInSession,
        *m_previousInSession, *m_filterAction, *m_fieldsAction;
    bool m_settingCurrent = false;
};

} // namespace mf::ui
