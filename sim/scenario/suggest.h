// "Did you mean": the nearest of the words that would have been right.
#pragma once

#include "sim/base/phrase.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::schema {

/// Longer words get no suggestion: the work grows with the square of their length.
inline constexpr std::size_t kSuggestionLimitOctets = 80;

/// How many letters must be put in, taken out, replaced, or swapped with their neighbour to turn one into the
/// other.
std::size_t editDistance(std::string_view a, std::string_view b);

/// The nearest candidate that is near enough to be meant; of equally near ones the first.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string> &candidates);

/// `; did you mean "services"?`, or "".
Phrase didYouMean(std::string_view word, const std::vector<std::string> &candidates);

/// In quotation marks, and cut short if it is very long.
std::string quoted(std::string_view text);

/// "a, b and c"; at most `limit` of them, then "...".
Phrase inWords(const std::vector<std::string> &words, std::size_t limit = 20);
/// "a, b or c".
Phrase anyInWords(const std::vector<Phrase> &words);

} // namespace mf::schema
