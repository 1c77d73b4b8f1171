// The mailroom answers IMAP sessions.
#include "sim/mail/message.h"
#include "sim/node/mailroom_turn.h"

#include <utility>

namespace mf::node {

Answer Mailroom::on(const OpenMailbox &question, Turn &turn)
{
    ended(turn.asked.session); // it leaves what it had open before
    const auto account = enter(question.account, turn);
    if (!account)
        return Refused{account.error()};
    // Where nothing can be written down nobody takes \Recent: the next session has it still.
    const bool leavesRecent = question.readOnly || turn.moment.storeRefuses;
    const auto opened = (*account)->open(question.mailbox, leavesRecent, turn.changes);
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
    const auto account = enter(question.account, turn);
    if (!account)
        return Refused{account.error()};
    return (*account)->list();
}

Answer Mailroom::on(const AskQuota &question, Turn &turn)
{
    const auto account = enter(question.account, turn);
    if (!account)
        return Refused{account.error()};
    return (*account)->quota();
}

Answer Mailroom::on(const ChangeFlags &question, Turn &turn)
{
    const auto account = enterForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    turn.changed = {{question.account, store::canonicalMailbox(question.mailbox)}};
    return answerOf((*account)->changeFlags(question, turn.changes));
}

Answer Mailroom::on(const Expunge &question, Turn &turn)
{
    const auto account = enterForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    const Mailbox before = (*account)->mailbox(question.mailbox);
    auto after = (*account)->remove(question.mailbox, question.uids, store::Account::Which::MarkedDeleted,
                                    turn.changes);
    if (!after)
        return Refused{after.error()};
    noteDeletions(before, *after, turn.out);
    turn.changed = {{question.account, store::canonicalMailbox(question.mailbox)}};
    return MailboxUpdated{std::move(*after)};
}

Answer Mailroom::on(const AppendLetters &question, Turn &turn)
{
    const auto account = enterToAdd(question.account, turn);
    if (!account)
        return Refused{account.error()};
    std::vector<store::NewLetter> letters;
    for (const AppendLetters::Letter &wish : question.letters) {
        store::NewLetter letter;
        letter.message = mail::Message::parse(wish.octets.joined());
        letter.blob = turn.moment.counters.nextBlob();
        letter.date = wish.date.value_or(turn.moment.calendar());
        letter.flags = wish.flags;
        letters.push_back(std::move(letter));
    }
    turn.changed = {{question.account, store::canonicalMailbox(question.mailbox)}};
    return answerOf((*account)->append(question.mailbox, letters, turn.changes));
}

Answer Mailroom::on(const CopyLetters &question, Turn &turn)
{
    const auto account = enterToAdd(question.account, turn);
    if (!account)
        return Refused{account.error()};
    turn.changed = {{question.account, store::canonicalMailbox(question.target)}};
    return answerOf((*account)->copy(question, turn.changes));
}

Answer Mailroom::on(const MoveLetters &question, Turn &turn)
{
    const auto account = enterForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    const Place from(question.account, store::canonicalMailbox(question.mailbox));
    const Place to(question.account, store::canonicalMailbox(question.target));
    turn.changed = {from};
    if (to != from)
        turn.changed.push_back(to);
    return answerOf((*account)->move(question, turn.changes));
}

Answer Mailroom::on(const CreateMailbox &question, Turn &turn)
{
    const auto account = enterForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    return answerOf((*account)->create(question, turn.changes));
}

Answer Mailroom::on(const DeleteMailbox &question, Turn &turn)
{
    const auto account = enterForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    const Mailbox before = (*account)->mailbox(question.mailbox);
    const auto done = (*account)->destroy(question.mailbox, turn.changes);
    if (before && done)
        for (const StoredLetter &letter : before->letters)
            turn.out.emplace_back(noteDeleted(before->name, letter));
    noteGone(turn);
    return answerOf(done);
}

Answer Mailroom::on(const RenameMailbox &question, Turn &turn)
{
    const auto account = enterForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    const auto done = (*account)->rename(question.mailbox, question.newName, turn.changes);
    if (done && store::canonicalMailbox(question.mailbox) == "INBOX")
        turn.changed = {{question.account, "INBOX"}}; // its letters have moved
    noteGone(turn);
    return answerOf(done);
}

Answer Mailroom::on(const Subscribe &question, Turn &turn)
{
    const auto account = enterForChange(question.account, turn);
    if (!account)
        return Refused{account.error()};
    return answerOf((*account)->subscribe(question.mailbox, question.subscribed, turn.changes));
}

/// Of the changes: under which names there is no mailbox any more.
void Mailroom::noteGone(Turn &turn)
{
    for (const store::Change &change : turn.changes) {
        if (const auto *removed = std::get_if<store::MailboxRemoved>(&change))
            turn.gone.emplace_back(removed->account, removed->mailbox);
        else if (const auto *renamed = std::get_if<store::MailboxRenamed>(&change))
            turn.gone.emplace_back(renamed->account, renamed->mailbox);
    }
}

} // namespace mf::node
