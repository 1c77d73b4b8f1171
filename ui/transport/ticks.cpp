#include "ui/transport/ticks.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace mf::ui {

namespace {

// From the roundest on. Days of a year: no run lasts longer.
constexpr Duration kSteps[] = {24h * 30, 24h * 7, 24h, 12h,   6h,    1h,    30min, 10min, 5min, 1min, 30s,
                               10s,      5s,      1s,  500ms, 250ms, 100ms, 50ms,  10ms,  5ms,  1ms};
constexpr double kProbe = 12;   // pixels between the moments that are tried
constexpr double kTickGap = 14; // pixels between two texts

QString trimmed(double value, int digits)
{
    QString number = QString::number(value, 'f', digits);
    while (number.contains(u'.') && (number.endsWith(u'0') || number.endsWith(u'.')))
        number.chop(1);
    return number.replace(u'.', QLocale().decimalPoint());
}

QString two(std::int64_t value) { return QStringLiteral("%1").arg(value, 2, 10, QChar(u'0')); }

Instant roundedUp(Instant at, Duration step)
{
    const std::int64_t us = at.time_since_epoch().count(), size = step.count();
    return Instant(Duration((us + size - 1) / size * size));
}

bool isFree(const std::vector<Tick> &ticks, double x, double width)
{
    return std::ranges::none_of(
        ticks, [&](const Tick &tick) { return std::abs(tick.x - x) < (tick.width + width) / 2 + kTickGap; });
}

} // namespace

QString tickText(Instant at)
{
    const std::int64_t us = at.time_since_epoch().count();
    const auto tr = [](const char *form) { return QCoreApplication::translate("mf::ui", form); };
    constexpr std::int64_t second = 1'000'000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
    if (us == 0)
        return QStringLiteral("0");
    if (us < second)
        return tr("%1 ms").arg(trimmed(double(us) / 1e3, 3));
    if (us < minute)
        return tr("%1 s").arg(trimmed(double(us) / 1e6, 3));
    const QString seconds =
        two(us % minute / second) + (us % second ? trimmed(double(us % second) / 1e6, 3).mid(1) : QString());
    if (us < hour)
        return us % minute == 0 ? tr("%1 min").arg(us / minute)
                                : tr("%1:%2 min").arg(us / minute).arg(seconds);
    const QString minutes = two(us % hour / minute);
    if (us < day)
        return us % hour == 0     ? tr("%1 h").arg(us / hour)
               : us % minute == 0 ? tr("%1:%2 h").arg(us / hour).arg(minutes)
                                  : tr("%1:%2:%3 h").arg(us / hour).arg(minutes, seconds);
    return us % day == 0 ? tr("%1 d").arg(us / day)
                         : tr("%1 d %2:%3").arg(us / day).arg(two(us % day / hour), minutes);
}

std::vector<Tick> ticksOf(double left, double right, const std::function<double(Instant)> &xOf,
                          const std::function<Instant(double)> &timeAt,
                          const std::function<double(const QString &)> &widthOf)
{
    std::vector<Tick> ticks;
    for (const Duration step : kSteps) {
        for (double probe = left; probe <= right; probe += kProbe) {
            const Instant at = roundedUp(timeAt(probe), step);
            const double x = xOf(at);
            if (x >= probe + kProbe || x > right || !isFree(ticks, x, 0))
                continue; // a later probe is nearer, or a rounder time has the place
            const QString text = tickText(at);
            const double width = widthOf(text);
            if (x - width / 2 >= left - kTickGap && x + width / 2 <= right + kTickGap
                && isFree(ticks, x, width))
                ticks.push_back({at, x, text, width});
        }
    }
    std::ranges::sort(ticks, {}, &Tick::x);
    return ticks;
}

} // namespace mf::ui
