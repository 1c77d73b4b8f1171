// What `serve --trace` keeps: every record, and every command that made them, as two rings on disk.
#pragma once

#include "app/reading.h"
#include "app/ring_file.h"
#include "sim/live/driver.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace mf::app {

class Recorder {
public:
    static constexpr std::uint64_t kCommandsLimitOctets = 512ull * 1024 * 1024; ///< then what is oldest goes

    /// The driver outlives it.
    explicit Recorder(live::Driver &driver) : m_driver(driver) { }
    Recorder(const Recorder &) = delete;

    /// From now on: the trace, and beside it the commands.
    std::expected<void, std::string> open(const std::string &tracePath);
    /// "trace.jsonl" gives "trace.commands.jsonl".
    static std::string commandsPath(const std::string &tracePath);

private:
    void trace(const std::vector<Record> &records);
    void keep(const std::vector<live::Applied> &commands);

    live::Driver &m_driver;
    std::optional<TraceFile> m_trace;
    std::optional<RingFile> m_commands;
};

} // namespace mf::app
