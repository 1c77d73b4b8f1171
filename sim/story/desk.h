// What mail programs know of the letters that were written on them, read off the trace: waiting, being sent,
// taken by the server, refused. What becomes of a letter after that no mail program knows.
#pragma once

#include "sim/base/ids.h"
#include "sim/kernel/trace.h"
#include "sim/node/view.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mf::story {

struct WrittenLetter {
    enum class Progress : std::uint8_t {
        Waiting,
        BeingSent,
        Taken,   ///< its server is responsible for it now
        Refused, ///< by all that are left of its recipients, for good
        Discarded
    };
    Index record = kNoIndex; ///< its LetterWritten, which has the octets
    MailId mail = MailId::None;
    Progress progress = Progress::Waiting;
    std::string said;  ///< the last thing that went wrong: "550 5.1.1 no such user"; empty: nothing has
    std::string about; ///< the recipient that it was said of; empty: the letter
    Instant retryAt{}; ///< Waiting: when it is tried next
    friend bool operator==(const WrittenLetter &, const WrittenLetter &) = default;
};

class Desk {
public:
    /// Takes in the records [size(), records) of the trace.
    void grow(const Trace &trace, Index records);
    void clear() { *this = Desk{}; }
    Index size() const { return m_size; }

    /// The letters written on a mail client among the first `records` records, in order. `view`: of that client,
    /// after so many records.
    std::vector<WrittenLetter> lettersOf(NodeId client, const Trace &trace, Index records,
                                         const node::NodeView &view) const;

    /// What the last look for new mail came to among the first `records` records: a letter, nothing, or a
    /// failure; nothing: nobody has looked, or it is under way for the first time.
    std::optional<Index> lastCheck(NodeId client, Index records) const;

private:
    Index m_size = 0;
    std::map<NodeId, std::vector<Index>> m_records; // about letters that were written
    std::map<NodeId, std::vector<Index>> m_checks;  // that end a look for new mail, or bring a letter
};

} // namespace mf::story
