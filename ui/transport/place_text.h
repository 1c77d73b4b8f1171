// What a person types to say where in the run to go: "#41" an event; "2.5s", "+4h" a time; "09:15" a time of
// the world's day.
#pragma once

#include "sim/base/ids.h"
#include "sim/base/time.h"

#include <QString>

#include <expected>
#include <variant>

namespace mf::ui {

/// A record's index (the number typed is one more), or a time.
using TypedPlace = std::variant<Index, Instant>;

/// "+2s" and "-2s" count from `now`, "2s" from the beginning, which is `epoch` on the world's clock. "09:15" is
/// of the day that it is at `now`, or of the next where that would be before the beginning. Where it is none
/// of these: what to write instead.
std::expected<TypedPlace, QString> readPlace(const QString &typed, Instant now, CalendarTime epoch);

} // namespace mf::ui
