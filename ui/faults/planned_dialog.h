// What is going to break: when, where and what, each of which can be called off. Stays open beside the window.
#pragma once

#include <QDialog> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/world/scenario.h"

#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace mf::ui {

class Simulation;

class PlannedDialog final : public QDialog {
    Q_OBJECT

public:
    explicit PlannedDialog(Simulation &simulation, QWidget *parent);

    QTreeWidget &list() { return *m_list; }
    QPushButton &callOffButton() { return *m_callOff; }

public slots:
    void callOffCurrent();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void fill();

    Simulation &m_simulation;
    std::optional<std::vector<FaultSpec>> m_planned; // one a row; nothing: not filled yet
    QTreeWidget *m_list;
    QLabel *m_nothing;
    QPushButton *m_callOff;
};

} // namespace mf::ui
