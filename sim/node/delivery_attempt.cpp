// One attempt to deliver a queued letter: which hosts (MX), which of their addresses, and what becomes of it if
// none will do (RFC 5321 section 5.1).
#include "sim/node/delivery_queue.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <utility>

namespace mf::node {

namespace {

std::string_view typeName(std::uint16_t type)
{
    switch (type) {
    case kTypeMx: return "MX";
    case kTypeAaaa: return "AAAA";
    default: return "A";
    }
}

std::string_view outcomeName(DnsAnswer::Outcome outcome)
{
    switch (outcome) {
    case DnsAnswer::Outcome::Found: return "found";
    case DnsAnswer::Outcome::NoSuchName: return "no-such-name";
    case DnsAnswer::Outcome::NoData: return "no-data";
    case DnsAnswer::Outcome::Failed: return "failed";
    }
    return "";
}

std::string answerText(const DnsAnswer &answer)
{
    std::string text;
    for (const DnsRecord &record : answer.records)
        text += (text.empty() ? "" : ", ") + record.data;
    return text;
}

Facts about(const DnsQuestion &question)
{
    return Facts().add(Key::Name, question.name).add(Key::Type, typeName(question.type));
}

Facts decided(std::string_view rule, std::string_view section)
{
    return Facts().add(Key::Rule, rule).add(Key::Section, section);
}

std::vector<IpAddress> addressesIn(const DnsAnswer &answer, std::uint16_t type)
{
    std::vector<IpAddress> addresses;
    for (const DnsRecord &record : answer.records)
        if (record.type == type && addresses.size() < kAddressLimit)
            addresses.push_back(record.address);
    return addresses;
}

bool sameHosts(std::vector<MailHost> a, std::vector<MailHost> b)
{
    const auto byName = [](const MailHost &host) { return std::pair(host.preference, host.name); };
    std::ranges::sort(a, {}, byName);
    std::ranges::sort(b, {}, byName);
    return a == b;
}

} // namespace

DeliveryQueue::Attempt &DeliveryQueue::attempt(std::uint64_t id)
{
    Cow<Attempt> *found = m_attempts.edit(id);
    MF_CHECK(found != nullptr);
    return found->edit();
}

const DeliveryQueue::Attempt &DeliveryQueue::attempt(std::uint64_t id) const
{
    const Cow<Attempt> *found = m_attempts.find(id);
    MF_CHECK(found != nullptr && *found);
    return **found;
}

void DeliveryQueue::begin(std::uint64_t entryId, const Moment &moment, Effects &out)
{
    Entry &started = entry(entryId);
    const std::uint64_t id = ++m_lastAttempt;
    started.attempt = id;
    started.failed.clear();
    started.hostsTried.clear();
    Attempt made;
    made.entries = {entryId};
    for (const mail::Path &recipient : started.letter.envelope.to)
        made.addressees.push_back({entryId, recipient});
    if (started.to.by != Destination::By::Mx) {
        made.hosts = {{started.to.name, 0}};
        if (!started.to.address.isNone())
            made.addresses = {started.to.address};
    }
    const Destination to = started.to;
    m_attempts.put(id, Cow<Attempt>(std::move(made)));
    if (to.by == Destination::By::Mx)
        return lookUp(id, {to.name, kTypeMx}, moment, out);
    if ((to.by == Destination::By::AddressLiteral || !to.address.isNone()) && isOwn(to.address))
        return comesBack(id, moment, out);
    tryNext(id, moment, out);
}

// ---- names ------------------------------------------------------------------------------------------------

void DeliveryQueue::lookUp(std::uint64_t id, DnsQuestion question, const Moment &moment, Effects &out)
{
    Attempt &asking = attempt(id);
    const Ticket ticket{++m_lastTicket};
    m_tickets.put(ticket, id);
    asking.ticket = ticket;
    asking.asked = question;
    out.push_back(Note{Kind::Lookup, entry(asking.entries.front()).letter.mail, about(question)});
    if (!m_resolver)
        return resolved(ticket, {DnsAnswer::Outcome::Failed, {}, "no resolver is configured"}, moment, out);
    carryOut(m_resolver.edit().handle(ResolveFor{ticket, std::move(question)}, moment.now), moment, out);
}

void DeliveryQueue::handle(const DatagramInput &input, const Moment &moment, Effects &out)
{
    if (m_up && m_resolver)
        carryOut(m_resolver.edit().handle(input, moment.now), moment, out);
}

void DeliveryQueue::expireLookups(const Moment &moment, Effects &out)
{
    const auto at = m_up && m_resolver ? m_resolver->deadline() : std::nullopt;
    if (at && *at <= moment.now)
        carryOut(m_resolver.edit().handle(Expired{}, moment.now), moment, out);
}

void DeliveryQueue::carryOut(DatagramActions actions, const Moment &moment, Effects &out)
{
    for (DatagramAction &action : actions) {
        auto *send = std::get_if<SendDatagram>(&action);
        if (send && send->datagram.by == Carrier::Stream)
            out.push_back(m_dnsStreams.carry(std::move(send->datagram)));
        else if (send)
            out.push_back(std::move(*send));
        else if (auto *noted = std::get_if<Noted>(&action))
            out.push_back(Note{noted->kind, MailId::None, std::move(noted->facts)});
        else if (auto *known = std::get_if<Resolved>(&action))
            resolved(known->ticket, known->answer, moment, out);
    }
}

void DeliveryQueue::resolved(Ticket ticket, const DnsAnswer &answer, const Moment &moment, Effects &out)
{
    const std::uint64_t *found = m_tickets.find(ticket);
    if (!found)
        return; // asked before the machine was switched off
    const std::uint64_t id = *found;
    m_tickets.erase(ticket);
    const Attempt &asking = attempt(id);
    Facts facts = about(asking.asked).add(Key::Outcome, outcomeName(answer.outcome));
    if (answer.outcome == DnsAnswer::Outcome::Found)
        facts.add(Key::Answer, answerText(answer));
    else if (!answer.reason.empty())
        facts.add(Key::Reason, answer.reason);
    out.push_back(Note{Kind::LookupDone, entry(asking.entries.front()).letter.mail, std::move(facts)});
    if (asking.phase == Attempt::Phase::Routing)
        routed(id, answer, moment, out);
    else
        located(id, answer, moment, out);
}

void DeliveryQueue::routed(std::uint64_t id, const DnsAnswer &mx, const Moment &moment, Effects &out)
{
    Attempt &routing = attempt(id);
    const Entry &one = entry(routing.entries.front());
    auto route = routeFor(one.to.name, m_config->hostName, mx, m_random);
    if (!route)
        return failAll(id, {{}, route.error(), {}}, moment, out);
    out.push_back(Note{Kind::Decision, one.letter.mail,
                       decided(route->implicit ? "implicit-mx" : "mx-preference", "RFC 5321 5.1")
                           .add(Key::Name, one.to.name)
                           .add(Key::Answer, print(route->hosts))
                           .add(Key::Host, route->hosts.front().name)});
    routing.phase = Attempt::Phase::Locating;
    routing.hosts = std::move(route->hosts);
    if (!joinSibling(id, out))
        tryNext(id, moment, out);
}

/// The same letter for another domain whose mail goes to the same hosts, and which has not left yet: one
/// transaction is enough for both (RFC 5321 section 4.5.4.1). Entries of one letter were made in one go, so
/// that their ids follow each other.
bool DeliveryQueue::joinSibling(std::uint64_t id, Effects &out)
{
    const std::uint64_t own = attempt(id).entries.front();
    const std::vector<MailHost> hosts = attempt(id).hosts;
    const MailId mail = entry(own).letter.mail;
    const BlobId blob = entry(own).letter.blob;
    const auto sibling = [&](std::uint64_t at) -> const Entry * {
        const Cow<Entry> *found = m_entries.find(at);
        if (!found || !*found)
            return nullptr;
        const Entry &other = **found;
        return other.letter.mail == mail && other.letter.blob == blob ? &other : nullptr;
    };
    for (std::uint64_t at = own - 1; const Entry *other = sibling(at); --at)
        if (join(id, *other, hosts, out))
            return true;
    for (std::uint64_t at = own + 1; const Entry *other = sibling(at); ++at)
        if (join(id, *other, hosts, out))
            return true;
    return false;
}

bool DeliveryQueue::join(std::uint64_t id, const Entry &sibling, const std::vector<MailHost> &hosts,
                         Effects &out)
{
    if (sibling.attempt == 0 || sibling.attempt == id || sibling.to.by != Destination::By::Mx)
        return false;
    const std::uint64_t into = sibling.attempt;
    const Attempt &there = std::as_const(*this).attempt(into);
    const bool mayJoin = there.phase == Attempt::Phase::Locating || there.phase == Attempt::Phase::HostBusy;
    if (!mayJoin || !sameHosts(there.hosts, hosts))
        return false;
    const Attempt joining = attempt(id);
    m_attempts.erase(id);
    Attempt &joined = attempt(into);
    joined.addressees.insert(joined.addressees.end(), joining.addressees.begin(), joining.addressees.end());
    for (const std::uint64_t one : joining.entries) {
        joined.entries.push_back(one);
        entry(one).attempt = into;
        out.push_back(Note{Kind::Decision, sibling.letter.mail,
                           decided("same-hosts", "RFC 5321 4.5.4.1")
                               .add(Key::Name, entry(one).to.name)
                               .add(Key::Host, hosts.front().name)});
    }
    return true;
}

// ---- hosts and addresses ----------------------------------------------------------------------------------

void DeliveryQueue::tryNext(std::uint64_t id, const Moment &moment, Effects &out)
{
    Attempt &trying = attempt(id);
    if (!trying.addresses.empty())
        return call(id, moment, out);
    if (trying.hosts.empty()) {
        if (trying.mayWorkLater)
            return end(id, moment, out);
        // RFC 5321 section 5.1: no usable MX is an error to report.
        const std::string &domain = entry(trying.entries.front()).to.name;
        mail::FailedRecipient why{{}, {550, {5, 4, 4}, "no host takes mail for " + domain}, {}};
        return failAll(id, trying.refusal.value_or(std::move(why)), moment, out);
    }
    trying.phase = Attempt::Phase::Locating;
    trying.hostFailure.reset();
    const std::string host = trying.hosts.front().name;
    if (IpAddress::parse(host)) // RFC 1035 section 3.3.9: an MX names a host
        return failHost(id, {550, {5, 4, 4}, "the MX " + host + " is an address, not a name"}, moment, out);
    lookUp(id, {host, kTypeA}, moment, out);
}

void DeliveryQueue::located(std::uint64_t id, const DnsAnswer &answer, const Moment &moment, Effects &out)
{
    using Outcome = DnsAnswer::Outcome;
    Attempt &locating = attempt(id);
    const std::uint16_t type = locating.asked.type;
    const std::string host = locating.hosts.front().name;
    locating.addresses = addressesIn(answer, type);
    if (std::ranges::any_of(locating.addresses, [this](const IpAddress &one) { return isOwn(one); }))
        return comesBack(id, moment, out);
    if (!locating.addresses.empty()) {
        // RFC 2181 section 10.3 forbids it, RFC 5321 section 5.1 calls it out of scope, everybody follows it.
        if (answer.records.front().type != type)
            out.push_back(Note{Kind::Decision, entry(locating.entries.front()).letter.mail,
                               decided("mx-is-an-alias", "RFC 2181 10.3")
                                   .add(Key::Host, host)
                                   .add(Key::Answer, answerText(answer))});
        return call(id, moment, out);
    }
    if (answer.outcome == Outcome::Failed)
        return failHost(id, {451, {4, 4, 3}, "DNS gave no address for " + host + ": " + answer.reason},
                        moment, out);
    if (type == kTypeA && answer.outcome != Outcome::NoSuchName)
        return lookUp(id, {host, kTypeAaaa}, moment, out);
    if (!locating.hostFailure)
        return failHost(id, {550, {5, 4, 4}, "host " + host + " has no address"}, moment, out);
    locating.hosts.erase(locating.hosts.begin());
    tryNext(id, moment, out);
}

/// The first address did not do it: the next one, of the other family too, then the next host.
void DeliveryQueue::nextAddress(std::uint64_t id, const Moment &moment, Effects &out)
{
    Attempt &failing = attempt(id);
    failing.addresses.erase(failing.addresses.begin());
    if (!failing.addresses.empty())
        return call(id, moment, out);
    const std::string host = failing.hosts.front().name;
    failing.phase = Attempt::Phase::Locating;
    if (failing.asked == DnsQuestion{host, kTypeA})
        return lookUp(id, {host, kTypeAaaa}, moment, out);
    failing.hosts.erase(failing.hosts.begin());
    tryNext(id, moment, out);
}

void DeliveryQueue::failHost(std::uint64_t id, const Reply &why, const Moment &moment, Effects &out)
{
    noteFailure(id, why, nullptr, moment, out);
    Attempt &failing = attempt(id);
    failing.tried = true;
    failing.mayWorkLater |= why.transient();
    if (why.permanent())
        failing.refusal = {{}, why, {}};
    failing.hosts.erase(failing.hosts.begin());
    failing.addresses.clear();
    tryNext(id, moment, out);
}

/// This address is our own. RFC 5321 section 5.1: hosts that are no better than oneself are not tried, for they
/// would only send it back here.
void DeliveryQueue::comesBack(std::uint64_t id, const Moment &moment, Effects &out)
{
    Attempt &returning = attempt(id);
    returning.hosts.resize(1); // those that are better were tried before
    const std::string domain = entry(returning.entries.front()).to.name;
    failHost(id, {550, {5, 4, 6}, "mail for " + domain + " loops back to this server"}, moment, out);
}

bool DeliveryQueue::isOwn(const IpAddress &address) const
{
    const auto first = static_cast<unsigned char>(address.octets().front());
    const bool loopback = address.isV6() ? address == IpAddress::parse("::1") : first == 127;
    return loopback || address.isNone() || address == m_config->address;
}

// ---- the end ----------------------------------------------------------------------------------------------

void DeliveryQueue::failAll(std::uint64_t id, mail::FailedRecipient why, const Moment &moment, Effects &out)
{
    if (!attempt(id).refusal)
        noteFailure(id, why.reply, nullptr, moment, out);
    if (why.reply.permanent())
        for (Addressee &addressee : attempt(id).addressees)
            if (addressee.state != Addressee::State::Settled) {
                addressee.state = Addressee::State::Settled;
                why.recipient = addressee.to;
                entry(addressee.entry).failed.push_back(why);
            }
    end(id, moment, out);
}

void DeliveryQueue::end(std::uint64_t id, const Moment &moment, Effects &out)
{
    const Attempt over = attempt(id);
    if (Stream *stream = m_streams.edit(over.token))
        stream->attempt = 0;
    m_attempts.erase(id);
    const bool wasNone = !over.tried && over.leftAloneUntil;
    for (const std::uint64_t one : over.entries)
        finish(one, wasNone ? over.leftAloneUntil : std::nullopt, moment, out);
}

} // namespace mf::node
