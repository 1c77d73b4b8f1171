// The real window, driven by keys and actions: the same step looks the same, whichever way it was reached;
// errors are shown; no key is dead.
#include "sim/scenario/reader.h"
#include "tests/ui/spoken.h"
#include "tests/ui/window_fixture.h"
#include "ui/canvas/canvas.h"
#include "ui/help.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/inspector/machine_items.h"
#include "ui/scenarios/faults_panel.h"
#include "ui/scenarios/scenario_list.h"
#include "ui/selection.h"
#include "ui/transport/beads.h"
#include "ui/transport/narration.h"
#include "ui/transport/transport_bar.h"
#include "ui/words/events_panel.h"
#include "ui/words/filter_bar.h"
#include "ui/words/filter_edit.h"
#include "ui/words/trace_model.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include <map>
#include <random>

using namespace mf;
using namespace mf::ui;
using mf::test::scenarioFile;
using mf::test::Spoken;
using mf::test::WindowFixture;

namespace {

/// Everything that is seen at a step.
struct Seen {
    Picture picture;
    QString rows, machines, narration;
    std::vector<Bead> beads;
    friend bool operator==(const Seen &, const Seen &) = default;
};

Seen look(WindowFixture &fixture)
{
    Simulation &simulation = fixture.simulation;
    Seen seen;
    seen.picture = fixture.window.canvas().picture();
    const TraceModel &model = fixture.window.events().model();
    seen.rows = QString::number(model.rowCount());
    for (int row = std::max(0, model.rowCount() - 5); row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            seen.rows += u'|' + model.data(model.index(row, column), Qt::DisplayRole).toString();
    const Teller &teller = simulation.teller();
    for (std::size_t i = 0; i < simulation.world().nodeCount(); ++i)
        seen.machines += plainText(machineItems(simulation, NodeId(i), {}));
    seen.narration = narrate(simulation, teller);
    seen.beads = fixture.window.transport().beads().beads();
    return seen;
}

constexpr const char *kBroken =
    "mailflow: 1\ntitle: Broken\nnodes:\n  a:\n    kind: mail-server\n    sevices: [smtp]\n";

QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &octets)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(octets) != octets.size())
        return {};
    return file.fileName();
}

QList<QAction *> menuActions(const QMenuBar &bar)
{
    QList<QAction *> all;
    for (QAction *menu : bar.actions())
        for (QAction *action : menu->menu()->actions())
            if (!action->isSeparator())
                all << action;
    return all;
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT

private slots:
    void beginsWithOneSentence()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QCOMPARE(fixture.window.transport().narration().text(),
                 QStringLiteral("Alice has written to Bob. Press Next."));
        QCOMPARE(fixture.simulation.history().position(), 0u);
        QVERIFY(!fixture.simulation.isPlaying());
        QCOMPARE(fixture.window.canvas().picture().unwritten.size(), 1u);
        QVERIFY(!fixture.window.inspector().isVisible());
        QVERIFY(!fixture.window.events().isVisible());
    }

    void letterReachesItsBeadsByNext()
    {
        WindowFixture fixture("02-another-network.yaml");
        int presses = 0;
        while (!fixture.simulation.isFinished() && ++presses < 100)
            QTest::keyClick(&fixture.window, Qt::Key_Right);
        QVERIFY(presses < 40);
        const auto &beads = fixture.window.transport().beads().beads();
        QCOMPARE(beads.size(), 5u);
        for (const Bead &bead : beads)
            QVERIFY2(bead.reached, qPrintable(beadName(bead.kind)));
    }

    void stepLooksTheSameFromBothSides_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("size");
        for (const QString &scenario :
             {QStringLiteral("01-the-first-letter.yaml"), QStringLiteral("02-another-network.yaml")})
            for (int size : {0, 1, 3})
                QTest::newRow(qPrintable(QStringLiteral("%1 by %2").arg(scenario).arg(size)))
                    << scenario << size;
    }
    void stepLooksTheSameFromBothSides()
    {
        QFETCH(QString, scenario);
        QFETCH(int, size);
        WindowFixture fixture(scenario.toLatin1().constData());
        const QAbstractItemModelTester tester(&fixture.window.events().model(),
                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        Simulation &simulation = fixture.simulation;
        simulation.setStepSize(story::StepSize(size));
        std::vector<std::pair<StepIndex, Seen>> way;
        way.emplace_back(0, look(fixture));
        for (int i = 0; i < 2000 && !simulation.isFinished(); ++i) {
            simulation.next();
            way.emplace_back(simulation.history().position(), look(fixture));
        }
        QVERIFY(simulation.isFinished());
        QVERIFY(way.size() > 4);
        for (std::size_t i = way.size() - 1; i-- > 0;) {
            simulation.back();
            QCOMPARE(simulation.history().position(), way[i].first);
            QVERIFY2(look(fixture) == way[i].second, qPrintable(QStringLiteral("step %1").arg(way[i].first)));
        }
        std::mt19937 random(11);
        for (int i = 0; i < 20; ++i) {
            const auto &[position, seen] = way[1 + random() % (way.size() - 1)];
            simulation.toRecord(simulation.history().recordsAfter(position) - 1);
            QVERIFY(look(fixture) == seen);
        }
        QVERIFY(!simulation.history().divergence());
    }

    void keysStep()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        Simulation &simulation = fixture.simulation;
        QTest::keyClick(&fixture.window, Qt::Key_1);
        QCOMPARE(simulation.stepSize(), story::StepSize::Event);
        QTest::keyClick(&fixture.window, Qt::Key_Right);
        QTest::keyClick(&fixture.window, Qt::Key_Right);
        QCOMPARE(simulation.history().position(), 2u);
        QTest::keyClick(&fixture.window, Qt::Key_Left);
        QCOMPARE(simulation.history().position(), 1u);
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QVERIFY(simulation.isFinished());
        QTest::keyClick(&fixture.window, Qt::Key_Home);
        QCOMPARE(simulation.history().position(), 0u);
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(&fixture.window, Qt::Key(Qt::Key_1 + i));
            QCOMPARE(simulation.stepSize(), story::StepSize(i));
        }
        QTest::keyClick(&fixture.window, Qt::Key_Space);
        QVERIFY(simulation.isPlaying());
        QTest::keyClick(&fixture.window, Qt::Key_Space);
        QVERIFY(!simulation.isPlaying());
    }

    void keysActWhereTheFocusIsAfterOpening()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QVERIFY(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QVERIFY(fixture.simulation.history().position() > 0);
        fixture.window.scenarios().tree().setFocus();
        const StepIndex position = fixture.simulation.history().position();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right); // there it opens a branch of the tree
        QCOMPARE(fixture.simulation.history().position(), position);
        emit fixture.window.scenarios().tree().itemActivated(
            fixture.window.scenarios().tree().topLevelItem(1), 0);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QVERIFY(fixture.simulation.history().position() > 0);
    }

    void keysOfTheTableStayInIt()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QTest::keyClick(&fixture.window, Qt::Key_W);
        QVERIFY(fixture.window.events().isVisible());
        QTableView &table = fixture.window.events().table();
        table.setFocus();
        const StepIndex position = fixture.simulation.history().position();
        QTest::keyClick(&table, Qt::Key_Home);
        QTest::keyClick(&table, Qt::Key_Left);
        QCOMPARE(fixture.simulation.history().position(), position);
    }

    void anEmptyTableSaysWhatToDo()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        emit fixture.window.events().wanted();
        const auto *nothing = fixture.window.events().table().viewport()->findChild<QLabel *>();
        QVERIFY(nothing && nothing->isVisible());
        QVERIFY(nothing->text().contains(QLatin1String("Press Next")));
        QTest::keyClick(&fixture.window, Qt::Key_Right);
        QVERIFY(!nothing->isVisible());
        QTest::keyClick(&fixture.window, Qt::Key_Home);
        QVERIFY(nothing->isVisible());
    }

    void walkingAlongCausesSelects()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        const Trace &trace = fixture.simulation.trace();
        Index record = trace.size() - 1;
        while (trace[record].cause == kNoIndex)
            --record;
        fixture.window.selection().selectRecord(record);
        QTest::keyClick(&fixture.window, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(fixture.window.selection().record(), std::optional(trace[record].cause));
        QTest::keyClick(&fixture.window, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(trace[*fixture.window.selection().record()].cause, trace[record].cause);
    }

    void walkingAtAMachineMovesTheView()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QTest::keyClick(&fixture.window, Qt::Key_N);
        const NodeId node = fixture.window.selection().node();
        QVERIFY(node != NodeId::None);
        StepIndex last = fixture.simulation.history().position();
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(&fixture.window, Qt::Key_Left, Qt::ShiftModifier);
            QVERIFY(fixture.simulation.history().position() < last);
            last = fixture.simulation.history().position();
            QCOMPARE(fixture.window.selection().node(), node);
        }
    }

    void lookingInsideTellsOfTheMachine()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QTest::keyClick(&fixture.window, Qt::Key_I);
        QVERIFY(fixture.window.inspector().isVisible());
        fixture.window.selection().selectNode(fixture.simulation.world().nodeNamed("mail.example.org"));
        QVERIFY(fixture.window.inspector().shownText().contains(QStringLiteral("bob@example.org")));
        fixture.window.selection().selectRecord(0);
        QVERIFY(fixture.window.inspector().shownText().contains(QStringLiteral("Event 1")));
    }

    void dnsBoxOpensAndCloses()
    {
        WindowFixture fixture("02-another-network.yaml");
        const std::size_t folded = fixture.window.canvas().layoutOfBoxes().boxes().size();
        QTest::keyClick(&fixture.window, Qt::Key_D);
        QVERIFY(fixture.window.canvas().layoutOfBoxes().boxes().size() > folded);
        QTest::keyClick(&fixture.window, Qt::Key_D);
        QCOMPARE(fixture.window.canvas().layoutOfBoxes().boxes().size(), folded);
    }

    void goToTakesEventsAndTimes()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_G, Qt::ControlModifier);
        auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(field);
        QTest::keyClicks(field, QStringLiteral("#5"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(fixture.simulation.recordsShown() >= 5);
        QTest::keyClick(&fixture.window, Qt::Key_G, Qt::ControlModifier);
        field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QTest::keyClicks(field, QStringLiteral("500ms"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(fixture.simulation.viewTime(), Instant(500ms));
        QCOMPARE(fixture.simulation.recordsShown(), 0u);
    }

    void brokenFileIsShownAndTheOpenOneStays()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        fixture.simulation.next();
        const StepIndex position = fixture.simulation.history().position();
        const QTemporaryDir folder;
        const QString file = writeFile(folder, QStringLiteral("broken.yaml"), kBroken);
        QVERIFY(!fixture.window.open(file));
        QVERIFY(fixture.window.faults().isVisible());
        const QString shown = fixture.window.faults().shownText();
        QVERIFY2(shown.contains(QStringLiteral("broken.yaml:6:5:")), qPrintable(shown));
        QVERIFY2(shown.contains(QStringLiteral("    sevices: [smtp]")), qPrintable(shown));
        QVERIFY2(shown.contains(QStringLiteral("\n        ^")), qPrintable(shown));
        QCOMPARE(fixture.simulation.file(), scenarioFile("01-the-first-letter.yaml"));
        QCOMPARE(fixture.simulation.history().position(), position);
        const auto buttons = fixture.window.faults().findChildren<QPushButton *>();
        QTest::mouseClick(buttons.at(0), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), shown);
        QVERIFY(fixture.window.open(scenarioFile("02-another-network.yaml")));
        QVERIFY(!fixture.window.faults().isVisible());
    }

    void whatIsWrongIsSaidInTheLanguageOfTheWindow()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        Spoken spoken(fixture.window);
        spoken.in("de");
        const QTemporaryDir folder;
        QVERIFY(!fixture.window.open(writeFile(folder, QStringLiteral("broken.yaml"), kBroken)));
        fixture.window.events().filter().edit().setText(QStringLiteral("smtp.repy >= 400"));
        const auto file = [&] { return fixture.window.faults().shownText(); };
        const auto filter = [&] { return fixture.window.events().filter().fault().text(); };
        QVERIFY2(
            file().contains(QStringLiteral("broken.yaml:6:5: unbekannter Schlüssel \"sevices\"; meinten Sie "
                                           "\"services\"?\n        sevices: [smtp]\n        ^")),
            qPrintable(file()));
        QCOMPARE(filter(),
                 QStringLiteral("▴ ein Feld \"smtp.repy\" gibt es nicht; meinten Sie \"smtp.reply\"?"));
        spoken.in("en");
        QTRY_VERIFY(file().contains(QStringLiteral("unknown key \"sevices\"; did you mean \"services\"?")));
        QTRY_COMPARE(filter(),
                     QStringLiteral("▴ there is no field \"smtp.repy\"; did you mean \"smtp.reply\"?"));
    }

    void missingFileIsNamed()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QVERIFY(!fixture.window.open(QStringLiteral("/nowhere/at-all.yaml")));
        QVERIFY(fixture.window.faults().shownText().contains(QStringLiteral("at-all.yaml")));
        QVERIFY(!fixture.window.open(scenarioFile("02-another-network.yaml"), QStringLiteral("no-such")));
        QVERIFY(fixture.window.faults().shownText().contains(QStringLiteral("no-such")));
    }

    void listOpensScenariosAndVariants()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTreeWidget &tree = fixture.window.scenarios().tree();
        QVERIFY(tree.topLevelItemCount() >= 2);
        QCOMPARE(tree.topLevelItem(0)->text(0), QStringLiteral("01 The first letter"));
        emit tree.itemActivated(tree.topLevelItem(1)->child(0), 0);
        QCOMPARE(fixture.simulation.file(), scenarioFile("02-another-network.yaml"));
        QCOMPARE(fixture.simulation.variant(), QStringLiteral("down-five-minutes"));
        QTest::keyClick(&fixture.window, Qt::Key_Right);
        QCOMPARE(fixture.window.canvas().picture().broken.size(), 1u);
    }

    void scenarioIsFoundByItsNumber()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTreeWidget &tree = fixture.window.scenarios().tree();
        tree.setFocus();
        QTest::keyClicks(&tree, QStringLiteral("07"));
        QVERIFY(tree.currentItem());
        QCOMPARE(tree.currentItem()->text(0), QStringLiteral("07 The receiving server is down"));
        QTest::keyClick(&tree, Qt::Key_Return);
        QCOMPARE(fixture.simulation.file(), scenarioFile("07-the-receiving-server-is-down.yaml"));
    }

    void titlesAreWhole()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        Spoken spoken(fixture.window);
        QTreeWidget &tree = fixture.window.scenarios().tree();
        // Words that wrap at the row's width need this height, however the row paints them.
        const auto needed = [&](const QModelIndex &index) {
            const int room = tree.visualRect(index).width();
            return tree.fontMetrics()
                .boundingRect(QRect(0, 0, room, 10'000), Qt::TextWordWrap, index.data().toString())
                .height();
        };
        for (const int width : {260, 190})
            for (const char *language : {"en", "de"}) {
                spoken.in(language);
                fixture.window.scenarios().resize(width, 600);
                QTRY_VERIFY(tree.viewport()->width() <= width);
                int wrapped = 0;
                for (QTreeWidgetItemIterator item(&tree); *item; ++item) {
                    const QModelIndex index = tree.indexFromItem(*item);
                    QTRY_VERIFY2(tree.visualRect(index).height() >= needed(index),
                                 qPrintable((*item)->text(0)));
                    QVERIFY(tree.visualRect(index).right() <= tree.viewport()->width());
                    wrapped += needed(index) > tree.fontMetrics().height();
                }
                QVERIFY(wrapped > 0);
            }
    }

    void endOffersTheNextScenario()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        Narration &narration = fixture.window.transport().narration();
        QVERIFY2(narration.text().contains(QStringLiteral("A letter to another network")),
                 qPrintable(narration.text()));
        emit narration.linkActivated(QStringLiteral("#"));
        QCOMPARE(fixture.simulation.file(), scenarioFile("02-another-network.yaml"));
    }

    void everyActionIsInAMenuAndAlive()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        std::map<int, QAction *> found;
        for (QAction *action : menuActions(*fixture.window.menuBar())) {
            QVERIFY(!action->text().isEmpty());
            QVERIFY(action->data().isValid());
            QVERIFY2(found.emplace(action->data().toInt(), action).second, qPrintable(action->text()));
        }
        QCOMPARE(found.size(), kActCount);
    }

    void withNothingOpenNoActionDoesHarm()
    {
        WindowFixture fixture("no-such-file.yaml");
        QVERIFY(!fixture.simulation.isOpen());
        for (QAction *action : menuActions(*fixture.window.menuBar())) {
            if (action->isEnabled() && action->data().toInt() != int(Act::Quit))
                action->trigger();
            QApplication::sendPostedEvents();
            for (QDialog *dialog : fixture.window.findChildren<QDialog *>())
                dialog->close();
        }
        QVERIFY(fixture.window.isVisible());
        QVERIFY(!fixture.simulation.isOpen());
    }

    void everyControlHasAName()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_W);
        QTest::keyClick(&fixture.window, Qt::Key_I);
        for (const QWidget *widget : fixture.window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())
                               || widget->metaObject()->className() == QByteArray("QTabBar");
            QVERIFY2(named, widget->metaObject()->className());
        }
    }

    void questionMarkListsTheKeys()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_Question);
        auto *dialog = fixture.window.findChild<KeysDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->close();
    }

    void playingGoesOnToTheEndByItself()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        for (std::size_t i = 0; i < fixture.simulation.lesson().stopCount(); ++i)
            fixture.simulation.skipQuestion(i); // else it waits for answers
        fixture.simulation.setSpeed(1000);
        fixture.simulation.play();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.simulation.isFinished(), 20'000);
        QTRY_VERIFY(!fixture.simulation.isPlaying());
        const Seen played = look(fixture);
        fixture.simulation.toBegin();
        fixture.simulation.toEnd();
        const Seen run = look(fixture);
        QCOMPARE(played.rows, run.rows);
        QCOMPARE(played.machines, run.machines);
    }

    void readersPaceShowsWhatIsUnderWay()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        fixture.simulation.play();
        bool moved = false;
        connect(&fixture.simulation, &Simulation::timeMoved, &fixture.window,
                [&] { moved = moved || !fixture.window.canvas().picture().hops.empty(); });
        QTRY_VERIFY_WITH_TIMEOUT(moved, 20'000);
        fixture.simulation.pause();
        QVERIFY(!fixture.simulation.isPlaying());
    }

    void signalsComeAtMostOnceAFrame()
    {
        WindowFixture fixture("02-another-network.yaml");
        auto plain = readScenarioFile(scenarioFile("02-another-network.yaml").toStdString());
        QVERIFY(plain);
        plain->base.lesson.clear(); // a step ends at its stops, too
        QVERIFY(fixture.simulation.open(plain->base));
        int grown = 0, moved = 0;
        connect(&fixture.simulation, &Simulation::traceGrew, this, [&] { ++grown; });
        connect(&fixture.simulation, &Simulation::viewMoved, this, [&] { ++moved; });
        fixture.simulation.setStepSize(story::StepSize::Delivery);
        fixture.simulation.next();
        QVERIFY(fixture.simulation.history().position() > 20);
        QCOMPARE(grown, 1);
        QCOMPARE(moved, 1);
    }
};

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
