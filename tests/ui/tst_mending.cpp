// A file that cannot be opened is mended in the window: its text stands in the tab with what is wrong, it is opened
// when it has no errors any more, and neither its text nor what was open before is lost without a question.
#include "tests/ui/window_fixture.h"
#include "ui/edits.h"
#include "ui/scenarios/faults_panel.h"
#include "ui/scenarios/scenario_text.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::ui;
using mf::test::octetsOf;
using mf::test::scenarioFile;
using mf::test::WindowFixture;

namespace {

/// A window over scenario 01, and a copy of 02 beside it that is broken by one word.
struct BrokenFixture : WindowFixture {
    BrokenFixture() : WindowFixture("01-the-first-letter.yaml")
    {
        broken.replace("kind: client", "knid: client");
        isWritten = write(broken);
    }

    bool write(const QByteArray &octets) const
    {
        QFile made(file);
        return made.open(QIODevice::WriteOnly | QIODevice::Truncate) && made.write(octets) == octets.size();
    }
    QPushButton *button(const QString &words) const
    {
        for (auto *one : window.findChild<FaultsPanel *>()->findChildren<QPushButton *>())
            if (one->text() == words)
                return one;
        return nullptr;
    }
    void editHere()
    {
        window.wish(file);
        QTest::keyClick(&window.faults(), Qt::Key_E, Qt::ControlModifier);
    }
    ScenarioText &text() { return window.scenarioText(); }
    QPlainTextEdit &edit() { return text().edit(); }
    void mendAll()
    {
        QTextCursor cursor(edit().document());
        cursor.select(QTextCursor::Document);
        cursor.insertText(QString::fromUtf8(octetsOf(scenarioFile("02-another-network.yaml"))));
    }
    void apply() { QTest::keyClick(&edit(), Qt::Key_Return, Qt::ControlModifier); }
    /// Null: nothing is asked.
    QMessageBox *question() const
    {
        const auto all = window.findChildren<QMessageBox *>();
        const auto open = std::ranges::find(all, true, &QWidget::isVisible);
        return open == all.end() ? nullptr : *open;
    }
    bool isAsked() const { return question(); }
    void answer(QMessageBox::StandardButton answer) const
    {
        QVERIFY(isAsked());
        question()->button(answer)->click();
    }

    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("broken.yaml"));
    QByteArray broken = octetsOf(scenarioFile("02-another-network.yaml"));
    bool isWritten = false;
};

} // namespace

class MendingTest : public QObject {
    Q_OBJECT

private slots:
    void aBrokenFileIsMendedAndOpened()
    {
        BrokenFixture f;
        QVERIFY(f.isWritten);
        f.window.wish(f.file);
        QVERIFY(f.button(QStringLiteral("Edit here"))->isVisible());
        f.button(QStringLiteral("Edit here"))->click();
        QVERIFY(!f.window.faults().isVisible());
        QVERIFY(f.text().isVisible() && f.edit().hasFocus());
        QCOMPARE(f.text().octets(), f.broken.toStdString());
        QVERIFY(f.text().faults().isVisible());
        const int line = f.edit().textCursor().blockNumber() + 1; // of the first error
        QVERIFY(f.text().faults().item(0)->text().startsWith(QStringLiteral("Line %1: ").arg(line)));
        QVERIFY2(f.text().shownStatus().contains(QStringLiteral("broken.yaml has ")),
                 qPrintable(f.text().shownStatus()));
        QCOMPARE(f.simulation.file(), scenarioFile("01-the-first-letter.yaml"));
        QVERIFY(!f.window.isWindowModified());
        f.apply(); // not yet
        QVERIFY(f.text().isMending() && f.text().faults().isVisible());
        f.mendAll();
        QVERIFY(f.window.isWindowModified());
        QTRY_VERIFY(!f.text().faults().isVisible());
        f.apply();
        QCOMPARE(f.simulation.file(), f.file);
        QVERIFY(!f.text().isMending());
        QCOMPARE(octetsOf(f.file), f.broken); // until it is saved
        QVERIFY(f.window.isWindowModified());
        QTest::keyClick(&f.window, Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(octetsOf(f.file), octetsOf(scenarioFile("02-another-network.yaml")));
        QVERIFY(!f.window.isWindowModified());
    }

    void aBrokenFileIsMendedWhereNothingIsOpen()
    {
        BrokenFixture f;
        Simulation simulation(Simulation::Motion::Reduced);
        Window window(simulation, f.folder.path());
        window.show();
        QVERIFY(!window.open(f.file));
        window.fillShelf();
        for (const QLabel *label : window.findChildren<QLabel *>())
            QVERIFY2(!label->text().contains(QLatin1String("No scenarios were found")), "one is listed");
        window.faults().mendButton().click();
        ScenarioText &text = window.scenarioText();
        QVERIFY(text.isMending() && text.isVisible());
        text.edit().setPlainText(QString::fromUtf8(octetsOf(scenarioFile("02-another-network.yaml"))));
        QVERIFY(text.apply());
        QCOMPARE(simulation.file(), f.file);
    }

    void savingWritesWhatStandsThere()
    {
        BrokenFixture f;
        f.editHere();
        QVERIFY(f.text().isMending());
        QTest::keyClicks(&f.edit(), QStringLiteral("# "));
        QVERIFY(f.window.isWindowModified());
        const std::string typed = f.text().octets();
        QTest::keyClick(&f.window, Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(octetsOf(f.file).toStdString(), typed);
        QVERIFY(!f.window.isWindowModified());
        QVERIFY(f.text().isMending());
        QCOMPARE(f.simulation.file(), scenarioFile("01-the-first-letter.yaml"));
    }

    void whatWasTypedIsNotLeftWithoutAQuestion()
    {
        BrokenFixture f;
        f.editHere();
        QTest::keyClicks(&f.edit(), QStringLiteral("# "));
        f.window.wish(scenarioFile("03-smtp-only-sends.yaml"));
        QVERIFY(f.isAsked());
        f.answer(QMessageBox::Cancel);
        QVERIFY(f.text().isMending() && f.text().hasTyped());
        f.window.wish(scenarioFile("03-smtp-only-sends.yaml"));
        f.answer(QMessageBox::Discard);
        QCOMPARE(f.simulation.file(), scenarioFile("03-smtp-only-sends.yaml"));
        QVERIFY(!f.text().isMending() && !f.window.isWindowModified());
        QCOMPARE(f.text().octets(), octetsOf(scenarioFile("03-smtp-only-sends.yaml")).toStdString());
        QCOMPARE(octetsOf(f.file), f.broken);
    }

    void whatWasDoneBeforeIsAskedAboutWhenItGoes()
    {
        BrokenFixture f;
        f.window.edits().placeMachine(QStringLiteral("alice-laptop"), {3, 3});
        QVERIFY(f.window.isWindowModified());
        f.window.wish(f.file);
        QVERIFY(f.isAsked());
        f.answer(QMessageBox::Cancel);
        QVERIFY(!f.window.open(f.file));
        f.button(QStringLiteral("Edit here"))->click(); // nothing goes by that
        QVERIFY(!f.isAsked() && f.text().isMending());
        f.mendAll();
        f.apply();
        QVERIFY(f.isAsked());
        QVERIFY(f.question()->informativeText().contains(QStringLiteral("01-the-first-letter.yaml")));
        f.answer(QMessageBox::Discard);
        QCOMPARE(f.simulation.file(), f.file);
    }

    void textTypedBeforeIsAskedAbout()
    {
        BrokenFixture f;
        QTest::keyClick(&f.window, Qt::Key_E, Qt::ControlModifier);
        QTest::keyClicks(&f.edit(), QStringLiteral("# mine"));
        QVERIFY(!f.window.open(f.file));
        f.button(QStringLiteral("Edit here"))->click();
        QVERIFY(f.isAsked() && !f.text().isMending());
        f.answer(QMessageBox::Discard);
        QVERIFY(f.text().isMending());
        QVERIFY(!f.window.isWindowModified());
    }

    void tryingAgainKeepsTheVariant()
    {
        BrokenFixture f;
        QVERIFY(!f.window.open(f.file, QStringLiteral("down-five-minutes")));
        QVERIFY(f.write(octetsOf(scenarioFile("02-another-network.yaml"))));
        f.button(QStringLiteral("Try again"))->click();
        QCOMPARE(f.simulation.file(), f.file);
        QCOMPARE(f.simulation.variant(), QStringLiteral("down-five-minutes"));
    }

    void mendingKeepsTheVariant()
    {
        BrokenFixture f;
        QVERIFY(!f.window.open(f.file, QStringLiteral("down-five-minutes")));
        f.button(QStringLiteral("Edit here"))->click();
        f.mendAll();
        f.apply();
        QCOMPARE(f.simulation.variant(), QStringLiteral("down-five-minutes"));
    }

    void whatIsNoTextIsNotMended_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QString>("why");
        constexpr int kLimit = 4 * 1024 * 1024;
        QTest::newRow("not UTF-8") << QByteArray("title: \xff\n") << QStringLiteral("UTF-8");
        QTest::newRow("too large") << QByteArray(kLimit + 1, '#') << QStringLiteral("4 MiB");
    }
    void whatIsNoTextIsNotMended()
    {
        QFETCH(QByteArray, octets);
        QFETCH(QString, why);
        BrokenFixture f;
        QVERIFY(f.write(octets));
        QVERIFY(!f.window.open(f.file));
        QVERIFY2(f.window.faults().shownText().contains(why), qPrintable(f.window.faults().shownText()));
        QVERIFY(!f.button(QStringLiteral("Edit here"))->isVisible());
        QVERIFY(!f.window.open(f.folder.path()));
        QVERIFY(!f.button(QStringLiteral("Edit here"))->isVisible());
        QVERIFY(f.write(QByteArray(4 * 1024 * 1024, '#')));
        QVERIFY(!f.window.open(f.file));
        QVERIFY(f.button(QStringLiteral("Edit here"))->isVisible());
    }
};

QTEST_MAIN(MendingTest)
#include "tst_mending.moc"
