// Threads as RFC 5256 section 3 builds them.
#include "sim/imap/thread.h"

#include "sim/base/ascii.h"

#include <QTest>

#include <fmt/format.h>

using namespace mf;
using namespace mf::imap;

namespace {

/// One letter a line: "id subject references"; "-" is none, a subject that begins with "Re:" is an answer. Sent
/// one after the other.
std::vector<LetterToThread> lettersOf(std::string_view written)
{
    std::vector<LetterToThread> letters;
    for (const std::string_view line : ascii::split(written, '|')) {
        const auto words = ascii::split(line, ' ');
        const auto word = [](std::string_view text) {
            return text == "-" ? std::string() : std::string(text);
        };
        LetterToThread letter;
        letter.number = static_cast<std::uint32_t>(letters.size() + 1);
        letter.sent = CalendarTime{} + std::chrono::seconds(letter.number);
        letter.id = word(words[0]);
        letter.subject = word(words[1]);
        letter.isReplyOrForward = letter.subject.starts_with("Re:");
        if (letter.isReplyOrForward)
            letter.subject.erase(0, 3);
        for (std::size_t i = 2; i < words.size(); ++i)
            letter.references.emplace_back(words[i]);
        letters.push_back(std::move(letter));
    }
    return letters;
}

} // namespace

class TestImapThread : public QObject {
    Q_OBJECT

private slots:
    void threadsByReferences_data()
    {
        QTest::addColumn<QByteArray>("letters");
        QTest::addColumn<QByteArray>("threads");
        const auto row = [](const char *name, const char *letters, const char *threads) {
            QTest::newRow(name) << QByteArray(letters) << QByteArray(threads);
        };
        row("strangers", "a -|b -", "(1)(2)");
        row("answers", "a -|b - a|c - a|d - b", "(1 (2 4)(3))");
        row("a chain", "a -|b - a|c - a b|d - a b c", "(1 2 3 4)");
        row("the answer came first", "b - a|a -", "(2 1)");
        row("a letter that is not here", "b - x|c - x", "((1)(2))");
        row("one answer to a letter that is not here", "b - x", "(1)");
        row("letters in between are not here", "a -|d - a b c", "(1 2)");
        row("two that are not here", "c - a b|d - a b", "((1)(2))");
        row("in a circle", "a - b|b - a", "(2 1)");
        row("its own parent", "a - a", "(1)");
        row("one identifier twice", "a -|b - a|c - b|b - a", "(1 (2 3)(4))");
        row("no identifiers", "- -|- -", "(1)(2)");
        row("what the letter says counts more", "a -|b - a|c - a b|b2 - c|c - -", "(1 2 3 4)(5)");
        row("one subject", "a x|b x", "((1)(2))");
        row("an answer by its subject", "a x|b Re:x", "(1 2)");
        row("the answer came first, by subject", "b Re:x|a x", "(2 1)");
        row("two answers by subject", "b Re:x|c Re:x", "((1)(2))");
        row("answers to what is not here, by subject", "b Re:x q|c Re:x q|d Re:x", "((1)(2)(3))");
        row("two threads of what is not here", "b x q|c x q|d x r|e x r", "((1)(2)(3)(4))");
        row("an answer by subject to a thread", "a x|b Re:x a|c Re:x", "(1 (2)(3))");
        row("nothing", "", "");
    }
    void threadsByReferences()
    {
        QFETCH(QByteArray, letters);
        QFETCH(QByteArray, threads);
        const auto parsed =
            letters.isEmpty() ? std::vector<LetterToThread>{} : lettersOf(letters.toStdString());
        QCOMPARE(QByteArray::fromStdString(imap::threads(ThreadBy::References, parsed)), threads);
    }

    void threadsBySubject()
    {
        const auto letters = lettersOf("- a|- b|- Re:a|- Re:b|- a|- -|- -");
        QCOMPARE(threads(ThreadBy::OrderedSubject, letters), std::string("(1 (3)(5))(2 4)(6 7)"));
    }

    void dateDecidesNotTheNumber()
    {
        auto letters = lettersOf("a -|b - a|c - a|d -");
        letters[2].sent = CalendarTime{};
        letters[3].sent = CalendarTime{};
        QCOMPARE(threads(ThreadBy::References, letters), std::string("(4)(1 (3)(2))"));
    }

    void ancestryHasALimit()
    {
        // A chain, an answer to x, and x, which says that it answers the end of the chain.
        const auto withChainOf = [](std::size_t length) {
            std::string written = "1 -";
            for (std::size_t i = 2; i <= length; ++i)
                written += fmt::format("|{} - {}", i, i - 1);
            return threads(ThreadBy::References, lettersOf(fmt::format("{}|y - x|x - {}", written, length)));
        };
        QVERIFY(withChainOf(kAncestryLimit).ends_with(" 1000 1002 1001)"));
        QVERIFY(withChainOf(kAncestryLimit + 1).ends_with(" 1000 1001)(1003 1002)"));
    }

    void referencesHaveALimit()
    {
        for (const std::size_t count : {kReferenceLimit, kReferenceLimit + 1}) {
            std::string text = "References:";
            for (std::size_t i = 1; i <= count; ++i)
                text += fmt::format(" <{}@x.test>", i);
            const auto message = mail::Message::parse(Blob(text + "\r\n\r\n"));
            const StoredLetter stored;
            const LetterToThread letter = letterToThread(1, {1, stored, stored.flags, message.get(), 0});
            QCOMPARE(letter.references.size(), kReferenceLimit);
            QCOMPARE(letter.references.back(), fmt::format("{}@x.test", count));
        }
    }

    void threadsOfAnyLengthArePrinted()
    {
        constexpr std::uint32_t kLetters = 50'000;
        std::vector<LetterToThread> letters(kLetters);
        for (std::uint32_t i = 0; i < kLetters; ++i) {
            letters[i].number = i + 1;
            letters[i].id = std::to_string(i + 1);
            letters[i].references = {std::to_string(i)};
        }
        const std::string chain = threads(ThreadBy::References, letters);
        QVERIFY(chain.starts_with("(1 2 3 ") && chain.ends_with(" 50000)"));
        std::ranges::reverse(letters);
        QVERIFY(threads(ThreadBy::References, letters).starts_with("(1 2 3 "));
    }
};

QTEST_GUILESS_MAIN(TestImapThread)
#include "tst_imap_thread.moc"
