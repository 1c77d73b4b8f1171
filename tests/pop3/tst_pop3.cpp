#include "tests/pop3/harness.h"

#include <fmt/format.h>

#include <QTest>

#include <algorithm>

using namespace mf;
using test::Maildrop;
using test::Session;

namespace {

pop3::ClientOptions reader()
{
    pop3::ClientOptions options;
    options.login = "alice";
    options.password = "secret";
    return options;
}

std::string randomLetter(RandomStream &random)
{
    constexpr std::string_view pieces[] = {".",
                                           "..",
                                           "\r\n",
                                           "\r\n",
                                           "\r\n.\r\n",
                                           "\r\n.",
                                           "text",
                                           "\n",
                                           "\r",
                                           "\n.\n",
                                           " ",
                                           "\xff",
                                           std::string_view("\0", 1)};
    std::string letter = "Subject: x\r\n\r\n";
    for (auto n = random.below(60); n > 0; --n)
        letter += pieces[random.below(std::size(pieces))];
    if (random.below(20) == 0)
        letter += std::string(300'000 + random.below(300'000), 'y');
    return letter;
}

/// What a client gets of it: a last line always ends (RFC 1939 section 3).
std::string asFetched(std::string letter) { return letter.ends_with("\r\n") ? letter : letter + "\r\n"; }

/// Drives one server alone; answers come from a maildrop at once.
struct Server {
    explicit Server(Maildrop &drop, pop3::ServerOptions options = {}) : maildrop(drop), machine(options)
    {
        feed(Opened{});
    }

    void feed(const Input &input)
    {
        std::vector<Ask> asked;
        for (Action &action : machine.handle(input, Instant{})) {
            if (auto *ask = std::get_if<Ask>(&action))
                asked.push_back(std::move(*ask));
            else if (auto *send = std::get_if<Send>(&action))
                sent.push_back(std::move(*send));
            else if (const auto *report = std::get_if<Report>(&action))
                noted.push_back(std::get<Noted>(report->what));
            else if (std::holds_alternative<Close>(action))
                closed = true;
        }
        for (const Ask &ask : asked)
            if (answers)
                feed(Answered{ask.ticket, maildrop.answer(ask.question)});
    }
    void say(const std::string &octets) { feed(Bytes{Blob(octets)}); }
    void logIn() { say("USER alice\r\nPASS secret\r\n"); }
    std::string takeSaid()
    {
        std::string all;
        for (const Send &send : sent)
            all += send.octets.flatten();
        sent.clear();
        return all;
    }

    Maildrop &maildrop;
    pop3::ServerSession machine;
    std::vector<Send> sent;
    std::vector<Noted> noted;
    bool closed = false, answers = true;
};

} // namespace

class TstPop3 : public QObject {
    Q_OBJECT
private slots:
    void lettersArriveAsTheyAreAndAreGone();
    void lettersStayWhereTheyAreLeft();
    void tlsIsUsedWhereItIsOffered();
    void secondSessionFindsTheMaildropLocked();
    void nothingIsDeletedWithoutQuit();
    void listingOfManyLettersWaitsForThePeer();
    void letterIsSharedAndNotCopied();
    void letterWithoutFinalLineEndIsEnded();
    void snapshotHoldsUntilQuit();
    void commandsSentAheadHaveALimit();
    void passwordIsNowhereInTheFacts();
    void viewTellsStateAndLegalVerbs();
    void whatIsSaidAfterTheEndIsIgnored();
};

void TstPop3::lettersArriveAsTheyAreAndAreGone()
{
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        RandomStream random(seed, "letters");
        Maildrop maildrop;
        maildrop.bodiesElsewhere = random.below(2) == 0;
        std::vector<std::string> sent;
        for (auto n = random.below(8); n > 0; --n) {
            sent.push_back(randomLetter(random));
            maildrop.add(sent.back());
        }
        Session session(maildrop, {}, reader(), seed);
        QVERIFY(session.run());
        QVERIFY(session.done && session.done->ok);
        QCOMPARE(session.fetched.size(), sent.size());
        for (std::size_t i = 0; i < sent.size(); ++i)
            QVERIFY(session.fetched[i].letter.flatten() == asFetched(sent[i]));
        QVERIFY(session.gone.size() == sent.size());
        QVERIFY(maildrop.letters().empty());
        QVERIFY(!maildrop.locked);
        QVERIFY(session.mostUnderWay < 2 * kHighWaterOctets);
    }
}

void TstPop3::lettersStayWhereTheyAreLeft()
{
    Maildrop maildrop;
    for (int i = 0; i < 5; ++i)
        maildrop.add(fmt::format("Subject: {}\r\n\r\n", i));
    pop3::ClientOptions options = reader();
    options.leaveOnServer = true;
    Session first(maildrop, {}, options, 1);
    QVERIFY(first.run() && first.done->ok);
    QCOMPARE(first.fetched.size(), std::size_t{5});
    QVERIFY(first.gone.empty());
    QCOMPARE(maildrop.letters().size(), std::size_t{5});

    for (const LetterFetched &letter : first.fetched)
        options.knownUidls.push_back(letter.serverId);
    maildrop.add("Subject: new\r\n\r\n");
    Session second(maildrop, {}, options, 2);
    QVERIFY(second.run() && second.done->ok);
    QCOMPARE(second.fetched.size(), std::size_t{1});
    QCOMPARE(second.fetched[0].letter.flatten(), std::string("Subject: new\r\n\r\n"));

    options.leaveOnServer = false; // tired of it: what is here already may go
    options.knownUidls.push_back(second.fetched[0].serverId);
    Session third(maildrop, {}, options, 3);
    QVERIFY(third.run() && third.done->ok);
    QVERIFY(third.fetched.empty());
    QCOMPARE(third.gone.size(), std::size_t{6});
    QVERIFY(maildrop.letters().empty());
}

void TstPop3::tlsIsUsedWhereItIsOffered()
{
    Maildrop maildrop;
    pop3::ServerOptions server;
    server.takesPasswordsInClear = false;
    Session refused(maildrop, server, reader(), 1);
    QVERIFY(refused.run());
    QVERIFY(!refused.done->ok && !refused.tls);
    QVERIFY(!refused.clientSaid.contains("secret"));

    server.offersTls = true;
    Session session(maildrop, server, reader(), 1);
    QVERIFY(session.run());
    QVERIFY(session.done->ok && session.tls);

    pop3::ClientOptions never = reader();
    never.tls = pop3::ClientOptions::Tls::Never;
    Session clear(maildrop, server, never, 1);
    QVERIFY(clear.run());
    QVERIFY(!clear.done->ok && !clear.tls);
}

void TstPop3::secondSessionFindsTheMaildropLocked()
{
    Maildrop maildrop;
    maildrop.add("Subject: x\r\n\r\n");
    Server first(maildrop);
    first.logIn();
    QVERIFY(maildrop.locked);
    Session second(maildrop, {}, reader(), 1);
    QVERIFY(second.run());
    QVERIFY(!second.done->ok);
    QVERIFY2(second.done->reason.starts_with("-ERR [IN-USE]"), second.done->reason.c_str());
    QVERIFY(maildrop.locked); // the one who failed does not take it away from the other
    first.say("QUIT\r\n");
    QVERIFY(!maildrop.locked);
    Session third(maildrop, {}, reader(), 1);
    QVERIFY(third.run() && third.done->ok);
}

void TstPop3::nothingIsDeletedWithoutQuit()
{
    int before = 0, after = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        Maildrop maildrop;
        for (int i = 0; i < 4; ++i)
            maildrop.add(fmt::format("Subject: {}\r\n\r\n.\r\n", i));
        Session session(maildrop, {}, reader(), seed);
        session.run(RandomStream(seed, "cut").below(250));
        const bool finished = session.done.has_value();
        session.cut();
        QVERIFY(session.done);
        QVERIFY(!maildrop.locked);
        if (maildrop.commits == 0) {
            QCOMPARE(maildrop.letters().size(), std::size_t{4});
            QVERIFY(session.gone.empty());
            ++before;
        } else {
            // QUIT had reached the server. What the client was told is another matter; what it was told gone
            // is gone.
            QVERIFY(session.clientSaid.ends_with("QUIT\r\n"));
            QVERIFY(maildrop.letters().empty());
            QCOMPARE(session.fetched.size(), std::size_t{4});
            QVERIFY(session.gone.size() == (session.done->ok ? 4u : 0u));
            ++after;
        }
        QVERIFY(!session.done->ok || finished || maildrop.commits == 1);
    }
    QVERIFY2(before > 50 && after > 50, "the cuts must fall on both sides for this to say anything");
}

void TstPop3::listingOfManyLettersWaitsForThePeer()
{
    Maildrop maildrop;
    for (int i = 0; i < 60'000; ++i)
        maildrop.add("x");
    Server server(maildrop);
    server.logIn();
    server.takeSaid();
    std::string all;
    server.say("UIDL\r\nNOOP\r\n");
    for (int rounds = 0; !all.ends_with("nothing done\r\n"); ++rounds) {
        QVERIFY(rounds < 10);
        const std::string said = server.takeSaid();
        QVERIFY2(said.size() < kHighWaterOctets + 100, std::to_string(said.size()).c_str());
        all += said;
        server.feed(Drained{});
    }
    QVERIFY(all.size() > 2 * kHighWaterOctets);
    QVERIFY(all.contains("\r\n1 1.1\r\n2 1.2\r\n"));
    QVERIFY(all.ends_with("\r\n60000 1.60000\r\n.\r\n+OK nothing done\r\n"));
}

void TstPop3::letterIsSharedAndNotCopied()
{
    Maildrop maildrop;
    maildrop.add("Subject: x\r\n\r\n" + std::string(100'000, 'x') + "\r\n");
    Server server(maildrop);
    server.logIn();
    server.sent.clear();
    server.say("RETR 1\r\n");
    QCOMPARE(server.sent.size(), std::size_t{2});
    QCOMPARE(server.sent[1].facts.text(Key::Part), std::string_view("letter"));
    const Answer body = maildrop.answer(LoadBody{BlobId{1}});
    const std::string_view stored = std::get<BodyLoaded>(body).message->octets().view();
    QVERIFY(server.sent[1].octets.piece(0).view().data() == stored.data());
    QCOMPARE(server.sent[1].octets.piece(0).size(), stored.size());
}

void TstPop3::letterWithoutFinalLineEndIsEnded()
{
    Maildrop maildrop;
    for (const char *letter : {"", "x", "x\r", "x\r\n", ".", "x\n."})
        maildrop.add(letter);
    Server server(maildrop);
    server.logIn();
    server.takeSaid();
    const char *expected[] = {"+OK 0 octets\r\n.\r\n",        "+OK 1 octets\r\nx\r\n.\r\n",
                              "+OK 2 octets\r\nx\r\r\n.\r\n", "+OK 3 octets\r\nx\r\n.\r\n",
                              "+OK 1 octets\r\n..\r\n.\r\n",  "+OK 3 octets\r\nx\n.\r\n.\r\n"};
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        server.say(fmt::format("RETR {}\r\n", i + 1));
        QCOMPARE(server.takeSaid(), std::string(expected[i]));
    }
}

void TstPop3::snapshotHoldsUntilQuit()
{
    Maildrop maildrop;
    maildrop.add("one\r\n");
    Server server(maildrop);
    server.logIn();
    maildrop.add("two\r\n");
    server.feed(Changed{});
    server.takeSaid();
    server.say("STAT\r\nDELE 1\r\nQUIT\r\n");
    QVERIFY(server.takeSaid().starts_with("+OK 1 5\r\n"));
    QCOMPARE(maildrop.letters(), std::vector<std::string>{"two\r\n"});
}

void TstPop3::commandsSentAheadHaveALimit()
{
    pop3::ServerOptions options;
    options.pipelineLimitOctets = 600;
    for (const std::size_t over : {std::size_t{0}, std::size_t{1}}) {
        Maildrop maildrop;
        Server server(maildrop, options);
        server.answers = false;
        server.logIn();
        server.takeSaid();
        server.say(std::string(options.pipelineLimitOctets + over, ' '));
        QCOMPARE(server.closed, over == 1);
        QCOMPARE(server.takeSaid(), std::string(over ? "-ERR too many commands sent ahead\r\n" : ""));
    }
}

void TstPop3::passwordIsNowhereInTheFacts()
{
    Maildrop maildrop;
    Server server(maildrop);
    server.say("USER alice\r\nPASS secret\r\n");
    server.say("QUIT\r\n");
    for (const Noted &noted : server.noted)
        QVERIFY(!noted.facts.packed().contains("secret"));
    for (const Send &send : server.sent) {
        QVERIFY(!send.facts.packed().contains("secret"));
        QCOMPARE(send.facts.text(Key::Protocol), std::string_view("pop3"));
        QVERIFY(send.facts.has(Key::Code));
    }

    pop3::ClientSession client(reader());
    bool said = false;
    for (const char *line : {"", "+OK\r\n", "-ERR\r\n", "+OK\r\n"})
        for (const Action &action :
             client.handle(*line ? Input(Bytes{Blob::copyOf(line)}) : Input(Opened{}), Instant{}))
            if (const auto *send = std::get_if<Send>(&action);
                send && send->octets.flatten() == "PASS secret\r\n") {
                said = true;
                QVERIFY(send->facts.number(Key::Secret) == 1);
                QCOMPARE(send->facts.text(Key::Verb), std::string_view("PASS"));
                QVERIFY(!send->facts.packed().contains("secret"));
            }
    QVERIFY(said);
}

void TstPop3::viewTellsStateAndLegalVerbs()
{
    Maildrop maildrop;
    Server server(maildrop);
    QCOMPARE(server.machine.view().state, std::string("AUTHORIZATION"));
    QString legal;
    for (const std::string &verb : server.machine.view().legalVerbs)
        legal += QString::fromStdString(verb) + u' ';
    QCOMPARE(legal, QStringLiteral("CAPA USER PASS APOP AUTH QUIT "));
    server.answers = false;
    server.logIn();
    QCOMPARE(server.machine.view().waitingFor, std::string("FindCredentials"));
    QVERIFY(!server.machine.deadline()); // it is not the client who lets us wait

    Server inside(maildrop);
    inside.logIn();
    const SessionView view = inside.machine.view();
    QCOMPARE(view.state, std::string("TRANSACTION"));
    QCOMPARE(view.login, std::string(Maildrop::kAccount));
    QVERIFY(std::ranges::count(view.legalVerbs, "RETR") == 1
            && std::ranges::count(view.legalVerbs, "USER") == 0);
}

void TstPop3::whatIsSaidAfterTheEndIsIgnored()
{
    Maildrop maildrop;
    Server server(maildrop);
    server.say("QUIT\r\nUSER alice\r\n");
    QVERIFY(server.takeSaid().ends_with("+OK goodbye\r\n"));
    QVERIFY(server.closed);
    for (const Input &input : {Input(Bytes{Blob::copyOf("NOOP\r\n")}), Input(Drained{}), Input(TlsReady{}),
                               Input(Expired{}), Input(PeerClosed{}), Input(Answered{Ticket{1}, Done{}})})
        QVERIFY(server.machine.handle(input, Instant{} + 24h).empty());

    pop3::ClientSession client(reader());
    (void)client.handle(Opened{}, Instant{});
    QCOMPARE(client.handle(PeerClosed{true}, Instant{}).size(), std::size_t{2});
    for (const Input &input :
         {Input(Bytes{Blob::copyOf("+OK\r\n")}), Input(TlsReady{}), Input(Expired{}), Input(PeerClosed{})})
        QVERIFY(client.handle(input, Instant{} + 24h).empty());
}

QTEST_GUILESS_MAIN(TstPop3)
#include "tst_pop3.moc"
