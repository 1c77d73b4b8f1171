// What a protocol machine cannot know, it asks. The questions, and what comes back.
//
// A machine sends Ask{ticket, question} and gets Answered{ticket, answer}: in the same breath, or much later. Who answers
// is the node on which the machine runs (sim/node); a dialogue test answers from its script.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/ids.h"
#include "sim/mail/address.h"
#include "sim/wire/mailbox.h"
#include "sim/mail/reply.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mf {

// ---- who is it? -------------------------------------------------------------------------------------------------

/// What is known of a login; a SASL mechanism judges by the answer (Credentials).
struct FindCredentials {
    std::string login;            ///< as the client gave it
};

// ---- SMTP, submission, LMTP -------------------------------------------------------------------------------------

/// What a sender wants to be told of one recipient (RFC 3461 sections 4.1 and 4.2).
struct Wish {
    enum Notify : std::uint8_t { Success = 1, Failure = 2, Delay = 4, Never = 8 };
    std::uint8_t notify = 0;               ///< set of Notify; 0: not said
    std::string original = {};             ///< ORCPT as it came: "rfc822;" and xtext; empty: not said

    /// Where nothing was said: of failures, and of delays, which are for the server to decide.
    bool wants(Notify what) const { return notify == 0 ? what != Success : (notify & what) != 0; }
    friend bool operator==(const Wish &, const Wish &) = default;
};
/// How much of a letter that fails comes back to its sender (RFC 3461 section 4.3).
enum class Returned : std::uint8_t { NotSaid, Full, Headers };

/// An envelope's addresses and parameters (RFC 5321 section 2.3.1).
struct Envelope {
    mail::Path from;                       ///< empty: the null path of bounces
    std::vector<mail::Path> to;
    bool eightBit = false;                 ///< BODY=8BITMIME (RFC 6152)
    std::uint64_t declaredOctets = 0;      ///< SIZE= (RFC 1870); 0: not said
    std::string id = {};                   ///< ENVID in xtext (RFC 3461 section 4.4); empty: not said
    Returned returned = Returned::NotSaid; ///< RET
    std::map<std::string, Wish> wishes = {}; ///< by recipient as print() gives it: of those of whom something was said

    Wish wishFor(const mail::Path &recipient) const;
    friend bool operator==(const Envelope &, const Envelope &) = default;
};

/// How a letter came in: what the Received header is made of (RFC 5321 section 4.4, RFC 3848).
struct Reception {
    std::string heloName;                  ///< what the client called itself
    std::string peerAddress;               ///< as an address literal: [192.0.2.1]
    std::string protocol;                  ///< SMTP, ESMTP, ESMTPS, ESMTPA, ESMTPSA, LMTP
    std::string account;                   ///< who is logged in; empty: nobody
    std::string tls;                       ///< version and cipher; empty: in clear
};

struct VerifySender {
    mail::Path from;
    std::string account;                   ///< logged in as; empty: nobody
};
struct VerifyRecipient {
    mail::Path from, to;
    std::string account;
};
/// The letter is here whole: will you take responsibility for it? LMTP answers once for each recipient.
struct AcceptMessage {
    Envelope envelope;
    Reception reception;
    Slices letter;                         ///< dot-unstuffed octets as received, no trace headers added yet
};

// ---- mailboxes --------------------------------------------------------------------------------------------------

/// POP3: lock the maildrop and give a snapshot that holds until QUIT (RFC 1939 section 3).
struct OpenMaildrop {
    std::string account;
};
/// POP3 QUIT: delete these, all or none.
struct CommitDeletions {
    std::string account;
    std::vector<Uid> uids;
};
/// Gives the maildrop's lock back without deleting: the connection was lost.
struct ReleaseMaildrop {
    std::string account;
};
/// IMAP SELECT and EXAMINE. From the answer on the session is told of changes (Changed) until LeaveMailbox.
struct OpenMailbox {
    std::string account, mailbox;
    bool readOnly = false;
};
struct LeaveMailbox {
    std::string account, mailbox;
};
/// IMAP LIST, STATUS and the like: all mailboxes of an account, by name, INBOX first.
struct ListMailboxes {
    std::string account;
};
struct ChangeFlags {
    enum class How : std::uint8_t { Replace, Add, Remove };
    std::string account, mailbox;
    std::vector<Uid> uids;                 ///< ascending
    How how = How::Replace;
    Flags flags;
    /// RFC 7162 section 3.1.3: letters with a higher MODSEQ stay as they are, and are told as `modified`.
    std::optional<std::uint64_t> unchangedSince = {};
};
/// Removes letters for good: those of `uids` that carry \Deleted.
struct Expunge {
    std::string account, mailbox;
    std::vector<Uid> uids;
};
/// IMAP APPEND; with several letters MULTIAPPEND (RFC 3502): all or none.
struct AppendLetters {
    struct Letter {
        Flags flags;
        std::optional<CalendarTime> date;  ///< not given: now
        Slices octets;
    };
    std::string account, mailbox;
    std::vector<Letter> letters;
};
struct CopyLetters {
    std::string account, mailbox, target;
    std::vector<Uid> uids;
};
/// RFC 6851: copies and removes in one, whatever their flags; all or none.
struct MoveLetters {
    std::string account, mailbox, target;
    std::vector<Uid> uids;
};
struct CreateMailbox {
    std::string account, mailbox;
    std::uint8_t specialUse = 0;           ///< set of SpecialUse (RFC 6154)
};
struct DeleteMailbox {
    std::string account, mailbox;
};
struct RenameMailbox {
    std::string account, mailbox, newName;
};
/// To a name, whether there is such a mailbox or not (RFC 3501 section 6.3.6).
struct Subscribe {
    std::string account, mailbox;
    bool subscribed = true;
};
/// How much of its quota an account has used (RFC 9208).
struct AskQuota {
    std::string account;
};
/// A letter's octets that are not in memory.
struct LoadBody {
    BlobId blob;
};

// ---- DNS by TCP -------------------------------------------------------------------------------------------------

/// A whole message from a client, for the resolver on this machine.
struct ResolveQuery {
    Blob octets;
};

using Question = std::variant<FindCredentials, VerifySender, VerifyRecipient, AcceptMessage, OpenMaildrop, CommitDeletions,
                              ReleaseMaildrop, OpenMailbox, LeaveMailbox, ListMailboxes, ChangeFlags, Expunge, AppendLetters,
                              CopyLetters, MoveLetters, CreateMailbox, DeleteMailbox, RenameMailbox, Subscribe, AskQuota,
                              LoadBody, ResolveQuery>;

/// The name in dialogues and views: "FindCredentials".
std::string_view name(const Question &question);

// ---- answers ----------------------------------------------------------------------------------------------------

/// To FindCredentials.
struct Credentials {
    bool known = false;
    bool anyPassword = false;              ///< anything goes: every password is right
    std::string password;
    std::string account;                   ///< the account's own name: the address of its mailbox
};

/// To VerifySender, VerifyRecipient: one reply. To AcceptMessage: one, or by LMTP one for each recipient, in order.
struct Verdict {
    std::vector<Reply> replies;
};

/// Why a mailbox operation was refused; protocols turn it into their own words.
enum class Refusal : std::uint8_t {
    NoSuchMailbox,      ///< IMAP NO [NONEXISTENT], on APPEND and COPY [TRYCREATE]
    AlreadyExists,      ///< IMAP NO [ALREADYEXISTS]
    InUse,              ///< POP3 -ERR [IN-USE]
    CannotDo,           ///< IMAP NO [CANNOT]: a name or operation that can never be
    OverQuota,          ///< IMAP NO [OVERQUOTA], SMTP 452 4.2.2
    LimitReached,       ///< IMAP NO [LIMIT]: keywords
    Unavailable,        ///< the disk refused: IMAP NO [UNAVAILABLE], POP3 -ERR [SYS/TEMP], SMTP 452 4.3.1
};
struct Refused {
    Refusal why;
};

/// To what has nothing else to tell.
struct Done {};

/// To OpenMaildrop and OpenMailbox.
struct MailboxOpened {
    Mailbox mailbox;
    Uid firstRecent = 0;                   ///< UIDs from here on carry \Recent in this session; 0: none
};

struct MailboxInfo {
    Mailbox mailbox;                       ///< of what cannot be selected: only its name
    bool subscribed = false;
    bool selectable = true;                ///< false: there is no such mailbox, only a subscription to its name
    std::uint8_t specialUse = 0;           ///< set of SpecialUse
    Uid firstRecent = 0;                   ///< UIDs from here on are \Recent to the next session (STATUS); 0: none
};
struct MailboxList {
    std::vector<MailboxInfo> mailboxes;
};

/// To ChangeFlags, Expunge, CopyLetters, MoveLetters: the mailbox after it (of the last two: the source); and where
/// letters went (UIDPLUS, RFC 4315).
struct MailboxUpdated {
    Mailbox mailbox;
    std::uint32_t targetUidValidity = 0;
    std::vector<Uid> sourceUids = {}, targetUids = {};
    std::vector<Uid> modified = {};        ///< ascending: what `unchangedSince` spared
};

/// To AppendLetters: UIDs in the order of the letters.
struct Appended {
    std::uint32_t uidValidity = 0;
    std::vector<Uid> uids;
};

/// To AskQuota.
struct Quota {
    std::uint64_t usedOctets = 0;
    std::uint64_t limitOctets = 0;         ///< 0: there is none
};

/// To LoadBody; null: the disk could not give it.
struct BodyLoaded {
    std::shared_ptr<const mail::Message> message;
};

/// To ResolveQuery: a whole response.
struct QueryAnswered {
    Blob octets;
};

using Answer = std::variant<Done, Refused, Credentials, Verdict, MailboxOpened, MailboxList, MailboxUpdated, Appended, Quota,
                            BodyLoaded, QueryAnswered>;

} // namespace mf
