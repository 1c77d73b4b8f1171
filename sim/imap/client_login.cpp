// How the client logs in: LOGIN or AUTHENTICATE (RFC 3501 section 6.2).
#include "sim/base/ascii.h"
#include "sim/base/base64.h"
#include "sim/imap/client.h"
#include "sim/imap/lexer.h"

#include <fmt/format.h>

namespace mf::imap {

/// Under TLS by LOGIN where it is taken, because one reads it. In clear by what does not tell the password,
/// if there is anything like that.
void ClientSession::logIn()
{
    const bool disabled = offers("LOGINDISABLED");
    const auto stream = m_encrypted ? sasl::Stream::Encrypted : sasl::Stream::Clear;
    const auto inClear = disabled ? sasl::InClear::Forbidden : sasl::InClear::Allowed;
    const sasl::Mechanism *mechanism = sasl::choose(offeredMechanisms(), stream, inClear);
    if (mechanism && (disabled || !mechanism->sendsPassword))
        return authenticate(*mechanism);
    if (disabled)
        return done(false, "the server takes no login in clear");
    sayLogin();
}

std::vector<std::string> ClientSession::offeredMechanisms() const
{
    constexpr std::string_view prefix = "AUTH=";
    std::vector<std::string> names;
    for (const std::string &capability : m_capabilities)
        if (ascii::startsWith(capability, prefix))
            names.push_back(capability.substr(prefix.size()));
    return names;
}

/// RFC 3501 section 6.2.2; with SASL-IR (RFC 4959) the initial response goes along.
void ClientSession::authenticate(const sasl::Mechanism &mechanism)
{
    m_exchange = sasl::ClientExchange::start(mechanism.name, m_options.login, m_options.password, m_random);
    const auto initial = offers("SASL-IR") ? m_exchange->initialResponse() : std::nullopt;
    const std::string shown = fmt::format("a{} AUTHENTICATE {}", ++m_lastTag, mechanism.name);
    std::string line = shown;
    if (initial)
        line.append(" ").append(initial->empty() ? "=" : toBase64(*initial));
    m_doing = Doing::Login;
    send(line.append("\r\n"), "AUTHENTICATE", initial ? fmt::format("{} ...", shown) : shown);
}

void ClientSession::authContinued(std::string_view challenge)
{
    const auto octets = fromBase64(challenge);
    const auto response = octets ? m_exchange->respond(*octets) : std::nullopt;
    std::string line = response ? toBase64(*response) : "*"; // "*" cancels: the server says BAD
    send(line.append("\r\n"), "AUTHENTICATE", response ? "..." : "*");
}

/// A login that no quoted string can hold goes as literals, each after the server's continuation.
void ClientSession::sayLogin()
{
    std::string line = 'a' + std::to_string(m_lastTag + 1) + " LOGIN ";
    for (const std::string *text : {&m_options.login, &m_options.password}) {
        std::string argument;
        appendString(argument, *text);
        if (argument.starts_with('{')) {
            const auto end = argument.find('\n') + 1;
            m_pieces.push_back(line + argument.substr(0, end));
            line = argument.substr(end);
        } else {
            line += argument;
        }
        line += text == &m_options.login ? " " : "\r\n";
    }
    m_pieces.push_back(std::move(line));
    ++m_lastTag;
    m_doing = Doing::Login;
    send(std::exchange(m_pieces.front(), {}), "LOGIN",
         'a' + std::to_string(m_lastTag) + " LOGIN " + ascii::escaped(m_options.login) + " ...");
    m_pieces.pop_front();
}

} // namespace mf::imap
