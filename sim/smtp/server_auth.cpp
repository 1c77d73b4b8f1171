// AUTH (RFC 4954) of the server session: the exchange around a SASL mechanism.
#include "sim/base/ascii.h"
#include "sim/base/base64.h"
#include "sim/smtp/server.h"

#include <algorithm>

namespace mf::smtp {

std::vector<const sasl::Mechanism *> ServerSession::offeredMechanisms() const
{
    return sasl::offered(m_options->authMechanisms, m_tls ? sasl::Stream::Encrypted : sasl::Stream::Clear,
                         m_options->authInClear ? sasl::InClear::Allowed : sasl::InClear::Forbidden);
}

void ServerSession::auth(std::string_view arguments)
{
    if (m_options->authMechanisms.empty())
        return error(502, {5, 5, 1}, "AUTH is not offered");
    if (!m_account.empty())
        return error(503, {5, 5, 1}, "you are logged in already");
    const auto [mechanismName, rest] = ascii::cut(arguments, ' ');
    if (mechanismName.empty())
        return error(501, {5, 5, 4}, "AUTH needs a mechanism");
    const auto isIt = [name = mechanismName](const std::string &offered) {
        return ascii::equals(offered, name);
    };
    const bool offered = std::ranges::any_of(m_options->authMechanisms, isIt);
    const sasl::Mechanism *mechanism = offered ? sasl::find(mechanismName) : nullptr;
    if (!mechanism)
        return error(504, {5, 5, 4}, "unknown authentication mechanism");
    if (mechanism->sendsPassword && !m_tls && !m_options->authInClear)
        return error(538, {5, 7, 11}, "this mechanism needs TLS first");

    std::optional<std::string> initial;
    if (!rest.empty()) {
        // RFC 4954 section 4: "=" is an initial response of no octets.
        initial = rest == "=" ? std::string() : fromBase64(rest);
        if (!initial)
            return error(501, {5, 5, 2}, "the initial response is not base 64");
    }
    m_exchange =
        sasl::ServerExchange::start(mechanism->name, m_options->hostName, m_options->saltSeed, m_random);
    m_state = State::Auth;
    authStep(m_exchange->begin(initial));
}

/// A line of the exchange: no command, and never noted.
void ServerSession::authResponse(std::string_view line)
{
    m_state = State::Greeted;
    if (line == "*") {
        m_exchange.reset();
        return reply(501, {5, 7, 0}, "authentication cancelled");
    }
    const auto response = fromBase64(line);
    if (!response) {
        m_exchange.reset();
        return error(501, {5, 5, 2}, "the response is not base 64");
    }
    m_state = State::Auth;
    authStep(m_exchange->respond(*response));
}

void ServerSession::answered(const Credentials &known) { authStep(m_exchange->credentials(known)); }

void ServerSession::authStep(const sasl::ServerStep &step)
{
    if (const auto *challenge = std::get_if<sasl::Challenge>(&step))
        return reply(334, {}, toBase64(challenge->octets));
    if (const auto *need = std::get_if<sasl::NeedCredentials>(&step))
        return ask(Asked::Credentials, FindCredentials{need->login});

    m_state = State::Greeted;
    if (const auto *accepted = std::get_if<sasl::Accepted>(&step)) {
        m_account = accepted->account.empty() ? accepted->login : accepted->account;
        noteLogin(accepted->login, m_account, true);
        m_exchange.reset();
        return reply(235, {2, 7, 0}, "authentication successful");
    }
    const auto &rejected = std::get<sasl::Rejected>(step);
    noteLogin(rejected.login, {}, false, rejected.reason);
    m_exchange.reset();
    if (++m_loginFailures > m_options->loginFailureLimit)
        return closing({4, 7, 0}, "too many failed logins");
    switch (rejected.why) {
    case sasl::Rejected::Why::Malformed:
        return error(501, {5, 5, 2}, "the response is not what the mechanism wants");
    case sasl::Rejected::Why::WrongCredentials: return error(535, {5, 7, 8}, "login or password is wrong");
    case sasl::Rejected::Why::NotAuthorized:
        return error(535, {5, 7, 8}, "not authorized to act for somebody else");
    }
}

void ServerSession::noteLogin(std::string_view login, std::string_view account, bool accepted,
                              std::string_view reason)
{
    Facts facts;
    facts.add(Key::Protocol, name(m_options->dialect)).add(Key::Login, login);
    facts.add(Key::Type, m_exchange->mechanism()).add(Key::Outcome, accepted ? "accepted" : "refused");
    if (!account.empty())
        facts.add(Key::Name, account);
    if (!reason.empty())
        facts.add(Key::Reason, reason);
    m_actions.emplace_back(Report{Noted{Kind::Login, std::move(facts)}});
}

} // namespace mf::smtp
