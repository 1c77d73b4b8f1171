// The seam between protocols and everything else: a protocol machine is a function with memory.
//
// handle(input, now) -> actions. No socket, no clock, no thread, no pointer to the outside. Servers and clients of SMTP,
// POP3 and IMAP are StreamMachines; name servers and resolvers are DatagramMachines. Whoever drives one (the world, a
// dialogue test, a fuzzer) carries the actions out in their order.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/ids.h"
#include "sim/base/ip.h"
#include "sim/base/time.h"
#include "sim/kernel/trace.h"
#include "sim/wire/question.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mf {

/// A machine stops producing when it has sent this much since the last Drained, and goes on at the next one.
inline constexpr std::size_t kHighWaterOctets = 256 * 1024;
/// The driver says Drained when, after the high-water mark was reached, no more than this is still under way.
inline constexpr std::size_t kLowWaterOctets = 64 * 1024;

struct TlsInfo {
    std::string version, cipher; ///< "TLSv1.3", "TLS_AES_256_GCM_SHA384"
    std::string serverName;      ///< SNI
    std::string peerCertificate; ///< the subject a client verified; empty on the server's side
    std::string channelBinding;  ///< tls-exporter octets (RFC 9266); empty: none
    friend bool operator==(const TlsInfo &, const TlsInfo &) = default;
};

struct Peer {
    std::string name; ///< what the network calls it; may be empty
    Endpoint endpoint;
};

// ---- what comes in ----------------------------------------------------------------------------------------------

struct Opened { ///< the stream stands; always the first input
    Peer peer;
    std::optional<TlsInfo> tls; ///< set on a stream that is encrypted from the start
    std::uint64_t seed = 0;     ///< of this session's own randomness, drawn by the world
};
struct Bytes { ///< any number of octets, cut anywhere
    Blob octets;
};
struct Drained { }; ///< the other side has taken nearly all: go on producing
struct TlsReady {   ///< StartTls is done; what was buffered in clear is to be forgotten
    TlsInfo tls;
};
struct Answered {
    Ticket ticket;
    Answer answer;
};
struct Changed {           ///< the open mailbox has changed; the session works out what to tell, and when
    Mailbox mailbox;       ///< null: it has been deleted or renamed
    std::string gone = {}; ///< then: under which name it was opened
};
struct Expired { };      ///< the deadline has come
struct PeerClosed {      ///< the other side will send no more
    bool broken = false; ///< true: cut off, nothing can be sent either
};

using Input = std::variant<Opened, Bytes, Drained, TlsReady, Answered, Changed, Expired, PeerClosed>;

// ---- what goes out; the order is the meaning --------------------------------------------------------------------

/// Octets for the peer. The facts say what they are, for the trace: protocol, and verb (of a command), code (of a reply) or
/// part ("letter", "literal", "continuation"); secret = 1 where they must not be shown.
struct Send {
    Slices octets;
    Facts facts;
};
struct StartTls { }; ///< after what was sent before it has left
struct Close {
    bool abort = false; ///< true: at once; else after what was sent has left
};
struct Ask {
    Ticket ticket;
    Question question;
};

/// Something for the trace that only the machine knows: a command understood, a decision, a login.
struct Noted {
    Kind kind;
    Facts facts;
};
/// What a reply to an SMTP client is about: whether another server of the domain may be tried at once.
enum class Extent : std::uint8_t {
    Recipient, ///< this recipient, or this letter: the server's word on it
    Attempt,   ///< it went wrong on the way and nothing was taken: another server may do it
    Server,  ///< the server takes nothing from anybody: it did not greet, or refused before the first letter
    Unknown, ///< the connection was lost after the final dot: the letter may have been taken (RFC 1047)
};
/// SMTP client: what became of one recipient (its index in the envelope), as the server's reply or one made for it.
struct RecipientDone {
    std::size_t recipient;
    Reply reply;
    Extent extent = Extent::Recipient;
    bool reports = false; ///< taken, and that server tells the sender what he wants to know (RFC 3461)
};
/// POP3 and IMAP client: one letter is on this device now. `flags` as the server gave them.
struct LetterFetched {
    Slices letter;
    std::string mailbox;
    std::string serverId; ///< UIDL, or uidvalidity/uid: knows it again next time
    Flags flags;
};
/// POP3 and IMAP client: a letter is no longer on the server.
struct LetterGone {
    std::string mailbox, serverId;
};
/// IMAP client: how a letter that this device has got before is marked on the server.
struct LetterFlagged {
    std::string mailbox, serverId;
    Flags flags;
};
/// IMAP client: every letter with a lower UID is on this device, or no longer on the server.
struct MailboxChecked {
    std::string mailbox, upTo; ///< "uidvalidity/uid"
    std::uint64_t modSeq =
        0; ///< all changes of flags up to this one have been told; 0: the server counts none
};
/// IMAP client: a mailbox of the account, as LIST told it.
struct ListedMailbox {
    std::string name; ///< UTF-8, as it is in MailboxChecked
    bool selectable = true;
    std::uint8_t specialUse = 0; ///< set of SpecialUse
    friend bool operator==(const ListedMailbox &, const ListedMailbox &) = default;
};
struct MailboxesListed {
    std::vector<ListedMailbox> mailboxes; ///< in the server's order
};
/// IMAP client: a mailbox that it was to look at is not on the server.
struct MailboxGone {
    std::string mailbox;
};
/// Any client: it has done what it was made for, or cannot; the stream closes next.
struct ClientDone {
    bool ok = true;
    std::string reason; ///< for the trace: the reply that ended it, "connection lost", "timeout"
};
/// DNS client: a whole message has come (RFC 7766).
struct MessageFetched {
    Blob octets;
};
struct Report {
    std::variant<Noted, RecipientDone, LetterFetched, LetterGone, LetterFlagged, MailboxChecked,
                 MailboxesListed, MailboxGone, ClientDone, MessageFetched>
        what;
};

using Action = std::variant<Send, StartTls, Close, Ask, Report>;
using Actions = std::vector<Action>;

// ---- machines ---------------------------------------------------------------------------------------------------

/// What an inspector shows of a session.
struct SessionView {
    std::string protocol; ///< "smtp", "submission", "lmtp", "pop3", "imap"
    std::string state;    ///< as the RFC or the machine's table names it
    std::string login;    ///< account; empty: nobody
    bool encrypted = false;
    std::vector<std::string> legalVerbs; ///< what the client may say next
    std::string waitingFor;              ///< name of the open question; empty: none
};

/// A server or client session over one stream.
class StreamMachine {
public:
    virtual ~StreamMachine() = default;
    virtual Actions handle(const Input &input, Instant now) = 0;
    /// When it wants Expired; nothing: it can wait for ever. Looked at after each handle.
    virtual std::optional<Instant> deadline() const = 0;
    virtual SessionView view() const = 0;
    virtual std::unique_ptr<StreamMachine> clone() const = 0;
};

} // namespace mf
