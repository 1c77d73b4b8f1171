// A breakpoint holds the reply to a real client until Next, and says how long the client will wait.
#include "sim/scenario/reader.h"
#include "tests/ui/window_fixture.h"
#include "ui/doors/breakpoint_dialog.h"
#include "ui/doors/door_panel.h"
#include "ui/doors/hold_bar.h"
#include "ui/transport/transport_bar.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::ui;
using mf::test::WindowFixture;

namespace {

/// The letter to another network without its lesson, whose questions stop a run as well.
void openPlain(WindowFixture &fixture)
{
    auto file = readScenarioFile(mf::test::scenarioFile("02-another-network.yaml").toStdString());
    QVERIFY(file);
    file->base.lesson.clear();
    QVERIFY(fixture.simulation.open(file->base));
}

} // namespace

class BreakpointsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_DATA_HOME", m_home.path().toUtf8()); // certificates are made there
    }

    void nextStopsAtAReply()
    {
        WindowFixture fixture("02-another-network.yaml");
        openPlain(fixture);
        BreakpointDialog &dialog = fixture.window.breakpoints();
        dialog.show();
        const auto saysNone = [&dialog] {
            const auto labels = dialog.findChildren<QLabel *>();
            return std::ranges::any_of(labels, [](const QLabel *label) {
                return label->isVisible() && label->text().startsWith(QLatin1String("None yet."));
            });
        };
        QVERIFY(saysNone());
        dialog.machine().setCurrentIndex(dialog.machine().findData(QStringLiteral("mx.example.net")));
        dialog.protocol().setCurrentIndex(dialog.protocol().findData(QStringLiteral("smtp")));
        dialog.what().setText(QStringLiteral("RCPT"));
        dialog.add();
        QVERIFY(!saysNone());
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QTRY_VERIFY(!fixture.simulation.isBusy());
        const auto held = fixture.simulation.driver().heldAt();
        QVERIFY(held);
        QCOMPARE(*held + 1, fixture.simulation.recordsShown());
        QVERIFY(fixture.window.holdBar().isVisible());
        QVERIFY(fixture.simulation.trace()[*held].bytes.flatten().find("RCPT TO:") != std::string::npos);
        QTest::keyClick(&fixture.window, Qt::Key_Right);
        QVERIFY(fixture.simulation.driver().heldAt() != held);
        fixture.simulation.toBegin();
        QVERIFY(!fixture.simulation.driver().heldAt());
        QVERIFY(!fixture.window.holdBar().isVisible());
        dialog.list().item(0)->setCheckState(Qt::Unchecked);
        fixture.simulation.toEnd();
        QTRY_VERIFY(!fixture.simulation.isBusy());
        QVERIFY(!fixture.simulation.driver().heldAt());
        dialog.removeCurrent();
        QVERIFY(saysNone());
        QVERIFY(fixture.simulation.driver().breakpoints().empty());
    }

    void playingStopsAtAClassOfReplies()
    {
        WindowFixture fixture("02-another-network.yaml");
        openPlain(fixture);
        fixture.window.breakpoints().what().setText(QStringLiteral("3xx"));
        fixture.window.breakpoints().add();
        for (double speed : {Simulation::kReadersPace, 1000.0}) {
            fixture.simulation.toBegin();
            fixture.simulation.setSpeed(speed);
            fixture.simulation.play();
            QTRY_VERIFY_WITH_TIMEOUT(!fixture.simulation.isPlaying(), 60'000);
            QVERIFY(fixture.simulation.driver().heldAt());
            const Record &record = fixture.simulation.trace()[*fixture.simulation.driver().heldAt()];
            QVERIFY(record.bytes.flatten().find("354 ") != std::string::npos); // the last reply of a group
        }
    }

    void aRealCurlWaitsAtTheBreakpoint()
    {
        QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty(),
                 "./dev test installs curl");
        WindowFixture fixture("02-another-network.yaml");
        openPlain(fixture);
        Simulation &simulation = fixture.simulation;
        fixture.window.doors().setPlan({.ephemeral = true, .first = {}});
        fixture.window.doors().doors().setChecked(true);
        const auto users = userSettings(simulation.world(), simulation.driver().endpoints());
        const auto alice =
            std::ranges::find(users, QStringLiteral("alice@example.org"), &UserSettings::address);
        QVERIFY(alice != users.end());
        QProcess curl;
        curl.start(QStringLiteral("/bin/sh"),
                   {QStringLiteral("-c"),
                    curlSend(*alice, QStringLiteral("carol@example.net"), simulation.driver().caFile())});
        BreakpointDialog &dialog = fixture.window.breakpoints();
        dialog.what().setText(QStringLiteral("354"));
        dialog.add();
        simulation.setSpeed(1000);
        const auto isHeldForCurl = [&] {
            const auto held = simulation.driver().heldAt();
            if (!held)
                return false;
            const NodeId to = simulation.trace()[*held].to;
            return simulation.world().node(to).kind() == node::NodeKind::RealClient;
        };
        // The simulated letter is asked for its text, too: that is not the one.
        QTRY_VERIFY_WITH_TIMEOUT((simulation.isPlaying() || isHeldForCurl() ? void() : simulation.play(),
                                  !simulation.isPlaying() && isHeldForCurl()),
                                 60'000);
        QVERIFY(curl.state() == QProcess::Running);
        QVERIFY2(fixture.window.holdBar().text().contains(QStringLiteral("RFC 5321 section 4.5.3.2.4")),
                 qPrintable(fixture.window.holdBar().text()));
        QVERIFY(fixture.window.holdBar().text().contains(QStringLiteral("120 s")));
        QTest::keyClick(&fixture.window, Qt::Key_Right); // Next lets it go on
        dialog.removeCurrent();                          // the letter's further hops are not stopped
        simulation.play();
        QTRY_COMPARE_WITH_TIMEOUT(curl.state(), QProcess::NotRunning, 60'000);
        QCOMPARE(curl.exitCode(), 0);
        fixture.window.doors().doors().setChecked(false);
    }

private:
    QTemporaryDir m_home;
};

QTEST_MAIN(BreakpointsTest)
#include "tst_breakpoints.moc"
