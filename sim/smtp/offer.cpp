#include "sim/smtp/offer.h"

#include "sim/base/ascii.h"

namespace mf::smtp {

namespace {

void readKeyword(Offer &offer, std::string_view line)
{
    // Servers of old wrote "AUTH=PLAIN LOGIN"; clients take both.
    const auto [keyword, rest] = ascii::cut(line, ascii::startsWith(line, "AUTH=") ? '=' : ' ');
    if (ascii::equals(keyword, "PIPELINING")) {
        offer.pipelining = true;
    } else if (ascii::equals(keyword, "8BITMIME")) {
        offer.eightBitMime = true;
    } else if (ascii::equals(keyword, "STARTTLS")) {
        offer.startTls = true;
    } else if (ascii::equals(keyword, "ENHANCEDSTATUSCODES")) {
        offer.enhancedStatusCodes = true;
    } else if (ascii::equals(keyword, "DSN")) {
        offer.dsn = true;
    } else if (ascii::equals(keyword, "SIZE")) {
        offer.size = true;
        offer.sizeLimitOctets = ascii::number<std::uint64_t>(ascii::trimmed(rest)).value_or(0);
    } else if (ascii::equals(keyword, "AUTH")) {
        for (const std::string_view mechanism : ascii::split(rest, ' '))
            if (!mechanism.empty())
                offer.authMechanisms.emplace_back(mechanism);
    }
}

} // namespace

Offer parseOffer(const Reply &ehloReply)
{
    Offer offer;
    const auto lines = ascii::split(ehloReply.text, '\n');
    for (std::size_t i = 1; i < lines.size(); ++i)
        readKeyword(offer, lines[i]);
    return offer;
}

} // namespace mf::smtp
