#include "ui/transport/place_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <chrono>
#include <optional>

namespace mf::ui {

namespace {

using ReadPlace = std::expected<TypedPlace, QString>;

constexpr double kFarthest = 9e17; // microseconds: what an Instant holds with room to spare

QString tr(const char *form) { return QCoreApplication::translate("mf::ui", form); }

ReadPlace readEvent(const QString &digits)
{
    bool isNumber = false;
    const qulonglong number = digits.toULongLong(&isNumber);
    if (!isNumber)
        return std::unexpected(tr("“#%1” is no event; write #41").arg(digits));
    if (number == 0)
        return std::unexpected(tr("The first event is #1"));
    return TypedPlace(Index(number - 1));
}

/// With a point or a comma, whatever the window's language.
double asDouble(QString number) { return number.replace(u',', u'.').toDouble(); }

std::optional<double> microsecondsOf(const QString &unit)
{
    if (unit == u"us" || unit == u"µs")
        return 1;
    if (unit == u"ms")
        return 1e3;
    if (unit == u"s")
        return 1e6;
    if (unit == u"m" || unit == u"min")
        return 60e6;
    if (unit == u"h")
        return 3600e6;
    if (unit == u"d")
        return 86400e6;
    return std::nullopt;
}

/// "2.5s", "1h 30min"
std::expected<double, QString> readDuration(const QString &typed)
{
    static const QRegularExpression part(QStringLiteral("\\G\\s*([0-9]+(?:[.,][0-9]+)?)\\s*([^\\s0-9]*)"));
    double sum = 0;
    qsizetype at = 0;
    while (at < typed.size()) {
        const auto match = part.match(typed, at);
        if (!match.hasMatch())
            return std::unexpected(tr("“%1” is no time; write 2.5s, +4h or 09:15").arg(typed));
        const QString number = match.captured(1), unit = match.captured(2);
        if (unit.isEmpty())
            return std::unexpected(tr("“%1” has no unit; write %1s, %1min, %1h or #%1").arg(number));
        const auto microseconds = microsecondsOf(unit);
        if (!microseconds)
            return std::unexpected(tr("“%1” is no unit; write us, ms, s, min, h or d").arg(unit));
        sum += asDouble(number) * *microseconds;
        at = match.capturedEnd();
    }
    if (sum > kFarthest)
        return std::unexpected(tr("That is too far away"));
    return sum;
}

ReadPlace readClock(const QRegularExpressionMatch &match, Instant now, CalendarTime epoch)
{
    const int hours = match.captured(1).toInt(), minutes = match.captured(2).toInt();
    const double seconds = match.captured(3).isEmpty() ? 0 : asDouble(match.captured(3));
    if (hours > 23 || minutes > 59 || seconds >= 60)
        return std::unexpected(tr("“%1” is no time of day").arg(match.captured(0).trimmed()));
    const auto day = std::chrono::floor<std::chrono::days>(epoch + now.time_since_epoch());
    CalendarTime then = day + std::chrono::hours(hours) + std::chrono::minutes(minutes)
                        + Duration(std::int64_t(seconds * 1e6 + 0.5));
    if (then < epoch)
        then += std::chrono::days(1);
    return TypedPlace(Instant(std::chrono::duration_cast<Duration>(then - epoch)));
}

} // namespace

ReadPlace readPlace(const QString &typed, Instant now, CalendarTime epoch)
{
    static const QRegularExpression clock(
        QStringLiteral("^([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}(?:[.,][0-9]{1,6})?))?$"));
    const QString words = typed.simplified();
    if (words.isEmpty())
        return std::unexpected(tr("Write #41, 2.5s, +4h or 09:15"));
    if (words.startsWith(u'#'))
        return readEvent(words.mid(1).trimmed());
    if (const auto match = clock.match(words); match.hasMatch())
        return readClock(match, now, epoch);
    const bool later = words.startsWith(u'+'), earlier = words.startsWith(u'-');
    const auto length = readDuration(later || earlier ? words.mid(1).trimmed() : words);
    if (!length)
        return std::unexpected(length.error());
    const Duration duration(std::int64_t(*length + 0.5));
    if (earlier)
        return TypedPlace(std::max(Instant{}, now - duration));
    return TypedPlace(later ? now + duration : Instant(duration));
}

} // namespace mf::ui
