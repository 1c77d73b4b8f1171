// Several sessions on one store: what each is told of the others' changes, and when (RFC 3501 section 7.4.1, RFC
// 2180); what stays over a restart; what a large mailbox costs.
#include "tests/imap/mail_house.h"

#include <QTest>

#include <string>

using namespace mf;
using namespace mf::test;

namespace {

/// Two sessions that have INBOX selected, with three letters.
struct Two : MailHouse {
    explicit Two(store::Limits limits = {}) : MailHouse(limits)
    {
        for (int i = 0; i < 3; ++i)
            deliver();
        one = enter();
        other = enter();
        say(one, "s SELECT INBOX\r\n");
        say(other, "s SELECT INBOX\r\n");
    }
    std::size_t one = 0, other = 0;
};

} // namespace

class TestImapSessions : public QObject {
    Q_OBJECT

private slots:
    void newLettersAreToldByNoopAndAtOnceByIdle()
    {
        Two house;
        house.say(house.other, "i IDLE\r\n");
        house.deliver();
        QCOMPARE(house.heard(house.other), std::string("* 4 EXISTS\r\n* 1 RECENT\r\n"));
        QCOMPARE(house.heard(house.one), std::string());
        const std::string said = house.say(house.one, "a NOOP\r\n");
        QVERIFY(said.starts_with("* 4 EXISTS\r\n"));
        QVERIFY(said.ends_with("a OK nothing to do\r\n"));
    }

    void expungeIsNotToldWhileNumbersAreInUse()
    {
        Two house;
        house.say(house.one, "a STORE 2 +FLAGS.SILENT (\\Deleted)\r\nb EXPUNGE\r\n");
        for (const char *command : {"FETCH 1:3 UID", "STORE 1 +FLAGS (\\Seen)", "SEARCH ALL"}) {
            const std::string said = house.say(house.other, std::string("c ").append(command).append("\r\n"));
            QVERIFY2(said.find("EXPUNGE") == said.npos, said.c_str());
            QVERIFY2(said.find("c OK") != said.npos, said.c_str());
        }
        QVERIFY(house.say(house.other, "d UID SEARCH ALL\r\n").find("* 2 EXPUNGE\r\n") != std::string::npos);
        QVERIFY(house.say(house.other, "e UID FETCH 1:* FLAGS\r\n").find("* 2 FETCH (UID 3")
                != std::string::npos);
    }

    void expungeIsToldByNoop()
    {
        Two house;
        house.say(house.one, "a STORE 1,3 +FLAGS.SILENT (\\Deleted)\r\nb EXPUNGE\r\n");
        QCOMPARE(house.say(house.other, "c NOOP\r\n"),
                 std::string("* 1 EXPUNGE\r\n* 2 EXPUNGE\r\nc OK nothing to do\r\n"));
    }

    void twoSessionsExpungeTheSame()
    {
        Two house;
        house.say(house.one, "a STORE 1:2 +FLAGS.SILENT (\\Deleted)\r\n");
        house.say(house.other, "a NOOP\r\n");
        QCOMPARE(house.say(house.one, "b EXPUNGE\r\n"),
                 std::string("* 1 EXPUNGE\r\n* 1 EXPUNGE\r\nb OK expunged\r\n"));
        QCOMPARE(house.say(house.other, "b EXPUNGE\r\n"),
                 std::string("* 1 EXPUNGE\r\n* 1 EXPUNGE\r\nb OK there is nothing to expunge\r\n"));
    }

    void flagsAreToldToOthers()
    {
        Two house;
        house.say(house.one, "a STORE 2 +FLAGS (\\Flagged $Label2)\r\n");
        QCOMPARE(
            house.say(house.other, "b NOOP\r\n"),
            std::string("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Label2)\r\n"
                        "* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Label2 \\*)] "
                        "can be kept\r\n"
                        "* 2 FETCH (FLAGS (\\Flagged $Label2))\r\nb OK nothing to do\r\n"));
    }

    void aNewKeywordIsToldBeforeALetterIsShownToHaveIt()
    {
        Two house;
        house.say(house.one, "a STORE 2 +FLAGS ($New)\r\n");
        const std::string said = house.say(house.other, "b FETCH 2 FLAGS\r\n");
        QVERIFY(said.starts_with("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $New)\r\n"));
        QVERIFY(said.find("* 2 FETCH (FLAGS ($New))\r\n") != said.npos);
    }

    void storeSilentTellsWhatOthersHaveChanged()
    {
        Two house;
        house.say(house.one, "a STORE 1 +FLAGS (\\Flagged)\r\n");
        QCOMPARE(house.say(house.other, "b STORE 1 +FLAGS.SILENT (\\Seen)\r\n"),
                 std::string("* 1 FETCH (FLAGS (\\Flagged \\Seen))\r\nb OK stored\r\n"));
        QCOMPARE(house.say(house.other, "c STORE 1 +FLAGS.SILENT (\\Draft)\r\n"),
                 std::string("c OK stored\r\n"));
    }

    void modSeqIsToldToWhoKnowsIt()
    {
        Two house;
        house.say(house.other, "a ENABLE CONDSTORE\r\n");
        house.say(house.one, "b STORE 1 +FLAGS (\\Flagged)\r\n");
        QCOMPARE(house.say(house.other, "c NOOP\r\n"),
                 std::string("* 1 FETCH (FLAGS (\\Flagged) MODSEQ (5))\r\nc OK nothing to do\r\n"));
        // RFC 7162 section 3.1.3: two that store at once do not undo each other's work.
        QCOMPARE(QByteArray::fromStdString(
                     house.say(house.one, "d STORE 1 (UNCHANGEDSINCE 5) -FLAGS (\\Flagged)\r\n")),
                 QByteArray("* OK [HIGHESTMODSEQ 5] is the last change\r\n"
                            "* 1 FETCH (FLAGS (\\Recent) MODSEQ (6))\r\nd OK stored\r\n"));
        QCOMPARE(house.say(house.other, "e STORE 1 (UNCHANGEDSINCE 5) FLAGS.SILENT (\\Draft)\r\n"),
                 std::string(
                     "* 1 FETCH (FLAGS () MODSEQ (6))\r\ne OK [MODIFIED 1] others have changed these\r\n"));
    }

    void movedLettersLeaveOneMailboxAndComeIntoTheOther()
    {
        Two house;
        house.say(house.other, "a SELECT Archive\r\n");
        QCOMPARE(
            house.say(house.one, "b MOVE 1:2 Archive\r\n"),
            std::string("* OK [COPYUID 2 1:2 1:2] is where they are\r\n* 1 EXPUNGE\r\n* 1 EXPUNGE\r\nb OK "
                        "moved\r\n"));
        QVERIFY(house.say(house.other, "c NOOP\r\n").starts_with("* 2 EXISTS\r\n"));
        house.diskRefuses = true; // all or none
        QVERIFY(house.say(house.one, "d MOVE 1 Archive\r\n").starts_with("d NO [UNAVAILABLE]"));
        QCOMPARE(house.say(house.one, "e NOOP\r\n"), std::string("e OK nothing to do\r\n"));
    }

    /// RFC 3501 section 6.3.11
    void whoAppendsToItsOwnMailboxIsToldBeforeTheCompletion()
    {
        Two house;
        const std::string said = house.say(house.one, "a APPEND INBOX {3+}\r\none {3+}\r\ntwo\r\n");
        QVERIFY2(said.starts_with("* 5 EXISTS\r\n") && said.ends_with("a OK [APPENDUID 1 4:5] stored\r\n"),
                 said.c_str());
        QVERIFY(house.say(house.one, "b COPY 1 INBOX\r\n").starts_with("* 6 EXISTS\r\n"));
    }

    /// RFC 2180 section 3.3
    void whoHasADeletedMailboxOpenIsToldBye()
    {
        Two house;
        house.say(house.one, "a CREATE old\r\nb SELECT old\r\n");
        house.say(house.other, "b SELECT old\r\n");
        QCOMPARE(house.say(house.one, "c DELETE old\r\n"),
                 std::string("* OK [CLOSED] the mailbox that was open is no more\r\nc OK done\r\n"));
        QCOMPARE(house.heard(house.other), std::string("* BYE the mailbox has been deleted or renamed\r\n"));
        QVERIFY(house.closed(house.other));
        QVERIFY(house.say(house.one, "d FETCH 1 FLAGS\r\n").starts_with("d BAD select a mailbox first"));
        QCOMPARE(house.say(house.one, "e CREATE old\r\n"), std::string("e OK done\r\n"));
    }

    void whoHasARenamedMailboxOpenIsToldBye()
    {
        Two house;
        house.say(house.one, "a CREATE old/deep\r\n");
        house.say(house.other, "b SELECT old/deep\r\n");
        QCOMPARE(house.say(house.one, "c RENAME old new\r\n"), std::string("c OK done\r\n"));
        QVERIFY(house.closed(house.other));
        QVERIFY(house.say(house.one, "d SELECT new/deep\r\n").find("d OK") != std::string::npos);
    }

    void renamingInboxIsToldToWhoHasItOpen()
    {
        Two house;
        QVERIFY(house.say(house.one, "a RENAME INBOX old\r\n").starts_with("* 1 EXPUNGE\r\n"));
        QVERIFY(house.say(house.other, "b NOOP\r\n")
                    .starts_with("* 1 EXPUNGE\r\n* 1 EXPUNGE\r\n* 1 EXPUNGE\r\n"));
    }

    void anOverfullAccountTakesNoMore()
    {
        Two house(store::Limits{.quotaOctets = 4 * 17});
        QVERIFY(house.say(house.one, "a APPEND INBOX {18+}\r\n123456789012345678\r\n")
                    .starts_with("a NO [OVERQUOTA]"));
        QVERIFY(house.say(house.one, "b COPY 1:2 Archive\r\n").starts_with("b NO [OVERQUOTA]"));
        QVERIFY(house.say(house.one, "c COPY 1 Archive\r\n").starts_with("c OK [COPYUID"));
        QVERIFY(!house.deliver());
        QVERIFY(house.say(house.one, "d MOVE 1 Archive\r\n").find("d OK moved") != std::string::npos);
        QCOMPARE(house.say(house.one, "e GETQUOTA \"\"\r\n"),
                 std::string("* QUOTA \"\" (STORAGE 1 0)\r\ne OK that is all\r\n"));
    }

    void anAccountHasTheMailboxesThatClientsLookFor()
    {
        MailHouse house;
        const std::size_t one = house.enter();
        QCOMPARE(house.say(one, "a LIST (SUBSCRIBED SPECIAL-USE) \"\" *\r\n"),
                 std::string("* LIST (\\Subscribed \\HasNoChildren \\Archive) \"/\" Archive\r\n"
                             "* LIST (\\Subscribed \\HasNoChildren \\Drafts) \"/\" Drafts\r\n"
                             "* LIST (\\Subscribed \\HasNoChildren \\Junk) \"/\" Junk\r\n"
                             "* LIST (\\Subscribed \\HasNoChildren \\Sent) \"/\" Sent\r\n"
                             "* LIST (\\Subscribed \\HasNoChildren \\Trash) \"/\" Trash\r\n"
                             "a OK that is all\r\n"));
    }

    void everythingIsThereAfterARestart()
    {
        Two house;
        house.say(house.one, "a STORE 2 +FLAGS (\\Flagged Work)\r\nb STORE 3 +FLAGS.SILENT (\\Deleted)\r\n"
                             "c EXPUNGE\r\nd DELETE Junk\r\ne SUBSCRIBE gone\r\nf UNSUBSCRIBE INBOX\r\n"
                             "g CREATE mine (USE (\\Junk))\r\nh RENAME Archive a/b\r\n");
        constexpr std::string_view questions =
            "n LIST \"\" * RETURN (SUBSCRIBED STATUS (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ))\r\n"
            "o LSUB \"\" *\r\np EXAMINE INBOX\r\nq UID FETCH 1:* (FLAGS INTERNALDATE MODSEQ)\r\n";
        const std::string before = house.say(house.enter(), questions);
        MailHouse again({}, house.disk());
        const std::string after = again.say(again.enter(), questions);
        QCOMPARE(after, before);
        QVERIFY(before.find("\\Junk) \"/\" mine") != before.npos);
    }

    void aCheckOfALargeMailboxLooksAtWhatIsNewOnly()
    {
        MailHouse house;
        house.fill("INBOX", 100'000);
        const std::size_t one = house.enter(), other = house.enter();
        house.say(one, "s SELECT INBOX\r\n");
        house.say(other, "s SELECT INBOX\r\n");
        // A thousand rounds of what clients do all day would take minutes if each looked at every letter.
        for (int i = 0; i < 1000; ++i) {
            house.deliver();
            const std::string number = std::to_string(100'001 + i);
            QVERIFY(house.say(one, "a NOOP\r\n").starts_with("* " + number + " EXISTS\r\n"));
            const std::string fetch = "b UID FETCH " + number + ":* (UID FLAGS)\r\n";
            QVERIFY(house.say(one, fetch).starts_with("* " + number + " FETCH"));
            const std::string store = "c STORE " + number + " +FLAGS (\\Seen)\r\n";
            QVERIFY(house.say(one, store).starts_with("* " + number + " FETCH"));
            QVERIFY(house.say(other, "d NOOP\r\n").starts_with("* " + number + " EXISTS\r\n"));
            QVERIFY(
                house.say(one, "e STATUS INBOX (UNSEEN)\r\n").starts_with("* STATUS INBOX (UNSEEN 0)\r\n"));
            const std::string none = house.say(one, "f UID FETCH 1:* FLAGS (CHANGEDSINCE 100000000)\r\n");
            QVERIFY(none.ends_with("f OK given\r\n") && !none.contains("FETCH"));
        }
    }
};

QTEST_GUILESS_MAIN(TestImapSessions)
#include "tst_imap_sessions.moc"
