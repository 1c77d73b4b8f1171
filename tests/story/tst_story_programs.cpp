// What mail programs and terminals are told by a trace.
#include "sim/story/desk.h"
#include "sim/story/typing.h"

#include <QTest>

using namespace mf;
using Progress = story::WrittenLetter::Progress;

namespace {

constexpr NodeId kPc{0};
constexpr NodeId kServer{1};

Record &add(std::vector<Record> &records, Kind kind, std::uint64_t mail = 0)
{
    Record record;
    record.id = records.size();
    record.kind = kind;
    record.from = kPc;
    record.mail = MailId{mail};
    records.push_back(std::move(record));
    return records.back();
}

Trace traceOf(const std::vector<Record> &records)
{
    Trace trace;
    for (const Record &record : records)
        trace.push_back(record);
    return trace;
}

node::NodeView holding(std::uint64_t mail, const char *state)
{
    node::NodeView view;
    node::QueueItemView item;
    item.mail = MailId{mail};
    item.state = state;
    view.queue.push_back(item);
    return view;
}

} // namespace

class TestStoryPrograms : public QObject {
    Q_OBJECT

private slots:
    void aLetterWaitsUntilTheServerHasIt()
    {
        std::vector<Record> records;
        add(records, Kind::LetterWritten, 1);
        add(records, Kind::AttemptFailed, 1)
            .facts.add(Key::Reason, "no such user")
            .add(Key::Code, 550)
            .add(Key::Status, "5.1.1")
            .add(Key::Recipient, "x@y.test");
        const Trace trace = traceOf(records);
        story::Desk desk;
        desk.grow(trace, trace.size());
        const auto at = [&](Index shown, const node::NodeView &view) {
            return desk.lettersOf(kPc, trace, shown, view);
        };
        QVERIFY(at(0, {}).empty());
        QVERIFY(at(1, holding(1, "waiting")).at(0).progress == Progress::Waiting);
        QVERIFY(at(1, holding(1, "sending")).at(0).progress == Progress::BeingSent);
        QVERIFY(at(1, {}).at(0).progress == Progress::Taken);
        QVERIFY(at(1, {}).at(0).said.empty());
        const auto refused = at(2, holding(1, "failed")).at(0);
        QVERIFY(refused.progress == Progress::Refused);
        QCOMPARE(refused.said, "550 5.1.1 no such user");
        QCOMPARE(refused.about, "x@y.test");
        QVERIFY(desk.lettersOf(kServer, trace, 2, {}).empty());
    }

    void theLastLookForMailIsKnown()
    {
        std::vector<Record> records;
        add(records, Kind::Decision).facts.add(Key::Rule, "nothing-new");
        add(records, Kind::AttemptFailed).facts.add(Key::Action, "check-mail");
        const Trace trace = traceOf(records);
        story::Desk desk;
        desk.grow(trace, trace.size());
        QVERIFY(!desk.lastCheck(kPc, 0));
        QCOMPARE(desk.lastCheck(kPc, 1).value_or(9), 0u);
        QCOMPARE(desk.lastCheck(kPc, 2).value_or(9), 1u);
        QVERIFY(!desk.lastCheck(kServer, 2));
    }

    void onlyWhatIsTypedByHandIsATalk()
    {
        std::vector<Record> records;
        add(records, Kind::Act).facts.add(Key::Action, "connect").add(Key::Service, "pop3");
        for (const Index cause : {Index(0), kNoIndex}) {
            Record &opening = add(records, Kind::StreamOpening);
            opening.cause = cause;
            opening.to = kServer;
            opening.stream = StreamId(1 + records.size());
        }
        const Trace trace = traceOf(records);
        story::Typings typings;
        typings.grow(trace, trace.size());
        QCOMPARE(typings.all().size(), 1u);
        QVERIFY(typings.newest(kPc, kServer, node::Service::Pop3, 2));
        QVERIFY(!typings.newest(kPc, kServer, node::Service::Pop3, 1));
        QVERIFY(!typings.newest(kPc, kServer, node::Service::Imap, 2));
    }

    void examplesAreFilledIn()
    {
        const story::Typist alice{"pc", "alice@x.test", "bob@x.test", "a3"};
        QCOMPARE(story::exampleLine(node::Service::Submission, "MAIL", alice), "MAIL FROM:<alice@x.test>");
        QCOMPARE(story::exampleLine(node::Service::Imaps, "SELECT", alice), "a3 SELECT INBOX");
        QCOMPARE(story::exampleLine(node::Service::Pop3, "STAT", alice), "STAT");
        QCOMPARE(story::hintKey(node::Service::Lmtp, "DATA"), "type.smtp.DATA");
        QCOMPARE(story::plainResponse("tim", "tanstaaftanstaaf"),
                 "AHRpbQB0YW5zdGFhZnRhbnN0YWFm"); // RFC 4616 section 4
    }
};

QTEST_GUILESS_MAIN(TestStoryPrograms)
#include "tst_story_programs.moc"
