#include "sim/base/check.h"
#include "sim/story/filter_run.h"

#include <cstdint>

/// Whatever is typed: no crash, no long search, and what parses prints as itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *octets, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(octets), size);
    (void)mf::story::completionAt(
        text, size / 2, [](const mf::story::FilterField &) { return std::vector<std::string>{"a"}; });
    const auto filter = mf::story::Filter::parse(text);
    if (!filter)
        return 0;
    MF_CHECK(mf::story::Filter::parse(filter->print()) == filter);
    mf::Record record;
    record.bytes = mf::Slices(std::string(text));
    record.facts.add(mf::Key::Protocol, "smtp").add(mf::Key::Code, 451);
    const mf::story::FilterSight sight{[](mf::NodeId) { return std::string("mx"); },
                                       [](const mf::Record &shown) { return shown.bytes; },
                                       {}};
    (void)filter->passes(record, sight);
    return 0;
}
