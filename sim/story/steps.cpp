#include "sim/story/saying.h"
#include "sim/story/story.h"

#include <algorithm>
#include <iterator>

namespace mf::story {

namespace {

/// Speaking a protocol oneself: there the lines are what happens.
bool isByHand(const Record &record)
{
    const std::string_view action = record.facts.text(Key::Action);
    return action == "connect" || action == "type" || action == "read";
}

/// A client's commands that take a letter away, or say what is to become of it: there POP3 and IMAP differ.
bool isAboutAMailbox(const Record &record)
{
    const Saying saying = sayingOf(record);
    if (saying.family == "pop3")
        return saying.verb == "RETR" || saying.verb == "DELE" || saying.verb == "QUIT";
    return saying.family == "imap"
           && (saying.verb == "UID STORE" || saying.verb == "UID EXPUNGE" || saying.verb == "EXPUNGE");
}

/// What becomes of a domain, and of a letter before it is in.
bool isOfADomain(const Record &record)
{
    constexpr std::string_view rules[] = {"alias",          "greylisted",  "zone-changed",  "domain-left",
                                          "domain-relayed", "nothing-new", "flags-learned", "mailbox-gone"};
    return std::ranges::find(rules, record.facts.text(Key::Rule)) != std::end(rules);
}

/// One stop for each thing that a learner tells of a letter's way: what DNS said, who has the letter now,
/// that it has to wait. That the sender of a hop hears of it (letter-relayed) is the same hop.
bool isHop(const Record &record)
{
    switch (record.kind) {
    case Kind::FaultBegan:
    case Kind::FaultEnded:
    case Kind::LookupDone:
    case Kind::AttemptFailed:
    case Kind::LetterWritten:
    case Kind::LetterAccepted:
    case Kind::LetterHandedOver:
    case Kind::LetterStored:
    case Kind::LetterRead:
    case Kind::LetterDelayed:
    case Kind::LetterBounced:
    case Kind::LetterDropped:
    case Kind::LetterDeleted:
    case Kind::RetryScheduled:
    case Kind::StoreFailed: return true;
    case Kind::Act: return isByHand(record);
    case Kind::Segment: return isAboutAMailbox(record);
    case Kind::StreamOpening:
    case Kind::StreamOpened:
    case Kind::StreamRefused:
    case Kind::StreamClosing:
    case Kind::StreamClosed:
    case Kind::StreamBroken:
    case Kind::TlsStarted:
    case Kind::Datagram:
    case Kind::DatagramLost:
    case Kind::Command:
    case Kind::Login:
    case Kind::Decision: return isOfADomain(record);
    case Kind::SessionState:
    case Kind::Lookup:
    case Kind::CacheHit:
    case Kind::CacheStored:
    case Kind::LetterQueued:
    case Kind::LetterRelayed: return false;
    }
    return false;
}

bool isReply(const Record &record)
{
    if (record.kind == Kind::Segment)
        return record.facts.has(Key::Code);
    return record.kind == Kind::Datagram && record.facts.has(Key::Rcode);
}

} // namespace

bool stopsAfter(StepSize size, const Record &record)
{
    switch (size) {
    case StepSize::Event: return true;
    case StepSize::Line: return record.kind == Kind::Segment || record.kind == Kind::Datagram;
    case StepSize::Reply: return isReply(record);
    case StepSize::Hop: return isHop(record);
    case StepSize::Delivery:
        return record.kind == Kind::LetterStored || record.kind == Kind::LetterRead
               || record.kind == Kind::LetterBounced;
    }
    return true;
}

} // namespace mf::story
