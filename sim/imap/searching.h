// SEARCH, SORT or THREAD on its way through a mailbox: takes letter after letter, then tells (RFC 3501 section
// 7.2.5, RFC 4731, RFC 5256, RFC 7162). The server session drives it.
#pragma once

#include "sim/imap/search.h"
#include "sim/imap/search_key.h"
#include "sim/imap/selected.h"
#include "sim/imap/sort.h"
#include "sim/imap/thread.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mf::imap {

class Searching {
public:
    /// The program's sets are resolved.
    Searching(SearchProgram program, Numbering numbering);

    /// False: it has to come again with its message.
    [[nodiscard]] bool take(const LetterToSearch &letter);

    std::string_view verb() const; ///< of the response: "ESEARCH"
    /// The untagged response to the command with that tag, without "* " and CRLF.
    std::string tell(std::string_view tag);

private:
    struct Found {
        std::uint32_t number = 0; // as it is told
        std::uint64_t modSeq = 0;
        SortValues values; // of SORT
    };

    std::string tellNumbers() const;
    std::string tellReturns(std::string_view tag) const;
    std::uint64_t modSeqToTell() const;

    SearchProgram m_program;
    Numbering m_numbering;
    bool m_asksModSeq;
    std::vector<Found> m_found;             // of SEARCH and SORT
    std::vector<LetterToThread> m_toThread; // of THREAD
};

} // namespace mf::imap
