#include "ui/transport/place_text.h"

#include <QRegularExpression>

namespace mf::ui {

std::optional<TypedPlace> readPlace(const QString &typed, Instant now)
{
    static const QRegularExpression event(QStringLiteral("^\\s*#\\s*([1-9][0-9]{0,17})\\s*$"));
    static const QRegularExpression time(
        QStringLiteral("^\\s*(\\+?)\\s*([0-9]{1,12}(?:\\.[0-9]{1,6})?)\\s*(us|µs|ms|s|m|min|h|d)\\s*$"));
    if (const auto match = event.match(typed); match.hasMatch())
        return TypedPlace(Index(match.captured(1).toULongLong() - 1));
    const auto match = time.match(typed);
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(3);
    const double microseconds = unit == u"us" || unit == u"µs" ? 1
                                : unit == u"ms"                ? 1e3
                                : unit == u"s"                 ? 1e6
                                : unit == u"h"                 ? 3600e6
                                : unit == u"d"                 ? 86400e6
                                                               : 60e6;
    const double value = match.captured(2).toDouble() * microseconds;
    if (value > 9e17)
        return std::nullopt;
    const Duration duration(std::int64_t(value + 0.5));
    return TypedPlace(match.captured(1).isEmpty() ? Instant(duration) : now + duration);
}

} // namespace mf::ui
