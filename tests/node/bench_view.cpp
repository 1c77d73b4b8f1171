// What can be seen of a bench.
#include "tests/node/bench.h"

#include "sim/mail/message.h"

namespace mf::test {

node::NodeView Bench::view(const std::string &name) const { return m_nodes.at(name).view(m_now); }

Mailbox Bench::mailbox(const std::string &name, const std::string &account, const std::string &mailbox) const
{
    for (const node::MailboxView &one : view(name).mailboxes)
        if (one.account == account && one.mailbox->name == mailbox)
            return one.mailbox;
    return nullptr;
}

std::vector<std::string> Bench::subjects(const std::string &name, const std::string &account) const
{
    std::vector<std::string> subjects;
    if (const Mailbox inbox = mailbox(name, account))
        for (const StoredLetter &letter : inbox->letters)
            subjects.push_back(letter.message->header("Subject").value_or(""));
    return subjects;
}

std::size_t Bench::count(Kind kind, std::string_view name) const
{
    std::size_t found = 0;
    for (const Event &event : m_events)
        found += event.note.kind == kind && (name.empty() || event.node == name) ? 1 : 0;
    return found;
}

const Event *Bench::first(Kind kind, std::string_view name) const
{
    for (const Event &event : m_events)
        if (event.note.kind == kind && (name.empty() || event.node == name))
            return &event;
    return nullptr;
}

const Event *Bench::decision(std::string_view rule) const
{
    for (const Event &event : m_events)
        if (event.note.kind == Kind::Decision && event.note.facts.text(Key::Rule) == rule)
            return &event;
    return nullptr;
}

store::Contents Bench::contents() const { return {m_changes, counters.mail, counters.blob, 1}; }

std::string letterText(const std::string &subject)
{
    return "From: a@example.org\r\nTo: b@example.net\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject
           + "@example.org>\r\n\r\nHello.\r\n";
}

mail::Path path(std::string_view address)
{
    return address.empty() ? mail::Path() : mail::parseMailbox(address).value();
}

Envelope envelope(std::string_view from, std::vector<std::string> to)
{
    Envelope made;
    made.from = path(from);
    for (const std::string &one : to)
        made.to.push_back(path(one));
    return made;
}

} // namespace mf::test
