#include "sim/story/filter_run.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <set>

namespace mf::story {

namespace {

using TokenIs = FilterToken::Is;

/// Longer values are no help to anybody who types.
constexpr std::size_t kSeenValueLimitOctets = 60;

std::optional<Relation> relationIn(const FilterToken &token)
{
    constexpr std::size_t count = static_cast<std::size_t>(Relation::Matches) + 1;
    for (std::size_t i = 0; i < count; ++i)
        if (token.is != TokenIs::Quoted && ascii::equals(token.text, sign(static_cast<Relation>(i))))
            return static_cast<Relation>(i);
    return std::nullopt;
}

bool joins(const FilterToken &token)
{
    constexpr std::string_view signs[] = {"&&", "||", "!", "(", "and", "or", "not"};
    return token.is != TokenIs::Quoted && std::ranges::any_of(signs, [&](std::string_view one) {
               return ascii::equals(one, token.text);
           });
}

/// What the tokens before the cursor ask for: replayed from the left, as the parser would.
class Expected {
public:
    void after(const FilterToken &token)
    {
        if (joins(token)) {
            *this = Expected{};
        } else if (m_at == At::Field) {
            m_field = token.is == TokenIs::Word ? filterField(token.text) : nullptr;
            m_at = At::Relation;
        } else if (m_at == At::Relation && relationIn(token)) {
            m_at = relationIn(token) == Relation::In ? At::Brace : At::Value;
        } else if (m_at == At::Brace) {
            m_at = At::SetValue;
        } else if (m_at == At::SetValue) {
            m_at = token.text == "}" ? At::Joint : At::SetComma;
        } else if (m_at == At::SetComma) {
            m_at = token.text == "}" ? At::Joint : At::SetValue;
        } else {
            m_at = At::Joint;
        }
    }

    std::vector<std::string> words(const SeenValues &seen) const
    {
        std::vector<std::string> all;
        switch (m_at) {
        case At::Field:
            for (const FilterField &field : filterFields())
                all.emplace_back(field.name);
            break;
        case At::Relation:
            if (m_field)
                for (const Relation relation : relationsOf(m_field->type))
                    all.emplace_back(sign(relation));
            all.insert(all.end(), {"&&", "||"});
            break;
        case At::Value:
        case At::SetValue:
            if (m_field)
                all = seen(*m_field);
            break;
        case At::Brace: all = {"{"}; break;
        case At::SetComma: all = {",", "}"}; break;
        case At::Joint: all = {"&&", "||"}; break;
        }
        return all;
    }

private:
    enum class At : std::uint8_t { Field, Relation, Value, Brace, SetValue, SetComma, Joint };
    At m_at = At::Field;
    const FilterField *m_field = nullptr;
};

} // namespace

void FilterRun::advance(const Trace &trace, Index end, Index count)
{
    end = std::min<Index>(end, trace.size());
    for (; m_examined < end && count > 0; ++m_examined, --count) {
        const Record &record = trace[m_examined];
        if (record.kind == Kind::LetterWritten && record.facts.has(Key::Letter))
            m_sight.letters.emplace(record.mail, record.facts.text(Key::Letter));
        if (m_filter.passes(record, m_sight))
            m_found.push_back(m_examined);
    }
}

std::size_t FilterRun::foundBefore(Index records) const
{
    return static_cast<std::size_t>(std::ranges::lower_bound(m_found, records) - m_found.begin());
}

std::vector<std::string> seenValues(const FilterField &field, const Trace &trace, Index records,
                                    const FilterSight &sight)
{
    if (field.type == FieldType::Time || field.name == "text")
        return {}; // too many to choose from
    std::set<std::string> texts;
    std::set<std::int64_t> numbers;
    const Index end = std::min({records, static_cast<Index>(trace.size()), kSeenRecordsLimit});
    for (Index i = 0; i < end && texts.size() + numbers.size() < kSeenValuesLimit; ++i)
        field.visit(trace[i], sight, [&](const FieldValue &value) {
            if (field.type == FieldType::Number)
                numbers.insert(value.number);
            else if (value.text.size() <= kSeenValueLimitOctets)
                texts.insert(quotedValue(value.text));
        });
    std::vector<std::string> all(texts.begin(), texts.end());
    for (const std::int64_t number : numbers)
        all.push_back(std::to_string(number));
    return all;
}

FilterCompletion completionAt(std::string_view text, std::size_t cursor, const SeenValues &seen)
{
    FilterCompletion completion{cursor, cursor, {}};
    Expected expected;
    std::string prefix;
    for (const FilterToken &token : filterTokens(text.substr(0, cursor))) {
        if (token.is == TokenIs::End)
            break;
        const bool typed =
            token.until == cursor && (token.is != TokenIs::Quoted || !token.closed)
            && !(token.is == TokenIs::Sign && (joins(token) || token.text == "{" || token.text == ","));
        if (!typed) {
            expected.after(token);
            continue;
        }
        completion.from = token.at;
        prefix = text.substr(token.at, cursor - token.at);
    }
    for (std::string &word : expected.words(seen))
        if (ascii::startsWith(word, prefix) && word != prefix)
            completion.words.push_back(std::move(word));
    return completion;
}

} // namespace mf::story
