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
class QMenu;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace mf::ui {

class Beads;
class Bookmarks;
class BranchBar;
class Narration;
class PlaceField;
class RunUntilBar;
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
    BranchBar &branches() { return *m_branches; }
    RunUntilBar &runUntil() { return *m_runUntil; }
    PlaceField &place() { return *m_place; }
    Bookmarks &bookmarks() { return *m_bookmarks; }
    Timeline &timeline() { return *m_timeline; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeActions();
    void makeStepActions();
    QWidget *makeButtons();
    QWidget *makeChoices();
    QWidget *makeRunning();
    QWidget *makeTimeRow();
    QPushButton *button(QAction *action);
    void changeSpeed(int by);
    void refresh();
    void refreshMarks();
    void refreshProgress();
    void fillBookmarks();

    Simulation &m_simulation;
    QAction *m_play, *m_next, *m_back, *m_first, *m_last, *m_goTo, *m_until, *m_stop, *m_slower, *m_faster;
    QAction *m_mark, *m_nextMark, *m_previousMark;
    QActionGroup *m_steps;
    QList<QAction *> m_actions;
    Narration *m_narration;
    Beads *m_beads;
    Bookmarks *m_bookmarks;
    BranchBar *m_branches;
    RunUntilBar *m_runUntil;
    Timeline *m_timeline;
    PlaceField *m_place;
    QComboBox *m_stepChoice, *m_speedChoice;
    QToolButton *m_marks;
    QWidget *m_running; // while something long is under way
    QProgressBar *m_progress;
    QHBoxLayout *m_switches;
    QList<QLabel *> m_captions; // beside the choices, where there is room for them
    QList<QPushButton *> m_buttons;
};

} // namespace mf::ui
