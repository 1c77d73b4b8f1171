#include "sim/node/mailroom.h"

#include "sim/mail/message.h"
#include "sim/node/refusal.h"

#include <algorithm>
#include <utility>

namespace mf::node {

/// One question being answered: who asks, and what the answer does beside.
struct Mailroom::Turn {
    const SessionAsked &asked;
    const Moment &moment;
    Effects &out;
    store::Changes changes = {};
    Place changed = {}; // watchers of it are to be told; empty: none
    bool askerIsToldToo = false;
};

namespace {

template <typename T>
Answer answerOf(std::expected<T, Refusal> result)
{
    if (!result)
        return Refused{result.error()};
    if constexpr (std::is_void_v<T>)
        return Done{};
    else
        return std::move(*result);
}

Answer updated(std::expected<Mailbox, Refusal> result)
{
    if (!result)
        return Refused{result.error()};
    MailboxUpdated answer;
    answer.mailbox = std::move(*result);
    return answer;
}

Note noteDeleted(const std::string &mailbox, const StoredLetter &letter)
{
    return {Kind::LetterDeleted, letter.mail, Facts().add(Key::Mailbox, mailbox).add(Key::Uid, letter.uid)};
}

/// A note for each letter that was there before and is no more.
void noteDeletions(const Mailbox &before, const Mailbox &after, Effects &out)
{
    if (before->letters.size() == after->letters.size())
        return;
    std::size_t at = 0;
    for (const StoredLetter &letter : before->letters) {
        while (at < after->letters.size() && after->letters[at].uid < letter.uid)
            ++at;
        if (at == after->letters.size() || after->letters[at].uid != letter.uid)
            out.emplace_back(noteDeleted(before->name, letter));
    }
}

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

std::expected<void, Refusal> Mailroom::admits(const std::string &account, const Moment &moment)
{
    if (moment.storeRefuses)
        return std::unexpected(Refusal::Unavailable);
    const auto found = m_store.use(account);
    return found ? std::expected<void, Refusal>() : std::unexpected(found.error());
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
    out.emplace_back(AnswerSession{asked.session, asked.ticket, std::move(answer)});
    if (!turn.changed.first.empty())
        tellWatchers(turn.changed, turn.askerIsToldToo ? nullptr : &asked.session, out);
}

std::expected<store::Account *, Refusal> Mailroom::reach(const std::string &account, Turn &turn)
{
    auto found = m_store.use(account);
    // Its UIDVALIDITY is about to be seen: from now on the mailbox has to be the same one after a restart.
    if (found && !turn.moment.storeRefuses)
        (*found)->announce(turn.changes);
    return found;
}

std::expected<store::Account *, Refusal> Mailroom::reachForChange(const std::string &account, Turn &turn)
{
    if (turn.moment.storeRefuses)
        return std::unexpected(Refusal::Unavailable);
    return reach(account, turn);
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
    const auto account = reachForChange(question.account, turn);
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
        turn.changed = {question.account, "INBOX"};
    ended(turn.asked.session);
    return Done{};
}

Answer Mailroom::on(const ReleaseMaildrop &, Turn &turn)
{
    ended(turn.asked.session);
    return Done{};
}

// ---- IMAP -------------------------------------------------------------------------------------------------

Answer Mailroom::on(const OpenMailbox &question, Turn &turn)
{
    ended(turn.asked.session); // it leaves what it had open before
    const auto account = reach(question.account, turn);
    if (!account)
        return Refused{account.error()};
    const auto opened = (*account)->open(question.mailbox, question.readOnly);
    if (!opened)
        return Refused{opened.error()};
    hold(turn.asked.session, {question.account, opened->mailbox->name,
                              question.readOnly ? Holding::As::Reader : Holding::As::Writer});
    return *opened;
}

Answer Mailroom::on(const LeaveMailbox &, Turn &turn)
{
    ended(turn.asked.session);
    return Done{};
}

Answer Mailroom::on(const ListMailboxes &question, Turn &turn)
{
    const auto account = reach(question.account, turn);
    if (!account)
        return Refused{account.error()};
    return (*account)->list();
}

Answer Mailroom::on(const ChangeFlags &question, Turn &turn)
{
    const auto account = reachForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    turn.changed = {question.account, store::canonicalMailbox(question.mailbox)};
    return updated((*account)->changeFlags(question, turn.changes));
}

Answer Mailroom::on(const Expunge &question, Turn &turn)
{
    const auto account = reachForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    const Mailbox before = (*account)->mailbox(question.mailbox);
    auto after = (*account)->remove(question.mailbox, question.uids, store::Account::Which::MarkedDeleted,
                                    turn.changes);
    if (before && after)
        noteDeletions(before, *after, turn.out);
    turn.changed = {question.account, store::canonicalMailbox(question.mailbox)};
    return updated(std::move(after));
}

Answer Mailroom::on(const AppendLetter &question, Turn &turn)
{
    const auto account = reachForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    store::NewLetter letter;
    letter.message = mail::Message::parse(question.letter.joined());
    letter.blob = turn.moment.counters.nextBlob();
    letter.date = question.date.value_or(turn.moment.calendar());
    letter.flags = question.flags;
    turn.changed = {question.account, store::canonicalMailbox(question.mailbox)};
    turn.askerIsToldToo = true; // Appended does not carry the mailbox
    return answerOf((*account)->append(question.mailbox, letter, turn.changes));
}

Answer Mailroom::on(const CopyLetters &question, Turn &turn)
{
    const auto account = reachForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    turn.changed = {question.account, store::canonicalMailbox(question.target)};
    return answerOf((*account)->copy(question, turn.changes));
}

Answer Mailroom::on(const CreateMailbox &question, Turn &turn)
{
    const auto account = reachForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    return answerOf((*account)->create(question.mailbox, turn.changes));
}

Answer Mailroom::on(const DeleteMailbox &question, Turn &turn)
{
    const auto account = reachForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    const Mailbox before = (*account)->mailbox(question.mailbox);
    const auto done = (*account)->destroy(question.mailbox, turn.changes);
    if (before && done)
        for (const StoredLetter &letter : before->letters)
            turn.out.emplace_back(noteDeleted(before->name, letter));
    if (done)
        dropWatchers({question.account, store::canonicalMailbox(question.mailbox)});
    return answerOf(done);
}

Answer Mailroom::on(const RenameMailbox &question, Turn &turn)
{
    const auto account = reachForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    if (store::canonicalMailbox(question.mailbox) == "INBOX") {
        turn.changed = {question.account, "INBOX"}; // its letters have moved
        turn.askerIsToldToo = true;
    }
    const auto done = (*account)->rename(question.mailbox, question.newName, turn.changes);
    if (done && turn.changed.first.empty())
        dropWatchers({question.account, store::canonicalMailbox(question.mailbox)});
    return answerOf(done);
}

Answer Mailroom::on(const Subscribe &question, Turn &turn)
{
    const auto account = reachForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    return answerOf((*account)->subscribe(question.mailbox, question.subscribed, turn.changes));
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
void Mailroom::dropWatchers(const Place &place)
{
    const std::vector<SessionRef> *watchers = m_watchers.find(place);
    if (!watchers)
        return;
    for (const SessionRef &session : *watchers)
        m_holdings.erase(session);
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
    if (seenByWriter)
        account->seen(place.second);
}

void Mailroom::describe(std::vector<MailboxView> &mailboxes) const
{
    m_store.forEach([&](const store::Account &account) {
        for (MailboxInfo &one : account.list().mailboxes)
            if (one.selectable)
                mailboxes.push_back({account.name(), std::move(one.mailbox)});
    });
}

} // namespace mf::node
