#include "sim/dns/server_memory.h"

namespace mf::dns {

void ServerMemory::answered(const IpAddress &server)
{
    if (m_until.size() > 0)
        remove({server, kAllZones});
}

bool ServerMemory::avoids(const IpAddress &server, const Name &zone, Instant now) const
{
    return m_until.size() > 0 && (holds({server, kAllZones}, now) || holds({server, zone.folded()}, now));
}

void ServerMemory::put(Key key, Instant until, Instant now)
{
    remove(key);
    const std::pair<Instant, Key> first{Instant::min(), {}};
    for (const auto *due = m_due.atOrAfter(first);
         due != nullptr && (due->first.first <= now || m_until.size() >= kServerMemoryLimit);
         due = m_due.atOrAfter(first))
        remove(Key(due->first.second));
    m_due.put({until, key}, 0);
    m_until.put(std::move(key), until);
}

void ServerMemory::remove(const Key &key)
{
    const Instant *until = m_until.find(key);
    if (until == nullptr)
        return;
    m_due.erase({*until, key});
    m_until.erase(key);
}

bool ServerMemory::holds(const Key &key, Instant now) const
{
    const Instant *until = m_until.find(key);
    return until != nullptr && *until > now;
}

} // namespace mf::dns
