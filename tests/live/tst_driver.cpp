// One smoke test a protocol through real sockets, and what the doors promise.
#include "sim/story/export.h"
#include "tests/live/caller.h"
#include "tests/live/world.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUdpSocket>

#include <algorithm>
#include <array>

using namespace mf;
using namespace mf::live;
using namespace mf::test;
using node::Service;

namespace {

constexpr auto kLetter = "From: alice@example.org\r\nSubject: Hello\r\n\r\nHello, Carol.\r\n..dots\r\n.\r\n";
constexpr auto kLetterAsSent = "From: alice@example.org\r\nSubject: Hello\r\n\r\nHello, Carol.\r\n.dots\r\n";

/// MX example.net, as dig asks.
QByteArray question()
{
    return QByteArray::fromHex("123401000001000000000000") + QByteArray("\7example\3net\0", 13)
           + QByteArray::fromHex("000f0001");
}

} // namespace

class TestDriver : public QObject {
    Q_OBJECT

    std::unique_ptr<Driver> m_driver;

    Driver::Options options()
    {
        Driver::Options options;
        options.pace = Pace::Immediate;
        options.certificateDir = certificateDir();
        options.playActions = false;
        options.seekable = false;
        return options;
    }
    void open(Driver::Options options)
    {
        auto started = Driver::start(twoProviders(), std::move(options));
        QVERIFY2(started.has_value(), started ? "" : started.error().front().message.text().c_str());
        m_driver = std::move(*started);
        const auto doors = m_driver->openDoors({.ephemeral = true, .first = {}});
        QVERIFY2(doors.has_value(), doors ? "" : doors.error().front().message.text().c_str());
    }
    quint16 port(const char *node, Service service) { return portOf(*m_driver, node, service); }
    /// Sends a letter to Carol and waits until it lies in her mailbox.
    void deliver()
    {
        QSignalSpy seen(m_driver.get(), &Driver::letterSeen);
        Caller caller;
        QVERIFY(caller.call(port("mx.example.net", Service::Smtp)));
        QVERIFY(caller.reply().startsWith("220 "));
        QVERIFY(caller.ask("EHLO client.test").startsWith("250 "));
        QVERIFY(caller.ask("MAIL FROM:<x@client.test>").startsWith("250 "));
        QVERIFY(caller.ask("RCPT TO:<carol@example.net>").startsWith("250 "));
        QVERIFY(caller.ask("DATA").startsWith("354 "));
        caller.say(kLetter);
        QVERIFY(caller.reply().startsWith("250 "));
        QTRY_VERIFY_WITH_TIMEOUT(!seen.isEmpty(), 60'000);
        const auto letter = seen.front().front().value<LetterSeen>();
        QCOMPARE(letter.from, QStringLiteral("x@client.test"));
        QCOMPARE(letter.to, QStringLiteral("carol@example.net"));
        QCOMPARE(letter.subject, QStringLiteral("Hello"));
        QCOMPARE(letter.what, QStringLiteral("stored"));
    }

private slots:
    void init() { open(options()); }
    void cleanup() { m_driver.reset(); }

    void endpointsStandInTheOrderOfTheFileAndOfTheTable()
    {
        QStringList all;
        for (const EndpointInfo &endpoint : m_driver->endpoints())
            all.append(endpoint.node + QLatin1Char(' ')
                       + QString::fromUtf8(node::name(endpoint.service).data()));
        QCOMPARE(all.mid(0, 7),
                 QStringList({"mail.example.org smtp", "mail.example.org submission",
                              "mail.example.org submissions", "mail.example.org pop3",
                              "mail.example.org pop3s", "mail.example.org imap", "mail.example.org imaps"}));
        QCOMPARE(all.filter(QStringLiteral(" dns")).size(), 1);
        QVERIFY(all.contains(QStringLiteral("store.example.net imaps")));
        QVERIFY(!all.join(QLatin1Char(' ')).contains(QStringLiteral("lmtp")));
    }

    void smtpTakesALetter() { deliver(); }

    void smtpIsNoOpenRelay()
    {
        Caller caller;
        QVERIFY(caller.call(port("mx.example.net", Service::Smtp)));
        caller.reply();
        caller.ask("EHLO client.test");
        caller.ask("MAIL FROM:<x@client.test>");
        QVERIFY(caller.ask("RCPT TO:<alice@example.org>").startsWith("550 "));
    }

    void aLetterCrossesTheWorldFromSubmissionToMailbox()
    {
        QSignalSpy seen(m_driver.get(), &Driver::letterSeen);
        Caller caller;
        QVERIFY(caller.callTls(port("mail.example.org", Service::Submissions), m_driver->caFile(),
                               QStringLiteral("mail.example.org")));
        caller.reply();
        caller.ask("EHLO client.test");
        QVERIFY(caller.ask("AUTH PLAIN " + QByteArray("\0alice@example.org\0alice", 24).toBase64())
                    .startsWith("235 "));
        caller.ask("MAIL FROM:<alice@example.org>");
        caller.ask("RCPT TO:<carol@example.net>");
        caller.ask("DATA");
        caller.say(kLetter);
        QVERIFY(caller.reply().startsWith("250 "));
        QTRY_VERIFY_WITH_TIMEOUT(!seen.isEmpty(), 60'000);
        QCOMPARE(seen.front().front().value<LetterSeen>().what, QStringLiteral("stored"));
    }

    void pop3GivesWhatSmtpTook()
    {
        deliver();
        Caller caller;
        QVERIFY(caller.callTls(port("store.example.net", Service::Pop3s), m_driver->caFile(),
                               QStringLiteral("127.0.0.1")));
        QVERIFY(caller.line().startsWith("+OK"));
        caller.say("USER carol@example.net\r\nPASS caterpillar\r\nSTAT\r\nRETR 1\r\n");
        QVERIFY(caller.line().startsWith("+OK"));
        QVERIFY(caller.line().startsWith("+OK"));
        QVERIFY(caller.line().startsWith("+OK 1 "));
        const QByteArray letter = caller.linesUpTo(".").mid(1).join("\r\n") + "\r\n";
        QVERIFY(letter.contains(QByteArray(kLetterAsSent).replace("\r\n.", "\r\n..")));
    }

    void imapGivesWhatSmtpTook()
    {
        deliver();
        Caller caller;
        QVERIFY(caller.callTls(port("store.example.net", Service::Imaps), m_driver->caFile(),
                               QStringLiteral("store.example.net")));
        QVERIFY(caller.line().startsWith("* OK"));
        caller.say("a LOGIN carol@example.net caterpillar\r\nb SELECT INBOX\r\nc FETCH 1 BODY[TEXT]\r\n");
        QVERIFY(caller.linesUpTo("a ").back().startsWith("a OK"));
        QVERIFY(caller.linesUpTo("b ").back().startsWith("b OK"));
        const auto fetched = caller.linesUpTo("c ");
        QVERIFY(fetched.contains("Hello, Carol."));
        QVERIFY(fetched.contains(".dots"));
        QVERIFY(fetched.back().startsWith("c OK"));
    }

    void dnsAnswersByUdp()
    {
        QUdpSocket socket;
        socket.writeDatagram(question(), QHostAddress(QHostAddress::LocalHost),
                             port("resolver", Service::Dns));
        QTRY_VERIFY(socket.hasPendingDatagrams());
        QByteArray answer(4096, '\0');
        answer.resize(socket.readDatagram(answer.data(), answer.size()));
        QCOMPARE(answer.first(2), question().first(2));
        QCOMPARE(int(answer.at(3)) & 0x0f, 0);
        QVERIFY(answer.contains("\2mx"));
    }

    void dnsAnswersByTcpHoweverTheOctetsAreCut()
    {
        Caller caller;
        QVERIFY(caller.call(port("resolver", Service::Dns)));
        const QByteArray framed = QByteArray(1, '\0') + char(question().size()) + question();
        for (const char octet : framed) {
            caller.say(QByteArray(1, octet));
            caller.socket().flush();
        }
        QTRY_VERIFY(caller.socket().bytesAvailable() > 2);
        const QByteArray answer = caller.socket().readAll();
        QCOMPARE(int(uchar(answer.at(0))) * 256 + uchar(answer.at(1)), int(answer.size()) - 2);
        QVERIFY(answer.contains("\2mx"));
    }

    void ipv6LoopbackHasTheSamePort()
    {
        QTcpServer probe;
        if (!probe.listen(QHostAddress(QHostAddress::LocalHostIPv6)))
            return; // this machine has none
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHostIPv6),
                             port("mx.example.net", Service::Smtp));
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }

    void octetsThatFollowStartTlsInClearAreForgotten()
    {
        Caller caller;
        QVERIFY(caller.call(port("mail.example.org", Service::Submission)));
        caller.reply();
        caller.ask("EHLO client.test");
        caller.say("STARTTLS\r\nEHLO injected.test\r\nNOOP\r\n");
        QVERIFY(caller.reply().startsWith("220 "));
        QVERIFY(caller.startTls(m_driver->caFile(), QStringLiteral("mail.example.org")));
        QVERIFY(caller.ask("EHLO client.test").startsWith("250 "));
        QVERIFY(caller.ask("NOOP").startsWith("250 "));
        QVERIFY(caller.isSilent());
    }

    void aClientThatHalfClosesHearsEveryAnswer()
    {
        Caller caller;
        QVERIFY(caller.call(port("mx.example.net", Service::Smtp)));
        caller.say(
            "EHLO client.test\r\nMAIL FROM:<x@client.test>\r\nRCPT TO:<carol@example.net>\r\nDATA\r\n");
        caller.say(kLetter);
        caller.say("QUIT\r\n");
        caller.halfClose();
        const auto replies = caller.linesUpTo("221 ");
        QVERIFY(replies.back().startsWith("221 "));
        QCOMPARE(
            std::ranges::count_if(replies, [](const QByteArray &line) { return line.startsWith("354 "); }),
            1);
        QVERIFY(caller.isLetGo());
        QTRY_COMPARE(m_driver->connectionCount(), 0);
    }

    void aClientThatJustLeavesIsForgotten()
    {
        for (const auto service : {Service::Smtp, Service::Imap, Service::Pop3, Service::Submissions}) {
            Caller caller;
            const bool tls = service == Service::Submissions;
            const quint16 door = port("mail.example.org", service);
            QVERIFY(tls ? caller.callTls(door, m_driver->caFile(), QStringLiteral("localhost"))
                        : caller.call(door));
            QVERIFY(!caller.line().isNull());
            caller.socket().abort();
            QTRY_COMPARE(m_driver->connectionCount(), 0);
        }
    }

    void aClientThatCannotShakeHandsIsCutOff()
    {
        Caller caller;
        QVERIFY(caller.call(port("mail.example.org", Service::Imaps)));
        caller.say("a LOGIN x y\r\n");
        QVERIFY(caller.isLetGo());
        QTRY_COMPARE(m_driver->connectionCount(), 0);
    }

    void oneConnectionTooManyIsToldSo()
    {
        Driver::Options few = options();
        few.limits = {.perDoor = 2, .inAll = 3};
        open(std::move(few));
        const auto mx = port("mx.example.net", Service::Smtp);
        Caller first, second, third, fourth, fifth;
        QVERIFY(first.call(mx) && first.reply().startsWith("220 "));
        QVERIFY(second.call(mx) && second.reply().startsWith("220 "));
        QVERIFY(third.call(mx));
        QCOMPARE(third.reply(), QByteArray("421 4.3.2 Too many connections, try again later"));
        QVERIFY(third.isLetGo());
        QVERIFY(fourth.call(port("mail.example.org", Service::Imap)) && fourth.line().startsWith("* OK"));
        QVERIFY(fifth.call(port("mail.example.org", Service::Pop3)));
        QCOMPARE(fifth.line(), QByteArray("-ERR [SYS/TEMP] Too many connections, try again later"));
        first.ask("QUIT");
        QVERIFY(first.isLetGo());
        QTRY_COMPARE(m_driver->connectionCount(), 2);
        Caller sixth;
        QVERIFY(sixth.call(mx) && sixth.reply().startsWith("220 "));
    }

    void whatHasComeBeforeTheStopIsAnsweredBeforeTheGoodbye()
    {
        Caller caller;
        QVERIFY(caller.call(port("mx.example.net", Service::Smtp)) && caller.reply().startsWith("220 "));
        QSignalSpy waiting(m_driver.get(), &Driver::waitingChanged);
        caller.say(
            "EHLO client.test\r\nMAIL FROM:<x@client.test>\r\nRCPT TO:<carol@example.net>\r\nDATA\r\n");
        caller.say(kLetter);
        caller.socket().flush();
        const auto stopOnce = [this] { m_driver->stop(); };
        connect(m_driver.get(), &Driver::waitingChanged, this, stopOnce, Qt::SingleShotConnection);
        QVERIFY(caller.linesUpTo("354 ").back().startsWith("354 "));
        QVERIFY(caller.reply().startsWith("250 "));
        QCOMPARE(caller.line(), QByteArray("421 4.3.2 The server is shutting down"));
        QVERIFY(caller.isLetGo());
    }

    void theCommandsOfARunPlayItAgain()
    {
        Driver::Options kept = options();
        kept.keepsCommands = true;
        open(std::move(kept));
        std::vector<Record> records;
        std::vector<Applied> commands;
        connect(m_driver.get(), &Driver::recorded, this, [&](const std::vector<Record> &some) {
            records.insert(records.end(), some.begin(), some.end());
        });
        connect(m_driver.get(), &Driver::applied, this, [&](const std::vector<Applied> &some) {
            commands.insert(commands.end(), some.begin(), some.end());
        });
        deliver();
        m_driver->stop();

        const Scenario &scenario = m_driver->world().scenario();
        store::Contents contents;
        contents.uidValidity = static_cast<std::uint32_t>(
            std::chrono::floor<std::chrono::seconds>(scenario.clock).time_since_epoch().count());
        auto world = World::build(scenario, contents);
        QVERIFY(world.has_value());
        story::JsonLines json([&](NodeId id) { return world->node(id).name(); },
                              story::JsonLines::Secrets::Shown);
        story::JsonLines jsonAgain = json;
        std::size_t compared = 0;
        const auto compare = [&](const Step &step) {
            for (const Record &record : step.records)
                QCOMPARE(jsonAgain.print(record), json.print(records.at(compared++)));
        };
        std::uint64_t steps = 0;
        for (const Applied &applied : commands) {
            for (; steps < applied.afterSteps; ++steps)
                compare(world->step().value());
            compare(world->apply(applied.command));
            ++steps;
        }
        QVERIFY(compared > 50);
    }

    void whatIsTooMuchForOneTurnIsForTheNext()
    {
        Driver::Options small = options();
        small.keepsCommands = true;
        small.turnLimits = {.inputs = 2, .steps = 3};
        open(std::move(small));
        std::size_t most = 0;
        connect(m_driver.get(), &Driver::applied, this, [&](const std::vector<Applied> &turn) {
            const auto inputs = std::ranges::count_if(
                turn, [](const Applied &one) { return !std::holds_alternative<WallClock>(one.command); });
            most = std::max(most, static_cast<std::size_t>(inputs));
        });
        std::array<Caller, 5> callers;
        for (Caller &caller : callers)
            QVERIFY(caller.call(port("mx.example.net", Service::Smtp)));
        for (Caller &caller : callers)
            QVERIFY(caller.reply().startsWith("220 "));
        for (Caller &caller : callers)
            caller.say("EHLO client.test\r\n");
        for (Caller &caller : callers)
            QVERIFY(caller.reply().startsWith("250 "));
        QCOMPARE(most, 2u);
        deliver();
    }

    void aBusyPortIsNamedAndNothingStaysOpen()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
        m_driver->closeDoors();
        QVERIFY(m_driver->endpoints().isEmpty());
        const auto doors =
            m_driver->openDoors({.ephemeral = true, .first = {{Service::Dns, other.serverPort()}}});
        QVERIFY(!doors);
        QVERIFY(doors.error().front().message.text().starts_with("port " + std::to_string(other.serverPort())
                                                                 + " (dns of resolver) is taken"));
        QVERIFY(m_driver->endpoints().isEmpty());
    }

    void aLongLetterGoesThroughInBoundedPieces()
    {
        const QByteArray line(76, 'x');
        Caller caller;
        QVERIFY(caller.call(port("mx.example.net", Service::Smtp)));
        caller.reply();
        caller.ask("EHLO client.test");
        caller.ask("MAIL FROM:<x@client.test>");
        caller.ask("RCPT TO:<carol@example.net>");
        caller.ask("DATA");
        constexpr int kLines = 60'000; // 4.7 MB: many times the high-water mark
        QByteArray letter("Subject: long\r\n\r\n");
        for (int i = 0; i < kLines; ++i)
            letter += line + "\r\n";
        QSignalSpy seen(m_driver.get(), &Driver::letterSeen);
        caller.say(letter + ".\r\n");
        QVERIFY(caller.reply().startsWith("250 "));
        QTRY_VERIFY_WITH_TIMEOUT(!seen.isEmpty(), 60'000);
        Caller reader;
        QVERIFY(reader.callTls(port("store.example.net", Service::Pop3s), m_driver->caFile(),
                               QStringLiteral("localhost")));
        reader.say("USER carol@example.net\r\nPASS caterpillar\r\nRETR 1\r\n");
        for (int i = 0; i < 3; ++i)
            QVERIFY(reader.line().startsWith("+OK"));
        QVERIFY(reader.octetsUpTo("\r\n.\r\n").endsWith(letter + ".\r\n"));
    }

    void stopTellsClientsAndLetsThemGo()
    {
        Caller smtp, imap, pop3, silent;
        QVERIFY(smtp.call(port("mx.example.net", Service::Smtp)) && smtp.reply().startsWith("220 "));
        QVERIFY(imap.callTls(port("mail.example.org", Service::Imaps), m_driver->caFile(),
                             QStringLiteral("localhost")));
        QVERIFY(imap.line().startsWith("* OK"));
        QVERIFY(pop3.call(port("mail.example.org", Service::Pop3)) && pop3.line().startsWith("+OK"));
        QVERIFY(silent.call(port("mail.example.org", Service::Imaps)));
        QTRY_COMPARE(m_driver->connectionCount(), 4);
        QSignalSpy stopped(m_driver.get(), &Driver::stopped);
        m_driver->stop();
        QCOMPARE(stopped.size(), 1);
        QCOMPARE(smtp.line(), QByteArray("421 4.3.2 The server is shutting down"));
        QCOMPARE(imap.line(), QByteArray("* BYE The server is shutting down"));
        for (Caller *caller : {&smtp, &imap, &pop3, &silent})
            QVERIFY(caller->isLetGo());
        QVERIFY(pop3.isSilent());
        QTRY_COMPARE(m_driver->connectionCount(), 0);
        Caller late;
        late.socket().connectToHost(QHostAddress(QHostAddress::LocalHost), 1);
        QVERIFY(m_driver->endpoints().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDriver)
#include "tst_driver.moc"
