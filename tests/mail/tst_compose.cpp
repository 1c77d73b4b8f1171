#include "sim/kernel/random.h"
#include "sim/mail/compose.h"
#include "sim/mail/date.h"
#include "sim/mail/encode.h"
#include "sim/mail/message.h"
#include "sim/mail/mime.h"
#include "sim/mail/xtext.h"

#include "sim/base/ascii.h"

#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::mail;

namespace {

Draft draft()
{
    Draft draft;
    draft.from = {"alice", "example.org"};
    draft.to = {{"carol", "example.net"}};
    draft.subject = "Hello";
    draft.body = "Hello, Carol.\n";
    draft.date = *parseIso("2026-03-02T09:00:00Z");
    draft.messageId = "1@alice-laptop";
    return draft;
}

std::string printed(const Draft &draft) { return std::string(compose(draft).view()); }

/// Whether it can travel: CRLF lines of at most 998 octets of ASCII, no other CR or LF, no NUL.
bool travels(std::string_view letter)
{
    for (std::string_view line : ascii::split(letter, '\n')) {
        if (line.data() + line.size() == letter.data() + letter.size())
            return line.empty();
        if (!line.ends_with('\r'))
            return false;
        line.remove_suffix(1);
        const auto bad = [](char c) {
            return c == '\r' || c == '\0' || static_cast<unsigned char>(c) >= 0x80;
        };
        if (line.size() > kLineLimitOctets || std::ranges::any_of(line, bad))
            return false;
    }
    return true;
}

std::string bodyText(const Blob &letter)
{
    const auto message = Message::parse(letter);
    return decodedText(*message, message->root());
}

BounceDraft bounce()
{
    BounceDraft draft;
    draft.reportingHost = "mx.example.net";
    draft.to = {"alice", "example.org"};
    draft.failed.resize(1);
    draft.failed[0].recipient = {"carol", "example.net"};
    draft.failed[0].reply = {550, {5, 1, 1}, "no such user"};
    draft.failed[0].remoteHost = "store.example.net";
    draft.original = Blob::copyOf("Subject: Hello\r\nMessage-ID: <1@alice-laptop>\r\n\r\nsecret body\r\n");
    draft.date = draft.arrival = *parseIso("2026-03-02T09:00:00Z");
    draft.messageId = "bounce-1@mx.example.net";
    return draft;
}

} // namespace

class TstCompose : public QObject {
    Q_OBJECT
private slots:
    void plainLetterIsPlain();
    void givenHeadersReplaceTheMadeOnes();
    void utf8BodyIsQuotedPrintable();
    void bodyLineHasALimit();
    void ownContentTypeIsKept();
    void headerValueMakesNoSecondField();
    void anySubjectComesBack();
    void anyBodyComesBack();
    void longHeadersAreFolded();
    void receivedIsFolded();
    void receivedFromNobodyHasNoFrom();
    void bounceIsAReport();
    void delayIsNoFailure();
    void successIsToldInFull();
    void xtextIsReadAndWritten();
    void replyCodeZeroHasNoDiagnostic();
    void whomTheSenderNamedIsSaid();
    void diagnosticsAreWhatTheHostSaid();
    void equalBouncesAreEqual();
    void boundaryOccursNowhereElse();
    void bounceOfAnythingTravels();
};

void TstCompose::plainLetterIsPlain()
{
    QCOMPARE(printed(draft()), std::string("Date: Mon, 02 Mar 2026 09:00:00 +0000\r\n"
                                           "From: alice@example.org\r\n"
                                           "To: carol@example.net\r\n"
                                           "Subject: Hello\r\n"
                                           "Message-ID: <1@alice-laptop>\r\n"
                                           "\r\n"
                                           "Hello, Carol.\r\n"));
    Draft empty = draft();
    empty.body.clear();
    empty.subject.clear();
    empty.to.clear();
    QCOMPARE(printed(empty),
             std::string("Date: Mon, 02 Mar 2026 09:00:00 +0000\r\nFrom: alice@example.org\r\n"
                         "Message-ID: <1@alice-laptop>\r\n\r\n"));
    Draft noEnd = draft();
    noEnd.body = "a\rb\nc\r\nd";
    QVERIFY(printed(noEnd).ends_with("\r\n\r\na\r\nb\r\nc\r\nd\r\n"));
}

void TstCompose::givenHeadersReplaceTheMadeOnes()
{
    Draft own = draft();
    own.headers = {{"SUBJECT", "Mine"}, {"X-First", "1"}, {"from", "Alice <alice@example.org>"}};
    QCOMPARE(printed(own), std::string("Date: Mon, 02 Mar 2026 09:00:00 +0000\r\n"
                                       "To: carol@example.net\r\n"
                                       "Message-ID: <1@alice-laptop>\r\n"
                                       "SUBJECT: Mine\r\nX-First: 1\r\nfrom: Alice <alice@example.org>\r\n"
                                       "\r\nHello, Carol.\r\n"));
}

void TstCompose::utf8BodyIsQuotedPrintable()
{
    Draft letter = draft();
    letter.body = "Gr\xc3\xbc\xc3\x9f"
                  "e \n";
    const Blob composed = compose(letter);
    const std::string text(composed.view());
    QVERIFY(text.contains("\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                          "Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe=20\r\n"));
    QCOMPARE(bodyText(composed), std::string("Gr\xc3\xbc\xc3\x9f"
                                             "e \r\n"));
}

void TstCompose::bodyLineHasALimit()
{
    Draft letter = draft();
    letter.body = std::string(kLineLimitOctets, 'x');
    QVERIFY(!printed(letter).contains("MIME-Version"));
    QVERIFY(travels(printed(letter)));
    letter.body += 'x';
    QVERIFY(printed(letter).contains("quoted-printable"));
    QVERIFY(travels(printed(letter)));
    QCOMPARE(bodyText(compose(letter)), letter.body + "\r\n");
}

void TstCompose::ownContentTypeIsKept()
{
    Draft html = draft();
    html.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    html.body = "<p>\xc3\xa4</p>\n";
    const auto page = Message::parse(compose(html));
    QCOMPARE(page->root().subtype, std::string("html"));
    QVERIFY(page->header("Content-Transfer-Encoding") == "quoted-printable");
    QVERIFY(page->header("MIME-Version") == "1.0");
    QCOMPARE(decodedText(*page, page->root()), std::string("<p>\xc3\xa4</p>\r\n"));

    Draft mixed = draft();
    mixed.headers = {{"MIME-Version", "1.0"}, {"Content-Type", "multipart/mixed; boundary=b"}};
    mixed.body = "--b\n\n\xc3\xa4\n--b--\n";
    const auto parts = Message::parse(compose(mixed));
    QCOMPARE(parts->parts().size(), std::size_t{2});
    QVERIFY(parts->header("Content-Transfer-Encoding") == "8bit"); // RFC 2045 section 6.4

    Draft encoded = draft();
    encoded.headers = {{"Content-Transfer-Encoding", "base64"}};
    encoded.body = "SGVsbG8=\n";
    QVERIFY(printed(encoded).ends_with("Content-Transfer-Encoding: base64\r\n\r\nSGVsbG8=\r\n"));
}

void TstCompose::headerValueMakesNoSecondField()
{
    Draft letter = draft();
    letter.subject = "Hello\r\nBcc: eve@example.com\n\nbody";
    letter.headers = {{"X-Note", "a\nX-Evil: b"}};
    const auto message = Message::parse(compose(letter));
    QVERIFY(!message->header("Bcc"));
    QVERIFY(!message->header("X-Evil"));
    QCOMPARE(message->root().fields.size(), std::size_t{6});
}

void TstCompose::anySubjectComesBack()
{
    constexpr std::string_view pieces[] = {
        "Hello", " ", " ",  "\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x93\xa7", "=?utf-8?Q?x?=", "=?",
        "?=",    "_", "\"", "(",        "Wort"};
    RandomStream random(1, "subjects");
    for (int i = 0; i < 20'000; ++i) {
        std::string subject = "S";
        for (auto n = random.below(60); n > 0; --n)
            subject += pieces[random.below(std::size(pieces))];
        subject += ".";
        Draft letter = draft();
        letter.subject = subject;
        const Blob composed = compose(letter);
        QVERIFY(travels(composed.view()));
        const auto message = Message::parse(composed);
        const std::string decoded = decodeHeader(*message->header("Subject"));
        QVERIFY2(decoded == subject,
                 (subject + "\n" + decoded + "\n" + std::string(composed.view())).c_str());
        for (const std::string_view line : ascii::split(composed.view(), '\n'))
            QVERIFY2(line.size() <= kFoldOctets + 1, std::string(line).c_str());
    }
}

void TstCompose::anyBodyComesBack()
{
    constexpr std::string_view pieces[] = {
        "Hello",
        " ",
        "\t",
        "\xc3\xa4",
        "\n",
        "\n",
        "=",
        "=20",
        ".",
        "From ",
        std::string_view("\0", 1),
        "\x7f",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    RandomStream random(1, "bodies");
    for (int i = 0; i < 10'000; ++i) {
        std::string body = "\xc3\xa4";
        for (auto n = random.below(60); n > 0; --n)
            body += pieces[random.below(std::size(pieces))];
        const std::string lines = withCrlf(body);
        const std::string encoded = toQuotedPrintable(lines);
        for (const std::string_view line : ascii::split(encoded, '\n'))
            QVERIFY(line.size() <= 77); // RFC 2045 section 6.7: 76, and the CR
        const auto message =
            Message::parse(Blob("Content-Transfer-Encoding: quoted-printable\r\n\r\n" + encoded));
        QCOMPARE(decodedBody(*message, message->root()), lines);
        Draft letter = draft();
        letter.body = body;
        QVERIFY(travels(printed(letter)));
    }
}

void TstCompose::longHeadersAreFolded()
{
    Draft letter = draft();
    letter.to.clear();
    for (int i = 0; i < 100; ++i)
        letter.to.push_back({"recipient" + std::to_string(i), "example.net"});
    letter.headers = {{"X-Long", std::string(3000, 'x')}};
    const std::string text = printed(letter);
    QVERIFY(travels(text));
    const auto message = Message::parse(compose(letter));
    QCOMPARE(parseAddresses(*message->header("To")).size(), std::size_t{100});
    QCOMPARE(decodeHeader(*message->header("X-Long")), std::string(3000, 'x'));
}

void TstCompose::receivedIsFolded()
{
    const Received received{"client.test",
                            "[192.0.2.1]",
                            "mx.example.net",
                            "ESMTPS",
                            "17",
                            "TLSv1.3 TLS_AES_256_GCM_SHA384",
                            "carol@example.net",
                            *parseIso("2026-03-02T09:00:00Z")};
    QCOMPARE(printReceived(received), std::string("Received: from client.test ([192.0.2.1])\r\n"
                                                  "\tby mx.example.net with ESMTPS\r\n"
                                                  "\t(TLSv1.3 TLS_AES_256_GCM_SHA384) id 17\r\n"
                                                  "\tfor <carol@example.net>;\r\n"
                                                  "\tMon, 02 Mar 2026 09:00:00 +0000\r\n"));
}

void TstCompose::receivedFromNobodyHasNoFrom()
{
    Received received;
    received.by = "mx.example.net";
    received.with = "ESMTP";
    received.date = *parseIso("2026-03-02T09:00:00Z");
    QCOMPARE(printReceived(received),
             std::string("Received: by mx.example.net with ESMTP;\r\n\tMon, 02 Mar 2026 09:00:00 +0000\r\n"));
    received.fromHelo = "evil\r\nX-Evil: 1";
    QCOMPARE(Message::parse(Blob(printReceived(received) + "\r\n"))->root().fields.size(), std::size_t{1});
}

void TstCompose::bounceIsAReport()
{
    const Blob letter = composeBounce(bounce());
    QVERIFY(travels(letter.view()));
    const auto message = Message::parse(letter);
    QCOMPARE(message->parts().size(), std::size_t{4});
    QCOMPARE(message->root().subtype, std::string("report"));
    QVERIFY(message->header("To") == "alice@example.org");
    QVERIFY(message->header("In-Reply-To") == "<1@alice-laptop>");
    QVERIFY(message->header("Auto-Submitted") == "auto-replied");
    QVERIFY(message->header("Content-Type")->contains("report-type=delivery-status"));
    const auto text = [&](unsigned number) {
        return std::string(message->text(message->section({number})->body));
    };
    QVERIFY(text(1).contains("<carol@example.net>") && text(1).contains("550 no such user"));
    QCOMPARE(message->section({2})->subtype, std::string("delivery-status"));
    QCOMPARE(text(2), std::string("Reporting-MTA: dns; mx.example.net\r\n"
                                  "Arrival-Date: Mon, 02 Mar 2026 09:00:00 +0000\r\n"
                                  "\r\n"
                                  "Final-Recipient: rfc822; carol@example.net\r\n"
                                  "Action: failed\r\n"
                                  "Status: 5.1.1\r\n"
                                  "Remote-MTA: dns; store.example.net\r\n"
                                  "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n"));
    QCOMPARE(message->section({3})->subtype, std::string("rfc822-headers"));
    QCOMPARE(text(3), std::string("Subject: Hello\r\nMessage-ID: <1@alice-laptop>\r\n"));
    QVERIFY(!letter.view().contains("secret body"));
}

void TstCompose::delayIsNoFailure()
{
    BounceDraft late = bounce();
    late.telling = Telling::Delay;
    late.failed[0].reply = {0, {}, "connection timed out"};
    late.failed[0].remoteHost.clear();
    late.failed[0].lastAttempt = *parseIso("2026-03-02T13:00:00Z");
    late.retryUntil = *parseIso("2026-03-07T09:00:00Z");
    const std::string text(composeBounce(late).view());
    QVERIFY(text.contains("Action: delayed\r\nStatus: 4.0.0\r\n"
                          "Last-Attempt-Date: Mon, 02 Mar 2026 13:00:00 +0000\r\n"
                          "Will-Retry-Until: Sat, 07 Mar 2026 09:00:00 +0000\r\n"));
    QVERIFY(!text.contains("Action: failed"));
}

void TstCompose::successIsToldInFull()
{
    BounceDraft good = bounce();
    good.telling = Telling::Success;
    good.envelopeId = "QQ=31";
    good.returnsAll = true;
    good.failed[0].reply = {250, {2, 1, 5}, "it is in the mailbox"};
    good.failed[0].remoteHost.clear();
    good.failed[0].action = "delivered";
    good.failed[0].named = "rfc822;Carol@example.net";
    const Blob letter = composeBounce(good);
    const auto message = Message::parse(letter);
    const auto text = [&](unsigned number) {
        return std::string(message->text(message->section({number})->body));
    };
    QCOMPARE(text(2), std::string("Original-Envelope-Id: QQ=31\r\n"
                                  "Reporting-MTA: dns; mx.example.net\r\n"
                                  "Arrival-Date: Mon, 02 Mar 2026 09:00:00 +0000\r\n"
                                  "\r\n"
                                  "Original-Recipient: rfc822;Carol@example.net\r\n"
                                  "Final-Recipient: rfc822; carol@example.net\r\n"
                                  "Action: delivered\r\n"
                                  "Status: 2.1.5\r\n"));
    QCOMPARE(message->section({3})->type, std::string("message"));
    QVERIFY(letter.view().contains("secret body")); // all of it, as was asked for
    QVERIFY(!letter.view().contains("could not be delivered"));
}

void TstCompose::xtextIsReadAndWritten()
{
    QCOMPARE(toXtext("a+b=c d"), std::string("a+2Bb+3Dc+20d"));
    QCOMPARE(fromXtext("a+2Bb+3Dc+20d").value_or("none"), std::string("a+b=c d"));
    for (const char *wrong : {"+", "+2", "a=b", "+2b", "a b", "+GG"})
        QVERIFY2(!fromXtext(wrong), wrong);
    std::string all;
    for (int octet = 0; octet < 256; ++octet)
        all += static_cast<char>(octet);
    QCOMPARE(fromXtext(toXtext(all)).value_or(""), all);
}

void TstCompose::replyCodeZeroHasNoDiagnostic()
{
    BounceDraft draft = bounce();
    draft.failed[0] = {{"carol", "example.net"}, {0, {}, "no such domain"}, {}};
    const std::string text(composeBounce(draft).view());
    QVERIFY(text.contains("Status: 5.0.0\r\n"));
    QVERIFY(!text.contains("Diagnostic-Code") && !text.contains("Remote-MTA"));
    QVERIFY(text.contains("    no such domain\r\n"));
}

void TstCompose::whomTheSenderNamedIsSaid()
{
    BounceDraft draft = bounce();
    draft.failed[0].original = {"sales", "example.net"};
    const std::string text(composeBounce(draft).view());
    QVERIFY(text.contains("Original-Recipient: rfc822; sales@example.net\r\n"
                          "Final-Recipient: rfc822; carol@example.net\r\n"));
    QVERIFY(text.contains("    (you wrote to <sales@example.net>)\r\n"));
}

void TstCompose::diagnosticsAreWhatTheHostSaid()
{
    BounceDraft draft = bounce();
    draft.failed[0].reply = {550, {5, 4, 7}, "not in time"};
    draft.failed[0].lastSaid = {450, {}, "busy"};
    QVERIFY(composeBounce(draft).view().contains("Status: 5.4.7\r\nRemote-MTA: dns; store.example.net\r\n"
                                                 "Diagnostic-Code: smtp; 450 busy\r\n"));
    draft.failed[0].remoteHost.clear();
    QVERIFY(!composeBounce(draft).view().contains("Diagnostic-Code"));
}

void TstCompose::equalBouncesAreEqual()
{
    QVERIFY(composeBounce(bounce()) == composeBounce(bounce()));
    BounceDraft other = bounce();
    other.messageId = "bounce-2@mx.example.net";
    const auto boundary = [](const BounceDraft &draft) {
        return Message::parse(composeBounce(draft))->root().boundary;
    };
    QVERIFY(boundary(other) != boundary(bounce()));
}

void TstCompose::boundaryOccursNowhereElse()
{
    BounceDraft draft = bounce();
    const std::string first = Message::parse(composeBounce(draft))->root().boundary;
    draft.original = Blob("--" + first + "\r\nSubject: trap\r\n--" + first + "--\r\n\r\n");
    const auto message = Message::parse(composeBounce(draft));
    QVERIFY(message->root().boundary != first);
    QCOMPARE(message->parts().size(), std::size_t{4});
}

void TstCompose::bounceOfAnythingTravels()
{
    BounceDraft draft = bounce();
    draft.failed[0].reply.text = "l\xc3\xb6ng\nevil\r\n.\r\n--x " + std::string(2000, 'y');
    draft.failed.emplace_back();
    draft.failed[1].recipient = {"a b", "example.net"};
    draft.failed[1].reply.code = 451;
    const Blob letter = composeBounce(draft);
    QVERIFY(travels(letter.view()));
    const auto message = Message::parse(letter);
    QCOMPARE(message->parts().size(), std::size_t{4});
    QVERIFY(
        message->text(message->section({2})->body)
            .contains("Final-Recipient: rfc822; \"a b\"@example.net\r\nAction: failed\r\nStatus: 4.0.0\r\n"));
}

QTEST_GUILESS_MAIN(TstCompose)
#include "tst_compose.moc"
