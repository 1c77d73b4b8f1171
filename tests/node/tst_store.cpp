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
    void recentIsAsItWasAfterARestart();
    void inboxIsInboxInAnyCase();
    void onlyMailboxesAreListed();
    void renameMovesWhatIsBelow();
    void renamingInboxEmptiesIt();
    void aNameUsedAgainHasAHigherUidValidity();
    void namesThatCannotBe();
    void limitsAreKept();
    void keywordsAreLimited();
    void theQuotaIsOfAllMailboxes();
    void severalLettersAreAppendedAllOrNone();
    void moveTakesLettersAwayWhateverTheirFlags();
    void whatHasChangedSinceStaysAsItIs();
    void subscriptionsAreToNames();
    void anAccountIsFurnishedOnce();
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
    const std::vector<NewLetter> many(100'000, letter());
    QVERIFY(box.account.append("INBOX", many, box.changes).has_value());
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
    const auto open = [&box](bool readOnly) {
        return box.account.open("INBOX", readOnly, box.changes)->firstRecent;
    };
    QCOMPARE(open(true), 1u);
    QCOMPARE(open(false), 1u);
    QCOMPARE(open(false), 2u);
    box.put();
    QCOMPARE(open(true), 2u);
    box.account.seen("INBOX", box.changes);
    QCOMPARE(open(false), 3u);
}

void TestStore::recentIsAsItWasAfterARestart()
{
    Box box;
    box.put();
    QVERIFY(box.account.open("INBOX", false, box.changes));
    box.put(); // nobody has been told of it
    Account again("mail.test", "a@x.test", 5, {});
    for (const Change &change : box.changes)
        again.apply(change);
    Changes none;
    QCOMPARE(again.open("INBOX", true, none)->firstRecent, 2u);
    QVERIFY(none.empty());
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

void TestStore::onlyMailboxesAreListed()
{
    Box box;
    QVERIFY(box.make("b/c/d"));
    QVERIFY(box.make("b c"));
    QVERIFY(box.make("A"));
    QCOMPARE(names(box.account.list()), (Strings{"INBOX", "A", "b c", "b/c/d"}));
    QVERIFY(box.make("b"));
    QVERIFY(box.account.destroy("b", box.changes).has_value());
    QCOMPARE(names(box.account.list()), (Strings{"INBOX", "A", "b c", "b/c/d"}));
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
    QVERIFY(box.account.mailbox("z/b")->uidValidity > validity);
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
        QCOMPARE(box.refusalOf(box.account.create({{}, name}, box.changes)), Refusal::CannotDo);
    QVERIFY(box.make("a/"));
    QVERIFY(box.account.mailbox("a"));
    QCOMPARE(box.refusalOf(box.account.destroy("INBOX", box.changes)), Refusal::CannotDo);
    QCOMPARE(box.refusalOf(box.account.destroy("none", box.changes)), Refusal::NoSuchMailbox);
    QVERIFY(box.make("x/y"));
    QCOMPARE(box.refusalOf(box.account.destroy("x", box.changes)), Refusal::CannotDo);
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
    QVERIFY(account.create({{}, "four"}, changes).has_value());
    QCOMPARE(account.create({{}, "five5"}, changes).error(), Refusal::CannotDo);
    QVERIFY(account.create({{}, "m"}, changes).has_value());
    QCOMPARE(account.create({{}, "n"}, changes).error(), Refusal::OverQuota);
    QCOMPARE(account.rename("INBOX", "n", changes).error(), Refusal::OverQuota);
    QCOMPARE(account.rename("m", "five5", changes).error(), Refusal::CannotDo);
}

void TestStore::keywordsAreLimited()
{
    const Limits limits{.keywords = 2, .keywordOctets = 3, .mailboxKeywords = 3};
    Account account("mail.test", "a", 1, limits);
    Changes changes;
    const auto append = [&](Strings keywords) {
        std::vector<NewLetter> one{letter()};
        one[0].flags.keywords = std::move(keywords);
        return account.append("INBOX", one, changes);
    };
    const auto add = [&](Uid uid, const char *keyword) {
        return account.changeFlags({"a", "INBOX", {uid}, ChangeFlags::How::Add, flags(0, {keyword}), {}},
                                   changes);
    };
    QVERIFY(append({"a", "b"}).has_value());
    QCOMPARE(append({"a", "b", "c"}).error(), Refusal::LimitReached); // of a letter
    QCOMPARE(add(1, "c").error(), Refusal::LimitReached);
    QCOMPARE(append({"four"}).error(), Refusal::LimitReached); // of octets
    QVERIFY(append({"thr"}).has_value());
    QCOMPARE(add(2, "new").error(), Refusal::LimitReached); // of the mailbox
    // What no letter has any more makes room.
    const std::vector<Uid> second{2};
    QVERIFY(account.remove("INBOX", second, Account::Which::All, changes).has_value());
    QVERIFY(append({"new"}).has_value());
    QCOMPARE(account.mailbox("INBOX")->keywords, (Strings{"a", "b", "new"}));
}

void TestStore::theQuotaIsOfAllMailboxes()
{
    const std::vector<NewLetter> one{letter()}; // 17 octets
    Account account("mail.test", "a", 1, Limits{.quotaOctets = 4 * 17});
    Changes changes;
    QVERIFY(account.create({{}, "b"}, changes).has_value());
    QVERIFY(account.append("INBOX", one, changes).has_value());
    QVERIFY(account.append("b", one, changes).has_value());
    QVERIFY(account.deliver(letter(1), "a", changes).has_value());
    QCOMPARE(account.quota().usedOctets, 51u);
    QCOMPARE(account.copy({"a", "INBOX", "b", {1, 2}}, changes).error(), Refusal::OverQuota);
    QVERIFY(account.copy({"a", "INBOX", "b", {1}}, changes).has_value());
    QCOMPARE(account.append("b", one, changes).error(), Refusal::OverQuota);
    QCOMPARE(account.deliver(letter(2), "a", changes).error(), Refusal::OverQuota);
    QVERIFY(account.move({"a", "INBOX", "b", {1, 2}}, changes).has_value()); // makes it no fuller
    QVERIFY(account.destroy("b", changes).has_value());
    QCOMPARE(account.quota().usedOctets, 0u);
}

void TestStore::severalLettersAreAppendedAllOrNone()
{
    Box box;
    std::vector<NewLetter> three(3, letter());
    QCOMPARE(box.account.append("INBOX", three, box.changes)->uids, (std::vector<Uid>{1, 2, 3}));
    three[2].flags.keywords = Strings(65, "x");
    QCOMPARE(box.account.append("INBOX", three, box.changes).error(), Refusal::LimitReached);
    QCOMPARE(box.account.mailbox("INBOX")->letters.size(), 3u);
}

void TestStore::moveTakesLettersAwayWhateverTheirFlags()
{
    Box box;
    for (int i = 0; i < 3; ++i)
        box.put();
    QVERIFY(box.make("a"));
    const std::size_t said = box.changes.size();
    const auto moved = box.account.move({"a@x.test", "INBOX", "a", {1, 3, 9}}, box.changes);
    QCOMPARE(moved->sourceUids, (std::vector<Uid>{1, 3}));
    QCOMPARE(moved->targetUids, (std::vector<Uid>{1, 2}));
    QCOMPARE(moved->mailbox->letters.size(), 1u);
    QCOMPARE(box.changes.size() - said, 3u); // two are added, then both are removed: one turn of the disk
    QCOMPARE(std::get<LettersRemoved>(box.changes.back()).uids, (std::vector<Uid>{1, 3}));
    QCOMPARE(box.account.move({"a@x.test", "INBOX", "none", {2}}, box.changes).error(),
             Refusal::NoSuchMailbox);
    // Into itself: as new letters.
    QCOMPARE(box.account.move({"a@x.test", "INBOX", "INBOX", {2}}, box.changes)->mailbox->letters[0].uid, 4u);
}

/// RFC 7162 section 3.1.3
void TestStore::whatHasChangedSinceStaysAsItIs()
{
    Box box;
    box.put();
    box.put();
    const auto before = box.account.mailbox("INBOX")->highestModSeq;
    box.flag("INBOX", {2}, ChangeFlags::How::Add, flags(Flags::Flagged));
    const auto updated = box.account.changeFlags(
        {"a@x.test", "INBOX", {1, 2}, ChangeFlags::How::Add, flags(Flags::Seen), before}, box.changes);
    QCOMPARE(updated->modified, std::vector<Uid>{2});
    QVERIFY(updated->mailbox->letters[0].flags == flags(Flags::Seen));
    QVERIFY(updated->mailbox->letters[1].flags == flags(Flags::Flagged));
    QCOMPARE(updated->mailbox->letters[0].modSeq, before + 2);
}

void TestStore::subscriptionsAreToNames()
{
    Account account("mail.test", "a", 1, Limits{.subscriptions = 3});
    Changes changes;
    QVERIFY(account.subscribe("not/there", true, changes).has_value());
    QVERIFY(account.create({{}, "b"}, changes).has_value());
    QVERIFY(account.subscribe("b", true, changes).has_value());
    QCOMPARE(account.subscribe("c", true, changes).error(), Refusal::OverQuota);
    QVERIFY(account.destroy("b", changes).has_value()); // RFC 3501 section 6.3.6: still subscribed to
    QCOMPARE(names(account.list()), (Strings{"INBOX", "b (no mailbox)", "not/there (no mailbox)"}));
    QVERIFY(account.subscribe("b", false, changes).has_value());
    QVERIFY(account.subscribe("b", false, changes).has_value());
    QCOMPARE(account.subscribe("//", true, changes).error(), Refusal::CannotDo);
    QCOMPARE(names(account.list()), (Strings{"INBOX", "not/there (no mailbox)"}));
}

void TestStore::anAccountIsFurnishedOnce()
{
    Box box;
    box.account.furnish(box.changes);
    QCOMPARE(names(box.account.list()), (Strings{"INBOX", "Archive", "Drafts", "Junk", "Sent", "Trash"}));
    QCOMPARE(box.account.list().mailboxes[4].specialUse, std::uint8_t{SpecialUse::Sent});
    QVERIFY(box.account.list().mailboxes[4].subscribed);
    QVERIFY(box.account.destroy("Junk", box.changes).has_value());
    QVERIFY(box.account.rename("Sent", "Outgoing", box.changes).has_value());
    box.account.furnish(box.changes);
    QVERIFY(!box.account.mailbox("Junk"));
    QVERIFY(!box.account.mailbox("Sent"));
    QCOMPARE(box.account.list().mailboxes[3].specialUse, std::uint8_t{SpecialUse::Sent}); // Outgoing
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
