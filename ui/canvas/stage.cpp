#include "ui/canvas/stage.h"

#include "sim/base/ascii.h"
#include "sim/world/world.h"
#include "ui/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace mf::ui {

namespace {

QString tr(const char *words) { return QCoreApplication::translate("mf::ui", words); }

/// What a person calls it: a door that is encrypted from the start is the same service.
QString serviceName(std::string_view service)
{
    if (service == "submission" || service == "submissions")
        return QStringLiteral("submission");
    if (service == "imaps" || service == "pop3s")
        service.remove_suffix(1);
    return text(ascii::toUpper(service));
}

Room roomOf(const node::RoomView &view)
{
    Room room;
    QStringList services;
    for (const std::string &service : view.services)
        services << serviceName(service);
    services.removeDuplicates();
    room.services = services.join(QStringLiteral(" · "));
    if (view.program == "outgoing") {
        room.title = tr("outgoing");
        room.place = Place::Outgoing;
    } else if (view.program == "incoming") {
        room.title = tr("incoming");
        room.place = Place::Mailbox;
    } else if (view.program == "sndmsg") {
        room.title = QStringLiteral("SNDMSG");
    } else if (view.program == "cpynet") {
        room.title = tr("CPYNET, mailbox files");
        room.place = Place::Mailbox;
    } else if (view.program == "mail-program") {
        room.title = tr("mail program");
    } else if (view.program == "name-server") {
        room.title = tr("name server");
    } else if (view.program == "resolver") {
        room.title = tr("resolver");
    } else {
        room.title = text(view.program);
    }
    return room;
}

Machine machineOf(const node::NodeView &view, const NodeSpec *spec)
{
    Machine machine;
    machine.name = text(view.name);
    machine.kind = view.kind;
    machine.caption = text(view.address.print());
    if (spec && !spec->user.empty())
        machine.caption = text(spec->user);
    if (spec && !spec->users.empty()) // whose address is a name in a table, no number of today
        machine.caption = tr("PDP-10 with TENEX");
    if (spec && spec->position)
        machine.cell = QPointF(spec->position->first, spec->position->second);
    for (const node::RoomView &room : view.rooms)
        machine.rooms.push_back(roomOf(room));
    if (view.kind == node::NodeKind::RealClient) {
        machine.name = tr("real clients");
        machine.caption = tr("on this computer");
        machine.rooms = {{tr("mail program"), {}, Place::Desk}};
    }
    return machine;
}

Pair ordered(NodeId a, NodeId b) { return a < b ? Pair(a, b) : Pair(b, a); }

/// The links that the scenario speaks of: of clients to their servers, between its mail servers, to the
/// names.
std::set<Pair> linksOf(const World &world)
{
    std::set<Pair> links;
    const Scenario &scenario = world.scenario();
    const auto add = [&](std::string_view from, std::string_view to) {
        const NodeId a = world.nodeNamed(from), b = world.nodeNamed(to);
        if (a != NodeId::None && b != NodeId::None && a != b)
            links.insert(ordered(a, b));
    };
    for (const LinkBetween &link : scenario.links)
        add(link.a, link.b);
    for (const NodeSpec &node : scenario.nodes) {
        add(node.name, node.outgoing);
        add(node.name, node.incomingServer);
    }
    for (const DomainSpec &domain : scenario.domains)
        for (const MxSpec &mx : domain.mx)
            add(mx.host, domain.mailboxes);
    for (const NodeSpec &resolver : scenario.nodes)
        if (resolver.kind == node::NodeKind::Resolver)
            for (const NodeSpec &client : scenario.nodes)
                if (client.kind == node::NodeKind::Client)
                    add(client.outgoing, resolver.name);
    return links;
}

const NodeSpec *writerOf(const Scenario &scenario, const SendAction &send)
{
    if (!send.client.empty())
        return scenario.node(send.client);
    for (const NodeSpec &node : scenario.nodes)
        if (node.kind == node::NodeKind::Client && ascii::equals(node.user, send.from))
            return &node;
    return nullptr;
}

std::vector<Unwritten> unwrittenOf(const World &world)
{
    std::vector<Unwritten> letters;
    for (const ActionSpec &action : world.scenario().actions) {
        const auto *send = std::get_if<SendAction>(&action.what);
        const NodeSpec *writer = send ? writerOf(world.scenario(), *send) : nullptr;
        if (!writer || !action.when.afterLetter.empty() || send->to.empty())
            continue;
        letters.push_back({world.nodeNamed(writer->name),
                           QStringLiteral("%1 → %2").arg(personOf(send->from), personOf(send->to.front()))});
    }
    return letters;
}

} // namespace

QString personOf(std::string_view address)
{
    QString name = text(address.substr(0, address.find('@')));
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return name;
}

Stage stageOf(const World &world)
{
    Stage stage;
    for (std::size_t i = 0; i < world.nodeCount(); ++i) {
        const node::NodeView view = world.view(NodeId(i));
        stage.machines.push_back(machineOf(view, world.scenario().node(view.name)));
    }
    stage.links = linksOf(world);
    stage.unwritten = unwrittenOf(world);
    stage.foldsDns = world.scenario().dnsFolded;
    return stage;
}

} // namespace mf::ui
