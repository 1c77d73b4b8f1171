#include "sim/story/story.h"

namespace mf::story {

namespace {

/// One stop for each thing that a learner tells of a letter's way: what DNS said, who has the letter now,
/// that it has to wait. That the sender of a hop hears of it (letter-relayed) is the same hop.
bool isHop(Kind kind)
{
    switch (kind) {
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
    case Kind::RetryScheduled:
    case Kind::StoreFailed: return true;
    case Kind::Act:
    case Kind::StreamOpening:
    case Kind::StreamOpened:
    case Kind::StreamRefused:
    case Kind::StreamClosing:
    case Kind::StreamClosed:
    case Kind::StreamBroken:
    case Kind::TlsStarted:
    case Kind::Segment:
    case Kind::Datagram:
    case Kind::DatagramLost:
    case Kind::Command:
    case Kind::Login:
    case Kind::Decision:
    case Kind::SessionState:
    case Kind::Lookup:
    case Kind::CacheHit:
    case Kind::CacheStored:
    case Kind::LetterQueued:
    case Kind::LetterRelayed:
    case Kind::LetterDeleted: return false;
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
    case StepSize::Hop: return isHop(record.kind);
    case StepSize::Delivery:
        return record.kind == Kind::LetterStored || record.kind == Kind::LetterRead
               || record.kind == Kind::LetterBounced;
    }
    return true;
}

} // namespace mf::story
