// The window's way through time, with and without real clients.
#include "tests/live/caller.h"
#include "tests/live/world.h"

#include <QSignalSpy>
#include <QTest>
#include <QUdpSocket>

using namespace mf;
using namespace mf::live;
using namespace mf::test;
using node::Service;

class TestStepping : public QObject {
    Q_OBJECT

    std::unique_ptr<Driver> m_driver;

    void open(bool playActions, const ConnectionLimits &limits = {})
    {
        Driver::Options options;
        options.limits = limits;
        options.certificateDir = certificateDir();
        options.playActions = playActions;
        auto started = Driver::start(twoProviders(), std::move(options));
        QVERIFY2(started.has_value(), started ? "" : started.error().front().message.text().c_str());
        m_driver = std::move(*started);
    }
    void openDoors() { QVERIFY(m_driver->openDoors({.ephemeral = true, .first = {}}).has_value()); }
    void stepToTheEnd()
    {
        while (m_driver->stepForward()) { }
    }
    SendLetter letter() const
    {
        return {{"more", "alice@example.org", {}, {"bob@example.org"}, "More", "More.\n", {}}};
    }

private slots:
    void cleanup() { m_driver.reset(); }

    void stepsGoForwardAndBack()
    {
        open(true);
        QSignalSpy moved(m_driver.get(), &Driver::viewMoved);
        QVERIFY(m_driver->stepForward());
        QVERIFY(m_driver->stepForward());
        QCOMPARE(m_driver->viewPosition(), StepIndex{2});
        m_driver->stepBack();
        QCOMPARE(m_driver->viewPosition(), StepIndex{1});
        m_driver->seek(0);
        m_driver->stepBack();
        QCOMPARE(m_driver->viewPosition(), StepIndex{0});
        QCOMPARE(moved.size(), 4);
        stepToTheEnd();
        QVERIFY(!m_driver->history().divergence());
        QVERIFY(!m_driver->stepForward());
    }

    void whileTooMuchWaitsWhoComesWaitsOutsideAndDatagramsAreLost()
    {
        open(false, {.waiting = 2});
        openDoors();
        const quint16 door = portOf(*m_driver, "mx.example.net", Service::Smtp);
        Caller first, second, third;
        QVERIFY(first.call(door));
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        QVERIFY(second.call(door));
        QTRY_COMPARE(m_driver->waitingInputs(), 2);
        QVERIFY(third.call(door));
        QUdpSocket dns;
        dns.writeDatagram(QByteArray(12, '\0'), QHostAddress(QHostAddress::LocalHost),
                          portOf(*m_driver, "resolver", Service::Dns));
        first.say("NOOP\r\n"); // octets of those who are in have their own limit
        QTRY_COMPARE(m_driver->waitingInputs(), 3);
        QCOMPARE(m_driver->connectionCount(), 2);
        QVERIFY(m_driver->stepForward() && m_driver->stepForward());
        QTRY_COMPARE(m_driver->connectionCount(), 3);
        QVERIFY(third.isSilent());
    }

    void aStepLeapsNoFurtherThanAClientHasPatience()
    {
        open(false);
        openDoors();
        Caller caller;
        QVERIFY(caller.call(portOf(*m_driver, "mx.example.net", Service::Smtp)));
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        stepToTheEnd();
        QVERIFY(caller.reply().startsWith("220 "));
        // What comes next is that the server waits no longer (RFC 5321 section 4.5.3.2.7).
        const Instant next = m_driver->world().nextAt().value();
        QVERIFY(next > m_driver->world().now() + Driver::kLongestLeap);
        QVERIFY(!m_driver->stepForward());
        caller.say("NOOP\r\n"); // time passes by steps that are short enough
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        QVERIFY(m_driver->stepForward());
        caller.socket().abort();
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        stepToTheEnd();
        QTRY_COMPARE(m_driver->connectionCount(), 0);
    }

    void growthIsToldOnceATurn()
    {
        open(true);
        QSignalSpy grew(m_driver.get(), &Driver::traceGrew);
        for (int i = 0; i < 20; ++i)
            QVERIFY(m_driver->stepForward());
        QCOMPARE(grew.size(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!grew.isEmpty(), 60'000);
        QCOMPARE(grew.size(), 1);
        QCOMPARE(grew.front()[0].value<Index>(), Index{0});
        QCOMPARE(grew.front()[1].value<Index>(), m_driver->history().trace().size());
    }

    void runningComesToItsEndByItself()
    {
        open(true);
        QSignalSpy running(m_driver.get(), &Driver::runningChanged);
        m_driver->setSpeed(1e9);
        QCOMPARE(m_driver->speed(), Driver::kFastest);
        m_driver->setRunning(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_driver->isRunning(), false, 30'000);
        QCOMPARE(running.size(), 2);
        QVERIFY(m_driver->viewPosition() > 50);
        QVERIFY(m_driver->history().atEnd());
    }

    void actingInThePastOpensABranch()
    {
        open(true);
        stepToTheEnd();
        const StepIndex end = m_driver->viewPosition();
        QSignalSpy branches(m_driver.get(), &Driver::branchesChanged);
        m_driver->seek(10);
        m_driver->act(letter());
        QCOMPARE(branches.size(), 1);
        QCOMPARE(m_driver->history().branches().size(), 2u);
        QVERIFY(m_driver->looksAtLiveBranch());
        m_driver->switchTo(BranchId::Main);
        QCOMPARE(m_driver->history().stepCount(), end);
    }

    void actHappensAtTheMomentBetweenTwoEvents()
    {
        open(true);
        stepToTheEnd();
        const History &history = m_driver->history();
        StepIndex before = 1; // a step with a pause after it
        while (history.step(before).at - history.step(before - 1).at < 1ms)
            ++before;
        m_driver->seek(before);
        const Instant then = history.step(before - 1).at + 500us, next = history.step(before).at;
        m_driver->act(letter(), then);
        QCOMPARE(m_driver->world().now(), then);
        QCOMPARE(history.branches().back().opening->at, then);
        stepToTheEnd();
        m_driver->seek(0);
        stepToTheEnd();
        QVERIFY(!history.divergence());
        m_driver->switchTo(BranchId::Main);
        m_driver->seek(before);
        m_driver->act(letter(), next + 1h); // what comes next is not passed by
        QCOMPARE(m_driver->world().now(), next);
    }

    void forkingKeepsTheFutureAndChangesNothing()
    {
        open(true);
        stepToTheEnd();
        const std::size_t records = m_driver->history().trace().size();
        m_driver->fork(); // at the end there is nothing to keep
        QCOMPARE(m_driver->history().branches().size(), 1u);
        m_driver->seek(10);
        m_driver->fork();
        QCOMPARE(m_driver->history().branches().size(), 2u);
        QVERIFY(m_driver->looksAtLiveBranch());
        stepToTheEnd();
        QCOMPARE(m_driver->history().trace().size(), records);
        QCOMPARE(m_driver->history().trace(BranchId::Main).size(), records);
    }

    void aPausedWorldLetsAClientWait()
    {
        open(false);
        openDoors();
        Caller caller;
        QVERIFY(caller.call(portOf(*m_driver, "mx.example.net", Service::Smtp)));
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        QVERIFY(caller.isSilent());
        stepToTheEnd();
        QVERIFY(caller.reply().startsWith("220 "));
        caller.say("EHLO client.test\r\n");
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        QVERIFY(caller.isSilent());
        stepToTheEnd();
        QVERIFY(caller.reply().startsWith("250 "));
        QVERIFY(m_driver->world().nodeNamed("real-client") != NodeId::None);
    }

    void startTlsWorksStepByStep()
    {
        open(false);
        openDoors();
        Caller caller;
        QVERIFY(caller.call(portOf(*m_driver, "mail.example.org", Service::Submission)));
        const auto stepOnWhenHeard = [this] {
            QTRY_VERIFY(m_driver->waitingInputs() > 0);
            while (m_driver->stepForward())
                QCoreApplication::
                    processEvents(); // the client is quick: whatever it answers is here before the next step
        };
        stepOnWhenHeard();
        QVERIFY(caller.reply().startsWith("220 "));
        caller.say("EHLO client.test\r\n");
        stepOnWhenHeard();
        QVERIFY(caller.reply().startsWith("250 "));
        caller.say("STARTTLS\r\n");
        stepOnWhenHeard();
        QVERIFY(caller.reply().startsWith("220 "));
        QVERIFY(caller.startTls(m_driver->caFile(), QStringLiteral("mail.example.org")));
        stepOnWhenHeard();
        caller.say("EHLO client.test\r\n");
        stepOnWhenHeard();
        QVERIFY(caller.reply().startsWith("250 "));
    }

    void lookingBackDoesNotDisturbAClient()
    {
        open(false);
        openDoors();
        Caller caller;
        QVERIFY(caller.call(portOf(*m_driver, "mx.example.net", Service::Smtp)));
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        stepToTheEnd();
        QVERIFY(caller.reply().startsWith("220 "));
        const StepIndex end = m_driver->viewPosition();
        m_driver->seek(0);
        caller.say("NOOP\r\n");
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        for (StepIndex i = 0; i < end; ++i)
            QVERIFY(m_driver->stepForward());
        QCOMPARE(m_driver->waitingInputs(), 1);
        stepToTheEnd();
        QVERIFY(caller.reply().startsWith("250 "));
        QVERIFY(!m_driver->history().divergence());
        QCOMPARE(m_driver->history().branches().size(), 1u);
    }

    void clientsStayWithTheLiveBranchWhenAPersonActsInThePast()
    {
        open(false);
        openDoors();
        Caller caller;
        QVERIFY(caller.call(portOf(*m_driver, "mx.example.net", Service::Smtp)));
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        stepToTheEnd();
        QVERIFY(caller.reply().startsWith("220 "));
        caller.say("NOOP\r\n");
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        stepToTheEnd();
        QVERIFY(caller.reply().startsWith("250 "));

        m_driver->seek(m_driver->viewPosition() - 1);
        m_driver->act(letter());
        QVERIFY(!m_driver->looksAtLiveBranch());
        stepToTheEnd();
        for (const StreamView &stream : m_driver->world().streams())
            QVERIFY(stream.client != m_driver->world().nodeNamed("real-client"));
        QVERIFY(caller.isSilent());
        caller.say("NOOP\r\n");
        QTRY_COMPARE(m_driver->waitingInputs(), 1);
        QVERIFY(!m_driver->stepForward());
        m_driver->switchTo(BranchId::Main);
        QVERIFY(m_driver->looksAtLiveBranch());
        stepToTheEnd();
        QVERIFY(caller.reply().startsWith("250 "));
    }

    void runningFollowsClientsAtTheEnd()
    {
        open(false);
        openDoors();
        m_driver->setRunning(true);
        Caller caller;
        QVERIFY(caller.call(portOf(*m_driver, "mx.example.net", Service::Smtp)));
        QVERIFY(caller.reply().startsWith("220 "));
        QVERIFY(caller.ask("EHLO client.test").startsWith("250 "));
        QVERIFY(m_driver->isRunning());
    }
};

QTEST_GUILESS_MAIN(TestStepping)
#include "tst_stepping.moc"
