// Every key of the table does what it says, from the canvas and from the table of events; and every entry of
// every menu is alive.
#include "sim/world/command.h"
#include "tests/ui/window_fixture.h"
#include "ui/canvas/canvas.h"
#include "ui/help.h"
#include "ui/selection.h"
#include "ui/transport/bookmarks.h"
#include "ui/transport/transport_bar.h"
#include "ui/words/events_panel.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace mf;
using namespace mf::ui;
using mf::test::WindowFixture;

namespace {

/// What only long work makes possible has a test of its own; the way out is tried last.
/// Save is tried in tst_saving: here it would write into a scenario of the repository.
bool isTriedHere(Act act) { return act != Act::Stop && act != Act::Quit && act != Act::Save; }

/// The acts of time, which must all be possible in a window that is prepared as below.
bool isOfTime(Act act) { return act >= Act::PlayPause && act <= Act::PreviousInSession && isTriedHere(act); }

struct PreparedWindow : WindowFixture {
    PreparedWindow() : WindowFixture("02-another-network.yaml") { prepare(); }

    /// In the middle of one of two futures, between two bookmarks, with an event of a session selected.
    void prepare()
    {
        for (QDialog *dialog : window.findChildren<QDialog *>())
            dialog->close();
        if (simulation.history().branches().size() != 2)
            makeFutures();
        simulation.setSpeed(1);
        simulation.switchTo(BranchId{1});
        simulation.toRecord(m_record);
        window.selection().selectRecord(m_record);
        window.events().parentWidget()->parentWidget()->show();
        window.activateWindow();
    }
    QAction *action(Act act) const
    {
        for (QAction *action : window.findChildren<QAction *>())
            if (action->data().isValid() && action->data().toInt() == int(act))
                return action;
        return nullptr;
    }

private:
    void toTheEnd()
    {
        simulation.toEnd();
        while (simulation.isBusy())
            QTest::qWait(1);
    }
    void makeFutures()
    {
        window.open(test::scenarioFile("02-another-network.yaml"));
        toTheEnd();
        simulation.toRecord(simulation.trace().size() / 2);
        FaultSpec fault;
        fault.node = "carol-phone";
        simulation.act(BeginFault{fault});
        toTheEnd();
        window.transport().bookmarks().toggle();
        simulation.toRecord(0);
        window.transport().bookmarks().toggle();
        m_record = simulation.trace().size() / 3;
        while (simulation.trace()[m_record].stream == StreamId::None
               || simulation.trace()[m_record].cause == kNoIndex)
            ++m_record;
    }
    Index m_record = 0;
};

} // namespace

class KeysTest : public QObject {
    Q_OBJECT

private slots:
    void everyKeyWorksFromTheCanvasAndTheTable_data()
    {
        QTest::addColumn<bool>("fromTable");
        QTest::newRow("canvas") << false;
        QTest::newRow("table of events") << true;
    }
    void everyKeyWorksFromTheCanvasAndTheTable()
    {
        QFETCH(bool, fromTable);
        PreparedWindow fixture;
        int tried = 0;
        for (const ActionRow &row : actionRows()) {
            if (!isTriedHere(row.act))
                continue;
            for (const QKeySequence &keys : shortcutsOf(row.act)) {
                fixture.prepare();
                QTableView &table = fixture.window.events().table();
                QWidget *focus = fromTable ? static_cast<QWidget *>(&table) : &fixture.window.canvas();
                focus->setFocus();
                QAction *action = fixture.action(row.act);
                QVERIFY2(action, row.text);
                QVERIFY2(action->isEnabled() || !isOfTime(row.act), row.text);
                const QKeyCombination key = keys[0];
                const bool isTables = fromTable && key.keyboardModifiers() == Qt::NoModifier
                                      && PlainKeyGuard::takes(&table, key.key());
                if (!action->isEnabled() || isTables)
                    continue;
                const QSignalSpy triggered(action, &QAction::triggered);
                QTest::keyClick(focus, key.key(), key.keyboardModifiers());
                QVERIFY2(triggered.size() == 1, qPrintable(keys.toString() + u' ' + row.text));
                ++tried;
            }
        }
        QVERIFY(tried > 30);
    }

    void plainArrowsStayInTheTable()
    {
        PreparedWindow fixture;
        QTableView &table = fixture.window.events().table();
        table.setFocus();
        const StepIndex position = fixture.simulation.history().position();
        for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End, Qt::Key_Space})
            QTest::keyClick(&table, key);
        QCOMPARE(fixture.simulation.history().position(), position);
        QVERIFY(!fixture.simulation.isPlaying());
    }

    void everyMenuEntryIsAlive()
    {
        PreparedWindow fixture;
        for (const ActionRow &row : actionRows()) {
            if (!isTriedHere(row.act))
                continue;
            fixture.prepare();
            QAction *action = fixture.action(row.act);
            QVERIFY2(action, row.text);
            action->trigger();
        }
    }

    void quittingClosesAWindowInWhichNothingWasChanged()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        for (QAction *action : fixture.window.findChildren<QAction *>())
            if (action->data().isValid() && action->data().toInt() == int(Act::Quit))
                action->trigger();
        QVERIFY(!fixture.window.isVisible());
    }

    void stepSizesAreOneToFive()
    {
        PreparedWindow fixture;
        for (QWidget *focus : {static_cast<QWidget *>(&fixture.window.canvas()),
                               static_cast<QWidget *>(&fixture.window.events().table())}) {
            focus->setFocus();
            for (int i = 0; i < 5; ++i) {
                QTest::keyClick(focus, Qt::Key(Qt::Key_1 + i));
                QCOMPARE(fixture.simulation.stepSize(), story::StepSize(i));
            }
        }
    }

    void everyKeyIsListed()
    {
        QStringList listed;
        for (const auto &[keys, tip] : keyList())
            listed << keys;
        for (const char *key : {"Space", "Right", "Left", "Home", "End", "F", "B", "U", "1", "5", "?", "Esc"})
            QVERIFY2(
                listed.contains(QKeySequence(QString::fromLatin1(key)).toString(QKeySequence::NativeText)),
                key);
    }
};

QTEST_MAIN(KeysTest)
#include "tst_keys.moc"
