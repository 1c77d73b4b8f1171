// The pcapng file read back: blocks, checksums, hand-shakes, sequence numbers, and every stream's octets in
// order.
#include "sim/scenario/reader.h"
#include "sim/story/pcap.h"
#include "sim/world/world.h"

#include <QTest>

#include <set>

using namespace mf;
using story::PcapFile;

namespace {

std::uint64_t little(std::string_view octets, std::size_t at, int count)
{
    std::uint64_t value = 0;
    for (int i = count - 1; i >= 0; --i)
        value = value << 8 | static_cast<unsigned char>(octets[at + std::size_t(i)]);
    return value;
}

std::uint64_t big(std::string_view octets, std::size_t at, int count)
{
    std::uint64_t value = 0;
    for (int i = 0; i < count; ++i)
        value = value << 8 | static_cast<unsigned char>(octets[at + std::size_t(i)]);
    return value;
}

std::uint32_t sum(std::string_view octets)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < octets.size(); i += 2)
        sum += std::uint32_t(i + 1 < octets.size() ? big(octets, i, 2) : big(octets, i, 1) << 8);
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

struct Packet {
    std::uint64_t stamp = 0;
    std::string ip;
    int protocol() const { return int(big(ip, 9, 1)); }
    std::string payload() const { return ip.substr(20); }
    std::string from() const { return ip.substr(12, 4) + payload().substr(0, 2); }
    std::string to() const { return ip.substr(16, 4) + payload().substr(2, 2); }
    unsigned flags() const { return unsigned(big(payload(), 13, 1)); }
    std::uint32_t sequence() const { return std::uint32_t(big(payload(), 4, 4)); }
    std::string octets() const { return payload().substr(20); }
};

/// The packets of a file, each block checked.
std::vector<Packet> packetsOf(const std::string &file)
{
    std::vector<Packet> packets;
    for (std::size_t at = 0; at < file.size();) {
        const std::size_t length = little(file, at + 4, 4);
        if (length % 4 != 0 || at + length > file.size() || little(file, at + length - 4, 4) != length)
            qFatal("a block is broken at %zu", at);
        if (little(file, at, 4) == 6)
            packets.push_back({little(file, at + 12, 4) << 32 | little(file, at + 16, 4),
                               file.substr(at + 28, little(file, at + 20, 4))});
        at += length;
    }
    return packets;
}

struct Written {
    explicit Written(const char *scenario)
        : world(*World::build(readScenarioFile(std::string(MF_SOURCE_DIR "/scenarios/") + scenario)->base))
    {
        PcapFile pcap(
            [this](NodeId node) {
                return PcapFile::Host{world.node(node).name(), world.network().addressOf(node)};
            },
            world.epoch());
        file = pcap.begin({{"mail.example.org", *IpAddress::parse("192.0.2.1")}});
        while (auto step = world.step())
            for (const Record &record : step->records) {
                file += pcap.print(record);
                if (record.kind == Kind::Segment && !record.facts.has(Key::Secret))
                    said.insert(record.bytes.flatten());
            }
        file += pcap.end();
        packets = packetsOf(file);
    }
    World world;
    std::string file;
    std::vector<Packet> packets;
    std::set<std::string> said;
};

} // namespace

class TstStoryPcap : public QObject {
    Q_OBJECT

private slots:
    void theFileBeginsAsItShould()
    {
        const Written written("01-the-first-letter.yaml");
        QCOMPARE(little(written.file, 0, 4), std::uint64_t(0x0a0d0d0a));
        QCOMPARE(little(written.file, 8, 4), std::uint64_t(0x1a2b3c4d));
        QVERIFY(written.file.find("mail.example.org") != std::string::npos);
        QVERIFY(written.packets.size() > 20);
    }

    void packetsAreInOrderAndTheirSumsAreRight()
    {
        const Written written("02-another-network.yaml");
        std::uint64_t last = 0;
        bool udp = false;
        for (const Packet &packet : written.packets) {
            QVERIFY(packet.stamp >= last);
            last = packet.stamp;
            QCOMPARE(sum(packet.ip.substr(0, 20)), 0xffffu);
            const std::string payload = packet.payload();
            std::string pseudo = packet.ip.substr(12, 8) + '\0' + char(packet.protocol());
            pseudo += char(payload.size() >> 8);
            pseudo += char(payload.size() & 0xff);
            QCOMPARE(sum(pseudo + payload), 0xffffu);
            QCOMPARE(big(packet.ip, 2, 2), std::uint64_t(packet.ip.size()));
            udp |= packet.protocol() == 17;
        }
        QVERIFY(udp);
    }

    void everyConnectionShakesHandsAndSaysGoodbye()
    {
        const Written written("02-another-network.yaml");
        std::map<std::string, std::uint32_t> next; // of each way
        std::map<std::string, std::string> heard;
        std::size_t opened = 0, finished = 0;
        for (const Packet &packet : written.packets) {
            if (packet.protocol() != 6)
                continue;
            const std::string way = packet.from() + packet.to();
            const bool begins = (packet.flags() & 0x02) != 0, ends = (packet.flags() & 0x01) != 0;
            if (!begins)
                QCOMPARE(packet.sequence(), next[way]);
            next[way] = packet.sequence() + std::uint32_t(packet.octets().size()) + (begins || ends ? 1 : 0);
            heard[way] += packet.octets();
            opened += begins;
            finished += ends;
        }
        QVERIFY(opened >= 8);
        QCOMPARE(finished, opened);
        std::string all;
        for (const auto &[way, octets] : heard)
            all += octets + '\n';
        for (const std::string &line : written.said)
            QVERIFY2(all.find(line) != std::string::npos, line.c_str());
    }

    void passwordsAreNotWritten()
    {
        const Written written("04-pop3-takes-it-away.yaml");
        QVERIFY(written.file.find("****") != std::string::npos);
    }

    void aLongLetterIsCutIntoSegments()
    {
        PcapFile pcap(
            [](NodeId node) {
                return PcapFile::Host{"x", IpAddress::v4(192, 0, 2, std::uint8_t(raw(node)))};
            },
            {});
        Record record;
        record.stream = StreamId{1};
        record.from = NodeId{0};
        record.to = NodeId{1};
        record.kind = Kind::StreamOpened;
        std::string file = pcap.print(record);
        record.kind = Kind::Segment;
        record.bytes = Slices(std::string(PcapFile::kSegmentOctets + 1, 'x'));
        file += pcap.print(record);
        file += pcap.end();
        std::vector<std::size_t> sizes;
        for (const Packet &packet : packetsOf(file))
            if (!packet.octets().empty())
                sizes.push_back(packet.octets().size());
        QCOMPARE(sizes, std::vector({PcapFile::kSegmentOctets, std::size_t(1)}));
    }
};

QTEST_GUILESS_MAIN(TstStoryPcap)
#include "tst_story_pcap.moc"
