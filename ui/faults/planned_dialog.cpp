#include "ui/faults/planned_dialog.h"

#include "ui/faults/fault_names.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace mf::ui {

namespace {

constexpr QSize kPlannedSize(560, 260);

QString whereIs(const FaultSpec &fault)
{
    return fault.node.empty() ? QStringLiteral("%1 – %2").arg(text(fault.linkA), text(fault.linkB))
                              : text(fault.node);
}

} // namespace

PlannedDialog::PlannedDialog(Simulation &simulation, QWidget *parent)
    : QDialog(parent)
    , m_simulation(simulation)
    , m_list(new QTreeWidget)
    , m_nothing(new QLabel(tr("Nothing is going to break. What is to break later is planned at a machine or "
                              "link: Break…, then Later.")))
    , m_callOff(new QPushButton(tr("&Call off")))
{
    setWindowTitle(tr("Planned"));
    resize(kPlannedSize);
    m_list->setAccessibleName(tr("What is going to break"));
    m_list->setHeaderLabels({tr("When"), tr("Where"), tr("What")});
    m_list->setRootIsDecorated(false);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->installEventFilter(this);
    m_nothing->setWordWrap(true);
    m_callOff->setToolTip(tr("It will not break (Delete)."));
    auto *close = new QPushButton(tr("Close"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_callOff);
    buttons->addWidget(close);
    auto *all = new QVBoxLayout(this);
    all->addWidget(m_nothing);
    all->addWidget(m_list, 1);
    all->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_callOff, &QPushButton::clicked, this, &PlannedDialog::callOffCurrent);
    connect(&simulation, &Simulation::viewMoved, this, &PlannedDialog::refresh);
    connect(&simulation, &Simulation::traceReplaced, this, &PlannedDialog::refresh);
    connect(&simulation, &Simulation::opened, this, [this] {
        m_planned.reset(); // its clock is another one
        refresh();
    });
}

void PlannedDialog::showEvent(QShowEvent *event)
{
    m_planned.reset();
    refresh();
    QDialog::showEvent(event);
}

void PlannedDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_planned.reset();
        refresh();
    }
    QDialog::changeEvent(event);
}

bool PlannedDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        callOffCurrent();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

/// The view moves at every frame; what is planned seldom changes by that.
void PlannedDialog::refresh()
{
    if (!isVisible())
        return;
    auto planned = m_simulation.isOpen() ? m_simulation.world().plannedFaults() : std::vector<FaultSpec>();
    if (m_planned == planned)
        return;
    m_planned = std::move(planned);
    fill();
}

void PlannedDialog::fill()
{
    const int before = std::max(0, m_list->indexOfTopLevelItem(m_list->currentItem()));
    m_list->clear();
    for (const FaultSpec &fault : *m_planned) {
        const QString when =
            tr("%1 (t = %2)")
                .arg(clockText(m_simulation.world().epoch(), Instant(fault.from)), timeText(fault.from));
        const QString state = faultState(fault.kind, fault.node.empty());
        m_list->addTopLevelItem(
            new QTreeWidgetItem({when, whereIs(fault),
                                 fault.lasts ? tr("%1 for %2").arg(state, timeText(*fault.lasts)) : state}));
    }
    const int count = m_list->topLevelItemCount();
    if (count > 0)
        m_list->setCurrentItem(m_list->topLevelItem(std::min(before, count - 1)));
    m_nothing->setVisible(count == 0);
    m_callOff->setEnabled(count > 0);
}

void PlannedDialog::callOffCurrent()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (m_planned && row >= 0 && row < int(m_planned->size()))
        m_simulation.act(CallOffFault{(*m_planned)[std::size_t(row)]});
}

} // namespace mf::ui
