// What the store and the queues want written down, as data: the world makes changes, whoever keeps a disk
// writes them.
//
// A change is an output of the world. The live driver hands all changes of a turn to SQLite as one
// transaction and lets no octet of the turn out before it is durable; a simulation without a disk drops them.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/wire/mailbox.h"
#include "sim/wire/question.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace mf::store {

/// A letter that waits in a node's queue for some of its recipients.
struct QueuedLetter {
    std::uint64_t id = 0; ///< unique at its node, never used again
    MailId mail = MailId::None;
    Envelope envelope; ///< only the recipients still to be served
    BlobId blob = BlobId::None;
    std::shared_ptr<const mail::Message> message;
    CalendarTime arrived{};
    CalendarTime nextAttempt{}; ///< calendar time, so that it means the same after a restart
    std::uint32_t attempts = 0;
    std::uint32_t hop = 0;  ///< how many servers have had it: tells the older of two copies after a crash
    std::string lastReason; ///< why it still waits
    bool delayTold = false; ///< the sender knows that it is late
};

struct MailboxMade { ///< made, or has another UIDVALIDITY now
    std::string node, account, mailbox;
    std::uint32_t uidValidity = 1;
    Uid uidNext = 1;
    std::uint64_t highestModSeq = 1;
    std::uint8_t specialUse = 0; ///< set of SpecialUse
    Uid firstRecent = 1;         ///< letters from it on are \Recent to the next session
};
struct MailboxRemoved {
    std::string node, account, mailbox;
};
struct MailboxRenamed {
    std::string node, account, mailbox, newName;
};
struct SubscriptionChanged {
    std::string node, account, mailbox; ///< whether there is such a mailbox or not
    bool subscribed = true;
};
struct
    AccountFurnished { ///< it has got its Sent, Drafts and so on: what its owner deletes does not come again
    std::string node, account;
};
struct RecentTaken { ///< a session has been told of all letters below: they are \Recent to no other one
    std::string node, account, mailbox;
    Uid firstRecent = 1;
};
struct LetterAdded {
    std::string node, account, mailbox;
    StoredLetter letter;   ///< with its message
    std::string recipient; ///< the envelope recipient it came for; empty: APPEND or COPY
    std::string serverId =
        {}; ///< on a mail client's device: what its server calls it (UIDL, uidvalidity/uid)
};
struct FlagsChanged {
    std::string node, account, mailbox;
    Uid uid = 0;
    std::uint64_t modSeq = 0;
    Flags flags;
};
struct LettersRemoved {
    std::string node, account, mailbox;
    std::vector<Uid> uids;
    std::uint64_t modSeq = 0;
};
struct QueueSaved { ///< new, or with fewer recipients, or with another next attempt
    std::string node;
    QueuedLetter letter;
};
struct QueueRemoved {
    std::string node;
    std::uint64_t id = 0;
};

using Change =
    std::variant<MailboxMade, MailboxRemoved, MailboxRenamed, SubscriptionChanged, AccountFurnished,
                 RecentTaken, LetterAdded, FlagsChanged, LettersRemoved, QueueSaved, QueueRemoved>;

/// What a disk held when the world began: replaying these changes in order gives it. Letters may come without
/// their message (the octets stay on disk until somebody asks).
struct Contents {
    std::vector<Change> changes;
    std::uint64_t lastMail = 0, lastBlob = 0; ///< the highest ids ever used: counters go on from here
    std::uint32_t uidValidity = 1;            ///< for mailboxes made from now on
};

} // namespace mf::store
