#include "sim/dns/message.h"

#include "sim/dns/ldns_ptr.h"

#include <algorithm>

namespace mf::dns {

namespace {

Name nameOf(const ldns_rdf *field)
{
    std::size_t pos = 0;
    return Name::takeWire(octetsOf(field), pos).value_or(Name{});
}

Record recordOf(const ldns_rr *rr)
{
    Record record{nameOf(ldns_rr_owner(rr)),
                  static_cast<std::uint16_t>(ldns_rr_get_type(rr)),
                  static_cast<std::uint16_t>(ldns_rr_get_class(rr)),
                  ldns_rr_ttl(rr),
                  {}};
    for (std::size_t i = 0; i < ldns_rr_rd_count(rr); ++i)
        record.rdata += octetsOf(ldns_rr_rdf(rr, i));
    return record;
}

/// False: a record of a known type without its shape.
bool takeSection(std::vector<Record> &out, const ldns_rr_list *list)
{
    const std::size_t count = ldns_rr_list_rr_count(list);
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(recordOf(ldns_rr_list_rr(list, i)));
        if (!isWellFormed(out.back()))
            return false;
    }
    return true;
}

void takeHeader(Message &message, const ldns_pkt *packet)
{
    message.id = ldns_pkt_id(packet);
    message.isResponse = ldns_pkt_qr(packet);
    message.opcode = static_cast<Opcode>(ldns_pkt_get_opcode(packet));
    message.authoritative = ldns_pkt_aa(packet);
    message.truncated = ldns_pkt_tc(packet);
    message.recursionDesired = ldns_pkt_rd(packet);
    message.recursionAvailable = ldns_pkt_ra(packet);
    message.authenticData = ldns_pkt_ad(packet);
    message.checkingDisabled = ldns_pkt_cd(packet);
    message.rcode = static_cast<Rcode>(ldns_pkt_get_rcode(packet));
}

void takeEdns(Message &message, const ldns_pkt *packet)
{
    if (packet->_edns_present == 0)
        return;
    Edns edns;
    edns.udpLimitOctets = ldns_pkt_edns_udp_size(packet);
    edns.version = ldns_pkt_edns_version(packet);
    edns.dnssecOk = ldns_pkt_edns_do(packet);
    if (const ldns_rdf *options = ldns_pkt_edns_data(packet))
        edns.options = octetsOf(options);
    const unsigned high = ldns_pkt_edns_extended_rcode(packet);
    message.rcode = static_cast<Rcode>(high << 4 | static_cast<unsigned>(message.rcode));
    message.edns = std::move(edns);
}

/// FORMERR with what the header still tells (RFC 1035 section 4.1.1).
Unreadable formErr(std::string_view octets)
{
    constexpr std::size_t headerOctets = 12;
    if (octets.size() < headerOctets)
        return {};
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(octets[i]); };
    if (octet(2) & 0x80) // never answer an answer
        return {};
    Message reply;
    reply.id = static_cast<std::uint16_t>(octet(0) << 8 | octet(1));
    reply.isResponse = true;
    reply.opcode = static_cast<Opcode>(octet(2) >> 3 & 0xf);
    reply.recursionDesired = octet(2) & 1;
    reply.rcode = Rcode::FormErr;
    return {std::move(reply)};
}

} // namespace

std::expected<Message, Unreadable> parse(const Blob &octets)
{
    const std::string_view wire = octets.view();
    ldns_pkt *made = nullptr;
    if (wire.size() > kMessageLimitOctets
        || ldns_wire2pkt(&made, reinterpret_cast<const std::uint8_t *>(wire.data()), wire.size())
               != LDNS_STATUS_OK)
        return std::unexpected(formErr(wire));
    const LdnsPacket packet(made);
    Message message;
    takeHeader(message, packet.get());
    const ldns_rr_list *questions = ldns_pkt_question(packet.get());
    for (std::size_t i = 0; i < ldns_rr_list_rr_count(questions); ++i) {
        const ldns_rr *rr = ldns_rr_list_rr(questions, i);
        message.questions.push_back({nameOf(ldns_rr_owner(rr)),
                                     static_cast<std::uint16_t>(ldns_rr_get_type(rr)),
                                     static_cast<std::uint16_t>(ldns_rr_get_class(rr))});
    }
    const bool readable = takeSection(message.answer, ldns_pkt_answer(packet.get()))
                          && takeSection(message.authority, ldns_pkt_authority(packet.get()))
                          && takeSection(message.additional, ldns_pkt_additional(packet.get()));
    // RFC 6891 section 6.1.1: more than one OPT is FORMERR.
    if (!readable || packet->_edns_present > 1)
        return std::unexpected(formErr(wire));
    takeEdns(message, packet.get());
    return message;
}

std::string name(Rcode rcode)
{
    switch (rcode) {
    case Rcode::NoError: return "NOERROR";
    case Rcode::FormErr: return "FORMERR";
    case Rcode::ServFail: return "SERVFAIL";
    case Rcode::NxDomain: return "NXDOMAIN";
    case Rcode::NotImp: return "NOTIMP";
    case Rcode::Refused: return "REFUSED";
    case Rcode::BadVers: return "BADVERS";
    }
    return "RCODE" + std::to_string(static_cast<unsigned>(rcode));
}

std::size_t udpLimitFor(const Message &query)
{
    if (!query.edns)
        return kPlainUdpLimitOctets;
    // RFC 6891 section 6.2.5: less than 512 means 512.
    return std::clamp<std::size_t>(query.edns->udpLimitOctets, kPlainUdpLimitOctets, kEdnsUdpLimitOctets);
}

Message responseTo(const Message &query, Rcode rcode)
{
    Message response;
    response.id = query.id;
    response.isResponse = true;
    response.opcode = query.opcode;
    response.recursionDesired = query.recursionDesired;
    response.checkingDisabled = query.checkingDisabled;
    response.rcode = rcode;
    if (query.questions.size() == 1) // more is an error, and an echo of any size
        response.questions = query.questions;
    if (query.edns)
        response.edns.emplace();
    return response;
}

DnsAnswer toAnswer(std::uint16_t type, Rcode rcode, const std::vector<Record> &records)
{
    using Outcome = DnsAnswer::Outcome;
    if (rcode == Rcode::NxDomain)
        return {Outcome::NoSuchName, {}, {}};
    if (rcode != Rcode::NoError)
        return {Outcome::Failed, {}, name(rcode)};
    DnsAnswer answer{Outcome::NoData, {}, {}};
    for (const Record &record : records) {
        if (record.type != type && record.type != type::Cname)
            continue;
        if (record.type == type)
            answer.outcome = Outcome::Found;
        answer.records.push_back(toAnswer(record));
    }
    return answer;
}

bool isReferral(const Message &message)
{
    return message.isResponse && !message.authoritative && message.rcode == Rcode::NoError
           && message.answer.empty()
           && std::ranges::any_of(message.authority, [](const Record &r) { return r.type == type::Ns; });
}

} // namespace mf::dns
