#include "sim/story/comparison.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace mf::story {

namespace {

// ---- the first difference -----------------------------------------------------------------------------

bool isPersons(const Record &record)
{
    return record.kind == Kind::Act || record.kind == Kind::FaultBegan || record.kind == Kind::FaultEnded;
}

/// What makes two records the same event. Ids are left out: they shift when something is added before.
auto eventOf(const Record &record)
{
    return std::tuple(record.kind, record.from, record.to, record.until, record.facts.packed());
}

struct EventOrder {
    bool operator()(const Record *a, const Record *b) const { return eventOf(*a) < eventOf(*b); }
};

/// Walks through a trace, a moment at a time.
class Moments {
public:
    Moments(const Trace &trace, Index first, Instant until) : m_trace(trace), m_next(first), m_until(until)
    {
        skip();
    }

    Instant at() const { return m_next < m_trace.size() ? m_trace[m_next].at : Instant::max(); }
    bool isOver() const { return at() > m_until || m_next >= m_trace.size(); }

    /// The records of that moment, by event; none if nothing happens then.
    std::vector<const Record *> take(Instant moment)
    {
        std::vector<const Record *> records;
        for (; !isOver() && at() == moment; ++m_next, skip())
            records.push_back(&m_trace[m_next]);
        std::ranges::stable_sort(records, EventOrder());
        return records;
    }

private:
    void skip()
    {
        while (m_next < m_trace.size() && isPersons(m_trace[m_next]))
            ++m_next;
    }

    const Trace &m_trace;
    Index m_next;
    Instant m_until;
};

void noteFirstMissing(std::optional<Index> &found, const std::vector<const Record *> &here,
                      const std::vector<const Record *> &there)
{
    if (found)
        return;
    std::vector<const Record *> missing;
    std::ranges::set_difference(here, there, std::back_inserter(missing), EventOrder());
    for (const Record *record : missing)
        found = std::min(found.value_or(kNoIndex), record->id);
}

void findDifference(Comparison &comparison, Moments before, Moments after)
{
    while (!(before.isOver() && after.isOver())) {
        const Instant moment = std::min(before.isOver() ? Instant::max() : before.at(),
                                        after.isOver() ? Instant::max() : after.at());
        const auto there = before.take(moment), here = after.take(moment);
        noteFirstMissing(comparison.onlyAfter, here, there);
        noteFirstMissing(comparison.onlyBefore, there, here);
        if (comparison.onlyAfter && comparison.onlyBefore)
            return;
    }
}

// ---- fates --------------------------------------------------------------------------------------------

/// How far a stage is on a letter's way. Records of one stage may come late: that a server hears that the
/// next one has stored the letter does not undo the storing.
int progress(Fate fate)
{
    switch (fate) {
    case Fate::Written: return 0;
    case Fate::Accepted: return 1;
    case Fate::Queued: return 2;
    case Fate::Delayed: return 3;
    case Fate::Relayed: return 4;
    case Fate::HandedOver: return 5;
    case Fate::Stored: return 6;
    case Fate::Read: return 7;
    case Fate::Deleted: return 8;
    case Fate::Dropped: return 9;
    case Fate::Bounced: return 10;
    }
    return 0;
}

std::optional<Stage> farthest(const Journey *journey, const std::string &recipient)
{
    std::optional<Stage> found;
    for (const Stage &stage : journey ? journey->stages : std::vector<Stage>())
        if ((stage.recipient.empty() || stage.recipient == recipient)
            && (!found || progress(stage.fate) > progress(found->fate)))
            found = stage;
    return found;
}

/// Everybody whom the letter was meant for, or came to by an alias.
std::vector<std::string> recipients(const Journey *one, const Journey *other)
{
    std::vector<std::string> all;
    const auto add = [&](const std::string &recipient) {
        if (!recipient.empty() && std::ranges::find(all, recipient) == all.end())
            all.push_back(recipient);
    };
    for (const Journey *journey : {one, other}) {
        if (!journey)
            continue;
        std::ranges::for_each(journey->to, add);
        for (const Stage &stage : journey->stages)
            add(stage.recipient);
    }
    return all;
}

bool sameFate(const std::optional<Stage> &before, const std::optional<Stage> &after)
{
    if (!before || !after)
        return before.has_value() == after.has_value();
    const Duration apart = before->at < after->at ? after->at - before->at : before->at - after->at;
    return before->fate == after->fate && apart < kNoticeable;
}

/// A letter in the other future: the same one where both futures share its beginning, else one that says the
/// same to the same people.
class Counterparts {
public:
    Counterparts(const std::vector<Journey> &journeys, Index shared) : m_shared(shared)
    {
        for (const Journey &journey : journeys)
            m_left.emplace(keyOf(journey), &journey);
    }
    const Journey *take(const Journey &journey)
    {
        const auto [first, last] = m_left.equal_range(keyOf(journey)); // of equal ones the earliest
        if (first == last)
            return nullptr;
        const Journey *taken = first->second;
        m_left.erase(first);
        return taken;
    }
    /// Those that nobody has taken, in the order in which they were written.
    std::vector<const Journey *> left() const
    {
        std::vector<const Journey *> all;
        for (const auto &[key, journey] : m_left)
            all.push_back(journey);
        std::ranges::sort(all, {}, [](const Journey *journey) { return journey->stages.front().record; });
        return all;
    }

private:
    using LetterKey = std::tuple<MailId, std::string, std::string, std::vector<std::string>, std::string>;
    LetterKey keyOf(const Journey &journey) const
    {
        if (journey.stages.front().record < m_shared)
            return {journey.mail, {}, {}, {}, {}};
        return {MailId::None, journey.letter, journey.from, journey.to, journey.subject};
    }

    Index m_shared;
    std::multimap<LetterKey, const Journey *> m_left;
};

void addChanges(std::vector<FateChange> &changes, const Journey *before, const Journey *after)
{
    const Journey &either = after ? *after : *before;
    for (const std::string &recipient : recipients(before, after)) {
        FateChange change{either.letter, either.subject, recipient, farthest(before, recipient),
                          farthest(after, recipient)};
        if (!sameFate(change.before, change.after))
            changes.push_back(std::move(change));
    }
}

Index recordsUntil(const Trace &trace, Instant until)
{
    Index first = 0, last = trace.size();
    while (first < last) {
        const Index middle = first + (last - first) / 2;
        if (trace[middle].at <= until)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

} // namespace

Comparison compare(const Trace &before, const Trace &after, Index shared, Instant until)
{
    Comparison comparison;
    findDifference(comparison, Moments(before, shared, until), Moments(after, shared, until));
    const std::vector<Journey> old = journeys(before, recordsUntil(before, until));
    Counterparts counterparts(old, shared);
    for (const Journey &journey : journeys(after, recordsUntil(after, until)))
        addChanges(comparison.fates, counterparts.take(journey), &journey);
    for (const Journey *journey : counterparts.left())
        addChanges(comparison.fates, journey, nullptr);
    return comparison;
}

} // namespace mf::story
