// The event queue beside a bare std::priority_queue that holds the same entries.
#include "sim/kernel/event_queue.h"
#include "sim/kernel/random.h"
#include "sim/world/event.h"
#include "tests/bench/bench.h"

#include <fmt/format.h>

#include <queue>

namespace bench {

namespace {

using namespace mf;

constexpr int kEvents = 2'000'000;

/// "Hold": take the first, put in one that is a little later; the queue keeps its length.
template <typename Pop, typename Push>
double holdPerSecond(std::size_t pending, Pop pop, Push push)
{
    RandomStream random(1, "hold");
    for (std::size_t i = 0; i < pending; ++i)
        push(Instant(Duration(static_cast<std::int64_t>(random.below(1'000'000)))));
    const double time = seconds([&] {
        for (int i = 0; i < kEvents; ++i)
            push(pop() + Duration(static_cast<std::int64_t>(random.below(1'000'000))));
    });
    return kEvents / time;
}

struct Bare {
    Instant at;
    std::uint64_t order;
    Event event;
    bool operator<(const Bare &other) const { return at != other.at ? at > other.at : order > other.order; }
};

double ours(std::size_t pending)
{
    EventQueue<Event> queue;
    return holdPerSecond(
        pending, [&] { return queue.pop().at; }, [&](Instant at) { queue.push(at, NodeExpires{}); });
}

double bare(std::size_t pending)
{
    std::priority_queue<Bare> queue;
    std::uint64_t order = 0;
    return holdPerSecond(
        pending,
        [&] {
            const Instant at = queue.top().at;
            queue.pop();
            return at;
        },
        [&](Instant at) {
            queue.push({at, order++, NodeExpires{}});
        });
}

} // namespace

void kernel()
{
    for (const std::size_t pending : {std::size_t{1000}, std::size_t{100'000}}) {
        std::vector<double> ourRuns, bareRuns, ratios;
        for (int i = 0; i < 5; ++i) { // in turn, so that both meet the same weather
            ourRuns.push_back(ours(pending));
            bareRuns.push_back(bare(pending));
            ratios.push_back(ourRuns.back() / bareRuns.back());
        }
        row(fmt::format("kernel, {} pending", pending), median(ourRuns) / 1e6, "M events/s", "");
        row(fmt::format("std::priority_queue, {} pending", pending), median(bareRuns) / 1e6, "M events/s",
            "");
        row(fmt::format("ratio, {} pending", pending), median(ratios), "x", pending == 1000 ? "0.75" : "1.0");
    }
}

} // namespace bench
