// Every limit of the resolver at n and at n + 1.
#include "sim/dns/resolver.h"
#include "sim/kernel/random.h"
#include "tests/dns/dns_net.h"

#include <QTest>
#include <fmt/format.h>

#include <algorithm>

namespace mf::dns::test {

namespace {

QString text(std::string_view octets) { return QString::fromLatin1(octets.data(), qsizetype(octets.size())); }

void addResolver(Net &net, const ResolverLimits &limits)
{
    net.add(kResolver, makeResolver({kRoot}, 7, limits));
}

QString ask(Net &net, const std::string &name, std::uint16_t type)
{
    return text(test::print(net.answer(kResolver, name, type)));
}

/// Zones z0.test, z1.test, ... each of whose name server is named in the next one, so that z0 takes `inner`
/// look-ups inside each other. The last one's server has glue, and so has the one before it.
void addNestedServers(Net &net, int inner)
{
    const int count = inner + 1;
    std::string root = "@ NS a.root.test.\n";
    std::map<std::string, std::string> zones;
    for (int i = 0; i <= count; ++i) {
        const std::string zone = fmt::format("z{}.test", i);
        const std::string server = fmt::format("ns.z{}.test.", std::min(i + 1, count));
        root += fmt::format("{}. NS {}\n", zone, server);
        zones[zone] = fmt::format("@ NS {}\nns A 198.51.100.1\n", server);
    }
    root += fmt::format("ns.z{}.test. A 198.51.100.1\n", count);
    net.addServer(kRoot, {{".", root}});
    net.addServer(kExampleNet, zones);
}

} // namespace

class TstDnsResolverLimits : public QObject {
    Q_OBJECT
private slots:
    void depthHasALimit();
    void queriesPerLookupHaveALimit();
    void innerLookupsPayFromTheSamePurse();
    void triesPerServerHaveALimit();
    void aliasesHaveALimit();
    void knownAliasesHaveTheSameLimit();
    void lookupsHaveALimit();
    void innerLookupsCountAsLookups();
    void askersHaveALimit();
    void cacheHasALimit();
    void answerThatDoesNotFitComesByStream();
};

void TstDnsResolverLimits::depthHasALimit()
{
    const ResolverLimits limits;
    for (const int nested : {limits.depth, limits.depth + 1}) {
        Net net;
        addNestedServers(net, nested);
        addResolver(net, limits);
        QCOMPARE(ask(net, "ns.z0.test", type::A),
                 nested == limits.depth ? QStringLiteral("found; ns.z0.test A 198.51.100.1")
                                        : QStringLiteral("failed (name servers within name servers)"));
    }
}

void TstDnsResolverLimits::queriesPerLookupHaveALimit()
{
    for (const int queries : {3, 2}) { // the walk needs three
        Net net;
        addInternet(net);
        addResolver(net, {.queriesPerLookup = queries});
        QCOMPARE(ask(net, "mail.example.org", type::A),
                 queries == 3 ? QStringLiteral("found; mail.example.org A 203.0.113.25")
                              : QStringLiteral("failed (too many queries)"));
    }
}

void TstDnsResolverLimits::innerLookupsPayFromTheSamePurse()
{
    for (const int queries : {6, 5}) { // two to a referral without glue, three for its address, one to it
        Net net;
        addInternet(net);
        addResolver(net, {.queriesPerLookup = queries});
        QCOMPARE(ask(net, "glueless.net", type::A), queries == 6
                                                        ? QStringLiteral("found; glueless.net A 203.0.113.7")
                                                        : QStringLiteral("failed (too many queries)"));
    }
}

void TstDnsResolverLimits::triesPerServerHaveALimit()
{
    const ResolverLimits limits;
    for (const int lost : {limits.triesPerServer - 1, limits.triesPerServer}) {
        Net net;
        addInternet(net);
        addResolver(net, limits);
        net.loses = [&](std::size_t n, const Net::Passed &) { return n < static_cast<std::size_t>(lost); };
        QCOMPARE(ask(net, "mail.example.org", type::A),
                 lost < limits.triesPerServer ? QStringLiteral("found; mail.example.org A 203.0.113.25")
                                              : QStringLiteral("failed (timeout)"));
        QCOMPARE(net.queriesTo(kRoot).size(), static_cast<std::size_t>(limits.triesPerServer));
    }
}

void TstDnsResolverLimits::aliasesHaveALimit()
{
    const ResolverLimits limits;
    for (const std::size_t aliases : {limits.aliases, limits.aliases + 1}) {
        std::string root = fmt::format("@ NS a.root.test.\nn{}.test. A 192.0.2.7\n", aliases);
        for (std::size_t i = 0; i < aliases; ++i)
            root += fmt::format("n{}.test. CNAME n{}.test.\n", i, i + 1);
        Net net;
        net.addServer(kRoot, {{".", root}});
        addResolver(net, limits);
        const DnsAnswer answer = net.answer(kResolver, "n0.test", type::A);
        if (aliases == limits.aliases)
            QCOMPARE(answer.records.size(), aliases + 1);
        else
            QCOMPARE(text(test::print(answer)), QStringLiteral("failed (too many aliases)"));
    }
}

void TstDnsResolverLimits::knownAliasesHaveTheSameLimit()
{
    std::string root = "@ NS a.root.test.\nn3.test. A 192.0.2.7\n";
    for (int i = 0; i < 3; ++i)
        root += fmt::format("n{}.test. CNAME n{}.test.\n", i, i + 1);
    Net net;
    net.addServer(kRoot, {{".", root}});
    addResolver(net, {.aliases = 2});
    QVERIFY(ask(net, "n1.test", type::A).startsWith("found"));
    QVERIFY(ask(net, "n0.test", type::Cname).startsWith("found"));
    QCOMPARE(ask(net, "n0.test", type::A), QStringLiteral("failed (too many aliases)"));
}

void TstDnsResolverLimits::lookupsHaveALimit()
{
    constexpr std::size_t limit = 3;
    Net net;
    addInternet(net);
    addResolver(net, {.lookups = limit});
    std::vector<Ticket> tickets;
    for (std::size_t i = 0; i <= limit; ++i)
        tickets.push_back(net.resolve(kResolver, fmt::format("n{}.example.net", i), type::A));
    QCOMPARE(text(test::print(net.answers.at(tickets.back()))), QStringLiteral("failed (too many look-ups)"));
    net.run();
    for (std::size_t i = 0; i < limit; ++i)
        QCOMPARE(text(test::print(net.answers.at(tickets[i]))), QStringLiteral("no such name"));
    QCOMPARE(ask(net, "later.example.net", type::A), QStringLiteral("no such name"));
}

void TstDnsResolverLimits::innerLookupsCountAsLookups()
{
    for (const std::size_t lookups : {std::size_t{2}, std::size_t{1}}) {
        Net net;
        addInternet(net);
        addResolver(net, {.lookups = lookups});
        QCOMPARE(ask(net, "glueless.net", type::A), lookups == 2
                                                        ? QStringLiteral("found; glueless.net A 203.0.113.7")
                                                        : QStringLiteral("failed (too many look-ups)"));
    }
}

void TstDnsResolverLimits::askersHaveALimit()
{
    constexpr std::size_t limit = 3;
    Net net;
    addInternet(net);
    addResolver(net, {.askersPerLookup = limit});
    std::vector<Ticket> tickets;
    for (std::size_t i = 0; i <= limit; ++i)
        tickets.push_back(net.resolve(kResolver, "mail.example.org", type::A));
    QCOMPARE(text(test::print(net.answers.at(tickets.back()))),
             QStringLiteral("failed (too many ask the same)"));
    net.run();
    for (std::size_t i = 0; i < limit; ++i)
        QVERIFY(net.answers.at(tickets[i]).outcome == DnsAnswer::Outcome::Found);
}

void TstDnsResolverLimits::cacheHasALimit()
{
    for (const std::size_t entries : {std::size_t{5}, std::size_t{4}}) { // two glue, two NS, one answer
        Net net;
        addInternet(net);
        addResolver(net, {.cacheEntries = entries});
        QVERIFY(ask(net, "mail.example.org", type::A).startsWith("found"));
        QCOMPARE(net.machine(kResolver).cache(net.now()).size(), entries);
    }
    Net net; // without any memory it still finds its way
    addInternet(net);
    addResolver(net, {.cacheEntries = 0});
    QVERIFY(ask(net, "glueless.net", type::A).startsWith("found"));
}

/// kEdnsUdpLimitOctets, and one more.
void TstDnsResolverLimits::answerThatDoesNotFitComesByStream()
{
    for (const bool fits : {true, false}) {
        // Header, question "a.test", OPT: 12 + 12 + 11 octets; a record with its owner compressed: 12 and its
        // strings.
        const std::size_t strings = kEdnsUdpLimitOctets - 35 - 12 - (fits ? 0 : 1) + (fits ? 0 : 2);
        const std::size_t octets = strings - (strings + 255) / 256; // a length octet for each 255
        std::string root = "@ NS a.root.test.\na.test. TXT";
        for (std::size_t left = octets; left > 0; left -= std::min<std::size_t>(left, 255))
            root += fmt::format(" \"{}\"", std::string(std::min<std::size_t>(left, 255), 'x'));
        Net net;
        net.addServer(kRoot, {{".", root + "\n"}});
        addResolver(net, {});
        const QString answer = ask(net, "a.test", type::Txt);
        QVERIFY2(answer.startsWith("found"), qPrintable(answer.left(60)));
        QCOMPARE(net.passed.size(), std::size_t(fits ? 2 : 4));
        QCOMPARE(net.passed.back().by == Carrier::Stream, !fits);
    }
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsResolverLimits)
#include "tst_dns_resolver_limits.moc"
