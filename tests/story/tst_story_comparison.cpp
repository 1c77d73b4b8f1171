// Two futures held against each other: the first difference is a consequence, not what was done; a letter's
// fate is its farthest stage, whatever order its records come in.
#include "sim/story/comparison.h"
#include "sim/world/history.h"
#include "tests/world/worlds.h"

#include <QTest>

using namespace mf;
using namespace mf::test;
using story::compare;
using story::Comparison;
using story::FateChange;

namespace {

void runToEnd(History &history)
{
    while (history.forward()) { }
}

Record made(Kind kind, int seconds, std::uint32_t node, std::uint64_t mail = 1)
{
    Record record;
    record.kind = kind;
    record.at = record.until = Instant(std::chrono::seconds(seconds));
    record.from = NodeId{node};
    record.mail = MailId{mail};
    return record;
}

Record letterTo(std::string_view recipient, int seconds, std::string_view subject = "S",
                std::uint64_t mail = 1)
{
    Record record = made(Kind::LetterWritten, seconds, 0, mail);
    record.facts.add(Key::From, "a@x.test").add(Key::To, recipient).add(Key::Subject, subject);
    return record;
}

Record stage(Kind kind, int seconds, std::string_view recipient, std::uint64_t mail = 1)
{
    Record record = made(kind, seconds, 1, mail);
    record.facts.add(Key::Recipient, recipient);
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

/// The run with the receiving server going down before the letter is on its way, held against the first one.
struct Parted {
    History history{built(twoNetworks())};
    Index shared = 0;
    Comparison comparison;

    explicit Parted(const FaultSpec &fault)
    {
        runToEnd(history);
        history.seek(2);
        shared = history.recordsShown();
        history.apply(PersonAct{BeginFault{fault}});
        runToEnd(history);
        comparison = compare(history.trace(BranchId::Main), history.trace(), shared, Instant::max());
    }
    const Record &after(Index record) const { return history.trace()[record]; }
};

} // namespace

class TstStoryComparison : public QObject {
    Q_OBJECT

private slots:
    void equalFuturesDoNotDiffer()
    {
        History history(built(twoNetworks()));
        runToEnd(history);
        history.seek(5);
        const Index shared = history.recordsShown();
        history.fork();
        runToEnd(history);
        const Comparison comparison =
            compare(history.trace(BranchId::Main), history.trace(), shared, Instant::max());
        QVERIFY(!comparison.onlyAfter && !comparison.onlyBefore);
        QVERIFY(comparison.fates.empty());
    }

    void firstDifferenceIsWhatCameOfTheAct()
    {
        FaultSpec fault;
        fault.node = "mx.example.net";
        const Parted parted(fault);
        QVERIFY(parted.comparison.onlyAfter && parted.comparison.onlyBefore);
        const Record &first = parted.after(*parted.comparison.onlyAfter);
        QVERIFY(first.kind != Kind::FaultBegan);
        QVERIFY(first.id >= parted.shared);
        const Trace &old = parted.history.trace(BranchId::Main);
        for (Index i = parted.shared; i < *parted.comparison.onlyBefore;
             ++i) { // all before it came here, too
            const auto same = [&](const Record &record) {
                return record.kind == old[i].kind && record.at == old[i].at && record.facts == old[i].facts;
            };
            QVERIFY(std::any_of(parted.history.trace().begin(), parted.history.trace().end(), same));
        }
    }

    void deadServerChangesTheLettersFate()
    {
        FaultSpec fault;
        fault.node = "mx.example.net";
        const Parted parted(fault);
        QVERIFY(!parted.comparison.fates.empty());
        const FateChange &change = parted.comparison.fates.front();
        QCOMPARE(change.recipient, std::string("carol@example.net"));
        QVERIFY(change.before && change.before->fate >= Fate::Stored);
        QVERIFY(change.after && change.after->fate != change.before->fate);
    }

    void lateRecordDoesNotUndoAStage()
    {
        const Trace before = traceOf({letterTo("b@y.test", 1), stage(Kind::LetterStored, 3, "b@y.test"),
                                      stage(Kind::LetterRelayed, 4, "b@y.test")});
        const Trace after = traceOf({letterTo("b@y.test", 1), stage(Kind::LetterBounced, 9, "b@y.test")});
        const Comparison comparison = compare(before, after, 1, Instant::max());
        QCOMPARE(comparison.fates.size(), 1u);
        QCOMPARE(comparison.fates[0].before->fate, Fate::Stored);
        QCOMPARE(comparison.fates[0].after->fate, Fate::Bounced);
    }

    void noticeablyLaterIsAnotherFate()
    {
        const Trace before = traceOf({letterTo("b@y.test", 1), stage(Kind::LetterStored, 10, "b@y.test")});
        Trace after = before;
        after.edit(1).at = Instant(10s + story::kNoticeable - 1us);
        QVERIFY(compare(before, after, 1, Instant::max()).fates.empty());
        after.edit(1).at = Instant(10s + story::kNoticeable);
        QCOMPARE(compare(before, after, 1, Instant::max()).fates.size(), 1u);
    }

    void lettersOfOneFutureOnlyAreNamed()
    {
        const Trace before = traceOf({letterTo("b@y.test", 1), letterTo("c@y.test", 5, "Old", 2)});
        const Trace after = traceOf({letterTo("b@y.test", 1), letterTo("d@y.test", 4, "New", 2)});
        const Comparison comparison = compare(before, after, 1, Instant::max());
        QCOMPARE(comparison.fates.size(), 2u);
        QCOMPARE(comparison.fates[0].subject, std::string("New"));
        QVERIFY(!comparison.fates[0].before && comparison.fates[0].after);
        QCOMPARE(comparison.fates[1].subject, std::string("Old"));
        QVERIFY(comparison.fates[1].before && !comparison.fates[1].after);
    }

    void shiftedIdsAreNoDifference()
    {
        Record line = made(Kind::Segment, 4, 1);
        line.facts.add(Key::Text, "EHLO x.test");
        const Trace before = traceOf({letterTo("b@y.test", 1), line});
        const Trace after = traceOf({letterTo("b@y.test", 1), made(Kind::Act, 2, 0), line});
        const Comparison comparison = compare(before, after, 1, Instant::max());
        QVERIFY(!comparison.onlyAfter && !comparison.onlyBefore);
    }

    void whatComesAfterTheHorizonIsNotLookedAt()
    {
        const Trace before = traceOf({letterTo("b@y.test", 1), stage(Kind::LetterStored, 10, "b@y.test")});
        const Trace after = traceOf({letterTo("b@y.test", 1)});
        const Comparison so = compare(before, after, 1, Instant(10s - 1us));
        QVERIFY(!so.onlyBefore && so.fates.empty());
        const Comparison whole = compare(before, after, 1, Instant(10s));
        QCOMPARE(whole.onlyBefore, std::optional<Index>(1));
        QCOMPARE(whole.fates.size(), 1u);
    }
};

QTEST_GUILESS_MAIN(TstStoryComparison)
#include "tst_story_comparison.moc"
