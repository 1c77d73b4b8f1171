// The dialogue runner itself: that it passes what is as written, and that nothing else gets by.
#include "tests/support/dialogue_run.h"

#include "sim/wire/line_buffer.h"

#include <QTest>

using namespace mf;
using namespace mf::test;

namespace {

/// Says "hello", repeats each line, and knows a few verbs: enough to try every kind of step. With policy
/// bug=cut it echoes what a piece holds instead of what a line holds: right only where lines come whole.
class Echo final : public StreamMachine {
public:
    explicit Echo(bool cuts) : m_cuts(cuts) { }

    Actions handle(const Input &input, Instant now) override
    {
        m_actions.clear();
        m_now = now;
        if (std::holds_alternative<Opened>(input))
            say("hello");
        else if (const auto *bytes = std::get_if<Bytes>(&input))
            take(bytes->octets.view());
        else if (const auto *answered = std::get_if<Answered>(&input))
            say(std::get<Verdict>(answered->answer).replies.at(0).text);
        else if (std::holds_alternative<TlsReady>(input))
            say("secure");
        else if (std::holds_alternative<Expired>(input))
            stop("too late");
        else if (std::holds_alternative<PeerClosed>(input))
            stop("bye");
        else if (const auto *changed = std::get_if<Changed>(&input))
            say(std::to_string(changed->mailbox->letters.size()));
        return std::move(m_actions);
    }
    std::optional<Instant> deadline() const override { return m_wake; }
    SessionView view() const override { return {}; }
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<Echo>(*this); }

private:
    void take(std::string_view octets)
    {
        if (m_cuts)
            return say(octets.substr(0, octets.find('\r')));
        m_lines.feed(octets);
        for (std::string line; m_lines.takeLine(line) == LineBuffer::Taken::Line;)
            obey(line);
    }

    void obey(const std::string &line)
    {
        if (line == "ask")
            m_actions.emplace_back(Ask{Ticket{++m_ticket}, VerifySender{{"a", "x.test"}, "al"}});
        else if (line == "tls")
            m_actions.emplace_back(StartTls{});
        else if (line == "wake")
            m_wake = m_now + 1min;
        else if (line == "report")
            m_actions.emplace_back(Report{RecipientDone{3, Reply{250, {2, 0, 0}, "so it is"}}});
        else if (line == "note")
            m_actions.emplace_back(
                Report{Noted{Kind::Command, Facts().add(Key::Verb, "NOTE").add(Key::Argument, "a b")}});
        else if (line == "quit")
            stop("bye");
        else
            say(line);
    }

    void say(std::string_view line) { m_actions.emplace_back(Send{Slices(std::string(line) + "\r\n"), {}}); }
    void stop(std::string_view line)
    {
        say(line);
        m_wake.reset();
        m_actions.emplace_back(Close{});
    }

    bool m_cuts;
    LineBuffer m_lines{1000};
    std::uint32_t m_ticket = 0;
    Instant m_now{};
    std::optional<Instant> m_wake;
    Actions m_actions;
};

std::string play(const QByteArray &text)
{
    const auto dialogue = parseDialogue(text.toStdString(), "x.txt");
    if (!dialogue)
        return dialogue.error();
    return playAllWays(*dialogue,
                       [](const auto &policy) { return std::make_unique<Echo>(policy.contains("bug")); });
}

} // namespace

class TestDialogue : public QObject {
    Q_OBJECT
private slots:
    void passes_data();
    void passes();
    void fails_data();
    void fails();
    void patterns();
    void escapes();
    void words();
};

void TestDialogue::passes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("echo") << QByteArray("S: hello\nC: one\nC: two\nS: one\nS: t...\n");
    QTest::newRow("octets") << QByteArray("S: hello\nC< a\\x41\\tb\\{3*c}\\r\\n\nS< aA\\tbccc\\r\\n\n");
    QTest::newRow("question") << QByteArray(
        "S: hello\nC: ask\nC: x\n?: VerifySender a@x.test account=al -> 250 fine\n"
        "S: x\nS: fine\n");
    QTest::newRow("answer put off") << QByteArray(
        "S: hello\nC: ask\n?: VerifySender ... -> later\nC: x\nS: x\nA: 250 fine\nS: fine\n");
    QTest::newRow("questions auto") << QByteArray("questions auto\nS: hello\nC: ask\nS: sender ok\nC: ask\n"
                                                  "?: VerifySender a@x.test -> 550 no\nS: no\n");
    QTest::newRow("clock") << QByteArray("S: hello\nC: wake\n+59s\n--\n+1s\nS: too late\nX:\n");
    QTest::newRow("close") << QByteArray("S: hello\nC: quit\nS: bye\nX:\n");
    QTest::newRow("peer closes") << QByteArray("S: hello\n!:\nS: bye\nX:\n");
    QTest::newRow("tls") << QByteArray("S: hello\nC: tls\nT:\nS: secure\n");
    QTest::newRow("report") << QByteArray("S: hello\nC: report\nR: RecipientDone 3 250 2.0.0 so it is\n");
    QTest::newRow("noted") << QByteArray("S: hello\nC: note\nN: command verb=NOTE argument=\"a b\"\n");
    QTest::newRow("mailbox") << QByteArray(
        "letter flags=\\Seen <<END\nSubject: x\nEND\nS: hello\n"
        "changed INBOX append <<END\nSubject: y\nEND\nS: 2\nchanged INBOX expunge 1\nS: 1\n");
    QTest::newRow("client") << QByteArray("role client\nC: hello\nS: one\nC: one\n");
}

void TestDialogue::passes()
{
    QFETCH(QByteArray, text);
    QCOMPARE(play(text), std::string());
}

void TestDialogue::fails_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("why");
    const auto row = [](const char *name, const char *text, const char *why) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(why);
    };
    row("wrong line", "S: hell\n", "x.txt:1: (whole) expected the line \"hell\", got \"hello\"");
    row("wrong octets", "S< hellO\n", "x.txt:1: (whole) expected octets");
    row("nothing said", "S: hello\nS: more\n", "x.txt:2: (whole) expected the line \"more\", got \"\"");
    row("more said before", "C: x\n", "x.txt:1: (whole) before more is said: not expected: \"hello\\r\\n\"");
    row("more said at the end", "S: hello\nC: x\n", "x.txt:2: (whole) before the end: not expected");
    row("question not asked", "S: hello\n?: VerifySender a -> ok\n",
        "x.txt:2: (whole) expected the question");
    row("another question", "S: hello\nC: ask\n?: VerifySender b -> ok\n",
        "asked was \"VerifySender a@x.test account=\"al\"\"");
    row("question not answered", "S: hello\nC: ask\n", "before the end: not answered");
    row("no close", "S: hello\nX:\n", "expected the machine to close");
    row("close not expected", "S: hello\nC: quit\nS: bye\n", "the machine closed, and no X: expects it");
    row("no tls", "S: hello\nT:\n", "has not said StartTls");
    row("report not told", "S: hello\nC: report\nR: RecipientDone 3 250 2.0.0 so it is\nC: report\n",
        "not expected: report");
    row("wrong report", "S: hello\nC: report\nR: RecipientDone 2 ...\n", "expected the report");
    row("not noted", "S: hello\nN: command\n", "to be noted");
    row("said after the close", "S: hello\nC: quit\nS: bye\nX:\nC: x\n", "the machine has closed");
    row("depends on the cut", "policy bug=cut\nS: hello\nC: one\nS: one\n", "(octet by octet)");
    row("no step", "S: hello\nQ: what\n", "x.txt:2: not a line of a dialogue: Q: what");
    row("no answer", "?: VerifySender\n", "x.txt:1: a question needs");
    row("open block", "policy letter <<END\nx\n", "x.txt:1: no line \"END\"");
}

void TestDialogue::fails()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, why);
    const std::string failure = play(text);
    QVERIFY2(failure.find(why.toStdString()) != failure.npos, failure.c_str());
}

void TestDialogue::patterns()
{
    QVERIFY(matches("a...b...", "aXbY"));
    QVERIFY(matches("...", ""));
    QVERIFY(matches("a...a", "aa"));
    QVERIFY(!matches("a...a", "a"));
    QVERIFY(!matches("a", "ab"));
    QVERIFY(!matches("...b", "abc"));
}

void TestDialogue::escapes()
{
    QCOMPARE(unescaped("a\\r\\n\\t\\\\\\x00\\{2*ab}"), std::string("a\r\n\t\\\0abab", 10));
    QCOMPARE(unescaped("\\Seen \\q \\x4 \\"), std::string("\\Seen \\q \\x4 \\"));
    QCOMPARE(unescaped("\\{x}"), std::string("\\{x}"));
}

void TestDialogue::words()
{
    const Words parsed = parseWords("Name \"Sent Items\" flags=\\Seen,\\Draft text=\"a\\r\\nb=c\" empty=");
    QCOMPARE(parsed.positional, (std::vector<std::string>{"Name", "Sent Items"}));
    QCOMPARE(parsed.named.at("flags"), std::string("\\Seen,\\Draft"));
    QCOMPARE(parsed.named.at("text"), std::string("a\r\nb=c"));
    QCOMPARE(parsed.named.at("empty"), std::string());
}

QTEST_GUILESS_MAIN(TestDialogue)
#include "tst_dialogue.moc"
