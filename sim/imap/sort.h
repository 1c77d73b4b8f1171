// The order of SORT (RFC 5256 section 3): texts by i;unicode-casemap, dates in UTC, equals by their number.
#pragma once

#include "sim/base/time.h"
#include "sim/imap/search.h"
#include "sim/imap/search_key.h"

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace mf::imap {

/// What a letter is sorted by, a value for each criterion.
using SortValues = std::vector<std::variant<std::int64_t, std::string>>;

/// Whether the letter's octets are needed for it.
bool needsLetter(std::span<const SortCriterion> criteria);
SortValues sortValues(std::span<const SortCriterion> criteria, const LetterToSearch &letter);
/// Whether one stands before the other; neither where they are equal.
bool sortsBefore(std::span<const SortCriterion> criteria, const SortValues &one, const SortValues &other);

/// When the letter was sent: its Date field, else when it came in (RFC 5256 section 2.2).
CalendarTime sentTime(const LetterToSearch &letter);

} // namespace mf::imap
