// What is done in the window is kept in the file when it is saved: edit, save, read again gives the same.
#include "sim/scenario/attached.h"
#include "sim/scenario/reader.h"
#include "tests/ui/small_disk.h"
#include "tests/ui/window_fixture.h"
#include "ui/canvas/canvas.h"
#include "ui/edits.h"
#include "ui/faults/fault_menu.h"
#include "ui/scenarios/faults_panel.h"
#include "ui/selection.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QTest>

using namespace mf;
using namespace mf::ui;
using mf::test::octetsOf;
using mf::test::OwnFile;
using mf::test::WindowFixture;

namespace {

QStringList commentsOf(const QByteArray &text)
{
    return QString::fromUtf8(text).split(u'\n').filter(QStringLiteral("#"));
}

} // namespace

class SavingTest : public QObject {
    Q_OBJECT

private slots:
    void editSaveReloadIsEqual()
    {
        OwnFile fixture("02-another-network.yaml");
        QVERIFY(fixture.isOpen);
        Window &window = fixture.window;
        const QString &file = fixture.file;
        QVERIFY(!window.isWindowModified());
        Canvas &canvas = window.canvas();

        // A machine is dragged, another one moved by keys, the resolver's folded box, too.
        const World &world = fixture.simulation.world();
        const NodeId mx = world.nodeNamed("mx.example.net");
        const QPoint from = canvas.placeOf(mx).toPoint(), to = from + QPoint(40, 150);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        QTest::mouseMove(&canvas, from + QPoint(20, 60));
        QTest::mouseMove(&canvas, to);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, to);
        QVERIFY(window.isWindowModified());
        window.selection().selectNode(world.nodeNamed("resolver"));
        QTest::keyClick(&window, Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
        const Layout drawn = canvas.layoutOfBoxes();

        fixture.simulation.next();
        const Instant broke = fixture.simulation.world().now();
        canvas.faultMenu().breakNow({mx, NodeId::None}, FaultKind::Greylist);
        const QByteArray before = octetsOf(file);
        QVERIFY(window.save(file));
        QVERIFY(!window.isWindowModified());
        QCOMPARE(commentsOf(octetsOf(file)), commentsOf(before));
        QVERIFY(octetsOf(file).startsWith(before.left(60)));

        QVERIFY(window.open(file));
        QVERIFY(!window.isWindowModified());
        const Scenario &again = fixture.simulation.world().scenario();
        QCOMPARE(again.faults.size(), std::size_t{1});
        QVERIFY(again.faults[0].kind == FaultKind::Greylist && again.faults[0].node == "mx.example.net");
        QVERIFY(again.faults[0].from == broke.time_since_epoch());
        QCOMPARE(canvas.layoutOfBoxes().boxes().size(), drawn.boxes().size());
        for (std::size_t i = 0; i < drawn.boxes().size(); ++i)
            QCOMPARE(canvas.layoutOfBoxes().cellOfBox(int(i)), drawn.cellOfBox(int(i)));
        const QByteArray saved = octetsOf(file);
        QVERIFY(window.save(file)); // nothing is done twice
        QCOMPARE(octetsOf(file), saved);
    }

    void aFaultyWriteHarmsNothing()
    {
        OwnFile fixture("01-the-first-letter.yaml");
        QVERIFY(fixture.isOpen);
        Window &window = fixture.window;
        const QString &file = fixture.file;
        window.edits().placeMachine(QStringLiteral("mail.example.org"), {1, 4});
        QVERIFY(window.isWindowModified());
        const QByteArray before = octetsOf(file);
        QVERIFY(!window.save(fixture.folder.filePath(QStringLiteral("no/such/folder.yaml"))));
        QVERIFY(window.faults().isVisible());
        QVERIFY(window.faults().shownTitle().contains(QStringLiteral("could not be saved")));
        QVERIFY(window.isWindowModified());
        QCOMPARE(octetsOf(file), before);
        QCOMPARE(QDir(fixture.folder.path()).entryList(QDir::Files),
                 QStringList{QStringLiteral("01-the-first-letter.yaml")});
        QVERIFY(QFile::resize(file, 40)); // somebody has spoilt it meanwhile
        QVERIFY(!window.save(file));
        QCOMPARE(octetsOf(file), before.left(40));
    }

    void aFullDiskLeavesTheFile()
    {
        OwnFile fixture("01-the-first-letter.yaml");
        QVERIFY(fixture.isOpen);
        Window &window = fixture.window;
        const QString &file = fixture.file;
        window.edits().placeMachine(QStringLiteral("mail.example.org"), {1, 4});
        const QByteArray before = octetsOf(file);
        bool saved = true;
        {
            const mf::test::SmallDisk disk(100);
            saved = window.save(file);
        }
        QVERIFY(!saved);
        QVERIFY(window.isWindowModified() && window.faults().isVisible());
        QCOMPARE(octetsOf(file), before);
    }

    void whatNoFileHoldsIsNamedAndStaysUnsaved()
    {
        OwnFile fixture("01-the-first-letter.yaml");
        QVERIFY(fixture.isOpen);
        Window &window = fixture.window;
        const QString &file = fixture.file;
        SendAction letter;
        letter.from = "alice@example.org";
        letter.to = {"bob@example.org"};
        letter.subject = "With a file";
        letter.attachments = {{"large.bin", "", Blob(std::string(kFilesLimitOctets + 1, 'x'))}};
        fixture.simulation.act(SendLetter{letter});
        fixture.simulation.toEnd();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        fixture.simulation.act(TendLetterAt{"bob-laptop", "INBOX", 9, node::Tending::MarkUnseen});
        QVERIFY(window.edits().canBeSaved());
        QVERIFY(window.save(file));
        QVERIFY(window.faults().isVisible());
        const QString shown = window.faults().shownText();
        QCOMPARE(shown.count(u'\n'), 1);
        QVERIFY2(shown.contains(QStringLiteral("With a file")) && shown.contains(QStringLiteral("files")),
                 qPrintable(shown));
        QVERIFY2(shown.contains(QStringLiteral("At bob-laptop somebody marks a letter as not read")),
                 qPrintable(shown));
        QVERIFY(window.isWindowModified());
        QVERIFY(!window.edits().canBeSaved());
        QCOMPARE(octetsOf(file).count("With a file"), 1);
        QVERIFY(window.save(file));
        QCOMPARE(octetsOf(file).count("With a file"), 1);

        QVERIFY(!window.close()); // asks, though there is nothing to be saved any more
        auto *box = window.findChild<QMessageBox *>();
        QVERIFY(box && !box->button(QMessageBox::Save));
        QVERIFY(box->informativeText().contains(QStringLiteral("bob-laptop")));
        box->done(QMessageBox::Discard);
        QVERIFY(!window.isVisible());
    }

    void whatIsDoneInAnotherFutureIsNotTakenForSaved()
    {
        OwnFile fixture("01-the-first-letter.yaml");
        QVERIFY(fixture.isOpen);
        Simulation &simulation = fixture.simulation;
        simulation.act(CheckMailAt{"bob-laptop"});
        QVERIFY(fixture.window.save(fixture.file));
        QVERIFY(fixture.window.edits().isEmpty());
        simulation.toBegin();
        simulation.act(CheckMailAt{"alice-laptop"});
        QCOMPARE(simulation.history().branches().size(), std::size_t{2});
        QVERIFY(fixture.window.edits().canBeSaved());
        simulation.switchTo(BranchId::Main);
        QVERIFY(fixture.window.edits().isEmpty());
    }

    void closingAsks()
    {
        OwnFile fixture("01-the-first-letter.yaml");
        QVERIFY(fixture.isOpen);
        Window &window = fixture.window;
        const QString &file = fixture.file;
        window.edits().placeMachine(QStringLiteral("mail.example.org"), {1, 4});
        QVERIFY(!window.close());
        auto *box = window.findChild<QMessageBox *>();
        QVERIFY(box && box->isVisible());
        box->done(QMessageBox::Cancel);
        QVERIFY(window.isVisible());
        QVERIFY(!window.close());
        QTRY_COMPARE(window.findChildren<QMessageBox *>().size(), 1);
        window.findChild<QMessageBox *>()->done(QMessageBox::Save);
        QVERIFY(!window.isVisible());
        QVERIFY(octetsOf(file).contains("position: [1, 4]"));
    }

    void nothingStandsOnAnythingWhereverMachinesAreMoved()
    {
        WindowFixture fixture("02-another-network.yaml");
        Canvas &canvas = fixture.window.canvas();
        for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Left, Qt::Key_Left, Qt::Key_Up, Qt::Key_Right,
                                  Qt::Key_Down, Qt::Key_Down, Qt::Key_Right, Qt::Key_Right, Qt::Key_Right}) {
            fixture.window.selection().selectNode(fixture.simulation.world().nodeNamed("mx.example.net"));
            QTest::keyClick(&fixture.window, key, Qt::ControlModifier | Qt::ShiftModifier);
            const auto &boxes = canvas.layoutOfBoxes().boxes();
            for (std::size_t i = 0; i < boxes.size(); ++i)
                for (std::size_t k = i + 1; k < boxes.size(); ++k)
                    QVERIFY(!boxes[i].rect.intersects(boxes[k].rect));
        }
    }
};

QTEST_MAIN(SavingTest)
#include "tst_saving.moc"
