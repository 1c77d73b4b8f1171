#include "sim/live/journal.h"
#include "tests/live/failing_writer.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mf;
using namespace mf::live;

namespace {

store::MailboxMade mailbox(const std::string &name) { return {"mx.test", "a@mx.test", name, 7, 1}; }

std::size_t countIn(const QString &folder)
{
    const auto journal = Journal::open(folder, {});
    return journal ? (*journal)->contents().changes.size() : ~std::size_t{0};
}

} // namespace

class TestJournal : public QObject {
    Q_OBJECT

private slots:
    void aCommitIsAnsweredAndDurable()
    {
        const QTemporaryDir folder;
        {
            auto journal = Journal::open(folder.path(), {});
            QVERIFY(journal.has_value());
            QSignalSpy committed(journal->get(), &Journal::committed);
            (*journal)->commit({mailbox("INBOX")});
            QTRY_VERIFY_WITH_TIMEOUT(!committed.isEmpty(), 60'000); // a disk may be slow
            QCOMPARE(committed.front().front().value<std::string>(), std::string());
        }
        QCOMPARE(countIn(folder.path()), 1u);
    }

    void aCommitUnderWayIsFinishedBeforeTheEnd()
    {
        const QTemporaryDir folder;
        {
            auto journal = Journal::open(folder.path(), {});
            (*journal)->commit({mailbox("INBOX")});
        }
        QCOMPARE(countIn(folder.path()), 1u);
    }

    void aFailedCommitSaysWhyAndLeavesNothing()
    {
        const QTemporaryDir folder;
        const auto disk = std::make_shared<test::Disk>();
        {
            auto journal = Journal::open(folder.path(), [&disk](std::unique_ptr<ChangeWriter> real) {
                return std::make_unique<test::FailingWriter>(std::move(real), disk);
            });
            disk->full = true;
            QSignalSpy committed(journal->get(), &Journal::committed);
            (*journal)->commit({mailbox("INBOX")});
            QTRY_VERIFY_WITH_TIMEOUT(!committed.isEmpty(), 60'000); // a disk may be slow
            QCOMPARE(committed.front().front().value<std::string>(), std::string("the disk is full"));
            disk->full = false;
            QVERIFY((*journal)->commitAndWait({mailbox("other")}).has_value());
        }
        QCOMPARE(countIn(folder.path()), 1u);
    }

    void bodiesAreReadOnTheThread()
    {
        const QTemporaryDir folder;
        auto journal = Journal::open(folder.path(), {});
        StoredLetter letter;
        letter.uid = 1;
        letter.blob = BlobId{3};
        letter.message = mail::Message::parse(Blob::copyOf("Subject: x\r\n\r\nbody\r\n"));
        QVERIFY((*journal)
                    ->commitAndWait(
                        {mailbox("INBOX"), store::LetterAdded{"mx.test", "a@mx.test", "INBOX", letter, ""}})
                    .has_value());
        QSignalSpy loaded(journal->get(), &Journal::bodyLoaded);
        (*journal)->load(BlobId{3});
        (*journal)->load(BlobId{4});
        QTRY_COMPARE(loaded.size(), 2);
        QVERIFY(loaded[0][0].value<BlobLoaded>().message->octets() == letter.message->octets());
        QVERIFY(!loaded[1][0].value<BlobLoaded>().message);
    }

    void twoProgramsCannotHaveTheSameFolder()
    {
        const QTemporaryDir folder;
        const auto first = Journal::open(folder.path(), {});
        QVERIFY(first.has_value());
        const auto second = Journal::open(folder.path(), {});
        QVERIFY(!second);
        QCOMPARE(second.error().message.text(),
                 "another Mailflow works in this folder; stop it, or choose another folder");
    }

    void theFolderIsMadeForItsOwnerOnly()
    {
        const QTemporaryDir folder;
        const QString data = folder.filePath(QStringLiteral("a/b"));
        QVERIFY(Journal::open(data, {}).has_value());
        QVERIFY(!(QFileInfo(data).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
