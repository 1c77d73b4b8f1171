#include "sim/dns/authoritative.h"
#include "sim/dns/tcp_server.h"
#include "tests/dns/dns_net.h"

#include <QTest>

namespace mf::dns::test {

namespace {

TcpServer makeServer()
{
    std::string zone = "@ MX 10 mx\nmx A 198.51.100.25\n@ TXT";
    for (int i = 0; i < 40; ++i)
        zone += " \"" + std::string(250, 'x') + '"';
    return TcpServer([zones = zonesOf({{"example.net", zone}})](const Message &asked) {
        return answerFrom(*zones, asked);
    });
}

std::string framed(const std::string &octets)
{
    std::string out;
    out += static_cast<char>(octets.size() >> 8);
    out += static_cast<char>(octets.size() & 0xff);
    return out + octets;
}

std::string framedQuery(std::uint16_t type, std::uint16_t id)
{
    return framed(dns::print(query("example.net", type, id)));
}

Bytes bytes(std::string octets) { return {Blob(std::move(octets))}; }

std::string sentBy(const Actions &actions)
{
    std::string out;
    for (const Action &action : actions)
        if (const auto *send = std::get_if<Send>(&action))
            out += send->octets.flatten();
    return out;
}

/// The messages of a stream.
std::vector<Message> messages(std::string_view octets)
{
    std::vector<Message> out;
    while (octets.size() >= 2) {
        const std::size_t length =
            std::size_t{static_cast<unsigned char>(octets[0])} << 8 | static_cast<unsigned char>(octets[1]);
        out.push_back(*parse(Blob::copyOf(octets.substr(2, length))));
        octets.remove_prefix(2 + length);
    }
    return out;
}

bool closes(const Actions &actions, bool abort)
{
    const auto *close = actions.empty() ? nullptr : std::get_if<Close>(&actions.back());
    return close != nullptr && close->abort == abort;
}

} // namespace

class TstDnsTcpServer : public QObject {
    Q_OBJECT
private slots:
    void queriesAreAnsweredInOrder();
    void octetByOctetIsTheSame();
    void longAnswersAreWhole();
    void unreadableQueryIsFormErr();
    void whatIsNoQueryCutsTheStream();
    void idleStreamIsClosed();
    void clientThatClosesIsFollowed();
    void answersWaitForTheClient();
    void pendingQueriesHaveALimit();
    void resolverIsAskedForAnswers();
    void openQueriesHaveALimit();
};

void TstDnsTcpServer::queriesAreAnsweredInOrder()
{
    TcpServer server = makeServer();
    server.handle(Opened{}, {});
    const Actions actions = server.handle(bytes(framedQuery(type::Mx, 1) + framedQuery(type::A, 2)), {});
    QCOMPARE(actions.size(), std::size_t{2});
    QCOMPARE(QString::fromStdString(std::string(std::get<Send>(actions.front()).facts.text(Key::Answer))),
             QStringLiteral("10 mx.example.net."));
    const auto answers = messages(sentBy(actions));
    QCOMPARE(answers.size(), std::size_t{2});
    QCOMPARE(answers[0].id, std::uint16_t{1});
    QCOMPARE(answers[0].answer.size(), std::size_t{1});
    QCOMPARE(answers[1].id, std::uint16_t{2});
    QVERIFY(answers[1].answer.empty());
}

void TstDnsTcpServer::octetByOctetIsTheSame()
{
    const std::string queries = framedQuery(type::Mx, 1) + framedQuery(type::Txt, 2);
    TcpServer whole = makeServer(), pieces = makeServer();
    std::string sent;
    for (const char octet : queries)
        sent += sentBy(pieces.handle(bytes(std::string(1, octet)), {}));
    QVERIFY(sent == sentBy(whole.handle(bytes(queries), {})));
    QCOMPARE(QString::fromStdString(pieces.view().state), QStringLiteral("waiting for a query"));
}

void TstDnsTcpServer::longAnswersAreWhole()
{
    TcpServer server = makeServer();
    const auto answers = messages(sentBy(server.handle(bytes(framedQuery(type::Txt, 1)), {})));
    QVERIFY(!answers.front().truncated);
    QCOMPARE(answers.front().answer.front().rdata.size(), std::size_t{40 * 251});
}

void TstDnsTcpServer::unreadableQueryIsFormErr()
{
    TcpServer server = makeServer();
    const auto answers =
        messages(sentBy(server.handle(bytes(framed(std::string("\0\7\1\0\0\1\0\0\0\0\0\0\77", 13))), {})));
    QCOMPARE(answers.front().rcode, Rcode::FormErr);
}

void TstDnsTcpServer::whatIsNoQueryCutsTheStream()
{
    TcpServer server = makeServer();
    QVERIFY(closes(server.handle(bytes(framed("GET")), {}), true));
    QVERIFY(server.handle(bytes(framedQuery(type::Mx, 1)), {}).empty());
    Message response = query("example.net", type::Mx);
    response.isResponse = true;
    TcpServer other = makeServer();
    QVERIFY(closes(other.handle(bytes(framed(dns::print(response))), {}), true));
}

void TstDnsTcpServer::idleStreamIsClosed()
{
    TcpServer server = makeServer();
    server.handle(Opened{}, {});
    server.handle(bytes("\0"), Instant(1s));
    QVERIFY(server.deadline() == Instant(1s) + kTcpIdleTimeout);
    QVERIFY(server.handle(Expired{}, *server.deadline() - Duration(1)).empty());
    QVERIFY(closes(server.handle(Expired{}, *server.deadline()), false));
    QVERIFY(!server.deadline().has_value());
}

void TstDnsTcpServer::clientThatClosesIsFollowed()
{
    TcpServer server = makeServer();
    QVERIFY(closes(server.handle(PeerClosed{}, {}), false));
}

void TstDnsTcpServer::answersWaitForTheClient()
{
    TcpServer server = makeServer();
    std::string queries;
    constexpr std::size_t count = 40; // ten thousand octets each
    for (std::uint16_t id = 0; id < count; ++id)
        queries += framedQuery(type::Txt, id);
    const std::size_t first = messages(sentBy(server.handle(bytes(queries), {}))).size();
    QVERIFY(first < count);
    QCOMPARE(first, kHighWaterOctets / 10'000);
    QCOMPARE(messages(sentBy(server.clone()->handle(Drained{}, {}))).size(), count - first);
    QCOMPARE(messages(sentBy(server.handle(Drained{}, {}))).front().id, std::uint16_t(first));
}

void TstDnsTcpServer::pendingQueriesHaveALimit()
{
    for (const bool fits : {true, false}) {
        TcpServer server = makeServer();
        std::string queries;
        while (queries.size() < 40 * 1024)
            queries += framedQuery(type::Txt, 1);
        server.handle(bytes(queries), {}); // more answers than the client can take at once
        const std::size_t answered = kHighWaterOctets / 10'000;
        const std::size_t pending = queries.size() - answered * framedQuery(type::Txt, 1).size();
        const Actions actions =
            server.handle(bytes(std::string(kTcpPendingLimitOctets - pending + (fits ? 0 : 1), '\0')), {});
        QCOMPARE(actions.empty(), fits);
        QCOMPARE(closes(actions, true), !fits);
    }
}

namespace {

std::vector<Ask> asksOf(const Actions &actions)
{
    std::vector<Ask> out;
    for (const Action &action : actions)
        if (const auto *ask = std::get_if<Ask>(&action))
            out.push_back(*ask);
    return out;
}

QueryAnswered answerTo(const Ask &ask)
{
    const Message query = *parse(std::get<ResolveQuery>(ask.question).octets);
    return {Blob(dns::print(responseTo(query, Rcode::NxDomain)))};
}

} // namespace

/// As they are found, which may be in another order (RFC 7766 section 6.2.1.1); also for one that has said all it
/// wants to say.
void TstDnsTcpServer::resolverIsAskedForAnswers()
{
    TcpServer server;
    server.handle(Opened{}, {});
    const auto asks = asksOf(server.handle(bytes(framedQuery(type::Mx, 1) + framedQuery(type::A, 2)), {}));
    QCOMPARE(asks.size(), std::size_t{2});
    QVERIFY(server.handle(PeerClosed{}, {}).empty());
    const Actions second = server.handle(Answered{asks[1].ticket, answerTo(asks[1])}, {});
    QCOMPARE(messages(sentBy(second)).front().id, std::uint16_t{2});
    const Actions first = server.handle(Answered{asks[0].ticket, answerTo(asks[0])}, {});
    QCOMPARE(messages(sentBy(first)).front().rcode, Rcode::NxDomain);
    QVERIFY(closes(first, false));
}

void TstDnsTcpServer::openQueriesHaveALimit()
{
    TcpServer server;
    std::string queries;
    for (std::size_t i = 0; i <= kTcpOpenLimit; ++i)
        queries += framedQuery(type::Mx, static_cast<std::uint16_t>(i));
    const auto asks = asksOf(server.handle(bytes(queries), {}));
    QCOMPARE(asks.size(), kTcpOpenLimit);
    const Actions next = server.handle(Answered{asks[0].ticket, answerTo(asks[0])}, {});
    QCOMPARE(asksOf(next).size(), std::size_t{1});
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsTcpServer)
#include "tst_dns_tcp_server.moc"
