#include "ui/faults/fault_names.h"

#include "sim/world/world.h"
#include "ui/text.h"

#include <QCoreApplication>

namespace mf::ui {

namespace {

struct Names {
    const char *offer, *state, *linkOffer, *linkState;
};

#define NAMES(offer, state, linkOffer, linkState)                                                            \
    Names                                                                                                    \
    {                                                                                                        \
        QT_TRANSLATE_NOOP("Faults", offer), QT_TRANSLATE_NOOP("Faults", state),                              \
            QT_TRANSLATE_NOOP("Faults", linkOffer), QT_TRANSLATE_NOOP("Faults", linkState)                   \
    }

// By FaultKind.
constexpr Names kNames[] = {
    NAMES("Switch it &off", "switched off", "Cut the li&nk", "cut"),
    NAMES("Make it &slow", "slow", "Make it &slow", "slow"),
    NAMES("&Lose packets", "loses packets", "&Lose packets", "loses packets"),
    NAMES("&Fill its mailboxes", "mailboxes full", "", ""),
    NAMES("&Greylist strangers", "greylists", "", ""),
    NAMES("&Refuse all mail", "refuses mail", "", ""),
    NAMES("Give &wrong addresses", "wrong addresses", "", ""),
    NAMES("&Deny every name", "denies every name", "", ""),
    NAMES("Answer l&ate", "answers late", "", ""),
};
#undef NAMES
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
