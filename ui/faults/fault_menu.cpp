#include "ui/faults/fault_menu.h"

#include "ui/faults/fault_dialog.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QMenu>
#include <QWidget>

#include <algorithm>

namespace mf::ui {

FaultMenu::FaultMenu(Simulation &simulation, QWidget *parent) : QObject(parent), m_simulation(simulation) { }

QMenu *FaultMenu::menu() const { return m_menu; }
FaultDialog *FaultMenu::dialog() const { return m_dialog; }
QWidget *FaultMenu::widget() const { return qobject_cast<QWidget *>(parent()); }

void FaultMenu::popUp(const std::vector<FaultPlace> &places, const QPoint &globalPosition)
{
    if (!m_simulation.isOpen() || places.empty())
        return;
    delete m_menu;
    m_menu = new QMenu(widget());
    m_menu->setAttribute(Qt::WA_DeleteOnClose);
    m_menu->setToolTipsVisible(true);
    for (const FaultPlace &place : places) {
        if (places.size() == 1)
            fill(*m_menu, place);
        else
            fill(*m_menu->addMenu(placeName(m_simulation.world(), place)), place);
    }
    m_menu->popup(globalPosition);
}

void FaultMenu::fill(QMenu &menu, const FaultPlace &place)
{
    const World &world = m_simulation.world();
    menu.addSection(placeName(world, place));
    const std::vector<FaultSpec> standing = standingFaults(world, place);
    if (offerEnds(menu, place, standing))
        menu.addSeparator();
    const std::vector<FaultKind> possible = possibleFaults(world, place);
    for (FaultKind kind : possible) {
        if (std::ranges::find(standing, kind, &FaultSpec::kind) != standing.end())
            continue;
        connect(menu.addAction(faultOffer(kind, place.isLink())), &QAction::triggered, this,
                [this, place, kind] { breakNow(place, kind); });
    }
    if (possible.empty()) {
        menu.addAction(tr("A real program on this computer: nothing here can break it"))->setEnabled(false);
        return;
    }
    menu.addSeparator();
    connect(menu.addAction(tr("&Later, or for a while…")), &QAction::triggered, this,
            [this, place] { ask(place); });
    if (const std::size_t count = world.plannedFaults().size(); count > 0)
        connect(menu.addAction(tr("All t&hat is planned (%1)…").arg(count)), &QAction::triggered, this,
                &FaultMenu::plannedWanted);
    offerMailServers(menu, place);
}

/// Who breaks a server that takes a domain's mail asks what a second one would do.
void FaultMenu::offerMailServers(QMenu &menu, const FaultPlace &place)
{
    const World &world = m_simulation.world();
    if (place.isLink() || m_simulation.file().isEmpty())
        return;
    menu.addSeparator();
    const std::string name = world.node(place.a).name();
    for (const DomainSpec &domain : world.scenario().domains)
        if (std::ranges::find(domain.mx, name, &MxSpec::host) != domain.mx.end())
            connect(menu.addAction(tr("Add a mail server for %1").arg(text(domain.name))),
                    &QAction::triggered, this,
                    [this, name = text(domain.name)] { emit mailServerWanted(name); });
}

/// What is broken can be mended, what is to break called off; false: there is nothing of both.
bool FaultMenu::offerEnds(QMenu &menu, const FaultPlace &place, const std::vector<FaultSpec> &standing)
{
    for (const FaultSpec &fault : standing)
        connect(menu.addAction(tr("Re&pair: %1").arg(faultState(fault.kind, place.isLink()))),
                &QAction::triggered, this, [this, fault] { repair(fault); });
    const std::vector<FaultSpec> planned = plannedFaults(m_simulation.world(), place);
    for (const FaultSpec &fault : planned)
        connect(menu.addAction(tr("&Call off: %1 from t = %2")
                                   .arg(faultState(fault.kind, place.isLink()), timeText(fault.from))),
                &QAction::triggered, this, [this, fault] { callOff(fault); });
    return !standing.empty() || !planned.empty();
}

void FaultMenu::breakNow(const FaultPlace &place, FaultKind kind)
{
    const World &world = m_simulation.world();
    m_simulation.act(BeginFault{usualFault(world, place, kind, world.now().time_since_epoch())});
}

void FaultMenu::repair(const FaultSpec &fault) { m_simulation.act(EndFault{fault}); }

void FaultMenu::callOff(const FaultSpec &fault) { m_simulation.act(CallOffFault{fault}); }

void FaultMenu::repairAll()
{
    if (!m_simulation.isOpen())
        return;
    const std::vector<StandingFault> standing = m_simulation.world().standingFaults();
    for (const StandingFault &one : standing)
        repair(one.fault);
}

void FaultMenu::ask(const FaultPlace &place)
{
    m_dialog = new FaultDialog(m_simulation.world(), place, widget());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &FaultDialog::wanted, this,
            [this](const FaultSpec &fault) { m_simulation.act(BeginFault{fault}); });
    m_dialog->open();
}

} // namespace mf::ui
