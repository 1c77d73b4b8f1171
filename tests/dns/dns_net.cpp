#include "tests/dns/dns_net.h"

#include "sim/base/check.h"
#include "sim/dns/zone.h"

#include <cstdio>

namespace mf::dns::test {

std::shared_ptr<const Zones> zonesOf(const std::map<std::string, std::string> &texts)
{
    auto zones = std::make_shared<Zones>();
    for (const auto &[origin, text] : texts) {
        ZoneText read = readZone(origin, text);
        for (const Fault &fault : read.errors)
            std::fputs(fault.print().c_str(), stderr);
        MF_CHECK(read.zone.has_value());
        zones->emplace(read.zone->origin(), *read.zone);
    }
    return zones;
}

IpAddress ip(std::string_view text)
{
    const auto address = IpAddress::parse(text);
    MF_CHECK(address.has_value());
    return *address;
}

Datagram packet(const Message &message, const Endpoint &peer, std::uint16_t localPort)
{
    return {peer, localPort, Blob(dns::print(message)), {}};
}

Message query(std::string_view name, std::uint16_t type, std::uint16_t id)
{
    Message message;
    message.id = id;
    message.recursionDesired = true;
    const auto parsed = Name::parse(name);
    MF_CHECK(parsed.has_value());
    message.questions.push_back({*parsed, type, kClassIn});
    return message;
}

std::string print(const DnsAnswer &answer)
{
    constexpr std::string_view names[] = {"found", "no such name", "no data", "failed"};
    std::string out(names[static_cast<std::size_t>(answer.outcome)]);
    if (!answer.reason.empty())
        out += " (" + answer.reason + ")";
    for (const DnsRecord &record : answer.records)
        out += "; " + record.name + ' ' + typeName(record.type) + ' ' + record.data;
    return out;
}

namespace {

std::string print(const Facts &facts)
{
    std::string out;
    facts.forEach([&](Key key, std::string_view value) {
        out += ' ' + std::string(mf::name(key)) + '=' + std::string(value);
    });
    return out;
}

} // namespace

std::string print(const DatagramActions &actions)
{
    std::string out;
    for (const DatagramAction &action : actions) {
        if (const auto *send = std::get_if<SendDatagram>(&action)) {
            out += "send " + send->datagram.peer.address.print() + ' '
                   + std::to_string(send->datagram.peer.port) + ' ' + std::to_string(send->datagram.localPort)
                   + ' ' + std::to_string(raw(send->cause)) + print(send->datagram.facts) + ' '
                   + std::string(send->datagram.octets.view());
        } else if (const auto *resolved = std::get_if<Resolved>(&action)) {
            out += "resolved " + std::to_string(raw(resolved->ticket)) + ' ' + print(resolved->answer);
        } else if (const auto *noted = std::get_if<Noted>(&action)) {
            out += "noted " + std::string(mf::name(noted->kind)) + print(noted->facts);
        }
        out += '\n';
    }
    return out;
}

std::string Net::Passed::line() const
{
    std::string out(facts.text(Key::Part));
    out += ' ' + std::string(facts.text(Key::Question)) + ' ' + std::string(facts.text(Key::Type));
    if (facts.has(Key::Rcode))
        out += ' ' + std::string(facts.text(Key::Rcode));
    if (facts.has(Key::Answer))
        out += " [" + std::string(facts.text(Key::Answer)) + ']';
    return out + " > " + to.address.print() + (by == Carrier::Stream ? " by stream" : "")
           + (lost ? " lost" : "");
}

void Net::add(std::string_view address, std::unique_ptr<DatagramMachine> machine)
{
    m_machines[ip(address)] = std::move(machine);
}

Ticket Net::resolve(std::string_view address, std::string name, std::uint16_t type)
{
    const Ticket ticket{++m_lastTicket};
    feed(ip(address), ResolveFor{ticket, {std::move(name), type}});
    return ticket;
}

DnsAnswer Net::answer(std::string_view address, std::string name, std::uint16_t type)
{
    const Ticket ticket = resolve(address, std::move(name), type);
    run();
    MF_CHECK(answers.contains(ticket));
    return answers[ticket];
}

void Net::send(std::string_view from, const Datagram &datagram)
{
    DatagramActions actions;
    actions.push_back(SendDatagram{datagram});
    carryOut(ip(from), std::move(actions));
}

void Net::run()
{
    while (step(std::nullopt)) { }
}

void Net::runUntil(Instant end)
{
    while (step(end)) { }
    m_now = end;
}

/// The next arrival or deadline, arrivals first; false: nothing is pending until `end`.
bool Net::step(std::optional<Instant> end)
{
    DatagramMachine *due = nullptr;
    IpAddress dueAt;
    std::optional<Instant> first;
    for (const auto &[address, machine] : m_machines) {
        const auto deadline = machine->deadline();
        if (!deadline || (first && *deadline >= *first))
            continue;
        first = deadline;
        due = machine.get();
        dueAt = address;
    }
    const bool arrives = !m_queue.empty() && (!first || m_queue.top().at <= *first);
    if (!arrives && due == nullptr)
        return false;
    const Instant at = arrives ? m_queue.top().at : *first;
    if (end && at > *end)
        return false;
    m_now = at;
    if (!arrives) {
        feed(dueAt, Expired{});
        return true;
    }
    auto entry = m_queue.pop();
    if (tampers)
        tampers(entry.event.datagram, entry.event.to);
    if (m_machines.contains(entry.event.to))
        feed(entry.event.to, DatagramArrived{std::move(entry.event.datagram)});
    else
        strays[entry.event.to].push_back(std::move(entry.event.datagram));
    return true;
}

void Net::feed(const IpAddress &address, const DatagramInput &input)
{
    carryOut(address, m_machines.at(address)->handle(input, m_now));
}

void Net::carryOut(const IpAddress &address, DatagramActions actions)
{
    for (DatagramAction &action : actions) {
        if (auto *resolved = std::get_if<Resolved>(&action)) {
            answers[resolved->ticket] = std::move(resolved->answer);
        } else if (auto *noted = std::get_if<Noted>(&action)) {
            notes.push_back(
                std::string(mf::name(noted->kind)) + ' ' + std::string(noted->facts.text(Key::Name)) + ' '
                + std::string(noted->facts.text(Key::Type)) + ' ' + std::string(noted->facts.text(Key::Ttl)));
        } else if (auto *send = std::get_if<SendDatagram>(&action)) {
            const Datagram &out = send->datagram;
            Passed record{m_now, address, out.peer, out.facts, false, out.by, out.localPort};
            record.lost = loses && loses(passed.size(), record);
            passed.push_back(record);
            if (!record.lost)
                m_queue.push(
                    m_now + kLatency,
                    {out.peer.address, {{address, out.localPort}, out.peer.port, out.octets, {}, out.by}});
        }
    }
}

std::vector<std::string> Net::lines() const
{
    std::vector<std::string> out;
    for (const Passed &datagram : passed)
        out.push_back(datagram.line());
    return out;
}

std::vector<std::string> Net::queriesTo(std::string_view address) const
{
    std::vector<std::string> out;
    for (const Passed &datagram : passed)
        if (datagram.to.address == ip(address) && datagram.facts.text(Key::Part) == "query")
            out.push_back(std::string(datagram.facts.text(Key::Question)) + ' '
                          + std::string(datagram.facts.text(Key::Type)));
    return out;
}

void addInternet(Net &net)
{
    net.addServer(kRoot, {{".", "@ NS a.root.test.\n"
                                "a.root.test. A 192.0.2.1\n"
                                "net. NS a.nic.net.\na.nic.net. A 192.0.2.2\n"
                                "org. NS a.nic.org.\na.nic.org. A 192.0.2.3\n"}});
    net.addServer(kNet, {{"net", "@ NS a.nic.net.\na.nic A 192.0.2.2\n"
                                 "example NS ns1.example\nns1.example A 198.51.100.1\n"
                                 "glueless NS ns.example.org.\n"}});
    net.addServer(kOrg, {{"org", "@ NS a.nic.org.\na.nic A 192.0.2.3\n"
                                 "example NS ns1.example\nns1.example A 203.0.113.1\n"}});
    net.addServer(kExampleNet, {{"example.net", "$TTL 300\n"
                                                "@ SOA ns1 hostmaster 1 7200 900 1209600 60\n"
                                                "@ NS ns1\nns1 A 198.51.100.1\n"
                                                "@ MX 10 mx\n@ MX 20 mx2.example.org.\nmx A 198.51.100.25\n"
                                                "www CNAME web\nweb A 198.51.100.80\n"
                                                "out CNAME www.example.org.\n"
                                                "once 0 A 198.51.100.99\n"
                                                "loop CNAME pool\npool CNAME loop\n"
                                                "broken CNAME nobody\n"}});
    net.addServer(kExampleOrg, {{"example.org", "$TTL 300\n@ NS ns1\nns1 A 203.0.113.1\nns A 203.0.113.1\n"
                                                "@ MX 10 mail\nmail A 203.0.113.25\n"
                                                "mx2 AAAA 2001:db8::25\nwww CNAME web\nweb A 203.0.113.80\n"},
                                {"glueless.net", "$TTL 300\n@ NS ns.example.org.\n@ A 203.0.113.7\n"}});
}

std::unique_ptr<RecursiveResolver> makeResolver(const std::vector<std::string_view> &roots,
                                                std::uint64_t seed, ResolverLimits limits)
{
    std::vector<Endpoint> endpoints;
    for (const std::string_view root : roots)
        endpoints.push_back({ip(root), kDnsPort});
    return std::make_unique<RecursiveResolver>(std::move(endpoints), RandomStream(seed, "resolver"), limits);
}

ResolverNet::ResolverNet(const std::vector<std::string_view> &roots, ResolverLimits limits)
{
    addInternet(*this);
    add(kResolver, makeResolver(roots, 7, limits));
}

std::string ResolverNet::ask(std::string name, std::uint16_t type)
{
    return print(answer(kResolver, std::move(name), type));
}

} // namespace mf::dns::test
