// A real client at a door of the window's world: it appears as a node, waits while the world is paused, and
// goes on with Next.
#include "tests/ui/window_fixture.h"
#include "ui/canvas/canvas.h"
#include "ui/inspector/pages.h"
#include "ui/transport/narration.h"
#include "ui/transport/transport_bar.h"
#include "ui/words/events_panel.h"
#include "ui/words/trace_model.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::ui;
using mf::test::WindowFixture;

namespace {

quint16 portOf(const live::Driver &driver, const QString &node, node::Service service)
{
    for (const live::EndpointInfo &endpoint : driver.endpoints())
        if (endpoint.node == node && endpoint.service == service)
            return endpoint.port;
    return 0;
}

/// Else playing waits for answers.
void skipLesson(Simulation &simulation)
{
    for (std::size_t i = 0; i < simulation.lesson().stopCount(); ++i)
        simulation.skipQuestion(i);
}

} // namespace

class RealClientTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_DATA_HOME", m_home.path().toUtf8()); // certificates are made there
    }

    void waitsWhilePausedAndGoesOnWithNext()
    {
        WindowFixture fixture("02-another-network.yaml");
        Simulation &simulation = fixture.simulation;
        const std::size_t boxes = fixture.window.canvas().layoutOfBoxes().boxes().size();
        const auto opened = simulation.driver().openDoors({.ephemeral = true, .first = {}});
        QVERIFY2(opened, opened ? "" : opened.error().front().print().c_str());
        simulation.setStepSize(story::StepSize::Event);

        QTcpSocket client;
        client.connectToHost(
            QStringLiteral("127.0.0.1"),
            portOf(simulation.driver(), QStringLiteral("mail.example.org"), node::Service::Submission));
        QTRY_COMPARE(simulation.waitingInputs(), 1);
        QTRY_VERIFY(
            fixture.window.transport().narration().text().contains(QStringLiteral("real client is waiting")));
        QCOMPARE(simulation.history().position(), 0u);
        QCOMPARE(client.bytesAvailable(), 0);

        QTest::keyClick(&fixture.window, Qt::Key_Right); // the connection enters the world
        const Layout &layout = fixture.window.canvas().layoutOfBoxes();
        QCOMPARE(layout.boxes().size(), boxes + 1);
        QVERIFY(std::ranges::any_of(layout.boxes(),
                                    [](const Box &box) { return box.kind == node::NodeKind::RealClient; }));
        const auto real = NodeId(simulation.world().nodeCount() - 1);
        const auto moves = [&](NodeId from) {
            return std::ranges::any_of(fixture.window.canvas().picture().hops,
                                       [&](const Hop &hop) { return hop.from == from; });
        };
        QTRY_VERIFY((QTest::keyClick(&fixture.window, Qt::Key_Right), client.bytesAvailable() > 0));
        QVERIFY(client.readAll().startsWith("220 "));

        client.write("EHLO client.test\r\n");
        QTRY_COMPARE(simulation.waitingInputs(), 1);
        QCOMPARE(client.bytesAvailable(), 0);
        QTest::keyClick(&fixture.window, Qt::Key_Right);
        QVERIFY(moves(real)); // its line is in the picture
        QTRY_VERIFY((QTest::keyClick(&fixture.window, Qt::Key_Right), client.bytesAvailable() > 0));
        QVERIFY(client.readAll().startsWith("250-"));

        simulation.back(); // looking back, the client waits as well
        client.write("NOOP\r\n");
        QTRY_COMPARE(simulation.waitingInputs(), 1);
        QCOMPARE(client.bytesAvailable(), 0);
        QTRY_VERIFY((QTest::keyClick(&fixture.window, Qt::Key_Right), client.bytesAvailable() > 0));
        QVERIFY(client.readAll().startsWith("250 "));
        QVERIFY(!simulation.history().divergence());
        simulation.driver().closeDoors();
    }

    void passwordOfARealClientIsNowhereInTheWindow()
    {
        WindowFixture fixture("02-another-network.yaml");
        Simulation &simulation = fixture.simulation;
        skipLesson(simulation);
        const live::PortPlan ephemeral{.ephemeral = true, .first = {}};
        QVERIFY(simulation.driver().openDoors(ephemeral));
        simulation.setSpeed(1000);
        simulation.play();
        QTcpSocket client;
        client.connectToHost(
            QStringLiteral("127.0.0.1"),
            portOf(simulation.driver(), QStringLiteral("store.example.net"), node::Service::Pop3));
        QTRY_VERIFY_WITH_TIMEOUT(client.bytesAvailable() > 0, 20'000);
        client.readAll();
        client.write("USER carol@example.net\r\nPASS cater");
        client.flush();
        QTRY_VERIFY(client.bytesAvailable() > 0);
        client.readAll();
        client.write("pillar\r\n");
        QTRY_VERIFY(client.bytesAvailable() > 0);
        simulation.pause();
        QTRY_COMPARE(fixture.window.events().model().rowCount(), int(simulation.trace().size()));
        QString shown;
        for (const Record &record : simulation.trace())
            shown += simulation.teller().line(record)
                     + recordPage(simulation, simulation.teller(), record.id, Theme::light());
        QVERIFY(shown.contains(QStringLiteral("PASS")));
        QVERIFY2(!shown.contains(QStringLiteral("cater")) && !shown.contains(QStringLiteral("pillar")),
                 qPrintable(shown));
        simulation.driver().closeDoors();
    }

    void playingAnswersByItself()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        Simulation &simulation = fixture.simulation;
        skipLesson(simulation);
        QVERIFY(simulation.driver().openDoors({.ephemeral = true, .first = {}}));
        for (double speed : {Simulation::kReadersPace, 1000.0}) {
            simulation.setSpeed(speed);
            simulation.play();
            QTcpSocket client;
            client.connectToHost(
                QStringLiteral("127.0.0.1"),
                portOf(simulation.driver(), QStringLiteral("mail.example.org"), node::Service::Imap));
            QTRY_VERIFY_WITH_TIMEOUT(client.bytesAvailable() > 0, 20'000);
            QVERIFY(client.readAll().startsWith("* OK"));
            QVERIFY(simulation.isPlaying()); // it may yet say something
            simulation.pause();
        }
        simulation.driver().closeDoors();
    }

private:
    QTemporaryDir m_home;
};

QTEST_MAIN(RealClientTest)
#include "tst_real_client.moc"
