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

    void beyondTheLimitTheOlderPartMovesAway()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("t.jsonl"));
        const auto names = [](NodeId) { return std::string("n"); };
        const auto line =
            story::JsonLines(names, story::JsonLines::Secrets::Masked).print(records(1).front()).size();
        auto file = TraceFile::create(path.toStdString(), names, 4 * line);
        QVERIFY(file->write(records(4)));
        QCOMPARE(linesIn(path), 4);
        QCOMPARE(linesIn(path + QStringLiteral(".1")), -1);
        QVERIFY(file->write(records(1)));
        QCOMPARE(linesIn(path), 1);
        QCOMPARE(linesIn(path + QStringLiteral(".1")), 4);
        QVERIFY(file->write(records(8)));
        QCOMPARE(linesIn(path) + linesIn(path + QStringLiteral(".1")), 5);
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
