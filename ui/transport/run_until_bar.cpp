#include "ui/transport/run_until_bar.h"

#include "sim/story/journey.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/transport/place_text.h"
#include "ui/words/fate_name.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace mf::ui {

namespace {

constexpr qsizetype kListedSubjectLimit = 32; // characters
constexpr std::size_t kLetterLimit = 200;     // in the list; the newest

QComboBox *choice(const QString &name)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    box->setFocusPolicy(Qt::StrongFocus);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMinimumWidth(60); // what does not fit ends with an ellipsis
    box->setMaximumWidth(320);
    return box;
}

QString letterName(const std::string &subject, const std::vector<std::string> &to)
{
    const QString name = shortened(text(subject), kListedSubjectLimit);
    return to.empty() ? RunUntilBar::tr("“%1”").arg(name)
                      : RunUntilBar::tr("“%1” to %2").arg(name, text(to.front()));
}

/// What a listed letter is known by: its id where it is written, else the scenario's name.
using LetterKey = QPair<qulonglong, QString>;

} // namespace

RunUntilBar::RunUntilBar(Simulation &simulation, QWidget *parent) : QWidget(parent), m_simulation(simulation)
{
    setAccessibleName(tr("Run until"));
    makeChoices();
    layOut();
    hide();
    connect(&simulation, &Simulation::opened, this, [this] {
        m_waits = false;
        if (!isHidden()) // else ask() does it
            refresh();
    });
    connect(&simulation, &Simulation::ranUntil, this, [this](Simulation::Outcome outcome) {
        if (!std::exchange(m_waits, false))
            return;
        if (outcome == Simulation::Outcome::Met)
            fold();
        else
            say(outcome == Simulation::Outcome::Missed
                    ? tr("It has not happened, and nothing more will happen by itself.")
                    : tr("Stopped before it happened."));
    });
}

void RunUntilBar::makeChoices()
{
    m_what = choice(tr("What to run until"));
    m_what->addItem(tr("a letter is"), int(What::LetterIs));
    m_what->addItem(tr("somebody replies"), int(What::SomebodyReplies));
    m_what->addItem(tr("something happens at"), int(What::SomethingAt));
    m_what->addItem(tr("it is this late:"), int(What::ItIs));
    m_letter = choice(tr("Which letter"));
    m_fate = choice(tr("What becomes of the letter"));
    for (const Fate fate : kFates)
        m_fate->addItem(fateName(fate), int(fate));
    m_fate->setCurrentIndex(m_fate->findData(int(Fate::Stored)));
    m_reply = choice(tr("Class of the reply"));
    using enum story::ReplyClass;
    m_reply->addItem(tr("2xx, +OK: done"), int(Done));
    m_reply->addItem(tr("3xx, +: go on"), int(GoOn));
    m_reply->addItem(tr("4xx: not now"), int(NotNow));
    m_reply->addItem(tr("5xx, -ERR, NO: never"), int(Never));
    m_reply->setCurrentIndex(2);
    m_machine = choice(tr("Which machine"));
    m_time = new QLineEdit;
    m_time->setAccessibleName(tr("The time to run until"));
    m_time->setPlaceholderText(tr("+4h, 2.5s, 09:15"));
    m_time->setMaximumWidth(160);
    connect(m_what, &QComboBox::currentIndexChanged, this, &RunUntilBar::showWhat);
}

void RunUntilBar::layOut()
{
    m_at = new QLabel(tr("at"));
    m_says = new QLabel;
    m_says->setWordWrap(true);
    m_says->setAccessibleName(tr("How the run ended"));
    m_run = new QPushButton(tr("Run"));
    connect(m_run, &QPushButton::clicked, this, &RunUntilBar::run);
    auto *close = new QToolButton;
    close->setText(QStringLiteral("✕"));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Fold this row away (Esc)."));
    connect(close, &QToolButton::clicked, this, &RunUntilBar::fold);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new QLabel(tr("Run until")));
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_what, m_letter, m_fate, m_reply, m_time, m_at, m_machine, m_run})
        row->addWidget(part);
    row->addWidget(m_says, 1);
    row->addWidget(close);
    showWhat();
}

void RunUntilBar::ask()
{
    if (!m_simulation.isOpen())
        return;
    if (!isVisible())
        m_before = QApplication::focusWidget();
    refresh();
    show();
    m_what->setFocus(Qt::ShortcutFocusReason);
}

void RunUntilBar::fold()
{
    const bool hadKeys = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadKeys && m_before)
        m_before->setFocus();
}

void RunUntilBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return fold();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return run();
    QWidget::keyPressEvent(event);
}

// ---- the choices --------------------------------------------------------------------------------------

void RunUntilBar::refresh()
{
    m_waits = false;
    say({});
    fillLetters();
    fillMachines();
    showWhat();
}

void RunUntilBar::fillLetters()
{
    const QString chosen = m_letter->currentText();
    m_letter->clear();
    m_letter->addItem(tr("any letter"), QVariant::fromValue(LetterKey()));
    const auto written = story::journeys(m_simulation.trace(), m_simulation.recordsShown());
    const std::size_t first = written.size() > kLetterLimit ? written.size() - kLetterLimit : 0;
    for (std::size_t i = first; i < written.size(); ++i)
        m_letter->addItem(letterName(written[i].subject, written[i].to),
                          QVariant::fromValue(LetterKey(raw(written[i].mail), {})));
    for (const ActionSpec &action : m_simulation.world().scenario().actions) {
        const auto *send = std::get_if<SendAction>(&action.what);
        const auto isIt = [&](const story::Journey &journey) { return journey.letter == send->id; };
        if (send && !send->id.empty() && std::ranges::none_of(written, isIt))
            m_letter->addItem(letterName(send->subject, send->to),
                              QVariant::fromValue(LetterKey(0, text(send->id))));
    }
    m_letter->setCurrentIndex(std::max(0, m_letter->findText(chosen)));
}

void RunUntilBar::fillMachines()
{
    const QString chosen = m_machine->currentText();
    m_machine->clear();
    m_machine->addItem(tr("any machine"), -1);
    for (std::size_t i = 0; i < m_simulation.world().nodeCount(); ++i)
        m_machine->addItem(m_simulation.teller().name(NodeId(i)), int(i));
    m_machine->setCurrentIndex(std::max(0, m_machine->findText(chosen)));
}

void RunUntilBar::showWhat()
{
    const What what = What(m_what->currentData().toInt());
    m_letter->setVisible(what == What::LetterIs);
    m_fate->setVisible(what == What::LetterIs);
    m_reply->setVisible(what == What::SomebodyReplies);
    m_time->setVisible(what == What::ItIs);
    m_at->setVisible(what == What::LetterIs || what == What::SomebodyReplies);
    m_machine->setVisible(what != What::ItIs);
    say({});
}

void RunUntilBar::say(const QString &words) { m_says->setText(words); }
QString RunUntilBar::shownText() const { return m_says->text(); }

// ---- running ------------------------------------------------------------------------------------------

story::Wanted RunUntilBar::wanted() const
{
    story::Wanted wanted;
    const What what = What(m_what->currentData().toInt());
    if (what == What::LetterIs) {
        const auto letter = m_letter->currentData().value<LetterKey>();
        wanted.fate = Fate(m_fate->currentData().toInt());
        wanted.mail = MailId(letter.first);
        wanted.letter = utf8(letter.second);
    } else if (what == What::SomebodyReplies) {
        wanted.reply = story::ReplyClass(m_reply->currentData().toInt());
    }
    if (m_machine->currentIndex() > 0)
        wanted.node = NodeId(m_machine->currentData().toUInt());
    return wanted;
}

void RunUntilBar::run()
{
    if (!m_simulation.isOpen())
        return;
    say({});
    if (What(m_what->currentData().toInt()) != What::ItIs) {
        m_waits = true;
        return m_simulation.runUntil(wanted());
    }
    const auto place = readPlace(m_time->text(), m_simulation.viewTime(), m_simulation.world().epoch());
    if (!place)
        return say(place.error());
    fold();
    if (const auto *record = std::get_if<Index>(&*place))
        m_simulation.toRecord(*record);
    else
        m_simulation.toTime(std::get<Instant>(*place));
}

} // namespace mf::ui
