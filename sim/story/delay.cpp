#include "sim/story/delay.h"

#include "sim/mail/date.h"

#include <algorithm>
#include <map>

namespace mf::story {

namespace {

bool isRest(const Leg &leg, const Trace &trace) { return trace[leg.arrived].kind == Kind::LetterRead; }

bool ends(Kind kind)
{
    return kind == Kind::LetterStored || kind == Kind::LetterRead || kind == Kind::LetterBounced
           || kind == Kind::LetterDropped;
}

class Clock {
public:
    Clock(const Trace &trace, CalendarTime epoch, const NodeNames &names)
        : m_trace(trace)
        , m_epoch(epoch)
        , m_names(names)
    { }

    std::vector<VainAttempt> vainAttempts(const Leg &leg) const
    {
        std::vector<VainAttempt> vain;
        Instant began = m_trace[leg.arrived].at;
        bool open = false; // the last one's fate is not decided
        for (const Index event : leg.events) {
            const Record &record = m_trace[event];
            if (record.kind == Kind::AttemptFailed && !open) {
                vain.push_back({event, kNoIndex, began, record.at, record.at, kNoIndex});
                open = true;
            } else if (record.kind == Kind::RetryScheduled && open) {
                schedule(vain.back(), record);
                began = vain.back().due;
                open = false;
            }
        }
        return vain;
    }

private:
    void schedule(VainAttempt &attempt, const Record &record) const
    {
        attempt.scheduled = record.id;
        attempt.ended = record.at; // several hosts may have been called
        const auto due = mail::parseIso(record.facts.text(Key::RetryAt));
        // A fact has whole seconds, as the pauses are: what is beyond them is that of the record.
        const Duration beyond = record.at.time_since_epoch() % 1s;
        attempt.due = due ? std::max(record.at, Instant(*due - m_epoch + beyond)) : record.at;
        attempt.repaired = repairedBefore(attempt);
    }

    /// The last thing that was mended at the host while nobody called it.
    Index repairedBefore(const VainAttempt &attempt) const
    {
        const std::string_view host = m_trace[attempt.failed].facts.text(Key::Host);
        const Index end = std::min<Index>(attempt.scheduled + kRepairLimit, m_trace.size());
        Index found = kNoIndex;
        for (Index i = attempt.scheduled + 1; i < end && m_trace[i].at < attempt.due; ++i) {
            const Record &record = m_trace[i];
            if (record.kind == Kind::FaultEnded
                && (m_names(record.from) == host || m_names(record.to) == host))
                found = i;
        }
        return found;
    }

    const Trace &m_trace;
    CalendarTime m_epoch;
    const NodeNames &m_names;
};

/// Until when that machine had the letter.
void settle(Stay &stay, const Leg &leg, const std::vector<Leg> &legs, const Trace &trace, Instant now)
{
    stay.until = stay.from;
    bool ended = !leg.onward.empty();
    for (const std::size_t onward : leg.onward) {
        stay.until = std::max(stay.until, trace[legs[onward].arrived].at);
        stay.inMailbox |= trace[legs[onward].arrived].kind == Kind::LetterRead;
    }
    for (const Index event : leg.events)
        if (ends(trace[event].kind) || trace[event].kind == Kind::LetterRelayed) {
            stay.until = std::max(stay.until, trace[event].at);
            ended = true;
        }
    const bool waits =
        !stay.vain.empty() && stay.vain.back().scheduled != kNoIndex && stay.vain.back().due > now;
    stay.lasts = waits || !ended;
    if (stay.lasts)
        stay.until = std::max(stay.until, now);
}

} // namespace

Delay delayOf(const Trace &trace, std::span<const Index> events, CalendarTime epoch, Instant now,
              const NodeNames &names)
{
    Delay delay;
    const std::vector<Leg> legs = legsOf(trace, events);
    if (legs.empty())
        return delay;
    const Clock clock(trace, epoch, names);
    delay.written = delay.until = trace[legs.front().arrived].at;
    for (const Leg &leg : legs) {
        delay.until = std::max(delay.until, trace[leg.arrived].at);
        if (isRest(leg, trace))
            continue;
        Stay stay{leg.node, leg.arrived, trace[leg.arrived].at, {}, false, false, clock.vainAttempts(leg)};
        settle(stay, leg, legs, trace, now);
        delay.underWay |= stay.lasts;
        delay.until = std::max(delay.until, stay.until);
        delay.stays.push_back(std::move(stay));
    }
    return delay;
}

// ---- in words -------------------------------------------------------------------------------------------

namespace {

using Values = std::map<std::string_view, std::string>;

std::string said(std::string_view key, const Words &words, const Values &values)
{
    return filledIn(words.text(key), [&](std::string_view name) {
        const auto value = values.find(name);
        return value == values.end() ? std::string() : value->second;
    });
}

/// A reply is shown as it was; that there was none has words of its own.
std::string reasonOf(const Record &failed, const Words &words)
{
    const std::string_view reason = failed.facts.text(Key::Reason);
    return std::string(reason == "timeout" ? words.text("delay.no-answer") : reason);
}

} // namespace

std::string explain(const Delay &delay, const Trace &trace, const Words &words, const NodeNames &names,
                    const std::function<std::string(Duration)> &inWords)
{
    if (delay.stays.empty())
        return {};
    Values values{{"duration", inWords(delay.length())}};
    std::string text = said(delay.underWay ? "delay.so-far" : "delay.took", words, values);
    const auto add = [&](std::string_view key) { text.append(" ").append(said(key, words, values)); };
    const auto longest = std::ranges::max_element(delay.stays, {}, &Stay::length);
    values["node"] = names(longest->node);
    values["waited"] = inWords(longest->length());
    if (longest->vain.empty()) {
        if (longest->inMailbox)
            add("delay.in-mailbox");
        return text;
    }
    const VainAttempt &last = longest->vain.back();
    values["count"] = std::to_string(longest->vain.size());
    values["host"] = trace[last.failed].facts.text(Key::Host);
    values["reason"] = reasonOf(trace[last.failed], words);
    add(longest->vain.size() == 1 ? "delay.in-vain.once" : "delay.in-vain");
    if (last.scheduled != kNoIndex && longest->lasts) {
        values["early"] = inWords(last.due - longest->until);
        add("delay.next");
    } else if (last.repaired != kNoIndex) {
        values["early"] = inWords(last.due - trace[last.repaired].at);
        add("delay.mended");
    }
    return text;
}

} // namespace mf::story
