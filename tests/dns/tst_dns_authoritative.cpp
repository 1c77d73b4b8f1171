#include "sim/dns/authoritative.h"
#include "tests/dns/dns_net.h"

#include <QTest>
#include <fmt/format.h>

namespace mf::dns::test {

namespace {

const Endpoint kClient{ip("192.0.2.200"), 50000};

AuthoritativeServer server()
{
    return AuthoritativeServer(
        zonesOf({{"example.net", "@ SOA ns1 hostmaster 1 7200 900 1209600 300\n@ NS ns1\n"
                                 "@ MX 10 mx\nmx A 198.51.100.25\nwww CNAME web.example.com.\n"
                                 "gone CNAME nobody\naway CNAME www.example.org.\n"
                                 "sub NS ns.sub\nns.sub A 198.51.100.9\nin CNAME a.sub\n"},
                 {"example.com", "web A 198.51.100.80\n"}}));
}

/// What comes back, parsed; nothing: no answer at all.
std::optional<Message> ask(const Blob &octets)
{
    AuthoritativeServer machine = server();
    const DatagramActions actions = machine.handle(DatagramArrived{{kClient, kDnsPort, octets, {}}}, {});
    if (actions.empty())
        return std::nullopt;
    const Datagram &out = std::get<SendDatagram>(actions.front()).datagram;
    if (actions.size() != 1 || out.peer != kClient || out.localPort != kDnsPort)
        return std::nullopt;
    const auto message = parse(out.octets);
    return message ? std::optional(*message) : std::nullopt;
}

std::optional<Message> ask(const Message &query) { return ask(Blob(dns::print(query))); }

} // namespace

class TstDnsAuthoritative : public QObject {
    Q_OBJECT
private slots:
    void questionIsAnswered_data();
    void questionIsAnswered();
    void answerBringsTheAddressesOfItsHosts();
    void answerEchoesIdQuestionAndRd();
    void wrongQueryIsRefusedByCode_data();
    void wrongQueryIsRefusedByCode();
    void garbageIsFormErr();
    void responsesAreNotAnswered();
    void aliasChainHasALimit();
    void answerIsCutToWhatTheAskerTakes();
    void programsGetNoResolver();
};

void TstDnsAuthoritative::questionIsAnswered_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("facts");
    QTest::addColumn<bool>("authoritative");
    QTest::newRow("MX") << "example.net" << 15 << "response NOERROR 10 mx.example.net." << true;
    QTest::newRow("no data") << "mx.example.net" << 15 << "response NOERROR " << true;
    QTest::newRow("no such name") << "nobody.example.net" << 1 << "response NXDOMAIN " << true;
    QTest::newRow("delegation") << "a.sub.example.net" << 1 << "referral NOERROR ns.sub.example.net."
                                << false;
    QTest::newRow("alias into another zone of the server")
        << "www.example.net" << 1 << "response NOERROR web.example.com., 198.51.100.80" << true;
    QTest::newRow("alias to nowhere")
        << "gone.example.net" << 1 << "response NXDOMAIN nobody.example.net." << true;
    QTest::newRow("alias out of the zones")
        << "away.example.net" << 1 << "response NOERROR www.example.org." << true;
    QTest::newRow("alias into a delegation")
        << "in.example.net" << 1 << "response NOERROR a.sub.example.net." << true;
    QTest::newRow("ANY") << "mx.example.net" << 255 << "response NOERROR 198.51.100.25" << true;
}

void TstDnsAuthoritative::questionIsAnswered()
{
    QFETCH(QString, name);
    QFETCH(int, type);
    QFETCH(QString, facts);
    QFETCH(bool, authoritative);
    const auto message = ask(query(name.toStdString(), static_cast<std::uint16_t>(type)));
    QVERIFY(message.has_value());
    const Facts told = factsOf(*message);
    QStringList line;
    for (const Key key : {Key::Part, Key::Rcode, Key::Answer})
        line << QString::fromStdString(std::string(told.text(key)));
    QCOMPARE(line.join(' '), facts);
    QCOMPARE(message->authoritative, authoritative);
    QVERIFY(message->isResponse && !message->recursionAvailable);
}

void TstDnsAuthoritative::answerBringsTheAddressesOfItsHosts()
{
    const auto message = ask(query("example.net", type::Mx));
    QCOMPARE(message->additional.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(printRdata(message->additional.front())),
             QStringLiteral("198.51.100.25"));
}

void TstDnsAuthoritative::answerEchoesIdQuestionAndRd()
{
    Message asked = query("EXAMPLE.net", type::Mx, 4711);
    const auto message = ask(asked);
    QCOMPARE(message->id, std::uint16_t{4711});
    QVERIFY(message->recursionDesired && !message->edns);
    QCOMPARE(QString::fromStdString(message->questions.front().name.print()), QStringLiteral("EXAMPLE.net"));
    asked.edns.emplace();
    QVERIFY(ask(asked)->edns.has_value());
}

void TstDnsAuthoritative::wrongQueryIsRefusedByCode_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("rcode");
    QTest::newRow("outside") << "outside" << 5;
    QTest::newRow("transfer") << "transfer" << 5;
    QTest::newRow("class") << "class" << 5;
    QTest::newRow("opcode") << "opcode" << 4;
    QTest::newRow("no question") << "no question" << 1;
    QTest::newRow("two questions") << "two questions" << 1;
    QTest::newRow("EDNS to come") << "version" << 16;
}

void TstDnsAuthoritative::wrongQueryIsRefusedByCode()
{
    QFETCH(QString, what);
    QFETCH(int, rcode);
    Message asked = query(what == "outside" ? "example.org" : "example.net", type::Mx);
    if (what == "transfer")
        asked.questions.front().type = type::Axfr;
    if (what == "class")
        asked.questions.front().cls = 3;
    if (what == "opcode")
        asked.opcode = Opcode::Update;
    if (what == "no question")
        asked.questions.clear();
    if (what == "two questions")
        asked.questions.push_back(asked.questions.front());
    if (what == "version")
        asked.edns.emplace().version = 1;
    const auto message = ask(asked);
    QVERIFY(message.has_value());
    QCOMPARE(static_cast<int>(message->rcode), rcode);
    QVERIFY(message->answer.empty());
    QCOMPARE(message->questions.size(), asked.questions.size() == 1 ? std::size_t{1} : std::size_t{0});
}

void TstDnsAuthoritative::garbageIsFormErr()
{
    const auto message = ask(Blob(std::string("\0\7\1\0\0\1\0\0\0\0\0\0\77", 13)));
    QVERIFY(message.has_value());
    QCOMPARE(message->rcode, Rcode::FormErr);
    QCOMPARE(message->id, std::uint16_t{7});
    QVERIFY(!ask(Blob(std::string("\0\7\1"))).has_value());
}

void TstDnsAuthoritative::responsesAreNotAnswered()
{
    Message response = query("example.net", type::Mx);
    response.isResponse = true;
    QVERIFY(!ask(response).has_value());
}

void TstDnsAuthoritative::aliasChainHasALimit()
{
    for (const int aliases : {kAliasLimit, kAliasLimit + 1}) {
        std::string text = fmt::format("n{} A 192.0.2.1\n", aliases);
        for (int i = 0; i < aliases; ++i)
            text += fmt::format("n{} CNAME n{}\n", i, i + 1);
        const Message answer = answerFrom(*zonesOf({{"a.test", text}}), query("n0.a.test", type::A));
        const bool whole = answer.answer.back().type == type::A;
        QCOMPARE(whole, aliases == kAliasLimit);
        QCOMPARE(answer.answer.size(), std::size_t{kAliasLimit} + (whole ? 1 : 0));
        QCOMPARE(answer.rcode, Rcode::NoError);
    }
}

void TstDnsAuthoritative::answerIsCutToWhatTheAskerTakes()
{
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += fmt::format("@ A 192.0.2.{}\n", i);
    AuthoritativeServer machine(zonesOf({{"a.test", text}}));
    Message asked = query("a.test", type::A);
    const auto sizeOf = [&] {
        const DatagramActions actions = machine.handle(DatagramArrived{packet(asked, kClient)}, {});
        return std::get<SendDatagram>(actions.front()).datagram.octets;
    };
    QVERIFY(sizeOf().size() <= 512);
    QVERIFY(parse(sizeOf())->truncated);
    asked.edns.emplace();
    QVERIFY(sizeOf().size() > 1500);
    QVERIFY(!parse(sizeOf())->truncated);
}

void TstDnsAuthoritative::programsGetNoResolver()
{
    AuthoritativeServer machine = server();
    const DatagramActions actions = machine.handle(ResolveFor{Ticket{7}, {"example.net", 15}}, {});
    QCOMPARE(actions.size(), std::size_t{1});
    const auto &resolved = std::get<Resolved>(actions.front());
    QVERIFY(resolved.ticket == Ticket{7} && resolved.answer.outcome == DnsAnswer::Outcome::Failed);
    QVERIFY(machine.handle(Expired{}, {}).empty());
    QVERIFY(!machine.deadline().has_value());
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsAuthoritative)
#include "tst_dns_authoritative.moc"
