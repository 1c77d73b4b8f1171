#include "tests/bench/bench.h"

#include <fmt/format.h>

namespace bench {

void row(const std::string &what, double figure, const std::string &unit, const std::string &aim)
{
    fmt::print("{:<58} {:>12.3f} {:<14} {}\n", what, figure, unit, aim);
    std::fflush(stdout);
}

} // namespace bench

int main(int argc, char **argv)
{
    // As a child it opens one window and says when it was painted; see bench_window.cpp.
    if (argc < 2 || std::string(argv[1]) != "--first-frame") {
        fmt::print("{:<58} {:>12} {:<14} {}\n", "measured", "figure", "unit", "aim");
        bench::kernel();
        bench::world();
    }
    bench::window(argc, argv);
    return 0;
}
