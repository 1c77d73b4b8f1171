// What a person does with letters that lie on the device, and what the server is to hear of it.
#include "sim/mail/message.h"
#include "sim/node/mail_client.h"

#include <algorithm>
#include <utility>

namespace mf::node {

namespace {

constexpr std::string_view kNotHere = "this device does not have the letter";

} // namespace

std::string_view name(Tending tending)
{
    switch (tending) {
    case Tending::MarkSeen: return "mark-seen";
    case Tending::MarkUnseen: return "mark-unseen";
    case Tending::Delete: return "delete";
    case Tending::Move: return "move";
    }
    std::unreachable();
}

/// Marks the letter on the server and has it removed there; the device follows when the server has said yes.
void MailClient::on(const DeleteLetter &input, const Moment &moment, Effects &out)
{
    const std::string inbox(store::kInbox);
    const std::string serverId = serverIdOf(inbox, uidOf(input.messageId));
    if (m_config->incoming != Incoming::Imap || serverId.empty()) {
        const bool imap = m_config->incoming == Incoming::Imap;
        return out.push_back(
            refusal("delete", imap ? kNotHere : "only IMAP deletes on the server when told to"));
    }
    m_wishes[inbox].deletes.push_back(serverId);
    m_wishes[inbox].onlyMarks = input.onlyMarks;
    on(CheckMail{}, moment, out);
}

void MailClient::on(const TendLetter &input, const Moment &moment, Effects &out)
{
    const Mailbox mailbox = m_device->mailbox(input.mailbox);
    const StoredLetter *letter = mailbox ? mailbox->letters.find(input.uid) : nullptr;
    if (letter == nullptr)
        return out.push_back(refusal(name(input.tending), kNotHere));
    switch (input.tending) {
    case Tending::MarkSeen:
    case Tending::MarkUnseen: return markHere(input, moment, out);
    case Tending::Delete: return deleteHere(input, moment, out);
    case Tending::Move: return moveThere(input, moment, out);
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
    keep(std::move(changes), moment, out);
    const std::string serverId = serverIdOf(input.mailbox, input.uid);
    if (m_config->incoming != Incoming::Imap || serverId.empty())
        return;
    Wishes &wishes = m_wishes[input.mailbox];
    std::erase(wishes.seen, serverId);
    std::erase(wishes.unseen, serverId);
    (seen ? wishes.seen : wishes.unseen).push_back(serverId);
    on(CheckMail{}, moment, out);
}

/// With IMAP the server's copy is the letter, and the device follows it. With POP3 the device's copy is; one
/// that was left on the server goes there at the next visit.
void MailClient::deleteHere(const TendLetter &input, const Moment &moment, Effects &out)
{
    const std::string serverId = serverIdOf(input.mailbox, input.uid);
    if (!serverId.empty()) {
        m_wishes[input.mailbox].deletes.push_back(serverId);
        m_wishes[input.mailbox].onlyMarks = false;
        on(CheckMail{}, moment, out);
    }
    if (m_config->incoming != Incoming::Imap || serverId.empty())
        removeHere(input.mailbox, input.uid, moment, out);
}

void MailClient::removeHere(const std::string &name, Uid uid, const Moment &moment, Effects &out)
{
    const Mailbox mailbox = m_device->mailbox(name);
    const StoredLetter *letter = mailbox ? mailbox->letters.find(uid) : nullptr;
    std::string messageId;
    if (letter != nullptr && letter->message)
        messageId = letter->message->header("Message-ID").value_or("");
    store::Changes changes;
    static_cast<void>(m_device.edit().remove(name, std::span(&uid, 1), store::Account::Which::All, changes));
    keep(std::move(changes), moment, out);
    out.push_back(
        Note{Kind::LetterDeleted, MailId::None,
             Facts().add(Key::Mailbox, name).add(Key::Device, m_config->hostName).add(Key::Name, messageId)});
}

/// The device follows when the server has said yes, and has the other mailbox, too, from then on.
void MailClient::moveThere(const TendLetter &input, const Moment &moment, Effects &out)
{
    const std::string serverId = serverIdOf(input.mailbox, input.uid);
    if (m_config->incoming != Incoming::Imap)
        return out.push_back(refusal("move", "only IMAP knows other mailboxes"));
    if (serverId.empty())
        return out.push_back(refusal("move", "the server does not have the letter"));
    if (input.target.empty() || input.target == input.mailbox)
        return out.push_back(refusal("move", "it lies there already"));
    std::vector<Wishes::Move> &moves = m_wishes[input.mailbox].moves;
    std::erase_if(moves, [&](const Wishes::Move &move) { return move.serverId == serverId; });
    moves.push_back({serverId, input.target});
    on(CheckMail{}, moment, out);
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
std::string MailClient::serverIdOf(const std::string &mailbox, Uid uid) const
{
    std::string found;
    if (const KnownLetters *letters = m_known.find(mailbox))
        letters->all.forEach([&](const std::string &serverId, Uid known) {
            if (known == uid && uid != 0)
                found = serverId;
        });
    return found;
}

Note MailClient::refusal(std::string_view action, std::string_view reason) const
{
    return Note{
        Kind::AttemptFailed, MailId::None,
        Facts().add(Key::Action, action).add(Key::Reason, reason).add(Key::Device, m_config->hostName)};
}

} // namespace mf::node
