// How a mail server takes responsibility for a letter and for each of its recipients.
#include "sim/node/mail_server.h"

#include "sim/base/ascii.h"
#include "sim/mail/message.h"
#include "sim/mail/xtext.h"
#include "sim/node/refusal.h"

#include <algorithm>
#include <map>
#include <utility>

namespace mf::node {

namespace {

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

Facts listFacts(const mail::Path &alias, const std::vector<mail::Path> &standsFor)
{
    Facts facts =
        Facts().add(Key::Rule, "alias").add(Key::Section, "RFC 5321 3.9").add(Key::Address, alias.print());
    for (const mail::Path &one : standsFor)
        facts.add(Key::Recipient, one.print());
    return facts;
}

/// One refusal for a letter that comes to nobody: one that may pass, if there is any, so that it is sent again.
Reply worstOf(const std::vector<std::optional<Reply>> &refusals)
{
    const auto passing =
        std::ranges::find_if(refusals, [](const auto &refused) { return !refused->permanent(); });
    return passing != refusals.end() ? **passing : *refusals.front();
}

/// LMTP: one for each recipient, in order (RFC 2033 section 4.2).
std::vector<Reply> repliesFor(const std::vector<mail::Path> &recipients,
                              const std::vector<std::optional<Reply>> &refusals)
{
    std::vector<Reply> replies;
    for (std::size_t i = 0; i < recipients.size(); ++i)
        replies.push_back(refusals[i].value_or(Reply{250, {2, 0, 0}, "stored for " + recipients[i].print()}));
    return replies;
}

/// What might have passed cannot be waited for: the letter is taken already, for others.
Reply forGood(Reply reply)
{
    if (!reply.permanent()) {
        reply.code = 552;
        reply.status.cls = 5;
    }
    return reply;
}

} // namespace

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
    const Sorted sorted = sort({letter.envelope.to, glance, asked.service, octets.size()}, moment);
    if (const auto refused = refusal(glance, sorted, moment))
        return Verdict{std::vector<Reply>(lmtp ? letter.envelope.to.size() : 1, *refused)};
    // One reply has to speak for all: the letter is refused only if it comes to nobody. By LMTP each
    // recipient has its own.
    if (std::ranges::all_of(sorted.refusals, [](const auto &refused) { return refused.has_value(); }))
        return Verdict{lmtp ? repliesFor(letter.envelope.to, sorted.refusals)
                            : std::vector{worstOf(sorted.refusals)}};

    Taken taken;
    taken.mail = asked.mail != MailId::None ? asked.mail : moment.counters.nextMail();
    taken.hop = asked.hop + 1;
    taken.envelope = letter.envelope;
    passOnWishes(taken.envelope, sorted);
    taken.octets = octets;
    taken.door = asked.service;
    const bool submitted = asked.service == Service::Submission || asked.service == Service::Submissions;
    const std::string id = std::to_string(raw(taken.mail));
    taken.stamp = stampFor({m_config->hostName, id, moment.calendar(), submitted}, letter, glance);
    out.push_back(Note{Kind::LetterAccepted, taken.mail, acceptanceFacts(letter, glance)});
    deliver(taken, sorted, moment, out);
    return Verdict{lmtp ? repliesFor(letter.envelope.to, sorted.refusals)
                        : std::vector{Reply{250, {2, 0, 0}, "accepted as " + id}}};
}

/// Each recipient ends up in a mailbox, in the queue, among the undeliverable, or is dropped by rule.
void MailServer::deliver(const Taken &taken, const Sorted &sorted, const Moment &moment, Effects &out)
{
    std::vector<mail::FailedRecipient> expanded;
    for (const Sorted::List &list : sorted.lists) {
        out.push_back(Note{Kind::Decision, taken.mail, listFacts(list.alias, list.standsFor)});
        if (list.standsFor.size() > 1 && taken.envelope.wishFor(list.alias).wants(Wish::Success)) {
            expanded.push_back(
                {list.alias, {250, {2, 1, 5}, "passed to all for whom this address stands"}, {}});
            expanded.back().action = "expanded";
        }
    }
    tellSuccess(taken, std::move(expanded), moment);
    for (const mail::Path &recipient : sorted.discarded)
        out.push_back(Note{Kind::LetterDropped, taken.mail,
                           Facts()
                               .add(Key::Recipient, recipient.print())
                               .add(Key::Reason, "there is no such user here")
                               .add(Key::Rule, "unknown-user-dropped")});
    std::vector<mail::FailedRecipient> failed = sorted.failed;
    if (!sorted.here.empty())
        store(taken, sorted, failed, moment, out);
    enqueue(taken, sorted, moment, out);
    if (failed.empty())
        return;
    for (mail::FailedRecipient &one : failed)
        one.reply = forGood(std::move(one.reply));
    store::QueuedLetter letter = queuedFrom(taken, parsed(taken.stamp, taken.octets), moment);
    letter.envelope.to.clear();
    m_undeliverable.push_back({std::move(letter), std::move(failed), mail::Telling::Failure, {}});
}

void MailServer::store(const Taken &taken, const Sorted &sorted, std::vector<mail::FailedRecipient> &failed,
                       const Moment &moment, Effects &out)
{
    const bool byLmtp = taken.door == Service::Lmtp; // then it came for its mailboxes, and nothing is decided
    Facts facts = Facts().add(Key::Rule, "local-domain").add(Key::Section, "RFC 5321 2.3.10");
    for (const auto &[recipient, account] : sorted.here)
        facts.add(Key::Recipient, recipient.print());
    if (!byLmtp)
        out.push_back(Note{Kind::Decision, taken.mail, std::move(facts)});
    const auto message = parsed(returnPath(taken.envelope.from) + taken.stamp, taken.octets);
    const store::NewLetter letter{message, moment.counters.nextBlob(), taken.mail, moment.calendar(), {}};
    std::vector<mail::FailedRecipient> reached;
    for (const auto &[recipient, account] : sorted.here) {
        if (!byLmtp)
            out.push_back(
                Note{Kind::LetterHandedOver, taken.mail, Facts().add(Key::Recipient, recipient.print())});
        const auto done = m_mailroom.deliver(account, recipient.print(), letter, moment, out);
        if (!done)
            failed.push_back({recipient, replyFor(done.error(), m_config->fullMailbox), {}});
        else if (taken.envelope.wishFor(recipient).wants(Wish::Success))
            reached.push_back({recipient, {250, {2, 1, 5}, "it is in the mailbox"}, {}});
    }
    tellSuccess(taken, std::move(reached), moment);
}

void MailServer::tellSuccess(const Taken &taken, std::vector<mail::FailedRecipient> reached,
                             const Moment &moment)
{
    if (reached.empty())
        return;
    m_undeliverable.push_back({queuedFrom(taken, parsed(taken.stamp, taken.octets), moment),
                               std::move(reached),
                               mail::Telling::Success,
                               {}});
}

/// RFC 3461 section 5.2.7: a forwarding inherits what was asked for its address; those on a list all but the news of
/// success, which is for the list to give.
void MailServer::passOnWishes(Envelope &envelope, const Sorted &sorted)
{
    for (const Sorted::List &list : sorted.lists) {
        Wish wish = envelope.wishFor(list.alias);
        if (wish == Wish{})
            continue;
        if (list.standsFor.size() > 1 && wish.notify != 0) {
            wish.notify &= static_cast<std::uint8_t>(~Wish::Success);
            if (wish.notify == 0)
                wish.notify = Wish::Never;
        }
        if (wish.original.empty())
            wish.original = "rfc822;" + mail::toXtext(list.alias.print());
        for (const mail::Path &one : list.standsFor)
            envelope.wishes.try_emplace(one.print(), wish);
    }
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

void MailServer::enqueue(const Taken &taken, const Sorted &sorted, const Moment &moment, Effects &out)
{
    std::map<std::string, store::QueuedLetter> byAliases; // the same octets are kept once
    for (const auto &[to, via, recipients] : sorted.elsewhere) {
        const std::string top = deliveredTo(via);
        auto found = byAliases.find(top);
        if (found == byAliases.end()) {
            store::QueuedLetter whole = queuedFrom(taken, parsed(top + taken.stamp, taken.octets), moment);
            whole.blob = moment.counters.nextBlob();
            found = byAliases.emplace(top, std::move(whole)).first;
        }
        store::QueuedLetter letter = found->second;
        letter.envelope.to = recipients;
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
