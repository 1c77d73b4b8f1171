// What a machine knows of names: a resolver's cache, a name server's zones, a mail server's aliases.
#include "sim/node/node.h"
#include "ui/inspector/sections.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <algorithm>

namespace mf::ui {

namespace {

QString negativeText(const CacheView &entry)
{
    if (entry.outcome == "NXDOMAIN")
        return Inspector::tr("there is no such name");
    if (entry.outcome == "NODATA")
        return Inspector::tr("there is no %1").arg(text(entry.type));
    return Inspector::tr("could not be found out");
}

Item cached(const CacheView &entry, Instant now)
{
    const bool negative = !entry.outcome.empty();
    const QString what = negative ? negativeText(entry) : text(entry.data);
    Item item = row(text(entry.name) + u'/' + text(entry.type),
                    QStringLiteral("%1 %2").arg(text(entry.name), text(entry.type)),
                    Inspector::tr("%1 left").arg(timeText(std::max(Duration{}, entry.expires - now))));
    item.tip = item.label + QStringLiteral(": ") + what;
    item.open = true;
    if (negative)
        item.tone = Tone::Later;
    Item answer =
        row(QStringLiteral("data"), what, Inspector::tr("until it is forgotten"), ToTime{entry.expires});
    answer.tip = what;
    item.add(std::move(answer));
    return item;
}

/// The name within the zone, as its master file would have it.
QString ownName(const dns::Record &record, const dns::Name &origin)
{
    const QString name = text(record.name.print()), zone = text(origin.print());
    if (name.compare(zone, Qt::CaseInsensitive) == 0)
        return QStringLiteral("@");
    return name.endsWith(u'.' + zone, Qt::CaseInsensitive) ? name.chopped(zone.size() + 1) : name;
}

Item zoneItem(const dns::Zone &zone, const ListLimits &limits)
{
    const QString origin = zone.origin().isRoot() ? QStringLiteral(".") : text(zone.origin().print());
    Item item = row(origin, origin, {});
    std::vector<const dns::Record *> records;
    zone.forEach([&](const dns::Record &record) { records.push_back(&record); });
    item.value =
        records.size() == 1 ? Inspector::tr("1 record") : Inspector::tr("%1 records").arg(records.size());
    addRows(item, QStringLiteral("zone:") + origin, records, limits,
            [&](const dns::Record *record, std::size_t place) {
                const QString data = text(dns::printRdata(*record));
                Item one = row(QString::number(place),
                               QStringLiteral("%1 %2").arg(ownName(*record, zone.origin()),
                                                           text(dns::typeName(record->type))),
                               data);
                one.tip = Inspector::tr("%1 (may be remembered for %2 s)").arg(data).arg(record->ttl);
                return one;
            });
    return item;
}

} // namespace

void addCache(Items &items, const MachineAt &at)
{
    if (at.view.kind != node::NodeKind::Resolver && at.view.cache.empty())
        return;
    Item cache = section(QStringLiteral("cache"), Inspector::tr("Remembered answers"),
                         QString::number(at.view.cache.size()));
    const Instant now = at.simulation.world().now();
    addRows(cache, cache.key, at.view.cache, at.limits,
            [&](const CacheView &entry, std::size_t) { return cached(entry, now); });
    items.push_back(std::move(cache));
}

void addZones(Items &items, const MachineAt &at)
{
    const auto *server = std::get_if<node::NameServer>(&at.simulation.world().node(at.node).program());
    if (!server)
        return;
    std::vector<const dns::Zone *> all;
    for (const auto &[origin, zone] : server->zones())
        all.push_back(&zone);
    Item zones = section(QStringLiteral("zones"), Inspector::tr("Zones"), QString::number(all.size()));
    addRows(zones, zones.key, all, at.limits, [&](const dns::Zone *zone, std::size_t) {
        Item item = zoneItem(*zone, at.limits);
        item.open = all.size() == 1;
        return item;
    });
    items.push_back(std::move(zones));
}

void addAliases(Items &items, const MachineAt &at)
{
    const auto *server = std::get_if<node::MailServer>(&at.simulation.world().node(at.node).program());
    if (!server)
        return;
    struct Pair {
        QString address, targets;
    };
    std::vector<Pair> pairs;
    for (const node::LocalDomain &domain : server->config().domains) {
        for (const node::Alias &alias : domain.aliases) {
            std::vector<std::string> targets;
            for (const mail::Path &target : alias.targets)
                targets.push_back(target.print());
            pairs.push_back({text(alias.localPart + '@' + domain.name), joined(targets)});
        }
        if (domain.catchAll)
            pairs.push_back(
                {Inspector::tr("anybody else @%1").arg(text(domain.name)), text(domain.catchAll->print())});
    }
    if (pairs.empty())
        return;
    Item aliases =
        section(QStringLiteral("aliases"), Inspector::tr("Aliases"), QString::number(pairs.size()));
    addRows(aliases, aliases.key, pairs, at.limits, [](const Pair &pair, std::size_t) {
        return row(pair.address, pair.address, QStringLiteral("→ ") + pair.targets);
    });
    items.push_back(std::move(aliases));
}

} // namespace mf::ui
