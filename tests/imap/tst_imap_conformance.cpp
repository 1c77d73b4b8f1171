// RFC 3501 entry by entry: every command, data item of FETCH and key of SEARCH, in good form and in bad. An
// entry of the RFC's lists without a row in both forms fails the test.
#include "tests/imap/machines.h"
#include "tests/imap/rfc3501.h"
#include "tests/support/dialogue.h"

#include "sim/base/ascii.h"
#include "sim/mail/date.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace mf;
using namespace mf::test;

namespace {

// ---- playing them -----------------------------------------------------------------------------------------

/// With '|' for CRLF.
std::string onWire(std::string_view text)
{
    std::string out;
    for (const char c : text)
        out += c == '|' ? std::string("\r\n") : std::string(1, c);
    return out;
}

FakeAccount account()
{
    FakeAccount account;
    account.addLogin("alice", "secret", "alice@x.test");
    account.addMailbox({.name = "INBOX", .uidValidity = 7, .firstRecent = 20});
    account.addMailbox({.name = "Work"});
    Flags all;
    all.system = Flags::Answered | Flags::Flagged | Flags::Deleted | Flags::Seen | Flags::Draft;
    all.keywords = {"$Work"};
    account.addLetter("INBOX",
                      {onWire("From: \"Al \\\"Ice\\\"\" <alice@x.test>|To: bob@x.test|Cc: carol@x.test|"
                              "Bcc: dave@x.test|Date: Tue, 01 Feb 1994 10:00:00 +0000|Subject: Hello|"
                              "X-Tag: yes||apple|"),
                       all, *mail::parseInternalDate("01-Feb-1994 12:00:00 +0000"), 10, true});
    account.addLetter("INBOX",
                      {onWire("From: erin@y.test|Date: Tue, 01 Mar 1994 10:00:00 +0000|Subject: Other||"
                              "banana|")
                           + std::string(200, 'x'),
                       {},
                       *mail::parseInternalDate("01-Mar-1994 12:00:00 +0000"),
                       20,
                       true});
    return account;
}

class Session {
public:
    explicit Session(In state) : m_account(account()), m_server(options(), m_account)
    {
        if (state != In::Fresh)
            m_server.say("l LOGIN alice secret\r\n");
        if (state == In::Selected)
            m_server.say("s SELECT INBOX\r\n");
    }
    std::string say(std::string_view octets) { return m_server.say(octets); }
    std::string command(std::string_view said) { return say("t " + onWire(said) + "\r\n"); }

private:
    static imap::ServerOptions options()
    {
        imap::ServerOptions options;
        options.hostName = "mail.test";
        options.allowsLoginInClear = true;
        return options;
    }
    FakeAccount m_account;
    ServerAtWork m_server;
};

/// RFC 3501 section 7.1: after the condition a code in brackets, maybe, and then text, always.
bool conditionsHaveText(std::string_view answer)
{
    for (const std::string_view line : ascii::split(answer, '\n')) {
        const auto words = ascii::split(ascii::trimmed(line.substr(0, line.find('\r'))), ' ');
        constexpr std::array<std::string_view, 4> conditions{"OK", "NO", "BAD", "BYE"};
        if (words.size() < 2 || (words[0] != "t" && words[0] != "*")
            || !std::ranges::count(conditions, words[1]))
            continue;
        const bool hasCode = words.size() > 2 && words[2].starts_with('[');
        const auto last = std::ranges::find_if(words, [](auto word) { return word.ends_with(']'); });
        if (hasCode ? last == words.end() || std::next(last) == words.end() : words.size() < 3)
            return false;
    }
    return true;
}

void compare(const std::string &answer, std::string_view pattern)
{
    const bool same = matches(onWire(pattern), answer);
    QVERIFY2(same, answer.c_str());
    QVERIFY2(conditionsHaveText(answer), answer.c_str());
}

bool isBad(std::string_view answer) { return answer.starts_with("t BAD "); }

} // namespace

class TestImapConformance : public QObject {
    Q_OBJECT

private slots:
    void everyEntryOfTheRfcHasAGoodAndABadRow()
    {
        for (const CommandEntry &entry : kCommands) {
            const auto has = [&](bool bad) {
                return std::ranges::any_of(kCommandRows, [&](const CommandRow &row) {
                    return row.verb == entry.verb && isBad(row.answer) == bad;
                });
            };
            QVERIFY2(has(false) && has(true), entry.verb.data());
        }
        for (const std::string_view item : kFetchItems)
            QVERIFY2(std::ranges::find(kFetchRows, item, &FetchRow::item) != std::end(kFetchRows),
                     item.data());
        for (const std::string_view key : kSearchKeys)
            QVERIFY2(std::ranges::find(kSearchRows, key, &SearchRow::key) != std::end(kSearchRows),
                     key.data());
    }

    void commands_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < int(std::size(kCommandRows)); ++i)
            QTest::addRow("%s %d", kCommandRows[i].verb.data(), i) << i;
    }
    void commands()
    {
        QFETCH(int, index);
        const CommandRow &row = kCommandRows[index];
        compare(Session(row.state).command(row.said), row.answer);
    }

    void commandsAreRefusedInOtherStates()
    {
        for (const CommandRow &row : kCommandRows) {
            const auto entry = std::ranges::find(kCommands, row.verb, &CommandEntry::verb);
            QVERIFY(entry != std::end(kCommands));
            for (const In state : {In::Fresh, In::Authenticated, In::Selected})
                if ((entry->legalIn & bit(state)) == 0)
                    QVERIFY2(isBad(Session(state).command(row.said)), row.said);
        }
    }

    void fetchItems_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < int(std::size(kFetchRows)); ++i)
            QTest::addRow("%s", kFetchRows[i].asked) << i;
    }
    void fetchItems()
    {
        QFETCH(int, index);
        const FetchRow &row = kFetchRows[index];
        const std::string told = "* 1 FETCH (" + std::string(row.told) + ")|";
        Session session(In::Selected);
        compare(session.command("FETCH 1 " + std::string(row.asked)), told + "t OK ...|");
        QVERIFY2(isBad(session.command("FETCH 1 " + std::string(row.bad))), row.bad);
        compare(session.command("UID FETCH 10 " + std::string(row.asked)),
                "* 1 FETCH (...UID 10...)|t OK ...|");
    }

    void onlyTextThatIsGivenIsSeen_data()
    {
        QTest::addColumn<QByteArray>("item");
        QTest::addColumn<bool>("seen");
        for (const char *item : {"BODY[]", "BODY[TEXT]", "BODY[1]", "BODY[HEADER]", "BODY[1.MIME]",
                                 "BODY[HEADER.FIELDS (From)]", "BODY[TEXT]<0.1>", "RFC822", "RFC822.TEXT"})
            QTest::newRow(item) << QByteArray(item) << true;
        for (const char *item :
             {"BODY.PEEK[]", "BODY.PEEK[TEXT]", "BODY.PEEK[1]<0.1>", "BODY", "BODYSTRUCTURE", "ENVELOPE",
              "FLAGS", "INTERNALDATE", "RFC822.HEADER", "RFC822.SIZE", "UID", "ALL", "FULL", "FAST"})
            QTest::newRow(item) << QByteArray(item) << false;
    }
    void onlyTextThatIsGivenIsSeen()
    {
        QFETCH(QByteArray, item);
        QFETCH(bool, seen);
        Session session(In::Selected);
        const std::string answer = session.command("FETCH 2 " + item.toStdString());
        QCOMPARE(answer.contains("FLAGS (\\Seen \\Recent)"), seen);
        QCOMPARE(session.command("SEARCH SEEN"),
                 onWire(seen ? "* SEARCH 1 2|t OK searched|" : "* SEARCH 1|t OK searched|"));
    }

    void searchKeys_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < int(std::size(kSearchRows)); ++i)
            QTest::addRow("%s", kSearchRows[i].asked) << i;
    }
    void searchKeys()
    {
        QFETCH(int, index);
        const SearchRow &row = kSearchRows[index];
        const std::string asked = row.asked, numbers = row.found;
        Session session(In::Selected);
        compare(session.command("SEARCH " + asked), "* SEARCH" + numbers + "|t OK ...|");
        compare(session.command("SEARCH NOT (" + asked + ") ALL"), numbers == " 1 2" ? "* SEARCH|t OK ...|"
                                                                   : numbers == " 1"
                                                                       ? "* SEARCH 2|t OK ...|"
                                                                       : "* SEARCH 1|t OK ...|");
        QVERIFY2(session.command("SEARCH " + std::string(row.bad)).contains("t BAD "), row.bad);
    }

    // ---- lines that are no commands -----------------------------------------------------------------------

    void whatIsNoCommandIsBadAndSaysSo_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char *name, const char *octets, const char *answer) {
            QTest::newRow(name) << QByteArray(octets) << QByteArray(answer);
        };
        row("an unknown command", "t FROB", "t BAD ...|");
        row("no command", "t", "t BAD ...|");
        row("no command after a space", "t ", "t BAD ...|");
        row("nothing", "", "* BAD ...|");
        row("a plus as a tag", "+ NOOP", "* BAD ...|");
        row("a plus in a tag", "t+1 NOOP", "t BAD ...|");
        row("a star as a tag", "* NOOP", "* BAD ...|");
        row("a tag in quotes", "\"t\" NOOP", "* BAD ...|");
        row("a tag of brackets and braces", "t{ NOOP", "t BAD ...|");
        row("two spaces", "t  NOOP", "t BAD ...|");
        row("a tab", "t\tNOOP", "t BAD ...|");
        row("a literal that is too short for its line", "t LOGIN {2+}|abc secret", "t BAD ...|");
        row("a literal without an end brace", "t LOGIN {5|", "t BAD ...|");
        row("a literal of letters", "t LOGIN {a+}", "t BAD ...|");
        row("a negative literal", "t LOGIN {-1}", "t BAD ...|");
        row("a quote that does not end", "t LOGIN \"alice secret", "t BAD ...|");
        row("a bare line feed", "t NO\nOP", "t BAD ...|");
        row("a bare carriage return", "t NOOP\r", "t BAD ...|");
    }
    void whatIsNoCommandIsBadAndSaysSo()
    {
        QFETCH(QByteArray, octets);
        QFETCH(QByteArray, answer);
        Session session(In::Fresh);
        std::string said = onWire(octets.toStdString()) + "\r\n";
        const std::string all = session.say(said);
        QVERIFY2(matches(onWire(answer.toStdString()).substr(0, answer.indexOf('|') + 2),
                         all.substr(0, all.find("\r\n") + 2)),
                 all.c_str());
        QVERIFY(conditionsHaveText(all));
        QCOMPARE(session.say("u NOOP\r\n"), std::string("u OK nothing to do\r\n"));
    }

    // ---- what clients do ----------------------------------------------------------------------------------

    void doneAndTheNextCommandComeInOnePacket() // iOS
    {
        Session session(In::Selected);
        QCOMPARE(session.say("a IDLE\r\n"), std::string("+ idling\r\n"));
        QCOMPARE(session.say("DONE\r\nb UID SEARCH ALL\r\n"),
                 std::string("a OK was idle\r\n* SEARCH 10 20\r\nb OK searched\r\n"));
        QCOMPARE(session.say("c IDLE\r\nDONE\r\nd NOOP\r\n"),
                 std::string("+ idling\r\nc OK was idle\r\nd OK nothing to do\r\n"));
    }

    void flagsNameNoWildcard() // only PERMANENTFLAGS does
    {
        const std::string answer = Session(In::Authenticated).command("SELECT INBOX");
        for (const std::string_view line : ascii::split(answer, '\n'))
            QVERIFY(!line.starts_with("* FLAGS") || !line.contains("\\*"));
        QVERIFY(answer.contains("\\*)] "));
    }

    void uidFetchAnswersAscend()
    {
        QCOMPARE(Session(In::Selected).command("UID FETCH 20,10,15:12,* UID"),
                 onWire("* 1 FETCH (UID 10)|* 2 FETCH (UID 20)|t OK given|"));
    }

    void wildcardsTakeBoundedTime()
    {
        FakeAccount many = account();
        many.addMailbox({.name = std::string(990, 'a')});
        imap::ServerOptions options;
        options.allowsLoginInClear = true;
        ServerAtWork server(options, many);
        server.say("l LOGIN alice secret\r\n");
        std::string pattern;
        for (int i = 0; i < 300; ++i)
            pattern += "*%a";
        QCOMPARE(server.say("t LIST \"\" " + pattern + "b\r\n"), std::string("t OK that is all\r\n"));
    }
};

QTEST_GUILESS_MAIN(TestImapConformance)
#include "tst_imap_conformance.moc"
