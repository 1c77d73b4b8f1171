#include "sim/story/filter_pattern.h"

#include "sim/base/ascii.h"

#include <algorithm>

namespace mf::story {

// ---- compiling --------------------------------------------------------------------------------------------

/// Recursive descent over `alternatives := sequence ("|" sequence)*`. Every piece is a run of steps that
/// goes on behind
/// its end, so that pieces can be moved and joined.
class PatternCompiler {
public:
    explicit PatternCompiler(std::string_view text) : m_text(text) { }

    std::expected<Pattern, Pattern::Error> compile()
    {
        Piece whole = alternatives(0);
        if (m_error.message.empty() && m_at < m_text.size())
            fail(m_at, phrase("this \")\" closes nothing; write \\) for the sign itself"));
        if (!m_error.message.empty())
            return std::unexpected(m_error);
        whole.push_back({Op::Found});
        m_pattern.m_steps = std::move(whole);
        return std::move(m_pattern);
    }

private:
    using Op = Pattern::Op;
    using Step = Pattern::Step;
    using Piece = std::vector<Step>; // where steps go on is counted from the piece's beginning

    bool atEnd() const { return m_at >= m_text.size() || !m_error.message.empty(); }

    void fail(std::size_t at, Phrase message)
    {
        if (m_error.message.empty())
            m_error = {at, std::move(message)};
    }

    static void append(Piece &piece, const Piece &more)
    {
        const auto offset = static_cast<std::uint32_t>(piece.size());
        for (Step step : more) {
            if (step.op == Op::Split || step.op == Op::Jump) {
                step.first += offset;
                step.second += offset;
            }
            piece.push_back(step);
        }
    }

    static Step fork(std::size_t first, std::size_t second)
    {
        return {Op::Split, 0, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second)};
    }
    static Step jump(std::size_t to) { return {Op::Jump, 0, static_cast<std::uint32_t>(to), 0}; }

    Piece alternatives(std::size_t depth)
    {
        Piece piece = sequence(depth);
        while (!atEnd() && m_text[m_at] == '|') {
            ++m_at;
            const Piece other = sequence(depth);
            Piece both{fork(1, piece.size() + 2)};
            append(both, piece);
            both.push_back(jump(both.size() + 1 + other.size()));
            append(both, other);
            piece = std::move(both);
        }
        return piece;
    }

    Piece sequence(std::size_t depth)
    {
        Piece piece;
        while (!atEnd() && m_text[m_at] != '|' && m_text[m_at] != ')')
            append(piece, repeated(depth));
        return piece;
    }

    Piece repeated(std::size_t depth)
    {
        Piece one = single(depth);
        while (!atEnd() && (m_text[m_at] == '*' || m_text[m_at] == '+' || m_text[m_at] == '?')) {
            const char how = m_text[m_at++];
            Piece piece;
            if (how != '+')
                piece.push_back(fork(1, one.size() + (how == '*' ? 2 : 1)));
            append(piece, one);
            if (how == '*')
                piece.push_back(jump(0));
            else if (how == '+')
                piece.push_back(fork(0, one.size() + 1));
            one = std::move(piece);
        }
        return one;
    }

    Piece single(std::size_t depth)
    {
        const std::size_t at = m_at;
        const char c = m_text[m_at++];
        switch (c) {
        case '(': return group(at, depth);
        case '[': return {classStep(bracket(at))};
        case '.': return {{Op::Any}};
        case '^': return {{Op::Begin}};
        case '$': return {{Op::End}};
        case '\\': return {escaped(at)};
        case '*':
        case '+':
        case '?':
            fail(at, phrase("there is nothing here to repeat; write a \\ before the sign itself"));
            return {};
        default: return {octet(c)};
        }
    }

    Piece group(std::size_t at, std::size_t depth)
    {
        if (depth >= Pattern::kDepthLimit) {
            fail(at, phrase("too many parentheses inside each other"));
            return {};
        }
        Piece piece = alternatives(depth + 1);
        if (m_at >= m_text.size() || m_text[m_at] != ')')
            fail(at, phrase("this \"(\" is not closed; write \\( for the sign itself"));
        ++m_at;
        return piece;
    }

    static Step octet(char c) { return {Op::Octet, static_cast<unsigned char>(ascii::lower(c))}; }

    Step classStep(const std::bitset<256> &octets)
    {
        m_pattern.m_classes.push_back(octets);
        return {Op::Class, 0, static_cast<std::uint32_t>(m_pattern.m_classes.size() - 1)};
    }

    Step escaped(std::size_t at)
    {
        if (m_at >= m_text.size()) {
            fail(at, phrase("a \\ at the end stands for nothing; write \\\\ for the sign itself"));
            return {};
        }
        const char c = m_text[m_at++];
        std::bitset<256> octets;
        for (unsigned i = 0; i < 256; ++i) {
            const auto o = static_cast<char>(i);
            octets[i] = c == 'd'   ? ascii::isDigit(o)
                        : c == 'w' ? ascii::isDigit(o) || ascii::isAlpha(o) || o == '_'
                        : c == 's' ? o == ' ' || (o >= '\t' && o <= '\r')
                                   : false;
        }
        return octets.any() ? classStep(octets) : octet(c);
    }

    std::bitset<256> bracket(std::size_t at)
    {
        std::bitset<256> octets;
        const bool others = m_at < m_text.size() && m_text[m_at] == '^';
        m_at += others;
        for (bool first = true; m_at < m_text.size() && (first || m_text[m_at] != ']'); first = false) {
            const auto low = member();
            auto high = low;
            if (m_at + 1 < m_text.size() && m_text[m_at] == '-' && m_text[m_at + 1] != ']') {
                ++m_at;
                high = member();
            }
            if (high < low)
                fail(at, phrase("a range in \"[ ]\" runs backwards"));
            for (unsigned i = low; i <= high; ++i) {
                octets.set(static_cast<unsigned char>(ascii::lower(static_cast<char>(i))));
                octets.set(static_cast<unsigned char>(ascii::upper(static_cast<char>(i))));
            }
        }
        if (m_at >= m_text.size())
            fail(at, phrase("this \"[\" is not closed; write \\[ for the sign itself"));
        ++m_at;
        return others ? ~octets : octets;
    }

    unsigned char member()
    {
        if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
            ++m_at;
        return static_cast<unsigned char>(m_text[m_at++]);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    Pattern m_pattern;
    Pattern::Error m_error;
};

std::expected<Pattern, Pattern::Error> Pattern::compile(std::string_view text)
{
    if (text.size() > kLimitOctets)
        return std::unexpected(
            Error{kLimitOctets, phrase("the pattern is longer than {} octets; shorten it", kLimitOctets)});
    return PatternCompiler(text).compile();
}

// ---- searching --------------------------------------------------------------------------------------------

/// The steps that the search is at, each once.
struct Pattern::Walk {
    explicit Walk(std::size_t steps) : seen(steps) { }

    void clear()
    {
        seen.assign(seen.size(), false);
        at.clear();
    }

    std::vector<bool> seen;
    std::vector<std::uint32_t> at, pending;
    bool found = false;
};

/// Adds a step, and what is reached from it without an octet.
void Pattern::enter(Walk &walk, std::uint32_t step, bool atBegin, bool atEnd) const
{
    walk.pending.push_back(step);
    while (!walk.pending.empty()) {
        const std::uint32_t index = walk.pending.back();
        walk.pending.pop_back();
        if (walk.seen[index])
            continue;
        walk.seen[index] = true;
        const Step &here = m_steps[index];
        switch (here.op) {
        case Op::Found: walk.found = true; break;
        case Op::Jump: walk.pending.push_back(here.first); break;
        case Op::Split:
            walk.pending.push_back(here.second);
            walk.pending.push_back(here.first);
            break;
        case Op::Begin:
            if (atBegin)
                walk.pending.push_back(index + 1);
            break;
        case Op::End:
            if (atEnd)
                walk.pending.push_back(index + 1);
            break;
        case Op::Octet:
        case Op::Any:
        case Op::Class: walk.at.push_back(index); break;
        }
    }
}

bool Pattern::takes(const Step &step, char c) const
{
    if (step.op == Op::Octet)
        return step.octet == static_cast<unsigned char>(ascii::lower(c));
    return step.op == Op::Any || m_classes[step.first][static_cast<unsigned char>(c)];
}

bool Pattern::isIn(std::string_view text) const
{
    Walk now(m_steps.size()), then(m_steps.size());
    for (std::size_t i = 0;; ++i) {
        enter(now, 0, i == 0, i == text.size());
        if (now.found || i == text.size())
            return now.found;
        then.clear();
        for (const std::uint32_t index : now.at)
            if (takes(m_steps[index], text[i]))
                enter(then, index + 1, false, i + 1 == text.size());
        then.found |= now.found;
        std::swap(now, then);
    }
}

} // namespace mf::story
