// The ladder's lay-out: lifelines in the order in which they are met, arrows that only go down, labels with
// room, silence compressed, DNS folded; and the SVG file that is made of it.
#include "sim/scenario/reader.h"
#include "sim/story/ladder.h"
#include "sim/world/world.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace mf;
using namespace mf::story;

namespace {

struct Played {
    explicit Played(const char *file)
        : world(*World::build(readScenarioFile(std::string(MF_SOURCE_DIR "/scenarios/") + file)->base))
    {
        while (auto step = world.step())
            for (Record &record : step->records)
                trace.push_back(std::move(record));
    }

    Ladder ladder(bool foldsDns, Index records = kNoIndex) const
    {
        Ladder ladder({nodeNames(world), [](const Record &record) { return record.bytes; },
                       foldsDns ? machinesOfDns(world) : std::set<NodeId>{}, "DNS", &Words::builtIn("en")});
        ladder.grow(trace, std::min<Index>(records, trace.size()));
        return ladder;
    }

    World world;
    Trace trace;
};

QStringList names(const Ladder &ladder)
{
    QStringList names;
    for (const LadderLane &lane : ladder.lanes())
        names << QString::fromStdString(lane.name);
    return names;
}

} // namespace

class TstStoryLadder : public QObject {
    Q_OBJECT

private slots:
    void lifelinesStandInTheOrderInWhichTheyAreMet()
    {
        const Played run("02-another-network.yaml");
        const QStringList folded = names(run.ladder(true));
        QCOMPARE(folded.first(), QString("alice-laptop"));
        QCOMPARE(int(folded.count("DNS")), 1);
        QVERIFY(folded.contains("mx.example.net"));
        const QStringList open = names(run.ladder(false));
        QVERIFY(open.size() > folded.size());
        QVERIFY(!open.contains("DNS"));
        QVERIFY(run.ladder(false).arrows().size() > run.ladder(true).arrows().size());
    }

    void everyArrowHasRoomForItsLabel()
    {
        const Played run("02-another-network.yaml");
        const Ladder ladder = run.ladder(false);
        std::int64_t last = 0;
        for (const LadderArrow &arrow : ladder.arrows()) {
            QVERIFY(arrow.y >= last + Ladder::kRow);
            last = arrow.y;
            const QString label = QString::fromStdString(ladder.label(arrow, run.trace[arrow.record]));
            QVERIFY(!label.isEmpty());
            const int span =
                std::max(Ladder::kLane, std::abs(Ladder::laneX(arrow.from) - Ladder::laneX(arrow.to)));
            QVERIFY2(label.size() * Ladder::kCharacter <= span, qPrintable(label));
        }
        QVERIFY(ladder.height(ladder.arrows().size()) >= last + Ladder::kRow);
    }

    void growingChangesNothingAboveIt()
    {
        const Played run("02-another-network.yaml");
        const Ladder whole = run.ladder(true);
        for (Index records = 0; records <= run.trace.size(); records += 7) {
            const Ladder part = run.ladder(true, records);
            QVERIFY(std::ranges::equal(part.arrows(), std::span(whole.arrows()).first(part.arrows().size())));
            QCOMPARE(part.arrows().size(), whole.countBefore(records));
        }
    }

    void silenceIsOneRowHoweverLong()
    {
        const Played run("07-the-receiving-server-is-down.yaml");
        const Ladder ladder = run.ladder(true);
        bool minutes = false;
        for (std::size_t i = 1; i < ladder.arrows().size(); ++i) {
            const LadderArrow &arrow = ladder.arrows()[i], &before = ladder.arrows()[i - 1];
            const bool silent = run.trace[arrow.record].at - run.trace[before.record].at >= Ladder::kSilence;
            QCOMPARE(arrow.silenceUs > 0, silent);
            QCOMPARE(arrow.y - before.y, std::int64_t(silent ? 2 * Ladder::kRow : Ladder::kRow));
            minutes |= arrow.silenceUs > 60'000'000;
        }
        QVERIFY(minutes);
    }

    void arrowsAreFoundByRecordAndByHeight()
    {
        const Played run("01-the-first-letter.yaml");
        const Ladder ladder = run.ladder(true);
        for (std::size_t i = 0; i < ladder.arrows().size(); ++i) {
            const LadderArrow &arrow = ladder.arrows()[i];
            QCOMPARE(ladder.arrowOf(arrow.record), i);
            QCOMPARE(ladder.firstBelow(arrow.y), i);
        }
        QCOMPARE(ladder.firstBelow(1'000'000'000), ladder.arrows().size());
        QCOMPARE(ladder.arrowOf(run.trace.size()), ladder.arrows().size());
    }

    void theFileIsWellFormedAndHasEveryArrow()
    {
        const Played run("02-another-network.yaml");
        const Ladder ladder = run.ladder(true);
        const std::string svg = ladderSvg(ladder, run.trace, ladder.arrows().size(), "a <title> & \"more\"");
        QCOMPARE(ladderSvg(run.ladder(true), run.trace, ladder.arrows().size(), "a <title> & \"more\""), svg);
        std::string inPieces = ladderSvgHead(ladder, ladder.arrows().size(), "a <title> & \"more\"");
        for (std::size_t i = 0; i < ladder.arrows().size(); ++i)
            inPieces += ladderSvgArrows(ladder, run.trace, i, i + 1);
        QCOMPARE(inPieces + std::string(kLadderSvgTail), svg);
        QXmlStreamReader xml(QByteArray::fromStdString(svg));
        std::size_t ends = 0;
        bool spoken = false;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement())
                ends += xml.name() == u"path" || xml.name() == u"circle";
            spoken |= xml.isCharacters() && xml.text().startsWith(u"MAIL FROM:<alice@example.org>");
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(ends, ladder.arrows().size());
        QVERIFY(spoken);
    }

    void timesAreShort_data()
    {
        QTest::addColumn<qint64>("us");
        QTest::newRow("2.315 s") << qint64(2'315'000);
        QTest::newRow("1.567 s") << qint64(1'566'600);
        QTest::newRow("4 min 02.0 s") << qint64(242'000'000);
        QTest::newRow("3 h 05 min") << qint64(11'100'000'000);
    }
    void timesAreShort()
    {
        QFETCH(qint64, us);
        const Words &english = Words::builtIn("en"), &german = Words::builtIn("de");
        const QString expected(QTest::currentDataTag());
        QCOMPARE(QString::fromStdString(ladderTime(us, english)), expected);
        QCOMPARE(QString::fromStdString(ladderTime(us, german)), QString(expected).replace(u'.', u','));
    }
};

QTEST_GUILESS_MAIN(TstStoryLadder)
#include "tst_story_ladder.moc"
