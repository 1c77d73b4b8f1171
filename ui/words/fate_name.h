// How a letter's fate is called on labels.
#pragma once

#include "sim/world/scenario.h"

#include <QString>

namespace mf::ui {

/// "read", "sent back"
QString fateName(Fate fate);

/// All fates, in the order of a letter's life.
inline constexpr Fate kFates[] = {Fate::Written,    Fate::Accepted, Fate::Queued, Fate::Relayed,
                                  Fate::HandedOver, Fate::Stored,   Fate::Read,   Fate::Deleted,
                                  Fate::Delayed,    Fate::Bounced,  Fate::Dropped};

} // namespace mf::ui
