#include "sim/mail/date.h"

#include "sim/base/ascii.h"
#include "sim/mail/tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace mf::mail {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

/// A moment as it stands in a calendar and on a clock, and that clock's distance from UTC.
struct Civil {
    int year = 1970;
    unsigned month = 1, day = 1, hour = 0, minute = 0, second = 0;
    int zoneMinutes = 0; ///< east of UTC
    std::int64_t microseconds = 0;
};

struct Printable {
    int year;
    unsigned month, day, weekday;
    std::int64_t hour, minute, second;
};

Printable printable(CalendarTime time)
{
    const auto midnight = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{midnight};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time - midnight).count();
    return {int(date.year()),     unsigned(date.month()),
            unsigned(date.day()), std::chrono::weekday{midnight}.c_encoding(),
            seconds / 3600,       seconds / 60 % 60,
            seconds % 60};
}

std::optional<CalendarTime> toTime(const Civil &civil)
{
    const std::chrono::year_month_day date{std::chrono::year{civil.year}, std::chrono::month{civil.month},
                                           std::chrono::day{civil.day}};
    // Second 60 is a leap second (RFC 5322 section 3.3); here it is the first of the next minute.
    const bool inClock = civil.hour < 24 && civil.minute < 60 && civil.second <= 60;
    if (!date.ok() || !inClock || civil.year < 1 || civil.year > 9999)
        return std::nullopt;
    return CalendarTime{std::chrono::sys_days{date}} + std::chrono::hours{civil.hour}
           + std::chrono::minutes{civil.minute} + std::chrono::seconds{civil.second}
           - std::chrono::minutes{civil.zoneMinutes} + std::chrono::microseconds{civil.microseconds};
}

/// A number of `least` to `most` digits from the front.
std::optional<unsigned> takeNumber(std::string_view &rest, std::size_t least, std::size_t most)
{
    std::size_t count = 0;
    while (count < rest.size() && ascii::isDigit(rest[count]))
        ++count;
    if (count < least || count > most)
        return std::nullopt;
    const auto value = ascii::number<unsigned>(rest.substr(0, count));
    rest.remove_prefix(count);
    return value;
}

std::string_view takeWord(std::string_view &rest)
{
    std::size_t count = 0;
    while (count < rest.size() && ascii::isAlpha(rest[count]))
        ++count;
    const std::string_view word = rest.substr(0, count);
    rest.remove_prefix(count);
    return word;
}

std::optional<unsigned> monthNamed(std::string_view name)
{
    for (std::size_t i = 0; i < kMonths.size(); ++i)
        if (ascii::equals(kMonths[i], name))
            return static_cast<unsigned>(i + 1);
    return std::nullopt;
}

/// RFC 5322 section 4.3: zones of old have names; those nobody knows are -0000.
std::optional<int> namedZone(std::string_view name)
{
    struct Zone {
        std::string_view name;
        int hours;
    };
    static constexpr Zone zones[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
                                     {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
    for (const Zone &zone : zones)
        if (ascii::equals(zone.name, name))
            return zone.hours * 60;
    return 0;
}

/// "+0130", or with `colon` "+01:30", in minutes.
std::optional<int> takeOffset(std::string_view &rest, bool colon)
{
    const bool west = rest.starts_with('-');
    if (!west && !rest.starts_with('+'))
        return std::nullopt;
    rest.remove_prefix(1);
    std::optional<unsigned> hours, minutes;
    if (colon) {
        hours = takeNumber(rest, 2, 2);
        if (!hours || !takeChar(rest, ':'))
            return std::nullopt;
        minutes = takeNumber(rest, 2, 2);
    } else if (const auto both = takeNumber(rest, 4, 4)) {
        hours = *both / 100;
        minutes = *both % 100;
    }
    if (!hours || !minutes || *minutes > 59)
        return std::nullopt;
    const int total = static_cast<int>(*hours * 60 + *minutes);
    return west ? -total : total;
}

/// Exact: two digits each, nothing between but colons. Lenient (RFC 5322): comments and space around the
/// colons, and the seconds may lack.
enum class Clock { Exact, Lenient };

bool takeClock(std::string_view &rest, Civil &civil, Clock form)
{
    const auto skip = [&] {
        if (form == Clock::Lenient)
            skipCfws(rest);
    };
    const auto hour = takeNumber(rest, 2, 2);
    skip();
    if (!hour || !takeChar(rest, ':'))
        return false;
    skip();
    const auto minute = takeNumber(rest, 2, 2);
    if (!minute)
        return false;
    civil.hour = *hour;
    civil.minute = *minute;
    skip();
    if (!takeChar(rest, ':'))
        return form == Clock::Lenient;
    skip();
    const auto second = takeNumber(rest, 2, 2);
    civil.second = second.value_or(0);
    return second.has_value();
}

/// RFC 5322 section 4.3: years of two and three digits.
bool takeYear(std::string_view &rest, Civil &civil)
{
    const std::size_t before = rest.size();
    const auto year = takeNumber(rest, 2, 4);
    if (!year)
        return false;
    const std::size_t digits = before - rest.size();
    const int added = digits == 4 ? 0 : digits == 3 || *year >= 50 ? 1900 : 2000;
    civil.year = static_cast<int>(*year) + added;
    return true;
}

} // namespace

std::string printDate(CalendarTime time)
{
    const Printable p = printable(time);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", kDays[p.weekday], p.day,
                       kMonths[p.month - 1], p.year, p.hour, p.minute, p.second);
}

std::optional<CalendarTime> parseDate(std::string_view text)
{
    Civil civil;
    skipCfws(text);
    if (const std::string_view weekday = takeWord(text); !weekday.empty()) {
        const bool known = std::ranges::any_of(kDays, [&](auto day) { return ascii::equals(day, weekday); });
        skipCfws(text);
        if (!known || !takeChar(text, ','))
            return std::nullopt;
    }
    skipCfws(text);
    const auto day = takeNumber(text, 1, 2);
    skipCfws(text);
    const auto month = monthNamed(takeWord(text));
    skipCfws(text);
    if (!day || !month || !takeYear(text, civil))
        return std::nullopt;
    civil.day = *day;
    civil.month = *month;
    skipCfws(text);
    if (!takeClock(text, civil, Clock::Lenient))
        return std::nullopt;
    skipCfws(text);
    const std::string_view zone = takeWord(text);
    const auto offset = zone.empty() ? takeOffset(text, false) : namedZone(zone);
    if (!offset)
        return std::nullopt;
    civil.zoneMinutes = *offset;
    skipCfws(text);
    return text.empty() ? toTime(civil) : std::nullopt;
}

std::string printInternalDate(CalendarTime time)
{
    const Printable p = printable(time);
    return fmt::format("{:2}-{}-{:04} {:02}:{:02}:{:02} +0000", p.day, kMonths[p.month - 1], p.year, p.hour,
                       p.minute, p.second);
}

std::optional<CalendarTime> parseInternalDate(std::string_view text)
{
    Civil civil;
    const bool padded = takeChar(text, ' ');
    const auto day = padded ? takeNumber(text, 1, 1) : takeNumber(text, 1, 2);
    if (!day || !takeChar(text, '-'))
        return std::nullopt;
    const auto month = monthNamed(takeWord(text));
    if (!month || !takeChar(text, '-'))
        return std::nullopt;
    const auto year = takeNumber(text, 4, 4);
    if (!year || !takeChar(text, ' ') || !takeClock(text, civil, Clock::Exact) || !takeChar(text, ' '))
        return std::nullopt;
    const auto offset = takeOffset(text, false);
    if (!offset || !text.empty())
        return std::nullopt;
    civil.year = static_cast<int>(*year);
    civil.month = *month;
    civil.day = *day;
    civil.zoneMinutes = *offset;
    return toTime(civil);
}

std::string printIso(CalendarTime time)
{
    const Printable p = printable(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", p.year, p.month, p.day, p.hour, p.minute,
                       p.second);
}

std::optional<CalendarTime> parseIso(std::string_view text)
{
    Civil civil;
    const auto year = takeNumber(text, 4, 4);
    if (!year || !takeChar(text, '-'))
        return std::nullopt;
    const auto month = takeNumber(text, 2, 2);
    if (!month || !takeChar(text, '-'))
        return std::nullopt;
    const auto day = takeNumber(text, 2, 2);
    // RFC 3339 section 5.6: T may be written small, and a space is what people write.
    if (!day || !(takeChar(text, 'T') || takeChar(text, 't') || takeChar(text, ' ')))
        return std::nullopt;
    if (!takeClock(text, civil, Clock::Exact))
        return std::nullopt;
    if (takeChar(text, '.')) {
        const std::size_t before = text.size();
        const auto fraction = takeNumber(text, 1, 6);
        if (!fraction)
            return std::nullopt;
        civil.microseconds = *fraction;
        for (std::size_t digits = before - text.size(); digits < 6; ++digits)
            civil.microseconds *= 10;
    }
    if (!takeChar(text, 'Z') && !takeChar(text, 'z')) {
        const auto offset = takeOffset(text, true);
        if (!offset)
            return std::nullopt;
        civil.zoneMinutes = *offset;
    }
    civil.year = static_cast<int>(*year);
    civil.month = *month;
    civil.day = *day;
    return text.empty() ? toTime(civil) : std::nullopt;
}

} // namespace mf::mail
