// A run in numbers, read off the trace: how many letters wait, travel and have arrived at any moment, how long deliveries
// took, and what servers replied. Grows with the trace, and answers for any earlier view of it.
#pragma once

#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/kernel/trace.h"
#include "sim/story/watch.h"

#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::story {

/// All classes, in the order of a chart, and their names: "2xx" ... "5xx".
inline constexpr ReplyClass kReplyClasses[] = {ReplyClass::Done, ReplyClass::GoOn, ReplyClass::NotNow,
                                               ReplyClass::Never};
inline constexpr std::size_t kReplyClassCount = std::size(kReplyClasses);
std::string_view name(ReplyClass kind);

class Statistics {
public:
    /// How many letters there are of each sort, from a record on.
    struct Count {
        Index record = 0;
        Instant at{};
        int queued = 0;    ///< copies in the queues of servers: one a recipient and server
        int underWay = 0;  ///< letters that are written, and not yet with all of their recipients
        int delivered = 0; ///< copies that lie in a mailbox, or have
    };
    struct Delivery {
        Index record = 0; ///< the one that stored it
        MailId mail = MailId::None;
        Instant at{};
        Duration took{}; ///< since it was written or, of a real client's letter, accepted
    };
    /// Deliveries that took up to `limit`, the ones of the bucket before left out.
    struct Bucket {
        Duration limit{};
        int deliveries = 0;
    };

    /// Takes in the records [size(), records).
    void grow(const Trace &trace, Index records);
    void clear() { *this = Statistics{}; }
    Index size() const { return m_size; }

    /// What was counted in the first `records` records, in order; one entry for each that changed something.
    std::span<const Count> counts(Index records) const;
    std::span<const Delivery> deliveries(Index records) const;
    std::span<const Index> replies(ReplyClass kind, Index records) const;

private:
    struct Letter {
        Instant since{};
        std::size_t recipients = 0, arrived = 0;
        bool isUnderWay() const { return arrived < recipients; }
    };
    using Waiting = std::pair<MailId, NodeId>;

    void count(const Record &record);
    void begin(const Record &record);
    void leaveQueue(const Record &record);
    void arrive(const Record &record);

    Index m_size = 0;
    std::map<MailId, Letter> m_letters;
    std::map<Waiting, std::multiset<std::string>> m_waiting; // recipients
    Count m_now;
    std::vector<Count> m_counts;
    std::vector<Delivery> m_deliveries;
    std::map<ReplyClass, std::vector<Index>> m_replies;
};

/// How the times are spread, in buckets from 100 ms to "longer than a day" (Duration::max()); empty ones, too.
std::vector<Statistics::Bucket> spread(std::span<const Statistics::Delivery> deliveries);

/// What is counted as comma-separated values (RFC 4180): a header line, then a line for each change.
std::string commaSeparated(std::span<const Statistics::Count> counts);

} // namespace mf::story
