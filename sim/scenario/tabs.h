// Tabs that indent: YAML has none. They are reported, and the file is read on as if they were spaces.
#pragma once

#include "sim/scenario/source.h"

#include <string>
#include <vector>

namespace mf::yaml {

/// How many spaces and tabs begin a line.
std::size_t indentationOf(std::string_view line);

/// Adds a fault for each line that a tab begins.
void reportTabs(const Source &source, FaultList &faults);

/// The text with the tabs that begin its lines made spaces, so that what else is wrong can be found in the
/// same go. How deep such a line is meant to be is guessed: one step deeper than a line that ends in ":",
/// else as deep as the line above it.
struct Untabbed {
    std::string text;
    std::vector<int> shifts; // by line: columns that were added
};
Untabbed untabbed(const Source &source);

} // namespace mf::yaml
