// Where machines are drawn if the file does not say: letters go from left to right.
#pragma once

#include "sim/world/scenario.h"

namespace mf {

/// Gives every node without one a position, in grid cells: those who write on the left, their server, DNS
/// above, the other servers, those who read on the right.
void layOut(Scenario &scenario);

} // namespace mf
