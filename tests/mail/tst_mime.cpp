#include "sim/kernel/random.h"
#include "sim/mail/mime.h"

#include <QElapsedTimer>
#include <QTest>

#include <clocale>

using namespace mf;
using namespace mf::mail;

namespace {

std::shared_ptr<const Message> parse(std::string letter) { return Message::parse(Blob(std::move(letter))); }

std::string textOf(std::string letter)
{
    const auto message = parse(std::move(letter));
    return decodedText(*message, message->root());
}

/// "name <local@domain>", "name:" and ";" for groups, with " | " between
std::string listing(std::string_view field)
{
    std::string out;
    for (const HeaderAddress &address : parseAddresses(field)) {
        out += out.empty() ? "" : " | ";
        if (address.groupEnd)
            out += ';';
        else if (address.groupStart)
            out += address.name + ':';
        else
            out += address.name + '<' + address.localPart + '@' + address.domain + '>';
    }
    return out;
}

} // namespace

class TstMime : public QObject {
    Q_OBJECT
private slots:
    void headerIsDecoded_data();
    void headerIsDecoded();
    void headerIsAlwaysUtf8();
    void parametersAreDecoded();
    void transferEncodingIsUndone_data();
    void transferEncodingIsUndone();
    void charsetBecomesUtf8_data();
    void charsetBecomesUtf8();
    void localeDoesNotMatter();
    void addressesAreRead_data();
    void addressesAreRead();
    void addressesHaveALimit();
    void hostileFieldsAreReadInNoTime();
    void noOctetsBringItDown();
};

void TstMime::headerIsDecoded_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, QByteArray given, QByteArray expected) {
        QTest::newRow(name) << given << expected;
    };
    row("plain", "Hello", "Hello");
    row("RFC 2047 8: Q", "=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?= <paf@nada.kth.se>",
        "Patrik F\xc3\xa4ltstr\xc3\xb6m <paf@nada.kth.se>");
    row("RFC 2047 8: B",
        "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n "
        "=?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
        "If you can read this you understand the example.");
    row("RFC 2047 8: (a b)", "(=?ISO-8859-1?Q?a?= b)", "(a b)");
    row("RFC 2047 8: (ab)", "(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", "(ab)");
    row("RFC 2047 8: (a_b)", "(=?ISO-8859-1?Q?a_b?=)", "(a b)");
    row("neighbours that both end with =", "=?utf-8?B?w6Q=?= =?utf-8?B?w6Q=?=\r\n\t=?UTF-8?b?w6Q=?=",
        "\xc3\xa4\xc3\xa4\xc3\xa4");
    row("character cut in two", "=?utf-8?Q?=C3?= =?utf-8?B?pA==?=", "\xc3\xa4");
    row("neighbours of two charsets", "=?utf-8?Q?=C3=A4?= =?iso-8859-1?Q?=E4?= x", "\xc3\xa4\xc3\xa4 x");
    row("language of RFC 2231", "=?US-ASCII*EN?Q?Keith_Moore?= <moore@cs.utk.edu>",
        "Keith Moore <moore@cs.utk.edu>");
    row("unknown charset stays", "=?x-nobody?Q?a?= =?utf-8?Q?b?=", "=?x-nobody?Q?a?= b");
    row("= that is no escape", "=?utf-8?Q?a=zz=4?=", "a=zz=4");
    row("open word", "=?utf-8?Q?abc", "=?utf-8?Q?abc");
    row("raw UTF-8",
        "Gr\xc3\xbc\xc3\x9f"
        "e",
        "Gr\xc3\xbc\xc3\x9f"
        "e");
    row("folded", "Hello\r\n world", "Hello world");
    row("unknown encoding stays", "=?utf-8?X?abc?=", "=?utf-8?X?abc?=");
    row("octet that is no UTF-8",
        "a\xff"
        "b",
        "a\xef\xbf\xbd"
        "b");
    row("NUL", QByteArray("a\0b", 3),
        "a\xef\xbf\xbd"
        "b");
}

void TstMime::headerIsDecoded()
{
    QFETCH(QByteArray, given);
    QTEST(QByteArray::fromStdString(decodeHeader(given.toStdString())), "expected");
}

void TstMime::headerIsAlwaysUtf8()
{
    RandomStream random(1, "headers");
    constexpr std::string_view pieces[] = {
        "=?utf-8?Q?", "=?iso-8859-1?B?", "?=", "=C3", "=A4", "\xc3", "\xa4", " ", "abcd", "_", "=?",
        "?",          "=?gb2312?B?"};
    for (int i = 0; i < 20'000; ++i) {
        std::string given;
        for (auto n = random.below(12); n > 0; --n)
            given += pieces[random.below(std::size(pieces))];
        const std::string decoded = decodeHeader(given);
        QCOMPARE(QString::fromStdString(decoded).toStdString(), decoded);
    }
}

void TstMime::parametersAreDecoded()
{
    const Parameters plain = parseParameters("Attachment; filename=\"a;b.txt\"; SIZE=10");
    QCOMPARE(plain.value, std::string("Attachment"));
    QCOMPARE(plain.list.size(), std::size_t{2});
    QVERIFY(plain.list[0] == std::pair(std::string("filename"), std::string("a;b.txt")));
    QVERIFY(plain.list[1] == std::pair(std::string("size"), std::string("10")));

    // RFC 2231 section 4.1
    const Parameters pieces =
        parseParameters("application/x-stuff\r\n    ;title*0*=us-ascii'en'This%20is%20even%20more%20\r\n"
                        "    ;title*1*=%2A%2A%2Afun%2A%2A%2A%20\r\n    ;title*2=\"isn't it!\"");
    QCOMPARE(pieces.value, std::string("application/x-stuff"));
    QCOMPARE(pieces.list.size(), std::size_t{1});
    QCOMPARE(pieces.list[0].second, std::string("This is even more ***fun*** isn't it!"));

    QCOMPARE(parseParameters("inline; filename*=utf-8''%e2%82%ac%20rates").list.at(0).second,
             std::string("\xe2\x82\xac rates"));
    QCOMPARE(parseParameters("inline; filename=\"=?utf-8?B?w6Q=?= =?utf-8?B?w6Q=?=.txt\"").list.at(0).second,
             std::string("\xc3\xa4\xc3\xa4.txt"));
    QVERIFY(parseParameters("text/plain").list.empty());
    QVERIFY(parseParameters("").value.empty());
}

void TstMime::transferEncodingIsUndone_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("none") << QByteArray("7bit") << QByteArray("a=20b\r\n") << QByteArray("a=20b\r\n");
    QTest::newRow("unknown") << QByteArray("x-mine") << QByteArray("a=20b\r\n") << QByteArray("a=20b\r\n");
    QTest::newRow("quoted-printable") << QByteArray("Quoted-Printable")
                                      << QByteArray("a=20b=\r\nc =\r\nd=3D\r\n") << QByteArray("a bc d=\r\n");
    QTest::newRow("base64") << QByteArray("BASE64") << QByteArray("SGVs\r\nbG8=\r\n") << QByteArray("Hello");
    QTest::newRow("base64 with what it may not have")
        << QByteArray("base64") << QByteArray("SG!Vs bG8=\r\n") << QByteArray("Hello");
}

void TstMime::transferEncodingIsUndone()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    const auto message =
        parse("Content-Transfer-Encoding: " + encoding.toStdString() + "\r\n\r\n" + body.toStdString());
    QTEST(QByteArray::fromStdString(decodedBody(*message, message->root())), "expected");
}

void TstMime::charsetBecomesUtf8_data()
{
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("latin 1") << QByteArray("iso-8859-1")
                             << QByteArray("gr\xfc\xdf"
                                           "e")
                             << QByteArray("gr\xc3\xbc\xc3\x9f"
                                           "e");
    QTest::newRow("windows") << QByteArray("windows-1252") << QByteArray("\x80")
                             << QByteArray("\xe2\x82\xac");
    QTest::newRow("koi8-r") << QByteArray("KOI8-R") << QByteArray("\xf0") << QByteArray("\xd0\x9f");
    QTest::newRow("utf-8") << QByteArray("utf-8") << QByteArray("\xe2\x82\xac\xff")
                           << QByteArray("\xe2\x82\xac\xef\xbf\xbd");
    QTest::newRow("us-ascii that is not")
        << QByteArray("us-ascii") << QByteArray("\xc3\xa4") << QByteArray("\xc3\xa4");
    QTest::newRow("unknown") << QByteArray("x-nobody") << QByteArray("a\xff") << QByteArray("a\xef\xbf\xbd");
    QTest::newRow("cut off") << QByteArray("shift_jis") << QByteArray("a\x82") << QByteArray("a\xef\xbf\xbd");
    QTest::newRow("unreadable inside") << QByteArray("euc-jp")
                                       << QByteArray("a\xff"
                                                     "b")
                                       << QByteArray("a\xef\xbf\xbd"
                                                     "b");
    QTest::newRow("longer than a buffer")
        << QByteArray("iso-8859-1") << QByteArray(10'000, '\xfc') << QByteArray("\xc3\xbc").repeated(10'000);
}

void TstMime::charsetBecomesUtf8()
{
    QFETCH(QByteArray, charset);
    QFETCH(QByteArray, body);
    QTEST(QByteArray::fromStdString(textOf("Content-Type: text/plain; charset=" + charset.toStdString()
                                           + "\r\n\r\n" + body.toStdString())),
          "expected");
}

void TstMime::localeDoesNotMatter()
{
    const std::string raw = "\xe4\xf6 =?utf-8?Q?=C3=A4?=";
    const std::string before = decodeHeader(raw);
    for (const char *locale : {"C", "C.UTF-8", "de_DE.ISO-8859-1", "tr_TR.UTF-8"}) {
        std::setlocale(LC_ALL, locale); // one that is not installed changes nothing, as it must
        QCOMPARE(decodeHeader(raw), before);
        QCOMPARE(textOf("Content-Type: TEXT/PLAIN; CHARSET=ISO-8859-1\r\n\r\n\xe4"), std::string("\xc3\xa4"));
    }
    std::setlocale(LC_ALL, "C");
}

void TstMime::addressesAreRead_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, QByteArray field, QByteArray expected) {
        QTest::newRow(name) << field << expected;
    };
    row("RFC 5322 A.1.1", "John Doe <jdoe@machine.example>", "John Doe<jdoe@machine.example>");
    row("RFC 5322 A.1.2",
        "Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>, <boss@nil.test>, \"Giant; "
        "\\\"Big\\\" Box\" <sysservices@example.net>",
        "Mary Smith<mary@x.test> | <jdoe@example.org> | Who?<one@y.test> | <boss@nil.test> | Giant; \"Big\" "
        "Box<sysservices@example.net>");
    row("RFC 5322 A.1.3", "A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;",
        "A Group: | Ed Jones<c@a.test> | <joe@where.test> | John<jdoe@one.test> | ;");
    row("RFC 5322 A.1.3: empty", "Undisclosed recipients:;", "Undisclosed recipients: | ;");
    row("RFC 5322 A.5", "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>",
        "Pete<pete@silly.test>");
    row("RFC 5322 A.5: group",
        "A Group(Some people)\r\n     :Chris Jones <c@(Chris's host.)public.example>,\r\n         "
        "joe@example.org,\r\n  John <jdoe@one.test> (my dear friend); (the end of the group)",
        "A Group: | Chris Jones<c@public.example> | <joe@example.org> | John<jdoe@one.test> | ;");
    row("RFC 5322 A.6.1", "Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example",
        "Mary Smith<mary@example.net> | <jdoe@test.example>");
    row("dots in a name", "Joe Q. Public <john.q.public@example.com>",
        "Joe Q. Public<john.q.public@example.com>");
    row("name of old", "jdoe@example.org (John Doe)", "John Doe<jdoe@example.org>");
    row("encoded words stay", "=?utf-8?Q?J=C3=B6rg?= <j@x.test>", "=?utf-8?Q?J=C3=B6rg?=<j@x.test>");
    row("quoted local part", "\"j d\"@x.test", "<j d@x.test>");
    row("literal", "a@[192.0.2.1]", "<a@[192.0.2.1]>");
    row("no domain", "alice, bob", "<alice@> | <bob@>");
    row("empty", "", "");
    row("commas", ",, ,", "");
    row("null path", "<>", "");
    row("open bracket", "A <a@b.test", "A<a@b.test>");
    row("open quote", "\"A <a@b.test>", "<A <a@b.test>@>");
    row("open group", "G: a@b.test", "G: | <a@b.test> | ;");
    row("colon in a group", "G: a: b@c.test;", "G: | <a@> | ;");
    row("end of no group", "a@b.test; c@d.test", "<a@b.test> | <c@d.test>");
    row("what stands nowhere", ")> ] a@b.test", "<a@b.test>");
}

void TstMime::addressesAreRead()
{
    QFETCH(QByteArray, field);
    QTEST(QByteArray::fromStdString(listing(field.toStdString())), "expected");
}

void TstMime::addressesHaveALimit()
{
    std::string field;
    for (std::size_t i = 0; i < kHeaderAddressLimit; ++i)
        field += "a@b.test,";
    QCOMPARE(parseAddresses(field).size(), kHeaderAddressLimit);
    QCOMPARE(parseAddresses(field + "a@b.test").size(), kHeaderAddressLimit);
}

void TstMime::hostileFieldsAreReadInNoTime()
{
    QElapsedTimer timer;
    timer.start();
    for (const std::string_view piece : {"(", ")", "\"", "<", "<@", "@", ":", "a:", ",", ";", "[", "\\", "=?",
                                         "=?utf-8?Q?a?= ", "a ", "a=\"", ";a=b", ";a*0=b", "?="}) {
        std::string field = "x;";
        while (field.size() < 1'000'000)
            field += piece;
        (void)parseAddresses(field);
        (void)decodeHeader(field);
        (void)parseParameters(field.substr(0, 50'000));
        QVERIFY2(timer.elapsed() < 60'000, std::string(piece).c_str());
    }
}

void TstMime::noOctetsBringItDown()
{
    RandomStream random(3, "noise");
    constexpr std::string_view likely = "<>@\"\\[]():;,. =?*'%a0Qq-\r\n\t\x80\xc3";
    for (int i = 0; i < 30'000; ++i) {
        std::string noise;
        for (auto n = random.below(30); n > 0; --n)
            noise += likely[random.below(likely.size())];
        (void)parseAddresses(noise);
        (void)parseParameters(noise);
        (void)decodeHeader(noise);
        (void)textOf("Content-Type: text/plain; charset=" + noise
                     + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + noise);
    }
}

QTEST_GUILESS_MAIN(TstMime)
#include "tst_mime.moc"
