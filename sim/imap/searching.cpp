#include "sim/imap/searching.h"

#include "sim/imap/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf::imap {

namespace {

using Command = SearchProgram::Command;

} // namespace

Searching::Searching(SearchProgram program, Numbering numbering)
    : m_program(std::move(program))
    , m_numbering(numbering)
    , m_asksModSeq(asksModSeq(m_program.key))
{ }

bool Searching::take(const LetterToSearch &letter)
{
    // What can be known without the letter's text is looked at first: UNSEEN is cheaper than BODY.
    Match match =
        matches(m_program.key, {letter.number, letter.letter, letter.flags, nullptr, letter.modSeq});
    if (match == Match::NeedsLetter && letter.message)
        match = matches(m_program.key, letter);
    if (match == Match::No)
        return true;
    const bool wantsLetter = m_program.command == Command::Thread || needsLetter(m_program.sort);
    if (match == Match::NeedsLetter || (wantsLetter && !letter.message))
        return false;
    const std::uint32_t number = m_numbering == Numbering::Uid ? letter.letter.uid : letter.number;
    if (m_program.command == Command::Thread)
        m_toThread.push_back(letterToThread(number, letter));
    else
        m_found.push_back({number, letter.modSeq, sortValues(m_program.sort, letter)});
    return true;
}

std::string_view Searching::verb() const
{
    if (m_program.returns.any())
        return "ESEARCH";
    constexpr std::string_view verbs[] = {"SEARCH", "SORT", "THREAD"};
    return verbs[static_cast<std::size_t>(m_program.command)];
}

std::string Searching::tell(std::string_view tag)
{
    if (m_program.command == Command::Thread) {
        const std::string list = threads(m_program.threadBy, m_toThread);
        return list.empty() ? "THREAD" : fmt::format("THREAD {}", list);
    }
    std::ranges::stable_sort(m_found, [this](const Found &one, const Found &other) {
        return sortsBefore(m_program.sort, one.values, other.values);
    });
    return m_program.returns.any() ? tellReturns(tag) : tellNumbers();
}

std::string Searching::tellNumbers() const
{
    std::string line(verb());
    for (const Found &found : m_found)
        fmt::format_to(std::back_inserter(line), " {}", found.number);
    if (m_asksModSeq && !m_found.empty())
        fmt::format_to(std::back_inserter(line), " (MODSEQ {})", modSeqToTell());
    return line;
}

/// RFC 4731 section 3.1: of nothing found only the COUNT is told. Of SORT, the first and the last in its order
/// (RFC 5267 section 3.2).
std::string Searching::tellReturns(std::string_view tag) const
{
    const SearchReturns returns = m_program.returns;
    std::string line = "ESEARCH (TAG ";
    appendString(line, tag);
    line += m_numbering == Numbering::Uid ? ") UID" : ")";
    const auto put = [&line](std::string_view name, const auto &value) {
        fmt::format_to(std::back_inserter(line), " {} {}", name, value);
    };
    if (returns.has(SearchReturns::Count))
        put("COUNT", m_found.size());
    if (m_found.empty())
        return line;
    if (returns.has(SearchReturns::Min))
        put("MIN", m_found.front().number);
    if (returns.has(SearchReturns::Max))
        put("MAX", m_found.back().number);
    if (returns.has(SearchReturns::All)) {
        std::vector<std::uint32_t> numbers;
        for (const Found &found : m_found)
            numbers.push_back(found.number);
        put("ALL", print(setOf(numbers)));
    }
    if (m_asksModSeq)
        put("MODSEQ", modSeqToTell());
    return line;
}

/// RFC 7162 section 3.1.6: the highest of all that is told; where only MIN or MAX is, theirs.
std::uint64_t Searching::modSeqToTell() const
{
    const SearchReturns returns = m_program.returns;
    if (returns.any() && !returns.has(SearchReturns::All) && !returns.has(SearchReturns::Count)) {
        const std::uint64_t first = returns.has(SearchReturns::Min) ? m_found.front().modSeq : 0;
        const std::uint64_t last = returns.has(SearchReturns::Max) ? m_found.back().modSeq : 0;
        return std::max(first, last);
    }
    return std::ranges::max(m_found, {}, &Found::modSeq).modSeq;
}

} // namespace mf::imap
