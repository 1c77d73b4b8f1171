#include "sim/live/store_file.h"

#include "sim/base/ascii.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace mf::live {

namespace {

/// Keywords of a letter in one column: they are atoms, so a space cannot be in one (RFC 3501 section 9).
std::string joined(const std::vector<std::string> &keywords)
{
    std::string text;
    for (const std::string &keyword : keywords)
        text += (text.empty() ? "" : " ") + keyword;
    return text;
}

constexpr std::string_view kTables[] = {
    "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE mailbox (id INTEGER PRIMARY KEY, node BLOB NOT NULL, account BLOB NOT NULL, name BLOB NOT "
    "NULL,"
    " uid_validity INTEGER NOT NULL, uid_next INTEGER NOT NULL, mod_seq INTEGER NOT NULL,"
    " special_use INTEGER NOT NULL, first_recent INTEGER NOT NULL, UNIQUE (node, account, name))",
    // A subscription is to a name, of a mailbox or not. INBOX is subscribed to where nothing else is said.
    "CREATE TABLE subscription (node BLOB NOT NULL, account BLOB NOT NULL, name BLOB NOT NULL,"
    " subscribed INTEGER NOT NULL, PRIMARY KEY (node, account, name)) WITHOUT ROWID",
    "CREATE TABLE furnished (node BLOB NOT NULL, account BLOB NOT NULL, PRIMARY KEY (node, account)) WITHOUT "
    "ROWID",
    "CREATE TABLE letter (mailbox INTEGER NOT NULL REFERENCES mailbox(id), uid INTEGER NOT NULL, mod_seq "
    "INTEGER NOT NULL,"
    " flags INTEGER NOT NULL, keywords BLOB NOT NULL, date_us INTEGER NOT NULL, octets INTEGER NOT NULL,"
    " body INTEGER NOT NULL, mail INTEGER NOT NULL, recipient BLOB NOT NULL, PRIMARY KEY (mailbox, uid)) "
    "WITHOUT ROWID",
    "CREATE INDEX letter_body ON letter (body)",
    "CREATE TABLE body (id INTEGER PRIMARY KEY, octets BLOB NOT NULL)",
    "CREATE TABLE queue (node BLOB NOT NULL, id INTEGER NOT NULL, mail INTEGER NOT NULL, body INTEGER NOT "
    "NULL,"
    " hop INTEGER NOT NULL, attempts INTEGER NOT NULL, arrived_us INTEGER NOT NULL, next_attempt_us INTEGER "
    "NOT NULL,"
    " from_local BLOB NOT NULL, from_domain BLOB NOT NULL, eight_bit INTEGER NOT NULL, declared_octets "
    "INTEGER NOT NULL, last_reason BLOB NOT NULL, delay_told INTEGER NOT NULL,"
    " envelope_id BLOB NOT NULL, returned INTEGER NOT NULL,"
    " PRIMARY KEY (node, id)) WITHOUT ROWID",
    "CREATE INDEX queue_body ON queue (body)",
    "CREATE INDEX queue_mail ON queue (mail)",
    "CREATE TABLE queue_recipient (node BLOB NOT NULL, id INTEGER NOT NULL, position INTEGER NOT NULL,"
    " local BLOB NOT NULL, domain BLOB NOT NULL, notify INTEGER NOT NULL, original BLOB NOT NULL,"
    " PRIMARY KEY (node, id, position)) WITHOUT ROWID",
    // Who has a letter already that still stands in some queue: after a crash it must not be delivered to
    // them again.
    "CREATE TABLE delivered (mail INTEGER NOT NULL, recipient BLOB NOT NULL, PRIMARY KEY (mail, recipient)) "
    "WITHOUT ROWID",
};

/// The letters that came into a queue and left it again within one transaction: they need not be written down
/// there at all. Indexes of their QueueSaved; an earlier transaction may have written them, so that their
/// QueueRemoved stays.
std::set<std::size_t> passingThrough(const std::vector<store::Change> &changes)
{
    std::set<std::size_t> passing;
    std::set<std::pair<std::string_view, std::uint64_t>> removedLater;
    for (std::size_t i = changes.size(); i-- > 0;) {
        if (const auto *removed = std::get_if<store::QueueRemoved>(&changes[i]))
            removedLater.emplace(removed->node, removed->id);
        else if (const auto *saved = std::get_if<store::QueueSaved>(&changes[i]))
            if (removedLater.contains({saved->node, saved->letter.id}))
                passing.insert(i);
    }
    return passing;
}

} // namespace

Fault StoreFile::fault(Phrase message) const { return {m_file.toStdString(), 0, 0, std::move(message), {}}; }

std::expected<std::unique_ptr<StoreFile>, Fault>
StoreFile::open(const QString &folder, qint64 sizeLimitOctets, qint64 logLimitOctets)
{
    const QString path = folder + QStringLiteral("/mailflow.sqlite");
    // Mail is its owner's business. SQLite gives its other files the permissions of this one.
    if (QFile made(path); made.open(QIODevice::NewOnly | QIODevice::WriteOnly))
        made.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    std::unique_ptr<StoreFile> file(new StoreFile(path));
    if (auto prepared = file->prepare(sizeLimitOctets, logLimitOctets); !prepared)
        return std::unexpected(prepared.error());
    return file;
}

std::expected<void, Fault> StoreFile::prepare(qint64 sizeLimitOctets, qint64 logLimitOctets)
{
    const auto unusable = [this] {
        return std::unexpected(fault(phrase(
            "cannot be used ({}); repair it or move it away, or choose another folder", m_sql.error())));
    };
    m_sql.run("PRAGMA synchronous = FULL");
    m_sql.run("PRAGMA foreign_keys = ON"); // a letter without its mailbox is refused, not lost
    const qint64 application = m_sql.number("PRAGMA application_id");
    const qint64 version = m_sql.number("PRAGMA user_version");
    const qint64 tables = m_sql.number("SELECT count(*) FROM sqlite_master");
    if (!m_sql.good())
        return unusable();
    if (tables > 0 && application != kApplicationId)
        return std::unexpected(fault(phrase("is not a Mailflow store; choose another folder")));
    if (tables > 0 && version != kSchemaVersion)
        return std::unexpected(
            fault(phrase("was made by another version of Mailflow (layout {}, this one reads "
                         "{}); use that version, or choose another folder",
                         version, kSchemaVersion)));
    m_sql.number("PRAGMA journal_mode = WAL");
    m_sql.number("PRAGMA journal_size_limit = " + std::to_string(logLimitOctets));
    const qint64 pageOctets = m_sql.number("PRAGMA page_size", {}, 4096);
    m_sql.number("PRAGMA max_page_count = " + std::to_string(sizeLimitOctets / pageOctets));
    if (tables == 0)
        makeTables();
    if (!m_sql.good())
        return unusable();
    return {};
}

void StoreFile::makeTables()
{
    m_sql.run("BEGIN IMMEDIATE");
    for (const std::string_view table : kTables)
        m_sql.run(table);
    m_sql.run("PRAGMA application_id = " + std::to_string(kApplicationId));
    m_sql.run("PRAGMA user_version = " + std::to_string(kSchemaVersion));
    m_sql.run("COMMIT");
}

// ---- writing ----------------------------------------------------------------------------------------------

std::expected<void, std::string> StoreFile::write(const std::vector<store::Change> &changes)
{
    m_sql.clearError();
    forgetTransaction();
    m_sql.run("BEGIN IMMEDIATE");
    if (!m_sql.good())
        return std::unexpected(m_sql.error());
    const std::set<std::size_t> passing = passingThrough(changes);
    for (std::size_t i = 0; i < changes.size(); ++i)
        if (passing.contains(i))
            save(std::get<store::QueueSaved>(changes[i]), Presence::PassesThrough);
        else
            std::visit([this](const auto &known) { on(known); }, changes[i]);
    settle();
    sweep();
    m_sql.run("COMMIT");
    if (m_sql.good())
        return {};
    const std::string reason = m_sql.error();
    m_mailboxIds.clear(); // may be of mailboxes that were never made
    m_counters.clear();
    m_sql.clearError();
    m_sql.run("ROLLBACK");
    m_sql.clearError(); // after some errors SQLite has rolled back already
    return std::unexpected(reason);
}

void StoreFile::forgetTransaction()
{
    m_touched.clear();
    m_raised.clear();
    m_arrived.clear();
    m_left.clear();
    m_loosened.clear();
}

qint64 StoreFile::mailboxId(const std::string &node, const std::string &account, const std::string &mailbox)
{
    if (m_mailboxIds.size() >= kKnownMailboxes)
        m_mailboxIds.clear();
    const auto [known, isNew] = m_mailboxIds.try_emplace({node, account, mailbox}, -1);
    if (isNew)
        known->second = m_sql.number("SELECT id FROM mailbox WHERE node = ? AND account = ? AND name = ?",
                                     {octets(node), octets(account), octets(mailbox)}, -1);
    const qint64 id = known->second;
    if (id < 0)
        m_mailboxIds.erase(known); // it may be made yet
    return id;
}

void StoreFile::raise(std::string_view counter, std::uint64_t value)
{
    std::uint64_t &raised = m_raised[counter];
    raised = std::max(raised, value);
}

void StoreFile::touch(qint64 mailbox, std::uint64_t uidNext, std::uint64_t modSeq)
{
    Reached &reached = m_touched[mailbox];
    reached.uidNext = std::max(reached.uidNext, uidNext);
    reached.modSeq = std::max(reached.modSeq, modSeq);
}

/// Writes down what many changes of the transaction had to say about the same row.
void StoreFile::settle()
{
    for (const auto &[mailbox, reached] : m_touched)
        m_sql.run("UPDATE mailbox SET uid_next = max(uid_next, ?), mod_seq = max(mod_seq, ?) WHERE id = ?",
                  {number(reached.uidNext), number(reached.modSeq), mailbox});
    for (const auto &[counter, value] : m_raised) {
        std::uint64_t &known = m_counters[counter];
        if (value <= known)
            continue;
        known = value;
        m_sql.run(
            "INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = max(value, "
            "excluded.value)",
            {QString::fromLatin1(counter.data(), static_cast<qsizetype>(counter.size())), number(value)});
    }
}

void StoreFile::on(const store::MailboxMade &change)
{
    m_sql.run("INSERT INTO mailbox (node, account, name, uid_validity, uid_next, mod_seq, special_use,"
              " first_recent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
              " ON CONFLICT (node, account, name) DO UPDATE SET uid_validity = excluded.uid_validity,"
              " uid_next = max(uid_next, excluded.uid_next), mod_seq = max(mod_seq, excluded.mod_seq),"
              " special_use = excluded.special_use, first_recent = excluded.first_recent",
              {octets(change.node), octets(change.account), octets(change.mailbox),
               number(change.uidValidity), number(change.uidNext), number(change.highestModSeq),
               int(change.specialUse), number(change.firstRecent)});
    raise("uid_validity", change.uidValidity);
}

void StoreFile::on(const store::SubscriptionChanged &change)
{
    if (change.subscribed || change.mailbox == "INBOX")
        m_sql.run(
            "INSERT OR REPLACE INTO subscription VALUES (?, ?, ?, ?)",
            {octets(change.node), octets(change.account), octets(change.mailbox), change.subscribed ? 1 : 0});
    else
        m_sql.run("DELETE FROM subscription WHERE node = ? AND account = ? AND name = ?",
                  {octets(change.node), octets(change.account), octets(change.mailbox)});
}

void StoreFile::on(const store::AccountFurnished &change)
{
    m_sql.run("INSERT OR IGNORE INTO furnished VALUES (?, ?)", {octets(change.node), octets(change.account)});
}

void StoreFile::on(const store::MailboxRemoved &change)
{
    const qint64 mailbox = mailboxId(change.node, change.account, change.mailbox);
    QSqlQuery &bodies = m_sql.run("SELECT body FROM letter WHERE mailbox = ?", {mailbox});
    while (bodies.next())
        m_loosened.insert(BlobId{bodies.value(0).toULongLong()});
    m_sql.run("DELETE FROM letter WHERE mailbox = ?", {mailbox});
    m_sql.run("DELETE FROM mailbox WHERE id = ?", {mailbox});
    m_touched.erase(mailbox); // its number may be another one's next
    m_mailboxIds.erase({change.node, change.account, change.mailbox});
}

void StoreFile::on(const store::MailboxRenamed &change)
{
    m_sql.run("UPDATE mailbox SET name = ? WHERE node = ? AND account = ? AND name = ?",
              {octets(change.newName), octets(change.node), octets(change.account), octets(change.mailbox)});
    m_mailboxIds.erase({change.node, change.account, change.mailbox});
    m_mailboxIds.erase({change.node, change.account, change.newName});
}

void StoreFile::on(const store::RecentTaken &change)
{
    m_sql.run("UPDATE mailbox SET first_recent = max(first_recent, ?) WHERE id = ?",
              {number(change.firstRecent), mailboxId(change.node, change.account, change.mailbox)});
}

void StoreFile::on(const store::LetterAdded &change)
{
    const StoredLetter &letter = change.letter;
    const qint64 mailbox = mailboxId(change.node, change.account, change.mailbox);
    keepBody(letter.blob, letter.message);
    const std::string keywords = joined(letter.flags.keywords);
    m_sql.run("INSERT INTO letter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              {mailbox, number(letter.uid), number(letter.modSeq), int(letter.flags.system), octets(keywords),
               qint64(letter.internalDate.time_since_epoch().count()), number(letter.sizeOctets),
               number(raw(letter.blob)), number(raw(letter.mail)), octets(change.recipient)});
    touch(mailbox, std::uint64_t{letter.uid} + 1, letter.modSeq);
    if (!change.recipient.empty())
        m_arrived[letter.mail].insert(ascii::toLower(change.recipient));
    raise("mail", raw(letter.mail));
    raise("body", raw(letter.blob));
}

void StoreFile::on(const store::FlagsChanged &change)
{
    const qint64 mailbox = mailboxId(change.node, change.account, change.mailbox);
    const std::string keywords = joined(change.flags.keywords);
    m_sql.run(
        "UPDATE letter SET flags = ?, keywords = ?, mod_seq = ? WHERE mailbox = ? AND uid = ?",
        {int(change.flags.system), octets(keywords), number(change.modSeq), mailbox, number(change.uid)});
    touch(mailbox, 0, change.modSeq);
}

void StoreFile::on(const store::LettersRemoved &change)
{
    const qint64 mailbox = mailboxId(change.node, change.account, change.mailbox);
    for (const Uid uid : change.uids) {
        const qint64 body =
            m_sql.number("SELECT body FROM letter WHERE mailbox = ? AND uid = ?", {mailbox, number(uid)});
        m_loosened.insert(BlobId{static_cast<std::uint64_t>(body)});
        m_sql.run("DELETE FROM letter WHERE mailbox = ? AND uid = ?", {mailbox, number(uid)});
    }
    touch(mailbox, 0, change.modSeq);
}

void StoreFile::save(const store::QueueSaved &change, Presence presence)
{
    const store::QueuedLetter &letter = change.letter;
    raise("mail", raw(letter.mail));
    raise("body", raw(letter.blob));
    if (presence == Presence::PassesThrough)
        return;
    keepBody(letter.blob, letter.message);
    removeQueued(change.node, letter.id);
    m_sql.run("INSERT INTO queue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              {octets(change.node), number(letter.id), number(raw(letter.mail)), number(raw(letter.blob)),
               number(letter.hop), number(letter.attempts), qint64(letter.arrived.time_since_epoch().count()),
               qint64(letter.nextAttempt.time_since_epoch().count()), octets(letter.envelope.from.localPart),
               octets(letter.envelope.from.domain), letter.envelope.eightBit ? 1 : 0,
               number(letter.envelope.declaredOctets), octets(letter.lastReason), letter.delayTold ? 1 : 0,
               octets(letter.envelope.id), int(letter.envelope.returned)});
    int position = 0;
    for (const mail::Path &to : letter.envelope.to) {
        const Wish wish = letter.envelope.wishFor(to);
        m_sql.run("INSERT INTO queue_recipient VALUES (?, ?, ?, ?, ?, ?, ?)",
                  {octets(change.node), number(letter.id), position++, octets(to.localPart),
                   octets(to.domain), int(wish.notify), octets(wish.original)});
    }
}

void StoreFile::on(const store::QueueRemoved &change) { removeQueued(change.node, change.id); }

void StoreFile::removeQueued(const std::string &node, std::uint64_t id)
{
    QSqlQuery &query =
        m_sql.run("SELECT body, mail FROM queue WHERE node = ? AND id = ?", {octets(node), number(id)});
    if (query.next()) {
        m_loosened.insert(BlobId{query.value(0).toULongLong()});
        m_left.insert(MailId{query.value(1).toULongLong()});
        query.finish();
    } else {
        return;
    }
    m_sql.run("DELETE FROM queue WHERE node = ? AND id = ?", {octets(node), number(id)});
    m_sql.run("DELETE FROM queue_recipient WHERE node = ? AND id = ?", {octets(node), number(id)});
}

void StoreFile::keepBody(BlobId blob, const std::shared_ptr<const mail::Message> &message)
{
    if (message)
        m_sql.run("INSERT OR IGNORE INTO body VALUES (?, ?)",
                  {number(raw(blob)), octets(message->octets().view())});
}

/// Forgets, at the end of a transaction, what nothing points at any more.
void StoreFile::sweep()
{
    for (const BlobId blob : m_loosened)
        m_sql.run(
            "DELETE FROM body WHERE id = ? AND NOT EXISTS (SELECT 1 FROM letter WHERE letter.body = body.id)"
            " AND NOT EXISTS (SELECT 1 FROM queue WHERE queue.body = body.id)",
            {number(raw(blob))});
    for (const auto &[mail, recipients] : m_arrived)
        if (m_sql.number("SELECT 1 FROM queue WHERE mail = ?", {number(raw(mail))}) == 1)
            for (const std::string &recipient : recipients)
                m_sql.run("INSERT OR IGNORE INTO delivered VALUES (?, ?)",
                          {number(raw(mail)), octets(recipient)});
    for (const MailId mail : m_left)
        m_sql.run("DELETE FROM delivered WHERE mail = ? AND NOT EXISTS (SELECT 1 FROM queue WHERE queue.mail "
                  "= delivered.mail)",
                  {number(raw(mail))});
}

} // namespace mf::live
