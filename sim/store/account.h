// The mailboxes of one account, each an immutable snapshot that the next change replaces (RFC 3501 section
// 2.3). The node's incoming program drives it; what it changes it also says, as store::Change.
#pragma once

#include "sim/base/cow.h"
#include "sim/base/ids.h"
#include "sim/store/change.h"
#include "sim/store/limits.h"
#include "sim/wire/mailbox.h"
#include "sim/wire/question.h"

#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::store {

using Changes = std::vector<Change>;

inline constexpr std::string_view kInbox = "INBOX";
/// "INBOX" in whatever case is INBOX, as is the first level of "inbox/x"; all other names are as they are.
/// Without a final '/'.
std::string canonicalMailbox(std::string_view name);

/// A letter on its way into a mailbox.
struct NewLetter {
    std::shared_ptr<const mail::Message> message;
    BlobId blob = BlobId::None;
    MailId mail = MailId::None;
    CalendarTime date{};
    Flags flags;
};

/// A value; copies share what is large. UIDs, UIDVALIDITY and MODSEQ only grow, whatever is deleted or renamed.
class Account {
public:
    Account(std::string node, std::string name, std::uint32_t uidValidity, Limits limits);

    const std::string &name() const { return m_name; }
    /// Null: there is none.
    Mailbox mailbox(std::string_view name) const;
    /// By name, INBOX first; then names that are subscribed to and are no mailboxes.
    MailboxList list() const;
    Quota quota() const;
    /// Instead of what is usual in the store; 0: none.
    void setQuota(std::uint64_t octets) { m_limits.quotaOctets = octets; }

    struct Delivered {
        Uid uid = 0;
        bool again = false; ///< it had come before: nothing was stored
    };
    /// Final delivery into INBOX. The same letter comes once, however often it is sent again after a lost
    /// reply.
    std::expected<Delivered, Refusal> deliver(const NewLetter &letter, std::string_view recipient,
                                              Changes &changes);
    /// All or none.
    std::expected<Appended, Refusal> append(std::string_view mailbox, std::span<const NewLetter> letters,
                                            Changes &changes);

    /// What a session that opens the mailbox is told. One that may change it takes \Recent away from those
    /// after it (RFC 3501 section 2.3.2); EXAMINE leaves it.
    std::expected<MailboxOpened, Refusal> open(std::string_view mailbox, bool readOnly, Changes &changes);
    /// A session that may change the mailbox has been told of what it holds now: nothing of it is \Recent to
    /// the next one.
    void seen(std::string_view mailbox, Changes &changes);

    std::expected<MailboxUpdated, Refusal> changeFlags(const ChangeFlags &wish, Changes &changes);
    /// Removes those of the UIDs that are there, or of them those with \Deleted.
    enum class Which : std::uint8_t { All, MarkedDeleted };
    std::expected<Mailbox, Refusal> remove(std::string_view mailbox, std::span<const Uid> uids, Which which,
                                           Changes &changes);
    /// All or none.
    std::expected<MailboxUpdated, Refusal> copy(const CopyLetters &wish, Changes &changes);
    std::expected<MailboxUpdated, Refusal> move(const MoveLetters &wish, Changes &changes);

    std::expected<void, Refusal> create(const CreateMailbox &wish, Changes &changes);
    std::expected<void, Refusal> destroy(std::string_view mailbox, Changes &changes);
    std::expected<void, Refusal> rename(std::string_view mailbox, std::string_view newName, Changes &changes);
    std::expected<void, Refusal> subscribe(std::string_view mailbox, bool subscribed, Changes &changes);

    /// Says what no change has said yet: that INBOX exists, before anybody learns its UIDVALIDITY.
    void announce(Changes &changes);
    /// Makes the mailboxes that clients look for (RFC 6154), once in the life of an account.
    void furnish(Changes &changes);
    /// Does again what a disk remembers.
    void apply(const Change &change);

    /// POP3: one session at a time has the maildrop (RFC 1939 section 3). Locking again by the same holder is
    /// fine.
    bool lockMaildrop(StreamId holder);
    void unlockMaildrop(StreamId holder);
    void unlockMaildrop() { m_lock = StreamId::None; }
    StreamId maildropHolder() const { return m_lock; }

private:
    struct Box {
        std::shared_ptr<MailboxSnapshot> snapshot; // changed in place while nobody else holds it
        Uid firstRecent = 1;
        std::uint8_t specialUse = 0;
        bool announced = false;

        MailboxSnapshot &edit();
    };

    Box *find(std::string_view mailbox) { return m_boxes.edit(canonicalMailbox(mailbox)); }
    bool hasBelow(const std::string &mailbox) const;
    std::expected<void, Refusal> mayMake(const std::string &name) const;
    Box &make(const std::string &name);

    /// Whether so much may come in.
    std::expected<void, Refusal> takes(const Box &box, std::size_t letters, std::uint64_t octets) const;
    /// Whether letters of the box may have these keywords: they are known to it then.
    bool takesKeywords(Box &box, const Flags &flags);
    Uid add(Box &box, StoredLetter letter, std::string_view recipient, Changes &changes);
    enum class Letters : std::uint8_t { Stay, Leave };
    std::expected<MailboxUpdated, Refusal> transfer(const CopyLetters &wish, Letters letters,
                                                    Changes &changes);
    void erase(Box &box, std::vector<Uid> uids, Changes &changes);

    /// Announces a mailbox that no change has told of yet, or that has another UIDVALIDITY now.
    void say(Box &box, Changes &changes);
    void takeRecent(Box &box, Changes &changes);
    void renameOne(const std::string &name, const std::string &newName, std::uint32_t uidValidity);
    void emptyInboxInto(const std::string &newName, Changes &changes);

    void redo(const MailboxMade &made);
    void redo(const MailboxRemoved &removed);
    void redo(const MailboxRenamed &renamed);
    void redo(const SubscriptionChanged &subscription);
    void redo(const AccountFurnished &);
    void redo(const RecentTaken &taken);
    void redo(const LetterAdded &added);
    void redo(const FlagsChanged &flags);
    void redo(const LettersRemoved &removed);
    void redo(const QueueSaved &) { }
    void redo(const QueueRemoved &) { }

    std::string m_node, m_name;
    Limits m_limits;
    CowMap<std::string, Box> m_boxes;
    CowMap<std::string, std::uint8_t> m_subscriptions; // a set of names
    CowMap<MailId, Uid> m_delivered;                   // into INBOX, also what has been deleted since
    std::uint32_t m_nextUidValidity;
    bool m_furnished = false;
    StreamId m_lock = StreamId::None;
};

} // namespace mf::store
