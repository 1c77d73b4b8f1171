// One world, stepped: the path of a letter, causes, faults, real connections, and that a copy is a checkpoint.
#include "sim/kernel/fingerprint.h"
#include "tests/world/worlds.h"

#include <QtTest>

#include <map>

using namespace mf;
using namespace mf::test;

namespace {

/// The kinds of a letter's records, in order, with the node's name: "letter-stored@mail.example.org".
std::vector<std::string> fates(const World &world, const Trace &trace)
{
    std::vector<std::string> found;
    for (const Record &record : trace)
        if (fateOf(record.kind))
            found.push_back(std::string(name(record.kind)) + '@' + world.node(record.from).name());
    return found;
}

std::size_t count(const Trace &trace, Kind kind)
{
    std::size_t found = 0;
    for (const Record &record : trace)
        found += record.kind == kind;
    return found;
}

/// Two networks where nothing happens by itself.
Scenario withoutActions()
{
    Scenario scenario = twoNetworks();
    scenario.actions.clear();
    return scenario;
}

/// A real client at a door of a world: feeds commands, collects the octets that come back.
class Caller {
public:
    Caller(World &world, std::string_view node, node::Service service, std::uint64_t number = 1)
        : m_world(world)
        , m_connection{number}
    {
        feed(StreamInput{m_connection, Connected{world.nodeNamed(node), service, std::nullopt}});
    }
    std::string say(std::string_view line)
    {
        m_heard.clear();
        feed(StreamInput{m_connection, Bytes{Blob::copyOf(line)}});
        return m_heard;
    }
    void hangUp() { feed(StreamInput{m_connection, PeerClosed{}}); }
    void feed(const Command &command)
    {
        take(m_world.apply(command));
        while (auto step = m_world.step(m_world.now() + 100ms)) // a store may have to be asked
            take(std::move(*step));
    }
    const std::string &heard() const { return m_heard; }
    bool closed() const { return m_closed; }
    const Trace &trace() const { return m_trace; }
    int changes() const { return m_changes; }

private:
    void take(Step step)
    {
        for (Record &record : step.records)
            m_trace.push_back(std::move(record));
        for (const Output &output : step.outputs) {
            if (const auto *bytes = std::get_if<StreamBytes>(&output))
                m_heard += bytes->octets.flatten();
            m_closed |= std::holds_alternative<StreamClosed>(output);
            m_changes += std::holds_alternative<StoreChange>(output);
        }
    }

    World &m_world;
    ConnectionId m_connection;
    std::string m_heard;
    bool m_closed = false;
    int m_changes = 0;
    Trace m_trace;
};

} // namespace

class TestWorld : public QObject {
    Q_OBJECT

private slots:
    void mailInsideOneSystemNeedsNoDns()
    {
        World world = built(oneServer());
        const Trace trace = run(world);
        const std::vector<std::string> expected{"letter-written@alice-laptop",
                                                "letter-accepted@mail.example.org",
                                                "letter-handed-over@mail.example.org",
                                                "letter-stored@mail.example.org", "letter-read@bob-laptop"};
        QCOMPARE(fates(world, trace), expected);
        QCOMPARE(count(trace, Kind::Datagram), std::size_t{0});
        QCOMPARE(count(trace, Kind::Lookup), std::size_t{0});
    }

    void mailToAnotherSystemAsksDnsThenGoesByRelayToItsStore()
    {
        World world = built(twoNetworks());
        const Trace trace = run(world);
        const auto found = fates(world, trace);
        const auto at = [&](const std::string &fate) {
            return std::ranges::find(found, fate) - found.begin();
        };
        QVERIFY(at("letter-accepted@mail.example.org") < at("letter-accepted@mx.example.net"));
        QVERIFY(at("letter-accepted@mx.example.net") < at("letter-stored@store.example.net"));
        QVERIFY(at("letter-stored@store.example.net") < at("letter-read@carol-phone"));
        QCOMPARE(std::ranges::count(found, "letter-read@carol-phone"), 1);
        QVERIFY(count(trace, Kind::Datagram) >= 8); // root, TLD, authoritative; MX and address
        Index mx = kNoIndex, relay = kNoIndex;
        for (const Record &record : trace) {
            if (record.kind == Kind::LookupDone && record.facts.text(Key::Type) == "MX")
                mx = record.id;
            if (record.kind == Kind::StreamOpened && world.node(record.to).name() == "mx.example.net")
                relay = record.id;
        }
        QVERIFY(mx < relay && relay != kNoIndex);
    }

    void everyRecordButTheFirstActsHasAnEarlierCause()
    {
        World world = built(twoNetworks());
        const Trace trace = run(world);
        for (const Record &record : trace) {
            if (record.cause == kNoIndex) {
                QVERIFY2(record.kind == Kind::Act, std::string(name(record.kind)).c_str());
                continue;
            }
            QVERIFY(record.cause < record.id);
            QVERIFY(trace[record.cause].at <= record.at);
        }
        // From the reading of the letter the causes lead back through stored and accepted to the person who wrote.
        Index at = trace.size();
        while (trace[--at].kind != Kind::LetterRead) { }
        std::map<Kind, int> passed;
        for (; at != kNoIndex; at = trace[at].cause)
            ++passed[trace[at].kind];
        QVERIFY(passed[Kind::LetterStored] >= 1 && passed[Kind::LetterAccepted] >= 1
                && passed[Kind::LetterWritten] == 1);
        QVERIFY(passed[Kind::Act] >= 1);
    }

    void timeAndIdsOnlyGrow()
    {
        World world = built(twoNetworks());
        const Trace trace = run(world);
        for (std::size_t i = 0; i < trace.size(); ++i) {
            QCOMPARE(trace[i].id, Index{i});
            QVERIFY(i == 0 || trace[i - 1].at <= trace[i].at);
            QVERIFY(trace[i].until >= trace[i].at);
        }
    }

    void equalScenariosGiveEqualTracesAndAnotherSeedAnother()
    {
        Scenario scenario = twoNetworks();
        scenario.defaultLink.jitter = 5ms;
        World a = built(scenario), b = built(scenario);
        const auto first = fingerprintOf(run(a)), second = fingerprintOf(run(b));
        QCOMPARE(first.print(), second.print());
        scenario.seed = 99;
        World c = built(scenario);
        QVERIFY(fingerprintOf(run(c)) != first);
    }

    void aCopyAtAnyStepGoesOnLikeTheOriginal()
    {
        World world = built(twoNetworks());
        World original = world;
        const Trace whole = run(original);
        for (std::size_t done = 0;; ++done) {
            if (done % 17 == 0) {
                World copy = world;
                const Index from = copy.nextRecord();
                const Trace rest = run(copy);
                QCOMPARE(from + rest.size(), whole.size());
                for (std::size_t i = 0; i < rest.size(); ++i)
                    QVERIFY(rest[i] == whole[from + i]);
            }
            if (!world.step())
                break;
        }
    }

    void aServerThatIsDownGetsTheLetterWhenItIsBack()
    {
        Scenario scenario = twoNetworks();
        FaultSpec down;
        down.node = "mx.example.net";
        down.lasts = 5min;
        scenario.faults = {down};
        World world = built(scenario);
        const Trace trace = run(world);
        QVERIFY(count(trace, Kind::RetryScheduled) >= 1);
        QVERIFY(count(trace, Kind::AttemptFailed) >= 1);
        QCOMPARE(count(trace, Kind::LetterRead), std::size_t{1});
        for (const Record &record : trace)
            if (record.kind == Kind::LetterRead)
                QVERIFY(record.at > Instant(5min) && record.at < Instant(10min));
    }

    void aRealClientIsANodeAndItsLetterTakesTheSameHops()
    {
        Scenario scenario = twoNetworks();
        scenario.actions.clear();
        scenario.unlimitedLinks = true;
        World world = built(scenario);
        Caller caller(world, "mx.example.net", node::Service::Smtp);
        QVERIFY(caller.heard().starts_with("220 mx.example.net"));
        QVERIFY(caller.say("EHLO client.test\r\n").starts_with("250"));
        QVERIFY(caller.say("MAIL FROM:<x@client.test>\r\n").starts_with("250"));
        QVERIFY(caller.say("RCPT TO:<carol@example.net>\r\n").starts_with("250"));
        QVERIFY(caller.say("DATA\r\n").starts_with("354"));
        QVERIFY(caller.say("Subject: real\r\n\r\nreal\r\n.\r\n").starts_with("250"));
        QVERIFY(caller.changes() > 0);
        QVERIFY(caller.say("QUIT\r\n").starts_with("221"));
        QVERIFY(caller.closed());
        const NodeId real = world.nodeNamed("real-client");
        QVERIFY(real != NodeId::None);
        QCOMPARE(world.node(real).kind(), node::NodeKind::RealClient);
        QVERIFY(count(caller.trace(), Kind::LetterStored) == 1);
        QVERIFY(count(caller.trace(), Kind::Command) >= 5);
        QVERIFY(world.streams().empty());
    }

    void realClientsWhoAreThereAtOnceAreMachinesOfTheirOwnUpToALimit()
    {
        World world = built(twoNetworks());
        const auto clients = [&world] {
            std::size_t found = 0;
            for (std::uint32_t i = 0; i < world.nodeCount(); ++i)
                found += world.node(NodeId{i}).kind() == node::NodeKind::RealClient;
            return found;
        };
        std::vector<std::unique_ptr<Caller>> callers;
        for (std::size_t i = 1; i <= World::kRealClientLimit; ++i) {
            callers.push_back(std::make_unique<Caller>(world, "mx.example.net", node::Service::Smtp, i));
            QCOMPARE(clients(), i);
        }
        QVERIFY(world.nodeNamed("real-client-2") != NodeId::None);
        QVERIFY(world.streams()[0].client != world.streams()[1].client);
        Caller oneMore(world, "mx.example.net", node::Service::Smtp, World::kRealClientLimit + 1);
        QCOMPARE(clients(), World::kRealClientLimit);
        QCOMPARE(world.streams().back().client, world.streams().front().client);
    }

    void aRealClientWhoComesAgainIsTheSameMachine()
    {
        World world = built(twoNetworks());
        for (std::uint64_t i = 1; i <= 3; ++i) {
            Caller caller(world, "mx.example.net", node::Service::Smtp, i);
            QVERIFY(caller.say("QUIT\r\n").starts_with("221"));
        }
        QVERIFY(world.nodeNamed("real-client") != NodeId::None);
        QCOMPARE(world.nodeNamed("real-client-2"), NodeId::None);
    }

    void aSessionHasOneTimerAndTakesItAway()
    {
        World world = built(withoutActions());
        const std::size_t before = world.pendingEvents();
        Caller caller(world, "mail.example.org", node::Service::Smtp);
        QCOMPARE(world.pendingEvents(), before + 1);
        // Deadlines come nearer and move away again: after DATA a server waits for less long.
        for (int i = 0; i < 5; ++i) {
            caller.say(
                "EHLO client.test\r\nMAIL FROM:<x@client.test>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n");
            QCOMPARE(world.pendingEvents(), before + 1);
            caller.say(".\r\n");
        }
        QVERIFY(caller.say("QUIT\r\n").starts_with("221"));
        QCOMPARE(world.pendingEvents(), before);
    }

    void whoeverIsLetGoHearsTheLastWords()
    {
        World world = built(withoutActions());
        Caller caller(world, "mx.example.net", node::Service::Smtp);
        caller.say("EHLO client.test\r\n");
        caller.feed(LetGo{ConnectionId{1}, "421 4.3.2 mx.example.net closes\r\n"});
        QVERIFY(caller.heard().ends_with("\r\n421 4.3.2 mx.example.net closes\r\n"));
        QVERIFY(caller.closed());
        QVERIFY(world.streams().empty());
        caller.feed(LetGo{ConnectionId{1}, "421 again\r\n"}); // nobody is there any more
        QVERIFY(!caller.heard().ends_with("again\r\n"));
    }

    void aRelayForNobodyIsRefused()
    {
        World world = built(twoNetworks());
        Caller caller(world, "mx.example.net", node::Service::Smtp);
        caller.say("EHLO client.test\r\n");
        caller.say("MAIL FROM:<x@client.test>\r\n");
        QVERIFY(caller.say("RCPT TO:<someone@elsewhere.example>\r\n").starts_with("550 5.7.1"));
        QVERIFY(caller.say("RCPT TO:<nobody@example.net>\r\n").starts_with("550 5.1.1"));
    }

    void aDiskThatRefusesMakesTheServerRefuse()
    {
        Scenario scenario = twoNetworks();
        scenario.actions.clear();
        World world = built(scenario);
        Caller caller(world, "mx.example.net", node::Service::Smtp);
        caller.say("EHLO client.test\r\n");
        caller.say("MAIL FROM:<x@client.test>\r\n");
        caller.say("RCPT TO:<carol@example.net>\r\n");
        caller.say("DATA\r\n");
        world.apply(StoreRefuses{true, "no space left on device"});
        QVERIFY(caller.say("Subject: x\r\n\r\nx\r\n.\r\n").starts_with("452 4.3.1"));
        QCOMPARE(caller.changes(), 0);
        world.apply(StoreRefuses{false, {}});
        caller.say("MAIL FROM:<x@client.test>\r\nRCPT TO:<carol@example.net>\r\nDATA\r\n");
        QVERIFY(caller.say("Subject: x\r\n\r\nx\r\n.\r\n").starts_with("250"));
    }

    void aConnectionToAMachineThatIsOffIsClosedAtOnce()
    {
        Scenario scenario = twoNetworks();
        FaultSpec down;
        down.node = "mx.example.net";
        World world = built(scenario);
        world.apply(PersonAct{BeginFault{down}});
        Caller caller(world, "mx.example.net", node::Service::Smtp);
        QVERIFY(caller.closed());
    }

    void aRealQueryGetsItsAnswerFromTheResolver()
    {
        Scenario scenario = twoNetworks();
        scenario.actions.clear();
        World world = built(scenario);
        // example.net MX, id 0x1234, recursion desired (RFC 1035 section 4.1)
        const std::string query("\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x07"
                                "example\x03net\x00\x00\x0f\x00\x01",
                                29);
        world.apply(DatagramIn{world.nodeNamed("resolver"), 53, 777, Blob(query)});
        std::string answer;
        while (auto step = world.step())
            for (const Output &output : step->outputs)
                if (const auto *out = std::get_if<DatagramOut>(&output)) {
                    QCOMPARE(out->clientPort, std::uint16_t{777});
                    answer = std::string(out->octets.view());
                }
        QVERIFY(answer.size() > query.size());
        QCOMPARE(answer.substr(0, 2), std::string("\x12\x34"));
        QVERIFY((answer[2] & 0x80) != 0); // a response
        QCOMPARE(answer[7], '\x01');      // one answer
    }

    void aScenarioThatContradictsItselfIsNotBuilt()
    {
        Scenario scenario = oneServer();
        scenario.nodes[0].outgoing = "mail.exmaple.org";
        const auto world = World::build(scenario);
        QVERIFY(!world.has_value());
        QVERIFY(world.error().front().message.text().find("mail.exmaple.org") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestWorld)
#include "tst_world.moc"
