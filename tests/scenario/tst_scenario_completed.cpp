#include "sim/dns/zone.h"
#include "sim/scenario/reader.h"

#include <QTest>

#include <set>

using namespace mf;
using node::NodeKind;
using node::Service;

namespace {

Scenario load(const char *name)
{
    const auto file = readScenarioFile(std::string(MF_SOURCE_DIR "/scenarios/") + name);
    return file ? file->base : Scenario{};
}

Scenario text(const std::string &rest)
{
    const auto file = readScenario("mailflow: 1\ntitle: x\n" + rest, "t.yaml");
    if (!file)
        qWarning("%s", file.error().at(0).print().c_str());
    return file ? file->base : Scenario{};
}

QStringList nodeNames(const Scenario &scenario)
{
    QStringList names;
    for (const NodeSpec &spec : scenario.nodes)
        names << QString::fromStdString(spec.name);
    return names;
}

std::string zone(const Scenario &scenario, std::string_view origin)
{
    for (const ZoneText &one : scenario.zones)
        if (one.origin == origin)
            return one.text;
    return "no zone";
}

/// Every zone can be served, and every name server has its zones.
bool zonesAreSound(const Scenario &scenario)
{
    for (const ZoneText &one : scenario.zones) {
        const dns::ZoneText read = dns::readZone(one.origin, one.text);
        if (!read.zone || !read.warnings.empty()) {
            qWarning("%s: %s", one.origin.c_str(),
                     (read.errors.empty() ? read.warnings : read.errors).at(0).message.text().c_str());
            return false;
        }
    }
    for (const NodeSpec &spec : scenario.nodes)
        for (const std::string &origin : spec.zones)
            if (zone(scenario, origin) == "no zone")
                return false;
    return true;
}

bool addressesDiffer(const Scenario &scenario)
{
    std::set<IpAddress> seen;
    for (const NodeSpec &spec : scenario.nodes)
        if (!spec.address || !seen.insert(*spec.address).second)
            return false;
    return true;
}

} // namespace

class TstScenarioCompleted : public QObject {
    Q_OBJECT

private slots:
    void mailInsideOneServerNeedsNoDns()
    {
        const Scenario made = completed(load("01-the-first-letter.yaml"));
        QCOMPARE(nodeNames(made), QStringList({"alice-laptop", "mail.example.org", "bob-laptop"}));
        QVERIFY(made.zones.empty());
        QCOMPARE(made.domains[0].mailboxes, "mail.example.org");
        QCOMPARE(made.domains[0].users[1].password, "bob");
        QVERIFY(made.nodes[0].position->first < made.nodes[1].position->first); // Alice, server, Bob
        QVERIFY(made.nodes[1].position->first < made.nodes[2].position->first);
        QVERIFY(addressesDiffer(made));
    }

    void twoMailSystemsGetDns()
    {
        const Scenario made = completed(load("02-another-network.yaml"));
        QCOMPARE(nodeNames(made).mid(5), QStringList({"resolver", "a.root", "ns.tld-org", "ns.tld-net",
                                                      "ns1.example.org", "ns1.example.net"}));
        QVERIFY(addressesDiffer(made));
        QVERIFY(zonesAreSound(made));
        QCOMPARE(zone(made, "org"), "$TTL 3600\n"
                                    "@ IN SOA ns.tld-org. hostmaster.org. 1 7200 3600 1209600 300\n"
                                    "@ IN NS ns.tld-org.\n"
                                    "example IN NS ns1.example.org.\n"
                                    "ns1.example IN A 192.0.2.3\n");
        QCOMPARE(zone(made, "example.org"),
                 "$TTL 3600\n"
                 "@ IN SOA ns1.example.org. hostmaster.example.org. 1 7200 3600 1209600 300\n"
                 "@ IN NS ns1.example.org.\n"
                 "@ IN MX 10 mail.example.org.\n"
                 "mail IN A 192.0.2.2\n"
                 "ns1 IN A 192.0.2.3\n"
                 "@     IN TXT   \"v=spf1 mx -all\"\n"
                 "www   IN CNAME mail\n");
        QVERIFY(zone(made, ".").contains("net. IN NS ns.tld-net.\n"));
    }

    void lettersGoFromLeftToRight()
    {
        const Scenario made = completed(load("02-another-network.yaml"));
        const auto x = [&](const char *name) { return made.node(name)->position->first; };
        QVERIFY(x("alice-laptop") < x("mail.example.org"));
        QVERIFY(x("mail.example.org") < x("mx.example.net"));
        QVERIFY(x("mx.example.net") < x("store.example.net"));
        QVERIFY(x("store.example.net") < x("carol-phone"));
        for (const char *dns : {"resolver", "a.root", "ns1.example.net"})
            QVERIFY(made.node(dns)->position->second < made.node("mail.example.org")->position->second);
        std::set<std::pair<double, double>> places;
        for (const NodeSpec &spec : made.nodes)
            QVERIFY(places.insert(*spec.position).second);
    }

    void completingTwiceChangesNothing_data()
    {
        QTest::addColumn<QString>("yaml");
        QTest::newRow("01") << "01-the-first-letter.yaml";
        QTest::newRow("02") << "02-another-network.yaml";
    }
    void completingTwiceChangesNothing()
    {
        QFETCH(QString, yaml);
        const Scenario given = load(yaml.toUtf8().constData());
        QVERIFY(completed(given) == completed(given));
        QVERIFY(completed(completed(given)) == completed(given));
    }

    void whatIsGivenIsKept()
    {
        const Scenario made = completed(
            text("domains: { example.org: { mx: mail.example.org, users: { u: { password: p } } } }\n"
                 "nodes:\n"
                 "  mail.example.org: { kind: mail-server, address: 203.0.113.1, position: [9, 9], services: "
                 "[smtp] }\n"
                 "  resolver: { kind: host }\n"
                 "  ns1.example.org: { kind: name-server }\n"
                 "records: { example.org: \"x A 192.0.2.9\" }\n"));
        QCOMPARE(nodeNames(made), QStringList({"mail.example.org", "resolver", "ns1.example.org",
                                               "resolver-2", "a.root", "ns.tld-org"}));
        const NodeSpec &mail = made.nodes[0];
        QCOMPARE(mail.address, IpAddress::v4(203, 0, 113, 1));
        QVERIFY((mail.position == std::pair(9.0, 9.0)));
        QVERIFY(mail.services == std::vector<Service>{Service::Smtp});
        QCOMPARE(made.domains[0].users[0].password, "p");
        QCOMPARE(made.node("ns1.example.org")->zones, std::vector<std::string>{"example.org"});
        QVERIFY(zone(made, "example.org").ends_with("x A 192.0.2.9\n"));
        QVERIFY(addressesDiffer(made) && zonesAreSound(made));
        QVERIFY(completed(made) == made);
    }

    void givenZonesAreServedAsTheyStand()
    {
        const Scenario made =
            completed(text("nodes: { mail.example.org: { kind: mail-server } }\n"
                           "domains: { example.org: { mx: mail.example.org, users: [a] } }\n"
                           "zones:\n  example.org: \"@ MX 5 other.test.\"\n"));
        QCOMPARE(zone(made, "example.org"), "@ MX 5 other.test.");
        QCOMPARE(made.node("ns1.example.org")->zones, std::vector<std::string>{"example.org"});
        QVERIFY(zone(made, "org").contains("example IN NS ns1.example.org.\n"));
        QVERIFY(completed(made) == made);
    }

    void aForeignRecipientNeedsDns()
    {
        const std::string base = "domains: { example.org: { mx: m.example.org, users: [a] } }\n"
                                 "nodes:\n  m.example.org: { kind: mail-server }\n"
                                 "  pc: { kind: client, user: a@example.org, outgoing: m.example.org }\n";
        const std::string send = "actions: [{ at: 1s, send: { from: a@example.org, to: b@";
        QVERIFY(completed(text(base)).zones.empty());
        QVERIFY(completed(text(base + send + "EXAMPLE.org } }]\n")).zones.empty());
        QVERIFY(!completed(text(base + send + "example.com } }]\n")).zones.empty());
    }

    void hostsOfOtherProvidersAreFound()
    {
        const Scenario made =
            completed(text("domains:\n"
                           "  example.org: { mx: mx.hoster.test, users: [a] }\n"
                           "  example.com: { mx: plain, users: [b] }\n"
                           "  sub.example.com: { mx: mail.sub.example.com, users: [c] }\n"
                           "nodes:\n"
                           "  mx.hoster.test: { kind: mail-server }\n"
                           "  plain: { kind: mail-server }\n"
                           "  mail.sub.example.com: { kind: mail-server, address: 2001:db8::1 }\n"
                           "  pc.example.org: { kind: host }\n"));
        QVERIFY(zonesAreSound(made) && addressesDiffer(made));
        QVERIFY(zone(made, "hoster.test").contains("\nmx IN A "));
        QVERIFY(zone(made, ".").contains("\nplain. IN A "));
        QVERIFY(zone(made, "example.com").contains("\nsub IN NS ns1.sub.example.com.\nns1.sub IN A "));
        QVERIFY(zone(made, "sub.example.com").contains("\nmail IN AAAA 2001:db8::1\n"));
        QVERIFY(zone(made, "example.org").contains("\npc IN A "));
        QVERIFY(completed(made) == made);
    }

    void missingServicesAreTheOrdinaryOnes()
    {
        const Scenario made = completed(text(
            "domains: { example.org: { mx: mx.example.org, mailboxes: box.example.org, users: [a] } }\n"
            "nodes: { mx.example.org: { kind: mail-server }, box.example.org: { kind: mail-server } }\n"));
        using enum Service;
        QVERIFY((made.nodes[0].services
                 == std::vector<Service>{Smtp, Submission, Submissions, Pop3, Pop3s, Imap, Imaps}));
        QVERIFY((made.nodes[1].services
                 == std::vector<Service>{Smtp, Submission, Submissions, Lmtp, Pop3, Pop3s, Imap, Imaps}));
    }

    void aThousandNodesGetAddressesOfTheirOwn()
    {
        Scenario big;
        for (int i = 0; i < 500; ++i) {
            const std::string domain = std::to_string(i) + ".test";
            DomainSpec spec{domain, {{"mx." + domain, 10}}, "", {{"u", ""}}};
            NodeSpec mx, client;
            mx.name = "mx." + domain;
            mx.kind = NodeKind::MailServer;
            client.name = std::to_string(i) + "-pc";
            client.kind = NodeKind::Client;
            client.user = "u@" + domain;
            client.outgoing = mx.name;
            big.domains.push_back(std::move(spec));
            big.nodes.push_back(std::move(mx));
            big.nodes.push_back(std::move(client));
        }
        const Scenario made = completed(big);
        QCOMPARE(made.nodes.size(), 1503u); // 1,000, a name server for each domain, resolver, root, test
        QVERIFY(addressesDiffer(made));
        QVERIFY(made.nodes.back().address->isV6());
        QVERIFY(zonesAreSound(made));
        QVERIFY(completed(made) == made);
    }
};

QTEST_GUILESS_MAIN(TstScenarioCompleted)
#include "tst_scenario_completed.moc"
