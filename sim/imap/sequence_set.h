// Sequence sets (RFC 3501 section 9: sequence-set): which letters a command means, by sequence number or UID.
#pragma once

#include "sim/imap/lexer.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::imap {

inline constexpr std::uint32_t kStar = 0; ///< "*": the largest number in use. 0 is no number of a letter

/// One element: first and last as they were written, in either order; equal for a single number.
struct NumberRange {
    std::uint32_t first = 0, last = 0;
    friend bool operator==(const NumberRange &, const NumberRange &) = default;
};
using SequenceSet = std::vector<NumberRange>;

SequenceSet parseSequenceSet(Lexer &in);
std::string print(const SequenceSet &set);

/// The set with "*" as `largest`: ranges ascend, do not overlap or touch, first <= last.
SequenceSet resolved(const SequenceSet &set, std::uint32_t largest);
/// Whether a resolved set has the number.
bool contains(const SequenceSet &resolvedSet, std::uint32_t number);
/// Ascending numbers as the shortest set.
SequenceSet setOf(std::span<const std::uint32_t> ascending);

} // namespace mf::imap
