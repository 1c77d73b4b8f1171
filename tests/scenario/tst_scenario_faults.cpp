#include "sim/scenario/reader.h"
#include "sim/scenario/schema.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mf;

namespace {

/// All there is to a small scenario without faults; rows change a piece of it.
const std::string kGood = R"(mailflow: 1
title: Good
domains:
  example.org: { mx: mail.example.org, users: [alice, bob] }
  example.net: { mx: mx.example.net, users: [carol] }
nodes:
  alice-laptop:
    kind: client
    user: alice@example.org
    outgoing: mail.example.org
  mail.example.org: { kind: mail-server, services: [submission, smtp, imap] }
  mx.example.net: { kind: mail-server }
  carol-phone:
    kind: client
    user: carol@example.net
    incoming: { server: mx.example.net, protocol: imap }
actions:
  - at: 1s
    send: { id: hello, from: alice@example.org, to: [carol@example.net] }
  - after: { letter: hello, is: stored }
    check-mail: carol-phone
expect:
  - { letter: hello, is: read, by: carol@example.net }
)";

QStringList faultsOf(const std::string &text)
{
    const auto file = readScenario(text, "a.yaml");
    QStringList list;
    if (!file)
        for (const Fault &fault : file.error())
            list << QString("%1:%2 %3")
                        .arg(fault.line)
                        .arg(fault.column)
                        .arg(QString::fromStdString(fault.message.text()));
    return list;
}

std::string replaced(std::string text, const std::string &what, const std::string &by)
{
    const std::size_t at = text.find(what);
    return at == text.npos ? std::string("the row's piece is not in the text")
                           : text.replace(at, what.size(), by);
}

} // namespace

class TstScenarioFaults : public QObject {
    Q_OBJECT

private slots:
    void whatOnlyImapDoesIsSaidOfPop3()
    {
        const std::string pop3 = replaced(kGood, "protocol: imap", "protocol: pop3");
        const auto first = [&](const char *action) {
            return faultsOf(
                       replaced(pop3, "    check-mail: carol-phone\n", std::string("    ") + action + "\n"))
                .value(0);
        };
        const QString several = QStringLiteral(
            "\"carol-phone\" does not read by imap; only there has an account several mailboxes");
        QCOMPARE(first("delete: { letter: hello, client: carol-phone }"), QString());
        QCOMPARE(
            first("delete: { letter: hello, client: carol-phone, only-mark: true }"),
            QStringLiteral("21:62 \"carol-phone\" does not read by imap; only there a letter can be marked "
                           "as deleted and stay"));
        QCOMPARE(first("move: { letter: hello, client: carol-phone, to: Archive }"), "21:53 " + several);
        QCOMPARE(first("check-mail: { client: carol-phone, mailbox: Archive }"), "21:49 " + several);
    }

    void theGoodOneIsGood() { QCOMPARE(faultsOf(kGood), QStringList()); }

    /// The five of the design, with their lines and carets.
    void allErrorsComeAtOnceWithLineAndCaret()
    {
        const std::string text = "mailflow: 1\n" // 1
                                 "title: x\n"
                                 "domains:\n"
                                 "  example.org: { mx: mail.example.org, users: [alice] }\n"
                                 "  example.net: { mx: mx.example.net }\n" // 5
                                 "\n"
                                 "nodes:\n"
                                 "  mail.example.org:\n"
                                 "\tkind: mail-server\n"
                                 "  mx.example.net:\n" // 10
                                 "    kind: mail-server\n"
                                 "\n"
                                 "  other.example.org:\n"
                                 "    sevices: [smtp]\n"
                                 "    kind: mail-server\n" // 15
                                 "\n"
                                 "\n"
                                 "\n"
                                 "  alice-laptop:\n"
                                 "    kind: client\n" // 20
                                 "    user: alice@example.org\n"
                                 "    outgoing: mail.exmaple.org\n"
                                 "\n"
                                 "\n"
                                 "\n" // 25
                                 "\n"
                                 "\n"
                                 "\n"
                                 "\n"
                                 "actions:\n" // 30
                                 "  - at: 5\n"
                                 "    send: { from: alice@example.org, to: [x@example.net] }\n"
                                 "\n"
                                 "\n"
                                 "\n" // 35
                                 "\n"
                                 "\n"
                                 "records:\n"
                                 "  example.net: |\n"
                                 "    @ MX 5 mx.example.net\n"; // 40
        const auto file = readScenario(text, "a.yaml");
        QVERIFY(!file);
        std::string printed;
        for (const Fault &fault : file.error())
            printed += fault.print() + '\n';
        QCOMPARE(QString::fromStdString(printed),
                 QString("a.yaml:9:1: tab used for indentation; use spaces\n"
                         "    \tkind: mail-server\n"
                         "    ^\n"
                         "a.yaml:14:5: unknown key \"sevices\"; did you mean \"services\"?\n"
                         "        sevices: [smtp]\n"
                         "        ^\n"
                         "a.yaml:22:15: no node \"mail.exmaple.org\"; did you mean \"mail.example.org\"?\n"
                         "        outgoing: mail.exmaple.org\n"
                         "                  ^\n"
                         "a.yaml:31:9: \"5\" has no unit; write 5s, 5m or 5h\n"
                         "      - at: 5\n"
                         "            ^\n"
                         "a.yaml:40:12: MX names \"mx.example.net.example.net.\"; final dot missing: "
                         "\"mx.example.net.\"\n"
                         "        @ MX 5 mx.example.net\n"
                         "               ^\n"));
    }

    void everyFaultSaysWhatToDo_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const char *what, const char *by, const char *fault) {
            QTest::newRow(name) << what << by << fault;
        };
        row("no version", "mailflow: 1\n", "", "1:1 \"mailflow\" is missing");
        row("other version", "mailflow: 1", "mailflow: 2", "1:11 this program reads mailflow: 1");
        row("no title", "title: Good\n", "", "1:1 \"title\" is missing");
        row("empty title", "title: Good", "title:", "2:1 \"title\" has no value");
        row("list for a text", "title: Good", "title: [Good]", "2:1 \"title\" takes a text, not a list");
        row("no language", "title: Good", "title: { english: Good }",
            "2:10 \"english\" is no language; write en, de, ...");
        row("unknown word", "kind: client", "kind: cleint",
            "8:11 \"cleint\" is not known here; did you mean \"client\"?");
        row("real client", "kind: client", "kind: real-client",
            "8:11 \"real-client\" is not known here; write one of client, mail-server, name-server, resolver "
            "and host");
        row("unknown service", "smtp, imap]", "smtp, impa]",
            "11:71 \"impa\" is not known here; did you mean \"imap\"?");
        row("services on a client", "    outgoing:", "    services: [smtp]\n    outgoing:",
            "10:5 \"services\" is for a mail-server; \"alice-laptop\" is a client");
        row("tls on a host", "mx.example.net: { kind: mail-server }",
            "mx.example.net: { kind: host, tls: true }",
            "12:33 \"tls\" is for a client or a mail-server; \"mx.example.net\" is a host");
        row("client of nobody", "    user: alice@example.org\n", "",
            "7:3 \"user\" is missing; say whose client \"alice-laptop\" is");
        row("unknown user", "user: alice@example.org", "user: alicia@example.org",
            "9:11 no user \"alicia@example.org\"; did you mean \"alice@example.org\"?");
        row("unknown node", "mx: mx.example.net", "mx: nx.example.net",
            "5:22 no node \"nx.example.net\"; did you mean \"mx.example.net\"?");
        row("unknown letter", "after: { letter: hello", "after: { letter: helo",
            "20:22 no letter \"helo\"; did you mean \"hello\"?");
        row("service that is not there", "services: [submission, smtp, imap]", "services: [smtp, imap]",
            "10:15 \"mail.example.org\" does not offer submission; outgoing takes it");
        row("client as a server", "outgoing: mail.example.org", "outgoing: carol-phone",
            "10:15 \"carol-phone\" is a client; outgoing takes a mail-server");
        row("store without LMTP", "mx: mx.example.net,", "mx: mx.example.net, mailboxes: mail.example.org,",
            "5:49 \"mail.example.org\" does not offer lmtp; mailboxes on a machine of its own takes it");
        row("nobody sends", "from: alice@example.org", "from: bob@example.org",
            "19:30 no client sends for \"bob@example.org\"; make a node of kind client with user: "
            "bob@example.org and outgoing:");
        row("client of another", "to: [carol", "client: carol-phone, to: [carol",
            "19:57 \"carol-phone\" does not send for \"alice@example.org\"; it needs user: alice@example.org "
            "and outgoing:");
        row("client that cannot read", "check-mail: carol-phone", "check-mail: alice-laptop",
            "21:17 \"alice-laptop\" has no incoming:; it cannot check mail");
        row("not a recipient", "by: carol@example.net", "by: carl@example.net",
            "23:36 \"carl@example.net\" is no recipient of \"hello\"; did you mean \"carol@example.net\"?");
        row("two addresses alike", "kind: mail-server }",
            "kind: mail-server, address: 192.0.2.9 }\n  x: { kind: host, address: 192.0.2.9 }",
            "13:29 \"mx.example.net\" has the address 192.0.2.9 already");
        row("no address", "kind: mail-server }", "kind: mail-server, address: 192.0.2.999 }",
            "12:49 \"192.0.2.999\" is not an IP address; write it like 192.0.2.25 or 2001:db8::25");
        row("user twice", "users: [alice, bob]", "users: [alice, Alice]",
            "4:55 user \"Alice\" is here twice; first in line 4");
        row("whole address as user", "users: [alice, bob]", "users: [alice, bob@example.org]",
            "4:55 \"bob@example.org\" is a whole address; users are named without the @ and what follows");
        row("nowhere for mail", "mx: mx.example.net, users", "users",
            "5:3 \"example.net\" has users and no place for their mail; write mx:");
        row("large letters", "carol-phone:\n", "Carol-Phone:\n",
            "13:3 \"Carol-Phone\" cannot be the name of a node; it has a-z, 0-9, \"-\", \"_\" and single "
            "dots");
        row("final dot", "example.net: {", "example.net.: {",
            "5:3 \"example.net.\" is not a domain name; it has a-z, 0-9, \"-\" and single dots, none at the "
            "end");
        row("two times", "  - at: 1s\n", "  - at: 1s\n    after: { letter: hello, is: read }\n",
            "18:5 an action has one time: write at: or after:");
        row("nothing to do", "    check-mail: carol-phone\n", "",
            "20:5 an action is one thing: write send:, check-mail:, mark:, move:, delete:, discard:, type:, "
            "change-records: "
            "or "
            "leave-domain:");
        row("letter twice", "    check-mail: carol-phone\n",
            "    send: { id: hello, from: alice@example.org, to: x@y.test }\n",
            "21:17 a letter \"hello\" is there already, in line 18");
        row("to nobody", "to: [carol@example.net]", "to: []", "19:53 a letter needs somebody to go to");
        row("no mail address", "to: [carol@example.net]", "to: carol",
            "19:53 \"carol\" is not a mail address: the address has no @ with a domain after it");
        row("two lines of subject", "to: [carol", "subject: \"a\\nb\", to: [carol",
            "19:58 a subject is one line");
        const auto file = [&](const char *title, const char *keys, const char *message) {
            row(title, "to: [carol", ("attachments: [{ " + std::string(keys) + " }], to: [carol").c_str(),
                message);
        };
        file("file in a folder", "name: a/b.txt, text: x",
             "19:71 \"a/b.txt\" is not the name of a file; write it without folders, on one line");
        file("file without octets", "name: a.txt",
             "19:63 what is in the file? write text: or base64:, one of them");
        file("file with two contents", "name: a.txt, text: x, base64: eA==",
             "19:63 what is in the file? write text: or base64:, one of them");
        file("file of no type", "name: a.txt, type: png, text: x",
             "19:84 \"png\" is not a media type; write it like image/png");
        file("file without a name", "text: x", "19:63 \"name\" is missing");
        file(
            "words for base 64", "name: a.txt, base64: \"hello, you\"",
            "19:86 this is not base 64 (A-Z, a-z, 0-9, + and /, filled up with = to a multiple of four); for "
            "plain words write text:");
        row("copy to nobody", "to: [carol@example.net]", "to: [], cc: []",
            "19:53 a letter needs somebody to go to");
        row("header with a colon", "to: [carol", "headers: { \"X:\": y }, to: [carol",
            "19:49 \"X:\" is not one header field with one line of text");
        row("nothing expected", "is: read, by: carol@example.net", "within: 1m",
            "23:5 what is expected? write is:, passes: or attempts:");
        row("fault of nothing", "expect:", "faults:\n  - is: down\nexpect:",
            "23:5 a fault is at a node or a link: write node: or link:");
        row("slow machine", "expect:", "faults:\n  - { node: mx.example.net, is: slow }\nexpect:",
            "23:5 how slow? write latency: 2s or bandwidth: 10kbit/s");
        row("full link",
            "expect:", "faults:\n  - { link: [mx.example.net, carol-phone], is: mailbox-full }\nexpect:",
            "23:5 \"mailbox-full\" happens to a machine; write node:");
        row("full client", "expect:", "faults:\n  - { node: carol-phone, is: mailbox-full }\nexpect:",
            "23:30 \"mailbox-full\" cannot happen to \"carol-phone\", which is a client");
        row("loss of a machine that is down",
            "expect:", "faults:\n  - { node: carol-phone, is: down, loss: 2% }\nexpect:",
            "23:36 \"loss\" is of what is slow or lossy");
        row("wait of what does not wait",
            "expect:", "faults:\n  - { node: carol-phone, is: down, wait: 2s }\nexpect:",
            "23:36 \"wait\" is of greylist and dns-slow");
        row("drawn nowhere",
            "expect:", "view: { at: { carol-phne: [1, 2] } }\nexpect:", "22:15 no node \"carol-phne\"");
        row("how slow", "expect:", "faults:\n  - { link: [mx.example.net, carol-phone], is: slow }\nexpect:",
            "23:5 how slow? write latency: 2s or bandwidth: 10kbit/s");
        row("how lossy",
            "expect:", "faults:\n  - { link: [mx.example.net, carol-phone], is: lossy }\nexpect:",
            "23:5 how lossy? write loss: 20%");
        row("link with one end", "expect:", "links:\n  between:\n    - { nodes: [carol-phone] }\nexpect:",
            "24:16 a link has two nodes: [one, other]");
        row("loss without unit",
            "expect:", "links:\n  default: { loss: 5 }\nexpect:", "23:20 \"5\" has no unit; write 5%");
        row("unknown zone", "expect:", "records:\n  exmaple.org: \"@ TXT x\"\nexpect:",
            "23:3 no zone \"exmaple.org\"; did you mean \"example.org\"?");
        row("whole zone and lines",
            "expect:", "records:\n  example.org: \"@ TXT x\"\nzones:\n  example.org: \"@ TXT x\"\nexpect:",
            "23:3 the zone \"example.org\" stands in zones: as a whole; put these lines there");
        row("no dot, other domain",
            "expect:", "records:\n  example.net: |\n    @ IN MX 10 mail.example.org\nexpect:",
            "24:16 MX names \"mail.example.org.example.net.\"; final dot missing: \"mail.example.org.\"");
        row("question without name",
            "expect:", "claims:\n  - { commonly: a, exactly: b, shown-by: { query: MX } }\nexpect:",
            "23:32 a question about what? write name:");
        row("no answer is right", "expect:",
            "lesson:\n  - { stop-when: { letter: hello, is: read }, ask: a, choices: [{ text: b }] "
            "}\nexpect:",
            "23:55 no answer is right; mark one with right: true");
        row("IMAP left", "protocol: imap", "protocol: imap, leave-on-server: true",
            "16:57 \"leave-on-server\" is for pop3; IMAP always leaves the mail there");
        row("not a date", "title: Good", "title: Good\nclock: yesterday",
            "3:8 \"yesterday\" is not a date and time; write it like \"2026-03-02T09:00:00Z\"");
        row("neither true nor false", "title: Good", "title: Good\nanything-goes: yes",
            "3:16 \"yes\" is neither true nor false");
        row("not a number", "title: Good", "title: Good\nminutes: five",
            "3:10 \"five\" is not a whole number from 0 to 2147483647");
        row("position of three", "kind: mail-server }", "kind: mail-server, position: [1, 2, 3] }",
            "12:40 a position is two numbers, right and down: [2, 1]");
        const char *users = "users: [alice, bob] }";
        row("alias of nobody", users, "users: [alice, bob], aliases: { info: bobb } }",
            "4:78 no user \"bobb@example.org\"; did you mean \"bob@example.org\"?");
        row("alias of nobody in a list", users, "users: [alice, bob], aliases: { info: [bob, ailce] } }",
            "4:84 no user \"ailce@example.org\"; did you mean \"alice@example.org\"?");
        row("aliases in a circle", users, "users: [alice, bob], aliases: { a: b, b: [a, bob] } }",
            "4:72 \"a@example.org\" leads back to itself; name a user on the way");
        row("alias of itself", users, "users: [alice, bob], aliases: { a: a } }",
            "4:72 \"a@example.org\" leads back to itself; name a user on the way");
        row("alias without targets", users, "users: [alice, bob], aliases: { a: [] } }",
            "4:75 \"a\" stands for nobody; name somebody, or leave it out");
        row("alias that is no address", users, "users: [alice, bob], aliases: { a: \"b c\" } }",
            "4:75 \"b c@example.org\" is no user and no address: \" \" may stand in a local part only within "
            "quotes");
        row("catch-all of nobody", users, "users: [alice, bob], catch-all: carl }",
            "4:72 no user \"carl@example.org\"; did you mean \"bob@example.org\"?");
        row("a server's alias elsewhere", "mx.example.net: { kind: mail-server }",
            "mx.example.net: { kind: mail-server, aliases: { x@example.org: carol } }",
            "12:51 \"x@example.org\" is in no domain that \"mx.example.net\" takes mail for");
        row("hosts no domain", "mx.example.net: { kind: mail-server }",
            "mx.example.net: { kind: mail-server, hosts: [exmaple.org] }",
            "12:48 no domain \"exmaple.org\"; did you mean \"example.org\"?");
        row("unknown extension", "mx.example.net: { kind: mail-server }",
            "mx.example.net: { kind: mail-server, extensions: { PIPELINIG: false } }",
            "12:54 no extension \"PIPELINIG\" can be shown or hidden; did you mean \"PIPELINING\"?");
        row("separator of two", "mx.example.net: { kind: mail-server }",
            "mx.example.net: { kind: mail-server, plus-addressing: ++ }",
            "12:57 \"++\" is not known here; write one of +, -, _, =, # and off");
        row("quota without unit", "mx.example.net: { kind: mail-server }",
            "mx.example.net: { kind: mail-server, quota: 5 }",
            "12:47 \"5\" has no unit; write 5B, 5kB or 5MB");
        row("full-mailbox", "mx.example.net: { kind: mail-server }",
            "mx.example.net: { kind: mail-server, full-mailbox: refused }",
            "12:54 \"refused\" is not known here; did you mean \"refuse\"?");
        row("greylist without unit", "mx.example.net: { kind: mail-server }",
            "mx.example.net: { kind: mail-server, greylist: 5 }",
            "12:50 \"5\" has no unit; write 5s, 5m or 5h");
        row("greylisting client", "user: alice@example.org\n", "user: alice@example.org\n    greylist: 5m\n",
            "10:5 \"greylist\" is for a mail-server; \"alice-laptop\" is a client");
        const char *check = "    check-mail: carol-phone\n";
        row("deletes where no mail is read", check, "    delete: { letter: hello, client: alice-laptop }\n",
            "21:38 \"alice-laptop\" is no device that mail is read on; it takes a client with incoming:");
        row("marks where no mail is read", check,
            "    mark: { letter: hello, client: mail.example.org, as: read }\n",
            "21:36 \"mail.example.org\" is no device that mail is read on; it takes a client with incoming:");
        row("marks as something else", check, "    mark: { letter: hello, client: carol-phone, as: raed }\n",
            "21:53 \"raed\" is not known here; did you mean \"read\"?");
        row("discards where nothing is sent", check, "    discard: { letter: hello, client: carol-phone }\n",
            "21:39 \"carol-phone\" sends no mail, so it has no outbox; it takes a client with outgoing:");
        const auto types = [&](const char *title, const char *keys, const char *message) {
            row(title, check,
                ("    type: { node: carol-phone, server: mail.example.org, " + std::string(keys) + " }\n")
                    .c_str(),
                message);
        };
        types("types at no time", "lines: [{ after: 5, line: QUIT }]",
              "21:75 \"5\" has no unit; write 5s, 5m or 5h");
        types("types no line", "lines: [{ after: 5s }]", "21:66 \"line\" is missing");
        types("types two timed lines in one", "lines: [{ after: 5s, line: \"a\\nb\" }]",
              "21:58 what is typed is lines: one of these has a line break in it");
        types("hangs up perhaps", "lines: [QUIT], hang-up: maybe",
              "21:82 \"maybe\" is neither true nor false");
        types("hangs up at no time", "lines: [], hang-up: 5", "21:78 \"5\" has no unit; write 5s, 5m or 5h");
        types("opens and types nothing", "lines: [], hang-up: false", "");
        row("marks as nothing", check, "    mark: { letter: hello, client: carol-phone }\n",
            "21:5 \"as\" is missing in \"mark\"");
        row("marks what is not there", check, "    mark: { letter: helo, client: carol-phone, as: read }\n",
            "21:21 no letter \"helo\"; did you mean \"hello\"?");
        row("deletes what is not there", check, "    delete: { letter: helo, client: carol-phone }\n",
            "21:23 no letter \"helo\"; did you mean \"hello\"?");
        row("types at a server", check,
            "    type: { node: mx.example.net, server: mail.example.org, lines: [QUIT] }\n",
            "21:19 \"mx.example.net\" is a mail-server; people sit at a client or a host");
        row("types to a client", check,
            "    type: { node: carol-phone, server: alice-laptop, lines: [QUIT] }\n",
            "21:40 \"alice-laptop\" is a client; it takes a mail-server to talk to");
        row("types to what is not offered", check,
            "    type: { node: carol-phone, server: mail.example.org, service: pop3, lines: [QUIT] }\n",
            "21:40 \"mail.example.org\" does not offer pop3");
        row("types nothing", check, "    type: { node: carol-phone, server: mail.example.org, lines: [] }\n",
            "21:65 what is typed? write a line at least");
        row("types two lines in one", check,
            "    type: { node: carol-phone, server: mail.example.org, lines: [\"a\\nb\"] }\n",
            "21:58 what is typed is lines: one of these has a line break in it");
        row("changes no zone", check, "    change-records: { exmaple.org: \"@ TXT x\" }\n",
            "21:23 no zone \"exmaple.org\"; did you mean \"example.org\"?");
        row("changes without a dot", check,
            "    change-records:\n      example.net: |\n        @ IN MX 10 mail.example.org\n",
            "23:20 MX names \"mail.example.org.example.net.\"; final dot missing: \"mail.example.org.\"");
        row("leaves no domain", check, "    leave-domain: { domain: exmaple.org, server: mx.example.net }\n",
            "21:29 no domain \"exmaple.org\"; did you mean \"example.org\"?");
        row("moment of two things", "expect:",
            "lesson:\n  - { stop-when: { query: MX, name: example.org, reply: \"500\" }, say: a }\nexpect:",
            "23:7 a moment is a letter's, a question's, a command's or an answer's: write letter: and is:, "
            "query: and name:, command: and node:, or reply: and node:");
        row("unknown key of a stop",
            "expect:", "lesson:\n  - { stop-when: { reply: \"500\" }, sya: a }\nexpect:",
            "23:36 unknown key \"sya\"; did you mean \"say\"?");
        row("unknown key of a moment",
            "expect:", "lesson:\n  - { stop-when: { reply: \"500\", nod: x }, say: a }\nexpect:",
            "23:34 unknown key \"nod\"; did you mean \"node\"?");
        row("unknown key of a claim", "expect:",
            "claims:\n  - { commonly: a, exactly: b, comonly: c, shown-by: { reply: \"500\" } }\nexpect:",
            "23:32 unknown key \"comonly\"; did you mean \"commonly\"?");
        row("unknown key of what shows a claim", "expect:",
            "claims:\n  - { commonly: a, exactly: b, shown-by: { reply: \"500\", befor: { reply: \"501\" } } "
            "}\nexpect:",
            "23:58 unknown key \"befor\"; did you mean \"before\"?");
        row("variant's own version", "expect:", "variants:\n  v: { mailflow: 1 }\nexpect:",
            "23:8 unknown key \"mailflow\"; a variant has title, about, level, minutes, sources, clock, "
            "seed, view, anything-goes, domains, "
            "nodes, links, records, zones, actions, faults, expect, lesson and claims");
        row("variant's fault",
            "expect:", "variants:\n  v: { faults: [{ node: x, is: down }] }\nexpect:", "23:25 no node \"x\"");
    }
    void everyFaultSaysWhatToDo()
    {
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, fault);
        QCOMPARE(faultsOf(replaced(kGood, what.toStdString(), by.toStdString())).value(0), fault);
    }

    void aFaultOfTheBaseIsSaidOnceHoweverManyVariants()
    {
        const std::string text =
            replaced(kGood, "title: Good", "title: Good\nvariants:\n  a: { seed: 2 }\n  b: { seed: 3 }");
        QCOMPARE(faultsOf(text), QStringList());
        QCOMPARE(faultsOf(replaced(text, "kind: client", "kind: cleint")).size(), 1);
    }

    void madeNodesCanBeNamed()
    {
        QCOMPARE(
            faultsOf(replaced(
                kGood, "expect:",
                "faults:\n  - { node: ns1.example.net, is: down }\n  - { node: a.root, is: down }\nexpect:")),
            QStringList());
    }

    void whatIsWrittenBeforeASyntaxErrorIsStillChecked()
    {
        const QStringList faults =
            faultsOf("mailflow: 1\ntitel: x\nnodes:\n  a: { kind: hots }\n  b: { kind: host\n");
        QCOMPARE(faults.size(), 3);
        QCOMPARE(faults[0], "2:1 unknown key \"titel\"; did you mean \"title\"?");
        QCOMPARE(faults[1], "4:14 \"hots\" is not known here; did you mean \"host\"?");
    }

    void variantsHaveALimit()
    {
        const auto with = [](std::size_t count) {
            std::string text = kGood + "variants:\n";
            for (std::size_t i = 0; i < count; ++i)
                text += "  v" + std::to_string(i) + ": { seed: 2 }\n";
            return faultsOf(text);
        };
        QCOMPARE(with(schema::kVariantLimit), QStringList());
        QCOMPARE(with(schema::kVariantLimit + 1),
                 QStringList("24:1 too many variants for one file; make several files"));
    }

    void manyAliasesAreJudgedQuickly()
    {
        std::string text = "mailflow: 1\ntitle: x\ndomains:\n  example.org:\n    mx: mail\n    users: [bob]\n"
                           "    aliases:\n";
        for (int i = 0; i < 15'000; ++i)
            text += "      a" + std::to_string(i) + ": a" + std::to_string(i + 1) + "\n";
        text += "      a15000: bob\nnodes:\n  mail: { kind: mail-server }\n";
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(faultsOf(text), QStringList());
        QVERIFY(timer.elapsed() < 10'000);
    }

    void filesThatAreNoneSaySo()
    {
        const QTemporaryDir folder;
        const auto missing = readScenarioFile(folder.filePath("no.yaml").toStdString());
        QVERIFY(!missing);
        QCOMPARE(missing.error().at(0).message.text(),
                 "cannot be opened; is the name right, and may you read it?");
        QVERIFY(!readScenarioFile(folder.path().toStdString()));
        QCOMPARE(faultsOf(""), QStringList("1:1 a scenario is a map of keys that begins with mailflow: 1"));
        QCOMPARE(faultsOf("- a\n"),
                 QStringList("1:1 a scenario is a map of keys that begins with mailflow: 1"));
    }

    void aHugeFileIsNotReadWhole()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath("huge.yaml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(100'000'000));
        file.close();
        QElapsedTimer timer;
        timer.start();
        const auto read = readScenarioFile(file.fileName().toStdString());
        QVERIFY(!read);
        QCOMPARE(read.error().at(0).message.text(), "larger than 4 MiB; this is no file of ours");
        QVERIFY(timer.elapsed() < 1000);
    }

    void hugeButWellFormedFilesAreJudgedQuickly()
    {
        std::string text = "mailflow: 1\ntitle: x\nnodes:\n";
        for (int i = 0; i < 15'000; ++i)
            text += "  n" + std::to_string(i) + ": { kind: host }\n";
        text += "faults:\n";
        for (int i = 0; i < 10'000; ++i)
            text += "  - { node: m" + std::to_string(i) + ", is: down }\n";
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!faultsOf(text).isEmpty());
        QVERIFY(timer.elapsed() < 10'000); // far below a second but under sanitizers
    }
};

QTEST_GUILESS_MAIN(TstScenarioFaults)
#include "tst_scenario_faults.moc"
