// The outgoing program of a mail server: letters that wait for other machines, and the attempts to get them
// there (RFC 5321 sections 4.5.4 and 5.1). Each entry is one letter for one destination; the mail server
// feeds it and writes the bounces for what it gives up.
#pragma once

#include "sim/base/cow.h"
#include "sim/kernel/random.h"
#include "sim/mail/compose.h"
#include "sim/node/config.h"
#include "sim/node/node_io.h"
#include "sim/node/routing.h"
#include "sim/node/view.h"
#include "sim/store/change.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::node {

/// Attempts under way at once; more wait until one is over.
inline constexpr std::size_t kAttemptLimit = 1000;

/// Where all recipients of an entry are to go.
struct Destination {
    enum class By : std::uint8_t { Mx, AddressLiteral, Lmtp } by = By::Mx;
    std::string name;  ///< domain, or the store's host
    IpAddress address; ///< AddressLiteral, Lmtp
    friend bool operator==(const Destination &, const Destination &) = default;
};

/// What will never be delivered: the sender is to be told.
struct Undeliverable {
    store::QueuedLetter letter; ///< its envelope holds those recipients that are still tried
    std::vector<mail::FailedRecipient> failed;
};

/// A value; entries are copy-on-write.
class DeliveryQueue {
public:
    /// `resolver` answers ResolveFor: the stub of this machine. Null: there is no DNS.
    DeliveryQueue(std::shared_ptr<const MailServerConfig> config, Cow<DatagramMachine> resolver,
                  CalendarTime epoch);

    std::size_t size() const { return m_entries.size(); }
    /// A letter that waited when the machine was last switched off.
    void restore(store::QueuedLetter letter, Destination to);
    /// A new letter: `id`, `nextAttempt` are set here.
    void add(store::QueuedLetter letter, Destination to, const Moment &moment, Effects &out);

    void handle(const DatagramArrived &input, const Moment &moment, Effects &out);
    void handle(const SessionReported &input, const Moment &moment, Effects &out);
    void handle(const SessionEnded &input, const Moment &moment, Effects &out);
    void handle(const StreamRefused &input, const Moment &moment, Effects &out);
    void expireLookups(const Moment &moment, Effects &out);
    /// Attempts under way are forgotten; they begin again when the machine is up.
    void powerChanged(bool up);
    /// Begins the attempts that are due.
    void pump(const Moment &moment, Effects &out);

    /// What has failed for good since the last call, and is not in the queue any more.
    std::vector<Undeliverable> takeUndeliverable() { return std::exchange(m_undeliverable, {}); }

    std::optional<Instant> deadline() const;
    void describe(std::vector<QueueItemView> &queue) const;

private:
    enum class Phase : std::uint8_t { Waiting, ResolvingMx, ResolvingHost, Sending };

    /// One attempt under way.
    struct Run {
        std::vector<MailHost> hosts;      // still to be tried; the first is the one being tried
        std::vector<IpAddress> addresses; // of that host, still to be tried, likewise
        Ticket ticket = Ticket::None;
        DnsQuestion asked;
        std::uint64_t token = 0;
        std::vector<mail::Path> recipients; // as the session numbers them
        std::vector<bool> settled;
        std::vector<mail::FailedRecipient> failed; // for good
        bool mayWorkLater = false;                 // some host failed in a way that passes
    };
    struct Entry {
        store::QueuedLetter letter;
        Destination to;
        Phase phase = Phase::Waiting;
        Run run;
        std::string lastReason;
    };
    using Due = std::pair<Instant, std::uint64_t>; // when, and which entry

    // entries (delivery_queue.cpp)
    Entry &entry(std::uint64_t id);
    void insert(store::QueuedLetter letter, Destination to);
    void save(const Entry &entry, const Moment &moment, Effects &out) const;
    void wait(Entry &entry);
    bool hasExpired(const Entry &entry, const Moment &moment) const;
    void finish(std::uint64_t id, const Moment &moment, Effects &out);
    void reschedule(Entry &entry, const Moment &moment, Effects &out);
    void remove(std::uint64_t id, const Moment &moment, Effects &out);
    void giveUp(const Entry &entry, std::vector<mail::FailedRecipient> failed);

    // an attempt (delivery_attempt.cpp)
    void begin(std::uint64_t id, const Moment &moment, Effects &out);
    void lookUp(std::uint64_t id, DnsQuestion question, const Moment &moment, Effects &out);
    void carryOut(DatagramActions actions, const Moment &moment, Effects &out);
    void resolved(Ticket ticket, const DnsAnswer &answer, const Moment &moment, Effects &out);
    void routed(std::uint64_t id, const DnsAnswer &mx, const Moment &moment, Effects &out);
    void located(std::uint64_t id, const DnsAnswer &answer, const Moment &moment, Effects &out);
    void tryNext(std::uint64_t id, const Moment &moment, Effects &out);
    void connect(std::uint64_t id, const Moment &moment, Effects &out);
    /// One address (of several) or one host did not do it: on to the next.
    void failAddress(std::uint64_t id, const Reply &why, const Moment &moment, Effects &out);
    void failHost(std::uint64_t id, const Reply &why, const Moment &moment, Effects &out);
    /// No host will do it: all recipients wait, or have failed for good.
    void failAll(std::uint64_t id, const Reply &why, const Moment &moment, Effects &out);
    void noteFailure(Entry &entry, const Reply &why, const mail::Path *recipient, Effects &out);
    void recipientDone(std::uint64_t id, const RecipientDone &done, const Moment &moment, Effects &out);
    void sessionOver(std::uint64_t token, const Reply &why, const Moment &moment, Effects &out);

    std::shared_ptr<const MailServerConfig> m_config;
    Cow<DatagramMachine> m_freshResolver, m_resolver; // as it was when the machine was switched on; as it is
    CalendarTime m_epoch;
    RandomStream m_random; // order of equal preferences
    CowMap<std::uint64_t, Cow<Entry>> m_entries;
    CowMap<Due, std::uint8_t> m_due;               // entries that wait
    CowMap<std::uint64_t, std::uint64_t> m_tokens; // streams of attempts: token, entry
    CowMap<Ticket, std::uint64_t> m_tickets;       // look-ups of attempts: ticket, entry
    std::vector<Undeliverable> m_undeliverable;
    std::uint64_t m_lastId = 0, m_lastToken = 0;
    std::uint32_t m_lastTicket = 0;
    std::size_t m_underWay = 0;
    bool m_up = true;
};

} // namespace mf::node
