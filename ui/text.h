// The one place where octets and UTF-8 of the simulation become text that a person reads.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/time.h"

#include <QString>

#include <string>
#include <string_view>

namespace mf::ui {

/// UTF-8 for display. Octets that are not UTF-8 show as replacement characters; never use it to judge a
/// wire buffer.
QString text(std::string_view utf8);
std::string utf8(const QString &text);

/// Octets as lines, for display: nothing in them moves a cursor. CRLF ends a line. Cut with a note after
/// `limitOctets`.
QString printable(const Slices &octets, std::size_t limitOctets = 4096);
/// The first line of octets, printable, cut with an ellipsis after `limit` characters.
QString firstLine(const Slices &octets, int limit = 64);

/// "2.315 s", "4 min 02.0 s", "3 h 05 min": how long after the beginning, or how long something takes.
QString timeText(Duration time);
inline QString timeText(Instant at) { return timeText(at.time_since_epoch()); }

/// "2026-03-02 09:00:02": a moment by the world's clock, which began at `epoch`.
QString clockText(CalendarTime epoch, Instant at);
/// The same without the day, where that is the day of `now`.
QString clockText(CalendarTime epoch, Instant at, Instant now);

/// `text` cut with an ellipsis so that it has at most `limit` characters.
QString shortened(const QString &text, int limit);

} // namespace mf::ui
