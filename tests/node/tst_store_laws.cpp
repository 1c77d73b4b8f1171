// What holds of mailboxes whatever is done to them, over many seeds: a disk gives them back, and UIDs only
// grow.
#include "tests/node/store_box.h"

#include "sim/kernel/random.h"

#include <QTest>

#include <map>

using namespace mf;
using namespace mf::test;

namespace {

/// One random operation; some are refused, as they should be.
void doSomething(Box &box, RandomStream &random)
{
    static const Strings kNames = {"INBOX", "a", "a/b", "c", "d/e"};
    const std::string &name = kNames[random.below(kNames.size())],
                      &other = kNames[random.below(kNames.size())];
    std::vector<Uid> uids;
    if (const Mailbox mailbox = box.account.mailbox(name))
        for (const StoredLetter &one : mailbox->letters)
            if (random.below(3) == 0)
                uids.push_back(one.uid);
    const auto how = static_cast<ChangeFlags::How>(random.below(3));
    switch (random.below(14)) {
    case 0: static_cast<void>(box.account.create({"a@x.test", name}, box.changes)); break;
    case 1: static_cast<void>(box.account.destroy(name, box.changes)); break;
    case 2: static_cast<void>(box.account.rename(name, other, box.changes)); break;
    case 3: static_cast<void>(box.account.subscribe(name, random.below(2) == 0, box.changes)); break;
    case 4:
        static_cast<void>(box.account.deliver(letter(1 + random.below(50)), "a@x.test", box.changes));
        break;
    case 5: static_cast<void>(box.account.copy({"a@x.test", name, other, uids}, box.changes)); break;
    case 6:
        static_cast<void>(box.account.remove(name, uids, Account::Which::MarkedDeleted, box.changes));
        break;
    case 7:
        static_cast<void>(
            box.flag(name, uids, how, flags(static_cast<unsigned>(random.below(64)), {"$Junk"})));
        break;
    case 8: static_cast<void>(box.account.move({"a@x.test", name, other, uids}, box.changes)); break;
    case 9: box.account.furnish(box.changes); break;
    default:
        const std::vector<NewLetter> two{letter(), letter()};
        static_cast<void>(box.account.append(name, two, box.changes));
        break;
    }
}

} // namespace

class TestStoreLaws : public QObject {
    Q_OBJECT

private slots:
    void aDiskGivesEverythingBack();
    void lettersFromADiskMayComeInAnyOrder();
    void uidsOnlyGrow();
};

void TestStoreLaws::aDiskGivesEverythingBack()
{
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        RandomStream random(seed, "store");
        Box box;
        for (int i = 0; i < 100; ++i)
            doSomething(box, random);
        Changes announced = box.changes;
        box.account.announce(announced);
        MailStore again("mail.test", 99, {});
        for (const Change &change : announced)
            again.apply(change);
        const Account *restored = again.find("a@x.test");
        QVERIFY(restored);
        const MailboxList before = box.account.list(), after = restored->list();
        QCOMPARE(names(after), names(before));
        for (std::size_t i = 0; i < before.mailboxes.size(); ++i) {
            QVERIFY2(
                equal(*before.mailboxes[i].mailbox, *after.mailboxes[i].mailbox)
                    || !before.mailboxes[i].selectable,
                qPrintable(QString("seed %1, %2").arg(seed).arg(before.mailboxes[i].mailbox->name.c_str())));
            QCOMPARE(after.mailboxes[i].subscribed, before.mailboxes[i].subscribed);
            QCOMPARE(after.mailboxes[i].specialUse, before.mailboxes[i].specialUse);
        }
    }
}

void TestStoreLaws::lettersFromADiskMayComeInAnyOrder()
{
    MailStore store("mail.test", 1);
    for (const Uid uid : {5u, 2u, 9u, 3u}) {
        LetterAdded added{"mail.test", "a", "INBOX", {}, {}};
        added.letter.uid = uid;
        store.apply(added);
    }
    store.apply(LetterAdded{"elsewhere.test", "b", "INBOX", {}, {}});
    const Mailbox inbox = store.find("a")->mailbox("INBOX");
    std::vector<Uid> uids;
    for (const StoredLetter &one : inbox->letters)
        uids.push_back(one.uid);
    QCOMPARE(uids, (std::vector<Uid>{2, 3, 5, 9}));
    QCOMPARE(inbox->uidNext, 10u);
    QVERIFY(!store.find("b"));
}

/// down.
void TestStoreLaws::uidsOnlyGrow()
{
    struct Seen {
        Uid uidNext = 1;
        std::uint64_t modSeq = 0;
    };
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        RandomStream random(seed, "uids");
        Box box;
        std::map<std::string, std::uint32_t> validity;
        std::map<std::pair<std::string, std::uint32_t>, Seen> seen;
        std::map<std::pair<std::string, std::uint32_t>, std::map<Uid, BlobId>> letters;
        for (int i = 0; i < 100; ++i) {
            doSomething(box, random);
            for (const MailboxInfo &one : box.account.list().mailboxes) {
                if (!one.selectable)
                    continue;
                const MailboxSnapshot &mailbox = *one.mailbox;
                QVERIFY(validity[mailbox.name] <= mailbox.uidValidity);
                validity[mailbox.name] = mailbox.uidValidity;
                const auto key = std::pair(mailbox.name, mailbox.uidValidity);
                Seen &last = seen[key];
                QVERIFY(mailbox.uidNext >= last.uidNext);
                QVERIFY(mailbox.highestModSeq >= last.modSeq);
                Uid before = 0;
                for (const StoredLetter &letter : mailbox.letters) {
                    QVERIFY(letter.uid > before && letter.uid < mailbox.uidNext);
                    QVERIFY(letter.modSeq <= mailbox.highestModSeq);
                    before = letter.uid;
                    const auto [known, isNew] = letters[key].emplace(letter.uid, letter.blob);
                    QVERIFY(isNew ? letter.uid >= last.uidNext : known->second == letter.blob);
                }
                last = {mailbox.uidNext, mailbox.highestModSeq};
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestStoreLaws)
#include "tst_store_laws.moc"
