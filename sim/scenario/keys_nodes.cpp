#include "sim/scenario/keys.h"

#include "sim/base/ascii.h"
#include "sim/node/machines.h"
#include "sim/scenario/suggest.h"

#include <algorithm>

namespace mf::schema {

using node::NodeKind;
using yaml::Tree;

namespace values {

namespace {

constexpr std::string_view kKindWords[] = {"client", "mail-server", "name-server", "resolver", "host"};
constexpr std::string_view kIncomingWords[] = {"imap", "pop3"};
constexpr std::string_view kUnknownWords[] = {"refuse", "bounce", "accept"};
constexpr std::string_view kNewlineWords[] = {"refuse", "accept"};
constexpr std::string_view kFullWords[] = {"defer", "refuse"};
constexpr std::string_view kSeparatorWords[] = {"+", "-", "_", "=", "#", "off"};
constexpr std::string_view kMechanismWords[] = {"SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN"};

std::optional<NodeKind> kindNamed(std::string_view name)
{
    if (std::ranges::find(kKindWords, name) == std::end(kKindWords))
        return std::nullopt; // a real client comes by itself
    return node::nodeKindNamed(name);
}

std::optional<node::Incoming> incomingNamed(std::string_view name)
{
    using enum node::Incoming;
    return name == "imap" ? std::optional(Imap) : name == "pop3" ? std::optional(Pop3) : std::nullopt;
}

std::optional<node::UnknownRecipient> unknownNamed(std::string_view name)
{
    using enum node::UnknownRecipient;
    return name == "refuse"   ? std::optional(Refuse)
           : name == "bounce" ? std::optional(Bounce)
           : name == "accept" ? std::optional(Accept)
                              : std::nullopt;
}

std::optional<bool> newlinesNamed(std::string_view name)
{
    return name == "accept" ? std::optional(true) : name == "refuse" ? std::optional(false) : std::nullopt;
}

std::optional<node::FullMailbox> fullNamed(std::string_view name)
{
    using enum node::FullMailbox;
    return name == "defer" ? std::optional(Defer) : name == "refuse" ? std::optional(Refuse) : std::nullopt;
}

std::optional<char> separatorNamed(std::string_view name)
{
    if (std::ranges::find(kSeparatorWords, name) == std::end(kSeparatorWords))
        return std::nullopt;
    return name == "off" ? '\0' : name.front();
}

std::optional<std::string> mechanismNamed(std::string_view name)
{
    const bool known = std::ranges::find(kMechanismWords, name) != std::end(kMechanismWords);
    return known ? std::optional<std::string>(name) : std::nullopt;
}

using Mechanism = Word<kMechanismWords, mechanismNamed>;

} // namespace

struct Extensions {
    static constexpr Look looks[] = {{Shape::Flag, Many::Map}};
    static void read(Reading &reading, const Tree &value, std::map<std::string, bool> &into)
    {
        if (!reading.isMap(value))
            return;
        const auto known = node::extensionNames();
        for (const Tree &child : value.children) {
            const std::string name = ascii::toUpper(child.key);
            if (std::ranges::find(known, name) == known.end())
                reading.fault(child.keyAt,
                              phrase("no extension {} can be shown or hidden{}", quoted(child.key),
                                     didYouMean(name, {known.begin(), known.end()})));
            Flag::read(reading, child, into[name]);
        }
    }
};

/// A list of mechanisms, or a map that says more.
struct Auth {
    static constexpr Look looks[] = {{Shape::Word, Many::List, kMechanismWords},
                                     {Shape::Object, Many::One, {}, &kAuthObject}};
    static void read(Reading &reading, const Tree &value, NodeSpec &into)
    {
        if (value.isMap())
            reading.object(value, kAuthObject, &into);
        else
            List<Mechanism>::read(reading, value, into.authMechanisms);
    }
};

} // namespace values

namespace {

using namespace values;

constexpr Kinds bit(NodeKind kind) { return 1u << static_cast<unsigned>(kind); }
constexpr Use kClient{.kinds = bit(NodeKind::Client)};
constexpr Use kServer{.kinds = bit(NodeKind::MailServer)};
constexpr Use kClientOrServer{.kinds = bit(NodeKind::Client) | bit(NodeKind::MailServer)};
constexpr Use kNameServer{.kinds = bit(NodeKind::NameServer)};
constexpr Use kHost{.kinds = bit(NodeKind::Host)};

constexpr Key kAuthKeys[] = {
    key<&NodeSpec::authMechanisms, List<Mechanism>>("mechanisms", "how clients may log in"),
    key<&NodeSpec::authInClear, Optional<Flag>>(
        "in-clear", "whether passwords may be sent without TLS; false if not given"),
};
constexpr Key kIncomingKeys[] = {
    key<&NodeSpec::incomingServer, NodeName>("server", "the node that its mail is fetched from",
                                             {.required = true}),
    key<&NodeSpec::incoming, Word<kIncomingWords, incomingNamed>>(
        "protocol", "IMAP leaves the mail there, POP3 takes it away", {.required = true}),
    key<&NodeSpec::leaveOnServer, Flag>("leave-on-server",
                                        "POP3 leaves the mail there, too; false if not given"),
};
constexpr Key kNodeKeys[] = {
    key<&NodeSpec::kind, Word<kKindWords, kindNamed>>("kind", "what runs on it", {.required = true}),
    key<&NodeSpec::address, Optional<Address>>("address", "its IP address; made if not given"),
    key<&NodeSpec::position, Optional<Position>>(
        "position", "where it is drawn: [right, down] in grid cells; made if not given"),
    key<&NodeSpec::user, UserAddress>("user", "whose client it is: an address", kClient),
    key<&NodeSpec::outgoing, NodeName>("outgoing", "the server that it hands letters to", kClient),
    keyOf<NodeSpec, Group<kIncomingObject>>("incoming", "where it fetches mail", kClient),
    key<&NodeSpec::services, List<Word<kServiceWords, node::serviceNamed>, Alone::Taken>>(
        "services", "what it offers; everything if not given", kServer),
    key<&NodeSpec::retry, List<values::Duration, Alone::Taken>>(
        "retry", "waits between attempts, the last one again and again; [1m, 5m, 15m] if not given", kServer),
    key<&NodeSpec::expire, Optional<values::Duration>>(
        "expire", "when it gives a letter up and tells the sender; 5d if not given", kServer),
    key<&NodeSpec::delayNotice, Optional<values::Duration>>(
        "delay-notice", "when it tells the sender, once, that a letter is late; 0s: never; 4h if not given",
        kServer),
    key<&NodeSpec::unknownRecipient, Optional<Word<kUnknownWords, unknownNamed>>>(
        "unknown-recipient", "refuse at RCPT, accept and bounce, or accept and drop; refuse if not given",
        kServer),
    key<&NodeSpec::aliases, Aliases>(
        "aliases",
        "names that stand for others, in all domains of this server, or whole addresses; they go "
        "before those of the domain",
        kServer),
    key<&NodeSpec::tagSeparator, Optional<Word<kSeparatorWords, separatorNamed>>>(
        "plus-addressing",
        "what follows this in a user's name is for him to sort by: bob+news is bob; + if "
        "not given",
        kServer),
    key<&NodeSpec::hosts, List<Text, Alone::Taken>>(
        "hosts", "further domains whose mail it takes into mailboxes of its own, wherever their MX points",
        kServer),
    key<&NodeSpec::quotaOctets, Optional<Size>>(
        "quota", "room for the letters of each user that has no quota of his own; without end if not given",
        kServer),
    key<&NodeSpec::fullMailbox, Optional<Word<kFullWords, fullNamed>>>(
        "full-mailbox", "what the sender hears: defer is 452 4.2.2, refuse 552 5.2.2; defer if not given",
        kServer),
    key<&NodeSpec::greylistDelay, Optional<values::Duration>>(
        "greylist", "strangers are asked to come again after this (450 4.7.1); nobody is if not given",
        kServer),
    key<&NodeSpec::sizeLimitOctets, Optional<Size>>(
        "size-limit", "the largest letter that it takes; 25MB if not given", kServer),
    key<&NodeSpec::recipientLimit, Optional<Number>>(
        "recipient-limit", "the most recipients of one letter; 100 if not given", kServer),
    key<&NodeSpec::extensions, Extensions>(
        "extensions", "by the name that EHLO or CAPABILITY shows: false hides one", kServer),
    keyOf<NodeSpec, Auth>("auth", "how clients may log in: a list of mechanisms, or a map", kServer),
    key<&NodeSpec::tls, Optional<Flag>>("tls", "whether it can encrypt; true if not given", kClientOrServer),
    key<&NodeSpec::acceptBareNewlines, Optional<Word<kNewlineWords, newlinesNamed>>>(
        "bare-newlines", "what becomes of letters with bare CR or LF; refuse if not given", kServer),
    key<&NodeSpec::zones, List<Text, Alone::Taken>>("zones", "the zones that it serves, by origin",
                                                    kNameServer),
    key<&NodeSpec::users, List<Text, Alone::Taken>>(
        "users",
        "who has a mailbox file there: then it is a host of the ARPANET, with SNDMSG and CPYNET (1971)",
        kHost),
};

Phrase kindsInWords(Kinds kinds)
{
    std::vector<Phrase> all;
    for (const std::string_view word : kKindWords)
        if (const auto kind = kindNamed(word); kind && (kinds & bit(*kind)) != 0)
            all.push_back(phrase("a {}", word));
    return anyInWords(all);
}

void checkNode(Reading &reading, const Tree &tree, void *read)
{
    const auto &spec = *static_cast<const NodeSpec *>(read);
    const Tree *kind = tree.find("kind");
    if (kind == nullptr || !kindNamed(kind->text))
        return;
    for (const Key &key : kNodeKeys)
        if (const Tree *child =
                key.use.kinds == 0 || (key.use.kinds & bit(spec.kind)) != 0 ? nullptr : tree.find(key.name))
            reading.fault(child->keyAt,
                          phrase("\"{}\" is for {}; \"{}\" is a {}", key.name, kindsInWords(key.use.kinds),
                                 spec.name, node::name(spec.kind)));
    if (spec.kind == NodeKind::Client && tree.find("user") == nullptr)
        reading.fault(tree.where(), phrase("\"user\" is missing; say whose client \"{}\" is", spec.name));
    const Tree *leave =
        tree.find("incoming") != nullptr ? tree.find("incoming")->find("leave-on-server") : nullptr;
    if (leave != nullptr && spec.incoming == node::Incoming::Imap)
        reading.fault(leave->keyAt,
                      phrase("\"leave-on-server\" is for pop3; IMAP always leaves the mail there"));
    for (const std::string_view list : {"services", "retry", "hosts", "users"})
        if (const Tree *child = tree.find(list);
            child != nullptr && child->isList() && child->children.empty())
            reading.fault(child->begin, phrase("\"{}\" is empty; leave it out for the default", list));
}

} // namespace

constinit const Object kAuthObject{English("login rule"), "How clients may log in.", kAuthKeys};
constinit const Object kIncomingObject{English("incoming mail"), "Where a client fetches mail.",
                                       kIncomingKeys};
constinit const Object kNodeObject{English("node"), "A machine in the network.", kNodeKeys, checkNode};

} // namespace mf::schema
