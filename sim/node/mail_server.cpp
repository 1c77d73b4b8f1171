#include "sim/node/mail_server.h"

#include "sim/node/admission.h"
#include "sim/node/machines.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace mf::node {

MailServer::MailServer(MailServerConfig config, const store::Contents &contents, CalendarTime epoch)
    : m_config(std::make_shared<const MailServerConfig>(std::move(config)))
    , m_directory(std::make_shared<const Directory>(m_config))
    , m_mailroom(m_config->hostName, m_config->uidValidity, store::Limits{.accounts = m_config->accountLimit})
    , m_queue(m_config, stubResolver(*m_config), epoch)
    , m_callOuts(m_config)
{
    for (const store::Change &change : contents.changes)
        m_mailroom.apply(change);
    for (const std::string &account : m_directory->accountsHere())
        m_mailroom.add(account);

    // What was saved and not removed later still waits.
    std::map<std::uint64_t, store::QueuedLetter> waiting;
    for (const store::Change &change : contents.changes) {
        if (const auto *saved = std::get_if<store::QueueSaved>(&change);
            saved && saved->node == m_config->hostName)
            waiting[saved->letter.id] = saved->letter;
        if (const auto *gone = std::get_if<store::QueueRemoved>(&change);
            gone && gone->node == m_config->hostName)
            waiting.erase(gone->id);
    }
    for (auto &[id, letter] : waiting) {
        const Sorted sorted = sort(letter.envelope.to);
        // Of another configuration: what is local now is found out by trying, like any other domain.
        Destination to = sorted.elsewhere.empty() ? destinationFor(letter.envelope.to.front().domain)
                                                  : sorted.elsewhere.front().first;
        m_queue.restore(std::move(letter), std::move(to));
    }
}

Effects MailServer::handle(const NodeInput &input, const Moment &moment)
{
    Effects out;
    std::visit([&](const auto &what) { on(what, moment, out); }, input);
    settle(moment, out);
    return out;
}

void MailServer::on(const SessionEnded &input, const Moment &moment, Effects &out)
{
    if (input.session.token == 0)
        m_mailroom.ended(input.session);
    else if (CallOuts::owns(input.session.token))
        m_callOuts.handle(input, moment, out);
    else
        m_queue.handle(input, moment, out);
}

void MailServer::on(const SessionReported &input, const Moment &moment, Effects &out)
{
    if (CallOuts::owns(input.session.token))
        m_callOuts.handle(input, moment, out);
    else
        m_queue.handle(input, moment, out);
}

void MailServer::on(const StreamRefused &input, const Moment &moment, Effects &out)
{
    if (CallOuts::owns(input.token))
        m_callOuts.handle(input, moment, out);
    else
        m_queue.handle(input, moment, out);
}

std::optional<Instant> MailServer::deadline() const
{
    const auto queue = m_queue.deadline(), callOuts = m_callOuts.deadline();
    return queue && callOuts ? std::min(queue, callOuts) : queue ? queue : callOuts;
}

void MailServer::on(const TimerDue &, const Moment &moment, Effects &out)
{
    m_queue.expireLookups(moment, out);
    m_callOuts.expire(moment, out);
}

void MailServer::on(const PowerChanged &input, const Moment &, Effects &)
{
    m_queue.powerChanged(input.up);
    if (input.up)
        return;
    m_mailroom.forgetSessions();
    m_callOuts.forget();
}

void MailServer::on(const SessionAsked &input, const Moment &moment, Effects &out)
{
    const auto answer = [&](Answer what) {
        out.push_back(AnswerSession{input.session, input.ticket, std::move(what)});
    };
    const auto admit = [&](Admission admission) {
        if (admission.decision)
            out.push_back(Note{Kind::Decision, input.mail, std::move(*admission.decision)});
        answer(Verdict{{std::move(admission.reply)}});
    };
    if (const auto *login = std::get_if<FindCredentials>(&input.question))
        answer(credentialsOf(*m_config, *m_directory, *login));
    else if (const auto *sender = std::get_if<VerifySender>(&input.question))
        admit(judgeSender(*m_config, *m_directory, *sender, input.service));
    else if (const auto *recipient = std::get_if<VerifyRecipient>(&input.question);
             recipient && !asksTheStore(input, *recipient, moment, out))
        admit(judgeRecipient(*m_config, *m_directory, *recipient, input.service));
    else if (const auto *letter = std::get_if<AcceptMessage>(&input.question))
        answer(accept(input, *letter, moment, out));
    else if (!recipient)
        m_mailroom.answer(input, moment, out);
}

/// Who has no mailboxes of its own does not know who has one: the store does. Nobody is asked where unknown
/// recipients are taken anyway.
bool MailServer::asksTheStore(const SessionAsked &asked, const VerifyRecipient &question,
                              const Moment &moment, Effects &out)
{
    if (asked.service == Service::Lmtp || m_config->unknownRecipient != UnknownRecipient::Refuse)
        return false;
    const Whereabouts where = m_directory->whereabouts(question.to);
    const auto *store = std::get_if<AtStore>(&where);
    if (!store)
        return false;
    m_callOuts.ask(asked, question.to, {store->address, standardPort(Service::Lmtp)}, moment, out);
    return true;
}

std::unique_ptr<StreamMachine> MailServer::listen(std::uint16_t port) const
{
    for (const Service service : m_config->services)
        if (standardPort(service) == port)
            return doorSession(*m_config, service);
    return nullptr;
}

void MailServer::describe(NodeView &view, Instant) const
{
    RoomView outgoing{"outgoing", {}}, incoming{"incoming", {}};
    for (const Service service : m_config->services) {
        const bool takesMail =
            service == Service::Smtp || service == Service::Submission || service == Service::Submissions;
        (takesMail ? outgoing : incoming).services.emplace_back(name(service));
    }
    view.rooms = {std::move(outgoing), std::move(incoming)};
    m_queue.describe(view);
    m_mailroom.describe(view.mailboxes);
}

/// After each input: what is due begins, and who has to be told that a letter failed is told.
void MailServer::settle(const Moment &moment, Effects &out)
{
    for (;;) {
        m_queue.pump(moment, out);
        std::vector<Undeliverable> failed = m_queue.takeUndeliverable();
        std::ranges::move(std::exchange(m_undeliverable, {}), std::back_inserter(failed));
        if (failed.empty())
            return;
        for (const Undeliverable &one : failed)
            bounce(one, moment, out);
    }
}

} // namespace mf::node
