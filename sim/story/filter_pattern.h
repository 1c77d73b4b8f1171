// Regular expressions for filters: what a person types must not be able to stop the window, so the search
// takes time in proportion to pattern and text, whatever they are (a set of states walks over the text,
// nothing is tried twice).
#pragma once

#include "sim/base/phrase.h"

#include <bitset>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

/// Literals, `.`, `[a-z]`, `[^a-z]`, `\d \w \s`, `* + ?`, `|`, `( )`, `^`, `$`; a backslash before any
/// other sign means that sign. The case of ASCII letters does not count; octets are compared, not
/// characters.
class Pattern {
public:
    static constexpr std::size_t kLimitOctets = 200;
    static constexpr std::size_t kDepthLimit = 20; ///< of parentheses

    struct Error {
        std::size_t at = 0; ///< octets into the pattern
        Phrase message;
    };
    static std::expected<Pattern, Error> compile(std::string_view text);

    /// Whether it is found anywhere in `text`.
    bool isIn(std::string_view text) const;

private:
    friend class PatternCompiler;

    enum class Op : std::uint8_t { Octet, Any, Class, Begin, End, Split, Jump, Found };
    struct Step {
        Op op = Op::Found;
        unsigned char octet = 0;
        std::uint32_t first = 0, second = 0; // where it goes on; Class: first is the class
    };
    struct Walk;

    void enter(Walk &walk, std::uint32_t step, bool atBegin, bool atEnd) const;
    bool takes(const Step &step, char c) const;

    std::vector<Step> m_steps;
    std::vector<std::bitset<256>> m_classes;
};

} // namespace mf::story
