// Letters are changed: APPEND, STORE, COPY, MOVE, EXPUNGE, CLOSE; and IDLE, which waits for others to change them.
#include "sim/base/ascii.h"
#include "sim/imap/flags.h"
#include "sim/imap/mailbox_name.h"
#include "sim/imap/server.h"
#include "sim/mail/date.h"

#include <algorithm>
#include <iterator>

namespace mf::imap {

namespace {

/// The arguments of COPYUID (RFC 4315 section 3).
std::string copyUid(const MailboxUpdated &updated)
{
    return std::to_string(updated.targetUidValidity) + ' ' + print(setOf(updated.sourceUids)) + ' '
           + print(setOf(updated.targetUids));
}

} // namespace

/// NOOP and CHECK: changes are told with the completion.
void ServerSession::noop(Lexer &in)
{
    in.end();
    if (!in.ok())
        return bad(in.why());
    complete(Status::Ok, "nothing to do");
}

/// One letter, or with MULTIAPPEND several (RFC 3502).
void ServerSession::append(Lexer &in)
{
    AppendLetters question{m_account, mailboxName(in), {}};
    do {
        in.space();
        question.letters.push_back(letterToAppend(in));
    } while (in.ok() && !in.atEnd());
    needs(in, question.letters.size() > 1, "MULTIAPPEND");
    if (!in.ok())
        return bad(in.why());
    // RFC 3502 section 6.3.11: a letter without octets takes the whole command back.
    if (std::ranges::any_of(question.letters, [](const auto &letter) { return letter.octets.empty(); }))
        return complete(Status::No, "[CANNOT] a letter without octets is none");
    ask(std::move(question), &ServerSession::onAppended);
}

/// [flags] [date-time] literal
AppendLetters::Letter ServerSession::letterToAppend(Lexer &in)
{
    AppendLetters::Letter letter;
    if (in.nextIs('(')) {
        letter.flags = parseFlagList(in);
        in.space();
    }
    if (in.nextIs('"')) {
        letter.date = mail::parseInternalDate(in.string());
        if (in.ok() && !letter.date)
            in.fail("that is no date-time");
        in.space();
    }
    const std::size_t octets = in.literal().size();
    letter.octets = m_frame.slice(in.position() - octets, octets);
    return letter;
}

void ServerSession::onAppended(const Answer &answer)
{
    const auto *appended = expect<Appended>(answer, "TRYCREATE");
    if (!appended)
        return;
    if (!offers("UIDPLUS"))
        return complete(Status::Ok, "stored");
    complete(Status::Ok, "[APPENDUID " + std::to_string(appended->uidValidity) + ' '
                             + print(setOf(appended->uids)) + "] stored");
}

/// Whether the mailbox was opened to be changed; else the command is completed.
bool ServerSession::mayChange()
{
    if (m_selected->readOnly())
        complete(Status::No, "[READ-ONLY] the mailbox was opened with EXAMINE");
    return m_command.has_value();
}

void ServerSession::store(Lexer &in)
{
    auto found = places(in);
    in.space();
    StoreWork work;
    if (in.nextIs('('))
        parseStoreModifiers(in, work);
    work.how = in.take("+")   ? ChangeFlags::How::Add
               : in.take("-") ? ChangeFlags::How::Remove
                              : ChangeFlags::How::Replace;
    const std::string item = in.keyword();
    work.silent = item == "FLAGS.SILENT";
    if (in.ok() && item != "FLAGS" && !work.silent)
        in.fail("STORE changes FLAGS only");
    in.space();
    work.flags = parseStoreFlags(in);
    in.end();
    needs(in, work.unchangedSince.has_value(), "CONDSTORE");
    if (!in.ok() || !found)
        return bad(in.why());
    if (!mayChange())
        return;
    if (work.unchangedSince)
        tellModSeqs();
    if (m_command->numbering == Numbering::Sequence)
        m_command->expunges = Expunges::HeldBack;
    work.places = std::move(*found);
    std::vector<Uid> uids = m_selected->uids(work.places);
    if (uids.empty())
        return complete(Status::Ok, "there are no such letters");
    ChangeFlags question{m_account, m_selected->name(), std::move(uids),
                         work.how,  work.flags,         work.unchangedSince};
    m_work = std::move(work);
    ask(std::move(question), &ServerSession::onStored);
}

/// "(UNCHANGEDSINCE 12) " (RFC 7162 section 3.1.3)
void ServerSession::parseStoreModifiers(Lexer &in, StoreWork &work)
{
    in.expect('(');
    if (in.keyword() != "UNCHANGEDSINCE")
        in.fail("STORE knows UNCHANGEDSINCE only");
    in.space();
    work.unchangedSince = in.number64();
    in.expect(')');
    in.space();
}

void ServerSession::onStored(const Answer &answer)
{
    StoreWork work = std::get<StoreWork>(m_work);
    const auto *updated = expect<MailboxUpdated>(answer);
    if (!updated)
        return;
    m_selected->learn(updated->mailbox);
    const std::vector<Uid> &modified = updated->modified;
    if (!modified.empty())
        work.places = m_selected->without(work.places, modified);
    if (work.silent)
        m_selected->assume(work.places, work.how, work.flags);
    else
        m_selected->forgetFlags(work.places);
    if (modified.empty())
        return complete(Status::Ok, "stored");
    const auto numbers = m_selected->numbers(modified, m_command->numbering);
    complete(Status::Ok, "[MODIFIED " + print(setOf(numbers)) + "] others have changed these");
}

void ServerSession::copy(Lexer &in)
{
    const auto found = places(in);
    std::string target = mailboxName(in);
    in.end();
    if (!in.ok() || !found)
        return bad(in.why());
    std::vector<Uid> uids = m_selected->uids(*found);
    if (uids.empty())
        return complete(Status::Ok, "there are no such letters");
    ask(CopyLetters{m_account, m_selected->name(), std::move(target), std::move(uids)},
        &ServerSession::onCopied);
}

void ServerSession::onCopied(const Answer &answer)
{
    const auto *updated = expect<MailboxUpdated>(answer, "TRYCREATE");
    if (!updated)
        return;
    if (updated->mailbox)
        m_selected->learn(updated->mailbox);
    if (updated->targetUids.empty() || !offers("UIDPLUS"))
        return complete(Status::Ok, "copied");
    complete(Status::Ok, "[COPYUID " + copyUid(*updated) + "] copied");
}

/// RFC 6851: where the letters went is told before they are.
void ServerSession::move(Lexer &in)
{
    const auto found = places(in);
    std::string target = mailboxName(in);
    in.end();
    if (!in.ok() || !found)
        return bad(in.why());
    if (!mayChange())
        return;
    std::vector<Uid> uids = m_selected->uids(*found);
    if (uids.empty())
        return complete(Status::Ok, "there are no such letters");
    ask(MoveLetters{m_account, m_selected->name(), std::move(target), std::move(uids)},
        &ServerSession::onMoved);
}

void ServerSession::onMoved(const Answer &answer)
{
    const auto *updated = expect<MailboxUpdated>(answer, "TRYCREATE");
    if (!updated)
        return;
    m_selected->learn(updated->mailbox);
    if (!updated->targetUids.empty() && offers("UIDPLUS"))
        untagged("OK [COPYUID " + copyUid(*updated) + "] is where they are", "");
    complete(Status::Ok, "moved");
}

/// EXPUNGE, and UID EXPUNGE, which spares those it does not name (RFC 4315 section 2.1).
void ServerSession::expunge(Lexer &in)
{
    std::vector<Uid> uids = m_selected->deletedUids();
    if (m_command->numbering == Numbering::Uid) {
        in.space();
        const SequenceSet set = resolved(parseSequenceSet(in), m_selected->largestUid());
        std::erase_if(uids, [&set](Uid uid) { return !contains(set, uid); });
    }
    in.end();
    if (!in.ok())
        return bad(in.why());
    if (!mayChange())
        return;
    if (uids.empty())
        return complete(Status::Ok, "there is nothing to expunge");
    ask(Expunge{m_account, m_selected->name(), std::move(uids)}, &ServerSession::onExpunged);
}

void ServerSession::onExpunged(const Answer &answer)
{
    const auto *updated = expect<MailboxUpdated>(answer);
    if (!updated)
        return;
    m_selected->learn(updated->mailbox);
    complete(Status::Ok, "expunged");
}

/// Section 6.4.2: expunges without telling, if the mailbox may be changed.
void ServerSession::close(Lexer &in)
{
    in.end();
    if (!in.ok())
        return bad(in.why());
    std::vector<Uid> uids = m_selected->deletedUids();
    if (!m_selected->readOnly() && !uids.empty())
        return ask(Expunge{m_account, m_selected->name(), std::move(uids)}, &ServerSession::onClosed);
    leave();
    complete(Status::Ok, "closed");
}

void ServerSession::onClosed(const Answer &answer)
{
    if (!expect<MailboxUpdated>(answer))
        return;
    leave();
    complete(Status::Ok, "closed");
}

/// RFC 3691: CLOSE that expunges nothing.
void ServerSession::unselect(Lexer &in)
{
    in.end();
    if (!in.ok())
        return bad(in.why());
    leave();
    complete(Status::Ok, "closed");
}

void ServerSession::idle(Lexer &in)
{
    in.end();
    if (!in.ok())
        return bad(in.why());
    m_reading = Reading::Done;
    continuation("idling");
}

void ServerSession::onIdleLine(std::string_view line)
{
    if (!ascii::equals(line, "DONE"))
        return bad("expected DONE");
    complete(Status::Ok, "was idle");
}

} // namespace mf::imap
