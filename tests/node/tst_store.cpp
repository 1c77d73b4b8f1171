// Mailboxes as values: what changes, what never does, and that a disk gives them back.
#include "tests/node/store_box.h"

#include <QTest>

using namespace mf;
using namespace mf::test;

class TestStore : public QObject {
    Q_OBJECT

private slots:
    void lettersGetAscendingUids();
    void aSnapshotNeverChanges();
    void copiesOfAnAccountAreIndependent();
    void addingToALargeMailboxSharesItsChunks();
    void flagsAreReplacedAddedAndRemoved();
    void aChangeThatChangesNothingIsNone();
    void onlyMarkedLettersAreExpunged();
    void copyTellsWhereLettersWent();
    void aLetterIsDeliveredOnce();
    void recentGoesToTheFirstSession();
    void inboxIsInboxInAnyCase();
    void levelsAreListed();
    void renameMovesWhatIsBelow();
    void renamingInboxEmptiesIt();
    void aNameUsedAgainHasAHigherUidValidity();
    void namesThatCannotBe();
    void limitsAreKept();
    void maildropsAreLockedByOne();
};

void TestStore::lettersGetAscendingUids()
{
    Box box;
    QCOMPARE(box.put(), 1u);
    QCOMPARE(box.put(), 2u);
    const std::vector<Uid> both{1, 2};
    QVERIFY(box.account.remove("INBOX", both, Account::Which::All, box.changes).has_value());
    QCOMPARE(box.put(), 3u);
    QCOMPARE(box.account.mailbox("INBOX")->uidNext, 4u);
    QCOMPARE(box.account.mailbox("INBOX")->letters[0].sizeOctets, 17u);
}

void TestStore::aSnapshotNeverChanges()
{
    Box box;
    box.put();
    const Mailbox before = box.account.mailbox("INBOX");
    const MailboxSnapshot copy = *before;
    box.put();
    box.flag("INBOX", {1}, ChangeFlags::How::Add, flags(Flags::Seen));
    const std::vector<Uid> one{1};
    QVERIFY(box.account.remove("INBOX", one, Account::Which::All, box.changes).has_value());
    QVERIFY(equal(*before, copy));
    QCOMPARE(box.account.mailbox("INBOX")->letters.size(), 1u);
}

void TestStore::copiesOfAnAccountAreIndependent()
{
    Box box;
    box.put();
    Box other = box;
    other.put();
    other.flag("INBOX", {1}, ChangeFlags::How::Add, flags(Flags::Seen));
    QCOMPARE(box.account.mailbox("INBOX")->letters.size(), 1u);
    QVERIFY(!box.account.mailbox("INBOX")->letters[0].flags.has(Flags::Seen));
    QCOMPARE(other.account.mailbox("INBOX")->letters.size(), 2u);
}

void TestStore::addingToALargeMailboxSharesItsChunks()
{
    Box box;
    const NewLetter one = letter();
    for (int i = 0; i < 100'000; ++i)
        QVERIFY(box.account.append("INBOX", one, box.changes).has_value());
    const Mailbox before = box.account.mailbox("INBOX");
    box.put();
    const Mailbox after = box.account.mailbox("INBOX");
    // Same octets in memory, but for the chunk at the end.
    std::size_t shared = 0;
    for (std::size_t i = 0; i < before->letters.size(); ++i)
        shared += &before->letters[i] == &after->letters[i] ? 1 : 0;
    QVERIFY(shared >= before->letters.size() - 64);
    QCOMPARE(after->letters.size(), 100'001u);
}

void TestStore::flagsAreReplacedAddedAndRemoved()
{
    using How = ChangeFlags::How;
    Box box;
    box.put();
    const auto now = [&] { return box.account.mailbox("INBOX")->letters[0].flags; };
    box.flag("INBOX", {1}, How::Add, flags(Flags::Seen | Flags::Recent, {"$Label1"}));
    QCOMPARE(now().system, Flags::Seen);
    box.flag("INBOX", {1}, How::Add, flags(Flags::Flagged, {"$LABEL1", "other"}));
    QCOMPARE(now().keywords, (Strings{"$Label1", "other"}));
    box.flag("INBOX", {1}, How::Remove, flags(Flags::Seen, {"OTHER"}));
    QVERIFY(now() == flags(Flags::Flagged, {"$Label1"}));
    box.flag("INBOX", {1}, How::Replace, flags(Flags::Draft));
    QVERIFY(now() == flags(Flags::Draft));
}

void TestStore::aChangeThatChangesNothingIsNone()
{
    Box box;
    box.put();
    const auto modSeq = box.account.mailbox("INBOX")->highestModSeq;
    const std::size_t said = box.changes.size();
    QVERIFY(box.flag("INBOX", {1, 99}, ChangeFlags::How::Remove, flags(Flags::Seen)));
    const std::vector<Uid> none{99};
    QVERIFY(box.account.remove("INBOX", none, Account::Which::All, box.changes).has_value());
    QCOMPARE(box.account.mailbox("INBOX")->highestModSeq, modSeq);
    QCOMPARE(box.changes.size(), said);
}

void TestStore::onlyMarkedLettersAreExpunged()
{
    Box box;
    for (int i = 0; i < 3; ++i)
        box.put();
    box.flag("INBOX", {2, 3}, ChangeFlags::How::Add, flags(Flags::Deleted));
    const std::vector<Uid> uids{1, 2};
    const auto after = box.account.remove("INBOX", uids, Account::Which::MarkedDeleted, box.changes);
    QCOMPARE((*after)->letters.size(), 2u);
    QCOMPARE((*after)->letters[0].uid, 1u);
    QCOMPARE((*after)->letters[1].uid, 3u);
    const auto &removed = std::get<LettersRemoved>(box.changes.back());
    QCOMPARE(removed.uids, std::vector<Uid>{2});
    QCOMPARE(removed.modSeq, (*after)->highestModSeq);
}

void TestStore::copyTellsWhereLettersWent()
{
    Box box;
    box.put();
    box.put();
    QVERIFY(box.make("Archive"));
    box.put("Archive");
    const auto copied = box.account.copy({"a@x.test", "INBOX", "Archive", {2, 7}}, box.changes);
    QCOMPARE(copied->sourceUids, std::vector<Uid>{2});
    QCOMPARE(copied->targetUids, std::vector<Uid>{2});
    QCOMPARE(copied->targetUidValidity, box.account.mailbox("Archive")->uidValidity);
    QCOMPARE(copied->mailbox->name, "INBOX");
    QCOMPARE(box.account.copy({"a@x.test", "INBOX", "none", {2}}, box.changes).error(),
             Refusal::NoSuchMailbox);
    // Into itself: the letters are there twice.
    QCOMPARE(box.account.copy({"a@x.test", "INBOX", "inbox", {1, 2}}, box.changes)->mailbox->letters.size(),
             4u);
}

void TestStore::aLetterIsDeliveredOnce()
{
    Box box;
    QVERIFY(!box.account.deliver(letter(7), "a@x.test", box.changes)->again);
    const auto again = box.account.deliver(letter(7), "A@x.test", box.changes);
    QVERIFY(again->again);
    QCOMPARE(again->uid, 1u);
    const std::vector<Uid> one{1};
    QVERIFY(box.account.remove("INBOX", one, Account::Which::All, box.changes).has_value());
    QVERIFY(box.account.deliver(letter(7), "a@x.test", box.changes)->again);
    QVERIFY(!box.account.deliver(letter(8), "a@x.test", box.changes)->again);
    QCOMPARE(box.account.mailbox("INBOX")->letters.size(), 1u);
}

void TestStore::recentGoesToTheFirstSession()
{
    Box box;
    box.put();
    QCOMPARE(box.account.open("INBOX", true)->firstRecent, 1u);
    QCOMPARE(box.account.open("INBOX", false)->firstRecent, 1u);
    QCOMPARE(box.account.open("INBOX", false)->firstRecent, 2u);
    box.put();
    QCOMPARE(box.account.open("INBOX", true)->firstRecent, 2u);
    box.account.seen("INBOX");
    QCOMPARE(box.account.open("INBOX", false)->firstRecent, 3u);
}

void TestStore::inboxIsInboxInAnyCase()
{
    Box box;
    QVERIFY(box.account.mailbox("inbox"));
    QVERIFY(!box.make("InBox"));
    QVERIFY(box.make("inbox/sub"));
    QVERIFY(box.account.mailbox("INBOX/sub"));
    QVERIFY(!box.account.mailbox("INBOX/Sub"));
    QVERIFY(box.make("Inboxes"));
}

void TestStore::levelsAreListed()
{
    Box box;
    QVERIFY(box.make("b/c/d"));
    QVERIFY(box.make("b c"));
    QVERIFY(box.make("A"));
    QCOMPARE(names(box.account.list()), (Strings{"INBOX", "A", "b (level)", "b c", "b/c (level)", "b/c/d"}));
    QVERIFY(box.make("b"));
    QVERIFY(box.account.destroy("b", box.changes).has_value());
    QCOMPARE(names(box.account.list()), (Strings{"INBOX", "A", "b (level)", "b c", "b/c (level)", "b/c/d"}));
}

void TestStore::renameMovesWhatIsBelow()
{
    Box box;
    QVERIFY(box.make("a"));
    QVERIFY(box.make("a/b"));
    QVERIFY(box.make("ab"));
    box.put("a/b");
    const auto validity = box.account.mailbox("a/b")->uidValidity;
    QVERIFY(box.account.rename("a", "z", box.changes).has_value());
    QCOMPARE(names(box.account.list()), (Strings{"INBOX", "ab", "z", "z/b"}));
    QCOMPARE(box.account.mailbox("z/b")->letters.size(), 1u);
    QCOMPARE(box.account.mailbox("z/b")->uidValidity, validity);
    QCOMPARE(box.refusalOf(box.account.rename("ab", "z", box.changes)), Refusal::AlreadyExists);
    QCOMPARE(box.refusalOf(box.account.rename("a", "y", box.changes)), Refusal::NoSuchMailbox);
    QCOMPARE(box.refusalOf(box.account.rename("z", "z/deeper", box.changes)), Refusal::CannotDo);
}

void TestStore::renamingInboxEmptiesIt()
{
    Box box;
    box.put();
    box.put();
    const auto validity = box.account.mailbox("INBOX")->uidValidity;
    QVERIFY(box.account.rename("INBOX", "old", box.changes).has_value());
    QCOMPARE(box.account.mailbox("old")->letters.size(), 2u);
    QCOMPARE(box.account.mailbox("INBOX")->letters.size(), 0u);
    QCOMPARE(box.account.mailbox("INBOX")->uidNext, 3u);
    QCOMPARE(box.account.mailbox("INBOX")->uidValidity, validity);
}

void TestStore::aNameUsedAgainHasAHigherUidValidity()
{
    Box box;
    QVERIFY(box.make("a"));
    const auto first = box.account.mailbox("a")->uidValidity;
    QVERIFY(first > box.account.mailbox("INBOX")->uidValidity);
    QVERIFY(box.account.destroy("a", box.changes).has_value());
    QVERIFY(box.make("a"));
    const auto second = box.account.mailbox("a")->uidValidity;
    QVERIFY(second > first);
    // Also where an older mailbox gets the name of a newer one that is gone.
    QVERIFY(box.make("b"));
    QVERIFY(box.make("c"));
    const auto newer = box.account.mailbox("c")->uidValidity;
    QVERIFY(box.account.destroy("c", box.changes).has_value());
    QVERIFY(box.account.rename("b", "c", box.changes).has_value());
    QVERIFY(box.account.mailbox("c")->uidValidity > newer);
}

void TestStore::namesThatCannotBe()
{
    Box box;
    for (const char *name : {"", "/", "/a", "a//b"})
        QCOMPARE(box.refusalOf(box.account.create(name, box.changes)), Refusal::CannotDo);
    QVERIFY(box.make("a/"));
    QVERIFY(box.account.mailbox("a"));
    QCOMPARE(box.refusalOf(box.account.destroy("INBOX", box.changes)), Refusal::CannotDo);
    QCOMPARE(box.refusalOf(box.account.destroy("none", box.changes)), Refusal::NoSuchMailbox);
    QVERIFY(box.make("x/y"));
    QCOMPARE(box.refusalOf(box.account.destroy("x", box.changes)), Refusal::CannotDo);
    QCOMPARE(box.refusalOf(box.account.subscribe("none", true, box.changes)), Refusal::NoSuchMailbox);
}

void TestStore::limitsAreKept()
{
    const Limits limits{.accounts = 2, .mailboxes = 3, .nameOctets = 4, .keywords = 2};
    MailStore store("mail.test", 1, limits);
    QVERIFY(store.use("a").has_value());
    QVERIFY(store.use("b").has_value());
    QCOMPARE(store.use("c").error(), Refusal::OverQuota);
    QVERIFY(store.use("a").has_value());

    Account account("mail.test", "a", 1, limits);
    Changes changes;
    QVERIFY(account.create("four", changes).has_value());
    QCOMPARE(account.create("five5", changes).error(), Refusal::CannotDo);
    QVERIFY(account.create("m", changes).has_value());
    QCOMPARE(account.create("n", changes).error(), Refusal::OverQuota);
    QCOMPARE(account.rename("INBOX", "n", changes).error(), Refusal::OverQuota);
    QCOMPARE(account.rename("m", "five5", changes).error(), Refusal::CannotDo);

    NewLetter two = letter(), three = letter();
    two.flags.keywords = {"a", "b"};
    three.flags.keywords = {"a", "b", "c"};
    QVERIFY(account.append("INBOX", two, changes).has_value());
    QCOMPARE(account.append("INBOX", three, changes).error(), Refusal::CannotDo);
    const ChangeFlags one{"a", "INBOX", {1}, ChangeFlags::How::Add, flags(0, {"c"})};
    QCOMPARE(account.changeFlags(one, changes).error(), Refusal::CannotDo);
}

void TestStore::maildropsAreLockedByOne()
{
    Box box;
    QVERIFY(box.account.lockMaildrop(StreamId{1}));
    QVERIFY(box.account.lockMaildrop(StreamId{1}));
    QVERIFY(!box.account.lockMaildrop(StreamId{2}));
    box.account.unlockMaildrop(StreamId{2});
    QVERIFY(!box.account.lockMaildrop(StreamId{2}));
    box.account.unlockMaildrop(StreamId{1});
    QVERIFY(box.account.lockMaildrop(StreamId{2}));
}

/// Whatever is done: UIDs of a (name, UIDVALIDITY) ascend, never come back, and MODSEQ and UIDNEXT never go
QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
