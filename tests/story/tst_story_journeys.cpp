#include "sim/story/journey.h"

#include <QTest>

using namespace mf;
using story::Journey;
using story::Judgement;

namespace {

const std::vector<std::string> kNodes{"pc", "mail", "mx", "store", "phone"};

/// A letter's record: at so many seconds, at that node, with that recipient.
Record stage(Kind kind, int seconds, std::uint32_t node, std::string_view recipient = {},
             std::uint64_t mail = 1)
{
    Record record;
    record.kind = kind;
    record.at = record.until = Instant(std::chrono::seconds(seconds));
    record.from = NodeId{node};
    record.mail = MailId{mail};
    if (!recipient.empty())
        record.facts.add(Key::Recipient, recipient);
    return record;
}

Record written(std::string_view letter, std::uint64_t mail = 1)
{
    Record record = stage(Kind::LetterWritten, 1, 0, {}, mail);
    record.facts.add(Key::Letter, letter)
        .add(Key::From, "a@x.test")
        .add(Key::To, "b@y.test")
        .add(Key::To, "c@y.test")
        .add(Key::Subject, "S");
    return record;
}

Trace traceOf(std::vector<Record> records)
{
    Trace trace;
    for (Record &record : records) {
        record.id = trace.size();
        trace.push_back(std::move(record));
    }
    return trace;
}

Trace ordinary()
{
    Record accepted = stage(Kind::LetterAccepted, 2, 1);
    accepted.facts.add(Key::Recipient, "b@y.test").add(Key::Recipient, "c@y.test");
    return traceOf({written("hello"), accepted, stage(Kind::Segment, 3, 1),
                    stage(Kind::LetterAccepted, 4, 2, "b@y.test"),
                    stage(Kind::LetterRelayed, 5, 1, "b@y.test"), stage(Kind::LetterStored, 6, 3, "b@y.test"),
                    stage(Kind::LetterBounced, 7, 1, "c@y.test"), stage(Kind::LetterRead, 9, 4, "b@y.test")});
}

} // namespace

class TstStoryJourneys : public QObject {
    Q_OBJECT

private slots:
    void aJourneyIsTheLettersRecords()
    {
        const std::vector<Journey> found = story::journeys(ordinary(), 100);
        QCOMPARE(found.size(), 1u);
        const Journey &journey = found[0];
        QCOMPARE(journey.letter, "hello");
        QCOMPARE(journey.from, "a@x.test");
        QCOMPARE(journey.subject, "S");
        QCOMPARE(journey.to, std::vector<std::string>({"b@y.test", "c@y.test"}));
        QCOMPARE(journey.stages.size(), 7u);
        QCOMPARE(journey.stages[1].recipient, ""); // of all
        QCOMPARE(journey.stages[2].record, 3u);    // a segment is no stage
        QVERIFY(journey.stages[4].fate == Fate::Stored && journey.stages[4].node == NodeId{3});
    }

    void onlyWhatIsShownCounts()
    {
        QCOMPARE(story::journeys(ordinary(), 0).size(), 0u);
        QCOMPARE(story::journeys(ordinary(), 4).at(0).stages.size(), 3u);
    }

    void aRealClientsLetterBeginsWhereItIsAccepted()
    {
        Record accepted = stage(Kind::LetterAccepted, 2, 1, "b@y.test", 7);
        accepted.facts.add(Key::From, "r@x.test").add(Key::Subject, "T");
        const auto found = story::journeys(
            traceOf({accepted, written("hello", 8), stage(Kind::LetterStored, 3, 1, "b@y.test", 7)}), 100);
        QCOMPARE(found.size(), 2u);
        QCOMPARE(found[0].from, "r@x.test");
        QCOMPARE(found[0].subject, "T");
        QCOMPARE(found[0].to, std::vector<std::string>{"b@y.test"});
        QCOMPARE(found[0].stages.size(), 2u);
        QCOMPARE(found[1].letter, "hello");
    }

    void expectationsAreJudged_data()
    {
        QTest::addColumn<QString>("fate");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("node");
        QTest::addColumn<int>("within"); // seconds; 0: any time
        QTest::addColumn<QString>("passes");
        QTest::addColumn<QString>("reason"); // "": passed
        const auto row = [](const char *name, const char *fate, const char *by, const char *node, int within,
                            const char *passes, const char *reason) {
            QTest::newRow(name) << fate << by << node << within << passes << reason;
        };
        row("is", "stored", "", "", 0, "", "");
        row("is by", "read", "B@Y.test", "", 0, "", "");
        row("is by, for all", "accepted", "c@y.test", "mail", 0, "", "");
        row("by somebody else", "read", "c@y.test", "", 0, "", "it is not; its last record is read at phone");
        row("at a node", "accepted", "", "mx", 0, "", "");
        row("at another node", "stored", "", "mx", 0, "", "it is not; its last record is read at phone");
        row("not at all", "dropped", "", "", 0, "", "it is not; its last record is read at phone");
        row("in time", "read", "", "", 8, "", "");
        row("too late", "read", "", "", 7, "", "it takes 8s");
        row("passes", "", "", "", 0, "mail mx store", "");
        row("passes, some left out", "", "", "", 0, "pc store phone", "");
        row("wrong order", "", "", "", 0, "store mx",
            "it does not come to mx after store; its last record is read at phone");
        row("never there", "", "", "", 0, "moon",
            "it does not come to moon; its last record is read at phone");
        row("passes in time", "", "", "", 5, "mail mx store", "");
        row("passes too late", "", "", "", 4, "mail mx store", "it takes 5s");
        row("both", "read", "", "", 8, "mail mx", "");
    }
    void expectationsAreJudged()
    {
        QFETCH(QString, fate);
        QFETCH(QString, by);
        QFETCH(QString, node);
        QFETCH(int, within);
        QFETCH(QString, passes);
        QFETCH(QString, reason);
        Expectation expectation;
        expectation.text = "as the file has it";
        expectation.letter = "hello";
        expectation.fate = fateNamed(fate.toStdString());
        expectation.by = by.toStdString();
        expectation.node = node.toStdString();
        if (within > 0)
            expectation.within = std::chrono::seconds(within);
        for (const QString &name : passes.split(' ', Qt::SkipEmptyParts))
            expectation.passes.push_back(name.toStdString());
        Scenario scenario;
        scenario.expect = {expectation, expectation};
        scenario.expect[1].negated = true;
        const std::vector<Judgement> judged = story::judge(scenario, ordinary(), kNodes);
        QCOMPARE(QString::fromStdString(judged.at(0).reason), reason);
        QCOMPARE(judged.at(0).passed, reason.isEmpty());
        QCOMPARE(judged.at(1).passed, !reason.isEmpty()); // not: true
        QCOMPARE(judged.at(1).reason, reason.isEmpty() ? "but it is" : "");
        QCOMPARE(judged.at(0).text, "as the file has it");
    }

    void aLetterThatWasNeverWrittenFails()
    {
        Scenario scenario;
        scenario.expect.emplace_back().letter = "other";
        scenario.expect[0].fate = Fate::Stored;
        QCOMPARE(story::judge(scenario, ordinary(), kNodes).at(0).reason, "it was never written");
        scenario.expect[0].negated = true;
        QVERIFY(story::judge(scenario, ordinary(), kNodes).at(0).passed);
    }
};

QTEST_GUILESS_MAIN(TstStoryJourneys)
#include "tst_story_journeys.moc"
