#include "sim/dns/resolver.h"
#include "sim/kernel/random.h"
#include "tests/dns/dns_net.h"

#include <QTest>

namespace mf::dns::test {

namespace {

QString text(std::string_view octets) { return QString::fromLatin1(octets.data(), qsizetype(octets.size())); }

struct World : ResolverNet {
    using ResolverNet::ResolverNet;
    QString ask(const char *name, std::uint16_t type) { return text(ResolverNet::ask(name, type)); }
};

/// The answer of a client's query, sent to the resolver from elsewhere.
Message askAsClient(Net &net, const Message &query, std::uint16_t port = 50000)
{
    const IpAddress client = ip("192.0.2.200");
    net.strays.clear();
    net.send("192.0.2.200", {{ip(kResolver), kDnsPort}, port, Blob(dns::print(query)), {}});
    net.run();
    return net.strays[client].size() == 1 ? *parse(net.strays[client].front().octets) : Message{};
}

} // namespace

class TstDnsResolverClients : public QObject {
    Q_OBJECT
private slots:
    void clientGetsTheAnswer();
    void clientGetsNoSuchNameWithItsSoa();
    void clientIsRefusedByCode_data();
    void clientIsRefusedByCode();
    void anyIsAnsweredInBrief_data();
    void anyIsAnsweredInBrief();
    void bitsAreThoseOfAResolver();
    void sameQuestionsAreAskedOnce();
    void impatientClientGetsOneAnswer();
};

void TstDnsResolverClients::clientGetsTheAnswer()
{
    World net;
    Message query = test::query("Example.NET", type::Mx, 4711);
    const Message answer = askAsClient(net, query);
    QCOMPARE(answer.id, std::uint16_t{4711});
    QVERIFY(answer.isResponse && answer.recursionAvailable && answer.recursionDesired
            && !answer.authoritative);
    QCOMPARE(answer.answer.size(), std::size_t{2});
    QCOMPARE(answer.answer.front().ttl, 300u);
    QCOMPARE(text(answer.questions.front().name.print()), QStringLiteral("Example.NET"));
    QVERIFY(!answer.edns);
    net.runUntil(net.now() + 100s);
    query.edns.emplace();
    const Message later = askAsClient(net, query);
    QCOMPARE(later.answer.front().ttl, 199u); // what is left of it
    QVERIFY(later.edns.has_value());
}

void TstDnsResolverClients::clientGetsNoSuchNameWithItsSoa()
{
    World net;
    for (int i = 0; i < 2; ++i) { // asked, then known
        const Message answer = askAsClient(net, test::query("nobody.example.net", type::A));
        QCOMPARE(answer.rcode, Rcode::NxDomain);
        QCOMPARE(answer.authority.size(), std::size_t{1});
        QCOMPARE(answer.authority.front().type, type::Soa);
    }
}

void TstDnsResolverClients::clientIsRefusedByCode_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("rcode");
    QTest::newRow("no recursion wanted") << "no recursion" << 5;
    QTest::newRow("another class") << "class" << 5;
    QTest::newRow("another opcode") << "opcode" << 4;
    QTest::newRow("MAILB") << "mailb" << 4;
    QTest::newRow("a transfer") << "transfer" << 5;
    QTest::newRow("an incremental transfer") << "incremental" << 5;
    QTest::newRow("no question") << "no question" << 1;
    QTest::newRow("EDNS to come") << "version" << 16;
    QTest::newRow("nobody answers") << "dead" << 2;
}

void TstDnsResolverClients::clientIsRefusedByCode()
{
    QFETCH(QString, what);
    QFETCH(int, rcode);
    World net(what == "dead" ? std::vector<std::string_view>{"192.0.2.99"}
                             : std::vector<std::string_view>{kRoot});
    Message query = test::query("example.net", type::Mx);
    if (what == "mailb")
        query.questions.front().type = 253;
    if (what == "transfer")
        query.questions.front().type = type::Axfr;
    if (what == "incremental")
        query.questions.front().type = type::Ixfr;
    query.recursionDesired = what != "no recursion";
    if (what == "class")
        query.questions.front().cls = 3;
    if (what == "opcode")
        query.opcode = Opcode::Notify;
    if (what == "no question")
        query.questions.clear();
    if (what == "version")
        query.edns.emplace().version = 1;
    const Message answer = askAsClient(net, query);
    QVERIFY(answer.isResponse);
    QCOMPARE(static_cast<int>(answer.rcode), rcode);
}

void TstDnsResolverClients::anyIsAnsweredInBrief_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("answer");
    QTest::newRow("a name with records") << "example.net"
                                         << "NOERROR HINFO \"RFC8482\" \"\"";
    QTest::newRow("an alias") << "www.example.net"
                              << "NOERROR CNAME web.example.net.";
    QTest::newRow("an alias of nothing") << "broken.example.net"
                                         << "NOERROR CNAME nobody.example.net.";
    QTest::newRow("no name") << "nobody.example.net"
                             << "NXDOMAIN";
}

void TstDnsResolverClients::anyIsAnsweredInBrief()
{
    QFETCH(QString, name);
    QFETCH(QString, answer);
    World net;
    for (int i = 0; i < 2; ++i) { // asked, then known
        const Message told = askAsClient(net, test::query(name.toStdString(), type::Any));
        QString found = text(dns::name(told.rcode));
        for (const Record &record : told.answer)
            found += ' ' + text(typeName(record.type)) + ' ' + text(printRdata(record));
        QCOMPARE(found, answer);
        QCOMPARE(told.questions.front().type, type::Any);
        QCOMPARE(told.authority.size(), std::size_t(told.rcode == Rcode::NxDomain));
    }
}

void TstDnsResolverClients::bitsAreThoseOfAResolver()
{
    World net;
    for (const bool checkingDisabled : {false, true}) {
        Message query = test::query("example.net", type::Mx);
        query.authenticData = true; // asks for the bit (RFC 6840 section 5.7); nothing was validated
        query.checkingDisabled = checkingDisabled;
        const Message answer = askAsClient(net, query);
        QVERIFY(answer.isResponse && answer.recursionDesired && answer.recursionAvailable);
        QVERIFY(!answer.authoritative && !answer.truncated && !answer.authenticData);
        QCOMPARE(answer.checkingDisabled, checkingDisabled);
    }
}

void TstDnsResolverClients::sameQuestionsAreAskedOnce()
{
    World net;
    const Ticket first = net.resolve(kResolver, "example.net", type::Mx);
    const Ticket second = net.resolve(kResolver, "Example.Net", type::Mx);
    const Message answer = askAsClient(net, test::query("example.net", type::Mx));
    QCOMPARE(answer.answer.size(), std::size_t{2});
    QCOMPARE(test::print(net.answers.at(first)), test::print(net.answers.at(second)));
    QCOMPARE(net.queriesTo(kRoot).size(), std::size_t{1});
}

void TstDnsResolverClients::impatientClientGetsOneAnswer()
{
    World net;
    const Datagram again{
        {ip(kResolver), kDnsPort}, 50000, Blob(dns::print(test::query("example.net", type::Mx))), {}};
    net.send("192.0.2.200", again);
    const Message answer = askAsClient(net, test::query("example.net", type::Mx));
    QCOMPARE(answer.answer.size(), std::size_t{2});
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsResolverClients)
#include "tst_dns_resolver_clients.moc"
