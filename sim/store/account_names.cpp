// The mailboxes of an account as names: made, removed, renamed, listed; and made again from what a disk
// remembers.
#include "sim/store/account.h"

#include "sim/base/ascii.h"

#include <algorithm>
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

} // namespace

MailboxList Account::list() const
{
    MailboxList list;
    const auto put = [&list](const Box &box) {
        list.mailboxes.push_back({box.snapshot, box.subscribed, true});
    };
    const auto level = [&list](std::string_view name) {
        auto snapshot = std::make_shared<MailboxSnapshot>();
        snapshot->name = name;
        list.mailboxes.push_back({std::move(snapshot), false, false});
    };
    put(*m_boxes.find(std::string(kInbox)));

    std::vector<std::string> levels; // of the names so far that are no mailboxes themselves
    m_boxes.forEach([&](const std::string &name, const Box &) {
        for (std::size_t at = name.find('/'); at != name.npos; at = name.find('/', at + 1))
            if (std::string above = name.substr(0, at); !m_boxes.contains(above))
                levels.push_back(std::move(above));
    });
    std::ranges::sort(levels);
    levels.erase(std::ranges::unique(levels).begin(), levels.end());

    auto next = levels.begin();
    m_boxes.forEach([&](const std::string &name, const Box &box) {
        for (; next != levels.end() && *next < name; ++next)
            level(*next);
        if (!isInbox(name))
            put(box);
    });
    return list;
}

std::expected<void, Refusal> Account::create(std::string_view mailbox, Changes &changes)
{
    const std::string name = canonicalMailbox(mailbox);
    if (m_boxes.contains(name))
        return std::unexpected(Refusal::AlreadyExists);
    if (!wellFormed(name) || name.size() > m_limits.nameOctets)
        return std::unexpected(Refusal::CannotDo);
    if (m_boxes.size() >= m_limits.mailboxes)
        return std::unexpected(Refusal::OverQuota);
    say(make(name, m_nextUidValidity++), changes);
    return {};
}

std::expected<void, Refusal> Account::destroy(std::string_view mailbox, Changes &changes)
{
    const std::string name = canonicalMailbox(mailbox);
    if (isInbox(name))
        return std::unexpected(Refusal::CannotDo); // RFC 3501 section 6.3.4
    const Box *box = m_boxes.find(name);
    if (!box)
        return std::unexpected(hasBelow(name) ? Refusal::CannotDo : Refusal::NoSuchMailbox);
    retire(name, box->snapshot->uidValidity);
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
        if (m_boxes.size() >= m_limits.mailboxes)
            return std::unexpected(Refusal::OverQuota);
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
    for (const std::string &old : moved)
        renameOne(old, newName + old.substr(name.size()), changes);
    return {};
}

/// RFC 3501 section 6.3.5: renaming INBOX moves its letters into a new mailbox and leaves INBOX empty.
void Account::emptyInboxInto(const std::string &newName, Changes &changes)
{
    say(make(newName, m_nextUidValidity++), changes);
    const Mailbox inbox = mailbox(kInbox);
    std::vector<Uid> uids;
    for (const StoredLetter &letter : inbox->letters)
        uids.push_back(letter.uid);
    CopyLetters wish{m_name, std::string(kInbox), newName, uids};
    static_cast<void>(copy(wish, changes)); // both exist, and the new one is empty
    static_cast<void>(remove(kInbox, uids, Which::All, changes));
}

void Account::renameOne(const std::string &name, const std::string &newName, Changes &changes)
{
    Box box = *m_boxes.find(name);
    const std::uint32_t validity = box.snapshot->uidValidity;
    retire(name, validity);
    m_boxes.erase(name);
    changes.push_back(MailboxRenamed{m_node, m_name, name, newName});

    MailboxSnapshot &mailbox = box.edit();
    mailbox.name = newName;
    // A name that is used again must come with a higher UIDVALIDITY (RFC 3501 section 2.3.1.1).
    const auto before = m_retired.find(newName);
    if (before != m_retired.end() && before->second >= validity) {
        mailbox.uidValidity = m_nextUidValidity++;
        box.announced = false;
    }
    say(m_boxes.put(newName, std::move(box)), changes);
}

std::expected<void, Refusal> Account::subscribe(std::string_view mailbox, bool subscribed, Changes &changes)
{
    Box *box = find(mailbox);
    if (!box)
        return std::unexpected(Refusal::NoSuchMailbox);
    if (box->subscribed == subscribed)
        return {};
    box->subscribed = subscribed;
    box->announced = false;
    say(*box, changes);
    return {};
}

void Account::announce(Changes &changes) { say(*find(kInbox), changes); }

bool Account::hasBelow(const std::string &mailbox) const
{
    const auto *next = m_boxes.atOrAfter(mailbox + '/');
    return next && next->first.starts_with(mailbox + '/');
}

Account::Box &Account::make(const std::string &name, std::uint32_t uidValidity)
{
    auto snapshot = std::make_shared<MailboxSnapshot>();
    snapshot->name = name;
    snapshot->uidValidity = uidValidity;
    return m_boxes.put(name, Box{std::move(snapshot)});
}

void Account::say(Box &box, Changes &changes)
{
    if (box.announced)
        return;
    const MailboxSnapshot &mailbox = *box.snapshot;
    changes.push_back(
        MailboxMade{m_node, m_name, mailbox.name, mailbox.uidValidity, mailbox.uidNext, box.subscribed});
    box.announced = true;
}

void Account::retire(const std::string &name, std::uint32_t uidValidity)
{
    std::uint32_t &highest = m_retired[name];
    highest = std::max(highest, uidValidity);
}

void Account::apply(const Change &change)
{
    if (const auto *made = std::get_if<MailboxMade>(&change)) {
        Box *box = find(made->mailbox);
        if (!box)
            box = &make(made->mailbox, made->uidValidity);
        MailboxSnapshot &mailbox = box->edit();
        mailbox.uidValidity = made->uidValidity;
        mailbox.uidNext = std::max(mailbox.uidNext, made->uidNext);
        box->firstRecent = mailbox.uidNext;
        box->subscribed = made->subscribed;
        box->announced = true;
        m_nextUidValidity = std::max(m_nextUidValidity, made->uidValidity + 1);
    } else if (const auto *removed = std::get_if<MailboxRemoved>(&change)) {
        if (const Box *box = m_boxes.find(removed->mailbox))
            retire(removed->mailbox, box->snapshot->uidValidity);
        m_boxes.erase(removed->mailbox);
    } else if (const auto *renamed = std::get_if<MailboxRenamed>(&change)) {
        Changes alreadyKnown;
        if (m_boxes.contains(renamed->mailbox))
            renameOne(renamed->mailbox, renamed->newName, alreadyKnown);
    } else if (const auto *added = std::get_if<LetterAdded>(&change)) {
        restore(*added);
    } else if (const auto *flags = std::get_if<FlagsChanged>(&change)) {
        Box *box = find(flags->mailbox);
        const std::size_t at = box ? positionOf(*box->snapshot, flags->uid) : 0;
        if (!box || at == box->snapshot->letters.size())
            return;
        MailboxSnapshot &mailbox = box->edit();
        mailbox.letters.edit(at).flags = flags->flags;
        mailbox.letters.edit(at).modSeq = flags->modSeq;
        mailbox.highestModSeq = std::max(mailbox.highestModSeq, flags->modSeq);
    } else if (const auto *letters = std::get_if<LettersRemoved>(&change)) {
        Box *box = find(letters->mailbox);
        if (!box)
            return;
        MailboxSnapshot &mailbox = box->edit();
        mailbox.letters.removeIf([&](const StoredLetter &letter) {
            return std::ranges::binary_search(letters->uids, letter.uid);
        });
        mailbox.highestModSeq = std::max(mailbox.highestModSeq, letters->modSeq);
    }
}

void Account::restore(const LetterAdded &added)
{
    Box *box = find(added.mailbox);
    if (!box)
        box = &make(added.mailbox, m_nextUidValidity++);
    const StoredLetter &letter = added.letter;
    MailboxSnapshot &mailbox = box->edit();
    mailbox.uidNext = std::max(mailbox.uidNext, letter.uid + 1);
    mailbox.highestModSeq = std::max(mailbox.highestModSeq, letter.modSeq);
    box->firstRecent = mailbox.uidNext;
    if (!added.recipient.empty() && letter.mail != MailId::None)
        m_delivered.put(letter.mail, letter.uid);
    if (mailbox.letters.empty() || mailbox.letters.back().uid < letter.uid) {
        mailbox.letters.push_back(letter);
        return;
    }
    // A disk may give letters in any order; a snapshot's ascend.
    CowVector<StoredLetter, 64> ordered;
    bool placed = false;
    for (const StoredLetter &other : mailbox.letters) {
        if (!placed && letter.uid <= other.uid) {
            ordered.push_back(letter);
            placed = true;
        }
        if (other.uid != letter.uid)
            ordered.push_back(other);
    }
    mailbox.letters = std::move(ordered);
}

} // namespace mf::store
