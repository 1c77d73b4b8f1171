// The trace: what happened, as an append-only list of records, each with its cause. Everybody reads it, nobody else is told.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/cow.h"
#include "sim/base/ids.h"
#include "sim/base/time.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mf {

/// What a record says happened. A new kind needs its name here, its words in resources/words and its colour in ui/palette.
enum class Kind : std::uint8_t {
    // a person, or the scenario in a person's place
    Act, ///< somebody did something: wrote a letter, checked mail. Facts: action
    FaultBegan,
    FaultEnded, ///< node or link down, slow, ...: facts fault, name
    // the network
    StreamOpening, ///< the first packet of a connection is under way: at..until
    StreamOpened,  ///< both ends may speak
    StreamRefused, ///< nobody listens there, or nobody answers: reason
    StreamClosing, ///< one end has said its last word: at..until
    StreamClosed,  ///< both ends are done
    StreamBroken,  ///< cut off in mid-sentence: reason
    TlsStarted,    ///< the hand-shake is done: version, cipher
    Segment,  ///< octets on a stream, at..until; what the sender says they are: protocol, verb or code, text
    Datagram, ///< octets without a stream, at..until; facts of DNS: question, type, rcode
    DatagramLost, ///< a datagram that will not arrive: reason
    // what a program understood and decided
    Command,      ///< a server understood a command: protocol, verb, argument
    Login,        ///< somebody was let in, or not: login, outcome
    Decision,     ///< a program chose: rule, section, and the data it used
    SessionState, ///< a session is in another state: state, before
    // names
    Lookup,     ///< a program wants to know: name, type
    LookupDone, ///< and now it does: name, type, outcome, answer
    CacheHit,
    CacheStored, ///< a resolver's cache: name, type, ttl
    // a letter's life
    LetterWritten,    ///< letter, from, to, subject
    LetterAccepted,   ///< a server has taken responsibility for it: recipient count
    LetterQueued,     ///< it waits in a queue: recipient, host
    AttemptFailed,    ///< one delivery attempt did not do it: reason, code
    RetryScheduled,   ///< it will be tried again: when, attempt
    LetterRelayed,    ///< another server has taken it: recipient, code
    LetterHandedOver, ///< the outgoing program gave it to the incoming one on the same machine: recipient
    LetterStored,     ///< it lies in a mailbox: recipient, mailbox, uid
    LetterRead,       ///< a mail client has fetched it: recipient, device
    LetterDeleted,    ///< it left a mailbox: mailbox, uid
    LetterDelayed,    ///< the sender is told that it is late: recipient, reason
    LetterBounced,    ///< the sender is told that it could not be delivered: recipient, reason
    LetterDropped,    ///< it is gone and nobody is told, because that is the rule: reason
    StoreFailed,      ///< the disk refused: reason
};
inline constexpr std::size_t kKindCount = static_cast<std::size_t>(Kind::StoreFailed) + 1;

/// The name in traces, filters and word tables: "letter-stored".
std::string_view name(Kind kind);
std::optional<Kind> kindNamed(std::string_view name);

// GCC takes an enumerator of a scoped enum for one that shadows a type of the same name; it does not.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// What a fact of a record is about.
enum class Key : std::uint8_t {
    Action,
    Address,
    Answer,
    Argument,
    Attempt,
    Before,
    Cipher,
    Code,
    Count,
    Device,
    Encrypted,
    Fault,
    Flags,
    From,
    Host,
    Letter,
    Login,
    Mailbox,
    Name,
    Octets,
    Outcome,
    Part,
    Port,
    Preference,
    Protocol,
    Question,
    Rcode,
    Reason,
    Recipient,
    RetryAt,
    Rule,
    Secret,
    Section,
    Server,
    Service,
    State,
    Status,
    Subject,
    Text,
    To,
    Ttl,
    Type,
    Uid,
    Verb,
    Version,
};
#pragma GCC diagnostic pop
inline constexpr std::size_t kKeyCount = static_cast<std::size_t>(Key::Version) + 1;

/// The name in traces and filters: "retry-at".
std::string_view name(Key key);
std::optional<Key> keyNamed(std::string_view name);

/// The facts of a record: a short list of key and text, in the order in which they were added, packed into one string so that most
/// records need no allocation for it. Numbers are decimal text. A value is cut at kValueLimitOctets.
class Facts {
public:
    static constexpr std::size_t kValueLimitOctets = 1000;

    Facts() = default;
    Facts &add(Key key, std::string_view value) &;
    Facts &add(Key key, std::int64_t value) &;
    Facts &&add(Key key, std::string_view value) && { return std::move(add(key, value)); }
    Facts &&add(Key key, std::int64_t value) && { return std::move(add(key, value)); }
    void append(const Facts &more) { m_packed += more.m_packed; }

    bool empty() const { return m_packed.empty(); }
    bool has(Key key) const { return find(key).has_value(); }
    /// The first value of `key`; "" if there is none.
    std::string_view text(Key key) const { return find(key).value_or(std::string_view{}); }
    std::optional<std::int64_t> number(Key key) const;

    template <typename Visit> // visit(Key, std::string_view)
    void forEach(Visit visit) const
    {
        for (std::string_view rest = m_packed; !rest.empty();) {
            const auto [key, value] = takeFirst(rest);
            visit(key, value);
        }
    }

    std::string_view packed() const { return m_packed; } ///< for the fingerprint
    friend bool operator==(const Facts &, const Facts &) = default;

private:
    std::optional<std::string_view> find(Key key) const;
    static std::pair<Key, std::string_view> takeFirst(std::string_view &rest);

    std::string m_packed; // key octet, two octets of length, value; again and again
};

/// One thing that happened. `until` is after `at` for what takes time on a link; else they are equal.
struct Record {
    Index id = kNoIndex;
    Index cause = kNoIndex; ///< the record without which this one would not be; kNoIndex: the beginning
    Instant at{};
    Instant until{};
    NodeId from = NodeId::None; ///< where it happened, or where it left
    NodeId to = NodeId::None;   ///< where it goes; None: it stays
    StreamId stream = StreamId::None;
    MailId mail = MailId::None;
    Kind kind = Kind::Act;
    Slices bytes;
    Facts facts;

    friend bool operator==(const Record &, const Record &) = default;
};

/// All records of one run, in order of their id. A copy shares its chunks, so that branches cost what differs.
using Trace = CowVector<Record, 256>;

} // namespace mf
