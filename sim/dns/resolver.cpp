#include "sim/dns/resolver.h"

#include "sim/base/check.h"

#include <algorithm>

namespace mf::dns {

namespace {

/// The reply to a query that is none of ours; NoError: it is to be resolved.
Rcode judge(const Message &query)
{
    if (query.edns && query.edns->version > 0)
        return Rcode::BadVers; // RFC 6891 section 6.1.3
    if (query.opcode != Opcode::Query)
        return Rcode::NotImp;
    if (query.questions.size() != 1)
        return Rcode::FormErr;
    const Question &question = query.questions.front();
    if (question.cls != kClassIn || !query.recursionDesired || isTransfer(question.type))
        return Rcode::Refused;
    if (isMetaType(question.type) && question.type != type::Any)
        return Rcode::NotImp;
    return Rcode::NoError;
}

} // namespace

RecursiveResolver::RecursiveResolver(std::vector<Endpoint> roots, RandomStream random, ResolverLimits limits)
    : m_roots(std::move(roots))
    , m_random(random)
    , m_limits(limits)
    , m_cache(limits.cacheEntries)
{ }

DatagramActions RecursiveResolver::handle(const DatagramInput &input, Instant now)
{
    Turn turn{now, {}, {}};
    if (const auto *arrived = std::get_if<DatagramArrived>(&input))
        takeDatagram(arrived->datagram, turn);
    else if (const auto *resolve = std::get_if<ResolveFor>(&input))
        takeProgram(*resolve, turn);
    else if (const auto *failed = std::get_if<CarrierFailed>(&input))
        takeCarrierFailure(*failed, turn);
    else
        takeTimeouts(turn);
    // A queue, not recursion: one look-up's end may be what others wait for.
    while (!turn.ready.empty()) {
        const auto [id, result] = std::move(turn.ready.front());
        turn.ready.pop_front();
        if (!m_lookups.contains(id))
            continue;
        if (result)
            resume(id, *result, turn);
        else
            proceed(id, turn);
    }
    return std::move(turn.out);
}

std::optional<Instant> RecursiveResolver::deadline() const
{
    const auto *first = m_deadlines.atOrAfter({Instant::min(), LookupId::None});
    return first != nullptr ? std::optional(first->first.first) : std::nullopt;
}

void RecursiveResolver::takeDatagram(const Datagram &in, Turn &turn)
{
    auto message = parse(in.octets);
    if (message && message->isResponse)
        return takeResponse(*message, in, turn);
    if (message)
        return takeQuery(std::move(*message), in, turn);
    if (const auto &reply = message.error().reply)
        turn.out.push_back(
            SendDatagram{{in.peer, in.localPort, Blob(print(*reply)), factsOf(*reply), in.by}});
}

void RecursiveResolver::takeQuery(Message query, const Datagram &in, Turn &turn)
{
    const Rcode rcode = judge(query);
    Asker asker{Ticket::None, in.peer, in.localPort, std::move(query), in.by};
    if (rcode != Rcode::NoError)
        return tell(asker, {}, {rcode, {}, {}, {}}, turn);
    Question question = asker.query->questions.front();
    if (question.type == type::Any) // RFC 8482: it is enough to find out whether the name exists
        question.type = type::Hinfo;
    ask(question, std::move(asker), turn);
}

void RecursiveResolver::takeProgram(const ResolveFor &resolve, Turn &turn)
{
    auto name = Name::parse(resolve.question.name);
    if (!name || isMetaType(resolve.question.type)) {
        turn.out.push_back(
            Resolved{resolve.ticket, {DnsAnswer::Outcome::Failed, {}, "not a question to DNS"}});
        return;
    }
    ask({std::move(*name), resolve.question.type, kClassIn}, {resolve.ticket, {}, 0, {}, Carrier::Datagram},
        turn);
}

void RecursiveResolver::takeTimeouts(Turn &turn)
{
    for (auto due = deadline(); due && *due <= turn.now; due = deadline()) {
        const LookupId id = m_deadlines.atOrAfter({*due, LookupId::None})->first.second;
        Lookup &lookup = at(id);
        Server &silent = lookup.servers[lookup.sent->server];
        m_memory.died(silent.at.address, turn.now);
        silent.failed = lookup.sent->by == Carrier::Stream;
        lookup.failure = "timeout";
        forgetSent(lookup);
        turn.ready.emplace_back(id, std::nullopt);
    }
}

/// No stream to a server that gave only half an answer without one.
void RecursiveResolver::takeCarrierFailure(const CarrierFailed &failed, Turn &turn)
{
    const auto *sent = m_sent.atOrAfter({failed.localPort, 0});
    if (sent == nullptr || sent->first.first != failed.localPort)
        return;
    const LookupId id = sent->second;
    Lookup &lookup = at(id);
    if (lookup.sent->by != Carrier::Stream)
        return;
    lookup.servers[lookup.sent->server].failed = true;
    forgetSent(lookup);
    passOver(id, failed.reason, turn);
}

void RecursiveResolver::ask(const Question &question, Asker asker, Turn &turn)
{
    Name name = question.name;
    std::vector<Record> chain;
    if (const auto known = fromCache(name, question.type, chain, turn))
        return tell(asker, question, *known, turn);
    if (const LookupId *same = m_byQuestion.find(keyOf(question)))
        return join(*same, std::move(asker), turn);
    if (m_lookups.size() >= m_limits.lookups)
        return tell(asker, question, {Rcode::ServFail, {}, {}, "too many look-ups"}, turn);
    const LookupId id = start(question, std::move(name), std::move(chain));
    Lookup &lookup = at(id);
    lookup.askers.push_back(std::move(asker));
    chooseZone(lookup, turn.now);
    turn.ready.emplace_back(id, std::nullopt);
}

void RecursiveResolver::join(LookupId id, Asker asker, Turn &turn)
{
    Lookup &lookup = at(id);
    // The same client again, because it got impatient: one answer is enough.
    const auto again = [&](const Asker &other) {
        return asker.query && other.query && other.peer == asker.peer && other.query->id == asker.query->id;
    };
    if (std::ranges::any_of(lookup.askers, again))
        return;
    if (lookup.askers.size() >= m_limits.askersPerLookup)
        return tell(asker, lookup.asked, {Rcode::ServFail, {}, {}, "too many ask the same"}, turn);
    lookup.askers.push_back(std::move(asker));
}

RecursiveResolver::LookupId RecursiveResolver::start(const Question &question, Name name,
                                                     std::vector<Record> chain)
{
    const LookupId id{++m_lastLookup};
    Lookup lookup;
    lookup.asked = question;
    lookup.name = std::move(name);
    lookup.chain = std::move(chain);
    m_lookups.put(id, Cow<Lookup>(std::move(lookup)));
    m_byQuestion.put(keyOf(question), id);
    return id;
}

void RecursiveResolver::tell(const Asker &asker, const Question &question, const Result &result,
                             Turn &turn) const
{
    if (!asker.query) {
        DnsAnswer answer = toAnswer(question.type, result.rcode, result.answer);
        if (!result.reason.empty())
            answer.reason = result.reason;
        turn.out.push_back(Resolved{asker.ticket, std::move(answer)});
        return;
    }
    Message response = responseTo(*asker.query, result.rcode);
    response.recursionAvailable = true;
    response.answer = result.answer;
    response.authority = result.authority;
    if (!response.questions.empty() && response.questions.front().type == type::Any)
        answerAny(response);
    const std::size_t limit = asker.by == Carrier::Stream ? kMessageLimitOctets : udpLimitFor(*asker.query);
    turn.out.push_back(SendDatagram{
        {asker.peer, asker.localPort, Blob(print(response, limit)), factsOf(response), asker.by}});
}

void RecursiveResolver::finish(LookupId id, Result result, Turn &turn)
{
    Lookup &lookup = at(id);
    forgetSent(lookup);
    const Lookup ended = std::move(lookup);
    m_byQuestion.erase(keyOf(ended.asked));
    m_lookups.erase(id);
    for (const Asker &asker : ended.askers)
        tell(asker, ended.asked, result, turn);
    for (const LookupId waiter : ended.waiters)
        turn.ready.emplace_back(waiter, result);
}

void RecursiveResolver::fail(LookupId id, std::string reason, Turn &turn)
{
    const Question asked = at(id).asked;
    if (const auto *entry = m_cache.storeFailure(asked.name, asked.type, reason, turn.now))
        turn.out.push_back(Noted{Kind::CacheStored, factsOf(*entry, turn.now)});
    finish(id, {Rcode::ServFail, {}, {}, std::move(reason)}, turn);
}

RecursiveResolver::Lookup &RecursiveResolver::at(LookupId id)
{
    Cow<Lookup> *held = m_lookups.edit(id);
    MF_CHECK(held != nullptr);
    return held->edit();
}

} // namespace mf::dns
