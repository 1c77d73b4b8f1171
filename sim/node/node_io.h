// What goes into a program on a machine, and what comes out of it.
#pragma once

#include "sim/base/ids.h"
#include "sim/base/ip.h"
#include "sim/base/time.h"
#include "sim/kernel/trace.h"
#include "sim/mail/compose.h"
#include "sim/node/config.h"
#include "sim/store/change.h"
#include "sim/wire/datagram_machine.h"
#include "sim/wire/machine.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace mf::node {

/// The ids that are unique in the whole world; the world's, lent to a node while it handles an input.
struct Counters {
    std::uint64_t mail = 0, blob = 0;
    MailId nextMail() { return MailId{++mail}; }
    BlobId nextBlob() { return BlobId{++blob}; }
};

/// When it is, and under what circumstances. Passed to every handle.
struct Moment {
    Instant now{};
    CalendarTime epoch{}; ///< the calendar date of Instant zero
    Counters &counters;
    bool storeRefuses = false; ///< the disk does not take anything: refuse what would have to be kept

    CalendarTime calendar() const { return epoch + now.time_since_epoch(); }
    CalendarTime calendar(Instant at) const { return epoch + at.time_since_epoch(); }
    Instant instant(CalendarTime time) const { return Instant(time - epoch); }
};

/// One end of a stream. `token` is what the node gave when it opened the stream; 0 for sessions that came in.
struct SessionRef {
    StreamId stream = StreamId::None;
    End end = End::Server;
    std::uint64_t token = 0;
    friend auto operator<=>(const SessionRef &, const SessionRef &) = default;
};

// ---- what comes in ----------------------------------------------------------------------------------------

struct SessionAsked {
    SessionRef session;
    IpAddress peer;                  ///< who is at the other end
    Service service = Service::Smtp; ///< of a session that came in: the door it came by
    MailId mail = MailId::None;      ///< the letter that the peer's session carries, if the world knows
    std::uint32_t hop = 0;           ///< and how many servers have had it
    Ticket ticket;
    Question question;
};
struct SessionReported { ///< of a client session that this node opened; Noted goes to the trace instead
    SessionRef session;
    Report report;
};
struct SessionEnded { ///< the stream is closed, or was cut; nothing more will come from the session
    SessionRef session;
    bool broken = false;
};
struct StreamRefused { ///< a stream that this node wanted did not come about
    std::uint64_t token = 0;
    std::string reason; ///< "connection refused", "timeout", "no route"
};
struct TimerDue { };
/// A person at a mail client.
struct WriteLetter {
    MailId mail = MailId::None; ///< given by the world, so that the act and the letter are one journey
    std::string letter;         ///< the scenario's name for it: "hello"
    std::string from;           ///< empty: the client's own account
    std::vector<std::string> to;
    std::string subject, body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<std::string> cc = {};
    std::vector<mail::Attachment> attachments = {};
};
struct CheckMail {
    /// IMAP: to be had on this device from now on, beside INBOX and those that are; may be empty.
    std::string mailbox = {};
};
struct DeleteLetter {
    std::string messageId;  ///< with its angle brackets
    bool onlyMarks = false; ///< \Deleted, without EXPUNGE
};
/// What a person does with a letter that lies on the device.
enum class Tending : std::uint8_t {
    MarkSeen,
    MarkUnseen,
    Delete, ///< here, and where the protocol can say so on the server
    Move,   ///< IMAP: to another mailbox of the account
};
std::string_view name(Tending tending); ///< "mark-seen", "mark-unseen", "delete", "move"
struct TendLetter {
    std::string mailbox; ///< the device's
    Uid uid = 0;         ///< on the device
    Tending tending = Tending::MarkSeen;
    std::string target = {}; ///< of Move: the server's name of a mailbox
};
/// A person takes a letter out of the outbox that is not being sent just now.
struct DiscardLetter {
    MailId mail = MailId::None;
};
/// A line that is typed at a terminal, and when.
struct TypedLine {
    std::string text;
    std::optional<Duration> after = {}; ///< the line before it, or the beginning; not given: after silence
    friend bool operator==(const TypedLine &, const TypedLine &) = default;
};
/// Opens a connection in clear, or encrypted from the start, and types.
struct TypeLines {
    std::string host;
    Endpoint to;
    Service service = Service::Smtp;
    std::vector<TypedLine> lines;
    Duration pause{};                          ///< the silence before a line, and before hanging up
    bool staysOpen = false;                    ///< a person goes on by hand
    std::optional<Duration> hangsUpAfter = {}; ///< the last line; not given: after silence
    Instant begun{};
};
/// An administrator at a name server: these record sets take the place of the zone's own.
struct ChangeRecords {
    std::string origin;
    std::string text; ///< master-file lines (RFC 1035 section 5)
};
/// An administrator at a mail server: the domain has moved away.
struct ChangeTaking {
    std::string domain;
    Taking taking = Taking::Refuses;
};
/// What can be wrong with a program that runs and can be reached.
enum class Trouble : std::uint8_t {
    MailboxFull,   ///< no mailbox of a mail server has room
    Greylists,     ///< it asks strangers to come again
    RefusesMail,   ///< it takes no letter from anybody
    WrongAnswers,  ///< a name server or resolver gives addresses at which nobody is
    MissingAnswers ///< it says that the name does not exist
};
struct TroubleTurned {
    Trouble what = Trouble::MailboxFull;
    bool begins = true;
    Duration wait{}; ///< of Greylists
};
struct PowerChanged { ///< the machine went down (all its streams are gone, its disk is not) or came up
    bool up = true;
};

using NodeInput = std::variant<SessionAsked, SessionReported, SessionEnded, StreamRefused, DatagramArrived,
                               TimerDue, WriteLetter, CheckMail, DeleteLetter, TendLetter, DiscardLetter,
                               TypeLines, ChangeRecords, ChangeTaking, TroubleTurned, PowerChanged>;

// ---- what goes out; the order is the meaning --------------------------------------------------------------

struct OpenStream {
    std::uint64_t token = 0; ///< unique at the node: comes back in SessionRef and StreamRefused
    Endpoint to;
    bool tls = false;           ///< encrypted from the start
    MailId mail = MailId::None; ///< the letter it carries; None: no one letter
    std::uint32_t hop = 0;
    std::unique_ptr<StreamMachine> machine;
};
struct CloseStream {
    SessionRef session; ///< cut it off
};
struct AnswerSession {
    SessionRef session;
    Ticket ticket;
    Answer answer;
};
struct TellSession { ///< the mailbox that the session has open is another now
    SessionRef session;
    Changed changed;
};
struct Note { ///< a record at this node
    Kind kind = Kind::Decision;
    MailId mail = MailId::None;
    Facts facts;
    Slices bytes = {};
};
struct Persist {
    store::Change change;
};

using Effect = std::variant<OpenStream, CloseStream, AnswerSession, TellSession, SendDatagram, Note, Persist>;
using Effects = std::vector<Effect>;

} // namespace mf::node
