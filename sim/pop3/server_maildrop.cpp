// TRANSACTION and UPDATE: reading and deleting letters (RFC 1939 sections 5 to 7).
#include "sim/base/ascii.h"
#include "sim/pop3/server.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::pop3 {

namespace {

/// Where the first `lines` lines of the body end (TOP, RFC 1939 section 7).
std::size_t endOfLines(const mail::Message &message, std::uint64_t lines)
{
    const std::string_view text = message.octets().view();
    std::size_t at = message.root().header.end;
    for (; lines > 0 && at < text.size(); --lines) {
        const std::size_t end = text.find("\r\n", at);
        at = end == std::string_view::npos ? text.size() : end + 2;
    }
    return at;
}

} // namespace

void ServerSession::stat(std::string_view)
{
    std::uint64_t count = 0, octets = 0;
    for (std::size_t i = 0; i < m_deleted.size(); ++i) {
        if (m_deleted[i])
            continue;
        ++count;
        octets += m_maildrop->letters[i].sizeOctets;
    }
    ok(fmt::format("{} {}", count, octets));
}

void ServerSession::list(std::string_view argument)
{
    if (argument.empty()) {
        ok("number and octets of each letter");
        m_producing = ScanListing{ScanListing::What::Sizes};
    } else if (const auto index = letterNumbered(argument)) {
        ok(scanLine(ScanListing::What::Sizes, *index));
    }
}

void ServerSession::uidl(std::string_view argument)
{
    if (argument.empty()) {
        ok("number and unique id of each letter");
        m_producing = ScanListing{ScanListing::What::Ids};
    } else if (const auto index = letterNumbered(argument)) {
        ok(scanLine(ScanListing::What::Ids, *index));
    }
}

void ServerSession::retr(std::string_view argument)
{
    if (const auto index = letterNumbered(argument))
        sendLetter(*index, std::nullopt);
}

void ServerSession::top(std::string_view argument)
{
    const auto [number, count] = ascii::cut(argument, ' ');
    const auto lines = ascii::number<std::uint64_t>(count);
    if (!lines)
        return err("TOP needs a letter's number and a number of lines");
    if (const auto index = letterNumbered(number))
        sendLetter(*index, *lines);
}

void ServerSession::dele(std::string_view argument)
{
    const auto index = letterNumbered(argument);
    if (!index)
        return;
    m_deleted[*index] = true;
    ok(fmt::format("letter {} goes at QUIT", *index + 1));
}

void ServerSession::rset(std::string_view)
{
    m_deleted.assign(m_deleted.size(), false);
    ok("no letter is marked as deleted any more");
}

void ServerSession::noop(std::string_view) { ok("nothing done"); }

void ServerSession::quit(std::string_view)
{
    if (m_state == State::Authorization) {
        ok("goodbye");
        return hangUp(false);
    }
    enter(State::Update);
    CommitDeletions deletions{m_account, {}};
    for (std::size_t i = 0; i < m_deleted.size(); ++i)
        if (m_deleted[i])
            deletions.uids.push_back(m_maildrop->letters[i].uid);
    ask(WaitsFor::Commit, std::move(deletions));
}

void ServerSession::committed(const Answer &answer)
{
    if (std::holds_alternative<Refused>(answer)) {
        leaveMaildrop();
        err("[SYS/TEMP] no letter could be deleted; all are kept");
    } else {
        ok("goodbye");
    }
    hangUp(false);
}

/// The index of the letter with that number; else the reply has been sent.
std::optional<std::size_t> ServerSession::letterNumbered(std::string_view number)
{
    const auto value = ascii::number<std::uint64_t>(number);
    if (!value)
        err("a letter's number is digits");
    else if (*value == 0 || *value > m_deleted.size())
        err(fmt::format("no such letter: there are {}", m_deleted.size()));
    else if (m_deleted[*value - 1])
        err(fmt::format("letter {} is marked as deleted", *value));
    else
        return *value - 1;
    return std::nullopt;
}

std::string ServerSession::scanLine(ScanListing::What what, std::size_t index) const
{
    const StoredLetter &letter = m_maildrop->letters[index];
    return what == ScanListing::What::Sizes ? fmt::format("{} {}", index + 1, letter.sizeOctets)
                                            : fmt::format("{} {}", index + 1, uniqueId(letter));
}

/// RFC 1939 section 7: 1 to 70 printable octets that never name another letter of this maildrop.
std::string ServerSession::uniqueId(const StoredLetter &letter) const
{
    return fmt::format("{}.{}", m_maildrop->uidValidity, letter.uid);
}

void ServerSession::sendLetter(std::size_t index, std::optional<std::uint64_t> bodyLines)
{
    m_bodyLines = bodyLines;
    const StoredLetter &letter = m_maildrop->letters[index];
    if (letter.message)
        sendLetter(letter.message);
    else
        ask(WaitsFor::Body, LoadBody{letter.blob});
}

void ServerSession::sendLetter(const std::shared_ptr<const mail::Message> &message)
{
    if (!message)
        return err("[SYS/TEMP] the letter cannot be read now; try again later");
    const Blob &whole = message->octets();
    if (m_bodyLines) {
        ok("the top of it follows");
        m_producing = DotWriter(Slices(whole.slice(0, endOfLines(*message, *m_bodyLines))));
    } else {
        ok(fmt::format("{} octets", whole.size()));
        m_producing = DotWriter(Slices(whole));
    }
}

} // namespace mf::pop3
