#include "sim/node/dns_trouble.h"

#include <utility>
#include <variant>

namespace mf::node {

namespace {

/// Where wrong answers lead: kept for documentation (RFC 5737, RFC 3849), and no machine here is given them.
IpAddress nowhere(bool v6)
{
    return v6 ? IpAddress::v6({0x20, 0x01, 0x0d, 0xb8, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff})
              : IpAddress::v4(192, 0, 2, 255);
}

void mislead(std::vector<dns::Record> &records)
{
    for (dns::Record &record : records)
        if (const auto address = dns::addressOf(record))
            record = dns::makeAddress(record.name, record.ttl, nowhere(address->isV6()));
}

} // namespace

void DnsTroubles::turn(const TroubleTurned &turned)
{
    switch (turned.what) {
    case Trouble::WrongAnswers: m_wrong = turned.begins; return;
    case Trouble::MissingAnswers: m_missing = turned.begins; return;
    case Trouble::MailboxFull:
    case Trouble::Greylists:
    case Trouble::RefusesMail: return; // of mail servers
    }
}

dns::Message DnsTroubles::spoiled(dns::Message response) const
{
    if (m_missing && response.rcode == dns::Rcode::NoError) {
        response.rcode = dns::Rcode::NxDomain; // without an SOA nobody may remember it (RFC 2308 section 5)
        response.answer.clear();
        response.authority.clear();
        response.additional.clear();
    } else if (m_wrong) {
        mislead(response.answer);
        mislead(response.additional);
    }
    return response;
}

void DnsTroubles::spoil(Effects &effects) const
{
    if (!m_wrong && !m_missing)
        return;
    for (Effect &effect : effects) {
        auto *send = std::get_if<SendDatagram>(&effect);
        if (!send)
            continue;
        auto message = dns::parse(send->datagram.octets);
        if (!message || !message->isResponse)
            continue;
        const dns::Message response = spoiled(std::move(*message));
        send->datagram.octets = Blob(dns::print(response)); // no longer than before: it still fits
        send->datagram.facts = dns::factsOf(response);
    }
}

} // namespace mf::node
