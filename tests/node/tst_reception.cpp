// Whom a letter reaches in the end: aliases, lists, tags, catch-alls; and who is asked to come again.
#include "tests/node/net.h"

#include <QTest>

using namespace mf;
using namespace mf::test;
using node::MailServerConfig;
using node::Service;

namespace {

node::Alias alias(const std::string &name, std::vector<std::string> targets)
{
    node::Alias made{name, {}};
    for (const std::string &target : targets)
        made.targets.push_back(path(target));
    return made;
}

/// Net with aliases in example.org.
struct Lists : Net {
    explicit Lists(
        std::vector<node::Alias> aliases,
        const std::function<void(MailServerConfig &)> &adapt = [](MailServerConfig &) {})
        : Net([&](MailServerConfig &mail) {
            mail.domains.front().aliases = aliases;
            adapt(mail);
        })
    { }

    Reply rcpt(const std::string &to, const std::string &from = "x@example.com")
    {
        return std::get<Verdict>(
                   ask("mail.example.org", Service::Smtp, VerifyRecipient{path(from), path(to), ""}))
            .replies.front();
    }
    Reply send(std::vector<std::string> to, const std::string &headers = "")
    {
        const AcceptMessage letter{
            envelope("x@example.com", std::move(to)), {}, Slices(headers + letterText("one"))};
        return std::get<Verdict>(ask("mail.example.org", Service::Smtp, letter)).replies.front();
    }
    std::size_t inbox(const std::string &user) const
    {
        return subjects("mail.example.org", user + "@example.org").size();
    }
};

} // namespace

class TestReception : public QObject {
    Q_OBJECT

private slots:
    void aliasesReachTheirMailboxes();
    void everybodyGetsOneCopyHoweverManyNamesLeadThere();
    void anAliasMayKeepACopyAndForward();
    void aliasesOfAliasesAreFollowed();
    void circlesOfAliasesEnd();
    void aLetterThatComesBackToAForwardingIsRefused();
    void twoServersThatForwardToEachOtherEndIt();
    void tagsAreForTheUserToSortBy();
    void anotherSeparatorOrNone();
    void theCatchAllGetsTheRest();
    void unknownUsersMayBeDropped();
    void postmasterMayBeAnAlias();
    void byLmtpListsReachTheirMailboxesToo();
    void aDomainThatHasLeftIsForeign();
    void aDomainThatHasLeftMayBePassedOn();
    void greylistedStrangersComeAgain();
    void whoLogsInIsNotGreylisted();
    void aSenderDomainThatDoesNotExistIsTaken();
};

void TestReception::aliasesReachTheirMailboxes()
{
    Lists net({alias("info", {"bob@example.org"})});
    QCOMPARE(net.rcpt("Info@Example.org").code, 250);
    QCOMPARE(net.send({"info@example.org"}).code, 250);
    QCOMPARE(net.inbox("bob"), 1u);
    const Event *told = net.decision("alias");
    QVERIFY(told);
    QCOMPARE(told->note.facts.text(Key::Address), "info@example.org");
    QCOMPARE(told->note.facts.text(Key::Recipient), "bob@example.org");
}

void TestReception::everybodyGetsOneCopyHoweverManyNamesLeadThere()
{
    Lists net({alias("team", {"alice@example.org", "bob@example.org", "carol@example.net"}),
               alias("all", {"team@example.org", "bob@example.org", "carol@example.net"})});
    QCOMPARE(net.send({"all@example.org", "team@example.org", "bob@example.org", "bob+x@example.org"}).code,
             250);
    net.run(1min);
    QCOMPARE(net.inbox("alice"), 1u);
    QCOMPARE(net.inbox("bob"), 1u);
    QCOMPARE(net.subjects("mx.example.net", "carol@example.net"), Subjects{"one"});
    QVERIFY(!net.decision("already-stored"));
    const std::string letter = net.newest("mx.example.net", "carol@example.net");
    QVERIFY(letter.contains("Delivered-To: all@example.org\r\n"));
    QVERIFY(!net.newest("mail.example.org", "bob@example.org").contains("Delivered-To:"));
}

void TestReception::anAliasMayKeepACopyAndForward()
{
    Lists net({alias("bob", {"bob@example.org", "carol@example.net"})});
    QCOMPARE(net.send({"bob@example.org"}).code, 250);
    net.run(1min);
    QCOMPARE(net.inbox("bob"), 1u);
    QCOMPARE(net.subjects("mx.example.net", "carol@example.net"), Subjects{"one"});
}

void TestReception::aliasesOfAliasesAreFollowed()
{
    Lists net(
        {alias("a", {"b@example.org"}), alias("b", {"c@example.org"}), alias("c", {"alice@example.org"})});
    QCOMPARE(net.send({"a@example.org"}).code, 250);
    QCOMPARE(net.inbox("alice"), 1u);
}

void TestReception::circlesOfAliasesEnd()
{
    Lists net({alias("a", {"b@example.org"}), alias("b", {"a@example.org"}),
               alias("c", {"d@example.org", "alice@example.org"}), alias("d", {"c@example.org"})});
    QCOMPARE(net.send({"a@example.org"}).print().substr(0, 9), "554 5.4.6");
    QCOMPARE(net.send({"c@example.org"}).code, 250);
    QCOMPARE(net.inbox("alice"), 1u);
    QCOMPARE(net.count(Kind::LetterAccepted), 1u);
}

void TestReception::aLetterThatComesBackToAForwardingIsRefused()
{
    Lists net({alias("away", {"carol@example.net"})});
    QCOMPARE(net.send({"away@example.org"}, "Delivered-To: Away@example.org\r\n").print().substr(0, 9),
             "554 5.4.6");
    QCOMPARE(net.send({"away@example.org"}, "Delivered-To: other@example.org\r\n").code, 250);
    // For others on the same envelope it is taken, and the sender hears of the one.
    QCOMPARE(net.send({"away@example.org", "bob@example.org"}, "Delivered-To: away@example.org\r\n").code,
             250);
    QCOMPARE(net.inbox("bob"), 1u);
    QCOMPARE(net.count(Kind::LetterBounced), 1u);
}

void TestReception::twoServersThatForwardToEachOtherEndIt()
{
    Bench bench;
    bench.addDns(kRecords);
    auto mail = bench.server("mail.example.org", {Service::Smtp, Service::Submission});
    mail.domains = {domain("example.org", {"alice", "bob"})};
    mail.domains.front().aliases = {alias("bob", {"carol@example.net"})};
    bench.addServer(mail, "192.0.2.1");
    auto mx = bench.server("mx.example.net", {Service::Smtp});
    mx.domains = {domain("example.net", {"carol"})};
    mx.domains.front().aliases = {alias("carol", {"bob@example.org"})};
    bench.addServer(mx, "198.51.100.1");
    bench.addClient(
        bench.client("alice-laptop", "alice@example.org", "mail.example.org", node::Incoming::None),
        "192.0.2.10");
    bench.write("alice-laptop", "alice@example.org", {"bob@example.org"});
    bench.run();
    QCOMPARE(bench.view("mail.example.org").queue.size(), 0u);
    QCOMPARE(bench.view("mx.example.net").queue.size(), 0u);
    QCOMPARE(bench.subjects("mail.example.org", "alice@example.org").size(), 1u); // the report
    QCOMPARE(bench.count(Kind::LetterBounced), 1u);
}

void TestReception::tagsAreForTheUserToSortBy()
{
    Lists net({alias("news", {"alice@example.org"})});
    QCOMPARE(net.rcpt("bob+list@example.org").code, 250);
    QCOMPARE(net.send({"bob+list@example.org"}).code, 250);
    QCOMPARE(net.send({"bob+list+more@example.org"}).code, 250);
    QCOMPARE(net.send({"news+x@example.org"}).code, 250);
    QCOMPARE(net.inbox("bob"), 2u);
    QCOMPARE(net.inbox("alice"), 1u);
    QCOMPARE(net.rcpt("nobody+bob@example.org").code, 550);
    QCOMPARE(net.rcpt("+bob@example.org").code, 550);
}

void TestReception::anotherSeparatorOrNone()
{
    Lists minus({}, [](MailServerConfig &mail) { mail.tagSeparator = '-'; });
    QCOMPARE(minus.rcpt("bob-list@example.org").code, 250);
    QCOMPARE(minus.rcpt("bob+list@example.org").code, 550);
    Lists off({}, [](MailServerConfig &mail) { mail.tagSeparator = 0; });
    QCOMPARE(off.rcpt("bob+list@example.org").code, 550);
    // A user whose name has the sign in it is that user.
    Lists exact({}, [](MailServerConfig &mail) {
        mail.domains.front().accounts.push_back({"bob+list@example.org", "secret"});
    });
    QCOMPARE(exact.send({"bob+list@example.org"}).code, 250);
    QCOMPARE(exact.inbox("bob"), 0u);
    QCOMPARE(exact.inbox("bob+list"), 1u);
}

void TestReception::theCatchAllGetsTheRest()
{
    Lists net({}, [](MailServerConfig &mail) { mail.domains.front().catchAll = path("alice@example.org"); });
    QCOMPARE(net.rcpt("whoever@example.org").code, 250);
    QCOMPARE(net.send({"whoever@example.org", "bob@example.org", "anybody@example.org"}).code, 250);
    QCOMPARE(net.inbox("alice"), 1u);
    QCOMPARE(net.inbox("bob"), 1u);
}

void TestReception::unknownUsersMayBeDropped()
{
    Lists net({}, [](MailServerConfig &mail) { mail.unknownRecipient = node::UnknownRecipient::Accept; });
    QCOMPARE(net.rcpt("nobody@example.org").code, 250);
    QCOMPARE(net.send({"nobody@example.org", "bob@example.org"}).code, 250);
    net.run(1min);
    QCOMPARE(net.inbox("bob"), 1u);
    QCOMPARE(net.count(Kind::LetterDropped), 1u);
    QCOMPARE(net.count(Kind::LetterBounced), 0u);
    QCOMPARE(net.inbox("nobody"), 0u);
}

void TestReception::postmasterMayBeAnAlias()
{
    Lists net({alias("postmaster", {"alice@example.org"})});
    QCOMPARE(net.send({"Postmaster@example.org"}).code, 250);
    QCOMPARE(net.inbox("alice"), 1u);
    QCOMPARE(net.rcpt("postmaster@example.org").code, 250);
}

void TestReception::byLmtpListsReachTheirMailboxesToo()
{
    Lists net({alias("team", {"alice@example.org", "bob@example.org"})});
    const AcceptMessage letter{
        envelope("x@example.com", {"team@example.org", "nobody@example.org"}), {}, Slices(letterText("one"))};
    const auto replies = std::get<Verdict>(net.ask("mail.example.org", Service::Lmtp, letter)).replies;
    QCOMPARE(replies.size(), 2u);
    QCOMPARE(replies[0].code, 250);
    QCOMPARE(replies[1].print().substr(0, 9), "550 5.1.1");
    net.run(1min);
    QCOMPARE(net.inbox("alice"), 1u);
    QCOMPARE(net.inbox("bob"), 1u);
    QCOMPARE(net.count(Kind::LetterBounced), 0u);
}

void TestReception::aDomainThatHasLeftIsForeign()
{
    Lists net({});
    net.give("mail.example.org", node::ChangeTaking{"example.org", node::Taking::Refuses});
    QCOMPARE(net.rcpt("bob@example.org").print().substr(0, 9), "550 5.7.1");
    QVERIFY(net.decision("domain-left"));
    const Credentials login =
        std::get<Credentials>(net.ask("mail.example.org", Service::Imap, FindCredentials{"bob@example.org"}));
    QVERIFY(login.known); // who has not fetched his old letters yet still can
}

void TestReception::aDomainThatHasLeftMayBePassedOn()
{
    Lists net({}, [](MailServerConfig &mail) { mail.domains.push_back(domain("plain.test", {"paul"})); });
    net.give("mail.example.org", node::ChangeTaking{"plain.test", node::Taking::Relays});
    QCOMPARE(net.rcpt("paul@plain.test").code, 250);
    QCOMPARE(net.send({"paul@plain.test"}).code, 250);
    net.run(1min);
    QCOMPARE(net.subjects("mx.example.net", "paul@plain.test"), Subjects{"one"});
}

void TestReception::greylistedStrangersComeAgain()
{
    Net net([](MailServerConfig &mail) { mail.greylistDelay = 5min; });
    const AcceptMessage letter{
        envelope("carol@example.net", {"bob@example.org"}), {}, Slices(letterText("Hello"))};
    static_cast<void>(net.ask("mx.example.net", Service::Submission, letter));
    net.run(4min);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{});
    const Event *held = net.decision("greylisted");
    QVERIFY(held);
    QCOMPARE(held->note.facts.text(Key::Host), "198.51.100.0/24");
    QVERIFY(net.wire().contains("450 4.7.1 greylisted: come again in 300 seconds"));
    net.run();
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"Hello"});
}

void TestReception::whoLogsInIsNotGreylisted()
{
    Net net([](MailServerConfig &mail) { mail.greylistDelay = 5min; });
    net.alice({"bob@example.org"});
    net.run(10s);
    QCOMPARE(net.subjects("mail.example.org", "bob@example.org"), Subjects{"Hello"});
}

void TestReception::aSenderDomainThatDoesNotExistIsTaken()
{
    Net net;
    const VerifySender question{path("x@no-such-domain.test"), ""};
    QCOMPARE(std::get<Verdict>(net.ask("mail.example.org", Service::Smtp, question)).replies.front().code,
             250);
}

QTEST_GUILESS_MAIN(TestReception)
#include "tst_reception.moc"
