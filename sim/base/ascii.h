// Text of protocols is octets, and their letters are ASCII: no locale, no Unicode rules.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::ascii {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isAlpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr bool isPrintable(char c) { return c >= 0x20 && c < 0x7f; }

std::string toLower(std::string_view text);
std::string toUpper(std::string_view text);

/// Equal but for the case of ASCII letters.
bool equals(std::string_view a, std::string_view b);
bool startsWith(std::string_view text, std::string_view prefix); ///< case folded
int compare(std::string_view a, std::string_view b);             ///< case folded; <0, 0, >0

/// Without leading and trailing spaces and tabs. Never on octets that matter.
std::string_view trimmed(std::string_view text);

/// Pieces between separators; empty pieces are kept. "" gives one empty piece.
std::vector<std::string_view> split(std::string_view text, char separator);

/// What stands before the first separator, and what after it ("" if there is none).
std::pair<std::string_view, std::string_view> cut(std::string_view text, char separator);

/// The whole text as an unsigned decimal number: no sign, no space, no overflow; else nothing.
template <std::unsigned_integral T>
std::optional<T> number(std::string_view text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// Printable form of octets: \r, \n, \t, \\ and \xNN for what is not printable ASCII.
std::string escaped(std::string_view octets);

} // namespace mf::ascii
