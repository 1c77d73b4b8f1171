// What a run goes on until: letters by name before they are written, replies by their class, machines.
#include "sim/story/watch.h"

#include <QTest>

using namespace mf;
using story::ReplyClass;
using story::Wanted;
using story::Watch;

namespace {

Record reply(std::string_view code, std::uint32_t from = 1, std::uint32_t to = 0)
{
    Record record;
    record.kind = Kind::Segment;
    record.from = NodeId{from};
    record.to = NodeId{to};
    record.facts.add(Key::Code, code);
    return record;
}

Record letter(Kind kind, std::uint64_t mail, std::string_view name = {}, std::uint32_t node = 1)
{
    Record record;
    record.kind = kind;
    record.mail = MailId{mail};
    record.from = NodeId{node};
    if (!name.empty())
        record.facts.add(Key::Letter, name);
    return record;
}

} // namespace

class TstStoryWatch : public QObject {
    Q_OBJECT

private slots:
    void repliesHaveTheClassOfTheirMeaning_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("meaning");
        for (const auto &[code, meaning] : {std::pair("250", 2),
                                            {"354", 3},
                                            {"451", 4},
                                            {"550", 5},
                                            {"+OK", 2},
                                            {"-ERR", 5},
                                            {"OK", 2},
                                            {"NO", 5},
                                            {"BAD", 5},
                                            {"+", 3},
                                            {"BYE", 4},
                                            {"*", 0},
                                            {"150", 0},
                                            {"600", 0},
                                            {"25", 0}})
            QTest::newRow(code) << QByteArray(code) << meaning;
    }
    void repliesHaveTheClassOfTheirMeaning()
    {
        QFETCH(QByteArray, code);
        QFETCH(int, meaning);
        const auto found = story::replyClassesOf(reply(code.toStdString()));
        QCOMPARE(found.empty() ? 0 : int(found.front()), meaning);
    }

    void eachReplyOfAPipelinedGroupHasItsClass()
    {
        Record group = reply("250");
        group.facts.add(Key::Count, 3);
        group.bytes = Slices(std::string("250 2.1.0 ok\r\n250 2.1.5 ok\r\n354 go on\r\n"));
        const std::vector<story::ReplyClass> expected{story::ReplyClass::Done, story::ReplyClass::Done,
                                                      story::ReplyClass::GoOn};
        QVERIFY(story::replyClassesOf(group) == expected);
    }

    void fateOfAnyLetterStops()
    {
        Watch watch(Wanted{.fate = Fate::Stored});
        QVERIFY(!watch.stopsAfter(letter(Kind::LetterAccepted, 1)));
        QVERIFY(!watch.stopsAfter(reply("250")));
        QVERIFY(watch.stopsAfter(letter(Kind::LetterStored, 7)));
    }

    void letterIsKnownByItsNameOnceItIsWritten()
    {
        Watch watch(Wanted{.fate = Fate::Stored, .letter = "hello"});
        QVERIFY(!watch.stopsAfter(letter(Kind::LetterStored, 1)));
        QVERIFY(!watch.stopsAfter(letter(Kind::LetterWritten, 2, "other")));
        QVERIFY(!watch.stopsAfter(letter(Kind::LetterWritten, 3, "hello")));
        QVERIFY(!watch.stopsAfter(letter(Kind::LetterStored, 2)));
        QVERIFY(watch.stopsAfter(letter(Kind::LetterStored, 3)));
    }

    void writingItselfCanBeWaitedFor()
    {
        Watch watch(Wanted{.fate = Fate::Written, .letter = "hello"});
        QVERIFY(watch.stopsAfter(letter(Kind::LetterWritten, 3, "hello")));
    }

    void machineNarrowsWhatIsWanted()
    {
        Watch watch(Wanted{.reply = ReplyClass::NotNow, .node = NodeId{4}});
        QVERIFY(!watch.stopsAfter(reply("451", 1, 0)));
        QVERIFY(!watch.stopsAfter(reply("250", 4, 0)));
        QVERIFY(watch.stopsAfter(reply("451", 4, 0)));
        QVERIFY(watch.stopsAfter(reply("451", 1, 4)));
        Watch anything(Wanted{.node = NodeId{4}});
        QVERIFY(anything.stopsAfter(letter(Kind::LetterQueued, 1, {}, 4)));
        QVERIFY(!anything.stopsAfter(letter(Kind::LetterQueued, 1, {}, 3)));
    }
};

QTEST_GUILESS_MAIN(TstStoryWatch)
#include "tst_story_watch.moc"
