#include "sim/dns/cache.h"

#include "sim/base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf::dns {

namespace {

constexpr std::uint16_t kAllTypes = 0;

/// As the trace names it; "" of records.
std::string_view outcomeOf(Cache::Kind kind)
{
    switch (kind) {
    case Cache::Kind::NoData: return "NODATA";
    case Cache::Kind::NoSuchName: return "NXDOMAIN";
    case Cache::Kind::Failed: return "SERVFAIL";
    case Cache::Kind::Records: break;
    }
    return {};
}

Instant after(Instant now, std::uint32_t seconds) { return now + std::chrono::seconds(seconds); }

/// RFC 2181 section 8: a TTL with its highest bit set is zero.
std::uint32_t usableTtl(std::uint32_t ttl, std::uint32_t limit)
{
    return ttl > 0x7fffffff ? 0 : std::min(ttl, limit);
}

std::string describe(const Cache::Entry &entry)
{
    switch (entry.kind) {
    case Cache::Kind::NoData: return "no data";
    case Cache::Kind::NoSuchName: return "no such name";
    case Cache::Kind::Failed: return fmt::format("failed: {}", entry.reason);
    case Cache::Kind::Records: break;
    }
    std::string out;
    for (const Record &record : entry.records) {
        if (!out.empty())
            out += ", ";
        out += printRdata(record);
    }
    return out;
}

} // namespace

std::uint32_t Cache::Entry::ttl(Instant now) const
{
    const auto left = std::chrono::floor<std::chrono::seconds>(expires - now).count();
    return static_cast<std::uint32_t>(std::max<std::int64_t>(left, 0));
}

std::vector<Record> Cache::Entry::recordsAt(Instant now) const
{
    std::vector<Record> out = records;
    for (Record &record : out)
        record.ttl = ttl(now);
    return out;
}

const Cache::Entry *Cache::store(Trust trust, std::vector<Record> records, Instant now)
{
    MF_CHECK(!records.empty());
    std::uint32_t ttl = kCacheTtlLimit;
    for (const Record &record : records) // RFC 2181 section 5.2: one TTL a set; the lowest is safe
        ttl = std::min(ttl, usableTtl(record.ttl, kCacheTtlLimit));
    if (ttl == 0)
        return nullptr;
    Key key{records.front().name.folded(), records.front().type};
    if (const Entry *old = findExact(key, now); old != nullptr && old->kind != Kind::Failed) {
        const bool better = old->kind == Kind::Records ? old->trust > trust : trust != Trust::Answer;
        if (better || (old->kind == Kind::Records && old->trust == trust && trust != Trust::Answer))
            return nullptr;
    }
    Entry entry{Kind::Records, trust, after(now, ttl), records.front().name, records.front().type, {}, {}};
    entry.records = std::move(records);
    return put(std::move(key), std::move(entry), now);
}

const Cache::Entry *Cache::storeNegative(Kind kind, const Name &name, std::uint16_t type, const Record &soa,
                                         Instant now)
{
    MF_CHECK(kind == Kind::NoData || kind == Kind::NoSuchName);
    const auto fields = soaOf(soa);
    const std::uint32_t minimum = fields ? fields->minimum : 0;
    const std::uint32_t ttl = usableTtl(std::min(soa.ttl, minimum), kNegativeTtlLimit);
    if (ttl == 0)
        return nullptr;
    const std::uint16_t covered = kind == Kind::NoSuchName ? kAllTypes : type;
    return put({name.folded(), covered}, {kind, Trust::Answer, after(now, ttl), name, covered, {soa}, {}},
               now);
}

const Cache::Entry *Cache::storeFailure(const Name &name, std::uint16_t type, std::string reason, Instant now)
{
    Key key{name.folded(), type};
    if (findExact(key, now) != nullptr)
        return nullptr;
    return put(std::move(key),
               {Kind::Failed, Trust::Answer, after(now, kFailureTtl), name, type, {}, std::move(reason)},
               now);
}

const Cache::Entry *Cache::find(const Name &name, std::uint16_t type, Trust atLeast, Instant now) const
{
    Key key{name.folded(), type};
    if (const Entry *entry = findExact(key, now); entry != nullptr && entry->trust >= atLeast)
        return entry;
    key.type = kAllTypes;
    return findExact(key, now);
}

const Cache::Entry *Cache::findExact(const Key &key, Instant now) const
{
    const auto *held = m_entries.find(key);
    return held != nullptr && (*held)->expires > now ? held->get() : nullptr;
}

const Cache::Entry *Cache::put(Key key, Entry entry, Instant now)
{
    if (const auto *old = m_entries.find(key))
        remove({(*old)->expires, key});
    const Due first{Instant::min(), {}};
    for (const auto *due = m_due.atOrAfter(first); due != nullptr && due->first.expires <= now;
         due = m_due.atOrAfter(first))
        remove(Due(due->first));
    while (m_entries.size() >= m_limit && !m_entries.empty())
        remove(Due(m_due.atOrAfter(first)->first));
    if (m_limit == 0)
        return nullptr;
    m_due.put({entry.expires, key}, 0);
    return m_entries.put(std::move(key), std::make_shared<const Entry>(std::move(entry))).get();
}

void Cache::remove(const Due &due)
{
    m_entries.erase(due.key);
    m_due.erase(due);
}

std::vector<CacheView> Cache::view(Instant now) const
{
    std::vector<CacheView> out;
    m_entries.forEach([&](const Key &, const std::shared_ptr<const Entry> &entry) {
        if (entry->expires > now)
            out.push_back({entry->name.print(), entry->type == kAllTypes ? "any" : typeName(entry->type),
                           describe(*entry), entry->expires, std::string(outcomeOf(entry->kind))});
    });
    // The keys' order is that of octets; a person looks for names.
    std::ranges::sort(out, {}, [](const CacheView &v) { return std::pair(v.name, v.type); });
    return out;
}

Facts factsOf(const Cache::Entry &entry, Instant now)
{
    Facts facts;
    facts.add(Key::Name, entry.name.isRoot() ? "." : entry.name.print());
    facts.add(Key::Type, entry.type == kAllTypes ? "any" : typeName(entry.type));
    facts.add(Key::Ttl, std::int64_t{entry.ttl(now)});
    if (const std::string_view outcome = outcomeOf(entry.kind); !outcome.empty())
        facts.add(Key::Outcome, outcome);
    return facts;
}

} // namespace mf::dns
