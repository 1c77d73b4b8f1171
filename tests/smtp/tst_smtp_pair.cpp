// The client session against the server session: what one says, the other understands, however the octets are
// cut.
#include "sim/kernel/random.h"
#include "sim/smtp/client.h"
#include "sim/smtp/server.h"

#include <QTest>

#include <deque>
#include <map>

using namespace mf;
using namespace mf::smtp;

namespace {

/// Two machines and the octets between them, carried in random pieces; the server's questions are answered at
/// random moments.
class Pair {
public:
    Pair(ClientOptions client, std::vector<OutgoingMail> mails, ServerOptions server, std::uint64_t seed)
        : m_random(seed, "pair")
    {
        m_ends[0].machine = std::make_unique<ClientSession>(std::move(client), std::move(mails));
        m_ends[1].machine = std::make_unique<ServerSession>(std::move(server));
    }

    void run()
    {
        feed(1, Opened{{"client.test", {IpAddress::v4(192, 0, 2, 1), 40000}}, {}});
        feed(0, Opened{{"mx.test", {IpAddress::v4(192, 0, 2, 2), 25}}, {}});
        for (int turns = 0; turns < 2'000'000 && step(); ++turns)
            ++steps;
    }

    std::vector<AcceptMessage> accepted;
    std::map<std::size_t, Reply> outcomes;
    std::optional<ClientDone> ended;
    int steps = 0;

private:
    struct Side {
        std::unique_ptr<StreamMachine> machine;
        std::string arriving;
        std::size_t sinceDrained = 0;
        bool closed = false, wantsTls = false, peerTold = false;
    };

    /// One random thing that can happen; false: nothing can.
    bool step()
    {
        std::vector<int> possible;
        for (int end = 0; end < 2; ++end) {
            const Side &side = m_ends[end];
            const Side &other = m_ends[1 - end];
            if (side.closed)
                continue;
            if (!side.arriving.empty())
                possible.push_back(end);
            else if (other.closed && !side.peerTold)
                possible.push_back(4 + end);
            if (side.sinceDrained >= kHighWaterOctets && other.arriving.size() <= kLowWaterOctets)
                possible.push_back(6 + end);
        }
        if (!m_asked.empty())
            possible.push_back(2);
        if (m_ends[0].wantsTls && m_ends[1].wantsTls)
            possible.push_back(3);
        if (possible.empty())
            return false;
        happen(possible[m_random.below(possible.size())]);
        return true;
    }

    void happen(int what)
    {
        switch (what) {
        case 0:
        case 1: {
            std::string &arriving = m_ends[what].arriving;
            const std::size_t count = 1 + m_random.below(m_random.below(3) == 0 ? 20 : 100'000);
            std::string piece = arriving.substr(0, count);
            arriving.erase(0, count);
            return feed(what, Bytes{Blob(std::move(piece))});
        }
        case 2: {
            Ask ask = std::move(m_asked.front());
            m_asked.pop_front();
            return feed(1, Answered{ask.ticket, answer(ask.question)});
        }
        case 3:
            m_ends[0].wantsTls = m_ends[1].wantsTls = false;
            feed(0, TlsReady{{"TLSv1.3", "X", {}, {}, {}}});
            return feed(1, TlsReady{{"TLSv1.3", "X", {}, {}, {}}});
        case 4:
        case 5: m_ends[what - 4].peerTold = true; return feed(what - 4, PeerClosed{});
        case 6:
        case 7: m_ends[what - 6].sinceDrained = 0; return feed(what - 6, Drained{});
        }
    }

    Answer answer(const Question &question)
    {
        if (const auto *letter = std::get_if<AcceptMessage>(&question)) {
            accepted.push_back(*letter);
            Verdict verdict;
            for (const mail::Path &to : letter->envelope.to)
                verdict.replies.push_back(to.localPart == "full"
                                              ? Reply{452, {4, 2, 2}, "full"}
                                              : Reply{250, {2, 0, 0}, "for " + to.localPart});
            return verdict;
        }
        if (const auto *recipient = std::get_if<VerifyRecipient>(&question))
            return Verdict{{recipient->to.localPart == "nobody" ? Reply{550, {5, 1, 1}, "no such user"}
                                                                : Reply{250, {2, 1, 5}, "ok"}}};
        if (std::holds_alternative<FindCredentials>(question))
            return Credentials{true, false, "secret", "alice@x.test"};
        return Verdict{{Reply{250, {2, 1, 0}, "ok"}}};
    }

    void feed(int end, const Input &input)
    {
        Side &side = m_ends[end];
        if (m_random.below(4) == 0)
            side.machine = side.machine->clone();
        for (Action &action : side.machine->handle(input, Instant{})) {
            if (auto *send = std::get_if<Send>(&action)) {
                QVERIFY(send->facts.has(Key::Protocol));
                side.sinceDrained += send->octets.size();
                m_ends[1 - end].arriving += send->octets.flatten();
            } else if (std::holds_alternative<StartTls>(action)) {
                side.wantsTls = true;
            } else if (std::holds_alternative<Close>(action)) {
                side.closed = true;
            } else if (auto *ask = std::get_if<Ask>(&action)) {
                m_asked.push_back(std::move(*ask));
            } else if (auto *report = std::get_if<Report>(&action)) {
                if (auto *done = std::get_if<RecipientDone>(&report->what))
                    QVERIFY(outcomes.emplace(done->recipient, done->reply).second);
                else if (auto *clientDone = std::get_if<ClientDone>(&report->what))
                    ended = *clientDone;
            }
        }
    }

    Side m_ends[2];
    std::deque<Ask> m_asked;
    RandomStream m_random;
};

mail::Path to(const char *localPart) { return {localPart, "mx.test"}; }

std::string letterText(RandomStream &random, std::size_t lines)
{
    std::string text = "Subject: test\r\n\r\n";
    for (std::size_t i = 0; i < lines; ++i) {
        text.append(random.below(70), random.below(5) == 0 ? '.' : 'x').append("\r\n");
    }
    return text;
}

} // namespace

class TestSmtpPair : public QObject {
    Q_OBJECT
private slots:
    void lettersArriveWhole_data();
    void lettersArriveWhole();
    void aLargeLetterPassesTheHighWaterMark();
    void aPipeliningClientNeedsFewTurns();
    void aServerThatHangsUpInTheTextMaySayWhy();
    void aStreamThatTakesNoMoreTextIsGivenUp();
};

void TestSmtpPair::lettersArriveWhole_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<bool>("pipelining");
    QTest::addColumn<bool>("tls");
    for (int dialect = 0; dialect < 3; ++dialect)
        for (const bool pipelining : {false, true})
            for (const bool tls : {false, true})
                QTest::addRow("%s%s%s", std::string(name(static_cast<Dialect>(dialect))).c_str(),
                              pipelining ? ", pipelining" : "", tls ? ", TLS" : "")
                    << dialect << pipelining << tls;
}

void TestSmtpPair::lettersArriveWhole()
{
    QFETCH(int, dialect);
    QFETCH(bool, pipelining);
    QFETCH(bool, tls);
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        ServerOptions server = usualOptions(static_cast<Dialect>(dialect), "mx.test");
        server.pipelining = pipelining;
        server.tls = tls ? ServerOptions::Tls::Required : ServerOptions::Tls::NotOffered;
        server.authInClear = !tls;
        ClientOptions client;
        client.heloName = "client.test";
        client.dialect = server.dialect;
        client.tls = tls ? ClientOptions::Tls::Required : ClientOptions::Tls::IfOffered;
        if (server.loginRequired) {
            client.login = "alice";
            client.password = "secret";
            client.authInClear = !tls;
        }
        RandomStream random(seed, "letters");
        std::vector<OutgoingMail> mails(3);
        for (OutgoingMail &mail : mails) {
            mail.envelope = {
                {"a", "client.test"}, {to("one"), to("nobody"), to("two"), to("three")}, false, 0};
            mail.letter = Slices(letterText(random, random.below(40)));
        }
        mails[1].envelope.to = {to("nobody")};

        Pair pair(client, mails, server, seed);
        pair.run();
        QVERIFY(pair.ended && pair.ended->ok);
        QCOMPARE(pair.outcomes.size(), std::size_t{9});
        for (const auto &[recipient, reply] : pair.outcomes)
            QCOMPARE(reply.code, recipient == 1 || recipient == 4 || recipient == 6 ? 550 : 250);
        if (server.dialect == Dialect::Lmtp)
            QCOMPARE(pair.outcomes.at(3).text, std::string("for three"));
        QCOMPARE(pair.accepted.size(), std::size_t{2});
        QVERIFY(pair.accepted[0].letter == mails[0].letter);
        QVERIFY(pair.accepted[1].letter == mails[2].letter);
        QCOMPARE(pair.accepted[1].envelope.to, (std::vector{to("one"), to("two"), to("three")}));
        QCOMPARE(pair.accepted[0].reception.tls, std::string(tls ? "TLSv1.3 X" : ""));
        QCOMPARE(pair.accepted[0].reception.account, std::string(server.loginRequired ? "alice@x.test" : ""));
    }
}

void TestSmtpPair::aLargeLetterPassesTheHighWaterMark()
{
    RandomStream random(7, "large");
    OutgoingMail mail;
    mail.envelope = {{}, {to("one")}, false, 0};
    while (mail.letter.size() < 3 * kHighWaterOctets)
        mail.letter.append(Blob(letterText(random, 500)));
    Pair pair({}, {mail}, usualOptions(Dialect::Relay, "mx.test"), 7);
    pair.run();
    QVERIFY(pair.ended && pair.ended->ok);
    QCOMPARE(pair.accepted.size(), std::size_t{1});
    QVERIFY(pair.accepted[0].letter == mail.letter);
}

void TestSmtpPair::aPipeliningClientNeedsFewTurns()
{
    OutgoingMail mail;
    mail.envelope = {{}, {to("one"), to("two"), to("three"), to("four")}, false, 0};
    ClientSession client({}, {mail});
    client.handle(Opened{}, Instant{});
    client.handle(Bytes{Blob::copyOf("220 x\r\n")}, Instant{});
    const Actions actions = client.handle(Bytes{Blob::copyOf("250-x\r\n250 PIPELINING\r\n")}, Instant{});
    QCOMPARE(actions.size(), std::size_t{1});
    const Facts &facts = std::get<Send>(actions[0]).facts;
    QCOMPARE(facts.number(Key::Count), std::optional<std::int64_t>(6));
    QCOMPARE(std::string(facts.text(Key::Verb)), std::string("MAIL"));
}

namespace {

/// A client in the middle of a letter larger than the high-water mark: it waits for Drained.
ClientSession inMidLetter()
{
    OutgoingMail mail;
    mail.envelope = {{}, {to("one")}, false, 0};
    mail.letter = Slices(std::string(2 * kHighWaterOctets, 'x'));
    ClientSession client({}, {mail});
    client.handle(Opened{}, {});
    for (const char *reply : {"220 x\r\n", "250 x\r\n", "250 ok\r\n", "250 ok\r\n", "354 go on\r\n"})
        client.handle(Bytes{Blob::copyOf(reply)}, {});
    return client;
}

Reply outcome(const Actions &actions)
{
    for (const Action &action : actions)
        if (const auto *report = std::get_if<Report>(&action))
            if (const auto *done = std::get_if<RecipientDone>(&report->what))
                return done->reply;
    return {};
}

} // namespace

void TestSmtpPair::aServerThatHangsUpInTheTextMaySayWhy()
{
    ClientSession client = inMidLetter();
    QCOMPARE(client.view().state, std::string("Sending"));
    QVERIFY(client.handle(Bytes{Blob::copyOf("552 5.3.4 too large\r\n")}, {}).empty());
    QVERIFY((outcome(client.handle(PeerClosed{}, {})) == Reply{552, {5, 3, 4}, "too large"}));
    ClientSession other = inMidLetter();
    QVERIFY((outcome(other.handle(PeerClosed{true}, {})) == Reply{421, {4, 4, 2}, "connection lost"}));
}

void TestSmtpPair::aStreamThatTakesNoMoreTextIsGivenUp()
{
    ClientSession client = inMidLetter();
    QVERIFY(client.deadline() == Instant{3min});
    client.handle(Drained{}, Instant{2min});
    QVERIFY(client.deadline() == Instant{5min});
    QCOMPARE(outcome(client.handle(Expired{}, Instant{5min})).code, 421);
    QVERIFY(!client.deadline());
}

QTEST_GUILESS_MAIN(TestSmtpPair)
#include "tst_smtp_pair.moc"
