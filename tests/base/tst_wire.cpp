// CRLF framing and replies.
#include "sim/kernel/random.h"
#include "sim/mail/reply.h"
#include "sim/wire/line_buffer.h"

#include <QtTest>

using namespace mf;

namespace {

/// Every line that comes out, however the input is cut; "!" stands for a line that was too long.
std::string linesOf(std::string_view input, std::size_t limit, std::size_t chunk)
{
    LineBuffer buffer(limit);
    std::string out, line;
    for (std::size_t at = 0; at < input.size(); at += chunk) {
        buffer.feed(input.substr(at, chunk));
        for (;;) {
            const auto taken = buffer.takeLine(line);
            if (taken == LineBuffer::Taken::Incomplete)
                break;
            out += taken == LineBuffer::Taken::Line ? line : std::string("!");
            out += '|';
        }
    }
    return out;
}

} // namespace

class TestWire : public QObject {
    Q_OBJECT

private slots:
    void onlyCrLfEndsALine_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("two lines") << QByteArray("a\r\nb\r\n") << 100 << QByteArray("a|b|");
        QTest::newRow("bare LF stays") << QByteArray("a\nb\r\n") << 100 << QByteArray("a\nb|");
        QTest::newRow("bare CR stays") << QByteArray("a\rb\r\n") << 100 << QByteArray("a\rb|");
        QTest::newRow("CR CR LF") << QByteArray("a\r\r\nb\r\n") << 100 << QByteArray("a\r|b|");
        QTest::newRow("incomplete") << QByteArray("a\r\nb\r") << 100 << QByteArray("a|");
        QTest::newRow("at the limit") << QByteArray("123456\r\nx\r\n") << 8 << QByteArray("123456|x|");
        QTest::newRow("over the limit") << QByteArray("1234567\r\nx\r\n") << 8 << QByteArray("!|x|");
        QTest::newRow("far over the limit")
            << QByteArray(1000, 'y') + QByteArray("\r\nx\r\n") << 8 << QByteArray("!|x|");
        QTest::newRow("over, CR inside") << QByteArray("1234567\r8\r\nx\r\n") << 8 << QByteArray("!|x|");
    }
    void onlyCrLfEndsALine()
    {
        QFETCH(QByteArray, input);
        QFETCH(int, limit);
        QFETCH(QByteArray, lines);
        const std::string text = input.toStdString();
        for (const std::size_t chunk : {text.size(), std::size_t{1}, std::size_t{2}, std::size_t{3}})
            QCOMPARE(linesOf(text, static_cast<std::size_t>(limit), chunk), lines.toStdString());
    }

    void aFloodWithoutLineEndStaysBounded()
    {
        LineBuffer buffer(512);
        std::string line;
        int complaints = 0;
        for (int i = 0; i < 10'000; ++i) {
            buffer.feed(std::string(1000, 'x'));
            while (buffer.takeLine(line) == LineBuffer::Taken::TooLong)
                ++complaints;
            QVERIFY(buffer.size() <= 512);
        }
        QCOMPARE(complaints, 1);
    }

    void repliesPrintTheirStatusOnEveryLine()
    {
        const Reply reply{550, {5, 1, 1}, "no such user\nask the postmaster"};
        QCOMPARE(reply.print(), std::string("550-5.1.1 no such user\r\n550 5.1.1 ask the postmaster\r\n"));
        QCOMPARE((Reply{250, {}, "mx.example.net\nPIPELINING"}.print()),
                 std::string("250-mx.example.net\r\n250 PIPELINING\r\n"));
        QVERIFY(reply.permanent() && !reply.transient() && !reply.positive());
    }
};

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
