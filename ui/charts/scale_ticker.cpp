#include "ui/charts/scale_ticker.h"

#include "ui/transport/ticks.h"

namespace mf::ui {

void ScaleTicker::generate(const QCPRange &range, const QLocale &, QChar, int, QVector<double> &ticks,
                           QVector<double> *subTicks, QVector<QString> *tickLabels)
{
    ticks.clear();
    if (subTicks)
        subTicks->clear();
    if (tickLabels)
        tickLabels->clear();
    if (m_pixels <= 0 || range.size() <= 0)
        return;
    const double perPlace = m_pixels / range.size();
    const auto xOf = [&](Instant at) { return (m_scale.placeOf(at) - range.lower) * perPlace; };
    const auto timeAt = [&](double x) { return m_scale.timeAt(range.lower + x / perPlace); };
    const auto widthOf = [&](const QString &text) { return m_metrics.horizontalAdvance(text) + 8; };
    for (const Tick &tick : ticksOf(0, m_pixels, xOf, timeAt, widthOf)) {
        ticks.append(m_scale.placeOf(tick.at));
        if (tickLabels)
            tickLabels->append(tick.text);
    }
}

} // namespace mf::ui
