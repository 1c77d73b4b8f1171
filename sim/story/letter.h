// A letter on its way: what each machine got, envelope and letter apart; and the tree of machines that had it,
// with splits, retries and reports. Read off the trace.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/ids.h"
#include "sim/kernel/trace.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mf::story {

/// The records that are about a letter as a whole, among the first `records`. A window keeps them beside the trace
/// instead of looking through all of it.
std::vector<Index> recordsOf(MailId mail, const Trace &trace, Index records);

// ---- what each machine got --------------------------------------------------------------------------------

/// How far back from a letter's acceptance its octets and its envelope are looked for, in records.
inline constexpr Index kTransactionLimit = 20'000;
/// Of a letter's octets; the rest is not looked at.
inline constexpr std::size_t kLetterShownOctets = 1 << 20;

/// A letter as it was written, or as one machine got it from another.
struct LetterState {
    Index record = kNoIndex;    ///< LetterWritten or LetterAccepted
    NodeId from = NodeId::None; ///< None: it was written here
    NodeId at = NodeId::None;
    std::string mailFrom;            ///< the envelope; empty: the null path of reports
    std::vector<std::string> rcptTo; ///< those who were accepted
    std::string protocol;            ///< "submission", "smtp", "lmtp"; empty: it was written here
    bool encrypted = false;
    Blob letter;           ///< as received, dots unstuffed; empty: the trace does not have it
    bool cutShort = false; ///< it has more octets than kLetterShownOctets
};
/// In the order of the trace. `events` are the records of one letter.
std::vector<LetterState> letterStates(const Trace &trace, std::span<const Index> events);

struct HeaderLine {
    std::string name, value; ///< unfolded, encoded words decoded, safe to show
    bool isNew = false;      ///< it was not there in the state before
};
/// The header fields of a letter; `before` is null for the first state.
std::vector<HeaderLine> headerLines(const Blob &letter, const Blob *before);
/// What a person reads of it: its first text part, decoded to UTF-8; "" where there is none.
std::string readableText(const Blob &letter);

// ---- its journey ------------------------------------------------------------------------------------------

/// One machine that had the letter.
struct Leg {
    NodeId node = NodeId::None;
    std::size_t parent =
        kNone;                ///< the leg that it came from; kNone: it was written here, or came from outside
    Index arrived = kNoIndex; ///< written, accepted or read
    std::vector<Index> events;       ///< what became of it here, in order
    std::vector<std::size_t> onward; ///< legs that it went on to
    static constexpr std::size_t kNone = ~std::size_t{0};
};
/// The first is where it was written; parents come before their children.
std::vector<Leg> legsOf(const Trace &trace, std::span<const Index> events);

/// The letter that reports what a LetterBounced or LetterDelayed says; None: there is none.
MailId reportAbout(Index record, const Trace &trace, Index records);
/// The letter that a report is about; None: it is no report.
MailId reportedBy(MailId report, const Trace &trace, std::span<const Index> events);

} // namespace mf::story
