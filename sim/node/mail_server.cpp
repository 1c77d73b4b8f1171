#include "sim/node/mail_server.h"

#include "sim/base/ascii.h"
#include "sim/node/machines.h"
#include "sim/node/refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace mf::node {

MailServer::MailServer(MailServerConfig config, const store::Contents &contents, CalendarTime epoch)
    : m_config(std::make_shared<const MailServerConfig>(std::move(config)))
    , m_directory(std::make_shared<const Directory>(m_config))
    , m_mailroom(
          m_config->hostName, m_config->uidValidity,
          store::Limits{.accounts = m_config->accountLimit, .quotaOctets = m_config->quotaOctets.value_or(0)})
    , m_queue(m_config, stubResolver(*m_config), epoch)
    , m_callOuts(m_config)
{
    if (m_config->greylistDelay)
        m_greylist.emplace(*m_config->greylistDelay);
    for (const store::Change &change : contents.changes)
        m_mailroom.apply(change);
    for (const std::string &account : m_directory->accountsHere())
        m_mailroom.add(account, m_directory->account(account)->quotaOctets);

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
        Destination to = destinationOf(letter.envelope.to.front());
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
    if (const auto *login = std::get_if<FindCredentials>(&input.question))
        answer(credentialsOf(*m_config, *m_directory, *login));
    else if (const auto *sender = std::get_if<VerifySender>(&input.question))
        admit(input,
              m_refusesMail ? refusedWhole(*sender)
                            : judgeSender(*m_config, *m_directory, *sender, input.service),
              out);
    else if (const auto *recipient = std::get_if<VerifyRecipient>(&input.question))
        verify(input, *recipient, moment, out);
    else if (const auto *letter = std::get_if<AcceptMessage>(&input.question))
        answer(accept(input, *letter, moment, out));
    else
        m_mailroom.answer(input, moment, out);
}

void MailServer::admit(const SessionAsked &asked, Admission admission, Effects &out)
{
    if (admission.decision)
        out.push_back(Note{Kind::Decision, asked.mail, std::move(*admission.decision)});
    out.push_back(AnswerSession{asked.session, asked.ticket, Verdict{{std::move(admission.reply)}}});
}

void MailServer::verify(const SessionAsked &asked, const VerifyRecipient &question, const Moment &moment,
                        Effects &out)
{
    Admission admission = judge(question, asked, moment);
    if (!admission.reply.positive() || !asksTheStore(asked, question, moment, out))
        admit(asked, std::move(admission), out);
}

/// Who has no mailboxes of its own does not know who has one: the store does. Nobody is asked where unknown
/// recipients are taken anyway.
bool MailServer::asksTheStore(const SessionAsked &asked, const VerifyRecipient &question,
                              const Moment &moment, Effects &out)
{
    if (asked.service == Service::Lmtp || m_config->unknownRecipient != UnknownRecipient::Refuse)
        return false;
    const Whereabouts where = m_directory->whereabouts(question.to, asked.service);
    const auto *store = std::get_if<AtStore>(&where);
    if (!store)
        return false;
    m_callOuts.ask(asked, question.to, {store->address, standardPort(Service::Lmtp)}, moment, out);
    return true;
}

/// What RCPT is answered: who the recipient is decides first, then from where and when it is sent.
Admission MailServer::judge(const VerifyRecipient &question, const SessionAsked &asked, const Moment &moment)
{
    Admission admission = judgeRecipient(*m_config, *m_directory, question, asked.service);
    if (!admission.reply.positive())
        return admission;
    if (m_greylist && asked.service == Service::Smtp && question.account.empty())
        if (Admission held = greylisted(question, asked, moment); !held.reply.positive())
            return held;
    const Whereabouts where = m_directory->whereabouts(question.to, asked.service);
    const auto *here = std::get_if<Here>(&where);
    if (!here || moment.storeRefuses)
        return admission;
    if (const auto admitted = m_mailroom.admits(here->account, 0, moment); !admitted)
        admission.reply = replyFor(admitted.error(), m_config->fullMailbox);
    return admission;
}

Admission MailServer::greylisted(const VerifyRecipient &question, const SessionAsked &asked,
                                 const Moment &moment)
{
    const Duration wait =
        m_greylist->judge(asked.peer, question.from.print(), question.to.print(), moment.now);
    if (wait <= Duration::zero())
        return {{250, {2, 1, 5}, "recipient ok"}, {}};
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    Facts facts = Facts()
                      .add(Key::Rule, "greylisted")
                      .add(Key::Section, "RFC 6647 2.4")
                      .add(Key::Address, question.to.print())
                      .add(Key::From, question.from.print())
                      .add(Key::Host, policy::networkOf(asked.peer))
                      .add(Key::Ttl, seconds);
    return {{450, {4, 7, 1}, fmt::format("greylisted: come again in {} seconds", seconds)}, std::move(facts)};
}

void MailServer::on(const ChangeTaking &input, const Moment &, Effects &out)
{
    MailServerConfig config = *m_config;
    for (LocalDomain &domain : config.domains)
        if (ascii::equals(domain.name, input.domain))
            domain.taking = input.taking;
    m_config = std::make_shared<const MailServerConfig>(std::move(config));
    m_directory = std::make_shared<const Directory>(m_config);
    out.push_back(Note{Kind::Decision, MailId::None,
                       Facts()
                           .add(Key::Rule, input.taking == Taking::Relays ? "domain-relayed" : "domain-left")
                           .add(Key::Section, "RFC 5321 3.6")
                           .add(Key::Name, input.domain)});
}

void MailServer::on(const TroubleTurned &input, const Moment &, Effects &)
{
    switch (input.what) {
    case Trouble::MailboxFull: return m_mailroom.setFull(input.begins);
    case Trouble::RefusesMail: m_refusesMail = input.begins; return;
    case Trouble::Greylists:
        if (m_config->greylistDelay)
            return; // it does that anyway
        if (input.begins)
            m_greylist.emplace(input.wait);
        else
            m_greylist.reset();
        return;
    case Trouble::WrongAnswers:
    case Trouble::MissingAnswers: return; // of those who answer questions about names
    }
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
            report(one, moment, out);
    }
}

} // namespace mf::node
