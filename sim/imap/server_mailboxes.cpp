// The mailboxes of an account: SELECT, EXAMINE, LIST, LSUB, STATUS, NAMESPACE, CREATE, DELETE, RENAME,
// SUBSCRIBE.
#include "sim/base/ascii.h"
#include "sim/imap/mailbox_name.h"
#include "sim/imap/server.h"
#include "sim/imap/special_use.h"

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
    if (in.ok() && !name) {
        m_command->namesNoMailbox = true;
        in.fail("a mailbox name is not modified UTF-7");
    }
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
    bool modSeqs = false;
    if (in.ok() && in.take(" ")) { // RFC 4466 section 2.1, RFC 7162 section 3.1.8
        in.expect('(');
        do
            if (in.keyword() == "CONDSTORE")
                modSeqs = true;
            else
                in.fail("no such parameter");
        while (in.take(" "));
        in.expect(')');
    }
    in.end();
    needs(in, modSeqs, "CONDSTORE");
    if (!in.ok())
        return bad(in.why());
    leave(); // section 6.3.1: whether the new one opens or not
    if (modSeqs)
        tellModSeqs();
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
    if (offers("CONDSTORE"))
        tellHighestModSeq();
    complete(Status::Ok, readOnly ? "[READ-ONLY] open" : "[READ-WRITE] open");
}

void ServerSession::listOf(Lexer &in, Listing listing)
{
    ListRequest request = parseListRequest(in, listing);
    request.tellsChildren = offers("CHILDREN");
    request.tellsSpecialUse = offers("SPECIAL-USE");
    request.appendLimitOctets = m_options.literalLimitOctets;
    needsFor(in, request);
    if (!in.ok())
        return bad(in.why());
    if (request.asksDelimiter) { // section 6.3.8
        untagged(std::string("LIST (\\Noselect) \"") + kHierarchyDelimiter + "\" \"\"", "LIST");
        return complete(Status::Ok, "that is the delimiter");
    }
    if (std::ranges::find(request.status, StatusItem::HighestModSeq) != request.status.end())
        tellModSeqs();
    m_work = ListWork{std::move(request)};
    ask(ListMailboxes{m_account}, &ServerSession::onListed);
}

void ServerSession::onListed(const Answer &answer)
{
    const auto *mailboxes = expect<MailboxList>(answer);
    if (!mailboxes)
        return;
    const auto &work = std::get<ListWork>(m_work);
    for (const std::string &line : listMailboxes(*mailboxes, work.request))
        untagged(line, ascii::cut(line, ' ').first);
    complete(Status::Ok, "that is all");
}

void ServerSession::status(Lexer &in)
{
    std::string name = mailboxName(in);
    in.space();
    auto items = parseStatusItems(in);
    in.end();
    needsFor(in, items);
    if (!in.ok())
        return bad(in.why());
    if (std::ranges::find(items, StatusItem::HighestModSeq) != items.end())
        tellModSeqs(); // RFC 7162 section 3.1
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
        untagged(printStatus(info, work.items, m_options.literalLimitOctets), "STATUS");
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
    std::optional<std::uint8_t> use = 0;
    if (in.ok() && in.take(" ")) { // RFC 6154 section 3
        in.expect('(');
        if (in.keyword() != "USE")
            in.fail("CREATE knows USE only");
        in.space();
        use = parseSpecialUse(in);
        in.expect(')');
        needs(in, true, "CREATE-SPECIAL-USE");
    }
    in.end();
    if (!in.ok())
        return bad(in.why());
    if (!use)
        return complete(Status::No, "[USEATTR] no mailbox can be used for that here");
    if (name.ends_with(kHierarchyDelimiter)) // section 6.3.3: says that mailboxes below will follow
        name.pop_back();
    if (canBeMade(name))
        ask(CreateMailbox{m_account, std::move(name), *use}, &ServerSession::onDone);
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
