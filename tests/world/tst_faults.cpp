// Each kind of fault: what it does to a letter on its way, that it ends, and that nothing of it is left then.
#include "tests/world/worlds.h"

#include "sim/base/ascii.h"

#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::test;

namespace {

FaultSpec at(const char *node, FaultKind kind, std::optional<Duration> lasts = {})
{
    FaultSpec fault;
    fault.node = node;
    fault.kind = kind;
    fault.lasts = lasts;
    fault.link = faultRow(kind).usualLink;
    return fault;
}

FaultSpec between(const char *a, const char *b, FaultKind kind)
{
    FaultSpec fault = at("", kind);
    fault.linkA = a;
    fault.linkB = b;
    return fault;
}

Trace runWith(std::vector<FaultSpec> faults, World *kept = nullptr)
{
    Scenario scenario = twoNetworks();
    scenario.faults = std::move(faults);
    World world = built(scenario);
    Trace trace = run(world, Instant(std::chrono::hours(24 * 7)));
    if (kept)
        *kept = std::move(world);
    return trace;
}

std::size_t count(const Trace &trace, Kind kind)
{
    return static_cast<std::size_t>(std::ranges::count(trace, kind, &Record::kind));
}

bool said(const Trace &trace, std::string_view words)
{
    return std::ranges::any_of(trace, [&](const Record &record) {
        return record.kind == Kind::Segment && std::string(record.bytes.joined().view()).contains(words);
    });
}

Instant whenIs(const Trace &trace, Kind kind)
{
    const auto found = std::ranges::find(trace, kind, &Record::kind);
    return found == trace.end() ? Instant::max() : found->at;
}

} // namespace

class TestFaults : public QObject {
    Q_OBJECT

private slots:
    void theTableIsWhole()
    {
        for (std::size_t i = 0; i < kFaultKindCount; ++i) {
            const auto kind = static_cast<FaultKind>(i);
            QVERIFY(kFaultRows[i].kind == kind);
            QVERIFY(faultKindNamed(name(kind)) == kind);
            QVERIFY(!canHappenAt(kind, node::NodeKind::RealClient)); // a real machine is not ours to break
        }
    }

    void fullMailboxesAreFullForAWhile()
    {
        const Trace trace = runWith({at("store.example.net", FaultKind::MailboxFull, 3min)});
        QVERIFY(said(trace, "452 4.2.2"));
        QVERIFY(count(trace, Kind::RetryScheduled) >= 1);
        QCOMPARE(count(trace, Kind::LetterRead), std::size_t{1});
        QVERIFY(whenIs(trace, Kind::LetterStored) > Instant(3min));
    }

    void strangersComeAgain()
    {
        FaultSpec fault = at("mx.example.net", FaultKind::Greylist);
        fault.wait = 2min;
        const Trace trace = runWith({fault});
        QVERIFY(said(trace, "450 4.7.1 greylisted: come again in 120 seconds"));
        QCOMPARE(count(trace, Kind::LetterRead), std::size_t{1});
        QVERIFY(whenIs(trace, Kind::LetterStored) > Instant(2min));
    }

    void whoRefusesMakesABounce()
    {
        const Trace trace = runWith({at("mx.example.net", FaultKind::Refuse)});
        QVERIFY(said(trace, "550 5.7.1 this server takes no mail"));
        QCOMPARE(count(trace, Kind::RetryScheduled), std::size_t{0});
        QCOMPARE(count(trace, Kind::LetterBounced), std::size_t{1});
    }

    void aNameThatIsMissingMakesABounce()
    {
        for (const char *machine : {"resolver", "ns1.example.net"}) {
            const Trace trace = runWith({at(machine, FaultKind::DnsMissing)});
            QCOMPARE(count(trace, Kind::LetterBounced), std::size_t{1});
            QCOMPARE(count(trace, Kind::LetterRelayed), std::size_t{0});
        }
    }

    void aWrongAddressLeadsNowhere()
    {
        for (const char *machine : {"resolver", "ns1.example.net"}) {
            const Trace trace = runWith({at(machine, FaultKind::DnsWrong)});
            QVERIFY(std::ranges::any_of(trace, [](const Record &record) {
                return record.facts.text(Key::Answer).contains("192.0.2.255");
            }));
            QVERIFY(count(trace, Kind::AttemptFailed) >= 1);
            QCOMPARE(count(trace, Kind::LetterRelayed), std::size_t{0});
        }
    }

    void aWrongAddressIsForgottenInTime()
    {
        const Trace trace = runWith({at("resolver", FaultKind::DnsWrong, 30s)});
        QCOMPARE(count(trace, Kind::LetterRead), std::size_t{1});
        QVERIFY(whenIs(trace, Kind::LetterStored) > Instant(30s));
    }

    void namesThatComeLateMakeTheLetterLate()
    {
        FaultSpec fault = at("ns1.example.net", FaultKind::DnsSlow);
        fault.wait = 1s;
        const Trace usual = runWith({}), late = runWith({fault});
        QCOMPARE(count(late, Kind::LetterRead), std::size_t{1});
        QVERIFY(whenIs(late, Kind::LetterRelayed) >= whenIs(usual, Kind::LetterRelayed) + 1s);
    }

    void aSlowMachineIsSlowOnAllItsLinks()
    {
        FaultSpec fault = at("mx.example.net", FaultKind::Slow);
        const Trace usual = runWith({}), late = runWith({fault});
        QCOMPARE(count(late, Kind::LetterRead), std::size_t{1});
        QVERIFY(whenIs(late, Kind::LetterRelayed) > whenIs(usual, Kind::LetterRelayed) + 10s);
    }

    void twoFaultsOfOneLinkStandBesideEachOther()
    {
        Scenario scenario = twoNetworks();
        World world = built(scenario);
        const NodeId a = world.nodeNamed("mail.example.org"), b = world.nodeNamed("mx.example.net");
        const net::LinkSpec usual = world.network().link(a, b);
        const FaultSpec slow = between("mail.example.org", "mx.example.net", FaultKind::Slow);
        const FaultSpec lossy = between("mx.example.net", "mail.example.org", FaultKind::Lossy);
        world.apply(PersonAct{BeginFault{slow}});
        world.apply(PersonAct{BeginFault{lossy}});
        QCOMPARE(world.network().link(a, b).lossPerMillion,
                 faultRow(FaultKind::Lossy).usualLink.lossPerMillion);
        QVERIFY(world.network().link(a, b).latency == 2s);
        world.apply(PersonAct{EndFault{slow}});
        QVERIFY(world.network().link(b, a).latency == usual.latency);
        QVERIFY(world.network().link(b, a).lossPerMillion > 0);
        world.apply(PersonAct{EndFault{between("mail.example.org", "mx.example.net", FaultKind::Lossy)}});
        QVERIFY(world.network().link(a, b) == usual);
        QVERIFY(world.standingFaults().empty());
    }

    void aFaultIsPlannedEndsAndIsRepaired()
    {
        World world = built(twoNetworks());
        FaultSpec down = at("mx.example.net", FaultKind::Down, 1min);
        down.from = 2min;
        const Step planned = world.apply(PersonAct{BeginFault{down}});
        QCOMPARE(planned.records.front().facts.text(Key::Action), std::string_view("plan-fault"));
        QVERIFY(world.standingFaults().empty());
        run(world, Instant(2min));
        QCOMPARE(world.standingFaults().size(), std::size_t{1});
        QVERIFY(!world.network().isUp(world.nodeNamed("mx.example.net")));
        run(world, Instant(3min));
        QVERIFY(world.standingFaults().empty());
        QVERIFY(world.network().isUp(world.nodeNamed("mx.example.net")));
    }

    void whatIsPlannedIsCalledOff()
    {
        World world = built(twoNetworks());
        FaultSpec down = at("mx.example.net", FaultKind::Down, 1min), later = down;
        down.from = 2min;
        later.from = 10min;
        world.apply(PersonAct{BeginFault{later}});
        world.apply(PersonAct{BeginFault{down}});
        QVERIFY(world.plannedFaults() == (std::vector{down, later}));
        const World before = world;
        const std::size_t pending = world.pendingEvents();
        const Step step = world.apply(PersonAct{CallOffFault{down}});
        QCOMPARE(step.records.size(), std::size_t{1});
        const Record &record = step.records.front();
        QCOMPARE(record.facts.text(Key::Action), std::string_view("call-off-fault"));
        QCOMPARE(record.from, world.nodeNamed("mx.example.net"));
        QVERIFY(!record.facts.has(Key::Reason));
        QVERIFY(world.plannedFaults() == std::vector{later});
        QCOMPARE(world.pendingEvents(), pending - 2); // neither its beginning nor its end is waited for
        QCOMPARE(count(run(world, Instant(5min)), Kind::FaultBegan), std::size_t{0});
        QCOMPARE(count(run(world, Instant(15min)), Kind::FaultBegan), std::size_t{1});
        QVERIFY(world.plannedFaults().empty());
        World again = before; // as after a step back: it is planned again
        QVERIFY(again.plannedFaults() == (std::vector{down, later}));
        QCOMPARE(count(run(again, Instant(5min)), Kind::FaultBegan), std::size_t{1});
    }

    void theScenariosOwnIsCalledOff()
    {
        Scenario scenario = twoNetworks();
        FaultSpec cut = between("mail.example.org", "mx.example.net", FaultKind::Down);
        cut.from = 1min;
        scenario.faults = {cut};
        World world = built(scenario);
        world.apply(PersonAct{CallOffFault{[&cut] {
            FaultSpec turned = cut; // a link has no direction
            std::swap(turned.linkA, turned.linkB);
            return turned;
        }()}});
        QCOMPARE(count(run(world), Kind::FaultBegan), std::size_t{0});
    }

    void whatIsNotPlannedIsNotCalledOff()
    {
        World world = built(twoNetworks());
        FaultSpec down = at("mx.example.net", FaultKind::Down);
        down.from = 2min;
        const auto reasonOf = [&world](const FaultSpec &fault) {
            return std::string(
                world.apply(PersonAct{CallOffFault{fault}}).records.front().facts.text(Key::Reason));
        };
        QCOMPARE(reasonOf(down), "nothing of the kind is planned");
        world.apply(PersonAct{BeginFault{down}});
        FaultSpec other = down;
        other.from += 1us;
        QCOMPARE(reasonOf(other), "nothing of the kind is planned");
        run(world, Instant(2min));
        QCOMPARE(reasonOf(down), "nothing of the kind is planned"); // it stands; that is repaired
        QCOMPARE(world.standingFaults().size(), std::size_t{1});
        other.node = "nobody";
        QCOMPARE(reasonOf(other), "no such machine");
    }

    void whatWasRepairedDoesNotEndAgain()
    {
        World world = built(twoNetworks());
        world.apply(PersonAct{BeginFault{at("mx.example.net", FaultKind::Down, 1min)}});
        const Step repaired = world.apply(PersonAct{EndFault{at("mx.example.net", FaultKind::Down)}});
        QCOMPARE(repaired.records.front().kind, Kind::FaultEnded);
        QCOMPARE(count(run(world), Kind::FaultEnded), std::size_t{0});
    }

    void theLaterOfTwoDecidesHowLong()
    {
        World world = built(twoNetworks());
        world.apply(PersonAct{BeginFault{at("mx.example.net", FaultKind::Down, 1min)}});
        world.apply(PersonAct{BeginFault{at("mx.example.net", FaultKind::Down, 5min)}});
        QCOMPARE(world.standingFaults().size(), std::size_t{1});
        run(world, Instant(2min));
        QCOMPARE(world.standingFaults().size(), std::size_t{1});
        run(world, Instant(5min));
        QVERIFY(world.standingFaults().empty());
    }

    void whatCannotHappenThereDoesNot()
    {
        World world = built(twoNetworks());
        const Step step = world.apply(PersonAct{BeginFault{at("alice-laptop", FaultKind::MailboxFull)}});
        QCOMPARE(step.records.front().facts.text(Key::Reason), std::string_view("this cannot happen there"));
        QVERIFY(world.standingFaults().empty());
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
