// One attempt to deliver a queued letter, step by step: MX, address, stream, replies; then the next host, or
// the end.
#include "sim/node/delivery_queue.h"

#include "sim/base/ascii.h"
#include "sim/node/machines.h"

#include <algorithm>

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

std::vector<IpAddress> addressesIn(const DnsAnswer &answer, std::uint16_t type)
{
    std::vector<IpAddress> addresses;
    for (const DnsRecord &record : answer.records)
        if (record.type == type)
            addresses.push_back(record.address);
    return addresses;
}

/// 421 closes the channel (RFC 5321 section 4.2.2): it is about the host, not about the recipient.
bool closesChannel(const Reply &reply) { return reply.code == 421; }

} // namespace

void DeliveryQueue::begin(std::uint64_t id, const Moment &moment, Effects &out)
{
    ++m_underWay;
    Entry &started = entry(id);
    started.run = {};
    if (started.to.by == Destination::By::Mx) {
        started.phase = Phase::ResolvingMx;
        lookUp(id, {started.to.name, kTypeMx}, moment, out);
        return;
    }
    started.phase = Phase::ResolvingHost;
    started.run.hosts = {{started.to.name, 0}};
    if (!started.to.address.isNone())
        started.run.addresses = {started.to.address};
    tryNext(id, moment, out);
}

void DeliveryQueue::lookUp(std::uint64_t id, DnsQuestion question, const Moment &moment, Effects &out)
{
    Entry &asking = entry(id);
    const Ticket ticket{++m_lastTicket};
    m_tickets.put(ticket, id);
    asking.run.ticket = ticket;
    asking.run.asked = question;
    out.push_back(Note{Kind::Lookup, asking.letter.mail, about(question)});
    if (!m_resolver)
        return resolved(ticket, {DnsAnswer::Outcome::Failed, {}, "no resolver is configured"}, moment, out);
    carryOut(m_resolver.edit().handle(ResolveFor{ticket, std::move(question)}, moment.now), moment, out);
}

void DeliveryQueue::handle(const DatagramArrived &input, const Moment &moment, Effects &out)
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
        if (auto *send = std::get_if<SendDatagram>(&action))
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
    const Entry &asking = entry(id);
    Facts facts = about(asking.run.asked).add(Key::Outcome, outcomeName(answer.outcome));
    if (answer.outcome == DnsAnswer::Outcome::Found)
        facts.add(Key::Answer, answerText(answer));
    else if (!answer.reason.empty())
        facts.add(Key::Reason, answer.reason);
    out.push_back(Note{Kind::LookupDone, asking.letter.mail, std::move(facts)});
    if (asking.phase == Phase::ResolvingMx)
        routed(id, answer, moment, out);
    else
        located(id, answer, moment, out);
}

void DeliveryQueue::routed(std::uint64_t id, const DnsAnswer &mx, const Moment &moment, Effects &out)
{
    Entry &routing = entry(id);
    auto route = routeFor(routing.to.name, m_config->hostName, mx, m_random);
    if (!route)
        return failAll(id, route.error(), moment, out);
    out.push_back(Note{Kind::Decision, routing.letter.mail,
                       Facts()
                           .add(Key::Rule, route->implicit ? "implicit-mx" : "mx-preference")
                           .add(Key::Section, "RFC 5321 5.1")
                           .add(Key::Name, routing.to.name)
                           .add(Key::Answer, print(route->hosts))
                           .add(Key::Host, route->hosts.front().name)});
    routing.phase = Phase::ResolvingHost;
    routing.run.hosts = std::move(route->hosts);
    tryNext(id, moment, out);
}

void DeliveryQueue::located(std::uint64_t id, const DnsAnswer &answer, const Moment &moment, Effects &out)
{
    using Outcome = DnsAnswer::Outcome;
    Entry &locating = entry(id);
    const std::uint16_t type = locating.run.asked.type;
    const std::string host = locating.run.hosts.front().name;
    locating.run.addresses = addressesIn(answer, type);
    if (!locating.run.addresses.empty())
        return connect(id, moment, out);
    if (answer.outcome == Outcome::Failed)
        return failHost(id, {451, {4, 4, 3}, "DNS gave no address for " + host + ": " + answer.reason},
                        moment, out);
    if (type == kTypeA && answer.outcome != Outcome::NoSuchName)
        return lookUp(id, {host, kTypeAaaa}, moment, out);
    failHost(id, {550, {5, 4, 4}, "host " + host + " has no address"}, moment, out);
}

void DeliveryQueue::tryNext(std::uint64_t id, const Moment &moment, Effects &out)
{
    Entry &trying = entry(id);
    Run &run = trying.run;
    if (!run.addresses.empty())
        return connect(id, moment, out);
    if (run.hosts.empty()) {
        if (!run.mayWorkLater) // RFC 5321 section 5.1: no usable MX is an error to report
            return failAll(id, {550, {5, 4, 4}, "no host takes mail for " + trying.to.name}, moment, out);
        return finish(id, moment, out);
    }
    trying.phase = Phase::ResolvingHost;
    lookUp(id, {run.hosts.front().name, kTypeA}, moment, out);
}

void DeliveryQueue::connect(std::uint64_t id, const Moment &moment, Effects &out)
{
    Entry &sending = entry(id);
    Run &run = sending.run;
    const store::QueuedLetter &letter = sending.letter;
    if (!letter.message) // the disk did not give it with the queue
        return failAll(id, {451, {4, 3, 0}, "the letter is not in memory"}, moment, out);

    Envelope envelope = letter.envelope;
    for (const mail::FailedRecipient &failed : run.failed)
        std::erase(envelope.to, failed.recipient);
    run.recipients = envelope.to;
    run.settled.assign(envelope.to.size(), false);
    run.token = ++m_lastToken;
    m_tokens.put(run.token, id);
    sending.phase = Phase::Sending;

    const bool lmtp = sending.to.by == Destination::By::Lmtp;
    const Service service = lmtp ? Service::Lmtp : Service::Smtp;
    OpenStream open;
    open.token = run.token;
    open.to = {run.addresses.front(), standardPort(service)};
    open.mail = letter.mail;
    open.hop = letter.hop;
    open.machine = relaySession(*m_config, service, std::move(envelope), letter.message->octets());
    out.push_back(std::move(open));
}

void DeliveryQueue::handle(const SessionReported &input, const Moment &moment, Effects &out)
{
    const std::uint64_t *found = m_tokens.find(input.session.token);
    if (!found)
        return;
    if (const auto *done = std::get_if<RecipientDone>(&input.report.what))
        recipientDone(*found, *done, moment, out);
    else if (const auto *over = std::get_if<ClientDone>(&input.report.what))
        sessionOver(input.session.token, {421, {4, 4, 2}, over->reason}, moment, out);
}

void DeliveryQueue::handle(const SessionEnded &input, const Moment &moment, Effects &out)
{
    sessionOver(input.session.token, {421, {4, 4, 2}, "the connection was lost"}, moment, out);
}

void DeliveryQueue::handle(const StreamRefused &input, const Moment &moment, Effects &out)
{
    sessionOver(input.token, {451, {4, 4, 1}, input.reason}, moment, out);
}

void DeliveryQueue::recipientDone(std::uint64_t id, const RecipientDone &done, const Moment &moment,
                                  Effects &out)
{
    Entry &sending = entry(id);
    Run &run = sending.run;
    if (done.recipient >= run.recipients.size() || run.settled[done.recipient])
        return;
    const mail::Path recipient = run.recipients[done.recipient];
    const std::string host = run.hosts.front().name;
    if (closesChannel(done.reply)) {
        sending.lastReason = done.reply.text; // the session ends next: then the next host is tried
        return;
    }
    run.settled[done.recipient] = true;
    if (done.reply.positive()) {
        std::erase(sending.letter.envelope.to, recipient);
        out.push_back(Note{Kind::LetterRelayed, sending.letter.mail,
                           Facts()
                               .add(Key::Recipient, recipient.print())
                               .add(Key::Host, host)
                               .add(Key::Code, done.reply.code)});
        // At once, not at the end: what is written down as done is not done again after a crash.
        if (!sending.letter.envelope.to.empty())
            save(sending, moment, out);
    } else {
        noteFailure(sending, done.reply, &recipient, out);
        if (done.reply.permanent())
            run.failed.push_back({recipient, done.reply, host});
    }
    if (std::ranges::all_of(run.settled, [](bool settled) { return settled; }))
        finish(id, moment, out);
}

void DeliveryQueue::sessionOver(std::uint64_t token, const Reply &why, const Moment &moment, Effects &out)
{
    const std::uint64_t *found = m_tokens.find(token);
    if (!found)
        return;
    const std::uint64_t id = *found;
    m_tokens.erase(token);
    failAddress(id, why, moment, out);
}

void DeliveryQueue::failAddress(std::uint64_t id, const Reply &why, const Moment &moment, Effects &out)
{
    Run &run = entry(id).run;
    run.addresses.erase(run.addresses.begin());
    if (run.addresses.empty())
        return failHost(id, why, moment, out);
    run.mayWorkLater = true;
    noteFailure(entry(id), why, nullptr, out);
    connect(id, moment, out);
}

void DeliveryQueue::failHost(std::uint64_t id, const Reply &why, const Moment &moment, Effects &out)
{
    Entry &failing = entry(id);
    noteFailure(failing, why, nullptr, out);
    failing.run.mayWorkLater |= why.transient();
    failing.run.hosts.erase(failing.run.hosts.begin());
    failing.run.addresses.clear();
    tryNext(id, moment, out);
}

void DeliveryQueue::failAll(std::uint64_t id, const Reply &why, const Moment &moment, Effects &out)
{
    Entry &failing = entry(id);
    noteFailure(failing, why, nullptr, out);
    if (why.permanent())
        for (const mail::Path &recipient : failing.letter.envelope.to)
            if (std::ranges::find(failing.run.failed, recipient, &mail::FailedRecipient::recipient)
                == failing.run.failed.end())
                failing.run.failed.push_back({recipient, why, {}});
    finish(id, moment, out);
}

void DeliveryQueue::noteFailure(Entry &entry, const Reply &why, const mail::Path *recipient, Effects &out)
{
    entry.lastReason = why.text;
    Facts facts =
        Facts().add(Key::Reason, why.text).add(Key::Code, why.code).add(Key::Status, why.status.print());
    facts.add(Key::Host, entry.run.hosts.empty() ? entry.to.name : entry.run.hosts.front().name);
    if (recipient)
        facts.add(Key::Recipient, recipient->print());
    out.push_back(Note{Kind::AttemptFailed, entry.letter.mail, std::move(facts)});
}

} // namespace mf::node
