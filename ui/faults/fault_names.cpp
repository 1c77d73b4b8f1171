#include "ui/faults/fault_names.h"

#include "sim/world/world.h"
#include "ui/text.h"

#include <QCoreApplication>

namespace mf::ui {

namespace {

struct Names {
    const char *offer, *state, *linkOffer, *linkState;
};

// By FaultKind. Spelt out, because lupdate does not look into macros.
constexpr Names kNames[] = {
    {QT_TRANSLATE_NOOP("Faults", "Switch it &off"), QT_TRANSLATE_NOOP("Faults", "switched off"),
     QT_TRANSLATE_NOOP("Faults", "Cut the li&nk"), QT_TRANSLATE_NOOP("Faults", "cut")},
    {QT_TRANSLATE_NOOP("Faults", "Make it &slow"), QT_TRANSLATE_NOOP("Faults", "slow"),
     QT_TRANSLATE_NOOP("Faults", "Make it &slow"), QT_TRANSLATE_NOOP("Faults", "slow")},
    {QT_TRANSLATE_NOOP("Faults", "&Lose packets"), QT_TRANSLATE_NOOP("Faults", "loses packets"),
     QT_TRANSLATE_NOOP("Faults", "&Lose packets"), QT_TRANSLATE_NOOP("Faults", "loses packets")},
    {QT_TRANSLATE_NOOP("Faults", "&Fill its mailboxes"), QT_TRANSLATE_NOOP("Faults", "mailboxes full"), "",
     ""},
    {QT_TRANSLATE_NOOP("Faults", "&Greylist strangers"), QT_TRANSLATE_NOOP("Faults", "greylists"), "", ""},
    {QT_TRANSLATE_NOOP("Faults", "&Refuse all mail"), QT_TRANSLATE_NOOP("Faults", "refuses mail"), "", ""},
    {QT_TRANSLATE_NOOP("Faults", "Give &wrong addresses"), QT_TRANSLATE_NOOP("Faults", "wrong addresses"), "",
     ""},
    {QT_TRANSLATE_NOOP("Faults", "&Deny every name"), QT_TRANSLATE_NOOP("Faults", "denies every name"), "",
     ""},
    {QT_TRANSLATE_NOOP("Faults", "Answer l&ate"), QT_TRANSLATE_NOOP("Faults", "answers late"), "", ""},
};
static_assert(std::size(kNames) == kFaultKindCount);

} // namespace

QString placeName(const World &world, const FaultPlace &place)
{
    const QString first = text(world.node(place.a).name());
    return place.isLink() ? QStringLiteral("%1 – %2").arg(first, text(world.node(place.b).name())) : first;
}

QString faultOffer(FaultKind kind, bool ofLink)
{
    const Names &names = kNames[static_cast<std::size_t>(kind)];
    return QCoreApplication::translate("Faults", ofLink ? names.linkOffer : names.offer);
}

QString faultState(FaultKind kind, bool ofLink)
{
    const Names &names = kNames[static_cast<std::size_t>(kind)];
    return QCoreApplication::translate("Faults", ofLink ? names.linkState : names.state);
}

std::vector<FaultKind> possibleFaults(const World &world, const FaultPlace &place)
{
    std::vector<FaultKind> kinds;
    const bool ours = world.node(place.a).kind() != node::NodeKind::RealClient
                      && (!place.isLink() || world.node(place.b).kind() != node::NodeKind::RealClient);
    for (const FaultRow &row : kFaultRows)
        if (ours && (place.isLink() ? row.onLinks : canHappenAt(row.kind, world.node(place.a).kind())))
            kinds.push_back(row.kind);
    return kinds;
}

std::vector<FaultSpec> standingFaults(const World &world, const FaultPlace &place)
{
    std::vector<FaultSpec> faults;
    for (const StandingFault &standing : world.standingFaults())
        if (standing.fault.isLike(usualFault(world, place, standing.fault.kind)))
            faults.push_back(standing.fault);
    return faults;
}

std::vector<FaultSpec> plannedFaults(const World &world, const FaultPlace &place)
{
    std::vector<FaultSpec> faults = world.plannedFaults();
    std::erase_if(faults, [&](const FaultSpec &planned) {
        return !planned.isLike(usualFault(world, place, planned.kind));
    });
    return faults;
}

FaultSpec usualFault(const World &world, const FaultPlace &place, FaultKind kind, Duration from)
{
    FaultSpec fault;
    if (place.isLink()) {
        fault.linkA = world.node(place.a).name();
        fault.linkB = world.node(place.b).name();
    } else {
        fault.node = world.node(place.a).name();
    }
    fault.kind = kind;
    fault.from = from;
    fault.link = faultRow(kind).usualLink;
    return fault;
}

} // namespace mf::ui
