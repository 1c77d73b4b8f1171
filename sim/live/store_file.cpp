#include "sim/live/store_file.h"

#include "sim/base/ascii.h"

#include <QFile>

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

} // namespace

Fault StoreFile::fault(const std::string &message) const { return {m_file.toStdString(), 0, 0, message, {}}; }

std::expected<std::unique_ptr<StoreFile>, Fault> StoreFile::open(const QString &folder,
                                                                 qint64 sizeLimitOctets)
{
    const QString path = folder + QStringLiteral("/mailflow.sqlite");
    // Mail is its owner's business. SQLite gives its other files the permissions of this one.
    if (QFile made(path); made.open(QIODevice::NewOnly | QIODevice::WriteOnly))
        made.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    std::unique_ptr<StoreFile> file(new StoreFile(path));
    if (auto prepared = file->prepare(sizeLimitOctets); !prepared)
        return std::unexpected(prepared.error());
    return file;
}

std::expected<void, Fault> StoreFile::prepare(qint64 sizeLimitOctets)
{
    const auto unusable = [this] {
        return std::unexpected(fault("cannot be used (" + m_sql.error()
                                     + "); repair it or move it away, or choose another folder"));
    };
    m_sql.run("PRAGMA synchronous = FULL");
    m_sql.run("PRAGMA foreign_keys = ON"); // a letter without its mailbox is refused, not lost
    const qint64 application = m_sql.number("PRAGMA application_id");
    const qint64 version = m_sql.number("PRAGMA user_version");
    const qint64 tables = m_sql.number("SELECT count(*) FROM sqlite_master");
    if (!m_sql.good())
        return unusable();
    if (tables > 0 && application != kApplicationId)
        return std::unexpected(fault("is not a Mailflow store; choose another folder"));
    if (tables > 0 && version != kSchemaVersion)
        return std::unexpected(fault(
            "was made by another version of Mailflow (layout " + std::to_string(version) + ", this one reads "
            + std::to_string(kSchemaVersion) + "); use that version, or choose another folder"));
    m_sql.number("PRAGMA journal_mode = WAL");
    m_sql.number("PRAGMA journal_size_limit = " + std::to_string(kLogLimitOctets));
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
    m_loosened.clear();
    m_moved.clear();
    m_sql.run("BEGIN IMMEDIATE");
    if (!m_sql.good())
        return std::unexpected(m_sql.error());
    for (const store::Change &change : changes)
        std::visit([this](const auto &known) { on(known); }, change);
    sweep();
    m_sql.run("COMMIT");
    if (m_sql.good())
        return {};
    const std::string reason = m_sql.error();
    m_sql.clearError();
    m_sql.run("ROLLBACK");
    m_sql.clearError(); // after some errors SQLite has rolled back already
    return std::unexpected(reason);
}

qint64 StoreFile::mailboxId(const std::string &node, const std::string &account, const std::string &mailbox)
{
    return m_sql.number("SELECT id FROM mailbox WHERE node = ? AND account = ? AND name = ?",
                        {octets(node), octets(account), octets(mailbox)}, -1);
}

void StoreFile::raise(const char *counter, std::uint64_t value)
{
    m_sql.run("INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = max(value, "
              "excluded.value)",
              {QString::fromLatin1(counter), number(value)});
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
}

void StoreFile::on(const store::MailboxRenamed &change)
{
    m_sql.run("UPDATE mailbox SET name = ? WHERE node = ? AND account = ? AND name = ?",
              {octets(change.newName), octets(change.node), octets(change.account), octets(change.mailbox)});
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
    m_sql.run("UPDATE mailbox SET uid_next = max(uid_next, ?), mod_seq = max(mod_seq, ?) WHERE id = ?",
              {qint64(letter.uid) + 1, number(letter.modSeq), mailbox});
    if (!change.recipient.empty()) {
        const std::string recipient = ascii::toLower(change.recipient);
        m_sql.run("INSERT OR IGNORE INTO delivered VALUES (?, ?)",
                  {number(raw(letter.mail)), octets(recipient)});
        m_moved.insert(letter.mail);
    }
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
    m_sql.run("UPDATE mailbox SET mod_seq = max(mod_seq, ?) WHERE id = ?", {number(change.modSeq), mailbox});
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
    m_sql.run("UPDATE mailbox SET mod_seq = max(mod_seq, ?) WHERE id = ?", {number(change.modSeq), mailbox});
}

void StoreFile::on(const store::QueueSaved &change)
{
    const store::QueuedLetter &letter = change.letter;
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
    raise("mail", raw(letter.mail));
    raise("body", raw(letter.blob));
}

void StoreFile::on(const store::QueueRemoved &change) { removeQueued(change.node, change.id); }

void StoreFile::removeQueued(const std::string &node, std::uint64_t id)
{
    QSqlQuery &query =
        m_sql.run("SELECT body, mail FROM queue WHERE node = ? AND id = ?", {octets(node), number(id)});
    if (query.next()) {
        m_loosened.insert(BlobId{query.value(0).toULongLong()});
        m_moved.insert(MailId{query.value(1).toULongLong()});
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
    for (const MailId mail : m_moved)
        m_sql.run("DELETE FROM delivered WHERE mail = ? AND NOT EXISTS (SELECT 1 FROM queue WHERE queue.mail "
                  "= delivered.mail)",
                  {number(raw(mail))});
}

} // namespace mf::live
