#include "app/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

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
    auto file = RingFile::create(path, limitOctets, RingFile::Readers::Everybody);
    if (!file)
        return std::unexpected(file.error());
    return TraceFile(std::move(*file), story::JsonLines(std::move(names), story::JsonLines::Secrets::Masked));
}

bool TraceFile::write(const std::vector<Record> &records)
{
    for (const Record &record : records)
        if (!m_file.write(m_lines.print(record)))
            return false;
    return m_file.flush();
}

} // namespace mf::app
