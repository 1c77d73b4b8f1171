// Hundreds of storms: machines and links fail at random, datagrams get lost, streams are cut. The laws hold all the same.
#include "sim/kernel/fingerprint.h"
#include "sim/kernel/random.h"
#include "tests/world/checkers.h"
#include "tests/world/worlds.h"

#include <QtTest>

using namespace mf;
using namespace mf::test;

namespace {

constexpr std::uint64_t kSeeds = 240, kCrowdedSeeds = 60;

} // namespace

class TestLaws : public QObject {
    Q_OBJECT

private slots:
    void acceptedLettersAreNeverLostNorDoubled()
    {
        Bites bites;
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            World world = built(stormy(seed));
            Checkers laws;
            for (std::uint64_t steps = 0; auto step = world.step(); ++steps) {
                for (const Record &record : step->records)
                    laws.see(record);
                if (steps % 64 == 0)
                    laws.checkNothingLost(world);
            }
            laws.checkNothingLost(world);
            laws.checkMailboxes(world);
            const std::string broken = laws.broken().empty() ? std::string() : laws.broken().front();
            QVERIFY2(broken.empty(), ("seed " + std::to_string(seed) + ": " + broken).c_str());
            const Bites &one = laws.bites();
            bites.datagramLosses += one.datagramLosses;
            bites.retries += one.retries;
            bites.streamsCutInsideData += one.streamsCutInsideData;
            bites.bounces += one.bounces;
            bites.stored += one.stored;
        }
        qInfo("%llu datagrams lost, %llu retries, %llu streams cut inside DATA, %llu bounces, %llu letters "
              "stored",
              static_cast<unsigned long long>(bites.datagramLosses),
              static_cast<unsigned long long>(bites.retries),
              static_cast<unsigned long long>(bites.streamsCutInsideData),
              static_cast<unsigned long long>(bites.bounces), static_cast<unsigned long long>(bites.stored));
        QVERIFY2(bites.datagramLosses >= 500, "the storms are too calm");
        QVERIFY2(bites.retries >= 200, "the storms are too calm");
        QVERIFY2(bites.streamsCutInsideData >= 100, "the storms are too calm");
        QVERIFY2(bites.bounces >= 50 && bites.stored >= 500, "the storms are too calm");
    }

    void eachOfAListGetsItOnceOrItsSenderIsTold()
    {
        Bites bites;
        for (std::uint64_t seed = 1; seed <= kCrowdedSeeds; ++seed) {
            World world = built(crowded(seed));
            Checkers laws;
            for (std::uint64_t steps = 0; auto step = world.step(); ++steps) {
                for (const Record &record : step->records)
                    laws.see(record);
                if (steps % 64 == 0) {
                    laws.checkNothingLost(world);
                    laws.checkQuota(world, "dave@example.net", kDaveQuotaOctets);
                }
            }
            laws.checkNothingLost(world);
            laws.checkMailboxes(world);
            laws.checkQuota(world, "dave@example.net", kDaveQuotaOctets);
            const std::string broken = laws.broken().empty() ? std::string() : laws.broken().front();
            QVERIFY2(broken.empty(), ("seed " + std::to_string(seed) + ": " + broken).c_str());
            bites.expanded += laws.bites().expanded;
            bites.full += laws.bites().full;
            bites.bounces += laws.bites().bounces;
            bites.stored += laws.bites().stored;
        }
        qInfo("%llu aliases followed, %llu times no room, %llu bounces, %llu letters stored",
              static_cast<unsigned long long>(bites.expanded), static_cast<unsigned long long>(bites.full),
              static_cast<unsigned long long>(bites.bounces), static_cast<unsigned long long>(bites.stored));
        QVERIFY2(bites.expanded >= 200, "too few lists");
        QVERIFY2(bites.full >= 50, "nobody's mailbox is full");
        QVERIFY2(bites.bounces >= 50 && bites.stored >= 300, "too little happens");
    }

    void stormsAreEqualWhenRunTwiceAndWhenLookedBackAt()
    {
        for (std::uint64_t seed = 1; seed <= kSeeds; seed += 10) {
            World straight = built(stormy(seed));
            const auto expected = fingerprintOf(run(straight, Instant(10min)));
            History history(built(stormy(seed)));
            while (history.forward(Instant(10min))) { }
            QCOMPARE(fingerprintOf(history.trace()).print(), expected.print());
            RandomStream random(seed, "seek");
            for (int i = 0; i < 5; ++i) {
                history.seek(random.below(history.stepCount() + 1));
                if (i % 2)
                    while (history.forward(Instant(10min))) { }
            }
            while (history.forward(Instant(10min))) { }
            QCOMPARE(fingerprintOf(history.trace()).print(), expected.print());
            QVERIFY(!history.divergence());
        }
    }
};

QTEST_GUILESS_MAIN(TestLaws)
#include "tst_laws.moc"
