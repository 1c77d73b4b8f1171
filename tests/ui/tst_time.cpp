// Time in the window: acting in the past opens a future beside the first one, and both can be compared; runs
// go on until what was asked for; places are typed, marked, and dragged to.
#include "tests/ui/window_fixture.h"
#include "ui/transport/bookmarks.h"
#include "ui/transport/branch_bar.h"
#include "ui/transport/narration.h"
#include "ui/transport/place_field.h"
#include "ui/transport/run_until_bar.h"
#include "ui/transport/ticks.h"
#include "ui/transport/timeline.h"
#include "ui/transport/transport_bar.h"
#include "ui/words/events_panel.h"
#include "ui/words/trace_model.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace mf;
using namespace mf::ui;
using mf::test::WindowFixture;

namespace {

PersonAct serverDown()
{
    FaultSpec fault;
    fault.node = "mx.example.net";
    return BeginFault{fault};
}

PersonAct letterToCarol()
{
    return SendLetter{
        SendAction{"second", "alice@example.org", {}, {"carol@example.net"}, "Again", "Once more.\n", {}}};
}

void toTheEnd(Simulation &simulation)
{
    for (std::size_t i = 0; i < simulation.lesson().stopCount(); ++i)
        simulation.skipQuestion(i); // else the run waits for answers
    simulation.toEnd();
    while (simulation.isBusy())
        QTest::qWait(1);
}

/// Whether the last step made a record that is so.
template <typename Predicate>
bool lastStepMade(const Simulation &simulation, Predicate isSo)
{
    const History &history = simulation.history();
    for (Index i = history.recordsAfter(history.position() - 1); i < history.recordsShown(); ++i)
        if (isSo(simulation.trace()[i]))
            return true;
    return false;
}

/// Scenario 02, run to its end, then with the receiving server going down early on.
struct TwoFutures : WindowFixture {
    TwoFutures() : WindowFixture("02-another-network.yaml")
    {
        toTheEnd(simulation);
        simulation.toRecord(3);
        at = simulation.viewTime();
        simulation.act(serverDown());
        toTheEnd(simulation);
    }
    BranchBar &bar() { return window.transport().branches(); }
    Instant at{};
};

void choose(QComboBox &box, const QVariant &what)
{
    const int index = box.findData(what);
    QVERIFY(index >= 0);
    box.setCurrentIndex(index);
}

/// Types a place into the field that Ctrl+G opens.
void typePlace(WindowFixture &fixture, const QString &place)
{
    QTest::keyClick(&fixture.window, Qt::Key_G, Qt::ControlModifier);
    QLineEdit &field = fixture.window.transport().place().field();
    QVERIFY(field.hasFocus());
    QTest::keyClicks(&field, place);
    QTest::keyClick(&field, Qt::Key_Return);
}

} // namespace

class TimeTest : public QObject {
    Q_OBJECT

private slots:
    void oneFutureNeedsNoBar()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QVERIFY(!fixture.window.transport().branches().isVisible());
        toTheEnd(fixture.simulation);
        QVERIFY(!fixture.window.transport().branches().isVisible());
    }

    void actingInThePastShowsBothFutures()
    {
        TwoFutures fixture;
        QVERIFY(fixture.bar().isVisible());
        QTabBar &tabs = fixture.bar().futures();
        QCOMPARE(tabs.count(), 2);
        QCOMPARE(tabs.currentIndex(), 1);
        QCOMPARE(tabs.tabText(0), QStringLiteral("As it was"));
        QVERIFY2(tabs.tabText(1).contains(QStringLiteral("mx.example.net is down")),
                 qPrintable(tabs.tabText(1)));
    }

    void comparisonSaysWhatCameOfIt()
    {
        TwoFutures fixture;
        const QString said = fixture.bar().shownText();
        QVERIFY2(said.contains(QStringLiteral("mail.example.org calls mx.example.net")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("to carol@example.net: read (")), qPrintable(said));
        QVERIFY2(!said.contains(QStringLiteral("mx.example.net is down")), qPrintable(said));
        QTest::keyClick(&fixture.window, Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(fixture.simulation.recordsShown() > *fixture.bar().comparison().onlyAfter, true);
        QCOMPARE(fixture.simulation.world().now(),
                 fixture.simulation.trace()[*fixture.bar().comparison().onlyAfter].at);
    }

    void futuresAreSwitchedByKeyAndMouse()
    {
        TwoFutures fixture;
        const std::size_t records = fixture.simulation.trace().size();
        const QAbstractItemModelTester tester(&fixture.window.events().model(),
                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTest::keyClick(&fixture.window, Qt::Key_F, Qt::ShiftModifier);
        QCOMPARE(fixture.simulation.history().branch(), BranchId::Main);
        QVERIFY(fixture.simulation.trace().size() != records);
        QVERIFY(fixture.window.events().model().rowCount() > 0);
        QTabBar &tabs = fixture.bar().futures();
        QTest::mouseClick(&tabs, Qt::LeftButton, {}, tabs.tabRect(1).center());
        QCOMPARE(fixture.simulation.history().branch(), BranchId{1});
        QCOMPARE(fixture.simulation.trace().size(), records);
        tabs.setFocus();
        QTest::keyClick(&tabs, Qt::Key_Left);
        QCOMPARE(fixture.simulation.history().branch(), BranchId::Main);
    }

    void switchingStaysAtTheSameTime()
    {
        TwoFutures fixture;
        fixture.simulation.toTime(fixture.at + 100ms);
        const Instant viewed = fixture.simulation.viewTime();
        fixture.simulation.switchTo(BranchId::Main);
        QCOMPARE(fixture.simulation.viewTime(), viewed);
        fixture.simulation.toRecord(1); // before the futures part
        const StepIndex position = fixture.simulation.history().position();
        fixture.simulation.switchTo(BranchId{1});
        QCOMPARE(fixture.simulation.history().position(), position);
    }

    void forkingKeepsWhatLiesBeyond()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        toTheEnd(fixture.simulation);
        const std::size_t records = fixture.simulation.trace().size();
        QTest::keyClick(&fixture.window, Qt::Key_F); // at the end there is nothing to keep
        QCOMPARE(fixture.simulation.history().branches().size(), 1u);
        fixture.simulation.back();
        fixture.simulation.back();
        const Instant viewed = fixture.simulation.viewTime();
        QTest::keyClick(&fixture.window, Qt::Key_F);
        QCOMPARE(fixture.simulation.history().branch(), BranchId{1});
        QCOMPARE(fixture.simulation.viewTime(), viewed);
        QTabBar &tabs = fixture.window.transport().branches().futures();
        QVERIFY2(tabs.tabText(1).startsWith(QStringLiteral("Branched at ")), qPrintable(tabs.tabText(1)));
        QCOMPARE(fixture.window.transport().branches().shownText(),
                 QStringLiteral("Nothing differs so far."));
        toTheEnd(fixture.simulation);
        QCOMPARE(fixture.window.transport().branches().shownText(), QStringLiteral("Nothing differs."));
        QCOMPARE(fixture.simulation.trace().size(), records);
        fixture.simulation.switchTo(BranchId::Main);
        QCOMPARE(fixture.simulation.trace().size(), records);
    }

    void actBetweenTwoEventsHappensThen()
    {
        WindowFixture fixture("02-another-network.yaml");
        Simulation &simulation = fixture.simulation;
        simulation.toTime(Instant(400ms)); // the first letter is written at 1 s
        QCOMPARE(simulation.viewTime(), Instant(400ms));
        simulation.act(letterToCarol());
        QCOMPARE(simulation.trace()[0].at, Instant(400ms));
        QCOMPARE(simulation.viewTime(), Instant(400ms));
        toTheEnd(simulation);
        simulation.toTime(Instant(600ms)); // and in the past
        const Instant viewed = simulation.viewTime();
        simulation.act(serverDown());
        QCOMPARE(simulation.history().branches().back().opening->at, viewed);
        simulation.toBegin();
        toTheEnd(simulation);
        QVERIFY(!simulation.history().divergence());
    }

    void severalFuturesChooseWhatToBeHeldAgainst()
    {
        TwoFutures fixture;
        fixture.simulation.toRecord(1);
        fixture.simulation.act(letterToCarol());
        toTheEnd(fixture.simulation);
        QComboBox &against = fixture.bar().against();
        QCOMPARE(against.count(), 2);
        QCOMPARE(against.currentData().toInt(), 1); // what it grew from
        const QString said = fixture.bar().shownText();
        against.setCurrentIndex(0);
        emit against.activated(0);
        QVERIFY(fixture.bar().shownText() != said);
        QVERIFY2(
            fixture.bar().shownText().contains(QStringLiteral("“Again” to carol@example.net: not written")),
            qPrintable(fixture.bar().shownText()));
    }

    void openingAnotherScenarioForgetsTheFutures()
    {
        TwoFutures fixture;
        QVERIFY(fixture.window.open(test::scenarioFile("01-the-first-letter.yaml")));
        QVERIFY(!fixture.bar().isVisible());
        QCOMPARE(fixture.simulation.history().branches().size(), 1u);
    }

    // ---- run until ------------------------------------------------------------------------------------

    void runsUntilALettersFate()
    {
        WindowFixture fixture("02-another-network.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_U);
        RunUntilBar &bar = fixture.window.transport().runUntil();
        QVERIFY(bar.isVisible() && bar.what().hasFocus());
        choose(bar.what(), int(RunUntilBar::What::LetterIs));
        QVERIFY(bar.letter().count() > 1); // also those that are not written yet
        bar.letter().setCurrentIndex(1);
        choose(bar.fate(), int(Fate::Stored));
        QTest::keyClick(&bar.fate(), Qt::Key_Return);
        QTRY_VERIFY(!fixture.simulation.isBusy());
        QVERIFY(lastStepMade(fixture.simulation,
                             [](const Record &record) { return record.kind == Kind::LetterStored; }));
        QVERIFY(!bar.isVisible()); // what was wanted is there, and the keys are where they were
        QVERIFY(fixture.window.focusWidget() != nullptr);
        QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Home);
        QCOMPARE(fixture.simulation.history().position(), 0u);
    }

    void runsUntilAReplyOfAClass()
    {
        WindowFixture fixture("02-another-network.yaml");
        RunUntilBar &bar = fixture.window.transport().runUntil();
        bar.ask();
        choose(bar.what(), int(RunUntilBar::What::SomebodyReplies));
        choose(bar.reply(), int(story::ReplyClass::GoOn));
        bar.run();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        QVERIFY(lastStepMade(fixture.simulation, [](const Record &record) {
            return std::ranges::count(story::replyClassesOf(record), story::ReplyClass::GoOn) > 0;
        }));
    }

    void runsUntilSomethingHappensAtAMachine()
    {
        WindowFixture fixture("02-another-network.yaml");
        RunUntilBar &bar = fixture.window.transport().runUntil();
        const NodeId node = fixture.simulation.world().nodeNamed("mx.example.net");
        bar.ask();
        choose(bar.what(), int(RunUntilBar::What::SomethingAt));
        choose(bar.machine(), int(raw(node)));
        bar.run();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        const auto isThere = [&](const Record &record) { return record.from == node || record.to == node; };
        const Index first =
            fixture.simulation.history().recordsAfter(fixture.simulation.history().position() - 1);
        QVERIFY(std::any_of(fixture.simulation.trace().begin(), fixture.simulation.trace().end(), isThere));
        for (Index i = 0; i < first; ++i)
            QVERIFY(!isThere(fixture.simulation.trace()[i]));
    }

    void runsUntilATime()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        RunUntilBar &bar = fixture.window.transport().runUntil();
        bar.ask();
        choose(bar.what(), int(RunUntilBar::What::ItIs));
        bar.time().setText(QStringLiteral("soon"));
        bar.run();
        QVERIFY(bar.isVisible() && !bar.shownText().isEmpty());
        bar.time().setText(QStringLiteral("500ms"));
        bar.run();
        QCOMPARE(fixture.simulation.viewTime(), Instant(500ms));
    }

    void whatNeverComesIsSaid()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        RunUntilBar &bar = fixture.window.transport().runUntil();
        bar.ask();
        choose(bar.what(), int(RunUntilBar::What::LetterIs));
        choose(bar.fate(), int(Fate::Bounced));
        bar.run();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        QVERIFY(fixture.simulation.isFinished());
        QVERIFY(bar.isVisible());
        QVERIFY(bar.shownText().contains(QStringLiteral("has not happened")));
        QTest::keyClick(&bar, Qt::Key_Escape);
        QVERIFY(!bar.isVisible());
    }

    // ---- speed ----------------------------------------------------------------------------------------

    void everySpeedIsReachedByKeys()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QCOMPARE(fixture.simulation.speed(), Simulation::kReadersPace);
        std::vector<double> speeds;
        for (int i = 0; i < 20; ++i) {
            speeds.push_back(fixture.simulation.speed());
            QTest::keyClick(&fixture.window, Qt::Key_Greater);
        }
        QCOMPARE(fixture.simulation.speed(), Simulation::kFastestPace);
        for (const double wanted : {0.1, 1.0, 10.0, 100.0, 1000.0})
            QVERIFY(std::find(speeds.begin(), speeds.end(), wanted) != speeds.end());
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(&fixture.window, Qt::Key_Less);
        QCOMPARE(fixture.simulation.speed(), Simulation::kReadersPace);
    }

    void asFastAsPossibleEndsByItself()
    {
        WindowFixture fixture("02-another-network.yaml");
        fixture.simulation.setSpeed(Simulation::kFastestPace);
        for (int i = 0; i < 10 && !fixture.simulation.isFinished(); ++i) { // the lesson's stops are waited at
            fixture.simulation.play();
            QVERIFY(fixture.simulation.isPlaying());
            QTRY_VERIFY_WITH_TIMEOUT(!fixture.simulation.isPlaying(), 20'000);
        }
        QVERIFY(fixture.simulation.isFinished());
    }

    void pauseKeepsTheMomentBetweenTwoEvents()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        fixture.simulation.play(); // the letter is written at 1 s; until then the view strolls
        QTRY_VERIFY_WITH_TIMEOUT(fixture.simulation.viewTime() > Instant{}, 20'000);
        const Instant reached = fixture.simulation.viewTime();
        fixture.simulation.pause();
        QVERIFY(fixture.simulation.viewTime() >= reached);
    }

    // ---- going to places ------------------------------------------------------------------------------

    void badPlacesAreSaidUnderTheText()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        PlaceField &place = fixture.window.transport().place();
        typePlace(fixture, QStringLiteral("5"));
        QVERIFY2(place.errorText().contains(QStringLiteral("5min")), qPrintable(place.errorText()));
        QVERIFY(place.field().hasFocus());
        QTest::keyClicks(&place.field(), QStringLiteral("0"));
        QVERIFY(place.errorText().isEmpty()); // typing on is not nagged at
        QTest::keyClick(&place.field(), Qt::Key_Escape);
        QVERIFY(!place.field().isVisible());
        typePlace(fixture, QStringLiteral("#99999"));
        QTRY_VERIFY(!fixture.simulation.isBusy());
        QVERIFY2(place.errorText().contains(QStringLiteral("There are only")), qPrintable(place.errorText()));
    }

    void placesAreTimesOfDayAndDistances()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        toTheEnd(fixture.simulation);
        typePlace(fixture, QStringLiteral("09:00:01.5"));
        QCOMPARE(fixture.simulation.viewTime().time_since_epoch() <= 1500ms, true);
        typePlace(fixture, QStringLiteral("-1s"));
        QVERIFY(fixture.simulation.viewTime() < Instant(1s));
        typePlace(fixture, QStringLiteral("#3"));
        QVERIFY(fixture.simulation.recordsShown() >= 3);
    }

    // ---- bookmarks ------------------------------------------------------------------------------------

    void bookmarksAreSetWalkedAndListed()
    {
        WindowFixture fixture("02-another-network.yaml");
        Bookmarks &marks = fixture.window.transport().bookmarks();
        std::vector<StepIndex> places;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(&fixture.window, Qt::Key_Right);
            QTest::keyClick(&fixture.window, Qt::Key_B);
            places.push_back(fixture.simulation.history().position());
        }
        QCOMPARE(marks.shown().size(), 3u);
        QTest::keyClick(&fixture.window, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(fixture.simulation.history().position(), places[1]);
        QTest::keyClick(&fixture.window, Qt::Key_B); // takes it away
        QCOMPARE(marks.shown().size(), 2u);
        QTest::keyClick(&fixture.window, Qt::Key_Home);
        QTest::keyClick(&fixture.window, Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(fixture.simulation.history().position(), places[0]);
        QTest::keyClick(&fixture.window, Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(fixture.simulation.history().position(), places[2]);
        QTest::keyClick(&fixture.window, Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(fixture.simulation.history().position(), places[2]);
    }

    void bookmarkBelongsToTheFuturesThatShareItsPast()
    {
        TwoFutures fixture;
        Bookmarks &marks = fixture.window.transport().bookmarks();
        marks.toggle(); // at the end of the second future
        fixture.simulation.toRecord(1);
        marks.toggle(); // before the two part
        QCOMPARE(marks.shown().size(), 2u);
        fixture.simulation.switchTo(BranchId::Main);
        QCOMPARE(marks.shown().size(), 1u);
    }

    void bookmarkKeepsAMomentBetweenEvents()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        fixture.simulation.toTime(Instant(400ms));
        fixture.window.transport().bookmarks().toggle();
        toTheEnd(fixture.simulation);
        fixture.window.transport().bookmarks().toPrevious();
        QCOMPARE(fixture.simulation.viewTime(), Instant(400ms));
    }

    void bookmarksHaveALimit()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        Bookmarks &marks = fixture.window.transport().bookmarks();
        for (std::size_t i = 0; i <= Bookmarks::kLimit; ++i) {
            fixture.simulation.toTime(Instant(Duration(std::int64_t(i) + 1)));
            QCOMPARE(marks.shown().size(), i);
            marks.toggle();
        }
        QCOMPARE(marks.shown().size(), Bookmarks::kLimit);
    }

    // ---- the timeline ---------------------------------------------------------------------------------

    void timelineGoesWhereItIsClicked()
    {
        Simulation simulation(Simulation::Motion::Reduced);
        QVERIFY(simulation.open(test::scenarioFile("02-another-network.yaml")).has_value());
        Bookmarks bookmarks(simulation);
        Timeline timeline(simulation, bookmarks);
        toTheEnd(simulation);
        for (const int width : {600, 120, 30}) {
            timeline.resize(width, timeline.sizeHint().height());
            timeline.show();
            const int middle = width / 2, y = timeline.height() / 2;
            QTest::mousePress(&timeline, Qt::LeftButton, {}, QPoint(2, y));
            QCOMPARE(simulation.viewTime(), Instant{});
            QTest::mouseRelease(&timeline, Qt::LeftButton, {}, QPoint(2, y));
            QTest::mouseClick(&timeline, Qt::LeftButton, {}, QPoint(middle, y));
            const Instant there = simulation.viewTime();
            QVERIFY(there > Instant{} && there < simulation.trace().back().at);
            QVERIFY(std::abs(timeline.xOf(there) - middle) < 2);
        }
    }

    void timelineTellsWhatIsThere()
    {
        TwoFutures fixture;
        Timeline &timeline = fixture.window.transport().timeline();
        QCOMPARE(timeline.faults().size(), 1u);
        const Instant began = timeline.faults()[0].from;
        const QString told = timeline.textAt(timeline.xOf(began));
        QVERIFY2(told.contains(QStringLiteral("mx.example.net is down")), qPrintable(told));
        const QString later = timeline.textAt(timeline.width() * 0.9);
        QVERIFY2(later.contains(QStringLiteral("Since ")), qPrintable(later));
        fixture.window.transport().bookmarks().toggle();
        QVERIFY(timeline.textAt(timeline.xOf(fixture.simulation.viewTime()))
                    .contains(QStringLiteral("Bookmark: ")));
    }

    void hiddenFutureTellsNothing()
    {
        WindowFixture fixture("02-another-network.yaml");
        toTheEnd(fixture.simulation);
        fixture.simulation.toTime(Instant(1s));
        Timeline &timeline = fixture.window.transport().timeline();
        const QString before = timeline.textAt(timeline.width() * 0.9);
        fixture.simulation.setFutureHidden(true);
        QVERIFY(timeline.textAt(timeline.width() * 0.9) != before);
        QVERIFY(
            !positionText(fixture.simulation).contains(QString::number(fixture.simulation.trace().size())));
        const Instant here = fixture.simulation.viewTime();
        QTest::mouseClick(&timeline, Qt::LeftButton, {},
                          QPoint(timeline.width() - 12, timeline.height() / 2));
        QCOMPARE(fixture.simulation.viewTime(), here);
        fixture.simulation.setFutureHidden(false);
        QCOMPARE(timeline.textAt(timeline.width() * 0.9), before);
    }

    void ticksAreShortAndExact_data()
    {
        QTest::addColumn<qint64>("us");
        QTest::addColumn<QString>("words");
        const auto row = [](Duration at, const char *words) {
            QTest::newRow(words) << qint64(at.count()) << QString::fromLatin1(words);
        };
        row(0us, "0");
        row(1ms, "1 ms");
        row(250ms, "250 ms");
        row(2500ms, "2.5 s");
        row(30s, "30 s");
        row(5min, "5 min");
        row(5min + 2s, "5:02 min");
        row(5min + 2s + 250ms, "5:02.25 min");
        row(3h, "3 h");
        row(3h + 30min, "3:30 h");
        row(48h, "2 d");
        row(28h + 30min, "1 d 04:30");
    }
    void ticksAreShortAndExact()
    {
        QFETCH(qint64, us);
        QFETCH(QString, words);
        QCOMPARE(tickText(Instant(Duration(us))), words);
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(tickText(Instant(Duration(us))), QString(words).replace(u'.', u','));
        QLocale::setDefault(before);
    }

    void ticksNeverOverlapAndSpanMillisecondsAndHours()
    {
        Trace trace;
        for (int i = 0; i < 40; ++i) {
            Record record;
            record.id = trace.size();
            record.at = record.until = Instant(i < 20 ? i * 5ms : 10h + i * 5ms);
            trace.push_back(record);
        }
        TimeScale scale;
        scale.grow(trace, trace.size());
        const double width = 900;
        const auto widthOf = [](const QString &words) { return 7.0 * double(words.size()); };
        const auto ticks = ticksOf(
            0, width, [&](Instant at) { return scale.placeOf(at) / scale.length() * width; },
            [&](double x) { return scale.timeAt(x / width * scale.length()); }, widthOf);
        QVERIFY(ticks.size() >= 5);
        for (std::size_t i = 1; i < ticks.size(); ++i)
            QVERIFY(ticks[i].x - ticks[i - 1].x > (widthOf(ticks[i].text) + widthOf(ticks[i - 1].text)) / 2);
        const auto has = [&](auto in) { return std::any_of(ticks.begin(), ticks.end(), in); };
        QVERIFY(has([](const Tick &tick) { return tick.at > Instant{} && tick.at < Instant(100ms); }));
        QVERIFY(has([](const Tick &tick) { return tick.at >= Instant(1h); }));
    }
};

QTEST_MAIN(TimeTest)
#include "tst_time.moc"
