// A letter as a person reads it and answers it, and what is typed into To and Cc.
#include "sim/mail/compose.h"
#include "sim/mail/mime.h"
#include "sim/mail/reading.h"

#include <QTest>

using namespace mf;
using namespace mf::mail;

namespace {

std::shared_ptr<const Message> letter(std::string_view octets)
{
    std::string lines;
    for (const char c : octets)
        lines += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return Message::parse(Blob(std::move(lines)));
}

std::string textOf(const Message &message, int part)
{
    return part == Reading::kNone ? "-" : decodedText(message, message.parts()[std::size_t(part)]);
}

std::string fileNamed(const std::string &name)
{
    const auto message =
        letter("Content-Type: image/png\nContent-Disposition: attachment; filename=" + name + "\n\nx\n");
    return readingOf(*message).files.at(0).name;
}

} // namespace

class TestReading : public QObject {
    Q_OBJECT

private slots:
    void aPlainLetterIsItsText()
    {
        const auto message = letter("Subject: x\n\nHello.\n");
        const Reading reading = readingOf(*message);
        QCOMPARE(textOf(*message, reading.plain), "Hello.\r\n");
        QCOMPARE(reading.html, Reading::kNone);
        QVERIFY(reading.files.empty());
    }

    void alternativesAreReadOnceEach()
    {
        const auto message = letter("Content-Type: multipart/mixed; boundary=a\n\n"
                                    "--a\nContent-Type: multipart/alternative; boundary=b\n\n"
                                    "--b\n\nplain\n--b\nContent-Type: text/html\n\n<b>rich</b>\n--b--\n"
                                    "--a\nContent-Type: text/plain; name=notes.txt\n"
                                    "Content-Disposition: attachment\n\nnotes\n--a--\n");
        const Reading reading = readingOf(*message);
        QCOMPARE(textOf(*message, reading.plain), "plain");
        QCOMPARE(textOf(*message, reading.html), "<b>rich</b>");
        QCOMPARE(reading.files.size(), 1u);
        QCOMPARE(reading.files[0].name, "notes.txt");
        QCOMPARE(reading.files[0].octets, 5u);
    }

    void aLetterInALetterIsOneFile()
    {
        const auto message =
            letter("Content-Type: multipart/mixed; boundary=a\n\n--a\n\ntext\n"
                   "--a\nContent-Type: message/rfc822\n\nSubject: inside\n\nother text\n--a--\n");
        const Reading reading = readingOf(*message);
        QCOMPARE(textOf(*message, reading.plain), "text");
        QCOMPARE(reading.files.size(), 1u);
        QCOMPARE(reading.files[0].name, "part-1.eml");
    }

    void namesOfFilesChooseNoFolder_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("name");
        QTest::newRow("as it is") << "plan.pdf"
                                  << "plan.pdf";
        QTest::newRow("up") << "\"../../.bashrc\""
                            << "bashrc";
        QTest::newRow("absolute") << "\"/etc/passwd\""
                                  << "passwd";
        QTest::newRow("windows") << "\"C:\\\\x\\\\y.exe\""
                                 << "y.exe";
        QTest::newRow("only dots") << "\"..\""
                                   << "part-1.bin";
        QTest::newRow("limit") << QString(200, u'a') << QString(200, u'a');
        QTest::newRow("one more") << QString(201, u'a') << QString(200, u'a');
    }
    void namesOfFilesChooseNoFolder()
    {
        QFETCH(QString, written);
        QFETCH(QString, name);
        QCOMPARE(QString::fromStdString(fileNamed(written.toStdString())), name);
    }

    void imagesAreFoundByTheirId()
    {
        const auto message =
            letter("Content-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\n\n"
                   "<img src=cid:one>\n--a\nContent-Type: image/png\nContent-ID: <one>\n\nx\n--a--\n");
        QVERIFY(imagePart(*message, "one"));
        QVERIFY(!imagePart(*message, "two"));
    }

    void whatIsAttachedComesOutAgain()
    {
        Draft draft;
        draft.from = {"alice", "example.org"};
        draft.to = {{"carol", "example.net"}};
        draft.cc = {{"bob", "example.org"}};
        draft.body = "Two files.\n";
        draft.messageId = "1@alice-laptop";
        const std::string all(1000, '\xff');
        draft.attachments = {{"a \"b\".txt", "text/plain", Blob::copyOf("--x\r\n.\r\n")},
                             {"Gruß.bin", {}, Blob::copyOf(all)}};
        const auto message = Message::parse(compose(draft));
        QCOMPARE(message->header("Cc").value_or(""), "bob@example.org");
        const Reading reading = readingOf(*message);
        QCOMPARE(textOf(*message, reading.plain), "Two files.\r\n");
        QCOMPARE(reading.files.size(), 2u);
        QCOMPARE(reading.files[0].name, "a \"b\".txt");
        QCOMPARE(decodedBody(*message, message->parts()[reading.files[0].part]), "--x\r\n.\r\n");
        QCOMPARE(reading.files[1].name, "Gruß.bin");
        QCOMPARE(decodedBody(*message, message->parts()[reading.files[1].part]), all);
    }

    void anAnswerQuotesAndRefers()
    {
        const auto message = letter("From: Alice <alice@example.org>\nSubject: Hello\nMessage-ID: <1@a>\n"
                                    "References: <0@a>\n\nHow are you?\n> before\n");
        const Answer answer = answerTo(*message);
        QCOMPARE(answer.to, "alice@example.org");
        QCOMPARE(answer.subject, "Re: Hello");
        QCOMPARE(answer.quoted, "Alice <alice@example.org>:\n> How are you?\n>> before\n");
        QCOMPARE(answer.headers.at(0).second, "<1@a>");
        QCOMPARE(answer.headers.at(1).second, "<0@a> <1@a>");
        QCOMPARE(answerTo(*letter("Subject: RE: x\nReply-To: list@x.test\nFrom: a@x.test\n\n")).to,
                 "list@x.test");
        QCOMPARE(answerTo(*letter("Subject: RE: x\n\n")).subject, "RE: x");
    }

    void recipientsAreJudged()
    {
        const auto two = parseRecipients("carol@example.net, Bob <bob@example.org>, carol@EXAMPLE.net");
        QVERIFY(two);
        QCOMPARE(two->size(), 2u);
        QCOMPARE((*two)[1].print(), "bob@example.org");
        QVERIFY(parseRecipients("")->empty());
        for (const char *wrong : {"carol", "carol@", "@example.net", "a@b, carol"}) {
            const auto none = parseRecipients(wrong);
            QVERIFY2(!none, wrong);
            QVERIFY2(!none.error().empty(), wrong);
        }
    }
};

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
