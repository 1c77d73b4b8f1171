#include "tests/support/fake_account.h"

#include "sim/base/ascii.h"

#include <algorithm>

namespace mf::test {

namespace {

std::string canonical(const std::string &mailbox)
{
    return ascii::equals(mailbox, "INBOX") ? "INBOX" : mailbox;
}

bool names(const std::vector<Uid> &uids, Uid uid) { return std::ranges::find(uids, uid) != uids.end(); }

void applyFlags(Flags &flags, ChangeFlags::How how, const Flags &change)
{
    const auto recent = static_cast<std::uint8_t>(flags.system & Flags::Recent);
    const auto isNamed = [&](const std::string &keyword) {
        return std::ranges::any_of(change.keywords, [&](const auto &k) { return ascii::equals(k, keyword); });
    };
    switch (how) {
    case ChangeFlags::How::Replace:
        flags = change;
        flags.system = static_cast<std::uint8_t>((change.system & ~Flags::Recent) | recent);
        break;
    case ChangeFlags::How::Add:
        flags.system = static_cast<std::uint8_t>(flags.system | (change.system & ~Flags::Recent));
        for (const std::string &keyword : change.keywords)
            if (std::ranges::none_of(flags.keywords,
                                     [&](const auto &k) { return ascii::equals(k, keyword); }))
                flags.keywords.push_back(keyword);
        break;
    case ChangeFlags::How::Remove:
        flags.system = static_cast<std::uint8_t>(flags.system & (~change.system | Flags::Recent));
        std::erase_if(flags.keywords, isNamed);
        break;
    }
}

Answer verdict(int code, EnhancedStatus status, const char *text)
{
    return Verdict{{Reply{code, status, text}}};
}

} // namespace

FakeAccount::FakeAccount() { addMailbox({.name = "INBOX"}); }

void FakeAccount::addLogin(const std::string &login, const std::string &password, const std::string &account)
{
    m_logins[login] = Credentials{true, false, password, account};
}

void FakeAccount::addMailbox(const MailboxWish &wish)
{
    auto snapshot = std::make_shared<MailboxSnapshot>();
    snapshot->name = canonical(wish.name);
    snapshot->uidValidity = wish.uidValidity;
    snapshot->uidNext = wish.uidNext;
    snapshot->highestModSeq = wish.highestModSeq;
    m_boxes[canonical(wish.name)] =
        Box{std::move(snapshot), wish.firstRecent, wish.selectable, wish.subscribed};
}

void FakeAccount::addLetter(const std::string &mailbox, const LetterWish &wish)
{
    Box *box = find(mailbox);
    if (!box)
        return;
    auto next = changed(*box);
    StoredLetter letter;
    letter.uid = wish.uid != 0 ? wish.uid : next->uidNext;
    letter.modSeq = next->highestModSeq;
    letter.flags = wish.flags;
    letter.internalDate = wish.date;
    letter.sizeOctets = static_cast<std::uint32_t>(wish.octets.size());
    letter.blob = BlobId{++m_lastBlob};
    auto message = mail::Message::parse(Blob(wish.octets));
    if (wish.inMemory)
        letter.message = std::move(message);
    else
        m_elsewhere[letter.blob] = std::move(message);
    next->uidNext = letter.uid + 1;
    next->letters.push_back(std::move(letter));
    box->snapshot = std::move(next);
}

void FakeAccount::removeLetters(const std::string &mailbox, const std::vector<Uid> &uids)
{
    Box *box = find(mailbox);
    if (!box)
        return;
    auto next = changed(*box);
    next->letters.removeIf([&](const StoredLetter &letter) { return names(uids, letter.uid); });
    box->snapshot = std::move(next);
}

void FakeAccount::setFlags(const std::string &mailbox, const std::vector<Uid> &uids, const Flags &flags)
{
    ask(ChangeFlags{{}, mailbox, uids, ChangeFlags::How::Replace, flags});
}

Mailbox FakeAccount::snapshot(const std::string &mailbox) const
{
    const auto it = m_boxes.find(canonical(mailbox));
    return it == m_boxes.end() ? nullptr : it->second.snapshot;
}

Answer FakeAccount::answer(const Question &question)
{
    return std::visit([this](const auto &q) { return ask(q); }, question);
}

Answer FakeAccount::ask(const FindCredentials &q)
{
    const auto it = m_logins.find(q.login);
    return it == m_logins.end() ? Credentials{} : it->second;
}

Answer FakeAccount::ask(const VerifySender &) { return verdict(250, {2, 1, 0}, "sender ok"); }
Answer FakeAccount::ask(const VerifyRecipient &) { return verdict(250, {2, 1, 5}, "recipient ok"); }
Answer FakeAccount::ask(const AcceptMessage &) { return verdict(250, {2, 0, 0}, "accepted"); }

Answer FakeAccount::ask(const OpenMaildrop &) { return MailboxOpened{snapshot("INBOX"), 0}; }
Answer FakeAccount::ask(const ReleaseMaildrop &) { return Done{}; }

Answer FakeAccount::ask(const CommitDeletions &q)
{
    removeLetters("INBOX", q.uids);
    return Done{};
}

Answer FakeAccount::ask(const OpenMailbox &q)
{
    Box *box = find(q.mailbox);
    if (!box || !box->selectable)
        return Refused{Refusal::NoSuchMailbox};
    const MailboxOpened opened{box->snapshot, box->firstRecent};
    if (!q.readOnly)
        box->firstRecent = box->snapshot->uidNext;
    return opened;
}

Answer FakeAccount::ask(const LeaveMailbox &) { return Done{}; }

Answer FakeAccount::ask(const ListMailboxes &)
{
    MailboxList list;
    const auto add = [&](const Box &box) {
        list.mailboxes.push_back({box.snapshot, box.subscribed, box.selectable});
    };
    add(m_boxes.at("INBOX"));
    for (const auto &[boxName, box] : m_boxes)
        if (boxName != "INBOX")
            add(box);
    return list;
}

Answer FakeAccount::ask(const ChangeFlags &q)
{
    Box *box = find(q.mailbox);
    if (!box)
        return Refused{Refusal::NoSuchMailbox};
    auto next = changed(*box);
    for (std::size_t i = 0; i < next->letters.size(); ++i)
        if (names(q.uids, next->letters[i].uid)) {
            StoredLetter &letter = next->letters.edit(i);
            applyFlags(letter.flags, q.how, q.flags);
            letter.modSeq = next->highestModSeq;
        }
    box->snapshot = std::move(next);
    return MailboxUpdated{box->snapshot, 0, {}, {}};
}

Answer FakeAccount::ask(const Expunge &q)
{
    Box *box = find(q.mailbox);
    if (!box)
        return Refused{Refusal::NoSuchMailbox};
    std::vector<Uid> gone;
    for (const StoredLetter &letter : box->snapshot->letters)
        if (letter.flags.has(Flags::Deleted) && names(q.uids, letter.uid))
            gone.push_back(letter.uid);
    if (!gone.empty())
        removeLetters(q.mailbox, gone);
    return MailboxUpdated{box->snapshot, 0, {}, {}};
}

Answer FakeAccount::ask(const AppendLetter &q)
{
    Box *box = find(q.mailbox);
    if (!box)
        return Refused{Refusal::NoSuchMailbox};
    addLetter(q.mailbox, {q.letter.flatten(), q.flags, q.date.value_or(CalendarTime{})});
    return Appended{box->snapshot->uidValidity, box->snapshot->letters.back().uid};
}

Answer FakeAccount::ask(const CopyLetters &q)
{
    Box *source = find(q.mailbox);
    Box *target = find(q.target);
    if (!source || !target)
        return Refused{Refusal::NoSuchMailbox};
    MailboxUpdated updated{nullptr, target->snapshot->uidValidity, {}, {}};
    auto next = changed(*target);
    for (const StoredLetter &letter : source->snapshot->letters)
        if (names(q.uids, letter.uid)) {
            StoredLetter copy = letter;
            copy.uid = next->uidNext++;
            copy.modSeq = next->highestModSeq;
            updated.sourceUids.push_back(letter.uid);
            updated.targetUids.push_back(copy.uid);
            next->letters.push_back(std::move(copy));
        }
    target->snapshot = std::move(next);
    updated.mailbox = source->snapshot;
    return updated;
}

Answer FakeAccount::ask(const CreateMailbox &q)
{
    if (find(q.mailbox))
        return Refused{Refusal::AlreadyExists};
    addMailbox({.name = q.mailbox, .subscribed = false});
    return Done{};
}

Answer FakeAccount::ask(const DeleteMailbox &q)
{
    if (canonical(q.mailbox) == "INBOX")
        return Refused{Refusal::CannotDo};
    return m_boxes.erase(q.mailbox) > 0 ? Answer{Done{}} : Answer{Refused{Refusal::NoSuchMailbox}};
}

Answer FakeAccount::ask(const RenameMailbox &q)
{
    Box *box = find(q.mailbox);
    if (!box)
        return Refused{Refusal::NoSuchMailbox};
    if (find(q.newName))
        return Refused{Refusal::AlreadyExists};
    auto next = changed(*box);
    next->name = q.newName;
    m_boxes[q.newName] = Box{std::move(next), box->firstRecent, box->selectable, box->subscribed};
    m_boxes.erase(canonical(q.mailbox));
    if (!find("INBOX"))
        addMailbox({.name = "INBOX"}); // RFC 3501 section 6.3.5: renaming INBOX leaves an empty one
    return Done{};
}

Answer FakeAccount::ask(const Subscribe &q)
{
    Box *box = find(q.mailbox);
    if (!box)
        return Refused{Refusal::NoSuchMailbox};
    box->subscribed = q.subscribed;
    return Done{};
}

Answer FakeAccount::ask(const LoadBody &q)
{
    const auto it = m_elsewhere.find(q.blob);
    return BodyLoaded{it == m_elsewhere.end() ? nullptr : it->second};
}

FakeAccount::Box *FakeAccount::find(const std::string &mailbox)
{
    const auto it = m_boxes.find(canonical(mailbox));
    return it == m_boxes.end() ? nullptr : &it->second;
}

/// A copy of the box's snapshot to be changed, already one MODSEQ further.
std::shared_ptr<MailboxSnapshot> FakeAccount::changed(const Box &box) const
{
    auto next = std::make_shared<MailboxSnapshot>(*box.snapshot);
    ++next->highestModSeq;
    return next;
}

} // namespace mf::test
