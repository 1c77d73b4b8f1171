#include "sim/story/filter.h"

#include "sim/base/ascii.h"
#include "sim/scenario/suggest.h"
#include "sim/scenario/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace mf::story {

namespace {

using Is = FilterTerm::Is;
using Token = FilterToken::Is;

/// "; did you mean ...?", or nothing where no field is called nearly so.
Phrase nearestField(const FilterToken &token)
{
    std::vector<std::string> names;
    for (const FilterField &field : filterFields())
        names.emplace_back(field.name);
    return schema::didYouMean(token.text, names);
}

/// Recursive descent; the first error stops it. Everything after an error is harmless nonsense that nobody
/// sees.
class FilterParser {
public:
    explicit FilterParser(std::string_view text) : m_text(text), m_tokens(filterTokens(text)) { }

    std::expected<Filter, Fault> parse()
    {
        if (peek().is == Token::End)
            fail(peek(), phrase("write what to look for, for example smtp.reply >= 400"));
        FilterTerm term = any(0);
        if (!m_fault && peek().is != Token::End)
            fail(peek(), afterwards());
        if (m_fault)
            return std::unexpected(*m_fault);
        return Filter(std::move(term));
    }

private:
    const FilterToken &peek() const { return m_tokens[m_at]; }
    const FilterToken &take() { return m_at + 1 < m_tokens.size() ? m_tokens[m_at++] : m_tokens.back(); }

    bool takeIf(std::string_view sign, std::string_view word = {})
    {
        const FilterToken &token = peek();
        const bool is = (token.is == Token::Sign && token.text == sign)
                        || (token.is == Token::Word && !word.empty() && ascii::equals(token.text, word));
        if (is)
            take();
        return is;
    }

    void failAt(std::size_t octet, Phrase message)
    {
        if (m_fault)
            return;
        const auto before = m_text.substr(0, octet);
        const auto isStart = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
        m_fault = Fault{
            {}, 1, int(std::ranges::count_if(before, isStart)) + 1, std::move(message), std::string(m_text)};
    }
    void fail(const FilterToken &token, Phrase message) { failAt(token.at, std::move(message)); }

    /// What to do about something that follows a whole test.
    Phrase afterwards() const
    {
        const FilterToken &token = peek();
        if (token.is == Token::Sign && token.text == ")")
            return phrase("this \")\" closes nothing; take it away");
        if (token.text == "=")
            return phrase("one = is not enough; write == for \"is equal\"");
        if (token.text == "&" || token.text == "|")
            return phrase("write {0}{0}, or {1}", token.text, token.text == "&" ? "and" : "or");
        if (token.text == "~")
            return phrase("write matches for a pattern");
        return phrase("{} cannot follow here; join two tests with && or ||", schema::quoted(token.text));
    }

    FilterTerm any(std::size_t depth) { return joined(Is::Or, depth); }

    FilterTerm joined(Is is, std::size_t depth)
    {
        const bool either = is == Is::Or;
        const auto part = [&] { return either ? joined(Is::And, depth) : negated(depth); };
        FilterTerm first = part();
        if (m_fault || !takeIf(either ? "||" : "&&", either ? "or" : "and"))
            return first;
        FilterTerm all{is, nullptr, {}, {}, {std::move(first)}, {}};
        do
            all.parts.push_back(part());
        while (!m_fault && takeIf(either ? "||" : "&&", either ? "or" : "and"));
        return all;
    }

    FilterTerm negated(std::size_t depth)
    {
        const FilterToken &token = peek();
        if (depth >= Filter::kDepthLimit) {
            fail(token, phrase("too many parentheses or negations inside each other"));
            return {};
        }
        if (takeIf("!", "not"))
            return {Is::Not, nullptr, {}, {}, {negated(depth + 1)}, {}};
        if (!takeIf("("))
            return test();
        FilterTerm inner = any(depth + 1);
        if (!m_fault && !takeIf(")"))
            peek().is == Token::End ? fail(token, phrase("this \"(\" is not closed; write its \")\""))
                                    : fail(peek(), afterwards());
        return inner;
    }

    FilterTerm test()
    {
        const FilterToken name = take();
        const FilterField *field = name.is == Token::Word ? filterField(name.text) : nullptr;
        if (!field) {
            fail(name, noField(name));
            return {};
        }
        const auto relation = relationHere();
        if (!relation)
            return {Is::There, field, {}, {}, {}, {}};
        const FilterToken sign = take();
        if (!std::ranges::count(relationsOf(field->type), *relation))
            fail(sign, whatFits(*field));
        FilterTerm compared{Is::Compared, field, *relation, {}, {}, {}};
        if (*relation == Relation::In)
            compared.values = set(*field);
        else
            compared.values.push_back(value(*field, *relation));
        if (*relation == Relation::Matches && !m_fault)
            compared.pattern = pattern(m_tokens[m_at - 1]);
        return compared;
    }

    static Phrase noField(const FilterToken &token)
    {
        if (token.is == Token::End)
            return phrase("something is missing here; write a field, for example smtp.reply");
        if (token.is != Token::Word)
            return phrase(
                "a test begins with a field, not with {}; for text anywhere write text contains \"...\"",
                schema::quoted(token.text));
        const Phrase nearest = nearestField(token);
        return phrase("there is no field {}{}", schema::quoted(token.text),
                      nearest.empty()
                          ? phrase("; for text anywhere write text contains {}", quotedValue(token.text))
                          : nearest);
    }

    std::optional<Relation> relationHere() const
    {
        const FilterToken &token = peek();
        if (token.is != Token::Sign && token.is != Token::Word)
            return std::nullopt;
        for (const Relation relation :
             {Relation::Equal, Relation::Unequal, Relation::Less, Relation::AtMost, Relation::More,
              Relation::AtLeast, Relation::In, Relation::Contains, Relation::Matches})
            if (ascii::equals(token.text, sign(relation)))
                return relation;
        return std::nullopt;
    }

    static Phrase whatFits(const FilterField &field)
    {
        switch (field.type) {
        case FieldType::Flag: return phrase("{} is so or is not; write it alone, or ! before it", field.name);
        case FieldType::Number:
            return phrase("{0} is a number; write for example {0} {1}", field.name, field.example);
        case FieldType::Time:
            return phrase("{0} is a time; write for example {0} {1}", field.name, field.example);
        case FieldType::Text:
            return phrase("{} is text; it takes ==, !=, contains, matches and in", field.name);
        }
        return {};
    }

    std::vector<FilterValue> set(const FilterField &field)
    {
        std::vector<FilterValue> values;
        const FilterToken open = peek();
        if (!takeIf("{")) {
            fail(open, phrase("after in come braces; write for example {} in {{{}}}", field.name,
                              field.type == FieldType::Number ? "400, 500..599"
                              : field.type == FieldType::Time ? "1s..2s"
                                                              : "one, two"));
            return values;
        }
        do {
            values.push_back(value(field, Relation::In));
            if (values.size() > Filter::kValuesLimit)
                fail(m_tokens[m_at - 1], phrase("too many values; {} are enough", Filter::kValuesLimit));
        } while (!m_fault && takeIf(","));
        if (!m_fault && !takeIf("}"))
            fail(peek(), peek().is == Token::End ? phrase("the \"}}\" is missing")
                                                 : phrase("write a comma before the next value"));
        return values;
    }

    FilterValue value(const FilterField &field, Relation relation)
    {
        const FilterToken token = take();
        if (m_fault)
            return {};
        if (token.is == Token::Unknown && token.text == "=")
            fail(token, phrase("a value cannot begin with =; write == for \"is equal\""));
        else if (token.is != Token::Word && token.is != Token::Quoted)
            fail(token,
                 phrase("a value is missing here; write for example {} {}", field.name, field.example));
        else if (!token.closed)
            fail(token, phrase("the text is not closed; write its second quotation mark"));
        if (m_fault)
            return {};
        return field.type == FieldType::Text ? textValue(field, token, relation)
                                             : numbers(field, token, relation);
    }

    FilterValue textValue(const FilterField &field, const FilterToken &token, Relation relation)
    {
        if (token.is == Token::Word && quotedValue(token.text) != token.text)
            fail(token, phrase("put it in quotation marks: {}", quotedValue(token.text)));
        const std::vector<std::string_view> possible = possibleValues(field);
        const bool whole = relation != Relation::Contains && relation != Relation::Matches;
        const auto isIt = [&](std::string_view one) { return ascii::equals(one, token.text); };
        if (whole && !possible.empty() && std::ranges::none_of(possible, isIt))
            fail(token, phrase("no {} is called {}{}", field.name, schema::quoted(token.text),
                               schema::didYouMean(token.text, {possible.begin(), possible.end()})));
        return {token.text, 0, 0};
    }

    FilterValue numbers(const FilterField &field, const FilterToken &token, Relation relation)
    {
        const std::string_view text = token.text;
        const std::size_t dots = text.find("..");
        if (dots != text.npos && relation != Relation::In) {
            fail(token, phrase("a range stands in braces; write {} in {{{}}}", field.name, text));
            return {};
        }
        const std::int64_t low = number(field, text.substr(0, dots), token.at);
        const std::int64_t high =
            dots == text.npos ? low : number(field, text.substr(dots + 2), token.at + dots + 2);
        if (high < low)
            fail(token, phrase("the range runs backwards; write the smaller end first"));
        return {{}, low, high};
    }

    std::int64_t number(const FilterField &field, std::string_view text, std::size_t at)
    {
        if (field.type == FieldType::Time) {
            const auto duration = schema::parseDuration(text);
            if (!duration)
                failAt(at, duration.error());
            return duration ? duration->count() : 0;
        }
        const auto number = ascii::number<std::uint64_t>(text);
        if (!number || *number > schema::kQuantityLimit) {
            failAt(at, whatFits(field));
            return 0;
        }
        return static_cast<std::int64_t>(*number);
    }

    std::shared_ptr<const Pattern> pattern(const FilterToken &token)
    {
        auto compiled = Pattern::compile(token.text);
        if (compiled)
            return std::make_shared<const Pattern>(std::move(*compiled));
        const std::size_t inside = token.is == Token::Quoted ? 1 + compiled.error().at : compiled.error().at;
        failAt(std::min(token.at + inside, token.until), compiled.error().message);
        return nullptr;
    }

    std::string_view m_text; // of the call that made this
    std::vector<FilterToken> m_tokens;
    std::size_t m_at = 0;
    std::optional<Fault> m_fault;
};

/// Whether a word joins or compares, as a filter's words do.
bool isOperator(std::string_view word)
{
    constexpr std::string_view operators[] = {"and", "or", "not", "in", "contains", "matches"};
    return std::ranges::any_of(operators, [&](std::string_view one) { return ascii::equals(one, word); });
}

} // namespace

std::optional<std::string> asSearch(std::string_view typed)
{
    const std::vector<FilterToken> tokens = filterTokens(typed);
    const FilterToken &first = tokens.front();
    if (first.is == Token::End || Filter::parse(typed) || filterField(first.text)
        || !nearestField(first).empty())
        return std::nullopt;
    const bool plain = std::all_of(tokens.begin(), tokens.end() - 1, [](const FilterToken &token) {
        return token.is == Token::Word && !isOperator(token.text);
    });
    if (!plain && !(first.is == Token::Quoted && tokens.size() == 2))
        return std::nullopt;
    const std::string_view words = typed.substr(first.at, tokens[tokens.size() - 2].until - first.at);
    return fmt::format("text contains {}", quotedValue(plain ? words : first.text));
}

std::expected<Filter, Fault> Filter::parse(std::string_view text)
{
    if (text.size() > kLimitOctets)
        return std::unexpected(
            Fault{{}, 1, 1, phrase("the filter is longer than {} octets; shorten it", kLimitOctets), {}});
    return FilterParser(text).parse();
}

} // namespace mf::story
