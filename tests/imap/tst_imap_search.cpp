// Whether SEARCH finds a letter, and whether it has to read it for that.
#include "sim/imap/search.h"
#include "sim/mail/date.h"

#include <QTest>

using namespace mf;
using namespace mf::imap;

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

} // namespace

class TestImapSearch : public QObject {
    Q_OBJECT

private slots:
    void searchFinds_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<bool>("found");
        const auto row = [](const char *key, bool found) { QTest::newRow(key) << QByteArray(key) << found; };
        row("ALL", true);
        row("3", true);
        row("1:2,4:*", false);
        row("*", false);
        row("5", false); // no letter has the number
        row("NOT 5", true);
        row("3:9", true);
        row("UID 30", true);
        row("UID 31:*", false);
        row("SEEN", true);
        row("UNSEEN", false);
        row("RECENT", true);
        row("NEW", false);
        row("OLD", false);
        row("UNFLAGGED", true);
        row("KEYWORD $JUNK", true);
        row("UNKEYWORD $Junk", false);
        row("FROM ALICE", true);
        row("FROM bob", false);
        row("SUBJECT \"\xc3\xa9t\xc3\xa9\"", true);
        row("SUBJECT utf-8", false);
        row("TO x.test", true);
        row("CC c@", true);
        row("BCC c@", false);
        row("HEADER X-Empty \"\"", true);
        row("HEADER X-None \"\"", false);
        row("HEADER Message-ID 7@", true);
        row("BODY \"caf\xc3\xa9\"", true);
        row("BODY alice", false);
        row("TEXT alice", true);
        row("TEXT \"caf\xc3\xa9\"", true);
        row("BODY QUFB", false); // base 64 of an attachment is no text
        row("ON 1-Feb-2024", true);
        row("BEFORE 1-Feb-2024", false);
        row("BEFORE 2-Feb-2024", true);
        row("SINCE 1-Feb-2024", true);
        row("SINCE 2-Feb-2024", false);
        row("SENTON 31-Jan-2024", true); // as written: in UTC it is the first of February
        row("SENTBEFORE 31-Jan-2024", false);
        row("SENTSINCE 1-Feb-2024", false);
        row("LARGER 999", true);
        row("LARGER 1000", false);
        row("SMALLER 1001", true);
        row("SMALLER 1000", false);
        row("MODSEQ 17", true);
        row("MODSEQ 18", false);
        row("MODSEQ \"/flags/\\\\seen\" all 17", true);
        row("NOT SEEN", false);
        row("OR UNSEEN FROM alice", true);
        row("OR UNSEEN FROM bob", false);
        row("(SEEN FROM alice) NOT (DELETED)", true);
        row("SEEN FROM bob", false);
    }
    void searchFinds()
    {
        QFETCH(QByteArray, key);
        QFETCH(bool, found);
        QVERIFY(matchesLetter(key, true) == (found ? Match::Yes : Match::No));
    }

    void searchAsksForTheLetterOnlyIfItMust_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("match");
        const auto row = [](const char *key, Match match) {
            QTest::newRow(key) << QByteArray(key) << int(match);
        };
        row("FROM alice", Match::NeedsLetter);
        row("NOT FROM alice", Match::NeedsLetter);
        row("UNSEEN FROM alice", Match::No);
        row("FROM alice UNSEEN", Match::No);
        row("SEEN FROM alice", Match::NeedsLetter);
        row("OR TEXT x SEEN", Match::Yes);
        row("OR TEXT x UNSEEN", Match::NeedsLetter);
        row("SENTON 1-Feb-2024", Match::NeedsLetter);
        row("LARGER 5", Match::Yes);
    }
    void searchAsksForTheLetterOnlyIfItMust()
    {
        QFETCH(QByteArray, key);
        QFETCH(int, match);
        QCOMPARE(int(matchesLetter(key, false)), match);
    }

private:
    static Match matchesLetter(const QByteArray &written, bool inMemory)
    {
        const auto message = letter("From: Alice <alice@x.test>\n"
                                    "To: b@x.test\n"
                                    "Cc: c@y.test\n"
                                    "Subject: =?utf-8?q?=C3=A9t=C3=A9?=\n"
                                    "Date: Wed, 31 Jan 2024 23:30:00 -0500\n"
                                    "Message-ID: <7@x.test>\n"
                                    "X-Empty:\n"
                                    "Content-Type: multipart/mixed; boundary=m\n"
                                    "\n"
                                    "--m\n"
                                    "Content-Type: text/plain; charset=iso-8859-1\n"
                                    "Content-Transfer-Encoding: quoted-printable\n"
                                    "\n"
                                    "Caf=E9\n"
                                    "--m\n"
                                    "Content-Type: application/octet-stream\n"
                                    "Content-Transfer-Encoding: base64\n"
                                    "\n"
                                    "QUFB\n"
                                    "--m--\n");
        StoredLetter stored;
        stored.uid = 30;
        stored.sizeOctets = 1000;
        stored.internalDate = *mail::parseInternalDate("01-Feb-2024 05:00:00 +0000");
        Flags flags;
        flags.system = Flags::Seen | Flags::Recent;
        flags.keywords = {"$Junk"};
        Lexer in({written.constData(), std::size_t(written.size())});
        SearchKey key = parseSearch(in).key;
        if (!in.ok())
            return Match(7);
        resolveSets(key, 4, 40);
        return matches(key, {3, stored, flags, inMemory ? message.get() : nullptr, 17});
    }
};

QTEST_GUILESS_MAIN(TestImapSearch)
#include "tst_imap_search.moc"
