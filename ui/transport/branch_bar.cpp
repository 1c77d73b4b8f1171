#include "ui/transport/branch_bar.h"

#include "ui/keys.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/words/fate_name.h"
#include "ui/words/teller.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QTabBar>
#include <QToolButton>

namespace mf::ui {

namespace {

constexpr int kNameLimit = 60;          // characters of a tab; its tip has all
constexpr std::size_t kFatesShown = 2;  // the menu beside them has all
constexpr qsizetype kSubjectLimit = 40; // characters

QString stageText(const std::optional<story::Stage> &stage)
{
    return stage ? BranchBar::tr("%1 (%2)").arg(fateName(stage->fate), timeText(stage->at))
                 : BranchBar::tr("not written");
}

QString changeText(const story::FateChange &change)
{
    return BranchBar::tr("“%1” to %2: %3 → %4")
        .arg(shortened(text(change.subject), kSubjectLimit), text(change.recipient), stageText(change.before),
             stageText(change.after));
}

QLabel *sentenceLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setAccessibleName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

QToolButton *smallButton(const QString &words)
{
    auto *button = new QToolButton;
    button->setText(words);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

QString futureName(const Simulation &simulation, const History::Branch &branch)
{
    if (branch.id == BranchId::Main)
        return BranchBar::tr("As it was");
    if (!branch.opening)
        return BranchBar::tr("Branched at %1").arg(timeText(branch.forkedWhen));
    return BranchBar::tr("%1: %2").arg(timeText(branch.opening->at),
                                       simulation.teller().sentence(*branch.opening));
}

BranchBar::BranchBar(Simulation &simulation, QWidget *parent) : QWidget(parent), m_simulation(simulation)
{
    makeActions();
    m_futures = new QTabBar;
    m_futures->setAccessibleName(tr("Futures"));
    m_futures->setDrawBase(false);
    m_futures->setExpanding(false);
    m_futures->setElideMode(Qt::ElideRight);
    m_futures->setFocusPolicy(Qt::TabFocus);
    connect(m_futures, &QTabBar::currentChanged, this, [this](int tab) {
        if (tab >= 0)
            m_simulation.switchTo(BranchId(tab));
    });
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    rows->addWidget(m_futures);
    rows->addWidget(m_comparing = makeComparison());
    connect(&simulation, &Simulation::opened, this, &BranchBar::refresh);
    connect(&simulation, &Simulation::viewMoved, this, &BranchBar::refresh);
    connect(&simulation, &Simulation::busyChanged, this, &BranchBar::refresh);
    connect(&simulation, &Simulation::playingChanged, this, &BranchBar::refresh);
    connect(&simulation, &Simulation::futureHiddenChanged, this, &BranchBar::refresh);
    refresh();
}

void BranchBar::makeActions()
{
    m_fork = makeAction(Act::Fork, this);
    connect(m_fork, &QAction::triggered, &m_simulation, &Simulation::fork);
    m_next = makeAction(Act::NextFuture, this);
    connect(m_next, &QAction::triggered, this, &BranchBar::toNextFuture);
    m_difference = makeAction(Act::Difference, this);
    connect(m_difference, &QAction::triggered, this, &BranchBar::toDifference);
}

void BranchBar::fillMenu(QMenu &menu) { menu.addActions({m_fork, m_next, m_difference}); }

QWidget *BranchBar::makeComparison()
{
    m_title = new QLabel(tr("Held against"));
    m_against = new QComboBox;
    m_against->setAccessibleName(tr("The future to compare with"));
    m_against->setFocusPolicy(Qt::TabFocus);
    m_against->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_against->setMinimumWidth(60); // what does not fit ends with an ellipsis
    connect(m_against, &QComboBox::activated, this, &BranchBar::compare);
    m_says = sentenceLabel(tr("The first difference"));
    m_fates = sentenceLabel(tr("Letters that fared differently"));
    m_jump = smallButton(tr("Jump there"));
    m_jump->setToolTip(m_difference->toolTip());
    connect(m_jump, &QToolButton::clicked, this, &BranchBar::toDifference);
    m_letters = smallButton({});
    m_letters->setPopupMode(QToolButton::InstantPopup);
    m_letters->setMenu(new QMenu(m_letters));
    m_letters->setToolTip(tr("Every letter with another fate; choosing one goes to that moment."));

    auto *all = new QWidget;
    auto *first = new QHBoxLayout, *second = new QHBoxLayout;
    first->addWidget(m_title);
    first->addWidget(m_against);
    first->addWidget(m_says, 1);
    first->addWidget(m_jump);
    second->addWidget(m_fates, 1);
    second->addWidget(m_letters);
    auto *rows = new QVBoxLayout(all);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    rows->addLayout(first);
    rows->addLayout(second);
    return all;
}

// ---- the futures --------------------------------------------------------------------------------------

void BranchBar::refresh()
{
    const bool several = m_simulation.isOpen() && m_simulation.history().branches().size() > 1;
    m_fork->setEnabled(m_simulation.canFork());
    m_next->setEnabled(several);
    setVisible(several);
    if (!several) {
        m_compared.reset();
        m_difference->setEnabled(false);
        return;
    }
    refreshFutures();
    m_comparing->setVisible(!m_simulation.isFutureHidden()); // it would give the answer away
    if (!m_simulation.isPlaying() && !m_simulation.isBusy()) // else it would be another one each frame
        compare();
}

void BranchBar::refreshFutures()
{
    const auto branches = m_simulation.history().branches();
    const int viewed = int(m_simulation.history().branch());
    const QSignalBlocker quietTabs(m_futures), quietChoice(m_against);
    while (m_futures->count() > int(branches.size()))
        m_futures->removeTab(m_futures->count() - 1);
    while (m_futures->count() < int(branches.size()))
        m_futures->addTab({});
    const QVariant chosen = viewed == m_comparedFor ? m_against->currentData() : QVariant();
    m_comparedFor = viewed;
    m_against->clear();
    for (int i = 0; i < int(branches.size()); ++i) {
        const QString name = futureName(m_simulation, branches[std::size_t(i)]);
        if (m_futures->tabToolTip(i) != name) {
            m_futures->setTabText(i, shortened(name, kNameLimit).replace(u'&', QStringLiteral("&&")));
            m_futures->setTabToolTip(i, name);
        }
        if (i != viewed)
            m_against->addItem(shortened(name, kNameLimit), i);
    }
    m_futures->setCurrentIndex(viewed);
    const int parent = int(branches[std::size_t(viewed)].parent);
    const int kept = m_against->findData(chosen), usual = m_against->findData(parent);
    m_against->setCurrentIndex(std::max(0, kept >= 0 ? kept : usual));
}

void BranchBar::toNextFuture()
{
    const int count = m_futures->count();
    if (count > 1)
        m_futures->setCurrentIndex((m_futures->currentIndex() + 1) % count);
}

BranchId BranchBar::other() const { return BranchId(m_against->currentData().toUInt()); }

// ---- the comparison -----------------------------------------------------------------------------------

void BranchBar::compare()
{
    const History &history = m_simulation.history();
    const Trace &before = history.trace(other()), &after = history.trace();
    const Compared wanted(other(), history.branch(), before.size(), after.size(), m_simulation.isComplete());
    if (m_compared == wanted)
        return;
    m_compared = wanted;
    const Index shared = history.recordsAfter(history.sharedSteps(other(), history.branch()));
    const bool whole = m_simulation.isComplete() || history.stepCount() == 0;
    const Instant reach = whole ? Instant::max() : history.step(history.stepCount() - 1).at;
    m_comparison = story::compare(before, after, shared, reach);
    tell();
}

QString BranchBar::sentenceOf(BranchId branch, Index record) const
{
    return m_simulation.teller().sentence(m_simulation.history().trace(branch)[record]);
}

QString BranchBar::difference() const
{
    const auto &[here, there, fates] = m_comparison;
    if (!here && !there)
        return m_simulation.isComplete() ? tr("Nothing differs.") : tr("Nothing differs so far.");
    const History &history = m_simulation.history();
    const auto timeIn = [&](BranchId branch, Index record) { return history.trace(branch)[record].at; };
    if (!there)
        return tr("Only here, at %1: %2")
            .arg(timeText(timeIn(history.branch(), *here)), sentenceOf(history.branch(), *here));
    if (!here)
        return tr("Only there, at %1: %2")
            .arg(timeText(timeIn(other(), *there)), sentenceOf(other(), *there));
    const QString ours = sentenceOf(history.branch(), *here), theirs = sentenceOf(other(), *there);
    const Record &a = history.trace()[*here], &b = history.trace(other())[*there];
    if (ours == theirs)
        return tr("From %1: %2 That takes %3 here, %4 there.")
            .arg(timeText(a.at), ours, timeText(a.until - a.at), timeText(b.until - b.at));
    return tr("Here, at %1: %2 There, at %3: %4").arg(timeText(a.at), ours, timeText(b.at), theirs);
}

void BranchBar::tell()
{
    const bool differs = m_comparison.onlyAfter || m_comparison.onlyBefore;
    m_says->setText(difference());
    m_jump->setVisible(differs);
    m_difference->setEnabled(differs);
    tellLetters();
}

void BranchBar::tellLetters()
{
    const auto &fates = m_comparison.fates;
    QStringList lines;
    QMenu &menu = *m_letters->menu();
    menu.clear();
    for (const story::FateChange &change : fates) {
        const QString line = changeText(change);
        if (std::size_t(lines.size()) < kFatesShown)
            lines << line;
        QAction *action = menu.addAction(QString(line).replace(u'&', QStringLiteral("&&")));
        const Instant at = (change.after ? change.after : change.before)->at;
        connect(action, &QAction::triggered, this, [this, at] { m_simulation.toTime(at); });
    }
    m_fates->setText(lines.join(u'\n'));
    m_fates->setVisible(!lines.isEmpty());
    m_letters->setText(tr("%n letter(s)", nullptr, int(fates.size())));
    m_letters->setAccessibleName(tr("%n letter(s) with another fate", nullptr, int(fates.size())));
    m_letters->setVisible(!fates.empty());
}

void BranchBar::toDifference()
{
    const auto &[here, there, fates] = m_comparison;
    if (here)
        m_simulation.toRecord(*here);
    else if (there)
        m_simulation.toTime(m_simulation.history().trace(other())[*there].at);
}

QString BranchBar::shownText() const
{
    return m_fates->text().isEmpty() ? m_says->text() : m_says->text() + u'\n' + m_fates->text();
}

} // namespace mf::ui
