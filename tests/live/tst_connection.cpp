// One client's socket against its limits: each holds at n, and bites at n + 1.
#include "sim/live/doors.h"
#include "tests/live/caller.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace mf;
using namespace mf::live;
using namespace mf::test;
using node::Service;

namespace {

/// So short that it is over when the event loop comes round.
constexpr std::chrono::milliseconds kNoTime{1};

} // namespace

class TestConnection : public QObject {
    Q_OBJECT

    Listener m_listener{nullptr};
    std::unique_ptr<Connection> m_connection;
    Caller m_caller;
    std::vector<StreamInput> m_inputs;
    bool m_gone = false;

    void open(Service service, const ConnectionLimits &limits = {})
    {
        connect(&m_listener, &Listener::accepted, this, [this, service, limits](qintptr descriptor) {
            m_connection = std::make_unique<Connection>(ConnectionId{1}, NodeId{0}, *serviceRow(service),
                                                        QSslConfiguration(), limits, nullptr);
            connect(m_connection.get(), &Connection::input, this,
                    [this](const StreamInput &input) { m_inputs.push_back(input); });
            connect(m_connection.get(), &Connection::gone, this, [this] { m_gone = true; });
            QVERIFY(m_connection->open(descriptor));
        });
        QVERIFY(m_listener.listen(QHostAddress(QHostAddress::LocalHost)));
        QVERIFY(m_caller.call(m_listener.serverPort()));
        QTRY_VERIFY(m_connection != nullptr);
    }
    qint64 octetsRead() const
    {
        qint64 octets = 0;
        for (const StreamInput &input : m_inputs)
            if (const auto *bytes = std::get_if<Bytes>(&input.what))
                octets += static_cast<qint64>(bytes->octets.size());
        return octets;
    }

private slots:
    void cleanup()
    {
        m_listener.close();
        m_listener.disconnect();
        m_connection.reset();
        m_caller.socket().abort();
        m_inputs.clear();
        m_gone = false;
    }

    void itSaysWhereItComesFrom()
    {
        open(Service::Smtp);
        const auto &connected = std::get<Connected>(m_inputs.front().what);
        QCOMPARE(connected.from.address, IpAddress::v4(127, 0, 0, 1));
        QCOMPARE(connected.from.port, m_caller.socket().localPort());
    }

    void noMoreIsReadThanTheWorldHasRoomFor()
    {
        open(Service::Smtp);
        m_caller.say(QByteArray(int(kUnappliedLimitOctets) + 10, 'x'));
        QTRY_COMPARE(octetsRead(), kUnappliedLimitOctets);
        QTRY_COMPARE(m_caller.socket().bytesToWrite(), qint64{0});
        QCOMPARE(octetsRead(), kUnappliedLimitOctets);
        m_connection->applied(1);
        QTRY_COMPARE(octetsRead(), kUnappliedLimitOctets + 1);
        m_connection->applied(9);
        QTRY_COMPARE(octetsRead(), kUnappliedLimitOctets + 10);
    }

    void whoDoesNotShakeHandsInTimeIsCutOff()
    {
        open(Service::Imaps, {.handshake = kNoTime});
        QVERIFY(m_caller.isLetGo());
        QTRY_VERIFY(m_gone);
        QVERIFY(m_inputs.empty()); // the world never knew
    }

    void whoSpeaksInClearNeedsNoHandshake()
    {
        open(Service::Imap, {.handshake = kNoTime});
        m_caller.say("a NOOP\r\n");
        QTRY_COMPARE(octetsRead(), qint64{8});
        QVERIFY(!m_gone);
    }

    void whoHalfClosesIsCutOffWhenNothingMoreIsSaid()
    {
        open(Service::Smtp, {.listening = kNoTime});
        m_caller.halfClose();
        QTRY_VERIFY(m_gone);
        QVERIFY(std::holds_alternative<PeerClosed>(m_inputs.back().what));
    }

    void whoHalfClosesHearsWhatIsSaidInTime()
    {
        open(Service::Smtp);
        m_caller.halfClose();
        QTRY_VERIFY(std::holds_alternative<PeerClosed>(m_inputs.back().what));
        m_connection->send("221 bye\r\n");
        m_connection->close(false);
        QCOMPARE(m_caller.line(), QByteArray("221 bye"));
        QTRY_VERIFY(m_gone);
    }

    void whoTakesNothingIsCutOffInTheEnd()
    {
        open(Service::Smtp, {.linger = kNoTime});
        m_caller.socket().setReadBufferSize(1);
        m_connection->send(QByteArray(64 * 1024 * 1024, 'x')); // more than any socket's buffers
        m_connection->close(false);
        QTRY_VERIFY(m_gone);
    }

    void lastWordsAreForThoseWhoCanTellThemFromALetter()
    {
        open(Service::Imap);
        QCOMPARE(m_connection->farewell(), std::string("* BYE The server is shutting down\r\n"));
        m_caller.socket().setReadBufferSize(1);
        m_connection->send(QByteArray(64 * 1024 * 1024, 'x')); // a long literal, and more of it to come
        QCOMPARE(m_connection->farewell(), std::string());
    }

    void duringAHandshakeThereAreNoWords()
    {
        open(Service::Imaps);
        QCOMPARE(m_connection->farewell(), std::string());
    }

    void pop3HasNoWordsToLeaveWith()
    {
        open(Service::Pop3);
        QCOMPARE(m_connection->farewell(), std::string());
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
