// The filter language of the events, in the spirit of Wireshark's display filters:
//
//     smtp.reply >= 400 && node == "mx.example.net"
//
//     or         := and (("||" | "or") and)*
//     and        := not (("&&" | "and") not)*
//     not        := ("!" | "not") not | "(" or ")" | test
//     test       := field [relation value | "in" "{" value [".." value] ("," ...)* "}"]
//     relation   := "==" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "matches"
//
// A field alone asks whether the record has it. A field with several values passes if one of them does;
// `!=` asks that there is a value and none of them is equal.
#pragma once

#include "sim/base/fault.h"
#include "sim/story/filter_fields.h"
#include "sim/story/filter_pattern.h"

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

enum class Relation : std::uint8_t { Equal, Unequal, Less, AtMost, More, AtLeast, In, Contains, Matches };

/// "==", "contains".
std::string_view sign(Relation relation);
/// Those that a field of this type takes, in the order in which they are offered.
std::vector<Relation> relationsOf(FieldType type);

/// What a field is compared with: text, or a range of numbers (one number: both are the same).
struct FilterValue {
    std::string text;
    std::int64_t low = 0, high = 0;

    friend bool operator==(const FilterValue &, const FilterValue &) = default;
};

/// A test, or tests joined. A value; what is equal tests the same.
struct FilterTerm {
    enum class Is : std::uint8_t { There, Compared, Not, And, Or };

    Is is = Is::There;
    const FilterField *field = nullptr; ///< There, Compared
    Relation relation = Relation::Equal;
    std::vector<FilterValue> values;        ///< Compared: one; of In one or more
    std::vector<FilterTerm> parts;          ///< Not: one; And, Or: two or more
    std::shared_ptr<const Pattern> pattern; ///< of Matches: made from the value

    friend bool operator==(const FilterTerm &a, const FilterTerm &b)
    {
        return a.is == b.is && a.field == b.field && a.relation == b.relation && a.values == b.values
               && a.parts == b.parts;
    }
};

class Filter {
public:
    static constexpr std::size_t kLimitOctets = 4096;
    static constexpr std::size_t kDepthLimit = 32;   ///< of parentheses and negations
    static constexpr std::size_t kValuesLimit = 100; ///< between the braces of `in`

    explicit Filter(FilterTerm term) : m_term(std::move(term)) { }

    /// The fault's column is where the person should look, and its message says what to write there. "" is
    /// a fault, too: no filter is no Filter.
    static std::expected<Filter, Fault> parse(std::string_view text);

    bool passes(const Record &record, const FilterSight &sight) const;
    /// The one form of this filter: parse(print()) is equal to it.
    std::string print() const;
    const FilterTerm &term() const { return m_term; }

    friend bool operator==(const Filter &, const Filter &) = default;

private:
    FilterTerm m_term;
};

/// A piece of a filter's text, for whoever reads or completes one.
struct FilterToken {
    enum class Is : std::uint8_t { Word, Quoted, Sign, Unknown, End };

    Is is = Is::End;
    std::string text;              ///< of Quoted: what it says
    std::size_t at = 0, until = 0; ///< octets
    bool closed = true;            ///< Quoted: has its second quotation mark
};
/// All of them; the last is End.
std::vector<FilterToken> filterTokens(std::string_view text);

/// What words mean that stand alone and begin with no field: that text, anywhere. Nothing: it is a filter, or
/// tries to be one.
std::optional<std::string> asSearch(std::string_view typed);

/// A value as it has to be written: in quotation marks where it needs them.
std::string quotedValue(std::string_view value);

} // namespace mf::story
