#include "sim/story/statistics.h"

#include "sim/story/journey.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace mf::story {

namespace {

constexpr Duration kBucketLimits[] = {100ms, 1s, 10s, 1min, 10min, 1h, 24h, Duration::max()};

/// The first entries of a list in order of their record.
template <typename Entry, typename RecordOf>
std::span<const Entry> firstOf(const std::vector<Entry> &all, Index records, RecordOf recordOf)
{
    const auto end = std::ranges::lower_bound(all, records, {}, recordOf);
    return {all.data(), static_cast<std::size_t>(end - all.begin())};
}

} // namespace

std::string_view name(ReplyClass kind)
{
    switch (kind) {
    case ReplyClass::Done: return "2xx";
    case ReplyClass::GoOn: return "3xx";
    case ReplyClass::NotNow: return "4xx";
    case ReplyClass::Never: return "5xx";
    }
    return {};
}

// ---- counting -------------------------------------------------------------------------------------------------

void Statistics::grow(const Trace &trace, Index records)
{
    for (; m_size < records && m_size < trace.size(); ++m_size)
        count(trace[m_size]);
}

void Statistics::count(const Record &record)
{
    for (const ReplyClass kind : replyClassesOf(record))
        m_replies[kind].push_back(record.id);
    if (record.mail == MailId::None)
        return;
    const Count before = m_now;
    switch (record.kind) {
    case Kind::LetterWritten:
    case Kind::LetterAccepted: begin(record); break;
    case Kind::LetterQueued:
        m_waiting[{record.mail, record.from}].emplace(record.facts.text(Key::Recipient));
        ++m_now.queued;
        break;
    case Kind::LetterRelayed:
    case Kind::LetterHandedOver: leaveQueue(record); break;
    case Kind::LetterStored:
        leaveQueue(record);
        ++m_now.delivered;
        m_deliveries.push_back({record.id, record.mail, record.at, record.at - m_letters[record.mail].since});
        arrive(record);
        break;
    case Kind::LetterBounced:
    case Kind::LetterDropped:
        leaveQueue(record);
        arrive(record);
        break;
    default: return; // nothing else moves a letter
    }
    m_now.record = record.id;
    m_now.at = record.at;
    if (m_now.queued != before.queued || m_now.underWay != before.underWay
        || m_now.delivered != before.delivered)
        m_counts.push_back(m_now);
}

/// A letter is known from the record that first speaks of it; further servers accept the same one again.
void Statistics::begin(const Record &record)
{
    const auto [place, isNew] = m_letters.try_emplace(record.mail);
    if (!isNew)
        return;
    const Key key = record.kind == Kind::LetterWritten ? Key::To : Key::Recipient;
    place->second.since = record.at;
    place->second.recipients = std::max<std::size_t>(1, allOf(record.facts, key).size());
    ++m_now.underWay;
}

void Statistics::leaveQueue(const Record &record)
{
    const auto place = m_waiting.find({record.mail, record.from});
    if (place == m_waiting.end())
        return;
    for (const std::string &recipient : allOf(record.facts, Key::Recipient)) {
        const auto found = place->second.find(recipient);
        if (found == place->second.end())
            continue;
        place->second.erase(found);
        --m_now.queued;
    }
    if (place->second.empty())
        m_waiting.erase(place);
}

/// A list may have more readers than the envelope had recipients: the letter has arrived with as many as it had.
void Statistics::arrive(const Record &record)
{
    const auto place = m_letters.find(record.mail);
    if (place == m_letters.end() || !place->second.isUnderWay())
        return;
    ++place->second.arrived;
    if (!place->second.isUnderWay())
        --m_now.underWay;
}

// ---- what was counted --------------------------------------------------------------------------------------------

std::span<const Statistics::Count> Statistics::counts(Index records) const
{
    return firstOf(m_counts, records, &Count::record);
}

std::span<const Statistics::Delivery> Statistics::deliveries(Index records) const
{
    return firstOf(m_deliveries, records, &Delivery::record);
}

std::span<const Index> Statistics::replies(ReplyClass kind, Index records) const
{
    const auto found = m_replies.find(kind);
    return found == m_replies.end() ? std::span<const Index>{}
                                    : firstOf(found->second, records, std::identity{});
}

std::vector<Statistics::Bucket> spread(std::span<const Statistics::Delivery> deliveries)
{
    std::vector<Statistics::Bucket> buckets;
    for (const Duration limit : kBucketLimits)
        buckets.push_back({limit, 0});
    for (const Statistics::Delivery &delivery : deliveries)
        ++std::ranges::lower_bound(buckets, delivery.took, {}, &Statistics::Bucket::limit)->deliveries;
    return buckets;
}

std::string commaSeparated(std::span<const Statistics::Count> counts)
{
    std::string text = "seconds,queued,under-way,delivered\r\n";
    for (const Statistics::Count &count : counts) {
        const auto micros = count.at.time_since_epoch().count();
        text += fmt::format("{}.{:06},{},{},{}\r\n", micros / 1'000'000, micros % 1'000'000, count.queued,
                            count.underWay, count.delivered);
    }
    return text;
}

} // namespace mf::story
