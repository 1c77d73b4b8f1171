#include "sim/story/export.h"
#include "sim/story/print.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace mf;
using story::JsonLines;

namespace {

std::string nodeName(NodeId node) { return raw(node) == 0 ? "pc" : "mail"; }

Record segment(bool fromClient, std::string_view protocol, std::string_view octets, Facts facts = {})
{
    Record record;
    record.kind = Kind::Segment;
    record.stream = StreamId{5};
    record.from = NodeId{fromClient ? 0u : 1u};
    record.to = NodeId{fromClient ? 1u : 0u};
    record.facts = std::move(facts);
    record.facts.add(Key::Protocol, protocol);
    record.bytes = Slices(Blob::copyOf(octets));
    return record;
}

Record opened()
{
    Record record;
    record.kind = Kind::StreamOpened;
    record.stream = StreamId{5};
    record.from = NodeId{0};
    record.to = NodeId{1};
    return record;
}

QJsonObject parsed(const std::string &line)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(line), &error).object();
    return error.error == QJsonParseError::NoError && line.ends_with("}\n") ? object : QJsonObject();
}

/// "C " and "S " lines as a conversation; \n in them is CRLF. What the client's octets look like in the
/// trace, joined.
std::string maskedTalk(const char *protocol, const QString &talk, bool octetByOctet)
{
    story::SecretFinder finder;
    finder.mask(opened());
    std::string shown;
    for (const QString &turn : talk.split('|')) {
        const std::string octets = QString(turn.mid(2)).replace("\n", "\r\n").toStdString();
        const bool client = turn.startsWith("C ");
        const std::size_t piece = client && octetByOctet ? 1 : octets.size();
        for (std::size_t i = 0; i < octets.size(); i += piece) {
            const auto masked = finder.mask(segment(client, protocol, octets.substr(i, piece)));
            if (client)
                shown += masked.octets;
        }
    }
    std::erase(shown, '\r');
    return shown;
}

} // namespace

class TstStoryExport : public QObject {
    Q_OBJECT

private slots:
    void aRecordIsALineOfJson()
    {
        Record record = segment(true, "smtp", "EHLO \"x\"\r\nNOOP\r\n",
                                Facts().add(Key::To, "a").add(Key::Verb, "EHLO").add(Key::To, "b"));
        record.id = 3;
        record.cause = 1;
        record.at = Instant(7us);
        record.until = Instant(9us);
        record.mail = MailId{2};
        const auto line = JsonLines(nodeName, JsonLines::Secrets::Masked).print(record);
        QCOMPARE(line, "{\"id\":3,\"cause\":1,\"at_us\":7,\"until_us\":9,\"kind\":\"segment\",\"from\":"
                       "\"pc\",\"to\":\"mail\",\"stream\":5,\"mail\":2,"
                       "\"text\":\"EHLO \\\"x\\\"\",\"bytes_base64\":\"RUhMTyAieCINCk5PT1ANCg==\","
                       "\"facts\":{\"to\":[\"a\",\"b\"],\"verb\":\"EHLO\",\"protocol\":\"smtp\"}}\n");
        QVERIFY(!parsed(line).isEmpty());
    }

    void whatIsNotThereIsNull()
    {
        const QJsonObject object = parsed(JsonLines(nodeName, JsonLines::Secrets::Masked).print(Record{}));
        for (const char *key : {"cause", "from", "to", "stream", "mail"})
            QVERIFY2(object[key].isNull() && object.contains(key), key);
        QCOMPARE(object["text"].toString(), "");
        QVERIFY(object["facts"].toObject().isEmpty());
    }

    void octetsThatAreNoTextStayExact()
    {
        const std::string octets("a\xff\x00\x1b\n", 5);
        const QJsonObject object =
            parsed(JsonLines(nodeName, JsonLines::Secrets::Masked).print(segment(false, "smtp", octets)));
        QCOMPARE(object["text"].toString(), QString("a\ufffd\\x00\\x1b"));
        QCOMPARE(QByteArray::fromBase64(object["bytes_base64"].toString().toLatin1()),
                 QByteArray(octets.data(), 5));
    }

    void ofDatagramsTheTextSaysWhatTheyAsk()
    {
        Record record =
            segment(true, "dns", std::string_view("\0\1", 2),
                    Facts().add(Key::Part, "query").add(Key::Question, "example.net").add(Key::Type, "MX"));
        record.kind = Kind::Datagram;
        QCOMPARE(parsed(JsonLines(nodeName, JsonLines::Secrets::Masked).print(record))["text"].toString(),
                 "query example.net MX");
    }

    void passwordsAreMasked_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<QString>("talk");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const char *protocol, const char *talk, const char *shown) {
            QTest::newRow(name) << protocol << talk << shown;
        };
        row("AUTH with initial response", "submission",
            "C AUTH PLAIN AGEAYg==\n|S 235 ok\n|C MAIL FROM:<a@x.test>\n",
            "AUTH PLAIN ****\nMAIL FROM:<a@x.test>\n");
        row("AUTH in small letters", "smtp", "C auth plain AGEAYg==\n|S 235 ok\n|C QUIT\n",
            "auth plain ****\nQUIT\n");
        row("AUTH LOGIN", "submissions",
            "C AUTH LOGIN\n|S 334 VXNlcm5hbWU6\n|C YQ==\n|S 334 UGFzc3dvcmQ6\n|C Yg==\n|S 535 no\n|C QUIT\n",
            "AUTH LOGIN\n****\n****\nQUIT\n");
        row("EHLO and AUTH in one go", "smtp",
            "C EHLO x\nAUTH PLAIN\n|S 250 x\n334 \n|C AGEAYg==\n|S 235 ok\n|C QUIT\n",
            "EHLO x\nAUTH PLAIN\n****\nQUIT\n");
        row("greeting before the challenge", "smtp",
            "C EHLO x\nAUTH PLAIN\n|S 250 x\n|S 334 \n|C AGEAYg==\n|S 235 ok\n|C QUIT\n",
            "EHLO x\nAUTH PLAIN\n****\nQUIT\n");
        row("cancelled", "smtp", "C AUTH LOGIN\n|S 334 x\n|C *\n|S 501 no\n|C QUIT\n",
            "AUTH LOGIN\n****\nQUIT\n");
        row("words like it", "smtp",
            "C AUTHOR x y\n|S 500 no\n|C MAIL FROM:<AUTH@x.test> AUTH=<> BODY=8BITMIME\n",
            "AUTHOR x y\nMAIL FROM:<AUTH@x.test> AUTH=<> BODY=8BITMIME\n");
        row("PASS", "pop3", "C USER a\n|S +OK\n|C PASS my secret\n|S +OK\n|C STAT\n",
            "USER a\nPASS ****\nSTAT\n");
        row("APOP", "pop3", "C APOP a c4c9334bac560ecc979e58001b3e22fb\n|S +OK\n|C STAT\n",
            "APOP a ****\nSTAT\n");
        row("POP3 AUTH", "pop3s", "C AUTH PLAIN\n|S + \n|C AGEAYg==\n|S +OK\n|C QUIT\n",
            "AUTH PLAIN\n****\nQUIT\n");
        row("POP3 in one go", "pop3", "C USER a\nPASS b\nSTAT\n|S +OK\n+OK\n+OK 0 0\n|C QUIT\n",
            "USER a\nPASS ****\n****\nQUIT\n");
        row("IMAP LOGIN", "imap", "C a1 LOGIN a \"b c\"\n|S a1 OK\n|C a2 SELECT INBOX\n",
            "a1 LOGIN ****\na2 SELECT INBOX\n");
        row("IMAP LOGIN by literals", "imaps",
            "C a1 LOGIN {1}\n|S + go\n|C a {1}\n|S + go\n|C b\n|S a1 OK\n|C a2 NOOP\n",
            "a1 LOGIN ****\n****\n****\na2 NOOP\n");
        row("AUTHENTICATE", "imap", "C a1 AUTHENTICATE PLAIN\n|S + \n|C AGEAYg==\n|S a1 OK\n|C a2 NOOP\n",
            "a1 AUTHENTICATE PLAIN\n****\na2 NOOP\n");
        row("AUTHENTICATE at once", "imap",
            "C a1 authenticate plain AGEAYg==\n|S * CAPABILITY x\na1 OK\n|C a2 NOOP\n",
            "a1 authenticate plain ****\na2 NOOP\n");
        row("a letter is no command", "smtp",
            "C DATA\n|S 354 go\n|C AUTH PLAIN is a command\n.\n|S 250 ok\n|C AUTH PLAIN AGEAYg==\n|S 235 "
            "ok\n",
            "DATA\nAUTH PLAIN is a command\n.\nAUTH PLAIN ****\n");
        row("a literal is no command", "imap",
            "C a1 APPEND INBOX (\\Seen) {19}\n|S + go\n|C Please LOGIN now!\n\n|S a1 OK\n|C a2 LOGIN a b\n|S "
            "a2 NO\n",
            "a1 APPEND INBOX (\\Seen) {19}\nPlease LOGIN now!\n\na2 LOGIN ****\n");
        row("a literal at once", "imap",
            "C a1 APPEND INBOX {19+}\nPlease LOGIN now!\n\na2 LOGIN a b\n|S a1 OK\na2 NO\n",
            "a1 APPEND INBOX {19+}\nPlease LOGIN now!\n\na2 LOGIN ****\n");
        row("APPEND is no secret", "imap", "C a1 APPEND INBOX {5}\n|S + go\n|C a b c\n|S a1 OK\n",
            "a1 APPEND INBOX {5}\na b c\n");
    }
    void passwordsAreMasked()
    {
        QFETCH(QString, protocol);
        QFETCH(QString, talk);
        QFETCH(QString, shown);
        for (const bool octetByOctet : {false, true})
            QCOMPARE(QString::fromStdString(maskedTalk(protocol.toUtf8().constData(), talk, octetByOctet)),
                     shown);
    }

    void factsAreMaskedWithTheOctets()
    {
        const Record login = segment(true, "imap", "a1 LOGIN a b\r\n",
                                     Facts()
                                         .add(Key::Verb, "LOGIN")
                                         .add(Key::Text, "a1 LOGIN a b")
                                         .add(Key::Argument, "a b")
                                         .add(Key::Secret, 1));
        JsonLines masked(nodeName, JsonLines::Secrets::Masked), shown(nodeName, JsonLines::Secrets::Shown);
        masked.print(opened());
        shown.print(opened());
        const QJsonObject hidden = parsed(masked.print(login));
        QCOMPARE(hidden["text"].toString(), "a1 LOGIN ****");
        QCOMPARE(QByteArray::fromBase64(hidden["bytes_base64"].toString().toLatin1()), "a1 LOGIN ****\r\n");
        QCOMPARE(hidden["facts"].toObject()["text"].toString(), "a1 LOGIN ****");
        QCOMPARE(hidden["facts"].toObject()["argument"].toString(), "****");
        QCOMPARE(parsed(shown.print(login))["text"].toString(), "a1 LOGIN a b");
    }

    void whatTheSenderCallsSecretIsMaskedWhateverItsForm()
    {
        JsonLines masked(nodeName, JsonLines::Secrets::Masked);
        masked.print(opened());
        const QJsonObject hidden =
            parsed(masked.print(segment(true, "smtp", "XLOGIN b\r\n", Facts().add(Key::Secret, 1))));
        QCOMPARE(QByteArray::fromBase64(hidden["bytes_base64"].toString().toLatin1()), "XLOGIN ****\r\n");
    }

    void lettersAreNotMasked()
    {
        story::SecretFinder finder;
        finder.mask(opened());
        const Record letter =
            segment(true, "smtp", "AUTH PLAIN is a command\r\n", Facts().add(Key::Part, "letter"));
        QVERIFY(!finder.mask(letter).changed);
        QCOMPARE(finder.mask(letter).octets, "AUTH PLAIN is a command\r\n");
    }

    void theStoryShowsLinesWithoutPasswords()
    {
        using story::StoryPrinter;
        const auto names = [](NodeId node) { return nodeName(node); };
        StoryPrinter lines(story::Words::builtIn("en"), names, StoryPrinter::Detail::Lines);
        StoryPrinter hops(story::Words::builtIn("en"), names, StoryPrinter::Detail::Hops);
        QCOMPARE(lines.print(opened()), "");
        const Record login = segment(true, "smtp", "AUTH PLAIN AGEAYg==\r\nNOOP\r\n");
        QCOMPARE(lines.print(login), "              pc -> mail  C: AUTH PLAIN ****\n"
                                     "              pc -> mail  C: ****\n");
        QCOMPARE(lines.print(segment(false, "smtp", "250-x\r\n250 y\x1b\r\n", Facts().add(Key::Code, "250"))),
                 "              mail -> pc  S: 250-x\n"
                 "              mail -> pc  S: 250 y\\x1b\n");
        QCOMPARE(lines.print(segment(true, "smtp", "x\r\n.\r\n", Facts().add(Key::Part, "letter"))),
                 "              pc -> mail  C: (6 octets of the letter)\n");
        QCOMPARE(hops.print(login), "");
        Record stored;
        stored.kind = Kind::LetterStored;
        stored.at = Instant(1'023'456us);
        stored.from = NodeId{1};
        stored.facts.add(Key::Recipient, "b@y.test");
        QCOMPARE(hops.print(stored), "     1.023 s  The letter lies in the mailbox of b@y.test on mail.\n");
        QCOMPARE(lines.print(stored), hops.print(stored));
        const std::string many(41, '\n');
        QCOMPARE(std::ranges::count(lines.print(segment(true, "pop3", many)), '\n'), 41);
        QVERIFY(lines.print(segment(true, "pop3", many)).ends_with("C: ...\n"));
        QVERIFY(!lines.print(segment(true, "pop3", many.substr(1))).contains("..."));
    }

    void theCommittedSchemaIsThatOfTheProgram()
    {
        const auto generated = QByteArray::fromStdString(story::traceSchema());
        QFile file(MF_SOURCE_DIR "/resources/trace.schema.json");
        if (qEnvironmentVariableIsSet("MAILFLOW_BLESS") && file.open(QIODevice::WriteOnly)) {
            file.write(generated);
            file.close();
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), generated);
        QJsonParseError error;
        const QJsonObject root = QJsonDocument::fromJson(generated, &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        const QStringList keys =
            parsed(JsonLines(nodeName, JsonLines::Secrets::Masked).print(Record{})).keys();
        QCOMPARE(root["properties"].toObject().keys(), keys);
        QCOMPARE(root["required"].toArray().size(), keys.size());
    }
};

QTEST_GUILESS_MAIN(TstStoryExport)
#include "tst_story_export.moc"
