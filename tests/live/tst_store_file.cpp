#include "sim/live/recovery.h"
#include "sim/live/store_file.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

using namespace mf;
using namespace mf::live;
using namespace mf::store;

namespace {

constexpr auto kNode = "mx.example.net";
constexpr auto kAccount = "carol@example.net";

std::shared_ptr<const mail::Message> letter(const std::string &octets)
{
    return mail::Message::parse(Blob(octets));
}

MailboxMade inbox() { return {kNode, kAccount, "INBOX", 77, 1}; }

LetterAdded added(Uid uid, std::uint64_t blob, std::uint64_t mail, const std::string &recipient = kAccount)
{
    StoredLetter stored;
    stored.uid = uid;
    stored.modSeq = 10 + uid;
    stored.flags = {Flags::Seen, {"$Forwarded", "work"}};
    stored.internalDate = CalendarTime(1'700'000'000'123'456us);
    stored.sizeOctets = 21;
    stored.blob = BlobId{blob};
    stored.mail = MailId{mail};
    stored.message = letter("Subject: x\r\n\r\nbody\xff\r\n");
    return {kNode, kAccount, "INBOX", std::move(stored), recipient};
}

QueueSaved queued(std::string node, std::uint64_t id, std::uint64_t mail, std::uint32_t hop,
                  std::vector<mail::Path> to)
{
    QueuedLetter waiting;
    waiting.id = id;
    waiting.mail = MailId{mail};
    waiting.envelope = {{"alice", "example.org"}, std::move(to), true, 1234};
    waiting.envelope.id = "QQ+3D31";
    waiting.envelope.returned = Returned::Full;
    waiting.envelope.wishes[waiting.envelope.to.front().print()] = {Wish::Success, "rfc822;x@y.test"};
    waiting.blob = BlobId{900 + id};
    waiting.message = letter("Subject: q\r\n\r\nqueued\r\n");
    waiting.arrived = CalendarTime(5s);
    waiting.nextAttempt = CalendarTime(65s);
    waiting.attempts = 3;
    waiting.lastReason = "connection refused";
    waiting.delayTold = true;
    waiting.hop = hop;
    return {std::move(node), std::move(waiting)};
}

const mail::Path kCarol{"carol", "example.net"}, kDave{"dave", "example.net"};

template <typename T>
std::vector<T> all(const Contents &contents)
{
    std::vector<T> found;
    for (const Change &change : contents.changes)
        if (const T *one = std::get_if<T>(&change))
            found.push_back(*one);
    return found;
}

} // namespace

class TestStoreFile : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StoreFile> m_file;

    void reopen(qint64 sizeLimitOctets = StoreFile::kSizeLimitOctets,
                qint64 logLimitOctets = StoreFile::kLogLimitOctets)
    {
        m_file.reset();
        auto opened = StoreFile::open(m_folder->path(), sizeLimitOctets, logLimitOctets);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.text().c_str());
        m_file = std::move(*opened);
    }
    Contents contents()
    {
        auto found = m_file->contents();
        if (!found)
            qWarning("%s", found.error().message.text().c_str());
        return found ? std::move(*found) : Contents{};
    }
    bool writes(const std::vector<Change> &changes)
    {
        const auto written = m_file->write(changes);
        if (!written)
            qWarning("%s", written.error().c_str());
        return written.has_value();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
    }
    void cleanup() { m_file.reset(); }

    void aFullStoreRefusesWhollyAndTakesAgainWhenThereIsRoom()
    {
        QVERIFY(writes({inbox()}));
        const qint64 page = 4096,
                     size = QFileInfo(m_folder->filePath(QStringLiteral("mailflow.sqlite"))).size();
        reopen(std::max(size, 20 * page) + 20 * page);
        const auto big = [](Uid uid) {
            LetterAdded one = added(uid, uid, uid);
            one.letter.message = letter("Subject: big\r\n\r\n" + std::string(10'000, 'x') + "\r\n");
            return one;
        };
        Uid taken = 0;
        std::expected<void, std::string> written;
        while (written && taken < 100) {
            written = m_file->write({big(taken + 1)});
            taken += written ? 1 : 0;
        }
        QVERIFY(taken > 3 && taken < 100);
        QVERIFY2(QByteArray::fromStdString(written.error()).contains("full"), written.error().c_str());
        QVERIFY(!m_file->write({LettersRemoved{kNode, kAccount, "INBOX", {1}, 50}, big(taken + 1),
                                big(taken + 2), big(taken + 3)}));
        QCOMPARE(all<LetterAdded>(contents()).size(), std::size_t{taken}); // nor was the removal half done
        QVERIFY(m_file->body(BlobId{1}).has_value());
        QVERIFY(writes({LettersRemoved{kNode, kAccount, "INBOX", {1, 2}, 51}}));
        QVERIFY(writes({big(taken + 1)}));
        reopen();
        QCOMPARE(all<LetterAdded>(contents()).size(), std::size_t{taken} - 1);
    }

    void moreMailboxesThanAreRememberedKeepTheirLetters()
    {
        const auto box = [](std::size_t number) { return fmt::format("box {}", number); };
        const auto arrives = [&](std::size_t number, Uid uid) {
            LetterAdded one = added(uid, number * 2 + uid, 1);
            one.mailbox = box(number);
            return one;
        };
        std::vector<Change> boxes, letters;
        for (std::size_t i = 0; i <= StoreFile::kKnownMailboxes; ++i) {
            boxes.emplace_back(MailboxMade{kNode, kAccount, box(i), 77, 1});
            if (i + 2 >= StoreFile::kKnownMailboxes) // n, and n + 1
                letters.emplace_back(arrives(i, 1));
        }
        letters.emplace_back(
            arrives(0, 1)); // one that was forgotten, and one that has just been learnt again
        letters.emplace_back(arrives(0, 2));
        QVERIFY(writes(boxes));
        QVERIFY(writes(letters));
        reopen();
        std::vector<std::pair<std::string, Uid>> found, expected;
        for (const LetterAdded &one : all<LetterAdded>(contents()))
            found.emplace_back(one.mailbox, one.letter.uid);
        for (const Change &change : letters)
            expected.emplace_back(std::get<LetterAdded>(change).mailbox,
                                  std::get<LetterAdded>(change).letter.uid);
        std::ranges::sort(found);
        std::ranges::sort(expected);
        QCOMPARE(found, expected);
    }

    void whatWasWrittenIsReadAgain()
    {
        QVERIFY(writes({inbox(), SubscriptionChanged{kNode, kAccount, "lists", true}, added(1, 5, 8),
                        queued("mail.example.org", 4, 9, 1, {kCarol, kDave})}));
        reopen();
        const Contents found = contents();
        QCOMPARE(found.lastMail, 9u);
        QCOMPARE(found.lastBlob, 904u);
        const auto boxes = all<MailboxMade>(found);
        QCOMPARE(boxes.size(), 1u);
        QCOMPARE(boxes[0].node, std::string(kNode));
        QCOMPARE(boxes[0].uidValidity, 77u);
        QCOMPARE(boxes[0].uidNext, 2u);
        const auto subscribed = all<SubscriptionChanged>(found);
        QCOMPARE(subscribed.size(), 1u);
        QCOMPARE(subscribed[0].mailbox, std::string("lists"));

        const auto letters = all<LetterAdded>(found);
        QCOMPARE(letters.size(), 1u);
        const LetterAdded before = added(1, 5, 8);
        QCOMPARE(letters[0].letter.modSeq, before.letter.modSeq);
        QVERIFY(letters[0].letter.flags == before.letter.flags);
        QVERIFY(letters[0].letter.internalDate == before.letter.internalDate);
        QCOMPARE(letters[0].letter.sizeOctets, before.letter.sizeOctets);
        QCOMPARE(letters[0].recipient, std::string(kAccount));
        QVERIFY(!letters[0].letter.message);
        QCOMPARE(std::string(m_file->body(BlobId{5})->view()),
                 std::string(before.letter.message->octets().view()));

        const auto waiting = all<QueueSaved>(found);
        QCOMPARE(waiting.size(), 1u);
        const QueueSaved saved = queued("mail.example.org", 4, 9, 1, {kCarol, kDave});
        QVERIFY(waiting[0].letter.envelope == saved.letter.envelope);
        QVERIFY(waiting[0].letter.nextAttempt == saved.letter.nextAttempt);
        QCOMPARE(waiting[0].letter.attempts, 3u);
        QCOMPARE(waiting[0].letter.lastReason, std::string("connection refused"));
        QVERIFY(waiting[0].letter.delayTold);
        QCOMPARE(waiting[0].letter.hop, 1u);
        QVERIFY(waiting[0].letter.message->octets() == saved.letter.message->octets());
    }

    void uidNextSurvivesTheDeletionOfTheNewestLetter()
    {
        QVERIFY(writes({inbox(), added(1, 5, 8), added(2, 6, 9)}));
        QVERIFY(writes({LettersRemoved{kNode, kAccount, "INBOX", {2}, 30}}));
        QCOMPARE(all<MailboxMade>(contents())[0].uidNext, 3u);
        QCOMPARE(all<LetterAdded>(contents()).size(), 1u);
    }

    void whatASessionWasToldIsNotRecentAgain()
    {
        QVERIFY(writes({inbox(), added(1, 5, 8), RecentTaken{kNode, kAccount, "INBOX", 2}, added(2, 6, 9)}));
        reopen();
        QCOMPARE(all<MailboxMade>(contents())[0].firstRecent, 2u);
    }

    void octetsGoWithTheLastThatNeedsThem()
    {
        QVERIFY(writes({inbox(), added(1, 5, 8), added(2, 5, 8, "")}));
        QVERIFY(writes({LettersRemoved{kNode, kAccount, "INBOX", {1}, 30}}));
        QVERIFY(m_file->body(BlobId{5}).has_value());
        QVERIFY(writes({LettersRemoved{kNode, kAccount, "INBOX", {2}, 31}}));
        QVERIFY(!m_file->body(BlobId{5}).has_value());
    }

    void onlyTheOwnerReadsTheMail()
    {
        QVERIFY(writes({inbox()}));
        for (const char *name : {"mailflow.sqlite", "mailflow.sqlite-wal"}) {
            const auto permissions = QFileInfo(m_folder->filePath(QLatin1String(name))).permissions();
            QVERIFY2(permissions & QFile::ReadOwner && !(permissions & (QFile::ReadGroup | QFile::ReadOther)),
                     name);
        }
    }

    void flagsMailboxesAndNamesChange()
    {
        QVERIFY(writes({inbox(), added(1, 5, 8),
                        FlagsChanged{kNode, kAccount, "INBOX", 1, 40, {Flags::Deleted, {}}},
                        MailboxMade{kNode, kAccount, "a", 78, 1}, MailboxRenamed{kNode, kAccount, "a", "b"},
                        MailboxMade{kNode, kAccount, "c", 79, 1}, MailboxRemoved{kNode, kAccount, "c"}}));
        const Contents found = contents();
        QVERIFY(all<LetterAdded>(found)[0].letter.flags == (Flags{Flags::Deleted, {}}));
        QCOMPARE(all<MailboxMade>(found).size(), 2u);
        QCOMPARE(all<MailboxMade>(found)[1].mailbox, std::string("b"));
        QCOMPARE(found.uidValidity, 80u);
    }

    void oneBadChangeTakesTheWholeTurnBack()
    {
        QVERIFY(writes({inbox(), added(1, 5, 8)}));
        QVERIFY(!m_file->write({added(2, 6, 9), added(1, 7, 10)}).has_value()); // UID 1 is there
        QVERIFY(writes({added(3, 7, 10)}));
        const auto letters = all<LetterAdded>(contents());
        QCOMPARE(letters.size(), 2u);
        QCOMPARE(letters[1].letter.uid, 3u);
    }

    void aLetterWithoutItsMailboxIsRefused() { QVERIFY(!m_file->write({added(1, 5, 8)}).has_value()); }

    void aLetterStoredFurtherOnIsNotSentAgain()
    {
        QVERIFY(writes({inbox(), queued("mail.example.org", 1, 8, 1, {kCarol, kDave})}));
        QVERIFY(writes({added(1, 5, 8)}));
        reopen();
        const auto waiting = all<QueueSaved>(contents());
        QCOMPARE(waiting.size(), 1u);
        QVERIFY(waiting[0].letter.envelope.to == std::vector{kDave});
        reopen();
        QVERIFY(all<QueueSaved>(contents())[0].letter.envelope.to == std::vector{kDave});
    }

    void evenIfItWasReadAndDeletedMeanwhile()
    {
        QVERIFY(writes({inbox(), queued("mail.example.org", 1, 8, 1, {kCarol}), added(1, 5, 8)}));
        QVERIFY(writes({LettersRemoved{kNode, kAccount, "INBOX", {1}, 30}}));
        reopen();
        QCOMPARE(all<QueueSaved>(contents()).size(), 0u);
    }

    void ofTwoServersThatHaveItTheOneFurtherOnKeepsIt()
    {
        QVERIFY(writes({queued("mail.example.org", 1, 8, 1, {kCarol}), queued(kNode, 2, 8, 2, {kCarol})}));
        const auto waiting = all<QueueSaved>(contents());
        QCOMPARE(waiting.size(), 1u);
        QCOMPARE(waiting[0].node, std::string(kNode));
    }

    void whoHasALetterIsForgottenWhenNoQueueHoldsItAnyMore()
    {
        QVERIFY(writes({inbox(), queued("mail.example.org", 1, 8, 1, {kCarol}), added(1, 5, 8)}));
        QVERIFY(writes({QueueRemoved{"mail.example.org", 1}}));
        Sql sql(m_folder->filePath(QStringLiteral("mailflow.sqlite")));
        QCOMPARE(sql.number("SELECT count(*) FROM delivered", {}, -1), 0);
        QCOMPARE(sql.number("SELECT count(*) FROM queue_recipient", {}, -1), 0);
        QCOMPARE(sql.number("SELECT count(*) FROM body", {}, -1), 1);
    }

    void aLetterThatPassesThroughAQueueIsNotWrittenThere()
    {
        QVERIFY(
            writes({inbox(), queued("mail.example.org", 1, 8, 1, {kCarol}), queued(kNode, 2, 8, 2, {kCarol}),
                    QueueRemoved{"mail.example.org", 1}, added(1, 5, 8), QueueRemoved{kNode, 2}}));
        Sql sql(m_folder->filePath(QStringLiteral("mailflow.sqlite")));
        QCOMPARE(sql.number("SELECT count(*) FROM body", {}, -1), 1);
        QCOMPARE(sql.number("SELECT count(*) FROM queue", {}, -1), 0);
        QCOMPARE(sql.number("SELECT count(*) FROM delivered", {}, -1), 0);
        QCOMPARE(contents().lastBlob, std::uint64_t{902}); // and its number is not used again
    }

    void aLetterThatWasSavedBeforeStillLeavesItsQueue()
    {
        QVERIFY(writes({queued("mail.example.org", 1, 8, 1, {kCarol, kDave})}));
        QVERIFY(writes({inbox(), queued("mail.example.org", 1, 8, 1, {kDave}), added(1, 5, 8),
                        QueueRemoved{"mail.example.org", 1}}));
        Sql sql(m_folder->filePath(QStringLiteral("mailflow.sqlite")));
        for (const char *table : {"queue", "queue_recipient", "delivered"})
            QCOMPARE(sql.number(std::string("SELECT count(*) FROM ") + table, {}, -1), 0);
        QCOMPARE(sql.number("SELECT count(*) FROM body", {}, -1), 1);
    }

    void aLetterThatLeftAndCameAgainStays()
    {
        QVERIFY(writes({queued("mail.example.org", 1, 8, 1, {kCarol}), QueueRemoved{"mail.example.org", 1},
                        queued("mail.example.org", 1, 8, 1, {kCarol})}));
        QCOMPARE(all<QueueSaved>(contents()).size(), 1u);
    }

    void aMailboxThatTakesAnothersPlaceHasItsOwnNumbers()
    {
        QVERIFY(writes({inbox(), added(1, 5, 8)}));
        MailboxMade other = inbox();
        other.account = "dave@example.net";
        QVERIFY(writes({added(7, 6, 9), MailboxRemoved{kNode, kAccount, "INBOX"}, other}));
        const auto made = all<MailboxMade>(contents());
        QCOMPARE(made.size(), 1u);
        QCOMPARE(made[0].account, other.account);
        QCOMPARE(made[0].uidNext, Uid{1});
    }

    void afterATurnThatWasTakenBackMailboxesAreFoundAgain()
    {
        MailboxMade inboxOfDave = inbox();
        inboxOfDave.account = "dave@example.net";
        LetterAdded toDave = added(1, 6, 9);
        toDave.account = inboxOfDave.account;
        QVERIFY(!m_file->write({inboxOfDave, toDave, added(1, 5, 8)})); // the last one has no mailbox
        QVERIFY(writes({inbox(), added(1, 5, 8)}));
        QVERIFY(writes({inboxOfDave, toDave}));
        QCOMPARE(all<LetterAdded>(contents()).size(), 2u);
    }

    void theLogIsCutToItsLimitOnceItIsInTheFile()
    {
        constexpr qint64 kLimit = 1 << 20;
        reopen(StoreFile::kSizeLimitOctets, kLimit);
        const QString log = m_folder->filePath(QStringLiteral("mailflow.sqlite-wal"));
        LetterAdded large = added(1, 5, 8);
        large.letter.message = letter("Subject: large\r\n\r\n" + std::string(6 << 20, 'x') + "\r\n");
        QVERIFY(writes({inbox(), large}));
        QVERIFY(QFileInfo(log).size() > kLimit); // one turn may be longer
        QVERIFY(writes({added(2, 6, 9)}));
        QVERIFY(QFileInfo(log).size() <= kLimit);
    }

    void aFileThatIsNoDatabaseIsNamed()
    {
        m_file.reset();
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("mailflow.sqlite")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, 'x'));
        file.close();
        const auto opened = StoreFile::open(folder.path());
        QVERIFY(!opened);
        QCOMPARE(opened.error().file, file.fileName().toStdString());
        QVERIFY(opened.error().message.text().starts_with("cannot be used"));
        QCOMPARE(file.size(), 5000);
    }

    void somebodyElsesDatabaseIsLeftAlone()
    {
        const QTemporaryDir folder;
        {
            Sql sql(folder.filePath(QStringLiteral("mailflow.sqlite")));
            sql.run("CREATE TABLE theirs (x)");
            QVERIFY(sql.good());
        }
        const auto opened = StoreFile::open(folder.path());
        QVERIFY(!opened);
        QCOMPARE(opened.error().message.text(), "is not a Mailflow store; choose another folder");
    }

    void anotherLayoutIsNotGuessedAt()
    {
        {
            Sql sql(m_folder->filePath(QStringLiteral("mailflow.sqlite")));
            sql.run("PRAGMA user_version = 99");
        }
        const auto opened = StoreFile::open(m_folder->path());
        QVERIFY(!opened);
        QVERIFY(opened.error().message.text().starts_with("was made by another version of Mailflow"));
    }
};

QTEST_GUILESS_MAIN(TestStoreFile)
#include "tst_store_file.moc"
