// Who is it: ID, STARTTLS, LOGIN, AUTHENTICATE, LOGOUT.
#include "sim/base/ascii.h"
#include "sim/base/base64.h"
#include "sim/imap/server.h"

#include <algorithm>

namespace mf::imap {

/// In clear only those that do not tell the password, unless the server allows them all.
std::vector<const sasl::Mechanism *> ServerSession::offeredMechanisms() const
{
    return sasl::offered(m_options.authMechanisms, m_tls ? sasl::Stream::Encrypted : sasl::Stream::Clear,
                         mayLogIn() ? sasl::InClear::Allowed : sasl::InClear::Forbidden);
}

/// RFC 2971: what the client says of itself is read and not kept.
void ServerSession::id(Lexer &in)
{
    in.space();
    bool isNil = false;
    if (in.take("(")) {
        if (!in.nextIs(')')) {
            do {
                in.string();
                in.space();
                in.nstring(isNil);
            } while (in.take(" "));
        }
        in.expect(')');
    } else {
        in.nstring(isNil);
        if (in.ok() && !isNil)
            in.fail("expected a list or NIL");
    }
    in.end();
    if (!in.ok())
        return bad(in.why());
    untagged("ID (\"name\" \"Mailflow\")", "ID");
    complete(Status::Ok, "pleased to meet you");
}

void ServerSession::logout(Lexer &in)
{
    in.end();
    if (!in.ok())
        return bad(in.why());
    untagged("BYE " + m_options.hostName + " is done", "BYE");
    leave();
    complete(Status::Ok, "good bye");
    m_state = State::Logout;
}

void ServerSession::startTls(Lexer &in)
{
    in.end();
    if (!in.ok())
        return bad(in.why());
    if (m_tls)
        return bad("TLS is on already");
    if (!m_options.offersTls)
        return bad("there is no TLS here");
    complete(Status::Ok, "begin TLS now");
    m_tlsPending = true;
    m_backlog.clear(); // RFC 3501 section 6.2.1: what came in clear behind it is forgotten
    m_actions.emplace_back(StartTls{});
}

void ServerSession::login(Lexer &in)
{
    in.space();
    std::string name = in.astring();
    in.space();
    std::string password = in.astring();
    in.end();
    if (!in.ok())
        return bad(in.why());
    if (!mayLogIn())
        return complete(Status::No, "[PRIVACYREQUIRED] no password goes in clear here: STARTTLS first");
    m_work = LoginWork{name, std::move(password)};
    ask(FindCredentials{std::move(name)}, &ServerSession::onCredentials);
}

void ServerSession::onCredentials(const Answer &answer)
{
    const LoginWork work = std::get<LoginWork>(m_work);
    const auto *known = expect<Credentials>(answer);
    if (!known)
        return;
    if (known->known && (known->anyPassword || known->password == work.password))
        return loggedIn(work.login, known->account);
    loginFailed(work.login, Status::No, "[AUTHENTICATIONFAILED] login or password is wrong");
}

void ServerSession::authenticate(Lexer &in)
{
    in.space();
    const std::string name(in.atom());
    std::optional<std::string> initial;
    // RFC 4959: "=" is an initial response without octets. mutt with GNU SASL says the space before one also
    // where its mechanism has none; SMTP and POP3 servers overlook that, too.
    if (in.ok() && in.take(" ") && !in.atEnd()) {
        const std::string_view text = in.rest();
        initial = text == "=" ? std::string() : fromBase64(text);
        if (!initial)
            in.fail("the initial response is not base 64");
        needs(in, true, "SASL-IR");
    } else {
        in.end();
    }
    if (!in.ok())
        return bad(in.why());
    const auto isIt = [&](const std::string &enabled) { return ascii::equals(enabled, name); };
    const bool enabled = std::ranges::any_of(m_options.authMechanisms, isIt);
    const sasl::Mechanism *mechanism = enabled ? sasl::find(name) : nullptr;
    if (!mechanism)
        return complete(Status::No, "[CANNOT] no such mechanism");
    if (mechanism->sendsPassword && !mayLogIn())
        return complete(Status::No, "[PRIVACYREQUIRED] no password goes in clear here: STARTTLS first");
    m_sasl = sasl::ServerExchange::start(name, m_options.hostName, m_options.saltSeed, m_random);
    takeSaslStep(m_sasl->begin(initial));
}

void ServerSession::onSaslLine(std::string_view line)
{
    if (line == "*")
        return bad("cancelled");
    const auto response = fromBase64(line);
    if (!response)
        return bad("that is not base 64");
    takeSaslStep(m_sasl->respond(*response));
}

void ServerSession::takeSaslStep(const sasl::ServerStep &step)
{
    m_reading = Reading::Command;
    if (const auto *challenge = std::get_if<sasl::Challenge>(&step)) {
        m_reading = Reading::SaslResponse;
        return continuation(toBase64(challenge->octets));
    }
    if (const auto *need = std::get_if<sasl::NeedCredentials>(&step))
        return ask(FindCredentials{need->login}, &ServerSession::onSaslCredentials);
    if (const auto *accepted = std::get_if<sasl::Accepted>(&step))
        return loggedIn(accepted->login, accepted->account);
    const auto &rejected = std::get<sasl::Rejected>(step);
    switch (rejected.why) {
    case sasl::Rejected::Why::Malformed:
        return loginFailed(rejected.login, Status::Bad, "that is not what the mechanism says",
                           rejected.reason);
    case sasl::Rejected::Why::WrongCredentials:
        return loginFailed(rejected.login, Status::No, "[AUTHENTICATIONFAILED] login or password is wrong",
                           rejected.reason);
    case sasl::Rejected::Why::NotAuthorized:
        return loginFailed(rejected.login, Status::No,
                           "[AUTHORIZATIONFAILED] not allowed to act for another");
    }
}

void ServerSession::onSaslCredentials(const Answer &answer)
{
    if (const auto *known = expect<Credentials>(answer))
        takeSaslStep(m_sasl->credentials(*known));
}

void ServerSession::loggedIn(const std::string &login, const std::string &account)
{
    note(Kind::Login,
         Facts().add(Key::Protocol, "imap").add(Key::Login, login).add(Key::Outcome, "accepted"));
    m_account = account;
    m_state = State::Authenticated;
    complete(Status::Ok, "[CAPABILITY " + capabilities() + "] welcome");
}

void ServerSession::loginFailed(const std::string &login, Status status, std::string_view text,
                                std::string_view reason)
{
    Facts facts;
    facts.add(Key::Protocol, "imap").add(Key::Login, login).add(Key::Outcome, "refused");
    if (!reason.empty())
        facts.add(Key::Reason, reason);
    note(Kind::Login, std::move(facts));
    complete(status, text);
    if (++m_loginFailures >= m_options.loginFailureLimit && m_state != State::Logout)
        end("too many failed logins");
}

} // namespace mf::imap
