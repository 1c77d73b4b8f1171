#include "sim/dns/authoritative.h"

#include <utility>

namespace mf::dns {

namespace {

void append(std::vector<Record> &out, std::vector<Record> &&more)
{
    out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// RFC 1035 section 3.3.9 and 3.3.11: the addresses of hosts that the answer names, where the same server has
/// them.
void addAddresses(Message &response, const Zones &zones)
{
    for (const Record &record : response.answer) {
        if (record.type == type::Cname || record.type == type::Ptr)
            continue;
        const auto host = targetOf(record);
        const Zone *zone = host ? zoneFor(zones, *host) : nullptr;
        if (zone != nullptr)
            append(response.additional, zone->addresses(*host));
    }
}

void answerQuestion(Message &response, const Zones &zones, Name name, std::uint16_t type)
{
    for (int aliases = 0;; ++aliases) {
        const Zone *zone = zoneFor(zones, name);
        if (zone == nullptr)
            return; // the alias leads elsewhere
        ZoneAnswer found = zone->lookup(name, type);
        if (found.kind == ZoneAnswer::Kind::Alias && aliases == kAliasLimit)
            return;
        append(response.answer, std::move(found.records));
        switch (found.kind) {
        case ZoneAnswer::Kind::Alias: name = targetOf(response.answer.back()).value_or(Name{}); continue;
        case ZoneAnswer::Kind::Found: return addAddresses(response, zones);
        case ZoneAnswer::Kind::NoSuchName:
            response.rcode = Rcode::NxDomain;
            break; // RFC 6604: of the chain's end
        case ZoneAnswer::Kind::Delegation: response.authoritative = aliases > 0; break;
        case ZoneAnswer::Kind::NoData: break;
        }
        append(response.authority, std::move(found.authority));
        append(response.additional, std::move(found.glue));
        return;
    }
}

} // namespace

Message answerFrom(const Zones &zones, const Message &query)
{
    if (query.edns && query.edns->version > 0)
        return responseTo(query, Rcode::BadVers);
    if (query.opcode != Opcode::Query)
        return responseTo(query, Rcode::NotImp);
    if (query.questions.size() != 1)
        return responseTo(query, Rcode::FormErr);
    const Question &question = query.questions.front();
    if (question.cls != kClassIn || isTransfer(question.type) || zoneFor(zones, question.name) == nullptr)
        return responseTo(query, Rcode::Refused);
    Message response = responseTo(query);
    response.authoritative = true;
    answerQuestion(response, zones, question.name, question.type);
    return response;
}

DatagramActions AuthoritativeServer::handle(const DatagramInput &input, Instant)
{
    DatagramActions actions;
    if (const auto *resolve = std::get_if<ResolveFor>(&input))
        actions.push_back(Resolved{resolve->ticket, {DnsAnswer::Outcome::Failed, {}, "no resolver here"}});
    const auto *arrived = std::get_if<DatagramArrived>(&input);
    if (arrived == nullptr)
        return actions;
    const Datagram &in = arrived->datagram;
    const auto query = parse(in.octets);
    if (query && query->isResponse)
        return actions;
    if (!query && !query.error().reply)
        return actions;
    const Message response = query ? answerFrom(*m_zones, *query) : *query.error().reply;
    const bool byStream = in.by == Carrier::Stream;
    const std::size_t limit = byStream ? kMessageLimitOctets
                              : query  ? udpLimitFor(*query)
                                       : kPlainUdpLimitOctets;
    actions.push_back(
        SendDatagram{{in.peer, in.localPort, Blob(print(response, limit)), factsOf(response), in.by}});
    return actions;
}

} // namespace mf::dns
