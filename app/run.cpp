// mailflow run: plays a scenario to its end, prints its story, writes its trace. Equal (scenario, seed) gives
// equal octets everywhere.
#include "app/commands.h"
#include "app/ladder_file.h"
#include "app/pcap_output.h"
#include "app/reading.h"
#include "sim/base/ascii.h"
#include "sim/scenario/values.h"
#include "sim/story/print.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace mf::app {

namespace {

constexpr Option kOptions[] = {
    {"--until", "10m", "stop at this time of the scenario; without it, when nothing is left to happen"},
    {"--seed", "N", "instead of the file's: another run of the same scenario"},
    {"--trace", "OUT.jsonl", "write every record there, a JSON object a line"},
    {"--language", "de", "tell the story in German; without it, in English"},
    {"--pcap", "OUT.pcapng", "write there what a packet sniffer would have seen, in clear, for Wireshark"},
    {"--ladder", "OUT.svg", "draw there who sent what to whom: a lifeline a machine, an arrow a line"},
    {"-v", "", "print every line that is spoken, not only the hops"},
    {"--quiet", "", "print nothing but errors"},
    {"--help", "", "print this"},
};

/// The command line, understood.
struct Wish {
    Scenario scenario;
    Instant until = Instant::max();
    std::optional<std::string> traceFile, ladderFile, pcapFile;
    std::string language = "en";
    bool verbose = false, quiet = false;
};

std::expected<Wish, int> understand(const Arguments &arguments)
{
    Wish wish;
    wish.verbose = arguments.has("-v");
    wish.quiet = arguments.has("--quiet");
    wish.traceFile = arguments.value("--trace");
    wish.ladderFile = arguments.value("--ladder");
    wish.pcapFile = arguments.value("--pcap");
    if (const auto until = arguments.value("--until")) {
        const auto duration = schema::parseDuration(*until);
        if (!duration)
            return std::unexpected(complain(fmt::format("--until: {}", duration.error().text())));
        wish.until = Instant(*duration);
    }
    std::optional<std::uint64_t> seed;
    if (const auto text = arguments.value("--seed")) {
        seed = ascii::number<std::uint64_t>(*text);
        if (!seed)
            return std::unexpected(complain(fmt::format("--seed: \"{}\" is no whole number", *text)));
    }
    wish.language = arguments.value("--language").value_or("en");
    const auto languages = story::Words::languages();
    if (std::ranges::find(languages, wish.language) == languages.end())
        return std::unexpected(complain(fmt::format("--language: there is no \"{}\"; there are {}",
                                                    wish.language, fmt::join(languages, " and "))));
    auto scenario = readScenarioNamed(arguments.operands().front());
    if (!scenario)
        return std::unexpected(kExitBadInput);
    wish.scenario = std::move(*scenario);
    wish.scenario.seed = seed.value_or(wish.scenario.seed);
    return wish;
}

int play(const Wish &wish)
{
    auto world = World::build(wish.scenario);
    if (!world) {
        printFaults(world.error());
        return kExitBadInput;
    }
    std::optional<TraceFile> trace;
    if (wish.traceFile) {
        auto created = TraceFile::create(*wish.traceFile, story::nodeNames(*world));
        if (!created)
            return complain(created.error());
        trace = std::move(*created);
    }
    std::optional<PcapOutput> pcap;
    if (wish.pcapFile) {
        auto created = PcapOutput::create(*wish.pcapFile, [&world]() -> const World & { return *world; });
        if (!created)
            return complain(created.error());
        pcap = std::move(*created);
    }
    LadderFile ladder;
    using Detail = story::StoryPrinter::Detail;
    story::StoryPrinter printer(story::Words::builtIn(wish.language), story::nodeNames(*world),
                                wish.verbose ? Detail::Lines : Detail::Hops);
    while (auto step = world->step(wish.until)) {
        if (trace && !trace->write(step->records))
            return complain(*wish.traceFile + ": cannot be written any more");
        if (pcap && !pcap->write(step->records))
            return complain(*wish.pcapFile + ": cannot be written any more");
        if (wish.ladderFile)
            ladder.add(step->records);
        if (wish.quiet)
            continue;
        for (const Record &record : step->records)
            fmt::print("{}", printer.print(record));
    }
    if (pcap && !pcap->finish())
        return complain(*wish.pcapFile + ": cannot be written any more");
    if (wish.ladderFile && !ladder.write(*wish.ladderFile, *world))
        return complain(*wish.ladderFile + ": cannot be written");
    return kExitFine;
}

} // namespace

const CommandLine &runLine()
{
    static constexpr CommandLine line{
        "run", "SCENARIO", "Plays a scenario (or FILE#VARIANT) and prints its story: a line a hop.",
        1,     1,          kOptions};
    return line;
}

int run(const Arguments &arguments)
{
    const auto wish = understand(arguments);
    return wish ? play(*wish) : wish.error();
}

} // namespace mf::app
