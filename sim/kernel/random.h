// Randomness that is part of the world: seeded streams, one for each consumer, equal on every machine.
#pragma once

#include <cstdint>
#include <string_view>

namespace mf {

/// A stream of random numbers (splitmix64). Each consumer has its own, seeded from the world's seed and the
/// consumer's name, so that one more draw in one place shifts nothing elsewhere.
class RandomStream {
public:
    RandomStream() = default;
    RandomStream(std::uint64_t worldSeed, std::string_view consumer);

    std::uint64_t next();
    /// A whole number in [0, bound); bound > 0. Exact: no modulo bias, no floating point.
    std::uint64_t below(std::uint64_t bound);
    /// True in `perMillion` of 1,000,000 draws.
    bool chance(std::uint32_t perMillion) { return perMillion > 0 && below(1'000'000) < perMillion; }

    friend bool operator==(const RandomStream &, const RandomStream &) = default;

private:
    std::uint64_t m_state = 0;
};

} // namespace mf
