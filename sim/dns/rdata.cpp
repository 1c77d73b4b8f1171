// RDATA between wire and presentation form: mail's own types here, every other type by ldns.
#include "sim/dns/ldns_ptr.h"
#include "sim/dns/record.h"

#include <array>
#include <memory>

namespace mf::dns {

namespace {

/// What a person should have written, for the types that scenario files have.
struct Shape {
    std::uint16_t type;
    English<0> example;
};
constexpr std::array kShapes{
    Shape{type::A, English("an IPv4 address: 192.0.2.1")},
    Shape{type::Aaaa, English("an IPv6 address: 2001:db8::1")},
    Shape{type::Ns, English("the name of a server: ns1")},
    Shape{type::Cname, English("the other name: www")},
    Shape{type::Ptr, English("a name: mail.example.org.")},
    Shape{type::Mx, English("a preference and a host: 10 mail")},
    Shape{type::Txt, English("text in quotes: \"v=spf1 mx -all\"")},
    Shape{type::Srv, English("priority, weight, port and host: 0 1 143 imap")},
    Shape{type::Soa, English("server, mailbox, serial, refresh, retry, expire, minimum: ns1 hostmaster 1 "
                             "7200 900 1209600 300")},
};

Phrase complaint(std::uint16_t type, ldns_status status)
{
    for (const Shape &shape : kShapes)
        if (shape.type == type)
            return phrase("cannot read the {} record; it takes {}", typeName(type), phrase(shape.example));
    return phrase("cannot read the {} record: {}", typeName(type), ldns_get_errorstr_by_id(status));
}

void printString(std::string &out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet < 0x20 || octet >= 0x7f) {
            out += {'\\', static_cast<char>('0' + octet / 100), static_cast<char>('0' + octet / 10 % 10),
                    static_cast<char>('0' + octet % 10)};
            continue;
        }
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    out += '"';
}

std::string printStrings(std::string_view rdata)
{
    std::string out;
    while (!rdata.empty()) {
        const std::size_t length = static_cast<unsigned char>(rdata.front());
        if (!out.empty())
            out += ' ';
        printString(out, rdata.substr(1, length));
        rdata.remove_prefix(1 + length);
    }
    return out;
}

/// RFC 3597 section 5: \# length hexadecimal octets.
std::string printUnknown(std::string_view rdata)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\\# " + std::to_string(rdata.size());
    if (!rdata.empty())
        out += ' ';
    for (const char c : rdata) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 0xf];
    }
    return out;
}

std::string printByLdns(const Record &record)
{
    std::string wire;
    wire += static_cast<char>(record.rdata.size() >> 8);
    wire += static_cast<char>(record.rdata.size() & 0xff);
    wire += record.rdata;
    const LdnsRecord rr(ldns_rr_new());
    std::size_t pos = 0;
    ldns_rr_set_type(rr.get(), static_cast<ldns_rr_type>(record.type));
    const auto *octets = reinterpret_cast<const std::uint8_t *>(wire.data());
    if (ldns_wire2rdf(rr.get(), octets, wire.size(), &pos) != LDNS_STATUS_OK || pos != wire.size())
        return printUnknown(record.rdata);
    std::string out;
    for (std::size_t i = 0; i < ldns_rr_rd_count(rr.get()); ++i) {
        const LdnsText text(ldns_rdf2str(ldns_rr_rdf(rr.get(), i)));
        if (!text)
            return printUnknown(record.rdata);
        if (i > 0)
            out += ' ';
        out += text.get();
    }
    return out;
}

} // namespace

std::string printRdata(const Record &record)
{
    if (!isWellFormed(record))
        return printUnknown(record.rdata);
    switch (record.type) {
    case type::A:
    case type::Aaaa: return addressOf(record)->print();
    case type::Ns:
    case type::Cname:
    case type::Ptr: return targetOf(record)->printAbsolute();
    case type::Mx: return std::to_string(*preferenceOf(record)) + ' ' + targetOf(record)->printAbsolute();
    case type::Txt: return printStrings(record.rdata);
    default: return printByLdns(record);
    }
}

std::expected<std::string, Phrase> parseRdata(std::uint16_t type, std::string_view text, const Name &origin)
{
    if (text.contains('\0') || isMetaType(type))
        return std::unexpected(complaint(type, LDNS_STATUS_SYNTAX_RDATA_ERR));
    std::string originWire(origin.wire());
    originWire += '\0';
    const LdnsField originField(
        ldns_rdf_new_frm_data(LDNS_RDF_TYPE_DNAME, originWire.size(), originWire.data()));
    // Owner, TTL and class are read by whoever calls; ldns wants a whole line.
    const std::string line = ". 0 IN " + typeName(type) + ' ' + std::string(text);
    ldns_rr *made = nullptr;
    const ldns_status status = ldns_rr_new_frm_str(&made, line.c_str(), 0, originField.get(), nullptr);
    const LdnsRecord rr(status == LDNS_STATUS_OK ? made : nullptr);
    if (!rr)
        return std::unexpected(complaint(type, status));
    Record record;
    record.type = type;
    for (std::size_t i = 0; i < ldns_rr_rd_count(rr.get()); ++i)
        record.rdata += octetsOf(ldns_rr_rdf(rr.get(), i));
    if (!isWellFormed(record) || record.rdata.size() > 0xffff)
        return std::unexpected(complaint(type, LDNS_STATUS_SYNTAX_RDATA_ERR));
    return std::move(record.rdata);
}

} // namespace mf::dns
