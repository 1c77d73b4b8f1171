#include "sim/live/services.h"

#include <QTest>

using namespace mf;
using namespace mf::live;
using node::Service;

class TestServices : public QObject {
    Q_OBJECT

private slots:
    void everyServiceHasTheDefaultPortOfTheContract()
    {
        const std::vector<std::pair<Service, int>> contract{
            {Service::Smtp, 2525},  {Service::Submission, 2587}, {Service::Submissions, 2465},
            {Service::Pop3, 2110},  {Service::Pop3s, 2995},      {Service::Imap, 2143},
            {Service::Imaps, 2993}, {Service::Dns, 2053}};
        QCOMPARE(services().size(), contract.size());
        for (std::size_t i = 0; i < contract.size(); ++i) {
            QCOMPARE(services()[i].service, contract[i].first);
            QCOMPARE(int(services()[i].defaultPort), contract[i].second);
            const bool fromStart = services()[i].encryption == Encryption::FromStart;
            QCOMPARE(fromStart, node::encryptedFromStart(contract[i].first));
        }
    }

    void lmtpHasNoDoor() { QVERIFY(!serviceRow(Service::Lmtp)); }

    void aSecondNodeGetsTheNextPort()
    {
        const auto doors =
            planDoors({{"a.test", Service::Smtp}, {"b.test", Service::Imap}, {"c.test", Service::Smtp}}, {});
        QVERIFY(doors.has_value());
        QCOMPARE(int(doors->at(0).port), 2525);
        QCOMPARE(int(doors->at(1).port), 2143);
        QCOMPARE(int(doors->at(2).port), 2526);
    }

    void aFixedPortCountsUpFromThere()
    {
        PortPlan plan;
        plan.first[Service::Smtp] = 65535;
        QCOMPARE(int(planDoors({{"a.test", Service::Smtp}}, plan)->front().port), 65535);
        const auto tooMany = planDoors({{"a.test", Service::Smtp}, {"b.test", Service::Smtp}}, plan);
        QVERIFY(!tooMany);
        QCOMPARE(tooMany.error().message.text(),
                 "no port is left for smtp of b.test; choose a lower one with --port smtp=N");
    }

    void ephemeralLeavesFixedPortsAlone()
    {
        PortPlan plan{.ephemeral = true, .first = {{Service::Imap, 1143}}};
        const auto doors = planDoors({{"a.test", Service::Smtp}, {"a.test", Service::Imap}}, plan);
        QCOMPARE(int(doors->at(0).port), 0);
        QCOMPARE(int(doors->at(1).port), 1143);
    }

    void doorsThatWereOpenBeforeGetTheSamePorts()
    {
        PortPlan plan{.ephemeral = true, .first = {}};
        plan.same[{"b.test", Service::Smtp}] = 4321;
        const auto doors = planDoors({{"a.test", Service::Smtp}, {"b.test", Service::Smtp}}, plan);
        QCOMPARE(int(doors->at(0).port), 0);
        QCOMPARE(int(doors->at(1).port), 4321);
    }

    void portsAreReadFromTheCommandLine()
    {
        QCOMPARE(parsePort("smtp=25"), (std::pair<Service, std::uint16_t>{Service::Smtp, 25}));
        QCOMPARE(int(parsePort("dns=0")->second), 0);
        QVERIFY(!parsePort("smtp=65536"));
        QVERIFY(!parsePort("smtp"));
        QVERIFY(!parsePort("lmtp=24"));
        QCOMPARE(
            parsePort("smpt=25").error(),
            "no service \"smpt\"; there are smtp, submission, submissions, pop3, pop3s, imap, imaps, dns");
    }
};

QTEST_GUILESS_MAIN(TestServices)
#include "tst_services.moc"
