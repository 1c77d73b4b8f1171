// Whichever way another scenario is opened: unsaved work is asked about first.
#include "tests/ui/window_fixture.h"
#include "ui/edits.h"
#include "ui/lessons/history_timeline.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/scenarios/faults_panel.h"
#include "ui/scenarios/scenario_list.h"
#include "ui/transport/narration.h"
#include "ui/transport/transport_bar.h"

#include <QAction>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QTest>
#include <QTreeWidget>

#include <functional>

using namespace mf;
using namespace mf::ui;
using mf::test::scenarioFile;
using mf::test::WindowFixture;

namespace {

using Way = std::function<void(Window &)>;

const char kHere[] = "01-the-first-letter.yaml", kThere[] = "02-another-network.yaml";

void trigger(Window &window, Act act)
{
    for (QAction *action : window.findChildren<QAction *>())
        if (action->data() == int(act))
            return action->trigger();
    qFatal("no such action");
}

void byList(Window &window)
{
    QTreeWidget &tree = window.scenarios().tree();
    tree.setCurrentItem(tree.topLevelItem(1)); // as a click does
    emit tree.itemClicked(tree.topLevelItem(1), 0);
}

void byFile(Window &window)
{
    trigger(window, Act::Open);
    auto *dialog = window.findChild<QFileDialog *>();
    QVERIFY(dialog);
    emit dialog->fileSelected(scenarioFile(kThere));
    delete dialog;
}

void byDrop(Window &window)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(scenarioFile(kThere))});
    QDragEnterEvent enters({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enters);
    QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
}

void byHistory(Window &window)
{
    trigger(window, Act::History);
    auto *timeline = window.findChild<HistoryTimeline *>();
    QVERIFY(timeline);
    emit timeline->scenarioWanted(QLatin1String(kThere));
    delete timeline;
}

QMessageBox *question(Window &window)
{
    for (QMessageBox *box : window.findChildren<QMessageBox *>())
        if (box->isVisible())
            return box;
    return nullptr;
}

void doSomething(Window &window)
{
    window.edits().placeMachine(QStringLiteral("mail.example.org"), {1, 4});
    QVERIFY(window.isWindowModified());
}

} // namespace

Q_DECLARE_METATYPE(Way)

class LeavingTest : public QObject {
    Q_OBJECT

private slots:
    void everyWayAsks_data()
    {
        QTest::addColumn<Way>("way");
        QTest::addColumn<QString>("to");
        const QString there = scenarioFile(kThere);
        QTest::newRow("list") << Way(byList) << there;
        QTest::newRow("file") << Way(byFile) << there;
        QTest::newRow("drop") << Way(byDrop) << there;
        QTest::newRow("timeline of history") << Way(byHistory) << there;
        QTest::newRow("again") << Way([](Window &window) { trigger(window, Act::Reload); })
                               << scenarioFile(kHere);
        QTest::newRow("following, lesson")
            << Way([](Window &window) { emit window.lesson().followingWanted(); }) << there;
        QTest::newRow("following, narration")
            << Way([](Window &window) { emit window.transport().narration().followingWanted(); }) << there;
        QTest::newRow("errors") << Way([](Window &window) {
            emit window.faults().againWanted(scenarioFile(kThere), {});
        }) << there;
    }
    void everyWayAsks()
    {
        QFETCH(Way, way);
        QFETCH(QString, to);
        WindowFixture fixture(kHere);
        Window &window = fixture.window;
        QTreeWidgetItem *const open = window.scenarios().tree().currentItem();
        doSomething(window);
        way(window);
        QVERIFY(question(window));
        QCOMPARE(window.scenarios().tree().currentItem(), open);
        question(window)->done(QMessageBox::Cancel);
        QVERIFY(window.isWindowModified());
        QCOMPARE(fixture.simulation.file(), scenarioFile(kHere));
        QCOMPARE(window.scenarios().tree().currentItem(), open);

        way(window);
        question(window)->done(QMessageBox::Discard);
        QCOMPARE(fixture.simulation.file(), to);
        QVERIFY(!window.isWindowModified());
        way(window);
        QVERIFY(!question(window)); // nothing is lost
    }

    void savingComesBeforeOpening()
    {
        WindowFixture fixture(kHere);
        doSomething(fixture.window);
        byList(fixture.window);
        question(fixture.window)->done(QMessageBox::Save);
        QCOMPARE(fixture.simulation.file(), scenarioFile(kThere));
        QFile saved(scenarioFile(kHere));
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(saved.readAll().contains("position: [1, 4]"));
    }

    void whatCannotBeSavedIsNotLeft()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QLatin1String(kHere));
        QVERIFY(QFile::copy(scenarioFile(kHere), file));
        WindowFixture fixture(kHere);
        Window &window = fixture.window;
        QVERIFY(window.open(file));
        doSomething(window);
        QVERIFY(QFile::remove(file));
        byDrop(window);
        question(window)->done(QMessageBox::Save);
        QCOMPARE(fixture.simulation.file(), file);
        QVERIFY(window.isWindowModified());
        QVERIFY(window.faults().isVisible());
        QVERIFY(window.faults().shownTitle().contains(QStringLiteral("could not be saved")));
        QVERIFY(QFile::copy(scenarioFile(kHere), file));
        emit window.faults().savingWanted(file); // try again
        QVERIFY(!window.faults().isVisible());
        QVERIFY(!window.isWindowModified());
    }

    void theLastWishCounts()
    {
        WindowFixture fixture(kHere);
        doSomething(fixture.window);
        trigger(fixture.window, Act::Reload);
        byDrop(fixture.window);
        QCOMPARE(fixture.window.findChildren<QMessageBox *>().size(), 1);
        question(fixture.window)->done(QMessageBox::Discard);
        QCOMPARE(fixture.simulation.file(), scenarioFile(kThere));
    }
};

QTEST_MAIN(LeavingTest)
#include "tst_leaving.moc"
