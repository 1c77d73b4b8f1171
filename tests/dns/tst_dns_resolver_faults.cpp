#include "sim/dns/resolver.h"
#include "sim/kernel/random.h"
#include "tests/dns/dns_net.h"

#include <QTest>

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

class TstDnsResolverFaults : public QObject {
    Q_OBJECT
private slots:
    void aliasLoopFails();
    void serversThatNeedEachOtherFail();
    void expiredGlueIsAskedForAgain();
    void lameServerIsPassedOver_data();
    void lameServerIsPassedOver();
    void recordsFromElsewhereAreNotBelieved();
    void lostDatagramsAreSentAgain();
    void deadServerIsPassedOver();
    void deadServersEndInFailure();
    void forgedAnswersAreIgnored_data();
    void forgedAnswersAreIgnored();
    void withoutRootsNothingIsFound();
    void whatDoesNotFitComesByStream();
    void clientsByStreamGetAllOfIt();
    void serverWithoutEdnsIsAskedWithout_data();
    void serverWithoutEdnsIsAskedWithout();
    void streamThatFailsIsPassedOver_data();
    void streamThatFailsIsPassedOver();
    void silentServerIsAskedLastForAWhile();
    void lameServerIsAskedLastForAWhile();
    void memoryOfServersHasALimit();
    void failureIsRememberedForSeconds();
    void randomLossNeverGivesAWrongAnswer();
};

void TstDnsResolverFaults::aliasLoopFails()
{
    World net;
    QCOMPARE(net.ask("loop.example.net", type::A), QStringLiteral("failed (too many aliases)"));
    QCOMPARE(net.ask("loop.example.net", type::A), QStringLiteral("failed (too many aliases)"));
}

void TstDnsResolverFaults::serversThatNeedEachOtherFail()
{
    Net net;
    net.addServer(kRoot, {{".", "@ NS a.root.test.\na.test. NS ns.b.test.\nb.test. NS ns.a.test.\n"
                                "c.test. NS ns.c.test.\n"}});
    net.add(kResolver, makeResolver());
    QCOMPARE(test::print(net.answer(kResolver, "x.a.test", type::A)),
             "failed (name servers that need each other)");
    QCOMPARE(test::print(net.answer(kResolver, "x.c.test", type::A)),
             "failed (name servers that need each other)");
    // From both sides at once: neither waits for ever.
    const Ticket first = net.resolve(kResolver, "ns.a.test", type::A);
    const Ticket second = net.resolve(kResolver, "ns.b.test", type::A);
    net.run();
    QVERIFY(net.answers.at(first).outcome == DnsAnswer::Outcome::Failed);
    QVERIFY(net.answers.at(second).outcome == DnsAnswer::Outcome::Failed);
}

void TstDnsResolverFaults::expiredGlueIsAskedForAgain()
{
    Net net;
    net.addServer(kRoot,
                  {{".", "@ NS a.root.test.\na.test. 3600 NS ns.a.test.\nns.a.test. 60 A 198.51.100.1\n"}});
    net.addServer(kExampleNet, {{"a.test", "@ NS ns\nns A 198.51.100.1\nx 10 A 192.0.2.7\n"}});
    net.add(kResolver, makeResolver());
    QCOMPARE(test::print(net.answer(kResolver, "x.a.test", type::A)), "found; x.a.test A 192.0.2.7");
    net.runUntil(net.now() + 100s);
    QCOMPARE(test::print(net.answer(kResolver, "x.a.test", type::A)), "found; x.a.test A 192.0.2.7");
    QCOMPARE(net.queriesTo(kRoot).size(), std::size_t{2});
}

void TstDnsResolverFaults::lameServerIsPassedOver_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("zoneText");
    QTest::addColumn<QString>("reason");
    QTest::newRow("knows nothing of it") << "other.test"
                                         << "@ NS ns"
                                         << "REFUSED";
    QTest::newRow("refers to where we are") << "."
                                            << "a.test. NS ns1.a.test."
                                            << "lame server";
}

void TstDnsResolverFaults::lameServerIsPassedOver()
{
    QFETCH(QString, zone);
    QFETCH(QString, zoneText);
    QFETCH(QString, reason);
    for (const bool second : {true, false}) {
        Net net;
        net.addServer(
            kRoot,
            {{".", std::string("@ NS a.root.test.\na.test. NS ns1.a.test.\nns1.a.test. A 198.51.100.1\n")
                       + (second ? "a.test. NS ns2.a.test.\nns2.a.test. A 203.0.113.1\n" : "")}});
        net.addServer("198.51.100.1", {{zone.toStdString(), zoneText.toStdString()}});
        net.addServer("203.0.113.1", {{"a.test", "x A 192.0.2.7\n"}});
        net.add(kResolver, makeResolver());
        const QString answer = text(test::print(net.answer(kResolver, "x.a.test", type::A)));
        QCOMPARE(answer, second ? QStringLiteral("found; x.a.test A 192.0.2.7") : "failed (" + reason + ')');
        QCOMPARE(net.queriesTo("198.51.100.1").size(), std::size_t{1});
    }
}

void TstDnsResolverFaults::recordsFromElsewhereAreNotBelieved()
{
    World net;
    net.tampers = [](Datagram &datagram, const IpAddress &to) {
        auto message = parse(datagram.octets);
        if (to != ip(kResolver) || !message || datagram.peer.address != ip(kExampleNet))
            return;
        const Name victim = *Name::parse("mail.example.org");
        message->answer.push_back(makeAddress(victim, 300, ip("198.51.100.66")));
        message->additional.push_back(makeAddress(victim, 300, ip("198.51.100.66")));
        message->authority.push_back(makePointer(*Name::parse("org"), 300, type::Ns, victim));
        datagram.octets = Blob(dns::print(*message));
    };
    net.ask("example.net", type::Mx);
    for (const CacheView &view : net.machine(kResolver).cache(net.now()))
        QVERIFY2(view.name.find("org") == std::string::npos, view.name.c_str());
    QCOMPARE(net.ask("mail.example.org", type::A), QStringLiteral("found; mail.example.org A 203.0.113.25"));
}

void TstDnsResolverFaults::lostDatagramsAreSentAgain()
{
    World net;
    net.loses = [](std::size_t n, const Net::Passed &) {
        return n == 0 || n == 4;
    }; // one query, one response
    QCOMPARE(net.ask("web.example.net", type::A), QStringLiteral("found; web.example.net A 198.51.100.80"));
    QCOMPARE(list(net.queriesTo(kRoot)), (QStringList{"web.example.net A", "web.example.net A"}));
    QCOMPARE(list(net.queriesTo(kNet)), (QStringList{"web.example.net A", "web.example.net A"}));
    QCOMPARE(net.now(), Instant(2 * kServerTimeout + 6 * Net::kLatency));
}

void TstDnsResolverFaults::deadServerIsPassedOver()
{
    World net({"192.0.2.99", kRoot}); // nobody lives at the first root
    QCOMPARE(net.ask("example.org", type::Mx), QStringLiteral("found; example.org MX 10 mail.example.org."));
    QCOMPARE(net.now(), Instant(kServerTimeout + 6 * Net::kLatency));
}

void TstDnsResolverFaults::deadServersEndInFailure()
{
    World net({"192.0.2.98", "192.0.2.99"});
    QCOMPARE(net.ask("example.org", type::Mx), QStringLiteral("failed (timeout)"));
    // In turn, each try twice as long as the one before: 1 + 1 + 2 + 2 + 4 + 4 s.
    QCOMPARE(net.now(), Instant(14 * kServerTimeout));
    QCOMPARE(net.queriesTo("192.0.2.98").size(), std::size_t{3});
    QCOMPARE(net.queriesTo("192.0.2.99").size(), std::size_t{3});
}

void TstDnsResolverFaults::forgedAnswersAreIgnored_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("wrong id") << 0;
    QTest::newRow("wrong port") << 1;
    QTest::newRow("wrong address") << 2;
    QTest::newRow("wrong question") << 3;
    QTest::newRow("garbage") << 4;
}

void TstDnsResolverFaults::forgedAnswersAreIgnored()
{
    QFETCH(int, what);
    auto resolver = makeResolver();
    const DatagramActions sent = resolver->handle(ResolveFor{Ticket{1}, {"x.test", type::A}}, {});
    const Datagram &query = std::get<SendDatagram>(sent.front()).datagram;
    Message answer = responseTo(*parse(query.octets));
    answer.authoritative = true;
    answer.answer.push_back(makeAddress(answer.questions.front().name, 300, ip("198.51.100.66")));
    Datagram forged{query.peer, query.localPort, {}, {}};
    if (what == 0)
        ++answer.id;
    if (what == 1)
        ++forged.localPort;
    if (what == 2)
        forged.peer.address = ip("198.51.100.66");
    if (what == 3)
        answer.questions.front().type = type::Aaaa;
    forged.octets = what == 4 ? Blob(std::string("\0\0\x80\0", 4)) : Blob(dns::print(answer));
    QVERIFY(resolver->handle(DatagramArrived{forged}, {}).empty());
    QCOMPARE(resolver->lookupCount(), std::size_t{1});
    // The true one still counts, once.
    Message genuine = responseTo(*parse(query.octets));
    genuine.authoritative = true;
    genuine.answer = answer.answer;
    const Datagram good{query.peer, query.localPort, Blob(dns::print(genuine)), {}};
    QCOMPARE(resolver->handle(DatagramArrived{good}, {}).size(), std::size_t{2});
    QVERIFY(resolver->handle(DatagramArrived{good}, {}).empty());
}

void TstDnsResolverFaults::withoutRootsNothingIsFound()
{
    World net(std::vector<std::string_view>{});
    QCOMPARE(net.ask("example.net", type::Mx), QStringLiteral("failed (no server)"));
}

namespace {

/// "big" has more addresses than a datagram of 4096 octets takes; two servers have them.
void addBigZone(Net &net)
{
    std::string zone = "@ NS ns1\n@ NS ns2\nns1 A 198.51.100.1\nns2 A 203.0.113.1\nsmall A 192.0.2.9\n";
    for (int i = 0; i < 300; ++i)
        zone +=
            "big A 192.0.2." + std::to_string(i % 250) + "\nbig AAAA 2001:db8::" + std::to_string(i) + '\n';
    net.addServer(kRoot, {{".", "@ NS a.root.test.\na.test. NS ns1.a.test.\na.test. NS ns2.a.test.\n"
                                "ns1.a.test. A 198.51.100.1\nns2.a.test. A 203.0.113.1\n"}});
    for (const std::string_view server : {"198.51.100.1", "203.0.113.1"})
        net.addServer(server, {{"a.test", zone}});
    net.add(kResolver, makeResolver());
}

} // namespace

void TstDnsResolverFaults::whatDoesNotFitComesByStream()
{
    Net net;
    addBigZone(net);
    const DnsAnswer answer = net.answer(kResolver, "big.a.test", type::Aaaa);
    QVERIFY(answer.outcome == DnsAnswer::Outcome::Found);
    QCOMPARE(answer.records.size(), std::size_t{300});
    QCOMPARE(net.passed.at(4).line(), "query big.a.test AAAA > 198.51.100.1 by stream");
    QCOMPARE(net.passed.size(), std::size_t{6});
}

void TstDnsResolverFaults::clientsByStreamGetAllOfIt()
{
    Net net;
    addBigZone(net);
    for (const Carrier by : {Carrier::Datagram, Carrier::Stream}) {
        Message question = query("big.a.test", type::Aaaa);
        question.recursionDesired = true;
        Datagram asked = packet(question, {ip(kResolver), kDnsPort}, 4000);
        asked.by = by;
        net.send("192.0.2.77", asked);
        net.run();
        const Message answer = *parse(net.strays.at(ip("192.0.2.77")).back().octets);
        QCOMPARE(answer.truncated, by == Carrier::Datagram);
        QCOMPARE(answer.answer.size() == 300, by == Carrier::Stream);
    }
}

void TstDnsResolverFaults::serverWithoutEdnsIsAskedWithout_data()
{
    QTest::addColumn<int>("rcode");
    QTest::addColumn<bool>("onlyHeader");
    QTest::newRow("FORMERR") << int(Rcode::FormErr) << false;
    QTest::newRow("FORMERR, only a header") << int(Rcode::FormErr) << true;
    QTest::newRow("NOTIMP") << int(Rcode::NotImp) << false;
}

void TstDnsResolverFaults::serverWithoutEdnsIsAskedWithout()
{
    QFETCH(int, rcode);
    QFETCH(bool, onlyHeader);
    World net;
    net.tampers = [&](Datagram &datagram, const IpAddress &to) {
        Message message = *parse(datagram.octets);
        if (to != ip(kResolver) || !message.isResponse || !message.edns
            || datagram.peer.address != ip(kExampleNet))
            return;
        Message error;
        error.id = message.id;
        error.isResponse = true;
        error.rcode = Rcode(rcode);
        if (!onlyHeader)
            error.questions = message.questions;
        datagram.octets = Blob(dns::print(error));
    };
    QVERIFY(net.ask("example.net", type::Mx).startsWith("found"));
    QCOMPARE(net.queriesTo(kExampleNet).size(), std::size_t{2});
}

void TstDnsResolverFaults::streamThatFailsIsPassedOver_data()
{
    QTest::addColumn<bool>("silently");
    QTest::newRow("refused") << false;
    QTest::newRow("never answered") << true;
}

void TstDnsResolverFaults::streamThatFailsIsPassedOver()
{
    QFETCH(bool, silently);
    Net net;
    addBigZone(net);
    std::uint16_t port = 0;
    net.loses = [&](std::size_t, const Net::Passed &sent) {
        return sent.by == Carrier::Stream && sent.to.address == ip("198.51.100.1");
    };
    const Ticket ticket = net.resolve(kResolver, "big.a.test", type::Aaaa);
    net.runUntil(Instant(5 * Net::kLatency));
    QCOMPARE(net.passed.back().line(), "query big.a.test AAAA > 198.51.100.1 by stream lost");
    port = net.passed.back().localPort;
    if (!silently)
        net.feed(kResolver, CarrierFailed{port, "connection refused"});
    net.run();
    QVERIFY(net.answers.at(ticket).outcome == DnsAnswer::Outcome::Found);
    QCOMPARE(net.now() > Instant(kStreamTimeout), silently);
    net.feed(kResolver, CarrierFailed{port, "connection refused"}); // too late: nobody's business
    QVERIFY(!net.machine(kResolver).deadline().has_value());
}

void TstDnsResolverFaults::silentServerIsAskedLastForAWhile()
{
    Net net;
    addBigZone(net);
    net.loses = [](std::size_t, const Net::Passed &sent) { return sent.to.address == ip("198.51.100.1"); };
    QCOMPARE(test::print(net.answer(kResolver, "small.a.test", type::A)), "found; small.a.test A 192.0.2.9");
    const Instant first = net.now();
    QVERIFY(first > Instant(kServerTimeout));
    net.answer(kResolver, "ns1.a.test", type::Txt);
    QCOMPARE(net.now(), first + 2 * Net::kLatency); // the other one, at once
    net.runUntil(net.now() + kDeadServerMemory);
    const Instant later = net.now();
    net.answer(kResolver, "ns2.a.test", type::Txt);
    QCOMPARE(net.now(), later + kServerTimeout + 2 * Net::kLatency);
}

void TstDnsResolverFaults::lameServerIsAskedLastForAWhile()
{
    Net net;
    addBigZone(net);
    net.addServer("198.51.100.1", {{"other.test", "@ NS ns\n"}}); // refuses
    net.answer(kResolver, "small.a.test", type::A);
    QCOMPARE(net.queriesTo("198.51.100.1").size(), std::size_t{1});
    net.answer(kResolver, "ns1.a.test", type::Txt);
    QCOMPARE(net.queriesTo("198.51.100.1").size(), std::size_t{1});
    net.runUntil(net.now() + kLameServerMemory);
    net.answer(kResolver, "ns2.a.test", type::Txt);
    QCOMPARE(net.queriesTo("198.51.100.1").size(), std::size_t{2});
}

void TstDnsResolverFaults::memoryOfServersHasALimit()
{
    ServerMemory memory;
    const Instant now{};
    const auto server = [](std::size_t i) {
        return IpAddress::v4(10, 0, std::uint8_t(i >> 8), std::uint8_t(i & 0xff));
    };
    for (std::size_t i = 0; i < kServerMemoryLimit; ++i)
        memory.died(server(i), now + std::chrono::milliseconds(i));
    QCOMPARE(memory.size(), kServerMemoryLimit);
    QVERIFY(memory.avoids(server(0), {}, now + 1s));
    memory.died(server(kServerMemoryLimit), now + 1s);
    QCOMPARE(memory.size(), kServerMemoryLimit);
    QVERIFY(!memory.avoids(server(0), {}, now + 1s) && memory.avoids(server(1), {}, now + 1s));
    memory.answered(server(1));
    QVERIFY(!memory.avoids(server(1), {}, now + 1s));
    memory.died(server(0), now + 1h); // what has ended goes first
    QCOMPARE(memory.size(), std::size_t{1});
}

void TstDnsResolverFaults::failureIsRememberedForSeconds()
{
    World net({"192.0.2.98"});
    QCOMPARE(net.ask("example.org", type::Mx), QStringLiteral("failed (timeout)"));
    const Instant failed = net.now();
    QCOMPARE(net.ask("Example.org", type::Mx), QStringLiteral("failed (timeout)"));
    QCOMPARE(net.now(), failed);
    QCOMPARE(net.queriesTo("192.0.2.98").size(), std::size_t{3});
    QCOMPARE(text(net.machine(kResolver).cache(failed).front().data), QStringLiteral("failed: timeout"));
    net.runUntil(failed + std::chrono::seconds(kFailureTtl));
    net.ask("example.org", type::Mx);
    QCOMPARE(net.queriesTo("192.0.2.98").size(), std::size_t{6});
}

void TstDnsResolverFaults::randomLossNeverGivesAWrongAnswer()
{
    int found = 0, failed = 0;
    std::size_t lost = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        World net;
        RandomStream random(seed, "loss");
        net.loses = [&](std::size_t, const Net::Passed &) { return random.chance(200'000); };
        const DnsAnswer answer = net.answer(kResolver, "out.example.net", type::A);
        QVERIFY(answer.outcome == DnsAnswer::Outcome::Found || answer.outcome == DnsAnswer::Outcome::Failed);
        if (answer.outcome == DnsAnswer::Outcome::Found) {
            ++found;
            QCOMPARE(text(answer.records.back().data), QStringLiteral("203.0.113.80"));
        } else {
            ++failed;
        }
        for (const Net::Passed &datagram : net.passed)
            lost += datagram.lost;
        QVERIFY(!net.machine(kResolver).deadline().has_value());
    }
    QVERIFY2(lost > 500 && found > 200 && failed > 10,
             qPrintable(QStringLiteral("%1 %2 %3").arg(lost).arg(found).arg(failed)));
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsResolverFaults)
#include "tst_dns_resolver_faults.moc"
