#include "sim/world/zones.h"

#include "sim/base/ascii.h"
#include "sim/world/reverse_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace mf {

using node::NodeKind;

namespace {

/// What stands right of the first dot; the root above a name of one label.
std::string parentName(std::string_view name)
{
    const auto [label, rest] = ascii::cut(name, '.');
    return rest.empty() ? "." : std::string(rest);
}

std::string lastLabels(std::string_view name, std::size_t count)
{
    const std::vector<std::string_view> labels = ascii::split(name, '.');
    std::string result;
    for (std::size_t i = labels.size() - std::min(count, labels.size()); i < labels.size(); ++i)
        result += fmt::format("{}{}", result.empty() ? "" : ".", labels[i]);
    return result;
}

std::string absolute(std::string_view name) { return name == "." ? "." : fmt::format("{}.", name); }

/// As it stands in a master file of that origin.
std::string relative(std::string_view name, std::string_view origin)
{
    if (name == origin)
        return "@";
    if (origin == ".")
        return absolute(name);
    return std::string(name.substr(0, name.size() - origin.size() - 1));
}

using Origins = std::set<std::string, std::less<>>;

/// The nearest of the zones that the name is in or under; the root if no other.
std::string zoneOf(std::string name, const Origins &zones)
{
    while (name != "." && !zones.contains(name))
        name = parentName(name);
    return name;
}

Origins domainNames(const Scenario &scenario)
{
    Origins names;
    for (const DomainSpec &domain : scenario.domains)
        names.insert(ascii::toLower(domain.name));
    return names;
}

/// Zones from addresses to names; whoever keeps the root delegates them, there is no top level between.
bool isReverse(std::string_view origin)
{
    return origin.ends_with(kReverseV4) || origin.ends_with(kReverseV6);
}

/// Machines that others find by their name.
bool isFound(NodeKind kind) { return kind == NodeKind::MailServer || kind == NodeKind::Host; }

/// The zones that there must be, each once: those below top level in file order. The root and the top level
/// are not among them unless the file names them.
std::vector<std::string> namedZones(const Scenario &scenario)
{
    std::vector<std::string> order;
    Origins known;
    const auto add = [&](const std::string &origin) {
        if (known.insert(origin).second)
            order.push_back(origin);
    };
    for (const DomainSpec &domain : scenario.domains)
        add(domain.name);
    for (const NodeSpec &spec : scenario.nodes)
        for (const std::string &origin : spec.zones)
            add(origin);
    for (const ZoneText &zone : scenario.zones)
        add(zone.origin);
    // A mail host under no domain of ours still has an address to be found: in its provider's zone.
    const Origins domains = domainNames(scenario);
    for (const NodeSpec &spec : scenario.nodes)
        if (isFound(spec.kind) && spec.name.contains('.'))
            if (const std::string zone = zoneOf(spec.name, known); !zone.contains('.') || zone == ".")
                if (!domains.contains(zone))
                    add(lastLabels(spec.name, 2));
    return order;
}

class ServerMaker {
public:
    explicit ServerMaker(Scenario &scenario) : m_scenario(scenario)
    {
        for (const NodeSpec &spec : scenario.nodes) {
            m_names.emplace(spec.name, m_names.size());
            m_served.insert(spec.zones.begin(), spec.zones.end());
            m_hasResolver |= spec.kind == NodeKind::Resolver;
        }
    }

    /// The first server of a zone that somebody serves.
    std::string serverOf(const std::string &origin) const
    {
        for (const NodeSpec &spec : m_scenario.nodes)
            if (std::ranges::find(spec.zones, origin) != spec.zones.end())
                return spec.name;
        return {};
    }

    void resolver()
    {
        if (!m_hasResolver)
            add("resolver", NodeKind::Resolver);
    }

    /// Somebody serves the zone from now on.
    void serve(const std::string &origin, const std::string &server)
    {
        if (!m_served.insert(origin).second)
            return;
        const auto same = m_names.find(server);
        if (same != m_names.end() && m_scenario.nodes[same->second].kind == NodeKind::NameServer)
            m_scenario.nodes[same->second].zones.push_back(origin);
        else
            add(server, NodeKind::NameServer).zones.push_back(origin);
    }

private:
    NodeSpec &add(const std::string &wanted, NodeKind kind)
    {
        NodeSpec spec;
        spec.name = wanted;
        for (int n = 2; m_names.contains(spec.name); ++n)
            spec.name = wanted + '-' + std::to_string(n);
        spec.kind = kind;
        m_names.emplace(spec.name, m_scenario.nodes.size());
        return m_scenario.nodes.emplace_back(std::move(spec));
    }

    Scenario &m_scenario;
    std::map<std::string, std::size_t, std::less<>> m_names; // to indexes of nodes
    Origins m_served;
    bool m_hasResolver = false;
};

/// Writes the text of one zone after the other.
class ZoneWriter {
public:
    explicit ZoneWriter(const Scenario &scenario);
    std::string write(const std::string &origin) const;
    const std::vector<std::string> &origins() const { return m_order; }

private:
    void addresses(const std::string &origin, std::string &text) const;
    void delegations(const std::string &origin, std::string &text) const;
    void pointers(const std::string &origin, std::string &text) const;
    void everythingElse(const std::string &origin, std::string &text) const;
    Origins emptyNames(const std::string &origin) const;
    bool isPublic(const NodeSpec &spec, const std::string &zone) const;
    static void address(const NodeSpec &spec, std::string_view origin, std::string &text);

    std::string m_restOfTheWorld;
    std::map<std::string, const DomainSpec *, std::less<>> m_domains;
    std::map<std::string, std::vector<const ZoneText *>, std::less<>> m_records; // by origin
    std::vector<std::string> m_order;                                            // every zone
    Origins m_zones;
    std::map<std::string, std::vector<const NodeSpec *>, std::less<>> m_servers; // by zone
    std::map<std::string, std::vector<const NodeSpec *>, std::less<>>
        m_hosts; // that have their address in the zone
    std::map<std::string, std::vector<std::string>, std::less<>> m_children; // zones delegated by the zone
    std::map<std::string, std::vector<const NodeSpec *>, std::less<>>
        m_reverse; // that have their PTR in the zone
};

ZoneWriter::ZoneWriter(const Scenario &scenario) : m_restOfTheWorld(scenario.restOfTheWorld)
{
    for (const DomainSpec &domain : scenario.domains)
        m_domains.emplace(domain.name, &domain);
    for (const ZoneText &lines : scenario.records)
        m_records[lines.origin].push_back(&lines);
    for (const NodeSpec &spec : scenario.nodes)
        for (const std::string &origin : spec.zones) {
            if (m_zones.insert(origin).second)
                m_order.push_back(origin);
            m_servers[origin].push_back(&spec);
        }
    for (const std::string &origin : m_order)
        if (origin != ".")
            m_children[zoneOf(parentName(origin), m_zones)].push_back(origin);
    for (const NodeSpec &spec : scenario.nodes)
        if (const std::string zone = zoneOf(spec.name, m_zones); isPublic(spec, zone))
            m_hosts[zone].push_back(&spec);
    for (const auto &[zone, specs] : m_hosts)
        for (const NodeSpec *spec : specs)
            m_reverse[zoneOf(reverseName(spec->address.value_or(IpAddress{})), m_zones)].push_back(spec);
}

/// Name servers are always found; so are mail servers with a name of one label, by the root. Other machines
/// are if they lie in a zone that is more than a top level.
bool ZoneWriter::isPublic(const NodeSpec &spec, const std::string &zone) const
{
    if (spec.kind == NodeKind::NameServer || (spec.kind == NodeKind::MailServer && !spec.name.contains('.')))
        return true;
    return m_domains.contains(zone) || (zone.contains('.') && zone != ".");
}

void ZoneWriter::address(const NodeSpec &spec, std::string_view origin, std::string &text)
{
    const IpAddress address = spec.address.value_or(IpAddress{});
    text += fmt::format("{} IN {} {}\n", relative(spec.name, origin), address.isV6() ? "AAAA" : "A",
                        address.print());
}

void ZoneWriter::addresses(const std::string &origin, std::string &text) const
{
    if (const auto hosts = m_hosts.find(origin); hosts != m_hosts.end())
        for (const NodeSpec *spec : hosts->second)
            address(*spec, origin, text);
}

/// From addresses to names: of a reverse zone (RFC 1035 section 3.5).
void ZoneWriter::pointers(const std::string &origin, std::string &text) const
{
    const auto hosts = m_reverse.find(origin);
    if (!isReverse(origin) || hosts == m_reverse.end())
        return;
    for (const NodeSpec *spec : hosts->second)
        text += fmt::format("{} IN PTR {}\n", relative(reverseName(*spec->address), origin),
                            absolute(spec->name));
}

/// Names with nothing of their own, only names below: "root" above "a.root". They are there, too, and a
/// wildcard does not stand for them (RFC 4592 section 2.2.2).
Origins ZoneWriter::emptyNames(const std::string &origin) const
{
    Origins used, empty;
    if (const auto hosts = m_hosts.find(origin); hosts != m_hosts.end())
        for (const NodeSpec *spec : hosts->second)
            used.insert(spec->name);
    if (const auto children = m_children.find(origin); children != m_children.end())
        used.insert(children->second.begin(), children->second.end());
    for (const std::string &name : used)
        for (std::string above = parentName(name); above != origin && above != "."; above = parentName(above))
            if (!used.contains(above))
                empty.insert(above);
    return empty;
}

/// Every name that nobody has takes mail all the same, in one place. A wildcard stands for nothing beside or
/// below a name that is there (RFC 4592 section 2.2.1), so those get records of their own.
void ZoneWriter::everythingElse(const std::string &origin, std::string &text) const
{
    if (m_restOfTheWorld.empty() || isReverse(origin))
        return;
    const std::string mx = fmt::format("IN MX 10 {}\n", absolute(m_restOfTheWorld));
    if (origin != "." && !m_domains.contains(origin))
        text += "@ " + mx;
    text += "* " + mx;
    for (const std::string &empty : emptyNames(origin)) {
        const std::string name = relative(empty, origin);
        text += fmt::format("{} {}*.{} {}", name, mx, name, mx);
    }
    const auto hosts = m_hosts.find(origin);
    if (hosts == m_hosts.end())
        return;
    for (const NodeSpec *spec : hosts->second) {
        const std::string name = relative(spec->name, origin);
        if (spec->kind != NodeKind::MailServer)
            text += fmt::format("{} {}", name, mx);
        text += fmt::format("*.{} {}", name, mx);
    }
}

/// NS of the zones below, and the addresses without which their servers could not be found (glue, RFC 1034
/// section 4.2.1).
void ZoneWriter::delegations(const std::string &origin, std::string &text) const
{
    const auto children = m_children.find(origin);
    if (children == m_children.end())
        return;
    for (const std::string &child : children->second) {
        for (const NodeSpec *server : m_servers.find(child)->second)
            text += fmt::format("{} IN NS {}\n", relative(child, origin), absolute(server->name));
        for (const NodeSpec *server : m_servers.find(child)->second) {
            const bool below = origin == "." || server->name.ends_with(fmt::format(".{}", origin));
            if (below && zoneOf(server->name, m_zones) != origin)
                address(*server, origin, text);
        }
    }
}

std::string ZoneWriter::write(const std::string &origin) const
{
    const std::vector<const NodeSpec *> &servers = m_servers.find(origin)->second;
    // Serial, refresh, retry, expire, and the TTL of "no such name" (RFC 2308 section 4).
    std::string text = fmt::format("$TTL 3600\n@ IN SOA {} hostmaster.{} 1 7200 3600 1209600 300\n",
                                   absolute(servers.front()->name), origin == "." ? "" : absolute(origin));
    for (const NodeSpec *server : servers)
        text += fmt::format("@ IN NS {}\n", absolute(server->name));
    if (const auto domain = m_domains.find(origin); domain != m_domains.end())
        for (const MxSpec &mx : domain->second->mx)
            text += fmt::format("@ IN MX {} {}\n", mx.preference, absolute(mx.host));
    addresses(origin, text);
    delegations(origin, text);
    pointers(origin, text);
    everythingElse(origin, text);
    if (const auto records = m_records.find(origin); records != m_records.end())
        for (const ZoneText *lines : records->second)
            text += lines->text + (lines->text.ends_with('\n') ? "" : "\n");
    return text;
}

} // namespace

std::vector<int> mailSystems(const Scenario &scenario)
{
    std::map<std::string, std::size_t, std::less<>> index;
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i)
        index.emplace(scenario.nodes[i].name, i);
    std::vector<std::size_t> leader(scenario.nodes.size());
    std::iota(leader.begin(), leader.end(), 0);
    const auto find = [&](std::size_t i) {
        while (leader[i] != i)
            i = leader[i] = leader[leader[i]];
        return i;
    };
    std::vector<std::size_t> order; // servers of domains first
    for (const DomainSpec &domain : scenario.domains) {
        std::vector<std::string> hosts;
        for (const MxSpec &mx : domain.mx)
            hosts.push_back(mx.host);
        if (!domain.mailboxes.empty())
            hosts.push_back(domain.mailboxes);
        std::size_t first = scenario.nodes.size();
        for (const std::string &host : hosts) {
            const auto it = index.find(host);
            if (it == index.end())
                continue;
            first = first == scenario.nodes.size() ? it->second : first;
            leader[find(it->second)] = find(first);
            order.push_back(it->second);
        }
    }
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i)
        order.push_back(i);
    std::vector<int> systems(scenario.nodes.size(), -1);
    std::map<std::size_t, int> numbers; // by leader
    for (const std::size_t i : order)
        if (scenario.nodes[i].kind == NodeKind::MailServer)
            systems[i] = numbers.emplace(find(i), static_cast<int>(numbers.size())).first->second;
    return systems;
}

bool needsDns(const Scenario &scenario)
{
    if (!scenario.records.empty() || !scenario.zones.empty())
        return true;
    for (const NodeSpec &spec : scenario.nodes)
        if (spec.kind == NodeKind::Resolver || spec.kind == NodeKind::NameServer)
            return true;
    const std::vector<int> systems = mailSystems(scenario);
    if (!systems.empty() && *std::ranges::max_element(systems) > 0)
        return true;
    const Origins domains = domainNames(scenario);
    const auto isForeign = [&](const std::string &address) {
        const std::string host = ascii::toLower(address.substr(address.rfind('@') + 1));
        const NodeSpec *node = scenario.node(host);
        return !domains.contains(host) && (!node || node->users.empty()); // ARPANET hosts had no DNS
    };
    for (const ActionSpec &action : scenario.actions)
        if (const auto *send = std::get_if<SendAction>(&action.what);
            send != nullptr && !scenario.anythingGoes)
            if (std::ranges::any_of(send->to, isForeign) || std::ranges::any_of(send->cc, isForeign))
                return true;
    return false;
}

void addDnsServers(Scenario &scenario)
{
    const std::vector<std::string> zones = namedZones(scenario);
    const Origins known(zones.begin(), zones.end());
    ServerMaker make(scenario);
    make.resolver();
    make.serve(".", "a.root");
    // The way back, from addresses to names, is kept by whoever keeps the root: no machine of its own for it.
    make.serve(kReverseV4, make.serverOf("."));
    make.serve(kReverseV6, make.serverOf("."));
    for (const std::string &zone : zones)
        if (const std::string top = lastLabels(zone, 1);
            zone != "." && !isReverse(zone) && !known.contains(top))
            make.serve(top, fmt::format("ns.tld-{}", top));
    for (const std::string &zone : zones)
        if (zone != ".")
            make.serve(zone, fmt::format("ns1.{}", zone));
}

void addZones(Scenario &scenario)
{
    const ZoneWriter writer(scenario);
    Origins given;
    for (const ZoneText &zone : scenario.zones)
        given.insert(zone.origin);
    std::vector<ZoneText> made;
    for (const std::string &origin : writer.origins())
        if (!given.contains(origin))
            made.push_back({origin, writer.write(origin), 0});
    scenario.zones.insert(scenario.zones.end(), std::make_move_iterator(made.begin()),
                          std::make_move_iterator(made.end()));
}

} // namespace mf
