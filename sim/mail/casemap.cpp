#include "sim/mail/casemap.h"

#include "sim/base/ascii.h"
#include "sim/mail/tokens.h"

#include <glib.h>

#include <algorithm>
#include <limits>

namespace mf::mail {

namespace {

constexpr std::size_t kElementLimit = 18; // Unicode: no character has more

void appendMapped(std::string &out, gunichar character)
{
    gunichar elements[kElementLimit];
    const gsize count =
        g_unichar_fully_decompose(g_unichar_totitle(character), TRUE, elements, kElementLimit);
    char octets[6];
    for (gsize i = 0; i < count; ++i)
        out.append(octets, static_cast<std::size_t>(g_unichar_to_utf8(elements[i], octets)));
}

} // namespace

std::string casemapped(std::string_view text)
{
    if (isAscii(text))
        return ascii::toUpper(text);
    std::string out;
    out.reserve(text.size() + text.size() / 4);
    while (!text.empty()) {
        const gunichar character = g_utf8_get_char_validated(
            text.data(), static_cast<gssize>(std::min<std::size_t>(text.size(), 6)));
        constexpr gunichar kLastCharacter = 0x10ffff; // beyond: what GLib says of octets that are no UTF-8
        if (character > kLastCharacter || text.front() == '\0') {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        appendMapped(out, character);
        text.remove_prefix(static_cast<std::size_t>(g_unichar_to_utf8(character, nullptr)));
    }
    return out;
}

Needle::Needle(std::string_view text) : m_text(casemapped(text))
{
    const auto skip = [](std::size_t octets) {
        return static_cast<std::uint8_t>(
            std::min<std::size_t>(octets, std::numeric_limits<std::uint8_t>::max()));
    };
    m_skips.fill(skip(m_text.size()));
    for (std::size_t i = 0; i + 1 < m_text.size(); ++i)
        for (const char c : {m_text[i], ascii::lower(m_text[i])})
            m_skips[static_cast<unsigned char>(c)] = skip(m_text.size() - 1 - i);
}

bool Needle::isIn(std::string_view text) const
{
    if (m_text.empty())
        return true;
    const std::size_t last = m_text.size() - 1;
    for (std::size_t at = last; at < text.size(); at += m_skips[static_cast<unsigned char>(text[at])]) {
        std::size_t i = 0;
        while (i <= last && ascii::upper(text[at - i]) == m_text[last - i])
            ++i;
        if (i > last)
            return true;
    }
    return false;
}

} // namespace mf::mail
