// The lesson in the real window: where steps, playing and seeking stop, what the keys do at a question, and
// what is left of it when one comes back.
#include "tests/ui/spoken.h"
#include "tests/ui/window_fixture.h"
#include "ui/canvas/canvas.h"
#include "ui/lessons/choice_row.h"
#include "ui/lessons/claims_view.h"
#include "ui/lessons/history_timeline.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/scenarios/scenario_list.h"
#include "ui/text.h"
#include "ui/transport/narration.h"
#include "ui/transport/timeline.h"
#include "ui/transport/transport_bar.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace mf;
using namespace mf::ui;
using mf::test::scenarioFile;
using mf::test::Spoken;
using mf::test::WindowFixture;

namespace {

void press(WindowFixture &fixture, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : &fixture.window, key, modifiers);
}

/// Next, until the first question of the lesson.
void toQuestion(WindowFixture &fixture)
{
    for (int i = 0; i < 40 && !fixture.simulation.isQuestionOpen(); ++i)
        press(fixture, Qt::Key_Right);
}

std::size_t rightChoice(const Simulation &simulation, std::size_t stop)
{
    const auto &choices = simulation.lesson().stop(stop).choices;
    return std::size_t(std::ranges::find(choices, true, &Choice::right) - choices.begin());
}

} // namespace

class LessonPanelTest : public QObject {
    Q_OBJECT

private slots:
    void timelineMarksQuestionsThatWereReached()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        const Timeline &timeline = fixture.window.transport().timeline();
        const auto described = [&] { return timeline.accessibleDescription(); };
        QVERIFY(timeline.stops().empty());
        QVERIFY2(!described().isEmpty() && !described().contains(u'?'), qPrintable(described()));
        toQuestion(fixture);
        QCOMPARE(timeline.stops().size(), 1u);
        const Instant asked = timeline.stops().front().at;
        QCOMPARE(asked, fixture.simulation.viewTime());
        const auto told = [&] { return timeline.textAt(timeline.xOf(asked)); };
        QVERIFY2(told().contains(QStringLiteral("Question: Bob's computer is switched off.")),
                 qPrintable(told()));
        const auto sign =
            QStringLiteral("\n%1: Question: Bob's computer is switched off.").arg(timeText(asked));
        QVERIFY2(described().contains(sign), qPrintable(described()));
        fixture.simulation.skipQuestion(0);
        fixture.simulation.toTime({}); // it stays where it was asked
        QVERIFY2(told().contains(QStringLiteral("Question: Bob's computer is switched off.")),
                 qPrintable(told()));
        QVERIFY2(described().contains(sign), qPrintable(described()));
    }

    void nextComesToTheQuestion()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        LessonPanel &panel = fixture.window.lesson();
        QVERIFY(panel.isVisible());
        QVERIFY2(panel.shownText().startsWith(QStringLiteral("2 stop")), qPrintable(panel.shownText()));
        toQuestion(fixture);
        QVERIFY(panel.shownText().contains(QStringLiteral("stop 1 of 2")));
        QVERIFY(panel.shownText().contains(QStringLiteral("Where is the letter now?")));
        QCOMPARE(panel.rows().size(), 2u);
        QCOMPARE(QApplication::focusWidget(), panel.rows().front());
    }

    void everyStepSizeStopsThere_data()
    {
        QTest::addColumn<int>("size");
        for (int size = 0; size <= int(story::StepSize::Delivery); ++size)
            QTest::newRow(std::to_string(size).c_str()) << size;
    }
    void everyStepSizeStopsThere()
    {
        QFETCH(int, size);
        WindowFixture fixture("01-the-first-letter.yaml");
        Simulation &simulation = fixture.simulation;
        simulation.setStepSize(story::StepSize(size));
        for (int i = 0; i < 100 && !simulation.isQuestionOpen(); ++i)
            simulation.next();
        QVERIFY(simulation.isQuestionOpen());
        const Index moment = *simulation.lesson().momentOf(0);
        QCOMPARE(simulation.history().position(), simulation.history().stepOfRecord(moment) + 1);
    }

    void playingWaitsAtEachStop_data()
    {
        QTest::addColumn<double>("speed");
        QTest::newRow("to read along") << Simulation::kReadersPace;
        QTest::newRow("x 1000") << 1000.0;
    }
    void playingWaitsAtEachStop()
    {
        QFETCH(double, speed);
        WindowFixture fixture("01-the-first-letter.yaml");
        Simulation &simulation = fixture.simulation;
        simulation.setSpeed(speed);
        for (std::size_t stop = 0; stop < 2; ++stop) {
            simulation.play();
            QTRY_VERIFY_WITH_TIMEOUT(!simulation.isPlaying() && simulation.isQuestionOpen(), 60'000);
            QCOMPARE(simulation.lesson().current(), std::optional(stop));
            const Index moment = *simulation.lesson().momentOf(stop);
            QCOMPARE(simulation.history().position(), simulation.history().stepOfRecord(moment) + 1);
            simulation.answer(stop, rightChoice(simulation, stop));
            QVERIFY(!simulation.isQuestionOpen());
        }
    }

    void numbersArrowsAndEnterChoose()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        LessonPanel &panel = fixture.window.lesson();
        toQuestion(fixture);
        const StepIndex position = fixture.simulation.history().position();
        press(fixture, Qt::Key_2); // wrong; and no step size, which the key is elsewhere
        QCOMPARE(fixture.simulation.stepSize(), story::StepSize::Hop);
        QCOMPARE(panel.rows()[1]->state(), ChoiceRow::State::Wrong);
        QVERIFY(panel.rows()[1]->because().contains(QStringLiteral("handed it over")));
        QVERIFY(fixture.simulation.isQuestionOpen());
        press(fixture, Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), panel.rows()[1]);
        press(fixture, Qt::Key_Up);
        QCOMPARE(QApplication::focusWidget(), panel.rows()[0]);
        press(fixture, Qt::Key_Return);
        QCOMPARE(panel.rows()[0]->state(), ChoiceRow::State::Right);
        QVERIFY(!fixture.simulation.isQuestionOpen());
        QCOMPARE(fixture.simulation.history().position(), position);
        QVERIFY(fixture.window.canvas().hasFocus()); // the keys of time again
    }

    void aQuestionHasRoomBesideTheWords_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("language");
        for (const char *file :
             {"01-the-first-letter.yaml", "05-imap-keeps-it.yaml", "07-the-receiving-server-is-down.yaml"})
            for (const char *language : {"en", "de"})
                QTest::addRow("%.2s %s", file, language)
                    << QString::fromLatin1(file) << QString::fromLatin1(language);
    }
    void aQuestionHasRoomBesideTheWords()
    {
        QFETCH(QString, file);
        QFETCH(QString, language);
        WindowFixture fixture(file.toLatin1().constData());
        Spoken spoken(fixture.window);
        spoken.in(language.toLatin1().constData());
        QWidget &list = fixture.window.scenarios();
        press(fixture, Qt::Key_W); // the words unfold
        const int before = list.height();
        toQuestion(fixture);
        const LessonPanel &lesson = fixture.window.lesson();
        const auto isInSight = [&](const QWidget *widget) {
            const QRect seen = lesson.viewport()->rect();
            return seen.contains(QRect(widget->mapTo(lesson.viewport(), QPoint()), widget->size()));
        };
        for (const ChoiceRow *row : lesson.rows())
            QTRY_VERIFY2(isInSight(row), qPrintable(row->text()));
        const auto labels = lesson.findChildren<QLabel *>();
        const QString asked =
            inLanguage(fixture.simulation.lesson().stop(*fixture.simulation.lesson().current()).ask);
        const auto ask = std::ranges::find(labels, asked, &QLabel::text);
        QVERIFY(ask != labels.end() && isInSight(*ask));
        QVERIFY(list.height() >= list.minimumHeight());
        const QTreeWidget &tree = fixture.window.scenarios().tree();
        QTRY_VERIFY(tree.viewport()->rect().contains(tree.visualItemRect(tree.currentItem()).center()));
        press(fixture, Qt::Key_S, Qt::ShiftModifier); // no question any more: the list has its room again
        QTRY_COMPARE(list.height(), before);
    }

    void comingBackShowsTheAnswerAndAsksNothing()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        LessonPanel &panel = fixture.window.lesson();
        toQuestion(fixture);
        for (const Qt::Key key : {Qt::Key_1, Qt::Key_Right, Qt::Key_1}) // both stops of this step
            press(fixture, key);
        press(fixture, Qt::Key_Home);
        QVERIFY(panel.rows().empty());
        for (int i = 0; i < 40 && panel.rows().empty(); ++i)
            press(fixture, Qt::Key_Right);
        QVERIFY(!fixture.simulation.isQuestionOpen());
        QCOMPARE(panel.rows()[0]->state(), ChoiceRow::State::Right);
        QVERIFY(!panel.rows()[0]->because().isEmpty());
    }

    void skipGoesOnAndTheSummaryRemembers()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        LessonPanel &panel = fixture.window.lesson();
        toQuestion(fixture);
        press(fixture, Qt::Key_S, Qt::ShiftModifier);
        QVERIFY(!fixture.simulation.isQuestionOpen());
        toQuestion(fixture);
        press(fixture, Qt::Key_1);
        press(fixture, Qt::Key_End);
        QVERIFY2(panel.shownText().contains(QStringLiteral("1 of 2 questions answered, 1 of them at once")),
                 qPrintable(panel.shownText()));
        QVERIFY(panel.shownText().contains(QStringLiteral("Go back to stop 1")));
        QVERIFY(panel.shownText().contains(QStringLiteral("A letter to another network")));
        emit panel.summary().linkActivated(QStringLiteral("0"));
        QVERIFY(panel.shownText().contains(QStringLiteral("stop 1 of 2")));
        emit panel.rows()[0]->clicked();
        QCOMPARE(panel.rows()[0]->state(), ChoiceRow::State::Right); // answered after all
        emit panel.followingWanted();
        QCOMPARE(fixture.simulation.file(), scenarioFile("02-another-network.yaml"));
    }

    void twoStopsOfOneStepComeOneAfterTheOther()
    {
        WindowFixture fixture("01-the-first-letter.yaml"); // accepted and stored in the same breath
        LessonPanel &panel = fixture.window.lesson();
        toQuestion(fixture);
        press(fixture, Qt::Key_1);
        const StepIndex position = fixture.simulation.history().position();
        press(fixture, Qt::Key_Right);
        QVERIFY(panel.shownText().contains(QStringLiteral("stop 2 of 2")));
        QVERIFY(fixture.simulation.isQuestionOpen());
        QCOMPARE(fixture.simulation.history().position(), position);
        press(fixture, Qt::Key_P, Qt::ShiftModifier);
        QVERIFY(panel.shownText().contains(QStringLiteral("stop 1 of 2")));
        QCOMPARE(panel.rows()[0]->state(), ChoiceRow::State::Right);
    }

    void previousStopGoesBackOneByOne()
    {
        WindowFixture fixture("08-1971.yaml");
        press(fixture, Qt::Key_End);
        fixture.simulation.toRecord(*fixture.simulation.lesson().momentOf(3));
        const auto moment = [&](std::size_t stop) {
            return fixture.simulation.history().stepOfRecord(*fixture.simulation.lesson().momentOf(stop)) + 1;
        };
        // The last one has just been read; the view is after it, so first it comes again.
        for (const std::size_t stop : {2u, 1u, 0u}) {
            press(fixture, Qt::Key_P, Qt::ShiftModifier);
            QCOMPARE(fixture.simulation.history().position(), moment(stop));
            QCOMPARE(fixture.simulation.lesson().current(), std::optional<std::size_t>(stop));
        }
        press(fixture, Qt::Key_P, Qt::ShiftModifier);
        QCOMPARE(fixture.simulation.history().position(), 0u);
    }

    void listShowsTheScenarioThatIsOpen()
    {
        WindowFixture fixture("08-1971.yaml");
        const QTreeWidget &tree = fixture.window.findChild<ScenarioList *>()->tree();
        QVERIFY(tree.currentItem());
        fixture.window.resize(1000, 560); // room for a few rows
        QTRY_VERIFY(tree.viewport()->rect().contains(tree.visualItemRect(tree.currentItem())));
        QVERIFY(tree.visualItemRect(tree.topLevelItem(0)).bottom() < 0); // the list is longer than its room
    }

    void aClaimLeadsToItsMomentFromEverywhere()
    {
        WindowFixture fixture("02-another-network.yaml");
        ClaimsView &claims = fixture.window.lesson().claims();
        QVERIFY(claims.isVisible() && !claims.isUnfolded());
        claims.setUnfolded(true);
        const auto buttons = claims.findChildren<QPushButton *>();
        QVERIFY(!buttons.isEmpty());
        const auto moment = [&] { return *fixture.simulation.lesson().momentOfClaim(0); };
        for (const bool fromTheEnd : {false, true}) {
            fromTheEnd ? fixture.simulation.toEnd() : fixture.simulation.toBegin();
            buttons.front()->click();
            QTRY_VERIFY(!fixture.simulation.isBusy());
            QCOMPARE(fixture.simulation.history().position(),
                     fixture.simulation.history().stepOfRecord(moment()) + 1);
        }
    }

    void predictAsksForTheNextStep()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        LessonPanel &panel = fixture.window.lesson();
        press(fixture, Qt::Key_P);
        QVERIFY(panel.shownText().contains(QStringLiteral("next step")));
        QCOMPARE(panel.rows().size(), 3u);
        QCOMPARE(QApplication::focusWidget(), panel.rows().front());
        press(fixture, Qt::Key_2); // the server has nothing to do yet
        QCOMPARE(panel.rows()[1]->state(), ChoiceRow::State::Wrong);
        press(fixture, Qt::Key_1);
        QCOMPARE(panel.rows()[0]->state(), ChoiceRow::State::Right);
        QVERIFY2(panel.rows()[0]->because().contains(QStringLiteral("has written")),
                 qPrintable(panel.rows()[0]->because()));
        QCOMPARE(fixture.simulation.history().position(), 0u); // nothing has happened
        press(fixture, Qt::Key_Right);
        QVERIFY(panel.rows().empty());
    }

    void whatIsAskedFollowsTheLanguage()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        LessonPanel &panel = fixture.window.lesson();
        Spoken spoken(fixture.window);
        press(fixture, Qt::Key_P);
        press(fixture, Qt::Key_2);
        spoken.in("de");
        QVERIFY2(panel.shownText().contains(QStringLiteral("nächste")), qPrintable(panel.shownText()));
        QCOMPARE(panel.rows()[1]->state(), ChoiceRow::State::Wrong); // what was tried has been tried
        QCOMPARE(QApplication::focusWidget(), panel.rows().front());
        press(fixture, Qt::Key_1);
        QVERIFY2(panel.rows()[0]->because().contains(QStringLiteral("geschrieben")),
                 qPrintable(panel.rows()[0]->because()));
        spoken.in("en");
        toQuestion(fixture);
        QCOMPARE(panel.rows()[0]->text(), QStringLiteral("On the server"));
        spoken.in("de");
        QCOMPARE(panel.rows()[0]->text(), QStringLiteral("Auf dem Server"));
    }

    void theTimelineOpensScenarios()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        press(fixture, Qt::Key_Y);
        auto *timeline = fixture.window.findChild<HistoryTimeline *>();
        QVERIFY(timeline && timeline->isVisible());
        QListWidget &list = timeline->list();
        QCOMPARE(timeline->focusWidget(), &list);
        QTest::keyClick(&list, Qt::Key_Return); // 1965 has no scenario
        QVERIFY(timeline->isVisible());
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(&list, Qt::Key_Down);
        QTest::keyClick(&list, Qt::Key_Return);
        QVERIFY(!timeline->isVisible());
        QCOMPARE(fixture.simulation.file(), scenarioFile("08-1971.yaml"));
    }

    void whatLeadsOnStaysInSightWhenTheReasonIsLong()
    {
        WindowFixture fixture("07-the-receiving-server-is-down.yaml");
        fixture.window.resize(1280, 720);
        toQuestion(fixture);
        LessonPanel &panel = fixture.window.lesson();
        panel.rows()[rightChoice(fixture.simulation, 0)]->click();
        const auto buttons = panel.findChildren<QPushButton *>();
        const auto on = std::ranges::find_if(
            buttons, [](const QPushButton *button) { return button->text().startsWith("Go on"); });
        QVERIFY(on != buttons.end() && (*on)->isVisible());
        QTRY_COMPARE((*on)->visibleRegion().boundingRect(), (*on)->rect());
    }

    void theEndIsToldWherePlayingFindsItLater()
    {
        WindowFixture fixture("07-the-receiving-server-is-down.yaml");
        Simulation &simulation = fixture.simulation;
        const auto toMoment = [&](Instant moment) {
            for (std::size_t i = 0; i < simulation.lesson().stopCount(); ++i)
                simulation.skipQuestion(i);
            simulation.toTime(moment);
            QTRY_VERIFY(!simulation.isBusy());
        };
        toMoment(Instant(1h));
        const Instant last = simulation.trace()[simulation.trace().size() - 1].at;
        QVERIFY(fixture.window.open(scenarioFile("07-the-receiving-server-is-down.yaml")));
        toMoment(last - 1ms);
        QVERIFY(!simulation.isFinished());
        simulation.play(); // what is pending after the last record is wake-ups that nobody needs
        QTRY_VERIFY_WITH_TIMEOUT(!simulation.isPlaying(), 60'000);
        const QString shown = fixture.window.lesson().shownText();
        QVERIFY2(shown.contains(QStringLiteral("The lesson is over")), qPrintable(shown));
        QVERIFY(fixture.window.transport().narration().text().contains(QStringLiteral("Next:")));
    }

    void aScenarioWithoutALessonHasNoPanel()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        Scenario scenario = fixture.simulation.world().scenario();
        scenario.lesson.clear();
        scenario.claims.clear();
        QVERIFY(fixture.simulation.open(scenario));
        QVERIFY(!fixture.window.lesson().isVisible());
        QVERIFY(fixture.window.open(scenarioFile("01-the-first-letter.yaml")));
        QVERIFY(fixture.window.lesson().isVisible());
    }
};

QTEST_MAIN(LessonPanelTest)
#include "tst_lesson_panel.moc"
