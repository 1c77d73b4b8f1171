// Looking back: any step of a run, exactly; branches that keep the old future.
#include "sim/kernel/fingerprint.h"
#include "sim/kernel/random.h"
#include "tests/world/worlds.h"

#include <QtTest>

using namespace mf;
using namespace mf::test;

namespace {

void runToEnd(History &history)
{
    while (history.forward()) { }
}

SendLetter another(const std::string &id)
{
    return {SendAction{id, "alice@example.org", {}, {"bob@example.org"}, "Again", "Once more.\n", {}}};
}

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

private slots:
    void seekingToAnyStepAndRunningOnGivesTheSameTrace()
    {
        History history(built(twoNetworks()));
        runToEnd(history);
        const auto expected = fingerprintOf(history.trace());
        const StepIndex end = history.stepCount();
        RandomStream random(1, "seek");
        for (int i = 0; i < 200; ++i) {
            const StepIndex to = random.below(end + 1);
            history.seek(to);
            QCOMPARE(history.position(), to);
            QCOMPARE(history.world().nextRecord(), history.recordsShown());
        }
        runToEnd(history);
        QCOMPARE(history.stepCount(), end);
        QVERIFY(fingerprintOf(history.trace()) == expected);
        QVERIFY(!history.divergence());
    }

    void mailboxesAndQueuesAreAsTheyWere()
    {
        History history(built(oneServer()));
        const auto letters = [&] {
            std::size_t count = 0;
            for (const auto &box :
                 history.world().view(history.world().nodeNamed("mail.example.org")).mailboxes)
                count += box.mailbox->letters.size();
            return count;
        };
        std::vector<std::size_t> seen{letters()};
        while (history.forward())
            seen.push_back(letters());
        QCOMPARE(seen.back(), std::size_t{1});
        for (StepIndex n = history.stepCount() + 1; n-- > 0;) {
            history.seek(n);
            QCOMPARE(letters(), seen[n]);
        }
    }

    void stepsAndRecordsFindEachOther()
    {
        History history(built(twoNetworks()));
        runToEnd(history);
        for (StepIndex n = 0; n < history.stepCount(); ++n)
            for (Index record = history.recordsAfter(n); record < history.recordsAfter(n + 1); ++record)
                QCOMPARE(history.stepOfRecord(record), n);
        QCOMPARE(history.recordsAfter(history.stepCount()), Index{history.trace().size()});
    }

    void actingInThePastKeepsTheOldFuture()
    {
        History history(built(oneServer()));
        runToEnd(history);
        const auto old = fingerprintOf(history.trace());
        const StepIndex oldEnd = history.stepCount();
        const StepIndex at = oldEnd / 2;
        history.seek(at);
        history.apply(PersonAct{another("second")});
        QVERIFY(history.branch() != BranchId::Main);
        QCOMPARE(history.branches().size(), std::size_t{2});
        QCOMPARE(history.branches()[1].forkedAt, at);
        runToEnd(history);
        const auto fresh = fingerprintOf(history.trace());
        QVERIFY(fresh != old);
        history.seek(at / 2); // before the fork: the parent's checkpoints serve
        runToEnd(history);
        QVERIFY(fingerprintOf(history.trace()) == fresh);

        history.switchTo(BranchId::Main);
        QCOMPARE(history.stepCount(), oldEnd);
        QVERIFY(fingerprintOf(history.trace()) == old);
        history.seek(at);
        runToEnd(history);
        QVERIFY(fingerprintOf(history.trace()) == old);
        history.switchTo(BranchId{1});
        QVERIFY(fingerprintOf(history.trace()) == fresh);
        QVERIFY(!history.divergence());
    }

    void branchesKnowWhatTheyShareAndWhatOpenedThem()
    {
        History history(built(oneServer()));
        runToEnd(history);
        const StepIndex end = history.stepCount();
        const Index records = history.trace().size();
        history.seek(end - 2);
        history.fork(); // 1, from Main
        QCOMPARE(history.branch(), BranchId{1});
        QVERIFY(history.atEnd());
        QCOMPARE(history.trace(BranchId::Main).size(), records);
        QVERIFY(!history.branches()[1].opening);
        history.apply(WallClock{history.world().now() + 1us}); // no person's act
        QVERIFY(!history.branches()[1].opening);
        history.apply(PersonAct{another("second")});
        runToEnd(history);
        QCOMPARE(history.branches()[1].opening->facts.text(Key::Letter), std::string_view("second"));
        history.seek(5);
        history.apply(PersonAct{another("third")}); // 2, from 1, before the two parted
        runToEnd(history);
        QCOMPARE(history.branches()[2].opening->facts.text(Key::Letter), std::string_view("third"));
        QCOMPARE(history.branches()[2].forkedWhen, history.step(4).at);
        QCOMPARE(history.sharedSteps(BranchId{2}, BranchId{1}), StepIndex{5});
        QCOMPARE(history.sharedSteps(BranchId::Main, BranchId{2}), StepIndex{5});
        QCOMPARE(history.sharedSteps(BranchId{1}, BranchId::Main), end - 2);
        QCOMPARE(history.sharedSteps(BranchId{2}, BranchId{2}), history.stepCount());
        QVERIFY(!history.branches()[0].opening);
    }

    void actingAtTheEndIsNoBranch()
    {
        History history(built(oneServer()));
        runToEnd(history);
        history.apply(PersonAct{another("second")});
        runToEnd(history);
        QCOMPARE(history.branches().size(), std::size_t{1});
        history.seek(0);
        history.seek(history.stepCount());
        QVERIFY(!history.divergence());
    }

    void fewCheckpointsMeanLongerReplaysNotOtherOnes()
    {
        History::Options few;
        few.checkpointEvery = 16;
        few.checkpointLimit = 4;
        History history(built(twoNetworks()), few);
        runToEnd(history);
        const auto expected = fingerprintOf(history.trace());
        for (StepIndex n = 0; n < history.stepCount(); n += 13)
            history.seek(history.stepCount() - n);
        runToEnd(history);
        QVERIFY(fingerprintOf(history.trace()) == expected);
        QVERIFY(!history.divergence());
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
