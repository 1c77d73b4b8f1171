#include "sim/story/filter.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"
#include "sim/scenario/values.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::story {

namespace {

using Is = FilterTerm::Is;

constexpr std::string_view kRelations[] = {"==", "!=", "<", "<=", ">", ">=", "in", "contains", "matches"};

bool isWithin(std::string_view text, std::string_view piece)
{
    return std::ranges::search(text, piece, {}, ascii::lower, ascii::lower).begin() != text.end()
           || piece.empty();
}

bool isOneOf(const FilterTerm &test, const FieldValue &value)
{
    const bool text = test.field->type == FieldType::Text;
    return std::ranges::any_of(test.values, [&](const FilterValue &wanted) {
        return text ? ascii::equals(value.text, wanted.text)
                    : wanted.low <= value.number && value.number <= wanted.high;
    });
}

bool agrees(const FilterTerm &test, const FieldValue &value)
{
    const FilterValue &wanted = test.values.front();
    switch (test.relation) {
    case Relation::Equal:
    case Relation::Unequal:
    case Relation::In: return isOneOf(test, value);
    case Relation::Less: return value.number < wanted.low;
    case Relation::AtMost: return value.number <= wanted.low;
    case Relation::More: return value.number > wanted.low;
    case Relation::AtLeast: return value.number >= wanted.low;
    case Relation::Contains: return isWithin(value.text, wanted.text);
    case Relation::Matches: return test.pattern->isIn(value.text);
    }
    return false;
}

bool passesTest(const FilterTerm &test, const Record &record, const FilterSight &sight)
{
    bool there = false, agreed = false;
    test.field->visit(record, sight, [&](const FieldValue &value) {
        there = true;
        agreed |= test.is == Is::There || agrees(test, value);
    });
    return there && (test.is == Is::Compared && test.relation == Relation::Unequal ? !agreed : agreed);
}

bool passesTerm(const FilterTerm &term, const Record &record, const FilterSight &sight)
{
    const auto passes = [&](const FilterTerm &part) { return passesTerm(part, record, sight); };
    switch (term.is) {
    case Is::There:
    case Is::Compared: return passesTest(term, record, sight);
    case Is::Not: return !passes(term.parts.front());
    case Is::And: return std::ranges::all_of(term.parts, passes);
    case Is::Or: return std::ranges::any_of(term.parts, passes);
    }
    return false;
}

// ---- printing ---------------------------------------------------------------------------------------------

std::string printedValue(const FilterValue &value, FieldType type)
{
    const auto number = [&](std::int64_t n) {
        return type == FieldType::Time ? schema::printDuration(Duration(n)) : std::to_string(n);
    };
    if (type == FieldType::Text)
        return quotedValue(value.text);
    return value.low == value.high ? number(value.low)
                                   : fmt::format("{}..{}", number(value.low), number(value.high));
}

std::string printedTest(const FilterTerm &test)
{
    std::string values;
    for (const FilterValue &value : test.values)
        values += fmt::format("{}{}", values.empty() ? "" : ", ", printedValue(value, test.field->type));
    if (test.relation == Relation::In)
        values = fmt::format("{{{}}}", values);
    return fmt::format("{} {} {}", test.field->name, sign(test.relation), values);
}

std::string printedTerm(const FilterTerm &term)
{
    switch (term.is) {
    case Is::There: return std::string(term.field->name);
    case Is::Compared: return printedTest(term);
    case Is::Not: {
        const FilterTerm &part = term.parts.front();
        const bool bare = part.is == Is::There || part.is == Is::Not;
        return bare ? '!' + printedTerm(part) : fmt::format("!({})", printedTerm(part));
    }
    case Is::And:
    case Is::Or: break;
    }
    std::string out;
    for (const FilterTerm &part : term.parts) {
        const bool bare = part.is != Is::Or && (part.is != Is::And || term.is == Is::Or);
        out += fmt::format("{}{}",
                           out.empty()          ? ""
                           : term.is == Is::And ? " && "
                                                : " || ",
                           bare ? printedTerm(part) : fmt::format("({})", printedTerm(part)));
    }
    return out;
}

} // namespace

std::string_view sign(Relation relation) { return kRelations[static_cast<std::size_t>(relation)]; }

std::vector<Relation> relationsOf(FieldType type)
{
    using enum Relation;
    switch (type) {
    case FieldType::Flag: return {};
    case FieldType::Number:
    case FieldType::Time: return {Equal, Unequal, Less, AtMost, More, AtLeast, In};
    case FieldType::Text: return {Equal, Unequal, Contains, Matches, In};
    }
    return {};
}

bool Filter::passes(const Record &record, const FilterSight &sight) const
{
    return passesTerm(m_term, record, sight);
}

std::string Filter::print() const { return printedTerm(m_term); }

} // namespace mf::story
