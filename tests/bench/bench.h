// Measures, side by side and in one run, because machines differ from hour to hour: ratios can be trusted, single figures less.
#pragma once

#include "sim/world/scenario.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace bench {

/// Seconds of the wall clock that `work` takes.
template <typename Work>
double seconds(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// The median of an odd number of figures.
inline double median(std::vector<double> figures)
{
    std::ranges::sort(figures);
    return figures[figures.size() / 2];
}

/// One row: what, the figure, its unit, and what it is held against.
void row(const std::string &what, double figure, const std::string &unit, const std::string &aim);

/// Scenario 02 with `letters` letters, one every `apart`; Carol checks her mail at the end of each.
mf::Scenario manyLetters(int letters, mf::Duration apart);

void kernel();
void world();
void window(int argc, char **argv);
void gestures(); // needs a QApplication
void words();    // needs a QApplication

} // namespace bench
