// The charts in the real window: they count what has happened at the viewed step, and a click leads there.
#include "ui/charts/charts_panel.h"

#include "tests/ui/small_disk.h"
#include "tests/ui/window_fixture.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <qcustomplot.h>

#include <algorithm>

using namespace mf;
using namespace mf::test;
using mf::ui::ChartsPanel;

class ChartsTest final : public QObject {
    Q_OBJECT

private:
    static double barAt(QCustomPlot &plot, int bars, double key)
    {
        const auto *chart = qobject_cast<QCPBars *>(plot.plottable(bars));
        return chart->data()->findBegin(key, false)->value;
    }
    static void showCharts(WindowFixture &fixture)
    {
        fixture.window.resize(1280, 800);
        fixture.window.show();
        fixture.window.showCharts();
    }

private slots:
    void theyCountWhatIsSeenAndNoMore()
    {
        WindowFixture fixture("02-another-network.yaml");
        showCharts(fixture);
        auto &charts = fixture.window.charts();
        fixture.simulation.toEnd();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        const QString atEnd = charts.summary();
        QVERIFY2(atEnd.contains(QStringLiteral("delivered: 1")), qPrintable(atEnd));
        QVERIFY(barAt(charts.replies(), 0, 0) > 3);
        fixture.simulation.toBegin();
        QVERIFY2(charts.summary().contains(QStringLiteral("delivered: 0")), qPrintable(charts.summary()));
        fixture.simulation.toEnd();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        QCOMPARE(charts.summary(), atEnd);
    }

    void aClickOnABarOfRepliesGoesToOne()
    {
        WindowFixture fixture("02-another-network.yaml");
        showCharts(fixture);
        fixture.simulation.toEnd();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        QCustomPlot &plot = fixture.window.charts().replies();
        plot.replot();
        const Index before = fixture.simulation.recordsShown();
        const QPoint bar(int(plot.xAxis->coordToPixel(0)), int(plot.yAxis->coordToPixel(0.5)));
        QTest::mouseClick(&plot, Qt::LeftButton, {}, bar);
        QVERIFY(fixture.simulation.recordsShown() < before);
        const History &history = fixture.simulation.history();
        const auto replies = fixture.window.charts().statistics().replies(story::ReplyClass::Done, before);
        QVERIFY(std::ranges::any_of(
            replies, [&](Index reply) { return history.stepOfRecord(reply) + 1 == history.position(); }));
    }

    void theyAreSavedAsPictureAndTable()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        showCharts(fixture);
        fixture.simulation.toEnd();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        QTemporaryDir folder;
        QCOMPARE(fixture.window.charts().savePicture(folder.filePath("charts.png")), QString());
        QVERIFY(QImage(folder.filePath("charts.png")).width() > 400);
        QCOMPARE(fixture.window.charts().saveTable(folder.filePath("charts.csv")), QString());
        QFile table(folder.filePath("charts.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QVERIFY(table.readLine().startsWith("seconds,"));
        QVERIFY(!fixture.window.charts().saveTable(folder.filePath("no/such/charts.csv")).isEmpty());
    }

    void aFullDiskLeavesTheOldFiles()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        showCharts(fixture);
        fixture.simulation.toEnd();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        const QTemporaryDir folder;
        ChartsPanel &charts = fixture.window.charts();
        const QString picture = folder.filePath("charts.png"), table = folder.filePath("charts.csv");
        for (const QString &name : {picture, table}) {
            QFile old(name);
            QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        }
        QString pictureTrouble, tableTrouble;
        {
            const SmallDisk disk(10);
            pictureTrouble = charts.savePicture(picture);
            tableTrouble = charts.saveTable(table);
        }
        QVERIFY2(!pictureTrouble.isEmpty(), "picture");
        QVERIFY2(!tableTrouble.isEmpty(), "table");
        for (const QString &name : {picture, table}) {
            QFile old(name);
            QVERIFY(old.open(QIODevice::ReadOnly));
            QCOMPARE(old.readAll(), QByteArray("old"));
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
    }
};

QTEST_MAIN(ChartsTest)
#include "tst_charts.moc"
