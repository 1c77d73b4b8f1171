// What a trace says in numbers: at its end, and for every earlier view of it.
#include "sim/story/statistics.h"
#include "sim/world/history.h"
#include "tests/world/worlds.h"

#include <QTest>

using namespace mf;
using namespace mf::test;
using story::ReplyClass;
using story::Statistics;

namespace {

Record about(Kind kind, Duration at, std::uint32_t node, std::string_view recipient, std::uint64_t mail = 1)
{
    Record record;
    record.kind = kind;
    record.at = record.until = Instant(at);
    record.from = NodeId{node};
    record.mail = MailId{mail};
    record.facts.add(kind == Kind::LetterWritten ? Key::To : Key::Recipient, recipient);
    return record;
}

Record reply(std::string_view code)
{
    Record record;
    record.kind = Kind::Segment;
    record.facts.add(Key::Code, code);
    return record;
}

Statistics counted(std::vector<Record> records)
{
    Trace trace;
    for (Record &record : records) {
        record.id = trace.size();
        trace.push_back(std::move(record));
    }
    Statistics statistics;
    statistics.grow(trace, trace.size());
    return statistics;
}

} // namespace

class StatisticsTest final : public QObject {
    Q_OBJECT

private slots:
    void aLetterWaitsTravelsAndArrives()
    {
        const Statistics statistics = counted({
            about(Kind::LetterWritten, 1s, 1, "b@y.test"),
            about(Kind::LetterAccepted, 2s, 2, "b@y.test"),
            about(Kind::LetterQueued, 2s, 2, "b@y.test"),
            about(Kind::LetterStored, 5s, 3, "b@y.test"),
            about(Kind::LetterRelayed, 6s, 2, "b@y.test"),
        });
        const auto at = [&](Index records) { return statistics.counts(records).back(); };
        QCOMPARE(at(1).underWay, 1);
        QCOMPARE(at(1).queued, 0);
        QCOMPARE(at(3).queued, 1);
        QCOMPARE(at(4).delivered, 1);
        QCOMPARE(at(4).underWay, 0);
        QCOMPARE(at(4).queued, 1); // the sender's server has not heard of it yet
        QCOMPARE(at(5).queued, 0);
        QVERIFY(statistics.counts(0).empty());
    }

    void aLetterToTwoIsUnderWayUntilBothAreServed()
    {
        Record written = about(Kind::LetterWritten, 1s, 1, "b@y.test");
        written.facts.add(Key::To, "c@z.test");
        const Statistics statistics = counted({
            std::move(written),
            about(Kind::LetterStored, 2s, 3, "b@y.test"),
            about(Kind::LetterBounced, 9s, 2, "c@z.test"),
        });
        QCOMPARE(statistics.counts(2).back().underWay, 1);
        QCOMPARE(statistics.counts(3).back().underWay, 0);
        QCOMPARE(statistics.counts(3).back().delivered, 1);
    }

    void timesFallIntoBucketsWithTheirLimit()
    {
        const Statistics statistics = counted({
            about(Kind::LetterWritten, 0s, 1, "b@y.test", 1),
            about(Kind::LetterWritten, 0s, 1, "b@y.test", 2),
            about(Kind::LetterWritten, 0s, 1, "b@y.test", 3),
            about(Kind::LetterStored, 1s, 3, "b@y.test", 1),
            about(Kind::LetterStored, 1s + 1us, 3, "b@y.test", 2),
            about(Kind::LetterStored, 48h, 3, "b@y.test", 3),
        });
        const auto buckets = story::spread(statistics.deliveries(6));
        QCOMPARE(buckets[1].limit, Duration(1s));
        QCOMPARE(buckets[1].deliveries, 1);
        QCOMPARE(buckets[2].deliveries, 1);
        QCOMPARE(buckets.back().deliveries, 1);
    }

    void repliesCountByTheirClass()
    {
        const Statistics statistics =
            counted({reply("220"), reply("354"), reply("451"), reply("550"), reply("553"), reply("-ERR")});
        QCOMPARE(statistics.replies(ReplyClass::Done, 6).size(), std::size_t(1));
        QCOMPARE(statistics.replies(ReplyClass::GoOn, 6).size(), std::size_t(1));
        QCOMPARE(statistics.replies(ReplyClass::NotNow, 6).size(), std::size_t(1));
        QCOMPARE(statistics.replies(ReplyClass::Never, 6).size(), std::size_t(3));
        QCOMPARE(statistics.replies(ReplyClass::Never, 4).size(), std::size_t(1));
    }

    void aRunOfTheEngineEndsWithEmptyQueues()
    {
        History history{built(twoNetworks())};
        while (history.forward()) { }
        Statistics whole, grown;
        whole.grow(history.trace(), history.trace().size());
        for (Index i = 0; i <= history.trace().size(); i += 7)
            grown.grow(history.trace(), i);
        grown.grow(history.trace(), history.trace().size());
        QVERIFY(!whole.counts(history.trace().size()).empty());
        const auto end = whole.counts(history.trace().size()).back();
        QCOMPARE(end.queued, 0);
        QCOMPARE(end.underWay, 0);
        QVERIFY(end.delivered > 0);
        QCOMPARE(story::commaSeparated(grown.counts(history.trace().size())),
                 story::commaSeparated(whole.counts(history.trace().size())));
    }

    void theTableHasALineForEachChange()
    {
        const Statistics statistics = counted({about(Kind::LetterWritten, 1500ms, 1, "b@y.test")});
        QCOMPARE(story::commaSeparated(statistics.counts(1)),
                 std::string("seconds,queued,under-way,delivered\r\n1.500000,0,1,0\r\n"));
    }
};

QTEST_GUILESS_MAIN(StatisticsTest)
#include "tst_story_statistics.moc"
