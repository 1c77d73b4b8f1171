#include "ui/transport/transport_bar.h"

#include "ui/simulation.h"
#include "ui/transport/beads.h"
#include "ui/transport/narration.h"
#include "ui/transport/place_text.h"
#include "ui/transport/timeline.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

namespace mf::ui {

namespace {

constexpr Act kStepActs[] = {Act::StepEvent, Act::StepLine, Act::StepReply, Act::StepHop, Act::StepDelivery};
constexpr double kSpeeds[] = {Simulation::kReadersPace, 0.1, 1, 10, 100, 1000};

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
    return speed == Simulation::kReadersPace ? TransportBar::tr("to read along")
                                             : QStringLiteral("× %1").arg(speed);
}

/// A field that gives up on Escape and when it is left.
class GoToField final : public QLineEdit {
public:
    explicit GoToField(std::function<void()> leave) : m_leave(std::move(leave)) { }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        event->key() == Qt::Key_Escape ? m_leave() : QLineEdit::keyPressEvent(event);
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QLineEdit::focusOutEvent(event);
        m_leave();
    }

private:
    std::function<void()> m_leave;
};

} // namespace

TransportBar::TransportBar(Simulation &simulation, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
{
    makeActions();
    m_narration = new Narration(simulation);
    m_beads = new Beads(simulation);
    auto *top = new QHBoxLayout;
    top->setSpacing(24);
    top->addWidget(m_narration, 1);
    top->addWidget(m_beads, 0, Qt::AlignVCenter);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(18, 10, 18, 8);
    rows->setSpacing(8);
    rows->addLayout(top);
    rows->addWidget(makeButtons());
    rows->addWidget(makeTimeRow());
    connect(&simulation, &Simulation::opened, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::viewMoved, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::playingChanged, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::stepSizeChanged, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::speedChanged, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::busyChanged, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::waitingChanged, this, &TransportBar::refresh);
    connect(&simulation, &Simulation::traceGrew, this, &TransportBar::refreshPosition);
    connect(&simulation, &Simulation::timeMoved, this, &TransportBar::refreshPosition);
    refresh();
}

void TransportBar::makeActions()
{
    const auto make = [this](Act act, auto slot) {
        QAction *action = makeAction(act, this);
        connect(action, &QAction::triggered, &m_simulation, slot);
        addAction(action);
        m_actions << action;
        return action;
    };
    m_back = make(Act::Back, &Simulation::back);
    m_play = make(Act::PlayPause, &Simulation::toggle);
    m_next = make(Act::Next, &Simulation::next);
    m_first = make(Act::First, &Simulation::toBegin);
    m_last = make(Act::Last, &Simulation::toEnd);
    m_goTo = makeAction(Act::GoTo, this);
    connect(m_goTo, &QAction::triggered, this, &TransportBar::goTo);
    addAction(m_goTo);
    m_actions << m_goTo;
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
    button->setMinimumSize(118, 40);
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
    connect(m_speedChoice, &QComboBox::activated, this,
            [this](int i) { m_simulation.setSpeed(m_speedChoice->itemData(i).toDouble()); });
    for (QComboBox *box : {m_stepChoice, m_speedChoice})
        box->setFocusPolicy(Qt::TabFocus);
    QPushButton *back = button(m_back), *play = button(m_play), *next = button(m_next);
    back->setText(tr("◂  Back"));
    next->setText(tr("Next  ▸"));
    next->setDefault(true);
    connect(m_play, &QAction::changed, play,
            [this, play] { play->setText(m_play->isChecked() ? tr("❚❚  Pause") : tr("▶  Play")); });
    m_play->setCheckable(true);
    play->setText(tr("▶  Play"));
    m_cancel = new QPushButton(tr("Stop here"));
    m_cancel->setToolTip(tr("Ends the long run that is under way."));
    connect(m_cancel, &QPushButton::clicked, &m_simulation, &Simulation::cancel);

    auto *left = new QHBoxLayout, *right = new QHBoxLayout, *all = new QHBoxLayout(row);
    left->addWidget(new QLabel(tr("A step is a")));
    left->addWidget(m_stepChoice);
    left->addStretch();
    right->addStretch();
    m_switches = new QHBoxLayout;
    right->addLayout(m_switches);
    right->addSpacing(16);
    right->addWidget(m_cancel);
    right->addWidget(new QLabel(tr("Play")));
    right->addWidget(m_speedChoice);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(12);
    all->addLayout(left, 1);
    all->addWidget(back);
    all->addWidget(play);
    all->addWidget(next);
    all->addLayout(right, 1);
    return row;
}

QWidget *TransportBar::makeTimeRow()
{
    auto *row = new QWidget;
    m_timeline = new Timeline(m_simulation);
    m_positionLabel = new QToolButton;
    m_positionLabel->setAutoRaise(true);
    m_positionLabel->setFocusPolicy(Qt::TabFocus);
    m_positionLabel->setToolTip(m_goTo->toolTip());
    connect(m_positionLabel, &QToolButton::clicked, m_goTo, &QAction::trigger);
    m_goToField = new GoToField([this] { leaveGoTo(); });
    m_goToField->setAccessibleName(tr("Go to"));
    m_goToField->setPlaceholderText(tr("#41, 2.5s, +4min"));
    connect(m_goToField, &QLineEdit::returnPressed, this, &TransportBar::readGoTo);
    m_position = new QStackedWidget;
    m_position->addWidget(m_positionLabel);
    m_position->addWidget(m_goToField);
    m_position->setFixedWidth(
        fontMetrics().horizontalAdvance(QStringLiteral("event 00000 of 00000 · t = 00 min 00.0 s")));
    m_position->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_timeline, 1);
    line->addWidget(m_position);
    return row;
}

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
    m_play->setChecked(playing);
    m_play->setText(playing ? tr("&Pause") : tr("&Play"));
    m_cancel->setVisible(m_simulation.isBusy());
    const int size = int(m_simulation.stepSize());
    m_steps->actions()[size]->setChecked(true);
    m_stepChoice->setCurrentIndex(size);
    m_speedChoice->setCurrentIndex(m_speedChoice->findData(m_simulation.speed()));
    refreshPosition();
}

void TransportBar::refreshPosition()
{
    m_positionLabel->setText(m_simulation.isOpen() ? positionText(m_simulation) : QString());
}

// ---- go to --------------------------------------------------------------------------------------------

void TransportBar::goTo()
{
    m_goToField->clear();
    m_position->setCurrentWidget(m_goToField);
    m_goToField->setFocus();
}

void TransportBar::leaveGoTo() { m_position->setCurrentWidget(m_positionLabel); }

void TransportBar::readGoTo()
{
    const auto place = readPlace(m_goToField->text(), m_simulation.viewTime());
    if (!place) {
        m_goToField->setText({});
        m_goToField->setPlaceholderText(tr("like #41, 2.5s or +4min"));
        return;
    }
    leaveGoTo();
    if (const auto *record = std::get_if<Index>(&*place))
        m_simulation.toRecord(*record);
    else
        m_simulation.toTime(std::get<Instant>(*place));
}

} // namespace mf::ui
