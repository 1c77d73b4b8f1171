// Writes times on an axis that compresses silence as the timeline does.
#pragma once

#include "ui/transport/time_scale.h"

#include <qcustomplot.h>

namespace mf::ui {

class ScaleTicker final : public QCPAxisTicker {
public:
    /// `pixels` and `widthOf`: of the axis as it is now.
    ScaleTicker(const TimeScale &scale, const QFont &font) : m_scale(scale), m_metrics(font) { }
    void setPixels(double pixels) { m_pixels = pixels; }

    void generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision,
                  QVector<double> &ticks, QVector<double> *subTicks, QVector<QString> *tickLabels) override;

private:
    const TimeScale &m_scale;
    const QFontMetricsF m_metrics;
    double m_pixels = 0;
};

} // namespace mf::ui
