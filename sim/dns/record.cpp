#include "sim/dns/record.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"

#include <algorithm>
#include <array>

namespace mf::dns {

namespace {

struct TypeRow {
    std::uint16_t type;
    std::string_view name;
};
constexpr std::array kTypes{
    TypeRow{type::A, "A"},       TypeRow{type::Ns, "NS"},     TypeRow{type::Cname, "CNAME"},
    TypeRow{type::Soa, "SOA"},   TypeRow{type::Ptr, "PTR"},   TypeRow{type::Hinfo, "HINFO"},
    TypeRow{type::Mx, "MX"},     TypeRow{type::Txt, "TXT"},   TypeRow{17, "RP"},
    TypeRow{type::Aaaa, "AAAA"}, TypeRow{29, "LOC"},          TypeRow{type::Srv, "SRV"},
    TypeRow{35, "NAPTR"},        TypeRow{39, "DNAME"},        TypeRow{type::Opt, "OPT"},
    TypeRow{43, "DS"},           TypeRow{44, "SSHFP"},        TypeRow{46, "RRSIG"},
    TypeRow{47, "NSEC"},         TypeRow{48, "DNSKEY"},       TypeRow{50, "NSEC3"},
    TypeRow{52, "TLSA"},         TypeRow{61, "OPENPGPKEY"},   TypeRow{99, "SPF"},
    TypeRow{type::Tsig, "TSIG"}, TypeRow{type::Ixfr, "IXFR"}, TypeRow{type::Axfr, "AXFR"},
    TypeRow{type::Any, "ANY"},   TypeRow{257, "CAA"},
};

std::uint16_t read16(std::string_view octets, std::size_t pos)
{
    return static_cast<std::uint16_t>(static_cast<unsigned char>(octets[pos]) << 8
                                      | static_cast<unsigned char>(octets[pos + 1]));
}

std::uint32_t read32(std::string_view octets, std::size_t pos)
{
    return std::uint32_t{read16(octets, pos)} << 16 | read16(octets, pos + 2);
}

void write16(std::string &out, std::uint16_t value)
{
    out += static_cast<char>(value >> 8);
    out += static_cast<char>(value & 0xff);
}

void write32(std::string &out, std::uint32_t value)
{
    write16(out, static_cast<std::uint16_t>(value >> 16));
    write16(out, static_cast<std::uint16_t>(value & 0xffff));
}

void writeName(std::string &out, const Name &name)
{
    out += name.wire();
    out += '\0';
}

/// Octets before the name in RDATA that is numbers and then one name; nothing: RDATA of another shape.
std::optional<std::size_t> targetOffset(std::uint16_t type)
{
    switch (type) {
    case type::Ns:
    case type::Cname:
    case type::Ptr: return 0;
    case type::Mx: return 2;  // preference
    case type::Srv: return 6; // priority, weight, port
    default: return std::nullopt;
    }
}

/// Character-strings (RFC 1035 section 3.3): at least one, each with its length before it.
bool areStrings(std::string_view rdata)
{
    std::size_t pos = 0;
    while (pos < rdata.size())
        pos += 1 + static_cast<unsigned char>(rdata[pos]);
    return pos == rdata.size() && pos > 0;
}

} // namespace

std::string typeName(std::uint16_t type)
{
    const auto row = std::ranges::find(kTypes, type, &TypeRow::type);
    return row != kTypes.end() ? std::string(row->name) : "TYPE" + std::to_string(type);
}

std::vector<std::string> typeNames()
{
    std::vector<std::string> names;
    for (const TypeRow &row : kTypes)
        names.emplace_back(row.name);
    return names;
}

std::optional<std::uint16_t> typeNamed(std::string_view name)
{
    const auto row =
        std::ranges::find_if(kTypes, [&](const TypeRow &r) { return ascii::equals(r.name, name); });
    if (row != kTypes.end())
        return row->type;
    if (ascii::startsWith(name, "TYPE"))
        return ascii::number<std::uint16_t>(name.substr(4));
    return std::nullopt;
}

std::optional<IpAddress> addressOf(const Record &record)
{
    const auto octet = [&](std::size_t i) { return static_cast<std::uint8_t>(record.rdata[i]); };
    if (record.type == type::A && record.rdata.size() == 4)
        return IpAddress::v4(octet(0), octet(1), octet(2), octet(3));
    if (record.type != type::Aaaa || record.rdata.size() != 16)
        return std::nullopt;
    std::array<std::uint8_t, 16> octets{};
    for (std::size_t i = 0; i < octets.size(); ++i)
        octets[i] = octet(i);
    return IpAddress::v6(octets);
}

std::optional<Name> targetOf(const Record &record)
{
    const auto offset = targetOffset(record.type);
    if (!offset || record.rdata.size() <= *offset)
        return std::nullopt;
    std::size_t pos = *offset;
    auto name = Name::takeWire(record.rdata, pos);
    return pos == record.rdata.size() ? name : std::nullopt;
}

std::optional<std::uint16_t> preferenceOf(const Record &record)
{
    if (record.type != type::Mx || record.rdata.size() < 2)
        return std::nullopt;
    return read16(record.rdata, 0);
}

std::optional<Soa> soaOf(const Record &record)
{
    std::size_t pos = 0;
    if (record.type != type::Soa)
        return std::nullopt;
    auto primary = Name::takeWire(record.rdata, pos);
    auto mailbox = Name::takeWire(record.rdata, pos);
    if (!primary || !mailbox || record.rdata.size() != pos + 20)
        return std::nullopt;
    return Soa{std::move(*primary),           std::move(*mailbox),           read32(record.rdata, pos),
               read32(record.rdata, pos + 4), read32(record.rdata, pos + 8), read32(record.rdata, pos + 12),
               read32(record.rdata, pos + 16)};
}

bool isWellFormed(const Record &record)
{
    switch (record.type) {
    case type::A: return record.rdata.size() == 4;
    case type::Aaaa: return record.rdata.size() == 16;
    case type::Txt: return areStrings(record.rdata);
    case type::Soa: {
        const auto primary = Name::endOfWire(record.rdata, 0);
        const auto mailbox = primary ? Name::endOfWire(record.rdata, *primary) : std::nullopt;
        return mailbox && record.rdata.size() == *mailbox + 20;
    }
    default: {
        const auto offset = targetOffset(record.type);
        return !offset || Name::endOfWire(record.rdata, *offset) == record.rdata.size();
    }
    }
}

Record makeAddress(const Name &name, std::uint32_t ttl, const IpAddress &address)
{
    return {name, address.isV6() ? type::Aaaa : type::A, kClassIn, ttl, std::string(address.octets())};
}

Record makePointer(const Name &name, std::uint32_t ttl, std::uint16_t type, const Name &target)
{
    MF_CHECK(type == type::Ns || type == type::Cname || type == type::Ptr);
    Record record{name, type, kClassIn, ttl, {}};
    writeName(record.rdata, target);
    return record;
}

Record makeMx(const Name &name, std::uint32_t ttl, std::uint16_t preference, const Name &host)
{
    Record record{name, type::Mx, kClassIn, ttl, {}};
    write16(record.rdata, preference);
    writeName(record.rdata, host);
    return record;
}

Record makeText(const Name &name, std::uint32_t ttl, std::string_view text)
{
    constexpr std::size_t stringLimit = 255; // RFC 1035 section 3.3: <character-string>
    Record record{name, type::Txt, kClassIn, ttl, {}};
    do {
        const std::string_view piece = text.substr(0, stringLimit);
        record.rdata += static_cast<char>(piece.size());
        record.rdata += piece;
        text.remove_prefix(piece.size());
    } while (!text.empty());
    return record;
}

Record makeSoa(const Name &name, std::uint32_t ttl, const Soa &soa)
{
    Record record{name, type::Soa, kClassIn, ttl, {}};
    writeName(record.rdata, soa.primary);
    writeName(record.rdata, soa.mailbox);
    for (const std::uint32_t value : {soa.serial, soa.refresh, soa.retry, soa.expire, soa.minimum})
        write32(record.rdata, value);
    return record;
}

DnsRecord toAnswer(const Record &record)
{
    DnsRecord answer;
    answer.name = record.name.print();
    answer.type = record.type;
    answer.ttl = record.ttl;
    answer.data = printRdata(record);
    answer.preference = preferenceOf(record).value_or(0);
    if (const auto target = targetOf(record))
        answer.host = target->print();
    answer.address = addressOf(record).value_or(IpAddress{});
    return answer;
}

} // namespace mf::dns
