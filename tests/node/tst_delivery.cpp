// Letters between nodes: who takes them, where they go, what happens if it fails.
#include "tests/node/net.h"

#include "sim/mail/message.h"

#include <QTest>

using namespace mf;
using namespace mf::test;
using node::Service;

class TestDelivery : public QObject {
    Q_OBJECT

private slots:
    void mailBetweenUsersOfOneServerNeedsNoDns();
    void aLetterIsRelayedByItsMx();
    void withoutMxTheDomainItselfIsTheHost();
    void aHostWithOnlyAnIpv6AddressIsReached();
    void nullMxBouncesAtOnce();
    void anUnknownDomainBounces();
    void anMxWithoutAddressBounces();
    void theNextHostIsTriedWhenTheFirstIsDown();
    void anMxThatIsOneselfBounces();
    void aTemporaryRefusalIsTriedAgain();
    void theLastRetryRepeatsUntilExpiry();
    void anUnknownUserBounces();
    void aBounceOfABounceIsDropped();
    void theStoreIsReachedByLmtp();
    void aLost250DoesNotMakeASecondCopy();
    void powerComesBackAndTheQueueGoesOn();
    void aRestartFindsStoreAndQueueAgain();
    void recipientsOfTwoDomainsGoTheirOwnWays();
    void addressLiteralsNeedNoDns();
    void attemptsAtOnceAreLimited();
};

void TestDelivery::mailBetweenUsersOfOneServerNeedsNoDns()
{
    Net net;
    net.alice({"bob@example.org"});
    net.run(1min);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"Hello"});
    QCOMPARE(net.count(Kind::Lookup), 0u);
    QCOMPARE(net.count(Kind::LetterAccepted), 1u);
    QCOMPARE(net.count(Kind::LetterHandedOver), 1u);
    QVERIFY(net.decision("local-domain"));
    const Event *stored = net.first(Kind::LetterStored);
    QVERIFY(stored);
    QCOMPARE(stored->note.facts.text(Key::Recipient), "bob@example.org");
    QCOMPARE(stored->note.facts.number(Key::Uid), 1);
    QCOMPARE(stored->note.facts.text(Key::Name), "<1@alice-laptop>");
    const std::string letter = net.newest("mail.example.org", "bob@example.org");
    QVERIFY(letter.starts_with("Return-Path: <alice@example.org>\r\nReceived: from alice-laptop"));
    QVERIFY(net.view("alice-laptop").queue.empty());
}

void TestDelivery::aLetterIsRelayedByItsMx()
{
    Net net;
    const MailId mail = net.alice({"carol@example.net"});
    net.run(1min);
    QCOMPARE(net.subjects("mx.example.net", "carol@example.net"), Subjects{"Hello"});
    const Event *relayed = net.first(Kind::LetterRelayed, "mail.example.org");
    QVERIFY(relayed);
    QCOMPARE(relayed->note.mail, mail);
    QCOMPARE(relayed->note.facts.text(Key::Host), "mx.example.net");
    QCOMPARE(net.first(Kind::LetterStored, "mx.example.net")->note.mail, mail);
    QCOMPARE(net.count(Kind::LookupDone), 2u);
    QCOMPARE(net.decision("mx-preference")->note.facts.text(Key::Answer), "10 mx.example.net");
    QCOMPARE(net.queued("mail.example.org"), 0u);
    const std::string letter = net.newest("mx.example.net", "carol@example.net");
    QCOMPARE(letter.find("Received: from mail.example.org"), letter.find("Received:"));
    QVERIFY(letter.find("Received: from alice-laptop") != letter.npos);
    QCOMPARE(letter.rfind("Return-Path:"), 0u);
}

void TestDelivery::withoutMxTheDomainItselfIsTheHost()
{
    Net net;
    net.alice({"paul@plain.test"});
    net.run(1min);
    QCOMPARE(net.subjects("mx.example.net", "paul@plain.test"), Subjects{"Hello"});
    QVERIFY(net.decision("implicit-mx"));
}

void TestDelivery::aHostWithOnlyAnIpv6AddressIsReached()
{
    Net net;
    auto six = net.server("mx6.test", {Service::Smtp});
    six.domains = {domain("six.test", {"sue"})};
    net.addServer(six, "2001:db8::6");
    net.alice({"sue@six.test"});
    net.run(1min);
    QCOMPARE(net.subjects("mx6.test", "sue@six.test"), Subjects{"Hello"});
}

void TestDelivery::nullMxBouncesAtOnce()
{
    Net net;
    net.alice({"x@null.test"});
    net.run(1min);
    QCOMPARE(net.first(Kind::LetterBounced)->note.facts.text(Key::Reason).substr(0, 6), "5.1.10");
    QCOMPARE(net.subjects("mail.example.org", "alice@example.org").size(), 1u);
    const std::string notice = net.newest("mail.example.org", "alice@example.org");
    QVERIFY(notice.starts_with("Return-Path: <>\r\n"));
    QVERIFY(notice.contains("Status: 5.1.10"));
    QCOMPARE(net.queued("mail.example.org"), 0u);
}

void TestDelivery::anUnknownDomainBounces()
{
    Net net;
    net.alice({"x@no-such-domain.test"});
    net.run(1min);
    QVERIFY(net.newest("mail.example.org", "alice@example.org").contains("Status: 5.1.2"));
    QCOMPARE(net.queued("mail.example.org"), 0u);
}

void TestDelivery::anMxWithoutAddressBounces()
{
    Net net;
    net.alice({"x@nowhere.test"});
    net.run(1min);
    QVERIFY(net.newest("mail.example.org", "alice@example.org").contains("Status: 5.4.4"));
}

void TestDelivery::theNextHostIsTriedWhenTheFirstIsDown()
{
    Net net;
    net.alice({"tom@two.test"});
    net.run(10s);
    QCOMPARE(net.subjects("mx.example.net", "tom@two.test"), Subjects{"Hello"});
    QCOMPARE(net.decision("mx-preference")->note.facts.text(Key::Answer),
             "10 mx2.example.net, 20 mx.example.net");
    QCOMPARE(net.first(Kind::AttemptFailed)->note.facts.text(Key::Host), "mx2.example.net");
    QCOMPARE(net.count(Kind::RetryScheduled), 0u);
}

void TestDelivery::anMxThatIsOneselfBounces()
{
    Net net;
    net.alice({"x@self.test"});
    net.run(1min);
    QVERIFY(net.newest("mail.example.org", "alice@example.org").contains("Status: 5.4.6"));
}

void TestDelivery::aTemporaryRefusalIsTriedAgain()
{
    Net net;
    net.power("mx.example.net", false);
    net.alice({"carol@example.net"});
    net.run(30s);
    QCOMPARE(net.queued("mail.example.org"), 1u);
    const auto item = net.view("mail.example.org").queue.front();
    QCOMPARE(item.state, "waiting");
    QCOMPARE(item.attempts, 1u);
    QCOMPARE(item.lastReason, "connection refused");
    QCOMPARE(net.first(Kind::RetryScheduled)->note.facts.text(Key::RetryAt), "2026-03-02T09:01:00Z");
    QCOMPARE(net.first(Kind::RetryScheduled)->note.facts.number(Key::Attempt), 2);
    net.power("mx.example.net", true);
    net.run(1min);
    QCOMPARE(net.subjects("mx.example.net", "carol@example.net"), Subjects{"Hello"});
    QCOMPARE(net.queued("mail.example.org"), 0u);
}

void TestDelivery::theLastRetryRepeatsUntilExpiry()
{
    Net net([](node::MailServerConfig &mail) {
        mail.retry = {1min, 5min};
        mail.expire = 20min;
    });
    net.power("mx.example.net", false);
    net.alice({"carol@example.net"});
    net.run(2h);
    std::vector<std::int64_t> minutes;
    for (const Event &event : net.events())
        if (event.note.kind == Kind::AttemptFailed && event.node == "mail.example.org")
            minutes.push_back(event.at.time_since_epoch() / 1min);
    QCOMPARE(minutes, (std::vector<std::int64_t>{0, 1, 6, 11, 16, 20}));
    QVERIFY(net.newest("mail.example.org", "alice@example.org").contains("Status: 5.4.7"));
    QCOMPARE(net.queued("mail.example.org"), 0u);
}

void TestDelivery::anUnknownUserBounces()
{
    Net net;
    net.alice({"nobody@example.net", "carol@example.net"});
    net.run(1min);
    QCOMPARE(net.subjects("mx.example.net", "carol@example.net"), Subjects{"Hello"});
    QCOMPARE(net.count(Kind::LetterBounced), 1u);
    QCOMPARE(net.first(Kind::LetterBounced)->note.facts.text(Key::Recipient), "nobody@example.net");
    const std::string notice = net.newest("mail.example.org", "alice@example.org");
    QVERIFY(notice.contains("Status: 5.1.1"));
    QVERIFY(notice.contains("Remote-MTA: dns; mx.example.net"));
    QVERIFY(!notice.contains("carol@example.net\r\nAction"));
}

void TestDelivery::aBounceOfABounceIsDropped()
{
    Net net;
    AcceptMessage letter{envelope("", {"nobody@null.test"}), {}, Slices(letterText("notice"))};
    letter.reception.account = "alice@example.org";
    const Answer answer = net.ask("mail.example.org", Service::Submission, letter);
    QVERIFY(std::get<Verdict>(answer).replies.front().positive());
    net.run(1min);
    QCOMPARE(net.count(Kind::LetterDropped), 1u);
    QCOMPARE(net.first(Kind::LetterDropped)->note.facts.text(Key::Rule), "no-bounce-of-a-bounce");
    QCOMPARE(net.count(Kind::LetterBounced), 0u);
    QCOMPARE(net.queued("mail.example.org"), 0u);
}

void TestDelivery::theStoreIsReachedByLmtp()
{
    Net net;
    auto mx = net.server("mx.example.net", {Service::Smtp});
    mx.domains = {domain("example.net", {"carol"})};
    mx.domains.front().mailboxesHere = false;
    mx.domains.front().storeHost = "store.example.net";
    mx.domains.front().storeAddress = IpAddress::v4(198, 51, 100, 3);
    net.addServer(mx, "198.51.100.1");
    auto store = net.server("store.example.net", {Service::Lmtp, Service::Imap});
    store.domains = {domain("example.net", {"carol"})};
    net.addServer(store, "198.51.100.3");
    net.alice({"carol@example.net"});
    net.run(1min);
    QCOMPARE(net.subjects("store.example.net", "carol@example.net"), Subjects{"Hello"});
    QCOMPARE(net.count(Kind::LetterAccepted), 3u);
    QVERIFY(net.decision("store-elsewhere"));
    const std::string letter = net.newest("store.example.net", "carol@example.net");
    QVERIFY(letter.contains("by store.example.net with LMTP"));
    QVERIFY(letter.starts_with("Return-Path: <alice@example.org>"));
    QCOMPARE(letter.rfind("Return-Path:"), 0u);
}

void TestDelivery::aLost250DoesNotMakeASecondCopy()
{
    Net net;
    bool cut = false;
    net.passes = [&](const std::string &from, const std::string &to, std::string_view octets) {
        if (from == "mx.example.net" && to == "mail.example.org" && octets.contains("accepted as") && !cut) {
            cut = true;
            return false;
        }
        return true;
    };
    net.alice({"carol@example.net"});
    net.run(30s);
    QVERIFY(cut);
    QCOMPARE(net.queued("mail.example.org"), 1u);
    net.run(5min);
    QCOMPARE(net.subjects("mx.example.net", "carol@example.net"), Subjects{"Hello"});
    QCOMPARE(net.queued("mail.example.org"), 0u);
    QVERIFY(net.decision("already-stored"));
}

void TestDelivery::powerComesBackAndTheQueueGoesOn()
{
    Net net;
    net.passes = [&](const std::string &from, const std::string &to, std::string_view) {
        return from != "mail.example.org" || to != "mx.example.net";
    };
    net.alice({"carol@example.net"});
    net.run(10s);
    net.power("mail.example.org", false);
    net.passes = [](const std::string &, const std::string &, std::string_view) { return true; };
    net.run(30min);
    QVERIFY(net.subjects("mx.example.net", "carol@example.net").empty());
    net.power("mail.example.org", true);
    net.run(1s);
    QCOMPARE(net.subjects("mx.example.net", "carol@example.net"), Subjects{"Hello"});
}

void TestDelivery::aRestartFindsStoreAndQueueAgain()
{
    Net net;
    net.alice({"bob@example.org"}, "for Bob");
    net.power("mx.example.net", false);
    net.alice({"carol@example.net"}, "for Carol");
    net.run(10s);
    const Mailbox before = net.mailbox("mail.example.org", "bob@example.org");
    auto config =
        net.server("mail.example.org", {Service::Submission, Service::Smtp, Service::Imap, Service::Pop3});
    config.domains = {domain("example.org", {"alice", "bob"})};
    config.uidValidity = 77;
    net.restart("mail.example.org", [&](const store::Contents &contents) -> node::Program {
        return node::MailServer(config, contents, net.epoch());
    });
    const Mailbox after = net.mailbox("mail.example.org", "bob@example.org");
    QCOMPARE(after->uidValidity, before->uidValidity);
    QCOMPARE(after->uidNext, before->uidNext);
    QCOMPARE(after->highestModSeq, before->highestModSeq);
    QCOMPARE(after->letters[0].message->octets(), before->letters[0].message->octets());
    QCOMPARE(net.queued("mail.example.org"), 1u);
    QCOMPARE(net.view("mail.example.org").queue.front().attempts, 1u);
    net.power("mx.example.net", true);
    net.run(2min);
    QCOMPARE(net.subjects("mx.example.net", "carol@example.net"), Subjects{"for Carol"});
}

void TestDelivery::recipientsOfTwoDomainsGoTheirOwnWays()
{
    Net net;
    net.alice({"bob@example.org", "carol@example.net", "paul@plain.test"});
    net.run(1min);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"Hello"});
    QCOMPARE(net.subjects("mx.example.net", "carol@example.net"), Subjects{"Hello"});
    QCOMPARE(net.subjects("mx.example.net", "paul@plain.test"), Subjects{"Hello"});
    QCOMPARE(net.count(Kind::LetterQueued), 2u);
}

void TestDelivery::addressLiteralsNeedNoDns()
{
    using By = node::Destination::By;
    const IpAddress v6 = IpAddress::parse("2001:db8::6").value();
    QCOMPARE(node::destinationFor("Example.NET"), (node::Destination{By::Mx, "example.net", {}}));
    QCOMPARE(node::destinationFor("[198.51.100.1]"),
             (node::Destination{By::AddressLiteral, "[198.51.100.1]", IpAddress::v4(198, 51, 100, 1)}));
    QCOMPARE(node::destinationFor("[IPv6:2001:db8::6]"),
             (node::Destination{By::AddressLiteral, "[IPv6:2001:db8::6]", v6}));
    Net net;
    net.alice({"carol@[198.51.100.1]"});
    net.run(1min);
    QCOMPARE(net.count(Kind::Lookup), 0u);
    QCOMPARE(net.first(Kind::LetterBounced)->note.facts.text(Key::Reason), "5.7.1 relaying denied");
}

void TestDelivery::attemptsAtOnceAreLimited()
{
    Net net;
    net.datagramPasses = [](const std::string &, const std::string &) { return false; }; // all wait for DNS
    const AcceptMessage letter{envelope("", {"x@example.net"}), {}, Slices(letterText("many"))};
    for (std::size_t i = 0; i < node::kAttemptLimit; ++i)
        static_cast<void>(net.ask("mail.example.org", Service::Submission, letter));
    QCOMPARE(net.count(Kind::Lookup), node::kAttemptLimit);
    static_cast<void>(net.ask("mail.example.org", Service::Submission, letter));
    QCOMPARE(net.count(Kind::Lookup), node::kAttemptLimit);
    QCOMPARE(net.view("mail.example.org").queue.back().state, "waiting");
    net.datagramPasses = [](const std::string &, const std::string &) { return true; };
    net.run(1h);
    QVERIFY(net.count(Kind::Lookup) > node::kAttemptLimit);
    QCOMPARE(net.queued("mail.example.org"), 0u);
}

QTEST_GUILESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
