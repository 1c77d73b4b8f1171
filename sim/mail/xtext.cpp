#include "sim/mail/xtext.h"

namespace mf::mail {

namespace {

constexpr std::string_view kDigits =
    "0123456789ABCDEF"; // small letters are none (RFC 3461 section 4: hexchar)

bool standsForItself(char c) { return c > ' ' && c < '\x7f' && c != '+' && c != '='; }

} // namespace

std::string toXtext(std::string_view octets)
{
    std::string out;
    for (const char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        if (standsForItself(c))
            out += c;
        else
            out.append(1, '+').append(1, kDigits[octet >> 4]).append(1, kDigits[octet & 15]);
    }
    return out;
}

std::optional<std::string> fromXtext(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (standsForItself(text[i])) {
            out += text[i];
            continue;
        }
        if (text[i] != '+' || i + 2 >= text.size())
            return std::nullopt;
        const auto high = kDigits.find(text[i + 1]), low = kDigits.find(text[i + 2]);
        if (high == kDigits.npos || low == kDigits.npos)
            return std::nullopt;
        out += static_cast<char>(high << 4 | low);
        i += 2;
    }
    return out;
}

} // namespace mf::mail
