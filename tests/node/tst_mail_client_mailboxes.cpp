// A mail client and the mailboxes of its account besides INBOX: two devices, one server.
#include "tests/node/net.h"

#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::test;
using node::Tending;

namespace {

constexpr const char *kCarol = "carol@example.net";
constexpr const char *kServer = "mx.example.net";
constexpr const char *kPhone = "carol-phone";
constexpr const char *kLaptop = "carol-laptop";

/// Carol has two devices, and a letter that both have fetched.
struct Carol : Net {
    Carol()
    {
        addClient(client(kLaptop, kCarol, kServer, node::Incoming::Imap), "198.51.100.11");
        alice({kCarol});
        run(1min);
        look(kPhone);
        look(kLaptop);
    }
    void look(const char *device, const std::string &mailbox = {})
    {
        check(device, mailbox);
        run(1min);
    }
    void tend(const char *device, const std::string &mailbox, Uid uid, Tending tending,
              const std::string &target = {})
    {
        give(device, node::TendLetter{mailbox, uid, tending, target});
        run(1min);
    }
    /// As somebody else's mail program would.
    void atServer(Question question) { ask(kServer, node::Service::Imap, std::move(question)); }
    /// How many letters; -1: there is no such mailbox.
    int letters(const char *machine, const std::string &name) const
    {
        const Mailbox box = mailbox(machine, kCarol, name);
        return box ? int(box->letters.size()) : -1;
    }
};

} // namespace

class TestMailClientMailboxes : public QObject {
    Q_OBJECT

private slots:
    void aCheckTellsWhichMailboxesThereAre();
    void aMailboxComesWhenItIsOpened();
    void twoDevicesAgreeOnAnotherMailbox();
    void aMovedLetterIsFoundWhereItIsMovedTo();
    void whatCannotBeMovedIsSaid();
    void aRestartedDeviceKnowsItsOtherMailboxes();
    void aMailboxThatTheServerHasNotIsNotKept();
    void openingOutlivesAFailedCheck();
    void aMailboxThatIsMadeAnewIsFetchedAnew();
    void aServerOfFewExtensionsDoesTheSame();
    void pop3KnowsOneMailbox();
};

void TestMailClientMailboxes::aCheckTellsWhichMailboxesThereAre()
{
    const Carol net;
    const auto listed = net.view(kPhone).serverMailboxes;
    const auto trash = std::ranges::find(listed, std::string("Trash"), &node::ServerMailboxView::name);
    QVERIFY(trash != listed.end());
    QCOMPARE(trash->specialUse, std::uint8_t(SpecialUse::Trash));
    QVERIFY(trash->selectable);
    QCOMPARE(listed.front().name, std::string("INBOX"));
}

void TestMailClientMailboxes::aMailboxComesWhenItIsOpened()
{
    Carol net;
    net.atServer(MoveLetters{kCarol, "INBOX", "Archive", {1}});
    net.look(kPhone);
    QCOMPARE(net.letters(kPhone, "INBOX"), 0);
    QCOMPARE(net.letters(kPhone, "Archive"), -1); // nobody has opened it here
    net.look(kPhone, "Archive");
    QCOMPARE(net.letters(kPhone, "Archive"), 1);
    QCOMPARE(net.letters(kLaptop, "INBOX"), 1); // it has not looked
    net.look(kLaptop, "Archive");
    QCOMPARE(net.letters(kLaptop, "INBOX"), 0);
    QCOMPARE(net.letters(kLaptop, "Archive"), 1);
    net.atServer(MoveLetters{kCarol, "Archive", "INBOX", {1}});
    net.look(kPhone); // from now on without being told
    QCOMPARE(net.letters(kPhone, "Archive"), 0);
    QCOMPARE(net.letters(kPhone, "INBOX"), 1);
}

void TestMailClientMailboxes::twoDevicesAgreeOnAnotherMailbox()
{
    Carol net;
    net.atServer(MoveLetters{kCarol, "INBOX", "Archive", {1}});
    net.look(kPhone, "Archive");
    net.look(kLaptop, "Archive");
    const auto seenAt = [&](const char *machine) {
        return net.mailbox(machine, kCarol, "Archive")->letters[0].flags.has(Flags::Seen);
    };
    net.tend(kPhone, "Archive", 1, Tending::MarkSeen);
    QVERIFY(seenAt(kServer));
    QVERIFY(!seenAt(kLaptop));
    net.look(kLaptop);
    QVERIFY(seenAt(kLaptop));
    net.tend(kLaptop, "Archive", 1, Tending::Delete);
    QVERIFY(net.letters(kServer, "Archive") < 1);
    QCOMPARE(net.letters(kLaptop, "Archive"), 0);
    QCOMPARE(net.letters(kPhone, "Archive"), 1);
    net.look(kPhone);
    QCOMPARE(net.letters(kPhone, "Archive"), 0);
}

void TestMailClientMailboxes::aMovedLetterIsFoundWhereItIsMovedTo()
{
    Carol net;
    net.tend(kPhone, "INBOX", 1, Tending::Move, "Archive");
    QCOMPARE(net.letters(kServer, "INBOX"), 0);
    QCOMPARE(net.letters(kServer, "Archive"), 1);
    QCOMPARE(net.letters(kPhone, "INBOX"), 0);
    QCOMPARE(net.letters(kPhone, "Archive"), 1);
    QVERIFY(net.wire().contains("UID MOVE 1 Archive"));
    net.tend(kPhone, "Archive", 1, Tending::Move,
             "INBOX"); // and back, although INBOX is looked at first else
    QCOMPARE(net.letters(kPhone, "Archive"), 0);
    QCOMPARE(net.letters(kPhone, "INBOX"), 1);
}

void TestMailClientMailboxes::whatCannotBeMovedIsSaid()
{
    Carol net;
    const auto reason = [&] {
        const auto &events = net.events();
        const auto last = std::find_if(events.rbegin(), events.rend(), [](const Event &event) {
            return event.note.kind == Kind::AttemptFailed
                   && event.note.facts.text(Key::Action) == std::string_view("move");
        });
        return last == events.rend() ? std::string() : std::string(last->note.facts.text(Key::Reason));
    };
    net.tend(kPhone, "INBOX", 1, Tending::Move, "INBOX");
    QCOMPARE(reason(), std::string("it lies there already"));
    net.tend(kPhone, "INBOX", 7, Tending::Move, "Archive");
    QCOMPARE(reason(), std::string("this device does not have the letter"));
    net.tend(kPhone, "INBOX", 1, Tending::Move, "Nowhere");
    QVERIFY2(reason().contains("mailbox"), reason().c_str()); // in the server's words
    QCOMPARE(net.letters(kPhone, "INBOX"), 1);
    QCOMPARE(net.letters(kServer, "INBOX"), 1);
    net.run(1h);
    const std::size_t before = net.wire().size();
    net.look(kPhone);
    QVERIFY(!net.wire().substr(before).contains("Nowhere")); // it is not tried for ever
}

void TestMailClientMailboxes::aRestartedDeviceKnowsItsOtherMailboxes()
{
    Carol net;
    net.tend(kPhone, "INBOX", 1, Tending::Move, "Archive");
    const std::size_t read = net.count(Kind::LetterRead, kPhone);
    const std::size_t gone = net.count(Kind::LetterDeleted, kPhone);
    const auto config = net.client(kPhone, kCarol, kServer, node::Incoming::Imap);
    net.restart(kPhone, [&](const store::Contents &contents) -> node::Program {
        return node::MailClient(config, contents, net.epoch());
    });
    QCOMPARE(net.letters(kPhone, "Archive"), 1);
    net.look(kPhone);
    QCOMPARE(net.letters(kPhone, "Archive"), 1);
    QCOMPARE(net.count(Kind::LetterRead, kPhone), read);
    QCOMPARE(net.count(Kind::LetterDeleted, kPhone), gone);
    net.atServer(MoveLetters{kCarol, "Archive", "INBOX", {1}});
    net.look(kPhone);
    QCOMPARE(net.letters(kPhone, "Archive"), 0);
}

void TestMailClientMailboxes::aMailboxThatTheServerHasNotIsNotKept()
{
    Carol net;
    net.look(kPhone, "Nowhere");
    QCOMPARE(net.letters(kPhone, "Nowhere"), -1);
    QVERIFY(net.first(Kind::AttemptFailed, kPhone));
    net.tend(kPhone, "INBOX", 1, Tending::Move, "Archive");
    net.atServer(RenameMailbox{kCarol, "Archive", "Attic"});
    net.look(kPhone);
    QCOMPARE(net.letters(kPhone, "Archive"), -1);
    QVERIFY(net.decision("mailbox-gone"));
    net.look(kPhone, "Attic");
    QCOMPARE(net.letters(kPhone, "Attic"), 1);
}

void TestMailClientMailboxes::openingOutlivesAFailedCheck()
{
    Carol net;
    net.atServer(MoveLetters{kCarol, "INBOX", "Archive", {1}});
    net.power(kServer, false);
    net.look(kPhone, "Archive");
    net.power(kServer, true);
    net.look(kPhone);
    QCOMPARE(net.letters(kPhone, "Archive"), 1);
}

/// Under its old name, with another UIDVALIDITY.
void TestMailClientMailboxes::aMailboxThatIsMadeAnewIsFetchedAnew()
{
    Carol net;
    net.atServer(CopyLetters{kCarol, "INBOX", "Archive", {1}});
    net.look(kPhone, "Archive");
    net.atServer(DeleteMailbox{kCarol, "Archive"});
    net.atServer(CreateMailbox{kCarol, "Archive", 0});
    net.atServer(CopyLetters{kCarol, "INBOX", "Archive", {1}});
    net.look(kPhone);
    QCOMPARE(net.letters(kPhone, "Archive"), 1);
    QCOMPARE(net.count(Kind::LetterRead, kPhone), 3u);
}

/// RFC 3501 and nothing else: no MOVE, no UIDPLUS, no CONDSTORE.
void TestMailClientMailboxes::aServerOfFewExtensionsDoesTheSame()
{
    Net net([](node::MailServerConfig &config) {
        for (const char *extension : {"MOVE", "UIDPLUS", "CONDSTORE", "SPECIAL-USE"})
            config.extensions[extension] = false;
    });
    const auto lettersOf = [&](const char *machine, const char *name) {
        const Mailbox box = net.mailbox(machine, "alice@example.org", name);
        return box ? box->letters.size() : 0;
    };
    net.alice({"alice@example.org"});
    net.run(1min);
    net.check("alice-laptop");
    net.run(1min);
    net.give("alice-laptop", node::TendLetter{"INBOX", 1, Tending::Move, "Archive"});
    net.run(1min);
    QVERIFY(net.wire().contains("UID COPY 1 Archive"));
    for (const char *machine : {"alice-laptop", "mail.example.org"}) {
        QCOMPARE(lettersOf(machine, "INBOX"), 0u);
        QCOMPARE(lettersOf(machine, "Archive"), 1u);
    }
    net.ask("mail.example.org", node::Service::Imap,
            ChangeFlags{"alice@example.org", "Archive", {1}, ChangeFlags::How::Add, {Flags::Seen, {}}});
    net.check("alice-laptop");
    net.run(1min);
    const Mailbox archive = net.mailbox("alice-laptop", "alice@example.org", "Archive");
    QVERIFY(archive->letters[0].flags.has(Flags::Seen));
}

void TestMailClientMailboxes::pop3KnowsOneMailbox()
{
    Net net;
    net.alice({"bob@example.org"});
    net.run(1min);
    net.check("bob-phone", "Archive");
    net.run(1min);
    QCOMPARE(net.subjects("bob-phone", "bob@example.org"), Subjects{"Hello"});
    QVERIFY(!net.mailbox("bob-phone", "bob@example.org", "Archive"));
    net.give("bob-phone", node::TendLetter{"INBOX", 1, Tending::Move, "Archive"});
    QCOMPARE(net.first(Kind::AttemptFailed, "bob-phone")->note.facts.text(Key::Action), "move");
}

QTEST_GUILESS_MAIN(TestMailClientMailboxes)
#include "tst_mail_client_mailboxes.moc"
