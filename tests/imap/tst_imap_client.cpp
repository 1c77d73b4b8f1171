// The client session: dialogues, and against the server session, back to back.
#include "sim/kernel/random.h"
#include "tests/imap/machines.h"
#include "tests/support/dialogue_test.h"

#include <QTest>

#include <deque>

using namespace mf;
using namespace mf::test;

namespace {

/// A client and a server with two pipes between them that cut octets anywhere.
class BackToBack {
public:
    BackToBack(imap::ClientOptions client, imap::ServerOptions server, FakeAccount &account,
               std::uint64_t seed)
        : m_client(std::move(client))
        , m_server(std::move(server))
        , m_account(account)
        , m_random(seed, "pieces")
    {
        obey(m_server, m_server.handle(Opened{}, Instant{}), m_toClient);
        obey(m_client, m_client.handle(Opened{}, Instant{}), m_toServer);
    }

    void run()
    {
        constexpr int kStepLimit = 1'000'000;
        for (int step = 0; step < kStepLimit && !done; ++step) {
            const bool towardsClient = m_toServer.empty() || (!m_toClient.empty() && m_random.below(2) == 0);
            if (towardsClient && m_toClient.empty()) {
                if (m_serverSent < kHighWaterOctets)
                    return;
                m_serverSent = 0;
                obey(m_server, m_server.handle(Drained{}, Instant{}), m_toClient);
            } else if (towardsClient) {
                deliver(m_client, m_toClient, m_toServer);
            } else {
                deliver(m_server, m_toServer, m_toClient);
            }
        }
    }

    std::vector<LetterFetched> fetched;
    std::vector<LetterGone> gone;
    std::optional<ClientDone> done;

private:
    void deliver(StreamMachine &to, std::string &from, std::string &back)
    {
        const std::size_t count =
            1 + m_random.below(std::min<std::size_t>(from.size(), m_random.below(3) ? 5'000 : 5));
        const std::string piece = from.substr(0, count);
        from.erase(0, count);
        obey(to, to.handle(Bytes{Blob(piece)}, Instant{}), back);
    }

    void obey(StreamMachine &who, const Actions &actions, std::string &out)
    {
        for (const Action &action : actions) {
            if (const auto *send = std::get_if<Send>(&action)) {
                out += send->octets.flatten();
                m_serverSent += &who == &m_server ? send->octets.size() : 0;
            } else if (const auto *ask = std::get_if<Ask>(&action)) {
                obey(who, who.handle(Answered{ask->ticket, m_account.answer(ask->question)}, Instant{}), out);
            } else if (const auto *report = std::get_if<Report>(&action)) {
                if (const auto *letter = std::get_if<LetterFetched>(&report->what))
                    fetched.push_back(*letter);
                if (const auto *one = std::get_if<LetterGone>(&report->what))
                    gone.push_back(*one);
                if (const auto *end = std::get_if<ClientDone>(&report->what))
                    done = *end;
            } else if (std::holds_alternative<StartTls>(action) && ++m_startTls == 2) {
                m_toClient.clear();
                m_toServer.clear();
                obey(m_server, m_server.handle(TlsReady{}, Instant{}), m_toClient);
                obey(m_client, m_client.handle(TlsReady{}, Instant{}), m_toServer);
            }
        }
    }

    imap::ClientSession m_client;
    imap::ServerSession m_server;
    FakeAccount &m_account;
    RandomStream m_random;
    std::string m_toClient, m_toServer;
    std::size_t m_serverSent = 0;
    int m_startTls = 0;
};

imap::ServerOptions server()
{
    imap::ServerOptions options;
    options.authMechanisms.clear(); // LOGIN: how a login is written is part of what is tested
    options.hostName = "mail.test";
    return options;
}

imap::ClientOptions client(std::string password = "secret")
{
    imap::ClientOptions options;
    options.login = "alice";
    options.password = std::move(password);
    return options;
}

std::string letterNumber(int number, std::size_t octets)
{
    std::string text = "Subject: " + std::to_string(number) + "\r\n\r\n)\r\na1 OK {3}\r\n";
    RandomStream random(static_cast<std::uint64_t>(number), "letter");
    while (text.size() < octets)
        text += static_cast<char>(random.below(256));
    return text;
}

} // namespace

class TestImapClient : public QObject {
    Q_OBJECT

private slots:
    void dialogues_data() { addDialogueRows("tests/dialogues/imap/client"); }
    void dialogues() { playDialogueRow(imapMachine); }

    void fetchesEveryLetterOctetForOctet()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            FakeAccount account;
            account.addLogin("alice", "secret", "alice@x.test");
            std::vector<std::string> letters;
            for (int i = 1; i <= 12; ++i)
                letters.push_back(letterNumber(i, static_cast<std::size_t>(i) * 40'000));
            for (const std::string &letter : letters)
                account.addLetter("INBOX", {letter, {}, {}, 0, letter.size() % 3 != 0});
            BackToBack pair(client(), server(), account, seed);
            pair.run();
            QVERIFY(pair.done && pair.done->ok);
            QCOMPARE(pair.fetched.size(), letters.size());
            for (std::size_t i = 0; i < letters.size(); ++i) {
                QVERIFY(pair.fetched[i].letter.flatten() == letters[i]);
                QCOMPARE(pair.fetched[i].serverId, "1/" + std::to_string(i + 1));
                QVERIFY(!account.snapshot("INBOX")->letters[i].flags.has(Flags::Seen));
            }
        }
    }

    void fetchesOnlyWhatIsNewAndDeletesWhatItIsTold()
    {
        FakeAccount account;
        account.addLogin("alice", "secret", "alice@x.test");
        for (int i = 1; i <= 5; ++i)
            account.addLetter("INBOX", {letterNumber(i, 100), {}, {}, 0, true});
        Flags deleted;
        deleted.system = Flags::Deleted;
        account.setFlags("INBOX", {3}, deleted); // by another device: not ours to expunge
        imap::ClientOptions options = client();
        options.visits[0].knownServerIds = {"1/1", "1/2", "9/5"};
        options.visits[0].deleteServerIds = {"1/2", "9/4"};
        options.markSeen = true;
        BackToBack pair(options, server(), account, 1);
        pair.run();
        QVERIFY(pair.done && pair.done->ok);
        QCOMPARE(pair.fetched.size(), std::size_t(3));
        QCOMPARE(pair.fetched[0].serverId, std::string("1/3"));
        QVERIFY(pair.fetched[0].flags.has(Flags::Seen));
        QCOMPARE(pair.gone.size(), std::size_t(1));
        QCOMPARE(pair.gone[0].serverId, std::string("1/2"));
        const Mailbox box = account.snapshot("INBOX");
        QCOMPARE(box->letters.size(), std::size_t(4));
        QCOMPARE(box->letters[1].uid, Uid(3));
    }

    void longSetsOfUnknownLettersAreMadeShort()
    {
        FakeAccount account;
        account.addLogin("alice", "secret", "alice@x.test");
        imap::ClientOptions options = client();
        for (Uid uid = 1; uid <= 3000; ++uid) {
            account.addLetter("INBOX", {letterNumber(static_cast<int>(uid), 40), {}, {}, uid, true});
            if (uid % 2 == 0)
                options.visits[0].knownServerIds.push_back("1/" + std::to_string(uid));
        }
        BackToBack pair(options, server(), account, 1);
        pair.run();
        QVERIFY(pair.done && pair.done->ok);
        QCOMPARE(pair.fetched.size(), std::size_t(1500));
    }

    void passwordsOfAnyOctetsGetThrough()
    {
        for (const char *password : {"p w", "\"\\", "\xc3\xa9", "{3}", "", "(*)"}) {
            FakeAccount account;
            account.addLogin("alice", password, "alice@x.test");
            BackToBack pair(client(password), server(), account, 1);
            pair.run();
            QVERIFY2(pair.done && pair.done->ok, password);
        }
    }

    void wrongPasswordEndsWithTheServersWords()
    {
        FakeAccount account;
        account.addLogin("alice", "other", "alice@x.test");
        BackToBack pair(client(), server(), account, 1);
        pair.run();
        QVERIFY(pair.done && !pair.done->ok);
        QCOMPARE(pair.done->reason, std::string("login or password is wrong"));
    }

    void silenceHasALimit()
    {
        imap::ClientSession session(client());
        session.handle(Opened{}, Instant{});
        QVERIFY(session.deadline() == Instant{} + 5min);
        QVERIFY(session.handle(Expired{}, Instant{} + 5min - 1us).empty());
        const Actions actions = session.handle(Expired{}, Instant{} + 5min);
        QCOMPARE(std::get<ClientDone>(std::get<Report>(actions.at(0)).what).reason, std::string("timeout"));
        QVERIFY(!session.deadline());
    }

    void noOctetsMakeItGoWrong()
    {
        RandomStream random(19, "garbage");
        const char *pieces[] = {"* ",
                                "OK ",
                                "a1 ",
                                "a2 ",
                                "a3 ",
                                "\r\n",
                                "[UIDNEXT 5]",
                                "1 FETCH (",
                                "UID 1 ",
                                "BODY[] {3}\r\n",
                                "abc",
                                ")",
                                "+ ",
                                "5 EXISTS",
                                "BYE",
                                "CAPABILITY STARTTLS",
                                "LIST () NIL a",
                                "{99999999}\r\n",
                                "NO x",
                                "\n"};
        for (int run = 0; run < 3000; ++run) {
            imap::ClientSession session(client());
            session.handle(Opened{}, Instant{});
            session.handle(Bytes{Blob("* OK hi\r\n")}, Instant{});
            for (int i = 0; i < 40; ++i) {
                std::string octets;
                for (auto n = random.below(6); n > 0; --n)
                    octets += pieces[random.below(std::size(pieces))];
                session.handle(Bytes{Blob(octets)}, Instant{});
                session.handle(TlsReady{}, Instant{});
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestImapClient)
#include "tst_imap_client.moc"
