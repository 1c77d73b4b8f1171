#include "sim/scenario/tree.h"

#include <QElapsedTimer>
#include <QTest>

using mf::Faults;
using mf::yaml::Document;
using mf::yaml::FaultList;
using mf::yaml::Source;
using mf::yaml::Tree;

namespace {

struct Read {
    Document document;
    Faults faults;
};

Read readText(std::string_view text)
{
    const Source source(text, "t.yaml");
    FaultList faults(source);
    Document document = mf::yaml::read(source, faults);
    return {std::move(document), faults.sorted()};
}

/// "line:column message" of each.
QStringList printed(const Faults &faults)
{
    QStringList list;
    for (const mf::Fault &fault : faults)
        list << QString("%1:%2 %3")
                    .arg(fault.line)
                    .arg(fault.column)
                    .arg(QString::fromStdString(fault.message.text()));
    return list;
}

std::string repeated(std::string_view piece, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += piece;
    return text;
}

std::string nested(int depth)
{
    return repeated("[", static_cast<std::size_t>(depth)) + repeated("]", static_cast<std::size_t>(depth));
}

} // namespace

class TstScenarioTree : public QObject {
    Q_OBJECT

private slots:
    void orderIsKept()
    {
        const Read read = readText("z: 1\na: 2\nm: [x, y]\n");
        QVERIFY(read.document.whole);
        QCOMPARE(read.document.root.children.size(), 3u);
        QCOMPARE(read.document.root.children[0].key, "z");
        QCOMPARE(read.document.root.children[1].key, "a");
        QCOMPARE(read.document.root.find("m")->children[1].text, "y");
    }

    void marksCountCharactersAndOctets()
    {
        const Read read = readText("t: \"Grüße\"\nü: { k: v }\n");
        const Tree *inner = read.document.root.find("ü")->find("k");
        QCOMPARE(inner->keyAt.line, 2);
        QCOMPARE(inner->keyAt.column, 6);
        QCOMPARE(inner->begin.column, 9);
        QCOMPARE(inner->begin.offset, 22u); // three characters before it have two octets
        QCOMPARE(inner->end.offset, 23u);
        QCOMPARE(read.document.root.children[0].end.column, 11);
    }

    void windowsLineEndsAreLineEnds()
    {
        const Read read = readText("a: 1\r\nb:\r\n  c: 2\r\n");
        QCOMPARE(read.document.root.find("b")->find("c")->begin.line, 3);
        QCOMPARE(read.document.root.find("b")->find("c")->begin.offset, 15u);
    }

    void placesInLiteralTextAreExact()
    {
        const std::string text = "r:\n  z: |\n    one\n\n    two three\n";
        const Source source(text, "");
        FaultList faults(source);
        const Document document = mf::yaml::read(source, faults);
        const Tree &literal = document.root.children[0].children[0];
        QCOMPARE(literal.text, "one\n\ntwo three\n");
        const auto at = mf::yaml::placeInText(source, literal, literal.text.find("three"));
        QCOMPARE(at.line, 5);
        QCOMPARE(at.column, 9);
    }

    void whatFilesNeverNeedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("first");
        const auto row = [](const char *name, std::string_view text, const char *first) {
            QTest::newRow(name) << QByteArray(text.data(), static_cast<qsizetype>(text.size())) << first;
        };
        row("duplicate key", "a: 1\nb: 2\na: 3\n", "3:1 \"a\" is here twice; first in line 1");
        row("duplicate in braces", "x: { a: 1, a: 2 }\n", "1:12 \"a\" is here twice; first in line 1");
        row("anchor", "a: &x 1\n", "1:4 anchor \"&x\" is not read here; write what it stands for");
        row("alias", "a: *x\n", "1:4 alias \"*x\" is not read here; write what it stands for");
        row("tag", "a: !!binary xx\n",
            "1:4 tag \"tag:yaml.org,2002:binary\" is not read here; write what it stands for");
        row("tab", "a:\n\tb: 1\n", "2:1 tab used for indentation; use spaces");
        row("tab after spaces", "a:\n  b: 1\n \tc: 2\n", "3:2 tab used for indentation; use spaces");
        row("two documents", "a: 1\n---\nb: 1\n", "2:1 a second document begins here; a file holds one");
        row("list as key", "? [a]\n: 1\n", "1:3 a key must be a text, not a list or map");
        row("latin-1",
            "a: Gr\xfc\xdf"
            "e\n",
            "1:6 not UTF-8; save the file in UTF-8");
        row("surrogate", "a: \xed\xa0\x80\n", "1:4 not UTF-8; save the file in UTF-8");
        row("overlong", "a: \xc0\xaf\n", "1:4 not UTF-8; save the file in UTF-8");
        row("UTF-16",
            std::string_view("\xff\xfe"
                             "a\0:\0",
                             6),
            "1:1 not UTF-8; save the file in UTF-8");
        row("NUL", std::string_view("a: \0\n", 5), "1:4 a control character; take it out");
        row("open quote", "a: \"x\n", "2:1 the file ends inside a quoted text; close the quote");
        row("open bracket", "a: [x\n", "2:1 the brackets are not closed, or a \",\" is missing before this");
        row("colon in text", "a: b: c\n",
            "1:5 \":\" inside an unquoted text, or a line indented too far; put the text in quotes");
        row("misfit", "a:\n    b: 1\n  c: 2\n",
            "3:3 this line does not fit the ones above it; check its indentation, and for a quote or bracket "
            "left open");
    }
    void whatFilesNeverNeedIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, first);
        const QStringList faults =
            printed(readText({text.constData(), static_cast<std::size_t>(text.size())}).faults);
        QVERIFY(!faults.isEmpty());
        QCOMPARE(faults.first(), first);
    }

    void afterTabsTheRestIsStillRead()
    {
        const Read read = readText("a:\n  b: 1\n\tc: 2\nd: 1\nd:\n\tx: 1\n");
        QCOMPARE(printed(read.faults), QStringList({"3:1 tab used for indentation; use spaces",
                                                    "5:1 \"d\" is here twice; first in line 4",
                                                    "6:1 tab used for indentation; use spaces"}));
        QVERIFY(read.document.whole);
        QCOMPARE(read.document.root.find("a")->find("c")->text, "2");
        QCOMPARE(read.document.root.find("a")->find("c")->begin.column, 5); // as the file has it
    }

    void tabsInsideTextsStay()
    {
        const Read read = readText("a: |\n  x\n  \ty\n");
        QVERIFY(read.faults.empty());
        QCOMPARE(read.document.root.children[0].text, "x\n\ty\n");
    }

    void depthHasALimit()
    {
        QVERIFY(readText(nested(mf::yaml::kDepthLimit)).faults.empty());
        QCOMPARE(printed(readText(nested(mf::yaml::kDepthLimit + 1)).faults),
                 QStringList("1:65 more than 64 lists and maps inside each other"));
    }

    void sizeHasALimit()
    {
        std::string text = "a: 1\n#";
        text.resize(mf::yaml::kSizeLimitOctets, 'x');
        QVERIFY(readText(text).faults.empty());
        QCOMPARE(printed(readText(text + 'x').faults),
                 QStringList("0:0 larger than 4 MiB; this is no file of ours"));
    }

    void valuesHaveALimit()
    {
        const std::size_t most = mf::yaml::kNodeLimit - 1; // the list is one, too
        QVERIFY(readText('[' + repeated("a,", most) + ']').faults.empty());
        QCOMPARE(printed(readText('[' + repeated("a,", most + 1) + ']').faults).size(), 1);
    }

    void faultsHaveALimit()
    {
        const auto faultsOf = [](std::size_t count) {
            return readText('[' + repeated("*a,\n", count) + ']').faults.size();
        };
        QCOMPARE(faultsOf(mf::yaml::kFaultLimit), mf::yaml::kFaultLimit);
        QCOMPARE(faultsOf(mf::yaml::kFaultLimit + 1), mf::yaml::kFaultLimit + 1); // and one that says so
        QCOMPARE(faultsOf(mf::yaml::kFaultLimit + 900), mf::yaml::kFaultLimit + 1);
    }

    void longLinesAreNotShown()
    {
        const std::size_t limit = mf::yaml::kShownLineLimitOctets;
        const auto shown = [](std::size_t octets) {
            return readText("a: *" + std::string(octets - 4, 'x')).faults.at(0).sourceLine.size();
        };
        QCOMPARE(shown(limit), limit);
        QCOMPARE(shown(limit + 1), 0u);
    }

    void hostileFilesAreRefusedQuickly_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const std::string &text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n";
        for (char c = 'b'; c < 'k'; ++c)
            bomb += std::string(1, c) + ": &" + c + " ["
                    + repeated(std::string("*") + static_cast<char>(c - 1) + ",", 9) + "]\n";
        row("alias bomb", bomb);
        row("brackets", repeated("[", 100'000));
        row("braces", repeated("{a: ", 100'000));
        row("dashes", repeated("- ", 100'000));
        row("questions", repeated("? ", 100'000));
        row("anchors in one line", '[' + repeated("&a x,", 90'000) + ']');
        row("aliases in one line", '[' + repeated("*a,", 90'000) + ']');
        row("duplicates", repeated("a: 1\n", 90'000));
        row("one key", std::string(3'000'000, 'a') + ": 1\n");
        row("tabs", repeated("\tx: 1\n", 500'000));
        row("not UTF-8", std::string(4'000'000, '\xff'));
        row("too large", std::string(100'000'000, 'a'));
    }
    void hostileFilesAreRefusedQuickly()
    {
        QFETCH(QByteArray, text);
        QElapsedTimer timer;
        timer.start();
        const Read read = readText({text.constData(), static_cast<std::size_t>(text.size())});
        QVERIFY(!read.faults.empty());
        QVERIFY2(timer.elapsed() < 5000,
                 qPrintable(QString::number(timer.elapsed()))); // far below a second but under sanitizers
    }
};

QTEST_GUILESS_MAIN(TstScenarioTree)
#include "tst_scenario_tree.moc"
