#include "sim/dns/message.h"

#include <algorithm>

namespace mf::dns {

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

bool isUnreadEdns(const Message &response)
{
    return !response.edns && (response.rcode == Rcode::FormErr || response.rcode == Rcode::NotImp);
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

void answerAny(Message &response)
{
    const Name &name = response.questions.front().name;
    std::erase_if(response.answer, [&](const Record &r) { return r.name != name; });
    const bool exists = response.rcode == Rcode::NoError || !response.answer.empty();
    if (!exists)
        return;
    response.rcode = Rcode::NoError; // an alias exists, whatever it leads to
    response.authority.clear();
    constexpr std::string_view kRfc8482("\7RFC8482\0", 9); // CPU "RFC8482", OS ""
    constexpr std::uint32_t kTtl = 3600;                   // section 4.2: long enough to keep asking rare
    if (response.answer.empty())
        response.answer.push_back({name, type::Hinfo, kClassIn, kTtl, std::string(kRfc8482)});
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
