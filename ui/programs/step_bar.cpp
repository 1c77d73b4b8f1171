#include "ui/programs/step_bar.h"

#include "ui/simulation.h"
#include "ui/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace mf::ui {

StepBar::StepBar(Simulation &simulation, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_back(new QPushButton(tr("Back")))
    , m_next(new QPushButton(tr("Next")))
    , m_place(new QLabel)
{
    m_back->setToolTip(tr("One step back. This window then shows what was here before it (Alt+Left)."));
    m_next->setToolTip(tr("One step forward: see what is said on the wire (Alt+Right)."));
    m_back->setShortcut(Qt::ALT | Qt::Key_Left);
    m_next->setShortcut(Qt::ALT | Qt::Key_Right);
    m_place->setForegroundRole(QPalette::PlaceholderText);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_place);
    all->addStretch();
    all->addWidget(m_back);
    all->addWidget(m_next);
    connect(m_back, &QPushButton::clicked, &simulation, &Simulation::back);
    connect(m_next, &QPushButton::clicked, &simulation, &Simulation::next);
    connect(&simulation, &Simulation::viewMoved, this, &StepBar::refresh);
    connect(&simulation, &Simulation::traceGrew, this, &StepBar::refresh);
    refresh();
}

void StepBar::refresh()
{
    if (!m_simulation.isOpen())
        return;
    const Index shown = m_simulation.recordsShown();
    m_place->setText(
        shown == 0 ? tr("At the beginning")
                   : tr("After event %1 · t = %2").arg(shown).arg(timeText(m_simulation.world().now())));
    m_back->setEnabled(shown > 0);
    m_next->setEnabled(!m_simulation.isFinished());
}

} // namespace mf::ui
