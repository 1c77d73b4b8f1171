#include "sim/live/dns_door.h"
#include "tests/live/caller.h"

#include <QNetworkDatagram>
#include <QTest>
#include <QUdpSocket>

using namespace mf;
using namespace mf::live;
using namespace mf::test;

class TestDnsDoor : public QObject {
    Q_OBJECT

    std::unique_ptr<DnsDoor> m_door;
    std::vector<DatagramIn> m_asked;

    void send(QUdpSocket &socket, const QByteArray &octets)
    {
        QCOMPARE(socket.writeDatagram(octets, QHostAddress(QHostAddress::LocalHost), m_door->port()),
                 octets.size());
    }

private slots:
    void init()
    {
        m_asked.clear();
        m_door = std::make_unique<DnsDoor>(NodeId{4}, nullptr);
        QAbstractSocket::SocketError error{};
        QVERIFY(m_door->listen(QHostAddress(QHostAddress::LocalHost), 0, &error));
        connect(m_door.get(), &DnsDoor::asked, this,
                [this](const DatagramIn &datagram) { m_asked.push_back(datagram); });
    }

    void theAnswerGoesToWhoAsked()
    {
        QUdpSocket first, second;
        send(first, "one");
        QTRY_COMPARE(m_asked.size(), 1u);
        send(second, "two");
        QTRY_COMPARE(m_asked.size(), 2u);
        QVERIFY(m_asked[0].clientPort != m_asked[1].clientPort);
        QVERIFY(m_asked[0].node == NodeId{4} && m_asked[0].port == 53);
        m_door->answer(m_asked[1].clientPort, Blob::copyOf("2"));
        m_door->answer(m_asked[0].clientPort, Blob::copyOf("1"));
        QByteArray octet(1, '\0');
        QTRY_VERIFY(first.hasPendingDatagrams());
        first.readDatagram(octet.data(), 1);
        QCOMPARE(octet, QByteArray("1"));
        QTRY_VERIFY(second.hasPendingDatagrams());
    }

    void aSecondAnswerGoesNowhere()
    {
        QUdpSocket socket;
        send(socket, "one");
        QTRY_COMPARE(m_asked.size(), 1u);
        m_door->answer(m_asked[0].clientPort, Blob::copyOf("1"));
        m_door->answer(m_asked[0].clientPort, Blob::copyOf("1"));
        QTRY_VERIFY(socket.hasPendingDatagrams());
        socket.receiveDatagram();
        QVERIFY(!socket.hasPendingDatagrams());
    }

    void oneQuestionTooManyForgetsTheOldest()
    {
        QUdpSocket socket;
        for (std::size_t i = 0; i < DnsDoor::kOutstandingLimit; ++i) {
            send(socket, "q");
            if (i % 50 == 49)
                QTRY_COMPARE(m_asked.size(), i + 1); // the socket's own buffer is small
        }
        QTRY_COMPARE(m_asked.size(), DnsDoor::kOutstandingLimit);
        m_door->answer(m_asked[0].clientPort, Blob::copyOf("oldest"));
        QTRY_VERIFY(socket.hasPendingDatagrams());
        socket.receiveDatagram();
        send(socket, "q"); // n again
        send(socket, "q"); // n + 1: the oldest of now is forgotten
        QTRY_COMPARE(m_asked.size(), DnsDoor::kOutstandingLimit + 2);
        m_door->answer(m_asked[1].clientPort, Blob::copyOf("forgotten"));
        m_door->answer(m_asked[2].clientPort, Blob::copyOf("kept"));
        QByteArray octets(10, '\0');
        QTRY_VERIFY(socket.hasPendingDatagrams());
        octets.resize(socket.readDatagram(octets.data(), octets.size()));
        QCOMPARE(octets, QByteArray("kept"));
    }

    void aDatagramThatIsTooLongIsNoQuestion()
    {
        QUdpSocket socket;
        send(socket, QByteArray(DnsDoor::kUdpLimitOctets + 1, 'x'));
        send(socket, QByteArray(DnsDoor::kUdpLimitOctets, 'y'));
        QTRY_COMPARE(m_asked.size(), 1u);
        QCOMPARE(m_asked[0].octets.view().front(), 'y');
    }

    void oneTcpConnectionTooManyIsClosed()
    {
        std::vector<std::unique_ptr<Caller>> callers;
        for (int i = 0; i < DnsDoor::kTcpLimit; ++i) {
            callers.push_back(std::make_unique<Caller>());
            QVERIFY(callers.back()->call(m_door->port()));
        }
        callers.front()->say(QByteArray("\0\1q", 3));
        QTRY_COMPARE(m_asked.size(), 1u);
        Caller late;
        QVERIFY(late.call(m_door->port()));
        QVERIFY(late.isLetGo());
        for (const auto &caller : callers)
            QCOMPARE(caller->socket().state(), QAbstractSocket::ConnectedState);
        m_door->answer(m_asked[0].clientPort, Blob::copyOf("a"));
        QCOMPARE(callers.front()->octetsUpTo("a"), QByteArray("\0\1a", 3));
    }
};

QTEST_GUILESS_MAIN(TestDnsDoor)
#include "tst_dns_door.moc"
