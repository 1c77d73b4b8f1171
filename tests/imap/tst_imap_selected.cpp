// What a client is told of changes, and when: sequence numbers, EXPUNGE held back (RFC 3501 section 7.4.1),
// \Recent.
#include "sim/imap/selected.h"
#include "sim/kernel/random.h"

#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::imap;
using Qt::StringLiterals::operator""_s;

namespace {

struct Wanted {
    Uid uid;
    std::uint8_t flags = 0;
};

Mailbox mailbox(const std::vector<Wanted> &wishes, Uid uidNext = 100)
{
    auto box = std::make_shared<MailboxSnapshot>();
    box->name = "INBOX";
    box->uidNext = uidNext;
    for (const Wanted &wish : wishes) {
        StoredLetter letter;
        letter.uid = wish.uid;
        letter.flags.system = wish.flags;
        box->letters.push_back(letter);
    }
    return box;
}

Selected selected(const std::vector<Wanted> &wishes, Uid firstRecent = 0)
{
    return {MailboxOpened{mailbox(wishes), firstRecent}, "INBOX", Selected::Access::ReadWrite};
}

std::string told(Selected &box, Expunges expunges, Numbering numbering = Numbering::Sequence)
{
    std::string out;
    for (const Untagged &one : box.tell(expunges, numbering))
        out += one.line + '|';
    return out;
}

std::string placesOf(const Selected &box, const char *written, Numbering numbering)
{
    Lexer in(written);
    const auto places = box.places(parseSequenceSet(in), numbering);
    if (!places)
        return "bad";
    std::string out;
    for (const PlaceRange &range : *places)
        out += std::to_string(range.first) + '-' + std::to_string(range.last) + ' ';
    return out;
}

} // namespace

class TestImapSelected : public QObject {
    Q_OBJECT

private slots:
    void numbersNamePlaces_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<bool>("byUid");
        QTest::addColumn<QString>("places");
        QTest::newRow("numbers") << u"1,3:4"_s << false << u"0-0 2-3 "_s;
        QTest::newRow("star") << u"2:*"_s << false << u"1-3 "_s;
        QTest::newRow("over the last") << u"5"_s << false << u"bad"_s;
        QTest::newRow("up to over the last") << u"1:5"_s << false << u"bad"_s;
        QTest::newRow("uids") << u"10,30:40"_s << true << u"0-0 2-3 "_s;
        QTest::newRow("uids that are none") << u"1:9,11:19,50"_s << true << u""_s;
        QTest::newRow("uids around") << u"15:35"_s << true << u"1-2 "_s;
        QTest::newRow("largest uid") << u"*"_s << true << u"3-3 "_s;
        QTest::newRow("from over the largest") << u"99:*"_s << true << u"3-3 "_s;
    }
    void numbersNamePlaces()
    {
        QFETCH(QString, set);
        QFETCH(bool, byUid);
        QFETCH(QString, places);
        const Selected box = selected({{10}, {20}, {30}, {40}});
        QCOMPARE(placesOf(box, set.toLatin1().constData(), byUid ? Numbering::Uid : Numbering::Sequence),
                 places.toStdString());
    }

    void inAnEmptyMailboxStarIsNoLetter()
    {
        const Selected box = selected({});
        QCOMPARE(placesOf(box, "*", Numbering::Sequence), std::string("bad"));
        QCOMPARE(placesOf(box, "*", Numbering::Uid), std::string());
        QCOMPARE(placesOf(box, "1:*", Numbering::Uid), std::string());
    }

    void expungesAreToldWithNumbersMovingUp()
    {
        Selected box = selected({{1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}});
        box.learn(mailbox({{1}, {2}, {5}, {6}, {8}, {9}, {10}}));
        QCOMPARE(told(box, Expunges::Told),
                 std::string("3 EXPUNGE|3 EXPUNGE|5 EXPUNGE|8 EXPUNGE|")); // RFC 3501 section 7.4.1
        QCOMPARE(box.size(), std::size_t(7));
        QCOMPARE(told(box, Expunges::Told), std::string());
    }

    void expungesAreHeldBackAndLettersStayReadable()
    {
        Selected box = selected({{1}, {2}, {3}});
        box.learn(mailbox({{1}, {3, Flags::Seen}, {4}}));
        QCOMPARE(told(box, Expunges::HeldBack), std::string("3 FETCH (FLAGS (\\Seen))|4 EXISTS|0 RECENT|"));
        QCOMPARE(box.letter(1).uid, Uid(2));
        QCOMPARE(told(box, Expunges::HeldBack), std::string());
        QCOMPARE(told(box, Expunges::Told), std::string("2 EXPUNGE|"));
        QCOMPARE(box.letter(2).uid, Uid(4));
    }

    void flagsAreToldWithUidsInUidCommands()
    {
        Selected box = selected({{10}, {20}});
        box.learn(mailbox({{10}, {20, Flags::Flagged}}));
        QVERIFY(box.flagsAreNews(1) && !box.flagsAreNews(0));
        QCOMPARE(told(box, Expunges::Told, Numbering::Uid),
                 std::string("2 FETCH (FLAGS (\\Flagged) UID 20)|"));
    }

    void flagsToldInAnotherWayAreNotToldAgain()
    {
        Selected box = selected({{10}, {20}});
        box.learn(mailbox({{10, Flags::Seen}, {20, Flags::Seen}}));
        QVERIFY(box.flags(0).has(Flags::Seen));
        box.noteFlagsTold(0);
        QCOMPARE(told(box, Expunges::HeldBack), std::string("2 FETCH (FLAGS (\\Seen))|"));
    }

    void silentStoreTellsOnlyWhatTheClientCannotKnow()
    {
        Selected box = selected({{10}, {20}, {30}});
        Flags seen;
        seen.system = Flags::Seen;
        box.learn(mailbox({{10, Flags::Seen}, {20, Flags::Seen | Flags::Flagged}, {30}}));
        box.assume({{0, 1}}, ChangeFlags::How::Add, seen);
        QCOMPARE(told(box, Expunges::HeldBack), std::string("2 FETCH (FLAGS (\\Flagged \\Seen))|"));
    }

    void storeTellsEveryLetterItNames()
    {
        Selected box = selected({{10, Flags::Seen}, {20}});
        box.learn(mailbox({{10, Flags::Seen}, {20}}));
        box.forgetFlags({{0, 0}});
        QCOMPARE(told(box, Expunges::HeldBack), std::string("1 FETCH (FLAGS (\\Seen))|"));
    }

    void newKeywordsAreToldBeforeTheyAreUsed()
    {
        Selected box = selected({{10}});
        auto next = std::make_shared<MailboxSnapshot>(*mailbox({{10}}));
        next->letters.setFlags(0, {0, {"$Junk"}}, 2);
        next->keywords = {"$Junk"};
        box.learn(next);
        QCOMPARE(
            told(box, Expunges::HeldBack),
            std::string(
                "FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Junk)|"
                "OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Junk \\*)] can be kept|"
                "1 FETCH (FLAGS ($Junk))|"));
    }

    void lettersFromFirstRecentOnAreRecent()
    {
        Selected box = selected({{10}, {20}, {30}}, 20);
        QCOMPARE(box.recentCount(), std::size_t(2));
        QVERIFY(!box.flags(0).has(Flags::Recent));
        QVERIFY(box.flags(1).has(Flags::Recent));
        box.learn(mailbox({{10}, {20}, {30}, {100}}, 101));
        QCOMPARE(told(box, Expunges::Told), std::string("4 EXISTS|3 RECENT|"));
    }

    void whatIsToldLeadsToTheMailbox()
    {
        // A client that applies what it is told has the mailbox's UIDs and flags, whatever happened.
        RandomStream random(17, "changes");
        for (int run = 0; run < 200; ++run) {
            std::vector<Wanted> now{{1}, {2}, {3}};
            Uid next = 4;
            Selected box = selected(now);
            std::vector<std::uint8_t> known(3, 0); // flags by place, as a client keeps them
            for (int step = 0; step < 20; ++step) {
                if (random.below(2) == 0)
                    now.push_back({next++, 0});
                if (!now.empty() && random.below(2) == 0)
                    now[random.below(now.size())].flags ^= Flags::Seen;
                if (!now.empty() && random.below(3) == 0)
                    now.erase(now.begin() + std::ptrdiff_t(random.below(now.size())));
                box.learn(mailbox(now, next));
                const bool last = step == 19;
                applyTo(known,
                        box.tell(last || random.below(2) ? Expunges::Told : Expunges::HeldBack,
                                 Numbering::Sequence),
                        box);
                QCOMPARE(known.size(), box.size());
            }
            QCOMPARE(known.size(), now.size());
            for (std::size_t i = 0; i < now.size(); ++i) {
                QCOMPARE(known[i], now[i].flags);
                QCOMPARE(box.letter(i).uid, now[i].uid);
            }
        }
    }

private:
    static void applyTo(std::vector<std::uint8_t> &known, const std::vector<Untagged> &told,
                        const Selected &box)
    {
        for (const Untagged &one : told) {
            Lexer in(one.line);
            const std::size_t number = one.verb == "FLAGS" ? 0 : in.number();
            if (one.verb == "EXPUNGE")
                known.erase(known.begin() + std::ptrdiff_t(number) - 1);
            else if (one.verb == "FETCH")
                known[number - 1] = one.line.contains("\\Seen") ? Flags::Seen : 0;
            else if (one.verb == "EXISTS")
                while (known.size() < number) // a client fetches the flags of new letters
                    known.push_back(box.letter(known.size()).flags.system);
        }
    }
};

QTEST_GUILESS_MAIN(TestImapSelected)
#include "tst_imap_selected.moc"
