// Virtual time: integer microseconds since the world began. Nothing in sim reads another clock.
#pragma once

#include <chrono>
#include <cstdint>

namespace mf {

using Duration = std::chrono::duration<std::int64_t, std::micro>;

struct VirtualClock {
    using duration = Duration;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<VirtualClock>;
    static constexpr bool is_steady = true;
};

/// A moment of virtual time. Zero is when the world began; the calendar date of zero is the world's epoch.
using Instant = VirtualClock::time_point;

/// A calendar moment, UTC: what Date and Received headers and INTERNALDATE are printed from.
using CalendarTime = std::chrono::sys_time<Duration>;

using namespace std::chrono_literals;

} // namespace mf
