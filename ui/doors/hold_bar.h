// Says that the world stands at a breakpoint, and how long the real program on the other side will still wait.
#pragma once

#include <QLabel> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include <QElapsedTimer>
#include <QTimer>

namespace mf::ui {

class Simulation;

class HoldBar final : public QLabel {
    Q_OBJECT

public:
    explicit HoldBar(Simulation &simulation, QWidget *parent = nullptr);

private:
    void heldChanged();
    void refresh();

    Simulation &m_simulation;
    QElapsedTimer m_since; // the real client waits
    QTimer m_tick;
};

} // namespace mf::ui
