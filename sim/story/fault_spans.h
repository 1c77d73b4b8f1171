// From when to when something was broken, read off the trace: what a timeline draws as spans.
#pragma once

#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/kernel/trace.h"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace mf::story {

struct FaultSpan {
    Index began = kNoIndex, ended = kNoIndex; ///< records; ended kNoIndex: it lasts
    Instant from{}, until = Instant::max();
    friend bool operator==(const FaultSpan &, const FaultSpan &) = default;
};

class FaultSpans {
public:
    /// Takes in the records [size(), records) of the trace.
    void grow(const Trace &trace, Index records);
    void clear() { *this = FaultSpans{}; }
    Index size() const { return m_size; }

    /// By their beginning. A fault that begins again before it has ended is one.
    const std::vector<FaultSpan> &spans() const { return m_spans; }

private:
    using Fault = std::tuple<NodeId, NodeId, std::string>; // machine, or the two ends of a link; which fault
    std::vector<FaultSpan> m_spans;
    std::map<Fault, std::size_t> m_open; // into m_spans
    Index m_size = 0;
};

} // namespace mf::story
