#include "ui/lessons/lesson_panel.h"

#include "sim/story/predict.h"
#include "ui/keys.h"
#include "ui/language.h"
#include "ui/lessons/choice_row.h"
#include "ui/lessons/claims_view.h"
#include "ui/simulation.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>

namespace mf::ui {

namespace {

const QString kFollowingLink = QStringLiteral("following");

QString linkTo(const QString &target, const QString &words)
{
    return QStringLiteral("<a href=\"%1\">%2</a>").arg(target, words.toHtmlEscaped());
}

void say(QLabel *label, const QString &words)
{
    label->setText(words);
    label->setVisible(!words.isEmpty());
}

} // namespace

LessonPanel::LessonPanel(Simulation &simulation, QWidget *parent)
    : QScrollArea(parent)
    , m_simulation(simulation)
    , m_column(new QVBoxLayout)
    , m_answers(new QVBoxLayout)
    , m_claims(new ClaimsView(simulation))
    , m_language(languageCode())
{
    setAccessibleName(tr("Lesson"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(60); // it scrolls: a low window needs no more
    setFocusPolicy(Qt::NoFocus);
    makeActions();
    m_title = paragraph(true);
    m_title->setText(tr("Lesson"));
    m_progress = paragraph(false);
    m_progress->setForegroundRole(QPalette::PlaceholderText);
    m_progress->setAccessibleName(tr("Progress"));
    m_edited = paragraph(false);
    m_edited->setText(
        tr("The scenario's text has been changed: its lesson may speak of what was there before."));
    m_say = paragraph(false);
    m_ask = paragraph(true);
    m_summary = paragraph(false);
    m_summary->setTextFormat(Qt::RichText);
    m_summary->setAccessibleName(tr("Summary"));
    m_summary->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_summary, &QLabel::linkActivated, this, &LessonPanel::follow);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_progress);
    auto *inner = new QWidget;
    inner->setLayout(m_column);
    m_column->setContentsMargins(14, 10, 12, 12);
    m_column->setSpacing(8);
    m_column->addLayout(head);
    m_column->addWidget(m_edited);
    m_column->addWidget(m_say);
    m_column->addWidget(m_ask);
    m_answers->setSpacing(6);
    m_column->addLayout(m_answers);
    m_buttons = makeButtons();
    m_column->addWidget(m_buttons);
    m_column->addWidget(m_summary);
    m_column->addWidget(m_claims);
    m_column->addStretch();
    setWidget(inner);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &LessonPanel::keepTheWayOnInSight);
    connect(&simulation, &Simulation::viewMoved, this, &LessonPanel::viewMoved);
    connect(&simulation, &Simulation::lessonChanged, this, &LessonPanel::refresh);
    connect(&simulation, &Simulation::opened, this, &LessonPanel::opened);
    connect(&simulation, &Simulation::traceReplaced, this, &LessonPanel::refresh);
    opened();
}

QLabel *LessonPanel::paragraph(bool bold)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    QFont font = label->font();
    font.setBold(bold);
    label->setFont(font);
    return label;
}

// ---- actions --------------------------------------------------------------------------------------------

void LessonPanel::makeActions()
{
    m_answer = makeAction(Act::Predict, this);
    m_skip = makeAction(Act::SkipQuestion, this);
    m_previous = makeAction(Act::PreviousStop, this);
    connect(m_answer, &QAction::triggered, this, &LessonPanel::predict);
    connect(m_skip, &QAction::triggered, this, &LessonPanel::skip);
    connect(m_previous, &QAction::triggered, this, &LessonPanel::toPreviousStop);
}

void LessonPanel::fillMenu(QMenu &menu) { menu.addActions({m_answer, m_skip, m_previous}); }

QWidget *LessonPanel::makeButtons()
{
    const auto make = [](const QString &words, QAction *action) {
        auto *button = new QPushButton(words);
        button->setFocusPolicy(Qt::TabFocus);
        if (action) {
            button->setToolTip(action->toolTip());
            connect(button, &QPushButton::clicked, action, &QAction::trigger);
        }
        return button;
    };
    m_backButton = make(tr("◂ Back"), m_previous);
    m_backButton->setAccessibleName(tr("Back to the stop before"));
    m_skipButton = make(tr("Skip"), m_skip);
    m_onButton = make(tr("Go on ▸"), nullptr);
    m_onButton->setToolTip(tr("Plays on to the next stop."));
    connect(m_onButton, &QPushButton::clicked, &m_simulation, &Simulation::play);
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_backButton);
    line->addStretch();
    line->addWidget(m_skipButton);
    line->addWidget(m_onButton);
    return row;
}

void LessonPanel::toPreviousStop()
{
    if (m_simulation.toPreviousStopHere())
        return;
    const story::Lesson &lesson = m_simulation.lesson();
    std::optional<Index> before; // the latest moment of a stop before the viewed step
    for (std::size_t i = 0; i < lesson.stopCount(); ++i)
        if (const auto moment = lesson.momentOf(i); moment && *moment < m_simulation.recordsShown())
            if (m_simulation.history().stepOfRecord(*moment) + 1 < m_simulation.history().position())
                before = std::max(before.value_or(0), *moment);
    if (before)
        m_simulation.toRecord(*before);
    else
        m_simulation.toBegin();
}

// ---- what is shown --------------------------------------------------------------------------------------

void LessonPanel::opened()
{
    m_prediction.reset();
    m_rowsOf = nullptr;
    qDeleteAll(m_rows);
    m_rows.clear();
    refresh();
    verticalScrollBar()->setValue(0);
    emit lessonFound(m_simulation.isOpen() && !m_simulation.lesson().isEmpty());
}

void LessonPanel::setFollowing(const QString &title)
{
    m_following = title;
    refresh();
}

void LessonPanel::viewMoved()
{
    if (m_language != languageCode())
        return speakAnew();
    m_answeredHere = false;
    dropPrediction();
    refresh();
}

/// The view is where it was: a prediction stays, and what has been tried.
void LessonPanel::speakAnew()
{
    m_language = languageCode();
    m_rowsOf = nullptr; // its answers are told anew
    const bool answering = std::ranges::any_of(m_rows, &QWidget::hasFocus);
    if (m_prediction)
        if (auto anew = predicted())
            m_prediction = std::move(anew);
    refresh();
    if (answering)
        focusQuestion();
}

void LessonPanel::dropPrediction()
{
    if (!m_prediction)
        return;
    m_prediction.reset();
    emit lessonFound(!m_simulation.lesson().isEmpty());
}

LessonPanel::Shown LessonPanel::shown() const
{
    if (m_prediction)
        return {&*m_prediction, &m_predicted, std::nullopt};
    const story::Lesson &lesson = m_simulation.lesson();
    const auto stop = lesson.current();
    return stop ? Shown{&lesson.stop(*stop), &lesson.attempts(*stop), stop} : Shown{};
}

void LessonPanel::refresh()
{
    if (!m_simulation.isOpen())
        return;
    const Shown now = shown();
    showTexts(now);
    showRows(now);
    showSummary();
    refreshButtons(now);
    if (now.isOpen() != m_wasOpen) {
        m_wasOpen = now.isOpen();
        if (m_wasOpen)
            verticalScrollBar()->setValue(0);
        emit questionOpenChanged(m_wasOpen);
        if (m_wasOpen)
            emit roomWanted();
    }
}

void LessonPanel::showTexts(const Shown &now)
{
    const auto count = int(m_simulation.lesson().stopCount());
    m_title->setText(m_prediction ? tr("Predict") : tr("Lesson"));
    m_progress->setText(now.number ? tr("stop %1 of %2").arg(*now.number + 1).arg(count)
                                   : tr("%n stop(s)", nullptr, count));
    m_progress->setVisible(count > 0 && !m_prediction);
    say(m_say, now.stop ? inLanguage(now.stop->say)
               : count > 0
                   ? tr("The run stops where there is something to see, and asks. Press Next, or Play.")
                   : QString());
    m_edited->setVisible(m_simulation.isEdited() && count > 0 && !m_prediction);
    say(m_ask, now.stop ? inLanguage(now.stop->ask) : QString());
}

void LessonPanel::showRows(const Shown &now)
{
    if (now.stop != m_rowsOf) {
        qDeleteAll(m_rows);
        m_rows.clear();
        m_rowsOf = now.stop;
        if (now.stop)
            makeRows(*now.stop);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Choice &choice = now.stop->choices[i];
        const bool tried = std::ranges::find(now.attempts->chosen, i) != now.attempts->chosen.end();
        const auto state = !tried         ? ChoiceRow::State::Untried
                           : choice.right ? ChoiceRow::State::Right
                                          : ChoiceRow::State::Wrong;
        m_rows[i]->setState(state, tried ? inLanguage(choice.because) : QString());
        m_rows[i]->setEnabled(!now.attempts->right || tried);
    }
}

void LessonPanel::makeRows(const LessonStop &stop)
{
    for (std::size_t i = 0; i < stop.choices.size(); ++i) {
        auto *row = new ChoiceRow(int(i) + 1, inLanguage(stop.choices[i].text));
        connect(row, &QAbstractButton::clicked, this, [this, i] { choose(i); });
        connect(row, &ChoiceRow::numberPressed, this,
                [this](int number) { choose(std::size_t(number - 1)); });
        connect(row, &ChoiceRow::moveWanted, this, [this, i](int rows) { moveFocus(i, rows); });
        m_answers->addWidget(row);
        row->show(); // at once: what is shown later cannot take the focus now
        m_rows.push_back(row);
    }
}

void LessonPanel::showSummary()
{
    const story::Lesson &lesson = m_simulation.lesson();
    const story::Score score = lesson.score();
    const bool over = m_simulation.isFinished() && m_simulation.recordsShown() > 0;
    QStringList lines;
    if (over && score.questions > 0) {
        lines << tr("The lesson is over: %1 of %2 questions answered, %3 of them at once.")
                     .arg(score.atOnce + score.later)
                     .arg(score.questions)
                     .arg(score.atOnce)
                     .toHtmlEscaped();
        for (std::size_t i = 0; i < lesson.stopCount(); ++i)
            if (!lesson.stop(i).choices.empty() && !lesson.attempts(i).right && lesson.momentOf(i))
                lines << linkTo(QString::number(i),
                                tr("Go back to stop %1, which is not answered").arg(i + 1));
    }
    if (over && !m_following.isEmpty())
        lines << tr("Next: %1").arg(linkTo(kFollowingLink, m_following));
    say(m_summary, lines.join(QStringLiteral("<br>")));
}

void LessonPanel::refreshButtons(const Shown &now)
{
    const bool open = now.isOpen();
    const bool hasStop = now.number.has_value();
    m_answer->setEnabled(open || !m_simulation.isFinished());
    m_skip->setEnabled(open);
    m_previous->setEnabled(hasStop);
    m_backButton->setVisible(hasStop);
    m_skipButton->setVisible(open);
    m_onButton->setVisible(hasStop && !open && !m_simulation.isFinished());
}

/// An answer's reason makes the lesson longer than its panel: what leads on is not to vanish by that.
void LessonPanel::keepTheWayOnInSight()
{
    if (m_onButton->isVisible() && m_answeredHere)
        ensureWidgetVisible(m_onButton);
    if (m_wasOpen)
        emit roomWanted();
}

int LessonPanel::endOfQuestion() const { return m_buttons->geometry().bottom() + m_column->spacing(); }

int LessonPanel::roomMissing() const
{
    return m_wasOpen && isVisible() ? std::max(0, endOfQuestion() - viewport()->height()) : 0;
}

/// What was said before the question is the first to leave. Who has tried an answer has scrolled as he likes.
void LessonPanel::bringQuestionIntoSight()
{
    if (!m_wasOpen || m_answeredHere)
        return;
    const int question = std::max(0, m_ask->geometry().top() - m_column->spacing());
    verticalScrollBar()->setValue(std::min(roomMissing(), question));
}

QString LessonPanel::shownText() const
{
    QStringList texts;
    for (const QLabel *label : {m_progress, m_edited, m_say, m_ask, m_summary})
        if (label->isVisibleTo(this) && !label->text().isEmpty())
            texts << label->text();
    return texts.join(u'\n');
}

// ---- what is done ---------------------------------------------------------------------------------------

bool LessonPanel::focusQuestion()
{
    const auto row = std::ranges::find(m_rows, ChoiceRow::State::Untried, &ChoiceRow::state);
    if (!m_simulation.isOpen() || !shown().isOpen() || row == m_rows.end())
        return false;
    (*row)->setFocus(Qt::OtherFocusReason);
    ensureWidgetVisible(*row);
    return true;
}

std::optional<LessonStop> LessonPanel::predicted() const
{
    return story::prediction(m_simulation.world(), m_simulation.stepSize(),
                             story::Words::builtIn(languageCode()));
}

/// To the question that is open; without one the next step itself is asked for.
void LessonPanel::predict()
{
    if (!m_simulation.isOpen() || focusQuestion())
        return;
    m_simulation.pause();
    m_prediction = predicted();
    m_predicted = {};
    if (!m_prediction)
        return;
    m_rowsOf = nullptr; // another prediction may stand at the same place
    emit lessonFound(true);
    refresh();
    focusQuestion();
}

void LessonPanel::skip()
{
    if (m_prediction)
        dropPrediction();
    else if (const auto number = shown().number)
        return m_simulation.skipQuestion(*number);
    refresh();
}

void LessonPanel::choose(std::size_t choice)
{
    const Shown now = shown();
    m_answeredHere = true;
    if (now.number)
        m_simulation.answer(*now.number, choice);
    else if (m_prediction && story::choose(m_predicted, *m_prediction, choice))
        refresh();
}

void LessonPanel::moveFocus(std::size_t from, int rows)
{
    const std::size_t to = from + std::size_t(rows); // beyond either end it is no row
    if (to < m_rows.size())
        m_rows[to]->setFocus(Qt::TabFocusReason);
}

void LessonPanel::follow(const QString &link)
{
    if (link == kFollowingLink)
        return emit followingWanted();
    const std::size_t stop = link.toUInt();
    const auto moment = m_simulation.lesson().momentOf(stop);
    if (!moment)
        return;
    m_simulation.toRecord(*moment);
    while (m_simulation.lesson().current() != stop && m_simulation.toPreviousStopHere()) { }
}

} // namespace mf::ui
