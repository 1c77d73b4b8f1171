#include "sim/store/account.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace mf::store {

namespace {

bool sameKeyword(const std::string &a, const std::string &b) { return ascii::equals(a, b); }

bool hasKeyword(const Flags &flags, const std::string &keyword)
{
    return std::ranges::any_of(flags.keywords, [&](const std::string &k) { return sameKeyword(k, keyword); });
}

/// \Recent belongs to a session, not to a letter: it is never stored (RFC 3501 section 2.3.2).
Flags storable(Flags flags)
{
    flags.system &= static_cast<std::uint8_t>(~Flags::Recent);
    return flags;
}

Flags combined(const Flags &old, ChangeFlags::How how, const Flags &wish)
{
    Flags flags = old;
    switch (how) {
    case ChangeFlags::How::Replace: return storable(wish);
    case ChangeFlags::How::Add:
        flags.system |= wish.system;
        for (const std::string &keyword : wish.keywords)
            if (!hasKeyword(flags, keyword))
                flags.keywords.push_back(keyword);
        return storable(flags);
    case ChangeFlags::How::Remove:
        flags.system &= static_cast<std::uint8_t>(~wish.system);
        std::erase_if(flags.keywords, [&](const std::string &keyword) { return hasKeyword(wish, keyword); });
        return flags;
    }
    return flags;
}

} // namespace

std::string canonicalMailbox(std::string_view name)
{
    if (name.ends_with('/'))
        name.remove_suffix(1);
    const auto [first, rest] = ascii::cut(name, '/');
    if (!ascii::equals(first, kInbox))
        return std::string(name);
    return std::string(kInbox).append(name.substr(first.size()));
}

std::size_t positionOf(const MailboxSnapshot &mailbox, Uid uid)
{
    std::size_t low = 0, high = mailbox.letters.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (mailbox.letters[middle].uid < uid)
            low = middle + 1;
        else
            high = middle;
    }
    return low < mailbox.letters.size() && mailbox.letters[low].uid == uid ? low : mailbox.letters.size();
}

MailboxSnapshot &Account::Box::edit()
{
    if (snapshot.use_count() > 1)
        snapshot = std::make_shared<MailboxSnapshot>(*snapshot);
    return *snapshot;
}

Account::Account(std::string node, std::string name, std::uint32_t uidValidity, Limits limits)
    : m_node(std::move(node))
    , m_name(std::move(name))
    , m_limits(limits)
    , m_nextUidValidity(uidValidity)
{
    make(std::string(kInbox), m_nextUidValidity++).subscribed = true;
}

Mailbox Account::mailbox(std::string_view name) const
{
    const Box *box = m_boxes.find(canonicalMailbox(name));
    return box ? box->snapshot : nullptr;
}

std::expected<Account::Delivered, Refusal> Account::deliver(const NewLetter &letter,
                                                            std::string_view recipient, Changes &changes)
{
    if (letter.mail != MailId::None)
        if (const Uid *before = m_delivered.find(letter.mail))
            return Delivered{*before, true};
    Box *inbox = find(kInbox);
    if (inbox->snapshot->uidNext == std::numeric_limits<Uid>::max())
        return std::unexpected(Refusal::OverQuota);
    StoredLetter stored;
    stored.flags = storable(letter.flags);
    stored.internalDate = letter.date;
    stored.blob = letter.blob;
    stored.mail = letter.mail;
    stored.message = letter.message;
    return Delivered{add(*inbox, std::move(stored), recipient, changes), false};
}

std::expected<Appended, Refusal> Account::append(std::string_view mailbox, const NewLetter &letter,
                                                 Changes &changes)
{
    Box *box = find(mailbox);
    if (!box)
        return std::unexpected(Refusal::NoSuchMailbox);
    if (!keywordsFit(letter.flags))
        return std::unexpected(Refusal::CannotDo);
    if (box->snapshot->uidNext == std::numeric_limits<Uid>::max())
        return std::unexpected(Refusal::OverQuota);
    StoredLetter stored;
    stored.flags = storable(letter.flags);
    stored.internalDate = letter.date;
    stored.blob = letter.blob;
    stored.mail = letter.mail;
    stored.message = letter.message;
    const Uid uid = add(*box, std::move(stored), {}, changes);
    return Appended{box->snapshot->uidValidity, uid};
}

/// The letter gets its UID and MODSEQ here; everything that enters a mailbox enters it by this.
Uid Account::add(Box &box, StoredLetter letter, std::string_view recipient, Changes &changes)
{
    say(box, changes);
    MailboxSnapshot &mailbox = box.edit();
    letter.uid = mailbox.uidNext++;
    letter.modSeq = ++mailbox.highestModSeq;
    if (letter.message)
        letter.sizeOctets = static_cast<std::uint32_t>(letter.message->octets().size());
    if (!recipient.empty() && letter.mail != MailId::None)
        m_delivered.put(letter.mail, letter.uid);
    changes.push_back(LetterAdded{m_node, m_name, mailbox.name, letter, std::string(recipient)});
    mailbox.letters.push_back(std::move(letter));
    return mailbox.uidNext - 1;
}

std::expected<MailboxOpened, Refusal> Account::open(std::string_view mailbox, bool readOnly)
{
    Box *box = find(mailbox);
    if (!box)
        return std::unexpected(Refusal::NoSuchMailbox);
    MailboxOpened opened{box->snapshot, box->firstRecent};
    if (!readOnly)
        box->firstRecent = box->snapshot->uidNext;
    return opened;
}

void Account::seen(std::string_view mailbox)
{
    if (Box *box = find(mailbox))
        box->firstRecent = box->snapshot->uidNext;
}

std::expected<Mailbox, Refusal> Account::changeFlags(const ChangeFlags &wish, Changes &changes)
{
    Box *box = find(wish.mailbox);
    if (!box)
        return std::unexpected(Refusal::NoSuchMailbox);

    struct Next {
        std::size_t at;
        Flags flags;
    };
    std::vector<Next> next;
    const MailboxSnapshot &before = *box->snapshot;
    for (const Uid uid : wish.uids) {
        const std::size_t at = positionOf(before, uid);
        if (at == before.letters.size())
            continue;
        Flags flags = combined(before.letters[at].flags, wish.how, wish.flags);
        if (!keywordsFit(flags))
            return std::unexpected(Refusal::CannotDo); // all or none
        if (flags != before.letters[at].flags)
            next.push_back({at, std::move(flags)});
    }
    if (next.empty())
        return box->snapshot;

    say(*box, changes);
    MailboxSnapshot &mailbox = box->edit();
    ++mailbox.highestModSeq;
    for (Next &one : next) {
        StoredLetter &letter = mailbox.letters.edit(one.at);
        letter.flags = std::move(one.flags);
        letter.modSeq = mailbox.highestModSeq;
        changes.push_back(
            FlagsChanged{m_node, m_name, mailbox.name, letter.uid, letter.modSeq, letter.flags});
    }
    return box->snapshot;
}

std::expected<Mailbox, Refusal> Account::remove(std::string_view mailbox, std::span<const Uid> uids,
                                                Which which, Changes &changes)
{
    Box *box = find(mailbox);
    if (!box)
        return std::unexpected(Refusal::NoSuchMailbox);
    std::vector<Uid> gone;
    for (const Uid uid : uids) {
        const std::size_t at = positionOf(*box->snapshot, uid);
        if (at == box->snapshot->letters.size())
            continue;
        if (which == Which::All || box->snapshot->letters[at].flags.has(Flags::Deleted))
            gone.push_back(uid);
    }
    if (gone.empty())
        return box->snapshot;
    std::ranges::sort(gone);
    gone.erase(std::ranges::unique(gone).begin(), gone.end());

    say(*box, changes);
    MailboxSnapshot &after = box->edit();
    after.letters.removeIf(
        [&](const StoredLetter &letter) { return std::ranges::binary_search(gone, letter.uid); });
    ++after.highestModSeq;
    changes.push_back(LettersRemoved{m_node, m_name, after.name, std::move(gone), after.highestModSeq});
    return box->snapshot;
}

std::expected<MailboxUpdated, Refusal> Account::copy(const CopyLetters &wish, Changes &changes)
{
    const Mailbox source = mailbox(wish.mailbox);
    Box *target = find(wish.target);
    if (!source || !target)
        return std::unexpected(Refusal::NoSuchMailbox);
    if (std::numeric_limits<Uid>::max() - target->snapshot->uidNext < wish.uids.size())
        return std::unexpected(Refusal::OverQuota);

    MailboxUpdated updated;
    updated.targetUidValidity = target->snapshot->uidValidity;
    for (const Uid uid : wish.uids) {
        const std::size_t at = positionOf(*source, uid);
        if (at == source->letters.size())
            continue;
        updated.sourceUids.push_back(uid);
        updated.targetUids.push_back(add(*target, source->letters[at], {}, changes));
    }
    updated.mailbox = mailbox(wish.mailbox);
    return updated;
}

bool Account::lockMaildrop(StreamId holder)
{
    if (m_lock != StreamId::None && m_lock != holder)
        return false;
    m_lock = holder;
    return true;
}

void Account::unlockMaildrop(StreamId holder)
{
    if (m_lock == holder)
        m_lock = StreamId::None;
}

} // namespace mf::store
