// The outgoing program of a mail server: letters that wait for other machines, and the attempts to get them
// there (RFC 5321 sections 4.5.4 and 5.1). Each entry is one letter for one destination; the mail server
// feeds it and writes the reports on what is late or given up.
#pragma once

#include "sim/base/cow.h"
#include "sim/kernel/random.h"
#include "sim/mail/compose.h"
#include "sim/node/config.h"
#include "sim/node/dns_streams.h"
#include "sim/node/node_io.h"
#include "sim/node/remote_hosts.h"
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
/// Recipients in one transaction; the others follow in the next one of the session. Every server takes that
/// many (RFC 5321 section 4.5.3.1.8).
inline constexpr std::size_t kRecipientsAtOnce = 100;

/// Where all recipients of an entry are to go.
struct Destination {
    enum class By : std::uint8_t { Mx, AddressLiteral, Lmtp } by = By::Mx;
    std::string name;  ///< domain, or the store's host
    IpAddress address; ///< AddressLiteral, Lmtp
    friend bool operator==(const Destination &, const Destination &) = default;
};

/// What the sender is to be told: recipients that will never get it, or that get it late.
struct Undeliverable {
    store::QueuedLetter letter; ///< its envelope holds those recipients that are still tried
    std::vector<mail::FailedRecipient> failed;
    mail::Telling telling = mail::Telling::Failure;
    CalendarTime retryUntil{}; ///< of a delay: when it will be given up
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

    void handle(const DatagramInput &input, const Moment &moment, Effects &out);
    void handle(const SessionReported &input, const Moment &moment, Effects &out);
    void handle(const SessionEnded &input, const Moment &moment, Effects &out);
    void handle(const StreamRefused &input, const Moment &moment, Effects &out);
    void expireLookups(const Moment &moment, Effects &out);
    /// Attempts under way are forgotten; they begin again when the machine is up.
    void powerChanged(bool up);
    /// Begins the attempts that are due.
    void pump(const Moment &moment, Effects &out);

    /// What has failed for good or is late since the last call.
    std::vector<Undeliverable> takeUndeliverable() { return std::exchange(m_undeliverable, {}); }

    std::optional<Instant> deadline() const;
    void describe(NodeView &view) const;

private:
    struct Entry {
        store::QueuedLetter letter;
        Destination to;
        std::uint64_t attempt = 0;                 // 0: it waits
        std::vector<mail::FailedRecipient> failed; // in this attempt, for good
        std::vector<mail::FailedRecipient> late;   // what was said last of those that still wait
        std::vector<HostTriedView> hostsTried;     // in the last attempt
    };
    /// A recipient in an attempt. TooMany: the server took others and wants this one in another transaction.
    struct Addressee {
        enum class State : std::uint8_t { Open, TooMany, Settled };
        std::uint64_t entry = 0;
        mail::Path to;
        State state = State::Open;
    };
    /// A failure that is about no one recipient, and who said so.
    struct Failure {
        Reply reply;
        Extent extent = Extent::Attempt;
    };
    /// One attempt under way: one letter, for one entry or for several whose mail goes to the same hosts.
    struct Attempt {
        enum class Phase : std::uint8_t { Routing, Locating, HostBusy, Sending } phase = Phase::Routing;
        std::vector<std::uint64_t> entries;
        std::vector<Addressee> addressees;
        std::vector<MailHost> hosts;      // still to be tried; the first is the one being tried
        std::vector<IpAddress> addresses; // of that host, still to be tried, likewise
        Ticket ticket = Ticket::None;
        DnsQuestion asked;
        std::uint64_t token = 0;                      // of its stream
        std::vector<std::size_t> session;             // the addressees as the session numbers them
        bool someTaken = false;                       // in this session
        Reply tooMany;                                // what was said last to those that were too many
        std::optional<Failure> trouble;               // of this session: it ends next
        std::optional<Reply> hostFailure;             // at an address of the host being tried
        std::optional<mail::FailedRecipient> refusal; // some host will never take it
        bool mayWorkLater = false;                    // some host failed in a way that passes
        bool tried = false;                           // something was asked or called
        std::optional<Instant> leftAloneUntil; // a host was not tried because it could not be reached lately
    };
    struct Stream {
        std::uint64_t attempt = 0; // 0: the attempt is over, the stream is not
        IpAddress address;
    };
    using Due = std::pair<Instant, std::uint64_t>;      // when, and which entry
    using Parked = std::pair<IpAddress, std::uint64_t>; // what for, and which attempt

    // entries (delivery_queue.cpp)
    Entry &entry(std::uint64_t id);
    void insert(store::QueuedLetter letter, Destination to);
    void save(const Entry &entry, const Moment &moment, Effects &out) const;
    void wait(Entry &entry);
    CalendarTime expiryOf(const Entry &entry) const { return entry.letter.arrived + m_config->expire; }
    void finish(std::uint64_t id, std::optional<Instant> notBefore, const Moment &moment, Effects &out);
    void reschedule(Entry &entry, std::optional<Instant> notBefore, const Moment &moment, Effects &out);
    void tellIfLate(Entry &entry, const Moment &moment);
    void remove(std::uint64_t id, const Moment &moment, Effects &out);
    Duration pauseAfter(std::uint32_t attempts) const;

    // an attempt: which host, which address (delivery_attempt.cpp)
    Attempt &attempt(std::uint64_t id);
    const Attempt &attempt(std::uint64_t id) const;
    void begin(std::uint64_t entry, const Moment &moment, Effects &out);
    void lookUp(std::uint64_t id, DnsQuestion question, const Moment &moment, Effects &out);
    void carryOut(DatagramActions actions, const Moment &moment, Effects &out);
    void resolved(Ticket ticket, const DnsAnswer &answer, const Moment &moment, Effects &out);
    void routed(std::uint64_t id, const DnsAnswer &mx, const Moment &moment, Effects &out);
    bool joinSibling(std::uint64_t id, Effects &out);
    bool join(std::uint64_t id, const Entry &sibling, const std::vector<MailHost> &hosts, Effects &out);
    void located(std::uint64_t id, const DnsAnswer &answer, const Moment &moment, Effects &out);
    void tryNext(std::uint64_t id, const Moment &moment, Effects &out);
    void nextAddress(std::uint64_t id, const Moment &moment, Effects &out);
    void failHost(std::uint64_t id, const Reply &why, const Moment &moment, Effects &out);
    void comesBack(std::uint64_t id, const Moment &moment, Effects &out);
    /// No host will do it: all recipients wait, or have failed for good.
    void failAll(std::uint64_t id, mail::FailedRecipient why, const Moment &moment, Effects &out);
    void end(std::uint64_t id, const Moment &moment, Effects &out);
    bool isOwn(const IpAddress &address) const;

    // an attempt: the stream and its replies (delivery_session.cpp)
    void call(std::uint64_t id, const Moment &moment, Effects &out);
    void open(std::uint64_t id, Effects &out);
    void recipientDone(std::uint64_t id, const RecipientDone &done, const Moment &moment, Effects &out);
    void judged(std::uint64_t id, Addressee &addressee, const RecipientDone &done, const Moment &moment,
                Effects &out);
    void tellIfWanted(const Entry &entry, const mail::Path &recipient, const RecipientDone &done,
                      const std::string &host);
    void sessionDone(std::uint64_t id, const Moment &moment, Effects &out);
    void sessionOver(std::uint64_t id, Failure why, const Moment &moment, Effects &out);
    std::uint64_t release(std::uint64_t token);
    void wake(const IpAddress &address);
    void noteFailure(std::uint64_t id, const Reply &why, const Addressee *addressee, const Moment &moment,
                     Effects &out);
    void remember(std::uint64_t id, const Reply &why, const Addressee *addressee, const Moment &moment);
    static mail::FailedRecipient lastWord(const mail::Path &recipient, const Reply &reply,
                                          const std::string &host, const Moment &moment);

    std::shared_ptr<const MailServerConfig> m_config;
    Cow<DatagramMachine> m_freshResolver, m_resolver; // as it was when the machine was switched on; as it is
    DnsStreams m_dnsStreams;
    CalendarTime m_epoch;
    RandomStream m_random; // order of equal preferences
    CowMap<std::uint64_t, Cow<Entry>> m_entries;
    CowMap<Due, std::uint8_t> m_due; // entries that wait
    CowMap<std::uint64_t, Cow<Attempt>> m_attempts;
    CowMap<std::uint64_t, Stream> m_streams; // by token
    CowMap<Ticket, std::uint64_t> m_tickets; // look-ups: which attempt
    CowMap<Parked, std::uint8_t> m_parked;   // attempts that wait for a host with too many streams
    std::vector<std::uint64_t> m_woken;      // attempts that need not wait any more
    RemoteHosts m_hosts;
    std::vector<Undeliverable> m_undeliverable;
    std::uint64_t m_lastId = 0, m_lastAttempt = 0, m_lastToken = 0;
    std::uint32_t m_lastTicket = 0;
    bool m_up = true;
};

} // namespace mf::node
