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
            knownIn(added->mailbox).all.put(added->serverId, added->letter.uid);
    }
    if (m_config->incoming == Incoming::Imap)
        m_known = knownHere();
}

/// Of what the disk tells, what lies here still. With POP3 the server may have more of it than the device.
CowMap<std::string, KnownLetters> MailClient::knownHere() const
{
    CowMap<std::string, KnownLetters> here;
    m_known.forEach([&](const std::string &name, const KnownLetters &known) {
        const Mailbox mailbox = m_device->mailbox(name);
        if (!mailbox)
            return;
        KnownLetters &left = here.put(name, {});
        known.all.forEach([&](const std::string &serverId, Uid uid) {
            if (!mailbox->letters.find(uid))
                return;
            left.all.put(serverId, uid);
            left.since.push_back(serverId);
        });
    });
    return here;
}

KnownLetters &MailClient::knownIn(const std::string &mailbox)
{
    if (KnownLetters *known = m_known.edit(mailbox))
        return *known;
    return m_known.put(mailbox, {});
}

/// INBOX, and those that a person has opened here.
std::set<std::string> MailClient::mailboxesHere() const
{
    std::set<std::string> names{std::string(store::kInbox)};
    for (const MailboxInfo &one : m_device->list().mailboxes)
        if (one.selectable)
            names.insert(one.mailbox->name);
    return names;
}

void MailClient::keep(store::Changes changes, const Moment &moment, Effects &out) const
{
    for (store::Change &change : changes)
        if (!moment.storeRefuses)
            out.push_back(Persist{std::move(change)});
}

void MailClient::on(const CheckMail &input, const Moment &, Effects &out)
{
    if (m_config->incoming == Incoming::None || !m_up)
        return;
    if (m_config->incoming == Incoming::Imap && !input.mailbox.empty())
        m_toOpen.insert(input.mailbox);
    if (m_check != 0)
        m_checkAgain = true; // the one under way may have listed the mailbox already
    else
        startCheck(out);
}

void MailClient::on(const TypeLines &input, const Moment &, Effects &out)
{
    out.push_back(terminalStream(input, ++m_lastToken));
}

void MailClient::startCheck(Effects &out)
{
    m_checkAgain = false;
    m_checkBrought = m_wishes.empty() ? 0 : 1;
    m_fetchFailed = false;
    m_check = ++m_lastToken;
    m_asked = std::exchange(m_wishes, {});
    m_opening = std::exchange(m_toOpen, {});
    OpenStream open;
    open.token = m_check;
    open.to = m_config->incomingServer;
    open.tls = open.to.port == standardPort(Service::Pop3s) || open.to.port == standardPort(Service::Imaps);
    open.machine = checkSession(*m_config, visits());
    out.push_back(std::move(open));
}

/// INBOX first, but for mailboxes that a letter is moved from: it is found where it lies then.
std::vector<Visit> MailClient::visits() const
{
    std::set<std::string> further = mailboxesHere();
    further.insert(m_opening.begin(), m_opening.end());
    for (const auto &[mailbox, wishes] : m_asked)
        for (const Wishes::Move &move : wishes.moves)
            further.insert(move.target);
    further.erase(std::string(store::kInbox));
    std::vector<Visit> visits{Visit{std::string(store::kInbox), {}, {}}};
    for (const std::string &mailbox : further)
        if (m_config->incoming == Incoming::Imap)
            visits.push_back({mailbox, {}, {}});
    for (Visit &visit : visits) {
        if (const KnownLetters *known = m_known.find(visit.mailbox))
            visit.known = *known;
        if (const auto asked = m_asked.find(visit.mailbox); asked != m_asked.end())
            visit.wishes = asked->second;
    }
    std::ranges::stable_partition(visits, [](const Visit &visit) { return !visit.wishes.moves.empty(); });
    return visits;
}

void MailClient::fetched(const LetterFetched &letter, const Moment &moment, Effects &out)
{
    KnownLetters &known = knownIn(letter.mailbox);
    if (!letter.serverId.empty() && known.all.contains(letter.serverId))
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
        known.all.put(letter.serverId, appended->uids.front());
        if (m_config->incoming == Incoming::Imap)
            known.since.push_back(letter.serverId);
    }
    for (store::Change &change : changes)
        if (auto *added = std::get_if<store::LetterAdded>(&change))
            added->serverId = letter.serverId;
    keep(std::move(changes), moment, out);
    // Which journey it belongs to cannot be seen in the letter but by its Message-ID.
    Facts facts = Facts()
                      .add(Key::Recipient, m_config->account.address)
                      .add(Key::Device, m_config->hostName)
                      .add(Key::Uid, appended->uids.front())
                      .add(Key::Name, stored.message->header("Message-ID").value_or(""));
    if (letter.mailbox != store::kInbox)
        facts.add(Key::Mailbox, letter.mailbox);
    out.push_back(Note{Kind::LetterRead, MailId::None, std::move(facts)});
}

void MailClient::gone(const LetterGone &letter, const Moment &moment, Effects &out)
{
    KnownLetters &known = knownIn(letter.mailbox);
    const Uid *found = known.all.find(letter.serverId);
    if (!found)
        return;
    const Uid uid = *found;
    ++m_checkBrought;
    known.all.erase(letter.serverId);
    if (m_config->incoming == Incoming::Imap) // POP3 takes the letter off the server, not off the device
        removeHere(letter.mailbox, uid, moment, out);
}

/// Another device has marked it. What a person has done here meanwhile, and the server has not heard of yet,
/// stays.
void MailClient::flagged(const LetterFlagged &letter, const Moment &moment, Effects &out)
{
    const Uid *uid = knownIn(letter.mailbox).all.find(letter.serverId);
    if (!uid)
        return;
    ChangeFlags wish;
    wish.mailbox = letter.mailbox;
    wish.uids = {*uid};
    wish.how = ChangeFlags::How::Replace;
    wish.flags = letter.flags;
    for (const auto *told : {&m_asked, &m_wishes}) {
        const auto wishes = told->find(letter.mailbox);
        if (wishes == told->end())
            continue;
        if (std::ranges::find(wishes->second.seen, letter.serverId) != wishes->second.seen.end())
            wish.flags.system |= Flags::Seen;
        if (std::ranges::find(wishes->second.unseen, letter.serverId) != wishes->second.unseen.end())
            wish.flags.system &= static_cast<std::uint8_t>(~Flags::Seen);
    }
    store::Changes changes;
    const auto marked = m_device.edit().changeFlags(wish, changes);
    if (!marked || changes.empty())
        return; // as it was
    ++m_checkBrought;
    keep(std::move(changes), moment, out);
    const StoredLetter *stored = (*marked).mailbox->letters.find(*uid);
    Facts facts = Facts().add(Key::Rule, "flags-learned").add(Key::Host, m_config->incomingHost);
    facts.add(Key::Mailbox, letter.mailbox).add(Key::Device, m_config->hostName);
    if (stored->message)
        facts.add(Key::Name, stored->message->header("Message-ID").value_or(""));
    if (std::string flags = flagsText(stored->flags); !flags.empty())
        facts.add(Key::Flags, flags);
    out.push_back(Note{Kind::Decision, MailId::None, std::move(facts)});
}

/// A mailbox that a person has opened is here when all of it is.
void MailClient::checked(const MailboxChecked &mailbox, const Moment &moment, Effects &out)
{
    if (m_fetchFailed)
        return;
    if (!m_device->mailbox(mailbox.mailbox)) {
        store::Changes changes;
        if (!m_device.edit().create({{}, mailbox.mailbox}, changes))
            return out.push_back(refusal("check-mail", "this device cannot keep a mailbox of that name"));
        keep(std::move(changes), moment, out);
    }
    KnownLetters &known = knownIn(mailbox.mailbox);
    known.checkedUpTo = mailbox.upTo;
    known.modSeq = mailbox.modSeq;
    known.since.clear();
}

/// Somebody has removed or renamed it: what lies here under that name is of no mailbox any more.
void MailClient::vanished(const MailboxGone &mailbox, const Moment &moment, Effects &out)
{
    m_known.erase(mailbox.mailbox);
    m_wishes.erase(mailbox.mailbox);
    store::Changes changes;
    if (!m_device.edit().destroy(mailbox.mailbox, changes))
        return out.push_back(refusal("check-mail", "the server has no mailbox of that name"));
    ++m_checkBrought;
    keep(std::move(changes), moment, out);
    out.push_back(Note{Kind::Decision, MailId::None,
                       Facts()
                           .add(Key::Rule, "mailbox-gone")
                           .add(Key::Host, m_config->incomingHost)
                           .add(Key::Mailbox, mailbox.mailbox)
                           .add(Key::Device, m_config->hostName)});
}

void MailClient::checkOver(bool ok, std::string_view reason, Effects &out)
{
    m_check = 0;
    if (!ok) { // the next check asks again
        m_wishes.merge(m_asked);
        m_toOpen.merge(m_opening);
    }
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
    if (const KnownLetters *inbox = m_known.find(std::string(store::kInbox)))
        view.onServer = inbox->all;
    for (const ListedMailbox &one : m_onServer)
        view.serverMailboxes.push_back({one.name, one.selectable, one.specialUse});
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
