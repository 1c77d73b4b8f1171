// Questions, answers and reports as words: "VerifyRecipient b@mx.test from=a@x.test" -> "550 5.1.1 no such
// user".
#pragma once

#include "sim/wire/machine.h"
#include "tests/support/dialogue.h"

#include <optional>
#include <string>
#include <string_view>

namespace mf::test {

/// A question as words. Positional: its name and what it is about; named: the rest.
///
///   FindCredentials LOGIN
///   VerifySender FROM account=             FROM is <> for the null path
///   VerifyRecipient TO from= account=
///   AcceptMessage from= to=A,B octets= text= eightbit=1 size= helo= peer= protocol= account= tls=
///   OpenMaildrop ACCOUNT    CommitDeletions UIDS account=    ReleaseMaildrop ACCOUNT
///   OpenMailbox NAME readonly=1 account=   LeaveMailbox NAME    ListMailboxes ACCOUNT
///   ChangeFlags NAME UIDS how=replace|add|remove flags= unchangedsince=   Expunge NAME UIDS
///   AppendLetters NAME flags= date= octets= text=    of several letters: with '|' between them
///   CopyLetters NAME UIDS TARGET   MoveLetters NAME UIDS TARGET
///   CreateMailbox NAME use=   DeleteMailbox NAME   RenameMailbox NAME NEW   Subscribe NAME on=1|0
///   AskQuota ACCOUNT   LoadBody BLOB
Words wordsOf(const Question &question);

/// ClientDone ok|failed REASON; RecipientDone INDEX REPLY; LetterFetched MAILBOX ID octets= text= flags=;
/// LetterGone MAILBOX ID; MailboxGone MAILBOX; MailboxesListed NAME or (NAME) where it holds no letters, with
/// :USE of a special one; LetterFlagged MAILBOX ID flags=; MailboxChecked MAILBOX ID modseq=; Noted: KIND and its
/// facts by name.
Words wordsOf(const Report &report);

/// Whether all that is expected is there: positional words one by one, named ones by name; each may contain
/// "...".
bool fits(const Words &expected, const Words &found);
std::string print(const Words &words);

/// The answer that the words mean, for all that need no mailbox; nothing: the fake account is to answer.
///
///   ok                                              250 with the status of the question; for the others: the
///   fake account
///   550 5.1.1 no such user | 250 2.0.0 taken        one reply, or one for each recipient
///   password=secret account=alice@x.test            any account=...       unknown
///   refused NoSuchMailbox|AlreadyExists|InUse|CannotDo|OverQuota|LimitReached|Unavailable
///   1500 10240                                      to AskQuota: octets used, and the limit
///   done
std::optional<Answer> answerOf(std::string_view words, const Question &question);

Flags parseFlags(std::string_view commaSeparated);
std::string print(const Flags &flags);
std::vector<Uid> parseUids(std::string_view commaSeparated);

} // namespace mf::test
