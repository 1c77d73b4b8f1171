// Who is let in, who is told that there are too many, and who waits outside: each limit at n and at n + 1.
#include "sim/live/doors.h"
#include "tests/live/plain_socket.h"

#include <QTest>

#include <deque>
#include <sys/resource.h>

using namespace mf;
using namespace mf::live;
using namespace mf::test;
using node::Service;

namespace {

const QByteArray kBusy = "421 4.3.2 Too many connections, try again later\r\n";

/// While it lives, this process can open no more files.
class NoDescriptors {
public:
    NoDescriptors()
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit none = m_before;
        none.rlim_cur = static_cast<rlim_t>(Descriptor::duplicate(0).value()); // the lowest that is free
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class TestDoors : public QObject {
    Q_OBJECT

    std::unique_ptr<Doors> m_doors;
    QList<EndpointInfo> m_endpoints;
    std::deque<PlainSocket> m_clients;
    int m_connected = 0, m_closed = 0;

    void open(const ConnectionLimits &limits)
    {
        m_doors = std::make_unique<Doors>(limits, nullptr);
        connect(m_doors.get(), &Doors::streamInput, this, [this](const StreamInput &input) {
            m_connected += std::holds_alternative<Connected>(input.what) ? 1 : 0;
            m_closed += std::holds_alternative<PeerClosed>(input.what) ? 1 : 0;
        });
        const std::vector<DoorPlan> plans{
            {"mail", Service::Smtp, 0}, {"mail", Service::Imap, 0}, {"mail", Service::Imaps, 0}};
        const auto opened = m_doors->open(plans, {}, [](const std::string &) { return NodeId{0}; });
        QVERIFY(opened.has_value());
        m_endpoints = *opened;
    }
    PlainSocket &call(Service service)
    {
        const auto door = std::ranges::find(m_endpoints, service, &EndpointInfo::service);
        return m_clients.emplace_back(door->port);
    }
    /// Everything that is ready has had its turn.
    static void settle() { QCoreApplication::processEvents(); }

private slots:
    void cleanup()
    {
        m_doors.reset();
        m_clients.clear();
        m_connected = m_closed = 0;
    }

    void aFreePortIsLookedForSoOftenAndNoMore()
    {
        for (const int takenPorts : {0, kEphemeralTries - 1, kEphemeralTries}) {
            int tried = 0, undone = 0;
            const auto bindOne = [&](const QHostAddress &address, std::uint16_t &port) {
                if (address == QHostAddress(QHostAddress::LocalHost)) {
                    port = std::uint16_t(40'000 + ++tried);
                    return Bound::Yes;
                }
                return tried <= takenPorts ? Bound::Taken : Bound::Yes;
            };
            const auto port = bindBoth(
                bindOne, [&undone] { ++undone; }, 0);
            QCOMPARE(port.has_value(), takenPorts < kEphemeralTries);
            QCOMPARE(undone, takenPorts);
            if (port)
                QCOMPARE(int(*port), 40'000 + takenPorts + 1);
        }
    }

    void aPortThatIsWantedIsTriedOnce()
    {
        int tried = 0;
        const auto taken = [&tried](const QHostAddress &, std::uint16_t &) { return ++tried, Bound::Taken; };
        QVERIFY(!bindBoth(
                     taken, [] {}, 2525)
                     .has_value());
        QCOMPARE(tried, 1);
        const auto noIpv6 = [](const QHostAddress &address, std::uint16_t &) {
            return address.protocol() == QAbstractSocket::IPv6Protocol ? Bound::NoSuchAddress : Bound::Yes;
        };
        QVERIFY(bindBoth(
                    noIpv6, [] {}, 2525)
                == std::uint16_t{2525});
    }

    void oneTooManyAtADoorIsToldSoWhateverItHasSaidAlready()
    {
        open({.perDoor = 2});
        call(Service::Smtp);
        call(Service::Smtp);
        QTRY_COMPARE(m_connected, 2);
        PlainSocket &late = call(Service::Smtp);
        late.say("EHLO client.test\r\nMAIL FROM:<a@client.test>\r\n");
        QCOMPARE(late.all(), kBusy);
        call(Service::Imap); // another door
        QTRY_COMPARE(m_connected, 3);
    }

    void oneTooManyInAllIsToldSoInTheProtocolOfItsDoor()
    {
        open({.inAll = 2});
        call(Service::Smtp);
        call(Service::Imap);
        QTRY_COMPARE(m_connected, 2);
        QCOMPARE(call(Service::Imap).all(), QByteArray("* BYE Too many connections, try again later\r\n"));
    }

    void oneTooManyBehindTlsIsClosedInOrder()
    {
        open({.inAll = 0});
        PlainSocket &late = call(Service::Imaps);
        late.say(QByteArray(500, '\x16')); // as long as a ClientHello
        QCOMPARE(late.all(), QByteArray(""));
    }

    void whoIsTurnedAwayAndTalksOnIsCutOff()
    {
        open({.inAll = 0});
        PlainSocket &late = call(Service::Smtp);
        QCOMPARE(late.all(), kBusy);
        QVERIFY(late.say(QByteArray(TurnedAway::kLimitOctets, 'x')));
        QTRY_VERIFY(!late.say("x"));
    }

    void ofThoseWhoAreTurnedAwayOneTooManyHearsNothing()
    {
        open({.inAll = 0, .turnedAway = 2});
        QCOMPARE(call(Service::Smtp).all(), kBusy);
        QCOMPARE(call(Service::Smtp).all(), kBusy);
        QCOMPARE(call(Service::Smtp).all(), QByteArray(""));
        m_clients.front().hangUp();
        settle();
        QCOMPARE(call(Service::Smtp).all(), kBusy);
    }

    void whoIsTurnedAwayAndStaysIsCutOffInTheEnd()
    {
        open({.inAll = 0, .turnedAway = 1, .linger = std::chrono::milliseconds(1)});
        QCOMPARE(call(Service::Smtp).all(), kBusy);
        const auto isTold = [this] { return call(Service::Smtp).all() == kBusy; };
        QVERIFY(QTest::qWaitFor(isTold)); // its place is free again
    }

    void whoHasHungUpDoesNotCount()
    {
        open({.perDoor = 2});
        PlainSocket &first = call(Service::Smtp);
        call(Service::Smtp);
        QTRY_COMPARE(m_connected, 2);
        PlainSocket &third = call(Service::Smtp); // the doors learn of both at once
        first.hangUp();
        QTRY_COMPARE(m_connected, 3);
        third.hangUp();
        QTRY_COMPARE(m_closed, 2);
        call(Service::Smtp);
        QTRY_COMPARE(m_connected, 4);
    }

    void aCrowdThatComesAndGoesLeavesRoomForOneMore()
    {
        open({.perDoor = 3, .inAll = 3, .leaving = 3 * Listener::kAcceptedAtOnce});
        for (int i = 0; i < 200; ++i)
            call(Service::Smtp).hangUp();
        PlainSocket &last = call(Service::Smtp);
        QTRY_COMPARE(m_connected, 201);
        last.halfClose();
        QTRY_COMPARE(m_closed, 201);
        QVERIFY(m_doors->connectionCount() <= 3 * Listener::kAcceptedAtOnce);
    }

    void ofThoseWhoLeaveTheFirstIsCutOffForOneTooMany()
    {
        open({.leaving = 2});
        for (int i = 0; i < 3; ++i) {
            call(Service::Smtp);
            QTRY_COMPARE(m_connected, i + 1);
            m_clients.back().halfClose();
            QTRY_COMPARE(m_closed, i + 1);
            QCOMPARE(m_doors->connectionCount(), std::min(i + 1, 2));
        }
        QVERIFY(m_clients.front().all().isEmpty());
        m_doors->send(ConnectionId{2}, "221 bye\r\n");
        m_doors->end(ConnectionId{2}, false);
        QCOMPARE(m_clients[1].all(), QByteArray("221 bye\r\n"));
    }

    void whileItIsCrowdedWhoComesWaits()
    {
        open({});
        m_doors->setCrowded(true);
        QVERIFY(call(Service::Smtp).isConnected()); // the kernel has it
        settle();
        QCOMPARE(m_connected, 0);
        m_doors->setCrowded(false);
        QTRY_COMPARE(m_connected, 1);
    }

    void notMoreThanAFewComeInAtOnce()
    {
        open({});
        for (int i = 0; i < Listener::kAcceptedAtOnce + 1; ++i)
            call(Service::Smtp);
        while (m_connected == 0)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCOMPARE(m_connected, Listener::kAcceptedAtOnce);
        QTRY_COMPARE(m_connected, Listener::kAcceptedAtOnce + 1);
    }

    void withoutDescriptorsWhoComesWaits()
    {
        open({});
        PlainSocket &first = call(Service::Smtp);
        {
            const NoDescriptors none;
            settle();
            settle();
            QCOMPARE(m_connected, 0);
        }
        QTRY_COMPARE(m_connected, 1);
        QVERIFY(first.isConnected());
    }
};

QTEST_GUILESS_MAIN(TestDoors)
#include "tst_doors.moc"
