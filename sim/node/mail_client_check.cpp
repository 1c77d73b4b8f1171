// A mail client checks for mail: what it fetches lies in the mailboxes of its device.
#include "sim/node/mail_client.h"

#include "sim/mail/message.h"
#include "sim/node/machines.h"

#include <algorithm>
#include <utility>

namespace mf::node {

std::string_view name(Tending tending)
{
    switch (tending) {
    case Tending::MarkSeen: return "mark-seen";
    case Tending::MarkUnseen: return "mark-unseen";
    case Tending::Delete: return "delete";
    }
    std::unreachable();
}

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
    const std::string serverId = serverIdOf(uidOf(input.messageId));
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
    m_wishes.deletes.push_back(serverId);
    m_wishes.onlyMarks = input.onlyMarks;
    on(CheckMail{}, moment, out);
}

void MailClient::on(const TypeLines &input, const Moment &, Effects &out)
{
    out.push_back(terminalStream(input, ++m_lastToken));
}

void MailClient::on(const TendLetter &input, const Moment &moment, Effects &out)
{
    const Mailbox mailbox = m_device->mailbox(input.mailbox);
    const StoredLetter *letter = mailbox ? mailbox->letters.find(input.uid) : nullptr;
    if (letter == nullptr) {
        out.push_back(Note{Kind::AttemptFailed, MailId::None,
                           Facts()
                               .add(Key::Action, name(input.tending))
                               .add(Key::Reason, "this device does not have the letter")
                               .add(Key::Device, m_config->hostName)});
        return;
    }
    switch (input.tending) {
    case Tending::MarkSeen:
    case Tending::MarkUnseen: return markHere(input, moment, out);
    case Tending::Delete: return deleteHere(input, *letter, moment, out);
    }
}

/// The device shows it at once. IMAP keeps the flag on the server too; with POP3 no other device hears of it.
void MailClient::markHere(const TendLetter &input, const Moment &moment, Effects &out)
{
    const bool seen = input.tending == Tending::MarkSeen;
    ChangeFlags wish;
    wish.mailbox = input.mailbox;
    wish.uids = {input.uid};
    wish.how = seen ? ChangeFlags::How::Add : ChangeFlags::How::Remove;
    wish.flags.system = Flags::Seen;
    store::Changes changes;
    static_cast<void>(m_device.edit().changeFlags(wish, changes));
    for (store::Change &change : changes)
        if (!moment.storeRefuses)
            out.push_back(Persist{std::move(change)});
    const std::string serverId = serverIdOf(input.uid);
    if (m_config->incoming != Incoming::Imap || serverId.empty())
        return;
    std::erase(m_wishes.seen, serverId);
    std::erase(m_wishes.unseen, serverId);
    (seen ? m_wishes.seen : m_wishes.unseen).push_back(serverId);
    on(CheckMail{}, moment, out);
}

/// With IMAP the server's copy is the letter, and the device follows it. With POP3 the device's copy is; one
/// that was left on the server goes there at the next visit.
void MailClient::deleteHere(const TendLetter &input, const StoredLetter &letter, const Moment &moment,
                            Effects &out)
{
    const std::string serverId = serverIdOf(input.uid);
    if (!serverId.empty()) {
        m_wishes.deletes.push_back(serverId);
        m_wishes.onlyMarks = false;
        on(CheckMail{}, moment, out);
    }
    if (m_config->incoming == Incoming::Imap && !serverId.empty())
        return;
    const std::string messageId =
        letter.message ? letter.message->header("Message-ID").value_or("") : std::string();
    store::Changes changes;
    static_cast<void>(
        m_device.edit().remove(input.mailbox, std::span(&input.uid, 1), store::Account::Which::All, changes));
    for (store::Change &change : changes)
        if (!moment.storeRefuses)
            out.push_back(Persist{std::move(change)});
    out.push_back(Note{Kind::LetterDeleted, MailId::None,
                       Facts()
                           .add(Key::Mailbox, input.mailbox)
                           .add(Key::Device, m_config->hostName)
                           .add(Key::Name, messageId)});
}

/// The letter with that Message-ID; 0: it is not on this device.
Uid MailClient::uidOf(std::string_view messageId) const
{
    const Mailbox inbox = m_device->mailbox(store::kInbox);
    Uid uid = 0;
    if (!inbox || messageId.empty())
        return uid;
    for (const StoredLetter &letter : inbox->letters)
        if (letter.message && letter.message->header("Message-ID") == messageId)
            uid = letter.uid;
    return uid;
}

/// What the server calls a letter of this device; "": it is not there any more, as far as is known here.
std::string MailClient::serverIdOf(Uid uid) const
{
    std::string found;
    m_known.forEach([&](const std::string &serverId, Uid known) {
        if (known == uid && uid != 0)
            found = serverId;
    });
    return found;
}

void MailClient::startCheck(Effects &out)
{
    m_checkAgain = false;
    m_checkBrought = m_wishes.empty() ? 0 : 1;
    m_fetchFailed = false;
    m_check = ++m_lastToken;
    m_asked = std::exchange(m_wishes, {});
    OpenStream open;
    open.token = m_check;
    open.to = m_config->incomingServer;
    open.tls = open.to.port == standardPort(Service::Pop3s) || open.to.port == standardPort(Service::Imaps);
    open.machine = checkSession(*m_config, {m_known, m_checkedUpTo, m_modSeq, m_fetchedSince}, m_asked);
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

/// Another device has marked it. What a person has done here meanwhile, and the server has not heard of yet,
/// stays.
void MailClient::flagged(const LetterFlagged &letter, const Moment &moment, Effects &out)
{
    const Uid *uid = m_known.find(letter.serverId);
    if (!uid)
        return;
    ChangeFlags wish;
    wish.mailbox = letter.mailbox;
    wish.uids = {*uid};
    wish.how = ChangeFlags::How::Replace;
    wish.flags = letter.flags;
    for (const Wishes *wishes : {&m_asked, &m_wishes}) {
        if (std::ranges::find(wishes->seen, letter.serverId) != wishes->seen.end())
            wish.flags.system |= Flags::Seen;
        if (std::ranges::find(wishes->unseen, letter.serverId) != wishes->unseen.end())
            wish.flags.system &= static_cast<std::uint8_t>(~Flags::Seen);
    }
    store::Changes changes;
    const auto marked = m_device.edit().changeFlags(wish, changes);
    if (!marked || changes.empty())
        return; // as it was
    ++m_checkBrought;
    for (store::Change &change : changes)
        if (!moment.storeRefuses)
            out.push_back(Persist{std::move(change)});
    const StoredLetter *stored = (*marked).mailbox->letters.find(*uid);
    Facts facts = Facts().add(Key::Rule, "flags-learned").add(Key::Host, m_config->incomingHost);
    facts.add(Key::Mailbox, letter.mailbox).add(Key::Device, m_config->hostName);
    if (stored->message)
        facts.add(Key::Name, stored->message->header("Message-ID").value_or(""));
    if (std::string flags = flagsText(stored->flags); !flags.empty())
        facts.add(Key::Flags, flags);
    out.push_back(Note{Kind::Decision, MailId::None, std::move(facts)});
}

void MailClient::checked(const MailboxChecked &mailbox)
{
    if (m_fetchFailed)
        return;
    m_checkedUpTo = mailbox.upTo;
    m_modSeq = mailbox.modSeq;
    m_fetchedSince.clear();
}

void MailClient::checkOver(bool ok, std::string_view reason, Effects &out)
{
    m_check = 0;
    if (!ok && m_wishes.empty())
        m_wishes = std::exchange(m_asked, {}); // the next check asks again
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
    view.onServer = m_known;
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
