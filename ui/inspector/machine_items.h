// What is inside a machine at the viewed step, as the rows of the inspector.
#pragma once

#include "ui/inspector/item.h"

namespace mf::ui {

class Simulation;

Items machineItems(const Simulation &simulation, NodeId node, const ListLimits &limits);

/// "mail server · 192.0.2.1 · switched off".
QString machineSubtitle(const Simulation &simulation, NodeId node);

} // namespace mf::ui
