#include "sim/sasl/prepare.h"

#include <glib.h>

#include <algorithm>
#include <memory>

namespace mf::sasl {

namespace {

struct Range {
    gunichar first, last;
};

bool isIn(gunichar c, const auto &ranges)
{
    return std::ranges::any_of(ranges,
                               [c](const Range &range) { return c >= range.first && c <= range.last; });
}

// RFC 3454 table C.1.2: spaces that are not the space.
constexpr Range kSpaces[] = {{0xa0, 0xa0},     {0x1680, 0x1680}, {0x2000, 0x200a},
                             {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}};
// RFC 3454 table B.1: commonly mapped to nothing. U+200B is in both tables; what it is today is nothing.
constexpr Range kNothing[] = {{0xad, 0xad},     {0x34f, 0x34f},   {0x1806, 0x1806}, {0x180b, 0x180d},
                              {0x200b, 0x200d}, {0x2060, 0x2060}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}};
// RFC 3454 tables C.2 to C.9.
constexpr Range kProhibited[] = {
    {0x00, 0x1f},       {0x7f, 0x9f},        {0x340, 0x341},   {0x6dd, 0x6dd},   {0x70f, 0x70f},
    {0x180e, 0x180e},   {0x200e, 0x200f},    {0x2028, 0x202e}, {0x2061, 0x2063}, {0x206a, 0x206f},
    {0x2ff0, 0x2ffb},   {0xd800, 0xf8ff},    {0xfdd0, 0xfdef}, {0xfff9, 0xffff}, {0x1d173, 0x1d17a},
    {0xe0000, 0xe007f}, {0xf0000, 0x10ffff},
};

bool isNonCharacter(gunichar c) { return (c & 0xfffe) == 0xfffe; }

} // namespace

std::optional<std::string> prepared(std::string_view text)
{
    if (text.empty() || !g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr))
        return std::nullopt;
    std::string mapped;
    const char *const end = text.data() + text.size();
    for (const char *at = text.data(); at < end; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (isIn(c, kSpaces))
            mapped += ' ';
        else if (!isIn(c, kNothing))
            mapped.append(at, static_cast<std::size_t>(g_utf8_next_char(at) - at));
    }
    const std::unique_ptr<gchar, decltype(&g_free)> normal(
        g_utf8_normalize(mapped.data(), static_cast<gssize>(mapped.size()), G_NORMALIZE_NFKC), &g_free);
    if (!normal || *normal == '\0')
        return std::nullopt;
    for (const char *at = normal.get(); *at != '\0'; at = g_utf8_next_char(at))
        if (const gunichar c = g_utf8_get_char(at); isIn(c, kProhibited) || isNonCharacter(c))
            return std::nullopt;
    return std::string(normal.get());
}

} // namespace mf::sasl
