#include "app/ladder_file.h"

#include "sim/story/ladder.h"

#include <cstdio>
#include <memory>

namespace mf::app {

void LadderFile::add(const std::vector<Record> &records)
{
    for (const Record &record : records) {
        m_trace.push_back(record);
        story::SecretFinder::Masked masked = m_finder.mask(record);
        if (masked.changed)
            m_masked.emplace(record.id, Slices(std::move(masked.octets)));
    }
}

bool LadderFile::write(const std::string &path, const World &world) const
{
    const auto shown = [this](const Record &record) {
        const auto masked = m_masked.find(record.id);
        return masked == m_masked.end() ? record.bytes : masked->second;
    };
    story::Ladder ladder(
        {story::nodeNames(world), shown, story::machinesOfDns(world), "DNS", &story::Words::builtIn("en")});
    ladder.grow(m_trace, m_trace.size());
    const std::string svg =
        story::ladderSvg(ladder, m_trace, ladder.arrows().size(), world.scenario().title.in("en"));
    const auto close = [](std::FILE *file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path.c_str(), "wb"), close);
    return file && std::fwrite(svg.data(), 1, svg.size(), file.get()) == svg.size()
           && std::fflush(file.get()) == 0;
}

} // namespace mf::app
