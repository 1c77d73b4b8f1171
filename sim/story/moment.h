// The moments that lessons and claims name, found in a trace.
#pragma once

#include "sim/kernel/trace.h"
#include "sim/world/scenario.h"

#include <optional>
#include <string>
#include <vector>

namespace mf::story {

/// The first record that is such a moment; nothing: it has not come (yet). Names are by NodeId.
std::optional<Index> firstMoment(const MomentSpec &moment, const Trace &trace,
                                 const std::vector<std::string> &nodeNames);

/// Whether what the claim says is there to be seen: the moment that shows it has come, and before the one that
/// has to come later.
bool isShown(const Claim &claim, const Trace &trace, const std::vector<std::string> &nodeNames);

} // namespace mf::story
