// The lines that serve prints, and how many letters it remembers for them.
#include "sim/live/letters.h"

#include <QTest>

using namespace mf;
using namespace mf::live;

namespace {

std::shared_ptr<const mail::Message> message(const std::string &octets)
{
    return mail::Message::parse(Blob(octets));
}

store::QueueSaved queued(std::uint64_t mail)
{
    store::QueuedLetter letter;
    letter.id = mail;
    letter.mail = MailId{mail};
    letter.envelope = {{"a", "x.test"}, {{"b", "y.test"}}, true, 0};
    letter.message = message("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\n");
    return {"mail.example.org", std::move(letter)};
}

Record bounced(std::uint64_t mail)
{
    Record record;
    record.kind = Kind::LetterBounced;
    record.mail = MailId{mail};
    record.facts.add(Key::Recipient, "b@y.test").add(Key::Reason, "no such user");
    return record;
}

} // namespace

class TestLetters : public QObject {
    Q_OBJECT

    Letters m_letters;

    LetterSeen bounce(std::uint64_t mail)
    {
        Turn turn;
        turn.records.push_back(bounced(mail));
        return m_letters.seen(turn).at(0);
    }

private slots:
    void init() { m_letters = {}; }

    void whatIsStoredIsTold()
    {
        Turn turn;
        store::LetterAdded added;
        added.letter.mail = MailId{3};
        added.letter.message = message("Return-Path: <a@x.test>\r\nSubject: Hello\r\n\r\n");
        turn.changes.emplace_back(added); // by APPEND: nobody's letter has arrived
        added.recipient = "b@y.test";
        turn.changes.emplace_back(added);
        const auto seen = m_letters.seen(turn);
        QCOMPARE(seen.size(), 1u);
        QCOMPARE(seen[0].from + ' ' + seen[0].to + ' ' + seen[0].subject + ' ' + seen[0].what,
                 QStringLiteral("a@x.test b@y.test Hello stored"));
    }

    void whatComesBackIsTold()
    {
        Turn turn;
        turn.changes.emplace_back(queued(1));
        QVERIFY(m_letters.seen(turn).empty());
        const LetterSeen seen = bounce(1);
        QCOMPARE(seen.from + ' ' + seen.to + ' ' + seen.subject + ' ' + seen.what,
                 QStringLiteral("a@x.test b@y.test Grüße bounced: no such user"));
    }

    void oneLetterTooManyForgetsTheOldest()
    {
        Turn turn;
        for (std::uint64_t mail = 1; mail <= Letters::kKnownLimit; ++mail)
            turn.changes.emplace_back(queued(mail));
        m_letters.seen(turn);
        QCOMPARE(bounce(1).from, QStringLiteral("a@x.test"));
        turn.changes = {queued(Letters::kKnownLimit + 1)};
        m_letters.seen(turn);
        QCOMPARE(bounce(1).from, QStringLiteral("?"));
        QCOMPARE(bounce(2).from, QStringLiteral("a@x.test"));
        QCOMPARE(bounce(Letters::kKnownLimit + 1).from, QStringLiteral("a@x.test"));
    }
};

QTEST_GUILESS_MAIN(TestLetters)
#include "tst_letters.moc"
