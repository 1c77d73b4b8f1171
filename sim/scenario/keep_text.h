// Actions and faults as YAML on one line, as a scenario file has them.
#pragma once

#include "sim/world/scenario.h"

#include <string>

namespace mf {

std::string yamlOf(const ActionSpec &action);
std::string yamlOf(const FaultSpec &fault);
std::string yamlOf(const node::TypedLine &line);

} // namespace mf
