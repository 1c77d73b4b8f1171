// The scenario's text in the window: what is wrong is said while somebody types and leads to its place, what is
// applied is shown, what is saved is in the file, and nothing is lost on the way.
#include "tests/ui/spoken.h"
#include "tests/ui/window_fixture.h"
#include "ui/edits.h"
#include "ui/faults/fault_menu.h"
#include "ui/scenarios/scenario_text.h"

#include <QAction>
#include <QFile>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace mf;
using namespace mf::ui;
using mf::test::octetsOf;
using mf::test::scenarioFile;
using mf::test::Spoken;
using mf::test::WindowFixture;

namespace {

/// A window over a file of its own, with its text in front.
struct TextFixture : WindowFixture {
    explicit TextFixture(const char *scenario, bool windowsLines = false) : WindowFixture(scenario)
    {
        file = folder.filePath(QStringLiteral("mine.yaml"));
        QByteArray octets = octetsOf(scenarioFile(scenario));
        if (windowsLines)
            octets.replace("\n", "\r\n");
        QFile made(file);
        written = made.open(QIODevice::WriteOnly) && made.write(octets) == octets.size();
        made.close();
        window.open(file);
        QTest::keyClick(&window, Qt::Key_E, Qt::ControlModifier);
    }

    ScenarioText &text() { return window.scenarioText(); }
    QPlainTextEdit &edit() { return text().edit(); }
    /// Selects the first such words and types others in their place.
    void replace(const char *words, const char *by)
    {
        QVERIFY(edit().find(QLatin1String(words))
                || (edit().moveCursor(QTextCursor::Start), edit().find(words)));
        QTest::keyClicks(&edit(), QLatin1String(by));
    }
    void apply() { QTest::keyClick(&edit(), Qt::Key_Return, Qt::ControlModifier); }

    QTemporaryDir folder;
    QString file;
    bool written = false;
};

} // namespace

class ScenarioTextTest : public QObject {
    Q_OBJECT

private slots:
    void itIsTheFileAndHasTheKeys()
    {
        TextFixture f("01-the-first-letter.yaml");
        QVERIFY(f.written);
        QVERIFY(f.text().isVisible());
        QVERIFY(f.edit().hasFocus());
        QCOMPARE(f.text().octets(), octetsOf(f.file).toStdString());
        QVERIFY(!f.window.isWindowModified());
        QVERIFY(!f.text().isUnapplied());
    }

    void withoutAScenarioThereIsNothingToType()
    {
        Simulation simulation(Simulation::Motion::Reduced);
        Window window(simulation, {});
        window.show();
        window.showWords(window.scenarioText());
        QPlainTextEdit &edit = window.scenarioText().edit();
        QVERIFY(edit.isVisible() && edit.isReadOnly());
        QVERIFY(!edit.placeholderText().isEmpty());
        QTest::keyClicks(&edit, QStringLiteral("mailflow: 1"));
        QVERIFY(edit.toPlainText().isEmpty());
        QVERIFY(!window.isWindowModified());
    }

    void whatIsWrongIsListedAndLeadsToItsPlace()
    {
        TextFixture f("01-the-first-letter.yaml");
        f.replace("kind: client", "knid: client");
        QTRY_VERIFY(f.text().faults().isVisible());
        const auto meant =
            f.text().faults().findItems(QStringLiteral("did you mean \"kind\"?"), Qt::MatchContains);
        QCOMPARE(meant.size(), 1);
        const int line = f.edit().textCursor().blockNumber();
        f.edit().moveCursor(QTextCursor::Start);
        f.text().faults().setFocus();
        f.text().faults().setCurrentItem(meant.front());
        QCOMPARE(f.edit().textCursor().blockNumber(), line);
        f.edit().undo();
        f.edit().undo();
        while (f.edit().toPlainText().contains(QStringLiteral("knid")))
            f.edit().undo();
        QTRY_VERIFY(!f.text().faults().isVisible());
    }

    void whatIsWrongFollowsTheLanguage()
    {
        TextFixture f("01-the-first-letter.yaml");
        Spoken spoken(f.window);
        f.replace("kind: client", "knid: client");
        QTRY_VERIFY(f.text().faults().isVisible());
        const auto found = [&](const char *words) {
            return f.text().faults().findItems(QString::fromUtf8(words), Qt::MatchContains).size();
        };
        spoken.in("de");
        QTRY_COMPARE(found("unbekannter Schlüssel \"knid\"; meinten Sie \"kind\"?"), 1);
        spoken.in("en");
        QTRY_COMPARE(found("unknown key \"knid\"; did you mean \"kind\"?"), 1);
    }

    void withErrorsTheWindowShowsWhatWasThere()
    {
        TextFixture f("01-the-first-letter.yaml");
        QTest::keyClick(&f.window, Qt::Key_End, Qt::NoModifier); // the text has the keys: it moves the cursor
        const Trace *trace = &f.simulation.trace();
        f.replace("mailflow: 1", "mailflow: 2");
        f.apply();
        QVERIFY(f.text().faults().isVisible());
        QCOMPARE(&f.simulation.trace(), trace);
        QVERIFY(f.window.isWindowModified());
        QVERIFY(!f.window.save(f.file)); // a file that cannot be opened is not written
        QVERIFY(octetsOf(f.file).contains("mailflow: 1"));
    }

    void whatIsAppliedIsShownAndSavingKeepsIt()
    {
        TextFixture f("01-the-first-letter.yaml");
        f.replace("subject: ", "subject: Dear ");
        f.apply();
        QVERIFY2(!f.text().faults().isVisible(), qPrintable(f.text().shownStatus()));
        QVERIFY(!f.text().isUnapplied());
        QVERIFY(f.window.isWindowModified());
        const auto *send = std::get_if<SendAction>(&f.simulation.world().scenario().actions.front().what);
        QVERIFY(send && send->subject.starts_with("Dear "));
        QVERIFY(!octetsOf(f.file).contains("Dear "));
        QTest::keyClick(&f.window, Qt::Key_S, Qt::ControlModifier);
        QVERIFY(octetsOf(f.file).contains("subject: Dear "));
        QVERIFY(!f.window.isWindowModified());
        QCOMPARE(f.text().octets(), octetsOf(f.file).toStdString());
    }

    void savingAppliesFirst()
    {
        TextFixture f("01-the-first-letter.yaml");
        f.replace("subject: ", "subject: Dear ");
        QTest::keyClick(&f.window, Qt::Key_S, Qt::ControlModifier);
        QVERIFY(octetsOf(f.file).contains("subject: Dear "));
        const auto *send = std::get_if<SendAction>(&f.simulation.world().scenario().actions.front().what);
        QVERIFY(send && send->subject.starts_with("Dear "));
    }

    void whatWasDoneIsWrittenInWhenItIsApplied()
    {
        TextFixture f("02-another-network.yaml");
        FaultSpec fault;
        fault.node = "mx.example.net";
        f.simulation.act(BeginFault{fault});
        f.replace("subject: ", "subject: Dear ");
        f.apply();
        QVERIFY(!f.text().faults().isVisible());
        QCOMPARE(f.simulation.world().scenario().faults.size(), 1u);
        const auto lists = [&] { return f.edit().toPlainText().count(QStringLiteral("\nfaults:")); };
        QCOMPARE(lists(), 1);
        f.edit().undo(); // as anything that was typed
        QCOMPARE(lists(), 0);
    }

    void whatNoFileHasWordsForIsCounted()
    {
        TextFixture f("02-another-network.yaml");
        f.simulation.act(HangUpAt{});
        QVERIFY(f.window.edits().beyondFile().size() == 1);
        f.replace("subject: ", "subject: Dear ");
        f.apply();
        QVERIFY2(f.text().shownStatus().contains(QStringLiteral("1 act(s) that no file")),
                 qPrintable(f.text().shownStatus()));
        QVERIFY(f.window.edits().beyondFile().isEmpty());
    }

    void unsavedTextIsAskedAbout()
    {
        TextFixture f("01-the-first-letter.yaml");
        f.replace("subject: ", "subject: Dear ");
        f.window.wish(scenarioFile("02-another-network.yaml"));
        auto *question = f.window.findChild<QMessageBox *>();
        QVERIFY(question && question->isVisible());
        question->button(QMessageBox::Save)->click();
        QTRY_COMPARE(f.simulation.file(), scenarioFile("02-another-network.yaml"));
        QVERIFY(octetsOf(f.file).contains("subject: Dear "));
        QVERIFY(f.text().octets() == octetsOf(scenarioFile("02-another-network.yaml")).toStdString());
        QVERIFY(!f.window.isWindowModified());
    }

    void typingBackIsNoChange()
    {
        TextFixture f("01-the-first-letter.yaml");
        QTest::keyClicks(&f.edit(), QStringLiteral("#"));
        QVERIFY(f.window.isWindowModified());
        QVERIFY(f.text().isUnapplied());
        QTest::keyClick(&f.edit(), Qt::Key_Backspace);
        QVERIFY(!f.window.isWindowModified());
        QVERIFY(!f.text().isUnapplied());
    }

    void linesOfWindowsStayAsTheyAre()
    {
        TextFixture f("01-the-first-letter.yaml", true);
        QCOMPARE(f.text().octets(), octetsOf(f.file).toStdString());
        f.replace("subject: ", "subject: Dear ");
        QTest::keyClick(&f.window, Qt::Key_S, Qt::ControlModifier);
        const QByteArray now = octetsOf(f.file);
        QVERIFY(now.contains("subject: Dear "));
        QCOMPARE(now.count('\n'), now.count("\r\n"));
    }

    void tabsAreSpacesAndNewLinesKeepTheIndentation()
    {
        TextFixture f("01-the-first-letter.yaml");
        f.edit().setPlainText(QStringLiteral("a:"));
        f.edit().moveCursor(QTextCursor::End);
        QTest::keyClick(&f.edit(), Qt::Key_Return);
        QTest::keyClick(&f.edit(), Qt::Key_Tab);
        QTest::keyClicks(&f.edit(), QStringLiteral("b: 1"));
        QTest::keyClick(&f.edit(), Qt::Key_Return);
        QTest::keyClicks(&f.edit(), QStringLiteral("c: 2"));
        QCOMPARE(f.edit().toPlainText(), QStringLiteral("a:\n  b: 1\n  c: 2"));
        QTest::keyClick(&f.edit(), Qt::Key_Backtab);
        QCOMPARE(f.edit().toPlainText(), QStringLiteral("a:\n  b: 1\nc: 2"));
    }

    void longTextsAreReadOnlyWhenTheyAreApplied_data()
    {
        QTest::addColumn<int>("characters");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("n") << int(ScenarioText::kReadWhileTypingLimit) << true;
        QTest::newRow("n+1") << int(ScenarioText::kReadWhileTypingLimit) + 1 << false;
    }
    void longTextsAreReadOnlyWhenTheyAreApplied()
    {
        QFETCH(int, characters);
        QFETCH(bool, isRead);
        TextFixture f("01-the-first-letter.yaml");
        f.edit().setPlainText(QStringLiteral("a: 1\n") + QString(characters - 5, u'#'));
        QCOMPARE(f.text().isReadingSoon(), isRead);
        f.apply();
        QVERIFY(f.text().faults().isVisible());
    }
};

QTEST_MAIN(ScenarioTextTest)
#include "tst_scenario_text.moc"
