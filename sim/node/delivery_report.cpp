// What a mail server tells a sender whose letter is late or could not be delivered: a report from the null path
// (RFC 5321 section 6.1, RFC 3464).
#include "sim/mail/compose.h"
#include "sim/mail/message.h"
#include "sim/node/mail_server.h"

#include <utility>

namespace mf::node {

namespace {

/// With the enhanced status code (RFC 3463), as the reply would have been.
std::string reasonOf(const Reply &reply) { return reply.status.print() + ' ' + reply.text; }

mail::BounceDraft draftOf(const Undeliverable &what, const std::string &hostName)
{
    mail::BounceDraft draft;
    draft.reportingHost = hostName;
    draft.to = what.letter.envelope.from;
    draft.failed = what.failed;
    draft.original = what.letter.message ? what.letter.message->octets() : Blob();
    draft.arrival = what.letter.arrived;
    draft.delayed = what.delayed;
    draft.retryUntil = what.retryUntil;
    return draft;
}

} // namespace

/// About a report that cannot be delivered nobody is told, or two servers would go on for ever.
void MailServer::bounce(const Undeliverable &undeliverable, const Moment &moment, Effects &out)
{
    const store::QueuedLetter &letter = undeliverable.letter;
    const mail::Path &sender = letter.envelope.from;
    const Kind told = undeliverable.delayed ? Kind::LetterDelayed : Kind::LetterBounced;
    for (const mail::FailedRecipient &failed : undeliverable.failed) {
        Facts facts = Facts()
                          .add(Key::Recipient, failed.recipient.print())
                          .add(Key::Reason, reasonOf(failed.reply))
                          .add(Key::Code, failed.reply.code);
        if (sender.isNull())
            facts.add(Key::Rule, "no-bounce-of-a-bounce").add(Key::Section, "RFC 5321 6.1");
        else
            facts.add(Key::To, sender.print());
        out.push_back(Note{sender.isNull() ? Kind::LetterDropped : told, letter.mail, std::move(facts)});
    }
    if (sender.isNull())
        return;

    Taken taken;
    taken.mail = moment.counters.nextMail();
    taken.hop = 1;
    taken.envelope.to = {sender};
    mail::BounceDraft draft = draftOf(undeliverable, m_config->hostName);
    draft.date = moment.calendar();
    draft.messageId = std::to_string(raw(taken.mail)) + '@' + m_config->hostName;
    taken.octets = mail::composeBounce(draft);
    const Glance glance = glanceAt(taken.octets);
    taken.envelope.eightBit = draft.isEightBit();
    out.push_back(Note{Kind::LetterWritten, taken.mail,
                       Facts()
                           .add(Key::From, "")
                           .add(Key::To, sender.print())
                           .add(Key::Subject, glance.subject)
                           .add(Key::Name, '<' + draft.messageId + '>')});
    const std::vector<mail::Path> recipients{sender};
    deliver(taken, sort({recipients, glance, Service::Smtp}, moment), moment, out);
}

} // namespace mf::node
