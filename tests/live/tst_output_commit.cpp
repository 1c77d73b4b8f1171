// A 250 means durable: what is said to a client is said after the disk has taken it, and taken back if the
// disk does not.
#include "tests/live/caller.h"
#include "tests/live/failing_writer.h"
#include "tests/live/world.h"

#include <QSignalSpy>
#include <QTest>

using namespace mf;
using namespace mf::live;
using namespace mf::test;
using node::Service;

class TestOutputCommit : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<Disk> m_disk;
    std::unique_ptr<Driver> m_driver;

    void start()
    {
        m_driver.reset();
        Driver::Options options;
        options.pace = Pace::Immediate;
        options.dataDir = m_folder->path();
        options.certificateDir = certificateDir();
        options.playActions = false;
        options.seekable = false;
        options.wrapWriter = [disk = m_disk](std::unique_ptr<ChangeWriter> real) {
            return std::make_unique<FailingWriter>(std::move(real), disk);
        };
        auto started = Driver::start(twoProviders(), std::move(options));
        QVERIFY2(started.has_value(), started ? "" : started.error().front().message.text().c_str());
        m_driver = std::move(*started);
        QVERIFY(m_driver->openDoors({.ephemeral = true, .first = {}}).has_value());
    }
    /// Up to the end of DATA; the reply to it.
    QByteArray send(Caller &caller)
    {
        if (caller.socket().state() != QAbstractSocket::ConnectedState) {
            caller.call(portOf(*m_driver, "mx.example.net", Service::Smtp));
            caller.reply();
            caller.ask("EHLO client.test");
        }
        caller.ask("MAIL FROM:<x@client.test>");
        caller.ask("RCPT TO:<carol@example.net>");
        caller.ask("DATA");
        return caller.ask("Subject: Hello\r\n\r\nHello.\r\n.");
    }
    int lettersOfCarol()
    {
        Caller caller;
        caller.callTls(portOf(*m_driver, "store.example.net", Service::Pop3s), m_driver->caFile(),
                       QStringLiteral("localhost"));
        caller.line();
        caller.say("USER carol@example.net\r\nPASS caterpillar\r\nSTAT\r\n");
        caller.line();
        caller.line();
        return caller.line().split(' ').value(1, "-1").toInt();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_disk = std::make_shared<Disk>();
        start();
    }
    void cleanup() { m_driver.reset(); }

    void aLetterSurvivesTheProgram()
    {
        Caller caller;
        QVERIFY(send(caller).startsWith("250 "));
        QTRY_COMPARE(lettersOfCarol(), 1);
        start();
        QCOMPARE(lettersOfCarol(), 1);
    }

    void itsOctetsComeFromTheDiskAfterwards()
    {
        Caller caller;
        QVERIFY(send(caller).startsWith("250 "));
        QTRY_COMPARE(lettersOfCarol(), 1);
        start();
        Caller reader;
        QVERIFY(reader.callTls(portOf(*m_driver, "store.example.net", Service::Imaps), m_driver->caFile(),
                               QStringLiteral("localhost")));
        reader.say("a LOGIN carol@example.net caterpillar\r\nb SELECT INBOX\r\nc FETCH 1 BODY[]\r\n");
        const auto lines = reader.linesUpTo("c ");
        QVERIFY(lines.contains("Subject: Hello"));
        QVERIFY(lines.contains("Hello."));
        QVERIFY(lines.back().startsWith("c OK"));
    }

    void whatTheDiskRefusesIsRefused()
    {
        QSignalSpy failed(m_driver.get(), &Driver::storeFailed);
        QSignalSpy seen(m_driver.get(), &Driver::letterSeen);
        m_disk->full = true;
        Caller caller;
        QCOMPARE(send(caller).first(9), QByteArray("452 4.3.1"));
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.front().front().toString(), QStringLiteral("the disk is full"));
        QCOMPARE(seen.size(), 0);
        m_disk->full = false;
        QCOMPARE(lettersOfCarol(), 0);
        start();
        QCOMPARE(lettersOfCarol(), 0);
    }

    void theSameSessionGoesOnWhenTheDiskDoes()
    {
        m_disk->full = true;
        Caller caller;
        QVERIFY(send(caller).startsWith("452 "));
        m_disk->full = false;
        QVERIFY(send(caller).startsWith("250 "));
        QTRY_COMPARE(lettersOfCarol(), 1);
        start();
        QCOMPARE(lettersOfCarol(), 1);
    }

    void manySessionsShareOneCommit()
    {
        constexpr int kSessions = 20;
        std::vector<std::unique_ptr<Caller>> callers;
        for (int i = 0; i < kSessions; ++i) {
            auto caller = std::make_unique<Caller>();
            QVERIFY(caller->call(portOf(*m_driver, "mx.example.net", Service::Smtp)));
            caller->reply();
            caller->ask("EHLO client.test");
            caller->ask("MAIL FROM:<x@client.test>");
            caller->ask("RCPT TO:<carol@example.net>");
            QVERIFY(caller->ask("DATA").startsWith("354 "));
            callers.push_back(std::move(caller));
        }
        const int before = m_disk->commits;
        for (const auto &caller : callers)
            caller->say("Subject: Hello\r\n\r\nHello.\r\n.\r\n");
        for (const auto &caller : callers)
            QVERIFY(caller->reply().startsWith("250 "));
        QVERIFY2(m_disk->commits - before < kSessions, "a commit a letter");
        QTRY_COMPARE(lettersOfCarol(), kSessions);
    }

    void theRecordsOfATurnThatWasTakenBackWereNeverSeen()
    {
        std::vector<Record> all;
        connect(m_driver.get(), &Driver::recorded, this, [&all](const std::vector<Record> &records) {
            all.insert(all.end(), records.begin(), records.end());
        });
        m_disk->full = true;
        Caller caller;
        QVERIFY(send(caller).startsWith("452 "));
        m_disk->full = false;
        QVERIFY(send(caller).startsWith("250 "));
        QTRY_COMPARE(lettersOfCarol(), 1);
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(all[i].id, Index{i});
        const auto accepted = std::ranges::count(all, Kind::LetterAccepted, &Record::kind);
        QVERIFY(accepted >= 1);
        QCOMPARE(std::ranges::count(all, Kind::StoreFailed, &Record::kind), 1);
    }
};

QTEST_GUILESS_MAIN(TestOutputCommit)
#include "tst_output_commit.moc"
