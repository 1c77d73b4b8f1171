#include "sim/dns/resolver.h"
#include "sim/kernel/random.h"
#include "tests/dns/dns_net.h"

#include <QTest>
#include <fmt/format.h>

#include <set>

namespace mf::dns::test {

namespace {

QString text(std::string_view octets) { return QString::fromLatin1(octets.data(), qsizetype(octets.size())); }

QStringList list(const std::vector<std::string> &lines)
{
    QStringList out;
    for (const std::string &line : lines)
        out << text(line);
    return out;
}

struct World : ResolverNet {
    using ResolverNet::ResolverNet;
    QString ask(const char *name, std::uint16_t type) { return text(ResolverNet::ask(name, type)); }
};

} // namespace

class TstDnsResolver : public QObject {
    Q_OBJECT
private slots:
    void walksFromRootToAnswer();
    void secondQuestionStartsAtTheNearestServer();
    void knownAnswerAsksNobody();
    void answerExpiresByVirtualTime();
    void ttlOfZeroIsNotKept();
    void glueIsNoAnswer();
    void noSuchNameIsRemembered();
    void noDataIsRememberedForItsTypeOnly();
    void aliasIsFollowedInOneAnswer();
    void aliasIntoAnotherZoneIsWalked();
    void knownAliasIsFollowedFromMemory();
    void serverWithoutGlueIsLookedUp();
    void idsAndPortsFollowTheSeed();
    void lookupsRunAtTheSameTime();
    void strangeQuestionsOfProgramsFail();
    void copyInTheMiddleGoesOnTheSame();
};

void TstDnsResolver::walksFromRootToAnswer()
{
    World net;
    QCOMPARE(net.ask("example.net", type::Mx),
             QStringLiteral("found; example.net MX 10 mx.example.net.; example.net MX 20 mx2.example.org."));
    QCOMPARE(
        list(net.lines()),
        (QStringList{
            "query example.net MX > 192.0.2.1", "referral example.net MX NOERROR [a.nic.net.] > 203.0.113.53",
            "query example.net MX > 192.0.2.2",
            "referral example.net MX NOERROR [ns1.example.net.] > 203.0.113.53",
            "query example.net MX > 198.51.100.1",
            "response example.net MX NOERROR [10 mx.example.net., 20 mx2.example.org.] > 203.0.113.53"}));
    QCOMPARE(net.now(), Instant(6 * Net::kLatency));
    QCOMPARE(list(net.notes),
             (QStringList{"cache-stored a.nic.net A 3600", "cache-stored net NS 3600",
                          "cache-stored ns1.example.net A 3600", "cache-stored example.net NS 3600",
                          "cache-stored example.net MX 300"}));
    QVERIFY(!net.machine(kResolver).deadline().has_value());
}

void TstDnsResolver::secondQuestionStartsAtTheNearestServer()
{
    World net;
    net.ask("example.net", type::Mx);
    net.passed.clear();
    QCOMPARE(net.ask("web.example.net", type::A), QStringLiteral("found; web.example.net A 198.51.100.80"));
    QCOMPARE(net.lines().size(), std::size_t{2});
    QCOMPARE(list(net.queriesTo(kExampleNet)), QStringList{"web.example.net A"});
}

void TstDnsResolver::knownAnswerAsksNobody()
{
    World net;
    const QString first = net.ask("example.net", type::Mx);
    net.passed.clear();
    net.notes.clear();
    QCOMPARE(net.ask("EXAMPLE.NET.", type::Mx), first);
    QVERIFY(net.passed.empty());
    QCOMPARE(list(net.notes), QStringList{"cache-hit example.net MX 300"});
}

void TstDnsResolver::answerExpiresByVirtualTime()
{
    World net;
    net.ask("example.net", type::Mx);
    const Instant stored = net.now();
    net.passed.clear();
    net.runUntil(stored + 300s - Duration(1));
    net.ask("example.net", type::Mx);
    QVERIFY(net.passed.empty());
    net.runUntil(stored + 300s);
    net.ask("example.net", type::Mx);
    QCOMPARE(list(net.queriesTo(kExampleNet)), QStringList{"example.net MX"});
    QVERIFY(net.queriesTo(kRoot).empty());
}

void TstDnsResolver::ttlOfZeroIsNotKept()
{
    World net;
    QCOMPARE(net.ask("once.example.net", type::A), QStringLiteral("found; once.example.net A 198.51.100.99"));
    net.passed.clear();
    net.ask("once.example.net", type::A);
    QCOMPARE(net.passed.size(), std::size_t{2});
}

void TstDnsResolver::glueIsNoAnswer()
{
    World net;
    net.ask("example.net", type::Mx);
    net.passed.clear();
    QCOMPARE(net.ask("ns1.example.net", type::A), QStringLiteral("found; ns1.example.net A 198.51.100.1"));
    QCOMPARE(list(net.queriesTo(kExampleNet)), QStringList{"ns1.example.net A"});
}

void TstDnsResolver::noSuchNameIsRemembered()
{
    World net;
    QCOMPARE(net.ask("nobody.example.net", type::Mx), QStringLiteral("no such name"));
    const Instant stored = net.now();
    net.passed.clear();
    QCOMPARE(net.ask("nobody.example.net", type::A), QStringLiteral("no such name"));
    QVERIFY(net.passed.empty());
    QCOMPARE(net.machine(kResolver).cache(net.now()).size(), std::size_t{5});
    net.runUntil(stored + 60s); // the zone's minimum
    QCOMPARE(net.ask("nobody.example.net", type::A), QStringLiteral("no such name"));
    QCOMPARE(net.passed.size(), std::size_t{2});
}

void TstDnsResolver::noDataIsRememberedForItsTypeOnly()
{
    World net;
    QCOMPARE(net.ask("mx.example.net", type::Aaaa), QStringLiteral("no data"));
    net.passed.clear();
    QCOMPARE(net.ask("mx.example.net", type::Aaaa), QStringLiteral("no data"));
    QVERIFY(net.passed.empty());
    QCOMPARE(net.ask("mx.example.net", type::A), QStringLiteral("found; mx.example.net A 198.51.100.25"));
    QCOMPARE(net.passed.size(), std::size_t{2});
}

void TstDnsResolver::aliasIsFollowedInOneAnswer()
{
    World net;
    QCOMPARE(
        net.ask("www.example.net", type::A),
        QStringLiteral("found; www.example.net CNAME web.example.net.; web.example.net A 198.51.100.80"));
    QCOMPARE(net.passed.size(), std::size_t{6});
    QCOMPARE(net.ask("www.example.net", type::Mx),
             QStringLiteral("no data; www.example.net CNAME web.example.net."));
}

void TstDnsResolver::aliasIntoAnotherZoneIsWalked()
{
    World net;
    QCOMPARE(net.ask("out.example.net", type::A),
             QStringLiteral(
                 "found; out.example.net CNAME www.example.org.; www.example.org CNAME web.example.org.; "
                 "web.example.org A 203.0.113.80"));
    QCOMPARE(list(net.queriesTo(kRoot)), (QStringList{"out.example.net A", "www.example.org A"}));
}

void TstDnsResolver::knownAliasIsFollowedFromMemory()
{
    World net;
    const QString first = net.ask("out.example.net", type::A);
    net.passed.clear();
    net.notes.clear();
    QCOMPARE(net.ask("out.example.net", type::A), first);
    QVERIFY(net.passed.empty());
    QCOMPARE(net.notes.size(), std::size_t{3});
    // Half of the chain is enough to start from.
    QCOMPARE(net.ask("out.example.net", type::Aaaa),
             QStringLiteral(
                 "no data; out.example.net CNAME www.example.org.; www.example.org CNAME web.example.org."));
    QCOMPARE(list(net.queriesTo(kExampleOrg)), QStringList{"web.example.org AAAA"});
}

void TstDnsResolver::serverWithoutGlueIsLookedUp()
{
    World net;
    QCOMPARE(net.ask("glueless.net", type::A), QStringLiteral("found; glueless.net A 203.0.113.7"));
    QCOMPARE(list(net.queriesTo(kOrg)), QStringList{"ns.example.org A"});
    QCOMPARE(list(net.queriesTo(kExampleOrg)), (QStringList{"ns.example.org A", "glueless.net A"}));
}

void TstDnsResolver::idsAndPortsFollowTheSeed()
{
    const auto firstQuery = [](std::uint64_t seed) {
        auto resolver = makeResolver({kRoot}, seed);
        return test::print(resolver->handle(ResolveFor{Ticket{1}, {"x.test", type::A}}, {}));
    };
    QCOMPARE(firstQuery(1), firstQuery(1));
    QVERIFY(firstQuery(1) != firstQuery(2));
    auto resolver = makeResolver();
    std::set<std::uint16_t> ports;
    for (int i = 0; i < 200; ++i) {
        const auto actions =
            resolver->handle(ResolveFor{Ticket{1}, {fmt::format("n{}.test", i), type::A}}, {});
        ports.insert(std::get<SendDatagram>(actions.front()).datagram.localPort);
    }
    QVERIFY(*ports.begin() >= kFirstEphemeralPort);
    QVERIFY(ports.size() > 190);
}

void TstDnsResolver::lookupsRunAtTheSameTime()
{
    World net;
    const Ticket a = net.resolve(kResolver, "example.net", type::Mx);
    const Ticket b = net.resolve(kResolver, "example.org", type::Mx);
    const Ticket c = net.resolve(kResolver, "glueless.net", type::A);
    net.run();
    QVERIFY(net.answers.at(a).outcome == DnsAnswer::Outcome::Found);
    QVERIFY(net.answers.at(b).outcome == DnsAnswer::Outcome::Found);
    QVERIFY(net.answers.at(c).outcome == DnsAnswer::Outcome::Found);
    QVERIFY(net.now() < Instant(kServerTimeout));
}

void TstDnsResolver::strangeQuestionsOfProgramsFail()
{
    World net;
    QCOMPARE(net.ask("a..b", type::A), QStringLiteral("failed (not a question to DNS)"));
    QCOMPARE(net.ask("example.net", type::Any), QStringLiteral("failed (not a question to DNS)"));
    QCOMPARE(net.ask(".", type::Ns), QStringLiteral("found;  NS a.root.test."));
}

void TstDnsResolver::copyInTheMiddleGoesOnTheSame()
{
    // The inputs of one whole run, glueless walk and losses included, fed to a copy taken before each of
    // them.
    struct Recorder final : DatagramMachine {
        std::unique_ptr<DatagramMachine> inner;
        std::vector<std::pair<DatagramInput, Instant>> *inputs;
        DatagramActions handle(const DatagramInput &input, Instant now) override
        {
            inputs->emplace_back(input, now);
            return inner->handle(input, now);
        }
        std::optional<Instant> deadline() const override { return inner->deadline(); }
        std::unique_ptr<DatagramMachine> clone() const override { return nullptr; }
    };
    std::vector<std::pair<DatagramInput, Instant>> inputs;
    World net;
    auto recorder = std::make_unique<Recorder>();
    recorder->inner = makeResolver();
    recorder->inputs = &inputs;
    net.add(kResolver, std::move(recorder));
    net.loses = [](std::size_t n, const Net::Passed &) { return n % 5 == 3; };
    for (const char *name : {"glueless.net", "out.example.net", "nobody.example.net"})
        net.resolve(kResolver, name, type::A);
    net.run();
    QVERIFY(inputs.size() > 20);

    for (std::size_t split = 0; split < inputs.size(); ++split) {
        std::unique_ptr<DatagramMachine> original = makeResolver();
        for (std::size_t i = 0; i < split; ++i)
            original->handle(inputs[i].first, inputs[i].second);
        const auto copy = original->clone();
        for (std::size_t i = split; i < inputs.size(); ++i) {
            const auto &[input, now] = inputs[i];
            const std::string expected = test::print(original->handle(input, now));
            QCOMPARE(test::print(copy->handle(input, now)), expected);
            QVERIFY(copy->deadline() == original->deadline());
        }
        // And the copy has lost nothing of its own: a later question to either gives the same.
        const Instant later = inputs.back().second;
        QCOMPARE(test::print(copy->handle(ResolveFor{Ticket{9}, {"out.example.net", type::A}}, later)),
                 test::print(original->handle(ResolveFor{Ticket{9}, {"out.example.net", type::A}}, later)));
    }
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsResolver)
#include "tst_dns_resolver.moc"
