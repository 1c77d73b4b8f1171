// A filter on its way through a trace, a slice at a time, so that a million records hold nobody up.
#pragma once

#include "sim/story/filter.h"

#include <optional>
#include <vector>

namespace mf::story {

class FilterRun {
public:
    FilterRun(Filter filter, FilterSight sight) : m_filter(std::move(filter)), m_sight(std::move(sight)) { }

    /// Looks at the next `count` records, at most up to `end`.
    void advance(const Trace &trace, Index end, Index count);

    const Filter &filter() const { return m_filter; }
    /// So many records have been looked at.
    Index examined() const { return m_examined; }
    /// Those that pass, in order.
    const std::vector<Index> &found() const { return m_found; }
    /// How many of those that pass are among the first `records`.
    std::size_t foundBefore(Index records) const;

private:
    Filter m_filter;
    FilterSight m_sight;
    Index m_examined = 0;
    std::vector<Index> m_found;
};

/// The values of a field in the trace's first `records` records, in order, as they have to be written; at
/// most kSeenValuesLimit of them, from at most kSeenRecordsLimit records.
inline constexpr std::size_t kSeenValuesLimit = 100;
inline constexpr Index kSeenRecordsLimit = 20'000;
std::vector<std::string> seenValues(const FilterField &field, const Trace &trace, Index records,
                                    const FilterSight &sight);

/// What may stand at a place of a filter that is being typed.
struct FilterCompletion {
    std::size_t from = 0, until = 0; ///< octets of the text that it would replace
    std::vector<std::string> words;  ///< in the order in which they are offered
};
using SeenValues = std::function<std::vector<std::string>(const FilterField &)>;
FilterCompletion completionAt(std::string_view text, std::size_t cursor, const SeenValues &seen);

} // namespace mf::story
