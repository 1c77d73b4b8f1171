#include "tests/world/worlds.h"

#include "sim/kernel/random.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace mf::test {

namespace {

using node::Incoming;
using node::NodeKind;
using node::Service;

NodeSpec client(const std::string &name, const std::string &user, const std::string &outgoing,
                const std::string &incoming, Incoming protocol)
{
    NodeSpec spec;
    spec.name = name;
    spec.kind = NodeKind::Client;
    spec.user = user;
    spec.outgoing = outgoing;
    spec.incomingServer = incoming;
    spec.incoming = protocol;
    return spec;
}

NodeSpec server(const std::string &name, std::vector<Service> services)
{
    NodeSpec spec;
    spec.name = name;
    spec.kind = NodeKind::MailServer;
    spec.services = std::move(services);
    return spec;
}

ActionSpec send(const std::string &id, const std::string &from, std::vector<std::string> to, Duration at,
                std::string body)
{
    ActionSpec action;
    action.when.at = at;
    action.what = SendAction{id, from, {}, std::move(to), "Hello", std::move(body), {}};
    return action;
}

ActionSpec checkAfter(const std::string &letter, const std::string &client)
{
    ActionSpec action;
    action.when.afterLetter = letter;
    action.when.afterFate = Fate::Stored;
    action.what = CheckMailAction{client};
    return action;
}

} // namespace

Scenario oneServer()
{
    Scenario scenario;
    DomainSpec org;
    org.name = "example.org";
    org.mx = {{"mail.example.org", 10}};
    org.mailboxes = "mail.example.org";
    org.users = {{"alice", {}}, {"bob", {}}};
    scenario.domains = {org};
    scenario.nodes = {
        client("alice-laptop", "alice@example.org", "mail.example.org", "mail.example.org", Incoming::Imap),
        server("mail.example.org", {Service::Submission, Service::Smtp, Service::Imap, Service::Pop3}),
        client("bob-laptop", "bob@example.org", "mail.example.org", "mail.example.org", Incoming::Imap),
    };
    scenario.actions = {send("hello", "alice@example.org", {"bob@example.org"}, 1s, "Hello, Bob.\n"),
                        checkAfter("hello", "bob-laptop")};
    return scenario;
}

Scenario twoNetworks()
{
    Scenario scenario = oneServer();
    DomainSpec net;
    net.name = "example.net";
    net.mx = {{"mx.example.net", 10}};
    net.mailboxes = "store.example.net";
    net.users = {{"carol", "caterpillar"}, {"dave", {}}};
    scenario.domains.push_back(net);
    scenario.nodes.push_back(server("mx.example.net", {Service::Smtp}));
    scenario.nodes.push_back(server("store.example.net", {Service::Lmtp, Service::Imap, Service::Pop3}));
    scenario.nodes.push_back(
        client("carol-phone", "carol@example.net", {}, "store.example.net", Incoming::Imap));
    scenario.actions = {send("hello", "alice@example.org", {"carol@example.net"}, 1s, "Hello, Carol.\n"),
                        checkAfter("hello", "carol-phone")};
    return scenario;
}

Scenario stormy(std::uint64_t seed)
{
    RandomStream random(seed, "storm");
    Scenario scenario = twoNetworks();
    scenario.seed = seed;
    scenario.actions.clear();
    scenario.domains.back().mx.push_back({"mx2.example.net", 20});
    scenario.nodes.push_back(server("mx2.example.net", {Service::Smtp}));
    for (NodeSpec &node : scenario.nodes)
        if (node.kind == NodeKind::MailServer)
            node.delayNotice = 3min;
    scenario.defaultLink = {.latency = 15ms,
                            .jitter = 30ms,
                            .bitsPerSecond = 100'000,
                            .lossPerMillion = static_cast<std::uint32_t>(random.below(150'000))};
    const std::vector<std::string> senders{"alice@example.org", "bob@example.org"};
    const std::vector<std::string> recipients{"alice@example.org",  "bob@example.org",
                                              "carol@example.net",  "dave@example.net",
                                              "nobody@example.net", "who@nowhere.example"};
    const auto letters = 3 + random.below(4);
    for (std::uint64_t i = 0; i < letters; ++i) {
        std::vector<std::string> to;
        for (const std::string &recipient : recipients)
            if (random.below(3) == 0)
                to.push_back(recipient);
        if (to.empty())
            to.push_back(recipients[random.below(4)]);
        std::string body;
        const auto lines = 1 + random.below(2500);
        for (std::uint64_t line = 0; line < lines; ++line)
            body += std::to_string(line) + (line % 7 == 0 ? "\n.\n" : " lines of a letter\n");
        const auto at = Duration(static_cast<std::int64_t>(random.below(120'000'000)));
        scenario.actions.push_back(
            send("letter-" + std::to_string(i), senders[random.below(2)], to, at, body));
    }
    for (int i = 0; i < 4; ++i) {
        ActionSpec check;
        check.when.at = Duration(static_cast<std::int64_t>(random.below(1'200'000'000)));
        check.what = CheckMailAction{i % 2 ? "carol-phone" : "bob-laptop"};
        scenario.actions.push_back(check);
    }
    const std::vector<std::string> machines{"mail.example.org",  "mx.example.net", "mx2.example.net",
                                            "store.example.net", "resolver",       "ns1.example.net"};
    // A few long faults make queues wait; many short ones cut streams in the middle of a letter.
    const auto faults = 30 + random.below(40);
    for (std::uint64_t i = 0; i < faults; ++i) {
        const bool brief = i >= 4;
        FaultSpec fault;
        fault.from = Duration(static_cast<std::int64_t>(random.below(300'000'000)));
        fault.lasts = Duration(1 + static_cast<std::int64_t>(random.below(brief ? 4'000'000 : 400'000'000)));
        if (brief || random.below(3) == 0) {
            const auto which = random.below(3);
            fault.linkA = which == 0 ? "alice-laptop" : which == 1 ? "mx.example.net" : "mail.example.org";
            fault.linkB = which == 1   ? "store.example.net"
                          : which == 0 ? "mail.example.org"
                                       : "mx.example.net";
        } else {
            fault.node = machines[random.below(machines.size())];
        }
        scenario.faults.push_back(fault);
    }
    // Programs that run, and do it wrong: each kind twice at least.
    RandomStream troubles(seed, "troubles");
    for (const FaultRow &row : kFaultRows) {
        if (row.onLinks)
            continue;
        const bool names = canHappenAt(row.kind, NodeKind::Resolver);
        for (int i = 0; i < 2; ++i) {
            FaultSpec fault;
            fault.kind = row.kind;
            fault.node = machines[names ? 4 + troubles.below(2) : troubles.below(4)];
            fault.from = Duration(static_cast<std::int64_t>(troubles.below(300'000'000)));
            fault.lasts = Duration(1 + static_cast<std::int64_t>(troubles.below(100'000'000)));
            scenario.faults.push_back(fault);
        }
    }
    return scenario;
}

Scenario crowded(std::uint64_t seed)
{
    Scenario scenario = stormy(seed);
    RandomStream random(seed, "crowd");
    DomainSpec &org = scenario.domains.front(), &net = scenario.domains.back();
    org.aliases = {{"boss", {"alice"}},
                   {"team", {"alice", "bob", "carol@example.net", "boss"}},
                   {"all", {"team", "staff@example.net", "all"}},
                   {"ping", {"pong@example.net"}}};
    net.aliases = {{"staff", {"carol", "dave", "team@example.org"}}, {"pong", {"ping@example.org"}}};
    if (random.below(2) == 0)
        net.catchAll = "dave";
    for (UserSpec &user : net.users)
        if (user.name == "dave")
            user.quotaOctets = kDaveQuotaOctets;
    for (NodeSpec &node : scenario.nodes)
        if (node.kind == NodeKind::MailServer)
            node.fullMailbox = seed % 2 == 0 ? node::FullMailbox::Defer : node::FullMailbox::Refuse;
    const std::vector<std::string> names{"boss@example.org",  "team@example.org",  "all@example.org",
                                         "ping@example.org",  "staff@example.net", "dave@example.net",
                                         "Carol@Example.NET", "nobody@example.net"};
    for (std::uint64_t i = 0; i < 6; ++i) {
        std::vector<std::string> to;
        for (const std::string &name : names)
            if (random.below(3) == 0)
                to.push_back(name);
        if (to.empty())
            to.push_back(names[random.below(names.size())]);
        std::string body;
        for (auto lines = random.below(1500); lines > 0; --lines)
            body += "a letter to many\n";
        const auto at = Duration(static_cast<std::int64_t>(random.below(240'000'000)));
        scenario.actions.push_back(send("many-" + std::to_string(i), "alice@example.org", to, at, body));
    }
    return scenario;
}

World built(const Scenario &scenario)
{
    auto world = World::build(scenario);
    if (!world) {
        for (const Fault &fault : world.error())
            std::fprintf(stderr, "%s\n", fault.print().c_str());
        std::abort();
    }
    return std::move(*world);
}

Trace run(World &world, Instant until)
{
    Trace trace;
    while (auto step = world.step(until))
        for (Record &record : step->records)
            trace.push_back(std::move(record));
    return trace;
}

} // namespace mf::test
