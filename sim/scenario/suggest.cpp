#include "sim/scenario/suggest.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace mf::schema {

std::size_t editDistance(std::string_view a, std::string_view b)
{
    // Three rows of the table of optimal string alignment: the one before the last is for swapped neighbours.
    std::array<std::vector<std::size_t>, 3> rows;
    for (std::vector<std::size_t> &row : rows)
        row.resize(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const std::vector<std::size_t> &last = rows[(i - 1) % 3], &beforeLast = rows[(i + 1) % 3];
        std::vector<std::size_t> &row = rows[i % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
    }
    return rows[a.size() % 3][b.size()];
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string> &candidates)
{
    if (word.empty() || word.size() > kSuggestionLimitOctets)
        return std::nullopt;
    const std::string folded = ascii::toLower(word);
    std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::optional<std::string> found;
    for (const std::string &candidate : candidates) {
        const std::size_t longer = std::max(candidate.size(), word.size()),
                          shorter = std::min(candidate.size(), word.size());
        if (longer - shorter >= best || candidate.size() > kSuggestionLimitOctets)
            continue;
        const std::size_t distance = editDistance(folded, ascii::toLower(candidate));
        if (distance < best && distance < candidate.size()) {
            best = distance;
            found = candidate;
        }
    }
    return found;
}

std::string quoted(std::string_view text)
{
    constexpr std::size_t limit = 80;
    return text.size() <= limit ? fmt::format("\"{}\"", text)
                                : fmt::format("\"{}...\"", text.substr(0, limit));
}

Phrase didYouMean(std::string_view word, const std::vector<std::string> &candidates)
{
    const auto meant = nearest(word, candidates);
    return meant ? phrase("; did you mean \"{}\"?", *meant) : Phrase();
}

Phrase inWords(const std::vector<std::string> &words, std::size_t limit)
{
    if (words.empty())
        return {};
    if (limit < words.size())
        return Phrase(
            fmt::format("{}, ...", fmt::join(words.begin(), words.begin() + std::ptrdiff_t(limit), ", ")));
    if (words.size() == 1)
        return Phrase(words.front());
    return phrase("{} and {}", fmt::format("{}", fmt::join(words.begin(), words.end() - 1, ", ")),
                  words.back());
}

Phrase anyInWords(const std::vector<Phrase> &words)
{
    Phrase text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text = i == 0                  ? words[i]
               : i + 1 == words.size() ? phrase("{} or {}", text, words[i])
                                       : phrase("{}, {}", text, words[i]);
    return text;
}

} // namespace mf::schema
