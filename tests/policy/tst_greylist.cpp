// Greylisting: who comes, from where and when.
#include "sim/policy/greylist.h"

#include <QTest>

using namespace mf;
using policy::Greylist;

namespace {

constexpr Duration kDelay = 5min;
const IpAddress kClient = IpAddress::v4(198, 51, 100, 1);

Instant at(Duration time) { return Instant(time); }

} // namespace

class TestGreylist : public QObject {
    Q_OBJECT

private slots:
    void aStrangerWaitsOnce()
    {
        Greylist list(kDelay);
        QVERIFY(list.judge(kClient, "a@example.net", "b@example.org", at(0s)) == kDelay);
        QVERIFY(list.judge(kClient, "a@example.net", "b@example.org", at(1min)) == 4min);
        QVERIFY(list.judge(kClient, "a@example.net", "b@example.org", at(kDelay - 1us)) == 1us);
        QVERIFY(list.judge(kClient, "a@example.net", "b@example.org", at(kDelay)) == 0s);
        QVERIFY(list.judge(kClient, "A@Example.NET", "b@example.org", at(6min)) == 0s);
    }

    void eachTripletIsAStrangerOfItsOwn()
    {
        Greylist list(kDelay);
        QVERIFY(list.judge(kClient, "a@example.net", "b@example.org", at(0s)) > 0s);
        QVERIFY(list.judge(kClient, "x@example.net", "b@example.org", at(10min)) > 0s);
        QVERIFY(list.judge(kClient, "a@example.net", "x@example.org", at(10min)) > 0s);
        QVERIFY(list.judge(IpAddress::v4(203, 0, 113, 1), "a@example.net", "b@example.org", at(10min)) > 0s);
        QVERIFY(list.judge(IpAddress::v4(198, 51, 100, 77), "a@example.net", "b@example.org", at(10min))
                == 0s);
    }

    void networksAreThoseOfProviders()
    {
        QCOMPARE(policy::networkOf(kClient), "198.51.100.0/24");
        QCOMPARE(policy::networkOf(*IpAddress::parse("2001:db8:1:2:3:4:5:6")), "2001:db8:1:2::/64");
    }

    void whoComesTooLateIsAStrangerAnew()
    {
        Greylist list(kDelay);
        QVERIFY(list.judge(kClient, "a", "b", at(0s)) > 0s);
        QVERIFY(list.judge(kClient, "a", "b", at(policy::kGreylistWindow + 1us)) == kDelay);
        Greylist other(kDelay);
        QVERIFY(other.judge(kClient, "a", "b", at(0s)) > 0s);
        QVERIFY(other.judge(kClient, "a", "b", at(policy::kGreylistWindow)) == 0s);
    }

    void whoWasLetInIsRemembered()
    {
        Greylist list(kDelay);
        QVERIFY(list.judge(kClient, "a", "b", at(0s)) > 0s);
        QVERIFY(list.judge(kClient, "a", "b", at(kDelay)) == 0s);
        const Duration last = kDelay + policy::kGreylistMemory;
        QVERIFY(list.judge(kClient, "a", "b", at(last)) == 0s);
        QVERIFY(list.judge(kClient, "a", "b", at(last + policy::kGreylistMemory + 1us)) > 0s);
    }

    void theTableForgetsWhoWasSilentLongest()
    {
        Greylist list(kDelay, 2);
        QVERIFY(list.judge(kClient, "a", "b", at(0s)) > 0s);
        QVERIFY(list.judge(kClient, "c", "d", at(1s)) > 0s);
        QCOMPARE(list.size(), 2u);
        QVERIFY(list.judge(kClient, "a", "b", at(2s)) > 0s);
        QVERIFY(list.judge(kClient, "e", "f", at(3s)) > 0s); // one more: c goes, which came last at 1s
        QCOMPARE(list.size(), 2u);
        QVERIFY(list.judge(kClient, "a", "b", at(10min)) == 0s);
        QVERIFY(list.judge(kClient, "c", "d", at(10min)) == kDelay);
    }

    void aCopyGoesItsOwnWay()
    {
        Greylist one(kDelay);
        QVERIFY(one.judge(kClient, "a", "b", at(0s)) > 0s);
        Greylist copy = one;
        QVERIFY(copy.judge(kClient, "c", "d", at(0s)) > 0s);
        QCOMPARE(one.size(), 1u);
        QCOMPARE(copy.size(), 2u);
    }
};

QTEST_GUILESS_MAIN(TestGreylist)
#include "tst_greylist.moc"
