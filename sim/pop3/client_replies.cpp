// What the client does next, reply by reply.
#include "sim/base/ascii.h"
#include "sim/base/base64.h"
#include "sim/pop3/client.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::pop3 {

namespace {

constexpr std::size_t kAuthLineOctets =
    255; // RFC 5034 section 4: a longer initial response waits for a challenge

bool fitsOneLine(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

/// RFC 1939 section 7: a Message-ID in the greeting says that APOP is there.
std::string_view timestampIn(std::string_view greeting)
{
    const std::size_t start = greeting.find('<');
    const std::size_t end = start == greeting.npos ? start : greeting.find('>', start);
    if (end == greeting.npos || greeting.substr(start, end - start).find('@') == greeting.npos)
        return {};
    return greeting.substr(start, end + 1 - start);
}

} // namespace

void ClientSession::takeReply(const ServerReply &reply)
{
    switch (m_awaiting) {
    case Awaiting::Greeting: return greeted(reply);
    case Awaiting::Capa:
        m_lines = 0;
        m_capabilities.asked = reply.ok;
        if (!reply.ok) // a server of before RFC 2449
            return secureOrLogIn();
        m_awaiting = Awaiting::CapaLines;
        return;
    case Awaiting::Stls: return stlsReplied(reply);
    case Awaiting::User:
        if (!reply.ok)
            return quit(reply.text);
        return say("PASS", m_options.password, Awaiting::Pass, Shown::VerbOnly);
    case Awaiting::Pass:
    case Awaiting::Apop:
    case Awaiting::Auth: return loginReplied(reply);
    case Awaiting::Stat: return statReplied(reply);
    case Awaiting::Uidl:
        if (!reply.ok) // optional in RFC 1939: then all letters are new
            return nextLetter();
        m_lines = 0;
        m_awaiting = Awaiting::UidlLines;
        return;
    case Awaiting::Retr:
        if (reply.ok) {
            m_letter = DotReader(m_options.letterLimitOctets);
            m_awaiting = Awaiting::Letter;
            return;
        }
        if (m_trouble.empty())
            m_trouble = reply.text;
        return nextLetter();
    case Awaiting::Dele: return deleteReplied(reply);
    case Awaiting::Quit: return quitReplied(reply);
    case Awaiting::Opening:
    case Awaiting::CapaLines:
    case Awaiting::Tls:
    case Awaiting::UidlLines:
    case Awaiting::Letter:
    case Awaiting::Nothing: return; // no replies are taken there
    }
}

void ClientSession::greeted(const ServerReply &reply)
{
    if (!reply.ok)
        return quit(reply.text);
    if (!fitsOneLine(m_options.login) || !fitsOneLine(m_options.password))
        return quit("login or password has a line end in it");
    m_timestamp = timestampIn(reply.text);
    say("CAPA", {}, Awaiting::Capa);
}

void ClientSession::takeCapability(std::string_view line)
{
    if (line == ".")
        return secureOrLogIn();
    if (++m_lines > m_options.listLimit)
        return giveUp("the list of capabilities does not end");
    const auto words = ascii::split(line, ' ');
    if (ascii::equals(words.front(), "STLS"))
        m_capabilities.stls = true;
    else if (ascii::equals(words.front(), "USER"))
        m_capabilities.user = true;
    else if (ascii::equals(words.front(), "SASL"))
        m_capabilities.mechanisms.assign(words.begin() + 1, words.end());
}

void ClientSession::secureOrLogIn()
{
    using Tls = ClientOptions::Tls;
    if (m_encrypted || m_options.tls == Tls::Never)
        return logIn();
    if (m_capabilities.stls)
        return say("STLS", {}, Awaiting::Stls);
    if (m_options.tls == Tls::Required)
        return quit("the server does not offer TLS");
    logIn();
}

void ClientSession::stlsReplied(const ServerReply &reply)
{
    if (reply.ok) {
        m_input.clear();
        m_awaiting = Awaiting::Tls;
        m_actions.emplace_back(StartTls{});
    } else if (m_options.tls == ClientOptions::Tls::Required) {
        quit(reply.text);
    } else {
        logIn();
    }
}

/// Under TLS by USER and PASS where they are offered, because one reads them. In clear by what does not
/// tell the password, if there is anything like that.
void ClientSession::logIn()
{
    const bool hasUser = !m_capabilities.asked || m_capabilities.user;
    if (m_encrypted && hasUser)
        return say("USER", m_options.login, Awaiting::User);
    const auto stream = m_encrypted ? sasl::Stream::Encrypted : sasl::Stream::Clear;
    const sasl::Mechanism *mechanism =
        sasl::choose(m_capabilities.mechanisms, stream, sasl::InClear::Allowed);
    if (mechanism && !mechanism->sendsPassword)
        return logInBySasl(*mechanism);
    if (!m_timestamp.empty()) {
        const std::string digest = sasl::apopDigest(m_timestamp, m_options.password);
        return say("APOP", fmt::format("{} {}", m_options.login, digest), Awaiting::Apop);
    }
    if (hasUser)
        return say("USER", m_options.login, Awaiting::User);
    if (!mechanism)
        return quit("the server offers no way to log in that this client has");
    logInBySasl(*mechanism);
}

void ClientSession::logInBySasl(const sasl::Mechanism &mechanism)
{
    m_exchange = sasl::ClientExchange::start(mechanism.name, m_options.login, m_options.password, m_random);
    m_initialResponse = m_exchange->initialResponse();
    std::string argument(mechanism.name);
    if (m_initialResponse) {
        const std::string response = m_initialResponse->empty() ? "=" : toBase64(*m_initialResponse);
        if (argument.size() + response.size() + sizeof "AUTH  \r\n" - 1 <= kAuthLineOctets) {
            argument += ' ' + response;
            m_initialResponse.reset();
        }
    }
    say("AUTH", argument, Awaiting::Auth, Shown::VerbOnly);
}

void ClientSession::authContinued(std::string_view challenge)
{
    const auto octets = fromBase64(challenge);
    std::optional<std::string> response;
    if (m_initialResponse)
        response = std::exchange(m_initialResponse, std::nullopt);
    else if (octets)
        response = m_exchange->respond(*octets);
    say({}, response ? toBase64(*response) : "*", Awaiting::Auth, Shown::VerbOnly);
}

void ClientSession::loginReplied(const ServerReply &reply)
{
    const bool proved = !m_exchange || m_exchange->done();
    m_exchange.reset();
    if (!reply.ok)
        return quit(reply.text);
    if (!proved)
        return quit("the server has not proved that it knows the password");
    m_loggedIn = true;
    say("STAT", {}, Awaiting::Stat);
}

void ClientSession::statReplied(const ServerReply &reply)
{
    const auto words = ascii::split(reply.text, ' ');
    const auto count = words.size() < 2 ? std::nullopt : ascii::number<std::size_t>(words[1]);
    if (!reply.ok)
        return quit(reply.text);
    if (!count)
        return giveUp("unexpected reply: " + ascii::escaped(reply.text));
    if (*count > m_options.listLimit)
        return quit(fmt::format("the maildrop has more than {} letters", m_options.listLimit));
    m_letterCount = *count;
    m_uidls.assign(m_letterCount, {});
    if (m_letterCount == 0)
        return quit({});
    say("UIDL", {}, Awaiting::Uidl);
}

void ClientSession::takeUidl(std::string_view line)
{
    if (line == ".")
        return nextLetter();
    if (++m_lines > m_options.listLimit)
        return giveUp("the list of unique ids does not end");
    const auto [number, id] = ascii::cut(line, ' ');
    const auto value = ascii::number<std::size_t>(number);
    if (!value || *value == 0 || *value > m_letterCount || id.empty())
        return giveUp("unexpected line of a UIDL listing: " + ascii::escaped(line));
    m_uidls[*value - 1] = id;
}

/// The next letter that is new here; one that is known goes at once, if letters go at all or this one is to.
void ClientSession::nextLetter()
{
    while (m_current < m_letterCount) {
        const std::string &id = m_uidls[m_current++];
        const bool known = !id.empty() && std::ranges::binary_search(m_options.knownUidls, id);
        if (!known)
            return say("RETR", fmt::format("{}", m_current), Awaiting::Retr);
        if (!m_options.leaveOnServer || std::ranges::binary_search(m_options.deleteUidls, id))
            return say("DELE", fmt::format("{}", m_current), Awaiting::Dele);
    }
    quit({});
}

void ClientSession::letterRead()
{
    if (m_letter.tooLarge()) {
        if (m_trouble.empty())
            m_trouble =
                fmt::format("letter {} is longer than {} octets", m_current, m_options.letterLimitOctets);
        return nextLetter(); // it stays on the server
    }
    m_actions.emplace_back(Report{LetterFetched{m_letter.takeLetter(), "INBOX", m_uidls[m_current - 1], {}}});
    deleteOrGoOn();
}

void ClientSession::deleteOrGoOn()
{
    if (m_options.leaveOnServer)
        return nextLetter();
    say("DELE", fmt::format("{}", m_current), Awaiting::Dele);
}

void ClientSession::deleteReplied(const ServerReply &reply)
{
    if (reply.ok)
        m_marked.push_back(m_uidls[m_current - 1]);
    else if (m_trouble.empty())
        m_trouble = reply.text;
    nextLetter();
}

void ClientSession::quitReplied(const ServerReply &reply)
{
    if (reply.ok) // RFC 1939 section 6: only now the letters are gone
        for (const std::string &id : m_marked)
            m_actions.emplace_back(Report{LetterGone{"INBOX", id}});
    else if (m_trouble.empty())
        m_trouble = reply.text;
    finish(false);
}

} // namespace mf::pop3
