// What the server session tells the trace and the inspector, beside what it says to the client.
#include "sim/base/base64.h"
#include "sim/kernel/random.h"
#include "sim/smtp/client.h"
#include "sim/smtp/server.h"

#include <QTest>

using namespace mf;
using namespace mf::smtp;
using namespace std::string_literals;

namespace {

Input say(const std::string &octets) { return Bytes{Blob(octets)}; }

template <typename T>
std::vector<T> only(const Actions &actions)
{
    std::vector<T> found;
    for (const Action &action : actions)
        if (const auto *one = std::get_if<T>(&action))
            found.push_back(*one);
    return found;
}

std::string text(std::string_view view) { return std::string(view); }

/// Every value of every fact in the actions.
std::string allFacts(const Actions &actions)
{
    std::string all;
    const auto add = [&](const Facts &facts) {
        facts.forEach([&](Key, std::string_view value) { all.append(value); });
    };
    for (const Action &action : actions) {
        if (const auto *send = std::get_if<Send>(&action))
            add(send->facts);
        else if (const auto *report = std::get_if<Report>(&action))
            if (const auto *noted = std::get_if<Noted>(&report->what))
                add(noted->facts);
    }
    return all;
}

/// All that the server says to these octets, cut into pieces of that size; the
/// answer to every question is yes, at once.
std::string converse(const ServerOptions &options, std::string_view octets, std::size_t piece)
{
    ServerSession server(options);
    std::string said;
    const auto feed = [&](const auto &self, const Input &input) -> void {
        for (const Action &action : server.handle(input, {})) {
            if (const auto *send = std::get_if<Send>(&action))
                said += send->octets.flatten();
            else if (const auto *ask = std::get_if<Ask>(&action)) {
                Answer yes = Verdict{{Reply{250, {2, 0, 0}, "yes"}}};
                if (std::holds_alternative<FindCredentials>(ask->question))
                    yes = Credentials{true, true, {}, "alice@x.test"};
                else if (const auto *letter = std::get_if<AcceptMessage>(&ask->question))
                    said += "[" + letter->letter.flatten() + "]";
                self(self, Answered{ask->ticket, yes});
            }
        }
    };
    feed(feed, Opened{});
    for (; !octets.empty(); octets.remove_prefix(std::min(piece, octets.size())))
        feed(feed, Bytes{Blob::copyOf(octets.substr(0, piece))});
    return said;
}

} // namespace

class TestSmtpServer : public QObject {
    Q_OBJECT
private slots:
    void repliesToPipelinedCommandsLeaveTogether();
    void repliesToAGroupWaitForTheirQuestions();
    void theLastReplyOfAGroupHeldBackIsNotWaitedFor();
    void repliesSayWhatTheyAre();
    void questionsLeaveAfterTheRepliesBeforeThem();
    void passwordsAreInNoFact();
    void clientPasswordsAreMarkedAndInNoFact();
    void theViewNamesLegalVerbs();
    void theViewNamesTheOpenQuestion();
    void anAnswerToAnOldTicketIsNotTaken();
    void aCopyInMidLetterGoesOnByItself();
    void whateverIsSaidTheCutDoesNotMatter();
};

void TestSmtpServer::repliesToPipelinedCommandsLeaveTogether()
{
    ServerSession server(usualOptions(Dialect::Relay, "mx.test"));
    server.handle(Opened{}, {});
    const auto sends = only<Send>(server.handle(say("EHLO c\r\nNOOP\r\nRSET\r\nVRFY x\r\n"), {}));
    QCOMPARE(sends.size(), std::size_t{1});
    QCOMPARE(sends[0].facts.number(Key::Count), std::optional<std::int64_t>(4));
    QVERIFY(sends[0].octets.flatten().ends_with("252 2.0.0 send it, and see\r\n"));
}

void TestSmtpServer::repliesToAGroupWaitForTheirQuestions()
{
    ServerSession server(usualOptions(Dialect::Relay, "mx.test"));
    server.handle(Opened{}, {});
    server.handle(say("EHLO c\r\n"), {});
    const Answer yes = Verdict{{Reply{250, {2, 0, 0}, "yes"}}};
    Actions actions = server.handle(
        say("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@mx.test>\r\nRCPT TO:<c@mx.test>\r\nDATA\r\n"), {});
    for (int questions = 0; questions < 3; ++questions) {
        QVERIFY(only<Send>(actions).empty());
        actions = server.handle(Answered{only<Ask>(actions).at(0).ticket, yes}, {});
    }
    const auto sends = only<Send>(actions);
    QCOMPARE(sends.size(), std::size_t{1});
    QCOMPARE(sends[0].facts.number(Key::Count), std::optional<std::int64_t>(4));
    QVERIFY(sends[0].octets.flatten().starts_with("250 2.0.0 yes\r\n250"));
    QVERIFY(sends[0].octets.flatten().find("\r\n354 ") != std::string::npos);
}

void TestSmtpServer::theLastReplyOfAGroupHeldBackIsNotWaitedFor()
{
    // Nothing more has come: the client may wait for what there is (RFC 2920 section 3.2).
    ServerSession server(usualOptions(Dialect::Relay, "mx.test"));
    server.handle(Opened{}, {});
    server.handle(say("EHLO c\r\n"), {});
    const Answer yes = Verdict{{Reply{250, {2, 0, 0}, "yes"}}};
    Actions actions = server.handle(say("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@mx.test>\r\n"), {});
    actions = server.handle(Answered{only<Ask>(actions).at(0).ticket, yes}, {});
    QCOMPARE(only<Send>(actions).size(), std::size_t{1});
    QCOMPARE(only<Ask>(actions).size(), std::size_t{1});
}

void TestSmtpServer::repliesSayWhatTheyAre()
{
    ServerSession server(usualOptions(Dialect::Submission, "mx.test"));
    server.handle(Opened{}, {});
    const auto sends = only<Send>(server.handle(say("HELO c\r\n"), {}));
    QCOMPARE(text(sends.at(0).facts.text(Key::Protocol)), "submission"s);
    QCOMPARE(text(sends.at(0).facts.text(Key::Code)), "250"s);
    const auto refused = only<Send>(server.handle(say("MAIL FROM:<>\r\n"), {}));
    QCOMPARE(text(refused.at(0).facts.text(Key::Code)), "530"s);
    QCOMPARE(text(refused.at(0).facts.text(Key::Status)), "5.7.0"s);
    QCOMPARE(text(refused.at(0).facts.text(Key::Text)), "authentication required"s);
}

void TestSmtpServer::questionsLeaveAfterTheRepliesBeforeThem()
{
    ServerSession server(usualOptions(Dialect::Relay, "mx.test"));
    server.handle(Opened{}, {});
    const Actions actions = server.handle(say("HELO c\r\nMAIL FROM:<>\r\n"), {});
    QCOMPARE(actions.size(), std::size_t{4}); // noted HELO, noted MAIL, 250, the question
    QVERIFY(std::holds_alternative<Send>(actions[2]));
    QVERIFY(std::holds_alternative<Ask>(actions[3]));
}

void TestSmtpServer::passwordsAreInNoFact()
{
    ServerOptions options = usualOptions(Dialect::Submission, "mx.test");
    options.authInClear = true;
    const std::string plain = toBase64("\0alice\0secret"s);
    for (const std::string &octets :
         {"AUTH PLAIN " + plain + "\r\n", "AUTH PLAIN\r\n" + plain + "\r\n",
          "AUTH LOGIN\r\n" + toBase64("alice") + "\r\n" + toBase64("secret") + "\r\n"}) {
        ServerSession server(options);
        server.handle(Opened{}, {});
        std::string facts = allFacts(server.handle(say("HELO c\r\n" + octets), {}));
        facts += allFacts(
            server.handle(Answered{Ticket{1}, Credentials{true, false, "secret", "alice@x.test"}}, {}));
        QVERIFY(facts.find("235") != facts.npos);
        QVERIFY(facts.find("alice@x.test") != facts.npos);
        QVERIFY(facts.find("secret") == facts.npos);
        QVERIFY(facts.find(plain) == facts.npos);
        QVERIFY(facts.find(toBase64("secret")) == facts.npos);
    }
}

void TestSmtpServer::clientPasswordsAreMarkedAndInNoFact()
{
    for (const std::string mechanism : {"PLAIN", "LOGIN"}) {
        ClientOptions options;
        options.login = "alice";
        options.password = "secret";
        options.authInClear = true;
        OutgoingMail mail;
        mail.envelope.to = {{"b", "mx.test"}};
        ClientSession client(options, {mail});
        client.handle(Opened{}, {});
        client.handle(say("220 x\r\n"), {});
        Actions actions = client.handle(say("250-x\r\n250 AUTH " + mechanism + "\r\n"), {});
        if (mechanism == "LOGIN") {
            client.handle(say("334 VXNlcm5hbWU6\r\n"), {});
            actions = client.handle(say("334 UGFzc3dvcmQ6\r\n"), {});
        }
        const auto sends = only<Send>(actions);
        QCOMPARE(sends.size(), std::size_t{1});
        QCOMPARE(text(sends[0].facts.text(Key::Secret)), "1"s);
        QCOMPARE(text(sends[0].facts.text(Key::Verb)), "AUTH"s);
        QCOMPARE(text(sends[0].facts.text(Key::Text)), "AUTH"s);
    }
}

void TestSmtpServer::theViewNamesLegalVerbs()
{
    ServerOptions options = usualOptions(Dialect::Submission, "mx.test");
    options.tls = ServerOptions::Tls::Required;
    ServerSession server(options);
    server.handle(Opened{}, {});
    server.handle(say("EHLO c\r\n"), {});
    QCOMPARE(server.view().legalVerbs, (std::vector{"EHLO"s, "HELO"s, "STARTTLS"s, "NOOP"s, "QUIT"s}));
    server.handle(say("STARTTLS\r\n"), {});
    server.handle(TlsReady{}, {});
    server.handle(say("EHLO c\r\n"), {});
    const SessionView view = server.view();
    QCOMPARE(view.state, "Greeted"s);
    QVERIFY(view.encrypted);
    QCOMPARE(view.legalVerbs,
             (std::vector{"EHLO"s, "HELO"s, "AUTH"s, "RSET"s, "NOOP"s, "VRFY"s, "HELP"s, "QUIT"s}));
}

void TestSmtpServer::theViewNamesTheOpenQuestion()
{
    ServerSession server(usualOptions(Dialect::Relay, "mx.test"));
    server.handle(Opened{}, {});
    server.handle(say("HELO c\r\nMAIL FROM:<>\r\n"), {});
    QCOMPARE(server.view().waitingFor, "VerifySender"s);
    QVERIFY(!server.deadline());
    server.handle(Answered{Ticket{1}, Verdict{{Reply{250, {2, 1, 0}, "ok"}}}}, Instant{1h});
    QCOMPARE(server.view().waitingFor, ""s);
    QVERIFY(server.deadline() == Instant{1h + 5min});
}

void TestSmtpServer::anAnswerToAnOldTicketIsNotTaken()
{
    ServerSession server(usualOptions(Dialect::Relay, "mx.test"));
    server.handle(Opened{}, {});
    server.handle(say("HELO c\r\nMAIL FROM:<>\r\n"), {});
    const Answer fine = Verdict{{Reply{250, {2, 1, 0}, "ok"}}};
    QVERIFY(server.handle(Answered{Ticket{7}, fine}, {}).empty());
    QCOMPARE(server.handle(Answered{Ticket{1}, fine}, {}).size(), std::size_t{1});
    QVERIFY(server.handle(Answered{Ticket{1}, fine}, {}).empty());
}

void TestSmtpServer::aCopyInMidLetterGoesOnByItself()
{
    ServerSession server(usualOptions(Dialect::Relay, "mx.test"));
    const Answer fine = Verdict{{Reply{250, {}, "ok"}}};
    server.handle(Opened{}, {});
    server.handle(say("HELO c\r\nMAIL FROM:<>\r\n"), {});
    server.handle(Answered{Ticket{1}, fine}, {});
    server.handle(say("RCPT TO:<b@mx.test>\r\n"), {});
    server.handle(Answered{Ticket{2}, fine}, {});
    server.handle(say("DATA\r\none\r\n"), {});
    const auto copy = server.clone();
    const auto first = only<Ask>(server.handle(say("two\r\n.\r\n"), {}));
    const auto second = only<Ask>(copy->handle(say("three\r\n.\r\n"), {}));
    QCOMPARE(std::get<AcceptMessage>(first.at(0).question).letter.flatten(), "one\r\ntwo\r\n"s);
    QCOMPARE(std::get<AcceptMessage>(second.at(0).question).letter.flatten(), "one\r\nthree\r\n"s);
}

void TestSmtpServer::whateverIsSaidTheCutDoesNotMatter()
{
    const std::vector<std::string> words{"EHLO c\r\n",
                                         "HELO\r\n",
                                         "MAIL FROM:<a@x.test>\r\n",
                                         "MAIL FROM:<> SIZE=9\r\n",
                                         "RCPT TO:<b@mx.test>\r\n",
                                         "DATA\r\n",
                                         ".\r\n",
                                         "..\r\n",
                                         "text\r\n",
                                         "\n.\r\n",
                                         "\r",
                                         "\n",
                                         ".",
                                         "\r\n",
                                         "RSET\r\n",
                                         "AUTH LOGIN\r\n",
                                         "AUTH PLAIN AGFsaWNlAHNlY3JldA==\r\n",
                                         "YWxpY2U=\r\n",
                                         "*\r\n",
                                         "NOOP\r\n",
                                         std::string(600, 'x'),
                                         "\0"s};
    ServerOptions options = usualOptions(Dialect::Relay, "mx.test");
    options.authMechanisms = {"PLAIN", "LOGIN"};
    options.authInClear = true;
    options.errorLimit = 1000;
    options.sizeLimitOctets = 1500;
    RandomStream random(1, "words");
    for (int round = 0; round < 300; ++round) {
        std::string octets;
        for (std::uint64_t count = random.below(60); count > 0; --count)
            octets += words[random.below(words.size())];
        const std::string whole = converse(options, octets, octets.size());
        QCOMPARE(converse(options, octets, 1), whole);
        QCOMPARE(converse(options, octets, 1 + random.below(40)), whole);
    }
}

QTEST_GUILESS_MAIN(TestSmtpServer)
#include "tst_smtp_server.moc"
