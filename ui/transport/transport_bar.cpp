#include "ui/transport/transport_bar.h"

#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/transport/beads.h"
#include "ui/transport/bookmarks.h"
#include "ui/transport/branch_bar.h"
#include "ui/transport/narration.h"
#include "ui/transport/place_field.h"
#include "ui/transport/run_until_bar.h"
#include "ui/transport/timeline.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <iterator>

namespace mf::ui {

namespace {

constexpr Act kStepActs[] = {Act::StepEvent, Act::StepLine, Act::StepReply, Act::StepHop, Act::StepDelivery};
constexpr double kSpeeds[] = {Simulation::kReadersPace, 0.1, 0.5, 1, 2, 10, 100, 1000,
                              Simulation::kFastestPace};
constexpr int kMarkLimit = 60; // characters of a bookmark in the list
constexpr int kWide = 1080;    // below that, buttons are small and choices stand without captions
constexpr QSize kLargeButton(118, 40), kSmallButton(104, 32);
constexpr int kLeastChoice = 60; // what does not fit ends with an ellipsis

QString stepName(int size)
{
    switch (story::StepSize(size)) {
    case story::StepSize::Event: return TransportBar::tr("event");
    case story::StepSize::Line: return TransportBar::tr("line");
    case story::StepSize::Reply: return TransportBar::tr("reply");
    case story::StepSize::Hop: return TransportBar::tr("hop");
    case story::StepSize::Delivery: return TransportBar::tr("delivery");
    }
    return {};
}

QString speedName(double speed)
{
    if (speed == Simulation::kReadersPace)
        return TransportBar::tr("to read along");
    if (speed == Simulation::kFastestPace)
        return TransportBar::tr("as fast as possible");
    return QStringLiteral("× %1").arg(QLocale().toString(speed));
}

} // namespace

TransportBar::TransportBar(Simulation &simulation, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_bookmarks(new Bookmarks(simulation, this))
{
    makeActions();
    m_narration = new Narration(simulation);
    m_beads = new Beads(simulation);
    m_branches = new BranchBar(simulation);
    m_runUntil = new RunUntilBar(simulation);
    connect(m_until, &QAction::triggered, m_runUntil, &RunUntilBar::ask);
    auto *top = new QHBoxLayout;
    top->setSpacing(24);
    top->addWidget(m_narration, 1);
    top->addWidget(m_beads, 0, Qt::AlignVCenter);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(18, 10, 18, 8);
    rows->setSpacing(8);
    rows->addWidget(m_branches);
    rows->addLayout(top);
    rows->addWidget(m_runUntil);
    rows->addWidget(makeButtons());
    rows->addWidget(makeTimeRow());
    connect(&simulation, &Simulation::opened, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::viewMoved, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::playingChanged, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::stepSizeChanged, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::speedChanged, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::busyChanged, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::waitingChanged, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::traceGrew, this, &TransportBar::refreshProgress);
    connect(&simulation, &Simulation::timeMoved, this, &TransportBar::refreshMarks);
    connect(m_bookmarks, &Bookmarks::changed, this, &TransportBar::refreshMarks);
    connect(m_goTo, &QAction::triggered, m_place, &PlaceField::ask);
    refresh();
}

void TransportBar::makeActions()
{
    const auto make = [this](Act act, auto *receiver, auto slot) {
        QAction *action = makeAction(act, this);
        connect(action, &QAction::triggered, receiver, slot);
        addAction(action);
        m_actions << action;
        return action;
    };
    m_back = make(Act::Back, &m_simulation, &Simulation::back);
    m_play = make(Act::PlayPause, &m_simulation, &Simulation::toggle);
    m_next = make(Act::Next, &m_simulation, &Simulation::next);
    m_first = make(Act::First, &m_simulation, &Simulation::toBegin);
    m_last = make(Act::Last, &m_simulation, &Simulation::toEnd);
    m_goTo = makeAction(Act::GoTo, this);
    m_until = makeAction(Act::RunUntil, this);
    for (QAction *action : {m_goTo, m_until}) {
        addAction(action);
        m_actions << action;
    }
    m_stop = make(Act::Stop, &m_simulation, &Simulation::cancel);
    m_slower = make(Act::Slower, this, [this] { changeSpeed(-1); });
    m_faster = make(Act::Faster, this, [this] { changeSpeed(+1); });
    m_mark = make(Act::ToggleBookmark, m_bookmarks, &Bookmarks::toggle);
    m_nextMark = make(Act::NextBookmark, m_bookmarks, &Bookmarks::toNext);
    m_previousMark = make(Act::PreviousBookmark, m_bookmarks, &Bookmarks::toPrevious);
    makeStepActions();
}

void TransportBar::makeStepActions()
{
    m_steps = new QActionGroup(this);
    for (std::size_t i = 0; i < std::size(kStepActs); ++i) {
        QAction *action = makeAction(kStepActs[i], this);
        action->setCheckable(true);
        m_steps->addAction(action);
        addAction(action);
        connect(action, &QAction::triggered, this,
                [this, i] { m_simulation.setStepSize(story::StepSize(i)); });
    }
}

void TransportBar::fillMenu(QMenu &menu)
{
    menu.addActions(m_actions);
    menu.addSeparator();
    menu.addActions(m_steps->actions());
    menu.addSeparator();
    m_branches->fillMenu(menu);
}

void TransportBar::addSwitch(QAction &action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(&action);
    button->setFocusPolicy(Qt::TabFocus);
    m_switches->addWidget(button);
}

QPushButton *TransportBar::button(QAction *action)
{
    auto *button = new QPushButton;
    button->setFocusPolicy(Qt::TabFocus); // a click leaves the keys where they are
    button->setMinimumSize(kLargeButton);
    m_buttons << button;
    QFont large = button->font();
    large.setPointSizeF(large.pointSizeF() * 1.12);
    button->setFont(large);
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

QWidget *TransportBar::makeButtons()
{
    auto *row = new QWidget;
    QPushButton *back = button(m_back), *play = button(m_play), *next = button(m_next);
    back->setText(tr("◂  Back"));
    next->setText(tr("Next  ▸"));
    next->setDefault(true);
    connect(m_play, &QAction::changed, play,
            [this, play] { play->setText(m_play->isChecked() ? tr("❚❚  Pause") : tr("▶  Play")); });
    m_play->setCheckable(true);
    play->setText(tr("▶  Play"));
    m_switches = new QHBoxLayout;
    auto *left = new QHBoxLayout, *right = new QHBoxLayout, *all = new QHBoxLayout(row);
    left->addWidget(makeChoices());
    left->addStretch();
    right->addWidget(makeRunning());
    right->addStretch();
    right->addLayout(m_switches);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(12);
    all->addLayout(left, 1);
    all->addWidget(back);
    all->addWidget(play);
    all->addWidget(next);
    all->addLayout(right, 1);
    return row;
}

/// How far a step goes, and how fast playing is.
QWidget *TransportBar::makeChoices()
{
    m_stepChoice = new QComboBox;
    m_stepChoice->setAccessibleName(tr("Step size"));
    for (int i = 0; i < int(std::size(kStepActs)); ++i)
        m_stepChoice->addItem(stepName(i));
    connect(m_stepChoice, &QComboBox::activated, this,
            [this](int i) { m_simulation.setStepSize(story::StepSize(i)); });
    m_speedChoice = new QComboBox;
    m_speedChoice->setAccessibleName(tr("Speed of play"));
    for (double speed : kSpeeds)
        m_speedChoice->addItem(speedName(speed), speed);
    connect(m_speedChoice, &QComboBox::activated, this, [this](int i) { m_simulation.setSpeed(kSpeeds[i]); });
    for (QComboBox *box : {m_stepChoice, m_speedChoice}) {
        box->setFocusPolicy(Qt::TabFocus);
        box->setMinimumWidth(kLeastChoice);
    }
    m_stepChoice->setToolTip(tr("How far a step goes"));
    m_speedChoice->setToolTip(tr("How fast playing is"));
    m_captions = {new QLabel(tr("A step is a")), new QLabel(tr("Play"))};
    auto *choices = new QWidget;
    auto *row = new QHBoxLayout(choices);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_captions[0]);
    row->addWidget(m_stepChoice);
    row->addSpacing(6);
    row->addWidget(m_captions[1]);
    row->addWidget(m_speedChoice);
    return choices;
}

/// What is seen of a long run: how far it is, and the way out of it.
QWidget *TransportBar::makeRunning()
{
    m_running = new QWidget;
    m_progress = new QProgressBar;
    m_progress->setAccessibleName(tr("How far the run is"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(70);
    auto *cancel = new QPushButton(tr("Stop (Esc)"));
    cancel->setFocusPolicy(Qt::TabFocus);
    cancel->setToolTip(m_stop->toolTip());
    connect(cancel, &QPushButton::clicked, m_stop, &QAction::trigger);
    auto *row = new QHBoxLayout(m_running);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_progress);
    row->addWidget(cancel);
    return m_running;
}

QWidget *TransportBar::makeTimeRow()
{
    auto *row = new QWidget;
    m_timeline = new Timeline(m_simulation, *m_bookmarks);
    m_place = new PlaceField(m_simulation);
    m_marks = new QToolButton;
    m_marks->setText(QStringLiteral("⚑"));
    m_marks->setAutoRaise(true);
    m_marks->setFocusPolicy(Qt::TabFocus);
    m_marks->setAccessibleName(tr("Bookmarks"));
    m_marks->setToolTip(tr("The moments that are marked. B marks one."));
    m_marks->setPopupMode(QToolButton::InstantPopup);
    m_marks->setMenu(new QMenu(m_marks));
    connect(m_marks->menu(), &QMenu::aboutToShow, this, &TransportBar::fillBookmarks);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_timeline, 1);
    line->addWidget(m_marks);
    line->addWidget(m_place);
    return row;
}

void TransportBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= kWide;
    for (QLabel *caption : m_captions)
        caption->setVisible(wide);
    for (QPushButton *button : m_buttons)
        button->setMinimumSize(wide ? kLargeButton : kSmallButton);
}

// ---- following the simulation -------------------------------------------------------------------------

void TransportBar::refresh()
{
    const bool open = m_simulation.isOpen();
    const bool playing = open && m_simulation.isPlaying();
    const bool before = open && m_simulation.history().position() > 0;
    const bool after = open && !m_simulation.isFinished();
    m_back->setEnabled(before);
    m_first->setEnabled(before);
    m_next->setEnabled(after);
    m_last->setEnabled(after);
    m_play->setEnabled(after || playing);
    m_goTo->setEnabled(open);
    m_until->setEnabled(open);
    m_play->setChecked(playing);
    m_play->setText(playing ? tr("&Pause") : tr("&Play"));
    m_stop->setEnabled(m_simulation.isBusy());
    m_running->setVisible(m_simulation.isBusy());
    const int size = int(m_simulation.stepSize());
    m_steps->actions()[size]->setChecked(true);
    m_stepChoice->setCurrentIndex(size);
    const int speed = int(std::ranges::find(kSpeeds, m_simulation.speed()) - std::begin(kSpeeds));
    m_speedChoice->setCurrentIndex(speed);
    m_slower->setEnabled(speed > 0);
    m_faster->setEnabled(speed + 1 < int(std::size(kSpeeds)));
    refreshProgress();
    refreshMarks();
}

void TransportBar::refreshProgress()
{
    if (!m_simulation.isBusy())
        return;
    const auto done = m_simulation.progress();
    m_progress->setRange(0, done ? 100 : 0); // nobody knows: it only moves
    m_progress->setValue(done ? int(*done * 100) : 0);
}

void TransportBar::changeSpeed(int by)
{
    const auto index = std::ranges::find(kSpeeds, m_simulation.speed()) - std::begin(kSpeeds) + by;
    if (index >= 0 && index < std::ssize(kSpeeds))
        m_simulation.setSpeed(kSpeeds[index]);
}

// ---- bookmarks ----------------------------------------------------------------------------------------

void TransportBar::refreshMarks()
{
    const bool open = m_simulation.isOpen();
    m_mark->setEnabled(open);
    m_mark->setText(m_bookmarks->isHere() ? tr("Remove the boo&kmark") : tr("Boo&kmark"));
    m_nextMark->setEnabled(m_bookmarks->hasNext());
    m_previousMark->setEnabled(m_bookmarks->hasPrevious());
    m_marks->setVisible(open && !m_bookmarks->shown().empty());
}

void TransportBar::fillBookmarks()
{
    QMenu &menu = *m_marks->menu();
    menu.clear();
    for (const Bookmark &mark : m_bookmarks->shown()) {
        QString words = tr("%1: %2").arg(timeText(mark.at), shortened(mark.what, kMarkLimit));
        QAction *action = menu.addAction(words.replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, m_bookmarks, [this, mark] { m_bookmarks->go(mark); });
    }
    menu.addSeparator();
    menu.addActions({m_mark, m_nextMark, m_previousMark});
}

} // namespace mf::ui
