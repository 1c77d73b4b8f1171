// The scenarios that come with the program, played to their end: what they expect happens, and their story
// reads well.
#include "sim/scenario/reader.h"
#include "sim/story/journey.h"
#include "sim/story/moment.h"
#include "sim/story/predict.h"
#include "sim/story/print.h"
#include "sim/world/world.h"

#include <QTest>

using namespace mf;

namespace {

struct Played {
    Trace trace;
    std::vector<std::string> names;
    std::string story;
    std::vector<story::Judgement> judgements;
};

Played play(const Scenario &scenario)
{
    Played played;
    auto world = World::build(scenario);
    if (!world) {
        qWarning("%s", world.error().at(0).print().c_str());
        return played;
    }
    for (std::uint32_t i = 0; i < world->nodeCount(); ++i)
        played.names.push_back(world->node(NodeId{i}).name());
    story::StoryPrinter printer(story::Words::builtIn("en"), story::nodeNames(*world),
                                story::StoryPrinter::Detail::Hops);
    while (auto step = world->step())
        for (Record &record : step->records) {
            played.story += printer.print(record);
            played.trace.push_back(std::move(record));
        }
    played.judgements = story::judge(world->scenario(), played.trace, played.names);
    return played;
}

ScenarioFile load(const char *name)
{
    return readScenarioFile(std::string(MF_SOURCE_DIR "/scenarios/") + name).value_or(ScenarioFile{});
}

constexpr const char *kFiles[] = {"01-the-first-letter.yaml",
                                  "02-another-network.yaml",
                                  "03-smtp-only-sends.yaml",
                                  "04-pop3-takes-it-away.yaml",
                                  "05-imap-keeps-it.yaml",
                                  "06-hosted-mail.yaml",
                                  "07-the-receiving-server-is-down.yaml",
                                  "08-1971.yaml"};

/// The file and its variants, by name.
std::vector<std::pair<std::string, Scenario>> all(const char *file)
{
    const ScenarioFile loaded = load(file);
    std::vector<std::pair<std::string, Scenario>> found{{file, loaded.base}};
    for (const auto &[variant, scenario] : loaded.variants)
        found.emplace_back(std::string(file) + '#' + variant, scenario);
    return found;
}

/// The story without its times.
QString told(const Played &played)
{
    QString text;
    for (const QString &line : QString::fromStdString(played.story).split('\n', Qt::SkipEmptyParts))
        text += line.mid(14) + '\n';
    return text;
}

} // namespace

class TstStoryScenarios : public QObject {
    Q_OBJECT

private slots:
    void whatTheyExpectHappens_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("variant");
        for (const char *name : kFiles) {
            QTest::newRow(name) << name << "";
            for (const auto &[variant, scenario] : load(name).variants)
                QTest::newRow((std::string(name) + '#' + variant).c_str())
                    << name << QString::fromStdString(variant);
        }
    }
    void whatTheyExpectHappens()
    {
        QFETCH(QString, file);
        QFETCH(QString, variant);
        const ScenarioFile loaded = load(file.toUtf8().constData());
        Scenario scenario = loaded.base;
        for (const auto &[name, other] : loaded.variants)
            if (variant.toStdString() == name)
                scenario = other;
        const Played played = play(scenario);
        QVERIFY(!played.judgements.empty());
        for (const story::Judgement &judgement : played.judgements)
            QVERIFY2(judgement.passed, (judgement.text + ": " + judgement.reason).c_str());
    }

    void theFirstLetterNeverLeavesItsServer()
    {
        QCOMPARE(told(play(load("01-the-first-letter.yaml").base)),
                 QString("alice@example.org has written \"Hello\" to bob@example.org.\n"
                         "mail.example.org has accepted the letter for bob@example.org and is responsible "
                         "for it now.\n"
                         "On mail.example.org the outgoing program has handed the letter for bob@example.org "
                         "to the incoming one.\n"
                         "The letter lies in the mailbox of bob@example.org on mail.example.org.\n"
                         "bob@example.org has the letter on bob-laptop.\n"));
    }

    void theLetterToAnotherNetworkAsksItsWay()
    {
        QCOMPARE(told(play(load("02-another-network.yaml").base)),
                 QString("alice@example.org has written \"Hello\" to carol@example.net.\n"
                         "mail.example.org has accepted the letter for carol@example.net and is responsible "
                         "for it now.\n"
                         "mail.example.org now knows: example.net MX is 10 mx.example.net.\n"
                         "mail.example.org now knows: mx.example.net A is 198.51.100.1.\n"
                         "mx.example.net has accepted the letter for carol@example.net and is responsible "
                         "for it now.\n"
                         "store.example.net has accepted the letter for carol@example.net and is responsible "
                         "for it now.\n"
                         "The letter lies in the mailbox of carol@example.net on store.example.net.\n"
                         "carol@example.net has the letter on carol-phone.\n"));
    }

    void in1971ThereIsNoServerAndNoDns()
    {
        QCOMPARE(told(play(load("08-1971.yaml").base)),
                 QString("tomlinson@bbn-tenexa has written \"Test\" to tomlinson@bbn-tenexb.\n"
                         "The letter lies in the mailbox of tomlinson@bbn-tenexb on bbn-tenexb.\n"
                         "tomlinson@bbn-tenexb has the letter on bbn-tenexb.\n"));
    }

    void predictionsAreRight()
    {
        for (const char *file : kFiles) {
            auto world = World::build(load(file).base);
            QVERIFY(world.has_value());
            const auto question =
                story::prediction(*world, story::StepSize::Hop, story::Words::builtIn("en"));
            QVERIFY(question && question->choices.size() <= story::kPredictedChoices);
            QCOMPARE(std::ranges::count(question->choices, true, &Choice::right), 1);
            for (;;) { // the world goes where the right answer says
                const auto step = world->step();
                QVERIFY(step.has_value());
                const auto stop = std::ranges::find_if(step->records, [](const Record &record) {
                    return story::stopsAfter(story::StepSize::Hop, record) && record.from != NodeId::None;
                });
                if (stop == step->records.end())
                    continue;
                const auto right = std::ranges::find(question->choices, true, &Choice::right);
                QCOMPARE(right->text.in("en"), world->node(stop->from).name());
                break;
            }
        }
    }

    void everyRecordHasItsSentence()
    {
        for (const char *file : kFiles)
            for (const auto &[name, scenario] : all(file)) {
                const Played played = play(scenario);
                const auto names = [&](NodeId node) {
                    return node == NodeId::None ? std::string() : played.names.at(raw(node));
                };
                for (const Record &record : played.trace)
                    QVERIFY2(!story::sentence(record, story::Words::builtIn("en"), names).empty(),
                             name.c_str());
            }
    }

    void everyLessonStopComesAndEveryClaimIsShown()
    {
        for (const char *file : kFiles)
            for (const auto &[name, scenario] : all(file)) {
                const Played played = play(scenario);
                for (const LessonStop &stop : scenario.lesson)
                    QVERIFY2(story::firstMoment(stop.stopWhen, played.trace, played.names),
                             (name + ": " + stop.say.in("en")).c_str());
                for (const Claim &claim : scenario.claims)
                    QVERIFY2(story::isShown(claim, played.trace, played.names),
                             (name + ": " + claim.exactly.in("en")).c_str());
            }
    }
};

QTEST_GUILESS_MAIN(TstStoryScenarios)
#include "tst_story_scenarios.moc"
