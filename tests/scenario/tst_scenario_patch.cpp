#include "sim/scenario/patch.h"
#include "sim/scenario/reader.h"

#include <QFile>
#include <QTest>

using namespace mf;

namespace {

QString patch(const QString &text, const QString &path, const QString &value)
{
    const auto result = patched(text.toStdString(), path.toStdString(), value.toStdString());
    return result ? QString::fromStdString(*result)
                  : "fault: " + QString::fromStdString(result.error().message.text());
}

} // namespace

class TstScenarioPatch : public QObject {
    Q_OBJECT

private slots:
    void oneItemIsTakenOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("item");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *name, const char *text, int item, const char *result) {
            QTest::newRow(name) << text << item << result;
        };
        row("first", "a:\n  - 1 # one\n  # two:\n  - 2\nb: 3\n", 0, "a:\n  # two:\n  - 2\nb: 3\n");
        row("last", "a:\n  - 1\n  - p: 2\n    q: 3 # c\nb: 3\n", 1, "a:\n  - 1\nb: 3\n");
        row("at the end", "a:\n- 1\n- 2", 1, "a:\n- 1\n");
        row("only", "a: # c\n  - 1\nb: 3\n", 0, "a: [] # c\nb: 3\n");
        row("brackets, first", "a: [1, 2] # c\n", 0, "a: [2] # c\n");
        row("brackets, last", "a: [{ p: 1 }, 2] # c\n", 1, "a: [{ p: 1 }] # c\n");
        row("lines of Windows", "a:\r\n  - 1\r\n  - 2\r\nb: 3\r\n", 0, "a:\r\n  - 2\r\nb: 3\r\n");
        row("beyond", "a: [1]\n", 1, "fault: \"a\" has no such item");
        row("no list", "b: 1\n", 0, "fault: \"a\" has no such item");
    }
    void oneItemIsTakenOut()
    {
        QFETCH(QString, text);
        QFETCH(int, item);
        QFETCH(QString, result);
        const auto got = without(text.toStdString(), "a", std::size_t(item));
        QCOMPARE(got ? QString::fromStdString(*got)
                     : "fault: " + QString::fromStdString(got.error().message.text()),
                 result);
    }

    void onlyTheValueChanges_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *name, const char *text, const char *path, const char *value,
                            const char *result) { QTest::newRow(name) << text << path << value << result; };
        row("plain", "a: 1 # one\nb: 2\n", "a", "3", "a: 3 # one\nb: 2\n");
        row("quoted", "a: \"x\"   # one\n", "a", "y", "a: y   # one\n");
        row("flow list", "a: { p: [1, 2], q: 3 } # c\n", "a/p", "[4, 5]", "a: { p: [4, 5], q: 3 } # c\n");
        row("in braces", "a: { p: 1 } # c\n", "a/q", "2", "a: { p: 1, q: 2 } # c\n");
        row("in empty braces", "a: {} # c\n", "a/q", "2", "a: { q: 2 } # c\n");
        row("in a block", "a:\n  p: 1 # c\n\nb: 2\n", "a/q", "2", "a:\n  p: 1 # c\n  q: 2\n\nb: 2\n");
        row("at the end", "a:\n  p: 1", "a/q", "2", "a:\n  p: 1\n  q: 2");
        row("at the root", "# head\na: 1\n# tail\n", "b", "2", "# head\na: 1\nb: 2\n# tail\n");
        row("two levels at once", "a: 1\n", "b/c/d", "2", "a: 1\nb: { c: { d: 2 } }\n");
        row("under an empty key", "a: # c\nb: 2\n", "a/p", "1", "a: { p: 1 } # c\nb: 2\n");
        row("empty value", "a:\nb: 2\n", "a", "1", "a: 1\nb: 2\n");
        row("name with dots",
            "nodes:\n  mail.example.org: # the server\n    kind: mail-server\n  x: { kind: host }\n",
            "nodes/mail.example.org/position", "[2, 1]",
            "nodes:\n  mail.example.org: # the server\n    kind: mail-server\n    position: [2, 1]\n  x: { "
            "kind: host }\n");
        row("list item", "a:\n  - 1 # one\n  - 2\n", "a/1", "3", "a:\n  - 1 # one\n  - 3\n");
        row("key of a list item", "a:\n  - p: 1\n    q: 2 # c\n  - p: 3\n", "a/0/r", "4",
            "a:\n  - p: 1\n    q: 2 # c\n    r: 4\n  - p: 3\n");
        row("one more in a list", "a:\n  - 1\n  # c\n  - 2 # d\nb: 1\n", "a/2", "3",
            "a:\n  - 1\n  # c\n  - 2 # d\n  - 3\nb: 1\n");
        row("one more in brackets", "a: [1, 2]\n", "a/2", "3", "a: [1, 2, 3]\n");
        row("one in empty brackets", "a: []\n", "a/0", "3", "a: [3]\n");
        row("block by flow", "a: # c\n  p: 1\n  q: 2\nb: 3\n", "a", "{ p: 4 }", "a: { p: 4 } # c\nb: 3\n");
        row("list by flow", "a:\n- 1\n- 2\nb: 3\n", "a", "[4]", "a: [4]\nb: 3\n");
        row("literal by text", "a: |\n  x\n  y\n\nb: 3\n", "a", "z", "a: z\n\nb: 3\n");
        row("after a literal", "a:\n  p: |\n    x\n\nb: 3\n", "a/q", "1",
            "a:\n  p: |\n    x\n  q: 1\n\nb: 3\n");
        row("after a literal that keeps its end", "a:\n  p: |+\n    x\n\nb: 3\n", "a/q", "1",
            "a:\n  p: |+\n    x\n\n  q: 1\nb: 3\n");
        row("lines of Windows", "a:\r\n  p: 1\r\nb: 2\r\n", "a/q", "2", "a:\r\n  p: 1\r\n  q: 2\r\nb: 2\r\n");
        row("letters of two octets", "ä: ö # ü\n", "ä", "ß", "ä: ß # ü\n");
        row("byte order mark",
            "\xef\xbb\xbf"
            "a: 1\n",
            "a", "2",
            "\xef\xbb\xbf"
            "a: 2\n");
        row("through a text", "a: 1\n", "a/b", "2",
            "fault: \"a/b\" cannot be set there without touching more than it");
        row("beyond a list", "a: [1]\n", "a/5", "2",
            "fault: \"a/5\" cannot be set there without touching more than it");
        row("two lines", "a: 1\n", "a", "2\nb: 3", "fault: \"2\nb: 3\" is not a YAML value on one line");
        row("injection", "a: { p: 1 }\n", "a/p", "2, q: 3",
            "fault: \"a/p\" cannot be set there without touching more than it");
        row("comment as value", "a: { p: 1 }\n", "a/p", "2 # x",
            "fault: \"a/p\" cannot be set there without touching more than it");
        row("broken file", "a: [1\n", "a", "2", "fault: the file has errors; mend them first");
    }
    void onlyTheValueChanges()
    {
        QFETCH(QString, text);
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(QString, result);
        QCOMPARE(patch(text, path, value), result);
    }

    void theExampleWithPositionsReadsEqualButForThem()
    {
        QFile file(MF_SOURCE_DIR "/tests/scenario/example.yaml");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string before = file.readAll().toStdString();
        auto expected = readScenario(before, "e.yaml")->base;
        std::string text = before;
        for (NodeSpec &node : expected.nodes) {
            node.position.emplace(3, -1.5);
            const auto next = patched(text, "nodes/" + node.name + "/position", "[3, -1.5]");
            QVERIFY2(next.has_value(), next ? "" : next.error().message.text().c_str());
            text = *next;
        }
        const auto latency = patched(text, "links/between/0/latency", "7ms");
        QVERIFY(latency.has_value());
        expected.links[0].link.latency = 7ms;
        auto again = readScenario(*latency, "e.yaml")->base;
        for (std::size_t i = 0; i < again.expect.size(); ++i)
            again.expect[i].line = expected.expect[i].line; // lines have moved down
        again.records[0].line = expected.records[0].line;
        QVERIFY(again == expected);

        // Without the five new lines and the one changed value it is the author's text.
        QStringList lines = QString::fromStdString(*latency).split('\n');
        lines.removeIf([](const QString &line) { return line.contains("position: [3, -1.5]"); });
        QCOMPARE(lines.join('\n').replace("latency: 7ms", "latency: 5ms"), QString::fromStdString(before));
    }

    void anyTextBecomesAValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::newRow("word") << "alice@example.org"
                              << "alice@example.org";
        QTest::newRow("space") << "a b"
                               << "\"a b\"";
        QTest::newRow("empty") << ""
                               << "\"\"";
        QTest::newRow("number") << "12"
                                << "\"12\"";
        QTest::newRow("null") << "null"
                              << "\"null\"";
        QTest::newRow("quote") << "a\"b\\c"
                               << "\"a\\\"b\\\\c\"";
        QTest::newRow("lines") << "a\nb\tc"
                               << "\"a\\nb\\x09c\"";
        QTest::newRow("comment") << "a #b"
                                 << "\"a #b\"";
    }
    void anyTextBecomesAValue()
    {
        QFETCH(QString, text);
        QFETCH(QString, value);
        QCOMPARE(QString::fromStdString(yamlText(text.toStdString())), value);
        const std::string title = text.toStdString() + 'x';
        const auto patchedTitle = patched("mailflow: 1\ntitle: x\n", "title", yamlText(title));
        QVERIFY(patchedTitle.has_value());
        QCOMPARE(readScenario(*patchedTitle, "")->base.title.in("en"), title);
    }
};

QTEST_GUILESS_MAIN(TstScenarioPatch)
#include "tst_scenario_patch.moc"
