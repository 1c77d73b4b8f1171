// Mailbox by mailbox: what is new is fetched, what is old compared with what lies on the device, and what a
// person did here is done there.
#include "sim/base/ascii.h"
#include "sim/imap/client.h"
#include "sim/imap/lexer.h"
#include "sim/imap/mailbox_name.h"
#include "sim/imap/sequence_set.h"

#include <algorithm>
#include <utility>

namespace mf::imap {

namespace {

constexpr std::size_t kSetLimitOctets = 4000; // RFC 2683 section 3.2.1.5: lines up to 8000 octets are safe

} // namespace

void ClientSession::on(const ListResponse &list)
{
    if (m_doing != Doing::List)
        return;
    m_listIsCut = m_listed.size() >= m_options.mailboxLimit;
    if (!m_listIsCut)
        m_listed.push_back({list.mailbox, list.selectable, list.specialUse});
}

void ClientSession::on(const NumberResponse &number)
{
    if (number.name == "EXISTS")
        m_here.exists = number.number;
}

void ClientSession::on(const FetchResponse &fetch)
{
    if (fetch.uid)
        m_here.missing.erase(*fetch.uid);
    if (m_doing == Doing::Compare && fetch.uid && fetch.flags)
        m_actions.emplace_back(Report{LetterFlagged{m_wanted.mailbox, serverId(*fetch.uid), *fetch.flags}});
    if (m_doing != Doing::Fetch || !fetch.uid || !fetch.letter || !m_here.known.insert(*fetch.uid).second)
        return;
    ++m_here.fetched;
    LetterFetched fetched;
    fetched.letter = *fetch.letter;
    fetched.mailbox = m_wanted.mailbox;
    fetched.serverId = serverId(*fetch.uid);
    fetched.flags = fetch.flags.value_or(Flags{});
    m_actions.emplace_back(Report{std::move(fetched)});
}

void ClientSession::listed()
{
    if (!m_listed.empty())
        m_actions.emplace_back(Report{MailboxesListed{m_listed}});
    visitNext();
}

void ClientSession::visitNext()
{
    while (m_visit < m_options.visits.size()) {
        m_wanted = std::move(m_options.visits[m_visit++]);
        if (!isMissing(m_wanted.mailbox))
            return select();
        m_actions.emplace_back(Report{MailboxGone{m_wanted.mailbox}});
    }
    logOut();
}

/// INBOX is always there (section 5.1); a list that names nothing, or too much, does not tell.
bool ClientSession::isMissing(const std::string &mailbox) const
{
    if (mailbox == "INBOX" || m_listed.empty() || m_listIsCut)
        return false;
    return std::ranges::none_of(
        m_listed, [&](const ListedMailbox &one) { return one.selectable && one.name == mailbox; });
}

void ClientSession::select()
{
    m_here = Here{};
    std::string name;
    appendAstring(name, encodeMailboxName(m_wanted.mailbox));
    command(Doing::Select, "SELECT", name);
}

void ClientSession::fetchNew()
{
    for (const Uid uid : uidsOf({m_wanted.checkedUpTo})) {
        m_here.checkedUpTo = uid;
        m_here.modSeq = m_wanted.modSeq;
    }
    for (const Uid uid : uidsOf(m_wanted.knownServerIds))
        if (uid >= m_here.checkedUpTo)
            m_here.known.insert(uid);
    m_here.lastKnown = m_here.known.empty() ? m_here.checkedUpTo - 1 : *m_here.known.rbegin();
    const std::string set = m_here.exists == 0 ? std::string() : unknownUids();
    if (set.empty())
        return compareOld();
    const std::string_view body = m_options.markSeen ? "BODY[]" : "BODY.PEEK[]";
    command(Doing::Fetch, "UID FETCH", set + " (FLAGS INTERNALDATE " + std::string(body) + ')');
}

/// All has come that there was: the next check begins behind it.
void ClientSession::noteChecked()
{
    if (m_here.uidValidity == 0)
        return; // its UIDs mean nothing next time
    const Uid behindKnown = m_here.known.empty() ? 1 : *m_here.known.rbegin() + 1;
    const Uid upTo = std::max({m_here.checkedUpTo, m_here.uidNext, behindKnown});
    m_actions.emplace_back(Report{MailboxChecked{m_wanted.mailbox, serverId(upTo), m_here.highestModSeq}});
}

/// All UIDs but those that are known, holes between them too: a letter that a server could not give the last
/// time is in one.
std::string ClientSession::unknownUids() const
{
    SequenceSet set;
    Uid next = m_here.checkedUpTo;
    for (const Uid uid : m_here.known) {
        if (uid > next)
            set.push_back({next, uid - 1});
        next = uid + 1;
    }
    // "n:*" means the last letter, new or not (section 6.4.8), so it is asked only where there may be
    // something new.
    const bool mayBeNew = next != 0 && (m_here.uidNext == 0 || m_here.uidNext > next);
    if (mayBeNew)
        set.push_back({next, kStar});
    std::string text = print(set);
    // Servers limit their lines: what is known is then given again, and passed over.
    if (text.size() > kSetLimitOctets)
        text = print(SequenceSet{{set.front().first, kStar}});
    return text;
}

/// Another device may have deleted what this one has, or have marked it (RFC 4549 section 4.2.3). A mailbox
/// that holds as many as are known here holds the same ones, and its HIGHESTMODSEQ tells whether a flag has
/// changed.
void ClientSession::compareOld()
{
    forgetFormer();
    const auto fewer = [&](std::size_t held) { return held + m_here.fetched > m_here.exists; };
    if (fewer(m_wanted.held.size()) && fewer(heldUids().size()))
        return compareAll();
    if (m_wanted.held.empty() || (m_here.modSeq != 0 && m_here.modSeq == m_here.highestModSeq))
        return compared();
    if (m_here.modSeq == 0 || m_here.highestModSeq == 0)
        return compareAll();
    // RFC 7162 section 3.1.4.1: a server that tells HIGHESTMODSEQ knows this, too
    const std::string old = print(SequenceSet{{1, std::max(m_here.lastKnown, Uid{1})}});
    command(Doing::Compare, "UID FETCH",
            old + " (FLAGS) (CHANGEDSINCE " + std::to_string(m_here.modSeq) + ')');
}

/// Under another UIDVALIDITY the UIDs that are known here name nothing (RFC 3501 section 2.3.1.1): what is
/// still there has come again.
void ClientSession::forgetFormer()
{
    const bool isTheSame = !uidsOf({m_wanted.checkedUpTo}).empty();
    if (isTheSame || m_here.uidValidity == 0)
        return;
    m_wanted.held.forEach([&](const std::string &serverId, Uid) {
        if (uidsOf({serverId}).empty())
            m_actions.emplace_back(Report{LetterGone{m_wanted.mailbox, serverId}});
    });
}

void ClientSession::compareAll()
{
    const std::vector<Uid> held = heldUids();
    m_here.missing.insert(held.begin(), held.end());
    if (m_here.exists == 0 || held.empty())
        return forgetMissing();
    std::string set = print(setOf(held));
    if (set.size() > kSetLimitOctets)
        set = print(SequenceSet{{held.front(), held.back()}});
    command(Doing::Compare, "UID FETCH", set + " (FLAGS)");
}

void ClientSession::forgetMissing()
{
    for (const Uid uid : m_here.missing)
        m_actions.emplace_back(Report{LetterGone{m_wanted.mailbox, serverId(uid)}});
    compared();
}

void ClientSession::compared()
{
    noteChecked();
    flagOld();
}

/// What a person did to letters on the device, told to the server: for the owner's other devices.
void ClientSession::flagOld()
{
    for (auto [ids, how] : {std::pair(&m_wanted.seenServerIds, " +FLAGS.SILENT (\\Seen)"),
                            std::pair(&m_wanted.unseenServerIds, " -FLAGS.SILENT (\\Seen)")}) {
        const std::vector<Uid> uids = uidsOf(std::exchange(*ids, {}));
        if (!uids.empty())
            return command(Doing::Flag, "UID STORE", print(setOf(uids)) + how);
    }
    moveOld();
}

void ClientSession::moveOld()
{
    while (!m_wanted.moves.empty()) {
        const std::string target = m_wanted.moves.front().target;
        const auto goesThere = [&](const MailboxVisit::Move &move) { return move.target == target; };
        std::vector<std::string> ids;
        for (const MailboxVisit::Move &move : m_wanted.moves)
            if (goesThere(move))
                ids.push_back(move.serverId);
        std::erase_if(m_wanted.moves, goesThere);
        m_here.moving = uidsOf(ids);
        if (m_here.moving.empty())
            continue;
        std::string arguments = print(setOf(m_here.moving)) + ' ';
        appendAstring(arguments, encodeMailboxName(target));
        return command(Doing::Move, offers("MOVE") ? "UID MOVE" : "UID COPY", arguments);
    }
    deleteOld();
}

/// Without MOVE, what was copied is deleted here (RFC 6851 section 3.3).
void ClientSession::moved()
{
    if (offers("MOVE"))
        forget(m_here.moving);
    else
        m_here.deleted.insert(m_here.deleted.end(), m_here.moving.begin(), m_here.moving.end());
    moveOld();
}

void ClientSession::deleteOld()
{
    const std::vector<Uid> wanted = uidsOf(m_wanted.deleteServerIds);
    std::vector<Uid> &deleted = m_here.deleted;
    deleted.insert(deleted.end(), wanted.begin(), wanted.end());
    std::ranges::sort(deleted);
    deleted.erase(std::ranges::unique(deleted).begin(), deleted.end());
    if (deleted.empty())
        return visitNext();
    command(Doing::Mark, "UID STORE", print(setOf(deleted)) + " +FLAGS.SILENT (\\Deleted)");
}

void ClientSession::expunge()
{
    if (!m_wanted.expunges)
        return visitNext();
    if (!offers("UIDPLUS"))
        return command(Doing::Expunge, "EXPUNGE");
    // RFC 4315: spares what other devices have marked
    command(Doing::Expunge, "UID EXPUNGE", print(setOf(m_here.deleted)));
}

void ClientSession::expunged()
{
    forget(m_here.deleted);
    visitNext();
}

void ClientSession::forget(const std::vector<Uid> &uids)
{
    for (const Uid uid : uids)
        m_actions.emplace_back(Report{LetterGone{m_wanted.mailbox, serverId(uid)}});
}

/// What is refused of one mailbox, or of one move, is no reason to leave the rest undone.
bool ClientSession::isSkipped(const StatusResponse &status) const
{
    return status.condition == Condition::No
           && (m_doing == Doing::Move || (m_doing == Doing::Select && m_wanted.mailbox != "INBOX"));
}

void ClientSession::skip(std::string_view reason)
{
    const bool moves = m_doing == Doing::Move;
    m_actions.emplace_back(
        Report{Noted{Kind::AttemptFailed, Facts()
                                              .add(Key::Action, moves ? "move" : "check-mail")
                                              .add(Key::Mailbox, m_wanted.mailbox)
                                              .add(Key::Reason, reason)}});
    return moves ? moveOld() : visitNext();
}

std::string ClientSession::serverId(Uid uid) const
{
    return std::to_string(m_here.uidValidity) + '/' + std::to_string(uid);
}

/// Those of the mailbox as it is: an id under another UIDVALIDITY names nothing any more (section 2.3.1.1).
/// Ascending.
std::vector<Uid> ClientSession::uidsOf(const std::vector<std::string> &serverIds) const
{
    std::set<Uid> uids;
    for (const std::string &id : serverIds) {
        const auto [validity, uid] = ascii::cut(id, '/');
        const auto value = ascii::number<Uid>(uid);
        if (value.value_or(0) != 0 && ascii::number<std::uint32_t>(validity) == m_here.uidValidity)
            uids.insert(*value);
    }
    return {uids.begin(), uids.end()};
}

/// On this device, of the mailbox as it is. Ascending.
std::vector<Uid> ClientSession::heldUids() const
{
    std::vector<std::string> held;
    m_wanted.held.forEach([&](const std::string &serverId, Uid) { held.push_back(serverId); });
    return uidsOf(held);
}

} // namespace mf::imap
