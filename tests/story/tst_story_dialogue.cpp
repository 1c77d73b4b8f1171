// Conversations read off a trace: sessions, the letters they carried, lines with long texts folded,
// passwords masked.
#include "sim/scenario/reader.h"
#include "sim/story/dialogue.h"
#include "sim/story/secrets.h"
#include "sim/world/world.h"

#include <QTest>

using namespace mf;
using namespace mf::story;

namespace {

Record record(Trace &trace, Kind kind, std::uint64_t stream, bool fromClient, std::string octets = {})
{
    Record record;
    record.id = trace.size();
    record.kind = kind;
    record.stream = StreamId(stream);
    record.from = NodeId{fromClient ? 0u : 1u};
    record.to = NodeId{fromClient ? 1u : 0u};
    record.bytes = Slices(std::move(octets));
    trace.push_back(record);
    return record;
}

Slices plain(const Record &record) { return record.bytes; }

std::string lines(std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += std::to_string(i) + "\r\n";
    return text;
}

struct Talk {
    explicit Talk(const Trace &trace, StreamId stream, std::set<Index> unfolded = {}, Index end = kNoIndex)
    {
        TalkSessions sessions;
        sessions.grow(trace, trace.size());
        appendTalk(rows, *sessions.of(stream), trace, end, unfolded, plain);
        for (const TalkRow &row : rows)
            said << QString::fromStdString(
                row.is == TalkRow::Is::Client   ? "C: " + talkLine(row, trace[row.record], plain)
                : row.is == TalkRow::Is::Server ? "S: " + talkLine(row, trace[row.record], plain)
                : row.is == TalkRow::Is::Header ? "header"
                : row.is == TalkRow::Is::Note   ? "note"
                : row.is == TalkRow::Is::More   ? "more " + std::to_string(row.octets)
                                                : "less");
    }
    std::vector<TalkRow> rows;
    QStringList said;
};

/// A scenario played to its end.
Trace played(const char *file)
{
    const auto read = readScenarioFile(std::string(MF_SOURCE_DIR "/scenarios/") + file);
    auto world = World::build(read->base);
    Trace trace;
    while (auto step = world->step())
        for (Record &record : step->records)
            trace.push_back(std::move(record));
    return trace;
}

} // namespace

class TstStoryDialogue : public QObject {
    Q_OBJECT

private slots:
    void linesHaveTheirSpeaker()
    {
        Trace trace;
        record(trace, Kind::StreamOpened, 1, true);
        record(trace, Kind::Segment, 1, false, "220 mx\r\n");
        record(trace, Kind::Segment, 2, true, "other\r\n");
        record(trace, Kind::Segment, 1, true, "EHLO a\r\nNOOP\r\n");
        record(trace, Kind::Segment, 1, false, "cut");
        record(trace, Kind::StreamClosed, 1, true);
        QCOMPARE(Talk(trace, StreamId{1}).said,
                 QStringList({"header", "note", "S: 220 mx", "C: EHLO a", "C: NOOP", "S: cut", "note"}));
        QCOMPARE(Talk(trace, StreamId{1}, {}, 2).said, QStringList({"header", "note", "S: 220 mx"}));
    }

    void longTextsFold()
    {
        Trace trace;
        record(trace, Kind::Segment, 1, true, lines(kFoldedLines + 1));
        record(trace, Kind::Segment, 1, true, lines(kFoldedLines + 2));
        record(trace, Kind::Segment, 1, true, lines(kUnfoldedLines + 1));
        const Talk folded(trace, StreamId{1});
        QCOMPARE(int(folded.said.count("more 2")), 1);
        QCOMPARE(folded.rows.size(), 1 + (kFoldedLines + 1) + 2 * (kFoldedLines + 1));
        const Talk unfolded(trace, StreamId{1}, {1, 2});
        QCOMPARE(int(unfolded.said.count("less")), 2);
        QCOMPARE(unfolded.rows.size(), 1 + (kFoldedLines + 1) + (kFoldedLines + 3) + (kUnfoldedLines + 1));
        QCOMPARE(unfolded.rows.back().octets, 1u); // the one that is too many stays away
    }

    void octetsThatAreNoTextAreShownAsWhatTheyAre()
    {
        Trace trace;
        record(trace, Kind::Segment, 1, true, "a\xff\x01\n\r\n");
        QCOMPARE(Talk(trace, StreamId{1}).said, QStringList({"header", "C: a\uFFFD\\x01", "C: "}));
    }

    void aLetterIsFollowedThroughAllItsSessions()
    {
        const Trace trace = played("02-another-network.yaml");
        TalkSessions sessions;
        sessions.grow(trace, trace.size());
        QStringList protocols;
        for (const std::size_t place : sessions.ofLetter(MailId{1}))
            protocols << QString::fromStdString(sessions.all()[place].protocol);
        QCOMPARE(protocols, QStringList({"submission", "smtp", "lmtp", "imap"}));
        QVERIFY(sessions.ofLetter(MailId{999}).empty());
    }

    void sessionsAreInTheOrderOfTheirBeginning()
    {
        const Trace trace = played("02-another-network.yaml");
        TalkSessions whole, grown;
        whole.grow(trace, trace.size());
        for (Index i = 0; i <= trace.size(); ++i) {
            grown.grow(trace, i);
            QCOMPARE(grown.all().size(), whole.countBefore(i));
        }
        for (std::size_t i = 0; i < whole.all().size(); ++i)
            QCOMPARE(whole.placeOf(whole.all()[i].stream), i);
        QVERIFY(!whole.of(StreamId{9999}));
    }
};

QTEST_GUILESS_MAIN(TstStoryDialogue)
#include "tst_story_dialogue.moc"
