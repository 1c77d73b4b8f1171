// Laws that hold in every run, whatever fails: read off the trace and the world at its end, never off the code that is judged.
#pragma once

#include "sim/kernel/trace.h"
#include "sim/world/world.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace mf::test {

/// How hard a run was: without losses, retries and cuts the laws would prove nothing.
struct Bites {
    std::uint64_t datagramLosses = 0;
    std::uint64_t retries = 0;
    std::uint64_t streamsCutInsideData = 0;
    std::uint64_t bounces = 0;
    std::uint64_t stored = 0;
    std::uint64_t expanded = 0; ///< aliases followed
    std::uint64_t full = 0;     ///< mailboxes that had no room for a letter
};

/// Watches a run record by record; says what was broken.
class Checkers {
public:
    void see(const Record &record);
    /// To be called between steps: no accepted letter may be nowhere at any moment.
    void checkNothingLost(const World &world);
    /// At the end of a run: mailboxes hold each letter once.
    void checkMailboxes(const World &world);
    /// Between steps: the account has no more than its quota.
    void checkQuota(const World &world, const std::string &account, std::uint64_t octets);

    const Bites &bites() const { return m_bites; }
    const std::vector<std::string> &broken() const { return m_broken; }

private:
    using Delivery = std::pair<MailId, std::string>; // a letter and one of its recipients
    struct Direction {
        Instant lastArrival{};
    };
    enum class Phase { Commands, Text };

    void fail(const std::string &what) { m_broken.push_back(what); }
    void seeSegment(const Record &record);
    void seeDecision(const Record &record);

    Bites m_bites;
    std::set<Delivery> m_accepted; // a server said 250 for it
    std::set<Delivery> m_settled;  // stored, bounced or dropped by rule
    std::map<Delivery, int> m_stored;
    std::map<std::pair<NodeId, std::string>, std::int64_t> m_lastUid;
    std::map<std::pair<StreamId, NodeId>, Direction> m_directions;
    std::map<StreamId, Phase> m_phases;
    std::vector<std::string> m_broken;
    Index m_next = 0;
    Instant m_last{};
};

} // namespace mf::test
