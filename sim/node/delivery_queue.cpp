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
    if (entry.phase != Phase::Waiting)
        --m_underWay;
    entry.phase = Phase::Waiting;
    entry.run = {};
    m_due.put({Instant(entry.letter.nextAttempt - m_epoch), entry.letter.id}, 0);
}

bool DeliveryQueue::hasExpired(const Entry &entry, const Moment &moment) const
{
    return moment.calendar() >= entry.letter.arrived + m_config->expire;
}

void DeliveryQueue::pump(const Moment &moment, Effects &out)
{
    while (m_up && m_underWay < kAttemptLimit) {
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

/// The attempt is over: what is left of the entry waits, or is given up.
void DeliveryQueue::finish(std::uint64_t id, const Moment &moment, Effects &out)
{
    Entry &over = entry(id);
    if (over.run.token != 0)
        m_tokens.erase(over.run.token);
    // A bounce has to be written down like everything else: without a disk they are tried again.
    std::vector<mail::FailedRecipient> failed;
    if (!moment.storeRefuses)
        failed = std::move(over.run.failed);
    auto &to = over.letter.envelope.to;
    for (const mail::FailedRecipient &one : failed)
        std::erase(to, one.recipient);

    if (!to.empty() && !moment.storeRefuses && hasExpired(over, moment)) {
        for (const mail::Path &recipient : to) {
            const std::string why = "could not be delivered in time; last: " + over.lastReason;
            failed.push_back({recipient, Reply{550, {5, 4, 7}, why}, {}});
        }
        to.clear();
    }
    if (!failed.empty())
        giveUp(over, std::move(failed));
    if (to.empty())
        remove(id, moment, out);
    else
        reschedule(over, moment, out);
}

void DeliveryQueue::reschedule(Entry &entry, const Moment &moment, Effects &out)
{
    ++entry.letter.attempts;
    const auto &retry = m_config->retry;
    const std::size_t at = retry.empty() ? 0 : std::min<std::size_t>(entry.letter.attempts, retry.size()) - 1;
    const Duration pause = std::max(retry.empty() ? kShortestRetry : retry[at], kShortestRetry);
    const CalendarTime expires = entry.letter.arrived + m_config->expire;
    // One last attempt when the time is up, then the sender is told.
    CalendarTime next = moment.calendar() + pause;
    if (next > expires && expires > moment.calendar())
        next = expires;
    entry.letter.nextAttempt = next;
    wait(entry);
    save(entry, moment, out);
    out.push_back(Note{Kind::RetryScheduled, entry.letter.mail,
                       Facts()
                           .add(Key::RetryAt, mail::printIso(next))
                           .add(Key::Attempt, entry.letter.attempts + 1)
                           .add(Key::Host, entry.to.name)});
}

void DeliveryQueue::remove(std::uint64_t id, const Moment &moment, Effects &out)
{
    if (!moment.storeRefuses)
        out.push_back(Persist{store::QueueRemoved{m_config->hostName, id}});
    if (entry(id).phase != Phase::Waiting)
        --m_underWay;
    m_entries.erase(id);
}

void DeliveryQueue::giveUp(const Entry &entry, std::vector<mail::FailedRecipient> failed)
{
    m_undeliverable.push_back({entry.letter, std::move(failed)});
}

void DeliveryQueue::powerChanged(bool up)
{
    m_up = up;
    if (up)
        return;
    std::vector<std::uint64_t> underWay;
    m_entries.forEach([&](std::uint64_t id, const Cow<Entry> &one) {
        if (one->phase != Phase::Waiting)
            underWay.push_back(id);
    });
    for (const std::uint64_t id : underWay)
        wait(entry(id)); // due as before: at once
    m_tokens = {};
    m_tickets = {};
    m_resolver = m_freshResolver;
}

std::optional<Instant> DeliveryQueue::deadline() const
{
    if (!m_up)
        return std::nullopt;
    std::optional<Instant> at = m_resolver ? m_resolver->deadline() : std::nullopt;
    const auto *first = m_underWay < kAttemptLimit ? m_due.atOrAfter(Due{Instant::min(), 0}) : nullptr;
    if (first && (!at || first->first.first < *at))
        at = first->first.first;
    return at;
}

void DeliveryQueue::describe(std::vector<QueueItemView> &queue) const
{
    m_entries.forEach([&](std::uint64_t id, const Cow<Entry> &one) {
        QueueItemView item;
        item.id = id;
        item.mail = one->letter.mail;
        item.from = one->letter.envelope.from.print();
        for (const mail::Path &recipient : one->letter.envelope.to)
            item.to.push_back(recipient.print());
        item.attempts = one->letter.attempts;
        item.nextAttempt = Instant(one->letter.nextAttempt - m_epoch);
        switch (one->phase) {
        case Phase::Waiting: item.state = "waiting"; break;
        case Phase::ResolvingMx:
        case Phase::ResolvingHost: item.state = "resolving"; break;
        case Phase::Sending: item.state = "sending"; break;
        }
        item.lastReason = one->lastReason;
        queue.push_back(std::move(item));
    });
}

} // namespace mf::node
