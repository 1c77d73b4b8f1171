#include "ui/words/events_panel.h"

#include "ui/keys.h"
#include "ui/selection.h"
#include "ui/simulation.h"
#include "ui/words/filter_bar.h"
#include "ui/words/filter_edit.h"
#include "ui/words/trace_model.h"

#include <QAction>
#include <QEvent>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

namespace mf::ui {

namespace {

constexpr int kWidths[] = {58, 96, 150, 150, 84}; // of the columns but the last, which takes the rest

QTableView *makeTable(QAbstractItemModel *model)
{
    auto *table = new QTableView;
    table->setAccessibleName(EventsPanel::tr("Events"));
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
    table->horizontalHeader()->setHighlightSections(false);
    for (int i = 0; i < int(std::size(kWidths)); ++i)
        table->setColumnWidth(i, kWidths[i]);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

} // namespace

EventsPanel::EventsPanel(Simulation &simulation, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_selection(selection)
    , m_model(new TraceModel(this))
    , m_filter(new FilterBar(*m_model))
    , m_table(makeTable(m_model))
    , m_nothing(
          new QLabel(tr("Nothing has happened yet. Press Next: each thing that happens becomes a row here.")))
{
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    auto *inTable = new QVBoxLayout(m_table->viewport());
    inTable->addWidget(m_nothing);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_filter);
    all->addWidget(m_table, 1);
    m_model->setTheme(Theme::of(palette()));
    makeActions();
    connect(&simulation, &Simulation::opened, this, &EventsPanel::attach);
    connect(&simulation, &Simulation::traceReplaced, this, &EventsPanel::attach);
    connect(&simulation, &Simulation::viewMoved, this, &EventsPanel::follow);
    connect(&selection, &Selection::changed, this, &EventsPanel::showSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &EventsPanel::chooseCurrent);
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this, &EventsPanel::keepNewestInSight);
    connect(m_table, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { m_simulation.toRecord(m_model->recordAt(index.row())); });
    connect(m_filter, &FilterBar::changed, this, &EventsPanel::showSelection);
    connect(m_filter, &FilterBar::done, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_filter, &FilterBar::fieldsWanted, this, [this] { showFilterFields(window()); });
    refreshActions();
}

void EventsPanel::makeActions()
{
    const auto make = [this](Act act, auto slot) {
        QAction *action = makeAction(act, this);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    const auto atNode = [this](const Record &record) {
        const NodeId node = m_selection.node() != NodeId::None ? m_selection.node()
                            : origin()                         ? m_simulation.trace()[*origin()].from
                                                               : NodeId::None;
        return record.from == node || record.to == node;
    };
    const auto inSession = [this](const Record &record) {
        return origin() && record.stream == m_simulation.trace()[*origin()].stream;
    };
    m_cause = make(Act::Cause, [this] {
        const Index cause = m_simulation.trace()[*origin()].cause;
        goTo(cause == kNoIndex ? std::nullopt : std::optional(cause));
    });
    m_consequence = make(Act::Consequence, [this] {
        walk(+1, [of = *origin()](const Record &record) { return record.cause == of; });
    });
    m_nextAtNode = make(Act::NextAtNode, [this, atNode] { walk(+1, atNode); });
    m_previousAtNode = make(Act::PreviousAtNode, [this, atNode] { walk(-1, atNode); });
    m_nextInSession = make(Act::NextInSession, [this, inSession] { walk(+1, inSession); });
    m_previousInSession = make(Act::PreviousInSession, [this, inSession] { walk(-1, inSession); });
    m_filterAction = make(Act::Filter, [this] {
        emit wanted();
        m_filter->edit().setFocus(Qt::ShortcutFocusReason);
        m_filter->edit().selectAll();
    });
    m_fieldsAction = make(Act::FilterFields, [this] { showFilterFields(window()); });
}

void EventsPanel::fillMenu(QMenu &menu)
{
    menu.addActions(
        {m_cause, m_consequence, m_nextAtNode, m_previousAtNode, m_nextInSession, m_previousInSession});
    menu.addSeparator();
    menu.addActions({m_filterAction, m_fieldsAction});
}

void EventsPanel::attach()
{
    m_settingCurrent = true;
    m_model->setTrace(&m_simulation.trace(), m_simulation.teller());
    m_settingCurrent = false;
    m_selection.clear();
    follow();
}

void EventsPanel::follow()
{
    m_settingCurrent = true;
    m_model->showUpTo(int(m_simulation.recordsShown()));
    m_filter->viewMoved();
    m_settingCurrent = false;
    const auto selected = m_selection.record();
    if (selected && *selected >= m_simulation.recordsShown())
        m_selection.clear(); // it has not happened yet
    m_nothing->setVisible(m_simulation.recordsShown() == 0);
    keepNewestInSight();
    refreshActions();
}

/// Also when the table has become smaller, or is shown for the first time.
void EventsPanel::keepNewestInSight()
{
    if (!m_selection.record() && m_model->rowCount() > 0)
        m_table->scrollToBottom();
}

void EventsPanel::showSelection()
{
    const auto record = m_selection.record();
    const auto row = record ? m_model->rowOf(*record) : std::nullopt; // a filter may hide it
    m_settingCurrent = true;
    if (row) {
        m_table->setCurrentIndex(m_model->index(*row, 0));
    } else {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    }
    m_settingCurrent = false;
    refreshActions();
}

void EventsPanel::chooseCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (!m_settingCurrent && current.isValid())
        m_selection.selectRecord(m_model->recordAt(current.row()));
}

/// Where walking starts: the selected event, else the newest that is seen.
std::optional<Index> EventsPanel::origin() const
{
    if (!m_simulation.isOpen() || m_simulation.recordsShown() == 0)
        return std::nullopt;
    return m_selection.record().value_or(m_simulation.recordsShown() - 1);
}

void EventsPanel::walk(int direction, const std::function<bool(const Record &)> &wanted)
{
    const Trace &trace = m_simulation.trace();
    const History &history = m_simulation.history();
    Index start = *origin();
    if (!m_selection.record() && direction < 0) // back from all that the last step did
        start = history.recordsAfter(history.position() - 1);
    for (Index i = start + Index(direction); i < trace.size();
         i += Index(direction)) // -1 wraps past the size
        if (wanted(trace[i]))
            return goTo(i);
}

/// Selects a record, and moves the view there if it is still to come.
void EventsPanel::goTo(std::optional<Index> record)
{
    if (!record)
        return;
    const NodeId node = m_selection.node();
    if (*record >= m_simulation.recordsShown() || node != NodeId::None)
        m_simulation.toRecord(*record);
    if (node == NodeId::None)
        m_selection.selectRecord(*record);
}

void EventsPanel::refreshActions()
{
    const auto at = origin();
    const Record *record = at ? &m_simulation.trace()[*at] : nullptr;
    m_cause->setEnabled(record && record->cause != kNoIndex);
    m_consequence->setEnabled(record);
    m_nextAtNode->setEnabled(record);
    m_previousAtNode->setEnabled(record);
    m_nextInSession->setEnabled(record && record->stream != StreamId::None);
    m_previousInSession->setEnabled(record && record->stream != StreamId::None);
}

void EventsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_model->setTheme(Theme::of(palette()));
    QWidget::changeEvent(event);
}

} // namespace mf::ui
