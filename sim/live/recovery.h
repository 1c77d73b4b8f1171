// What a crash can leave behind: the next hop has written a letter down, the hop before it had no time to
// forget it. Then both have it, and it would arrive twice.
#pragma once

#include "sim/base/ids.h"
#include "sim/store/change.h"

#include <compare>
#include <set>
#include <string>
#include <vector>

namespace mf::live {

/// A letter has reached a recipient's mailbox.
struct Delivered {
    MailId mail = MailId::None;
    std::string recipient; ///< lower case
    friend auto operator<=>(const Delivered &, const Delivered &) = default;
};

struct Recovered {
    std::vector<store::QueueSaved> queued;  ///< what still has to be served
    std::vector<store::Change> corrections; ///< what makes the disk say the same
};

/// Takes out of the queues every recipient who has the letter in a mailbox already, or for whom a server
/// further on (a higher `hop`) has taken responsibility for it.
Recovered withoutServed(const std::vector<store::QueueSaved> &queued, const std::set<Delivered> &delivered);

} // namespace mf::live
