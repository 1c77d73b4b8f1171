#include "app/reading.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mf;
using namespace mf::app;

namespace {

std::vector<Record> records(int count)
{
    std::vector<Record> all(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].id = i % 10; // one digit: all lines are equally long
    return all;
}

qint64 linesIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : -1;
}

} // namespace

class TestTraceFile : public QObject {
    Q_OBJECT

private slots:
    void aRecordIsALine()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("t.jsonl"));
        auto file = TraceFile::create(path.toStdString(), [](NodeId) { return std::string("n"); });
        QVERIFY(file.has_value());
        QVERIFY(file->write(records(3)));
        QCOMPARE(linesIn(path), 3);
    }

    void beyondTheLimitWhatIsOldestGoes()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("t.jsonl")), older = path + QStringLiteral(".1");
        const auto names = [](NodeId) { return std::string("n"); };
        const auto line =
            story::JsonLines(names, story::JsonLines::Secrets::Masked).print(records(1).front()).size();
        auto file = TraceFile::create(path.toStdString(), names, 8 * line);
        QVERIFY(file->write(records(4)));
        QCOMPARE(linesIn(path), 4);
        QCOMPARE(linesIn(older), -1);
        QVERIFY(file->write(records(4)));
        QCOMPARE(linesIn(path) + linesIn(older), 8); // all that there is room for
        QVERIFY(file->write(records(1)));
        QCOMPARE(linesIn(path), 1);
        QCOMPARE(linesIn(older), 4);
        QVERIFY(file->write(records(8)));
        QCOMPARE(linesIn(path) + linesIn(older), 5);
    }

    void aLineThatIsTooLongIsLeftOut()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("r"));
        auto file = RingFile::create(path.toStdString(), 20, RingFile::Readers::Everybody);
        QVERIFY(file->write("123456789\n") && file->write("1234567890\n") && file->flush());
        QCOMPARE(linesIn(path), 1);
    }

    void whatIsItsOwnersOnlyNobodyElseReads()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("r"));
        for (int run = 0; run < 2; ++run) { // also where the file was there
            auto file = RingFile::create(path.toStdString(), 8, RingFile::Readers::Owner);
            QVERIFY(file->write("one\n") && file->write("two\n") && file->flush());
            for (const QString &half : {path, path + QStringLiteral(".1")})
                QVERIFY(!(QFile::permissions(half) & (QFile::ReadGroup | QFile::ReadOther)));
        }
    }

    void theOlderHalfOfAnEarlierRunGoes()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("r"));
        {
            auto file = RingFile::create(path.toStdString(), 8, RingFile::Readers::Everybody);
            QVERIFY(file->write("one\n") && file->write("two\n"));
        }
        QCOMPARE(linesIn(path + QStringLiteral(".1")), 1);
        QVERIFY(RingFile::create(path.toStdString(), 8, RingFile::Readers::Everybody).has_value());
        QCOMPARE(linesIn(path + QStringLiteral(".1")), -1);
    }

    void aPathThatCannotBeWrittenIsNamed()
    {
        const auto file = TraceFile::create("/proc/none/t.jsonl", {});
        QVERIFY(!file);
        QVERIFY(file.error().starts_with("/proc/none/t.jsonl: cannot be written ("));
    }
};

QTEST_GUILESS_MAIN(TestTraceFile)
#include "tst_trace_file.moc"
