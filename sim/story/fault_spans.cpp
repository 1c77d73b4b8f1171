#include "sim/story/fault_spans.h"

#include "sim/base/check.h"

namespace mf::story {

void FaultSpans::grow(const Trace &trace, Index records)
{
    MF_CHECK(records <= trace.size());
    for (; m_size < records; ++m_size) {
        const Record &record = trace[m_size];
        if (record.kind != Kind::FaultBegan && record.kind != Kind::FaultEnded)
            continue;
        const Fault fault(record.from, record.to, record.facts.text(Key::Fault));
        const auto open = m_open.find(fault);
        if (record.kind == Kind::FaultBegan && open == m_open.end()) {
            m_open.emplace(fault, m_spans.size());
            m_spans.push_back({record.id, kNoIndex, record.at, Instant::max()});
        } else if (record.kind == Kind::FaultEnded && open != m_open.end()) {
            FaultSpan &span = m_spans[open->second];
            span.ended = record.id;
            span.until = record.at;
            m_open.erase(open);
        }
    }
}

} // namespace mf::story
