#include "ui/inspector/machine_items.h"

#include "sim/story/copies.h"
#include "ui/inspector/sections.h"
#include "ui/simulation.h"
#include "ui/text.h"

namespace mf::ui {

Item section(const QString &key, const QString &label, const QString &value)
{
    Item item;
    item.key = key;
    item.label = label;
    item.value = value;
    item.tone = Tone::Section;
    item.open = true;
    return item;
}

Item row(const QString &key, const QString &label, const QString &value, const Link &link)
{
    Item item;
    item.key = key;
    item.label = label;
    item.value = value;
    item.link = link;
    return item;
}

Item countdown(const QString &key, const QString &label, Instant at, const World &world)
{
    const Instant now = world.now();
    const QString left =
        Inspector::tr("in %1, at %2: jump to it").arg(timeText(at - now), clockText(world.epoch(), at, now));
    Item item = row(key, label, left, ToTime{at});
    item.tip = Inspector::tr("At t = %1. A click or Enter goes there.").arg(timeText(at));
    return item;
}

QString joined(const std::vector<std::string> &words)
{
    QStringList all;
    for (const std::string &word : words)
        all << text(word);
    return all.join(QStringLiteral(", "));
}

QString letterCount(std::size_t count)
{
    return count == 1 ? Inspector::tr("1 letter") : Inspector::tr("%1 letters").arg(count);
}

namespace {

void addPrograms(Items &items, const MachineAt &at)
{
    Item programs = section(QStringLiteral("programs"), Inspector::tr("Programs"));
    programs.open = false;
    for (const node::RoomView &room : at.view.rooms) {
        const QString services = room.services.empty() ? QString() : joined(room.services);
        programs.add(row(text(room.program), text(room.program), services));
    }
    programs.value = QString::number(programs.children.size());
    if (!programs.children.empty())
        items.push_back(std::move(programs));
}

} // namespace

Items machineItems(const Simulation &simulation, NodeId node, const ListLimits &limits)
{
    story::CopyFinder finder(simulation.world());
    const MachineAt at{simulation, node, finder.view(node), limits};
    Items items;
    addFaults(items, at);
    addTalking(items, at);
    addQueue(items, at);
    addDeadHosts(items, at);
    addDevice(items, at, finder);
    addMailboxes(items, at, finder);
    addCache(items, at);
    addZones(items, at);
    addAliases(items, at);
    addPrograms(items, at);
    return items;
}

/// "mail server"
QString kindName(node::NodeKind kind)
{
    switch (kind) {
    case node::NodeKind::Client: return Inspector::tr("client");
    case node::NodeKind::MailServer: return Inspector::tr("mail server");
    case node::NodeKind::NameServer: return Inspector::tr("name server");
    case node::NodeKind::Resolver: return Inspector::tr("resolver");
    case node::NodeKind::Host: return Inspector::tr("host");
    case node::NodeKind::RealClient: return Inspector::tr("real program");
    }
    return {};
}

QString machineSubtitle(const Simulation &simulation, NodeId node)
{
    const World &world = simulation.world();
    QString words = QStringLiteral("%1 · %2").arg(kindName(world.node(node).kind()),
                                                  text(world.node(node).address().print()));
    return world.network().isUp(node) ? words : words + Inspector::tr(" · switched off");
}

} // namespace mf::ui
