// What is told of one letter: ENVELOPE, BODYSTRUCTURE, sections.
#include "sim/imap/envelope.h"
#include "sim/imap/fetch.h"
#include "sim/imap/field_parameters.h"
#include "sim/mail/date.h"

#include <QTest>

using namespace mf;
using namespace mf::imap;
using Qt::StringLiterals::operator""_s;

namespace {

std::shared_ptr<const mail::Message> letter(std::string text)
{
    std::string octets;
    for (const char c : text) {
        if (c == '\n')
            octets += '\r';
        octets += c;
    }
    return mail::Message::parse(Blob(std::move(octets)));
}

/// The letter of RFC 3501 section 8.
std::shared_ptr<const mail::Message> rfcLetter()
{
    return letter("Date: Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\n"
                  "From: Terry Gray <gray@cac.example.org>\n"
                  "Subject: IMAP4rev1 WG mtg summary and minutes\n"
                  "To: imap@cac.example.org\n"
                  "cc: minutes@example.com, John Klensin <KLENSIN@example.net>\n"
                  "Message-Id: <B27397-0100000@cac.example.org>\n"
                  "MIME-Version: 1.0\n"
                  "Content-Type: TEXT/PLAIN; CHARSET=US-ASCII\n"
                  "\n"
                  "one\ntwo\n");
}

/// A multipart as of the section tree in RFC 3501 section 6.4.5.
std::shared_ptr<const mail::Message> tree()
{
    return letter("Subject: tree\n"
                  "Content-Type: multipart/mixed; boundary=\"=_m\"\n"
                  "Content-Language: en\n"
                  "\n"
                  "preamble\n"
                  "--=_m\n"
                  "Content-Type: text/plain; charset=utf-8; format=flowed\n"
                  "\n"
                  "first\n"
                  "--=_m\n"
                  "Content-Type: application/octet-stream; name*=utf-8''%C3%A9.bin\n"
                  "Content-Transfer-Encoding: BASE64\n"
                  "Content-ID: <2@x.test>\n"
                  "Content-Disposition: attachment; filename=\"a \\\"b\\\".bin\"; size=3\n"
                  "Content-MD5: Q2hlY2s=\n"
                  "\n"
                  "AAAA\n"
                  "--=_m\n"
                  "Content-Type: message/rfc822\n"
                  "Content-Description: inner\n"
                  "\n"
                  "Subject: inner\n"
                  "From: c@x.test\n"
                  "Content-Type: multipart/alternative; boundary=i\n"
                  "\n"
                  "--i\n"
                  "\n"
                  "plain\n"
                  "--i\n"
                  "Content-Type: text/html\n"
                  "\n"
                  "<b>\n"
                  "--i--\n"
                  "--=_m--\n");
}

std::string sectionText(const mail::Message &message, const char *written)
{
    Lexer in(written);
    const Section section = parseSection(in);
    const auto octets = sectionOf(message, section);
    return octets ? octets->flatten() : "NIL";
}

std::string envelopeOf(const QByteArray &header)
{
    const auto message = letter(header.toStdString() + "\n");
    std::string out;
    appendEnvelope(out, *message, message->root());
    return out;
}

} // namespace

class TestImapLetter : public QObject {
    Q_OBJECT

private slots:
    void envelopeIsThatOfTheRfc()
    {
        std::string out;
        const auto message = rfcLetter();
        appendEnvelope(out, *message, message->root());
        QCOMPARE(
            out,
            std::string(
                "(\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" \"IMAP4rev1 WG mtg summary and minutes\" "
                "((\"Terry Gray\" NIL \"gray\" \"cac.example.org\")) "
                "((\"Terry Gray\" NIL \"gray\" \"cac.example.org\")) "
                "((\"Terry Gray\" NIL \"gray\" \"cac.example.org\")) "
                "((NIL NIL \"imap\" \"cac.example.org\")) "
                "((NIL NIL \"minutes\" \"example.com\")(\"John Klensin\" NIL \"KLENSIN\" \"example.net\")) "
                "NIL NIL \"<B27397-0100000@cac.example.org>\")"));
    }

    void envelopes_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("envelope");
        QTest::newRow("nothing") << QByteArray("X: y\n")
                                 << QByteArray("(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)");
        QTest::newRow("sender differs")
            << QByteArray("From: a@x.test\nSender: b@x.test\n")
            << QByteArray("(NIL NIL ((NIL NIL \"a\" \"x.test\")) ((NIL NIL \"b\" \"x.test\")) "
                          "((NIL NIL \"a\" \"x.test\")) NIL NIL NIL NIL NIL)");
        QTest::newRow("group")
            << QByteArray("To: friends: a@x.test, b@x.test;\n")
            << QByteArray("(NIL NIL NIL NIL NIL ((NIL NIL \"friends\" NIL)(NIL NIL \"a\" \"x.test\")"
                          "(NIL NIL \"b\" \"x.test\")(NIL NIL NIL NIL)) NIL NIL NIL NIL)");
        QTest::newRow("encoded words stay")
            << QByteArray("Subject: =?utf-8?q?=C3=A9?=\n")
            << QByteArray("(NIL \"=?utf-8?q?=C3=A9?=\" NIL NIL NIL NIL NIL NIL NIL NIL)");
        QTest::newRow("quotes") << QByteArray("Subject: say \"hi\\\"\n")
                                << QByteArray("(NIL \"say \\\"hi\\\\\\\"\" NIL NIL NIL NIL NIL NIL NIL NIL)");
        QTest::newRow("8 bit is a literal")
            << QByteArray("Subject: \xc3\xa9\n")
            << QByteArray("(NIL {2}\r\n\xc3\xa9 NIL NIL NIL NIL NIL NIL NIL NIL)");
        QTest::newRow("a NUL is told as a space")
            << QByteArray::fromRawData("Subject: a\0b\n", 13)
            << QByteArray("(NIL \"a b\" NIL NIL NIL NIL NIL NIL NIL NIL)");
        QTest::newRow("quotes and backslashes in a name")
            << QByteArray("From: \"a \\\"b\\\" \\\\c\" <a@x.test>\nSender:\nReply-To: ,\n")
            << QByteArray("(NIL NIL ((\"a \\\"b\\\" \\\\c\" NIL \"a\" \"x.test\")) "
                          "((\"a \\\"b\\\" \\\\c\" NIL \"a\" \"x.test\")) "
                          "((\"a \\\"b\\\" \\\\c\" NIL \"a\" \"x.test\")) NIL NIL NIL NIL NIL)");
        QTest::newRow("a source route of old")
            << QByteArray("To: <@r.test,@s.test:a@x.test>, <@t.test>\n")
            << QByteArray("(NIL NIL NIL NIL NIL ((NIL \"@r.test,@s.test\" \"a\" \"x.test\")"
                          "(NIL NIL \"\" \"t.test\")) NIL NIL NIL NIL)");
        QTest::newRow("an empty group and a name in a comment")
            << QByteArray("Cc: nobody:;, a@x.test (Al)\n")
            << QByteArray("(NIL NIL NIL NIL NIL NIL ((NIL NIL \"nobody\" NIL)(NIL NIL NIL NIL)"
                          "(\"Al\" NIL \"a\" \"x.test\")) NIL NIL NIL)");
        QTest::newRow("folded") << QByteArray("Subject: a\n b\n")
                                << QByteArray("(NIL \"a b\" NIL NIL NIL NIL NIL NIL NIL NIL)");
    }
    void envelopes()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, envelope);
        QCOMPARE(envelopeOf(header), envelope.toStdString());
    }

    void bodyOfPlainText()
    {
        const auto message = rfcLetter();
        QCOMPARE(structureOf(*message, Structure::Short),
                 std::string("(\"text\" \"plain\" (\"charset\" \"US-ASCII\") NIL NIL \"7bit\" 10 2)"));
        QCOMPARE(structureOf(*letter("Subject: x\n\nhi"), Structure::Extended),
                 std::string(
                     "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 2 0 NIL NIL NIL NIL)"));
    }

    void bodyStructureOfATree()
    {
        const std::string text =
            "(\"text\" \"plain\" (\"charset\" \"utf-8\" \"format\" \"flowed\") NIL NIL \"7bit\" 5 0";
        const std::string file = "(\"application\" \"octet-stream\" (\"name*\" \"utf-8''%C3%A9.bin\") "
                                 "\"<2@x.test>\" NIL \"BASE64\" 4";
        const std::string inner = "(NIL \"inner\" ((NIL NIL \"c\" \"x.test\")) ((NIL NIL \"c\" \"x.test\")) "
                                  "((NIL NIL \"c\" \"x.test\")) NIL NIL NIL NIL NIL) ";
        const std::string plain = "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 5 0";
        const std::string html = "(\"text\" \"html\" NIL NIL NIL \"7bit\" 3 0";
        const auto message = tree();
        const std::string size = std::to_string(message->section({3})->body.size());
        const std::string lines = std::to_string(message->section({3})->bodyLines);
        const std::string rfc822 = "(\"message\" \"rfc822\" NIL NIL \"inner\" \"7bit\" " + size + ' ' + inner;
        QCOMPARE(structureOf(*message, Structure::Short), '(' + text + ')' + file + ')' + rfc822 + '(' + plain
                                                              + ')' + html + ") \"alternative\") " + lines
                                                              + ") \"mixed\")");
        const std::string nil = " NIL NIL NIL NIL)";
        QCOMPARE(
            structureOf(*message, Structure::Extended),
            '(' + text + nil + file
                + " \"Q2hlY2s=\" (\"attachment\" (\"filename\" \"a \\\"b\\\".bin\" \"size\" \"3\")) NIL NIL)"
                + rfc822 + '(' + plain + nil + html + nil
                + " \"alternative\" (\"boundary\" \"i\") NIL NIL NIL) " + lines + nil
                + " \"mixed\" (\"boundary\" \"=_m\") NIL \"en\" NIL)");
    }

    void multipartWithoutPartsHasItsBodyAsOne()
    {
        QCOMPARE(
            structureOf(*letter("Content-Type: multipart/mixed; boundary=x\n\nnothing\n"), Structure::Short),
            std::string("((\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 9 1) \"mixed\")"));
    }

    void languagesAreAList()
    {
        const std::string one = structureOf(*letter("Content-Language: en\n\n"), Structure::Extended);
        QVERIFY2(one.ends_with(" NIL NIL \"en\" NIL)"), one.c_str());
        const std::string two = structureOf(*letter("Content-Language: en, ,de\n\n"), Structure::Extended);
        QVERIFY2(two.ends_with(" NIL NIL (\"en\" \"de\") NIL)"), two.c_str());
    }

    void parametersAreTakenAsWritten_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("taken");
        QTest::newRow("none") << u"text/plain"_s << u"text/plain"_s;
        QTest::newRow("spaces") << u" Text/Plain ; a = b ;c=d "_s << u"text/plain|a=b|c=d"_s;
        QTest::newRow("quoted") << u"x/y; a=\"b;\\\"c\"; D=e"_s << u"x/y|a=b;\"c|d=e"_s;
        QTest::newRow("comments") << u"x/y (c;) ; a=b (c); (d) e=f"_s << u"x/y|a=b|e=f"_s;
        QTest::newRow("rubbish") << u"x/y;;a;=b; c=\"d"_s << u"x/y|c=d"_s;
        QTest::newRow("nothing") << u""_s << u""_s;
        QTest::newRow("comment without end") << u"x/y; a=b; (((c"_s << u"x/y|a=b"_s;
    }
    void parametersAreTakenAsWritten()
    {
        QFETCH(QString, field);
        QFETCH(QString, taken);
        const WrittenParameters parameters = writtenParameters(field.toStdString());
        std::string found = parameters.value;
        for (const auto &[name, value] : parameters.list)
            found += '|' + name + '=' + value;
        QCOMPARE(found, taken.toStdString());
    }

    void parametersHaveALimit()
    {
        std::string field = "x/y";
        for (std::size_t i = 0; i < kParameterLimit; ++i)
            field += "; a=b";
        QCOMPARE(writtenParameters(field).list.size(), kParameterLimit);
        QCOMPARE(writtenParameters(field + "; a=b").list.size(), kParameterLimit);
    }

    void sections_data()
    {
        QTest::addColumn<QByteArray>("section");
        QTest::addColumn<QByteArray>("octets");
        const auto row = [](const char *section, const char *octets) {
            QTest::newRow(section) << QByteArray(section) << QByteArray(octets);
        };
        row("1]", "first");
        row("2]", "AAAA");
        row("1.MIME]", "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n");
        row("3.1]", "plain");
        row("3.2]", "<b>");
        row("3.2.MIME]", "Content-Type: text/html\r\n\r\n");
        row("3.HEADER]",
            "Subject: inner\r\nFrom: c@x.test\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n");
        row("3.HEADER.FIELDS (from)]", "From: c@x.test\r\n\r\n");
        row("3.HEADER.FIELDS.NOT (from content-type)]", "Subject: inner\r\n\r\n");
        row("3.TEXT]", "--i\r\n\r\nplain\r\n--i\r\nContent-Type: text/html\r\n\r\n<b>\r\n--i--");
        row("HEADER.FIELDS (SUBJECT X)]", "Subject: tree\r\n\r\n");
        row("HEADER.FIELDS (X)]", "\r\n");
        row("4]", "NIL");
        row("1.1]", "NIL");
        row("1.HEADER]", "NIL");
        row("1.TEXT]", "NIL");
    }
    void sections()
    {
        QFETCH(QByteArray, section);
        QFETCH(QByteArray, octets);
        QCOMPARE(sectionText(*tree(), section.constData()), octets.toStdString());
    }

    void wholeLetterIsOneSliceOfItself()
    {
        const auto message = tree();
        const auto whole = sectionOf(*message, Section{});
        QVERIFY(whole && whole->pieceCount() == 1);
        QCOMPARE(static_cast<const void *>(whole->piece(0).view().data()),
                 static_cast<const void *>(message->octets().view().data()));
        QCOMPARE(sectionText(*rfcLetter(), "1]"), std::string("one\r\ntwo\r\n"));
        QCOMPARE(sectionText(*rfcLetter(), "TEXT]"), std::string("one\r\ntwo\r\n"));
    }

    void responseIsInPieces()
    {
        StoredLetter stored;
        stored.uid = 44;
        stored.sizeOctets = 12;
        stored.internalDate = *mail::parseInternalDate("17-Jul-1996 02:44:25 -0700");
        const auto message = letter("A: b\n\nhello\n");
        Flags flags;
        flags.system = Flags::Seen;
        const std::string items =
            "(UID FLAGS INTERNALDATE RFC822.SIZE BODY[]<1.3> BODY[TEXT]<3.10> BODY[TEXT]<9.1> BODY[7])";
        Lexer in(items);
        const auto pieces = renderFetch(parseFetchItems(in), {12, stored, flags, message.get()});
        std::string all, parts;
        for (const FetchPiece &piece : pieces) {
            all += piece.octets.flatten();
            parts += std::string(piece.part) + '|';
        }
        QCOMPARE(
            all,
            std::string(
                "* 12 FETCH (UID 44 FLAGS (\\Seen) INTERNALDATE \"17-Jul-1996 09:44:25 +0000\" RFC822.SIZE "
                "12 "
                "BODY[]<1> {3}\r\n: b BODY[TEXT]<3> {4}\r\nlo\r\n BODY[TEXT]<9> {0}\r\n BODY[7] NIL)\r\n"));
        QCOMPARE(parts, std::string("|letter||literal||"));
    }
};

QTEST_GUILESS_MAIN(TestImapLetter)
#include "tst_imap_letter.moc"
