#include "sim/node/routing.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <utility>

namespace mf::node {

namespace {

std::vector<MailHost> hostsOf(const DnsAnswer &mx)
{
    std::vector<MailHost> hosts;
    for (const DnsRecord &record : mx.records)
        if (record.type == kTypeMx)
            hosts.push_back({record.host, record.preference});
    return hosts;
}

/// RFC 7505 section 3: one MX, preference 0, host ".". Beside others it means nothing.
bool isRoot(const MailHost &host) { return host.name.empty() || host.name == "."; }

/// Equal preferences come in random order, to spread the load (RFC 5321 section 5.1).
void order(std::vector<MailHost> &hosts, RandomStream &random)
{
    for (std::size_t i = hosts.size(); i > 1; --i)
        std::swap(hosts[i - 1], hosts[random.below(i)]);
    std::ranges::stable_sort(hosts, {}, &MailHost::preference);
}

} // namespace

std::expected<Route, Reply> routeFor(std::string_view domain, std::string_view ownName, const DnsAnswer &mx,
                                     RandomStream &random)
{
    using Outcome = DnsAnswer::Outcome;
    const std::string name(domain);
    switch (mx.outcome) {
    case Outcome::NoSuchName:
        return std::unexpected(Reply{550, {5, 1, 2}, "domain " + name + " does not exist"});
    case Outcome::Failed:
        return std::unexpected(Reply{451, {4, 4, 3}, "DNS gave no answer for " + name + ": " + mx.reason});
    case Outcome::NoData: return Route{{{name, 0}}, true};
    case Outcome::Found: break;
    }

    std::vector<MailHost> hosts = hostsOf(mx);
    if (hosts.empty())
        return Route{{{name, 0}}, true};
    std::erase_if(hosts, isRoot);
    if (hosts.empty())
        return std::unexpected(Reply{556, {5, 1, 10}, "domain " + name + " takes no mail (null MX)"});
    const auto self =
        std::ranges::find_if(hosts, [&](const MailHost &host) { return ascii::equals(host.name, ownName); });
    if (self != hosts.end()) {
        const std::uint16_t own = self->preference;
        std::erase_if(hosts, [own](const MailHost &host) { return host.preference >= own; });
        if (hosts.empty())
            return std::unexpected(Reply{550, {5, 4, 6}, "mail for " + name + " loops back to this server"});
    }
    order(hosts, random);
    if (hosts.size() > kHostLimit)
        hosts.resize(kHostLimit);
    return Route{std::move(hosts), false};
}

std::string print(const std::vector<MailHost> &hosts)
{
    std::string text;
    for (const MailHost &host : hosts)
        text += (text.empty() ? "" : ", ") + std::to_string(host.preference) + ' ' + host.name;
    return text;
}

} // namespace mf::node
