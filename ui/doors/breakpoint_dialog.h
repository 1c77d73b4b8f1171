// The list of breakpoints: each at a machine, a protocol, a verb or a reply; on or off. Stays open beside the window.
#pragma once

#include <QDialog> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/live/breakpoint.h"

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace mf::ui {

class Simulation;

class BreakpointDialog final : public QDialog {
    Q_OBJECT

public:
    explicit BreakpointDialog(Simulation &simulation, QWidget *parent);

    QListWidget &list() { return *m_list; }
    QComboBox &machine() { return *m_machine; }
    QComboBox &protocol() { return *m_protocol; }
    QLineEdit &what() { return *m_what; }

public slots:
    void add();
    void removeCurrent();

private:
    void opened();
    void apply();

    Simulation &m_simulation;
    std::vector<live::Breakpoint> m_breakpoints; // one a row
    QLabel *m_nothing;
    QListWidget *m_list;
    QComboBox *m_machine, *m_protocol;
    QLineEdit *m_what;
    QPushButton *m_remove;
};

} // namespace mf::ui
