#include "ui/transport/time_scale.h"

#include <algorithm>
#include <cmath>

namespace mf::ui {

double stretch(Duration pause)
{
    return std::log2(1.0 + double(std::max<std::int64_t>(pause.count(), 0)) / 1000.0);
}

void TimeScale::grow(const Trace &trace, Index records)
{
    if (m_marks.empty())
        m_marks.push_back({});
    for (; m_size < records; ++m_size) {
        const Instant at = trace[m_size].at;
        const Mark &last = m_marks.back();
        if (at > last.at)
            m_marks.push_back({at, last.place + stretch(at - last.at)});
    }
}

double TimeScale::placeOf(Instant at) const
{
    if (m_marks.empty() || at <= m_marks.front().at)
        return 0;
    const auto after = std::ranges::upper_bound(m_marks, at, {}, &Mark::at);
    const Mark &before = *(after - 1);
    if (after == m_marks.end())
        return before.place + stretch(at - before.at);
    const double part = double((at - before.at).count()) / double((after->at - before.at).count());
    return before.place + part * (after->place - before.place);
}

Instant TimeScale::timeAt(double place) const
{
    if (m_marks.empty() || place <= 0)
        return Instant{};
    const auto after = std::ranges::upper_bound(m_marks, place, {}, &Mark::place);
    const Mark &before = *(after - 1);
    if (after == m_marks.end())
        return before.at;
    const double part = (place - before.place) / (after->place - before.place);
    return before.at + Duration(std::llround(part * double((after->at - before.at).count())));
}

} // namespace mf::ui
