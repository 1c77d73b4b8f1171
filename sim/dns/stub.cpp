#include "sim/dns/stub.h"

#include "sim/base/check.h"

#include <algorithm>
#include <utility>

namespace mf::dns {

namespace {

DnsAnswer failed(std::string_view reason) { return {DnsAnswer::Outcome::Failed, {}, std::string(reason)}; }

} // namespace

StubResolver::StubResolver(std::vector<Endpoint> resolvers, RandomStream random, std::size_t questionLimit)
    : m_resolvers(std::move(resolvers))
    , m_random(random)
    , m_questionLimit(questionLimit)
{ }

DatagramActions StubResolver::handle(const DatagramInput &input, Instant now)
{
    DatagramActions out;
    if (const auto *resolve = std::get_if<ResolveFor>(&input))
        start(*resolve, now, out);
    else if (const auto *arrived = std::get_if<DatagramArrived>(&input))
        receive(arrived->datagram, now, out);
    else if (const auto *failed = std::get_if<CarrierFailed>(&input))
        carrierFailed(*failed, now, out);
    else
        for (auto due = deadline(); due && *due <= now; due = deadline())
            retryOrFail(Key(m_deadlines.atOrAfter({*due, {}})->first.second), "timeout", now, out);
    return out;
}

std::optional<Instant> StubResolver::deadline() const
{
    const auto *first = m_deadlines.atOrAfter({Instant::min(), {}});
    return first != nullptr ? std::optional(first->first.first) : std::nullopt;
}

void StubResolver::start(const ResolveFor &resolve, Instant now, DatagramActions &out)
{
    auto name = Name::parse(resolve.question.name);
    const auto refuse = [&](std::string_view why) { out.push_back(Resolved{resolve.ticket, failed(why)}); };
    if (!name || isMetaType(resolve.question.type))
        return refuse("not a question to DNS");
    if (m_resolvers.empty())
        return refuse("no resolver");
    if (m_open.size() >= m_questionLimit)
        return refuse("too many questions");
    const Key key = newKey();
    Open open;
    open.ticket = resolve.ticket;
    open.question = {std::move(*name), resolve.question.type, kClassIn};
    m_open.put(key, std::move(open));
    tryNext(key, now, out);
}

/// No two questions under way have the same port, by which a stream is known.
StubResolver::Key StubResolver::newKey()
{
    constexpr std::uint64_t ports = 0x10000 - kFirstEphemeralPort;
    for (;;) {
        const auto port = static_cast<std::uint16_t>(kFirstEphemeralPort + m_random.below(ports));
        const auto id = static_cast<std::uint16_t>(m_random.below(0x10000));
        const auto *taken = m_open.atOrAfter({port, 0});
        if (taken == nullptr || taken->first.first != port)
            return {port, id};
    }
}

/// Each try repeats port and id, so that a late answer to an earlier one serves as well.
void StubResolver::tryNext(const Key &key, Instant now, DatagramActions &out)
{
    Open &open = at(key);
    const Duration patience = kStubTimeout * (std::int64_t{1} << open.tries);
    ++open.tries;
    open.plain = false;
    open.by = Carrier::Datagram;
    send(key, patience, now, out);
}

void StubResolver::send(const Key &key, Duration patience, Instant now, DatagramActions &out)
{
    Open &open = at(key);
    Message query;
    query.id = key.second;
    query.recursionDesired = true;
    query.questions.push_back(open.question);
    if (!open.plain)
        query.edns.emplace();
    m_deadlines.erase({open.deadline, key});
    open.deadline = now + patience;
    m_deadlines.put({open.deadline, key}, 0);
    out.push_back(SendDatagram{{resolverAsked(open), key.first, Blob(print(query)), factsOf(query), open.by},
                               open.ticket});
}

const Endpoint &StubResolver::resolverAsked(const Open &open) const
{
    return m_resolvers[static_cast<std::size_t>(open.tries - 1) % m_resolvers.size()];
}

void StubResolver::receive(const Datagram &in, Instant now, DatagramActions &out)
{
    const auto response = parse(in.octets);
    if (!response || !response->isResponse)
        return; // whoever asks here gets no answer: this is no server
    const Key key{in.localPort, response->id};
    Open *open = m_open.edit(key);
    if (open == nullptr || open->by != in.by || std::ranges::find(m_resolvers, in.peer) == m_resolvers.end())
        return;
    const bool isAsked = in.peer == resolverAsked(*open); // else it is late
    const bool unread = isAsked && isUnreadEdns(*response) && !open->plain;
    const bool repeats = response->questions.size() == 1 && response->questions.front() == open->question;
    if (!repeats && !(unread && response->questions.empty()))
        return;
    if (unread) { // RFC 6891 section 7: it is asked as resolvers of old were
        open->plain = true;
        return send(key, kStubTimeout, now, out);
    }
    if (isAsked && response->truncated && in.by == Carrier::Datagram) {
        open->by = Carrier::Stream; // RFC 7766 section 5
        return send(key, kStubStreamTimeout, now, out);
    }
    const bool answered = response->rcode == Rcode::NoError || response->rcode == Rcode::NxDomain;
    if (answered && !response->truncated)
        return finish(key, toAnswer(open->question.type, response->rcode, response->answer), out);
    retryOrFail(key, response->truncated ? "truncated" : name(response->rcode), now, out);
}

/// The next resolver, if there is one left to ask; one that has said it cannot is not asked again.
void StubResolver::retryOrFail(const Key &key, std::string_view reason, Instant now, DatagramActions &out)
{
    Open &open = at(key);
    if (reason != "timeout")
        ++open.refusals;
    if (open.tries >= kStubTries || static_cast<std::size_t>(open.refusals) >= m_resolvers.size())
        return finish(key, failed(reason), out);
    tryNext(key, now, out);
}

void StubResolver::carrierFailed(const CarrierFailed &failed, Instant now, DatagramActions &out)
{
    const auto *open = m_open.atOrAfter({failed.localPort, 0});
    if (open == nullptr || open->first.first != failed.localPort || open->second.by != Carrier::Stream)
        return;
    retryOrFail(Key(open->first), failed.reason, now, out);
}

StubResolver::Open &StubResolver::at(const Key &key)
{
    Open *held = m_open.edit(key);
    MF_CHECK(held != nullptr);
    return *held;
}

void StubResolver::finish(const Key &key, DnsAnswer answer, DatagramActions &out)
{
    const Open open = at(key);
    m_deadlines.erase({open.deadline, key});
    m_open.erase(key);
    out.push_back(Resolved{open.ticket, std::move(answer)});
}

} // namespace mf::dns
