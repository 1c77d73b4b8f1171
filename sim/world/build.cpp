// From a scenario to a world: every node with its configuration, the links, and what is to happen by itself.
#include "sim/world/world.h"

#include "sim/arpanet/cpynet.h"
#include "sim/base/ascii.h"
#include "sim/mail/address.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf {

namespace {

using node::Service;

bool offers(const NodeSpec &spec, Service service)
{
    return std::ranges::find(spec.services, service) != spec.services.end();
}

/// TLS from the start is the same service at another door (RFC 8314): who offers one with TLS offers both.
void addEncryptedDoors(NodeSpec &spec)
{
    if (spec.kind != node::NodeKind::MailServer || !spec.tls.value_or(true))
        return;
    constexpr std::pair<Service, Service> doors[] = {{Service::Submission, Service::Submissions},
                                                     {Service::Pop3, Service::Pop3s},
                                                     {Service::Imap, Service::Imaps}};
    for (const auto &[clear, encrypted] : doors)
        if (offers(spec, clear) && !offers(spec, encrypted))
            spec.services.push_back(encrypted);
}

/// Reads a completed scenario; collects what does not fit together.
class Builder {
public:
    explicit Builder(const Scenario &scenario) : m_scenario(scenario) { }

    node::MailServerConfig mailServer(const NodeSpec &spec, const store::Contents &contents);
    node::MailClientConfig client(const NodeSpec &spec);
    node::NameServerConfig nameServer(const NodeSpec &spec);
    node::ResolverConfig resolver(const NodeSpec &spec);
    node::ArpanetHostConfig arpanetHost(const NodeSpec &spec) const;
    net::LinkSpec link(net::LinkSpec link) const;

    void fault(Phrase message) { m_faults.push_back({m_scenario.file, 0, 0, std::move(message), {}}); }
    void add(const Faults &faults) { m_faults.insert(m_faults.end(), faults.begin(), faults.end()); }
    Faults takeFaults() { return std::move(m_faults); }

private:
    IpAddress addressOf(const std::string &name, const std::string &wantedBy);
    void addOtherDomains(const NodeSpec &spec, node::MailServerConfig &config);
    std::optional<node::LocalDomain> domainAt(const DomainSpec &domain, const NodeSpec &spec);
    void addAliases(const std::vector<AliasSpec> &aliases, node::LocalDomain &local);
    std::optional<mail::Path> pathOf(const std::string &name, const std::string &domain);
    std::vector<Endpoint> resolvers() const;
    std::string passwordOf(const std::string &address) const;

    const Scenario &m_scenario;
    Faults m_faults;
};

IpAddress Builder::addressOf(const std::string &name, const std::string &wantedBy)
{
    const NodeSpec *spec = m_scenario.node(name);
    if (!spec || !spec->address) {
        fault(phrase("no node \"{}\", which \"{}\" needs", name, wantedBy));
        return {};
    }
    return *spec->address;
}

std::vector<Endpoint> Builder::resolvers() const
{
    std::vector<Endpoint> found;
    for (const NodeSpec &spec : m_scenario.nodes)
        if (spec.kind == node::NodeKind::Resolver && spec.address)
            found.push_back({*spec.address, 53});
    return found;
}

/// The domain as this server sees it, if it takes mail for it at all.
std::optional<node::LocalDomain> Builder::domainAt(const DomainSpec &domain, const NodeSpec &spec)
{
    const bool isMx = std::ranges::any_of(domain.mx, [&](const MxSpec &mx) { return mx.host == spec.name; });
    const std::string store =
        domain.mailboxes.empty() && !domain.mx.empty() ? domain.mx.front().host : domain.mailboxes;
    const bool hosted = std::ranges::find(spec.hosts, domain.name) != spec.hosts.end();
    const bool hasMailboxes = store == spec.name || hosted;
    if (!isMx && !hasMailboxes)
        return std::nullopt;
    node::LocalDomain local;
    local.name = domain.name;
    local.mailboxesHere = hasMailboxes;
    for (const UserSpec &user : domain.users)
        local.accounts.push_back({user.name + '@' + domain.name,
                                  user.password.empty() ? user.name : user.password, user.quotaOctets});
    addAliases(spec.aliases, local); // the server's own go before the domain's
    addAliases(domain.aliases, local);
    if (!domain.catchAll.empty())
        local.catchAll = pathOf(domain.catchAll, domain.name);
    if (!hasMailboxes) {
        local.storeHost = store;
        local.storeAddress = addressOf(store, domain.name);
    }
    return local;
}

/// A name alone is somebody of that domain.
std::optional<mail::Path> Builder::pathOf(const std::string &name, const std::string &domain)
{
    const auto path = mail::parseMailbox(name.contains('@') ? name : fmt::format("{}@{}", name, domain));
    if (path)
        return *path;
    fault(phrase("\"{}\" is no address: {}", name, path.error()));
    return std::nullopt;
}

void Builder::addAliases(const std::vector<AliasSpec> &aliases, node::LocalDomain &local)
{
    for (const AliasSpec &spec : aliases) {
        const auto name = pathOf(spec.name, local.name);
        if (!name || !ascii::equals(name->domain, local.name))
            continue; // another domain's
        node::Alias &alias = local.aliases.emplace_back(node::Alias{name->localPart, {}});
        for (const std::string &target : spec.targets)
            if (auto path = pathOf(target, local.name))
                alias.targets.push_back(std::move(*path));
    }
}

node::MailServerConfig Builder::mailServer(const NodeSpec &spec, const store::Contents &contents)
{
    node::MailServerConfig config;
    config.hostName = spec.name;
    config.address = spec.address.value_or(IpAddress{});
    config.services = spec.services;
    for (const DomainSpec &domain : m_scenario.domains)
        if (auto local = domainAt(domain, spec))
            config.domains.push_back(std::move(*local));
    config.resolvers = resolvers();
    if (!spec.retry.empty())
        config.retry = spec.retry;
    config.expire = spec.expire.value_or(config.expire);
    config.delayNotice = spec.delayNotice.value_or(config.delayNotice);
    config.unknownRecipient = spec.unknownRecipient.value_or(config.unknownRecipient);
    config.sizeLimitOctets = spec.sizeLimitOctets.value_or(config.sizeLimitOctets);
    config.recipientLimit = spec.recipientLimit.value_or(config.recipientLimit);
    config.extensions = spec.extensions;
    if (!spec.authMechanisms.empty())
        config.authMechanisms = spec.authMechanisms;
    config.tls = spec.tls.value_or(true);
    config.authInClear = spec.authInClear.value_or(!config.tls);
    config.acceptBareNewlines = spec.acceptBareNewlines.value_or(false);
    config.greylistDelay = spec.greylistDelay;
    config.quotaOctets = spec.quotaOctets;
    config.fullMailbox = spec.fullMailbox.value_or(config.fullMailbox);
    config.tagSeparator = spec.tagSeparator.value_or(config.tagSeparator);
    config.anythingGoes = m_scenario.anythingGoes;
    addOtherDomains(spec, config);
    config.uidValidity = contents.uidValidity;
    config.seed = m_scenario.seed;
    return config;
}

void Builder::addOtherDomains(const NodeSpec &spec, node::MailServerConfig &config)
{
    if (m_scenario.restOfTheWorld.empty())
        return;
    config.otherDomains = node::OtherDomains::Abroad;
    if (spec.name != m_scenario.restOfTheWorld)
        return;
    config.otherDomains = node::OtherDomains::AtStore;
    config.otherStoreHost = m_scenario.domains.empty() ? "" : m_scenario.domains.front().mailboxes;
    config.otherStoreAddress = addressOf(config.otherStoreHost, spec.name);
}

std::string Builder::passwordOf(const std::string &address) const
{
    for (const DomainSpec &domain : m_scenario.domains)
        for (const UserSpec &user : domain.users)
            if (user.name + '@' + domain.name == address)
                return user.password.empty() ? user.name : user.password;
    return {};
}

node::MailClientConfig Builder::client(const NodeSpec &spec)
{
    node::MailClientConfig config;
    config.hostName = spec.name;
    config.account = {spec.user, passwordOf(spec.user)};
    if (!spec.outgoing.empty()) {
        const NodeSpec *server = m_scenario.node(spec.outgoing);
        const bool submits = server && offers(*server, Service::Submission);
        config.outgoingHost = spec.outgoing;
        config.outgoing = {addressOf(spec.outgoing, spec.name),
                           node::standardPort(submits ? Service::Submission : Service::Smtp)};
    }
    config.incoming = spec.incoming;
    if (spec.incoming != node::Incoming::None) {
        const Service service = spec.incoming == node::Incoming::Pop3 ? Service::Pop3 : Service::Imap;
        config.incomingHost = spec.incomingServer;
        config.incomingServer = {addressOf(spec.incomingServer, spec.name), node::standardPort(service)};
    }
    config.leaveOnServer = spec.leaveOnServer;
    config.tls = spec.tls.value_or(true);
    config.seed = m_scenario.seed;
    return config;
}

node::NameServerConfig Builder::nameServer(const NodeSpec &spec)
{
    node::NameServerConfig config;
    config.hostName = spec.name;
    for (const std::string &origin : spec.zones) {
        const auto zone = std::ranges::find(m_scenario.zones, origin, &ZoneText::origin);
        if (zone == m_scenario.zones.end())
            fault(phrase("name server \"{}\" has no zone \"{}\"", spec.name, origin));
        else
            config.zones.emplace_back(origin, zone->text);
    }
    return config;
}

node::ResolverConfig Builder::resolver(const NodeSpec &spec)
{
    node::ResolverConfig config;
    config.hostName = spec.name;
    for (const NodeSpec &other : m_scenario.nodes)
        if (other.address && std::ranges::find(other.zones, ".") != other.zones.end())
            config.roots.push_back({*other.address, 53});
    config.seed = m_scenario.seed;
    return config;
}

/// Every host has a copy of the table, with all the others in it.
node::ArpanetHostConfig Builder::arpanetHost(const NodeSpec &spec) const
{
    node::ArpanetHostConfig config{spec.name, spec.users, {}};
    for (const NodeSpec &other : m_scenario.nodes)
        if (!other.users.empty() && other.address)
            config.hosts.emplace_back(other.name, Endpoint{*other.address, arpanet::kCpynetSocket});
    return config;
}

net::LinkSpec Builder::link(net::LinkSpec link) const
{
    if (m_scenario.unlimitedLinks) {
        link.latency = net::kShortestHop;
        link.jitter = 0us;
        link.bitsPerSecond = 0;
    }
    return link;
}

} // namespace

std::expected<World, Faults> World::build(const Scenario &given, const store::Contents &contents)
{
    Scenario scenario = completed(given);
    for (NodeSpec &spec : scenario.nodes)
        addEncryptedDoors(spec);

    Builder builder(scenario);
    World world;
    net::Network network;
    network.setDefault(builder.link(scenario.defaultLink));
    const auto program = [&](const NodeSpec &spec) -> node::Program {
        switch (spec.kind) {
        case node::NodeKind::Client: return node::MailClient(builder.client(spec), contents, scenario.clock);
        case node::NodeKind::MailServer:
            return node::MailServer(builder.mailServer(spec, contents), contents, scenario.clock);
        case node::NodeKind::Resolver: return node::Resolver(builder.resolver(spec));
        case node::NodeKind::NameServer: {
            auto server = node::NameServer::make(builder.nameServer(spec));
            if (server)
                return std::move(*server);
            builder.add(server.error());
            return node::Host{};
        }
        case node::NodeKind::Host:
            if (!spec.users.empty())
                return node::ArpanetHost(builder.arpanetHost(spec));
            break;
        case node::NodeKind::RealClient: break;
        }
        return node::Host{};
    };
    for (const NodeSpec &spec : scenario.nodes) {
        const IpAddress address = spec.address.value_or(IpAddress{});
        if (network.nodeAt(address) != NodeId::None) {
            builder.fault(
                phrase("node \"{}\" has the address of another one: {}", spec.name, address.print()));
            continue;
        }
        network.addNode(address);
        world.m_nodes.push_back(Cow<node::Node>(node::Node(spec.name, address, spec.kind, program(spec))));
        world.m_nodeTimers.push_back({});
    }
    for (const LinkBetween &between : scenario.links) {
        const NodeId a = world.nodeNamed(between.a), b = world.nodeNamed(between.b);
        if (a == NodeId::None || b == NodeId::None)
            builder.fault(phrase("a link needs two machines: \"{}\" and \"{}\"", between.a, between.b));
        else
            network.setLink(a, b, builder.link(between.link));
    }
    if (Faults faults = builder.takeFaults(); !faults.empty())
        return std::unexpected(std::move(faults));

    world.m_network = Cow<net::Network>(std::move(network));
    world.m_linkRandom = RandomStream(scenario.seed, "links");
    // With the clock, so that a server that starts again with the same scenario does not repeat its nonces.
    world.m_sessionRandom =
        RandomStream(scenario.seed, "sessions" + std::to_string(scenario.clock.time_since_epoch().count()));
    world.m_counters = {contents.lastMail, contents.lastBlob};
    for (const FaultSpec &fault : scenario.faults)
        world.plan(fault);
    World::ActionsAfter after;
    for (std::uint32_t i = 0; i < scenario.actions.size(); ++i) {
        const When &when = scenario.actions[i].when;
        if (when.afterLetter.empty())
            world.m_events.push(Instant(when.at), ActionDue{i, kNoIndex});
        else
            after[when.afterLetter].push_back(i);
    }
    world.m_actionsAfter = std::make_shared<const World::ActionsAfter>(std::move(after));
    for (std::uint32_t i = 0; i < world.m_nodes.size(); ++i)
        if (const auto deadline = world.m_nodes[i]->deadline()) { // a queue that was on disk
            world.m_nodeTimers[i].at = std::max(*deadline, Instant{});
            world.m_nodeTimers[i].id =
                world.m_events.pushTimer(world.m_nodeTimers[i].at, NodeExpires{NodeId{i}});
        }
    world.m_scenario = std::make_shared<const Scenario>(std::move(scenario));
    return world;
}

} // namespace mf
