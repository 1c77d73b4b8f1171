// Faults as spans: each ends with its own repair, one that lasts has no end, and growing bit by bit is the same.
#include "sim/story/fault_spans.h"

#include <QTest>

using namespace mf;
using story::FaultSpans;

namespace {

void add(Trace &trace, Kind kind, std::chrono::seconds at, std::uint32_t node, std::string_view fault)
{
    Record record;
    record.id = trace.size();
    record.kind = kind;
    record.at = record.until = Instant(at);
    record.from = NodeId{node};
    record.facts.add(Key::Fault, fault);
    trace.push_back(std::move(record));
}

Trace troubled()
{
    Trace trace;
    add(trace, Kind::FaultBegan, 1s, 1, "down");
    add(trace, Kind::FaultBegan, 2s, 2, "slow");
    add(trace, Kind::Segment, 3s, 1, "");
    add(trace, Kind::FaultBegan, 4s, 1, "down"); // it is down already
    add(trace, Kind::FaultEnded, 5s, 1, "slow"); // it was not slow
    add(trace, Kind::FaultEnded, 6s, 1, "down");
    add(trace, Kind::FaultBegan, 7s, 1, "down");
    return trace;
}

} // namespace

class TstStoryFaultSpans : public QObject {
    Q_OBJECT

private slots:
    void eachFaultEndsWithItsOwnRepair()
    {
        const Trace trace = troubled();
        FaultSpans faults;
        faults.grow(trace, trace.size());
        QCOMPARE(faults.spans().size(), 3u);
        QVERIFY((faults.spans()[0] == story::FaultSpan{0, 5, Instant(1s), Instant(6s)}));
        QVERIFY((faults.spans()[1] == story::FaultSpan{1, kNoIndex, Instant(2s), Instant::max()}));
        QVERIFY((faults.spans()[2] == story::FaultSpan{6, kNoIndex, Instant(7s), Instant::max()}));
    }

    void growingBitByBitIsTheSame()
    {
        const Trace trace = troubled();
        FaultSpans whole, slow;
        whole.grow(trace, trace.size());
        for (Index i = 0; i <= trace.size(); ++i)
            slow.grow(trace, i);
        QVERIFY(slow.spans() == whole.spans());
        slow.clear();
        QCOMPARE(slow.size(), Index{0});
        QVERIFY(slow.spans().empty());
    }
};

QTEST_GUILESS_MAIN(TstStoryFaultSpans)
#include "tst_story_fault_spans.moc"
