#include "sim/kernel/random.h"
#include "sim/mail/message.h"
#include "sim/mail/scanner.h"

#include <fmt/format.h>

#include <QElapsedTimer>
#include <QTest>

using namespace mf;
using namespace mf::mail;

namespace {

std::shared_ptr<const Message> parse(std::string letter) { return Message::parse(Blob(std::move(letter))); }

/// "multipart/mixed(text/plain text/html)"
std::string outline(const Message &message, std::size_t at = 0)
{
    const Part &part = message.parts()[at];
    const std::string out = fmt::format("{}/{}", part.type, part.subtype);
    std::string inside;
    for (const int child : part.children)
        inside.append(inside.empty() ? "" : " ").append(outline(message, std::size_t(child)));
    return inside.empty() ? out : fmt::format("{}({})", out, inside);
}

std::string body(const Message &message, const std::vector<unsigned> &section)
{
    const Part *part = message.section(section);
    return part ? std::string(message.text(part->body)) : "(none)";
}

/// What holds for every letter, however broken.
std::string brokenLaw(const Message &message)
{
    const auto &parts = message.parts();
    const std::size_t size = message.octets().size();
    if (parts.empty() || parts[0].parent != -1 || parts[0].header.begin != 0 || parts[0].body.end != size)
        return "the letter is not its first part";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part &part = parts[i];
        if (part.header.begin > part.header.end || part.header.end != part.body.begin
            || part.body.begin > part.body.end)
            return fmt::format("part {}: its ranges are out of order", i);
        const std::string_view text = message.text(part.body);
        std::size_t lines = 0;
        for (std::size_t at = text.find("\r\n"); at != text.npos; at = text.find("\r\n", at + 2))
            ++lines;
        if (lines != part.bodyLines)
            return fmt::format("part {}: {} lines counted, {} there", i, part.bodyLines, lines);
        std::size_t before = part.body.begin;
        for (const int child : part.children) {
            const Part &inner = parts[std::size_t(child)];
            if (child <= int(i) || inner.parent != int(i) || inner.header.begin < before
                || inner.body.end > part.body.end)
                return fmt::format("part {}: child {} is not inside, or before another", i, child);
            before = inner.body.end;
        }
        std::size_t fieldsFrom = part.header.begin;
        for (const HeaderField &field : part.fields) {
            if (field.field.begin < fieldsFrom || field.field.end > part.header.end
                || field.name.begin != field.field.begin || field.value.begin < field.name.end
                || field.value.begin > field.value.end)
                return fmt::format("part {}: a field is out of order", i);
            fieldsFrom = field.field.end;
        }
        if (part.isMessage() && part.children.size() != 1)
            return fmt::format("part {}: a letter inside that is not one", i);
    }
    return {};
}

std::string nested(std::size_t depth)
{
    std::string letter;
    for (std::size_t i = 0; i < depth; ++i)
        letter += fmt::format("Content-Type: multipart/mixed; boundary=b{}\r\n\r\n--b{}\r\n", i, i);
    return letter + "\r\ninnermost\r\n";
}

int depthOf(const Message &message)
{
    int depth = 0;
    for (const Part *part = &message.parts().back(); part->parent >= 0;
         part = &message.parts()[std::size_t(part->parent)])
        ++depth;
    return depth;
}

// RFC 2046 section 5.1.1
constexpr const char *kSimple = "From: Nathaniel Borenstein <nsb@bellcore.com>\r\n"
                                "To: Ned Freed <ned@innosoft.com>\r\n"
                                "Date: Sun, 21 Mar 1993 23:56:48 -0800 (PST)\r\n"
                                "Subject: Sample message\r\n"
                                "MIME-Version: 1.0\r\n"
                                "Content-type: multipart/mixed; boundary=\"simple boundary\"\r\n"
                                "\r\n"
                                "This is the preamble.  It is to be ignored, though it\r\n"
                                "is a handy place for composition agents to include an\r\n"
                                "explanatory note to non-MIME conformant readers.\r\n"
                                "\r\n"
                                "--simple boundary\r\n"
                                "\r\n"
                                "This is implicitly typed plain US-ASCII text.\r\n"
                                "It does NOT end with a linebreak.\r\n"
                                "--simple boundary\r\n"
                                "Content-type: text/plain; charset=us-ascii\r\n"
                                "\r\n"
                                "This is explicitly typed plain US-ASCII text.\r\n"
                                "It DOES end with a linebreak.\r\n"
                                "\r\n"
                                "--simple boundary--\r\n"
                                "\r\n"
                                "This is the epilogue.  It is also to be ignored.\r\n";

// The shape of the example in RFC 3501 section 6.4.5: HEADER, 1, 2, 3 (a letter: 3.1, 3.2), 4 (4.1 an image,
// 4.2 a letter)
constexpr const char *kSections = "Subject: outer\r\nContent-Type: multipart/mixed; boundary=A\r\n\r\n"
                                  "--A\r\n\r\none\r\n"
                                  "--A\r\nContent-Type: application/octet-stream\r\n\r\ntwo\r\n"
                                  "--A\r\nContent-Type: message/rfc822\r\n\r\n"
                                  "Subject: inner\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
                                  "--B\r\n\r\nthree one\r\n"
                                  "--B\r\nContent-Type: application/octet-stream\r\n\r\nthree two\r\n"
                                  "--B--\r\n"
                                  "--A\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\n"
                                  "--C\r\nContent-Type: image/gif\r\n\r\nfour one\r\n"
                                  "--C\r\nContent-Type: message/rfc822\r\n\r\n"
                                  "Subject: deep\r\nContent-Type: multipart/alternative; boundary=D\r\n\r\n"
                                  "--D\r\n\r\nfour two one\r\n"
                                  "--D\r\nContent-Type: text/richtext\r\n\r\nfour two two\r\n"
                                  "--D--\r\n"
                                  "--C--\r\n"
                                  "--A--\r\n";

} // namespace

class TstMessage : public QObject {
    Q_OBJECT
private slots:
    void preambleAndEpilogueBelongToNoPart();
    void outlineIs_data();
    void outlineIs();
    void bodyOfSectionIs_data();
    void bodyOfSectionIs();
    void sectionOfLetterThatIsNoMultipart();
    void headerIsUnfolded();
    void fieldsAreFoundWhereTheyStand();
    void fieldsHaveALimit();
    void partsHaveALimit();
    void boundariesBeyondThePartLimitAreText();
    void depthHasALimit();
    void letterInsideIsNotReadBeyondTheDepthLimit();
    void manyBoundariesAreReadInNoTime();
    void longHeaderLineIsOneField();
    void lawsHoldForBrokenLetters();
    void printedTreeIsFoundAgain();
    void mediaTypeIsParsed_data();
    void mediaTypeIsParsed();
};

void TstMessage::preambleAndEpilogueBelongToNoPart()
{
    const auto message = parse(kSimple);
    QCOMPARE(outline(*message), std::string("multipart/mixed(text/plain text/plain)"));
    QCOMPARE(
        body(*message, {1}),
        std::string("This is implicitly typed plain US-ASCII text.\r\nIt does NOT end with a linebreak."));
    QCOMPARE(
        body(*message, {2}),
        std::string("This is explicitly typed plain US-ASCII text.\r\nIt DOES end with a linebreak.\r\n"));
    QCOMPARE(message->section({1})->bodyLines, std::size_t{1});
    QCOMPARE(message->section({2})->bodyLines, std::size_t{2});
    QVERIFY(body(*message, {}).starts_with("This is the preamble."));
    QVERIFY(body(*message, {}).ends_with("to be ignored.\r\n"));
    QCOMPARE(brokenLaw(*message), std::string());
}

void TstMessage::outlineIs_data()
{
    QTest::addColumn<QByteArray>("letter");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &letter, const char *expected) {
        QTest::newRow(name) << letter << QByteArray(expected);
    };
    const QByteArray mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    row("empty", "", "text/plain");
    row("one line, no end", "x", "text/plain");
    row("empty header", "\r\nHello\r\n", "text/plain");
    row("no MIME", "Subject: x\r\n\r\nHello\r\n", "text/plain");
    row("RFC 2045 5.2: no slash", "Content-Type: text\r\n\r\nHello\r\n", "text/plain");
    row("type in capitals", "CONTENT-TYPE: TEXT/HTML\r\n\r\nHello\r\n", "text/html");
    row("comments", "Content-Type: (a) text (b) / (c;) html (d)\r\n\r\nHello\r\n", "text/html");
    row("no close delimiter", mixed + "--b\r\n\r\none\r\n--b\r\n\r\ntwo",
        "multipart/mixed(text/plain text/plain)");
    row("no boundary parameter", "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\none\r\n--b--\r\n",
        "multipart/mixed");
    row("boundary never comes", mixed + "Hello\r\n", "multipart/mixed");
    row("only the close delimiter", mixed + "--b--\r\n", "multipart/mixed");
    row("delimiter after delimiter", mixed + "--b\r\n--b\r\n--b--\r\n",
        "multipart/mixed(text/plain text/plain)");
    row("after the close nothing opens", mixed + "--b\r\n\r\n1\r\n--b--\r\n--b\r\n\r\n2\r\n",
        "multipart/mixed(text/plain)");
    row("white space behind the delimiter", mixed + "--b \t\r\n\r\n1\r\n--b-- \r\n",
        "multipart/mixed(text/plain)");
    row("longer line is text", mixed + "--b\r\n\r\n--bb\r\n--b-\r\n--b x\r\n--b--x\r\n--b--\r\n",
        "multipart/mixed(text/plain)");
    row("not at the line start", mixed + "--b\r\n\r\n --b\r\nx--b\r\n--b--\r\n",
        "multipart/mixed(text/plain)");
    row("boundary in the header", mixed + "--b\r\nContent-Type: text/html\r\n--b--\r\n",
        "multipart/mixed(text/html)");
    row("inner boundary begins with outer",
        mixed
            + "--b\r\nContent-Type: multipart/alternative; "
              "boundary=bb\r\n\r\n--bb\r\n\r\n1\r\n--bb\r\n\r\n2\r\n--bb--\r\n--b--\r\n",
        "multipart/mixed(multipart/alternative(text/plain text/plain))");
    row("outer boundary begins with inner",
        "Content-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\nContent-Type: multipart/alternative; "
        "boundary=b\r\n\r\n--b\r\n\r\n1\r\n--bb\r\n\r\n2\r\n--bb--\r\n",
        "multipart/mixed(multipart/alternative(text/plain) text/plain)");
    row("inner boundary looks like the outer close",
        mixed
            + "--b\r\nContent-Type: multipart/alternative; "
              "boundary=\"b--\"\r\n\r\n--b--\r\n\r\n1\r\n--b----\r\n--b--\r\n",
        "multipart/mixed(multipart/alternative(text/plain))");
    row("outer boundary ends the inner parts",
        mixed
            + "--b\r\nContent-Type: multipart/alternative; "
              "boundary=i\r\n\r\n--i\r\n\r\n1\r\n--b\r\n\r\n2\r\n--i\r\n\r\nno part\r\n--b--\r\n",
        "multipart/mixed(multipart/alternative(text/plain) text/plain)");
    row("RFC 2046 5.1.5: digest",
        "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: "
        "x\r\n\r\n1\r\n--b\r\nContent-Type: text/plain\r\n\r\n2\r\n--b--\r\n",
        "multipart/digest(message/rfc822(text/plain) text/plain)");
    row("letter in a letter", "Content-Type: message/rfc822\r\n\r\nContent-Type: text/html\r\n\r\nx\r\n",
        "message/rfc822(text/html)");
    row("letter in base 64 is not read",
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: BASE64\r\n\r\nU3ViamVjdDogeA==\r\n",
        "message/rfc822");
    row("letter in 8bit is",
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: x\r\n\r\n1\r\n",
        "message/rfc822(text/plain)");
    row("empty letter inside", "Content-Type: message/rfc822\r\n\r\n", "message/rfc822(text/plain)");
    row("LF only",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nContent-Type: "
        "text/html\n\ntwo\n--b--\n",
        "multipart/mixed(text/plain text/html)");
    row("bare CR ends no line", "Content-Type: text/html\rX: y\r\n\r\nHello\r\n", "text/html");
    constexpr char nul[] = "Content-Type: multipart/mixed; boundary=\0\r\n\r\n--\0\r\n\r\nx\r\n";
    row("NUL", QByteArray(nul, sizeof nul - 1), "multipart/mixed(text/plain)");
    row("boundary of dashes",
        "Content-Type: multipart/mixed; boundary=\"--\"\r\n\r\n----\r\n\r\n1\r\n------\r\n",
        "multipart/mixed(text/plain)");
    row("RFC 2231 boundary in pieces",
        "Content-Type: multipart/mixed; boundary*0=ab; boundary*1=cd\r\n\r\n--abcd\r\n\r\n1\r\n--abcd--\r\n",
        "multipart/mixed(text/plain)");
}

void TstMessage::outlineIs()
{
    QFETCH(QByteArray, letter);
    const auto message = parse(letter.toStdString());
    QCOMPARE(brokenLaw(*message), std::string());
    QTEST(QByteArray::fromStdString(outline(*message)), "expected");
}

void TstMessage::bodyOfSectionIs_data()
{
    QTest::addColumn<QVector<unsigned>>("section");
    QTest::addColumn<QByteArray>("expected");
    using S = QVector<unsigned>;
    QTest::newRow("1") << S{1} << QByteArray("one");
    QTest::newRow("2") << S{2} << QByteArray("two");
    QTest::newRow("3.1") << S{3, 1} << QByteArray("three one");
    QTest::newRow("3.2") << S{3, 2} << QByteArray("three two");
    QTest::newRow("4.1") << S{4, 1} << QByteArray("four one");
    QTest::newRow("4.2.1") << S{4, 2, 1} << QByteArray("four two one");
    QTest::newRow("4.2.2") << S{4, 2, 2} << QByteArray("four two two");
    QTest::newRow("0") << S{0} << QByteArray("(none)");
    QTest::newRow("5") << S{5} << QByteArray("(none)");
    QTest::newRow("1.1: a leaf has no parts") << S{1, 1} << QByteArray("(none)");
    QTest::newRow("3.3") << S{3, 3} << QByteArray("(none)");
    QTest::newRow("4.2.2.1") << S{4, 2, 2, 1} << QByteArray("(none)");
    QTest::newRow("huge") << S{4294967295u} << QByteArray("(none)");
}

void TstMessage::bodyOfSectionIs()
{
    QFETCH(QVector<unsigned>, section);
    const auto message = parse(kSections);
    QCOMPARE(brokenLaw(*message), std::string());
    QTEST(QByteArray::fromStdString(body(*message, {section.begin(), section.end()})), "expected");
    const Part *letter = message->section({4, 2});
    QVERIFY(letter && letter->isMessage());
    QVERIFY(message->header("Subject", message->parts()[std::size_t(letter->children[0])]) == "deep");
}

void TstMessage::sectionOfLetterThatIsNoMultipart()
{
    const auto plain = parse("Subject: x\r\n\r\nHello\r\n");
    QCOMPARE(plain->section({1}), &plain->root());
    QVERIFY(!plain->section({2}));
    QVERIFY(!plain->section({1, 1}));

    const auto forwarded = parse("Content-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\nHello\r\n");
    QCOMPARE(forwarded->section({1}), &forwarded->root());
    QCOMPARE(body(*forwarded, {1, 1}), std::string("Hello\r\n"));
    QVERIFY(!forwarded->section({1, 2}));
    QVERIFY(!forwarded->section({1, 1, 1}));
}

void TstMessage::headerIsUnfolded()
{
    const auto message =
        parse("Subject: Hello\r\n  world\r\n\tagain  \r\nX-Empty:\r\nsubject: second\r\nOld : form\r\n\r\n");
    QVERIFY(message->header("SUBJECT") == "Hello  world\tagain");
    QVERIFY(message->header("X-Empty") == "");
    QVERIFY(message->header("old") == "form");
    QVERIFY(!message->header("To"));
}

void TstMessage::fieldsAreFoundWhereTheyStand()
{
    const auto message = parse("A: 1\r\nno field\r\n of nobody\r\nB: 2\r\n folded\r\n: no name\r\nb\xc3\xa4"
                               "d: x\r\nC:3\r\n\r\nD: 4\r\n");
    const auto &fields = message->root().fields;
    QCOMPARE(fields.size(), std::size_t{3});
    QCOMPARE(message->text(fields[0].field), std::string_view("A: 1\r\n"));
    QCOMPARE(message->text(fields[1].field), std::string_view("B: 2\r\n folded\r\n"));
    QCOMPARE(message->text(fields[1].name), std::string_view("B"));
    QCOMPARE(message->text(fields[1].value), std::string_view(" 2\r\n folded"));
    QCOMPARE(message->text(fields[2].value), std::string_view("3"));
    QCOMPARE(message->text(message->root().body), std::string_view("D: 4\r\n"));
}

void TstMessage::fieldsHaveALimit()
{
    for (const std::size_t count : {Message::kFieldLimit, Message::kFieldLimit + 1}) {
        std::string letter;
        for (std::size_t i = 0; i < count; ++i)
            letter += fmt::format("X-{}: y\r\n", i);
        const auto message = parse(letter + " folded\r\n\r\nbody");
        QCOMPARE(message->root().fields.size(), Message::kFieldLimit);
        QVERIFY(message->header(fmt::format("X-{}", Message::kFieldLimit - 1)).has_value());
        QCOMPARE(body(*message, {}), std::string("body"));
        QCOMPARE(brokenLaw(*message), std::string());
    }
}

void TstMessage::partsHaveALimit()
{
    const auto letter = [](std::size_t parts) {
        std::string text = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
        for (std::size_t i = 1; i < parts; ++i)
            text += fmt::format("--b\r\n\r\n{}\r\n", i);
        return text + "--b--\r\nepilogue";
    };
    const auto full = parse(letter(Message::kPartLimit));
    QCOMPARE(full->parts().size(), Message::kPartLimit);
    QCOMPARE(full->text(full->parts().back().body), std::string_view("9999"));
    QCOMPARE(brokenLaw(*full), std::string());

    const auto over = parse(letter(Message::kPartLimit + 1));
    QCOMPARE(over->parts().size(), Message::kPartLimit);
    QCOMPARE(over->text(over->parts().back().body),
             std::string_view("9999\r\n--b\r\n\r\n10000\r\n--b--\r\nepilogue"));
    QCOMPARE(brokenLaw(*over), std::string());
}

void TstMessage::boundariesBeyondThePartLimitAreText()
{
    std::string letter = "Content-Type: multipart/digest; boundary=b\r\n\r\n";
    for (std::size_t i = 0; i < 100'000; ++i)
        letter += "--b\r\n\r\n\r\n";
    const auto message = parse(letter);
    QCOMPARE(message->parts().size(), Message::kPartLimit);
    const std::string law = brokenLaw(*message);
    QVERIFY2(law.empty(), law.c_str());
}

void TstMessage::depthHasALimit()
{
    const auto atLimit = parse(nested(Message::kDepthLimit));
    QCOMPARE(depthOf(*atLimit), int(Message::kDepthLimit));
    QCOMPARE(atLimit->text(atLimit->parts().back().body), std::string_view("innermost\r\n"));

    const auto beyond = parse(nested(Message::kDepthLimit + 1));
    QCOMPARE(depthOf(*beyond), int(Message::kDepthLimit));
    QVERIFY(!beyond->parts().back().isMultipart());
    QVERIFY(beyond->text(beyond->parts().back().body).starts_with("--b100\r\n"));
    QCOMPARE(brokenLaw(*beyond), std::string());
}

void TstMessage::letterInsideIsNotReadBeyondTheDepthLimit()
{
    std::string letter;
    for (std::size_t i = 0; i < Message::kDepthLimit + 1; ++i)
        letter += "Content-Type: message/rfc822\r\n\r\n";
    const auto message = parse(letter + "\r\nx");
    QCOMPARE(message->parts().size(), Message::kDepthLimit + 1);
    QVERIFY(!message->parts().back().isMessage());
    QCOMPARE(brokenLaw(*message), std::string());
}

void TstMessage::manyBoundariesAreReadInNoTime()
{
    QElapsedTimer timer;
    timer.start();
    const auto deep = parse(nested(100'000));
    QCOMPARE(depthOf(*deep), int(Message::kDepthLimit));
    std::string dashes = nested(Message::kDepthLimit);
    for (int i = 0; i < 1'000'000; ++i)
        dashes += "--b\r\n"; // like every boundary, and none
    const auto flat = parse(dashes);
    QCOMPARE(flat->parts().back().bodyLines, std::size_t{1'000'001});
    QVERIFY2(timer.elapsed() < 60'000, "far more than it takes");
}

void TstMessage::longHeaderLineIsOneField()
{
    const std::string value(1'000'000, 'x');
    const auto message = parse("Subject: " + value + "\r\nContent-Type: multipart/mixed; boundary=\"" + value
                               + "\"\r\n\r\n--" + value + "\r\n\r\nHello\r\n--" + value + "--\r\n");
    QVERIFY(message->header("Subject") == value);
    QCOMPARE(body(*message, {1}), std::string("Hello"));
    std::string folded = "Subject: x";
    for (int i = 0; i < 300'000; ++i)
        folded += "\r\n y";
    QCOMPARE(parse(folded + "\r\n\r\n")->root().fields.size(), std::size_t{1});
}

void TstMessage::lawsHoldForBrokenLetters()
{
    constexpr std::string_view pieces[] = {"--b",
                                           "--b",
                                           "--b",
                                           "--b--",
                                           "--c",
                                           "--c",
                                           "--c--",
                                           "\r\n",
                                           "\r\n",
                                           "\r\n\r\n",
                                           "\n",
                                           "\r",
                                           " ",
                                           "text",
                                           ":",
                                           "\t",
                                           "--",
                                           "Content-Type: multipart/mixed; boundary=b",
                                           "Content-Type: multipart/mixed; boundary=c",
                                           "Content-Type: message/rfc822",
                                           "Content-Type: multipart/digest; boundary=\"c\"",
                                           "Subject: x",
                                           "\xff",
                                           "(",
                                           "\"",
                                           ";"};
    RandomStream random(1, "broken letters");
    std::size_t parts = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string letter = random.below(2) ? "Content-Type: multipart/mixed; boundary=b\r\n\r\n" : "";
        for (auto n = random.below(80); n > 0; --n)
            letter.append(pieces[random.below(std::size(pieces))]).append(random.below(4) ? "\r\n" : "");
        const auto message = parse(letter);
        parts += message->parts().size();
        const std::string law = brokenLaw(*message);
        QVERIFY2(law.empty(), (law + "\n" + letter).c_str());
    }
    QVERIFY2(parts > 40'000, std::to_string(parts).c_str()); // else this says little
}

namespace {

/// A letter made at random, and what must be found in it.
struct Tree {
    RandomStream random;
    int boundaries = 0;

    std::string text()
    {
        constexpr std::string_view lines[] = {
            "Hello", "", "--", "--x", " --b1", "Content-Type: text/html", ".", "a=20b"};
        std::string out;
        for (auto n = random.below(5); n > 0; --n)
            out.append(lines[random.below(std::size(lines))]).append(n > 1 ? "\r\n" : "");
        return out;
    }

    /// Returns header and body; `expected` grows by the outline, `leaves` by the bodies.
    std::string part(int depth, std::string &expected, std::vector<std::string> &leaves)
    {
        const auto kind = depth > 5 ? 0 : random.below(4);
        if (kind < 2) {
            expected += "text/plain";
            leaves.push_back(text());
            return "Subject: leaf\r\n\r\n" + leaves.back();
        }
        if (kind == 2) {
            expected += "message/rfc822(";
            std::string inside = part(depth + 1, expected, leaves);
            expected += ')';
            return "Content-Type: message/rfc822\r\n\r\n" + inside;
        }
        const std::string boundary = fmt::format("b{}", ++boundaries);
        std::string out =
            fmt::format("Content-Type: multipart/mixed; boundary={}\r\n\r\n{}\r\n", boundary, text());
        expected += "multipart/mixed(";
        const auto count = 1 + random.below(3);
        for (std::uint64_t i = 0; i < count; ++i) {
            expected += i ? " " : "";
            out += fmt::format("--{}\r\n{}\r\n", boundary, part(depth + 1, expected, leaves));
        }
        expected += ')';
        return out + fmt::format("--{}--\r\n{}", boundary, text());
    }
};

} // namespace

void TstMessage::printedTreeIsFoundAgain()
{
    Tree tree{RandomStream(1, "trees")};
    for (int i = 0; i < 3'000; ++i) {
        std::string expected;
        std::vector<std::string> leaves;
        const std::string letter = tree.part(0, expected, leaves);
        const auto message = parse(letter);
        QCOMPARE(outline(*message), expected);
        QCOMPARE(brokenLaw(*message), std::string());
        std::size_t leaf = 0;
        for (const Part &part : message->parts())
            if (part.children.empty())
                QCOMPARE(std::string(message->text(part.body)), leaves[leaf++]);
        QCOMPARE(leaf, leaves.size());
    }
}

void TstMessage::mediaTypeIsParsed_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("boundary");
    QTest::newRow("RFC 2046 5.1.1") << "multipart/mixed;\r\n boundary=\"gc0pJq0M:08jU534c0p\""
                                    << "multipart/mixed"
                                    << "gc0pJq0M:08jU534c0p";
    QTest::newRow("quoted semicolon") << "multipart/mixed; x=\"a;boundary=no\"; boundary=yes"
                                      << "multipart/mixed"
                                      << "yes";
    QTest::newRow("escapes") << "multipart/mixed; boundary=\"a\\\"b\""
                             << "multipart/mixed"
                             << "a\"b";
    QTest::newRow("case and space") << " Multipart / Mixed ; BOUNDARY = b "
                                    << "multipart/mixed"
                                    << "b";
    QTest::newRow("space at its end") << "multipart/mixed; boundary=\"b \""
                                      << "multipart/mixed"
                                      << "b";
    QTest::newRow("unquoted, not a token") << "multipart/mixed; boundary=a=b?c/d"
                                           << "multipart/mixed"
                                           << "a=b?c/d";
    QTest::newRow("first one counts") << "multipart/mixed; boundary=a; boundary=b"
                                      << "multipart/mixed"
                                      << "a";
    QTest::newRow("open quote") << "multipart/mixed; boundary=\"a"
                                << "multipart/mixed"
                                << "a";
    QTest::newRow("no semicolon") << "multipart/mixed boundary=a"
                                  << "multipart/mixed"
                                  << "";
    QTest::newRow("only semicolons") << ";;;;"
                                     << "text/plain"
                                     << "";
    QTest::newRow("slash only") << "/"
                                << "text/plain"
                                << "";
    QTest::newRow("empty subtype") << "text/"
                                   << "text/plain"
                                   << "";
    QTest::newRow("open comment") << "text/html ("
                                  << "text/html"
                                  << "";
}

void TstMessage::mediaTypeIsParsed()
{
    QFETCH(QString, field);
    const MediaType media = parseMediaType(field.toStdString());
    QTEST(QString::fromStdString(media.type + '/' + media.subtype), "type");
    QTEST(QString::fromStdString(media.boundary), "boundary");
}

QTEST_GUILESS_MAIN(TstMessage)
#include "tst_message.moc"
