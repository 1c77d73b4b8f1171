// An account is made again from what a disk remembers.
#include "sim/store/account.h"

#include <algorithm>
#include <utility>

namespace mf::store {

namespace {

/// What was kept is kept, whatever the limits are now.
void keepKeywords(MailboxSnapshot &mailbox, const Flags &flags)
{
    for (const std::string &keyword : flags.keywords)
        if (std::ranges::find(mailbox.keywords, keyword) == mailbox.keywords.end())
            mailbox.keywords.push_back(keyword);
}

} // namespace

void Account::apply(const Change &change)
{
    std::visit([this](const auto &what) { redo(what); }, change);
}

void Account::redo(const MailboxMade &made)
{
    Box *box = find(made.mailbox);
    if (!box)
        box = &make(made.mailbox);
    MailboxSnapshot &mailbox = box->edit();
    mailbox.uidValidity = made.uidValidity;
    mailbox.uidNext = std::max(mailbox.uidNext, made.uidNext);
    mailbox.highestModSeq = std::max(mailbox.highestModSeq, made.highestModSeq);
    box->firstRecent = made.firstRecent;
    box->specialUse = made.specialUse;
    box->announced = true;
    m_nextUidValidity = std::max(m_nextUidValidity, made.uidValidity + 1);
}

void Account::redo(const MailboxRemoved &removed) { m_boxes.erase(removed.mailbox); }

void Account::redo(const MailboxRenamed &renamed)
{
    if (m_boxes.contains(renamed.mailbox)) // its UIDVALIDITY follows with MailboxMade
        renameOne(renamed.mailbox, renamed.newName, m_nextUidValidity);
}

void Account::redo(const SubscriptionChanged &subscription)
{
    if (subscription.subscribed)
        m_subscriptions.put(subscription.mailbox, 1);
    else
        m_subscriptions.erase(subscription.mailbox);
}

void Account::redo(const AccountFurnished &) { m_furnished = true; }

void Account::redo(const RecentTaken &taken)
{
    if (Box *box = find(taken.mailbox))
        box->firstRecent = std::max(box->firstRecent, taken.firstRecent);
}

void Account::redo(const LetterAdded &added)
{
    Box *box = find(added.mailbox);
    if (!box)
        box = &make(added.mailbox);
    const StoredLetter &letter = added.letter;
    MailboxSnapshot &mailbox = box->edit();
    mailbox.uidNext = std::max(mailbox.uidNext, letter.uid + 1);
    mailbox.highestModSeq = std::max(mailbox.highestModSeq, letter.modSeq);
    if (!added.recipient.empty() && letter.mail != MailId::None)
        m_delivered.put(letter.mail, letter.uid);
    keepKeywords(mailbox, letter.flags);
    mailbox.letters.put(letter);
}

void Account::redo(const FlagsChanged &flags)
{
    Box *box = find(flags.mailbox);
    if (!box || !box->snapshot->letters.find(flags.uid))
        return;
    MailboxSnapshot &mailbox = box->edit();
    mailbox.letters.setFlags(mailbox.letters.placeOf(flags.uid), flags.flags, flags.modSeq);
    mailbox.highestModSeq = std::max(mailbox.highestModSeq, flags.modSeq);
    keepKeywords(mailbox, flags.flags);
}

void Account::redo(const LettersRemoved &removed)
{
    Box *box = find(removed.mailbox);
    if (!box)
        return;
    MailboxSnapshot &mailbox = box->edit();
    mailbox.letters.erase(removed.uids);
    mailbox.highestModSeq = std::max(mailbox.highestModSeq, removed.modSeq);
}

} // namespace mf::store
