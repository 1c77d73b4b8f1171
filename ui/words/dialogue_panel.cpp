#include "ui/words/dialogue_panel.h"

#include "ui/keys.h"
#include "ui/selection.h"
#include "ui/simulation.h"
#include "ui/words/session_list.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace mf::ui {

namespace {

constexpr Index kLookedBack = 5000; // records, for the session that has last said something

QTableView *makeTranscript(QAbstractItemModel *model)
{
    auto *table = new QTableView;
    table->setAccessibleName(DialoguePanel::tr("Dialogue"));
    table->setModel(model);
    table->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 4);
    table->horizontalHeader()->hide();
    const QFontMetrics metrics = table->fontMetrics();
    table->setColumnWidth(DialogueModel::Time, metrics.horizontalAdvance(QStringLiteral("00 min 00.0 s  ")));
    table->setColumnWidth(DialogueModel::Who, metrics.horizontalAdvance(QStringLiteral("C:  ")));
    table->setColumnWidth(DialogueModel::Tls, metrics.horizontalAdvance(QStringLiteral("TLS  ")));
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

QToolButton *buttonOf(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

DialoguePanel::DialoguePanel(Simulation &simulation, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_selection(selection)
    , m_list(new SessionList(this))
    , m_model(new DialogueModel(this))
    , m_chooser(new QComboBox)
    , m_table(makeTranscript(m_model))
{
    makeActions();
    m_chooser->setAccessibleName(tr("Session"));
    m_chooser->setModel(m_list);
    m_chooser->setPlaceholderText(tr("No session yet: press Next until a client calls a server"));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(20);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(4, 2, 4, 2);
    row->addWidget(m_chooser, 1);
    row->addWidget(buttonOf(m_follow));
    row->addWidget(buttonOf(m_copy));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(m_table, 1);
    m_model->setTheme(Theme::of(palette()));
    m_table->installEventFilter(this);
    connect(&simulation, &Simulation::opened, this, &DialoguePanel::attach);
    connect(&simulation, &Simulation::traceReplaced, this, &DialoguePanel::attach);
    connect(&simulation, &Simulation::viewMoved, this, &DialoguePanel::follow);
    connect(&selection, &Selection::changed, this, &DialoguePanel::follow);
    connect(m_chooser, &QComboBox::activated, this, &DialoguePanel::chooseSession);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &DialoguePanel::chooseCurrent);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!m_model->toggle(index.row()))
            m_simulation.toRecord(m_model->row(index.row()).record);
    });
}

void DialoguePanel::makeActions()
{
    m_follow = makeAction(Act::FollowLetter, this);
    m_follow->setCheckable(true);
    connect(m_follow, &QAction::triggered, this, &DialoguePanel::followLetter);
    m_copy = makeAction(Act::CopyDialogue, this);
    connect(m_copy, &QAction::triggered, this, &DialoguePanel::copy);
}

void DialoguePanel::fillMenu(QMenu &menu) { menu.addActions({m_follow, m_copy}); }

void DialoguePanel::copy() { QGuiApplication::clipboard()->setText(m_model->asText()); }

// ---- what is shown ------------------------------------------------------------------------------------

void DialoguePanel::attach()
{
    m_setting = true;
    m_talks.clear();
    m_list->setSessions(&m_talks, m_simulation.teller());
    m_model->setTrace(&m_simulation.trace(), &m_talks, m_simulation.teller());
    m_chosen = StreamId::None;
    m_letter = MailId::None;
    m_follow->setChecked(false);
    m_setting = false;
    follow();
}

/// Nobody pays for a transcript that is folded away.
void DialoguePanel::follow()
{
    if (!m_simulation.isOpen())
        return;
    if (isVisible())
        refresh();
    m_follow->setEnabled(m_follow->isChecked()
                         || (origin() && m_simulation.trace()[*origin()].mail != MailId::None));
}

void DialoguePanel::refresh()
{
    const Index shown = m_simulation.recordsShown();
    m_talks.grow(m_simulation.trace(), std::max(shown, m_talks.size()));
    m_setting = true;
    m_list->showUpTo(int(m_talks.countBefore(shown)));
    const std::vector<std::size_t> places = wantedPlaces();
    m_chooser->setCurrentIndex(places.empty() ? -1 : int(places.front()));
    m_model->show(places, shown);
    const auto record = m_selection.record();
    const auto row = record ? m_model->rowOf(*record) : std::nullopt;
    const QModelIndex current = m_table->currentIndex();
    const bool isThere = current.isValid() && record && m_model->row(current.row()).record == *record;
    if (!isThere) // else another line of the same record stays current
        m_table->setCurrentIndex(row ? m_model->index(*row, DialogueModel::What) : QModelIndex());
    if (!record)
        m_table->scrollToBottom();
    m_setting = false;
}

/// The followed letter's sessions; else that of the selected event; else the chosen one; else the latest.
std::vector<std::size_t> DialoguePanel::wantedPlaces() const
{
    const std::size_t begun = m_talks.countBefore(m_simulation.recordsShown());
    if (m_letter != MailId::None) {
        std::vector<std::size_t> places = m_talks.ofLetter(m_letter);
        std::erase_if(places, [begun](std::size_t place) { return place >= begun; });
        return places;
    }
    const auto record = m_selection.record();
    const bool selected = record && *record < m_simulation.recordsShown();
    for (const StreamId stream : {selected ? m_simulation.trace()[*record].stream : StreamId::None, m_chosen})
        if (const std::size_t place = m_talks.placeOf(stream); place < begun)
            return {place};
    const Index end = m_simulation.recordsShown(), first = end > kLookedBack ? end - kLookedBack : 0;
    for (Index i = end; i-- > first;)
        if (const Record &said = m_simulation.trace()[i]; said.kind == Kind::Segment)
            if (const std::size_t place = m_talks.placeOf(said.stream); place < begun)
                return {place};
    return begun > 0 ? std::vector{begun - 1} : std::vector<std::size_t>{}; // nobody has said anything yet
}

/// The event that the letter is taken from: the selected one, else what the last step told.
std::optional<Index> DialoguePanel::origin() const
{
    if (!m_simulation.isOpen())
        return std::nullopt;
    return m_selection.record() ? m_selection.record() : m_simulation.tellingRecord();
}

// ---- what the person does -----------------------------------------------------------------------------

void DialoguePanel::chooseSession(int place)
{
    if (place < 0)
        return;
    m_letter = MailId::None;
    m_follow->setChecked(false);
    m_chosen = m_talks.all()[std::size_t(place)].stream;
    m_selection.clear();
    follow();
}

void DialoguePanel::chooseCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (!m_setting && current.isValid())
        m_selection.selectRecord(m_model->row(current.row()).record);
}

void DialoguePanel::followLetter(bool on)
{
    const auto from = origin();
    m_letter = on && from ? m_simulation.trace()[*from].mail : MailId::None;
    m_follow->setChecked(m_letter != MailId::None);
    emit wanted();
    follow();
}

// ---- events -------------------------------------------------------------------------------------------

bool DialoguePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const QModelIndex current = m_table->currentIndex();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && current.isValid())
            return m_model->toggle(current.row());
    }
    return QWidget::eventFilter(watched, event);
}

void DialoguePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow();
}

void DialoguePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_model->setTheme(Theme::of(palette()));
    QWidget::changeEvent(event);
}

} // namespace mf::ui
