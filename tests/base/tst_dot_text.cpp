// Text that ends with a line of one dot: read, written, and one as the inverse of the other, however it is cut.
#include "sim/kernel/random.h"
#include "sim/wire/dot_reader.h"
#include "sim/wire/dot_writer.h"

#include <QTest>

using namespace mf;

namespace {

constexpr std::uint64_t kNoLimit = 1'000'000;

struct Reading {
    std::string text;
    std::size_t consumed = 0;
    bool done = false, bare = false, tooLarge = false;
    std::size_t longest = 0;
    friend bool operator==(const Reading &, const Reading &) = default;
};

/// Reads in pieces of at most `piece` octets.
Reading read(std::string_view wire, std::size_t piece, std::uint64_t limit = kNoLimit)
{
    DotReader reader(limit);
    Reading reading;
    while (!wire.empty() && !reader.done()) {
        const std::string_view part = wire.substr(0, piece);
        const std::size_t used = reader.feed(part);
        reading.consumed += used;
        wire.remove_prefix(used);
        if (used < part.size())
            break;
    }
    reading.done = reader.done();
    reading.bare = reader.bareNewline();
    reading.tooLarge = reader.tooLarge();
    reading.longest = reader.longestLineOctets();
    reading.text = reader.takeLetter().flatten();
    return reading;
}

std::string write(const Slices &letter, std::size_t limit)
{
    DotWriter writer(letter);
    std::string wire;
    while (!writer.done())
        wire += writer.next(limit).flatten();
    return wire;
}

/// Text in which CR, LF and dots are as likely as letters: every corner of the two automata is met.
std::string oddText(RandomStream &random, std::size_t octets)
{
    constexpr std::string_view alphabet = "\r\n.ab";
    std::string text;
    while (text.size() < octets)
        text += alphabet[random.below(alphabet.size())];
    return text;
}

/// A letter as it should be: lines with CRLF, no bare CR or LF.
std::string evenText(RandomStream &random, std::size_t lines)
{
    std::string text;
    for (std::size_t i = 0; i < lines; ++i) {
        for (std::uint64_t octets = random.below(6); octets > 0; --octets)
            text += random.below(2) == 0 ? '.' : 'x';
        text += "\r\n";
    }
    return text;
}

} // namespace

class TestDotText : public QObject {
    Q_OBJECT
private slots:
    void reads_data();
    void reads();
    void anyCutReadsTheSame();
    void writes_data();
    void writes();
    void readingUndoesWriting();
    void aLetterWithoutDotsIsNotCopied();
    void theEndComesWholeAndNothingElseOverTheLimit();
    void whatIsOverTheLimitIsNotKept();
    void aLongLetterIsKeptInPieces();
};

void TestDotText::reads_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("left"); // octets after the end; -1: no end
    QTest::addColumn<bool>("bare");
    QTest::newRow("lone dot first") << QByteArray(".\r\n") << QByteArray() << 0 << false;
    QTest::newRow("one line") << QByteArray("x\r\n.\r\n") << QByteArray("x\r\n") << 0 << false;
    QTest::newRow("what follows is not touched")
        << QByteArray("x\r\n.\r\nQUIT\r\n") << QByteArray("x\r\n") << 6 << false;
    QTest::newRow("stuffed dot") << QByteArray("..\r\n.\r\n") << QByteArray(".\r\n") << 0 << false;
    QTest::newRow("dot before text") << QByteArray(".x\r\n.\r\n") << QByteArray("x\r\n") << 0 << false;
    QTest::newRow("dot inside a line") << QByteArray("x.\r\n.\r\n") << QByteArray("x.\r\n") << 0 << false;
    QTest::newRow("empty lines") << QByteArray("\r\n\r\n.\r\n") << QByteArray("\r\n\r\n") << 0 << false;
    QTest::newRow("not the end yet") << QByteArray("x\r\n.\r") << QByteArray("x\r\n") << -1 << false;
    QTest::newRow("LF . CR LF") << QByteArray("x\n.\r\n") << QByteArray("x\n.\r\n") << -1 << true;
    QTest::newRow("LF . LF") << QByteArray("x\n.\n") << QByteArray("x\n.\n") << -1 << true;
    QTest::newRow("CR LF . LF") << QByteArray("x\r\n.\n") << QByteArray("x\r\n\n") << -1 << true;
    QTest::newRow("CR . CR") << QByteArray("x\r.\r") << QByteArray("x\r.\r") << -1 << true;
    QTest::newRow(". CR CR LF") << QByteArray(".\r\r\n") << QByteArray("\r\r\n") << -1 << true;
    QTest::newRow(". CR . CR LF") << QByteArray(".\r.\r\n") << QByteArray("\r.\r\n") << -1 << true;
    QTest::newRow("CR CR LF . CR LF") << QByteArray("x\r\r\n.\r\n") << QByteArray("x\r\r\n") << 0 << true;
    QTest::newRow("bare LF at a line start")
        << QByteArray("x\r\n\ny\r\n.\r\n") << QByteArray("x\r\n\ny\r\n") << 0 << true;
    QTest::newRow("NUL is text") << QByteArray("a\0b\r\n.\r\n", 8) << QByteArray("a\0b\r\n", 5) << 0 << false;
}

void TestDotText::reads()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, text);
    QFETCH(int, left);
    QFETCH(bool, bare);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{1000}}) {
        const Reading reading = read(wire.toStdString(), piece);
        QCOMPARE(QByteArray::fromStdString(reading.text), text);
        QCOMPARE(reading.done, left >= 0);
        QCOMPARE(static_cast<int>(reading.consumed), static_cast<int>(wire.size()) - std::max(left, 0));
        QCOMPARE(reading.bare, bare);
    }
}

void TestDotText::anyCutReadsTheSame()
{
    RandomStream random(1, "cuts");
    for (int round = 0; round < 3000; ++round) {
        const std::string wire = oddText(random, 1 + random.below(60));
        const Reading octets = read(wire, 1);
        QVERIFY(read(wire, wire.size()) == octets);
        QVERIFY(read(wire, 1 + random.below(20)) == octets);
    }
}

void TestDotText::writes_data()
{
    QTest::addColumn<QByteArray>("letter");
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("empty") << QByteArray() << QByteArray(".\r\n");
    QTest::newRow("one line") << QByteArray("x\r\n") << QByteArray("x\r\n.\r\n");
    QTest::newRow("no final CRLF") << QByteArray("x") << QByteArray("x\r\n.\r\n");
    QTest::newRow("final CR") << QByteArray("x\r") << QByteArray("x\r\r\n.\r\n");
    QTest::newRow("dot first") << QByteArray(".") << QByteArray("..\r\n.\r\n");
    QTest::newRow("dot lines") << QByteArray(".\r\n..\r\n") << QByteArray("..\r\n...\r\n.\r\n");
    QTest::newRow("dot inside") << QByteArray("a.\r\nb\r\n") << QByteArray("a.\r\nb\r\n.\r\n");
    QTest::newRow("dot after a bare LF") << QByteArray("a\n.\r\n") << QByteArray("a\n.\r\n.\r\n");
}

void TestDotText::writes()
{
    QFETCH(QByteArray, letter);
    QFETCH(QByteArray, wire);
    for (const std::size_t limit : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{1000}})
        QCOMPARE(QByteArray::fromStdString(write(Slices(letter.toStdString()), limit)), wire);
}

void TestDotText::readingUndoesWriting()
{
    RandomStream random(1, "inverse");
    for (int round = 0; round < 3000; ++round) {
        const std::string text =
            round % 2 == 0 ? evenText(random, random.below(12)) : oddText(random, random.below(60)) + "\r\n";
        Slices letter; // in pieces of any size
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t count = 1 + random.below(20);
            letter.append(Blob(text.substr(at, count)));
            at += count;
        }
        const std::string wire = write(letter, 1 + random.below(30));
        QCOMPARE(wire, write(letter, 100'000));
        const Reading reading = read(wire, 1 + random.below(30));
        QVERIFY(reading.done);
        QCOMPARE(reading.consumed, wire.size());
        QCOMPARE(reading.text, text);
    }
}

void TestDotText::aLetterWithoutDotsIsNotCopied()
{
    const Slices letter(std::string(100'000, 'x') + "\r\n");
    DotWriter writer(letter);
    const Slices wire = writer.next(1'000'000);
    QCOMPARE(wire.pieceCount(), std::size_t{2});
    QCOMPARE(wire.piece(0).view().data(), letter.piece(0).view().data());
    QCOMPARE(wire.piece(0).size(), letter.size());
}

void TestDotText::theEndComesWholeAndNothingElseOverTheLimit()
{
    DotWriter writer{Slices(std::string("abc.\r\n.def\r\n"))};
    std::vector<std::size_t> sizes;
    while (!writer.done())
        sizes.push_back(writer.next(5).size());
    QCOMPARE(sizes, (std::vector<std::size_t>{5, 5, 6}));
}

void TestDotText::whatIsOverTheLimitIsNotKept()
{
    const std::string wire = std::string(98, 'x') + "\r\n.\r\n";
    const Reading fits = read(wire, 7, 100);
    QVERIFY(fits.done && !fits.tooLarge);
    QCOMPARE(fits.text.size(), std::size_t{100});
    const Reading tooLarge = read(wire, 7, 99);
    QVERIFY(tooLarge.done && tooLarge.tooLarge);
    QVERIFY(tooLarge.text.empty());
}

void TestDotText::aLongLetterIsKeptInPieces()
{
    std::string text;
    while (text.size() < 3 * DotReader::kPieceOctets)
        text += std::string(998, 'y') + "\r\n";
    DotReader reader(kNoLimit);
    const std::string wire = write(Slices(text), 4000);
    for (std::size_t at = 0; at < wire.size(); at += 1000)
        reader.feed(std::string_view(wire).substr(at, 1000));
    QVERIFY(reader.done());
    QCOMPARE(reader.longestLineOctets(), std::size_t{1000});
    const Slices letter = reader.takeLetter();
    QVERIFY(letter.pieceCount() >= 3);
    QVERIFY(letter == Slices(text));
}

QTEST_GUILESS_MAIN(TestDotText)
#include "tst_dot_text.moc"
