// The history of mail as a list: what came when, where it is written, and which scenario shows it. From
// resources/history.yaml, which the program carries with it.
#pragma once

#include "sim/base/fault.h"
#include "sim/world/scenario.h"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

struct Milestone {
    int year = 0;
    LocalText title, about;
    std::string source;
    std::string scenario; ///< a file of the scenarios' folder; empty: none shows it
};

/// Reads such a list. Fails with line and column.
std::expected<std::vector<Milestone>, Faults> readMilestones(std::string_view yaml, std::string_view file);
/// The built-in one, in order of time.
const std::vector<Milestone> &milestones();

} // namespace mf::story
