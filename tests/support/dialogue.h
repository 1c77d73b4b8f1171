// A dialogue file: what two parties of a protocol say to each other, as one reads it in an RFC.
//
//   # comment
//   role client                    the machine is the client: C: is expected of it, S: is said to it
//   policy hostname=mx.test a=b    for the factory
//   policy letter <<END            the value is the lines up to END, each with CRLF
//   tls on                         encrypted from the start
//   peer 192.0.2.7 client.test     who opened the stream
//   questions auto                 what no ?: expects is answered by the fake account
//   account alice@x.test password=p login=alice
//   mailbox NAME uidvalidity=1 uidnext=1 modseq=1 recent-from=UID noselect=1 subscribed=0 use=SET
//   letter in=INBOX uid=1 flags=\Seen,\Draft date="17-Jul-1996 02:44:25 +0000" elsewhere=1 octets=N <<END
//
//   C: line     S: line            with CRLF; one is said to the machine, the other expected of it.
//                                  In what is expected "..." matches any octets
//   C< octets   S< octets          with escapes \r \n \t \\ \xNN and \{505*x}; no CRLF is added
//   ?: VerifyRecipient b@x.test key=value -> answer
//                                  expects a question and answers it (see question_text.h)
//   ?: ... -> later                takes the question; "A: answer" answers the oldest one that was put off
//   R: RecipientDone 0 250 ok      expects the next report but Noted ones; where there is one, all are told
//   N: command verb=MAIL           some Noted since the last N: has these facts
//   T:                             the peer does the TLS handshake: the machine must have said StartTls
//   +5min                          the clock moves (ms s min h d); the deadlines on the way expire
//   X:    X: abort                 expects Close
//   !:    !: broken                the peer closes
//   changed INBOX append flags= <<END      changed INBOX expunge 1,2      changed INBOX flags 1,2 flags=
//                                  somebody else changes the open mailbox
//   --                             nothing; parts what is said before it from what is said after it
//
// All that is said without an expectation in between reaches the machine as one piece, or in any others.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mf::test {

struct DialogueStep {
    enum class What {
        Say,    ///< octets to the machine
        Expect, ///< octets of the machine: `text` is a line pattern, or octets where `raw`
        Question,
        Answer,
        Report,
        Noted,
        TlsDone,
        Clock,
        Close,
        PeerCloses,
        Changed,
        Pause,
        Account,
        Mailbox,
        Letter,
    };
    What what;
    int line = 0;
    std::string text;
    std::string answer; ///< Question: after "->"; Letter, Changed: the block
    bool raw = false;
};

struct Dialogue {
    std::string file;
    bool machineIsClient = false;
    bool encrypted = false;
    bool answersUnscripted = false;
    std::string peerAddress = "192.0.2.1", peerName = "client.test";
    std::map<std::string, std::string> policy; ///< also "role": "client" or "server"
    std::vector<DialogueStep> steps;
};

/// The error names the line.
std::expected<Dialogue, std::string> parseDialogue(std::string_view text, std::string file);

/// Words, and key="quoted value" with escapes; what an escape names stands for itself.
struct Words {
    std::vector<std::string> positional;
    std::map<std::string, std::string> named;
};
Words parseWords(std::string_view text);

/// Undoes \r \n \t \\ \xNN and \{count*octets}.
std::string unescaped(std::string_view text);
/// Whether `text` matches `pattern`, where "..." stands for any octets.
bool matches(std::string_view pattern, std::string_view text);

} // namespace mf::test
