#include "ui/doors/hold_bar.h"

#include "ui/simulation.h"
#include "ui/text.h"

namespace mf::ui {

namespace {

bool isOfARealClient(const World &world, const Record &record)
{
    const auto isReal = [&](NodeId node) {
        return node != NodeId::None && world.node(node).kind() == node::NodeKind::RealClient;
    };
    return isReal(record.from) || isReal(record.to);
}

} // namespace

HoldBar::HoldBar(Simulation &simulation, QWidget *parent) : QLabel(parent), m_simulation(simulation)
{
    setAccessibleName(tr("Breakpoint"));
    setWordWrap(true);
    setMargin(6);
    setTextFormat(Qt::PlainText);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &HoldBar::refresh);
    connect(&simulation, &Simulation::heldChanged, this, &HoldBar::heldChanged);
    connect(&simulation, &Simulation::opened, this, &HoldBar::heldChanged);
    hide();
}

void HoldBar::heldChanged()
{
    const auto held = m_simulation.driver().heldAt();
    setVisible(held.has_value());
    m_tick.stop();
    if (!held)
        return;
    if (isOfARealClient(m_simulation.world(), m_simulation.trace()[*held])) {
        m_since.start();
        m_tick.start();
    }
    refresh();
}

void HoldBar::refresh()
{
    const auto held = m_simulation.driver().heldAt();
    if (!held)
        return;
    QString words = tr("Stopped at a breakpoint, event %1: %2")
                        .arg(*held + 1)
                        .arg(m_simulation.teller().line(m_simulation.trace()[*held], 80));
    if (m_tick.isActive()) {
        const live::Patience patience = live::patienceAt(m_simulation.trace(), *held);
        const qint64 left = std::max<qint64>(0, patience.limit.count() - m_since.elapsed() / 1000);
        words += u'\n'
                 + tr("A real program waits: %1 of %2 s left (%3).")
                       .arg(left)
                       .arg(patience.limit.count())
                       .arg(mf::ui::text(patience.source));
    }
    setText(words + u' ' + tr("Next lets it go on."));
}

} // namespace mf::ui
