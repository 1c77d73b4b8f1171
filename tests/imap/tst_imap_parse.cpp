// The arguments of commands: rows of good and bad form, and inverses.
#include "sim/imap/fetch_item.h"
#include "sim/imap/flags.h"
#include "sim/imap/lexer.h"
#include "sim/imap/mailbox_name.h"
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

} // namespace

class TestImapParse : public QObject {
    Q_OBJECT

private slots:
    void sequenceSets_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("meant"); // of 15 letters; empty: BAD
        QTest::newRow("one") << u"3"_s << u"3"_s;
        QTest::newRow("RFC 3501 section 9") << u"2,4:7,9,12:*"_s << u"2,4:7,9,12:15"_s;
        QTest::newRow("RFC 3501 section 9, overlapping") << u"*:4,5:7"_s << u"4:15"_s;
        QTest::newRow("backwards") << u"5:3"_s << u"3:5"_s;
        QTest::newRow("star") << u"*"_s << u"15"_s;
        QTest::newRow("star and star") << u"*:*"_s << u"15"_s;
        QTest::newRow("over the largest") << u"20:*"_s << u"15:20"_s;
        QTest::newRow("touching") << u"1,2,3,5"_s << u"1:3,5"_s;
        QTest::newRow("all 32 bits") << u"1:4294967295"_s << u"1:4294967295"_s;
        for (const char *bad : {"", "0", "1:", ":1", "1,,2", "1;2", "-1", "4294967296", "1:2:3", "a"})
            QTest::addRow("bad %s", bad) << QString::fromLatin1(bad) << u""_s;
    }
    void sequenceSets()
    {
        QFETCH(QString, written);
        QFETCH(QString, meant);
        const std::string octets = written.toStdString();
        Lexer in(octets);
        const SequenceSet set = parseSequenceSet(in);
        in.end();
        QCOMPARE(in.ok(), !meant.isEmpty());
        if (!in.ok())
            return;
        QCOMPARE(print(resolved(set, 15)), meant.toStdString());
        const std::string printed = print(set);
        Lexer again(printed);
        QVERIFY(parseSequenceSet(again) == set && again.atEnd());
    }

    void setsOfNumbersAreReadBack()
    {
        RandomStream random(5, "sets");
        for (int i = 0; i < 500; ++i) {
            std::vector<std::uint32_t> numbers;
            for (std::uint32_t n = 1; n < 60; ++n)
                if (random.below(3) != 0)
                    numbers.push_back(n);
            if (numbers.empty())
                continue;
            const std::string printed = print(setOf(numbers));
            Lexer in(printed);
            const SequenceSet set = resolved(parseSequenceSet(in), 100);
            QVERIFY(in.ok());
            for (std::uint32_t n = 1; n < 61; ++n)
                QCOMPARE(contains(set, n), std::ranges::binary_search(numbers, n));
        }
    }

    void mailboxNames_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("name");
        const auto good = [](const char *wire, const char *name) {
            QTest::newRow(wire) << QByteArray(wire) << QByteArray(name);
        };
        good("INBOX", "INBOX");
        good("a&-b", "a&b");
        good("&Jjo-!", "\xe2\x98\xba!"); // RFC 3501 section 5.1.3
        good("~peter/mail/&U,BTFw-/&ZeVnLIqe-",
             "~peter/mail/\xe5\x8f\xb0\xe5\x8c\x97/\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e");
        good("Entw&APw-rfe", "Entw\xc3\xbcrfe");
        good("&2D3eAA-", "\xf0\x9f\x98\x80"); // beyond 16 bits: a surrogate pair
        good("&U,BTFw-&-", "\xe5\x8f\xb0\xe5\x8c\x97&");
    }
    void mailboxNames()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QByteArray, name);
        const auto decoded = decodeMailboxName(wire.toStdString());
        QVERIFY(decoded.has_value());
        QCOMPARE(*decoded, name.toStdString());
        QCOMPARE(encodeMailboxName(name.toStdString()), wire.toStdString());
    }

    void badMailboxNames_data()
    {
        QTest::addColumn<QByteArray>("wire");
        for (const char *wire : {"&", "a&b", "&Jjo", "&Jjo!-", "&AGE-", "&U,BTFw-&ZeVnLIqe-", "\xc3\xa9",
                                 "a\tb", "&J-", "&2D0-", "&3gA-", "&Jjp-", "&JjoA-"})
            QTest::newRow(wire) << QByteArray(wire);
    }
    void badMailboxNames()
    {
        QFETCH(QByteArray, wire);
        QVERIFY(!decodeMailboxName(wire.toStdString()).has_value());
    }

    void encodedMailboxNamesAreReadBack()
    {
        RandomStream random(7, "names");
        const char *pieces[] = {"a",    "&",    "/", "-", "\xc3\xbc", "\xe2\x98\xba", "\xf0\x9f\x98\x80",
                                "\x01", "\x7f", " "};
        for (int i = 0; i < 2000; ++i) {
            std::string name;
            for (auto n = random.below(8); n > 0; --n)
                name += pieces[random.below(std::size(pieces))];
            const std::string wire = encodeMailboxName(name);
            QVERIFY(std::ranges::all_of(wire, [](char c) { return c >= 0x20 && c < 0x7f; }));
            QCOMPARE(decodeMailboxName(wire).value_or("none"), name);
        }
        QCOMPARE(encodeMailboxName("a\xff"), std::string("a&,,0-")); // U+FFFD for what is no UTF-8
    }

    void listPatterns_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("matched");
        QTest::newRow("all") << u"*"_s << u"INBOX a a/b a/b/c ab"_s;
        QTest::newRow("one level") << u"%"_s << u"INBOX a ab"_s;
        QTest::newRow("two levels") << u"%/%"_s << u"a/b"_s;
        QTest::newRow("below") << u"a/*"_s << u"a/b a/b/c"_s;
        QTest::newRow("directly below") << u"a/%"_s << u"a/b"_s;
        QTest::newRow("prefix") << u"a*"_s << u"a a/b a/b/c ab"_s;
        QTest::newRow("prefix in a level") << u"a%"_s << u"a ab"_s;
        QTest::newRow("star then percent") << u"*/%"_s << u"a/b a/b/c"_s;
        QTest::newRow("percent then star") << u"%/*c"_s << u"a/b/c"_s;
        QTest::newRow("INBOX in any case") << u"inbox"_s << u"INBOX"_s;
        QTest::newRow("case else") << u"A"_s << u""_s;
        QTest::newRow("nothing") << u""_s << u""_s;
        QTest::newRow("stars in a row") << u"**b*"_s << u"INBOX a/b a/b/c ab"_s;
    }
    void listPatterns()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, matched);
        QStringList found;
        for (const char *name : {"INBOX", "a", "a/b", "a/b/c", "ab"})
            if (matchesPattern(name, pattern.toStdString()))
                found << QString::fromLatin1(name);
        QCOMPARE(found.join(u' '), matched);
    }

    void fetchItems_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("sections"); // printed back; "-" for items without one; empty: BAD
        const auto row = [](const char *written, const char *sections) {
            QTest::newRow(written) << QString::fromLatin1(written) << QString::fromLatin1(sections);
        };
        row("FLAGS", "-");
        row("ALL", "- - - -");
        row("FAST", "- - -");
        row("full", "- - - - -");
        row("(UID RFC822.SIZE)", "- -");
        row("BODY", "-");
        row("BODY[]", "[]");
        row("BODY.PEEK[]<0.2048>", "[]<0.2048>");
        row("body[text]", "[TEXT]");
        row("(BODY[1.2.3.MIME] BODYSTRUCTURE)", "[1.2.3.MIME] -");
        row("BODY.PEEK[HEADER.FIELDS (From \"To\")]", "[HEADER.FIELDS (From To)]");
        row("BODY[4.HEADER.FIELDS.NOT (\"a b\")]", "[4.HEADER.FIELDS.NOT (\"a b\")]");
        row("(RFC822 RFC822.HEADER RFC822.TEXT)", "- - -");
        for (const char *bad :
             {"", "()", "(FLAGS", "FLAGS)", "(ALL)", "FLAGS UID", "BODY[", "BODY[MIME]", "BODY[0]",
              "BODY[1.]", "BODY[1.FOO]", "BODY[HEADER.FIELDS]", "BODY[HEADER.FIELDS ()]", "BODY[]<1>",
              "BODY[]<1.0>", "BODY.PEEK", "RFC823", "BODY[TEXT.1]", "(FLAGS  UID)"})
            row(bad, "");
    }
    void fetchItems()
    {
        QFETCH(QString, written);
        QFETCH(QString, sections);
        const std::string octets = written.toStdString();
        Lexer in(octets);
        const FetchItems items = parseFetchItems(in);
        in.end();
        QCOMPARE(in.ok(), !sections.isEmpty());
        if (!in.ok())
            return;
        QStringList found;
        for (const FetchItem &item : items) {
            QString one = u"-"_s;
            if (item.what == FetchItem::What::Section)
                one = u'[' + text(print(item.section)) + u']';
            if (item.partial)
                one += u"<%1.%2>"_s.arg(item.partial->offset).arg(item.partial->count);
            found << one;
        }
        QCOMPARE(found.join(u' '), sections);
    }

    void sectionsAndItemsHaveLimits()
    {
        const auto good = [](const std::string &octets) {
            Lexer in(octets);
            parseFetchItems(in);
            in.end();
            return in.ok();
        };
        std::string numbers = "1";
        for (std::size_t i = 1; i < kSectionDepthLimit; ++i)
            numbers += ".1";
        QVERIFY(good("BODY[" + numbers + "]"));
        QVERIFY(!good("BODY[" + numbers + ".1]"));
        std::string items = "UID", fields = "a";
        for (std::size_t i = 1; i < kFetchItemLimit; ++i) {
            items += " UID";
            fields += " a";
        }
        QVERIFY(good("(" + items + ")"));
        QVERIFY(!good("(" + items + " UID)"));
        QVERIFY(good("BODY[HEADER.FIELDS (" + fields + ")]"));
        QVERIFY(!good("BODY[HEADER.FIELDS (" + fields + " a)]"));
    }

    void searchKeys_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<bool>("good");
        for (const char *written :
             {"ALL", "UNSEEN", "1:5 UID 7:*", "FROM alice SUBJECT \"a b\"", "NOT DELETED",
              "OR SEEN OR FLAGGED DRAFT", "(SEEN (NEW))", "CHARSET UTF-8 TEXT {2}\r\n\xc3\xa9",
              "SINCE 1-Feb-1994", "BEFORE \"01-FEB-1994\"", "LARGER 0", "KEYWORD $Junk",
              "HEADER Message-ID \"\"", "SENTON 29-Feb-2024"})
            QTest::newRow(written) << QString::fromLatin1(written) << true;
        for (const char *written : {"",
                                    "FOO",
                                    "NOT",
                                    "OR SEEN",
                                    "(",
                                    "()",
                                    "(SEEN",
                                    "SEEN)",
                                    "FROM",
                                    "SINCE 31-Feb-1994",
                                    "SINCE 1994",
                                    "SINCE 1-Foo-1994",
                                    "SENTON 29-Feb-2023",
                                    "SINCE 1-Jan-10000",
                                    "LARGER -1",
                                    "LARGER 4294967296",
                                    "UID 0",
                                    "SEEN  FLAGGED",
                                    "ALL ",
                                    "CHARSET UTF-8",
                                    "KEYWORD \"a\""})
            QTest::newRow(written) << QString::fromLatin1(written) << false;
    }
    void searchKeys()
    {
        QFETCH(QString, written);
        QFETCH(bool, good);
        const std::string octets = written.toLatin1().toStdString();
        Lexer in(octets);
        parseSearch(in);
        QCOMPARE(in.ok(), good);
    }

    void searchKeysNestUpToALimit()
    {
        const auto nested = [](std::size_t depth) {
            std::string octets;
            for (std::size_t i = 1; i < depth; ++i)
                octets += "NOT ";
            octets += "SEEN";
            Lexer in(octets);
            parseSearch(in);
            return in.ok();
        };
        QVERIFY(nested(kSearchDepthLimit));
        QVERIFY(!nested(kSearchDepthLimit + 1));
    }

    void searchKeysAndSortCriteriaHaveLimits()
    {
        const auto searches = [](std::size_t keys) {
            std::string octets = "(SEEN";
            for (std::size_t i = 2; i < keys; ++i) // the parenthesis is one too
                octets += " SEEN";
            octets += ')';
            Lexer in(octets);
            parseSearch(in);
            return in.ok();
        };
        QVERIFY(searches(kSearchKeyLimit));
        QVERIFY(!searches(kSearchKeyLimit + 1));
        const auto sorts = [](std::size_t criteria) {
            std::string octets = "(DATE";
            for (std::size_t i = 1; i < criteria; ++i)
                octets += " REVERSE SIZE";
            octets += ") UTF-8 ALL";
            Lexer in(octets);
            parseSort(in);
            return in.ok();
        };
        QVERIFY(sorts(kSortCriteriaLimit));
        QVERIFY(!sorts(kSortCriteriaLimit + 1));
    }

    void modSequencesHave63Bits()
    {
        const auto good = [](std::string_view octets) {
            Lexer in(octets);
            parseSearch(in);
            return in.ok();
        };
        QVERIFY(good("MODSEQ 9223372036854775807"));
        QVERIFY(!good("MODSEQ 9223372036854775808"));
        QVERIFY(good("MODSEQ \"/flags/\\\\Draft\" priv 0"));
        QVERIFY(!good("MODSEQ \"/flags/\\\\Draft\" mine 0"));
        QVERIFY(!good("MODSEQ \"/colours/red\" all 0"));
        QVERIFY(!good("MODSEQ"));
    }

    void searchDatesAreReadBack()
    {
        RandomStream random(11, "dates");
        for (int i = 0; i < 1000; ++i) {
            const std::chrono::sys_days day{std::chrono::days(random.below(40'000))};
            const std::string printed = printSearchDate(day);
            Lexer in(printed);
            QVERIFY(parseSearchDate(in) == day);
            QVERIFY(in.ok() && in.atEnd());
        }
    }

    void searchDatesHaveFourDigitsOfYear()
    {
        const auto good = [](std::string_view text) {
            Lexer in(text);
            parseSearchDate(in);
            return in.ok() && in.atEnd();
        };
        for (const std::string_view text :
             {"1-Feb-2026", "01-feb-2026", "\"28-Feb-2026\"", "29-Feb-2024", "1-Jan-0001"})
            QVERIFY2(good(text), text.data());
        for (const std::string_view text :
             {"1-Feb-26", "1-Feb-026", "1-Feb-02026", "001-Feb-2026", "29-Feb-2026", "0-Feb-2026",
              "1-Foo-2026", "\"1-Feb-2026", "1-Feb", "-Feb-2026", "Feb-1-2026"})
            QVERIFY2(!good(text), text.data());
    }

    void flagsAreReadAndPrinted()
    {
        const std::string octets = R"((\seen $Junk \DELETED $junk))";
        Lexer in(octets);
        const Flags flags = parseFlagList(in);
        QVERIFY(in.ok() && in.atEnd());
        QCOMPARE(print(flags), std::string(R"((\Deleted \Seen $Junk))"));
        for (const char *bad : {"(\\Recent)", "(\\Foo)", "(\\*)", "(a", "a", "( a)", "(a )", "(\"a\")"}) {
            Lexer again(bad);
            parseFlagList(again);
            again.end();
            QVERIFY2(!again.ok(), bad);
        }
    }
};

QTEST_GUILESS_MAIN(TestImapParse)
#include "tst_imap_parse.moc"
