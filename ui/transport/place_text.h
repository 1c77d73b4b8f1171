// What a person types to say where in the run to go: "#41" an event, "2.5s", "4min", "1h" a time.
#pragma once

#include "sim/base/ids.h"
#include "sim/base/time.h"

#include <QString>

#include <optional>
#include <variant>

namespace mf::ui {

/// A record's index (the number typed is one more), or a time.
using TypedPlace = std::variant<Index, Instant>;

/// Nothing: it is neither. "+2s" counts from `now`.
std::optional<TypedPlace> readPlace(const QString &typed, Instant now);

} // namespace mf::ui
