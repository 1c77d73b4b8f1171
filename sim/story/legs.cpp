// The machines that had a letter, as a tree.
#include "sim/story/letter.h"

#include <algorithm>

namespace mf::story {

namespace {

constexpr Index kReportWithin = 64; // records after a bounce in which its report is written

class Journeying {
public:
    explicit Journeying(const Trace &trace) : m_trace(trace) { }

    void take(const Record &record)
    {
        switch (record.kind) {
        case Kind::LetterWritten: begin(record, Leg::kNone); break;
        case Kind::LetterAccepted: begin(record, lastAt(senderOf(record))); break;
        case Kind::LetterRead: begin(record, storedFor(record)); break;
        default: happened(record); break;
        }
    }
    std::vector<Leg> takeLegs() { return std::move(m_legs); }

private:
    /// Who gave the letter to the one that accepted it: the sender of the segment that caused it.
    NodeId senderOf(const Record &accepted) const
    {
        return accepted.cause == kNoIndex ? NodeId::None : m_trace[accepted.cause].from;
    }

    std::size_t lastAt(NodeId node) const
    {
        for (std::size_t i = m_legs.size(); i-- > 0;)
            if (m_legs[i].node == node)
                return i;
        return Leg::kNone;
    }

    /// The leg in whose mailbox the letter lay that a device has fetched.
    std::size_t storedFor(const Record &read) const
    {
        const std::string_view recipient = read.facts.text(Key::Recipient);
        std::size_t any = Leg::kNone;
        for (std::size_t i = m_legs.size(); i-- > 0;)
            for (const Index event : m_legs[i].events) {
                if (m_trace[event].kind != Kind::LetterStored)
                    continue;
                if (m_trace[event].facts.text(Key::Recipient) == recipient)
                    return i;
                any = i;
            }
        return any;
    }

    void begin(const Record &record, std::size_t parent)
    {
        Leg leg;
        leg.node = record.from;
        leg.arrived = record.id;
        leg.parent = parent;
        if (parent != Leg::kNone)
            m_legs[parent].onward.push_back(m_legs.size());
        m_legs.push_back(std::move(leg));
    }

    void happened(const Record &record)
    {
        std::size_t leg = lastAt(record.from);
        if (leg == Leg::kNone) { // a machine that nobody told of: a letter that was there from the beginning
            begin(record, Leg::kNone);
            return;
        }
        m_legs[leg].events.push_back(record.id);
    }

    const Trace &m_trace;
    std::vector<Leg> m_legs;
};

} // namespace

std::vector<Leg> legsOf(const Trace &trace, std::span<const Index> events)
{
    Journeying journey(trace);
    for (const Index event : events)
        journey.take(trace[event]);
    return journey.takeLegs();
}

MailId reportAbout(Index record, const Trace &trace, Index records)
{
    const Index end = std::min({record + kReportWithin, records, Index{trace.size()}});
    for (Index i = record + 1; i < end; ++i)
        if (trace[i].kind == Kind::LetterWritten && trace[i].cause == record)
            return trace[i].mail;
    return MailId::None;
}

MailId reportedBy(MailId report, const Trace &trace, std::span<const Index> events)
{
    for (const Index event : events) {
        const Record &record = trace[event];
        if (record.kind != Kind::LetterWritten || record.cause == kNoIndex)
            continue;
        const Record &cause = trace[record.cause];
        if ((cause.kind == Kind::LetterBounced || cause.kind == Kind::LetterDelayed) && cause.mail != report)
            return cause.mail;
    }
    return MailId::None;
}

} // namespace mf::story
