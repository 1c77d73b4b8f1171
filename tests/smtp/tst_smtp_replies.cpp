// Replies and what stands in them, as rows: the client's reply reader, EHLO's offer, parameters of MAIL.
#include "sim/smtp/offer.h"
#include "sim/smtp/parameters.h"
#include "sim/smtp/reply_reader.h"

#include <QTest>

using namespace mf;
using namespace mf::smtp;

namespace {

/// All replies in the octets, "CODE STATUS TEXT" each; then "broken" where it ended so.
QStringList readAll(const std::string &octets, std::size_t piece)
{
    ReplyReader reader;
    QStringList list;
    for (std::size_t at = 0; at < octets.size() && !reader.broken(); at += piece) {
        reader.feed(std::string_view(octets).substr(at, piece));
        while (const auto reply = reader.next())
            list << QStringLiteral("%1 %2 %3")
                        .arg(reply->code)
                        .arg(QString::fromStdString(reply->status.print()),
                             QString::fromStdString(reply->text));
    }
    if (reader.broken())
        list << QStringLiteral("broken");
    return list;
}

} // namespace

class TestSmtpReplies : public QObject {
    Q_OBJECT
private slots:
    void replies_data();
    void replies();
    void lineLimit();
    void lineCountLimit();
    void pendingLimit();
    void printedRepliesAreReadAgain();
    void offers();
    void mailParameters_data();
    void mailParameters();
};

void TestSmtpReplies::replies_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *name, const char *octets, const QStringList &found) {
        QTest::newRow(name) << QByteArray(octets) << found;
    };
    row("one line", "250 ok\r\n", {"250  ok"});
    row("no text", "250 \r\n", {"250  "});
    row("no space", "250\r\n", {"250  "});
    row("status", "250 2.1.5 fine\r\n", {"250 2.1.5 fine"});
    row("status alone", "550 5.1.1\r\n", {"550 5.1.1 "});
    row("status of another class", "550 2.1.5 odd\r\n", {"550  2.1.5 odd"});
    row("no status", "250 2.1 lines\r\n", {"250  2.1 lines"});
    row("several lines", "250-a\r\n250-b\r\n250 c\r\n", {"250  a\nb\nc"});
    row("several lines with status", "550-5.7.1 not\r\n550 5.7.1 you\r\n", {"550 5.7.1 not\nyou"});
    row("two replies", "250 a\r\n550 b\r\n", {"250  a", "550  b"});
    row("unfinished", "250-a\r\n250 b\r", {});
    row("another code", "250-a\r\n251 b\r\n", {"broken"});
    row("no digits", "hello\r\n", {"broken"});
    row("too short", "25\r\n", {"broken"});
    row("empty line", "\r\n", {"broken"});
    row("code too low", "199 x\r\n", {"broken"});
    row("code too high", "600 x\r\n", {"broken"});
    row("no separator", "250x\r\n", {"broken"});
    row("bare LF does not end it", "250 a\n250 b\r\n", {"250  a\n250 b"});
}

void TestSmtpReplies::replies()
{
    QFETCH(QByteArray, octets);
    QFETCH(QStringList, found);
    QCOMPARE(readAll(octets.toStdString(), 1000), found);
    QCOMPARE(readAll(octets.toStdString(), 1), found);
}

void TestSmtpReplies::lineLimit()
{
    const std::string text(ReplyReader::kLineLimitOctets - 6, 'x');
    QCOMPARE(readAll("250 " + text + "\r\n", 100), QStringList{"250  " + QString::fromStdString(text)});
    QCOMPARE(readAll("250 x" + text + "\r\n", 100), QStringList{"broken"});
}

void TestSmtpReplies::lineCountLimit()
{
    std::string lines;
    for (std::size_t i = 1; i < ReplyReader::kLineLimit; ++i)
        lines += "250-x\r\n";
    QCOMPARE(readAll(lines + "250 x\r\n", 1000).size(), 1);
    QVERIFY(readAll(lines + "250 x\r\n", 1000) != QStringList{"broken"});
    QCOMPARE(readAll(lines + "250-x\r\n250 x\r\n", 1000), QStringList{"broken"});
}

void TestSmtpReplies::pendingLimit()
{
    ReplyReader reader;
    reader.feed(std::string(ReplyReader::kPendingLimitOctets, 'x'));
    QVERIFY(!reader.broken());
    reader.feed("x");
    QVERIFY(reader.broken());
}

void TestSmtpReplies::printedRepliesAreReadAgain()
{
    const Reply replies[] = {{250, {}, "ok"},
                             {550, {5, 1, 1}, "no such user"},
                             {421, {4, 4, 2}, "one\ntwo\nthree"},
                             {354, {}, ""}};
    for (const Reply &reply : replies) {
        ReplyReader reader;
        reader.feed(reply.print());
        const auto read = reader.next();
        QVERIFY(read);
        QVERIFY(*read == reply);
    }
}

void TestSmtpReplies::offers()
{
    const Offer offer =
        parseOffer({250,
                    {},
                    "PIPELINING is my name\npipelining\nSIZE 1000\n8BITMIME\nX-ODD\nSTARTTLS\n"
                    "AUTH PLAIN  LOGIN\nENHANCEDSTATUSCODES\n"});
    QVERIFY(offer.pipelining && offer.size && offer.eightBitMime && offer.startTls
            && offer.enhancedStatusCodes);
    QCOMPARE(offer.sizeLimitOctets, std::uint64_t{1000});
    QCOMPARE(offer.authMechanisms, (std::vector<std::string>{"PLAIN", "LOGIN"}));
    const Offer old = parseOffer({250, {}, "x\nAUTH=LOGIN\nSIZE"});
    QCOMPARE(old.authMechanisms, (std::vector<std::string>{"LOGIN"}));
    QVERIFY(old.size && old.sizeLimitOctets == 0);
    QVERIFY(parseOffer({250, {}, "PIPELINING"}) == Offer{});
}

void TestSmtpReplies::mailParameters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code"); // 0: fine
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("eightBit");
    QTest::newRow("none") << QByteArray("") << 0 << quint64{0} << false;
    QTest::newRow("size") << QByteArray("SIZE=18446744073709551615") << 0 << ~quint64{0} << false;
    QTest::newRow("size too large to count")
        << QByteArray("SIZE=18446744073709551616") << 0 << ~quint64{0} << false;
    QTest::newRow("size of 21 digits")
        << QByteArray("SIZE=118446744073709551616") << 501 << quint64{0} << false;
    QTest::newRow("size negative") << QByteArray("SIZE=-1") << 501 << quint64{0} << false;
    QTest::newRow("size without number") << QByteArray("SIZE") << 501 << quint64{0} << false;
    QTest::newRow("both") << QByteArray("size=5 body=8bitmime") << 0 << quint64{5} << true;
    QTest::newRow("seven bits") << QByteArray("BODY=7BIT") << 0 << quint64{0} << false;
    QTest::newRow("body twice") << QByteArray("BODY=7BIT BODY=8BITMIME") << 501 << quint64{0} << false;
    QTest::newRow("author") << QByteArray("AUTH=<>") << 0 << quint64{0} << false;
    QTest::newRow("author missing") << QByteArray("AUTH=") << 501 << quint64{0} << false;
    QTest::newRow("unknown") << QByteArray("RET=HDRS") << 555 << quint64{0} << false;
}

void TestSmtpReplies::mailParameters()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(quint64, size);
    QFETCH(bool, eightBit);
    const auto parsed = parseMailParameters(text.toStdString(), {true, true, true});
    QCOMPARE(parsed ? 0 : parsed.error().code, code);
    if (parsed) {
        QCOMPARE(parsed->sizeOctets, std::uint64_t{size});
        QCOMPARE(parsed->eightBit, eightBit);
    }
}

QTEST_GUILESS_MAIN(TestSmtpReplies)
#include "tst_smtp_replies.moc"
