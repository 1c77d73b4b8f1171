// Records and traces made by hand, for tests of what reads traces.
#pragma once

#include "sim/kernel/trace.h"

namespace mf::test {

/// Appends a record with the next id.
inline Record &append(Trace &trace, Kind kind, Duration at, std::uint32_t from)
{
    Record record;
    record.id = trace.size();
    record.at = record.until = Instant(at);
    record.from = NodeId(from);
    record.kind = kind;
    trace.push_back(std::move(record));
    return trace.edit(trace.size() - 1);
}

inline Record &append(Trace &trace, Kind kind, Duration at, Duration until, std::uint32_t from,
                      std::uint32_t to)
{
    Record &record = append(trace, kind, at, from);
    record.until = Instant(until);
    record.to = NodeId(to);
    return record;
}

inline Record &appendLine(Trace &trace, Duration at, std::uint32_t from, std::uint32_t to, std::string line,
                          std::uint64_t stream = 1)
{
    Record &record = append(trace, Kind::Segment, at, at + 20ms, from, to);
    record.stream = StreamId(stream);
    record.bytes = Slices(std::move(line));
    return record;
}

} // namespace mf::test
