// What people do with letters that lie on their devices: the window names them by where they lie, a scenario by its
// own names.
#include "sim/world/execution.h"

#include "sim/mail/message.h"
#include "sim/store/account.h"

namespace mf {

std::string Execution::messageIdOf(MailId mail) const
{
    std::string found;
    m_world.m_messageIds.forEach([&](const std::string &messageId, MailId known) {
        if (known == mail && mail != MailId::None)
            found = messageId;
    });
    return found;
}

/// What the device has of that letter; uid 0: nothing.
Execution::OnDevice Execution::lyingAt(NodeId client, MailId mail) const
{
    const std::string messageId = messageIdOf(mail);
    OnDevice found{std::string(store::kInbox), 0};
    if (client == NodeId::None || messageId.empty())
        return found;
    for (const node::MailboxView &view : m_world.view(client).mailboxes)
        for (const StoredLetter &letter : view.mailbox->letters)
            if (found.uid == 0 && letter.message && letter.message->header("Message-ID") == messageId)
                found = {view.mailbox->name, letter.uid};
    return found;
}

/// The scenario's name of a letter that lies there; "": it has none, or another copy of it would be meant.
std::string Execution::letterAt(const TendLetterAt &person) const
{
    const NodeId client = m_world.nodeNamed(person.client);
    MailId mail = MailId::None;
    if (client != NodeId::None)
        for (const node::MailboxView &view : m_world.view(client).mailboxes)
            if (const StoredLetter *letter =
                    view.mailbox->name == person.mailbox ? view.mailbox->letters.find(person.uid) : nullptr;
                letter && letter->message)
                if (const MailId *known = m_world.m_messageIds.find(
                        std::string(letter->message->header("Message-ID").value_or(""))))
                    mail = *known;
    const OnDevice meant = lyingAt(client, mail);
    return meant.mailbox == person.mailbox && meant.uid == person.uid ? letterOf(mail) : std::string();
}

std::string Execution::letterOf(MailId mail) const
{
    std::string found;
    m_world.m_letters.forEach([&](const std::string &name, MailId named) {
        if (named == mail && mail != MailId::None)
            found = name;
    });
    return found;
}

void Execution::tend(const TendLetterAt &person, const std::string &letter)
{
    Record &record = note(Kind::Act, NodeId::None);
    record.facts.add(Key::Action, node::name(person.tending));
    const NodeId client = mailClient(person.client, record);
    if (!letter.empty()) {
        record.mail = m_world.letterNamed(letter);
        record.facts.add(Key::Letter, letter);
    }
    if (!person.target.empty())
        record.facts.add(Key::Mailbox, person.target);
    if (client != NodeId::None)
        post(client, node::TendLetter{person.mailbox, person.uid, person.tending, person.target});
}

void Execution::act(const TendLetterAt &person) { tend(person, letterAt(person)); }

void Execution::act(const MarkAction &person)
{
    const OnDevice at = lyingAt(m_world.nodeNamed(person.client), m_world.letterNamed(person.letter));
    const auto tending = person.asRead ? node::Tending::MarkSeen : node::Tending::MarkUnseen;
    tend({person.client, at.mailbox, at.uid, tending}, person.letter);
}

void Execution::act(const MoveAction &person)
{
    const OnDevice at = lyingAt(m_world.nodeNamed(person.client), m_world.letterNamed(person.letter));
    tend({person.client, at.mailbox, at.uid, node::Tending::Move, person.mailbox}, person.letter);
}

void Execution::act(const DeleteAction &person)
{
    const MailId mail = m_world.letterNamed(person.letter);
    if (!person.onlyMarks) {
        const OnDevice at = lyingAt(m_world.nodeNamed(person.client), mail);
        return tend({person.client, at.mailbox, at.uid, node::Tending::Delete}, person.letter);
    }
    Record &record = note(Kind::Act, NodeId::None);
    record.mail = mail;
    record.facts.add(Key::Action, "mark-deleted");
    const NodeId client = mailClient(person.client, record);
    record.facts.add(Key::Letter, person.letter);
    if (client != NodeId::None)
        post(client, node::DeleteLetter{messageIdOf(mail), true});
}

void Execution::act(const DiscardLetterAt &person)
{
    Record &record = note(Kind::Act, NodeId::None);
    record.mail = person.mail;
    record.facts.add(Key::Action, "discard");
    const NodeId client = mailClient(person.client, record);
    if (const std::string letter = letterOf(person.mail); !letter.empty())
        record.facts.add(Key::Letter, letter);
    if (client != NodeId::None)
        post(client, node::DiscardLetter{person.mail});
}

void Execution::act(const DiscardAction &person)
{
    act(DiscardLetterAt{person.client, m_world.letterNamed(person.letter)});
}

} // namespace mf
