#include "app/recorder.h"

#include "app/arguments.h"
#include "sim/live/command_log.h"

#include <utility>

namespace mf::app {

std::string Recorder::commandsPath(const std::string &tracePath)
{
    constexpr std::string_view ending = ".jsonl";
    const std::string_view stem =
        tracePath.ends_with(ending) ? std::string_view(tracePath).substr(0, tracePath.size() - ending.size())
                                    : tracePath;
    return std::string(stem) + ".commands" + std::string(ending);
}

std::expected<void, std::string> Recorder::open(const std::string &tracePath)
{
    auto trace = TraceFile::create(tracePath, [this](NodeId id) { return m_driver.world().node(id).name(); });
    if (!trace)
        return std::unexpected(trace.error());
    auto commands = RingFile::create(commandsPath(tracePath), kCommandsLimitOctets, RingFile::Readers::Owner);
    if (!commands)
        return std::unexpected(commands.error());
    m_trace = std::move(*trace);
    m_commands = std::move(*commands);
    QObject::connect(&m_driver, &live::Driver::recorded, &m_driver,
                     [this](const std::vector<Record> &records) { this->trace(records); });
    QObject::connect(&m_driver, &live::Driver::applied, &m_driver,
                     [this](const std::vector<live::Applied> &applied) { keep(applied); });
    return {};
}

void Recorder::trace(const std::vector<Record> &records)
{
    if (!m_trace || m_trace->write(records))
        return;
    complain("the trace cannot be written any more; the rest is not traced");
    m_trace.reset();
}

void Recorder::keep(const std::vector<live::Applied> &commands)
{
    const auto nodeName = [this](NodeId id) { return m_driver.world().node(id).name(); };
    const auto write = [&] {
        for (const live::Applied &command : commands)
            if (!m_commands->write(printCommand(command, nodeName)))
                return false;
        return m_commands->flush();
    };
    if (!m_commands || write())
        return;
    complain("the commands cannot be written any more; the rest is not kept");
    m_commands.reset();
}

} // namespace mf::app
