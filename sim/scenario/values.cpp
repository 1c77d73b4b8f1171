#include "sim/scenario/values.h"

#include "sim/base/ascii.h"
#include "sim/scenario/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

namespace mf::schema {

namespace {

struct Unit {
    std::string_view name;
    std::uint64_t factor;
};

/// A kind of quantity, and how its errors are worded.
struct Quantity {
    std::span<const Unit> units;
    std::span<const std::string_view> examples; ///< units to name where there is none
    std::uint64_t limit;
};

constexpr Unit kTimes[] = {{"us", 1},         {"ms", 1'000},        {"s", 1'000'000},
                           {"m", 60'000'000}, {"h", 3'600'000'000}, {"d", 86'400'000'000}};
constexpr std::string_view kTimeExamples[] = {"s", "m", "h"};
constexpr Quantity kTime{kTimes, kTimeExamples, static_cast<std::uint64_t>(kDurationLimit.count())};

constexpr Unit kSizes[] = {{"B", 1},
                           {"kB", 1'000},
                           {"MB", 1'000'000},
                           {"GB", 1'000'000'000},
                           {"KiB", 1ull << 10},
                           {"MiB", 1ull << 20},
                           {"GiB", 1ull << 30}};
constexpr std::string_view kSizeExamples[] = {"B", "kB", "MB"};
constexpr Quantity kSize{kSizes, kSizeExamples, kQuantityLimit};

constexpr Unit kBandwidths[] = {
    {"bit/s", 1}, {"kbit/s", 1'000}, {"Mbit/s", 1'000'000}, {"Gbit/s", 1'000'000'000}};
constexpr std::string_view kBandwidthExamples[] = {"kbit/s", "Mbit/s"};
constexpr Quantity kBandwidth{kBandwidths, kBandwidthExamples, kQuantityLimit};

constexpr Unit kPercents[] = {{"%", 10'000}};
constexpr std::string_view kPercentExamples[] = {"%"};
constexpr Quantity kPercent{kPercents, kPercentExamples, 1'000'000};

Phrase noUnit(std::string_view text, const Quantity &quantity)
{
    std::vector<Phrase> examples;
    for (const std::string_view unit : quantity.examples)
        examples.emplace_back(fmt::format("{}{}", text, unit));
    return phrase("{} has no unit; write {}", quoted(text), anyInWords(examples));
}

Phrase unitsInWords(const Quantity &quantity)
{
    std::vector<std::string> names;
    for (const Unit &unit : quantity.units)
        names.emplace_back(unit.name);
    return inWords(names);
}

/// Digits, perhaps a point and more digits, exactly: as a count of 10^-6.
struct Decimal {
    std::uint64_t whole = 0, millionths = 0;
};
std::optional<Decimal> decimal(std::string_view text)
{
    const auto [before, after] = ascii::cut(text, '.');
    const bool point = text.contains('.');
    const auto whole = ascii::number<std::uint64_t>(before);
    if (!whole || (point && (after.empty() || after.size() > 6)))
        return std::nullopt;
    std::string digits(after);
    digits.resize(6, '0');
    const auto millionths = ascii::number<std::uint64_t>(digits);
    if (!millionths)
        return std::nullopt;
    return Decimal{*whole, *millionths};
}

Parsed<std::uint64_t> parse(std::string_view text, const Quantity &quantity)
{
    const std::size_t split = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::string_view digits = text.substr(0, split);
    const std::string_view name = ascii::trimmed(text.substr(split));
    const auto number = decimal(digits);
    if (!number)
        return std::unexpected(
            phrase("{} is not a number with a unit ({})", quoted(text), unitsInWords(quantity)));
    if (name.empty())
        return std::unexpected(noUnit(digits, quantity));
    const auto unit = std::ranges::find(quantity.units, name, &Unit::name);
    if (unit == quantity.units.end())
        return std::unexpected(
            phrase("{} has an unknown unit; known are {}", quoted(text), unitsInWords(quantity)));
    const std::uint64_t part = number->millionths * unit->factor / 1'000'000;
    if (number->whole > quantity.limit / unit->factor || number->whole * unit->factor + part > quantity.limit)
        return std::unexpected(phrase("{} is too large", quoted(text)));
    return number->whole * unit->factor + part;
}

} // namespace

Parsed<Duration> parseDuration(std::string_view text)
{
    const auto us = parse(text, kTime);
    if (!us)
        return std::unexpected(us.error());
    return Duration(static_cast<std::int64_t>(*us));
}

Parsed<std::uint64_t> parseSize(std::string_view text) { return parse(text, kSize); }

Parsed<std::uint64_t> parseBandwidth(std::string_view text)
{
    if (text == "unlimited")
        return 0;
    auto bits = parse(text, kBandwidth);
    if (bits && *bits == 0)
        return std::unexpected(phrase(
            "a link of {} carries nothing; write unlimited, or take it down with a fault", quoted(text)));
    return bits;
}

Parsed<std::uint32_t> parsePercentage(std::string_view text)
{
    const auto millionths = parse(text, kPercent);
    if (!millionths)
        return std::unexpected(millionths.error());
    return static_cast<std::uint32_t>(*millionths);
}

std::string printDuration(Duration duration)
{
    const auto us = static_cast<std::uint64_t>(std::max<std::int64_t>(duration.count(), 0));
    const Unit *best = &kTimes[0];
    for (const Unit &unit : kTimes)
        if (us > 0 && us % unit.factor == 0)
            best = &unit;
    return us == 0 ? "0s" : std::to_string(us / best->factor) + std::string(best->name);
}

} // namespace mf::schema
