// What a mail server takes, from whom, and what it says to the rest.
#include "tests/node/net.h"

#include <QTest>

using namespace mf;
using namespace mf::test;
using node::Service;

class TestAcceptance : public QObject {
    Q_OBJECT

private slots:
    void unknownUsersMayBeBouncedLater();
    void aFullDiskRefusesForNow();
    void relayingIsDenied();
    void aSenderThatIsNotOnesOwnIsRefused();
    void thirtyHopsAreFineOneMoreIsALoop();
    void aFullQueueRefusesTheNextLetter();
    void anythingGoesMakesMailboxes();
    void whereAnythingGoesOtherDomainsCanBeAbroad_data();
    void whereAnythingGoesOtherDomainsCanBeAbroad();
    void aLetterMayHaveGrownOnItsWayToItsMailbox();
    void accountsAreLimited();
    void postmasterIsAlwaysThere();
    void copiesOfANodeGoTheirOwnWays();
};

void TestAcceptance::unknownUsersMayBeBouncedLater()
{
    Net net([](node::MailServerConfig &mail) { mail.unknownRecipient = node::UnknownRecipient::Bounce; });
    net.alice({"nobody@example.org"});
    net.run(1min);
    QCOMPARE(net.count(Kind::LetterAccepted), 1u);
    QVERIFY(net.newest("mail.example.org", "alice@example.org").contains("Status: 5.1.1"));
}

void TestAcceptance::aFullDiskRefusesForNow()
{
    Net net;
    net.setStoreRefuses(true);
    const AcceptMessage letter{envelope("x@example.com", {"bob@example.org"}), {}, Slices(letterText("one"))};
    const Reply reply = std::get<Verdict>(net.ask("mail.example.org", Service::Smtp, letter)).replies.front();
    QCOMPARE(reply.code, 452);
    QCOMPARE(reply.status.print(), "4.3.1");
    const Answer append = net.ask("mail.example.org", Service::Imap,
                                  AppendLetters{"bob@example.org", "INBOX", {{{}, {}, Slices("x")}}});
    QCOMPARE(std::get<Refused>(append).why, Refusal::Unavailable);
    net.alice({"bob@example.org"});
    net.run(30s);
    QCOMPARE(net.count(Kind::LetterAccepted), 0u);
    QCOMPARE(net.view("alice-laptop").queue.size(), 1u);
    net.setStoreRefuses(false);
    net.run(1min);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"Hello"});
}

void TestAcceptance::relayingIsDenied()
{
    Net net;
    const auto rcpt = [&](Service door, const std::string &to, const std::string &account) {
        return std::get<Verdict>(net.ask("mail.example.org", door,
                                         VerifyRecipient{path("x@example.com"), path(to), account}))
            .replies.front()
            .print();
    };
    QCOMPARE(rcpt(Service::Smtp, "carol@example.net", ""), "550 5.7.1 relaying denied\r\n");
    QVERIFY(net.decision("relay-denied"));
    QCOMPARE(rcpt(Service::Smtp, "nobody@example.org", "").substr(0, 9), "550 5.1.1");
    QCOMPARE(rcpt(Service::Smtp, "BOB@Example.ORG", "").substr(0, 3), "250");
    QCOMPARE(rcpt(Service::Submission, "carol@example.net", "alice@example.org").substr(0, 3), "250");
    QCOMPARE(rcpt(Service::Lmtp, "carol@example.net", "").substr(0, 3), "550");
}

void TestAcceptance::aSenderThatIsNotOnesOwnIsRefused()
{
    Net net;
    const auto mail = [&](Service door, const std::string &from, const std::string &account) {
        return std::get<Verdict>(net.ask("mail.example.org", door, VerifySender{path(from), account}))
            .replies.front()
            .code;
    };
    QCOMPARE(mail(Service::Submission, "alice@example.org", "alice@example.org"), 250);
    QCOMPARE(mail(Service::Submission, "sales@example.org", "alice@example.org"), 250);
    QCOMPARE(mail(Service::Submission, "", "alice@example.org"), 250);
    QCOMPARE(mail(Service::Submission, "carol@example.net", "alice@example.org"), 550);
    QCOMPARE(mail(Service::Submission, "alice@example.org", ""), 530);
    QCOMPARE(mail(Service::Smtp, "carol@example.net", ""), 250);
}

void TestAcceptance::thirtyHopsAreFineOneMoreIsALoop()
{
    Net net;
    const auto send = [&](std::size_t hops) {
        std::string text;
        for (std::size_t i = 0; i < hops; ++i)
            text += "Received: from a by b; Mon, 02 Mar 2026 09:00:00 +0000\r\n";
        const AcceptMessage letter{
            envelope("x@example.com", {"bob@example.org"}), {}, Slices(text + letterText("loop"))};
        return std::get<Verdict>(net.ask("mail.example.org", Service::Smtp, letter))
            .replies.front()
            .print()
            .substr(0, 9);
    };
    QCOMPARE(send(node::kHopLimit), "250 2.0.0");
    QCOMPARE(send(node::kHopLimit + 1), "554 5.4.6");
}

void TestAcceptance::aFullQueueRefusesTheNextLetter()
{
    Net net([](node::MailServerConfig &mail) { mail.queueLimit = 2; });
    net.power("mx.example.net", false);
    const auto send = [&](const std::string &subject) {
        const AcceptMessage letter{
            envelope("alice@example.org", {"carol@example.net"}), {}, Slices(letterText(subject))};
        return std::get<Verdict>(net.ask("mail.example.org", Service::Submission, letter))
            .replies.front()
            .print()
            .substr(0, 9);
    };
    QCOMPARE(send("one"), "250 2.0.0");
    QCOMPARE(send("two"), "250 2.0.0");
    QCOMPARE(send("three"), "452 4.3.1");
}

void TestAcceptance::anythingGoesMakesMailboxes()
{
    Bench bench;
    auto any = bench.server("any.test", {Service::Smtp, Service::Imap});
    any.anythingGoes = true;
    bench.addServer(any, "192.0.2.1");
    const Credentials login =
        std::get<Credentials>(bench.ask("any.test", Service::Imap, FindCredentials{"You@Example.Org"}));
    QVERIFY(login.known && login.anyPassword);
    QCOMPARE(login.account, "you@example.org");
    const AcceptMessage letter{envelope("a@x.test", {"You@example.org"}), {}, Slices(letterText("one"))};
    QVERIFY(std::get<Verdict>(bench.ask("any.test", Service::Smtp, letter)).replies.front().positive());
    QCOMPARE(bench.subjects("any.test", "you@example.org"), Subjects{"one"});
}

void TestAcceptance::whereAnythingGoesOtherDomainsCanBeAbroad_data()
{
    QTest::addColumn<mail::Path>("recipient");
    QTest::addColumn<Service>("door");
    QTest::addColumn<bool>("isHere");
    QTest::newRow("our domain") << path("b@example.org") << Service::Smtp << true;
    QTest::newRow("another") << path("b@y.test") << Service::Smtp << false;
    QTest::newRow("another, submitted") << path("b@y.test") << Service::Submission << false;
    QTest::newRow("another, handed back") << path("b@y.test") << Service::Lmtp << true;
    QTest::newRow("a domain below ours") << path("b@sub.example.org") << Service::Smtp << false;
    QTest::newRow("our name") << path("b@Any.Test") << Service::Smtp << true;
    QTest::newRow("its postmaster") << path("postmaster@y.test") << Service::Smtp << false;
    QTest::newRow("no domain") << mail::Path{"postmaster", ""} << Service::Smtp << true;
    QTest::newRow("an address literal") << path("b@[192.0.2.9]") << Service::Smtp << true;
    QTest::newRow("63 octets") << mail::Path{"b", std::string(63, 'x') + ".test"} << Service::Smtp << false;
    QTest::newRow("64 octets: no name")
        << mail::Path{"b", std::string(64, 'x') + ".test"} << Service::Smtp << true;
}

void TestAcceptance::whereAnythingGoesOtherDomainsCanBeAbroad()
{
    QFETCH(const mail::Path, recipient);
    QFETCH(const Service, door);
    QFETCH(const bool, isHere);
    auto config = std::make_shared<node::MailServerConfig>();
    config->hostName = "any.test";
    config->domains.emplace_back().name = "example.org";
    config->anythingGoes = true;
    config->otherDomains = node::OtherDomains::Abroad;
    const node::Whereabouts where = node::Directory(config).whereabouts(recipient, door);
    QCOMPARE(std::holds_alternative<node::Here>(where), isHere);
    QCOMPARE(std::holds_alternative<node::Foreign>(where), !isHere);

    config->otherDomains = node::OtherDomains::AtStore;
    config->otherStoreHost = "store.test";
    if (recipient.domain == "y.test") {
        const auto at = std::get<node::AtStore>(node::Directory(config).whereabouts(recipient, door));
        QCOMPARE(at.host, std::string("store.test"));
    }
}

void TestAcceptance::aLetterMayHaveGrownOnItsWayToItsMailbox()
{
    node::MailServerConfig config;
    config.hostName = "any.test";
    config.sizeLimitOctets = 1000;
    const auto offered = [&](Service door) {
        const auto session = node::doorSession(config, door);
        session->handle(Opened{}, Instant{});
        const std::string hello = door == Service::Lmtp ? "LHLO x\r\n" : "EHLO x\r\n";
        std::string heard;
        for (const Action &action : session->handle(Bytes{Blob(hello)}, Instant{}))
            if (const auto *send = std::get_if<Send>(&action))
                heard += send->octets.joined().view();
        return heard;
    };
    QVERIFY(offered(Service::Smtp).contains("SIZE 1000\r\n"));
    QVERIFY(offered(Service::Lmtp)
                .contains("SIZE " + std::to_string(1000 + node::kTraceAllowanceOctets) + "\r\n"));
}

void TestAcceptance::accountsAreLimited()
{
    Bench bench;
    auto any = bench.server("any.test", {Service::Smtp, Service::Imap});
    any.anythingGoes = true;
    any.accountLimit = 2;
    bench.addServer(any, "192.0.2.1");
    const auto send = [&](const std::string &to) {
        const AcceptMessage letter{envelope("a@x.test", {to}), {}, Slices(letterText("one"))};
        return std::get<Verdict>(bench.ask("any.test", Service::Smtp, letter))
            .replies.front()
            .print()
            .substr(0, 9);
    };
    QCOMPARE(send("a@example.org"), "250 2.0.0");
    QCOMPARE(send("b@example.org"), "250 2.0.0");
    QCOMPARE(send("c@example.org"), "452 4.2.2");
    QCOMPARE(send("b@example.org"), "250 2.0.0");
}

void TestAcceptance::postmasterIsAlwaysThere()
{
    Net net;
    const auto rcpt = [&](const mail::Path &to) {
        return std::get<Verdict>(
                   net.ask("mail.example.org", Service::Smtp, VerifyRecipient{path("x@example.com"), to, ""}))
            .replies.front()
            .code;
    };
    QCOMPARE(rcpt(path("Postmaster@example.org")), 250);
    QCOMPARE(rcpt({"postmaster", ""}), 250);
    QCOMPARE(rcpt(path("postmaster@example.com")), 550);
}

void TestAcceptance::copiesOfANodeGoTheirOwnWays()
{
    Bench bench;
    auto any = bench.server("any.test", {Service::Smtp});
    any.anythingGoes = true;
    node::Node one("any.test", IpAddress::v4(192, 0, 2, 1), node::NodeKind::MailServer,
                   node::MailServer(any));
    node::Counters counters;
    const node::Moment moment{{}, {}, counters, false};
    const auto send = [&](node::Node &to) {
        node::SessionAsked asked;
        asked.question = AcceptMessage{envelope("a@x.test", {"b@x.test"}), {}, Slices(letterText("one"))};
        static_cast<void>(to.handle(asked, moment));
    };
    send(one);
    node::Node copy = one;
    send(copy);
    QCOMPARE(one.view({}).mailboxes.front().mailbox->letters.size(), 1u);
    QCOMPARE(copy.view({}).mailboxes.front().mailbox->letters.size(), 2u);
}

QTEST_GUILESS_MAIN(TestAcceptance)
#include "tst_acceptance.moc"
