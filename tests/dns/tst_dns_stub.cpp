#include "sim/dns/resolver.h"
#include "sim/dns/stub.h"
#include "sim/kernel/random.h"
#include "tests/dns/dns_net.h"

#include <QTest>

namespace mf::dns::test {

namespace {

constexpr std::string_view kStub = "203.0.113.10";

QString text(std::string_view octets) { return QString::fromLatin1(octets.data(), qsizetype(octets.size())); }

std::unique_ptr<StubResolver> makeStub(std::vector<std::string_view> resolvers,
                                       std::size_t limit = kStubQuestionLimit)
{
    std::vector<Endpoint> endpoints;
    for (const std::string_view address : resolvers)
        endpoints.push_back({ip(address), kDnsPort});
    return std::make_unique<StubResolver>(std::move(endpoints), RandomStream(7, "stub"), limit);
}

struct World : ResolverNet {
    explicit World(std::vector<std::string_view> resolvers = {kResolver})
    {
        add(kStub, makeStub(std::move(resolvers)));
    }
    QString ask(const char *name, std::uint16_t type) { return text(test::print(answer(kStub, name, type))); }
};

} // namespace

class TstDnsStub : public QObject {
    Q_OBJECT
private slots:
    void questionGoesThroughTheResolver_data();
    void questionGoesThroughTheResolver();
    void queryCarriesItsTicketAndFacts();
    void nothingIsRemembered();
    void lostQueryIsSentAgain();
    void lateAnswerServes();
    void triesHaveALimit();
    void nextResolverIsAskedOnFailure();
    void whatDoesNotFitComesByStream();
    void streamThatFailsIsATry();
    void resolverWithoutEdnsIsAskedWithout();
    void allResolversRefusing();
    void questionsHaveALimit();
    void strangersAreNotHeard();
    void strangeQuestionsFail();
    void copyInTheMiddleGoesOnTheSame();
};

void TstDnsStub::questionGoesThroughTheResolver_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("answer");
    QTest::newRow("MX") << "example.net" << 15
                        << "found; example.net MX 10 mx.example.net.; example.net MX 20 mx2.example.org.";
    QTest::newRow("AAAA") << "mx2.example.org" << 28 << "found; mx2.example.org AAAA 2001:db8::25";
    QTest::newRow("alias")
        << "www.example.net" << 1
        << "found; www.example.net CNAME web.example.net.; web.example.net A 198.51.100.80";
    QTest::newRow("no data") << "mx.example.net" << 15 << "no data";
    QTest::newRow("no such name") << "nobody.example.net" << 15 << "no such name";
    QTest::newRow("failure") << "loop.example.net" << 1 << "failed (SERVFAIL)";
}

void TstDnsStub::questionGoesThroughTheResolver()
{
    QFETCH(QString, name);
    QFETCH(int, type);
    QFETCH(QString, answer);
    World net;
    QCOMPARE(net.ask(qPrintable(name), static_cast<std::uint16_t>(type)), answer);
    QVERIFY(!net.machine(kStub).deadline().has_value());
}

void TstDnsStub::queryCarriesItsTicketAndFacts()
{
    auto stub = makeStub({kResolver});
    const DatagramActions actions =
        stub->handle(ResolveFor{Ticket{7}, {"example.net", type::Mx}}, Instant(1s));
    QCOMPARE(actions.size(), std::size_t{1});
    const auto &sent = std::get<SendDatagram>(actions.front());
    QVERIFY(sent.cause == Ticket{7});
    QVERIFY(sent.datagram.peer == (Endpoint{ip(kResolver), kDnsPort}));
    QVERIFY(sent.datagram.localPort >= kFirstEphemeralPort);
    QCOMPARE(text(sent.datagram.facts.text(Key::Part)), QStringLiteral("query"));
    QVERIFY(parse(sent.datagram.octets)->recursionDesired);
    QVERIFY(stub->deadline() == Instant(1s) + kStubTimeout);
}

void TstDnsStub::nothingIsRemembered()
{
    World net;
    net.ask("example.net", type::Mx);
    net.passed.clear();
    net.ask("example.net", type::Mx);
    QCOMPARE(net.passed.size(), std::size_t{2});
    QVERIFY(net.machine(kStub).cache(net.now()).empty());
}

void TstDnsStub::lostQueryIsSentAgain()
{
    World net;
    net.loses = [](std::size_t n, const Net::Passed &) { return n == 0; };
    QVERIFY(net.ask("example.org", type::Mx).startsWith("found"));
    QCOMPARE(net.queriesTo(kResolver).size(), std::size_t{2});
    QCOMPARE(net.now(), Instant(kStubTimeout + 8 * Net::kLatency));
}

void TstDnsStub::lateAnswerServes()
{
    auto stub = makeStub({kResolver});
    const auto first = stub->handle(ResolveFor{Ticket{1}, {"example.net", type::Mx}}, {});
    const Datagram &query = std::get<SendDatagram>(first.front()).datagram;
    const auto second = stub->handle(Expired{}, Instant(kStubTimeout));
    QVERIFY(std::get<SendDatagram>(second.front()).datagram.octets == query.octets);
    const Message answer = responseTo(*parse(query.octets), Rcode::NxDomain);
    const Datagram reply{query.peer, query.localPort, Blob(dns::print(answer)), {}};
    QCOMPARE(stub->handle(DatagramArrived{reply}, Instant(kStubTimeout)).size(), std::size_t{1});
    QVERIFY(
        stub->handle(DatagramArrived{reply}, Instant(kStubTimeout)).empty()); // the answer to the second one
    QVERIFY(!stub->deadline().has_value());
}

void TstDnsStub::triesHaveALimit()
{
    for (const int lost : {kStubTries - 1, kStubTries}) {
        World net;
        int queries = 0;
        net.loses = [&](std::size_t, const Net::Passed &p) {
            return p.from == ip(kStub) && queries++ < lost;
        };
        QCOMPARE(net.ask("mail.example.org", type::A),
                 lost < kStubTries ? QStringLiteral("found; mail.example.org A 203.0.113.25")
                                   : QStringLiteral("failed (timeout)"));
        QCOMPARE(queries, kStubTries);
        if (lost == kStubTries)
            QCOMPARE(net.now(), Instant(2s + 4s + 8s));
    }
}

void TstDnsStub::nextResolverIsAskedOnFailure()
{
    World dead({"192.0.2.99", kResolver});
    QVERIFY(dead.ask("example.org", type::Mx).startsWith("found"));
    QVERIFY(dead.now() > Instant(kStubTimeout));
    World refusing({kExampleOrg, kResolver}); // no resolver: it refuses what is not its own
    QVERIFY(refusing.ask("example.net", type::Mx).startsWith("found"));
    QVERIFY(refusing.now() < Instant(kStubTimeout));
}

namespace {

/// Answers by datagram reach the stub without their records.
void truncate(Datagram &datagram, const IpAddress &to)
{
    if (to != ip(kStub) || datagram.by == Carrier::Stream)
        return;
    Message response = *parse(datagram.octets);
    response.truncated = true;
    response.answer.clear();
    datagram.octets = Blob(dns::print(response));
}

} // namespace

void TstDnsStub::whatDoesNotFitComesByStream()
{
    World net;
    net.tampers = truncate;
    QVERIFY(net.ask("example.org", type::Mx).startsWith("found"));
    QCOMPARE(net.passed.back().by, Carrier::Stream);
    QCOMPARE(net.queriesTo(kResolver).size(), std::size_t{2});
    QVERIFY(net.now() < Instant(kStubTimeout)); // it is not asked again: it has said all it can
}

void TstDnsStub::streamThatFailsIsATry()
{
    World net({kResolver, kResolver});
    net.tampers = truncate;
    net.loses = [](std::size_t, const Net::Passed &sent) { return sent.by == Carrier::Stream; };
    const Ticket ticket = net.resolve(kStub, "example.org", type::Mx);
    net.runUntil(Instant(kStubTimeout / 2));
    QCOMPARE(net.passed.back().by, Carrier::Stream);
    net.feed(kStub, CarrierFailed{net.passed.back().localPort, "connection refused"});
    net.run(); // the other streams are never answered
    QCOMPARE(text(test::print(net.answers.at(ticket))), QStringLiteral("failed (timeout)"));
    QVERIFY(net.now() > Instant(2 * kStubStreamTimeout));
    QVERIFY(!net.machine(kStub).deadline().has_value());
}

void TstDnsStub::resolverWithoutEdnsIsAskedWithout()
{
    World net;
    QList<bool> withEdns;
    net.tampers = [&](Datagram &datagram, const IpAddress &to) {
        const Message message = *parse(datagram.octets);
        if (to == ip(kResolver) && !message.isResponse)
            withEdns << message.edns.has_value();
        if (to != ip(kStub) || !message.edns)
            return;
        Message error; // only a header, as some send
        error.id = message.id;
        error.isResponse = true;
        error.rcode = Rcode::FormErr;
        datagram.octets = Blob(dns::print(error));
    };
    QVERIFY(net.ask("example.org", type::Mx).startsWith("found"));
    QCOMPARE(withEdns, (QList<bool>{true, false}));
}

void TstDnsStub::allResolversRefusing()
{
    World net({kExampleOrg, kExampleNet});
    QCOMPARE(net.ask("a.test", type::Mx), QStringLiteral("failed (REFUSED)"));
    QCOMPARE(net.passed.size(), std::size_t{4});
    World none(std::vector<std::string_view>{});
    QCOMPARE(none.ask("a.test", type::Mx), QStringLiteral("failed (no resolver)"));
}

void TstDnsStub::questionsHaveALimit()
{
    constexpr std::size_t limit = 3;
    auto stub = makeStub({kResolver}, limit);
    for (std::uint32_t i = 0; i < limit; ++i) {
        const auto actions = stub->handle(ResolveFor{Ticket{i + 1}, {"example.net", type::Mx}}, {});
        QVERIFY(std::holds_alternative<SendDatagram>(actions.front()));
    }
    QCOMPARE(stub->questionCount(), limit);
    const auto actions = stub->handle(ResolveFor{Ticket{9}, {"example.net", type::Mx}}, {});
    QCOMPARE(text(test::print(actions)), QStringLiteral("resolved 9 failed (too many questions)\n"));
    QCOMPARE(stub->questionCount(), limit);
}

void TstDnsStub::strangersAreNotHeard()
{
    auto stub = makeStub({kResolver});
    const auto sent = stub->handle(ResolveFor{Ticket{1}, {"example.net", type::Mx}}, {});
    const Datagram &query = std::get<SendDatagram>(sent.front()).datagram;
    const Message answer = responseTo(*parse(query.octets), Rcode::NxDomain);
    const auto arrive = [&](Endpoint peer, std::uint16_t port, const Message &message) {
        return stub->handle(DatagramArrived{{peer, port, Blob(dns::print(message)), {}}}, {}).size();
    };
    Message wrongId = answer, wrongQuestion = answer, isQuery = answer;
    ++wrongId.id;
    wrongQuestion.questions.front().type = type::A;
    isQuery.isResponse = false;
    const auto wrongPort = static_cast<std::uint16_t>(query.localPort + 1);
    QCOMPARE(arrive({ip("192.0.2.66"), kDnsPort}, query.localPort, answer), std::size_t{0});
    QCOMPARE(arrive(query.peer, wrongPort, answer), std::size_t{0});
    QCOMPARE(arrive(query.peer, query.localPort, wrongId), std::size_t{0});
    QCOMPARE(arrive(query.peer, query.localPort, wrongQuestion), std::size_t{0});
    QCOMPARE(arrive(query.peer, query.localPort, isQuery), std::size_t{0});
    QCOMPARE(arrive(query.peer, query.localPort, answer), std::size_t{1});
}

void TstDnsStub::strangeQuestionsFail()
{
    World net;
    QCOMPARE(net.ask("a..b", type::A), QStringLiteral("failed (not a question to DNS)"));
    QCOMPARE(net.ask("example.net", type::Axfr), QStringLiteral("failed (not a question to DNS)"));
    QVERIFY(net.passed.empty());
}

void TstDnsStub::copyInTheMiddleGoesOnTheSame()
{
    auto stub = makeStub({kResolver, "192.0.2.99"});
    stub->handle(ResolveFor{Ticket{1}, {"example.net", type::Mx}}, {});
    const auto copy = stub->clone();
    for (const Instant now :
         {Instant(1s), Instant(2s), Instant(5s), Instant(6s), Instant(14s), Instant(20s)}) {
        QCOMPARE(test::print(copy->handle(Expired{}, now)), test::print(stub->handle(Expired{}, now)));
        QVERIFY(copy->deadline() == stub->deadline());
    }
    const ResolveFor next{Ticket{2}, {"example.org", type::A}};
    QCOMPARE(test::print(copy->handle(next, Instant(20s))), test::print(stub->handle(next, Instant(20s))));
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsStub)
#include "tst_dns_stub.moc"
