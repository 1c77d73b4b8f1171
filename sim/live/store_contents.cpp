// Reading the store file: what it held when the program ended, however it ended.
#include "sim/base/ascii.h"
#include "sim/live/recovery.h"
#include "sim/live/store_file.h"

#include <utility>

namespace mf::live {

namespace {

CalendarTime calendarTime(const QVariant &microseconds)
{
    return CalendarTime(Duration(microseconds.toLongLong()));
}

std::vector<std::string> keywordsOf(const std::string &text)
{
    std::vector<std::string> keywords;
    if (!text.empty())
        for (const std::string_view keyword : ascii::split(text, ' '))
            keywords.emplace_back(keyword);
    return keywords;
}

} // namespace

std::expected<store::Contents, Fault> StoreFile::contents()
{
    m_sql.clearError();
    store::Contents contents;
    contents.lastMail =
        static_cast<std::uint64_t>(m_sql.number("SELECT value FROM counter WHERE name = 'mail'"));
    contents.lastBlob =
        static_cast<std::uint64_t>(m_sql.number("SELECT value FROM counter WHERE name = 'body'"));
    contents.uidValidity =
        static_cast<std::uint32_t>(m_sql.number("SELECT value FROM counter WHERE name = 'uid_validity'")) + 1;
    contents.changes = accounts();
    addLetters(contents.changes);

    const std::vector<store::QueueSaved> found = queued();
    std::set<Delivered> delivered;
    QSqlQuery &rows = m_sql.run("SELECT mail, recipient FROM delivered");
    while (rows.next())
        delivered.insert({MailId{rows.value(0).toULongLong()}, octetsOf(rows.value(1))});
    rows.finish();
    if (!m_sql.good())
        return std::unexpected(fault(phrase(
            "cannot be read ({}); repair it or move it away, or choose another folder", m_sql.error())));

    Recovered recovered = withoutServed(found, delivered);
    if (!recovered.corrections.empty())
        if (auto written = write(recovered.corrections); !written)
            return std::unexpected(fault(phrase("cannot be written ({})", written.error())));
    for (store::QueueSaved &letter : recovered.queued)
        contents.changes.emplace_back(std::move(letter));
    return contents;
}

std::vector<store::Change> StoreFile::accounts()
{
    std::vector<store::Change> changes;
    QSqlQuery &rows =
        m_sql.run("SELECT node, account, name, uid_validity, uid_next, mod_seq, special_use, first_recent"
                  " FROM mailbox ORDER BY id");
    while (rows.next())
        changes.push_back(
            store::MailboxMade{octetsOf(rows.value(0)), octetsOf(rows.value(1)), octetsOf(rows.value(2)),
                               rows.value(3).toUInt(), rows.value(4).toUInt(), rows.value(5).toULongLong(),
                               static_cast<std::uint8_t>(rows.value(6).toUInt()), rows.value(7).toUInt()});
    rows.finish();
    QSqlQuery &names = m_sql.run("SELECT node, account, name, subscribed FROM subscription");
    while (names.next())
        changes.push_back(store::SubscriptionChanged{octetsOf(names.value(0)), octetsOf(names.value(1)),
                                                     octetsOf(names.value(2)), names.value(3).toBool()});
    names.finish();
    QSqlQuery &furnished = m_sql.run("SELECT node, account FROM furnished");
    while (furnished.next())
        changes.push_back(
            store::AccountFurnished{octetsOf(furnished.value(0)), octetsOf(furnished.value(1))});
    furnished.finish();
    return changes;
}

void StoreFile::addLetters(std::vector<store::Change> &changes)
{
    QSqlQuery &rows = m_sql.run(
        "SELECT node, account, name, uid, letter.mod_seq, flags, keywords, date_us, octets, body, mail,"
        " recipient FROM letter JOIN mailbox ON mailbox.id = letter.mailbox ORDER BY mailbox.id, uid");
    while (rows.next()) {
        StoredLetter letter;
        letter.uid = rows.value(3).toUInt();
        letter.modSeq = rows.value(4).toULongLong();
        letter.flags = {static_cast<std::uint8_t>(rows.value(5).toUInt()),
                        keywordsOf(octetsOf(rows.value(6)))};
        letter.internalDate = calendarTime(rows.value(7));
        letter.sizeOctets = rows.value(8).toUInt();
        letter.blob = BlobId{rows.value(9).toULongLong()};
        letter.mail = MailId{rows.value(10).toULongLong()};
        changes.push_back(store::LetterAdded{octetsOf(rows.value(0)), octetsOf(rows.value(1)),
                                             octetsOf(rows.value(2)), std::move(letter),
                                             octetsOf(rows.value(11))});
    }
    rows.finish();
}

std::vector<store::QueueSaved> StoreFile::queued()
{
    std::vector<store::QueueSaved> found;
    QSqlQuery &rows = m_sql.run(
        "SELECT node, id, mail, body, hop, attempts, arrived_us, next_attempt_us, from_local, from_domain,"
        " eight_bit, declared_octets, last_reason, delay_told, envelope_id, returned FROM queue ORDER BY "
        "node, id");
    while (rows.next()) {
        store::QueuedLetter letter;
        letter.id = rows.value(1).toULongLong();
        letter.mail = MailId{rows.value(2).toULongLong()};
        letter.blob = BlobId{rows.value(3).toULongLong()};
        letter.hop = rows.value(4).toUInt();
        letter.attempts = rows.value(5).toUInt();
        letter.arrived = calendarTime(rows.value(6));
        letter.nextAttempt = calendarTime(rows.value(7));
        letter.envelope.from = {octetsOf(rows.value(8)), octetsOf(rows.value(9))};
        letter.envelope.eightBit = rows.value(10).toBool();
        letter.envelope.declaredOctets = rows.value(11).toULongLong();
        letter.lastReason = octetsOf(rows.value(12));
        letter.delayTold = rows.value(13).toBool();
        letter.envelope.id = octetsOf(rows.value(14));
        letter.envelope.returned = static_cast<Returned>(rows.value(15).toUInt());
        found.push_back({octetsOf(rows.value(0)), std::move(letter)});
    }
    rows.finish();
    for (store::QueueSaved &saved : found) {
        QSqlQuery &to = m_sql.run("SELECT local, domain, notify, original FROM queue_recipient"
                                  " WHERE node = ? AND id = ? ORDER BY position",
                                  {octets(saved.node), number(saved.letter.id)});
        while (to.next()) {
            Envelope &envelope = saved.letter.envelope;
            envelope.to.push_back({octetsOf(to.value(0)), octetsOf(to.value(1))});
            const Wish wish{static_cast<std::uint8_t>(to.value(2).toUInt()), octetsOf(to.value(3))};
            if (wish != Wish{})
                envelope.wishes[envelope.to.back().print()] = wish;
        }
        to.finish();
        if (auto letter = read(saved.letter.blob))
            saved.letter.message = mail::Message::parse(std::move(*letter));
    }
    return found;
}

std::expected<Blob, std::string> StoreFile::body(BlobId blob)
{
    m_sql.clearError();
    return read(blob);
}

std::expected<Blob, std::string> StoreFile::read(BlobId blob)
{
    QSqlQuery &rows = m_sql.run("SELECT octets FROM body WHERE id = ?", {number(raw(blob))});
    if (m_sql.good() && rows.next()) {
        Blob found(octetsOf(rows.value(0)));
        rows.finish();
        return found;
    }
    std::string reason =
        m_sql.good() ? "letter " + std::to_string(raw(blob)) + " has no octets" : m_sql.error();
    return std::unexpected(std::move(reason));
}

} // namespace mf::live
