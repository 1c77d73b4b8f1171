// The mail catcher that `serve` opens without a scenario: one server that takes everything for everybody.
#pragma once

#include "sim/world/scenario.h"

namespace mf::app {

/// Any sender, recipient, login and password; a mailbox is made on its first use.
Scenario catcher();

} // namespace mf::app
