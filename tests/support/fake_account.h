// An account in memory that answers what a session asks of its node: logins, mailboxes, letters. For dialogue
// tests only.
#pragma once

#include "sim/wire/question.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mf::test {

class FakeAccount {
public:
    FakeAccount(); ///< with an empty INBOX

    void addLogin(const std::string &login, const std::string &password, const std::string &account);

    struct MailboxWish {
        std::string name;
        std::uint32_t uidValidity = 1;
        Uid uidNext = 1;
        std::uint64_t highestModSeq = 1;
        Uid firstRecent = 0; ///< what the next OpenMailbox says; later ones: what has come since
        bool selectable = true, subscribed = true;
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
    struct Box {
        Mailbox snapshot;
        Uid firstRecent = 0;
        bool selectable = true, subscribed = true;
    };

    Answer ask(const FindCredentials &q);
    Answer ask(const VerifySender &q);
    Answer ask(const VerifyRecipient &q);
    Answer ask(const AcceptMessage &q);
    Answer ask(const OpenMaildrop &q);
    Answer ask(const CommitDeletions &q);
    Answer ask(const ReleaseMaildrop &q);
    Answer ask(const OpenMailbox &q);
    Answer ask(const LeaveMailbox &q);
    Answer ask(const ListMailboxes &q);
    Answer ask(const ChangeFlags &q);
    Answer ask(const Expunge &q);
    Answer ask(const AppendLetter &q);
    Answer ask(const CopyLetters &q);
    Answer ask(const CreateMailbox &q);
    Answer ask(const DeleteMailbox &q);
    Answer ask(const RenameMailbox &q);
    Answer ask(const Subscribe &q);
    Answer ask(const LoadBody &q);

    Box *find(const std::string &mailbox);
    std::shared_ptr<MailboxSnapshot> changed(const Box &box) const;

    std::map<std::string, Credentials> m_logins;
    std::map<std::string, Box> m_boxes;
    std::map<BlobId, std::shared_ptr<const mail::Message>> m_elsewhere;
    std::uint64_t m_lastBlob = 0;
};

} // namespace mf::test
