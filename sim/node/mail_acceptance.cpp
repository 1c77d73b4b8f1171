// How a mail server takes responsibility for a letter and for each of its recipients.
#include "sim/node/mail_server.h"

#include "sim/base/ascii.h"
#include "sim/mail/message.h"
#include "sim/node/refusal.h"

#include <algorithm>
#include <utility>

namespace mf::node {

namespace {

/// "[192.0.2.1]", "[IPv6:2001:db8::1]" (RFC 5321 section 4.1.3)
std::optional<IpAddress> literalIn(std::string_view domain)
{
    if (!domain.starts_with('[') || !domain.ends_with(']'))
        return std::nullopt;
    domain = domain.substr(1, domain.size() - 2);
    if (ascii::startsWith(domain, "IPv6:"))
        domain.remove_prefix(5);
    return IpAddress::parse(domain);
}

Facts acceptanceFacts(const AcceptMessage &letter, const Glance &glance)
{
    Facts facts = Facts()
                      .add(Key::From, letter.envelope.from.print())
                      .add(Key::Count, static_cast<std::int64_t>(letter.envelope.to.size()))
                      .add(Key::Octets, static_cast<std::int64_t>(letter.letter.size()))
                      .add(Key::Name, glance.messageId)
                      .add(Key::Subject, glance.subject);
    for (const mail::Path &recipient : letter.envelope.to)
        facts.add(Key::Recipient, recipient.print());
    return facts;
}

std::shared_ptr<const mail::Message> parsed(std::string top, const Blob &rest)
{
    top += rest.view();
    return mail::Message::parse(Blob(std::move(top)));
}

} // namespace

Destination destinationFor(const std::string &domain)
{
    if (const auto address = literalIn(domain))
        return {Destination::By::AddressLiteral, domain, *address};
    return {Destination::By::Mx, ascii::toLower(domain), {}};
}

MailServer::Sorted MailServer::sort(const std::vector<mail::Path> &recipients) const
{
    Sorted sorted;
    const auto putElsewhere = [&](const Destination &to, const mail::Path &recipient) {
        const auto group = std::ranges::find(sorted.elsewhere, to, [](const auto &one) { return one.first; });
        if (group != sorted.elsewhere.end())
            group->second.push_back(recipient);
        else
            sorted.elsewhere.emplace_back(to, std::vector{recipient});
    };
    for (const mail::Path &recipient : recipients) {
        const Whereabouts where = m_directory->whereabouts(recipient);
        if (const auto *here = std::get_if<Here>(&where))
            sorted.here.emplace_back(recipient, here->account);
        else if (const auto *store = std::get_if<AtStore>(&where))
            putElsewhere({Destination::By::Lmtp, store->host, store->address}, recipient);
        else if (std::holds_alternative<UnknownUser>(where))
            sorted.unknown.push_back({recipient, {550, {5, 1, 1}, "no such user here"}, {}});
        else
            putElsewhere(destinationFor(recipient.domain), recipient);
    }
    return sorted;
}

std::optional<Reply> MailServer::refusal(const Glance &glance, const Sorted &sorted, const Moment &moment)
{
    if (glance.receivedCount > kHopLimit)
        return Reply{554, {5, 4, 6}, "too many hops: this letter goes in circles"};
    if (moment.storeRefuses)
        return storeRefusesReply();
    if (m_queue.size() + sorted.elsewhere.size() > m_config->queueLimit)
        return Reply{452, {4, 3, 1}, "the queue is full"};
    return std::nullopt;
}

Verdict MailServer::accept(const SessionAsked &asked, const AcceptMessage &letter, const Moment &moment,
                           Effects &out)
{
    const bool lmtp = asked.service == Service::Lmtp;
    const Blob octets = letter.letter.joined();
    Glance glance = glanceAt(octets);
    const Sorted sorted = sort(letter.envelope.to);
    std::optional<Reply> refused = refusal(glance, sorted, moment);
    // One reply has to speak for all; by LMTP each recipient has its own.
    for (const auto &[recipient, account] : sorted.here)
        if (const auto admitted = m_mailroom.admits(account, moment); !admitted && !refused && !lmtp)
            refused = replyFor(admitted.error());
    if (refused)
        return Verdict{std::vector<Reply>(lmtp ? letter.envelope.to.size() : 1, *refused)};

    Taken taken;
    taken.mail = asked.mail != MailId::None ? asked.mail : moment.counters.nextMail();
    taken.hop = asked.hop + 1;
    taken.envelope = letter.envelope;
    taken.octets = octets;
    const bool submitted = asked.service == Service::Submission || asked.service == Service::Submissions;
    const std::string id = std::to_string(raw(taken.mail));
    taken.stamp = stampFor({m_config->hostName, id, moment.calendar(), submitted}, letter, glance);
    out.push_back(Note{Kind::LetterAccepted, taken.mail, acceptanceFacts(letter, glance)});
    if (lmtp)
        return Verdict{deliverByLmtp(taken, moment, out)};
    deliver(taken, sorted, moment, out);
    return Verdict{{Reply{250, {2, 0, 0}, "accepted as " + id}}};
}

std::vector<Reply> MailServer::deliverByLmtp(const Taken &taken, const Moment &moment, Effects &out)
{
    const auto message = parsed(returnPath(taken.envelope.from) + taken.stamp, taken.octets);
    const store::NewLetter letter{message, moment.counters.nextBlob(), taken.mail, moment.calendar(), {}};
    std::vector<Reply> replies;
    for (const mail::Path &recipient : taken.envelope.to) {
        const Whereabouts where = m_directory->whereabouts(recipient);
        const auto *here = std::get_if<Here>(&where);
        if (!here) {
            replies.push_back({550, {5, 1, 1}, "no such user here"});
            continue;
        }
        const auto done = m_mailroom.deliver(here->account, recipient.print(), letter, moment, out);
        replies.push_back(done ? Reply{250, {2, 0, 0}, "stored for " + recipient.print()}
                               : replyFor(done.error()));
    }
    return replies;
}

/// Each recipient ends up in a mailbox, in the queue, or among the undeliverable.
void MailServer::deliver(const Taken &taken, const Sorted &sorted, const Moment &moment, Effects &out)
{
    std::vector<mail::FailedRecipient> failed = sorted.unknown;
    if (!sorted.here.empty()) {
        Facts facts = Facts().add(Key::Rule, "local-domain").add(Key::Section, "RFC 5321 2.3.10");
        for (const auto &[recipient, account] : sorted.here)
            facts.add(Key::Recipient, recipient.print());
        out.push_back(Note{Kind::Decision, taken.mail, std::move(facts)});
        const auto message = parsed(returnPath(taken.envelope.from) + taken.stamp, taken.octets);
        const store::NewLetter letter{message, moment.counters.nextBlob(), taken.mail, moment.calendar(), {}};
        for (const auto &[recipient, account] : sorted.here) {
            out.push_back(
                Note{Kind::LetterHandedOver, taken.mail, Facts().add(Key::Recipient, recipient.print())});
            const auto done = m_mailroom.deliver(account, recipient.print(), letter, moment, out);
            if (!done)
                failed.push_back({recipient, replyFor(done.error()), {}});
        }
    }
    std::shared_ptr<const mail::Message> message;
    if (!sorted.elsewhere.empty() || !failed.empty())
        message = parsed(taken.stamp, taken.octets);
    if (!sorted.elsewhere.empty())
        enqueue(taken, sorted, message, moment, out);
    if (failed.empty())
        return;
    store::QueuedLetter letter = queuedFrom(taken, message, moment);
    letter.envelope.to.clear();
    m_undeliverable.push_back({std::move(letter), std::move(failed)});
}

store::QueuedLetter MailServer::queuedFrom(const Taken &taken, std::shared_ptr<const mail::Message> message,
                                           const Moment &moment)
{
    store::QueuedLetter letter;
    letter.mail = taken.mail;
    letter.envelope = taken.envelope;
    letter.message = std::move(message);
    letter.arrived = moment.calendar();
    letter.hop = taken.hop;
    return letter;
}

void MailServer::enqueue(const Taken &taken, const Sorted &sorted,
                         const std::shared_ptr<const mail::Message> &message, const Moment &moment,
                         Effects &out)
{
    const BlobId blob = moment.counters.nextBlob();
    for (const auto &[to, recipients] : sorted.elsewhere) {
        store::QueuedLetter letter = queuedFrom(taken, message, moment);
        letter.envelope.to = recipients;
        letter.blob = blob;
        if (to.by == Destination::By::Lmtp)
            out.push_back(Note{Kind::Decision, taken.mail,
                               Facts()
                                   .add(Key::Rule, "store-elsewhere")
                                   .add(Key::Section, "RFC 2033")
                                   .add(Key::Host, to.name)});
        m_queue.add(std::move(letter), to, moment, out);
    }
}

} // namespace mf::node
