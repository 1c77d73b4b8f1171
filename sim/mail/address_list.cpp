// The addresses of a header field (RFC 5322 section 3.4), read with patience: whatever stands there,
// something comes out.
#include "sim/base/ascii.h"
#include "sim/mail/mime.h"
#include "sim/mail/tokens.h"

#include <algorithm>
#include <iterator>

namespace mf::mail {

namespace {

constexpr std::string_view kSpecials = " \t\r\n()<>@,;:\"[]";

/// Words before something that decides what they are: a name, or a local part.
struct Words {
    std::string asName;      ///< one space between
    std::string asLocalPart; ///< none
    std::string comment;
};

Words takeWords(std::string_view &rest)
{
    Words words;
    for (;;) {
        skipCfws(rest, &words.comment);
        if (rest.empty() || std::string_view("<@,;:").contains(rest.front()))
            return words;
        std::string word = rest.starts_with('"') ? takeQuoted(rest) : std::string(takeUntil(rest, kSpecials));
        if (word.empty() && !rest.empty() && std::string_view(")>[]").contains(rest.front())) {
            rest.remove_prefix(1); // stands where nothing of it may stand
            continue;
        }
        if (!words.asName.empty())
            words.asName += ' ';
        words.asName += word;
        words.asLocalPart += word;
    }
}

/// What comes after the @; a comment behind it is how names were written of old.
std::string takeDomain(std::string_view &rest, std::string &comment)
{
    std::string domain;
    skipCfws(rest, &comment);
    if (rest.starts_with('[')) {
        domain = takeUntil(rest, "]");
        if (takeChar(rest, ']'))
            domain += ']';
        skipCfws(rest, &comment);
        return domain;
    }
    for (;;) {
        domain += takeUntil(rest, kSpecials);
        skipCfws(rest, &comment);
        const bool goesOn = rest.starts_with('.')
                            || (domain.ends_with('.') && !rest.empty() && !kSpecials.contains(rest.front()));
        if (!goesOn)
            return domain;
    }
}

/// RFC 5322 section 4.4: a source route stands before an address and ends with a colon.
std::string takeRoute(std::string_view &rest)
{
    const std::string_view inside = rest.substr(0, rest.find('>'));
    const auto colon = inside.find(':');
    if (!inside.starts_with('@') || colon == inside.npos)
        return {};
    std::string route;
    std::ranges::copy_if(inside.substr(0, colon), std::back_inserter(route),
                         [](char c) { return !std::string_view(" \t\r\n").contains(c); });
    rest.remove_prefix(colon + 1);
    return route;
}

/// The inside of < >, after the opening bracket.
void takeAngleAddress(std::string_view &rest, HeaderAddress &address)
{
    std::string comment;
    skipCfws(rest);
    address.route = takeRoute(rest);
    address.localPart = takeWords(rest).asLocalPart;
    if (takeChar(rest, '@'))
        address.domain = takeDomain(rest, comment);
    takeUntil(rest, ">,;");
    takeChar(rest, '>');
}

HeaderAddress takeAddress(std::string_view &rest, bool inGroup)
{
    HeaderAddress address;
    Words words = takeWords(rest);
    if (!inGroup && takeChar(rest, ':')) {
        address.name = std::move(words.asName);
        address.groupStart = true;
        return address;
    }
    if (takeChar(rest, '<')) {
        address.name = std::move(words.asName);
        takeAngleAddress(rest, address);
    } else {
        address.localPart = std::move(words.asLocalPart);
        if (takeChar(rest, '@'))
            address.domain = takeDomain(rest, words.comment);
        address.name = std::move(words.comment);
    }
    takeUntil(rest, ",;");
    return address;
}

} // namespace

std::vector<HeaderAddress> parseAddresses(std::string_view fieldValue)
{
    std::vector<HeaderAddress> addresses;
    const auto endGroup = [&] {
        HeaderAddress end;
        end.groupEnd = true;
        addresses.push_back(end);
    };
    bool inGroup = false;
    while (addresses.size() < kHeaderAddressLimit) {
        skipCfws(fieldValue);
        if (fieldValue.empty())
            break;
        if (takeChar(fieldValue, ','))
            continue;
        if (takeChar(fieldValue, ';')) {
            if (std::exchange(inGroup, false))
                endGroup();
            continue;
        }
        HeaderAddress address = takeAddress(fieldValue, inGroup);
        inGroup = inGroup || address.groupStart;
        const bool says = address.groupStart || !address.localPart.empty() || !address.domain.empty()
                          || !address.name.empty();
        if (says)
            addresses.push_back(std::move(address));
    }
    if (inGroup)
        endGroup();
    return addresses;
}

} // namespace mf::mail
