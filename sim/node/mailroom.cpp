#include "sim/node/mailroom.h"

#include "sim/mail/message.h"
#include "sim/node/mailroom_turn.h"

#include <algorithm>
#include <utility>

namespace mf::node {

namespace {

void flush(store::Changes &changes, Effects &out)
{
    for (store::Change &change : changes)
        out.emplace_back(Persist{std::move(change)});
    changes.clear();
}

} // namespace

Mailroom::Mailroom(std::string hostName, std::uint32_t uidValidity, store::Limits limits)
    : m_store(std::move(hostName), uidValidity, limits)
{ }

void Mailroom::add(const std::string &account, std::optional<std::uint64_t> quotaOctets)
{
    const auto made = m_store.use(account);
    if (made && quotaOctets)
        (*made)->setQuota(*quotaOctets);
}

std::expected<void, Refusal> Mailroom::admits(const std::string &account, std::uint64_t octets,
                                              const Moment &moment)
{
    if (moment.storeRefuses)
        return std::unexpected(Refusal::Unavailable);
    const auto found = m_store.use(account);
    if (!found)
        return std::unexpected(found.error());
    if (m_full)
        return std::unexpected(Refusal::OverQuota);
    const Quota quota = (*found)->quota();
    if (quota.limitOctets != 0 && quota.usedOctets + std::max<std::uint64_t>(octets, 1) > quota.limitOctets)
        return std::unexpected(Refusal::OverQuota);
    return {};
}

std::expected<void, Refusal> Mailroom::deliver(const std::string &account, const std::string &recipient,
                                               const store::NewLetter &letter, const Moment &moment,
                                               Effects &out)
{
    if (moment.storeRefuses)
        return std::unexpected(Refusal::Unavailable);
    const auto owner = m_store.use(account);
    if (!owner)
        return std::unexpected(owner.error());
    if (m_full)
        return std::unexpected(Refusal::OverQuota);
    store::Changes changes;
    const auto delivered = (*owner)->deliver(letter, recipient, changes);
    if (!delivered)
        return std::unexpected(delivered.error());
    if (delivered->again) {
        // RFC 1047: a sender whose 250 got lost sends again; who has stored it can know.
        out.emplace_back(Note{Kind::Decision, letter.mail,
                              Facts()
                                  .add(Key::Rule, "already-stored")
                                  .add(Key::Section, "RFC 1047")
                                  .add(Key::Recipient, recipient)
                                  .add(Key::Uid, delivered->uid)});
        return {};
    }
    out.emplace_back(Note{Kind::LetterStored, letter.mail,
                          Facts()
                              .add(Key::Recipient, recipient)
                              .add(Key::Mailbox, "INBOX")
                              .add(Key::Uid, delivered->uid)
                              .add(Key::Name, letter.message->header("Message-ID").value_or(""))});
    flush(changes, out);
    tellWatchers({(*owner)->name(), "INBOX"}, nullptr, out);
    return {};
}

void Mailroom::answer(const SessionAsked &asked, const Moment &moment, Effects &out)
{
    Turn turn{asked, moment, out};
    Answer answer = std::visit(
        [&](const auto &question) -> Answer {
            if constexpr (requires { on(question, turn); })
                return on(question, turn);
            else
                return Refused{Refusal::CannotDo};
        },
        asked.question);
    flush(turn.changes, out);
    // First what has changed, then the answer: a session tells with its completion what it knows by then.
    const bool tellsItself = std::holds_alternative<MailboxUpdated>(answer);
    for (const Place &place : turn.changed)
        tellWatchers(place, tellsItself ? &asked.session : nullptr, out);
    for (const Place &place : turn.gone)
        dropWatchers(place, out);
    out.emplace_back(AnswerSession{asked.session, asked.ticket, std::move(answer)});
}

std::expected<store::Account *, Refusal> Mailroom::reach(const std::string &account, Turn &turn)
{
    auto found = m_store.use(account);
    // Its UIDVALIDITY is about to be seen: from now on the mailbox has to be the same one after a restart.
    if (found && !turn.moment.storeRefuses)
        (*found)->announce(turn.changes);
    return found;
}

std::expected<store::Account *, Refusal> Mailroom::enter(const std::string &account, Turn &turn)
{
    auto found = reach(account, turn);
    if (found && !turn.moment.storeRefuses)
        (*found)->furnish(turn.changes);
    return found;
}

std::expected<store::Account *, Refusal> Mailroom::enterForChange(const std::string &account, Turn &turn)
{
    if (turn.moment.storeRefuses)
        return std::unexpected(Refusal::Unavailable);
    return enter(account, turn);
}

/// A mailbox that is said to be full takes no copies either.
std::expected<store::Account *, Refusal> Mailroom::enterToAdd(const std::string &account, Turn &turn)
{
    if (m_full)
        return std::unexpected(Refusal::OverQuota);
    return enterForChange(account, turn);
}

// ---- POP3 -------------------------------------------------------------------------------------------------

Answer Mailroom::on(const OpenMaildrop &question, Turn &turn)
{
    const auto account = reach(question.account, turn);
    if (!account)
        return Refused{account.error()};
    if (!(*account)->lockMaildrop(turn.asked.session.stream))
        return Refused{Refusal::InUse};
    hold(turn.asked.session, {question.account, {}, Holding::As::MaildropOwner});
    return MailboxOpened{(*account)->mailbox("INBOX"), 0};
}

Answer Mailroom::on(const CommitDeletions &question, Turn &turn)
{
    if (question.uids.empty()) {
        ended(turn.asked.session);
        return Done{};
    }
    if (turn.moment.storeRefuses)
        return Refused{Refusal::Unavailable};
    const auto account = reach(question.account, turn);
    if (!account)
        return Refused{account.error()};
    if ((*account)->maildropHolder() != turn.asked.session.stream)
        return Refused{Refusal::CannotDo};
    const Mailbox before = (*account)->mailbox("INBOX");
    const auto after = (*account)->remove("INBOX", question.uids, store::Account::Which::All, turn.changes);
    if (!after)
        return Refused{after.error()};
    noteDeletions(before, *after, turn.out);
    if (before != *after)
        turn.changed = {{question.account, "INBOX"}};
    ended(turn.asked.session);
    return Done{};
}

Answer Mailroom::on(const ReleaseMaildrop &, Turn &turn)
{
    ended(turn.asked.session);
    return Done{};
}

// ---- who has what open ------------------------------------------------------------------------------------

void Mailroom::hold(const SessionRef &session, Holding holding)
{
    if (holding.as != Holding::As::MaildropOwner) {
        const Place place(holding.account, holding.mailbox);
        if (!m_watchers.contains(place))
            m_watchers.put(place, {});
        std::vector<SessionRef> *watchers = m_watchers.edit(place);
        MF_CHECK(watchers != nullptr);
        watchers->push_back(session);
    }
    m_holdings.put(session, std::move(holding));
}

void Mailroom::ended(const SessionRef &session)
{
    const Holding *holding = m_holdings.find(session);
    if (!holding)
        return;
    if (holding->as == Holding::As::MaildropOwner) {
        if (store::Account *account = m_store.edit(holding->account))
            account->unlockMaildrop(session.stream);
    } else {
        const Place place(holding->account, holding->mailbox);
        std::vector<SessionRef> *watchers = m_watchers.edit(place);
        MF_CHECK(watchers != nullptr);
        std::erase(*watchers, session);
        if (watchers->empty())
            m_watchers.erase(place);
    }
    m_holdings.erase(session);
}

void Mailroom::forgetSessions()
{
    m_store.unlockAll();
    m_holdings = {};
    m_watchers = {};
}

/// The mailbox is gone, or has another name: nothing more will be told of it.
void Mailroom::dropWatchers(const Place &place, Effects &out)
{
    const std::vector<SessionRef> *watchers = m_watchers.find(place);
    if (!watchers)
        return;
    for (const SessionRef &session : *watchers) {
        m_holdings.erase(session);
        out.emplace_back(TellSession{session, Changed{nullptr, place.second}});
    }
    m_watchers.erase(place);
}

void Mailroom::tellWatchers(const Place &place, const SessionRef *except, Effects &out)
{
    const std::vector<SessionRef> *watchers = m_watchers.find(place);
    if (!watchers)
        return;
    store::Account *account = m_store.edit(place.first);
    const Mailbox mailbox = account ? account->mailbox(place.second) : nullptr;
    if (!mailbox)
        return;
    bool seenByWriter = false;
    for (const SessionRef &session : *watchers) {
        const Holding *holding = m_holdings.find(session);
        seenByWriter |= holding && holding->as == Holding::As::Writer;
        if (!except || session != *except)
            out.emplace_back(TellSession{session, Changed{mailbox}});
    }
    if (!seenByWriter)
        return;
    store::Changes changes;
    account->seen(place.second, changes);
    flush(changes, out);
}

/// What has never held a letter is not worth a person's look.
void Mailroom::describe(std::vector<MailboxView> &mailboxes) const
{
    m_store.forEach([&](const store::Account &account) {
        for (MailboxInfo &one : account.list().mailboxes)
            if (one.selectable && (one.specialUse == 0 || !one.mailbox->letters.empty()))
                mailboxes.push_back({account.name(), std::move(one.mailbox)});
    });
}

} // namespace mf::node
