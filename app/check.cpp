// mailflow check: validates, runs, and judges what the files expect.
#include "app/commands.h"
#include "app/reading.h"
#include "sim/story/journey.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace mf::app {

namespace {

/// A run that has not ended by then never ends: the file is wrong, or we are.
constexpr std::uint64_t kStepLimit = 20'000'000;

constexpr Option kOptions[] = {
    {"-v", "", "also show what the scenario leaves out and is made"},
    {"--help", "", "print this"},
};

struct Tally {
    int passed = 0, failed = 0;
    bool badInput = false;
};

std::string addressOf(const NodeSpec &node) { return node.address ? node.address->print() : "no address"; }

/// What completing the scenario added to what the file says.
void printMade(const Scenario &file, const Scenario &whole)
{
    for (const NodeSpec &node : whole.nodes)
        if (!file.node(node.name))
            fmt::print("  made node {}: {}, {}\n", node.name, name(node.kind), addressOf(node));
        else if (!file.node(node.name)->address)
            fmt::print("  made address {}: {}\n", node.name, addressOf(node));
    for (const DomainSpec &domain : file.domains)
        for (const UserSpec &user : domain.users)
            if (user.password.empty())
                fmt::print("  made password {}@{}: {}\n", user.name, domain.name, user.name);
    for (const ZoneText &zone : whole.zones) {
        if (std::ranges::find(file.zones, zone.origin, &ZoneText::origin) != file.zones.end())
            continue;
        fmt::print("  made zone {}\n", zone.origin);
        for (std::size_t begin = 0; begin < zone.text.size();) {
            const std::size_t end = std::min(zone.text.find('\n', begin), zone.text.size());
            fmt::print("    {}\n", std::string_view(zone.text).substr(begin, end - begin));
            begin = end + 1;
        }
    }
}

void checkOne(const std::string &label, const Scenario &scenario, bool verbose, Tally &tally)
{
    auto world = World::build(scenario);
    if (!world) {
        printFaults(world.error());
        tally.badInput = true;
        return;
    }
    if (verbose) {
        fmt::print("{}\n", label);
        printMade(scenario, world->scenario());
    }
    Trace trace;
    std::uint64_t steps = 0;
    while (auto step = world->step()) {
        for (Record &record : step->records)
            trace.push_back(std::move(record));
        if (++steps == kStepLimit) {
            fmt::print(stderr, "{}: does not come to an end within {} steps\n", label, kStepLimit);
            tally.badInput = true;
            return;
        }
    }
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < world->nodeCount(); ++i)
        names.push_back(world->node(NodeId{i}).name());
    for (const story::Judgement &judgement : story::judge(world->scenario(), trace, names)) {
        ++(judgement.passed ? tally.passed : tally.failed);
        fmt::print("{} {}: {}{}{}\n", judgement.passed ? "PASS" : "FAIL", label, judgement.text,
                   judgement.reason.empty() ? "" : ": ", judgement.reason);
    }
}

} // namespace

const CommandLine &checkLine()
{
    static constexpr CommandLine line{
        "check",
        "SCENARIO...",
        "Validates scenarios, runs them and their variants, and judges what they expect: a line each.\n"
        "Exit status: 0 all passed, 1 some failed, 2 bad input.",
        1,
        10'000,
        kOptions};
    return line;
}

int check(const Arguments &arguments)
{
    Tally tally;
    const bool verbose = arguments.has("-v");
    for (const std::string &path : arguments.operands()) {
        const auto file = readScenarioFile(path);
        if (!file) {
            printFaults(file.error());
            tally.badInput = true;
            continue;
        }
        checkOne(path, file->base, verbose, tally);
        for (const auto &[variant, scenario] : file->variants)
            checkOne(path + '#' + variant, scenario, verbose, tally);
    }
    fmt::print("{} passed, {} failed\n", tally.passed, tally.failed);
    if (tally.badInput)
        return kExitBadInput;
    return tally.failed > 0 ? kExitFailed : kExitFine;
}

} // namespace mf::app
