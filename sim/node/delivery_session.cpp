// One attempt to deliver a queued letter: the stream to a host, what the host replies for whom, and how much of
// the attempt a failure is about.
#include "sim/node/delivery_queue.h"

#include "sim/mail/date.h"
#include "sim/node/machines.h"

#include <algorithm>
#include <utility>

namespace mf::node {

namespace {

using Detail = EnhancedStatus;

/// RFC 5321 section 4.5.3.1.10: the server takes others in this transaction and this one in the next. Old
/// servers said 552.
bool isOneTooMany(const Reply &reply)
{
    return (reply.code == 452 && (reply.status.none() || reply.status == Detail{4, 5, 3}))
           || (reply.code == 552 && reply.status == Detail{5, 5, 3});
}

/// Not the host's words but ours about the connection.
bool isOurs(const Reply &reply) { return reply.status == Detail{4, 4, 1} || reply.status == Detail{4, 4, 2}; }

} // namespace

/// Calls the first address of the first host, unless it is left alone for a while or has its hands full.
void DeliveryQueue::call(std::uint64_t id, const Moment &moment, Effects &out)
{
    Attempt &calling = attempt(id);
    const IpAddress address = calling.addresses.front();
    m_parked.erase({address, id});
    if (const auto *known = m_hosts.unreachable(address, moment.now)) {
        const Reply why{451, {4, 4, 1}, known->reason};
        calling.leftAloneUntil = std::min(known->until, calling.leftAloneUntil.value_or(known->until));
        calling.mayWorkLater = true;
        calling.hostFailure = why;
        out.push_back(Note{Kind::Decision, entry(calling.entries.front()).letter.mail,
                           Facts()
                               .add(Key::Rule, "host-left-alone")
                               .add(Key::Section, "RFC 5321 4.5.4.1")
                               .add(Key::Host, calling.hosts.front().name)
                               .add(Key::Address, address.print())
                               .add(Key::Reason, known->reason)
                               .add(Key::RetryAt, mail::printIso(moment.calendar(known->until)))});
        remember(id, why, nullptr, moment);
        return nextAddress(id, moment, out);
    }
    if (!m_hosts.hasRoom(address)) {
        calling.phase = Attempt::Phase::HostBusy;
        m_parked.put({address, id}, 0);
        return;
    }
    if (!entry(calling.entries.front()).letter.message) // the disk did not give it with the queue
        return failAll(id, {{}, {451, {4, 3, 0}, "the letter is not in memory"}, {}}, moment, out);
    open(id, out);
}

void DeliveryQueue::open(std::uint64_t id, Effects &out)
{
    Attempt &sending = attempt(id);
    const Entry &first = entry(sending.entries.front());
    const store::QueuedLetter &letter = first.letter;
    Envelope envelope = letter.envelope;
    envelope.to.clear();
    envelope.wishes.clear();
    std::vector<Envelope> transactions;
    sending.session.clear();
    for (std::size_t i = 0; i < sending.addressees.size(); ++i) {
        if (sending.addressees[i].state != Addressee::State::Open)
            continue;
        if (sending.session.size() % kRecipientsAtOnce == 0)
            transactions.push_back(envelope);
        const Addressee &addressee = sending.addressees[i];
        transactions.back().to.push_back(addressee.to);
        if (const Wish wish = entry(addressee.entry).letter.envelope.wishFor(addressee.to); wish != Wish{})
            transactions.back().wishes[addressee.to.print()] = wish;
        sending.session.push_back(i);
    }
    const IpAddress address = sending.addresses.front();
    sending.phase = Attempt::Phase::Sending;
    sending.token = ++m_lastToken;
    sending.someTaken = false;
    sending.trouble.reset();
    sending.tried = true;
    m_streams.put(sending.token, {id, address});
    m_hosts.opened(address, sending.hosts.front().name);

    const Service service = first.to.by == Destination::By::Lmtp ? Service::Lmtp : Service::Smtp;
    OpenStream wish;
    wish.token = sending.token;
    wish.to = {address, standardPort(service)};
    wish.mail = letter.mail;
    wish.hop = letter.hop;
    wish.machine = relaySession(*m_config, service, std::move(transactions), letter.message->octets());
    out.push_back(std::move(wish));
}

// ---- what the stream tells --------------------------------------------------------------------------------

void DeliveryQueue::handle(const SessionReported &input, const Moment &moment, Effects &out)
{
    if (const auto found = m_dnsStreams.handle(input))
        return handle(*found, moment, out);
    const Stream *stream = m_streams.find(input.session.token);
    if (!stream || stream->attempt == 0)
        return;
    const std::uint64_t id = stream->attempt;
    if (const auto *done = std::get_if<RecipientDone>(&input.report.what))
        recipientDone(id, *done, moment, out);
    else if (const auto *over = std::get_if<ClientDone>(&input.report.what))
        sessionOver(id, {{421, {4, 4, 2}, over->reason}, Extent::Attempt}, moment, out);
}

void DeliveryQueue::handle(const SessionEnded &input, const Moment &moment, Effects &out)
{
    if (const auto lost = m_dnsStreams.handle(input))
        return handle(*lost, moment, out);
    if (const std::uint64_t id = release(input.session.token); id != 0)
        sessionOver(id, {{421, {4, 4, 2}, "the connection was lost"}, Extent::Attempt}, moment, out);
}

void DeliveryQueue::handle(const StreamRefused &input, const Moment &moment, Effects &out)
{
    if (const auto refused = m_dnsStreams.handle(input))
        return handle(*refused, moment, out);
    if (const std::uint64_t id = release(input.token); id != 0)
        sessionOver(id, {{451, {4, 4, 1}, input.reason}, Extent::Server}, moment, out);
}

/// The stream is gone: another attempt may call that address. Gives the attempt that it belonged to, or 0.
std::uint64_t DeliveryQueue::release(std::uint64_t token)
{
    const Stream *found = m_streams.find(token);
    if (!found)
        return 0;
    const Stream gone = *found;
    m_streams.erase(token);
    m_hosts.closed(gone.address);
    const auto *next = m_parked.atOrAfter({gone.address, 0});
    if (next && next->first.first == gone.address)
        m_woken.push_back(next->first.second);
    return gone.attempt;
}

void DeliveryQueue::recipientDone(std::uint64_t id, const RecipientDone &done, const Moment &moment,
                                  Effects &out)
{
    Attempt &sending = attempt(id);
    if (done.recipient >= sending.session.size())
        return;
    Addressee &addressee = sending.addressees[sending.session[done.recipient]];
    if (addressee.state != Addressee::State::Open)
        return;
    switch (done.extent) {
    case Extent::Attempt:
    case Extent::Server:
        if (!sending.trouble)
            sending.trouble = Failure{done.reply, done.extent};
        return; // the session ends next
    case Extent::Unknown:
        // RFC 1047: it may have arrived. Another host would surely make it two; this one knows it again.
        addressee.state = Addressee::State::Settled;
        sending.mayWorkLater = true;
        noteFailure(id, done.reply, &addressee, moment, out);
        break;
    case Extent::Recipient: judged(id, addressee, done, moment, out); break;
    }
    const bool someOpen = std::ranges::any_of(attempt(id).session, [&](std::size_t i) {
        return attempt(id).addressees[i].state == Addressee::State::Open;
    });
    if (!someOpen)
        sessionDone(id, moment, out);
}

void DeliveryQueue::judged(std::uint64_t id, Addressee &addressee, const RecipientDone &done,
                           const Moment &moment, Effects &out)
{
    const Reply &reply = done.reply;
    Attempt &sending = attempt(id);
    const std::string host = sending.hosts.front().name;
    m_hosts.answered(sending.addresses.front());
    if (isOneTooMany(reply)) {
        addressee.state = Addressee::State::TooMany;
        sending.tooMany = reply;
        return;
    }
    addressee.state = Addressee::State::Settled;
    if (!reply.positive()) {
        noteFailure(id, reply, &addressee, moment, out);
        if (reply.permanent())
            entry(addressee.entry).failed.push_back(lastWord(addressee.to, reply, host, moment));
        return;
    }
    sending.someTaken = true;
    Entry &one = entry(addressee.entry);
    std::erase(one.letter.envelope.to, addressee.to);
    out.push_back(Note{
        Kind::LetterRelayed, one.letter.mail,
        Facts().add(Key::Recipient, addressee.to.print()).add(Key::Host, host).add(Key::Code, reply.code)});
    tellIfWanted(one, addressee.to, done, host);
    // At once, not at the end: what is written down as done is not done again after a crash.
    if (!one.letter.envelope.to.empty())
        save(one, moment, out);
}

/// RFC 3461 section 5.2.2: the last server that knows of reports tells the sender that it got so far.
void DeliveryQueue::tellIfWanted(const Entry &entry, const mail::Path &recipient, const RecipientDone &done,
                                 const std::string &host)
{
    if (done.reports || !entry.letter.envelope.wishFor(recipient).wants(Wish::Success))
        return;
    const bool byStore = entry.to.by == Destination::By::Lmtp;
    mail::FailedRecipient told{recipient, done.reply, host};
    told.action = byStore ? "delivered" : "relayed";
    m_undeliverable.push_back({entry.letter, {std::move(told)}, mail::Telling::Success, {}});
}

/// Everybody in the session has had a reply. Those who were too many have their turn now.
void DeliveryQueue::sessionDone(std::uint64_t id, const Moment &moment, Effects &out)
{
    Attempt &done = attempt(id);
    if (Stream *stream = m_streams.edit(done.token))
        stream->attempt = 0;
    const bool goesOn = done.someTaken;
    bool someOpen = false;
    for (std::size_t i = 0; i < attempt(id).addressees.size(); ++i) {
        Addressee &one = attempt(id).addressees[i];
        if (one.state != Addressee::State::TooMany)
            continue;
        one.state = goesOn ? Addressee::State::Open : Addressee::State::Settled;
        someOpen |= goesOn;
        if (!goesOn)
            noteFailure(id, attempt(id).tooMany, &one, moment, out);
    }
    if (someOpen)
        return call(id, moment, out);
    end(id, moment, out);
}

/// The stream has ended before everybody had a reply: on to the next address.
void DeliveryQueue::sessionOver(std::uint64_t id, Failure why, const Moment &moment, Effects &out)
{
    Attempt &over = attempt(id);
    if (Stream *stream = m_streams.edit(over.token))
        stream->attempt = 0;
    if (over.trouble)
        why = *over.trouble;
    for (Addressee &one : over.addressees)
        if (one.state == Addressee::State::TooMany)
            one.state = Addressee::State::Open;
    const IpAddress address = over.addresses.front();
    const std::string host = over.hosts.front().name;
    if (why.extent == Extent::Server) {
        const Duration pause = std::min(kLeftAlone, pauseAfter(1));
        m_hosts.failed(address, host, {moment.now + pause, why.reply.text}, moment.now);
        wake(address); // they need not wait for it any more
    }
    over.hostFailure = why.reply;
    over.mayWorkLater |= why.reply.transient();
    if (why.reply.permanent())
        over.refusal = lastWord({}, why.reply, host, moment);
    noteFailure(id, why.reply, nullptr, moment, out);
    nextAddress(id, moment, out);
}

void DeliveryQueue::wake(const IpAddress &address)
{
    m_parked.forEach([&](const Parked &parked, std::uint8_t) {
        if (parked.first == address)
            m_woken.push_back(parked.second);
    });
}

// ---- what is remembered of failures -----------------------------------------------------------------------

mail::FailedRecipient DeliveryQueue::lastWord(const mail::Path &recipient, const Reply &reply,
                                              const std::string &host, const Moment &moment)
{
    mail::FailedRecipient last{recipient, reply, {}};
    last.lastAttempt = moment.calendar();
    if (!isOurs(reply))
        last.remoteHost = host;
    else
        last.reply.text = host + ": " + reply.text;
    return last;
}

/// `addressee` null: it is about everybody who is not settled yet.
void DeliveryQueue::noteFailure(std::uint64_t id, const Reply &why, const Addressee *addressee,
                                const Moment &moment, Effects &out)
{
    remember(id, why, addressee, moment);
    const Attempt &failing = attempt(id);
    const Entry &first = entry(addressee ? addressee->entry : failing.entries.front());
    Facts facts =
        Facts().add(Key::Reason, why.text).add(Key::Code, why.code).add(Key::Status, why.status.print());
    facts.add(Key::Host, failing.hosts.empty() ? first.to.name : failing.hosts.front().name);
    if (addressee)
        facts.add(Key::Recipient, addressee->to.print());
    out.push_back(Note{Kind::AttemptFailed, first.letter.mail, std::move(facts)});
}

void DeliveryQueue::remember(std::uint64_t id, const Reply &why, const Addressee *addressee,
                             const Moment &moment)
{
    const Attempt &failing = attempt(id);
    for (const Addressee &one : failing.addressees) {
        if (addressee ? &one != addressee : one.state == Addressee::State::Settled)
            continue;
        Entry &late = entry(one.entry);
        const std::string host = failing.hosts.empty() ? late.to.name : failing.hosts.front().name;
        late.letter.lastReason = why.text;
        std::erase_if(late.late, [&](const auto &earlier) { return earlier.recipient == one.to; });
        late.late.push_back(lastWord(one.to, why, host, moment));
        const std::string address = failing.addresses.empty() ? "" : failing.addresses.front().print();
        std::erase_if(late.hostsTried, [&](const HostTriedView &earlier) {
            return earlier.host == host && earlier.address == address;
        });
        late.hostsTried.push_back({host, address, why.text});
    }
}

} // namespace mf::node
