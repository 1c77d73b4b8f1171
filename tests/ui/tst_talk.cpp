// Dialogue and ladder in the real window: who says what, one letter through all its sessions, the shared
// selection, only what is visible is painted.
#include "sim/scenario/reader.h"
#include "tests/ui/hand_made.h"
#include "tests/ui/small_disk.h"
#include "tests/ui/window_fixture.h"
#include "ui/ladder/ladder_export.h"
#include "ui/ladder/ladder_panel.h"
#include "ui/ladder/ladder_view.h"
#include "ui/palette.h"
#include "ui/selection.h"
#include "ui/text.h"
#include "ui/words/dialogue_model.h"
#include "ui/words/dialogue_panel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QProgressBar>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <random>

using namespace mf;
using namespace mf::ui;
using mf::test::SmallDisk;
using mf::test::WindowFixture;

namespace {

struct Played : WindowFixture {
    explicit Played(const char *scenario) : WindowFixture(scenario)
    {
        emit window.dialogue().wanted();
        simulation.toEnd();
        (void)QTest::qWaitFor([this] { return !simulation.isBusy(); });
    }

    DialogueModel &talk() { return window.dialogue().model(); }
    QString cell(int row, int column)
    {
        return talk().data(talk().index(row, column), Qt::DisplayRole).toString();
    }
    Index first(Kind kind)
    {
        for (const Record &record : simulation.trace())
            if (record.kind == kind)
                return record.id;
        return kNoIndex;
    }
};

struct LongLadder {
    LongLadder()
        : ladder({[](NodeId node) { return std::to_string(raw(node)); },
                  [](const Record &record) { return record.bytes; },
                  {},
                  "DNS",
                  &story::Words::builtIn("en")})
    {
        for (int i = 0; i < 100'000; ++i)
            test::appendLine(trace, Duration(i * 1000), std::uint32_t(i % 2), std::uint32_t((i + 1) % 2),
                             "NOOP\r\n");
        ladder.grow(trace, trace.size());
    }

    Trace trace;
    story::Ladder ladder;
};

} // namespace

class TalkTest : public QObject {
    Q_OBJECT

private slots:
    void whoSpeaksIsALetterAndAHue()
    {
        Played f("01-the-first-letter.yaml");
        f.window.dialogue().sessions().setCurrentIndex(0);
        emit f.window.dialogue().sessions().activated(0);
        int clients = 0, greetings = 0;
        for (int row = 0; row < f.talk().rowCount(); ++row) {
            const QString who = f.cell(row, DialogueModel::Who), what = f.cell(row, DialogueModel::What);
            const auto hue =
                f.talk().data(f.talk().index(row, DialogueModel::Who), Qt::ForegroundRole).value<QColor>();
            if (who == u"C:") {
                ++clients;
                QCOMPARE(hue, Theme::light().client);
            } else if (who == u"S:") {
                QCOMPARE(hue, Theme::light().server);
                greetings += what.startsWith(u"220 ");
                if (what.startsWith(u"250"))
                    QCOMPARE(f.talk()
                                 .data(f.talk().index(row, DialogueModel::What), Qt::ForegroundRole)
                                 .value<QColor>(),
                             Theme::light().good);
            }
        }
        QVERIFY(clients >= 5);
        QVERIFY(greetings >= 1); // and once more where TLS begins
    }

    void aLetterIsFollowedThroughAllItsSessions()
    {
        Played f("02-another-network.yaml");
        f.window.selection().selectRecord(f.first(Kind::LetterAccepted));
        QVERIFY(f.window.dialogue().followAction().isEnabled());
        f.window.dialogue().followAction().trigger();
        QStringList headers;
        for (int row = 0; row < f.talk().rowCount(); ++row)
            if (f.talk().row(row).is == story::TalkRow::Is::Header)
                headers << f.cell(row, DialogueModel::What).section(u' ', 0, 0);
        QCOMPARE(headers, QStringList({"submission", "smtp", "lmtp", "imap"}));
        f.simulation.toBegin();
        QCOMPARE(f.talk().rowCount(), 0);
    }

    void aLineIsItsRecordEverywhere()
    {
        Played f("01-the-first-letter.yaml");
        QTableView &table = f.window.dialogue().table();
        int row = 0;
        while (f.cell(row, DialogueModel::Who).isEmpty())
            ++row;
        table.setCurrentIndex(f.talk().index(row, 0));
        const Index record = f.talk().row(row).record;
        QCOMPARE(f.window.selection().record(), std::optional(record));
        emit f.window.ladder().wanted();
        QCOMPARE(f.window.ladder().view().marked(), std::optional(record));
        QTest::keyClick(&f.window.ladder().view(), Qt::Key_Down);
        QVERIFY(*f.window.selection().record() > record);
        emit f.window.dialogue().wanted();
        const QModelIndex current = table.currentIndex();
        if (current.isValid())
            QCOMPARE(f.talk().row(current.row()).record, *f.window.selection().record());
    }

    void passwordsAreNotCopied()
    {
        Played f("04-pop3-takes-it-away.yaml");
        QString all;
        for (int session = 0; session < f.window.dialogue().sessions().count(); ++session) {
            emit f.window.dialogue().sessions().activated(session);
            f.window.dialogue().copy();
            all += QGuiApplication::clipboard()->text();
        }
        QVERIFY(all.contains(u"C: "));
        QVERIFY(all.contains(u"****"));
        for (const Record &record : f.simulation.trace())
            if (record.kind == Kind::Segment && record.facts.has(Key::Secret))
                QVERIFY(!all.contains(firstLine(record.bytes)));
    }

    void enterUnfoldsALongText()
    {
        Trace trace;
        std::string letter;
        for (int i = 0; i < 50; ++i)
            letter += "line " + std::to_string(i) + "\r\n";
        test::appendLine(trace, 1s, 0, 1, letter);
        story::TalkSessions sessions;
        sessions.grow(trace, 1);
        DialogueModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setTrace(&trace, &sessions, Teller{});
        model.show({0}, 1);
        QCOMPARE(model.rowCount(), 1 + int(story::kFoldedLines) + 1);
        QVERIFY(model.toggle(model.rowCount() - 1));
        QCOMPARE(model.rowCount(), 1 + 50 + 1);
        QVERIFY(model.toggle(3));
        QCOMPARE(model.rowCount(), 1 + int(story::kFoldedLines) + 1);
    }

    void randomWalkKeepsTheRules()
    {
        Played f("02-another-network.yaml");
        QAbstractItemModelTester tester(&f.talk(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        std::mt19937 random(9);
        for (int i = 0; i < 120; ++i) {
            f.simulation.toRecord(Index(random() % f.simulation.trace().size()));
            if (i % 5 == 0)
                f.window.selection().selectRecord(Index(random() % f.simulation.recordsShown()));
            if (i % 7 == 0)
                f.window.dialogue().followAction().trigger();
            if (f.talk().rowCount() > 0)
                f.talk().toggle(int(random() % unsigned(f.talk().rowCount())));
        }
        f.simulation.toBegin();
        QCOMPARE(f.talk().rowCount(), 0);
    }

    void theLadderHasThePaletteOfTheWindow()
    {
        for (std::size_t i = 0; i < story::kLadderHueCount; ++i) {
            const auto hue = story::LadderHue(i);
            const std::string_view file = story::ladderColour(hue);
            QCOMPARE(ladderColour(hue, Theme::light()).name(),
                     QString::fromUtf8(file.data(), qsizetype(file.size())));
        }
    }

    void onlyWhatIsVisibleIsPainted()
    {
        const LongLadder ladder;
        LadderView view;
        view.resize(900, 400);
        view.setLadder(&ladder.ladder, &ladder.trace);
        view.showUpTo(ladder.ladder.arrows().size());
        view.show();
        for (int i = 0; i <= 20; ++i) {
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 20 * i);
            view.grab();
            QVERIFY(view.painted() > 10 && view.painted() < 40);
        }
        view.mark(Index(50'000));
        view.grab();
        QVERIFY(view.picture().isNull()); // too long for a bitmap
        view.showUpTo(100);
        QVERIFY(!view.picture().isNull());
    }

    void lifelinesUseTheRoomThatThereIs()
    {
        Played f("02-another-network.yaml");
        const story::Ladder &ladder = f.window.ladder().ladder();
        emit f.window.ladder().wanted();
        LadderView &view = f.window.ladder().view();
        const auto fits = [&](int width) {
            view.resize(width, 300);
            return ladder.width(view.lane()) <= view.viewport()->width();
        };
        QVERIFY(!fits(600));
        QCOMPARE(view.lane(), story::Ladder::kLane); // narrower, nothing could be read: it scrolls
        QVERIFY(fits(1900));
        QVERIFY(view.lane() > story::Ladder::kLane);
        QVERIFY(fits(9000));
        QCOMPARE(view.lane(), LadderView::kWidestLane);
    }

    void ladderIsDarkFromTheFirst()
    {
        const QPalette light = QApplication::palette();
        QApplication::setPalette(QPalette(QColor(0x3a3f47), QColor(0x22262d)));
        LadderView view;
        view.resize(200, 100);
        const QColor corner = view.grab().toImage().pixelColor(199, 99);
        QApplication::setPalette(light);
        QCOMPARE(corner, Theme::night().box);
    }

    void keysZoomAndWalk()
    {
        Played f("01-the-first-letter.yaml");
        emit f.window.ladder().wanted();
        LadderView &view = f.window.ladder().view();
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(view.marked());
        const Index last = *view.marked();
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(*view.marked() < last);
        view.zoomBy(100);
        QCOMPARE(view.zoom(), LadderView::kMostZoom);
        view.zoomBy(0.001);
        QCOMPARE(view.zoom(), LadderView::kLeastZoom);
    }

    void theLadderIsWrittenAsSvgAndPng()
    {
        Played f("01-the-first-letter.yaml");
        emit f.window.ladder().wanted();
        QTemporaryDir dir;
        QSignalSpy written(&f.window.ladder(), &LadderPanel::written);
        f.window.ladder().write(dir.filePath("a.svg"));
        QTRY_COMPARE(written.size(), 1);
        f.window.ladder().write(dir.filePath("a.png"));
        QCOMPARE(written.size(), 2);
        QVERIFY(written[0][0].toString().isEmpty() && written[1][0].toString().isEmpty());
        QFile svg(dir.filePath("a.svg"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("alice"));
        QCOMPARE(QImage(dir.filePath("a.png")).width(),
                 f.window.ladder().ladder().width(f.window.ladder().view().lane()));
        for (const char *file : {"/nowhere/at/all.svg", "/nowhere/at/all.png"}) {
            f.window.ladder().write(QLatin1String(file));
            QVERIFY(written.last()[0].toString().contains(QLatin1String(file)));
            QCOMPARE(f.window.ladder().trouble(), written.last()[0].toString());
        }
    }

    void aLongLadderIsWrittenBetweenFrames()
    {
        const LongLadder ladder;
        const QTemporaryDir dir;
        const QString file = dir.filePath("long.svg");
        LadderExport writing(ladder.ladder, ladder.trace, ladder.ladder.arrows().size(), file, nullptr);
        QSignalSpy progressed(&writing, &LadderExport::progressed),
            finished(&writing, &LadderExport::finished);
        writing.start("Long");
        QCOMPARE(finished.size(), 0);
        QCOMPARE(progressed.size(), 1);
        QVERIFY(!QFile::exists(file)); // whole or not at all
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        QCOMPARE(finished[0][0].toString(), QString());
        QFile svg(file);
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().toStdString()
                == story::ladderSvg(ladder.ladder, ladder.trace, ladder.ladder.arrows().size(), "Long"));
    }

    void aFullDiskLeavesTheOldFile()
    {
        const LongLadder ladder;
        const QTemporaryDir dir;
        const QString file = dir.filePath("long.svg");
        QFile old(file);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        const SmallDisk disk(100'000);
        LadderExport writing(ladder.ladder, ladder.trace, 5'000, file, nullptr);
        QSignalSpy finished(&writing, &LadderExport::finished);
        writing.start("Long");
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        QVERIFY(finished[0][0].toString().contains(QStringLiteral("cannot be written")));
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("old"));
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 1);
    }

    void writingIsCancelled()
    {
        WindowFixture f("01-the-first-letter.yaml");
        QFile source(test::scenarioFile("01-the-first-letter.yaml"));
        QVERIFY(source.open(QIODevice::ReadOnly));
        Scenario scenario = readScenario(source.readAll().toStdString(), "")->base;
        const ActionSpec first = scenario.actions.front();
        scenario.lesson.clear();
        for (int i = 1; i <= 100; ++i) {
            ActionSpec next = first;
            next.when.at += std::chrono::seconds(i);
            std::get<SendAction>(next.what).id = "letter" + std::to_string(i);
            scenario.actions.push_back(next);
        }
        QVERIFY(f.simulation.open(scenario));
        f.simulation.toEnd();
        QTRY_VERIFY_WITH_TIMEOUT(!f.simulation.isBusy(), 60'000);
        LadderPanel &panel = f.window.ladder();
        emit panel.wanted();
        const QTemporaryDir dir;
        QSignalSpy written(&panel, &LadderPanel::written);
        panel.write(dir.filePath("a.svg"));
        QVERIFY(panel.progress().isVisible() && panel.cancelButton().isVisible());
        QVERIFY(panel.progress().value() > 0 && panel.progress().value() < panel.progress().maximum());
        panel.cancelButton().click();
        QVERIFY(!panel.progress().isVisible() && !panel.cancelButton().isVisible());
        QVERIFY(panel.trouble().contains(QStringLiteral("cancelled")));
        panel.write(dir.filePath("a.svg"));
        QVERIFY(panel.progress().isVisible());
        panel.setDnsOpen(true); // another ladder
        QVERIFY(!panel.progress().isVisible());
        QCOMPARE(written.size(), 2);
        QVERIFY(QDir(dir.path()).isEmpty());
    }
};

QTEST_MAIN(TalkTest)
#include "tst_talk.moc"
