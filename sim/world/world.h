// The world: all nodes, sessions, streams, queues, mailboxes, caches, pending events, random streams and counters, as one value.
//
// step() executes one event. A copy is a checkpoint; equal worlds that get equal commands give equal records for ever.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/cow.h"
#include "sim/base/fault.h"
#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/kernel/event_queue.h"
#include "sim/kernel/random.h"
#include "sim/kernel/trace.h"
#include "sim/net/network.h"
#include "sim/node/node.h"
#include "sim/store/change.h"
#include "sim/wire/machine.h"
#include "sim/world/command.h"
#include "sim/world/event.h"
#include "sim/world/scenario.h"
#include "sim/world/session.h"

#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <string>
#include <vector>

namespace mf {

/// What one step did.
struct Step {
    std::vector<Record> records;
    std::vector<Output> outputs;           ///< for whoever holds sockets and a disk; a replay discards them
};

/// The fate of its letter that a record of this kind means; nothing: none.
std::optional<Fate> fateOf(Kind kind);

class World {
public:
    /// Machines that stand for real clients; more of them at once share these.
    static constexpr std::size_t kRealClientLimit = 8;
    /// How many Message-IDs are remembered, so that what a client fetches is known again in the trace; then it starts anew.
    static constexpr std::size_t kMessageIdLimit = 200'000;

    /// Builds the completed scenario; `contents` is what the disk held. Fails where the scenario contradicts itself.
    static std::expected<World, Faults> build(const Scenario &scenario, const store::Contents &contents = {});

    // Not inline: whoever includes this header would compile the copying of the whole world once more.
    World(const World &);
    World(World &&) noexcept;
    World &operator=(const World &);
    World &operator=(World &&) noexcept;
    ~World();

    /// Executes the next event that is due at or before `horizon`; nothing: none is.
    std::optional<Step> step(Instant horizon = Instant::max());
    /// A person's act, or something from outside. Counts as a step; takes no time.
    Step apply(const Command &command);

    Instant now() const { return m_now; }
    CalendarTime epoch() const { return m_scenario->clock; }
    /// The earliest time at which step() could do something; nothing: nothing is pending. A wake-up that proves to be early makes
    /// it earlier than what really happens next.
    std::optional<Instant> nextAt() const;
    /// The id that the next record will have.
    Index nextRecord() const { return m_nextRecord; }
    /// The completed scenario that it was built from.
    const Scenario &scenario() const { return *m_scenario; }

    // ---- for views ----
    std::size_t nodeCount() const { return m_nodes.size(); }
    NodeId nodeNamed(std::string_view name) const;         ///< None: there is none
    const node::Node &node(NodeId id) const { return *m_nodes[raw(id)]; }
    node::NodeView view(NodeId id) const;
    std::vector<StreamView> streams() const;               ///< that are open or opening, by id
    const net::Network &network() const { return *m_network; }
    /// What is broken now, in the order in which it broke.
    const std::vector<StandingFault> &standingFaults() const { return m_standingFaults; }
    /// What is to break later, by when; a person can call it off.
    std::vector<FaultSpec> plannedFaults() const;
    /// The letter that the scenario calls by this name; None: it is not written yet.
    MailId letterNamed(std::string_view name) const;
    std::size_t pendingEvents() const { return m_events.size(); }

private:
    using ActionsAfter = std::map<std::string, std::vector<std::uint32_t>>;
    friend class Execution;                // one step in progress: sim/world/execution.h
    World();
    void plan(const FaultSpec &fault);
    bool callOff(const FaultSpec &fault);                  // false: none of its kind and place was to begin then

    std::shared_ptr<const Scenario> m_scenario;
    Instant m_now{};
    Index m_nextRecord = 0;
    EventQueue<Event> m_events;
    Cow<net::Network> m_network;
    std::vector<Cow<node::Node>> m_nodes;                  // by NodeId
    std::vector<NodeTimer> m_nodeTimers;                   // by NodeId
    CowMap<StreamId, Cow<Session>> m_sessions;
    CowMap<std::uint64_t, net::DatagramInFlight> m_datagrams;
    CowMap<ConnectionId, StreamId> m_connections;          // real clients' streams
    CowMap<BlobId, std::vector<BodyWait>> m_bodyWaits;     // sessions that wait for octets from the disk
    CowMap<std::string, MailId> m_letters;                 // the scenario's names for letters
    CowMap<std::string, MailId> m_messageIds;              // how a fetched letter is known again in the trace
    std::shared_ptr<const ActionsAfter> m_actionsAfter;    // the scenario's actions that wait for a letter, by its name
    CowMap<MailId, std::vector<std::uint32_t>> m_waiting;  // of letters that exist: their actions that are still to come
    node::Counters m_counters;
    RandomStream m_linkRandom;
    RandomStream m_sessionRandom;                          // what sessions draw their nonces from
    std::uint64_t m_nextStream = 1;
    std::uint64_t m_nextDatagram = 1;
    std::vector<RealClient> m_realClients;
    std::vector<StandingFault> m_standingFaults;
    CowMap<std::uint32_t, PlannedFault> m_plannedFaults;   // by number, until they begin
    std::uint32_t m_nextFault = 0;                         // the scenario's are numbered first
    bool m_storeRefuses = false;
};

} // namespace mf
