// What waits to leave a machine, and which hosts it leaves alone.
#include "ui/inspector/sections.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <algorithm>
#include <array>

namespace mf::ui {

namespace {

QString stateText(std::string_view state)
{
    static constexpr std::array<std::pair<std::string_view, const char *>, 5> kStates = {{
        {"waiting", QT_TRANSLATE_NOOP("Inspector", "waiting")},
        {"resolving", QT_TRANSLATE_NOOP("Inspector", "asking DNS")},
        {"host-busy", QT_TRANSLATE_NOOP("Inspector", "waiting for a free connection")},
        {"sending", QT_TRANSLATE_NOOP("Inspector", "being sent")},
        {"failed", QT_TRANSLATE_NOOP("Inspector", "failed: it stays here")},
    }};
    for (const auto &[name, words] : kStates)
        if (name == state)
            return Inspector::tr(words);
    return text(state);
}

QString triesText(std::uint32_t attempts)
{
    return attempts == 1 ? Inspector::tr("once") : Inspector::tr("%1 times").arg(attempts);
}

Item queued(const node::QueueItemView &queued, const World &world)
{
    Item item = row(QString::number(queued.id), Inspector::tr("to %1").arg(joined(queued.to)),
                    stateText(queued.state));
    item.open = true;
    if (queued.state == "failed")
        item.tone = Tone::Trouble;
    if (queued.nextAttempt > world.now() && queued.state == "waiting")
        item.add(countdown(QStringLiteral("next"), Inspector::tr("next attempt"), queued.nextAttempt, world));
    item.add(row(QStringLiteral("from"), Inspector::tr("from"),
                 queued.from == "<>" ? Inspector::tr("nobody (a report)") : text(queued.from)));
    if (queued.attempts > 0)
        item.add(row(QStringLiteral("tries"), Inspector::tr("tried"), triesText(queued.attempts)));
    if (!queued.lastReason.empty())
        item.add(row(QStringLiteral("reason"), Inspector::tr("last answer"), text(queued.lastReason)));
    for (std::size_t i = 0; i < std::min(queued.hostsTried.size(), ListLimits::kFirst); ++i) {
        const node::HostTriedView &host = queued.hostsTried[i];
        const QString name = host.address.empty()
                                 ? text(host.host)
                                 : QStringLiteral("%1 [%2]").arg(text(host.host), text(host.address));
        item.add(row(QStringLiteral("host%1").arg(i), Inspector::tr("at %1").arg(name), text(host.reason)));
    }
    if (queued.mail != MailId::None)
        item.add(row(QStringLiteral("letter"), Inspector::tr("the letter"), Inspector::tr("look inside it"),
                     ToLetter{queued.mail}));
    return item;
}

} // namespace

void addQueue(Items &items, const MachineAt &at)
{
    if (at.view.queue.empty())
        return;
    Item queue = section(QStringLiteral("queue"), Inspector::tr("Waiting to leave"),
                         letterCount(at.view.queue.size()));
    const World &world = at.simulation.world();
    addRows(queue, queue.key, at.view.queue, at.limits,
            [&](const node::QueueItemView &one, std::size_t) { return queued(one, world); });
    items.push_back(std::move(queue));
}

void addDeadHosts(Items &items, const MachineAt &at)
{
    const World &world = at.simulation.world();
    std::vector<node::RemoteHostView> dead;
    std::ranges::copy_if(at.view.remoteHosts, std::back_inserter(dead),
                         [&](const node::RemoteHostView &host) { return host.leftAloneUntil > world.now(); });
    if (dead.empty())
        return;
    Item hosts = section(QStringLiteral("dead"), Inspector::tr("Remembered as out of reach"),
                         QString::number(dead.size()));
    addRows(hosts, hosts.key, dead, at.limits, [&](const node::RemoteHostView &host, std::size_t) {
        Item item =
            row(text(host.address), QStringLiteral("%1 [%2]").arg(text(host.host), text(host.address)),
                text(host.reason));
        item.tone = Tone::Trouble;
        item.open = true;
        item.add(countdown(QStringLiteral("until"), Inspector::tr("left alone, called again"),
                           host.leftAloneUntil, world));
        return item;
    });
    items.push_back(std::move(hosts));
}

} // namespace mf::ui
