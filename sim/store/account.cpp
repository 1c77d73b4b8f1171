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

/// Adds those that are not among the known; whether there are such.
bool meet(std::vector<std::string> &known, const std::vector<std::string> &keywords)
{
    const std::size_t before = known.size();
    for (const std::string &keyword : keywords)
        if (std::ranges::none_of(known, [&](const std::string &k) { return sameKeyword(k, keyword); }))
            known.push_back(keyword);
    return known.size() > before;
}

std::uint64_t octetsOf(const NewLetter &letter)
{
    return letter.message ? letter.message->octets().size() : 0;
}

StoredLetter stored(const NewLetter &letter)
{
    StoredLetter stored;
    stored.flags = storable(letter.flags);
    stored.internalDate = letter.date;
    stored.sizeOctets = static_cast<std::uint32_t>(octetsOf(letter));
    stored.blob = letter.blob;
    stored.mail = letter.mail;
    stored.message = letter.message;
    return stored;
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
    , m_nextUidValidity(std::max(uidValidity, std::uint32_t{1}))
{
    make(std::string(kInbox));
    m_subscriptions.put(std::string(kInbox), 1);
}

Mailbox Account::mailbox(std::string_view name) const
{
    const Box *box = m_boxes.find(canonicalMailbox(name));
    return box ? box->snapshot : nullptr;
}

Quota Account::quota() const
{
    Quota quota{0, m_limits.quotaOctets};
    m_boxes.forEach([&quota](const std::string &, const Box &box) {
        quota.usedOctets += box.snapshot->letters.sums().octets;
    });
    return quota;
}

// ---- letters come in --------------------------------------------------------------------------------------

std::expected<void, Refusal> Account::takes(const Box &box, std::size_t letters, std::uint64_t octets) const
{
    if (std::numeric_limits<Uid>::max() - box.snapshot->uidNext < letters)
        return std::unexpected(Refusal::OverQuota);
    if (m_limits.quotaOctets != 0 && quota().usedOctets + octets > m_limits.quotaOctets)
        return std::unexpected(Refusal::OverQuota);
    return {};
}

bool Account::takesKeywords(Box &box, const Flags &flags)
{
    const auto tooLong = [this](const std::string &keyword) {
        return keyword.size() > m_limits.keywordOctets;
    };
    if (flags.keywords.size() > m_limits.keywords || std::ranges::any_of(flags.keywords, tooLong))
        return false;
    std::vector<std::string> known = box.snapshot->keywords;
    if (!meet(known, flags.keywords))
        return true;
    if (known.size() > m_limits.mailboxKeywords) { // then those that no letter has any more are forgotten
        known.clear();
        for (const StoredLetter &letter : box.snapshot->letters)
            meet(known, letter.flags.keywords);
        meet(known, flags.keywords);
    }
    if (known.size() > m_limits.mailboxKeywords)
        return false;
    box.edit().keywords = std::move(known);
    return true;
}

std::expected<Account::Delivered, Refusal> Account::deliver(const NewLetter &letter,
                                                            std::string_view recipient, Changes &changes)
{
    if (letter.mail != MailId::None)
        if (const Uid *before = m_delivered.find(letter.mail))
            return Delivered{*before, true};
    Box *inbox = find(kInbox);
    if (const auto taken = takes(*inbox, 1, octetsOf(letter)); !taken)
        return std::unexpected(taken.error());
    return Delivered{add(*inbox, stored(letter), recipient, changes), false};
}

std::expected<Appended, Refusal> Account::append(std::string_view mailbox, std::span<const NewLetter> letters,
                                                 Changes &changes)
{
    Box *box = find(mailbox);
    if (!box)
        return std::unexpected(Refusal::NoSuchMailbox);
    std::uint64_t octets = 0;
    for (const NewLetter &letter : letters)
        octets += octetsOf(letter);
    if (const auto taken = takes(*box, letters.size(), octets); !taken)
        return std::unexpected(taken.error());
    for (const NewLetter &letter : letters)
        if (!takesKeywords(*box, letter.flags))
            return std::unexpected(Refusal::LimitReached);
    Appended appended{box->snapshot->uidValidity, {}};
    for (const NewLetter &letter : letters)
        appended.uids.push_back(add(*box, stored(letter), {}, changes));
    return appended;
}

/// The letter gets its UID and MODSEQ here; everything that enters a mailbox enters it by this.
Uid Account::add(Box &box, StoredLetter letter, std::string_view recipient, Changes &changes)
{
    say(box, changes);
    MailboxSnapshot &mailbox = box.edit();
    letter.uid = mailbox.uidNext++;
    letter.modSeq = ++mailbox.highestModSeq;
    if (!recipient.empty() && letter.mail != MailId::None)
        m_delivered.put(letter.mail, letter.uid);
    changes.push_back(LetterAdded{m_node, m_name, mailbox.name, letter, std::string(recipient)});
    mailbox.letters.push_back(std::move(letter));
    return mailbox.uidNext - 1;
}

// ---- sessions ---------------------------------------------------------------------------------------------

std::expected<MailboxOpened, Refusal> Account::open(std::string_view mailbox, bool readOnly, Changes &changes)
{
    Box *box = find(mailbox);
    if (!box)
        return std::unexpected(Refusal::NoSuchMailbox);
    MailboxOpened opened{box->snapshot, box->firstRecent};
    if (!readOnly)
        takeRecent(*box, changes);
    return opened;
}

void Account::seen(std::string_view mailbox, Changes &changes)
{
    if (Box *box = find(mailbox))
        takeRecent(*box, changes);
}

/// Kept: what one session has taken is not \Recent again after a restart.
void Account::takeRecent(Box &box, Changes &changes)
{
    const MailboxSnapshot &mailbox = *box.snapshot;
    if (box.firstRecent == mailbox.uidNext)
        return;
    say(box, changes);
    box.firstRecent = mailbox.uidNext;
    changes.push_back(RecentTaken{m_node, m_name, mailbox.name, box.firstRecent});
}

std::expected<MailboxUpdated, Refusal> Account::changeFlags(const ChangeFlags &wish, Changes &changes)
{
    Box *box = find(wish.mailbox);
    if (!box)
        return std::unexpected(Refusal::NoSuchMailbox);
    if (wish.how != ChangeFlags::How::Remove && !takesKeywords(*box, wish.flags))
        return std::unexpected(Refusal::LimitReached);

    struct Next {
        std::size_t place;
        Flags flags;
    };
    std::vector<Next> next;
    MailboxUpdated updated;
    const LetterList &before = box->snapshot->letters;
    for (const Uid uid : wish.uids) {
        const std::size_t place = before.placeOf(uid);
        if (place == before.size() || before[place].uid != uid)
            continue;
        if (wish.unchangedSince && before[place].modSeq > *wish.unchangedSince) {
            updated.modified.push_back(uid);
            continue;
        }
        Flags flags = combined(before[place].flags, wish.how, wish.flags);
        if (flags.keywords.size() > m_limits.keywords && wish.how == ChangeFlags::How::Add)
            return std::unexpected(Refusal::LimitReached); // all or none
        if (flags != before[place].flags)
            next.push_back({place, std::move(flags)});
    }
    if (!next.empty()) {
        say(*box, changes);
        MailboxSnapshot &mailbox = box->edit();
        const std::uint64_t modSeq = ++mailbox.highestModSeq;
        for (Next &one : next) {
            const Uid uid = mailbox.letters[one.place].uid;
            mailbox.letters.setFlags(one.place, one.flags, modSeq);
            changes.push_back(FlagsChanged{m_node, m_name, mailbox.name, uid, modSeq, std::move(one.flags)});
        }
    }
    updated.mailbox = box->snapshot;
    return updated;
}

std::expected<Mailbox, Refusal> Account::remove(std::string_view mailbox, std::span<const Uid> uids,
                                                Which which, Changes &changes)
{
    Box *box = find(mailbox);
    if (!box)
        return std::unexpected(Refusal::NoSuchMailbox);
    std::vector<Uid> gone;
    for (const Uid uid : uids) {
        const StoredLetter *letter = box->snapshot->letters.find(uid);
        if (letter && (which == Which::All || letter->flags.has(Flags::Deleted)))
            gone.push_back(uid);
    }
    std::ranges::sort(gone);
    gone.erase(std::ranges::unique(gone).begin(), gone.end());
    erase(*box, std::move(gone), changes);
    return box->snapshot;
}

void Account::erase(Box &box, std::vector<Uid> uids, Changes &changes)
{
    if (uids.empty())
        return;
    say(box, changes);
    MailboxSnapshot &mailbox = box.edit();
    mailbox.letters.erase(uids);
    ++mailbox.highestModSeq;
    changes.push_back(LettersRemoved{m_node, m_name, mailbox.name, std::move(uids), mailbox.highestModSeq});
}

std::expected<MailboxUpdated, Refusal> Account::copy(const CopyLetters &wish, Changes &changes)
{
    return transfer(wish, Letters::Stay, changes);
}

std::expected<MailboxUpdated, Refusal> Account::move(const MoveLetters &wish, Changes &changes)
{
    return transfer({wish.account, wish.mailbox, wish.target, wish.uids}, Letters::Leave, changes);
}

std::expected<MailboxUpdated, Refusal> Account::transfer(const CopyLetters &wish, Letters letters,
                                                         Changes &changes)
{
    const Mailbox source = mailbox(wish.mailbox);
    Box *target = find(wish.target);
    if (!source || !target)
        return std::unexpected(Refusal::NoSuchMailbox);

    MailboxUpdated updated;
    updated.targetUidValidity = target->snapshot->uidValidity;
    std::uint64_t octets = 0;
    for (const Uid uid : wish.uids) {
        const StoredLetter *letter = source->letters.find(uid);
        if (!letter)
            continue;
        updated.sourceUids.push_back(uid);
        octets += letter->sizeOctets;
        if (!takesKeywords(*target, letter->flags))
            return std::unexpected(Refusal::LimitReached);
    }
    if (letters == Letters::Leave)
        octets = 0; // of the quota
    if (const auto taken = takes(*target, updated.sourceUids.size(), octets); !taken)
        return std::unexpected(taken.error());
    for (const Uid uid : updated.sourceUids)
        updated.targetUids.push_back(add(*target, *source->letters.find(uid), {}, changes));
    if (letters == Letters::Leave)
        erase(*find(wish.mailbox), updated.sourceUids, changes);
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
