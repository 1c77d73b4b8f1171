#include "sim/smtp/parameters.h"

#include "sim/base/ascii.h"

#include <algorithm>

namespace mf::smtp {

namespace {

std::unexpected<Reply> bad(int code, const char *why) { return std::unexpected{Reply{code, {5, 5, 4}, why}}; }

// RFC 5321 section 4.1.1.11: 555 for a parameter that is not known or was not offered.
std::unexpected<Reply> unknown() { return bad(555, "parameter not recognized"); }

} // namespace

std::expected<MailParameters, Reply> parseMailParameters(std::string_view text, OfferedParameters offered)
{
    MailParameters parameters;
    bool saidSize = false, saidBody = false, saidAuth = false;
    for (const std::string_view word : ascii::split(text, ' ')) {
        if (word.empty())
            continue;
        const auto [key, value] = ascii::cut(word, '=');
        if (ascii::equals(key, "SIZE") && offered.size) {
            // RFC 1870 section 3: up to 20 digits, so more than fits is still a number, and too much for anybody.
            const bool isNumber =
                !value.empty() && value.size() <= 20 && std::ranges::all_of(value, ascii::isDigit);
            if (!isNumber || std::exchange(saidSize, true))
                return bad(501, "SIZE needs one number of octets");
            parameters.sizeOctets = ascii::number<std::uint64_t>(value).value_or(~std::uint64_t{0});
        } else if (ascii::equals(key, "BODY") && offered.eightBitMime) {
            parameters.eightBit = ascii::equals(value, "8BITMIME");
            if ((!parameters.eightBit && !ascii::equals(value, "7BIT")) || std::exchange(saidBody, true))
                return bad(501, "BODY is 7BIT or 8BITMIME");
        } else if (ascii::equals(key, "AUTH") && offered.auth) {
            // RFC 4954 section 5: who wrote it elsewhere. A server that trusts nobody's word takes it as
            // AUTH=<>.
            if (value.empty() || std::exchange(saidAuth, true))
                return bad(501, "AUTH needs one mailbox or <>");
        } else {
            return unknown();
        }
    }
    return parameters;
}

std::expected<void, Reply> parseRcptParameters(std::string_view text)
{
    if (!ascii::trimmed(text).empty())
        return unknown();
    return {};
}

} // namespace mf::smtp
