// Where a letter for a domain goes: what its MX records mean (RFC 5321 section 5.1, RFC 7505). Pure
// functions.
#pragma once

#include "sim/kernel/random.h"
#include "sim/mail/reply.h"
#include "sim/wire/datagram_machine.h"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace mf::node {

inline constexpr std::uint16_t kTypeA = 1, kTypeMx = 15, kTypeAaaa = 28; ///< RFC 1035 section 3.2.2, RFC 3596

/// Hosts of one domain that are tried; those beyond are not (a domain could name thousands).
inline constexpr std::size_t kHostLimit = 20;

/// Addresses of one family of one host that are tried, likewise.
inline constexpr std::size_t kAddressLimit = 10;

struct MailHost {
    std::string name;
    std::uint16_t preference = 0;
    friend bool operator==(const MailHost &, const MailHost &) = default;
};

struct Route {
    std::vector<MailHost> hosts; ///< in the order in which they are to be tried
    bool implicit = false;       ///< no MX: the domain itself
};

/// The error says why nothing can be delivered: transient if DNS gave no answer, else permanent. `ownName`
/// and hosts no better than it are left out, for such a letter would come back.
std::expected<Route, Reply> routeFor(std::string_view domain, std::string_view ownName, const DnsAnswer &mx,
                                     RandomStream &random);

/// "10 mx1.example.net, 20 mx2.example.net"
std::string print(const std::vector<MailHost> &hosts);

} // namespace mf::node
