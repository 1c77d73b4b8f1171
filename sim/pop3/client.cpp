#include "sim/pop3/client.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf::pop3 {

ClientSession::ClientSession(ClientOptions options)
    : m_options(std::move(options))
    , m_input(m_options.replyLimitOctets)
    , m_letter(m_options.letterLimitOctets)
{
    std::ranges::sort(m_options.knownUidls);
    std::ranges::sort(m_options.deleteUidls);
}

std::span<const std::string_view> ClientSession::stateNames()
{
    static constexpr std::string_view names[] = {"opening",    "greeting", "capabilities", "starting TLS",
                                                 "logging in", "listing",  "fetching",     "deleting",
                                                 "leaving",    "done"};
    return names;
}

std::string_view ClientSession::name(Awaiting awaiting)
{
    const auto place = [awaiting]() -> std::size_t {
        switch (awaiting) {
        case Awaiting::Opening: return 0;
        case Awaiting::Greeting: return 1;
        case Awaiting::Capa:
        case Awaiting::CapaLines: return 2;
        case Awaiting::Stls:
        case Awaiting::Tls: return 3;
        case Awaiting::User:
        case Awaiting::Pass:
        case Awaiting::Apop:
        case Awaiting::Auth: return 4;
        case Awaiting::Stat:
        case Awaiting::Uidl:
        case Awaiting::UidlLines: return 5;
        case Awaiting::Retr:
        case Awaiting::Letter: return 6;
        case Awaiting::Dele: return 7;
        case Awaiting::Quit: return 8;
        case Awaiting::Nothing: return 9;
        }
        std::unreachable();
    };
    return stateNames()[place()];
}

Actions ClientSession::handle(const Input &input, Instant now)
{
    if (!std::holds_alternative<Expired>(input))
        m_lastHeard = now;
    else if (const auto due = deadline(); !due || now < *due)
        return {}; // it has been put off meanwhile
    std::visit([this](const auto &what) { take(what); }, input);
    advance();
    return std::exchange(m_actions, {});
}

void ClientSession::take(const Opened &opened)
{
    m_encrypted = opened.tls.has_value();
    m_random = RandomStream(opened.seed, "pop3-client");
    m_awaiting = Awaiting::Greeting;
}

void ClientSession::take(const Bytes &bytes)
{
    // RFC 2595 section 4: what comes in clear after the reply to STLS was perhaps put there by somebody else.
    if (m_awaiting != Awaiting::Nothing && m_awaiting != Awaiting::Tls)
        m_input.feed(bytes.octets.view());
}

void ClientSession::take(const TlsReady &)
{
    if (m_awaiting != Awaiting::Tls)
        return;
    m_encrypted = true;
    m_capabilities = {}; // RFC 2595 section 4: what was learnt in clear is forgotten
    say("CAPA", {}, Awaiting::Capa);
}

void ClientSession::take(const Expired &) { giveUp("timeout"); }

void ClientSession::take(const PeerClosed &)
{
    advance(); // what came before the end still counts
    if (m_awaiting != Awaiting::Nothing)
        giveUp("connection lost");
}

void ClientSession::advance()
{
    while (m_awaiting != Awaiting::Nothing && m_awaiting != Awaiting::Tls)
        if (m_awaiting == Awaiting::Letter ? !takeLetter() : !takeLine())
            return; // incomplete: keep it for the next Bytes
}

bool ClientSession::takeLine()
{
    std::string line;
    switch (m_input.takeLine(line)) {
    case LineBuffer::Taken::Incomplete: return false;
    case LineBuffer::Taken::TooLong:
        giveUp(fmt::format("a reply is longer than {} octets", m_options.replyLimitOctets));
        return false;
    case LineBuffer::Taken::Line: break;
    }
    if (m_awaiting == Awaiting::CapaLines)
        takeCapability(line);
    else if (m_awaiting == Awaiting::UidlLines)
        takeUidl(line);
    else if (m_awaiting == Awaiting::Auth && line.starts_with('+') && !line.starts_with("+OK"))
        authContinued(ascii::trimmed(std::string_view(line).substr(1)));
    else if (line.starts_with("+OK") || line.starts_with("-ERR"))
        takeReply({line.starts_with('+'), line});
    else
        giveUp("unexpected reply: " + ascii::escaped(line));
    return true;
}

bool ClientSession::takeLetter()
{
    m_input.consume(m_letter.feed(m_input.pending()));
    if (!m_letter.done())
        return false;
    letterRead();
    return true;
}

void ClientSession::say(std::string_view verb, std::string_view argument, Awaiting next, Shown shown)
{
    std::string line(verb);
    if (!argument.empty())
        line.append(line.empty() ? "" : " ").append(argument);
    Facts facts = Facts().add(Key::Protocol, "pop3");
    if (verb.empty())
        facts.add(Key::Part, "continuation");
    else
        facts.add(Key::Verb, verb);
    if (shown == Shown::VerbOnly)
        facts.add(Key::Text, verb).add(Key::Secret, 1);
    else if (argument.empty())
        facts.add(Key::Text, line);
    else
        facts.add(Key::Argument, argument).add(Key::Text, line);
    m_actions.emplace_back(Send{Slices(line + "\r\n"), std::move(facts)});
    m_awaiting = next;
}

void ClientSession::quit(std::string trouble)
{
    if (m_trouble.empty())
        m_trouble = std::move(trouble);
    say("QUIT", {}, Awaiting::Quit);
}

void ClientSession::giveUp(std::string reason)
{
    if (m_awaiting == Awaiting::Nothing)
        return;
    m_trouble = std::move(reason);
    finish(true);
}

void ClientSession::finish(bool abort)
{
    m_awaiting = Awaiting::Nothing;
    m_input.clear();
    m_actions.emplace_back(Report{ClientDone{m_trouble.empty(), m_trouble}});
    m_actions.emplace_back(Close{abort});
}

std::optional<Instant> ClientSession::deadline() const
{
    if (m_awaiting == Awaiting::Opening || m_awaiting == Awaiting::Nothing)
        return std::nullopt;
    return m_lastHeard + m_options.replyTimeout;
}

SessionView ClientSession::view() const
{
    SessionView view;
    view.protocol = "pop3";
    view.state = name(m_awaiting);
    view.login = m_loggedIn ? m_options.login : std::string();
    view.encrypted = m_encrypted;
    return view;
}

} // namespace mf::pop3
