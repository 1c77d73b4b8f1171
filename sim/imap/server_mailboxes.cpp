// The mailboxes of an account: SELECT, EXAMINE, LIST, LSUB, STATUS, NAMESPACE, CREATE, DELETE, RENAME,
// SUBSCRIBE.
#include "sim/base/ascii.h"
#include "sim/imap/mailbox_name.h"
#include "sim/imap/server.h"

#include <algorithm>

namespace mf::imap {

/// A space and a mailbox name, as UTF-8.
std::string ServerSession::mailboxName(Lexer &in)
{
    in.space();
    const std::string wire = in.astring();
    if (!in.ok())
        return {};
    if (wire.size() > kMailboxNameLimitOctets)
        in.fail("no mailbox name over " + std::to_string(kMailboxNameLimitOctets) + " octets");
    auto name = decodeMailboxName(wire);
    if (!name)
        in.fail("a mailbox name is not modified UTF-7");
    return canonicalMailboxName(std::move(name).value_or(""));
}

/// Whether a name is one that can be given; else the command is completed.
bool ServerSession::canBeMade(const std::string &name)
{
    const auto levels = ascii::split(name, kHierarchyDelimiter);
    const bool good = std::ranges::none_of(levels, [](std::string_view level) { return level.empty(); })
                      && std::ranges::none_of(name, [](char c) {
                             return c == '%' || c == '*' || (c >= 0 && c < ' ') || c == '\x7f';
                         });
    if (!good)
        complete(Status::No, "[CANNOT] no mailbox can have that name");
    return good;
}

void ServerSession::open(Lexer &in, Selected::Access access)
{
    std::string name = mailboxName(in);
    in.end();
    if (!in.ok())
        return bad(in.why());
    leave(); // section 6.3.1: whether the new one opens or not
    m_work = SelectWork{name, access};
    ask(OpenMailbox{m_account, std::move(name), access == Selected::Access::ReadOnly},
        &ServerSession::onOpened);
}

void ServerSession::onOpened(const Answer &answer)
{
    const SelectWork work = std::get<SelectWork>(m_work);
    const auto *opened = expect<MailboxOpened>(answer);
    if (!opened)
        return;
    m_selected.emplace(*opened, opened->mailbox->name, work.access);
    m_state = State::Selected;
    const Selected &box = *m_selected;
    const bool readOnly = box.readOnly();
    untagged("FLAGS " + printSettableFlags(box.keywords(), {}), "FLAGS");
    untagged(std::to_string(box.size()) + " EXISTS", "EXISTS");
    untagged(std::to_string(box.recentCount()) + " RECENT", "RECENT");
    if (const auto unseen = box.firstUnseen())
        untagged("OK [UNSEEN " + std::to_string(*unseen + 1) + "] is the first not seen", "");
    const std::string permanent = readOnly ? "()" : printSettableFlags(box.keywords(), "\\*");
    untagged("OK [PERMANENTFLAGS " + permanent + "] can be kept", "");
    untagged("OK [UIDVALIDITY " + std::to_string(box.uidValidity()) + "] of these UIDs", "");
    untagged("OK [UIDNEXT " + std::to_string(box.uidNext()) + "] is next", "");
    complete(Status::Ok, readOnly ? "[READ-ONLY] open" : "[READ-WRITE] open");
}

void ServerSession::listOf(Lexer &in, Listing listing)
{
    in.space();
    const std::string reference = in.astring();
    in.space();
    const std::string wanted = in.listPattern();
    in.end();
    if (in.ok() && reference.size() + wanted.size() > kMailboxNameLimitOctets)
        in.fail("no mailbox pattern over " + std::to_string(kMailboxNameLimitOctets) + " octets");
    auto pattern = decodeMailboxName(reference + wanted);
    if (in.ok() && !pattern)
        in.fail("a mailbox name is not modified UTF-7");
    if (!in.ok())
        return bad(in.why());
    if (wanted.empty() && listing == Listing::List) { // section 6.3.8: only the delimiter is asked for
        untagged(std::string("LIST (\\Noselect) \"") + kHierarchyDelimiter + "\" \"\"", "LIST");
        return complete(Status::Ok, "that is the delimiter");
    }
    m_work = ListWork{listing, std::move(*pattern)};
    ask(ListMailboxes{m_account}, &ServerSession::onListed);
}

void ServerSession::onListed(const Answer &answer)
{
    const auto *mailboxes = expect<MailboxList>(answer);
    if (!mailboxes)
        return;
    const auto &work = std::get<ListWork>(m_work);
    for (const std::string &line : listMailboxes(*mailboxes, work.pattern, work.listing))
        untagged(line, work.listing == Listing::List ? "LIST" : "LSUB");
    complete(Status::Ok, "that is all");
}

void ServerSession::status(Lexer &in)
{
    std::string name = mailboxName(in);
    in.space();
    auto items = parseStatusItems(in);
    in.end();
    if (!in.ok())
        return bad(in.why());
    m_work = StatusWork{std::move(name), std::move(items)};
    ask(ListMailboxes{m_account}, &ServerSession::onStatus);
}

void ServerSession::onStatus(const Answer &answer)
{
    const auto *list = expect<MailboxList>(answer);
    if (!list)
        return;
    const auto &work = std::get<StatusWork>(m_work);
    for (const MailboxInfo &info : list->mailboxes) {
        if (!info.selectable || info.mailbox->name != work.mailbox)
            continue;
        untagged(printStatus(info, work.items), "STATUS");
        return complete(Status::Ok, "that is all");
    }
    completeRefused(Refusal::NoSuchMailbox, "NONEXISTENT");
}

void ServerSession::nameSpace(Lexer &in)
{
    in.end();
    if (!in.ok())
        return bad(in.why());
    untagged(std::string("NAMESPACE ((\"\" \"") + kHierarchyDelimiter + "\")) NIL NIL", "NAMESPACE");
    complete(Status::Ok, "that is all");
}

void ServerSession::create(Lexer &in)
{
    std::string name = mailboxName(in);
    in.end();
    if (!in.ok())
        return bad(in.why());
    if (name.ends_with(kHierarchyDelimiter)) // section 6.3.3: says that mailboxes below will follow
        name.pop_back();
    if (canBeMade(name))
        ask(CreateMailbox{m_account, std::move(name), 0}, &ServerSession::onDone);
}

void ServerSession::remove(Lexer &in)
{
    std::string name = mailboxName(in);
    in.end();
    if (!in.ok())
        return bad(in.why());
    if (name == "INBOX") // section 6.3.4
        return completeRefused(Refusal::CannotDo, {});
    ask(DeleteMailbox{m_account, std::move(name)}, &ServerSession::onDone);
}

void ServerSession::rename(Lexer &in)
{
    std::string name = mailboxName(in);
    std::string newName = mailboxName(in);
    in.end();
    if (!in.ok())
        return bad(in.why());
    if (newName == "INBOX")
        return completeRefused(Refusal::AlreadyExists, {});
    if (canBeMade(newName))
        ask(RenameMailbox{m_account, std::move(name), std::move(newName)}, &ServerSession::onDone);
}

void ServerSession::changeSubscription(Lexer &in, bool subscribed)
{
    std::string name = mailboxName(in);
    in.end();
    if (!in.ok())
        return bad(in.why());
    ask(Subscribe{m_account, std::move(name), subscribed}, &ServerSession::onDone);
}

void ServerSession::onDone(const Answer &answer)
{
    if (expect<Done>(answer))
        complete(Status::Ok, "done");
}

} // namespace mf::imap
