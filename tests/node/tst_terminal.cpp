// Somebody at a terminal: what is typed, when, and what is seen of the answers.
#include <QTest>

#include "sim/node/terminal.h"

using namespace mf;
using node::Service;
using node::Terminal;

namespace {

constexpr Instant kStart{};

/// Somebody who types these lines, each after so much silence, and hangs up.
node::TypeLines typing(Service service, std::vector<node::TypedLine> lines, Duration pause = 1s)
{
    node::TypeLines wish;
    wish.service = service;
    wish.lines = std::move(lines);
    wish.pause = pause;
    wish.begun = kStart;
    return wish;
}
/// Somebody who types by hand, as long as it pleases.
node::TypeLines byHand(Service service)
{
    node::TypeLines wish = typing(service, {});
    wish.staysOpen = true;
    return wish;
}

std::string typedIn(const Actions &actions)
{
    std::string octets;
    for (const Action &action : actions)
        if (const auto *send = std::get_if<Send>(&action))
            octets += send->octets.joined().view();
    return octets;
}

/// The facts of the first note, or of what is sent.
Facts noted(const Actions &actions)
{
    for (const Action &action : actions)
        if (const auto *report = std::get_if<Report>(&action))
            if (const auto *note = std::get_if<Noted>(&report->what))
                return note->facts;
    return {};
}
Facts sent(const Actions &actions)
{
    for (const Action &action : actions)
        if (const auto *send = std::get_if<Send>(&action))
            return send->facts;
    return {};
}
bool closes(const Actions &actions)
{
    return std::ranges::any_of(actions, [](const Action &one) { return std::holds_alternative<Close>(one); });
}

} // namespace

class TestTerminal : public QObject {
    Q_OBJECT

private slots:
    void aLineIsTypedAfterEachSilence()
    {
        Terminal terminal(typing(Service::Smtp, {{"HELO me"}, {"RETR 1"}}, 2s));
        QVERIFY(!terminal.deadline());
        QVERIFY(typedIn(terminal.handle(Opened{}, kStart)).empty());
        QVERIFY(terminal.deadline() == kStart + 2s);
        terminal.handle(Bytes{Blob::copyOf("220 mx.test\r\n")}, kStart + 1s);
        QVERIFY(terminal.deadline() == kStart + 3s);
        QVERIFY(terminal.handle(Expired{}, kStart + 2s).empty());
        QCOMPARE(typedIn(terminal.handle(Expired{}, kStart + 3s)), "HELO me\r\n");
        QCOMPARE(typedIn(terminal.handle(Expired{}, kStart + 5s)), "RETR 1\r\n");
        const Actions end = terminal.handle(Expired{}, kStart + 7s);
        QVERIFY(closes(end) && typedIn(end).empty());
        QVERIFY(!terminal.deadline());
    }

    void aLineWithATimeOfItsOwnDoesNotWaitForSilence()
    {
        node::TypeLines wish = typing(Service::Smtp, {{"EHLO me", 3s}, {"NOOP", 500ms}}, 2s);
        wish.hangsUpAfter = 4s;
        Terminal terminal(wish);
        terminal.handle(Opened{}, kStart + 1s);
        QVERIFY(terminal.deadline() == kStart + 3s);
        terminal.handle(Bytes{Blob::copyOf("220 mx.test\r\n")}, kStart + 2s);
        QVERIFY(terminal.deadline() == kStart + 3s);
        const auto typedAt = [&terminal](Instant at) {
            // What happens by itself at that time happens first.
            const std::string early = typedIn(terminal.handle(Expired{}, at));
            return early.empty() && terminal.deadline() == at ? typedIn(terminal.handle(Expired{}, at))
                                                              : "too early: " + early;
        };
        QCOMPARE(typedAt(kStart + 3s), "EHLO me\r\n");
        QCOMPARE(typedAt(kStart + 3500ms), "NOOP\r\n");
        QVERIFY(terminal.deadline() == kStart + 7500ms);
        QVERIFY(!closes(terminal.handle(Expired{}, kStart + 7500ms)));
        QVERIFY(closes(terminal.handle(Expired{}, kStart + 7500ms)));
    }

    void whatIsTypedAndReadIsNoted()
    {
        Terminal terminal(typing(Service::Imap, {{"a1 select INBOX"}}, 1s));
        terminal.handle(Opened{}, kStart);
        const Actions typed = terminal.handle(Expired{}, kStart + 1s);
        QCOMPARE(noted(typed).text(Key::Action), "type");
        QCOMPARE(noted(typed).text(Key::Text), "a1 select INBOX");
        QCOMPARE(sent(typed).text(Key::Verb), "SELECT");
        QCOMPARE(sent(typed).text(Key::Protocol), "imap");
        const Actions read = terminal.handle(Bytes{Blob::copyOf("a1 BAD no\r\n")}, kStart + 1s);
        QCOMPARE(noted(read).text(Key::Action), "read");
        QCOMPARE(noted(read).text(Key::Text), "a1 BAD no");
        QVERIFY(!noted(read).has(Key::Count));
        const Actions more = terminal.handle(Bytes{Blob::copyOf("* 1\r\n* 2\r\n* 3\r\n")}, kStart + 1s);
        QCOMPARE(noted(more).text(Key::Count), "2");
    }

    void passwordsAreNotShown_data()
    {
        QTest::addColumn<int>("service");
        QTest::addColumn<QString>("line");
        QTest::newRow("pop3") << int(Service::Pop3) << "PASS secret";
        QTest::newRow("imap") << int(Service::Imap) << "a1 LOGIN bob secret";
        QTest::newRow("smtp") << int(Service::Submission) << "auth plain secret";
    }
    void passwordsAreNotShown()
    {
        QFETCH(int, service);
        QFETCH(QString, line);
        Terminal terminal(typing(static_cast<Service>(service), {{line.toStdString()}}, 1s));
        terminal.handle(Opened{}, kStart);
        const Actions typed = terminal.handle(Expired{}, kStart + 1s);
        QVERIFY(!noted(typed).packed().contains("secret"));
        QCOMPARE(sent(typed).text(Key::Secret), "1");
    }

    void aPersonTypesWhenItIsTime()
    {
        Terminal terminal(byHand(Service::Smtp));
        QVERIFY(terminal.type("NOOP").empty()); // nobody is there yet
        terminal.handle(Opened{}, kStart);
        QVERIFY(!terminal.deadline());
        QCOMPARE(typedIn(terminal.type("NOOP")), "NOOP\r\n");
        QCOMPARE(typedIn(terminal.type("DATA")), "DATA\r\n");
        terminal.handle(Bytes{Blob::copyOf("354 go on\r\n")}, kStart + 1s);
        QCOMPARE(sent(terminal.type("QUIT is a word")).text(Key::Part), "text");
        terminal.type(".");
        QCOMPARE(sent(terminal.type("QUIT")).text(Key::Verb), "QUIT");
        QVERIFY(closes(terminal.hangUp()));
        QVERIFY(terminal.type("NOOP").empty());
    }

    void theAnswersToALoginAreSecretToo()
    {
        Terminal terminal(byHand(Service::Submission));
        terminal.handle(Opened{}, kStart);
        terminal.type("AUTH LOGIN");
        terminal.handle(Bytes{Blob::copyOf("334 VXNlcg==\r\n")}, kStart + 1s);
        const Actions typed = terminal.type("c2VjcmV0");
        QCOMPARE(sent(typed).text(Key::Secret), "1");
        QVERIFY(!noted(typed).packed().contains("c2VjcmV0"));
        terminal.handle(Bytes{Blob::copyOf("235 yes\r\n")}, kStart + 2s);
        QVERIFY(!sent(terminal.type("NOOP")).has(Key::Secret));
    }

    void theHandShakeFollowsAYesOnly()
    {
        const auto starts = [](const Actions &actions) {
            return std::ranges::any_of(
                actions, [](const Action &one) { return std::holds_alternative<StartTls>(one); });
        };
        Terminal terminal(byHand(Service::Smtp));
        terminal.handle(Opened{}, kStart);
        terminal.type("STARTTLS");
        QVERIFY(!starts(terminal.handle(Bytes{Blob::copyOf("502 no\r\n")}, kStart)));
        terminal.type("STARTTLS");
        QVERIFY(!starts(terminal.handle(Bytes{Blob::copyOf("220 y")}, kStart)));
        QVERIFY(starts(terminal.handle(Bytes{Blob::copyOf("es\r\n")}, kStart)));
        QVERIFY(terminal.type("EHLO me").empty()); // it would go in clear
        QCOMPARE(typedIn(terminal.handle(TlsReady{}, kStart)), "EHLO me\r\n");
    }

    void theServerMayHangUp()
    {
        Terminal terminal(typing(Service::Smtp, {{"QUIT"}, {"NOOP"}}, 1s));
        terminal.handle(Opened{}, kStart);
        terminal.handle(Expired{}, kStart + 1s);
        QVERIFY(closes(terminal.handle(PeerClosed{}, kStart + 1s)));
        QVERIFY(!terminal.deadline());
    }
};

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"
