// The DNS door without a world behind it: who asked hears the answer, and every limit holds at n and bites at n + 1.
#include "sim/live/dns_door.h"
#include "tests/live/plain_socket.h"

#include <QNetworkDatagram>
#include <QTest>
#include <QUdpSocket>

#include <deque>

using namespace mf;
using namespace mf::live;
using namespace mf::test;

namespace {

/// So short that it is over when the event loop comes round.
constexpr std::chrono::milliseconds kNoTime{1};
/// Longer than any test.
constexpr std::chrono::milliseconds kForEver = std::chrono::hours(1);

/// A header, and what tells one question from the other.
QByteArray question(const QByteArray &what) { return QByteArray(12, '\0') + what; }

QByteArray framed(const QByteArray &message)
{
    return QByteArray(1, char(message.size() >> 8)) + char(message.size() & 0xff) + message;
}

} // namespace

class TestDnsDoor : public QObject {
    Q_OBJECT

    std::unique_ptr<DnsDoor> m_door;
    std::vector<DatagramIn> m_asked;
    std::deque<PlainSocket> m_callers;

    void open(const DnsLimits &limits)
    {
        m_door = std::make_unique<DnsDoor>(NodeId{4}, limits, nullptr);
        QAbstractSocket::SocketError error{};
        QVERIFY(m_door->listen(QHostAddress(QHostAddress::LocalHost), 0, &error));
        connect(m_door.get(), &DnsDoor::asked, this,
                [this](const DatagramIn &datagram) { m_asked.push_back(datagram); });
    }
    void send(QUdpSocket &socket, const QByteArray &octets)
    {
        QCOMPARE(socket.writeDatagram(octets, QHostAddress(QHostAddress::LocalHost), m_door->port()),
                 octets.size());
    }
    void answer(std::size_t asked, const QByteArray &octets)
    {
        m_door->answer(m_asked[asked].clientPort, Blob(octets.toStdString()));
        m_door->flush();
    }
    static QByteArray received(QUdpSocket &socket)
    {
        return QTest::qWaitFor([&] { return socket.hasPendingDatagrams(); }) ? socket.receiveDatagram().data()
                                                                             : QByteArray();
    }
    PlainSocket &call() { return m_callers.emplace_back(m_door->port()); }
    QByteArray textOf(std::size_t asked) const
    {
        return QByteArray::fromStdString(std::string(m_asked[asked].octets.view().substr(12)));
    }
    static void settle() { QCoreApplication::processEvents(); }

private slots:
    void cleanup()
    {
        m_door.reset();
        m_asked.clear();
        m_callers.clear();
    }

    // ---- UDP ----

    void theAnswerGoesToWhoAsked()
    {
        open({});
        QUdpSocket first, second;
        send(first, question("one"));
        QTRY_COMPARE(m_asked.size(), 1u);
        send(second, question("two"));
        QTRY_COMPARE(m_asked.size(), 2u);
        QVERIFY(m_asked[0].clientPort != m_asked[1].clientPort);
        QVERIFY(m_asked[0].node == NodeId{4} && m_asked[0].port == 53 && m_asked[0].by == Carrier::Datagram);
        answer(1, "2");
        answer(0, "1");
        QCOMPARE(received(first), QByteArray("1"));
        QCOMPARE(received(second), QByteArray("2"));
    }

    void manyAreTakenAndAnsweredAtOnce()
    {
        open({});
        QUdpSocket socket;
        constexpr std::size_t kMany = DnsSocket::kBatch + 1;
        for (std::size_t i = 0; i < kMany; ++i)
            send(socket, question(QByteArray::number(int(i))));
        QTRY_COMPARE(m_asked.size(), kMany);
        for (std::size_t i = 0; i < kMany; ++i)
            m_door->answer(m_asked[i].clientPort, m_asked[i].octets);
        QVERIFY(!socket.hasPendingDatagrams()); // they leave together
        m_door->flush();
        for (std::size_t i = 0; i < kMany; ++i)
            QCOMPARE(received(socket), question(QByteArray::number(int(i))));
    }

    void aFloodLetsOthersHaveTheirTurn_data()
    {
        QTest::addColumn<std::size_t>("questions");
        QTest::addColumn<std::size_t>("firstTurn");
        constexpr std::size_t limit = DnsSocket::kBatch * DnsSocket::kBatchesAtOnce;
        QTest::newRow("n") << limit << limit;
        QTest::newRow("n + 1") << limit + 1 << limit;
    }

    void aFloodLetsOthersHaveTheirTurn()
    {
        QFETCH(const std::size_t, questions);
        QFETCH(const std::size_t, firstTurn);
        open({});
        QUdpSocket socket;
        for (std::size_t i = 0; i < questions; ++i)
            send(socket, question("x"));
        for (int turn = 0; turn < 100 && m_asked.empty(); ++turn)
            settle();
        QCOMPARE(m_asked.size(), firstTurn);
        QTRY_COMPARE(m_asked.size(), questions);
    }

    void aSecondAnswerGoesNowhere()
    {
        open({});
        QUdpSocket socket;
        send(socket, question("one"));
        QTRY_COMPARE(m_asked.size(), 1u);
        answer(0, "1");
        answer(0, "1");
        QCOMPARE(received(socket), QByteArray("1"));
        QVERIFY(!socket.hasPendingDatagrams());
    }

    void oneQuestionTooManyForgetsTheOldest()
    {
        open({.outstanding = 3});
        QUdpSocket socket;
        for (const char *what : {"a", "b", "c"})
            send(socket, question(what));
        QTRY_COMPARE(m_asked.size(), 3u);
        answer(0, "oldest");
        QCOMPARE(received(socket), QByteArray("oldest"));
        send(socket, question("d")); // n again
        send(socket, question("e")); // n + 1: the oldest of now is forgotten
        QTRY_COMPARE(m_asked.size(), 5u);
        answer(1, "forgotten");
        answer(2, "kept");
        QCOMPARE(received(socket), QByteArray("kept"));
    }

    void theNumbersGoRoundAndFindTheirAskers()
    {
        open({.outstanding = 2});
        QUdpSocket socket;
        constexpr int kRound = 65536; // more than there are client ports
        for (int i = 0; i < kRound; i += 64) {
            for (int j = 0; j < 64; ++j)
                send(socket, question("q"));
            QTRY_COMPARE(m_asked.size(), std::size_t(i + 64));
        }
        answer(kRound - 1, "last");
        QCOMPARE(received(socket), QByteArray("last"));
    }

    void aDatagramThatIsTooLongIsNoQuestion()
    {
        open({.udpOctets = 20});
        QUdpSocket socket;
        send(socket, question(QByteArray(9, 'x')));
        send(socket, question(QByteArray(8, 'y')));
        QTRY_COMPARE(m_asked.size(), 1u);
        QCOMPARE(textOf(0), QByteArray(8, 'y'));
    }

    void whatHasNoHeaderOrIsAResponseIsNoQuestion()
    {
        open({});
        QUdpSocket socket;
        send(socket, QByteArray(11, '\0'));
        send(socket, QByteArray("\0\0\x80", 3) + QByteArray(9, '\0'));
        send(socket, QByteArray(12, '\0'));
        QTRY_COMPARE(m_asked.size(), 1u);
        QCOMPARE(m_asked[0].octets.size(), 12u);
    }

    // ---- TCP ----

    void questionsOnOneConnectionNeedNotWaitForEachOther()
    {
        open({});
        PlainSocket &caller = call();
        caller.say(framed(question("a")) + framed(question("b")));
        QTRY_COMPARE(m_asked.size(), 2u);
        QVERIFY(m_asked[0].by == Carrier::Stream);
        answer(1, "second");
        answer(0, "first");
        caller.halfClose();
        QCOMPARE(caller.all(), framed("second") + framed("first"));
    }

    void aSlowClientIsUnderstood()
    {
        open({});
        PlainSocket &caller = call();
        for (const char octet : framed(question("a"))) {
            caller.say(QByteArray(1, octet));
            settle();
        }
        QTRY_COMPARE(m_asked.size(), 1u);
        QCOMPARE(textOf(0), QByteArray("a"));
    }

    void whoSaysNoMoreHearsEveryAnswer()
    {
        open({});
        PlainSocket &caller = call();
        caller.say(framed(question("a")) + framed(question("b")));
        caller.halfClose();
        QTRY_COMPARE(m_asked.size(), 2u);
        settle();
        answer(0, "1");
        answer(1, "2");
        QCOMPARE(caller.all(), framed("1") + framed("2"));
    }

    void whoHangsUpLeavesItsPlace()
    {
        open({.tcpConnections = 1});
        for (std::size_t i = 1; i < 4; ++i) {
            call().say(framed(question("a")));
            QTRY_COMPARE(m_asked.size(), i);
            m_callers.back().hangUp();
            settle();
            settle();
            answer(i - 1, "to nobody");
        }
    }

    void oneConnectionTooManyIsClosed()
    {
        open({.tcpConnections = 2});
        call().say(framed(question("a")));
        call().say(framed(question("b")));
        QTRY_COMPARE(m_asked.size(), 2u);
        QCOMPARE(call().all(), QByteArray(""));
        answer(0, "1");
        m_callers[0].halfClose();
        QCOMPARE(m_callers[0].all(), framed("1"));
        call().say(framed(question("c")));
        QTRY_COMPARE(m_asked.size(), 3u);
    }

    void oneQuestionTooManyOfAConnectionWaitsUnread()
    {
        open({.tcpPipelined = 2});
        PlainSocket &caller = call();
        caller.say(framed(question("a")) + framed(question("b")) + framed(question("c")));
        QTRY_COMPARE(m_asked.size(), 2u);
        settle();
        QCOMPARE(m_asked.size(), 2u);
        answer(1, "2");
        QCOMPARE(m_asked.size(), 3u);
        QCOMPARE(textOf(2), QByteArray("c"));
    }

    void whoDoesNotTakeAnswersIsNotAskedForMore()
    {
        open({.tcpUntakenOctets = 1000});
        PlainSocket &caller = call();
        caller.say(framed(question("a")));
        QTRY_COMPARE(m_asked.size(), 1u);
        // The kernel takes some megabytes of a client that does not read; what is more is ours.
        std::size_t answered = 0;
        for (; answered < 1000 && m_asked.size() > answered; ++answered) {
            answer(answered, QByteArray(65535, 'x'));
            caller.say(framed(question("more")));
            (void)QTest::qWaitFor([&] { return m_asked.size() > answered + 1; }, 50);
        }
        QVERIFY(answered < 1000);
        QTRY_VERIFY((caller.some(), m_asked.size() > answered)); // there is room again
    }

    void whoAsksNothingIsCutOff()
    {
        open({.tcpIdle = kNoTime, .tcpPatience = kForEver});
        PlainSocket &caller = call();
        QCOMPARE(caller.all(), QByteArray(""));
    }

    void halfAQuestionIsNone()
    {
        open({.tcpIdle = kNoTime, .tcpPatience = kForEver});
        PlainSocket &caller = call();
        caller.say(framed(question("a")).chopped(1));
        QVERIFY(caller.all().isEmpty());
        QVERIFY(m_asked.empty());
    }

    void anAnswerThatNeverComesIsNotWaitedForForEver()
    {
        open({.tcpPatience = kNoTime});
        PlainSocket &caller = call();
        caller.say(framed(question("a")));
        QVERIFY(caller.all().isEmpty());
        QCOMPARE(m_asked.size(), 1u);
    }

    void whatIsNoMessageEndsTheConnection()
    {
        open({});
        PlainSocket &caller = call();
        caller.say(framed("GET / HTTP") + "more");
        QVERIFY(caller.all().isEmpty());
        QVERIFY(m_asked.empty());
    }

    void whileItIsCrowdedNewConnectionsWait()
    {
        open({});
        m_door->setPaused(true);
        call().say(framed(question("a")));
        settle();
        QVERIFY(m_asked.empty());
        m_door->setPaused(false);
        QTRY_COMPARE(m_asked.size(), 1u);
    }
};

QTEST_GUILESS_MAIN(TestDnsDoor)
#include "tst_dns_door.moc"
