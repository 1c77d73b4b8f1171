// What senders are told: late once, failed once, and nothing about reports (RFC 3464, RFC 5321 section 6.1).
#include "tests/node/net.h"

#include "sim/mail/message.h"

#include <QTest>

using namespace mf;
using namespace mf::test;
using node::Service;

namespace {

const std::string kMail = "mail.example.org";

std::size_t reports(const Net &net) { return net.subjects(kMail, "alice@example.org").size(); }

/// Alice's program asks for reports as RFC 3461 has it.
void send(Net &net, const std::string &to, std::uint8_t notify, Returned returned = Returned::NotSaid)
{
    Envelope asking = envelope("alice@example.org", {to});
    asking.id = "QQ+3D31";
    asking.returned = returned;
    asking.wishes[to] = {notify, "rfc822;Named@example.org"};
    const Answer answer =
        net.ask(kMail, Service::Submission, AcceptMessage{asking, {}, Slices(letterText("Hello"))});
    QVERIFY(std::get<Verdict>(answer).replies.front().positive());
}

} // namespace

class TestDeliveryReports : public QObject {
    Q_OBJECT

private slots:
    void aLateLetterIsToldOfOnce()
    {
        Net net([](node::MailServerConfig &mail) {
            mail.retry = {15min};
            mail.expire = std::chrono::hours(12);
        });
        net.power("mx.example.net", false);
        net.alice({"carol@example.net"});
        net.run(4h - 1s);
        QCOMPARE(reports(net), 0u);
        net.run(1min);
        QCOMPARE(net.count(Kind::LetterDelayed), 1u);
        const std::string notice = net.newest(kMail, "alice@example.org");
        QVERIFY(notice.starts_with("Return-Path: <>\r\n"));
        QVERIFY(notice.contains("Final-Recipient: rfc822; carol@example.net\r\nAction: delayed\r\n"
                                "Status: 4.4.1\r\nLast-Attempt-Date: Mon, 02 Mar 2026 13:00:00 +0000\r\n"
                                "Will-Retry-Until: Mon, 02 Mar 2026 21:00:00 +0000\r\n"));
        QVERIFY(notice.contains("    mx.example.net: connection refused\r\n"));
        net.run(7h);
        QCOMPARE(reports(net), 1u);
        net.run(2h);
        QCOMPARE(reports(net), 2u);
        QVERIFY(net.newest(kMail, "alice@example.org").contains("Status: 5.4.7"));
    }

    void successIsToldByWhoDelivers()
    {
        Net net;
        send(net, "bob@example.org", Wish::Success);
        net.run(1min);
        const std::string report = net.newest(kMail, "alice@example.org");
        QVERIFY(report.contains("Original-Envelope-Id: QQ=31\r\n"));
        QVERIFY(report.contains("Original-Recipient: rfc822;Named@example.org\r\nFinal-Recipient: rfc822; "
                                "bob@example.org\r\nAction: delivered\r\nStatus: 2.1.5\r\n"));
        // Elsewhere: the next server knows of reports, and the last one tells.
        send(net, "carol@example.net", Wish::Success);
        net.run(1min);
        QCOMPARE(reports(net), 2u);
        QVERIFY(net.newest(kMail, "alice@example.org").contains("Reporting-MTA: dns; mx.example.net\r\n"));
        QVERIFY(net.newest(kMail, "alice@example.org").contains("Action: delivered\r\n"));
    }

    void relayedIsToldWhereTheNextServerKnowsOfNoReports()
    {
        Net net;
        auto old = net.server("mx2.example.net", {Service::Smtp});
        old.domains = {domain("two.test", {"tom"})};
        old.extensions["DSN"] = false;
        net.addServer(old, "198.51.100.2");
        send(net, "tom@two.test", Wish::Failure | Wish::Success);
        net.run(1min);
        QCOMPARE(reports(net), 1u);
        QVERIFY(net.newest(kMail, "alice@example.org")
                    .contains("Action: relayed\r\nStatus: 2.0.0\r\n"
                              "Remote-MTA: dns; mx2.example.net\r\n"));
    }

    void aListTellsThatItHasPassedTheLetterOn()
    {
        Net net([](node::MailServerConfig &mail) {
            mail.domains.front().aliases = {{"all", {path("bob@example.org"), path("carol@example.net")}},
                                            {"one", {path("carol@example.net")}}};
        });
        send(net, "all@example.org", Wish::Success);
        net.run(1min);
        QCOMPARE(reports(net), 1u);
        QVERIFY(net.newest(kMail, "alice@example.org").contains("Action: expanded\r\n"));
        send(net, "one@example.org", Wish::Success); // a forwarding is not: who gets it tells
        net.run(1min);
        QCOMPARE(reports(net), 2u);
        QVERIFY(net.newest(kMail, "alice@example.org")
                    .contains("Final-Recipient: rfc822; carol@example.net\r\n"));
    }

    void whoAsksForNothingIsToldNothing()
    {
        Net net;
        send(net, "carol@null.test", Wish::Never);
        send(net, "dora@null.test", Wish::Success);
        net.run(1min);
        QCOMPARE(reports(net), 0u);
        QCOMPARE(net.count(Kind::LetterDropped), 2u);
        QCOMPARE(net.first(Kind::LetterDropped)->note.facts.text(Key::Rule), "no-report-wanted");
    }

    void delaysAreToldToWhoWantsToKnow_data()
    {
        QTest::addColumn<int>("notify");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("delays") << int(Wish::Delay) << true;
        QTest::newRow("failures") << int(Wish::Failure) << false;
        QTest::newRow("nothing said") << 0 << true;
    }

    void delaysAreToldToWhoWantsToKnow()
    {
        QFETCH(int, notify);
        QFETCH(bool, isTold);
        Net net([](node::MailServerConfig &mail) { mail.delayNotice = 10min; });
        net.power("mx.example.net", false);
        send(net, "carol@example.net", static_cast<std::uint8_t>(notify));
        net.run(30min);
        QCOMPARE(reports(net), isTold ? 1u : 0u);
        QCOMPARE(net.count(Kind::LetterDelayed), isTold ? 1u : 0u);
    }

    void allOfAFailedLetterComesBackIfAskedFor()
    {
        for (const Returned returned : {Returned::Headers, Returned::Full}) {
            Net net;
            send(net, "carol@null.test", Wish::Failure, returned);
            net.run(1min);
            const std::string report = net.newest(kMail, "alice@example.org");
            QCOMPARE(report.contains("Content-Type: message/rfc822\r\n"), returned == Returned::Full);
            QCOMPARE(report.contains("Content-Type: text/rfc822-headers\r\n"), returned == Returned::Headers);
        }
    }

    void wishesAreKeptOverARestart()
    {
        Net net;
        net.power("mx.example.net", false);
        send(net, "carol@example.net", Wish::Success);
        net.run(1min);
        auto config = net.server(kMail, {Service::Submission, Service::Smtp, Service::Imap});
        config.domains = {domain("example.org", {"alice", "bob"})};
        net.restart(kMail, [&](const store::Contents &contents) -> node::Program {
            return node::MailServer(config, contents, net.epoch());
        });
        net.power("mx.example.net", true);
        net.run(1h);
        QVERIFY(net.newest(kMail, "alice@example.org").contains("Action: delivered\r\n"));
    }

    void aMachineThatStartsAgainDoesNotTellTwice()
    {
        Net net([](node::MailServerConfig &mail) { mail.delayNotice = 10min; });
        net.power("mx.example.net", false);
        net.alice({"carol@example.net"});
        net.run(30min);
        QCOMPARE(reports(net), 1u);
        auto config = net.server(kMail, {Service::Submission, Service::Smtp});
        config.domains = {domain("example.org", {"alice", "bob"})};
        config.delayNotice = 10min;
        net.restart(kMail, [&](const store::Contents &contents) -> node::Program {
            return node::MailServer(config, contents, net.epoch());
        });
        QCOMPARE(net.view(kMail).queue.at(0).lastReason, "connection refused");
        net.run(2h);
        QCOMPARE(reports(net), 1u);
    }

    void whoDoesNotWantNoticesGetsNone()
    {
        Net net([](node::MailServerConfig &mail) { mail.delayNotice = 0s; });
        net.power("mx.example.net", false);
        net.alice({"carol@example.net"});
        net.run(6h);
        QCOMPARE(reports(net), 0u);
    }

    void aLateReportIsToldToNobody()
    {
        Net net([](node::MailServerConfig &mail) { mail.delayNotice = 1min; });
        net.power("mx.example.net", false);
        const AcceptMessage letter{envelope("", {"carol@example.net"}), {}, Slices(letterText("report"))};
        static_cast<void>(net.ask(kMail, Service::Submission, letter));
        net.run(1h);
        QCOMPARE(net.count(Kind::LetterDelayed), 0u);
        QCOMPARE(net.queued(kMail), 1u);
    }

    void whoIsGivenUpIsReportedWithTheHostsLastWords()
    {
        Net net([](node::MailServerConfig &mail) { mail.expire = 10min; });
        net.addScripted("mx.example.net", "198.51.100.1", [](const std::string &line) {
            return line.starts_with("RCPT") ? std::string("450 4.2.1 not now") : sayYes(line);
        });
        net.alice({"carol@example.net"});
        net.run(1h);
        const std::string report = net.newest(kMail, "alice@example.org");
        QVERIFY(report.contains("Status: 5.4.7\r\nRemote-MTA: dns; mx.example.net\r\n"
                                "Diagnostic-Code: smtp; 450 4.2.1 not now\r\n"
                                "Last-Attempt-Date: Mon, 02 Mar 2026 09:10:00 +0000\r\n"));
    }

    void aReportToADomainThatTakesNoMailIsDropped()
    {
        Net net;
        const AcceptMessage letter{
            envelope("nobody@null.test", {"x@no-such-domain.test"}), {}, Slices(letterText("from nowhere"))};
        static_cast<void>(net.ask(kMail, Service::Submission, letter));
        net.run(1min);
        QCOMPARE(net.count(Kind::LetterBounced), 1u);
        QCOMPARE(net.count(Kind::LetterDropped), 1u);
        QCOMPARE(net.first(Kind::LetterDropped)->note.facts.text(Key::Reason).substr(0, 6), "5.1.10");
        QCOMPARE(net.queued(kMail), 0u);
    }

    void aReportWithEightBitOctetsSaysSo()
    {
        Net net;
        net.addScripted("mx.example.net", "198.51.100.1", [](const std::string &line) {
            return line.starts_with("EHLO") ? std::string("250-hello\r\n250 8BITMIME") : sayYes(line);
        });
        AcceptMessage letter{envelope("carol@example.net", {"x@no-such-domain.test"}),
                             {},
                             Slices("Subject: Gr\xc3\xbc\xc3\x9f"
                                    "e\r\n\r\nHello.\r\n")};
        letter.envelope.eightBit = true;
        static_cast<void>(net.ask(kMail, Service::Submission, letter));
        net.run(1min);
        const auto &said = net.said("mx.example.net");
        QVERIFY(std::ranges::find(said, "MAIL FROM:<> BODY=8BITMIME") != said.end());
    }

    void everyFailedRecipientIsInOneReport()
    {
        Net net;
        net.alice({"nobody@example.net", "no-one@example.net", "carol@example.net"});
        net.run(1min);
        QCOMPARE(reports(net), 1u);
        const std::string report = net.newest(kMail, "alice@example.org");
        QVERIFY(report.contains("Final-Recipient: rfc822; nobody@example.net"));
        QVERIFY(report.contains("Final-Recipient: rfc822; no-one@example.net"));
        QVERIFY(!report.contains("Final-Recipient: rfc822; carol@example.net"));
    }
};

QTEST_GUILESS_MAIN(TestDeliveryReports)
#include "tst_delivery_reports.moc"
