// Numbers with units as people write them in scenario files. The error is what to say: `"5" has no unit;
// write 5s, 5m or 5h`.
#pragma once

#include "sim/base/phrase.h"
#include "sim/base/time.h"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace mf::schema {

/// A thousand years: sums of a few durations stay far from the end of the clock.
inline constexpr Duration kDurationLimit = std::chrono::hours(24 * 365'000);
inline constexpr std::uint64_t kQuantityLimit = 1'000'000'000'000'000;

template <typename T>
using Parsed = std::expected<T, Phrase>;

Parsed<Duration> parseDuration(std::string_view text);  ///< us, ms, s, m, h, d; "1.5s"
Parsed<std::uint64_t> parseSize(std::string_view text); ///< B, kB, MB, GB, KiB, MiB, GiB
Parsed<std::uint64_t>
parseBandwidth(std::string_view text); ///< bit/s, kbit/s, Mbit/s, Gbit/s; "unlimited" is 0
Parsed<std::uint32_t> parsePercentage(std::string_view text); ///< "0.5%", in millionths

/// The shortest form with one unit: 300s is "5m".
std::string printDuration(Duration duration);

} // namespace mf::schema
