// Breaking and repairing by mouse and by keyboard: what is broken is seen, kept in the past, and mended.
#include "tests/ui/spoken.h"
#include "tests/ui/window_fixture.h"
#include "ui/canvas/canvas.h"
#include "ui/faults/fault_dialog.h"
#include "ui/faults/fault_menu.h"
#include "ui/faults/planned_dialog.h"
#include "ui/selection.h"
#include "ui/text.h"

#include <QAction>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace mf;
using namespace mf::ui;
using mf::test::Spoken;
using mf::test::WindowFixture;

namespace {

QAction *actionOf(const QMenu *menu, const QString &words)
{
    for (QAction *action : menu ? menu->actions() : QList<QAction *>())
        if (action->text().remove(u'&').contains(words))
            return action;
    return nullptr;
}

void rightClick(Canvas &canvas, QPointF at)
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, at.toPoint(), canvas.mapToGlobal(at.toPoint()));
    QCoreApplication::sendEvent(&canvas, &event);
}

} // namespace

class FaultMenuTest : public QObject {
    Q_OBJECT

private slots:
    void aMachineIsSwitchedOffByRightClickAndRepaired()
    {
        WindowFixture fixture("02-another-network.yaml");
        Canvas &canvas = fixture.window.canvas();
        const NodeId mx = fixture.simulation.world().nodeNamed("mx.example.net");
        rightClick(canvas, canvas.placeOf(mx));
        QCOMPARE(fixture.window.selection().node(), mx);
        QAction *off = actionOf(canvas.faultMenu().menu(), QStringLiteral("Switch it off"));
        QVERIFY(off);
        off->trigger();
        QCOMPARE(canvas.picture().broken, (std::vector<Broken>{{mx, NodeId::None, FaultKind::Down}}));
        QVERIFY(!fixture.simulation.world().network().isUp(mx));
        rightClick(canvas, canvas.placeOf(mx));
        QVERIFY(!actionOf(canvas.faultMenu().menu(), QStringLiteral("Switch it off")));
        QAction *repair = actionOf(canvas.faultMenu().menu(), QStringLiteral("Repair: switched off"));
        QVERIFY(repair);
        repair->trigger();
        QVERIFY(canvas.picture().broken.empty());
        QVERIFY(fixture.simulation.world().network().isUp(mx));
    }

    void aLinkIsSelectedAndCutByMouse()
    {
        WindowFixture fixture("02-another-network.yaml");
        Canvas &canvas = fixture.window.canvas();
        const World &world = fixture.simulation.world();
        const Pair link(std::minmax(world.nodeNamed("alice-laptop"), world.nodeNamed("mail.example.org")));
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.placeOf(link).toPoint());
        QVERIFY(fixture.window.selection().link() == link);
        rightClick(canvas, canvas.placeOf(link));
        QVERIFY(!actionOf(canvas.faultMenu().menu(), QStringLiteral("mailboxes")));
        QAction *cut = actionOf(canvas.faultMenu().menu(), QStringLiteral("Cut the link"));
        QVERIFY(cut);
        cut->trigger();
        QVERIFY(!fixture.simulation.world().network().linkUp(link.first, link.second));
        QCOMPARE(canvas.picture().broken.size(), std::size_t{1});
    }

    void everythingIsReachedByKeys()
    {
        WindowFixture fixture("02-another-network.yaml");
        Canvas &canvas = fixture.window.canvas();
        QTest::keyClick(&fixture.window, Qt::Key_K);
        QVERIFY(fixture.window.selection().link());
        QTest::keyClick(&fixture.window, Qt::Key_X);
        QVERIFY(actionOf(canvas.faultMenu().menu(), QStringLiteral("Lose packets")));
        canvas.faultMenu().menu()->close();
        QTest::keyClick(&fixture.window, Qt::Key_N);
        QVERIFY(!fixture.window.selection().link());
        QContextMenuEvent menuKey(QContextMenuEvent::Keyboard, {}, canvas.mapToGlobal(QPoint{}));
        QCoreApplication::sendEvent(&canvas, &menuKey);
        QAction *off = actionOf(canvas.faultMenu().menu(), QStringLiteral("Switch it off"));
        QVERIFY(off);
        off->trigger();
        QCOMPARE(canvas.picture().broken.size(), std::size_t{1});
        canvas.faultMenu().menu()->close();
        QTest::keyClick(&fixture.window, Qt::Key_X, Qt::ShiftModifier);
        QVERIFY(canvas.picture().broken.empty());
    }

    void theFoldedBoxOffersEachOfItsMachines()
    {
        WindowFixture fixture("02-another-network.yaml");
        Canvas &canvas = fixture.window.canvas();
        rightClick(canvas, canvas.placeOf(fixture.simulation.world().nodeNamed("resolver")));
        QAction *resolver = actionOf(canvas.faultMenu().menu(), QStringLiteral("resolver"));
        QVERIFY(resolver && resolver->menu());
        QVERIFY(actionOf(resolver->menu(), QStringLiteral("Give wrong addresses")));
    }

    void breakingInThePastOpensABranch()
    {
        WindowFixture fixture("02-another-network.yaml");
        fixture.simulation.toEnd();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        fixture.simulation.toBegin();
        const FaultPlace mx{fixture.simulation.world().nodeNamed("mx.example.net"), NodeId::None};
        fixture.window.canvas().faultMenu().breakNow(mx, FaultKind::Refuse);
        QCOMPARE(fixture.simulation.history().branches().size(), std::size_t{2});
        fixture.simulation.toEnd();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        const Trace &trace = fixture.simulation.trace();
        QVERIFY(std::ranges::any_of(trace,
                                    [](const Record &record) { return record.kind == Kind::LetterBounced; }));
    }

    void laterAndForAWhile()
    {
        WindowFixture fixture("02-another-network.yaml");
        const FaultPlace mx{fixture.simulation.world().nodeNamed("mx.example.net"), NodeId::None};
        FaultDialog dialog(fixture.simulation.world(), mx, &fixture.window);
        QVERIFY(dialog.fault() && dialog.fault()->kind == FaultKind::Down && !dialog.fault()->lasts);
        dialog.kind().setCurrentIndex(dialog.kind().findText(QStringLiteral("Greylist strangers")));
        dialog.from().setText(QStringLiteral("+2min"));
        dialog.lasts().setText(QStringLiteral("90s"));
        QVERIFY(dialog.fault()->kind == FaultKind::Greylist);
        QVERIFY(dialog.fault()->from == 2min && dialog.fault()->lasts == 90s);
        dialog.lasts().setText(QStringLiteral("soon"));
        QVERIFY(!dialog.fault());
    }

    void whatIsPlannedIsCalledOff()
    {
        WindowFixture fixture("02-another-network.yaml");
        Canvas &canvas = fixture.window.canvas();
        Simulation &simulation = fixture.simulation;
        const NodeId mx = simulation.world().nodeNamed("mx.example.net");
        FaultSpec later = usualFault(simulation.world(), {mx, NodeId::None}, FaultKind::Down, 2min);
        simulation.act(BeginFault{later});
        QVERIFY(canvas.picture().broken.empty());
        rightClick(canvas, canvas.placeOf(simulation.world().nodeNamed("mail.example.org")));
        QVERIFY(!actionOf(canvas.faultMenu().menu(), QStringLiteral("Call off")));
        rightClick(canvas, canvas.placeOf(mx));
        QAction *off =
            actionOf(canvas.faultMenu().menu(), QStringLiteral("Call off: switched off from t = 2 min"));
        QVERIFY(off);
        off->trigger();
        QCOMPARE(simulation.teller().sentence(simulation.trace().back()),
                 QStringLiteral("What was to break later at mx.example.net (down) is called off."));
        rightClick(canvas, canvas.placeOf(mx));
        QVERIFY(!actionOf(canvas.faultMenu().menu(), QStringLiteral("Call off")));
        simulation.toRecord(0); // just after it was planned
        QCOMPARE(simulation.world().plannedFaults().size(), std::size_t{1});
        simulation.toEnd();
        QTRY_VERIFY(!simulation.isBusy());
        QVERIFY(std::ranges::none_of(simulation.trace(),
                                     [](const Record &record) { return record.kind == Kind::FaultBegan; }));
    }

    void whatIsPlannedIsListedWithItsTimeAndCalledOffByKeys()
    {
        WindowFixture fixture("02-another-network.yaml");
        Simulation &simulation = fixture.simulation;
        const NodeId mx = simulation.world().nodeNamed("mx.example.net");
        QTest::keyClick(&fixture.window, Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        auto *dialog = fixture.window.findChild<PlannedDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->list().topLevelItemCount(), 0);
        QVERIFY(!dialog->callOffButton().isEnabled());
        FaultSpec down = usualFault(simulation.world(), {mx, NodeId::None}, FaultKind::Down, 25h);
        down.lasts = 5min;
        const FaultSpec slow = usualFault(simulation.world(), {mx, NodeId::None}, FaultKind::Slow, 26h);
        simulation.act(BeginFault{down});
        simulation.act(BeginFault{slow});
        QCOMPARE(dialog->list().topLevelItemCount(), 2);
        const QTreeWidgetItem *first = dialog->list().topLevelItem(0);
        const QString clock = clockText(simulation.world().epoch(), Instant(down.from));
        QVERIFY2(first->text(0).startsWith(clock), qPrintable(first->text(0)));
        QCOMPARE(first->text(1), QStringLiteral("mx.example.net"));
        QCOMPARE(first->text(2), QStringLiteral("switched off for 5 min 00.0 s"));
        QTest::keyClick(&dialog->list(), Qt::Key_Delete);
        QCOMPARE(simulation.world().plannedFaults(), std::vector{slow});
        QCOMPARE(dialog->list().topLevelItemCount(), 1);
        dialog->callOffButton().click();
        QVERIFY(simulation.world().plannedFaults().empty());
        simulation.toRecord(0); // just after the first was planned
        QCOMPARE(dialog->list().topLevelItemCount(), 1);
    }

    void theMenuOfAPlaceLeadsToAllThatIsPlanned()
    {
        WindowFixture fixture("02-another-network.yaml");
        Canvas &canvas = fixture.window.canvas();
        const World &world = fixture.simulation.world();
        const NodeId mx = world.nodeNamed("mx.example.net");
        fixture.simulation.act(BeginFault{usualFault(world, {mx, NodeId::None}, FaultKind::Down, 2min)});
        rightClick(canvas, canvas.placeOf(fixture.simulation.world().nodeNamed("mail.example.org")));
        QAction *all = actionOf(canvas.faultMenu().menu(), QStringLiteral("All that is planned (1)"));
        QVERIFY(all);
        all->trigger();
        QVERIFY(fixture.window.findChild<PlannedDialog *>()->isVisible());
    }

    void whatBreaksIsNamedInTheLanguageOfTheWindow()
    {
        WindowFixture fixture("02-another-network.yaml");
        const auto names = [] {
            QStringList all;
            for (const FaultRow &row : kFaultRows)
                for (const bool ofLink : {false, true})
                    if (!ofLink || row.onLinks)
                        all << faultOffer(row.kind, ofLink) << faultState(row.kind, ofLink);
            return all;
        };
        const QStringList english = names();
        Spoken spoken(fixture.window);
        spoken.in("de");
        const QStringList german = names();
        for (qsizetype i = 0; i < english.size(); ++i)
            QVERIFY2(german[i] != english[i], qPrintable(english[i]));
        Canvas &canvas = fixture.window.canvas();
        rightClick(canvas, canvas.placeOf(fixture.simulation.world().nodeNamed("mx.example.net")));
        QVERIFY(actionOf(canvas.faultMenu().menu(), QStringLiteral("Ausschalten")));
    }

    void platesStandOnNothingElse()
    {
        WindowFixture fixture("02-another-network.yaml");
        Canvas &canvas = fixture.window.canvas();
        const World &world = fixture.simulation.world();
        for (const char *name : {"mail.example.org", "mx.example.net", "store.example.net"})
            canvas.faultMenu().breakNow({world.nodeNamed(name), NodeId::None}, FaultKind::Slow);
        for (const Pair &link : canvas.links())
            canvas.faultMenu().breakNow({link.first, link.second}, FaultKind::Lossy);
        const Stage stage = stageOf(world);
        const CanvasPainter painter(stage, canvas.layoutOfBoxes(), Theme::light(), canvas.font());
        const auto plates = painter.platesOf(canvas.picture());
        QVERIFY(plates.size() > 3);
        for (std::size_t i = 0; i < plates.size(); ++i)
            for (std::size_t k = i + 1; k < plates.size(); ++k)
                QVERIFY2(!plates[i].rect.intersects(plates[k].rect), qPrintable(plates[i].words));
    }
};

QTEST_MAIN(FaultMenuTest)
#include "tst_fault_menu.moc"
