#include "sim/node/mail_client.h"

#include "sim/mail/compose.h"
#include "sim/mail/date.h"
#include "sim/mail/message.h"
#include "sim/node/machines.h"
#include "sim/node/stamp.h"

#include <algorithm>

namespace mf::node {

namespace {

bool hasEightBit(const Blob &octets)
{
    return std::ranges::any_of(octets.view(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

} // namespace

MailClient::MailClient(MailClientConfig config, const store::Contents &contents, CalendarTime epoch)
    : m_config(std::make_shared<const MailClientConfig>(std::move(config)))
    , m_epoch(epoch)
    , m_device(store::Account(m_config->hostName, m_config->account.address, 1, {}))
{
    restoreDevice(contents);
    for (const store::Change &change : contents.changes) {
        if (const auto *saved = std::get_if<store::QueueSaved>(&change);
            saved && saved->node == m_config->hostName) {
            Outgoing item;
            item.letter = saved->letter;
            m_lastId = std::max(m_lastId, item.letter.id);
            m_outbox.put(item.letter.id, Cow<Outgoing>(std::move(item)));
        } else if (const auto *sent = std::get_if<store::QueueRemoved>(&change);
                   sent && sent->node == m_config->hostName) {
            m_outbox.erase(sent->id);
        }
    }
    m_outbox.forEach([this](std::uint64_t id, const Cow<Outgoing> &item) {
        m_due.put({Instant(item->letter.nextAttempt - m_epoch), id}, 0);
    });
}

Effects MailClient::handle(const NodeInput &input, const Moment &moment)
{
    Effects out;
    std::visit([&](const auto &what) { on(what, moment, out); }, input);
    pump(moment, out);
    return out;
}

std::optional<Instant> MailClient::deadline() const
{
    const auto *first =
        m_up && m_underWay < kSubmissionLimit ? m_due.atOrAfter(Due{Instant::min(), 0}) : nullptr;
    return first ? std::optional(first->first.first) : std::nullopt;
}

void MailClient::on(const WriteLetter &input, const Moment &moment, Effects &out)
{
    mail::Draft draft;
    const auto own = mail::parseMailbox(m_config->account.address);
    draft.from = mail::parseMailbox(input.from).value_or(own.value_or(mail::Path()));
    draft.to = recipientsOf(input, input.to, out);
    draft.cc = recipientsOf(input, input.cc, out);
    draft.attachments = input.attachments;
    draft.subject = input.subject;
    draft.body = input.body;
    draft.headers = input.headers;
    draft.date = moment.calendar();
    draft.messageId = std::to_string(raw(input.mail)) + '@' + m_config->hostName;
    const Blob octets = mail::compose(draft);
    const Glance glance = glanceAt(octets);

    Facts facts = Facts().add(Key::Letter, input.letter).add(Key::From, draft.from.print());
    std::vector<mail::Path> recipients = draft.to;
    recipients.insert(recipients.end(), draft.cc.begin(), draft.cc.end());
    for (const mail::Path &recipient : recipients)
        facts.add(Key::To, recipient.print());
    facts.add(Key::Subject, input.subject).add(Key::Name, glance.messageId);
    out.push_back(Note{Kind::LetterWritten, input.mail, std::move(facts), octets});
    if (recipients.empty())
        return;

    Outgoing item;
    item.letter.id = ++m_lastId;
    item.letter.mail = input.mail;
    item.letter.envelope.from = draft.from;
    item.letter.envelope.to = std::move(recipients);
    item.letter.envelope.eightBit = hasEightBit(octets);
    item.letter.blob = moment.counters.nextBlob();
    item.letter.message = mail::Message::parse(octets);
    item.letter.arrived = item.letter.nextAttempt = moment.calendar();
    const std::uint64_t id = item.letter.id;
    m_outbox.put(id, Cow<Outgoing>(std::move(item)));
    save(outgoing(id), moment, out);
    wait(outgoing(id));
}

/// The addresses that are some; of the others a record says why not.
std::vector<mail::Path> MailClient::recipientsOf(const WriteLetter &input,
                                                 const std::vector<std::string> &named, Effects &out) const
{
    std::vector<mail::Path> recipients;
    for (const std::string &address : named) {
        auto parsed = mail::parseMailbox(address);
        if (parsed)
            recipients.push_back(std::move(*parsed));
        else
            out.push_back(Note{Kind::AttemptFailed, input.mail,
                               Facts().add(Key::Recipient, address).add(Key::Reason, parsed.error().text())});
    }
    return recipients;
}

/// While it is being sent it may be the server's already: then it stays.
void MailClient::on(const DiscardLetter &input, const Moment &moment, Effects &out)
{
    std::vector<std::uint64_t> found;
    m_outbox.forEach([&](std::uint64_t id, const Cow<Outgoing> &item) {
        if (item->letter.mail == input.mail && item->state != State::Sending)
            found.push_back(id);
    });
    for (const std::uint64_t id : found) {
        m_due.erase({Instant(outgoing(id).letter.nextAttempt - m_epoch), id});
        m_outbox.erase(id);
        if (!moment.storeRefuses)
            out.push_back(Persist{store::QueueRemoved{m_config->hostName, id}});
        out.push_back(
            Note{Kind::LetterDropped, input.mail,
                 Facts().add(Key::Reason, "taken out of the outbox").add(Key::Device, m_config->hostName)});
    }
}

MailClient::Outgoing &MailClient::outgoing(std::uint64_t id)
{
    Cow<Outgoing> *found = m_outbox.edit(id);
    MF_CHECK(found != nullptr);
    return found->edit();
}

void MailClient::wait(Outgoing &item)
{
    item.state = State::Waiting;
    m_due.put({Instant(item.letter.nextAttempt - m_epoch), item.letter.id}, 0);
}

void MailClient::save(const Outgoing &item, const Moment &moment, Effects &out) const
{
    if (!moment.storeRefuses)
        out.push_back(Persist{store::QueueSaved{m_config->hostName, item.letter}});
}

void MailClient::pump(const Moment &moment, Effects &out)
{
    while (m_up && m_underWay < kSubmissionLimit) {
        const auto *first = m_due.atOrAfter(Due{Instant::min(), 0});
        if (!first || first->first.first > moment.now)
            return;
        const Due due = first->first;
        m_due.erase(due);
        submit(due.second, moment, out);
    }
}

void MailClient::submit(std::uint64_t id, const Moment &moment, Effects &out)
{
    Outgoing &item = outgoing(id);
    Envelope envelope = item.letter.envelope;
    for (const mail::Path &refused : item.refused)
        std::erase(envelope.to, refused);
    ++m_underWay;
    item.state = State::Sending;
    item.recipients = envelope.to;
    item.settled.assign(envelope.to.size(), false);
    if (m_config->outgoingHost.empty() || !item.letter.message) {
        const bool noServer = m_config->outgoingHost.empty();
        noteFailure(item,
                    {550, {5, 4, 4}, noServer ? "no outgoing server is set" : "the letter is not in memory"},
                    nullptr, out);
        item.refused = item.letter.envelope.to;
        return finish(id, moment, out);
    }
    item.token = ++m_lastToken;
    m_tokens.put(item.token, id);
    OpenStream open;
    open.token = item.token;
    open.to = m_config->outgoing;
    open.tls = open.to.port == standardPort(Service::Submissions);
    open.mail = item.letter.mail;
    open.machine = submissionSession(*m_config, std::move(envelope), item.letter.message->octets());
    out.push_back(std::move(open));
}

void MailClient::on(const SessionReported &input, const Moment &moment, Effects &out)
{
    const auto *over = std::get_if<ClientDone>(&input.report.what);
    if (input.session.token == m_check && m_check != 0) {
        if (const auto *letter = std::get_if<LetterFetched>(&input.report.what))
            fetched(*letter, moment, out);
        else if (const auto *upTo = std::get_if<MailboxChecked>(&input.report.what))
            checked(*upTo, moment, out);
        else if (const auto *listed = std::get_if<MailboxesListed>(&input.report.what))
            m_onServer = listed->mailboxes;
        else if (const auto *mailbox = std::get_if<MailboxGone>(&input.report.what))
            vanished(*mailbox, moment, out);
        else if (const auto *removed = std::get_if<LetterGone>(&input.report.what))
            gone(*removed, moment, out);
        else if (const auto *marked = std::get_if<LetterFlagged>(&input.report.what))
            flagged(*marked, moment, out);
        else if (over)
            checkOver(over->ok, over->reason, out);
        return;
    }
    const std::uint64_t *id = m_tokens.find(input.session.token);
    if (!id)
        return;
    if (const auto *done = std::get_if<RecipientDone>(&input.report.what))
        recipientDone(*id, *done, moment, out);
    else if (over)
        sessionOver(input.session.token, over->reason, moment, out);
}

void MailClient::on(const SessionEnded &input, const Moment &moment, Effects &out)
{
    if (input.session.token == m_check && m_check != 0)
        checkOver(false, "the connection was lost", out);
    else
        sessionOver(input.session.token, "the connection was lost", moment, out);
}

void MailClient::on(const StreamRefused &input, const Moment &moment, Effects &out)
{
    if (input.token == m_check && m_check != 0)
        checkOver(false, input.reason, out);
    else
        sessionOver(input.token, input.reason, moment, out);
}

void MailClient::recipientDone(std::uint64_t id, const RecipientDone &done, const Moment &moment,
                               Effects &out)
{
    Outgoing &item = outgoing(id);
    if (done.recipient >= item.recipients.size() || item.settled[done.recipient])
        return;
    item.settled[done.recipient] = true;
    const mail::Path recipient = item.recipients[done.recipient];
    if (done.reply.positive()) {
        std::erase(item.letter.envelope.to, recipient);
        if (!item.letter.envelope.to.empty())
            save(item, moment, out);
    } else {
        noteFailure(item, done.reply, &recipient, out);
        if (done.reply.permanent())
            item.refused.push_back(recipient);
    }
    if (std::ranges::all_of(item.settled, [](bool settled) { return settled; }))
        finish(id, moment, out);
}

void MailClient::sessionOver(std::uint64_t token, std::string_view reason, const Moment &moment, Effects &out)
{
    const std::uint64_t *found = m_tokens.find(token);
    if (!found)
        return;
    const std::uint64_t id = *found;
    noteFailure(outgoing(id), {421, {4, 4, 2}, std::string(reason)}, nullptr, out);
    finish(id, moment, out);
}

void MailClient::finish(std::uint64_t id, const Moment &moment, Effects &out)
{
    Outgoing &item = outgoing(id);
    --m_underWay;
    m_tokens.erase(item.token);
    if (item.letter.envelope.to.empty()) {
        m_outbox.erase(id);
        if (!moment.storeRefuses)
            out.push_back(Persist{store::QueueRemoved{m_config->hostName, id}});
        return;
    }
    ++item.letter.attempts;
    const bool nothingLeft = std::ranges::all_of(item.letter.envelope.to, [&](const mail::Path &to) {
        return std::ranges::find(item.refused, to) != item.refused.end();
    });
    if (nothingLeft || moment.calendar() >= item.letter.arrived + kSubmissionPatience) {
        item.state = State::Failed;
        save(item, moment, out);
        return;
    }
    item.letter.nextAttempt = moment.calendar() + kSubmissionRetry;
    wait(item);
    save(item, moment, out);
    out.push_back(Note{Kind::RetryScheduled, item.letter.mail,
                       Facts()
                           .add(Key::RetryAt, mail::printIso(item.letter.nextAttempt))
                           .add(Key::Attempt, item.letter.attempts + 1)
                           .add(Key::Host, m_config->outgoingHost)});
}

void MailClient::noteFailure(Outgoing &item, const Reply &why, const mail::Path *recipient,
                             Effects &out) const
{
    item.lastReason = why.text;
    Facts facts = Facts()
                      .add(Key::Reason, why.text)
                      .add(Key::Code, why.code)
                      .add(Key::Status, why.status.print())
                      .add(Key::Host, m_config->outgoingHost);
    if (recipient)
        facts.add(Key::Recipient, recipient->print());
    out.push_back(Note{Kind::AttemptFailed, item.letter.mail, std::move(facts)});
}

void MailClient::on(const PowerChanged &input, const Moment &, Effects &)
{
    m_up = input.up;
    if (input.up)
        return;
    std::vector<std::uint64_t> underWay;
    m_outbox.forEach([&](std::uint64_t id, const Cow<Outgoing> &item) {
        if (item->state == State::Sending)
            underWay.push_back(id);
    });
    for (const std::uint64_t id : underWay)
        wait(outgoing(id)); // due as before: at once
    m_underWay = 0;
    m_tokens = {};
    m_check = 0;
    m_checkAgain = false;
}

} // namespace mf::node
