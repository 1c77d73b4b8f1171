// What a mail server tells a sender whose letter is late or could not be delivered: a report from the null path
// (RFC 5321 section 6.1, RFC 3464).
#include "sim/mail/compose.h"
#include "sim/mail/message.h"
#include "sim/mail/xtext.h"
#include "sim/node/mail_server.h"

#include <optional>
#include <string_view>
#include <utility>

namespace mf::node {

namespace {

/// With the enhanced status code (RFC 3463), as the reply would have been.
std::string reasonOf(const Reply &reply) { return reply.status.print() + ' ' + reply.text; }

/// RFC 3461 section 4.1: of that, the sender wants to hear.
bool isWanted(const Wish &wish, mail::Telling telling)
{
    switch (telling) {
    case mail::Telling::Failure: return wish.wants(Wish::Failure);
    case mail::Telling::Delay: return wish.wants(Wish::Delay);
    case mail::Telling::Success: return true; // those who are not asked about are not among them
    }
    return true;
}

/// ORCPT without its xtext.
std::string namedIn(const Wish &wish)
{
    const std::size_t type = wish.original.find(';');
    if (type == std::string::npos)
        return {};
    return wish.original.substr(0, type + 1)
           + mail::fromXtext(std::string_view(wish.original).substr(type + 1)).value_or("");
}

mail::BounceDraft draftOf(const Undeliverable &what, std::vector<mail::FailedRecipient> told,
                          const std::string &hostName)
{
    mail::BounceDraft draft;
    draft.reportingHost = hostName;
    draft.to = what.letter.envelope.from;
    for (mail::FailedRecipient &one : told)
        one.named = namedIn(what.letter.envelope.wishFor(one.recipient));
    draft.failed = std::move(told);
    draft.envelopeId = mail::fromXtext(what.letter.envelope.id).value_or("");
    draft.returnsAll =
        what.telling == mail::Telling::Failure && what.letter.envelope.returned == Returned::Full;
    draft.original = what.letter.message ? what.letter.message->octets() : Blob();
    draft.arrival = what.letter.arrived;
    draft.telling = what.telling;
    draft.retryUntil = what.retryUntil;
    return draft;
}

/// What has become of one recipient, and whether the sender is told; nothing: there is nothing to say.
std::optional<Note> noteOf(const Undeliverable &what, const mail::FailedRecipient &failed, bool isTold)
{
    using mail::Telling;
    if (what.telling == Telling::Success || (what.telling == Telling::Delay && !isTold))
        return std::nullopt;
    const mail::Path &sender = what.letter.envelope.from;
    Facts facts = Facts()
                      .add(Key::Recipient, failed.recipient.print())
                      .add(Key::Reason, reasonOf(failed.reply))
                      .add(Key::Code, failed.reply.code);
    if (sender.isNull())
        facts.add(Key::Rule, "no-bounce-of-a-bounce").add(Key::Section, "RFC 5321 6.1");
    else if (!isTold)
        facts.add(Key::Rule, "no-report-wanted").add(Key::Section, "RFC 3461 4.1");
    else
        facts.add(Key::To, sender.print());
    const Kind told = what.telling == Telling::Delay ? Kind::LetterDelayed : Kind::LetterBounced;
    return Note{isTold ? told : Kind::LetterDropped, what.letter.mail, std::move(facts)};
}

} // namespace

/// About a report that cannot be delivered nobody is told, or two servers would go on for ever.
void MailServer::report(const Undeliverable &undeliverable, const Moment &moment, Effects &out)
{
    const Envelope &envelope = undeliverable.letter.envelope;
    const mail::Path &sender = envelope.from;
    std::vector<mail::FailedRecipient> told;
    for (const mail::FailedRecipient &one : undeliverable.failed) {
        const bool isTold =
            !sender.isNull() && isWanted(envelope.wishFor(one.recipient), undeliverable.telling);
        if (auto note = noteOf(undeliverable, one, isTold))
            out.push_back(std::move(*note));
        if (isTold)
            told.push_back(one);
    }
    if (told.empty())
        return;

    Taken taken;
    taken.mail = moment.counters.nextMail();
    taken.hop = 1;
    taken.envelope.to = {sender};
    mail::BounceDraft draft = draftOf(undeliverable, std::move(told), m_config->hostName);
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
