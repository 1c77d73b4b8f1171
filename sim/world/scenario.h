// A scenario as plain data: what a file says, before anything is made of it. Read by sim/scenario, completed and built by the world.
#pragma once

#include "sim/base/time.h"
#include "sim/mail/compose.h"
#include "sim/net/link.h"
#include "sim/node/config.h"
#include "sim/node/node_io.h"
#include "sim/node/view.h"
#include "sim/world/fault_kind.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mf {

/// Text for people, in one language or several.
struct LocalText {
    std::vector<std::pair<std::string, std::string>>
        byLanguage; ///< ("en", ...), in file order; "" where none was named

    bool empty() const { return byLanguage.empty(); }
    /// The text in that language, else in English, else the first.
    std::string in(std::string_view language) const;
    friend bool operator==(const LocalText &, const LocalText &) = default;
};

struct MxSpec {
    std::string host;
    std::uint16_t preference = 10;
    friend bool operator==(const MxSpec &, const MxSpec &) = default;
};

struct UserSpec {
    std::string name;                              ///< left of the @
    std::string password;                          ///< empty: made, the same as the name
    std::optional<std::uint64_t> quotaOctets = {}; ///< not given: the server's
    friend bool operator==(const UserSpec &, const UserSpec &) = default;
};

/// An address that stands for others.
struct AliasSpec {
    std::string name;                 ///< left of the @; of a server's aliases: also a whole address
    std::vector<std::string> targets; ///< users of the same domain, or whole addresses
    friend bool operator==(const AliasSpec &, const AliasSpec &) = default;
};

struct DomainSpec {
    std::string name;
    std::vector<MxSpec> mx; ///< empty: no MX record is made
    std::string mailboxes;  ///< the node that has them; empty: the first mx
    std::vector<UserSpec> users;
    std::vector<AliasSpec> aliases = {};
    std::string catchAll = {}; ///< user or address; empty: nobody
    friend bool operator==(const DomainSpec &, const DomainSpec &) = default;
};

struct NodeSpec {
    std::string name;
    node::NodeKind kind = node::NodeKind::Host;
    std::optional<IpAddress> address;                  ///< not given: made
    std::optional<std::pair<double, double>> position; ///< x right, y down, in grid cells
    // client
    std::string user;           ///< address
    std::string outgoing;       ///< node
    std::string incomingServer; ///< node
    node::Incoming incoming = node::Incoming::None;
    bool leaveOnServer = false;
    // mail-server
    std::vector<node::Service> services; ///< empty: all
    std::vector<Duration> retry;         ///< empty: the default
    std::optional<Duration> expire;
    std::optional<Duration> delayNotice; ///< zero: none
    std::optional<node::UnknownRecipient> unknownRecipient;
    std::optional<std::uint64_t> sizeLimitOctets;
    std::optional<std::size_t> recipientLimit;
    std::map<std::string, bool> extensions;
    std::vector<std::string> authMechanisms;
    std::optional<bool> authInClear;
    std::optional<bool> tls;
    std::optional<bool> acceptBareNewlines;
    std::optional<Duration> greylistDelay;
    std::optional<std::uint64_t> quotaOctets;
    std::optional<node::FullMailbox> fullMailbox;
    std::optional<char> tagSeparator; ///< 0: none
    std::vector<AliasSpec> aliases;
    std::vector<std::string> hosts; ///< domains that have mailboxes here whatever their MX says
    // name-server
    std::vector<std::string> zones; ///< origins that it serves
    // host
    std::vector<std::string> users = {}; ///< who has a mailbox file there: then it is an ARPANET host
    friend bool operator==(const NodeSpec &, const NodeSpec &) = default;
};

struct LinkBetween {
    std::string a, b;
    net::LinkSpec link;
    friend bool operator==(const LinkBetween &, const LinkBetween &) = default;
};

/// A letter's fate, as actions, expectations and lessons name it.
enum class Fate : std::uint8_t {
    Written,
    Accepted,
    Queued,
    Relayed,
    HandedOver,
    Stored,
    Read,
    Deleted,
    Delayed, ///< its sender was told that it is late
    Bounced,
    Dropped
};
std::string_view name(Fate fate); ///< "written", "handed-over", ...
std::optional<Fate> fateNamed(std::string_view name);

/// When something is to happen: at a time, or after a letter's fate (then `delay` later).
struct When {
    Duration at{};
    std::string afterLetter; ///< empty: at `at`
    Fate afterFate = Fate::Stored;
    std::string afterNode; ///< only there; empty: anywhere
    Duration delay{};
    friend bool operator==(const When &, const When &) = default;
};

struct SendAction {
    std::string id, from, client; ///< client: the node; empty: the first client of that user
    std::vector<std::string> to;
    std::string subject, body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<std::string> cc = {};
    std::vector<mail::Attachment> attachments = {};
    friend bool operator==(const SendAction &, const SendAction &) = default;
};
struct CheckMailAction {
    std::string client;       ///< node
    std::string mailbox = {}; ///< as of CheckMailAt
    friend bool operator==(const CheckMailAction &, const CheckMailAction &) = default;
};
/// A letter that lies on a device is marked as read, or as new again.
struct MarkAction {
    std::string letter, client;
    bool asRead = true;
    friend bool operator==(const MarkAction &, const MarkAction &) = default;
};
/// A letter is deleted on a device: with IMAP marked and removed from the server, with POP3 removed here.
struct DeleteAction {
    std::string letter, client;
    bool onlyMarks = false;
    friend bool operator==(const DeleteAction &, const DeleteAction &) = default;
};
/// A letter that lies on a device is moved to another mailbox of its account, by IMAP.
struct MoveAction {
    std::string letter, client, mailbox;
    friend bool operator==(const MoveAction &, const MoveAction &) = default;
};
/// A letter is taken out of a device's outbox.
struct DiscardAction {
    std::string letter, client;
    friend bool operator==(const DiscardAction &, const DiscardAction &) = default;
};
/// Somebody speaks a protocol by hand.
struct TypeAction {
    std::string node, server;
    node::Service service = node::Service::Smtp;
    std::vector<node::TypedLine> lines;
    Duration pause = 1s;                       ///< of silence before each that has no time
    bool staysOpen = false;                    ///< after the last one: a person goes on by TypeLineAt
    std::optional<Duration> hangsUpAfter = {}; ///< the last line; not given: after such a silence
    friend bool operator==(const TypeAction &, const TypeAction &) = default;
};
struct ZoneText {
    std::string origin;
    std::string text; ///< master-file lines
    int line = 0;     ///< of its first line in the file
    friend bool operator==(const ZoneText &, const ZoneText &) = default;
};

/// New records in the place of a zone's own of the same name and type.
struct ChangeRecordsAction {
    std::vector<ZoneText> zones; ///< origins, and lines for them
    friend bool operator==(const ChangeRecordsAction &, const ChangeRecordsAction &) = default;
};
/// A server stops taking a domain's mail.
struct LeaveDomainAction {
    std::string domain, server;
    node::Taking taking = node::Taking::Refuses;
    friend bool operator==(const LeaveDomainAction &, const LeaveDomainAction &) = default;
};
struct ActionSpec {
    When when;
    std::variant<SendAction, CheckMailAction, MarkAction, MoveAction, DeleteAction, DiscardAction, TypeAction,
                 ChangeRecordsAction, LeaveDomainAction>
        what;
    friend bool operator==(const ActionSpec &, const ActionSpec &) = default;
};

struct FaultSpec {
    std::string node; ///< a machine; or else a link:
    std::string linkA, linkB;
    FaultKind kind = FaultKind::Down;
    Duration from{};
    std::optional<Duration> lasts; ///< not given: for ever
    /// Of slow and lossy: what the link is like meanwhile. Of a machine: what each of its links is like at best.
    net::LinkSpec link;
    std::optional<Duration> wait = {}; ///< of greylist and dns-slow; not given: as usual
    friend bool operator==(const FaultSpec &, const FaultSpec &) = default;

    bool isOfLink() const { return node.empty(); }
    /// The same kind at the same machine or link, whenever and however much.
    bool isLike(const FaultSpec &other) const;
};
/// Something that is broken now.
struct StandingFault {
    FaultSpec fault;
    Instant since{};
    std::uint32_t number = 0; ///< of the scenario's: its place in the list; others count on
    friend bool operator==(const StandingFault &, const StandingFault &) = default;
};

struct Expectation {
    int line = 0;     ///< in the file
    std::string text; ///< as check prints it
    std::string letter;
    std::optional<Fate> fate;
    std::string by, node; ///< recipient address; node
    std::optional<Duration> within;
    std::vector<std::string> passes; ///< nodes, in this order
    bool negated = false;            ///< `not: true`: must not happen
    std::optional<std::size_t> attempts =
        {}; ///< how often it was tried, at `node` or where it was tried most
    friend bool operator==(const Expectation &, const Expectation &) = default;
};

struct Choice {
    LocalText text, because;
    bool right = false;
    friend bool operator==(const Choice &, const Choice &) = default;
};
/// A moment in the trace that a file names: a letter's fate, a DNS query, a command or a reply.
struct MomentSpec {
    std::string letter, node;
    std::optional<Fate> fate;
    std::string queryType, queryName;
    std::string reply = {};   ///< "502", "+OK"
    std::string command = {}; ///< "DELE", "UID STORE": a client says it
    friend bool operator==(const MomentSpec &, const MomentSpec &) = default;
};
struct LessonStop {
    MomentSpec stopWhen;
    LocalText say, ask;
    std::vector<Choice> choices;
    friend bool operator==(const LessonStop &, const LessonStop &) = default;
};
struct Claim {
    LocalText commonly, exactly;
    MomentSpec shownBy;
    std::optional<MomentSpec> before; ///< shownBy happens before this
    friend bool operator==(const Claim &, const Claim &) = default;
};

struct Scenario {
    std::string file;
    LocalText title, about;
    std::string level; ///< "beginner", "intermediate", "advanced"
    int minutes = 0;
    std::vector<std::string> sources;
    CalendarTime clock = CalendarTime(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 9h);
    std::uint64_t seed = 1;
    std::string viewStep = "hop"; ///< event, line, reply, hop, delivery
    bool dnsFolded = true;
    std::vector<std::pair<std::string, std::pair<double, double>>>
        positions; ///< of made machines, too: name, and cell as NodeSpec::position
    bool anythingGoes = false;
    /// Where anything goes: the node that is MX of every domain that is not named. The mailboxes are where those
    /// of the first domain are.
    std::string restOfTheWorld;
    bool unlimitedLinks = false; ///< immediate pace: no hop takes longer than the shortest

    std::vector<DomainSpec> domains;
    std::vector<NodeSpec> nodes;
    net::LinkSpec defaultLink;
    std::vector<LinkBetween> links;
    std::vector<ZoneText> records; ///< added to the made zones
    std::vector<ZoneText> zones;   ///< replace the made ones
    std::vector<ActionSpec> actions;
    std::vector<FaultSpec> faults;
    std::vector<Expectation> expect;
    std::vector<LessonStop> lesson;
    std::vector<Claim> claims;

    const NodeSpec *node(std::string_view name) const;
    friend bool operator==(const Scenario &, const Scenario &) = default;
};

/// The scenario with everything made that the file leaves out, the same way every time: resolver, root, TLD and domain name servers
/// (nodes "resolver", "a.root", "ns.tld-org", "ns1.example.org"), zones with delegations and glue, addresses, passwords. Mail inside one
/// server needs no DNS: then none is made.
Scenario completed(Scenario scenario);

} // namespace mf
