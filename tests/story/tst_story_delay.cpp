// Where a letter's time went: what was in vain, how long it waited, and why it came later than it could have.
#include "sim/scenario/reader.h"
#include "sim/story/delay.h"
#include "sim/world/world.h"

#include <QTest>

using namespace mf;
using story::Delay;

namespace {

/// A scenario's run until some moment, and the delay of its first letter there.
struct Run {
    Run(const char *name, Duration until, const char *variant = "")
    {
        auto file = readScenarioFile(std::string(MF_SOURCE_DIR "/scenarios/") + name);
        auto world = World::build(*file->named(variant));
        while (auto step = world->step())
            for (Record &record : step->records)
                if (record.at <= Instant(until))
                    trace.push_back(std::move(record));
        names = story::nodeNames(*world);
        const auto events = story::recordsOf(MailId{1}, trace, trace.size());
        delay = story::delayOf(trace, events, world->epoch(), Instant(until), names);
    }

    const story::Stay *at(const char *node) const
    {
        for (const story::Stay &stay : delay.stays)
            if (names(stay.node) == node)
                return &stay;
        return nullptr;
    }
    QString told(const char *language = "en") const
    {
        return QString::fromStdString(
            story::explain(delay, trace, story::Words::builtIn(language), names, [](Duration length) {
                return std::to_string(std::chrono::round<std::chrono::seconds>(length).count()) + " s";
            }));
    }

    Trace trace;
    story::NodeNames names;
    Delay delay;
};

constexpr const char *kDown = "07-the-receiving-server-is-down.yaml";

} // namespace

class TstStoryDelay : public QObject {
    Q_OBJECT

private slots:
    void callingInVainAndWaitingAreToldApart()
    {
        const Run run(kDown, 10min);
        QVERIFY(!run.delay.underWay);
        const story::Stay *stay = run.at("mail.example.org");
        QVERIFY(stay && !stay->lasts);
        QCOMPARE(stay->vain.size(), 2u);
        QVERIFY(stay->vain[0].calling() > 30s && stay->vain[0].calling() < 31s); // nobody answers
        QCOMPARE(std::chrono::round<std::chrono::seconds>(stay->vain[0].pause()), 60s);
        QCOMPARE(std::chrono::round<std::chrono::seconds>(stay->vain[1].pause()), 300s);
        QVERIFY(stay->length() > 421s && stay->length() < 422s);
        QVERIFY(run.at("mx.example.net") && run.at("mx.example.net")->length() < 1s);
        QVERIFY(!run.at("carol-phone")); // there it rests
    }

    void whatWasMendedInAPauseIsNoticedOnlyAfterIt()
    {
        const Run run(kDown, 10min);
        const auto &vain = run.at("mail.example.org")->vain;
        QCOMPARE(vain[0].repaired, kNoIndex);
        QVERIFY(vain[1].repaired != kNoIndex);
        QCOMPARE(run.trace[vain[1].repaired].at, Instant(5min));
    }

    void itIsSaidPlainly()
    {
        QCOMPARE(
            Run(kDown, 10min).told(),
            QStringLiteral("It took 422 s. Of that it was 421 s at mail.example.org: 2 attempts to hand it "
                           "to mx.example.net were in vain (no answer). mx.example.net was back 122 s "
                           "before the next attempt was due; nobody told mail.example.org, which keeps to "
                           "its timetable."));
        QVERIFY(
            Run(kDown, 10min).told("de").startsWith(QStringLiteral("Er hat 422 s gebraucht. Davon war er")));
    }

    void whileItWaitsTheNextAttemptIsNamed()
    {
        const Run run(kDown, 61s);
        QVERIFY(run.delay.underWay);
        QCOMPARE(
            run.told(),
            QStringLiteral("It has been on its way for 60 s. Of that it was 60 s at mail.example.org: an "
                           "attempt to hand it to mx.example.net was in vain (no answer). The next attempt "
                           "is due in 31 s."));
    }

    void whatIsFastIsNotExplained()
    {
        QVERIFY(!Run("02-another-network.yaml", 1min).told().contains(QStringLiteral("vain")));
    }

    void whatIsGivenUpIsOver()
    {
        const Run run(kDown, 10h, "expiry");
        QVERIFY(!run.delay.underWay);
        QVERIFY(run.delay.length() > 5h && run.delay.length() < 6h);
    }

    void noLetterHasNoDelay()
    {
        const Run run(kDown, 500ms); // it is not written yet
        QVERIFY(run.delay.stays.empty());
        QVERIFY(run.told().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstStoryDelay)
#include "tst_story_delay.moc"
