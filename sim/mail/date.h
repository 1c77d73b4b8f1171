// Dates as mail writes them.
#pragma once

#include "sim/base/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace mf::mail {

/// "Mon, 02 Mar 2026 09:00:00 +0000" (RFC 5322 section 3.3), always UTC: equal on every machine.
std::string printDate(CalendarTime time);
/// Reads RFC 5322 dates with their obsolete forms; nothing if it is none.
std::optional<CalendarTime> parseDate(std::string_view text);

/// "02-Mar-2026 09:00:00 +0000" (RFC 3501 date-time), day padded by a space where below 10.
std::string printInternalDate(CalendarTime time);
std::optional<CalendarTime> parseInternalDate(std::string_view text);

/// "2026-03-02T09:00:00Z" (RFC 3339), as scenario files and views have it.
std::string printIso(CalendarTime time);
std::optional<CalendarTime> parseIso(std::string_view text);

} // namespace mf::mail
