// The mailboxes of an account as names: made, removed, renamed, listed, subscribed to.
#include "sim/store/account.h"

#include "sim/base/ascii.h"

#include <limits>
#include <utility>

namespace mf::store {

namespace {

bool isInbox(std::string_view canonicalName) { return canonicalName == kInbox; }

/// A name that can be: levels between single '/', none of them empty.
bool wellFormed(std::string_view canonicalName)
{
    return !canonicalName.empty() && !canonicalName.starts_with('/') && !canonicalName.ends_with('/')
           && canonicalName.find("//") == canonicalName.npos;
}

struct Furniture {
    const char *name;
    SpecialUse use;
};
/// What clients look for, or else make themselves, each under another name.
constexpr Furniture kFurniture[] = {
    {"Archive", Archive}, {"Drafts", Drafts}, {"Junk", Junk}, {"Sent", Sent}, {"Trash", Trash},
};

} // namespace

MailboxList Account::list() const
{
    MailboxList list;
    const auto put = [&](const std::string &name, const Box &box) {
        list.mailboxes.push_back(
            {box.snapshot, m_subscriptions.contains(name), true, box.specialUse, box.firstRecent});
    };
    put(std::string(kInbox), *m_boxes.find(std::string(kInbox)));
    m_boxes.forEach([&](const std::string &name, const Box &box) {
        if (!isInbox(name))
            put(name, box);
    });
    m_subscriptions.forEach([&](const std::string &name, std::uint8_t) {
        if (m_boxes.contains(name))
            return;
        auto nothing = std::make_shared<MailboxSnapshot>();
        nothing->name = name;
        list.mailboxes.push_back({std::move(nothing), true, false, 0, 0});
    });
    return list;
}

std::expected<void, Refusal> Account::mayMake(const std::string &name) const
{
    if (m_boxes.contains(name))
        return std::unexpected(Refusal::AlreadyExists);
    if (!wellFormed(name) || name.size() > m_limits.nameOctets)
        return std::unexpected(Refusal::CannotDo);
    if (m_boxes.size() >= m_limits.mailboxes || m_nextUidValidity == 0)
        return std::unexpected(Refusal::OverQuota);
    return {};
}

std::expected<void, Refusal> Account::create(const CreateMailbox &wish, Changes &changes)
{
    const std::string name = canonicalMailbox(wish.mailbox);
    if (const auto may = mayMake(name); !may)
        return may;
    Box &box = make(name);
    box.specialUse = wish.specialUse;
    say(box, changes);
    return {};
}

std::expected<void, Refusal> Account::destroy(std::string_view mailbox, Changes &changes)
{
    const std::string name = canonicalMailbox(mailbox);
    if (isInbox(name))
        return std::unexpected(Refusal::CannotDo); // RFC 3501 section 6.3.4
    if (!m_boxes.contains(name))
        return std::unexpected(hasBelow(name) ? Refusal::CannotDo : Refusal::NoSuchMailbox);
    m_boxes.erase(name);
    changes.push_back(MailboxRemoved{m_node, m_name, name});
    return {};
}

std::expected<void, Refusal> Account::rename(std::string_view mailbox, std::string_view newMailbox,
                                             Changes &changes)
{
    const std::string name = canonicalMailbox(mailbox), newName = canonicalMailbox(newMailbox);
    if (!m_boxes.contains(name) && !hasBelow(name))
        return std::unexpected(Refusal::NoSuchMailbox);
    if (m_boxes.contains(newName) || hasBelow(newName))
        return std::unexpected(Refusal::AlreadyExists);
    if (!wellFormed(newName) || newName.size() > m_limits.nameOctets || newName.starts_with(name + '/'))
        return std::unexpected(Refusal::CannotDo);
    if (isInbox(name)) {
        if (const auto may = mayMake(newName); !may)
            return may;
        emptyInboxInto(newName, changes);
        return {};
    }

    std::vector<std::string> moved; // what is below it moves with it (RFC 3501 section 6.3.5)
    bool tooLong = false;
    m_boxes.forEach([&](const std::string &other, const Box &) {
        if (other != name && !other.starts_with(name + '/'))
            return;
        moved.push_back(other);
        tooLong |= other.size() - name.size() + newName.size() > m_limits.nameOctets;
    });
    if (tooLong)
        return std::unexpected(Refusal::CannotDo);
    if (std::numeric_limits<std::uint32_t>::max() - m_nextUidValidity < moved.size())
        return std::unexpected(Refusal::OverQuota);
    for (const std::string &old : moved) {
        const std::string now = newName + old.substr(name.size());
        renameOne(old, now, m_nextUidValidity++);
        changes.push_back(MailboxRenamed{m_node, m_name, old, now});
        say(*find(now), changes);
    }
    return {};
}

/// RFC 3501 section 6.3.5: renaming INBOX moves its letters into a new mailbox and leaves INBOX empty.
void Account::emptyInboxInto(const std::string &newName, Changes &changes)
{
    say(make(newName), changes);
    MoveLetters wish{m_name, std::string(kInbox), newName, {}};
    for (const StoredLetter &letter : find(kInbox)->snapshot->letters)
        wish.uids.push_back(letter.uid);
    static_cast<void>(move(wish, changes)); // both exist, and the new one is empty
}

/// A name that is used again must come with a higher UIDVALIDITY (RFC 3501 section 2.3.1.1). Who remembers all
/// names that ever were? A new one for every new name is never wrong.
void Account::renameOne(const std::string &name, const std::string &newName, std::uint32_t uidValidity)
{
    Box box = *m_boxes.find(name);
    m_boxes.erase(name);
    MailboxSnapshot &mailbox = box.edit();
    mailbox.name = newName;
    mailbox.uidValidity = uidValidity;
    box.announced = false;
    m_boxes.put(newName, std::move(box));
}

/// RFC 3501 section 6.3.6: a subscription is to a name, and stays when the mailbox goes.
std::expected<void, Refusal> Account::subscribe(std::string_view mailbox, bool subscribed, Changes &changes)
{
    const std::string name = canonicalMailbox(mailbox);
    if (m_subscriptions.contains(name) == subscribed)
        return {};
    if (subscribed) {
        if (!wellFormed(name) || name.size() > m_limits.nameOctets)
            return std::unexpected(Refusal::CannotDo);
        if (m_subscriptions.size() >= m_limits.subscriptions)
            return std::unexpected(Refusal::OverQuota);
        m_subscriptions.put(name, 1);
    } else {
        m_subscriptions.erase(name);
    }
    changes.push_back(SubscriptionChanged{m_node, m_name, name, subscribed});
    return {};
}

void Account::announce(Changes &changes) { say(*find(kInbox), changes); }

void Account::furnish(Changes &changes)
{
    if (m_furnished)
        return;
    m_furnished = true;
    changes.push_back(AccountFurnished{m_node, m_name});
    for (const Furniture &one : kFurniture)
        if (create({m_name, one.name, one.use}, changes))
            static_cast<void>(subscribe(one.name, true, changes)); // a full account does without
}

bool Account::hasBelow(const std::string &mailbox) const
{
    const auto *next = m_boxes.atOrAfter(mailbox + '/');
    return next && next->first.starts_with(mailbox + '/');
}

Account::Box &Account::make(const std::string &name)
{
    auto snapshot = std::make_shared<MailboxSnapshot>();
    snapshot->name = name;
    snapshot->uidValidity = m_nextUidValidity++;
    return m_boxes.put(name, Box{std::move(snapshot)});
}

void Account::say(Box &box, Changes &changes)
{
    if (box.announced)
        return;
    const MailboxSnapshot &mailbox = *box.snapshot;
    changes.push_back(MailboxMade{m_node, m_name, mailbox.name, mailbox.uidValidity, mailbox.uidNext,
                                  mailbox.highestModSeq, box.specialUse, box.firstRecent});
    box.announced = true;
}

} // namespace mf::store
