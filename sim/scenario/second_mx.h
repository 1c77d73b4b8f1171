// One more server that takes a domain's mail, written into a scenario's text: its machine, and its line in the
// domain's list of MX.
#pragma once

#include "sim/base/fault.h"

#include <expected>
#include <string>
#include <string_view>

namespace mf {

struct AddedMailServer {
    std::string text; ///< of the scenario; comments, order and everything else as their author wrote them
    std::string node; ///< "mx2.example.net": the first such name that its scenario does not have
    int preference = 0;
};

/// It is called after all that the domain has already (RFC 5321 section 5.1), and hands letters to where the
/// domain's mailboxes are. `variant`: where to, "" for the scenario itself. Fails where the text has errors.
std::expected<AddedMailServer, Fault> withMailServer(std::string_view text, std::string_view variant,
                                                     std::string_view domain);

} // namespace mf
