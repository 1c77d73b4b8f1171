// How a person calls what can break: what the menu offers, and what stands on a machine or link that is broken.
#pragma once

#include "sim/world/scenario.h"

#include <QString>

#include <utility>
#include <vector>

namespace mf {
class World;
} // namespace mf

namespace mf::ui {

/// Where something can break: a machine, or what lies between two.
struct FaultPlace {
    NodeId a = NodeId::None, b = NodeId::None; ///< b None: the machine a
    bool isLink() const { return b != NodeId::None; }
    friend bool operator==(const FaultPlace &, const FaultPlace &) = default;
};

/// "mx.example.net", or "mail.example.org – mx.example.net".
QString placeName(const World &world, const FaultPlace &place);
/// What the menu offers: "Switch it off".
QString faultOffer(FaultKind kind, bool ofLink);
/// What is seen while it stands: "switched off".
QString faultState(FaultKind kind, bool ofLink);

/// The kinds that can happen there, in the order of the table.
std::vector<FaultKind> possibleFaults(const World &world, const FaultPlace &place);
/// Those that stand there now.
std::vector<FaultSpec> standingFaults(const World &world, const FaultPlace &place);
/// Those that are to begin there later, by when.
std::vector<FaultSpec> plannedFaults(const World &world, const FaultPlace &place);
/// One as usual, from `from` on, for ever.
FaultSpec usualFault(const World &world, const FaultPlace &place, FaultKind kind, Duration from = {});

} // namespace mf::ui
