// What run, check and serve have in common: reading a scenario, telling its faults, writing a trace.
#pragma once

#include "app/ring_file.h"
#include "sim/base/fault.h"
#include "sim/scenario/reader.h"
#include "sim/story/export.h"
#include "sim/world/world.h"

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mf::app {

/// Prints them as `file:line:column: message` with the line and a caret.
void printFaults(const Faults &faults);

/// FILE, or FILE#VARIANT. Prints what is wrong with it.
std::optional<Scenario> readScenarioNamed(const std::string &name);

/// A trace on disk, as JSON lines: a ring, so that a long run fills no disk.
class TraceFile {
public:
    static constexpr std::uint64_t kLimitOctets = 512ull * 1024 * 1024; ///< then what is oldest goes

    static std::expected<TraceFile, std::string> create(const std::string &path,
                                                        std::function<std::string(NodeId)> names,
                                                        std::uint64_t limitOctets = kLimitOctets);
    /// Writes the records out; false: the disk did not take them.
    bool write(const std::vector<Record> &records);

private:
    TraceFile(RingFile file, story::JsonLines lines) : m_file(std::move(file)), m_lines(std::move(lines)) { }

    RingFile m_file;
    story::JsonLines m_lines;
};

} // namespace mf::app
