#include "sim/node/delivery_queue.h"

#include "sim/mail/date.h"

#include <algorithm>

namespace mf::node {

namespace {

/// A retry list without a positive duration would spin.
constexpr Duration kShortestRetry = 1s;
/// While the disk refuses nothing is attempted, because the outcome could not be written down.
constexpr Duration kRefusedRetry = 1min;

std::string_view name(Destination::By by)
{
    switch (by) {
    case Destination::By::Mx: return "mx";
    case Destination::By::AddressLiteral: return "address-literal";
    case Destination::By::Lmtp: return "lmtp";
    }
    return "";
}

/// What was said last about a recipient that still waits.
mail::FailedRecipient lastOf(const mail::Path &recipient, const std::vector<mail::FailedRecipient> &late,
                             const std::string &reason)
{
    const auto found = std::ranges::find(late, recipient, &mail::FailedRecipient::recipient);
    if (found != late.end())
        return *found;
    return {recipient, {0, {4, 4, 1}, reason.empty() ? "not tried yet" : reason}, {}}; // after a restart
}

/// RFC 3463 section 3.5: the time is up. What a host said last is what the sender's postmaster wants to read.
mail::FailedRecipient givenUp(const mail::Path &recipient, const std::vector<mail::FailedRecipient> &late,
                              const std::string &reason)
{
    mail::FailedRecipient failed = lastOf(recipient, late, reason);
    if (!failed.remoteHost.empty())
        failed.lastSaid = failed.reply;
    failed.reply = {550, {5, 4, 7}, "could not be delivered in time; last: " + failed.reply.text};
    return failed;
}

} // namespace

DeliveryQueue::DeliveryQueue(std::shared_ptr<const MailServerConfig> config, Cow<DatagramMachine> resolver,
                             CalendarTime epoch)
    : m_config(std::move(config))
    , m_freshResolver(resolver)
    , m_resolver(std::move(resolver))
    , m_epoch(epoch)
    , m_random(m_config->seed, "mx-order:" + m_config->hostName)
{ }

DeliveryQueue::Entry &DeliveryQueue::entry(std::uint64_t id)
{
    Cow<Entry> *found = m_entries.edit(id);
    MF_CHECK(found != nullptr);
    return found->edit();
}

void DeliveryQueue::restore(store::QueuedLetter letter, Destination to)
{
    if (m_entries.contains(letter.id)) { // a disk that says it again, later, is right
        m_due.erase(
            {Instant(m_entries.find(letter.id)->operator*().letter.nextAttempt - m_epoch), letter.id});
        m_entries.erase(letter.id);
    }
    insert(std::move(letter), std::move(to));
}

void DeliveryQueue::insert(store::QueuedLetter letter, Destination to)
{
    const std::uint64_t id = letter.id;
    m_lastId = std::max(m_lastId, id);
    Entry made;
    made.letter = std::move(letter);
    made.to = std::move(to);
    m_entries.put(id, Cow<Entry>(std::move(made)));
    wait(entry(id));
}

void DeliveryQueue::add(store::QueuedLetter letter, Destination to, const Moment &moment, Effects &out)
{
    letter.id = m_lastId + 1;
    letter.arrived = letter.nextAttempt = moment.calendar();
    const std::uint64_t id = letter.id;
    insert(std::move(letter), std::move(to));
    const Entry &made = entry(id);
    save(made, moment, out);
    for (const mail::Path &recipient : made.letter.envelope.to)
        out.push_back(Note{Kind::LetterQueued, made.letter.mail,
                           Facts()
                               .add(Key::Recipient, recipient.print())
                               .add(Key::Host, made.to.name)
                               .add(Key::Rule, name(made.to.by))});
}

void DeliveryQueue::save(const Entry &entry, const Moment &moment, Effects &out) const
{
    if (!moment.storeRefuses)
        out.push_back(Persist{store::QueueSaved{m_config->hostName, entry.letter}});
}

void DeliveryQueue::wait(Entry &entry)
{
    entry.attempt = 0;
    entry.failed.clear();
    m_due.put({Instant(entry.letter.nextAttempt - m_epoch), entry.letter.id}, 0);
}

void DeliveryQueue::pump(const Moment &moment, Effects &out)
{
    while (m_up && !m_woken.empty()) {
        const std::uint64_t id = m_woken.back();
        m_woken.pop_back();
        if (m_attempts.contains(id) && attempt(id).phase == Attempt::Phase::HostBusy)
            call(id, moment, out);
    }
    while (m_up && m_attempts.size() < kAttemptLimit) {
        const auto *first = m_due.atOrAfter(Due{Instant::min(), 0});
        if (!first || first->first.first > moment.now)
            return;
        const Due due = first->first;
        m_due.erase(due);
        Entry &next = entry(due.second);
        if (moment.storeRefuses) {
            next.letter.nextAttempt = moment.calendar() + kRefusedRetry;
            wait(next);
            continue;
        }
        begin(due.second, moment, out);
    }
}

/// An attempt is over: what is left of the entry waits, or is given up. `notBefore`: it was no attempt at all,
/// because every host is being left alone until then.
void DeliveryQueue::finish(std::uint64_t id, std::optional<Instant> notBefore, const Moment &moment,
                           Effects &out)
{
    Entry &over = entry(id);
    // A bounce has to be written down like everything else: without a disk they are tried again.
    std::vector<mail::FailedRecipient> failed;
    if (!moment.storeRefuses)
        failed = std::move(over.failed);
    auto &to = over.letter.envelope.to;
    for (const mail::FailedRecipient &one : failed)
        std::erase(to, one.recipient);

    if (!to.empty() && !moment.storeRefuses && moment.calendar() >= expiryOf(over)) {
        for (const mail::Path &recipient : to)
            failed.push_back(givenUp(recipient, over.late, over.letter.lastReason));
        to.clear();
    }
    if (!failed.empty())
        m_undeliverable.push_back({over.letter, std::move(failed), mail::Telling::Failure, {}});
    if (to.empty())
        return remove(id, moment, out);
    reschedule(over, notBefore, moment, out);
}

/// RFC 5321 section 4.5.4.1: how long to wait is the configuration's business; its last wait repeats.
Duration DeliveryQueue::pauseAfter(std::uint32_t attempts) const
{
    const auto &retry = m_config->retry;
    if (retry.empty())
        return kShortestRetry;
    const std::size_t at = std::min<std::size_t>(std::max(attempts, 1u), retry.size()) - 1;
    return std::max(retry[at], kShortestRetry);
}

void DeliveryQueue::reschedule(Entry &entry, std::optional<Instant> notBefore, const Moment &moment,
                               Effects &out)
{
    store::QueuedLetter &letter = entry.letter;
    if (!notBefore)
        ++letter.attempts;
    CalendarTime next =
        notBefore ? moment.calendar(*notBefore) : moment.calendar() + pauseAfter(letter.attempts);
    // One last attempt when the time is up, then the sender is told.
    const CalendarTime expires = expiryOf(entry);
    if (next > expires && expires > moment.calendar())
        next = expires;
    letter.nextAttempt = next;
    if (!moment.storeRefuses)
        tellIfLate(entry, moment);
    wait(entry);
    save(entry, moment, out);
    out.push_back(Note{Kind::RetryScheduled, letter.mail,
                       Facts()
                           .add(Key::RetryAt, mail::printIso(next))
                           .add(Key::Attempt, letter.attempts + 1)
                           .add(Key::Host, entry.to.name)});
}

/// Once, however often it is tried; and about a report nobody is told.
void DeliveryQueue::tellIfLate(Entry &entry, const Moment &moment)
{
    store::QueuedLetter &letter = entry.letter;
    const Duration notice = m_config->delayNotice;
    const bool isLate = notice > Duration::zero() && moment.calendar() >= letter.arrived + notice;
    if (!isLate || letter.delayTold || letter.envelope.from.isNull())
        return;
    letter.delayTold = true;
    std::vector<mail::FailedRecipient> late;
    for (const mail::Path &recipient : letter.envelope.to)
        late.push_back(lastOf(recipient, entry.late, letter.lastReason));
    m_undeliverable.push_back({letter, std::move(late), mail::Telling::Delay, expiryOf(entry)});
}

void DeliveryQueue::remove(std::uint64_t id, const Moment &moment, Effects &out)
{
    if (!moment.storeRefuses)
        out.push_back(Persist{store::QueueRemoved{m_config->hostName, id}});
    m_entries.erase(id);
}

void DeliveryQueue::powerChanged(bool up)
{
    m_up = up;
    if (up)
        return;
    std::vector<std::uint64_t> underWay;
    m_entries.forEach([&](std::uint64_t id, const Cow<Entry> &one) {
        if (one->attempt != 0)
            underWay.push_back(id);
    });
    for (const std::uint64_t id : underWay)
        wait(entry(id)); // due as before: at once
    m_attempts = {};
    m_streams = {};
    m_tickets = {};
    m_parked = {};
    m_woken.clear();
    m_hosts = {};
    m_resolver = m_freshResolver;
    m_dnsStreams.forget();
}

std::optional<Instant> DeliveryQueue::deadline() const
{
    if (!m_up)
        return std::nullopt;
    std::optional<Instant> at = m_resolver ? m_resolver->deadline() : std::nullopt;
    const auto *first = m_attempts.size() < kAttemptLimit ? m_due.atOrAfter(Due{Instant::min(), 0}) : nullptr;
    if (first && (!at || first->first.first < *at))
        at = first->first.first;
    return at;
}

void DeliveryQueue::describe(NodeView &view) const
{
    const auto stateOf = [this](const Entry &one) -> std::string_view {
        if (one.attempt == 0)
            return "waiting";
        switch (attempt(one.attempt).phase) {
        case Attempt::Phase::Routing:
        case Attempt::Phase::Locating: return "resolving";
        case Attempt::Phase::HostBusy: return "host-busy";
        case Attempt::Phase::Sending: return "sending";
        }
        return "";
    };
    m_entries.forEach([&](std::uint64_t id, const Cow<Entry> &one) {
        QueueItemView item;
        item.id = id;
        item.mail = one->letter.mail;
        item.from = one->letter.envelope.from.print();
        for (const mail::Path &recipient : one->letter.envelope.to)
            item.to.push_back(recipient.print());
        item.attempts = one->letter.attempts;
        item.nextAttempt = Instant(one->letter.nextAttempt - m_epoch);
        item.state = stateOf(*one);
        item.lastReason = one->letter.lastReason;
        item.hostsTried = one->hostsTried;
        view.queue.push_back(std::move(item));
    });
    m_hosts.describe(view.remoteHosts);
}

} // namespace mf::node
