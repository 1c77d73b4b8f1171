// What octets on a stream are, as their sender says in the record's facts; of a real client, who says
// nothing, read off the octets.
#pragma once

#include "sim/kernel/trace.h"

#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

struct Saying {
    std::string_view
        family; ///< "smtp" (submission and LMTP too), "pop3", "imap", "dns", or what the record says
    std::string verb, code, part; ///< empty: none
    bool guessed = false;         ///< from the octets, which may be anything
};
Saying sayingOf(const Record &record);

/// Commands and replies that are pipelined travel together (RFC 2920), and the record's facts name the first: the verb or
/// code of each. Empty where there is but one.
std::vector<std::string> pipelinedWords(const Record &record);

/// What a table shows of a record with these octets: their first line; of a DNS datagram, whose octets are no
/// text, what it asks or says.
std::string shownText(const Record &record, std::string_view octets);

/// The protocol whose words another one uses: "smtp" of "submission".
std::string_view familyOf(std::string_view protocol);

} // namespace mf::story
