// The incoming program of a mail server: final delivery into mailboxes, and the answers to what POP3 and IMAP
// sessions ask of them. Whoever has a mailbox open is told when somebody else changes it.
#pragma once

#include "sim/base/cow.h"
#include "sim/node/node_io.h"
#include "sim/node/view.h"
#include "sim/store/mail_store.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::node {

class Mailroom {
public:
    Mailroom(std::string hostName, std::uint32_t uidValidity, store::Limits limits);

    /// Does again what a disk remembers.
    void apply(const store::Change &change) { m_store.apply(change); }
    /// An account with an empty INBOX, before anybody has used it; with a quota of its own, or the one that is usual.
    void add(const std::string &account, std::optional<std::uint64_t> quotaOctets = {});

    /// A fault: no mailbox has room for anything more.
    void setFull(bool full) { m_full = full; }
    /// Whether a letter of so many octets could be put there now; 0: its size is not known yet. Refused: OverQuota,
    /// Unavailable.
    std::expected<void, Refusal> admits(const std::string &account, std::uint64_t octets,
                                        const Moment &moment);
    /// Stores it in INBOX, once only, and notes what was done.
    std::expected<void, Refusal> deliver(const std::string &account, const std::string &recipient,
                                         const store::NewLetter &letter, const Moment &moment, Effects &out);

    /// Answers questions about mailboxes; to others Refused{CannotDo}.
    void answer(const SessionAsked &asked, const Moment &moment, Effects &out);
    /// Forgets the session: its lock, and that it watches.
    void ended(const SessionRef &session);
    /// The machine went down: no session is left.
    void forgetSessions();

    void describe(std::vector<MailboxView> &mailboxes) const;

private:
    /// What a session holds: a mailbox of which it is told, or the maildrop's lock.
    struct Holding {
        std::string account, mailbox;
        enum class As : std::uint8_t { Reader, Writer, MaildropOwner } as = As::Reader;
    };
    using Place = std::pair<std::string, std::string>; // account and mailbox
    struct Turn;                                       // one question being answered

    Answer on(const OpenMaildrop &question, Turn &turn);
    Answer on(const CommitDeletions &question, Turn &turn);
    Answer on(const ReleaseMaildrop &question, Turn &turn);
    Answer on(const OpenMailbox &question, Turn &turn);
    Answer on(const LeaveMailbox &question, Turn &turn);
    Answer on(const ListMailboxes &question, Turn &turn);
    Answer on(const ChangeFlags &question, Turn &turn);
    Answer on(const Expunge &question, Turn &turn);
    Answer on(const AppendLetters &question, Turn &turn);
    Answer on(const CopyLetters &question, Turn &turn);
    Answer on(const MoveLetters &question, Turn &turn);
    Answer on(const CreateMailbox &question, Turn &turn);
    Answer on(const DeleteMailbox &question, Turn &turn);
    Answer on(const RenameMailbox &question, Turn &turn);
    Answer on(const Subscribe &question, Turn &turn);
    Answer on(const AskQuota &question, Turn &turn);

    std::expected<store::Account *, Refusal> reach(const std::string &account, Turn &turn);
    /// By IMAP, where an account has more mailboxes than INBOX.
    std::expected<store::Account *, Refusal> enter(const std::string &account, Turn &turn);
    std::expected<store::Account *, Refusal> enterForChange(const std::string &account, Turn &turn);
    std::expected<store::Account *, Refusal> enterToAdd(const std::string &account, Turn &turn);
    static void noteGone(Turn &turn);
    void hold(const SessionRef &session, Holding holding);
    void dropWatchers(const Place &place, Effects &out);
    void tellWatchers(const Place &place, const SessionRef *except, Effects &out);

    store::MailStore m_store;
    bool m_full = false;
    CowMap<SessionRef, Holding> m_holdings;
    CowMap<Place, std::vector<SessionRef>> m_watchers;
};

} // namespace mf::node
