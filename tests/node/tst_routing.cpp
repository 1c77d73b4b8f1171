// What MX records mean for a letter (RFC 5321 section 5.1, RFC 7505).
#include "sim/node/routing.h"

#include <QTest>

#include <set>

using namespace mf;
using namespace mf::node;

namespace {

DnsAnswer mx(std::vector<MailHost> hosts)
{
    DnsAnswer answer;
    answer.outcome = DnsAnswer::Outcome::Found;
    for (const MailHost &host : hosts) {
        DnsRecord record;
        record.type = kTypeMx;
        record.preference = host.preference;
        record.host = host.name;
        answer.records.push_back(record);
    }
    return answer;
}

DnsAnswer nothing(DnsAnswer::Outcome outcome) { return {outcome, {}, "timeout"}; }

std::string route(const DnsAnswer &answer, std::uint64_t seed = 1)
{
    RandomStream random(seed, "test");
    const auto made = routeFor("x.test", "me.test", answer, random);
    if (!made)
        return made.error().print().substr(0, 10);
    std::string text(made->implicit ? "implicit " : "");
    return text.append(print(made->hosts));
}

} // namespace

class TestRouting : public QObject {
    Q_OBJECT

private slots:
    void hostsAscendByPreference()
    {
        QCOMPARE(route(mx({{"b", 20}, {"a", 10}, {"c", 30}})), "10 a, 20 b, 30 c");
    }
    void equalPreferencesAreShared();
    void noMxMeansTheDomainItself()
    {
        QCOMPARE(route(nothing(DnsAnswer::Outcome::NoData)), "implicit 0 x.test");
    }
    void nullMxTakesNoMail() { QCOMPARE(route(mx({{"", 0}})), "556 5.1.10"); }
    void aNullMxBesideOthersMeansNothing() { QCOMPARE(route(mx({{".", 0}, {"a", 10}})), "10 a"); }
    void noSuchDomainIsForGood() { QCOMPARE(route(nothing(DnsAnswer::Outcome::NoSuchName)), "550 5.1.2 "); }
    void noAnswerIsForNow() { QCOMPARE(route(nothing(DnsAnswer::Outcome::Failed)), "451 4.4.3 "); }
    void hostsNoBetterThanOneselfAreLeftOut()
    {
        QCOMPARE(route(mx({{"a", 10}, {"ME.test", 20}, {"b", 20}, {"c", 30}})), "10 a");
        QCOMPARE(route(mx({{"me.test", 10}, {"c", 30}})), "550 5.4.6 ");
    }
    void hostsAreLimited();
};

void TestRouting::equalPreferencesAreShared()
{
    std::set<std::string> orders;
    for (std::uint64_t seed = 0; seed < 50; ++seed)
        orders.insert(route(mx({{"a", 10}, {"b", 10}, {"c", 5}}), seed));
    QCOMPARE(orders, (std::set<std::string>{"5 c, 10 a, 10 b", "5 c, 10 b, 10 a"}));
    QCOMPARE(route(mx({{"a", 10}, {"b", 10}}), 3), route(mx({{"a", 10}, {"b", 10}}), 3));
}

void TestRouting::hostsAreLimited()
{
    RandomStream random(1, "test");
    for (const std::size_t count : {kHostLimit, kHostLimit + 1}) {
        std::vector<MailHost> hosts;
        for (std::size_t i = 0; i < count; ++i)
            hosts.push_back({std::string(i + 1, 'h'), static_cast<std::uint16_t>(i)});
        QCOMPARE(routeFor("x.test", "me.test", mx(hosts), random)->hosts.size(), kHostLimit);
    }
}

QTEST_GUILESS_MAIN(TestRouting)
#include "tst_routing.moc"
