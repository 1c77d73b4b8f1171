#include "sim/world/zones.h"

#include "sim/world/reverse_name.h"
#include "tests/world/worlds.h"

#include <QTest>

namespace mf::test {

namespace {

const NodeSpec &nodeOf(const Scenario &scenario, std::string_view name)
{
    return *std::ranges::find(scenario.nodes, name, &NodeSpec::name);
}

std::string zoneOf(const Scenario &scenario, std::string_view origin)
{
    const auto zone = std::ranges::find(scenario.zones, origin, &ZoneText::origin);
    return zone != scenario.zones.end() ? zone->text : std::string();
}

} // namespace

class TestZones : public QObject {
    Q_OBJECT
private slots:
    void addressesLeadBackToNames();
    void namedReverseZoneIsDelegated();
    void reverseNamesAreThoseOfTheRfcs();
    void whatDoesNotFitCrossesTheWorldOnAStream();
};

void TestZones::reverseNamesAreThoseOfTheRfcs()
{
    QCOMPARE(reverseName(*IpAddress::parse("192.0.2.25")), std::string("25.2.0.192.in-addr.arpa"));
    QCOMPARE(reverseName(*IpAddress::parse("2001:db8::567:89ab")), // RFC 3596 section 2.5
             std::string("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"));
}

void TestZones::addressesLeadBackToNames()
{
    const Scenario scenario = completed(twoNetworks());
    const std::string line =
        reverseName(*nodeOf(scenario, "mx.example.net").address) + ". PTR mx.example.net.";
    const std::string text = zoneOf(scenario, kReverseV4);
    const std::size_t labels = line.find(".in-addr.arpa");
    QVERIFY2(text.contains('\n' + line.substr(0, labels) + " IN PTR mx.example.net.\n"), text.c_str());
    QVERIFY(std::ranges::count(nodeOf(scenario, "a.root").zones, kReverseV4) == 1);
    QVERIFY(zoneOf(scenario, ".").contains("in-addr.arpa. IN NS a.root."));
    QVERIFY(!zoneOf(scenario, kReverseV6).contains("PTR")); // nobody has such an address here
}

void TestZones::namedReverseZoneIsDelegated()
{
    Scenario given = twoNetworks();
    given.records.push_back({"2.0.192.in-addr.arpa", "200 IN PTR printer.example.org.\n", 0});
    given.nodes.push_back({});
    given.nodes.back().name = "ns.reverse.test";
    given.nodes.back().kind = node::NodeKind::NameServer;
    given.nodes.back().zones = {"2.0.192.in-addr.arpa"};
    const Scenario scenario = completed(given);
    QVERIFY(zoneOf(scenario, kReverseV4).contains("2.0.192 IN NS ns.reverse.test."));
    const std::string text = zoneOf(scenario, "2.0.192.in-addr.arpa");
    QVERIFY(text.contains("200 IN PTR printer.example.org.\n"));
    QVERIFY2(text.contains(" IN PTR mail.example.org.\n"), text.c_str());
    QVERIFY(!zoneOf(scenario, kReverseV4).contains(" IN PTR mail.example.org."));
}

/// The domain has so many mail hosts that they do not fit into a datagram.
void TestZones::whatDoesNotFitCrossesTheWorldOnAStream()
{
    Scenario scenario = twoNetworks();
    std::string lines;
    for (int i = 0; i < 300; ++i)
        lines += "@ IN MX 50 a-rather-long-name-of-a-host-that-is-never-asked-" + std::to_string(i)
                 + ".example.net.\n";
    scenario.records.push_back({"example.net", lines, 0});
    World world = built(scenario);
    const Trace trace = run(world, Instant(30s)); // the first attempt
    int asked = 0, answered = 0;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const Record &record = trace[i];
        if (record.kind != Kind::Segment || record.facts.text(Key::Protocol) != "dns")
            continue;
        asked += record.facts.text(Key::Part) == "query";
        answered += record.facts.text(Key::Part) == "response";
    }
    QCOMPARE(asked, 2); // the mail server its resolver, and that one the domain's name server
    QCOMPARE(answered, 2);
}

} // namespace mf::test

QTEST_GUILESS_MAIN(mf::test::TestZones)
#include "tst_zones.moc"
