// Links, streams and the topology: when octets arrive, and that they never overtake each other.
#include "sim/net/link.h"
#include "sim/net/network.h"
#include "sim/net/stream.h"
#include "sim/wire/machine.h"

#include <QtTest>

using namespace mf;
using namespace mf::net;

namespace {

InFlight octets(std::size_t count, char filling = 'x')
{
    InFlight what;
    what.octets = Slices(std::string(count, filling));
    return what;
}

} // namespace

class TestNet : public QObject {
    Q_OBJECT

private slots:
    void latencyAndBandwidthAddUp()
    {
        RandomStream random(1, "links");
        Direction direction;
        const LinkSpec link{.latency = 20ms, .jitter = 0us, .bitsPerSecond = 8'000'000, .lossPerMillion = 0};
        // 8 Mbit/s carries an octet a microsecond: the second piece waits until the first is on the link.
        QCOMPARE(direction.depart(octets(1000), Instant{}, link, random), Instant(21ms));
        QCOMPARE(direction.depart(octets(1000), Instant{}, link, random), Instant(22ms));
        QCOMPARE(direction.octetsInFlight(), std::size_t{2000});
    }

    void jitterAndLossNeverReorderAStream()
    {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            RandomStream random(seed, "links");
            Direction direction;
            const LinkSpec link{
                .latency = 5ms, .jitter = 40ms, .bitsPerSecond = 1'000'000, .lossPerMillion = 200'000};
            Instant now{}, last{};
            for (int i = 0; i < 100; ++i) {
                now += Duration(static_cast<std::int64_t>(random.below(10'000)));
                const Instant arrives = direction.depart(
                    octets(1 + random.below(100), static_cast<char>('a' + i % 26)), now, link, random);
                QVERIFY(arrives >= last && arrives > now);
                last = arrives;
            }
            for (int i = 0; i < 100; ++i)
                QCOMPARE(direction.arrive().octets.flatten(1),
                         std::string(1, static_cast<char>('a' + i % 26)));
            QVERIFY(direction.empty());
        }
    }

    void noHopTakesNoTime()
    {
        RandomStream random(1, "links");
        const LinkSpec link{.latency = 0us, .jitter = 0us, .bitsPerSecond = 0, .lossPerMillion = 0};
        QCOMPARE(streamDelay(link, random), kShortestHop);
        QCOMPARE(datagramDelay(link, random), std::optional(kShortestHop));
    }

    void aStreamGetsThroughWhateverIsLost()
    {
        RandomStream random(1, "links");
        const LinkSpec link{.latency = 1ms, .jitter = 0us, .bitsPerSecond = 0, .lossPerMillion = 1'000'000};
        // 1 + 2 + 4 + 8 + 16 + 32 s of retransmissions: the limit of losses in a row, then it arrives.
        QCOMPARE(streamDelay(link, random), Duration(63s + 1ms));
        QCOMPARE(datagramDelay(link, random), std::nullopt);
    }

    void drainedIsSaidOnceAfterTheHighWaterMark()
    {
        RandomStream random(1, "links");
        const LinkSpec link{.latency = 1ms, .jitter = 0us, .bitsPerSecond = 0, .lossPerMillion = 0};
        Direction below;
        below.depart(octets(kHighWaterOctets - 1), Instant{}, link, random);
        below.arrive();
        QVERIFY(!below.takeDrained());
        Direction at;
        at.depart(octets(kHighWaterOctets), Instant{}, link, random);
        QVERIFY(!at.takeDrained()); // still under way
        at.arrive();
        QVERIFY(at.takeDrained());
        QVERIFY(!at.takeDrained());
    }

    void whatIsDownIsNotReached()
    {
        Network network;
        const NodeId a = network.addNode(IpAddress::v4(192, 0, 2, 1));
        const NodeId b = network.addNode(IpAddress::v4(192, 0, 2, 2));
        const NodeId c = network.addNode(IpAddress::v4(192, 0, 2, 3));
        QCOMPARE(network.nodeAt(IpAddress::v4(192, 0, 2, 2)), b);
        QCOMPARE(network.nodeAt(IpAddress::v4(192, 0, 2, 9)), NodeId::None);
        QVERIFY(network.reaches(a, b));
        network.setLinkUp(b, a, false);
        QVERIFY(!network.reaches(a, b) && !network.reaches(b, a) && network.reaches(a, c));
        network.setNodeUp(c, false);
        QVERIFY(!network.reaches(a, c));
    }

    void anImpairmentGoesAwayAgain()
    {
        Network network;
        const NodeId a = network.addNode(IpAddress::v4(192, 0, 2, 1));
        const NodeId b = network.addNode(IpAddress::v4(192, 0, 2, 2));
        network.setLink(a, b, {.latency = 5ms});
        network.setImpairment(b, a, LinkSpec{.latency = 2s});
        QCOMPARE(network.link(a, b).latency, Duration(2s));
        network.setImpairment(a, b, std::nullopt);
        QCOMPARE(network.link(a, b).latency, Duration(5ms));
    }
};

QTEST_GUILESS_MAIN(TestNet)
#include "tst_net.moc"
