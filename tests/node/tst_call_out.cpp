// The MX asks the store which recipients exist, while the sender still waits.
#include "tests/node/net.h"

#include "sim/node/call_out.h"

#include <QTest>

using namespace mf;
using namespace mf::test;
using node::Service;

namespace {

const std::string kMail = "mail.example.org", kMx = "mx.example.net", kStore = "store.example.net";

/// example.net with its mailboxes on a machine of their own.
struct Split : Net {
    explicit Split(node::UnknownRecipient unknown = node::UnknownRecipient::Refuse)
    {
        auto mx = server(kMx, {Service::Smtp, Service::Submission});
        mx.domains = {domain("example.net", {})};
        mx.domains.front().mailboxesHere = false;
        mx.domains.front().storeHost = kStore;
        mx.domains.front().storeAddress = IpAddress::v4(198, 51, 100, 3);
        mx.unknownRecipient = unknown;
        addServer(mx, "198.51.100.1");
        addStore({"carol"});
    }
    void addStore(std::vector<std::string> users)
    {
        auto store = server(kStore, {Service::Lmtp, Service::Imap});
        store.domains = {domain("example.net", std::move(users))};
        addServer(store, "198.51.100.3");
    }
    std::size_t asked() const
    {
        std::size_t count = 0;
        for (const Event &event : events())
            count += event.note.facts.text(Key::Rule).starts_with("store-") && event.node == kMx
                             && event.note.facts.has(Key::Address)
                         ? 1
                         : 0;
        return count;
    }
    /// A session's question to the MX; the answer comes later, or at once.
    void verify(const std::string &recipient, std::uint64_t stream, Service door = Service::Smtp)
    {
        node::SessionAsked asked;
        asked.session = {StreamId{stream}, End::Server, 0};
        asked.service = door;
        asked.ticket = Ticket{static_cast<std::uint32_t>(stream)};
        asked.question = VerifyRecipient{path("a@example.org"), path(recipient), {}};
        give(kMx, std::move(asked));
    }
    std::vector<int> codes() const
    {
        std::vector<int> found;
        for (const auto &[ticket, answer] : answers())
            found.push_back(std::get<Verdict>(answer).replies.front().code);
        return found;
    }
};

using Codes = std::vector<int>;

} // namespace

class TestCallOut : public QObject {
    Q_OBJECT

private slots:
    void whoHasNoMailboxIsRefusedAtTheDoor()
    {
        Split net;
        net.alice({"carol@example.net", "nobody@example.net"});
        net.run(1min);
        QCOMPARE(net.subjects(kStore, "carol@example.net"), Subjects{"Hello"});
        QVERIFY(net.decision("store-refuses"));
        QCOMPARE(net.count(Kind::LetterBounced, kMx), 0u);
        QCOMPARE(net.first(Kind::LetterBounced, kMail)->note.facts.text(Key::Recipient),
                 "nobody@example.net");
        QVERIFY(net.newest(kMail, "alice@example.org").contains("Status: 5.1.1"));
        QVERIFY(net.wire().contains("MAIL FROM:<>\r\nRCPT TO:<carol@example.net>\r\n"));
    }

    void whereUnknownRecipientsAreTakenNobodyIsAsked()
    {
        Split net(node::UnknownRecipient::Bounce);
        net.alice({"nobody@example.net"});
        net.run(1min);
        QCOMPARE(net.asked(), 0u);
        QCOMPARE(net.first(Kind::LetterBounced, kMx)->note.facts.text(Key::Recipient), "nobody@example.net");
        QVERIFY(net.newest(kMail, "alice@example.org").contains("Remote-MTA: dns; store.example.net"));
    }

    void theStoresWordIsRememberedForAWhile()
    {
        Split net;
        net.verify("carol@example.net", 1);
        net.run(1s);
        net.verify("Carol@EXAMPLE.net", 2);
        QCOMPARE(net.codes(), (Codes{250, 250}));
        QCOMPARE(net.asked(), 1u);
        net.verify("dave@example.net", 3);
        net.run(1s);
        QCOMPARE(net.codes().back(), 550);
        net.addStore({"carol", "dave"});
        net.run(node::kUnknownFor);
        net.verify("dave@example.net", 4);
        net.run(1s);
        QCOMPARE(net.codes().back(), 250);
        QCOMPARE(net.asked(), 3u);
        net.run(node::kKnownFor);
        net.verify("carol@example.net", 5);
        net.run(1s);
        QCOMPARE(net.asked(), 4u);
    }

    void manyWhoWantToKnowTheSameAreOneQuestion()
    {
        Split net;
        net.verify("carol@example.net", 1);
        net.verify("carol@example.net", 2);
        net.run(1s);
        QCOMPARE(net.codes(), (Codes{250, 250}));
        QCOMPARE(net.asked(), 1u);
    }

    void aStoreThatIsDownPutsServersOffAndTakesLettersOfPeople()
    {
        Split net;
        net.power(kStore, false);
        net.verify("carol@example.net", 1);
        net.verify("carol@example.net", 2, Service::Submission);
        net.run(1s);
        QCOMPARE(net.codes(), (Codes{450, 250}));
        QVERIFY(net.decision("store-silent"));
        net.alice({"carol@example.net"});
        net.run(10s);
        QCOMPARE(net.queued(kMail), 1u);
        net.power(kStore, true);
        net.run(2min);
        QCOMPARE(net.subjects(kStore, "carol@example.net"), Subjects{"Hello"});
    }

    void aStoreThatSaysNothingIsNotWaitedForLong()
    {
        Split net;
        net.addScripted(kStore, "198.51.100.3", [](const std::string &line) {
            return line.starts_with("RCPT") ? std::string("silence") : sayYes(line);
        });
        net.verify("carol@example.net", 1);
        net.run(node::kStorePatience - 1s);
        QCOMPARE(net.codes(), Codes{});
        net.run(1s);
        QCOMPARE(net.codes(), Codes{450});
    }

    void whatTheStorePutsOffIsNotRemembered()
    {
        Split net;
        bool full = true;
        net.addScripted(kStore, "198.51.100.3", [&full](const std::string &line) {
            return full && line.starts_with("RCPT") ? std::string("452 4.2.2 mailbox full") : sayYes(line);
        });
        net.verify("carol@example.net", 1);
        net.run(1s);
        full = false;
        net.verify("carol@example.net", 2);
        net.run(1s);
        QCOMPARE(net.codes(), (Codes{452, 250}));
    }

    void questionsAtOnceAreLimited()
    {
        Split net;
        net.addScripted(kStore, "198.51.100.3", [](const std::string &) { return std::string("silence"); });
        for (std::size_t i = 1; i <= node::kCallOutLimit; ++i)
            net.verify("user" + std::to_string(i) + "@example.net", i);
        QCOMPARE(net.codes(), Codes{});
        net.verify("one-more@example.net", 1000);
        QCOMPARE(net.codes(), Codes{450});
    }

    void aMachineThatWasOffRemembersNothing()
    {
        Split net;
        net.verify("carol@example.net", 1);
        net.run(1s);
        net.power(kMx, false);
        net.power(kMx, true);
        net.verify("carol@example.net", 2);
        QCOMPARE(net.codes(), Codes{250});
        net.run(1s);
        QCOMPARE(net.codes(), (Codes{250, 250}));
        QCOMPARE(net.asked(), 2u);
    }
};

QTEST_GUILESS_MAIN(TestCallOut)
#include "tst_call_out.moc"
