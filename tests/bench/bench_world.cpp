// Whole deliveries in the shape of scenario 02: submission, DNS, relay, LMTP, IMAP.
#include "sim/scenario/reader.h"
#include "sim/world/history.h"
#include "sim/world/world.h"
#include "tests/bench/bench.h"

#include <fmt/format.h>

#include <cstdlib>
#include <malloc.h>

namespace bench {

namespace {

using namespace mf;

World build(const Scenario &scenario)
{
    auto world = World::build(scenario);
    if (!world) {
        for (const Fault &fault : world.error())
            fmt::print(stderr, "{}\n", fault.print());
        std::exit(2);
    }
    return std::move(*world);
}

struct Run {
    std::uint64_t steps = 0, records = 0, read = 0;
};

Run runAll(World world, Trace *trace)
{
    Run run;
    while (auto step = world.step()) {
        ++run.steps;
        run.records += step->records.size();
        for (Record &record : step->records) {
            run.read += record.kind == Kind::LetterRead;
            if (trace)
                trace->push_back(std::move(record));
        }
    }
    return run;
}

void deliveries(const std::string &what, int letters, Duration apart)
{
    const Scenario scenario = manyLetters(letters, apart);
    std::vector<double> with, without;
    Run run;
    for (int i = 0; i < 3; ++i) {
        World bare = build(scenario);
        without.push_back(seconds([&] { run = runAll(std::move(bare), nullptr); }));
        World traced = build(scenario);
        Trace trace;
        with.push_back(seconds([&] { run = runAll(std::move(traced), &trace); }));
    }
    if (run.read != static_cast<std::uint64_t>(letters))
        fmt::print(stderr, "only {} of {} letters were read\n", run.read, letters);
    row("deliveries, " + what + ", without trace", letters / median(without), "letters/s", "");
    row("deliveries, " + what + ", with trace", letters / median(with), "letters/s", "30000");
    row("  events a letter", static_cast<double>(run.steps) / letters, "events", "");
    row("  records a letter", static_cast<double>(run.records) / letters, "records", "");
}

void memory()
{
    const Scenario scenario = manyLetters(2000, Duration(1s));
    World world = build(scenario);
    Trace trace;
    const auto before = mallinfo2().uordblks;
    std::vector<World> last;
    while (auto step = world.step())
        for (Record &record : step->records)
            trace.push_back(std::move(record));
    const auto withWorld = mallinfo2().uordblks;
    const std::size_t records = trace.size();
    trace = {};
    row("memory of a record",
        static_cast<double>(withWorld - mallinfo2().uordblks) / static_cast<double>(records), "octets", "");
    row("memory of the world per letter", static_cast<double>(mallinfo2().uordblks - before) / 2000, "octets",
        "");
}

void steppingBack()
{
    History history(build(manyLetters(1500, Duration(1s))));
    while (history.stepCount() < 100'000 && history.forward()) { }
    const StepIndex end = history.position();
    std::vector<double> near, far, jump;
    for (StepIndex i = 0; i < 101; ++i)
        near.push_back(seconds([&] { history.seek(end - 1 - i); }) * 1000);
    for (StepIndex i = 0; i < 101; ++i) {
        history.seek(end / 2 - i * 7);
        far.push_back(seconds([&] { history.seek(history.position() - 1); }) * 1000);
    }
    for (StepIndex i = 0; i < 21; ++i)
        jump.push_back(seconds([&] { history.seek(i % 2 ? end - i * 97 : 1000 + i * 997); }) * 1000);
    row(fmt::format("one step back near the end of {} events", end), median(near), "ms", "50");
    row("one step back in the middle", median(far), "ms", "50");
    row("  the slowest of them", std::max(*std::ranges::max_element(near), *std::ranges::max_element(far)),
        "ms", "");
    row("a jump anywhere", median(jump), "ms", "");
    World copy = history.world();
    row("a checkpoint (copy of the world)", seconds([&] {
            for (int i = 0; i < 1000; ++i)
                copy = World(history.world());
        }),
        "ms", "1");
    if (history.divergence())
        fmt::print(stderr, "{}\n", *history.divergence());
}

} // namespace

Scenario manyLetters(int letters, Duration apart)
{
    auto file = readScenarioFile(MF_SOURCE_DIR "/scenarios/02-another-network.yaml");
    if (!file) {
        for (const Fault &fault : file.error())
            fmt::print(stderr, "{}\n", fault.print());
        std::exit(2);
    }
    Scenario scenario = file->base;
    const std::vector<ActionSpec> actions = scenario.actions;
    scenario.actions.clear();
    scenario.expect.clear();
    for (int i = 0; i < letters; ++i)
        for (ActionSpec action : actions) {
            action.when.at += i * apart;
            const std::string suffix = fmt::format("-{}", i);
            if (!action.when.afterLetter.empty())
                action.when.afterLetter += suffix;
            if (auto *send = std::get_if<SendAction>(&action.what))
                send->id += suffix;
            scenario.actions.push_back(std::move(action));
        }
    return scenario;
}

void world()
{
    deliveries("warm cache", 5000, Duration(10ms));
    // A day between letters: every TTL has run out, every walk begins at the root.
    deliveries("cold cache", 2000, std::chrono::hours(24));
    memory();
    steppingBack();
}

} // namespace bench
