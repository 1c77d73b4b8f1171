// The event queue's order, the random streams, the facts of a record, the fingerprint.
#include "sim/kernel/event_queue.h"
#include "sim/kernel/fingerprint.h"
#include "sim/kernel/random.h"
#include "sim/kernel/trace.h"

#include <QtTest>

#include <algorithm>
#include <vector>

using namespace mf;

class TestKernel : public QObject {
    Q_OBJECT

private slots:
    void eventsLeaveByTimeAndThenByInsertion()
    {
        RandomStream random(1, "queue");
        EventQueue<int> queue;
        std::vector<std::pair<std::int64_t, int>> expected;
        for (int i = 0; i < 5000; ++i) {
            const auto at = static_cast<std::int64_t>(random.below(300));
            queue.push(Instant(Duration(at)), i);
            expected.emplace_back(at, i);
        }
        std::ranges::stable_sort(expected, {}, &std::pair<std::int64_t, int>::first);
        for (const auto &[at, number] : expected) {
            const auto entry = queue.pop();
            QCOMPARE(entry.at.time_since_epoch().count(), at);
            QCOMPARE(entry.event, number);
        }
        QVERIFY(queue.empty());
    }

    void aTimerComesNearerOrNotAtAllAndLeavesNothingBehind()
    {
        EventQueue<int> queue;
        queue.push(Instant(5us), 5);
        const TimerId first = queue.pushTimer(Instant(9us), 90);
        const TimerId second = queue.pushTimer(Instant(8us), 80);
        queue.advance(first, Instant(5us)); // behind what had that time before
        queue.cancel(second);
        QCOMPARE(queue.size(), std::size_t{2});
        QCOMPARE(queue.pop().event, 5);
        QCOMPARE(queue.pop().event, 90);
        QVERIFY(queue.empty());
    }

    void timersKeepTheOrderOfAQueueThatIsSortedAnew()
    {
        RandomStream random(3, "timers");
        EventQueue<int> queue;
        struct Pending {
            std::int64_t at;
            int pushed, number;
            TimerId timer;
        };
        std::vector<Pending> pending;
        const auto earlier = [](const Pending &a, const Pending &b) {
            return std::pair(a.at, a.pushed) < std::pair(b.at, b.pushed);
        };
        for (int i = 0; i < 20'000; ++i) {
            const std::uint64_t what = random.below(8);
            const auto at = static_cast<std::int64_t>(random.below(1000));
            const std::size_t some = pending.empty() ? 0 : random.below(pending.size());
            if (pending.empty() || what < 4) {
                const bool timed = what % 2 == 0;
                const TimerId timer = timed ? queue.pushTimer(Instant(Duration(at)), i) : TimerId::None;
                if (!timed)
                    queue.push(Instant(Duration(at)), i);
                pending.push_back({at, i, i, timer});
            } else if (what == 4 && pending[some].timer != TimerId::None) {
                pending[some].at = std::min(at, pending[some].at);
                pending[some].pushed = i;
                queue.advance(pending[some].timer, Instant(Duration(pending[some].at)));
            } else if (what == 5 && pending[some].timer != TimerId::None) {
                queue.cancel(pending[some].timer);
                pending.erase(pending.begin() + static_cast<std::ptrdiff_t>(some));
            } else {
                const auto next = std::ranges::min_element(pending, earlier);
                QCOMPARE(queue.pop().event, next->number);
                pending.erase(next);
            }
            QCOMPARE(queue.size(), pending.size());
        }
    }

    void aCopyOfTheQueueGoesItsOwnWay()
    {
        EventQueue<int> queue;
        queue.push(Instant(2us), 2);
        queue.push(Instant(1us), 1);
        EventQueue<int> copy = queue;
        QCOMPARE(queue.pop().event, 1);
        queue.push(Instant(1us), 3);
        QCOMPARE(copy.pop().event, 1);
        QCOMPARE(copy.pop().event, 2);
        QCOMPARE(queue.pop().event, 3);
    }

    void randomStreamsAreEqualOnEveryMachine()
    {
        RandomStream a(42, "links");
        QCOMPARE(a.next(), RandomStream(42, "links").next());
        QVERIFY(RandomStream(42, "links").next() != RandomStream(42, "resolver").next());
        QVERIFY(RandomStream(42, "links").next() != RandomStream(43, "links").next());
        // Known answer: a change of the generator changes every golden trace, so it must not happen by accident.
        QCOMPARE(RandomStream(0, "").next(),
                 std::uint64_t{0x6e789e6aa1b965f4}); // splitmix64, seed 0, second output
    }

    void drawsStayBelowTheirBound()
    {
        RandomStream random(3, "bound");
        std::vector<int> seen(7);
        for (int i = 0; i < 7000; ++i)
            ++seen[random.below(7)];
        for (const int count : seen)
            QVERIFY(count > 800 && count < 1200);
        QVERIFY(!random.chance(0));
        QVERIFY(random.chance(1'000'000));
    }

    void everyKindAndKeyHasItsOwnName()
    {
        for (std::size_t i = 0; i < kKindCount; ++i)
            QCOMPARE(kindNamed(name(static_cast<Kind>(i))), std::optional(static_cast<Kind>(i)));
        for (std::size_t i = 0; i < kKeyCount; ++i)
            QCOMPARE(keyNamed(name(static_cast<Key>(i))), std::optional(static_cast<Key>(i)));
        QVERIFY(!kindNamed("letter-eaten"));
    }

    void factsKeepTheirOrderAndAreCutAtTheLimit()
    {
        Facts facts;
        facts.add(Key::Verb, "MAIL").add(Key::Code, 250).add(Key::To, "a").add(Key::To, "b");
        QCOMPARE(facts.text(Key::Verb), std::string_view("MAIL"));
        QCOMPARE(facts.number(Key::Code), std::optional<std::int64_t>(250));
        QCOMPARE(facts.text(Key::To), std::string_view("a"));
        QVERIFY(!facts.has(Key::Uid));
        std::string all;
        facts.forEach([&](Key key, std::string_view value) {
            all.append(name(key)).append("=").append(value).append(";");
        });
        QCOMPARE(all, std::string("verb=MAIL;code=250;to=a;to=b;"));
        for (const std::size_t length : {Facts::kValueLimitOctets, Facts::kValueLimitOctets + 1}) {
            Facts big;
            big.add(Key::Text, std::string(length, 'x'));
            QCOMPARE(big.text(Key::Text).size(), Facts::kValueLimitOctets);
        }
    }

    void fingerprintsDifferWhereARecordDiffers()
    {
        Record record;
        record.id = 0;
        record.bytes = Slices(std::string("EHLO"));
        record.facts.add(Key::Verb, "EHLO");
        const auto of = [](const Record &one) {
            Fingerprint fingerprint;
            fingerprint.add(one);
            return fingerprint.value();
        };
        const auto original = of(record);
        Record other = record;
        QCOMPARE(of(other), original);
        other.bytes = Slices(std::string("HELO"));
        QVERIFY(of(other) != original);
        other = record;
        other.until += 1us;
        QVERIFY(of(other) != original);
        other = record;
        other.facts.add(Key::Code, 1);
        QVERIFY(of(other) != original);
    }
};

QTEST_GUILESS_MAIN(TestKernel)
#include "tst_kernel.moc"
