#include "sim/base/ascii.h"
#include "sim/world/layout.h"
#include "sim/world/scenario.h"
#include "sim/world/zones.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace mf {

using node::NodeKind;
using node::Service;

namespace {

void addDefaults(Scenario &scenario)
{
    std::set<std::string, std::less<>> stores; // that get their letters from another machine
    for (DomainSpec &domain : scenario.domains) {
        for (UserSpec &user : domain.users)
            if (user.password.empty())
                user.password = user.name;
        if (domain.mailboxes.empty() && !domain.mx.empty())
            domain.mailboxes = domain.mx.front().host;
        for (const MxSpec &mx : domain.mx)
            if (mx.host != domain.mailboxes)
                stores.insert(domain.mailboxes);
    }
    for (NodeSpec &spec : scenario.nodes) {
        if (spec.kind != NodeKind::MailServer || !spec.services.empty())
            continue;
        spec.services = {Service::Smtp, Service::Submission, Service::Submissions};
        if (stores.contains(spec.name))
            spec.services.push_back(Service::Lmtp);
        for (const Service service : {Service::Pop3, Service::Pop3s, Service::Imap, Service::Imaps})
            spec.services.push_back(service);
    }
}

/// A letter goes by the first client of its writer that can send.
void addSenders(Scenario &scenario)
{
    std::map<std::string, std::string> clients; // by user, in small letters
    for (const NodeSpec &spec : scenario.nodes)
        if (spec.kind == NodeKind::Client && !spec.outgoing.empty())
            clients.emplace(ascii::toLower(spec.user), spec.name);
    for (const NodeSpec &spec : scenario.nodes) // at the terminal of an ARPANET host its users write
        for (const std::string &user : spec.users)
            clients.emplace(ascii::toLower(user + '@' + spec.name), spec.name);
    for (ActionSpec &action : scenario.actions)
        if (auto *send = std::get_if<SendAction>(&action.what); send != nullptr && send->client.empty())
            if (const auto client = clients.find(ascii::toLower(send->from)); client != clients.end())
                send->client = client->second;
}

/// The networks that RFC 5737 keeps for documentation; where they are full, RFC 3849's.
class Addresses {
public:
    static constexpr std::size_t kNetworks = 3;

    explicit Addresses(const Scenario &scenario)
    {
        for (const NodeSpec &spec : scenario.nodes)
            if (spec.address)
                m_taken.insert(*spec.address);
    }

    /// The next free one in that network, or else in the next.
    IpAddress next(std::size_t network)
    {
        for (std::size_t i = 0; i < kNetworks; ++i)
            if (const auto address = nextIn((network + i) % kNetworks))
                return *address;
        for (;;) {
            const std::uint32_t n = ++m_lastV6;
            const auto octet = [n](int shift) { return static_cast<std::uint8_t>(n >> shift); };
            const IpAddress address = IpAddress::v6(
                {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, octet(24), octet(16), octet(8), octet(0)});
            if (m_taken.insert(address).second)
                return address;
        }
    }

private:
    std::optional<IpAddress> nextIn(std::size_t network)
    {
        constexpr std::array<std::array<std::uint8_t, 3>, kNetworks> prefixes{
            {{192, 0, 2}, {198, 51, 100}, {203, 0, 113}}};
        const auto &[a, b, c] = prefixes[network];
        while (m_last[network] < 254) {
            const IpAddress address = IpAddress::v4(a, b, c, ++m_last[network]);
            if (m_taken.insert(address).second)
                return address;
        }
        return std::nullopt;
    }

    std::set<IpAddress> m_taken;
    std::array<std::uint8_t, kNetworks> m_last{};
    std::uint32_t m_lastV6 = 0;
};

/// Which of the networks a machine is in: each mail system, its name servers and its users are in one of the
/// first two by turns, the rest of DNS in the third.
class Neighbourhoods {
public:
    explicit Neighbourhoods(const Scenario &scenario) : m_systems(mailSystems(scenario))
    {
        for (std::size_t i = 0; i < scenario.nodes.size(); ++i)
            m_index.emplace(scenario.nodes[i].name, i);
        for (const DomainSpec &domain : scenario.domains)
            m_domains.emplace(domain.name, systemOf(domain.mailboxes));
    }

    std::size_t of(const NodeSpec &spec) const
    {
        int system = -1;
        for (const std::string &server : {spec.name, spec.outgoing, spec.incomingServer})
            system = system >= 0 ? system : systemOf(server);
        for (const std::string &zone : spec.zones)
            if (const auto it = m_domains.find(zone); it != m_domains.end() && system < 0)
                system = it->second;
        const auto user = m_domains.find(std::string_view(spec.user).substr(spec.user.rfind('@') + 1));
        if (system < 0 && user != m_domains.end())
            system = user->second;
        return system < 0 ? 2 : static_cast<std::size_t>(system) % 2;
    }

private:
    int systemOf(const std::string &node) const
    {
        const auto it = m_index.find(node);
        return it == m_index.end() ? -1 : m_systems[it->second];
    }

    std::vector<int> m_systems; // by node
    std::map<std::string, std::size_t, std::less<>> m_index;
    std::map<std::string, int, std::less<>> m_domains;
};

void addAddresses(Scenario &scenario)
{
    Addresses addresses(scenario);
    const Neighbourhoods neighbourhoods(scenario);
    for (NodeSpec &spec : scenario.nodes)
        if (!spec.address)
            spec.address = addresses.next(neighbourhoods.of(spec));
}

} // namespace

Scenario completed(Scenario scenario)
{
    addDefaults(scenario);
    addSenders(scenario);
    const bool dns = needsDns(scenario);
    if (dns)
        addDnsServers(scenario);
    addAddresses(scenario);
    if (dns)
        addZones(scenario);
    for (const auto &[name, cell] : scenario.positions)
        for (NodeSpec &spec : scenario.nodes)
            if (spec.name == name)
                spec.position = cell;
    layOut(scenario);
    return scenario;
}

} // namespace mf
