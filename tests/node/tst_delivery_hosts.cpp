// Which hosts and addresses a letter is tried at, in which order, and which are left alone (RFC 5321 section
// 5.1).
#include "tests/node/net.h"

#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::test;
using node::Service;

namespace {

const char *const kMore =
    "alias.test. IN MX 10 www.alias.test.\nwww.alias.test. IN CNAME mx.example.net.\n"
    "literal.test. IN MX 10 198.51.100.1.\n"
    "many.test. IN MX 10 mx.many.test.\nmx.many.test. IN A 198.51.100.77\nmx.many.test. IN A 198.51.100.1\n"
    "dual.test. IN MX 10 mx.dual.test.\nmx.dual.test. IN A 198.51.100.77\nmx.dual.test. IN AAAA 2001:db8::6\n"
    "half.test. IN MX 10 gone.test.\nhalf.test. IN MX 20 mx.example.net.\n"
    "back.test. IN MX 10 other.test.\nback.test. IN MX 20 mx.example.net.\nother.test. IN A 192.0.2.1\n"
    "better.test. IN MX 5 mx2.example.net.\nbetter.test. IN MX 10 other.test.\n"
    "local.test. IN MX 10 localhost.test.\nlocalhost.test. IN A 127.0.0.1\n";

const std::string kMail = "mail.example.org";

/// Also takes mail for the domains of kMore; mx2.example.net, the better host of two.test, is scripted.
struct Wide : Net {
    explicit Wide(Script script = sayYes)
    {
        addDns(std::string(kRecords) + kMore);
        auto mx = server("mx.example.net", {Service::Smtp});
        mx.domains = {domain("example.net", {"carol"})};
        for (const char *name : {"two.test", "alias.test", "many.test", "half.test", "back.test"})
            mx.domains.push_back(domain(name, {"tom"}));
        addServer(mx, "198.51.100.1");
        auto six = server("mx6.test", {Service::Smtp});
        six.domains = {domain("dual.test", {"tom"})};
        addServer(six, "2001:db8::6");
        addScripted("mx2.example.net", "198.51.100.2", std::move(script));
    }
    bool arrived(const std::string &domain)
    {
        return subjects("mx.example.net", "tom@" + domain) == Subjects{"Hello"};
    }
    bool bounced(std::string_view status) const
    {
        return newest(kMail, "alice@example.org").contains(status);
    }
    std::size_t calls(const std::string &name) const
    {
        return static_cast<std::size_t>(
            std::ranges::count_if(said(name), [](const auto &line) { return line.starts_with("EHLO"); }));
    }
};

/// Says this to lines that begin with a verb ("" is the greeting), and yes to all others.
Script saying(const std::string &verb, const std::string &reply)
{
    return [=](const std::string &line) {
        const bool fits = verb.empty() ? line.empty() : line.starts_with(verb);
        return fits ? reply : sayYes(line);
    };
}

} // namespace

class TestDeliveryHosts : public QObject {
    Q_OBJECT

private slots:
    void anMxThatIsAnAliasIsFollowed()
    {
        Wide net;
        net.alice({"tom@alias.test"});
        net.run(1min);
        QVERIFY(net.arrived("alias.test"));
        QCOMPARE(net.decision("mx-is-an-alias")->note.facts.text(Key::Host), "www.alias.test");
    }

    void anMxThatIsAnAddressIsNoHost()
    {
        Wide net;
        net.alice({"x@literal.test"});
        net.run(1min);
        QVERIFY(net.bounced("Status: 5.4.4"));
        QCOMPARE(net.count(Kind::Lookup), 1u);
    }

    void everyAddressOfAHostIsTried()
    {
        Wide net;
        net.alice({"tom@many.test"});
        net.alice({"tom@many.test"});
        net.run(1min);
        QCOMPARE(net.subjects("mx.example.net", "tom@many.test"), (Subjects{"Hello", "Hello"}));
        QCOMPARE(net.count(Kind::RetryScheduled), 0u);
    }

    void addressesOfBothFamiliesAreTried()
    {
        Wide net;
        net.alice({"tom@dual.test"});
        net.run(1min);
        QCOMPARE(net.subjects("mx6.test", "tom@dual.test"), Subjects{"Hello"});
        QCOMPARE(net.count(Kind::AttemptFailed, kMail), 1u);
    }

    void anMxThatDoesNotExistIsPassedOver()
    {
        Wide net;
        net.alice({"tom@half.test"});
        net.run(1min);
        QVERIFY(net.arrived("half.test"));
    }

    void aHostWithOurAddressIsALoop_data()
    {
        QTest::addColumn<QString>("domain");
        QTest::newRow("our address, and a worse host") << "back.test";
        QTest::newRow("the address of every machine itself") << "local.test";
        QTest::newRow("an address literal") << "[192.0.2.1]";
    }
    void aHostWithOurAddressIsALoop()
    {
        QFETCH(QString, domain);
        Wide net;
        AcceptMessage letter{envelope("alice@example.org", {}), {}, Slices(letterText("Hello"))};
        letter.envelope.to = {{"tom", domain.toStdString()}};
        static_cast<void>(net.ask(kMail, Service::Submission, letter));
        net.run(1min);
        QVERIFY(net.bounced("Status: 5.4.6"));
        QVERIFY(net.subjects("mx.example.net", "tom@back.test").empty());
    }

    void betterHostsThanOneselfAreTriedFirstAndAgain()
    {
        Wide net;
        net.power("mx2.example.net", false);
        net.alice({"tom@better.test"});
        net.run(10s);
        QCOMPARE(net.queued(kMail), 1u); // the better one may come back
        net.power("mx2.example.net", true);
        net.run(2min);
        QCOMPARE(net.queued(kMail), 0u);
        QCOMPARE(net.count(Kind::LetterRelayed, kMail), 1u);
    }

    void whatAHostSaysToEverybodySendsTheLetterToTheNext_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("reply");
        for (const char *verb : {"", "EHLO", "MAIL", "RCPT", "DATA", "."})
            QTest::addRow("421 at %s", *verb ? verb : "the greeting") << verb << "421 4.3.2 going down";
        for (const char *verb : {"", "EHLO", "MAIL", "RCPT", "DATA"})
            QTest::addRow("hangs up at %s", *verb ? verb : "the greeting") << verb << "hangs up";
        for (const char *verb : {"", "EHLO", "MAIL", "RCPT", "DATA"})
            QTest::addRow("silent at %s", *verb ? verb : "the greeting") << verb << "silence";
        QTest::newRow("busy") << ""
                              << "450 4.3.2 too busy";
        QTest::newRow("no mail service") << ""
                                         << "554 5.3.2 no mail here";
        QTest::newRow("not for us") << "EHLO"
                                    << "451 4.7.0 come back later";
        QTest::newRow("no room") << "MAIL"
                                 << "452 4.3.1 no room";
    }
    void whatAHostSaysToEverybodySendsTheLetterToTheNext()
    {
        QFETCH(QString, verb);
        QFETCH(QString, reply);
        Wide net(saying(verb.toStdString(), reply.toStdString()));
        net.alice({"tom@two.test"});
        net.run(11min); // a silent server is waited for
        QVERIFY(net.arrived("two.test"));
        QCOMPARE(net.count(Kind::RetryScheduled), 0u);
        QCOMPARE(net.first(Kind::AttemptFailed)->note.facts.text(Key::Host), "mx2.example.net");
        QCOMPARE(net.queued(kMail), 0u);
    }

    void aDomainWhoseOnlyHostRefusesEverybodyBouncesInItsWords()
    {
        Wide net(saying("", "554 5.3.2 no mail here"));
        net.addDns("only.test. IN MX 10 mx2.example.net.\nmx2.example.net. IN A 198.51.100.2\n");
        net.alice({"x@only.test"});
        net.run(1min);
        QVERIFY(net.bounced("Status: 5.3.2"));
        QVERIFY(net.bounced("Remote-MTA: dns; mx2.example.net"));
        QVERIFY(net.bounced("Diagnostic-Code: smtp; 554 5.3.2 no mail here"));
    }

    void aHostThatWasDownIsLeftAloneForAWhile()
    {
        Wide net;
        net.power("mx2.example.net", false);
        net.alice({"tom@two.test"});
        net.run(10s);
        net.power("mx2.example.net", true);
        net.alice({"tom@two.test"});
        net.run(10s);
        QCOMPARE(net.subjects("mx.example.net", "tom@two.test").size(), 2u);
        QCOMPARE(net.calls("mx2.example.net"), 0u);
        QCOMPARE(net.decision("host-left-alone")->note.facts.text(Key::Host), "mx2.example.net");
        const auto hosts = net.view(kMail).remoteHosts;
        const auto known = std::ranges::find(hosts, "mx2.example.net", &node::RemoteHostView::host);
        QVERIFY(known != hosts.end());
        QCOMPARE(known->reason, "connection refused");
        QCOMPARE(known->leftAloneUntil, Instant(1min)); // as long as the first retry waits
        net.run(1min);
        net.alice({"tom@two.test"});
        net.run(10s);
        QCOMPARE(net.calls("mx2.example.net"), 1u);
    }

    void waitingForAHostThatIsLeftAloneIsNoAttempt()
    {
        Net net;
        net.power("mx.example.net", false);
        net.alice({"carol@example.net"}, "one");
        net.run(10s);
        net.alice({"carol@example.net"}, "two");
        net.run(10s);
        const auto queue = net.view(kMail).queue;
        QCOMPARE(queue.at(0).attempts, 1u);
        QCOMPARE(queue.at(1).attempts, 0u);
        QCOMPARE(queue.at(1).nextAttempt, Instant(1min));
        QCOMPARE(queue.at(1).lastReason, "connection refused");
        QCOMPARE(queue.at(1).hostsTried.size(), 1u);
        net.power("mx.example.net", true);
        net.run(1min);
        QCOMPARE(net.subjects("mx.example.net", "carol@example.net").size(), 2u);
    }

    void theRestOfAHostHasALimit()
    {
        Net net([](node::MailServerConfig &mail) { mail.retry = {30min}; });
        net.power("mx.example.net", false);
        net.alice({"carol@example.net"});
        net.run(10s);
        QCOMPARE(net.view(kMail).remoteHosts.at(0).leftAloneUntil, Instant(node::kLeftAlone));
    }

    void hostsThatAreRememberedHaveALimit()
    {
        node::RemoteHosts hosts;
        const auto address = [](std::size_t i) {
            return IpAddress::v4(10, 0, static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i));
        };
        for (std::size_t i = 0; i < node::kUnreachableLimit + 1; ++i)
            hosts.failed(address(i), "h", {Instant(1min), "refused"}, Instant{});
        QVERIFY(hosts.unreachable(address(node::kUnreachableLimit - 1), Instant{}));
        QVERIFY(!hosts.unreachable(address(node::kUnreachableLimit), Instant{}));
        hosts.failed(address(node::kUnreachableLimit), "h", {Instant(3min), "refused"}, Instant(2min));
        QVERIFY(hosts.unreachable(address(node::kUnreachableLimit), Instant(2min))); // the old ones are gone
    }

    void streamsToOneHostAreLimited()
    {
        Wide net(saying("", "silence"));
        net.addDns("only.test. IN MX 10 mx2.example.net.\nmx2.example.net. IN A 198.51.100.2\n");
        const AcceptMessage letter{envelope("", {"x@only.test"}), {}, Slices(letterText("many"))};
        for (std::size_t i = 0; i < node::kStreamsPerHost; ++i)
            static_cast<void>(net.ask(kMail, Service::Submission, letter));
        net.run(1s);
        QCOMPARE(net.streamCount(), node::kStreamsPerHost);
        static_cast<void>(net.ask(kMail, Service::Submission, letter));
        net.run(1s);
        QCOMPARE(net.streamCount(), node::kStreamsPerHost);
        QCOMPARE(net.view(kMail).queue.back().state, "host-busy");
        QCOMPARE(net.view(kMail).remoteHosts.at(0).streams, node::kStreamsPerHost);
        net.run(5min); // patience is over: the last one need not try a host that does not speak
        QCOMPARE(net.view(kMail).queue.back().state, "waiting");
        QVERIFY(net.decision("host-left-alone"));
    }

    void whoWaitedForABusyHostIsServed()
    {
        Net net;
        const AcceptMessage letter{envelope("", {"carol@example.net"}), {}, Slices(letterText("many"))};
        for (std::size_t i = 0; i < 3 * node::kStreamsPerHost; ++i)
            static_cast<void>(net.ask(kMail, Service::Submission, letter));
        net.run(10s);
        QCOMPARE(net.subjects("mx.example.net", "carol@example.net").size(), 3 * node::kStreamsPerHost);
        QVERIFY(net.view(kMail).remoteHosts.empty());
    }
};

QTEST_GUILESS_MAIN(TestDeliveryHosts)
#include "tst_delivery_hosts.moc"
