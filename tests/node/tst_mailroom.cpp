// What POP3 and IMAP sessions ask of a mail server, and what those that watch a mailbox are told.
#include "tests/node/bench.h"
#include "tests/node/net.h"

#include "sim/mail/message.h"

#include <QTest>

using namespace mf;
using namespace mf::test;
using node::Service;
using node::SessionRef;

namespace {

const std::string kAlice = "alice@example.org";

SessionRef session(std::uint64_t number) { return {StreamId{number}, End::Server, 0}; }

struct Server : Bench {
    Server()
    {
        auto config = server("mail.example.org", {Service::Smtp, Service::Imap, Service::Pop3});
        config.domains = {domain("example.org", {"alice"})};
        addServer(config, "192.0.2.1");
    }
    Answer imap(std::uint64_t who, Question question)
    {
        return ask("mail.example.org", Service::Imap, std::move(question), session(who));
    }
    Answer pop3(std::uint64_t who, Question question)
    {
        return ask("mail.example.org", Service::Pop3, std::move(question), session(who));
    }
    void deliver(const std::string &subject)
    {
        const AcceptMessage letter{envelope("x@example.com", {kAlice}), {}, Slices(letterText(subject))};
        static_cast<void>(ask("mail.example.org", Service::Smtp, letter));
    }
    void end(std::uint64_t who) { give("mail.example.org", node::SessionEnded{session(who), false}); }
    std::vector<std::uint64_t> toldSessions()
    {
        std::vector<std::uint64_t> who;
        for (const auto &[ref, mailbox] : told)
            who.push_back(raw(ref.stream));
        told.clear();
        return who;
    }
    template <typename T>
    T opened(const Answer &answer)
    {
        return std::get<T>(answer);
    }
};

using Who = std::vector<std::uint64_t>;

} // namespace

class TestMailroom : public QObject {
    Q_OBJECT

private slots:
    void watchersAreToldOfNewLetters();
    void whoChangesIsNotToldButTheOthersAre();
    void aSessionIsToldOfWhatItAppends();
    void whoeverLeftIsNotTold();
    void aDeletedMailboxIsWatchedNoMore();
    void aMaildropIsOpenOnce();
    void committedDeletionsReachImap();
    void onlyTheOwnerOfTheLockDeletes();
    void aCrashGivesTheLockBack();
    void recentIsTakenByTheFirstWriter();
    void theMailboxIsSavedBeforeItsUidValidityIsSeen();
    void loginsAreByAddress();
    void doorsAreThoseOfTheConfiguration();
};

void TestMailroom::watchersAreToldOfNewLetters()
{
    Server server;
    server.imap(1, OpenMailbox{kAlice, "INBOX", false});
    server.imap(2, OpenMailbox{kAlice, "inbox", true});
    server.deliver("one");
    QCOMPARE(server.told.size(), 2u);
    QCOMPARE(server.told[0].second->letters.size(), 1u);
    QCOMPARE(server.toldSessions(), (Who{1, 2}));
}

void TestMailroom::whoChangesIsNotToldButTheOthersAre()
{
    Server server;
    server.deliver("one");
    server.imap(1, OpenMailbox{kAlice, "INBOX", false});
    server.imap(2, OpenMailbox{kAlice, "INBOX", false});
    Flags deleted;
    deleted.system = Flags::Deleted;
    server.imap(1, ChangeFlags{kAlice, "INBOX", {1}, ChangeFlags::How::Add, deleted, {}});
    QCOMPARE(server.toldSessions(), Who{2});
    const Answer expunged = server.imap(2, Expunge{kAlice, "INBOX", {1}});
    QVERIFY(std::get<MailboxUpdated>(expunged).mailbox->letters.empty());
    QCOMPARE(server.toldSessions(), Who{1});
    QCOMPARE(server.count(Kind::LetterDeleted), 1u);
    QCOMPARE(server.first(Kind::LetterDeleted)->note.facts.number(Key::Uid), 1);
}

void TestMailroom::aSessionIsToldOfWhatItAppends()
{
    Server server;
    server.imap(1, OpenMailbox{kAlice, "INBOX", false});
    const Answer appended =
        server.imap(1, AppendLetters{kAlice, "INBOX", {{{}, {}, Slices("Subject: x\r\n\r\nx\r\n")}}});
    QCOMPARE(std::get<Appended>(appended).uids, std::vector<Uid>{1});
    QCOMPARE(server.toldSessions(), Who{1});
    QCOMPARE(std::get<Refused>(server.imap(1, AppendLetters{kAlice, "none", {{{}, {}, Slices("x")}}})).why,
             Refusal::NoSuchMailbox);
}

void TestMailroom::whoeverLeftIsNotTold()
{
    Server server;
    server.imap(1, OpenMailbox{kAlice, "INBOX", false});
    server.imap(2, OpenMailbox{kAlice, "INBOX", false});
    server.imap(3, OpenMailbox{kAlice, "INBOX", false});
    server.imap(4, OpenMailbox{kAlice, "INBOX", false});
    server.imap(1, LeaveMailbox{kAlice, "INBOX"});
    server.end(2);
    server.imap(3, CreateMailbox{kAlice, "other", 0});
    server.imap(3, OpenMailbox{kAlice, "other", false});
    server.deliver("one");
    QCOMPARE(server.toldSessions(), Who{4});
}

void TestMailroom::aDeletedMailboxIsWatchedNoMore()
{
    Server server;
    server.imap(1, CreateMailbox{kAlice, "old", 0});
    server.imap(2, OpenMailbox{kAlice, "old", false});
    QVERIFY(std::holds_alternative<Done>(server.imap(1, DeleteMailbox{kAlice, "old"})));
    QCOMPARE(server.told.size(), 1u); // that it is gone
    QVERIFY(!server.told[0].second);
    server.told.clear();
    server.imap(1, CreateMailbox{kAlice, "old", 0});
    server.imap(1, AppendLetters{kAlice, "old", {{{}, {}, Slices("x")}}});
    QVERIFY(server.told.empty());
}

void TestMailroom::aMaildropIsOpenOnce()
{
    Server server;
    server.deliver("one");
    const Answer first = server.pop3(1, OpenMaildrop{kAlice});
    QCOMPARE(std::get<MailboxOpened>(first).mailbox->letters.size(), 1u);
    QCOMPARE(std::get<Refused>(server.pop3(2, OpenMaildrop{kAlice})).why, Refusal::InUse);
    server.deliver("two");
    QCOMPARE(std::get<MailboxOpened>(first).mailbox->letters.size(), 1u);
    server.pop3(1, ReleaseMaildrop{kAlice});
    QCOMPARE(std::get<MailboxOpened>(server.pop3(2, OpenMaildrop{kAlice})).mailbox->letters.size(), 2u);
    server.end(2);
    QVERIFY(std::holds_alternative<MailboxOpened>(server.pop3(3, OpenMaildrop{kAlice})));
}

void TestMailroom::committedDeletionsReachImap()
{
    Server server;
    server.deliver("one");
    server.deliver("two");
    server.imap(1, OpenMailbox{kAlice, "INBOX", false});
    server.pop3(2, OpenMaildrop{kAlice});
    QVERIFY(std::holds_alternative<Done>(server.pop3(2, CommitDeletions{kAlice, {1}})));
    QCOMPARE(server.subjects("mail.example.org", kAlice), std::vector<std::string>{"two"});
    QCOMPARE(server.toldSessions(), Who{1});
    QVERIFY(std::holds_alternative<MailboxOpened>(server.pop3(3, OpenMaildrop{kAlice})));
}

void TestMailroom::onlyTheOwnerOfTheLockDeletes()
{
    Server server;
    server.deliver("one");
    server.pop3(1, OpenMaildrop{kAlice});
    QVERIFY(std::holds_alternative<Refused>(server.pop3(2, CommitDeletions{kAlice, {1}})));
    server.setStoreRefuses(true);
    QCOMPARE(std::get<Refused>(server.pop3(1, CommitDeletions{kAlice, {1}})).why, Refusal::Unavailable);
    QCOMPARE(server.subjects("mail.example.org", kAlice).size(), 1u);
}

void TestMailroom::aCrashGivesTheLockBack()
{
    Server server;
    server.pop3(1, OpenMaildrop{kAlice});
    server.imap(2, OpenMailbox{kAlice, "INBOX", false});
    server.power("mail.example.org", false);
    server.power("mail.example.org", true);
    QVERIFY(std::holds_alternative<MailboxOpened>(server.pop3(3, OpenMaildrop{kAlice})));
    server.deliver("one");
    QVERIFY(server.told.empty());
}

void TestMailroom::recentIsTakenByTheFirstWriter()
{
    Server server;
    server.deliver("one");
    const auto firstRecent = [&](std::uint64_t who, bool readOnly) {
        return std::get<MailboxOpened>(server.imap(who, OpenMailbox{kAlice, "INBOX", readOnly})).firstRecent;
    };
    QCOMPARE(firstRecent(1, true), 1u);
    QCOMPARE(firstRecent(2, false), 1u);
    QCOMPARE(firstRecent(3, true), 2u);
    server.deliver("two"); // session 2 has been told of it
    QCOMPARE(firstRecent(4, false), 3u);
}

void TestMailroom::theMailboxIsSavedBeforeItsUidValidityIsSeen()
{
    Server server;
    QVERIFY(server.contents().changes.empty());
    server.imap(1, ListMailboxes{kAlice});
    server.imap(1, ListMailboxes{kAlice});
    QCOMPARE(server.contents().changes.size(), 1u + 1u + 2u * 5u); // and the five others
    QCOMPARE(std::get<store::MailboxMade>(server.contents().changes[0]).mailbox, "INBOX");
}

void TestMailroom::loginsAreByAddress()
{
    Server server;
    const auto found = std::get<Credentials>(server.imap(1, FindCredentials{"Alice@Example.Org"}));
    QVERIFY(found.known && !found.anyPassword);
    QCOMPARE(found.password, "secret");
    QCOMPARE(found.account, kAlice);
    QVERIFY(!std::get<Credentials>(server.imap(1, FindCredentials{"alice"})).known);
}

void TestMailroom::doorsAreThoseOfTheConfiguration()
{
    node::MailServerConfig config;
    config.hostName = "mail.example.org";
    config.services = {Service::Smtp, Service::Submissions, Service::Lmtp, Service::Pop3s, Service::Imaps};
    const node::MailServer server(config);
    for (std::size_t i = 0; i < node::kServiceCount; ++i) {
        const auto service = static_cast<Service>(i);
        const bool there = std::ranges::find(config.services, service) != config.services.end();
        QCOMPARE(server.listen(node::standardPort(service)) != nullptr, there);
        QCOMPARE(node::serviceNamed(node::name(service)), service);
    }
}

QTEST_GUILESS_MAIN(TestMailroom)
#include "tst_mailroom.moc"
