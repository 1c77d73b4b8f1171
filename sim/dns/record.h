// Resource records (RFC 1035 section 3.2, RFC 3596, RFC 2782): octets as on the wire, read where they are
// needed.
#pragma once

#include "sim/base/ip.h"
#include "sim/base/phrase.h"
#include "sim/dns/name.h"
#include "sim/wire/datagram_machine.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::dns {

/// TYPE and QTYPE numbers that something here looks at. Any other number passes through.
namespace type {
inline constexpr std::uint16_t A = 1, Ns = 2, Cname = 5, Soa = 6, Ptr = 12, Mx = 15, Txt = 16, Aaaa = 28,
                               Hinfo = 13, Srv = 33, Opt = 41, Tsig = 250, Ixfr = 251, Axfr = 252, Any = 255;
} // namespace type
inline constexpr std::uint16_t kClassIn = 1;

/// "MX"; "TYPE65280" for a number without a name (RFC 3597 section 5).
std::string typeName(std::uint16_t type);
std::optional<std::uint16_t> typeNamed(std::string_view name);
/// Of all types that have a name here.
std::vector<std::string> typeNames();
/// Not of records: OPT, and 128 .. 255, the transfers and ANY (RFC 6895 section 3.1).
constexpr bool isMetaType(std::uint16_t type) { return type == type::Opt || (type >= 128 && type <= 255); }

/// What a secondary server asks for (RFC 5936, RFC 1995). Nobody here is one.
constexpr bool isTransfer(std::uint16_t type) { return type == type::Axfr || type == type::Ixfr; }

struct Question {
    Name name;
    std::uint16_t type = type::A;
    std::uint16_t cls = kClassIn;
    friend bool operator==(const Question &, const Question &) = default;
};

struct Record {
    Name name;
    std::uint16_t type = 0;
    std::uint16_t cls = kClassIn;
    std::uint32_t ttl = 0; ///< seconds
    std::string rdata;     ///< wire form, names in it uncompressed

    friend bool operator==(const Record &, const Record &) = default;
};

// ---- reading RDATA; nothing: it is of another type, or malformed
// -------------------------------------------------

std::optional<IpAddress> addressOf(const Record &record);        ///< A, AAAA
std::optional<Name> targetOf(const Record &record);              ///< NS, CNAME, PTR, MX, SRV
std::optional<std::uint16_t> preferenceOf(const Record &record); ///< MX

struct Soa {
    Name primary, mailbox;
    std::uint32_t serial = 1, refresh = 7200, retry = 900, expire = 1'209'600;
    std::uint32_t minimum = 300; ///< the TTL of "there is none" (RFC 2308 section 4)
};
std::optional<Soa> soaOf(const Record &record);

/// Whether RDATA has the shape of its type; types without a shape known here always have.
bool isWellFormed(const Record &record);

// ---- making records
// --------------------------------------------------------------------------------------------

Record makeAddress(const Name &name, std::uint32_t ttl, const IpAddress &address);
/// NS, CNAME or PTR.
Record makePointer(const Name &name, std::uint32_t ttl, std::uint16_t type, const Name &target);
Record makeMx(const Name &name, std::uint32_t ttl, std::uint16_t preference, const Name &host);
/// One TXT record; a text over 255 octets becomes several strings of it (RFC 7208 section 3.3).
Record makeText(const Name &name, std::uint32_t ttl, std::string_view text);
Record makeSoa(const Name &name, std::uint32_t ttl, const Soa &soa);

/// RDATA from presentation form, names relative to `origin`. The error says what is wrong, in words for a
/// person.
std::expected<std::string, Phrase> parseRdata(std::uint16_t type, std::string_view text, const Name &origin);
/// RDATA in presentation form: "10 mx.example.net.".
std::string printRdata(const Record &record);

/// As programs of the machine get it.
DnsRecord toAnswer(const Record &record);

} // namespace mf::dns
