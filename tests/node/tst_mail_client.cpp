// A mail client: what becomes of the letters in its outbox, and what it has on its device.
#include "tests/node/net.h"

#include <QTest>

using namespace mf;
using namespace mf::test;
using node::Service;

class TestMailClient : public QObject {
    Q_OBJECT

private slots:
    void theReaderFindsTheLetterOnTheDevice();
    void pop3TakesTheLetterAway();
    void refusedRecipientsStayInTheOutbox();
    void theOutboxTriesAgainAfterAMinute();
    void lettersAtOnceAreLimited();
    void afterADayALetterHasFailed();
    void aRestartedDeviceKnowsWhatItHas();
    void anAddressThatIsNoneIsNoted();
    void pop3MayLeaveTheLetterOnTheServer();
    void aFailedCheckIsNotedAndMayBeTriedAgain();
    void atTheRelayPortNobodyLogsIn();
    void whatIsReadHereIsReadOnTheServer();
    void whatIsReadOnOneDeviceIsSeenOnTheOther();
    void whatIsMarkedHereMeanwhileStays();
    void whatIsDeletedHereFollowsItsProtocol();
    void wishesOutliveAFailedCheck();
    void theOutboxCanBeEmptiedByHand();
};

void TestMailClient::theReaderFindsTheLetterOnTheDevice()
{
    Net net;
    net.alice({"carol@example.net"});
    net.run(1min);
    net.check("carol-phone");
    net.run(1min);
    net.check("carol-phone");
    net.run(1min);
    QCOMPARE(net.subjects("carol-phone", "carol@example.net"), Subjects{"Hello"});
    QCOMPARE(net.count(Kind::LetterRead), 1u);
    const Event *read = net.first(Kind::LetterRead);
    QCOMPARE(read->note.facts.text(Key::Name), "<1@alice-laptop>");
    QCOMPARE(read->note.facts.text(Key::Recipient), "carol@example.net");
    QCOMPARE(read->note.facts.text(Key::Device), "carol-phone");
    QCOMPARE(net.subjects("mx.example.net", "carol@example.net"), Subjects{"Hello"});
}

void TestMailClient::pop3TakesTheLetterAway()
{
    Net net;
    net.alice({"bob@example.org"});
    net.run(1min);
    net.check("bob-phone");
    net.run(1min);
    QCOMPARE(net.subjects("bob-phone", "bob@example.org"), Subjects{"Hello"});
    QVERIFY(net.subjects("mail.example.org", "bob@example.org").empty());
    QCOMPARE(net.count(Kind::LetterDeleted, "mail.example.org"), 1u);
}

void TestMailClient::refusedRecipientsStayInTheOutbox()
{
    Net net;
    net.alice({"bob@example.org", "nobody@example.org"});
    net.run(1min);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"Hello"});
    const auto outbox = net.view("alice-laptop").queue;
    QCOMPARE(outbox.size(), 1u);
    QCOMPARE(outbox.front().state, "failed");
    QCOMPARE(outbox.front().to, Subjects{"nobody@example.org"});
    QCOMPARE(net.first(Kind::AttemptFailed, "alice-laptop")->note.facts.text(Key::Recipient),
             "nobody@example.org");
}

void TestMailClient::theOutboxTriesAgainAfterAMinute()
{
    Net net;
    net.power("mail.example.org", false);
    net.alice({"bob@example.org"});
    net.run(30s);
    QCOMPARE(net.view("alice-laptop").queue.front().state, "waiting");
    net.power("mail.example.org", true);
    net.run(31s);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"Hello"});
    QVERIFY(net.view("alice-laptop").queue.empty());
}

void TestMailClient::lettersAtOnceAreLimited()
{
    Net net;
    for (std::size_t i = 0; i < node::kSubmissionLimit; ++i)
        net.alice({"bob@example.org"});
    QCOMPARE(net.streamCount(), node::kSubmissionLimit);
    net.alice({"bob@example.org"});
    QCOMPARE(net.streamCount(), node::kSubmissionLimit);
    net.run(1s);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org").size(), node::kSubmissionLimit + 1);
}

void TestMailClient::afterADayALetterHasFailed()
{
    Net net;
    net.power("mail.example.org", false);
    net.alice({"bob@example.org"});
    net.run(node::kSubmissionPatience - 1s);
    QCOMPARE(net.view("alice-laptop").queue.front().state, "waiting");
    net.run(1s);
    QCOMPARE(net.view("alice-laptop").queue.front().state, "failed");
    const std::size_t tries = net.count(Kind::AttemptFailed);
    net.run(1h);
    QCOMPARE(net.count(Kind::AttemptFailed), tries);
}

void TestMailClient::aRestartedDeviceKnowsWhatItHas()
{
    Net net;
    net.alice({"alice@example.org"}, "to myself");
    net.run(1min);
    net.check("alice-laptop");
    net.run(1min);
    net.power("mail.example.org", false);
    net.alice({"bob@example.org"}, "waits");
    net.run(10s);
    const auto config =
        net.client("alice-laptop", "alice@example.org", "mail.example.org", node::Incoming::Imap);
    net.restart("alice-laptop", [&](const store::Contents &contents) -> node::Program {
        return node::MailClient(config, contents, net.epoch());
    });
    QCOMPARE(net.subjects("alice-laptop", "alice@example.org"), Subjects{"to myself"});
    net.power("mail.example.org", true);
    net.check("alice-laptop");
    net.run(2min);
    QCOMPARE(net.subjects("alice-laptop", "alice@example.org"), Subjects{"to myself"});
    QCOMPARE(net.count(Kind::LetterRead), 1u);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"waits"});
}

void TestMailClient::anAddressThatIsNoneIsNoted()
{
    Net net;
    net.alice({"bob at example.org", "bob@example.org"});
    net.run(1min);
    QCOMPARE(net.first(Kind::AttemptFailed)->note.facts.text(Key::Recipient), "bob at example.org");
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"Hello"});
    net.alice({});
    net.run(1min);
    QVERIFY(net.view("alice-laptop").queue.empty());
}

void TestMailClient::pop3MayLeaveTheLetterOnTheServer()
{
    Net net;
    auto config = net.client("bob-phone", "bob@example.org", "mail.example.org", node::Incoming::Pop3);
    config.leaveOnServer = true;
    net.addClient(config, "192.0.2.11");
    net.alice({"bob@example.org"});
    net.run(1min);
    for (int i = 0; i < 2; ++i) {
        net.check("bob-phone");
        net.run(1min);
    }
    QCOMPARE(net.subjects("bob-phone", "bob@example.org"), Subjects{"Hello"});
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"Hello"});
    QCOMPARE(net.count(Kind::LetterRead), 1u);
}

void TestMailClient::aFailedCheckIsNotedAndMayBeTriedAgain()
{
    Net net;
    net.alice({"bob@example.org"});
    net.run(1min);
    net.power("mail.example.org", false);
    net.check("bob-phone");
    net.run(1min);
    QCOMPARE(net.first(Kind::AttemptFailed, "bob-phone")->note.facts.text(Key::Action), "check-mail");
    net.power("mail.example.org", true);
    net.check("bob-phone");
    net.check("bob-phone");
    net.run(1min);
    QCOMPARE(net.subjects("bob-phone", "bob@example.org"), Subjects{"Hello"});
}

void TestMailClient::atTheRelayPortNobodyLogsIn()
{
    Net net;
    auto config = net.client("alice-laptop", "alice@example.org", "mail.example.org", node::Incoming::None);
    config.outgoing.port = 25;
    net.addClient(config, "192.0.2.10");
    net.alice({"bob@example.org", "carol@example.net"});
    net.run(1min);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"Hello"});
    QCOMPARE(net.view("alice-laptop").queue.front().to, Subjects{"carol@example.net"});
    QVERIFY(net.decision("relay-denied"));
    QVERIFY(!net.wire().contains("AUTH PLAIN "));
}

void TestMailClient::whatIsReadHereIsReadOnTheServer()
{
    using node::Tending;
    Net net;
    net.alice({"carol@example.net", "bob@example.org"});
    net.run(1min);
    net.check("carol-phone");
    net.check("bob-phone");
    net.run(1min);
    const auto seen = [&](const char *node, const char *account) {
        return net.mailbox(node, account)->letters[0].flags.has(Flags::Seen);
    };
    net.give("carol-phone", node::TendLetter{"INBOX", 1, Tending::MarkSeen});
    QVERIFY(seen("carol-phone", "carol@example.net"));
    net.run(1min);
    QVERIFY(seen("mx.example.net", "carol@example.net"));
    net.give("carol-phone", node::TendLetter{"INBOX", 1, Tending::MarkUnseen});
    net.run(1min);
    QVERIFY(!seen("mx.example.net", "carol@example.net"));
    net.give("bob-phone", node::TendLetter{"INBOX", 1, Tending::MarkSeen});
    QVERIFY(seen("bob-phone", "bob@example.org"));
    net.give("bob-phone", node::TendLetter{"INBOX", 7, Tending::MarkSeen});
    QCOMPARE(net.first(Kind::AttemptFailed, "bob-phone")->note.facts.text(Key::Action), "mark-seen");
}

/// And asks for flags only where one has changed.
void TestMailClient::whatIsReadOnOneDeviceIsSeenOnTheOther()
{
    Net net;
    net.addClient(net.client("carol-laptop", "carol@example.net", "mx.example.net", node::Incoming::Imap),
                  "198.51.100.11");
    net.alice({"carol@example.net"}, "first");
    net.alice({"carol@example.net"}, "second");
    net.run(1min);
    const auto checkBoth = [&] {
        net.check("carol-phone");
        net.check("carol-laptop");
        net.run(1min);
    };
    const auto laptopSeen = [&](std::size_t place) {
        return net.mailbox("carol-laptop", "carol@example.net")->letters[place].flags.has(Flags::Seen);
    };
    checkBoth();
    checkBoth();
    QVERIFY(!net.wire().contains("CHANGEDSINCE"));
    net.give("carol-phone", node::TendLetter{"INBOX", 2, node::Tending::MarkSeen});
    net.run(1min);
    QVERIFY(!laptopSeen(1));
    net.check("carol-laptop");
    net.run(1min);
    QVERIFY(!laptopSeen(0));
    QVERIFY(laptopSeen(1));
    QVERIFY(net.wire().contains("UID FETCH 1:2 (FLAGS) (CHANGEDSINCE "));
    const Event *learned = net.decision("flags-learned");
    QVERIFY(learned);
    QCOMPARE(learned->node, std::string("carol-laptop"));
    QCOMPARE(learned->note.facts.text(Key::Flags), "\\Seen");
    net.give("carol-phone", node::TendLetter{"INBOX", 2, node::Tending::MarkUnseen});
    net.run(1min);
    net.check("carol-laptop");
    net.run(1min);
    QVERIFY(!laptopSeen(1));
}

/// The server's word is older than what a person has just done.
void TestMailClient::whatIsMarkedHereMeanwhileStays()
{
    Net net;
    net.alice({"carol@example.net"});
    net.run(1min);
    net.check("carol-phone");
    net.run(1min);
    net.ask("mx.example.net", node::Service::Imap,
            ChangeFlags{"carol@example.net", "INBOX", {1}, ChangeFlags::How::Add, {Flags::Flagged, {}}});
    net.give("carol-phone", node::TendLetter{"INBOX", 1, node::Tending::MarkSeen});
    net.run(1min);
    const Flags both{Flags::Seen | Flags::Flagged, {}};
    QVERIFY(net.mailbox("carol-phone", "carol@example.net")->letters[0].flags == both);
    QVERIFY(net.mailbox("mx.example.net", "carol@example.net")->letters[0].flags == both);
}

void TestMailClient::whatIsDeletedHereFollowsItsProtocol()
{
    using node::Tending;
    Net net;
    auto config = net.client("bob-phone", "bob@example.org", "mail.example.org", node::Incoming::Pop3);
    config.leaveOnServer = true;
    net.addClient(config, "192.0.2.11");
    net.alice({"carol@example.net", "bob@example.org"});
    net.run(1min);
    net.check("carol-phone");
    net.check("bob-phone");
    net.run(1min);
    net.give("carol-phone", node::TendLetter{"INBOX", 1, Tending::Delete});
    QCOMPARE(net.subjects("carol-phone", "carol@example.net"),
             Subjects{"Hello"}); // the server has not said yes
    net.give("bob-phone", node::TendLetter{"INBOX", 1, Tending::Delete});
    QVERIFY(net.subjects("bob-phone", "bob@example.org").empty());
    net.run(1min);
    QVERIFY(net.subjects("carol-phone", "carol@example.net").empty());
    QVERIFY(net.subjects("mx.example.net", "carol@example.net").empty());
    QVERIFY(net.subjects("mail.example.org", "bob@example.org").empty());
    net.check("bob-phone");
    net.run(1min);
    QVERIFY(net.subjects("bob-phone", "bob@example.org").empty());
}

void TestMailClient::wishesOutliveAFailedCheck()
{
    Net net;
    net.alice({"carol@example.net"});
    net.run(1min);
    net.check("carol-phone");
    net.run(1min);
    net.power("mx.example.net", false);
    net.give("carol-phone", node::TendLetter{"INBOX", 1, node::Tending::MarkSeen});
    net.run(1min);
    net.power("mx.example.net", true);
    net.check("carol-phone");
    net.run(1min);
    QVERIFY(net.mailbox("mx.example.net", "carol@example.net")->letters[0].flags.has(Flags::Seen));
}

void TestMailClient::theOutboxCanBeEmptiedByHand()
{
    Net net;
    const MailId underWay = net.alice({"bob@example.org"}, "under way");
    net.give("alice-laptop", node::DiscardLetter{underWay});
    QCOMPARE(net.queued("alice-laptop"), 1u); // the server may have it already
    net.run(1min);
    net.power("mail.example.org", false);
    const MailId waits = net.alice({"bob@example.org"}, "waits");
    net.run(30s);
    net.give("alice-laptop", node::DiscardLetter{waits});
    QCOMPARE(net.queued("alice-laptop"), 0u);
    net.power("mail.example.org", true);
    net.run(1h);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"under way"});
    QCOMPARE(net.count(Kind::LetterDropped), 1u);
}

QTEST_GUILESS_MAIN(TestMailClient)
#include "tst_mail_client.moc"
