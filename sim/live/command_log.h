// The commands of a run as JSON lines: with the scenario, the seed and the store it began with, they are the
// run (DESIGN section 4). Unlike a trace they hold every octet that came in, passwords too.
#pragma once

#include "sim/live/turn.h"

#include <functional>
#include <string>

namespace mf::live {

/// One line with its LF. Keys: "after_steps" (of the world, before this command), "at_us" (the world's time),
/// "command", and what the command is made of; octets are base 64.
std::string printCommand(const Applied &applied, const std::function<std::string(NodeId)> &nodeName);

} // namespace mf::live
