// What is said to a person, in whichever language it is asked for: an English pattern, and what is put into it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace mf {

/// Another language's pattern for an English one; "" where it has none. Its places may be in another order.
using Translation = std::string_view (*)(std::string_view english);

class Phrase {
public:
    Phrase() = default;
    /// The same in every language: a name, what somebody wrote. Sentences are made by phrase().
    explicit Phrase(std::string text) : m_text(std::move(text)) { }
    Phrase(std::string_view pattern, std::vector<Phrase> values)
        : m_text(pattern)
        , m_values(std::move(values))
        , m_isPattern(true)
    { }

    bool empty() const { return m_text.empty(); }
    std::string text(Translation into = nullptr) const; ///< English without one

    friend bool operator==(const Phrase &, const Phrase &) = default;

private:
    std::string m_text; // or the pattern
    std::vector<Phrase> m_values;
    bool m_isPattern = false;
};

/// A stretch of a pattern: text, or the place of a value.
struct PatternPiece {
    static constexpr std::size_t kNoPlace = std::string_view::npos;
    std::string_view text;
    std::size_t value = kNoPlace;
};

/// Takes the first piece off. Places are `{}`, each for the `next` value, or `{0}`; `{{` and `}}` are braces.
constexpr PatternPiece takePiece(std::string_view &pattern, std::size_t &next)
{
    const auto take = [&pattern](std::size_t octets) {
        const std::string_view taken = pattern.substr(0, octets);
        pattern.remove_prefix(taken.size());
        return taken;
    };
    if (pattern.starts_with("{{") || pattern.starts_with("}}"))
        return {take(2).substr(1)};
    if (pattern.starts_with("{}")) {
        take(2);
        return {{}, next++};
    }
    if (pattern.size() > 2 && pattern[0] == '{' && pattern[1] >= '0' && pattern[1] <= '9'
        && pattern[2] == '}')
        return {{}, static_cast<std::size_t>(take(3)[1] - '0')};
    return {take(pattern.find_first_of("{}", 1))};
}

/// How many values a pattern has places for.
constexpr std::size_t placesIn(std::string_view pattern)
{
    std::size_t places = 0;
    for (std::size_t next = 0; !pattern.empty();)
        if (const PatternPiece piece = takePiece(pattern, next); piece.value != PatternPiece::kNoPlace)
            places = piece.value < places ? places : piece.value + 1;
    return places;
}

/// A literal in English; one with other than so many places does not compile.
template <std::size_t kPlaces>
struct English {
    consteval English(const char *literal) : pattern(literal)
    {
        if (placesIn(pattern) != kPlaces)
            hasOtherPlaces();
    }
    std::string_view pattern;

private:
    static void hasOtherPlaces();
};
English(const char *)->English<0>; // for tables

/// What stands in a place: another phrase, a number, a text as it is.
template <typename Value>
Phrase phraseOf(const Value &value)
{
    if constexpr (std::is_same_v<Value, Phrase>)
        return value;
    else if constexpr (std::is_arithmetic_v<Value>)
        return Phrase(std::to_string(value));
    else
        return Phrase(std::string(std::string_view(value)));
}

/// `phrase("no node {}{}", quoted(name), hint)`. Every language has to have the pattern: tests look for it in the sources.
template <typename... Values>
Phrase phrase(English<sizeof...(Values)> english, const Values &...values)
{
    std::vector<Phrase> all;
    all.reserve(sizeof...(values));
    (all.push_back(phraseOf(values)), ...);
    return Phrase(english.pattern, std::move(all));
}

} // namespace mf
