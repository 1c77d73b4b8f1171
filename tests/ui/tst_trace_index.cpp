// The index beside the trace answers for any moment, in any order.
#include "tests/ui/hand_made.h"
#include "ui/canvas/trace_index.h"

#include <QTest>

#include <random>

using namespace mf;
using namespace mf::ui;
using mf::test::append;
using mf::test::appendLine;

class TraceIndexTest : public QObject {
    Q_OBJECT

private slots:
    void lineIsUnderWayFromItsDepartureToItsArrival()
    {
        Trace trace;
        appendLine(trace, 10ms, 0, 1, "EHLO a\r\n");
        TraceIndex index;
        index.grow(trace, 1);
        QCOMPARE(index.inFlight(Instant(9999us), 1).size(), 0u);
        QCOMPARE(index.inFlight(Instant(10ms), 1).size(), 1u);
        QCOMPARE(index.inFlight(Instant(29999us), 1).size(), 1u);
        QCOMPARE(index.inFlight(Instant(30ms), 1).size(), 0u);
    }

    void whatHasNotHappenedIsNotUnderWay()
    {
        Trace trace;
        appendLine(trace, 10ms, 0, 1, "A\r\n");
        appendLine(trace, 10ms, 0, 1, "B\r\n");
        TraceIndex index;
        index.grow(trace, 2);
        QCOMPARE(index.inFlight(Instant(15ms), 1).size(), 1u);
        QCOMPARE(index.inFlight(Instant(15ms), 2).size(), 2u);
    }

    void microsecondIsSeenForAWhile()
    {
        Trace trace;
        append(trace, Kind::Segment, 1ms, 1001us, 0, 1);
        TraceIndex index;
        index.grow(trace, 1);
        QCOMPARE(index.inFlight(Instant(2ms), 1).size(), 1u);
        QCOMPARE(index.inFlight(Instant(1ms) + TraceIndex::kShortestSeen, 1).size(), 0u);
    }

    void agreesWithLookingAtEveryRecord()
    {
        std::mt19937 random(7);
        Trace trace;
        Duration at{};
        for (int i = 0; i < 5000; ++i) {
            at += Duration(random() % 4000);
            const Duration takes = Duration(3000 + random() % (i % 97 == 0 ? 900'000 : 30'000));
            append(trace, Kind::Segment, at, at + takes, random() % 9, 9);
        }
        TraceIndex index;
        index.grow(trace, 1234);
        index.grow(trace, trace.size());
        for (int i = 0; i < 300; ++i) {
            const Instant t{Duration(std::int64_t(random()) % at.count())};
            const Index records = random() % (trace.size() + 1);
            std::vector<Index> expected, found;
            for (const Record &record : trace)
                if (record.at <= t && t < record.until && record.id < records)
                    expected.push_back(record.id);
            index.inFlight(t, records, [&](const Hop &hop) { found.push_back(hop.record); });
            QCOMPARE(found, expected);
        }
    }

    void clientAndServerAreToldApartByWhoOpened()
    {
        Trace trace;
        append(trace, Kind::StreamOpening, 0ms, 20ms, 3, 4).stream = StreamId(1);
        append(trace, Kind::StreamOpened, 20ms, 3).stream = StreamId(1);
        appendLine(trace, 20ms, 4, 3, "220 hello\r\n");
        appendLine(trace, 20ms, 3, 4, "EHLO a\r\n");
        appendLine(trace, 20ms, 3, 4, "Subject: x\r\n").facts.add(Key::Part, "letter");
        TraceIndex index;
        index.grow(trace, trace.size());
        const auto hops = index.inFlight(Instant(21ms), trace.size());
        QCOMPARE(hops.size(), 3u);
        QCOMPARE(hops[0].look, Look::ServerLine);
        QCOMPARE(hops[1].look, Look::ClientLine);
        QCOMPARE(hops[2].look, Look::Letter);
    }

    void connectionStandsUntilItIsClosed()
    {
        Trace trace;
        append(trace, Kind::StreamOpening, 0ms, 20ms, 0, 1).stream = StreamId(5);
        append(trace, Kind::TlsStarted, 30ms, 0).stream = StreamId(5);
        append(trace, Kind::StreamClosed, 60ms, 0).stream = StreamId(5);
        TraceIndex index;
        index.grow(trace, trace.size());
        QCOMPARE(index.standing(0).size(), 0u);
        QCOMPARE(index.standing(1).size(), 1u);
        QCOMPARE(index.standing(1)[0].encrypted, kNoIndex);
        QCOMPARE(index.standing(2)[0].encrypted, Index(1));
        QCOMPARE(index.standing(3).size(), 0u);
    }

    void letterLiesWhereItsHistorySays()
    {
        Trace trace;
        const auto happens = [&](Kind kind, std::uint32_t node) {
            append(trace, kind, Duration(trace.size() * 1000), node).mail = MailId(1);
        };
        happens(Kind::LetterWritten, 0);
        happens(Kind::LetterAccepted, 1);
        happens(Kind::LetterQueued, 1);
        happens(Kind::LetterAccepted, 2);
        happens(Kind::LetterRelayed, 1);
        happens(Kind::LetterStored, 2);
        happens(Kind::LetterRead, 3);
        happens(Kind::LetterDeleted, 2);
        TraceIndex index;
        index.grow(trace, trace.size());
        using R = std::vector<Resting>;
        constexpr MailId mail{1};
        QCOMPARE(index.resting(0), R{});
        QCOMPARE(index.resting(1), (R{{mail, NodeId(0), Place::Desk}}));
        QCOMPARE(index.resting(2), (R{{mail, NodeId(1), Place::Outgoing}}));
        QCOMPARE(index.resting(4),
                 (R{{mail, NodeId(1), Place::Outgoing}, {mail, NodeId(2), Place::Outgoing}}));
        QCOMPARE(index.resting(5), (R{{mail, NodeId(2), Place::Outgoing}}));
        QCOMPARE(index.resting(6), (R{{mail, NodeId(2), Place::Mailbox}}));
        QCOMPARE(index.resting(7), (R{{mail, NodeId(2), Place::Mailbox}, {mail, NodeId(3), Place::Desk}}));
        QCOMPARE(index.resting(8), (R{{mail, NodeId(3), Place::Desk}}));
    }
};

QTEST_GUILESS_MAIN(TraceIndexTest)
#include "tst_trace_index.moc"
