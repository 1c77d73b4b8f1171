// The walk of RFC 1034 section 5.3.3: from the nearest servers known, by referrals and aliases, to an answer.
#include "sim/dns/resolver.h"

#include <algorithm>

namespace mf::dns {

namespace {

/// IN records of one name and type.
std::vector<Record> setOf(const std::vector<Record> &records, const Name &name, std::uint16_t type)
{
    std::vector<Record> out;
    std::ranges::copy_if(records, std::back_inserter(out), [&](const Record &r) {
        return r.type == type && r.cls == kClassIn && r.name == name;
    });
    return out;
}

} // namespace

/// Follows what is known; `name` and `chain` then stand where that ends. Nothing: servers must be asked.
std::optional<RecursiveResolver::Result>
RecursiveResolver::fromCache(Name &name, std::uint16_t type, std::vector<Record> &chain, Turn &turn) const
{
    for (;;) {
        const Cache::Entry *entry = m_cache.find(name, type, Trust::Answer, turn.now);
        if (entry == nullptr)
            entry = m_cache.find(name, type::Cname, Trust::Answer, turn.now);
        const bool negativeAlias =
            entry != nullptr && entry->type != type
            && (entry->kind == Cache::Kind::NoData || entry->kind == Cache::Kind::Failed);
        if (entry == nullptr || negativeAlias)
            return std::nullopt;
        turn.out.push_back(Noted{Kind::CacheHit, factsOf(*entry, turn.now)});
        if (entry->kind == Cache::Kind::Failed)
            return Result{Rcode::ServFail, {}, {}, entry->reason};
        if (entry->kind != Cache::Kind::Records)
            return Result{entry->kind == Cache::Kind::NoSuchName ? Rcode::NxDomain : Rcode::NoError,
                          std::move(chain),
                          entry->recordsAt(turn.now),
                          {}};
        std::ranges::move(entry->recordsAt(turn.now), std::back_inserter(chain));
        if (entry->type == type)
            return Result{Rcode::NoError, std::move(chain), {}, {}};
        if (chain.size() > m_limits.aliases)
            return Result{Rcode::ServFail, {}, {}, "too many aliases"};
        name = targetOf(chain.back()).value_or(Name{});
    }
}

/// Goes on at the end of an alias.
void RecursiveResolver::restart(LookupId id, Turn &turn)
{
    Lookup &lookup = at(id);
    if (auto known = fromCache(lookup.name, lookup.asked.type, lookup.chain, turn))
        return finish(id, std::move(*known), turn);
    chooseZone(lookup, turn.now);
    turn.ready.emplace_back(id, std::nullopt);
}

/// The nearest zone above the name whose servers are known; at last the root.
void RecursiveResolver::chooseZone(Lookup &lookup, Instant now) const
{
    for (Name zone = lookup.name; !zone.isRoot(); zone = zone.parent()) {
        const Cache::Entry *ns = m_cache.find(zone, type::Ns, Trust::Referral, now);
        if (ns == nullptr || ns->kind != Cache::Kind::Records)
            continue;
        useServers(lookup, zone, ns->records, {}, now);
        // Servers inside their own zone, of no known address: only the zone above can help, by its glue.
        const bool reachable =
            !lookup.servers.empty()
            || std::ranges::any_of(lookup.hosts, [&](const Host &h) { return !h.name.isWithin(zone); });
        if (reachable)
            return;
    }
    lookup.zone = Name{};
    lookup.hosts.clear();
    lookup.servers.clear();
    for (const Endpoint &root : m_roots)
        addServer(lookup, root.address, now);
}

void RecursiveResolver::useServers(Lookup &lookup, const Name &zone, const std::vector<Record> &ns,
                                   const std::vector<Record> &glue, Instant now) const
{
    lookup.zone = zone;
    lookup.servers.clear();
    lookup.hosts.clear();
    for (const Record &record : ns) {
        const auto host = targetOf(record);
        if (!host)
            continue;
        const std::size_t before = lookup.servers.size();
        for (const std::uint16_t family : {type::A, type::Aaaa}) {
            std::vector<Record> addresses = setOf(glue, *host, family);
            const Cache::Entry *known = m_cache.find(*host, family, Trust::Glue, now);
            if (addresses.empty() && known != nullptr && known->kind == Cache::Kind::Records)
                addresses = known->records;
            for (const Record &address : addresses)
                addServer(lookup, addressOf(address).value_or(IpAddress{}), now);
        }
        if (lookup.servers.size() == before)
            lookup.hosts.push_back({*host});
    }
}

void RecursiveResolver::addServer(Lookup &lookup, const IpAddress &address, Instant now) const
{
    lookup.servers.push_back(
        {{address, kDnsPort}, 0, false, m_memory.avoids(address, lookup.zone, now), false});
}

/// Asks the next server: each once, then each again, those that have been of no use lately last; then those whose
/// address must be found first.
void RecursiveResolver::proceed(LookupId id, Turn &turn)
{
    const Lookup &lookup = at(id);
    const Server *next = nullptr;
    for (const Server &server : lookup.servers)
        if (!server.failed && server.tries < m_limits.triesPerServer
            && (next == nullptr
                || std::pair(server.avoided, server.tries) < std::pair(next->avoided, next->tries)))
            next = &server;
    // An address still to be found may be of more use than a server that is known for its silence.
    if (next != nullptr && !(next->avoided && !lookup.hosts.empty()))
        return send(id, static_cast<std::size_t>(next - lookup.servers.data()), Carrier::Datagram, turn);
    if (!lookup.hosts.empty())
        return findHost(id, turn);
    fail(id, lookup.failure, turn);
}

/// RFC 5452 section 4: neither id nor port is to be guessed. No two queries under way have the same port, by which a
/// stream is known.
RecursiveResolver::SentKey RecursiveResolver::newKey()
{
    constexpr std::uint64_t ports = 0x10000 - kFirstEphemeralPort;
    for (;;) {
        const auto port = static_cast<std::uint16_t>(kFirstEphemeralPort + m_random.below(ports));
        const auto id = static_cast<std::uint16_t>(m_random.below(0x10000));
        const auto *taken = m_sent.atOrAfter({port, 0});
        if (taken == nullptr || taken->first.first != port)
            return {port, id};
    }
}

void RecursiveResolver::send(LookupId id, std::size_t server, Carrier by, Turn &turn)
{
    Lookup &lookup = at(id);
    if (!pay(lookup))
        return fail(id, "too many queries", turn);
    const SentKey key = newKey();
    Message query;
    query.id = key.second;
    query.questions.push_back({lookup.name, lookup.asked.type, kClassIn});
    Server &to = lookup.servers[server];
    if (!to.plain)
        query.edns.emplace();
    const Duration patience =
        by == Carrier::Stream ? kStreamTimeout : kServerTimeout * (std::int64_t{1} << std::min(to.tries, 10));
    const Instant deadline = turn.now + patience;
    ++to.tries;
    lookup.sent = {key, server, deadline, by};
    m_sent.put(key, id);
    m_deadlines.put({deadline, id}, 0);
    const Ticket cause = lookup.askers.empty() ? Ticket::None : lookup.askers.front().ticket;
    turn.out.push_back(SendDatagram{{to.at, key.first, Blob(print(query)), factsOf(query), by}, cause});
}

/// Looks up the address of the first name server that has none yet.
void RecursiveResolver::findHost(LookupId id, Turn &turn)
{
    Lookup &lookup = at(id);
    const Question question{lookup.hosts.front().name, lookup.hosts.front().type, kClassIn};
    const auto giveUp = [&](std::string_view why) {
        lookup.failure = why;
        lookup.hosts.erase(lookup.hosts.begin());
        turn.ready.emplace_back(id, std::nullopt);
    };
    Name name = question.name;
    std::vector<Record> chain;
    if (auto known = fromCache(name, question.type, chain, turn)) {
        turn.ready.emplace_back(id, std::move(*known));
        return;
    }
    if (const LookupId *same = m_byQuestion.find(keyOf(question))) {
        if (waitsForItself(id, *same))
            return giveUp("name servers that need each other");
        lookup.waitsFor = *same;
        at(*same).waiters.push_back(id);
        return;
    }
    if (lookup.depth >= m_limits.depth)
        return giveUp("name servers within name servers");
    if (m_lookups.size() >= m_limits.lookups)
        return giveUp("too many look-ups");
    const LookupId payer = lookup.payer == LookupId::None ? id : lookup.payer;
    const int depth = lookup.depth + 1;
    const LookupId inner = start(question, std::move(name), std::move(chain));
    at(id).waitsFor = inner;
    Lookup &started = at(inner);
    started.payer = payer;
    started.depth = depth;
    started.waiters.push_back(id);
    chooseZone(started, turn.now);
    turn.ready.emplace_back(inner, std::nullopt);
}

/// Whether `on` waits, by however many steps, for `waiting`.
bool RecursiveResolver::waitsForItself(LookupId waiting, LookupId on) const
{
    while (on != LookupId::None && on != waiting) {
        const Cow<Lookup> *next = m_lookups.find(on);
        on = next != nullptr ? (*next)->waitsFor : LookupId::None;
    }
    return on == waiting;
}

/// The address of a name server has come, or will not.
void RecursiveResolver::resume(LookupId id, const Result &result, Turn &turn)
{
    Lookup &lookup = at(id);
    lookup.waitsFor = LookupId::None;
    const std::size_t before = lookup.servers.size();
    for (const Record &record : result.answer)
        if (const auto address = addressOf(record))
            addServer(lookup, *address, turn.now);
    Host &host = lookup.hosts.front();
    const bool found = lookup.servers.size() > before;
    if (!found && result.rcode == Rcode::NoError && host.type == type::A) {
        host.type = type::Aaaa;
    } else {
        if (!found)
            lookup.failure = result.reason.empty() ? "name server without address" : result.reason;
        lookup.hosts.erase(lookup.hosts.begin());
    }
    turn.ready.emplace_back(id, std::nullopt);
}

/// Every query of a question counts for the one who asked it first, however deep it lies.
bool RecursiveResolver::pay(Lookup &lookup)
{
    Lookup &payer = m_lookups.contains(lookup.payer) ? at(lookup.payer) : lookup;
    return ++payer.queries <= m_limits.queriesPerLookup;
}

void RecursiveResolver::forgetSent(Lookup &lookup)
{
    if (!lookup.sent)
        return;
    const LookupId *id = m_sent.find(lookup.sent->key);
    if (id != nullptr)
        m_deadlines.erase({lookup.sent->deadline, *id});
    m_sent.erase(lookup.sent->key);
    lookup.sent.reset();
}

void RecursiveResolver::takeResponse(const Message &response, const Datagram &in, Turn &turn)
{
    const LookupId *waiting = m_sent.find({in.localPort, response.id});
    if (waiting == nullptr)
        return; // late, or never asked for
    const LookupId id = *waiting;
    Lookup &lookup = at(id);
    const Question question{lookup.name, lookup.asked.type, kClassIn};
    const Server &asked = lookup.servers[lookup.sent->server];
    const bool unread = isUnreadEdns(response) && !asked.plain;
    const bool repeats = response.questions.size() == 1 && response.questions.front() == question;
    const bool ours = asked.at == in.peer && lookup.sent->by == in.by
                      && (repeats || (unread && response.questions.empty()));
    if (!ours)
        return; // RFC 5452 section 9.1: it must match in all of these
    const std::size_t server = lookup.sent->server;
    forgetSent(lookup);
    m_memory.answered(in.peer.address);
    if (unread) { // RFC 6891 section 7: it is asked as servers of old were
        lookup.servers[server].plain = true;
        return send(id, server, in.by, turn);
    }
    if (response.truncated && in.by == Carrier::Datagram)
        return send(id, server, Carrier::Stream, turn); // RFC 7766 section 5: what did not fit comes by TCP
    const bool answered = response.rcode == Rcode::NoError || response.rcode == Rcode::NxDomain;
    lookup.servers[server].failed = !answered || response.truncated || !response.authoritative;
    if (!answered || response.truncated) {
        m_memory.wasLame(in.peer.address, lookup.zone, turn.now);
        return passOver(id, response.truncated ? "truncated" : name(response.rcode), turn);
    }
    if (response.authoritative)
        return takeAnswer(id, response, turn);
    takeReferral(id, response, in.peer.address, turn);
}

void RecursiveResolver::passOver(LookupId id, std::string reason, Turn &turn)
{
    at(id).failure = std::move(reason);
    turn.ready.emplace_back(id, std::nullopt);
}

void RecursiveResolver::takeAnswer(LookupId id, const Message &response, Turn &turn)
{
    Lookup &lookup = at(id);
    const std::size_t chainBefore = lookup.chain.size();
    // What lies outside the zone is not this server's to say; the walk goes on there by itself.
    while (lookup.name.isWithin(lookup.zone)) {
        std::vector<Record> set = setOf(response.answer, lookup.name, lookup.asked.type);
        if (!set.empty()) {
            Result result{Rcode::NoError, std::move(lookup.chain), {}, {}};
            std::ranges::copy(set, std::back_inserter(result.answer));
            remember(Trust::Answer, std::move(set), turn);
            return finish(id, std::move(result), turn);
        }
        std::vector<Record> alias = setOf(response.answer, lookup.name, type::Cname);
        if (alias.empty())
            break;
        alias.resize(1); // RFC 2181 section 10.1: there can be one
        lookup.chain.push_back(alias.front());
        lookup.name = targetOf(alias.front()).value_or(Name{});
        remember(Trust::Answer, std::move(alias), turn);
        if (lookup.chain.size() > m_limits.aliases)
            return fail(id, "too many aliases", turn);
    }
    const bool moved = lookup.chain.size() > chainBefore;
    const bool saysSo =
        response.rcode == Rcode::NxDomain
        || std::ranges::any_of(response.authority, [](const Record &r) { return r.type == type::Soa; });
    if (moved && !(saysSo && lookup.name.isWithin(lookup.zone)))
        return restart(id, turn);
    finish(id, negative(lookup, response, turn), turn);
}

/// RFC 2308 section 2: NXDOMAIN, or no data; kept as long as its SOA says, and not without one.
RecursiveResolver::Result RecursiveResolver::negative(Lookup &lookup, const Message &response, Turn &turn)
{
    const auto kind = response.rcode == Rcode::NxDomain ? Cache::Kind::NoSuchName : Cache::Kind::NoData;
    Result result{response.rcode, std::move(lookup.chain), {}, {}};
    for (const Record &soa : response.authority) {
        if (soa.type != type::Soa || !lookup.name.isWithin(soa.name) || !soa.name.isWithin(lookup.zone))
            continue;
        result.authority = {soa};
        if (const auto *entry = m_cache.storeNegative(kind, lookup.name, lookup.asked.type, soa, turn.now))
            turn.out.push_back(Noted{Kind::CacheStored, factsOf(*entry, turn.now)});
        break;
    }
    return result;
}

/// Name servers nearer to the name than those asked so far; anything else is a lame server (RFC 1912 section
/// 2.8).
void RecursiveResolver::takeReferral(LookupId id, const Message &response, const IpAddress &from, Turn &turn)
{
    Lookup &lookup = at(id);
    const auto nearer = std::ranges::find_if(response.authority, [&](const Record &r) {
        return r.type == type::Ns && r.name != lookup.zone && r.name.isWithin(lookup.zone)
               && lookup.name.isWithin(r.name);
    });
    if (nearer == response.authority.end() || response.rcode != Rcode::NoError) {
        m_memory.wasLame(from, lookup.zone, turn.now);
        return passOver(id, "lame server", turn);
    }
    std::vector<Record> ns = setOf(response.authority, nearer->name, type::Ns);
    std::vector<Record> glue;
    for (const Record &record : ns) {
        const auto host = targetOf(record);
        if (!host || !host->isWithin(lookup.zone))
            continue; // an address from elsewhere is not this server's to give
        for (const std::uint16_t family : {type::A, type::Aaaa}) {
            std::vector<Record> set = setOf(response.additional, *host, family);
            if (set.empty())
                continue;
            std::ranges::copy(set, std::back_inserter(glue));
            remember(Trust::Glue, std::move(set), turn);
        }
    }
    useServers(lookup, nearer->name, ns, glue, turn.now);
    remember(Trust::Referral, std::move(ns), turn);
    turn.ready.emplace_back(id, std::nullopt);
}

void RecursiveResolver::remember(Trust trust, std::vector<Record> records, Turn &turn)
{
    if (const auto *entry = m_cache.store(trust, std::move(records), turn.now))
        turn.out.push_back(Noted{Kind::CacheStored, factsOf(*entry, turn.now)});
}

} // namespace mf::dns
