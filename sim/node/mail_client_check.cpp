// A mail client checks for mail: what it fetches lies in the mailboxes of its device.
#include "sim/node/mail_client.h"

#include "sim/mail/message.h"
#include "sim/node/machines.h"

#include <algorithm>
#include <utility>

namespace mf::node {

void MailClient::restoreDevice(const store::Contents &contents)
{
    for (const store::Change &change : contents.changes) {
        const std::string *node = std::visit([](const auto &what) { return &what.node; }, change);
        if (*node != m_config->hostName)
            continue;
        m_device.edit().apply(change);
        if (const auto *added = std::get_if<store::LetterAdded>(&change); added && !added->serverId.empty())
            m_known.put(added->serverId, added->letter.uid);
    }
    if (m_config->incoming == Incoming::Imap)
        m_known.forEach([&](const std::string &serverId, Uid) { m_fetchedSince.push_back(serverId); });
}

void MailClient::on(const CheckMail &, const Moment &, Effects &out)
{
    if (m_config->incoming == Incoming::None || !m_up)
        return;
    if (m_check != 0)
        m_checkAgain = true; // the one under way may have listed the mailbox already
    else
        startCheck(out);
}

/// Marks the letter on the server and has it removed there; the device follows when the server has said yes.
void MailClient::on(const DeleteLetter &input, const Moment &moment, Effects &out)
{
    const std::string serverId = serverIdOf(input.messageId);
    if (m_config->incoming != Incoming::Imap || serverId.empty()) {
        const bool imap = m_config->incoming == Incoming::Imap;
        out.push_back(Note{Kind::AttemptFailed, MailId::None,
                           Facts()
                               .add(Key::Action, "delete")
                               .add(Key::Reason, imap ? "this device does not have the letter"
                                                      : "only IMAP deletes on the server when told to")
                               .add(Key::Device, m_config->hostName)});
        return;
    }
    m_deletions.serverIds.push_back(serverId);
    m_deletions.onlyMarks = input.onlyMarks;
    on(CheckMail{}, moment, out);
}

/// What the server calls the letter with that Message-ID; "": it is not on this device.
std::string MailClient::serverIdOf(std::string_view messageId) const
{
    const Mailbox inbox = m_device->mailbox(store::kInbox);
    if (!inbox || messageId.empty())
        return {};
    Uid uid = 0;
    for (const StoredLetter &letter : inbox->letters)
        if (letter.message && letter.message->header("Message-ID") == messageId)
            uid = letter.uid;
    std::string found;
    m_known.forEach([&](const std::string &serverId, Uid known) {
        if (known == uid)
            found = serverId;
    });
    return found;
}

void MailClient::startCheck(Effects &out)
{
    m_checkAgain = false;
    m_checkBrought = m_deletions.serverIds.size();
    m_fetchFailed = false;
    m_check = ++m_lastToken;
    OpenStream open;
    open.token = m_check;
    open.to = m_config->incomingServer;
    open.tls = open.to.port == standardPort(Service::Pop3s) || open.to.port == standardPort(Service::Imaps);
    open.machine =
        checkSession(*m_config, {m_known, m_checkedUpTo, m_fetchedSince}, std::exchange(m_deletions, {}));
    out.push_back(std::move(open));
}

void MailClient::fetched(const LetterFetched &letter, const Moment &moment, Effects &out)
{
    if (!letter.serverId.empty() && m_known.contains(letter.serverId))
        return;
    store::NewLetter stored;
    stored.message = mail::Message::parse(letter.letter.joined());
    stored.blob = moment.counters.nextBlob();
    stored.date = moment.calendar();
    stored.flags = letter.flags;
    store::Changes changes;
    store::Account &device = m_device.edit();
    if (!device.mailbox(letter.mailbox))
        static_cast<void>(device.create({{}, letter.mailbox}, changes));
    const auto appended = device.append(letter.mailbox, std::span(&stored, 1), changes);
    if (!appended) {
        m_fetchFailed = true; // not known then: fetched again at the next check
        return;
    }
    ++m_checkBrought;
    if (!letter.serverId.empty()) {
        m_known.put(letter.serverId, appended->uids.front());
        if (m_config->incoming == Incoming::Imap)
            m_fetchedSince.push_back(letter.serverId);
    }
    for (store::Change &change : changes) {
        if (auto *added = std::get_if<store::LetterAdded>(&change))
            added->serverId = letter.serverId;
        if (!moment.storeRefuses)
            out.push_back(Persist{std::move(change)});
    }
    // Which journey it belongs to cannot be seen in the letter but by its Message-ID.
    out.push_back(Note{Kind::LetterRead, MailId::None,
                       Facts()
                           .add(Key::Recipient, m_config->account.address)
                           .add(Key::Device, m_config->hostName)
                           .add(Key::Uid, appended->uids.front())
                           .add(Key::Name, stored.message->header("Message-ID").value_or(""))});
}

void MailClient::gone(const LetterGone &letter, const Moment &moment, Effects &out)
{
    const Uid *found = m_known.find(letter.serverId);
    if (!found)
        return;
    const std::vector<Uid> uids{*found};
    ++m_checkBrought;
    const Mailbox mailbox = m_device->mailbox(letter.mailbox);
    const StoredLetter *stored = mailbox ? mailbox->letters.find(uids.front()) : nullptr;
    std::string messageId;
    if (stored != nullptr && stored->message)
        messageId = stored->message->header("Message-ID").value_or("");
    m_known.erase(letter.serverId);
    if (m_config->incoming != Incoming::Imap)
        return; // POP3 takes the letter off the server, not off the device
    store::Changes changes;
    static_cast<void>(m_device.edit().remove(letter.mailbox, uids, store::Account::Which::All, changes));
    for (store::Change &change : changes)
        if (!moment.storeRefuses)
            out.push_back(Persist{std::move(change)});
    out.push_back(Note{Kind::LetterDeleted, MailId::None,
                       Facts()
                           .add(Key::Mailbox, letter.mailbox)
                           .add(Key::Device, m_config->hostName)
                           .add(Key::Name, messageId)});
}

void MailClient::checked(const MailboxChecked &mailbox)
{
    if (m_fetchFailed)
        return;
    m_checkedUpTo = mailbox.upTo;
    m_fetchedSince.clear();
}

void MailClient::checkOver(bool ok, std::string_view reason, Effects &out)
{
    m_check = 0;
    if (!ok)
        out.push_back(Note{Kind::AttemptFailed, MailId::None,
                           Facts()
                               .add(Key::Action, "check-mail")
                               .add(Key::Reason, reason)
                               .add(Key::Host, m_config->incomingHost)});
    else if (m_checkBrought == 0)
        out.push_back(Note{Kind::Decision, MailId::None,
                           Facts().add(Key::Rule, "nothing-new").add(Key::Host, m_config->incomingHost)});
    const bool again = ok && m_checkAgain;
    m_checkAgain = false;
    if (again)
        startCheck(out);
}

void MailClient::describe(NodeView &view, Instant) const
{
    view.rooms = {RoomView{"mail-program", {}}};
    m_outbox.forEach([&](std::uint64_t id, const Cow<Outgoing> &outgoing) {
        QueueItemView item;
        item.id = id;
        item.mail = outgoing->letter.mail;
        item.from = outgoing->letter.envelope.from.print();
        for (const mail::Path &recipient : outgoing->letter.envelope.to)
            item.to.push_back(recipient.print());
        item.attempts = outgoing->letter.attempts;
        item.nextAttempt = Instant(outgoing->letter.nextAttempt - m_epoch);
        switch (outgoing->state) {
        case State::Waiting: item.state = "waiting"; break;
        case State::Sending: item.state = "sending"; break;
        case State::Failed: item.state = "failed"; break;
        }
        item.lastReason = outgoing->lastReason;
        view.queue.push_back(std::move(item));
    });
    for (MailboxInfo &one : m_device->list().mailboxes)
        if (one.selectable)
            view.mailboxes.push_back({m_config->account.address, std::move(one.mailbox)});
}

} // namespace mf::node
