// What is done about each reply: recipients are kept apart, transactions are shared, nothing is sent twice that
// may have arrived.
#include "tests/node/net.h"

#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::test;
using node::Service;

namespace {

const std::string kMail = "mail.example.org", kMx = "mx.example.net";

/// mx.example.net, for example.net and also.test, says what the script wants.
struct Scripted : Net {
    explicit Scripted(Script script = sayYes)
    {
        addDns(std::string(kRecords)
               + "also.test. IN MX 10 mx.example.net.\nother.test. IN MX 10 mx.example.net.\n"
                 "other.test. IN MX 20 mx2.example.net.\n");
        addScripted(kMx, "198.51.100.1", std::move(script));
    }
    std::size_t times(std::string_view verb) const
    {
        return static_cast<std::size_t>(
            std::ranges::count_if(said(kMx), [verb](const auto &line) { return line.starts_with(verb); }));
    }
    void accept(std::vector<std::string> to)
    {
        const AcceptMessage letter{
            envelope("alice@example.org", std::move(to)), {}, Slices(letterText("Hello"))};
        QVERIFY(std::get<Verdict>(ask(kMail, Service::Submission, letter)).replies.front().positive());
    }
};

std::vector<std::string> many(std::size_t count)
{
    std::vector<std::string> to;
    for (std::size_t i = 0; i < count; ++i)
        to.push_back("user" + std::to_string(i) + "@example.net");
    return to;
}

/// Takes `limit` recipients in a transaction; to the next one it says `reply`.
Script takingOnly(std::size_t limit, const std::string &reply)
{
    return [=, taken = std::make_shared<std::size_t>(0)](const std::string &line) {
        if (line.starts_with("MAIL"))
            *taken = 0;
        if (line.starts_with("RCPT") && ++*taken > limit)
            return reply;
        return sayYes(line);
    };
}

} // namespace

class TestDeliveryReplies : public QObject {
    Q_OBJECT

private slots:
    void recipientsOfOneHostShareATransaction()
    {
        Scripted net;
        net.accept({"a@example.net", "b@example.net"});
        net.run(1min);
        QCOMPARE(net.times("MAIL"), 1u);
        QCOMPARE(net.times("RCPT"), 2u);
        QCOMPARE(net.count(Kind::LetterRelayed), 2u);
    }

    void domainsWithTheSameHostsShareATransaction()
    {
        Scripted net;
        net.accept({"a@example.net", "b@also.test", "c@other.test"});
        net.run(1min);
        QCOMPARE(net.times("MAIL"), 2u); // other.test has one more host: its mail goes alone
        QCOMPARE(net.times("RCPT"), 3u);
        QCOMPARE(net.count(Kind::LetterRelayed), 3u);
        QCOMPARE(net.decision("same-hosts")->note.facts.text(Key::Name), "also.test");
        QCOMPARE(net.queued(kMail), 0u);
    }

    void domainsThatShareATransactionFailEachForItself()
    {
        Scripted net([](const std::string &line) {
            return line.contains("also.test") ? std::string("450 4.2.1 later") : sayYes(line);
        });
        net.accept({"a@example.net", "b@also.test"});
        net.run(30s);
        QCOMPARE(net.queued(kMail), 1u);
        QCOMPARE(net.view(kMail).queue.front().to, std::vector<std::string>{"b@also.test"});
        QCOMPARE(net.count(Kind::RetryScheduled), 1u);
    }

    void recipientsInATransactionAreLimited()
    {
        for (const std::size_t more : {0, 1}) {
            Scripted net;
            net.accept(many(node::kRecipientsAtOnce + more));
            net.run(1min);
            QCOMPARE(net.times("EHLO"), 1u);
            QCOMPARE(net.times("MAIL"), 1u + more);
            QCOMPARE(net.count(Kind::LetterRelayed), node::kRecipientsAtOnce + more);
        }
    }

    void whoIsOneTooManyGoesInTheNextTransaction_data()
    {
        QTest::addColumn<QString>("reply");
        QTest::newRow("RFC 5321") << "452 4.5.3 too many recipients";
        QTest::newRow("without status") << "452 too many recipients";
        QTest::newRow("RFC 821") << "552 5.5.3 too many recipients";
    }
    void whoIsOneTooManyGoesInTheNextTransaction()
    {
        QFETCH(QString, reply);
        Scripted net(takingOnly(3, reply.toStdString()));
        net.accept(many(8));
        net.run(10s);
        QCOMPARE(net.times("MAIL"), 3u);
        QCOMPARE(net.count(Kind::LetterRelayed), 8u);
        QCOMPARE(net.count(Kind::RetryScheduled), 0u);
    }

    void whereEverybodyIsOneTooManyTheyWait()
    {
        Scripted net(takingOnly(0, "452 4.5.3 too many recipients"));
        net.accept(many(2));
        net.run(10s);
        QCOMPARE(net.times("MAIL"), 1u);
        QCOMPARE(net.count(Kind::RetryScheduled), 1u);
        QCOMPARE(net.queued(kMail), 1u);
    }

    void onlyWhoWasPutOffIsTriedAgain()
    {
        bool full = true;
        Scripted net([&full](const std::string &line) {
            return full && line.contains("<b@") ? std::string("452 4.2.2 mailbox full") : sayYes(line);
        });
        net.accept({"a@example.net", "b@example.net", "c@example.net"});
        net.run(10s);
        QCOMPARE(net.count(Kind::LetterRelayed), 2u);
        QCOMPARE(net.view(kMail).queue.at(0).to, std::vector<std::string>{"b@example.net"});
        QCOMPARE(net.view(kMail).queue.at(0).lastReason, "mailbox full");
        full = false;
        net.run(2min);
        QCOMPARE(net.times("RCPT"), 4u);
        QCOMPARE(net.count(Kind::LetterRelayed), 3u);
        QCOMPARE(net.queued(kMail), 0u);
    }

    void repliesAfterTheTextAreForThoseWhoWereTaken()
    {
        Scripted net([](const std::string &line) {
            if (line.contains("<b@"))
                return std::string("450 4.2.1 later");
            return line == "." ? std::string("554 5.6.0 not like this") : sayYes(line);
        });
        net.accept({"a@example.net", "b@example.net"});
        net.run(10s);
        QCOMPARE(net.count(Kind::LetterBounced), 1u);
        QCOMPARE(net.first(Kind::LetterBounced)->note.facts.text(Key::Recipient), "a@example.net");
        QCOMPARE(net.view(kMail).queue.at(0).to, std::vector<std::string>{"b@example.net"});
    }

    void aLetterThatIsTooLargeIsNotEvenOffered()
    {
        Scripted net([](const std::string &line) {
            return line.starts_with("EHLO") ? std::string("250-hello\r\n250 SIZE 50") : sayYes(line);
        });
        net.accept({"a@example.net"});
        net.run(10s);
        QCOMPARE(net.times("MAIL"), 0u);
        QVERIFY(net.newest(kMail, "alice@example.org").contains("Status: 5.3.4"));
    }

    void whatMayHaveArrivedIsNotSentToTheNextHost()
    {
        Script script = sayYes;
        bool hangsUp = true;
        Scripted net;
        net.addScripted("mx2.example.net", "198.51.100.2", [&](const std::string &line) {
            return hangsUp && line == "." ? std::string("hangs up") : sayYes(line);
        });
        net.accept({"tom@two.test"}); // mx2 is its better host
        net.run(10s);
        QCOMPARE(net.times("EHLO"), 0u);
        QCOMPARE(net.queued(kMail), 1u);
        hangsUp = false;
        net.run(2min);
        QCOMPARE(net.times("EHLO"), 0u);
        QCOMPARE(net.count(Kind::LetterRelayed), 1u);
    }

    void aNoToMailIsForGoodAndASlowDownIsNot()
    {
        Scripted never([](const std::string &line) {
            return line.starts_with("MAIL") ? std::string("553 5.1.8 not from there") : sayYes(line);
        });
        never.accept({"a@example.net", "b@example.net"});
        never.run(10s);
        QCOMPARE(never.count(Kind::LetterBounced), 2u);
        Scripted later([](const std::string &line) {
            return line.starts_with("MAIL") ? std::string("451 4.7.1 slow down") : sayYes(line);
        });
        later.accept({"a@example.net"});
        later.run(10s);
        QCOMPARE(later.queued(kMail), 1u);
        QCOMPARE(later.view(kMail).remoteHosts.size(), 0u); // it does talk
        QCOMPARE(later.view(kMail).queue.at(0).hostsTried.at(0).reason, "slow down");
    }
};

QTEST_GUILESS_MAIN(TestDeliveryReplies)
#include "tst_delivery_replies.moc"
