// What a person did in a run and was kept in the file happens again when the file is run: the same records, at the same
// times.
#include "sim/scenario/keep.h"
#include "sim/scenario/reader.h"
#include "tests/scenario/random_person.h"
#include "tests/scenario/rerun.h"

#include <QTest>

using namespace mf;
using mf::test::differenceOf;
using mf::test::LiveRun;

class TstScenarioRerun : public QObject {
    Q_OBJECT

private slots:
    void tendingHappensAgain_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("imap") << "01-the-first-letter.yaml";
        QTest::newRow("pop3") << "04-pop3-takes-it-away.yaml";
    }
    void tendingHappensAgain()
    {
        QFETCH(QString, name);
        LiveRun run(name);
        QVERIFY(run.until(Kind::LetterRead)); // the person sees it, and acts at that very moment
        const std::string client(run.last().facts.text(Key::Device));
        const auto uid = Uid(std::stoul(std::string(run.last().facts.text(Key::Uid))));
        run.act(TendLetterAt{client, "INBOX", uid, node::Tending::MarkUnseen});
        run.act(TendLetterAt{client, "INBOX", uid, node::Tending::MarkSeen});
        run.toEnd();
        run.act(TendLetterAt{client, "INBOX", uid, node::Tending::Delete});
        run.toEnd();
        const std::string text = run.saved();
        QVERIFY2(text.contains(", mark: { letter: ") && text.contains(", as: unread } }")
                     && text.contains(", delete: { letter: "),
                 text.c_str());
        QCOMPARE(differenceOf(run, text), QString());
    }

    void aLetterThatIsMovedIsMovedAgain()
    {
        LiveRun run(QStringLiteral("01-the-first-letter.yaml"));
        QVERIFY(run.until(Kind::LetterRead));
        const std::string client(run.last().facts.text(Key::Device));
        const auto uid = Uid(std::stoul(std::string(run.last().facts.text(Key::Uid))));
        run.act(CheckMailAt{client, "Archive"});
        run.toEnd();
        run.act(TendLetterAt{client, "INBOX", uid, node::Tending::Move, "Archive"});
        run.toEnd();
        const std::string text = run.saved();
        QVERIFY2(text.contains(", mailbox: Archive } }") && text.contains(", move: { letter: "),
                 text.c_str());
        QCOMPARE(differenceOf(run, text), QString());
    }

    void aLetterThatIsTakenOutIsTakenOutAgain()
    {
        LiveRun run(QStringLiteral("01-the-first-letter.yaml"));
        FaultSpec down;
        down.node = "mail.example.org";
        down.link = kPerfectLink;
        run.act(BeginFault{down});
        SendAction letter;
        letter.id = "by-hand-1";
        letter.from = "alice@example.org";
        letter.client = "alice-laptop";
        letter.to = {"bob@example.org"};
        letter.body = "No.";
        QVERIFY(run.step());
        run.act(SendLetter{letter});
        const MailId mail = run.history().world().letterNamed("by-hand-1");
        do
            QVERIFY(run.until(Kind::RetryScheduled));
        while (run.last().mail != mail);
        run.act(DiscardLetterAt{"alice-laptop", mail});
        QCOMPARE(run.last().kind, Kind::LetterDropped);
        const std::string text = run.saved();
        QVERIFY2(text.contains(", discard: { letter: by-hand-1, client: alice-laptop } }"), text.c_str());
        run.toEnd();
        QCOMPARE(differenceOf(run, text), QString());
    }

    void aConversationIsTypedAgain_data()
    {
        QTest::addColumn<bool>("hangsUp");
        QTest::newRow("hung up") << true;
        QTest::newRow("still open") << false;
    }
    void aConversationIsTypedAgain()
    {
        QFETCH(bool, hangsUp);
        LiveRun run(QStringLiteral("01-the-first-letter.yaml"));
        run.toEnd();
        run.act(
            TypeAction{.node = "alice-laptop", .server = "mail.example.org", .lines = {}, .staysOpen = true});
        const StreamId stream = run.last().stream;
        QVERIFY(stream != StreamId::None);
        // Each line at the very moment at which the answer to the one before has come; it may not be overtaken.
        for (const char *line : {"EHLO alice", "STARTTLS", "EHLO alice", "MAIL FROM:<alice@example.org>",
                                 "RCPT TO:<bob@example.org>", "DATA"}) {
            QVERIFY(run.until(Kind::Act));
            run.act(TypeLineAt{stream, line});
        }
        QVERIFY(run.until(Kind::Act));
        for (const char *line : {"Subject: by hand", "", "Hello: \"#1\"", "."})
            run.act(TypeLineAt{stream, line});
        QVERIFY(run.until(Kind::Act));
        const std::string open = run.saved();
        QVERIFY2(open.contains(", hang-up: false } }"), open.c_str());
        if (hangsUp)
            run.act(HangUpAt{stream});
        run.toEnd();
        QVERIFY(run.count(Kind::LetterStored) == 2);
        QCOMPARE(differenceOf(run, hangsUp ? run.saved() : open), QString());

        // Half of it was saved before: the rest goes into the same action.
        Doings first = run.doings(), rest = first;
        first.acts.resize(5);
        rest.acts.erase(rest.acts.begin(), rest.acts.begin() + 5);
        const auto half = kept(run.text(), "", first);
        QVERIFY(half);
        const auto whole = kept(*half, "", rest);
        QVERIFY(whole);
        QCOMPARE(*whole, run.saved());
    }

    void whateverIsDoneHappensAgain_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("seed");
        for (const char *name : {"01-the-first-letter.yaml", "02-another-network.yaml",
                                 "04-pop3-takes-it-away.yaml", "05-imap-keeps-it.yaml"})
            for (int seed = 1; seed <= 6; ++seed)
                QTest::newRow(qPrintable(QStringLiteral("%1, %2").arg(QLatin1String(name)).arg(seed)))
                    << QString::fromLatin1(name) << seed;
    }
    void whateverIsDoneHappensAgain()
    {
        QFETCH(QString, name);
        QFETCH(int, seed);
        LiveRun run(name);
        mf::test::RandomPerson person(std::uint64_t(seed) * 1'000 + 1);
        Instant last{};
        for (int acts = 0, tries = 0; acts < 14 && tries < 5'000; ++tries) {
            const std::size_t steps = 1 + person.upTo(30);
            for (std::size_t i = 0; i < steps; ++i)
                run.step();
            const World &world = run.history().world();
            const Instant now = world.now();
            if (now == last || world.nextAt() == now) // two at one moment may change places in the file
                continue;
            if (const auto act = person.act(world)) {
                run.act(*act);
                last = now;
                ++acts;
            }
        }
        run.toEnd();
        for (const DoneAct &done : run.doings().acts)
            QVERIFY(done.much == Keepable::Whole || std::holds_alternative<TypeLineAt>(done.act)
                    || std::holds_alternative<HangUpAt>(done.act)); // where the connection had gone
        QCOMPARE(differenceOf(run, run.saved(), mf::test::Compare::ByThemselves), QString());
    }

    void aLetterWithoutANameIsBeyondTheFile()
    {
        LiveRun run(QStringLiteral("05-imap-keeps-it.yaml"));
        SendAction letter;
        letter.from = "alice@example.org";
        letter.to = {"bob@example.org"};
        run.act(SendLetter{letter}); // as a program outside would: nobody has named it
        QVERIFY(run.until(Kind::LetterRead));
        const std::string client(run.last().facts.text(Key::Device));
        run.act(TendLetterAt{client, "INBOX", 99, node::Tending::MarkSeen}); // none is there
        QCOMPARE(run.doings().acts.back().much, Keepable::Not);
    }
};

QTEST_GUILESS_MAIN(TstScenarioRerun)
#include "tst_scenario_rerun.moc"
