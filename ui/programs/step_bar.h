// Under each program's window: where in time it is, and Back and Next, so that one need not go to the main
// window to see what an act does on the wire.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace mf::ui {

class Simulation;

class StepBar final : public QWidget {
    Q_OBJECT

public:
    explicit StepBar(Simulation &simulation, QWidget *parent = nullptr);

private:
    void refresh();

    Simulation &m_simulation;
    QPushButton *m_back;
    QPushButton *m_next;
    QLabel *m_place;
};

} // namespace mf::ui
