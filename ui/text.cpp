#include "ui/text.h"

#include "sim/story/display.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace mf::ui {

QString text(std::string_view utf8) { return QString::fromUtf8(utf8.data(), qsizetype(utf8.size())); }

std::string utf8(const QString &text)
{
    const QByteArray octets = text.toUtf8();
    return std::string(octets.constData(), std::size_t(octets.size()));
}

QString printable(const Slices &octets, std::size_t limitOctets)
{
    const std::string all = octets.flatten(limitOctets);
    QString lines;
    for (std::string_view rest = all; !rest.empty();) {
        const std::size_t end = rest.find("\r\n");
        lines += text(story::displayed(rest.substr(0, end)));
        if (end == rest.npos)
            break;
        rest.remove_prefix(end + 2);
        if (!rest.empty())
            lines += u'\n';
    }
    if (octets.size() > limitOctets)
        lines +=
            u'\n'
            + QCoreApplication::translate("Text", "… and %1 more octets").arg(octets.size() - limitOctets);
    return lines;
}

QString firstLine(const Slices &octets, int limit)
{
    const std::string start = octets.flatten(std::size_t(limit) * 2);
    const std::string_view line = std::string_view(start).substr(0, start.find("\r\n"));
    return shortened(text(story::displayed(line)), limit);
}

QString timeText(Duration time)
{
    const std::int64_t us = time.count();
    const auto tr = [](const char *form) { return QCoreApplication::translate("mf::ui", form); };
    const auto seconds = [](std::int64_t part, int digits) {
        return QLocale().toString(double(part) / 1e6, 'f', digits);
    };
    if (us < 1'000 && us > 0)
        return tr("%1 µs").arg(us);
    if (us < 60'000'000)
        return tr("%1 s").arg(seconds(us, 3));
    if (us < 3'600'000'000)
        return tr("%1 min %2 s").arg(us / 60'000'000).arg(seconds(us % 60'000'000, 1), 4, u'0');
    const std::int64_t minutes = us / 60'000'000;
    return tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString clockText(CalendarTime epoch, Instant at)
{
    const CalendarTime then = epoch + at.time_since_epoch();
    const auto sinceEpoch = std::chrono::floor<std::chrono::milliseconds>(then.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch, QTimeZone::utc())
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString clockText(CalendarTime epoch, Instant at, Instant now)
{
    const QString then = clockText(epoch, at);
    const QString day = then.section(u' ', 0, 0);
    return day == clockText(epoch, now).section(u' ', 0, 0) ? then.section(u' ', 1) : then;
}

QString shortened(const QString &text, int limit)
{
    return text.size() <= limit ? text : text.left(std::max(0, limit - 1)) + u'…';
}

} // namespace mf::ui
