// An account in memory that answers what a session asks of its node: logins, mailboxes, letters. The mailboxes are
// those of the real store. For dialogue tests only.
#pragma once

#include "sim/store/account.h"
#include "sim/wire/question.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mf::test {

class FakeAccount {
public:
    /// With an empty INBOX.
    explicit FakeAccount(store::Limits limits = {});

    void addLogin(const std::string &login, const std::string &password, const std::string &account);

    struct MailboxWish {
        std::string name;
        std::uint32_t uidValidity = 1;
        Uid uidNext = 1;
        std::uint64_t highestModSeq = 1;
        Uid firstRecent = 0;    ///< what the next OpenMailbox says; later ones: what has come since
        bool selectable = true; ///< false: nothing is made; a level where there are mailboxes below it
        bool subscribed = true;
        std::uint8_t specialUse = 0;
    };
    void addMailbox(const MailboxWish &wish);

    struct LetterWish {
        std::string octets;
        Flags flags;
        CalendarTime date{};
        Uid uid = 0;          ///< 0: the next
        bool inMemory = true; ///< false: the session has to ask LoadBody
    };
    void addLetter(const std::string &mailbox, const LetterWish &wish);
    void removeLetters(const std::string &mailbox, const std::vector<Uid> &uids);
    void setFlags(const std::string &mailbox, const std::vector<Uid> &uids, const Flags &flags);

    /// Null: there is none. INBOX is found without case.
    Mailbox snapshot(const std::string &mailbox) const;

    Answer answer(const Question &question);

private:
    template <typename Q>
    Answer ask(const Q &) // what nobody has anything to tell about
    {
        return Done{};
    }
    Answer ask(const FindCredentials &q);
    Answer ask(const VerifySender &q);
    Answer ask(const VerifyRecipient &q);
    Answer ask(const AcceptMessage &q);
    Answer ask(const OpenMaildrop &q);
    Answer ask(const CommitDeletions &q);
    Answer ask(const OpenMailbox &q);
    Answer ask(const ListMailboxes &q);
    Answer ask(const ChangeFlags &q);
    Answer ask(const Expunge &q);
    Answer ask(const AppendLetters &q);
    Answer ask(const CopyLetters &q);
    Answer ask(const MoveLetters &q);
    Answer ask(const CreateMailbox &q);
    Answer ask(const DeleteMailbox &q);
    Answer ask(const RenameMailbox &q);
    Answer ask(const Subscribe &q);
    Answer ask(const AskQuota &q);
    Answer ask(const LoadBody &q);
    Answer ask(const ResolveQuery &) { return Refused{Refusal::CannotDo}; }

    std::map<std::string, Credentials> m_logins;
    store::Account m_account;
    store::Changes m_unwritten;               // there is no disk
    std::map<std::string, Uid> m_firstRecent; // what the next OpenMailbox of a mailbox says
    std::map<BlobId, std::shared_ptr<const mail::Message>> m_elsewhere;
    std::uint64_t m_lastBlob = 0;
};

} // namespace mf::test
