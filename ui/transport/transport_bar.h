// The lower edge of the window: what happened, the letter's beads, Back · Play · Next, step size and speed,
// the timeline. Owns the actions of time.
#pragma once

#include "ui/keys.h"

#include <QWidget>

class QAction;
class QActionGroup;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace mf::ui {

class Beads;
class Narration;
class Simulation;
class Timeline;

class TransportBar final : public QWidget {
    Q_OBJECT

public:
    explicit TransportBar(Simulation &simulation, QWidget *parent = nullptr);

    void fillMenu(QMenu &menu);
    /// A switch beside the buttons for something that is folded until it is asked for.
    void addSwitch(QAction &action);
    Narration &narration() { return *m_narration; }
    Beads &beads() { return *m_beads; }

public slots:
    void goTo();

private:
    void makeActions();
    QWidget *makeButtons();
    QWidget *makeTimeRow();
    QPushButton *button(QAction *action);
    void refresh();
    void refreshPosition();
    void leaveGoTo();
    void readGoTo();

    Simulation &m_simulation;
    QAction *m_play, *m_next, *m_back, *m_first, *m_last, *m_goTo;
    QActionGroup *m_steps;
    QList<QAction *> m_actions;
    Narration *m_narration;
    Beads *m_beads;
    Timeline *m_timeline;
    QComboBox *m_stepChoice, *m_speedChoice;
    QPushButton *m_cancel;
    QHBoxLayout *m_switches;
    QStackedWidget *m_position; // the label, or the field of goTo()
    QToolButton *m_positionLabel;
    QLineEdit *m_goToField;
};

} // namespace mf::ui
