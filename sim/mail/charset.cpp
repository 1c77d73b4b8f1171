#include "sim/mail/charset.h"

#include "sim/base/ascii.h"

#include <gmime/gmime.h>

#include <cerrno>
#include <memory>

namespace mf::mail {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd"; // U+FFFD

} // namespace

void startGMime() { [[maybe_unused]] static const bool started = (g_mime_init(), true); }

std::string validUtf8(std::string_view octets)
{
    if (octets.empty())
        return {}; // GLib takes no null pointer
    struct Free {
        void operator()(char *text) const { g_free(text); }
    };
    const std::unique_ptr<char, Free> valid(
        g_utf8_make_valid(octets.data(), static_cast<gssize>(octets.size())));
    return valid.get();
}

std::optional<std::string> toUtf8(std::string_view octets, std::string_view charset)
{
    if (ascii::equals(charset, "utf-8") || ascii::equals(charset, "us-ascii"))
        return validUtf8(octets);
    if (charset.empty() || charset.contains('\0'))
        return std::nullopt;
    startGMime();
    const iconv_t converter = g_mime_iconv_open("utf-8", std::string(charset).c_str());
    if (converter == reinterpret_cast<iconv_t>(-1)) // NOLINT: how iconv says no
        return std::nullopt;
    std::string out, source(octets);
    char *from = source.data();
    std::size_t left = source.size();
    char buffer[4096];
    while (left > 0) {
        char *to = buffer;
        std::size_t room = sizeof buffer;
        const bool stopped = iconv(converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1);
        const bool unreadable = stopped && errno != E2BIG;
        out.append(buffer, sizeof buffer - room);
        if (unreadable && left > 0) {
            out += kReplacement;
            ++from;
            --left;
        }
    }
    g_mime_iconv_close(converter);
    return validUtf8(out);
}

} // namespace mf::mail
