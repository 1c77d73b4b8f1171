// Where a timeline that compresses silence writes times, so that milliseconds and hours both read.
#pragma once

#include "sim/base/time.h"

#include <QString>

#include <functional>
#include <vector>

namespace mf::ui {

struct Tick {
    Instant at{};
    double x = 0; ///< its middle
    QString text;
    double width = 0; ///< of the text
};

/// "250 ms", "2.5 s", "5 min", "5:02 min", "3 h", "1 d 04:30": as short as it is exact.
QString tickText(Instant at);

/// Round times between the pixels `left` and `right` of a bar, the roundest first where there is no room for all.
/// `xOf` and `timeAt` map between time and pixel, both monotonous; `widthOf` measures a text,
/// and is asked only where one may have room: to shape a text costs more than all else here.
std::vector<Tick> ticksOf(double left, double right, const std::function<double(Instant)> &xOf,
                          const std::function<Instant(double)> &timeAt,
                          const std::function<double(const QString &)> &widthOf);

} // namespace mf::ui
