#include "sim/story/journey.h"

#include "sim/world/world.h"

#include <map>

namespace mf::story {

namespace {

/// Who wrote it to whom, from the first record that knows: writing it, or, of a real client's letter,
/// accepting it.
void describe(Journey &journey, const Record &record)
{
    if (record.kind != Kind::LetterWritten && record.kind != Kind::LetterAccepted)
        return;
    if (journey.letter.empty())
        journey.letter = record.facts.text(Key::Letter);
    if (!journey.to.empty())
        return;
    journey.from = record.facts.text(Key::From);
    journey.subject = record.facts.text(Key::Subject);
    journey.to = allOf(record.facts, record.kind == Kind::LetterWritten ? Key::To : Key::Recipient);
}

} // namespace

std::vector<std::string> allOf(const Facts &facts, Key key)
{
    std::vector<std::string> values;
    facts.forEach([&](Key at, std::string_view text) {
        if (at == key)
            values.emplace_back(text);
    });
    return values;
}

std::optional<Fate> fateOf(const Record &record) { return mf::fateOf(record.kind); }

std::vector<Journey> journeys(const Trace &trace, Index records)
{
    std::vector<Journey> found;
    std::map<MailId, std::size_t> places;
    for (std::size_t i = 0; i < trace.size() && i < records; ++i) {
        const Record &record = trace[i];
        const auto fate = fateOf(record);
        if (const auto place = places.find(record.mail);
            record.kind == Kind::RetryScheduled && place != places.end())
            found[place->second].retries.push_back(
                {record.from, static_cast<std::size_t>(record.facts.number(Key::Attempt).value_or(0))});
        if (!fate || record.mail == MailId::None)
            continue;
        const auto [place, isNew] = places.emplace(record.mail, found.size());
        if (isNew)
            found.emplace_back().mail = record.mail;
        Journey &journey = found[place->second];
        describe(journey, record);
        const std::vector<std::string> recipients = allOf(record.facts, Key::Recipient);
        journey.stages.push_back({record.id, *fate, record.at, record.from,
                                  recipients.size() == 1 ? recipients.front() : std::string()});
    }
    return found;
}

} // namespace mf::story
