// Lessons without a window: where a run stops, what an answer does, what is counted; and what check says of
// moments that never come.
#include "sim/story/journey.h"
#include "sim/story/lesson.h"

#include <QTest>

using namespace mf;
using story::Lesson;
using story::Score;

namespace {

const std::vector<std::string> kNodes{"laptop", "mail.example.org"};
constexpr std::size_t kRight = 1, kWrong = 0, kWorse = 2;

Record record(Index id, Kind kind, NodeId from, Facts facts = {})
{
    Record record;
    record.id = id;
    record.kind = kind;
    record.from = from;
    record.mail = MailId{1};
    record.facts = std::move(facts);
    return record;
}

/// Written 0, a command 1, accepted 2, an answer 3, stored 4, another machine's record 5.
Trace letter()
{
    Trace trace;
    const NodeId laptop{0}, server{1}, stranger{7};
    trace.push_back(record(0, Kind::LetterWritten, laptop, Facts().add(Key::Letter, "hello")));
    trace.push_back(record(1, Kind::Segment, laptop, Facts().add(Key::Verb, "DATA")));
    trace.push_back(record(2, Kind::LetterAccepted, server));
    trace.push_back(record(3, Kind::Segment, server, Facts().add(Key::Code, "250")));
    trace.push_back(record(4, Kind::LetterStored, server));
    trace.push_back(record(5, Kind::LetterRead, stranger));
    return trace;
}

MomentSpec becomes(Fate fate, const char *node = "") { return {"hello", node, fate, {}, {}, {}, {}}; }
MomentSpec says(const char *command) { return {{}, {}, {}, {}, {}, {}, command}; }

LocalText text(const char *words) { return {{{"", words}}}; }

LessonStop asking(MomentSpec when)
{
    return {
        std::move(when),
        text("Look."),
        text("Why?"),
        {{text("a"), text("no"), false}, {text("b"), text("yes"), true}, {text("c"), text("never"), false}}};
}

/// Asks when it is accepted and when it is stored; says something at DATA.
Scenario scenario()
{
    Scenario scenario;
    scenario.lesson = {{says("DATA"), text("Listen."), {}, {}},
                       asking(becomes(Fate::Accepted, "mail.example.org")),
                       asking(becomes(Fate::Stored))};
    scenario.claims = {{text("x"), text("y"), becomes(Fate::Accepted), becomes(Fate::Stored)}};
    return scenario;
}

Lesson played(Index records)
{
    Lesson lesson(scenario(), kNodes);
    lesson.grow(letter(), records);
    return lesson;
}

} // namespace

class TstStoryLesson : public QObject {
    Q_OBJECT

private slots:
    void stopsAreFoundAsTheTraceGrows()
    {
        Lesson lesson(scenario(), kNodes);
        lesson.stand(0, 6);
        QCOMPARE(lesson.current(), std::nullopt);
        const Trace trace = letter();
        for (Index records = 1; records <= trace.size(); ++records)
            lesson.grow(trace, records);
        QCOMPARE(lesson.momentOf(0), std::optional<Index>(1));
        QCOMPARE(lesson.momentOf(1), std::optional<Index>(2));
        QCOMPARE(lesson.momentOf(2), std::optional<Index>(4));
        QCOMPARE(lesson.momentOfClaim(0), std::optional<Index>(2));
    }

    void nobodyKnowsAStopBeforeItComes()
    {
        const Lesson lesson = played(3);
        QCOMPARE(lesson.momentOf(2), std::nullopt);
        QVERIFY(!lesson.isStop(4));
    }

    void everyStepEndsAtAStopWhateverWasAnswered()
    {
        Lesson lesson = played(6);
        for (const bool answered : {false, true}) {
            for (Index i = 0; i < 6; ++i)
                QCOMPARE(lesson.isStop(i), i == 1 || i == 2 || i == 4);
            lesson.choose(1, kRight);
            lesson.skip(2);
            QVERIFY(answered || lesson.attempts(1).right);
        }
    }

    void playingWaitsAtWhatIsNotAnswered()
    {
        Lesson lesson = played(6);
        QCOMPARE(lesson.halt(0, 6), std::optional<Index>(1));
        lesson.stand(0, 2);
        QCOMPARE(lesson.halt(0, 6), std::optional<Index>(2)); // what was only said is said once
        QCOMPARE(lesson.halt(3, 6), std::optional<Index>(4));
        QCOMPARE(lesson.halt(0, 2), std::nullopt);
        lesson.choose(1, kWrong);
        QCOMPARE(lesson.halt(0, 6), std::optional<Index>(2));
        lesson.choose(1, kRight);
        QCOMPARE(lesson.halt(0, 6), std::optional<Index>(4));
        lesson.skip(2);
        QCOMPARE(lesson.halt(0, 6), std::nullopt);
    }

    void aQuestionIsOpenWhereTheViewIs()
    {
        Lesson lesson = played(6);
        lesson.stand(1, 2);
        QVERIFY(!lesson.isQuestionOpen()); // a stop that asks nothing
        lesson.stand(2, 3);
        QVERIFY(lesson.isQuestionOpen());
        lesson.stand(3, 4); // nothing here: still at the one before
        QCOMPARE(lesson.current(), std::optional<std::size_t>(1));
        QVERIFY(lesson.isQuestionOpen());
        lesson.choose(1, kRight);
        QVERIFY(!lesson.isQuestionOpen());
        lesson.stand(4, 5);
        QVERIFY(lesson.isQuestionOpen());
        lesson.stand(0, 1);
        QCOMPARE(lesson.current(), std::nullopt);
    }

    void stopsOfOneStepComeOneAfterTheOther()
    {
        Lesson lesson = played(6);
        lesson.stand(1, 5); // brings all three
        QCOMPARE(lesson.current(), std::optional<std::size_t>(0));
        QVERIFY(lesson.goOn());
        QCOMPARE(lesson.current(), std::optional<std::size_t>(1));
        QVERIFY(!lesson.goOn()); // it is not answered
        lesson.choose(1, kRight);
        QVERIFY(lesson.goOn());
        QCOMPARE(lesson.current(), std::optional<std::size_t>(2));
        lesson.skip(2);
        QVERIFY(!lesson.goOn());
        QVERIFY(lesson.goBack() && lesson.goBack());
        QVERIFY(!lesson.goBack());
        QCOMPARE(lesson.current(), std::optional<std::size_t>(0));
        lesson.stand(1, 5); // come back: nothing is asked any more
        QCOMPARE(lesson.current(), std::optional<std::size_t>(2));
    }

    void wrongAnswersMayBeTriedAgainAndTheRightOneStays()
    {
        Lesson lesson = played(6);
        QVERIFY(lesson.choose(1, kWrong));
        QVERIFY(!lesson.choose(1, kWrong));
        QVERIFY(lesson.isOpen(1));
        QVERIFY(lesson.choose(1, kRight));
        QVERIFY(!lesson.choose(1, kWorse));
        QVERIFY(!lesson.choose(1, 99));
        QCOMPARE(lesson.attempts(1).chosen, (std::vector<std::size_t>{kWrong, kRight}));
    }

    void whoSkippedMayAnswerAfterAll()
    {
        Lesson lesson = played(6);
        QVERIFY(lesson.skip(1));
        QVERIFY(!lesson.skip(1));
        QVERIFY(!lesson.skip(0)); // nothing is asked there
        QVERIFY(lesson.choose(1, kRight));
        QVERIFY(!lesson.attempts(1).skipped);
    }

    void theScoreCountsQuestionsOnly()
    {
        Lesson lesson = played(6);
        QCOMPARE(lesson.score(), (Score{2, 0, 0, 0}));
        lesson.choose(1, kRight);
        lesson.choose(2, kWrong);
        QCOMPARE(lesson.score(), (Score{2, 1, 0, 0}));
        QCOMPARE(lesson.score().open(), 1u);
        lesson.choose(2, kRight);
        QCOMPARE(lesson.score(), (Score{2, 1, 1, 0}));
    }

    void anotherFutureKeepsTheAnswers()
    {
        Lesson lesson = played(6);
        lesson.choose(1, kRight);
        lesson.forgetTrace();
        QCOMPARE(lesson.momentOf(1), std::nullopt);
        lesson.grow(letter(), 4);
        QCOMPARE(lesson.momentOf(1), std::optional<Index>(2));
        QVERIFY(lesson.attempts(1).right);
    }

    void checkJudgesStopsAndClaims()
    {
        Scenario good = scenario();
        for (const story::Judgement &judgement : story::judge(good, letter(), kNodes))
            QVERIFY2(judgement.passed, judgement.text.c_str());
        const auto fault = [](const Scenario &bad) {
            for (const story::Judgement &judgement : story::judge(bad, letter(), kNodes))
                if (!judgement.passed)
                    return QString::fromStdString(judgement.text + ": " + judgement.reason);
            return QString();
        };
        Scenario bad = scenario();
        bad.lesson[1].stopWhen = becomes(Fate::Bounced, "laptop");
        QCOMPARE(fault(bad), "lesson stops when letter hello is bounced at laptop: this moment never comes");
        bad = scenario();
        std::swap(bad.claims[0].shownBy, *bad.claims[0].before);
        QCOMPARE(fault(bad), "claim is shown by letter hello is stored before letter hello is accepted: "
                             "it is the other way round");
        bad = scenario();
        bad.claims[0].before = says("DELE");
        QCOMPARE(fault(bad), "claim is shown by letter hello is accepted before command DELE: "
                             "the later moment never comes");
        bad = scenario();
        bad.claims[0].shownBy = {{}, {}, {}, "MX", "example.org", {}, {}};
        QCOMPARE(fault(bad), "claim is shown by query MX example.org before letter hello is stored: "
                             "this moment never comes");
    }
};

QTEST_GUILESS_MAIN(TstStoryLesson)
#include "tst_story_lesson.moc"
