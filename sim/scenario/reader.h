// Scenario files (DESIGN section 8): text in, plain data out, or everything that is wrong with it at once.
#pragma once

#include "sim/base/fault.h"
#include "sim/world/scenario.h"

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf {

struct ScenarioFile {
    Scenario base;
    std::vector<std::pair<std::string, Scenario>> variants; ///< by name, in file order

    /// "": the base. Null: there is no such variant.
    Scenario *named(std::string_view variant);
};

/// Reads a file's text. The faults stand in the order of the file, each with line, column and what to do.
std::expected<ScenarioFile, Faults> readScenario(std::string_view text, std::string_view fileName);

/// The same from disk. What is larger than a scenario can be is not read at all.
std::expected<ScenarioFile, Faults> readScenarioFile(const std::string &path);

} // namespace mf
