#include "sim/node/remote_hosts.h"

#include <utility>

namespace mf::node {

bool RemoteHosts::hasRoom(const IpAddress &address) const
{
    const Host *host = m_hosts.find(address);
    return !host || host->streams < kStreamsPerHost;
}

void RemoteHosts::opened(const IpAddress &address, const std::string &name)
{
    Host *host = m_hosts.edit(address);
    if (!host)
        host = &m_hosts.put(address, {});
    host->name = name;
    ++host->streams;
}

void RemoteHosts::closed(const IpAddress &address)
{
    Host *host = m_hosts.edit(address);
    if (!host)
        return;
    --host->streams;
    if (host->streams == 0 && host->last.reason.empty())
        m_hosts.erase(address);
}

void RemoteHosts::failed(const IpAddress &address, const std::string &name, Unreachable why, Instant now)
{
    if (m_hosts.size() >= kUnreachableLimit)
        forgetOld(now);
    Host *host = m_hosts.edit(address);
    if (!host && m_hosts.size() >= kUnreachableLimit)
        return;
    if (!host)
        host = &m_hosts.put(address, {});
    host->name = name;
    host->last = std::move(why);
}

void RemoteHosts::answered(const IpAddress &address)
{
    const Host *host = m_hosts.find(address);
    if (host && !host->last.reason.empty())
        m_hosts.edit(address)->last = {};
}

const RemoteHosts::Unreachable *RemoteHosts::unreachable(const IpAddress &address, Instant now) const
{
    const Host *host = m_hosts.find(address);
    return host && !host->last.reason.empty() && now < host->last.until ? &host->last : nullptr;
}

void RemoteHosts::forgetOld(Instant now)
{
    std::vector<IpAddress> old;
    m_hosts.forEach([&](const IpAddress &address, const Host &host) {
        if (host.streams == 0 && host.last.until <= now)
            old.push_back(address);
    });
    for (const IpAddress &address : old)
        m_hosts.erase(address);
}

void RemoteHosts::describe(std::vector<RemoteHostView> &hosts) const
{
    m_hosts.forEach([&](const IpAddress &address, const Host &host) {
        hosts.push_back({host.name, address.print(), host.streams, host.last.until, host.last.reason});
    });
}

} // namespace mf::node
