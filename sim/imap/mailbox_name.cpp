#include "sim/imap/mailbox_name.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace mf::imap {

namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";
constexpr char32_t kReplacement = 0xfffd;

/// Takes one code point from the front; U+FFFD and one octet where there is none.
char32_t takeCodePoint(std::string_view &utf8)
{
    const auto octet = [&utf8](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    const unsigned char first = octet(0);
    const std::size_t length = first < 0x80       ? 1
                               : first >> 5 == 6  ? 2
                               : first >> 4 == 14 ? 3
                               : first >> 3 == 30 ? 4
                                                  : 0;
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    char32_t point = length == 1 ? first : first & (0xffU >> (length + 1));
    bool good = length > 0 && length <= utf8.size();
    for (std::size_t i = 1; good && i < length; ++i) {
        good = octet(i) >> 6 == 2;
        point = point << 6 | (octet(i) & 0x3fU);
    }
    good = good && point >= least[length] && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    utf8.remove_prefix(good ? length : 1);
    return good ? point : kReplacement;
}

void appendCodePoint(std::string &out, char32_t point)
{
    const auto put = [&out](char32_t octet) { out += static_cast<char>(octet); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xc0 | point >> 6);
        put(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        put(0xe0 | point >> 12);
        put(0x80 | (point >> 6 & 0x3f));
        put(0x80 | (point & 0x3f));
    } else {
        put(0xf0 | point >> 18);
        put(0x80 | (point >> 12 & 0x3f));
        put(0x80 | (point >> 6 & 0x3f));
        put(0x80 | (point & 0x3f));
    }
}

/// Base 64 of UTF-16 in network order, with "," for "/" and without padding.
class Base64Writer {
public:
    explicit Base64Writer(std::string &out) : m_out(out) { }
    void unit(char32_t value)
    {
        m_bits = m_bits << 16 | value;
        for (m_count += 16; m_count >= 6; m_count -= 6)
            m_out += kDigits[m_bits >> (m_count - 6) & 0x3f];
        m_bits &= (1U << m_count) - 1;
    }
    void finish()
    {
        if (m_count > 0)
            m_out += kDigits[m_bits << (6 - m_count) & 0x3f];
    }

private:
    std::string &m_out;
    std::uint32_t m_bits = 0;
    unsigned m_count = 0;
};

/// The UTF-16 units between "&" and "-"; nothing where the base 64 or what is left over at its end is wrong.
std::optional<std::u16string> decodeShift(std::string_view digits)
{
    std::u16string units;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : digits) {
        const auto value = kDigits.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 16) {
            count -= 16;
            units += static_cast<char16_t>(bits >> count);
            bits &= (1U << count) - 1;
        }
    }
    if (units.empty() || count >= 6 || bits != 0)
        return std::nullopt;
    return units;
}

bool appendUnits(std::string &out, std::u16string_view units)
{
    for (std::size_t i = 0; i < units.size(); ++i) {
        char32_t point = units[i];
        if (point >= 0xdc00 && point <= 0xdfff)
            return false;
        if (point >= 0xd800 && point <= 0xdbff) {
            if (i + 1 == units.size() || units[i + 1] < 0xdc00 || units[i + 1] > 0xdfff)
                return false;
            point = 0x10000 + ((point - 0xd800) << 10) + (units[++i] - 0xdc00U);
        }
        if (point >= 0x20 && point < 0x7f)
            return false; // "Modified BASE64 MUST NOT be used to represent any printing US-ASCII character"
        appendCodePoint(out, point);
    }
    return true;
}

} // namespace

std::string encodeMailboxName(std::string_view utf8)
{
    std::string out;
    while (!utf8.empty()) {
        if (ascii::isPrintable(utf8.front())) {
            out += utf8.front();
            if (utf8.front() == '&')
                out += '-';
            utf8.remove_prefix(1);
            continue;
        }
        out += '&';
        Base64Writer writer(out);
        while (!utf8.empty() && !ascii::isPrintable(utf8.front())) {
            const char32_t point = takeCodePoint(utf8);
            if (point >= 0x10000) {
                writer.unit(0xd800 + ((point - 0x10000) >> 10));
                writer.unit(0xdc00 + ((point - 0x10000) & 0x3ff));
            } else {
                writer.unit(point);
            }
        }
        writer.finish();
        out += '-';
    }
    return out;
}

std::optional<std::string> decodeMailboxName(std::string_view wire)
{
    std::string out;
    bool shiftedBefore = false; // two shifts in a row could have been one
    while (!wire.empty()) {
        if (!ascii::isPrintable(wire.front()))
            return std::nullopt;
        if (wire.front() != '&') {
            out += wire.front();
            wire.remove_prefix(1);
            shiftedBefore = false;
            continue;
        }
        const auto end = wire.find('-');
        if (end == std::string_view::npos)
            return std::nullopt;
        const std::string_view digits = wire.substr(1, end - 1);
        wire.remove_prefix(end + 1);
        if (digits.empty()) {
            out += '&';
            shiftedBefore = false;
            continue;
        }
        const auto units = decodeShift(digits);
        if (shiftedBefore || !units || !appendUnits(out, *units))
            return std::nullopt;
        shiftedBefore = true;
    }
    return out;
}

std::string canonicalMailboxName(std::string name)
{
    constexpr std::string_view inbox = "INBOX";
    const std::string_view first = std::string_view(name).substr(0, name.find(kHierarchyDelimiter));
    if (ascii::equals(first, inbox))
        name.replace(0, inbox.size(), inbox);
    return name;
}

bool matchesPattern(std::string_view name, std::string_view pattern)
{
    const auto same = [inbox = name == "INBOX"](char a, char b) {
        return inbox ? ascii::upper(a) == ascii::upper(b) : a == b;
    };
    const auto isWildcard = [](char c) { return c == '*' || c == '%'; };
    // All that the pattern may have come to is followed at once: its time is one length times the other.
    std::string reached(pattern.size() + 1, '\0'), next = reached; // a flag for each place in the pattern
    reached.front() = true;
    const auto passWildcards = [&](std::string &at) { // which may stand for nothing
        for (std::size_t p = 0; p < pattern.size(); ++p)
            if (at[p] && isWildcard(pattern[p]))
                at[p + 1] = true;
    };
    passWildcards(reached);
    for (const char c : name) {
        std::ranges::fill(next, '\0');
        for (std::size_t p = 0; p < pattern.size(); ++p) {
            if (!reached[p])
                continue;
            if (pattern[p] == '*' || (pattern[p] == '%' && c != kHierarchyDelimiter))
                next[p] = true;
            else if (!isWildcard(pattern[p]) && same(pattern[p], c))
                next[p + 1] = true;
        }
        passWildcards(next);
        std::swap(reached, next);
    }
    return reached.back() != 0;
}

} // namespace mf::imap
