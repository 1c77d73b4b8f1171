#include "app/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace mf::app {

void printFaults(const Faults &faults)
{
    for (const Fault &fault : faults)
        fmt::print(stderr, "{}\n", fault.print());
}

std::optional<Scenario> readScenarioNamed(const std::string &name)
{
    const std::size_t hash = name.rfind('#');
    const std::string path = name.substr(0, hash);
    auto file = readScenarioFile(path);
    if (!file) {
        printFaults(file.error());
        return std::nullopt;
    }
    if (hash == std::string::npos)
        return std::move(file->base);
    const std::string variant = name.substr(hash + 1);
    const auto found = std::ranges::find(file->variants, variant, &std::pair<std::string, Scenario>::first);
    if (found != file->variants.end())
        return std::move(found->second);
    fmt::print(stderr, "{}: no variant \"{}\"\n", path, variant);
    return std::nullopt;
}

std::expected<TraceFile, std::string> TraceFile::create(const std::string &path,
                                                        std::function<std::string(NodeId)> names,
                                                        std::uint64_t limitOctets)
{
    File file(std::fopen(path.c_str(), "wb"));
    if (!file)
        return std::unexpected(fmt::format("{}: cannot be written ({})", path, std::strerror(errno)));
    return TraceFile(path, std::move(file),
                     story::JsonLines(std::move(names), story::JsonLines::Secrets::Masked), limitOctets);
}

bool TraceFile::write(const std::vector<Record> &records)
{
    for (const Record &record : records) {
        const std::string line = m_lines.print(record);
        if (m_written + line.size() > m_limit && !turnOver())
            return false;
        m_written += line.size();
        if (std::fwrite(line.data(), 1, line.size(), m_file.get()) != line.size())
            return false;
    }
    return std::fflush(m_file.get()) == 0;
}

bool TraceFile::turnOver()
{
    m_file.reset();
    m_written = 0;
    if (std::rename(m_path.c_str(), (m_path + ".1").c_str()) != 0)
        return false;
    m_file.reset(std::fopen(m_path.c_str(), "wb"));
    return m_file != nullptr;
}

} // namespace mf::app
