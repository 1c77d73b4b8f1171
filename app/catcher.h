// The mail catcher that `serve` opens without a scenario: a server that takes everything for everybody.
//
// Letters for its own domain lie there. One for any other domain asks DNS, goes to the machine that is MX of
// the rest of the world, and is handed back by LMTP to where all mailboxes are: so the hops are true, and
// whoever looks for a letter finds it at the one door, whatever its address.
#pragma once

#include "sim/world/scenario.h"

namespace mf::app {

/// Any sender, recipient, login and password; a mailbox is made on its first use.
Scenario catcher();

} // namespace mf::app
