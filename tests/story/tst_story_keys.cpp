// What a mail server's keys do, from the file to the mailbox: each row is a small scenario that is run and
// judged as `mailflow check` does it, and what was said on the wire for it.
#include "sim/scenario/reader.h"
#include "sim/story/journey.h"
#include "sim/world/world.h"

#include <QTest>

using namespace mf;

namespace {

/// Alice at example.org writes to example.net, where Carol and Dave are. Rows fill in the pieces.
constexpr const char *kFile = R"(mailflow: 1
title: x
domains:
  example.org: { mx: mail.example.org, users: [alice, bob] }
  example.net: { mx: mx.example.net, users: { carol: , dave: , full: { quota: 2kB } }, DOMAIN }
nodes:
  alice-laptop:
    kind: client
    user: alice@example.org
    outgoing: mail.example.org
    incoming: { server: mail.example.org, protocol: imap }
    tls: TLS
  mail.example.org: { kind: mail-server, tls: TLS, SENDER }
  mx.example.net: { kind: mail-server, SERVER }
  carol-phone: { kind: client, user: carol@example.net, incoming: { server: mx.example.net, protocol: imap } }
actions:
  - at: 1s
    send: { id: hello, from: alice@example.org, to: [TO], subject: Hello, body: "BODY" }
  - after: { letter: hello, is: stored, delay: 1s }
    check-mail: carol-phone
  - at: 40m
    check-mail: alice-laptop
expect:
)";

struct Row {
    const char *domain = "", *server = "", *sender = "", *tls = "true", *to = "carol@example.net";
    int bodyOctets = 20;
    std::vector<const char *> expect;
    const char *said = "", *neverSaid = "\x01";
};

void replace(std::string &text, const std::string &what, const std::string &by)
{
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

std::string fileOf(const Row &row)
{
    std::string text = kFile;
    replace(text, ", DOMAIN", *row.domain ? std::string(", ") + row.domain : "");
    replace(text, ", SERVER", *row.server ? std::string(", ") + row.server : "");
    replace(text, ", SENDER", *row.sender ? std::string(", ") + row.sender : "");
    replace(text, "TLS", row.tls);
    replace(text, "TO", row.to);
    std::string body;
    while (body.size() < static_cast<std::size_t>(row.bodyOctets))
        body += "nineteen octets ...\\n";
    replace(text, "BODY", body);
    for (const char *line : row.expect)
        text += std::string("  - { letter: hello, ") + line + " }\n";
    return text;
}

/// Everything that was said in the run, as octets.
std::string said(const Trace &trace)
{
    std::string octets;
    for (const Record &record : trace)
        if (record.kind == Kind::Segment)
            octets += record.bytes.joined().view();
    return octets;
}

} // namespace

Q_DECLARE_METATYPE(Row)

class TstStoryKeys : public QObject {
    Q_OBJECT

private slots:
    void keysDoWhatTheySay_data();
    void keysDoWhatTheySay();
};

void TstStoryKeys::keysDoWhatTheySay_data()
{
    QTest::addColumn<Row>("row");
    const auto row = [](const char *name, const Row &what) { QTest::newRow(name) << what; };

    row("nothing said", {.expect = {"is: read, by: carol@example.net", "is: bounced, not: true"}});
    row("size-limit",
        {.server = "size-limit: 2kB", .bodyOctets = 3000, .expect = {"is: bounced"}, .said = "SIZE 2000"});
    row("size-limit, and it fits",
        {.server = "size-limit: 20kB", .bodyOctets = 3000, .expect = {"is: stored, by: carol@example.net"}});
    row("a user's quota, and it fits",
        {.to = "full@example.net", .bodyOctets = 1000, .expect = {"is: stored, by: full@example.net"}});
    row("a user's quota",
        {.to = "full@example.net",
         .bodyOctets = 3000,
         .expect = {"is: stored, not: true", "is: accepted, node: mx.example.net, not: true"},
         .said = "452 4.2.2"});
    row("a full mailbox that refuses",
        {.server = "quota: 1kB, full-mailbox: refuse",
         .bodyOctets = 3000,
         .expect = {"is: stored, not: true", "is: bounced, node: mail.example.org"},
         .said = "552 5.2.2"});
    row("recipient-limit",
        {.server = "recipient-limit: 1",
         .to = "carol@example.net, dave@example.net",
         .expect = {"is: stored, by: carol@example.net", "is: stored, by: dave@example.net"},
         .said = "452 4.5.3"});
    row("extensions hidden", {.server = "extensions: { SIZE: false }",
                              .sender = "extensions: { SIZE: false }",
                              .expect = {"is: read"},
                              .neverSaid = "250-SIZE"});
    row("IMAP capabilities hidden", {.server = "extensions: { uidplus: false, condstore: false }",
                                     .sender = "extensions: { uidplus: false }",
                                     .expect = {"is: read"},
                                     .neverSaid = "UIDPLUS"});
    row("auth by list", {.sender = "auth: [LOGIN]", .expect = {"is: read"}, .said = "AUTH LOGIN\r\n"});
    row("auth in clear", {.sender = "auth: { mechanisms: [PLAIN], in-clear: true }",
                          .tls = "false",
                          .expect = {"is: accepted, node: mail.example.org"},
                          .said = "AUTH PLAIN"});
    row("no tls",
        {.server = "tls: false", .tls = "false", .expect = {"is: stored"}, .neverSaid = "STARTTLS"});
    row("tls", {.expect = {"is: stored"}, .said = "STARTTLS"});
    row("greylist",
        {.server = "greylist: 2m",
         .expect = {"is: stored, by: carol@example.net, within: 10m", "is: stored, within: 2m, not: true"},
         .said = "450 4.7.1 greylisted: come again in 120 seconds"});
    row("a domain's aliases",
        {.domain = "aliases: { info: carol, team: [info, dave, bob@example.org] }",
         .to = "team@example.net",
         .expect = {"is: stored, by: carol@example.net", "is: stored, by: dave@example.net",
                    "is: stored, by: bob@example.org, node: mail.example.org"},
         .said = "Delivered-To: team@example.net"});
    row("a server's aliases", {.server = "aliases: { help: carol }",
                               .to = "help@example.net",
                               .expect = {"is: read, by: carol@example.net"}});
    row("catch-all", {.domain = "catch-all: carol",
                      .to = "whoever@example.net",
                      .expect = {"is: read, by: carol@example.net"}});
    row("plus-addressing", {.to = "carol+news@example.net", .expect = {"is: read, by: carol@example.net"}});
    row("plus-addressing by another sign", {.server = "plus-addressing: \"-\"",
                                            .to = "carol-news@example.net",
                                            .expect = {"is: read, by: carol@example.net"}});
    row("plus-addressing off", {.server = "plus-addressing: off",
                                .to = "carol+news@example.net",
                                .expect = {"is: bounced", "is: stored, not: true"}});
    row("unknown recipients are refused", {.to = "nobody@example.net",
                                           .expect = {"is: bounced, node: mail.example.org"},
                                           .said = "550 5.1.1 no such user here"});
    row("unknown recipients are bounced",
        {.server = "unknown-recipient: bounce",
         .to = "nobody@example.net",
         .expect = {"is: accepted, node: mx.example.net", "is: bounced, node: mx.example.net"},
         .neverSaid = "\r\n550 5.1.1"});
    row("unknown recipients are dropped",
        {.server = "unknown-recipient: accept",
         .to = "nobody@example.net",
         .expect = {"is: dropped, node: mx.example.net", "is: bounced, not: true"}});
}

void TstStoryKeys::keysDoWhatTheySay()
{
    QFETCH(Row, row);
    const auto file = readScenario(fileOf(row), "row.yaml");
    QVERIFY2(file, file ? "" : file.error().front().print().c_str());
    auto world = World::build(file->base);
    QVERIFY2(world, world ? "" : world.error().front().print().c_str());
    Trace trace;
    while (auto step = world->step())
        for (Record &record : step->records)
            trace.push_back(std::move(record));
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < world->nodeCount(); ++i)
        names.push_back(world->node(NodeId{i}).name());
    for (const story::Judgement &judgement : story::judge(world->scenario(), trace, names))
        QVERIFY2(judgement.passed, (judgement.text + ": " + judgement.reason).c_str());
    const std::string octets = said(trace);
    QVERIFY2(octets.contains(row.said), row.said);
    QVERIFY2(!octets.contains(row.neverSaid), row.neverSaid);
}

QTEST_GUILESS_MAIN(TstStoryKeys)
#include "tst_story_keys.moc"
