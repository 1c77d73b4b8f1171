#include "sim/scenario/reader.h"

#include <QFile>
#include <QTest>

using namespace mf;
using node::Service;

namespace {

std::string textOf(const char *name)
{
    QFile file(QString(MF_SOURCE_DIR "/tests/scenario/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

ScenarioFile read(const char *name)
{
    auto file = readScenario(textOf(name), name);
    if (!file) {
        for (const Fault &fault : file.error())
            qWarning("%s", fault.print().c_str());
        return {};
    }
    return *file;
}

LocalText plain(const char *text) { return {{{"", text}}}; }
using Words = std::vector<std::string>;

} // namespace

class TstScenarioReader : public QObject {
    Q_OBJECT

private slots:
    void theExamplesHeadIsRead()
    {
        const Scenario s = read("example.yaml").base;
        QCOMPARE(s.file, "example.yaml");
        QCOMPARE(s.title, plain("A letter to another network"));
        QCOMPARE(s.about,
                 plain("Alice writes to Carol at another provider. Her server must ask DNS where to go."));
        QCOMPARE(s.level, "beginner");
        QCOMPARE(s.minutes, 5);
        QCOMPARE(s.sources, Words({"RFC 5321 section 5.1", "RFC 9051"}));
        QCOMPARE(s.clock, CalendarTime(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 9h));
        QCOMPARE(s.seed, 7u);
        QCOMPARE(s.viewStep, "hop");
        QCOMPARE(s.dnsFolded, true);
    }

    void theExamplesDomainsAreRead()
    {
        const Scenario s = read("example.yaml").base;
        const DomainSpec org{
            "example.org", {{"mail.example.org", 10}}, "mail.example.org", {{"alice", ""}, {"bob", ""}}};
        const DomainSpec net{
            "example.net", {{"mx.example.net", 10}}, "store.example.net", {{"carol", "caterpillar"}}};
        QCOMPARE(s.domains.size(), 2u);
        QVERIFY(s.domains[0] == org);
        QVERIFY(s.domains[1] == net);
    }

    void theExamplesNodesAreRead()
    {
        const Scenario s = read("example.yaml").base;
        NodeSpec alice;
        alice.name = "alice-laptop";
        alice.kind = node::NodeKind::Client;
        alice.user = "alice@example.org";
        alice.outgoing = alice.incomingServer = "mail.example.org";
        alice.incoming = node::Incoming::Imap;
        NodeSpec mail;
        mail.name = "mail.example.org";
        mail.kind = node::NodeKind::MailServer;
        mail.services = {Service::Submission, Service::Smtp, Service::Imap, Service::Pop3};
        mail.retry = {1min, 5min, 15min};
        mail.expire = std::chrono::hours(5 * 24);
        NodeSpec mx;
        mx.name = "mx.example.net";
        mx.kind = node::NodeKind::MailServer;
        mx.services = {Service::Smtp};
        mx.unknownRecipient = node::UnknownRecipient::Refuse;
        NodeSpec store;
        store.name = "store.example.net";
        store.kind = node::NodeKind::MailServer;
        store.services = {Service::Lmtp, Service::Imap, Service::Pop3};
        NodeSpec carol;
        carol.name = "carol-phone";
        carol.kind = node::NodeKind::Client;
        carol.user = "carol@example.net";
        carol.incomingServer = "store.example.net";
        carol.incoming = node::Incoming::Imap;
        QCOMPARE(s.nodes.size(), 5u);
        QVERIFY(s.nodes[0] == alice);
        QVERIFY(s.nodes[1] == mail);
        QVERIFY(s.nodes[2] == mx);
        QVERIFY(s.nodes[3] == store);
        QVERIFY(s.nodes[4] == carol);
        QVERIFY(s.node("carol-phone") == &s.nodes[4]);
        QVERIFY(s.node("dave-phone") == nullptr);
    }

    void theExamplesLinksAndRecordsAreRead()
    {
        const Scenario s = read("example.yaml").base;
        const net::LinkSpec normal{20ms, 0us, 10'000'000, 0};
        const net::LinkSpec near{5ms, 0us, 10'000'000, 0};
        QVERIFY(s.defaultLink == normal);
        QCOMPARE(s.links.size(), 1u);
        QVERIFY((s.links[0] == LinkBetween{"alice-laptop", "mail.example.org", near}));
        QCOMPARE(s.records.size(), 1u);
        QVERIFY((s.records[0]
                 == ZoneText{"example.org", "@     IN TXT   \"v=spf1 mx -all\"\nwww   IN CNAME mail\n", 52}));
        QVERIFY(s.zones.empty());
    }

    void theExamplesPlayIsRead()
    {
        const Scenario s = read("example.yaml").base;
        QCOMPARE(s.actions.size(), 2u);
        QVERIFY((s.actions[0].when == When{1s, "", Fate::Stored, "", {}}));
        QVERIFY(
            (std::get<SendAction>(s.actions[0].what)
             == SendAction{
                 "hello", "alice@example.org", "", {"carol@example.net"}, "Hello", "Hello, Carol.\n", {}}));
        QVERIFY((s.actions[1].when == When{{}, "hello", Fate::Stored, "", {}}));
        QVERIFY((std::get<CheckMailAction>(s.actions[1].what) == CheckMailAction{"carol-phone"}));
        QVERIFY(s.faults.empty());
        QCOMPARE(s.expect.size(), 2u);
        QVERIFY((s.expect[0]
                 == Expectation{68,
                                "hello is read by carol@example.net within 1m",
                                "hello",
                                Fate::Read,
                                "carol@example.net",
                                "",
                                1min,
                                {},
                                false}));
        QVERIFY((s.expect[1]
                 == Expectation{69,
                                "hello passes mail.example.org, mx.example.net and store.example.net",
                                "hello",
                                std::nullopt,
                                "",
                                "",
                                std::nullopt,
                                {"mail.example.org", "mx.example.net", "store.example.net"},
                                false}));
    }

    void theExamplesLessonIsRead()
    {
        const Scenario s = read("example.yaml").base;
        QCOMPARE(s.lesson.size(), 1u);
        const LessonStop &stop = s.lesson[0];
        QVERIFY((stop.stopWhen == MomentSpec{"hello", "mail.example.org", Fate::Accepted, "", ""}));
        QCOMPARE(stop.say, plain("Alice is done. Her server has promised to deliver."));
        QCOMPARE(stop.ask, plain("What must her server find out first?"));
        QCOMPARE(stop.choices.size(), 2u);
        QVERIFY((stop.choices[0]
                 == Choice{plain("Who takes mail for example.net"),
                           plain("It asks DNS for the MX, and only then for that host's address."), true}));
        QVERIFY((stop.choices[1]
                 == Choice{plain("Whether Carol is online"),
                           plain("Carol's mailbox waits for her on a server."), false}));
        QCOMPARE(s.claims.size(), 1u);
        QCOMPARE(s.claims[0].commonly, plain("The server asks DNS for the other server's IP address"));
        QCOMPARE(s.claims[0].exactly,
                 plain("It asks who takes mail for the domain (MX), and then for that host's address"));
        QVERIFY((s.claims[0].shownBy == MomentSpec{"", "", std::nullopt, "MX", "example.net"}));
        QVERIFY((s.claims[0].before == MomentSpec{"", "", std::nullopt, "A", "mx.example.net"}));
    }

    void aVariantIsTheBaseWithItsOwnKeys()
    {
        const ScenarioFile file = read("example.yaml");
        QCOMPARE(file.variants.size(), 1u);
        QCOMPARE(file.variants[0].first, "down-five-minutes");
        Scenario expected = file.base;
        expected.title = plain("The receiving server is down");
        FaultSpec down;
        down.link = kPerfectLink;
        down.node = "mx.example.net";
        down.lasts = 5min;
        expected.faults = {down};
        expected.expect = {{93,
                            "hello is read by carol@example.net within 10m",
                            "hello",
                            Fate::Read,
                            "carol@example.net",
                            "",
                            10min,
                            {},
                            false}};
        QVERIFY(file.variants[0].second == expected);
    }

    void variantsMergeMapsAndReplaceTheRest()
    {
        const auto file = readScenario("mailflow: 1\ntitle: { en: A, de: B }\nsources: [x, y]\nlinks: { "
                                       "default: { latency: 1ms, jitter: 2ms } }\n"
                                       "variants:\n  v:\n    title: { de: C }\n    sources: [z]\n    links: "
                                       "{ default: { latency: 3ms } }\n",
                                       "v.yaml");
        QVERIFY(file.has_value());
        const Scenario &variant = file->variants.at(0).second;
        QVERIFY((variant.title == LocalText{{{"en", "A"}, {"de", "C"}}}));
        QCOMPARE(variant.sources, Words{"z"});
        QVERIFY((variant.defaultLink == net::LinkSpec{3ms, 2ms, 10'000'000, 0}));
    }

    void furtherKeysOfServersAreRead()
    {
        const Scenario s = read("further.yaml").base;
        QVERIFY((s.title == LocalText{{{"de", "Alles"}, {"en", "Everything"}}}));
        QCOMPARE(s.level, "advanced");
        QCOMPARE(s.viewStep, "reply");
        QCOMPARE(s.dnsFolded, false);
        QVERIFY((s.domains[0].mx == std::vector<MxSpec>{{"mx1.example.org", 10}, {"mx2.example.org", 20}}));
        QVERIFY((s.domains[0].users == std::vector<UserSpec>{{"dora", ""}, {"emil", "secret", 2'000'000}}));
        const NodeSpec &mx1 = *s.node("mx1.example.org");
        QCOMPARE(mx1.address, IpAddress::v4(192, 0, 2, 25));
        QCOMPARE(mx1.sizeLimitOctets, 10u << 20);
        QCOMPARE(mx1.recipientLimit, 5u);
        QVERIFY((mx1.extensions == std::map<std::string, bool>{{"PIPELINING", false}, {"SIZE", true}}));
        QCOMPARE(mx1.authMechanisms, Words{"LOGIN"});
        QCOMPARE(mx1.authInClear, true);
        QCOMPARE(mx1.tls, false);
        QCOMPARE(mx1.acceptBareNewlines, true);
        QVERIFY(mx1.unknownRecipient == node::UnknownRecipient::Bounce);
        const NodeSpec &mx2 = *s.node("mx2.example.org");
        QCOMPARE(mx2.address, IpAddress::parse("2001:db8::25"));
        QCOMPARE(mx2.authMechanisms, Words{"PLAIN"});
        QVERIFY(mx2.services == std::vector<Service>{Service::Smtp});
        QVERIFY(mx2.retry == std::vector<Duration>{30s});
        QCOMPARE(s.node("dns.example.org")->zones, Words({"example.org", "other.test"}));
        QVERIFY(s.node("ns")->kind == node::NodeKind::Resolver);
        QVERIFY(s.node("web")->kind == node::NodeKind::Host);
    }

    void furtherKeysOfClientsLinksAndFaultsAreRead()
    {
        const Scenario s = read("further.yaml").base;
        const NodeSpec &client = *s.node("dora-pc");
        QVERIFY(client.incoming == node::Incoming::Pop3);
        QCOMPARE(client.leaveOnServer, true);
        QCOMPARE(client.tls, false);
        QVERIFY((client.position == std::pair(-1.5, 2.0)));
        QVERIFY((s.defaultLink == net::LinkSpec{1ms, 2ms, 0, 5'000}));
        QVERIFY((s.links.at(0).link == net::LinkSpec{1ms, 2ms, 0, 50'000}));
        QCOMPARE(s.zones.at(0).origin, "other.test");
        QCOMPARE(s.faults.size(), 4u);
        QVERIFY(s.faults[0].kind == FaultKind::Slow);
        QCOMPARE(s.faults[0].linkB, "web");
        QVERIFY((s.faults[0].link == net::LinkSpec{2s, 2ms, 0, 50'000})); // the rest as the link is
        QVERIFY(s.faults[1].kind == FaultKind::Lossy);
        QVERIFY(s.faults[1].from == 1min && !s.faults[1].lasts);
        QVERIFY((s.faults[1].link == net::LinkSpec{1ms, 2ms, 0, 200'000}));
        QVERIFY(s.faults[2].kind == FaultKind::Greylist && s.faults[2].wait == 10min);
        QVERIFY(s.faults[3].kind == FaultKind::DnsSlow && !s.faults[3].wait && s.faults[3].lasts == 2min);
        QVERIFY((s.faults[3].link == kPerfectLink));
        QVERIFY((s.positions == std::vector{std::pair(std::string("web"), std::pair(3.0, -0.5))}));
        QVERIFY((completed(s).node("web")->position == std::pair(3.0, -0.5)));
    }

    void furtherKeysOfThePlayAreRead()
    {
        const Scenario s = read("further.yaml").base;
        const auto &send = std::get<SendAction>(s.actions.at(0).what);
        QCOMPARE(send.id, "letter-1");
        QCOMPARE(send.client, "dora-pc");
        QCOMPARE(send.to, Words{"emil@example.org"});
        QVERIFY((send.headers
                 == std::vector<std::pair<std::string, std::string>>{{"X-Test", "1"}, {"Keywords", "a"}}));
        QCOMPARE(send.cc, Words{"someone@example.net"});
        QVERIFY((send.attachments
                 == std::vector<mail::Attachment>{{"notes.txt", "text/plain", Blob("One.\nTwo.\n")},
                                                  {"dot", "image/gif", Blob("GIF89a")}}));
        QVERIFY((s.actions.at(1).when == When{{}, "letter-1", Fate::Bounced, "mx1.example.org", 3s}));
        QCOMPARE(s.expect.at(0).text, "letter-1 is not read by dora@example.org");
        QCOMPARE(s.expect.at(0).negated, true);
        QCOMPARE(s.expect.at(1).text,
                 "letter-1 is stored at mx1.example.org and passes mx1.example.org within 90s");
        QVERIFY((s.lesson.at(0).stopWhen == MomentSpec{"", "", std::nullopt, "MX", "example.org"}));
    }

    void whoGetsWhatIsRead()
    {
        const Scenario s = read("further.yaml").base;
        const DomainSpec &domain = s.domains.at(0);
        QVERIFY((
            domain.aliases
            == std::vector<AliasSpec>{{"info", {"dora"}}, {"all", {"dora", "emil", "someone@example.net"}}}));
        QCOMPARE(domain.catchAll, "emil");
        QVERIFY(domain.users.at(1).quotaOctets == 2'000'000u && !domain.users.at(0).quotaOctets);
        const NodeSpec &mx1 = *s.node("mx1.example.org");
        QVERIFY((mx1.aliases
                 == std::vector<AliasSpec>{{"sales", {"dora@example.org"}},
                                           {"help@hosted.test", {"emil@example.org"}}}));
        QCOMPARE(mx1.tagSeparator, '-');
        QCOMPARE(mx1.hosts, Words{"hosted.test"});
        QVERIFY(mx1.quotaOctets == 5'000'000u);
        QVERIFY(mx1.fullMailbox == node::FullMailbox::Refuse);
        QVERIFY(mx1.greylistDelay == Duration(5min));
    }

    void whatPeopleDoIsRead()
    {
        const Scenario s = read("further.yaml").base;
        QVERIFY(
            (std::get<DeleteAction>(s.actions.at(2).what) == DeleteAction{"letter-1", "dora-phone", true}));
        QVERIFY((std::get<MarkAction>(s.actions.at(3).what) == MarkAction{"letter-1", "dora-pc", false}));
        QVERIFY((std::get<DeleteAction>(s.actions.at(4).what) == DeleteAction{"letter-1", "dora-pc", false}));
        QVERIFY((
            std::get<TypeAction>(s.actions.at(5).what)
            == TypeAction{"web", "mx1.example.org", Service::Pop3, {{"NOOP"}, {"QUIT", 5s}}, 2s, false, 3s}));
        QVERIFY(
            (std::get<CheckMailAction>(s.actions.at(9).what) == CheckMailAction{"dora-phone", "Archive"}));
        QVERIFY(
            (std::get<MoveAction>(s.actions.at(10).what) == MoveAction{"letter-1", "dora-phone", "Archive"}));
        QVERIFY((std::get<DiscardAction>(s.actions.at(8).what) == DiscardAction{"letter-1", "dora-pc"}));
        const auto &zones = std::get<ChangeRecordsAction>(s.actions.at(6).what).zones;
        QCOMPARE(zones.size(), 1u);
        QCOMPARE(zones[0].origin, "other.test");
        QCOMPARE(zones[0].text, "@ IN TXT \"moved\"\n");
        QVERIFY((std::get<LeaveDomainAction>(s.actions.at(7).what)
                 == LeaveDomainAction{"hosted.test", "mx1.example.org", node::Taking::Relays}));
        QCOMPARE(s.lesson.at(1).stopWhen.reply, "-ERR");
    }

    void aByteOrderMarkIsNoMatter()
    {
        QVERIFY(readScenario("\xef\xbb\xbfmailflow: 1\ntitle: x\n", "b.yaml").has_value());
    }

    void textsFallBackToEnglishThenToTheFirst()
    {
        const LocalText text{{{"fr", "f"}, {"en", "e"}, {"de", "d"}}};
        QCOMPARE(text.in("de"), "d");
        QCOMPARE(text.in("it"), "e");
        QCOMPARE((LocalText{{{"fr", "f"}}}).in("it"), "f");
        QCOMPARE(plain("x").in("de"), "x");
        QCOMPARE(LocalText{}.in("de"), "");
    }

    void namesAndValuesAreInverse()
    {
        for (int i = 0; i <= static_cast<int>(Fate::Dropped); ++i)
            QVERIFY(fateNamed(name(static_cast<Fate>(i))) == static_cast<Fate>(i));
        for (int i = 0; i < static_cast<int>(kFaultKindCount); ++i)
            QVERIFY(faultKindNamed(name(static_cast<FaultKind>(i))) == static_cast<FaultKind>(i));
        QVERIFY(!fateNamed("lost") && !faultKindNamed("up"));
    }

    void theScenariosThatComeWithItAreGood_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name :
             {"01-the-first-letter.yaml", "02-another-network.yaml", "03-smtp-only-sends.yaml",
              "04-pop3-takes-it-away.yaml", "05-imap-keeps-it.yaml", "06-hosted-mail.yaml"})
            QTest::newRow(name) << QString(MF_SOURCE_DIR "/scenarios/") + name;
    }
    void theScenariosThatComeWithItAreGood()
    {
        QFETCH(QString, file);
        const auto scenario = readScenarioFile(file.toStdString());
        QVERIFY2(scenario.has_value(), scenario ? "" : scenario.error().at(0).print().c_str());
        for (const char *language : {"en", "de"}) {
            QVERIFY(!scenario->base.title.in(language).empty());
            QVERIFY(!scenario->base.about.in(language).empty());
        }
        QVERIFY(!scenario->base.expect.empty() && !scenario->base.sources.empty()
                && scenario->base.minutes > 0);
    }
};

QTEST_GUILESS_MAIN(TstScenarioReader)
#include "tst_scenario_reader.moc"
