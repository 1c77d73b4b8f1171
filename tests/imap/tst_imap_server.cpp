// The server session: dialogues, and what a dialogue cannot say: several sessions, a slow reader, every limit
// at n and n + 1.
#include "tests/imap/machines.h"
#include "tests/support/dialogue_test.h"

#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::test;

namespace {

imap::ServerOptions inClear()
{
    imap::ServerOptions options;
    options.hostName = "mail.test";
    options.allowsLoginInClear = true;
    return options;
}

FakeAccount accountWith(int letters, std::size_t octets = 20, store::Limits limits = {})
{
    FakeAccount account(limits);
    account.addLogin("alice", "secret", "alice@x.test");
    for (int i = 1; i <= letters; ++i) {
        std::string text = "Subject: " + std::to_string(i) + "\r\n\r\n";
        text.resize(std::max(octets, text.size()), 'x');
        account.addLetter("INBOX", {text, {}, {}, 0, true});
    }
    return account;
}

} // namespace

class TestImapServer : public QObject {
    Q_OBJECT

private slots:
    void dialogues_data() { addDialogueRows("tests/dialogues/imap/server"); }
    void dialogues() { playDialogueRow(imapMachine); }

    // ---- several sessions ---------------------------------------------------------------------------------

    void expungeIsToldToOthersWithTheirNextCommand()
    {
        FakeAccount account = accountWith(3);
        ServerAtWork one(inClear(), account), other(inClear(), account);
        one.openInbox();
        other.openInbox();
        one.say("a STORE 2 +FLAGS.SILENT (\\Deleted)\r\n");
        QCOMPARE(one.say("b EXPUNGE\r\n"), std::string("* 2 EXPUNGE\r\nb OK expunged\r\n"));
        QCOMPARE(other.feed(Changed{account.snapshot("INBOX")}), std::string()); // no command is in progress
        QCOMPARE(other.say("a FETCH 3 UID\r\n"), std::string("* 3 FETCH (UID 3)\r\na OK given\r\n"));
        QCOMPARE(other.say("b SEARCH ALL\r\n"), std::string("* SEARCH 1 2 3\r\nb OK searched\r\n"));
        QVERIFY(other.say("c STORE 1 FLAGS (\\Seen)\r\n").starts_with("* 1 FETCH (FLAGS (\\Seen))\r\nc OK"));
        QCOMPARE(other.say("d NOOP\r\n"), std::string("* 2 EXPUNGE\r\nd OK nothing to do\r\n"));
        QCOMPARE(other.say("e FETCH 2 UID\r\n"), std::string("* 2 FETCH (UID 3)\r\ne OK given\r\n"));
    }

    void expungedLetterStaysReadableUntilItIsTold()
    {
        FakeAccount account = accountWith(2, 30);
        ServerAtWork session(inClear(), account);
        session.openInbox();
        account.removeLetters("INBOX", {1});
        session.feed(Changed{account.snapshot("INBOX")});
        QVERIFY(session.say("a FETCH 1 BODY.PEEK[HEADER]\r\n")
                    .starts_with("* 1 FETCH (BODY[HEADER] {14}\r\nSubject: 1\r\n\r\n)"));
        QCOMPARE(session.say("b CHECK\r\n"), std::string("* 1 EXPUNGE\r\nb OK nothing to do\r\n"));
    }

    void uidCommandsMayTellExpunges()
    {
        FakeAccount account = accountWith(2);
        ServerAtWork session(inClear(), account);
        session.openInbox();
        account.removeLetters("INBOX", {1});
        session.feed(Changed{account.snapshot("INBOX")});
        QCOMPARE(session.say("a UID FETCH 2 FLAGS\r\n"),
                 std::string("* 2 FETCH (UID 2 FLAGS ())\r\n* 1 EXPUNGE\r\na OK given\r\n"));
    }

    void idleIsToldAtOnce()
    {
        FakeAccount account = accountWith(2);
        ServerAtWork session(inClear(), account);
        session.openInbox();
        QCOMPARE(session.say("a IDLE\r\n"), std::string("+ idling\r\n"));
        account.removeLetters("INBOX", {1});
        account.addLetter("INBOX", {"Subject: 3\r\n\r\n", {}, {}, 0, true});
        QCOMPARE(session.feed(Changed{account.snapshot("INBOX")}),
                 std::string("* 1 EXPUNGE\r\n* 2 EXISTS\r\n* 1 RECENT\r\n"));
        QCOMPARE(session.say("done\r\n"), std::string("a OK was idle\r\n"));
    }

    void changesOfAnotherMailboxAreNotTold()
    {
        FakeAccount account = accountWith(1);
        account.addMailbox({.name = "Other"});
        ServerAtWork session(inClear(), account);
        session.openInbox();
        session.feed(Changed{account.snapshot("Other")});
        QCOMPARE(session.say("a NOOP\r\n"), std::string("a OK nothing to do\r\n"));
    }

    // ---- a slow reader ------------------------------------------------------------------------------------

    void fetchOfManyLettersRunsInBoundedMemory()
    {
        constexpr int kLetters = 200;
        constexpr std::size_t kLetterOctets = 100'000;
        FakeAccount account = accountWith(kLetters, kLetterOctets);
        ServerAtWork session(inClear(), account);
        session.openInbox();
        session.feed(Drained{});
        session.saysDrained = false;
        std::size_t all = session.say("a FETCH 1:* BODY.PEEK[]\r\nb NOOP\r\n").size();
        std::string last;
        int rounds = 1;
        QVERIFY(all >= kHighWaterOctets && all < kHighWaterOctets + 2048);
        while (!last.ends_with("b OK nothing to do\r\n")) {
            QVERIFY(session.feed(Expired{}).empty()); // nothing without Drained
            last = session.feed(Drained{});
            QVERIFY(!last.empty());
            QVERIFY(last.size() < kHighWaterOctets + 2048);
            all += last.size();
            ++rounds;
        }
        QVERIFY(all > kLetters * kLetterOctets);
        QCOMPARE(rounds, int(all / kHighWaterOctets) + 1);
    }

    void letterIsSentInSlicesOfItself()
    {
        FakeAccount account = accountWith(1, 1'000'000);
        const auto octets = account.snapshot("INBOX")->letters[0].message->octets().view();
        ServerAtWork session(inClear(), account);
        session.openInbox();
        session.say("a FETCH 1 BODY.PEEK[]\r\n");
        std::size_t letterOctets = 0;
        for (const Send &send : session.sent) {
            if (send.facts.text(Key::Part) != "letter")
                continue;
            const auto piece = send.octets.piece(0).view();
            QVERIFY(send.octets.pieceCount() == 1 && piece.data() == octets.data() + letterOctets);
            letterOctets += piece.size();
        }
        QCOMPARE(letterOctets, octets.size());
    }

    void clientThatDoesNotReadIsCutOff()
    {
        FakeAccount account = accountWith(1, 1'000'000);
        ServerAtWork session(inClear(), account);
        session.openInbox();
        session.saysDrained = false;
        session.say("a FETCH 1 BODY.PEEK[]\r\n");
        const auto deadline = session.machine().deadline();
        QVERIFY(deadline.has_value());
        const Actions actions = session.machine().handle(Expired{}, *deadline);
        const auto *close = std::get_if<Close>(&actions.back());
        QVERIFY(close && close->abort);
    }

    void seenIsSetInBatches()
    {
        FakeAccount account = accountWith(250);
        ServerAtWork session(inClear(), account);
        session.openInbox();
        session.answersItself = false;
        session.say("a FETCH 1:* BODY[TEXT]\r\n");
        std::size_t batches = 0, marked = 0;
        while (!session.asked.empty()) {
            const Ask ask = session.asked.back();
            session.asked.clear();
            const auto &question = std::get<ChangeFlags>(ask.question);
            ++batches;
            marked += question.uids.size();
            QVERIFY(question.uids.size() <= 100);
            session.feed(Answered{ask.ticket, account.answer(ask.question)});
        }
        QCOMPARE(batches, std::size_t(3));
        QCOMPARE(marked, std::size_t(250));
        QVERIFY(account.snapshot("INBOX")->letters[249].flags.has(Flags::Seen));
    }

    // ---- every limit at n and n + 1 -----------------------------------------------------------------------

    void linesHaveALimit()
    {
        imap::ServerOptions options = inClear();
        options.lineLimitOctets = 40;
        FakeAccount account = accountWith(0);
        ServerAtWork session(options, account);
        const auto login = [](std::size_t octets) {
            return "a LOGIN alice " + std::string(octets - 16, 's') + "\r\n";
        };
        QVERIFY(session.say(login(40)).starts_with("a NO [AUTHENTICATIONFAILED]"));
        QCOMPARE(session.say(login(41)), std::string("a BAD no line over 40 octets\r\n"));
        QVERIFY(session.say("b LOGIN alice {17}\r\n").starts_with("+ "));
        QVERIFY(session.say("12345678901234567  \r\n").starts_with("b BAD no line over 40 octets\r\n"));
        QVERIFY(session.say("c LOGIN alice {18}\r\n").starts_with("+ "));
        QVERIFY(session.say("secretsecretsecret\r\n").starts_with("c NO"));
        QCOMPARE(session.say("d LOGIN alice {19}\r\n"), std::string("d BAD no line over 40 octets\r\n"));
        QCOMPARE(session.say("e LOGIN alice {18+}\r\nsecretsecretsecret\r\n"),
                 std::string("e BAD no line over 40 octets\r\n"));
    }

    void literalsBeforeLoginAreShortWhateverTheyAreFor()
    {
        FakeAccount account = accountWith(0);
        ServerAtWork session(inClear(), account);
        QCOMPARE(session.say("a APPEND INBOX {1000000}\r\n"),
                 std::string("a BAD no line over 65536 octets\r\n"));
    }

    void appendedLettersHaveALimit()
    {
        imap::ServerOptions options = inClear();
        options.literalLimitOctets = 100'000;
        FakeAccount account = accountWith(0);
        ServerAtWork session(options, account);
        session.openInbox();
        QCOMPARE(session.say("a APPEND INBOX {100001}\r\n"),
                 std::string("a NO [TOOBIG] no letter over 100000 octets\r\n"));
        QCOMPARE(session.say("b APPEND INBOX {100001+}\r\n" + std::string(100'001, 'x') + "\r\nc NOOP\r\n"),
                 std::string("b NO [TOOBIG] no letter over 100000 octets\r\nc OK nothing to do\r\n"));
        QCOMPARE(session.say("d APPEND INBOX {100000}\r\n"), std::string("+ go on\r\n"));
        QCOMPARE(session.say(std::string(100'000, 'x') + "\r\n"),
                 std::string("d OK [APPENDUID 1 1] stored\r\n"));
        QCOMPARE(account.snapshot("INBOX")->letters[0].sizeOctets, 100'000U);
    }

    void whatIsPassedOverHasALimit()
    {
        imap::ServerOptions options = inClear();
        options.lineLimitOctets = 40;
        options.discardLimitOctets = 100;
        FakeAccount account = accountWith(0);
        const auto said = [&](const std::string &octets) {
            return ServerAtWork(options, account).say(octets);
        };
        QCOMPARE(said("a LOGIN alice {100+}\r\n" + std::string(90, 'x')), std::string());
        QVERIFY(said("a LOGIN alice {100+}\r\n" + std::string(98, 'x') + "\r\n\r\nb NOOP\r\n")
                    .starts_with("a BAD no line over 40 octets\r\nb OK"));
        QCOMPARE(said("a LOGIN alice {101+}\r\n"),
                 std::string("* BYE [TOOBIG] no literal over 100 octets\r\n"));
        QVERIFY(said("a LOGIN alice {101}\r\n").starts_with("a BAD no line over"));
        QCOMPARE(said(std::string(100, 'x')), std::string());
        QCOMPARE(said(std::string(101, 'x')), std::string("* BYE [TOOBIG] a command without end\r\n"));
        QCOMPARE(said("a X {99999999999999999999+}\r\n"),
                 std::string("* BYE [TOOBIG] no literal over 100 octets\r\n"));
    }

    void whatIsSentAheadHasALimit()
    {
        imap::ServerOptions options = inClear();
        options.backlogLimitOctets = 60;
        FakeAccount account = accountWith(0);
        for (const std::size_t ahead : {std::size_t(60), std::size_t(61)}) {
            ServerAtWork session(options, account);
            session.answersItself = false;
            session.say("a LOGIN alice secret\r\n");
            const std::string said = session.say(std::string(ahead, 'x'));
            QCOMPARE(session.closed(), ahead > 60);
            QCOMPARE(said,
                     std::string(ahead > 60 ? "* BYE more was sent ahead than this server keeps\r\n" : ""));
        }
    }

    void failedLoginsHaveALimit()
    {
        imap::ServerOptions options = inClear();
        options.loginFailureLimit = 3;
        FakeAccount account = accountWith(0);
        ServerAtWork session(options, account);
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(!session.closed());
            const std::string said = session.say("a LOGIN alice wrong\r\n");
            QVERIFY(said.starts_with("a NO [AUTHENTICATIONFAILED]"));
            QCOMPARE(said.ends_with("* BYE too many failed logins\r\n"), i == 3);
        }
        QVERIFY(session.closed());
    }

    void badCommandsInARowHaveALimit()
    {
        imap::ServerOptions options = inClear();
        options.badCommandLimit = 3;
        FakeAccount account = accountWith(0);
        ServerAtWork session(options, account);
        session.say("a X\r\nb X\r\nc NOOP\r\nd X\r\ne X\r\n");
        QVERIFY(!session.closed());
        QCOMPARE(session.say("f X\r\n"),
                 std::string("f BAD unknown command\r\n* BYE too many commands that are none\r\n"));
        QVERIFY(session.closed());
    }

    void silenceHasALimit()
    {
        FakeAccount account = accountWith(0);
        ServerAtWork session(inClear(), account);
        QVERIFY(session.machine().deadline() == Instant{} + 30min);
        QVERIFY(session.machine().handle(Expired{}, Instant{} + 30min - 1us).empty());
        session.machine().handle(Bytes{Blob("a NO")}, Instant{} + 29min);
        QVERIFY(session.machine().deadline() == Instant{} + 59min);
        const Actions actions = session.machine().handle(Expired{}, Instant{} + 59min);
        QCOMPARE(std::get<Send>(actions.at(0)).octets.flatten(),
                 std::string("* BYE silent for too long\r\n"));
        QVERIFY(std::holds_alternative<Close>(actions.at(1)));
    }

    void mailboxNamesHaveALimit()
    {
        FakeAccount account = accountWith(0, 0, store::Limits{.nameOctets = 1000});
        ServerAtWork session(inClear(), account);
        session.openInbox();
        const std::string longest(1000, 'n');
        QCOMPARE(session.say("a CREATE " + longest + "\r\n"), std::string("a OK done\r\n"));
        QCOMPARE(session.say("b CREATE " + longest + "n\r\n"),
                 std::string("b BAD no mailbox name over 1000 octets\r\n"));
        QVERIFY(session.say("c LIST \"\" " + longest + "\r\n").ends_with("c OK that is all\r\n"));
        QCOMPARE(session.say("d LIST n " + longest + "\r\n"),
                 std::string("d BAD no mailbox pattern over 1000 octets\r\n"));
    }

    void keywordsHaveALimit()
    {
        FakeAccount account = accountWith(1);
        ServerAtWork session(inClear(), account);
        session.openInbox();
        std::string words;
        for (int i = 1; i <= 64; ++i)
            words += (i == 1 ? "k" : " k") + std::to_string(i);
        QVERIFY(session.say("a STORE 1 +FLAGS.SILENT (" + words + ")\r\n").ends_with("a OK stored\r\n"));
        QVERIFY(session.say("b STORE 1 +FLAGS.SILENT K64\r\n").starts_with("b OK"));
        QVERIFY(session.say("c STORE 1 +FLAGS.SILENT k65\r\n").starts_with("c NO [LIMIT]"));
        QVERIFY(session.say("d STORE 1 FLAGS.SILENT " + std::string(100, 'k') + "\r\n")
                    .ends_with("d OK stored\r\n"));
        QVERIFY(session.say("e STORE 1 FLAGS.SILENT " + std::string(101, 'k') + "\r\n")
                    .starts_with("e NO [LIMIT]"));
        QVERIFY(session.say("f APPEND INBOX (" + words + " k65) {1+}\r\nx\r\n").starts_with("f NO [LIMIT]"));
    }

    // ---- what records show --------------------------------------------------------------------------------

    void sendsSayWhatTheyAre()
    {
        FakeAccount account = accountWith(1);
        ServerAtWork session(inClear(), account);
        session.openInbox();
        session.say("a FETCH 1 (FLAGS BODY.PEEK[])\r\n");
        std::string shown;
        for (const Send &send : session.sent) {
            QCOMPARE(send.facts.text(Key::Protocol), std::string_view("imap"));
            shown += std::string(send.facts.text(Key::Code)) + ' ' + std::string(send.facts.text(Key::Verb))
                     + ' ' + std::string(send.facts.text(Key::Part)) + '|';
        }
        QCOMPARE(shown, std::string("* FETCH |* FETCH letter|* FETCH |OK FETCH |"));
    }

    void viewTellsStateAndLegalVerbs()
    {
        FakeAccount account = accountWith(0);
        ServerAtWork session(inClear(), account);
        QCOMPARE(session.machine().view().state, std::string("not authenticated"));
        session.answersItself = false;
        session.say("a LOGIN alice secret\r\n");
        QCOMPARE(session.machine().view().waitingFor, std::string("FindCredentials"));
        session.feed(Answered{session.asked.back().ticket, account.answer(session.asked.back().question)});
        const SessionView view = session.machine().view();
        QCOMPARE(view.state, std::string("authenticated"));
        QCOMPARE(view.login, std::string("alice@x.test"));
        QVERIFY(std::ranges::find(view.legalVerbs, "SELECT") != view.legalVerbs.end());
        QVERIFY(std::ranges::find(view.legalVerbs, "FETCH") == view.legalVerbs.end());
    }
};

QTEST_GUILESS_MAIN(TestImapServer)
#include "tst_imap_server.moc"
