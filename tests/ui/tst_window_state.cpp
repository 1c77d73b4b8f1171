// What a person has made of the window is there again at the next start.
#include "tests/ui/window_fixture.h"
#include "ui/charts/charts_panel.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/scenarios/scenario_list.h"
#include "ui/window_state.h"

#include <QAction>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <QTest>

#include <cstdlib>

using namespace mf::ui;
using mf::test::WindowFixture;

namespace {

constexpr auto kScenario = "01-the-first-letter.yaml";

QSplitter *across(Window &window) { return window.findChild<QSplitter *>(QStringLiteral("across")); }

/// As a person leaves it: larger, the inspector and the charts unfolded, the scenarios folded, a wider inspector.
void rearrange(Window &window)
{
    window.resize(1500, 900);
    window.showCharts();
    for (QAction *fold : window.folds())
        fold->setChecked(fold->objectName() != u"scenarios");
    QList<int> rooms = across(window)->sizes();
    rooms[1] -= 90;
    rooms[2] += 90;
    across(window)->setSizes(rooms);
}

} // namespace

class WindowStateTest : public QObject {
    Q_OBJECT

private slots:
    void isThereAgain()
    {
        WindowFixture before(kScenario), after(kScenario);
        rearrange(before.window);
        QSettings settings;
        keepWindow(before.window, settings);
        after.window.hide();
        QVERIFY(restoreWindow(after.window, settings));
        after.window.show();
        QCOMPARE(after.window.size(), QSize(1500, 900));
        QVERIFY(!after.window.scenarios().isVisible());
        QVERIFY(after.window.inspector().isVisible());
        QVERIFY(after.window.charts().isVisible());
        QVERIFY(std::abs(after.window.inspector().width() - before.window.inspector().width()) <= 1);
        for (const QAction *fold : after.window.folds())
            QCOMPARE(fold->isChecked(), fold->objectName() != u"scenarios"); // the menus say so, too
    }

    void theRoomThatAQuestionHasIsNotKept()
    {
        WindowFixture fixture(kScenario);
        Window &window = fixture.window;
        const auto list = [&window] {
            return window.findChild<QSplitter *>(QStringLiteral("left"))->sizes().front();
        };
        window.showCharts();
        window.resize(1280, 800);
        const int before = list();
        fixture.simulation.next();
        fixture.simulation.next();
        QTRY_VERIFY(list() < before);
        QVERIFY(window.close());
        QCOMPARE(list(), before);
    }

    void keptWhenTheWindowHasBeenClosed()
    {
        WindowFixture fixture(kScenario);
        rearrange(fixture.window);
        QVERIFY(fixture.window.close());
        QSettings settings;
        keepWindow(fixture.window, settings); // as the program does at its end
        WindowFixture next(kScenario);
        next.window.hide();
        QVERIFY(restoreWindow(next.window, settings));
        next.window.show();
        QVERIFY(next.window.charts().isVisible());
        QCOMPARE(next.window.size(), QSize(1500, 900));
    }

    void nothingKeptOrNonsenseChangesNothing()
    {
        WindowFixture fixture(kScenario);
        const QSize size = fixture.window.size();
        const QList<int> rooms = across(fixture.window)->sizes();
        QSettings settings;
        QVERIFY(!restoreWindow(fixture.window, settings));
        settings.setValue(QStringLiteral("window/place"), QByteArray("nonsense"));
        settings.setValue(QStringLiteral("window/unfolded/words"), true);
        QVERIFY(!restoreWindow(fixture.window, settings));
        settings.setValue(QStringLiteral("window/place"), fixture.window.saveGeometry());
        settings.setValue(QStringLiteral("window/unfolded/words"), false);
        settings.setValue(QStringLiteral("window/rooms/across"), QByteArray("nonsense"));
        settings.setValue(QStringLiteral("window/tab"), QStringLiteral("of another version"));
        QVERIFY(restoreWindow(fixture.window, settings));
        QCOMPARE(fixture.window.size(), size);
        QCOMPARE(across(fixture.window)->sizes(), rooms);
    }

    void aLargeWindowGivesItsListsMoreRoom()
    {
        WindowFixture fixture(kScenario);
        const auto inspectorAt = [&](QSize size) {
            fixture.window.resize(size);
            fixture.window.divideRoom();
            fixture.window.inspector().show();
            return fixture.window.inspector().width();
        };
        const int small = inspectorAt({1280, 800});
        QVERIFY(fixture.window.scenarios().height() <= 300);
        QVERIFY(inspectorAt({1920, 1080}) > small + 100);
        QVERIFY(fixture.window.scenarios().height() > 350);
    }
};

QTEST_MAIN(WindowStateTest)
#include "tst_window_state.moc"
