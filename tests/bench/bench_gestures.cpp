// What a gesture of time costs in the real window: a step back in 100,000 events; in a million records opening
// the table, a jump, a frame.
#include "tests/bench/bench.h"
#include "ui/simulation.h"
#include "ui/transport/timeline.h"
#include "ui/transport/transport_bar.h"
#include "ui/window.h"

#include <QApplication>
#include <QEventLoop>

#include <fmt/format.h>

namespace bench {

namespace {

using namespace mf;

constexpr int kFewLetters = 1500, kManyLetters = 7500; // 100,000 events; a million records
constexpr int kGestures = 21;

/// The window over a run that has ended.
struct Ended {
    explicit Ended(int letters) : window(simulation, {})
    {
        window.resize(1280, 800);
        if (!simulation.open(manyLetters(letters, Duration(1s))))
            return;
        window.show();
        QEventLoop loop;
        QObject::connect(&simulation, &ui::Simulation::busyChanged, &loop, [&](bool busy) {
            if (!busy)
                loop.quit();
        });
        simulation.toEnd();
        if (simulation.isBusy())
            loop.exec();
    }
    /// Until everything that follows from it is painted.
    template <typename Gesture>
    double msOf(Gesture gesture)
    {
        return 1000 * seconds([&] {
                   gesture();
                   QApplication::sendPostedEvents();
                   window.repaint();
               });
    }
    Index records() const { return simulation.trace().size(); }

    ui::Simulation simulation{ui::Simulation::Motion::Reduced};
    ui::Window window;
};

void windowSteppingBack()
{
    Ended ended(kFewLetters);
    ended.simulation.setStepSize(story::StepSize::Event);
    std::vector<double> near;
    for (int i = 0; i < kGestures; ++i)
        near.push_back(ended.msOf([&] { ended.simulation.back(); }));
    row(fmt::format("window: a step back in {} events", ended.simulation.history().stepCount()), median(near),
        "ms", "50");
    row("  the slowest of them", *std::ranges::max_element(near), "ms", "");
}

void jumping()
{
    Ended ended(kManyLetters);
    const std::string of = fmt::format("{} records", ended.records());
    ui::Simulation &simulation = ended.simulation;
    std::vector<double> jumps, drags, frames;
    for (int i = 0; i < kGestures; ++i) {
        const Index to = (ended.records() / kGestures * Index(i) * 8 + 12'345) % ended.records();
        jumps.push_back(ended.msOf([&] { simulation.toRecord(to); }));
    }
    for (int i = 0; i < kGestures; ++i) // as a hand drags: a little further each time
        drags.push_back(ended.msOf([&] {
            simulation.toTime(simulation.scale().timeAt(simulation.scale().length() * (0.5 + i * 0.001)));
        }));
    for (int i = 0; i < kGestures; ++i)
        frames.push_back(1000 * seconds([&] { ended.window.transport().timeline().repaint(); }));
    row("window: a jump in " + of, median(jumps), "ms", "100");
    row("  the slowest of them", *std::ranges::max_element(jumps), "ms", "");
    row("window: a pull at the timeline in " + of, median(drags), "ms", "100");
    row("  painting the timeline", median(frames), "ms", "");
    std::vector<double> ends;
    for (int i = 0; i < 5; ++i) {
        simulation.toBegin();
        ends.push_back(ended.msOf([&] { simulation.toTime(simulation.trace().back().at - 1us); }));
    }
    row("window: from the beginning to the end of " + of, median(ends), "ms", "100");
}

} // namespace

void gestures()
{
    windowSteppingBack();
    jumping();
}

} // namespace bench
