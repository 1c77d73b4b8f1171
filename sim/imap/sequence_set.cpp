#include "sim/imap/sequence_set.h"

#include <algorithm>

namespace mf::imap {

SequenceSet parseSequenceSet(Lexer &in)
{
    const auto number = [&in] { return in.take("*") ? kStar : in.nonZero(); };
    SequenceSet set;
    do {
        NumberRange range;
        range.first = number();
        range.last = in.take(":") ? number() : range.first;
        set.push_back(range);
    } while (in.take(","));
    return set;
}

std::string print(const SequenceSet &set)
{
    const auto number = [](std::uint32_t value) {
        return value == kStar ? std::string("*") : std::to_string(value);
    };
    std::string out;
    for (const NumberRange &range : set) {
        if (!out.empty())
            out += ',';
        out += number(range.first);
        if (range.last != range.first)
            out += ':' + number(range.last);
    }
    return out;
}

SequenceSet resolved(const SequenceSet &set, std::uint32_t largest)
{
    SequenceSet ranges;
    for (const NumberRange &written : set) {
        const std::uint32_t a = written.first == kStar ? largest : written.first;
        const std::uint32_t b = written.last == kStar ? largest : written.last;
        ranges.push_back({std::min(a, b), std::max(a, b)});
    }
    std::ranges::sort(ranges, {}, &NumberRange::first);
    SequenceSet merged;
    for (const NumberRange &range : ranges) {
        if (!merged.empty() && range.first <= merged.back().last + std::uint64_t{1})
            merged.back().last = std::max(merged.back().last, range.last);
        else
            merged.push_back(range);
    }
    return merged;
}

bool contains(const SequenceSet &resolvedSet, std::uint32_t number)
{
    const auto after = std::ranges::upper_bound(resolvedSet, number, {}, &NumberRange::first);
    return after != resolvedSet.begin() && std::prev(after)->last >= number;
}

SequenceSet setOf(std::span<const std::uint32_t> ascending)
{
    SequenceSet set;
    for (const std::uint32_t number : ascending) {
        if (!set.empty() && set.back().last + std::uint64_t{1} == number)
            set.back().last = number;
        else
            set.push_back({number, number});
    }
    return set;
}

} // namespace mf::imap
