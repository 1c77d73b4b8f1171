// What the inspector says, as simple HTML: about an event, or about a machine as it is at the viewed step.
#pragma once

#include "sim/base/ids.h"

#include <QString>

namespace mf::ui {

class Simulation;
class Teller;
struct Theme;

/// Sentence, why, bytes, facts, cause and consequences. Links are "record:<index>".
QString recordPage(const Simulation &simulation, const Teller &teller, Index record, const Theme &theme);

/// Rooms, queue, mailboxes, cache, sessions. Links as above.
QString nodePage(const Simulation &simulation, const Teller &teller, NodeId node, const Theme &theme);

} // namespace mf::ui
