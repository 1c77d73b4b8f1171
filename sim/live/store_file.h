// The store on disk: mailboxes, letters, their octets and the queues in one SQLite file (write-ahead log,
// every commit synced).
#pragma once

#include "sim/base/fault.h"
#include "sim/live/sql.h"
#include "sim/live/writer.h"
#include "sim/store/change.h"

#include <QString>

#include <expected>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace mf::live {

class StoreFile final : public ChangeWriter {
public:
    static constexpr int kSchemaVersion = 4;          ///< PRAGMA user_version
    static constexpr int kApplicationId = 0x4d464c57; ///< "MFLW": PRAGMA application_id
    /// What the file may grow to; then it refuses like a full disk, until letters are deleted.
    static constexpr qint64 kSizeLimitOctets = 64ll << 30;
    /// What the write-ahead log is cut to once its changes are in the file.
    static constexpr qint64 kLogLimitOctets = 64ll << 20;
    /// Mailboxes whose row is remembered; one more: all are looked up again.
    static constexpr std::size_t kKnownMailboxes = 10'000;

    /// Opens or makes mailflow.sqlite in the folder. Fails if it is locked, broken, foreign, or of a newer
    /// Mailflow.
    static std::expected<std::unique_ptr<StoreFile>, Fault> open(const QString &folder,
                                                                 qint64 sizeLimitOctets = kSizeLimitOctets,
                                                                 qint64 logLimitOctets = kLogLimitOctets);

    /// What it holds. Letters come without their octets (body() gives them); letters that wait in a queue
    /// come whole.
    std::expected<store::Contents, Fault> contents();

    std::expected<void, std::string> write(const std::vector<store::Change> &changes) override;
    std::expected<Blob, std::string> body(BlobId blob) override;

private:
    explicit StoreFile(const QString &file) : m_file(file), m_sql(file) { }
    Fault fault(Phrase message) const;
    std::expected<void, Fault> prepare(qint64 sizeLimitOctets, qint64 logLimitOctets);
    void makeTables();

    void on(const store::MailboxMade &change);
    void on(const store::MailboxRemoved &change);
    void on(const store::MailboxRenamed &change);
    void on(const store::SubscriptionChanged &change);
    void on(const store::AccountFurnished &change);
    void on(const store::RecentTaken &change);
    void on(const store::LetterAdded &change);
    void on(const store::FlagsChanged &change);
    void on(const store::LettersRemoved &change);
    void on(const store::QueueSaved &change) { save(change, Presence::Stays); }
    void on(const store::QueueRemoved &change);
    /// PassesThrough: it leaves the queue within this transaction.
    enum class Presence : std::uint8_t { Stays, PassesThrough };
    void save(const store::QueueSaved &change, Presence presence);
    qint64 mailboxId(const std::string &node, const std::string &account, const std::string &mailbox);
    void keepBody(BlobId blob, const std::shared_ptr<const mail::Message> &message);
    void removeQueued(const std::string &node, std::uint64_t id);
    void raise(std::string_view counter, std::uint64_t value);
    void touch(qint64 mailbox, std::uint64_t uidNext, std::uint64_t modSeq);
    void settle();
    void sweep();
    void forgetTransaction();

    std::vector<store::Change> accounts();
    void addLetters(std::vector<store::Change> &changes);
    std::vector<store::QueueSaved> queued();
    std::expected<Blob, std::string> read(BlobId blob);

    QString m_file;
    Sql m_sql;
    using MailboxKey = std::tuple<std::string, std::string, std::string>; // node, account, name
    std::map<MailboxKey, qint64> m_mailboxIds;                            // as they are in the file
    std::map<std::string_view, std::uint64_t> m_counters;                 // likewise; those that are known

    // Of this transaction, written once at its end, however many letters it has.
    struct Reached {
        std::uint64_t uidNext = 0, modSeq = 0;
    };
    std::map<qint64, Reached> m_touched;                // by mailbox
    std::map<std::string_view, std::uint64_t> m_raised; // counters
    std::map<MailId, std::set<std::string>> m_arrived;  // for whom, in lower case
    std::set<MailId> m_left;                            // letters that left a queue
    std::set<BlobId> m_loosened;                        // somebody may have used them last
};

} // namespace mf::live
