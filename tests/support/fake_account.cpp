#include "tests/support/fake_account.h"

#include <utility>

namespace mf::test {

namespace {

Answer verdict(int code, EnhancedStatus status, const char *text)
{
    return Verdict{{Reply{code, status, text}}};
}

template <typename T>
Answer answerOf(std::expected<T, Refusal> result)
{
    if (!result)
        return Refused{result.error()};
    if constexpr (std::is_void_v<T>)
        return Done{};
    else
        return std::move(*result);
}

} // namespace

FakeAccount::FakeAccount(store::Limits limits) : m_account("", "", 1, limits) { }

void FakeAccount::addLogin(const std::string &login, const std::string &password, const std::string &account)
{
    m_logins[login] = Credentials{true, false, password, account};
}

void FakeAccount::addMailbox(const MailboxWish &wish)
{
    if (wish.selectable)
        m_account.apply(store::MailboxMade{{},
                                           {},
                                           wish.name,
                                           wish.uidValidity,
                                           wish.uidNext,
                                           wish.highestModSeq,
                                           wish.specialUse,
                                           wish.uidNext});
    m_account.apply(store::SubscriptionChanged{{}, {}, wish.name, wish.subscribed});
    m_firstRecent[store::canonicalMailbox(wish.name)] = wish.firstRecent;
}

void FakeAccount::addLetter(const std::string &mailbox, const LetterWish &wish)
{
    const Mailbox before = snapshot(mailbox);
    if (!before)
        return;
    StoredLetter letter;
    letter.uid = wish.uid != 0 ? wish.uid : before->uidNext;
    letter.modSeq = before->highestModSeq + 1;
    letter.flags = wish.flags;
    letter.internalDate = wish.date;
    letter.sizeOctets = static_cast<std::uint32_t>(wish.octets.size());
    letter.blob = BlobId{++m_lastBlob};
    auto message = mail::Message::parse(Blob(wish.octets));
    if (wish.inMemory)
        letter.message = std::move(message);
    else
        m_elsewhere[letter.blob] = std::move(message);
    const Uid uid = letter.uid;
    m_account.apply(store::LetterAdded{{}, {}, mailbox, std::move(letter), {}});
    m_account.apply(store::RecentTaken{{}, {}, mailbox, uid + 1});
}

void FakeAccount::removeLetters(const std::string &mailbox, const std::vector<Uid> &uids)
{
    static_cast<void>(m_account.remove(mailbox, uids, store::Account::Which::All, m_unwritten));
}

void FakeAccount::setFlags(const std::string &mailbox, const std::vector<Uid> &uids, const Flags &flags)
{
    ask(ChangeFlags{{}, mailbox, uids, ChangeFlags::How::Replace, flags, {}});
}

Mailbox FakeAccount::snapshot(const std::string &mailbox) const { return m_account.mailbox(mailbox); }

Answer FakeAccount::answer(const Question &question)
{
    m_unwritten.clear();
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

Answer FakeAccount::ask(const CommitDeletions &q)
{
    removeLetters("INBOX", q.uids);
    return Done{};
}

Answer FakeAccount::ask(const OpenMailbox &q)
{
    auto opened = m_account.open(q.mailbox, q.readOnly, m_unwritten);
    if (!opened)
        return Refused{opened.error()};
    const auto wished = m_firstRecent.find(store::canonicalMailbox(q.mailbox));
    if (wished != m_firstRecent.end()) {
        opened->firstRecent = wished->second;
        if (!q.readOnly)
            m_firstRecent.erase(wished);
    }
    return *opened;
}

Answer FakeAccount::ask(const ListMailboxes &)
{
    MailboxList list = m_account.list();
    for (MailboxInfo &info : list.mailboxes)
        if (const auto wished = m_firstRecent.find(info.mailbox->name); wished != m_firstRecent.end())
            info.firstRecent = wished->second;
    return list;
}

Answer FakeAccount::ask(const AskQuota &) { return m_account.quota(); }
Answer FakeAccount::ask(const ChangeFlags &q) { return answerOf(m_account.changeFlags(q, m_unwritten)); }

Answer FakeAccount::ask(const Expunge &q)
{
    const auto after = m_account.remove(q.mailbox, q.uids, store::Account::Which::MarkedDeleted, m_unwritten);
    return after ? Answer{MailboxUpdated{*after}} : Answer{Refused{after.error()}};
}

Answer FakeAccount::ask(const AppendLetters &q)
{
    std::vector<store::NewLetter> letters;
    for (const AppendLetters::Letter &wish : q.letters)
        letters.push_back({mail::Message::parse(wish.octets.joined()), BlobId{++m_lastBlob}, MailId::None,
                           wish.date.value_or(CalendarTime{}), wish.flags});
    return answerOf(m_account.append(q.mailbox, letters, m_unwritten));
}

Answer FakeAccount::ask(const CopyLetters &q) { return answerOf(m_account.copy(q, m_unwritten)); }
Answer FakeAccount::ask(const MoveLetters &q) { return answerOf(m_account.move(q, m_unwritten)); }
Answer FakeAccount::ask(const CreateMailbox &q) { return answerOf(m_account.create(q, m_unwritten)); }
Answer FakeAccount::ask(const DeleteMailbox &q)
{
    return answerOf(m_account.destroy(q.mailbox, m_unwritten));
}

Answer FakeAccount::ask(const RenameMailbox &q)
{
    return answerOf(m_account.rename(q.mailbox, q.newName, m_unwritten));
}

Answer FakeAccount::ask(const Subscribe &q)
{
    return answerOf(m_account.subscribe(q.mailbox, q.subscribed, m_unwritten));
}

Answer FakeAccount::ask(const LoadBody &q)
{
    const auto it = m_elsewhere.find(q.blob);
    return BodyLoaded{it == m_elsewhere.end() ? nullptr : it->second};
}

} // namespace mf::test
