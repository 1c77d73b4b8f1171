// What run, check and serve have in common: reading a scenario, telling its faults, writing a trace.
#pragma once

#include "sim/base/fault.h"
#include "sim/scenario/reader.h"
#include "sim/story/export.h"
#include "sim/world/world.h"

#include <cstdio>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mf::app {

/// Prints them as `file:line:column: message` with the line and a caret.
void printFaults(const Faults &faults);

/// FILE, or FILE#VARIANT. Prints what is wrong with it.
std::optional<Scenario> readScenarioNamed(const std::string &name);

/// A trace on disk, as JSON lines. What is older than about kLimitOctets moves to FILE.1 and then away, so
/// that a long run fills no disk.
class TraceFile {
public:
    static constexpr std::uint64_t kLimitOctets = 512ull * 1024 * 1024;

    static std::expected<TraceFile, std::string> create(const std::string &path,
                                                        std::function<std::string(NodeId)> names,
                                                        std::uint64_t limitOctets = kLimitOctets);
    /// Writes the records out; false: the disk did not take them.
    bool write(const std::vector<Record> &records);

private:
    struct Closer {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Closer>;

    TraceFile(std::string path, File file, story::JsonLines lines, std::uint64_t limit)
        : m_path(std::move(path))
        , m_file(std::move(file))
        , m_lines(std::move(lines))
        , m_limit(limit)
    { }
    bool turnOver();

    std::string m_path;
    File m_file;
    story::JsonLines m_lines;
    std::uint64_t m_limit, m_written = 0;
};

} // namespace mf::app
