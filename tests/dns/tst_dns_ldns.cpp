// The parser of messages beside ldns: what both read, they read alike.
#include "sim/dns/ldns_ptr.h"
#include "sim/dns/message.h"
#include "sim/kernel/random.h"

#include <QTest>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace mf::dns::test {

namespace {

Name nameOf(std::string_view written) { return *Name::parse(written); }

constexpr std::pair<std::uint16_t, const char *> kSamples[] = {
    {type::A, "192.0.2.1"},         {type::Aaaa, "2001:db8::1"}, {type::Ns, "ns1"},
    {type::Cname, "web"},           {type::Ptr, "mail"},         {type::Mx, "10 mx"},
    {type::Txt, "\"one\" \"two\""}, {type::Srv, "1 2 143 imap"}, {type::Soa, "ns1 me 1 2 3 4 5"},
    {type::Hinfo, "\"a\" \"b\""},
};

/// Answers as servers give them, with every type that has a shape here.
Message sample(RandomStream &random)
{
    Message message;
    message.id = static_cast<std::uint16_t>(random.below(65536));
    message.isResponse = random.chance(500'000);
    const Name origin = nameOf("example.org");
    message.questions.push_back({origin, type::Mx, kClassIn});
    for (auto *section : {&message.answer, &message.authority, &message.additional})
        for (std::uint64_t i = random.below(4); i > 0; --i) {
            const auto &[type, text] = kSamples[random.below(std::size(kSamples))];
            const Name owner = random.chance(500'000) ? origin : nameOf("MX.example.org");
            section->push_back({owner, type, kClassIn, 3600, *parseRdata(type, text, origin)});
        }
    if (random.chance(500'000))
        message.edns.emplace();
    return message;
}

/// Records as "name type class ttl rdata", all in one list; nothing: ldns does not read it.
std::optional<std::vector<std::string>> byLdns(std::string_view octets)
{
    ldns_pkt *made = nullptr;
    if (ldns_wire2pkt(&made, reinterpret_cast<const std::uint8_t *>(octets.data()), octets.size())
        != LDNS_STATUS_OK)
        return std::nullopt;
    const LdnsPacket packet(made);
    std::vector<std::string> out;
    for (const ldns_rr_list *list :
         {ldns_pkt_answer(made), ldns_pkt_authority(made), ldns_pkt_additional(made)})
        for (std::size_t i = 0; i < ldns_rr_list_rr_count(list); ++i) {
            const ldns_rr *rr = ldns_rr_list_rr(list, i);
            std::string line(octetsOf(ldns_rr_owner(rr)));
            line += std::to_string(ldns_rr_get_type(rr)) + ' ' + std::to_string(ldns_rr_get_class(rr)) + ' '
                    + std::to_string(ldns_rr_ttl(rr)) + ' ';
            for (std::size_t field = 0; field < ldns_rr_rd_count(rr); ++field)
                line += octetsOf(ldns_rr_rdf(rr, field));
            out.push_back(std::move(line));
        }
    return out;
}

bool hasOnlySampled(const Message &message)
{
    const auto sampled = [](const Record &record) {
        return record.cls == kClassIn
               && std::ranges::any_of(kSamples, [&](const auto &row) { return row.first == record.type; });
    };
    return std::ranges::all_of(message.answer, sampled) && std::ranges::all_of(message.authority, sampled)
           && std::ranges::all_of(message.additional, sampled);
}

std::vector<std::string> byUs(const Message &message)
{
    std::vector<std::string> out;
    for (const auto *section : {&message.answer, &message.authority, &message.additional})
        for (const Record &record : *section) {
            std::string line(record.name.wire());
            line += '\0';
            line += std::to_string(record.type) + ' ' + std::to_string(record.cls) + ' '
                    + std::to_string(record.ttl) + ' ' + record.rdata;
            out.push_back(std::move(line));
        }
    return out;
}

} // namespace

class TstDnsLdns : public QObject {
    Q_OBJECT
private slots:
    void bothReadTheSame();
    void mutationsAreReadAsLdnsReadsThem();
};

void TstDnsLdns::bothReadTheSame()
{
    RandomStream random(7, "samples");
    for (int i = 0; i < 3000; ++i) {
        const std::string octets = print(sample(random));
        const auto message = parse(octets);
        const auto other = byLdns(octets);
        QVERIFY(message.has_value() && other.has_value());
        QVERIFY(byUs(*message) == *other);
    }
}

void TstDnsLdns::mutationsAreReadAsLdnsReadsThem()
{
    RandomStream random(7, "mutations");
    int both = 0;
    for (int i = 0; i < 30'000; ++i) {
        std::string octets = print(sample(random));
        for (std::uint64_t change = 1 + random.below(3); change > 0; --change)
            octets[12 + random.below(octets.size() - 12)] = static_cast<char>(random.below(256));
        const auto message = parse(octets);
        if (!message)
            continue;
        // Of types that are not in the samples ldns may read fields past the end that RDLENGTH gives, and then loses
        // its place.
        const auto other = byLdns(octets);
        if (!hasOnlySampled(*message) || !other)
            continue;
        ++both;
        QVERIFY2(byUs(*message) == *other, std::to_string(i).c_str());
    }
    QVERIFY(both > 3000);
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsLdns)
#include "tst_dns_ldns.moc"
