// Frames, strings and responses, whatever comes over the wire.
#include "sim/imap/fetch_item.h"
#include "sim/imap/flags.h"
#include "sim/imap/frame_reader.h"
#include "sim/imap/lexer.h"
#include "sim/imap/response.h"
#include "sim/imap/search_key.h"
#include "sim/imap/sequence_set.h"
#include "sim/kernel/random.h"

#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::imap;
using Qt::StringLiterals::operator""_s;

namespace {

QString text(std::string_view octets) { return QString::fromLatin1(octets.data(), qsizetype(octets.size())); }

/// What became of octets in a reader with this limit: frames as they are, "!" and the beginning of dropped
/// ones, "+" for literals that were let in. Literals over `literalLimit` are refused.
std::string framesOf(std::string_view octets, std::size_t limit, std::size_t literalLimit, std::size_t piece)
{
    FrameReader reader(limit);
    std::string out;
    while (!octets.empty()) {
        std::string_view part = octets.substr(0, piece);
        octets.remove_prefix(part.size());
        while (!part.empty()) {
            auto taken = reader.take(part, FrameReader::Literals::Expected);
            if (taken == FrameReader::Taken::Literal) {
                if (reader.announced().octets <= literalLimit) {
                    out += reader.announced().waits ? "+|" : "";
                    reader.acceptLiteral(limit);
                    continue;
                }
                taken = reader.refuseLiteral();
            }
            if (taken == FrameReader::Taken::Frame)
                out += std::string(reader.takeFrame().view()) + '|';
            if (taken == FrameReader::Taken::Dropped)
                out += '!' + reader.takeBeginning().substr(0, 3) + '|';
        }
    }
    return out;
}

} // namespace

class TestImapWire : public QObject {
    Q_OBJECT

private slots:
    void framesComeOutWhole_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QString>("frames");
        QTest::newRow("two lines") << QByteArray("a NOOP\r\nb NOOP\r\n") << u"a NOOP|b NOOP|"_s;
        QTest::newRow("bare LF stays") << QByteArray("a NO\nOP\r\n") << u"a NO\nOP|"_s;
        QTest::newRow("bare CR stays") << QByteArray("a NO\rOP\r\n") << u"a NO\rOP|"_s;
        QTest::newRow("literal") << QByteArray("a X {3}\r\nb\r\n c\r\n") << u"+|a X {3}\r\nb\r\n c|"_s;
        QTest::newRow("literal at the end") << QByteArray("a X {2}\r\nbb\r\n") << u"+|a X {2}\r\nbb|"_s;
        QTest::newRow("literal of nothing") << QByteArray("a X {0}\r\n y\r\n") << u"+|a X {0}\r\n y|"_s;
        QTest::newRow("a literal's CR and the line's LF are no line end")
            << QByteArray("a {1}\r\n\r\nb\r\n") << u"+|a {1}\r\n\r\nb|"_s;
        QTest::newRow("literal+") << QByteArray("a X {2+}\r\nbb c\r\n") << u"a X {2+}\r\nbb c|"_s;
        QTest::newRow("two literals")
            << QByteArray("a {1}\r\nx {1}\r\ny\r\n") << u"+|+|a {1}\r\nx {1}\r\ny|"_s;
        QTest::newRow("a brace in a quoted string") << QByteArray("a \"{3}\"\r\n") << u"a \"{3}\"|"_s;
        QTest::newRow("a number over 32 bits") << QByteArray("a {4294967296}\r\nb\r\n") << u"!a {|b|"_s;
        QTest::newRow("a number over 64 bits that does not wait")
            << QByteArray("a {99999999999999999999+}\r\nb NOOP\r\n") << u""_s;
        QTest::newRow("as long as the limit")
            << QByteArray("a 34567890123456789012345678\r\nb\r\n") << u"a 34567890123456789012345678|b|"_s;
        QTest::newRow("one over the limit")
            << QByteArray("a 345678901234567890123456789\r\nb\r\n") << u"!a 3|b|"_s;
        QTest::newRow("literal at its limit")
            << QByteArray("a {8}\r\n12345678\r\nb\r\n") << u"+|a {8}\r\n12345678|b|"_s;
        QTest::newRow("refused, the sender waits") << QByteArray("a {9}\r\nb\r\n") << u"!a {|b|"_s;
        QTest::newRow("refused, the sender does not wait")
            << QByteArray("a {9+}\r\n12\r\n56789 x\r\nb\r\n") << u"!a {|b|"_s;
        QTest::newRow("too long, with a literal behind")
            << QByteArray("a 345678901234567890123456789012345 {9+}\r\n12\r\n56789 {2+}\r\nxy\r\nb\r\n")
            << u"!a 3|b|"_s;
        QTest::newRow("literals that are too long together")
            << QByteArray("a {8}\r\n12345678 {8}\r\n12345678 90\r\nb\r\n") << u"+|+|!a {|b|"_s;
    }
    void framesComeOutWhole()
    {
        QFETCH(QByteArray, octets);
        QFETCH(QString, frames);
        for (const std::size_t piece : {std::size_t(1000), std::size_t(1), std::size_t(3)})
            QCOMPARE(text(framesOf({octets.data(), std::size_t(octets.size())}, 30, 8, piece)), frames);
    }

    void stringsAreReadInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("good");
        QTest::newRow("atom") << QByteArray("abc") << u"abc"_s << true;
        QTest::newRow("atom with bracket") << QByteArray("a]c") << u"a]c"_s << true;
        QTest::newRow("quoted") << QByteArray("\"a b\"") << u"a b"_s << true;
        QTest::newRow("escapes") << QByteArray(R"("a\"b\\c")") << u"a\"b\\c"_s << true;
        QTest::newRow("empty") << QByteArray("\"\"") << u""_s << true;
        QTest::newRow("8 bit in quotes") << QByteArray("\"\xc3\xa9\"") << text("\xc3\xa9") << true;
        QTest::newRow("literal") << QByteArray("{3}\r\na\r\n") << u"a\r\n"_s << true;
        QTest::newRow("wrong escape") << QByteArray(R"("a\b")") << u""_s << false;
        QTest::newRow("does not end") << QByteArray("\"abc") << u""_s << false;
        QTest::newRow("ends in a backslash") << QByteArray("\"abc\\") << u""_s << false;
        QTest::newRow("newline in quotes") << QByteArray("\"a\nb\"") << u""_s << false;
        QTest::newRow("nothing") << QByteArray("") << u""_s << false;
        QTest::newRow("parenthesis") << QByteArray("(a)") << u""_s << false;
        QTest::newRow("8 bit in an atom") << QByteArray("\xc3\xa9") << u""_s << false;
        QTest::newRow("literal too short") << QByteArray("{5}\r\nabc") << u""_s << false;
        QTest::newRow("bare CR behind an atom") << QByteArray("abc\rx") << u"abc"_s << false;
    }
    void stringsAreReadInEveryForm()
    {
        QFETCH(QByteArray, octets);
        QFETCH(QString, value);
        QFETCH(bool, good);
        Lexer in({octets.data(), std::size_t(octets.size())});
        const std::string found = in.astring();
        in.end();
        QCOMPARE(in.ok(), good);
        QCOMPARE(text(found), value);
        QCOMPARE(in.why().empty(), good);
    }

    void whatIsPrintedAsStringIsReadBack()
    {
        RandomStream random(3, "strings");
        for (int i = 0; i < 2000; ++i) {
            std::string value;
            for (auto n = random.below(12); n > 0; --n)
                value += static_cast<char>(random.below(i % 2 ? 256 : 96) + (i % 2 ? 0 : 32));
            std::string printed;
            (i % 3 == 0 ? appendString : appendAstring)(printed, value);
            Lexer in(printed);
            QCOMPARE(in.astring(), value);
            QVERIFY(in.ok() && in.atEnd());
        }
    }

    void responses_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<int>("kind"); // index in Response; -1: not understood
        const auto row = [](const char *frame, int kind) {
            QTest::newRow(frame) << QByteArray(frame) << kind;
        };
        row("* OK [CAPABILITY IMAP4rev1] ready {5}", 0);
        row("a1 NO [AUTHENTICATIONFAILED]", 0);
        row("* BYE", 0);
        row("* CAPABILITY IMAP4rev1 STARTTLS", 1);
        row("* LIST (\\Noselect) \"/\" \"a b\"", 2);
        row("* LIST () NIL INBOX", 2);
        row("* 23 EXISTS", 3);
        row("* 5 EXPUNGE", 3);
        row("* 12 FETCH (FLAGS (\\Seen) UID 7 BODY[] {3}\r\nabc)", 4);
        row("* 12 FETCH (ENVELOPE ((NIL \"a\" ({2}\r\n))) x)) BODY[HEADER.FIELDS (A)] \"\" UID 7)", 4);
        row("* 1 FETCH ()", 4);
        row("+ go on {4}", 5);
        row("+", 5);
        row("* FLAGS (\\Seen)", 6);
        row("* SEARCH 1 2", 6);
        row("* XYZ whatever it is", 6);
        row("", -1);
        row("*", 6);
        row("a1 HELLO", -1);
        row("* 12 FETCH (UID", -1);
        row("* 12 FETCH (UID x)", -1);
        row("* 12 FETCH (X ((()))", -1);
        row("* 99999999999 EXISTS", -1);
        row("* LIST (", -1);
    }
    void responses()
    {
        QFETCH(QByteArray, frame);
        QFETCH(int, kind);
        const auto response = parseResponse(Blob(frame.toStdString()));
        QCOMPARE(response ? int(response->index()) : -1, kind);
    }

    void fetchedLettersAreSlicesOfTheFrame()
    {
        const auto response = parseResponse(Blob("* 12 FETCH (FLAGS (\\Seen) UID 7 BODY[] {3}\r\na)c)"));
        QVERIFY(response.has_value());
        const auto &fetch = std::get<FetchResponse>(*response);
        QCOMPARE(fetch.uid.value_or(0), 7U);
        QCOMPARE(fetch.letter->view(), std::string_view("a)c"));
        QVERIFY(fetch.flags->has(Flags::Seen));
    }

    void noOctetsMakeTheParsersGoWrong()
    {
        RandomStream random(13, "garbage");
        const char *pieces[] = {
            "(",    ")", "[",     "]",    "\"",   "{3}\r\n", " ",  "*",     ":",    ",",
            "1",    "0", "FETCH", "BODY", "UID",  "NOT",     "OR", "FLAGS", "\\",   "\\Seen",
            "\r\n", "a", "NIL",   "TEXT", "\xff", "<",       ">",  "OK",    "LIST", "HEADER.FIELDS"};
        for (int i = 0; i < 20'000; ++i) {
            std::string octets = i % 2 ? "* 1 FETCH (" : "";
            for (auto n = random.below(20); n > 0; --n)
                octets += pieces[random.below(std::size(pieces))];
            Lexer search(octets), fetch(octets), flags(octets), set(octets);
            parseSearch(search);
            parseFetchItems(fetch);
            parseFlagList(flags);
            parseSequenceSet(set);
            static_cast<void>(parseResponse(Blob(octets)));
        }
    }
};

QTEST_GUILESS_MAIN(TestImapWire)
#include "tst_imap_wire.moc"
