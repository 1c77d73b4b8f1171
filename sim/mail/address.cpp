#include "sim/mail/address.h"

#include "sim/base/ascii.h"
#include "sim/base/ip.h"
#include "sim/mail/tokens.h"

#include <algorithm>

namespace mf::mail {

namespace {

using Error = std::unexpected<Phrase>;

constexpr std::size_t kLabelLimitOctets = 63; // RFC 1035 section 2.3.4

Error outsideAscii()
{
    return Error(
        phrase("the address has characters outside ASCII; they need SMTPUTF8, which is not offered here"));
}

bool beyondAscii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// atext (RFC 5322 section 3.2.3)
bool isAtext(char c)
{
    return ascii::isAlpha(c) || ascii::isDigit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").contains(c);
}

bool isDotString(std::string_view text)
{
    const auto isAtom = [](std::string_view atom) {
        return !atom.empty() && std::ranges::all_of(atom, isAtext);
    };
    return std::ranges::all_of(ascii::split(text, '.'), isAtom);
}

std::expected<std::string, Phrase> takeQuotedLocalPart(std::string_view &rest)
{
    std::string said;
    for (std::size_t at = 1; at < rest.size(); ++at) {
        if (rest[at] == '"') {
            rest.remove_prefix(at + 1);
            return said;
        }
        if (rest[at] == '\\' && at + 1 < rest.size())
            ++at;
        if (beyondAscii(rest[at]))
            return outsideAscii();
        if (!ascii::isPrintable(rest[at]))
            return Error(phrase("a quoted local part may not hold control characters"));
        said += rest[at];
    }
    return Error(phrase("the quoted local part is not closed with \""));
}

std::expected<std::string, Phrase> takeDotString(std::string_view &rest)
{
    const std::string_view text = takeUntil(rest, "@>");
    if (std::ranges::any_of(text, beyondAscii))
        return outsideAscii();
    if (text.empty())
        return Error(phrase("there is nothing before the @"));
    if (text.starts_with('.') || text.ends_with('.') || text.contains(".."))
        return Error(phrase("a dot in a local part must stand between two other characters"));
    const auto wrong = std::ranges::find_if(text, [](char c) { return c != '.' && !isAtext(c); });
    if (wrong != text.end())
        return Error(phrase("\"{}\" may stand in a local part only within quotes",
                            ascii::escaped(std::string_view(&*wrong, 1))));
    return std::string(text);
}

std::expected<std::string, Phrase> takeLocalPart(std::string_view &rest)
{
    auto said = rest.starts_with('"') ? takeQuotedLocalPart(rest) : takeDotString(rest);
    if (said && said->size() > kLocalPartLimitOctets)
        return Error(phrase("the local part is longer than {} octets", kLocalPartLimitOctets));
    return said;
}

/// An address literal (RFC 5321 section 4.1.3); IPv6 is the only tag that was ever registered.
std::expected<std::string, Phrase> takeLiteral(std::string_view &rest)
{
    const std::size_t end = rest.find(']');
    if (end == std::string_view::npos)
        return Error(phrase("the address literal is not closed with ]"));
    const std::string_view literal = rest.substr(0, end + 1);
    std::string_view inner = literal.substr(1, end - 1);
    const bool taggedV6 = ascii::startsWith(inner, "IPv6:");
    if (taggedV6)
        inner.remove_prefix(5);
    const bool clean = std::ranges::all_of(inner, ascii::isPrintable); // a NUL would end it early
    const auto address = clean ? IpAddress::parse(inner) : std::nullopt;
    if (!address || address->isV6() != taggedV6)
        return Error(phrase("the address literal is neither [192.0.2.1] nor [IPv6:2001:db8::1] in form"));
    rest.remove_prefix(literal.size());
    return std::string(literal);
}

std::expected<void, Phrase> checkLabel(std::string_view label)
{
    if (label.empty())
        return Error(phrase("a domain may not have an empty label: look for a dot too many"));
    if (label.size() > kLabelLimitOctets)
        return Error(phrase("a label of the domain is longer than {} octets", kLabelLimitOctets));
    if (label.starts_with('-') || label.ends_with('-'))
        return Error(phrase("a label of a domain may not begin or end with a hyphen"));
    const auto allowed = [](char c) { return ascii::isAlpha(c) || ascii::isDigit(c) || c == '-'; };
    const auto wrong = std::ranges::find_if_not(label, allowed);
    if (wrong == label.end())
        return {};
    return beyondAscii(*wrong) ? outsideAscii()
                               : Error(phrase("\"{}\" may not stand in a domain",
                                              ascii::escaped(std::string_view(&*wrong, 1))));
}

std::expected<std::string, Phrase> takeDomain(std::string_view &rest, std::string_view stops)
{
    if (rest.starts_with('['))
        return takeLiteral(rest);
    const std::string_view domain = takeUntil(rest, stops);
    if (domain.empty())
        return Error(phrase("there is no domain after the @"));
    if (domain.size() > kDomainLimitOctets)
        return Error(phrase("the domain is longer than {} octets", kDomainLimitOctets));
    for (const std::string_view label : ascii::split(domain, '.'))
        if (const auto fine = checkLabel(label); !fine)
            return Error(fine.error());
    return std::string(domain);
}

std::expected<Path, Phrase> takeMailbox(std::string_view &rest)
{
    const std::size_t whole = rest.size();
    auto localPart = takeLocalPart(rest);
    if (!localPart)
        return Error(localPart.error());
    if (!takeChar(rest, '@'))
        return Error(phrase("the address has no @ with a domain after it"));
    auto domain = takeDomain(rest, ">");
    if (!domain)
        return Error(domain.error());
    if (whole - rest.size() + 2 > kPathLimitOctets)
        return Error(phrase("the address is longer than {} octets with its brackets", kPathLimitOctets));
    return Path{std::move(*localPart), std::move(*domain)};
}

/// RFC 5321 section 4.1.2: A-d-l ":". Servers forget it (appendix C).
std::expected<void, Phrase> skipSourceRoute(std::string_view &rest)
{
    while (takeChar(rest, '@')) {
        if (const auto domain = takeDomain(rest, ",:>"); !domain)
            return Error(domain.error());
        if (takeChar(rest, ':'))
            return {};
        if (!takeChar(rest, ',') || !rest.starts_with('@'))
            return Error(phrase("a source route is @host,@host: before the address"));
    }
    return {};
}

} // namespace

std::string Path::print() const
{
    if (isNull())
        return {};
    if (isDotString(localPart))
        return localPart + '@' + domain;
    std::string out = "\"";
    for (const char c : localPart) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + "\"@" + domain;
}

bool sameMailbox(const Path &a, const Path &b)
{
    return ascii::equals(a.localPart, b.localPart) && ascii::equals(a.domain, b.domain);
}

std::expected<Path, Phrase> parseMailbox(std::string_view text)
{
    auto path = takeMailbox(text);
    if (path && !text.empty())
        return Error(phrase("there is something after the end of the address"));
    return path;
}

std::expected<ParsedPath, Phrase> parsePath(std::string_view text)
{
    const std::size_t whole = text.size();
    if (!takeChar(text, '<'))
        return Error(phrase("the address must stand in angle brackets: <name@example.org>"));
    ParsedPath parsed;
    if (!text.starts_with('>')) {
        if (const auto route = skipSourceRoute(text); !route)
            return Error(route.error());
        auto path = takeMailbox(text);
        if (!path)
            return Error(path.error());
        parsed.path = std::move(*path);
    }
    if (!takeChar(text, '>'))
        return Error(phrase("the address is not closed with >"));
    if (whole - text.size() > kPathLimitOctets)
        return Error(phrase("the path is longer than {} octets with its brackets", kPathLimitOctets));
    if (!text.empty() && text.front() != ' ')
        return Error(phrase("a space must stand between the closing bracket and a parameter"));
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    parsed.rest = text;
    return parsed;
}

} // namespace mf::mail
