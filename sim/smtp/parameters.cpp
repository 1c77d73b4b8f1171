#include "sim/smtp/parameters.h"

#include "sim/base/ascii.h"
#include "sim/mail/xtext.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace mf::smtp {

namespace {

std::unexpected<Reply> bad(int code, const char *why) { return std::unexpected{Reply{code, {5, 5, 4}, why}}; }

// RFC 5321 section 4.1.1.11: 555 for a parameter that is not known or was not offered.
std::unexpected<Reply> unknown() { return bad(555, "parameter not recognized"); }

} // namespace

std::expected<MailParameters, Reply> parseMailParameters(std::string_view text, OfferedParameters offered)
{
    MailParameters parameters;
    bool saidSize = false, saidBody = false, saidAuth = false, saidId = false;
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
            const bool isXtext = value == "<>" || mail::fromXtext(value);
            if (value.empty() || !isXtext || std::exchange(saidAuth, true))
                return bad(501, "AUTH needs one mailbox, in xtext, or <>");
        } else if (ascii::equals(key, "RET") && offered.dsn) {
            const bool again = parameters.returned != Returned::NotSaid;
            parameters.returned = ascii::equals(value, "FULL")   ? Returned::Full
                                  : ascii::equals(value, "HDRS") ? Returned::Headers
                                                                 : Returned::NotSaid;
            if (again || parameters.returned == Returned::NotSaid)
                return bad(501, "RET is FULL or HDRS");
        } else if (ascii::equals(key, "ENVID") && offered.dsn) {
            const auto id = mail::fromXtext(value);
            if (!id || id->empty() || id->size() > kEnvelopeIdLimitOctets || std::exchange(saidId, true))
                return bad(501, "ENVID needs one name of up to 100 characters, in xtext");
            parameters.envelopeId = value;
        } else {
            return unknown();
        }
    }
    return parameters;
}

namespace {

/// "SUCCESS,DELAY", or "NEVER" alone; nothing: it is neither.
std::optional<std::uint8_t> parseNotify(std::string_view text)
{
    struct Word {
        std::string_view name;
        Wish::Notify what;
    };
    static constexpr Word words[] = {{"SUCCESS", Wish::Success},
                                     {"FAILURE", Wish::Failure},
                                     {"DELAY", Wish::Delay},
                                     {"NEVER", Wish::Never}};
    std::uint8_t notify = 0;
    for (const std::string_view one : ascii::split(text, ',')) {
        const auto *known =
            std::ranges::find_if(words, [one](const Word &word) { return ascii::equals(word.name, one); });
        if (known == std::end(words))
            return std::nullopt;
        notify |= known->what;
    }
    const bool both = (notify & Wish::Never) != 0 && notify != Wish::Never;
    return both ? std::nullopt : std::optional(notify);
}

/// RFC 3461 section 4.2: a type of address, which is an atom, and the address in xtext.
bool isOriginalRecipient(std::string_view text)
{
    const auto [type, address] = ascii::cut(text, ';');
    const auto mayStand = [](char c) { return ascii::isPrintable(c) && c != ' '; };
    return !type.empty() && std::ranges::all_of(type, mayStand) && !address.empty()
           && text.size() <= kOriginalRecipientLimitOctets && mail::fromXtext(address);
}

} // namespace

std::expected<Wish, Reply> parseRcptParameters(std::string_view text, OfferedParameters offered)
{
    Wish wish;
    for (const std::string_view word : ascii::split(text, ' ')) {
        if (word.empty())
            continue;
        const auto [key, value] = ascii::cut(word, '=');
        if (ascii::equals(key, "NOTIFY") && offered.dsn) {
            const auto notify = parseNotify(value);
            if (!notify || std::exchange(wish.notify, notify.value_or(0)) != 0)
                return bad(501, "NOTIFY is NEVER, or some of SUCCESS, FAILURE and DELAY");
        } else if (ascii::equals(key, "ORCPT") && offered.dsn) {
            if (!isOriginalRecipient(value) || !std::exchange(wish.original, std::string(value)).empty())
                return bad(501, "ORCPT needs one type and address, as in rfc822;bob@example.org");
        } else {
            return unknown();
        }
    }
    return wish;
}

} // namespace mf::smtp
