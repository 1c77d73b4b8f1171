// BODYSTRUCTURE and sections of letters whose MIME is broken: what is told and what is given are one thing,
// and every section is a slice of the letter.
#include "sim/imap/envelope.h"
#include "sim/imap/fetch.h"

#include <QTest>

using namespace mf;
using namespace mf::imap;

namespace {

std::shared_ptr<const mail::Message> letter(std::string_view text)
{
    std::string octets;
    for (const char c : text) {
        if (c == '\n')
            octets += '\r';
        octets += c;
    }
    return mail::Message::parse(Blob(std::move(octets)));
}

/// What a section gives, with line ends as '|'.
std::string given(const mail::Message &message, std::string_view written)
{
    Lexer in(written);
    const auto octets = sectionOf(message, parseSection(in));
    if (!octets)
        return "NIL";
    std::string out;
    for (const char c : octets->flatten())
        if (c != '\r')
            out += c == '\n' ? '|' : c;
    return out;
}

} // namespace

class TestImapBroken : public QObject {
    Q_OBJECT

private slots:
    void structuresAreExact_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("structure");
        QTest::addColumn<QByteArray>("sections"); // "section]=octets", parted by LF
        const auto row = [](const char *name, const char *text, const char *structure, const char *sections) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(structure) << QByteArray(sections);
        };
        row("the last boundary is missing",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n",
            R"((("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0)("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 5 1) "mixed"))",
            "1]=one\n2]=two|\n3]=NIL\nTEXT]=--b||one|--b||two|");
        row("something like the boundary stands in the preamble",
            "Content-Type: multipart/mixed; boundary=b\n\nnot --b\n--bb\n--b\n\none\n--b--\nafter\n",
            R"((("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0) "mixed"))", "1]=one\n2]=NIL");
        row("the boundary stands in the preamble of a part",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; "
            "boundary=i\n\nx\n--b\n\n"
            "two\n--b--\n",
            R"(((("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 1 0) "mixed")("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0) "mixed"))",
            "1]=x\n1.1]=x\n1.2]=NIL\n1.1.1]=NIL\n2]=two");
        row("a multipart without parts", "Content-Type: multipart/mixed; boundary=b\n\n--b--\n",
            R"((("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 7 1) "mixed"))",
            "1]=--b--|\n1.1]=NIL\n2]=NIL");
        row("a multipart without a boundary", "Content-Type: multipart/mixed\n\nhello\n",
            R"((("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 7 1) "mixed"))",
            "1]=hello|\nTEXT]=hello|");
        row("a multipart without anything", "Content-Type: multipart/mixed; boundary=b\n\n",
            R"((("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 0 0) "mixed"))", "1]=\nTEXT]=");
        row("the outer boundary ends the inner multipart",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; "
            "boundary=i\n\n--i\n\none\n"
            "--b\n\ntwo\n--b--\n",
            R"(((("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0) "mixed")("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0) "mixed"))",
            "1.1]=one\n2]=two");
        row("a charset nobody knows", "Content-Type: text/plain; charset=x-none\n\nhi\n",
            R"(("text" "plain" ("charset" "x-none") NIL NIL "7bit" 4 1))",
            "1]=hi|\n1.MIME]=Content-Type: text/plain; charset=x-none||");
        row("a type that is none", "Content-Type: text\n\nhi\n", R"(("text" "plain" NIL NIL NIL "7bit" 4 1))",
            "1]=hi|");
        row("no empty line", "Subject: x\nContent-Type: text/html\n",
            R"(("text" "html" NIL NIL NIL "7bit" 0 0))",
            "HEADER]=Subject: x|Content-Type: text/html|\nTEXT]=\n1]=");
        row("a part without an empty line",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b\n\ntwo\n--b--\n",
            R"((("text" "html" NIL NIL NIL "7bit" 0 0)("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0) "mixed"))",
            "1]=\n1.MIME]=Content-Type: text/html|\n2]=two");
        row("no header", "\nhello\n", R"(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 7 1))",
            "HEADER]=|\nTEXT]=hello|");
        row("a body that looks like no header", "hello world\n",
            R"(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 0 0))", "HEADER]=hello world|\nTEXT]=");
        row("nothing", "", R"(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 0 0))",
            "]=\nHEADER]=\nTEXT]=\n1]=");
        row("a letter inside that is base 64 is octets",
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nAAAA\n",
            R"(("application" "octet-stream" NIL NIL NIL "base64" 6))", "1]=AAAA|\n1.HEADER]=NIL\n1.1]=NIL");
        row("an empty transfer encoding", "Content-Transfer-Encoding:\n\nx",
            R"(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 1 0))", "1]=x");
        row("a letter inside without a header", "Content-Type: message/rfc822\n\n\nhi\n",
            R"(("message" "rfc822" NIL NIL NIL "7bit" 6 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 4 1) 2))",
            "1]=|hi|\n1.HEADER]=|\n1.TEXT]=hi|\n1.1]=hi|\n1.1.1]=NIL");
    }
    void structuresAreExact()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, structure);
        QFETCH(QByteArray, sections);
        const auto message = letter(text.toStdString());
        QCOMPARE(QByteArray::fromStdString(structureOf(*message, Structure::Short)), structure);
        for (const QByteArray &section : sections.split('\n')) {
            const auto equals = section.indexOf('=');
            QCOMPARE(QByteArray::fromStdString(given(*message, section.left(equals).toStdString())),
                     section.mid(equals + 1));
        }
    }

    void nestingEndsWhereThePartsDo()
    {
        constexpr std::size_t kDepth = 3 * mail::Message::kDepthLimit;
        std::string text;
        for (std::size_t i = 0; i < kDepth; ++i)
            text += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b"
                    + std::to_string(i) + "\n";
        const auto message = letter(text + "\nhello\n");
        const std::string &structure = structureOf(*message, Structure::Extended);
        QCOMPARE(std::ranges::count(structure, '('), std::ranges::count(structure, ')'));
        std::string section = "1";
        for (std::size_t i = 1; i < mail::Message::kDepthLimit; ++i)
            section += ".1";
        QVERIFY(given(*message, section + "]").contains("hello"));
    }
};

QTEST_GUILESS_MAIN(TestImapBroken)
#include "tst_imap_broken.moc"
