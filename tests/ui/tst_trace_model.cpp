// The table of events keeps the rules of models, forward, back and in jumps, and is fast with a million
// rows.
#include "tests/ui/hand_made.h"
#include "ui/words/trace_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QTableView>
#include <QTest>

#include <random>

using namespace mf;
using namespace mf::ui;
using mf::test::append;
using mf::test::appendLine;

namespace {

Teller handMadeTeller()
{
    return Teller([](NodeId node) { return QStringLiteral("node%1").arg(raw(node)); },
                  [](const Record &record) { return QStringLiteral("sentence %1").arg(record.id); }, {});
}

} // namespace

class TraceModelTest : public QObject {
    Q_OBJECT

private slots:
    void randomWalkKeepsTheRules()
    {
        Trace trace;
        for (int i = 0; i < 3000; ++i)
            appendLine(trace, Duration(i), 0, 1, "NOOP\r\n");
        TraceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTableView view;
        view.setModel(&model);
        view.resize(600, 300);
        view.show();
        model.setTrace(&trace, handMadeTeller());
        std::mt19937 random(3);
        for (int i = 0; i < 400; ++i) {
            const int count = int(random() % 3001);
            model.showUpTo(count);
            QCOMPARE(model.rowCount(), count);
            if (count > 0)
                view.setCurrentIndex(
                    model.index(int(random()) % count < 0 ? 0 : int(random() % unsigned(count)), 0));
        }
        model.setTrace(nullptr, {});
        QCOMPARE(model.rowCount(), 0);
    }

    /// The same walk with filters that come and go, searched in slices.
    void filteredRandomWalkKeepsTheRules()
    {
        Trace trace;
        for (int i = 0; i < 3000; ++i)
            appendLine(trace, Duration(i), 0, 1, i % 7 == 0 ? "250 fine\r\n" : "NOOP\r\n");
        TraceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTableView view;
        view.setModel(&model);
        view.resize(600, 300);
        view.show();
        model.setTrace(&trace, handMadeTeller());
        std::mt19937 random(5);
        for (int i = 0; i < 400; ++i) {
            const int count = int(random() % 3001);
            model.showUpTo(count);
            if (i % 20 == 0)
                model.setFilter(*story::Filter::parse(i % 40 == 0 ? "text contains fine" : "number > 1000"));
            else if (i % 20 == 15)
                model.setFilter(std::nullopt);
            int looks = int(random() % 50);
            const bool more = model.sift([&looks] { return --looks <= 0; });
            QCOMPARE(more, model.judged() < model.recordsInView());
            for (int row = 0; row < model.rowCount(); row += 1 + model.rowCount() / 20) {
                const Index record = model.recordAt(row);
                QVERIFY(record < Index(count));
                QCOMPARE(model.rowOf(record), std::optional(row));
                QCOMPARE(model.data(model.index(row, TraceModel::Number), Qt::DisplayRole).toInt(),
                         int(record) + 1);
            }
            if (!model.isFiltered())
                QCOMPARE(model.rowCount(), count);
        }
        model.setFilter(*story::Filter::parse("text contains fine"));
        model.showUpTo(3000);
        while (model.sift([] { return true; })) { }
        QCOMPARE(model.rowCount(), 429);
        QCOMPARE(model.rowOf(1), std::nullopt);
        QCOMPARE(model.rowOf(7), std::optional(1));
        model.showUpTo(8);
        QCOMPARE(model.rowCount(), 2);
        model.setTrace(nullptr, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void rowsSayWhatHappened()
    {
        Trace trace;
        appendLine(trace, 2315ms, 0, 1, "250 2.1.0 fine\r\n")
            .facts.add(Key::Protocol, "smtp")
            .add(Key::Code, 250);
        append(trace, Kind::LetterStored, 3s, 1);
        TraceModel model;
        model.setTrace(&trace, handMadeTeller());
        model.showUpTo(2);
        const auto cell = [&](int row, int column) {
            return model.data(model.index(row, column), Qt::DisplayRole).toString();
        };
        QCOMPARE(cell(0, TraceModel::Number), QStringLiteral("1"));
        QCOMPARE(cell(0, TraceModel::Time), QStringLiteral("2.315 s"));
        QCOMPARE(cell(0, TraceModel::From), QStringLiteral("node0"));
        QCOMPARE(cell(0, TraceModel::To), QStringLiteral("node1"));
        QCOMPARE(cell(0, TraceModel::Protocol), QStringLiteral("smtp"));
        QCOMPARE(cell(0, TraceModel::What), QStringLiteral("250 2.1.0 fine"));
        QCOMPARE(cell(1, TraceModel::To), QString());
        QCOMPARE(cell(1, TraceModel::What), QStringLiteral("sentence 1"));
        QCOMPARE(model.data(model.index(0, TraceModel::What), Qt::ForegroundRole).value<QColor>(),
                 Theme::light().good);
    }

    void passwordIsNotShown()
    {
        Trace trace;
        appendLine(trace, 1s, 0, 1, "AGFsaWNlAHNlY3JldA==\r\n").facts.add(Key::Secret, 1);
        TraceModel model;
        model.setTrace(&trace, handMadeTeller());
        model.showUpTo(1);
        QVERIFY(!model.data(model.index(0, TraceModel::What), Qt::DisplayRole).toString().contains(u"AGFs"));
        QVERIFY(!handMadeTeller().octets(trace[0]).contains(u"AGFs"));
    }

    void octetsThatAreNotTextAreShownAsWhatTheyAre()
    {
        Trace trace;
        appendLine(trace, 1s, 0, 1, "A\xff\x01\r\nB\r\n");
        QCOMPARE(handMadeTeller().octets(trace[0]), QStringLiteral("A\uFFFD\\x01\nB"));
    }

    void millionRecordsAreShownAtOnce()
    {
        Trace trace;
        const Slices line(std::string("NOOP\r\n"));
        for (int i = 0; i < 1'000'000; ++i)
            append(trace, Kind::Segment, Duration(i), 0).bytes = line;
        TraceModel model;
        QTableView view;
        view.setModel(&model);
        view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        view.resize(800, 400);
        view.show();
        model.setTrace(&trace, handMadeTeller());
        QElapsedTimer clock;
        clock.start();
        model.showUpTo(1'000'000);
        view.scrollToBottom();
        view.grab();
        model.showUpTo(10);
        model.showUpTo(999'999);
        view.grab();
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QStringLiteral("%1 ms").arg(clock.elapsed())));
    }
};

QTEST_MAIN(TraceModelTest)
#include "tst_trace_model.moc"
