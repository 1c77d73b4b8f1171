// A letter on its way: envelope and letter apart, header fields as they grow, and the tree of machines with
// splits, retries and reports.
#include "sim/scenario/reader.h"
#include "sim/story/letter.h"
#include "sim/world/world.h"

#include <QTest>

using namespace mf;
using story::Leg;

namespace {

struct Played {
    Trace trace;
    std::vector<std::string> names;

    std::vector<Index> records(MailId mail = MailId{1}) const
    {
        return story::recordsOf(mail, trace, trace.size());
    }
    QString tree(MailId mail = MailId{1}) const
    {
        const auto events = records(mail);
        const std::vector<Leg> legs = story::legsOf(trace, events);
        QString out;
        for (std::size_t i = 0; i < legs.size(); ++i)
            if (legs[i].parent == Leg::kNone)
                print(legs, i, 0, out);
        return out;
    }

private:
    void print(const std::vector<Leg> &legs, std::size_t index, int depth, QString &out) const
    {
        const Leg &leg = legs[index];
        out += QString(depth * 2, u' ') + QString::fromStdString(names[raw(leg.node)]) + u':';
        for (const Index event : leg.events)
            out += u' ' + QString::fromStdString(std::string(name(trace[event].kind))).section(u'-', 0);
        out += u'\n';
        for (const std::size_t onward : leg.onward)
            print(legs, onward, depth + 1, out);
    }
};

Played played(const char *name, const char *variant = "")
{
    auto file = readScenarioFile(std::string(MF_SOURCE_DIR "/scenarios/") + name);
    auto world = World::build(*file->named(variant));
    Played played;
    while (auto step = world->step())
        for (Record &record : step->records)
            played.trace.push_back(std::move(record));
    for (std::uint32_t i = 0; i < world->nodeCount(); ++i)
        played.names.push_back(world->node(NodeId{i}).name());
    return played;
}

QStringList newOnes(const std::vector<story::HeaderLine> &lines)
{
    QStringList names;
    for (const story::HeaderLine &line : lines)
        if (line.isNew)
            names << QString::fromStdString(line.name);
    return names;
}

} // namespace

class TstStoryLetter : public QObject {
    Q_OBJECT

private slots:
    void headersGrowFromHopToHop()
    {
        const Played run = played("02-another-network.yaml");
        const auto states = story::letterStates(run.trace, run.records());
        QCOMPARE(states.size(), 4u); // written, and taken by three servers
        QCOMPARE(run.names[raw(states[0].at)], std::string("alice-laptop"));
        QVERIFY(states[0].from == NodeId::None && states[0].protocol.empty());
        QCOMPARE(states[1].protocol, std::string("submission"));
        QVERIFY(states[1].encrypted);
        QCOMPARE(run.names[raw(states[3].at)], std::string("store.example.net"));
        QCOMPARE(states[3].protocol, std::string("lmtp"));
        QCOMPARE(states[1].letter, states[0].letter);
        QCOMPARE(newOnes(story::headerLines(states[1].letter, &states[0].letter)), QStringList());
        QCOMPARE(newOnes(story::headerLines(states[2].letter, &states[1].letter)), QStringList("Received"));
        QCOMPARE(newOnes(story::headerLines(states[3].letter, &states[2].letter)), QStringList("Received"));
        QCOMPARE(story::headerLines(states[3].letter, nullptr).size(),
                 story::headerLines(states[0].letter, nullptr).size() + 2);
    }

    void theEnvelopeIsNotTheLetter()
    {
        const Played run = played("02-another-network.yaml");
        const auto states = story::letterStates(run.trace, run.records());
        for (const story::LetterState &state : states) {
            QCOMPARE(state.mailFrom, std::string("alice@example.org"));
            QCOMPARE(state.rcptTo, std::vector<std::string>{"carol@example.net"});
        }
        QVERIFY(story::readableText(states[3].letter).contains("Carol"));
    }

    void theJourneyIsATree()
    {
        const Played run = played("02-another-network.yaml");
        QCOMPARE(run.tree(), QString("alice-laptop:\n"
                                     "  mail.example.org: letter-queued letter-relayed\n"
                                     "    mx.example.net: letter-queued letter-relayed\n"
                                     "      store.example.net: letter-stored\n"
                                     "        carol-phone:\n"));
    }

    void retriesStandWhereTheyHappen()
    {
        const Played run = played("07-the-receiving-server-is-down.yaml", "expiry");
        const QString tree = run.tree();
        QVERIFY2(tree.startsWith(
                     "alice-laptop:\n  mail.example.org: letter-queued attempt-failed retry-scheduled "),
                 qPrintable(tree));
        QVERIFY2(tree.endsWith("attempt-failed letter-bounced\n"), qPrintable(tree));
    }

    void reportsAreFoundFromTheLetterAndBack()
    {
        const Played run = played("07-the-receiving-server-is-down.yaml", "no-such-user-bounced");
        Index bounced = kNoIndex;
        for (const Index event : run.records())
            if (run.trace[event].kind == Kind::LetterBounced)
                bounced = event;
        QVERIFY(bounced != kNoIndex);
        const MailId report = story::reportAbout(bounced, run.trace, run.trace.size());
        QCOMPARE(report, MailId{2});
        QCOMPARE(story::reportedBy(report, run.trace, run.records(report)), MailId{1});
        QCOMPARE(story::reportedBy(MailId{1}, run.trace, run.records()), MailId::None);
        const auto states = story::letterStates(run.trace, run.records(report));
        QCOMPARE(states.front().mailFrom, std::string());
    }
};

QTEST_GUILESS_MAIN(TstStoryLetter)
#include "tst_story_letter.moc"
