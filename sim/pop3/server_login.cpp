// AUTHORIZATION: who is it (RFC 1939 section 4, RFC 2595, RFC 5034)?
#include "sim/base/ascii.h"
#include "sim/base/base64.h"
#include "sim/pop3/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace mf::pop3 {

namespace {

/// What CAPA tells whatever the state, in that order.
constexpr std::string_view kCapabilities[] = {
    "TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING", "EXPIRE NEVER", "IMPLEMENTATION Mailflow",
};

std::string_view nameOf(std::string_view capability) { return ascii::cut(capability, ' ').first; }

// RFC 3206 section 4: [AUTH] also says that the policy does not allow it.
constexpr std::string_view kTlsFirst = "[AUTH] no passwords in clear here; say STLS first";

} // namespace

std::vector<std::string_view> capabilityNames()
{
    std::vector<std::string_view> names{"CAPA", "USER", "SASL"};
    std::ranges::transform(kCapabilities, std::back_inserter(names), nameOf);
    return names;
}

std::vector<const sasl::Mechanism *> ServerSession::offeredMechanisms() const
{
    return sasl::offered(m_options.authMechanisms,
                         m_encrypted ? sasl::Stream::Encrypted : sasl::Stream::Clear,
                         m_options.takesPasswordsInClear ? sasl::InClear::Allowed : sasl::InClear::Forbidden);
}

void ServerSession::capa(std::string_view)
{
    std::string list;
    for (const std::string_view capability : kCapabilities)
        if (shows(nameOf(capability)))
            list += fmt::format("{}\r\n", capability);
    if (!refusesPasswords() && shows("USER"))
        list += "USER\r\n";
    if (const auto mechanisms = offeredMechanisms(); !mechanisms.empty() && shows("SASL")) {
        list += "SASL";
        for (const sasl::Mechanism *mechanism : mechanisms)
            list += fmt::format(" {}", mechanism->name);
        list += "\r\n";
    }
    if (m_options.offersTls && !m_encrypted && m_state == State::Authorization)
        list += "STLS\r\n";
    ok("what this server can do", list + ".\r\n");
}

void ServerSession::stls(std::string_view)
{
    if (m_encrypted)
        return err("the stream is encrypted already");
    ok("begin with TLS");
    m_tlsPending = true;
    m_input.clear(); // RFC 2595 section 4: nothing said in clear counts any more
    m_actions.emplace_back(StartTls{});
}

/// Every name is welcome here: whether it exists is not told before the password is right.
void ServerSession::user(std::string_view argument)
{
    if (refusesPasswords())
        return err(kTlsFirst);
    m_login = argument;
    ok("now the password");
}

void ServerSession::pass(std::string_view argument)
{
    if (refusesPasswords())
        return err(kTlsFirst);
    if (m_login.empty())
        return err("say USER first");
    m_password = argument;
    m_byApop = false;
    ask(WaitsFor::Credentials, FindCredentials{m_login});
}

/// The login and the digest of the greeting's timestamp and the password.
void ServerSession::apop(std::string_view argument)
{
    const std::size_t space = argument.rfind(' ');
    if (space == argument.npos || space == 0 || space + 1 == argument.size())
        return err("APOP needs a name and a digest");
    m_login = argument.substr(0, space);
    m_password = argument.substr(space + 1);
    m_byApop = true;
    ask(WaitsFor::Credentials, FindCredentials{m_login});
}

void ServerSession::auth(std::string_view argument)
{
    if (argument.empty()) { // no RFC, but clients of old ask like this
        std::string list;
        for (const sasl::Mechanism *mechanism : offeredMechanisms())
            list += fmt::format("{}\r\n", mechanism->name);
        return ok("mechanisms", list + ".\r\n");
    }
    const auto [name, response] = ascii::cut(argument, ' ');
    const auto isIt = [wanted = name](const std::string &offer) { return ascii::equals(offer, wanted); };
    const bool enabled = std::ranges::any_of(m_options.authMechanisms, isIt);
    const sasl::Mechanism *mechanism = enabled ? sasl::find(name) : nullptr;
    if (!mechanism)
        return err("no such mechanism");
    if (mechanism->sendsPassword && refusesPasswords())
        return err(kTlsFirst);
    std::optional<std::string> initial;
    if (!response.empty()) {
        initial =
            response == "=" ? std::string() : fromBase64(response); // RFC 5034 section 4: "=" is an empty one
        if (!initial)
            return err("the initial response is not base 64");
    }
    m_exchange = sasl::ServerExchange::start(name, m_options.hostName, m_options.saltSeed, m_random);
    follow(m_exchange->begin(initial));
}

void ServerSession::takeResponse(std::string_view line)
{
    const auto response = fromBase64(line);
    if (response)
        return follow(m_exchange->respond(*response));
    m_exchange.reset();
    err(line == "*" ? "as you wish: cancelled" : "the response is not base 64");
}

void ServerSession::follow(const sasl::ServerStep &step)
{
    if (const auto *challenge = std::get_if<sasl::Challenge>(&step)) {
        const std::string line = "+ " + toBase64(challenge->octets) + "\r\n";
        return send(Slices(line),
                    Facts().add(Key::Protocol, "pop3").add(Key::Code, "+").add(Key::Part, "continuation"));
    }
    if (const auto *need = std::get_if<sasl::NeedCredentials>(&step)) {
        m_login = need->login;
        return ask(WaitsFor::Credentials, FindCredentials{need->login});
    }
    m_exchange.reset();
    if (const auto *accepted = std::get_if<sasl::Accepted>(&step)) {
        loginDone(accepted->login, true);
        return openMaildrop(accepted->account);
    }
    const auto &rejected = std::get<sasl::Rejected>(step);
    if (rejected.why == sasl::Rejected::Why::Malformed)
        return err("the response is not what the mechanism says");
    loginDone(rejected.login, false, rejected.reason);
}

void ServerSession::judge(const Credentials &known)
{
    if (m_exchange)
        return follow(m_exchange->credentials(known));
    const bool right = isRight(known);
    m_password.clear();
    loginDone(std::exchange(m_login, {}), right);
    if (right)
        openMaildrop(known.account);
}

bool ServerSession::isRight(const Credentials &known) const
{
    if (m_byApop) // without the password there is nothing to check a digest with
        return known.known && !known.anyPassword
               && sasl::same(sasl::apopDigest(m_timestamp, known.password), m_password);
    return known.known && (known.anyPassword || known.password == m_password);
}

void ServerSession::loginDone(const std::string &login, bool accepted, std::string_view reason)
{
    Facts facts;
    facts.add(Key::Protocol, "pop3").add(Key::Login, login);
    facts.add(Key::Outcome, accepted ? "accepted" : "refused");
    if (!reason.empty())
        facts.add(Key::Reason, reason);
    note(Kind::Login, std::move(facts));
    m_login.clear();
    if (accepted)
        return;
    err("[AUTH] login or password is wrong");
    if (++m_badLogins >= m_options.badLoginLimit)
        hangUp(false);
}

void ServerSession::openMaildrop(const std::string &account)
{
    m_account = account;
    ask(WaitsFor::Maildrop, OpenMaildrop{account});
}

void ServerSession::maildropOpened(const Answer &answer)
{
    if (const auto *opened = std::get_if<MailboxOpened>(&answer)) {
        m_maildrop = opened->mailbox;
        m_deleted.assign(m_maildrop->letters.size(), false);
        enter(State::Transaction);
        return ok(fmt::format("maildrop has {} letters", m_deleted.size()));
    }
    m_account.clear();
    const auto *refused = std::get_if<Refused>(&answer);
    if (refused && refused->why == Refusal::InUse) // RFC 2449 section 8.1.1
        return err("[IN-USE] another session holds this maildrop; try again later");
    if (refused && refused->why == Refusal::NoSuchMailbox)
        return err("[SYS/PERM] this account has no maildrop");
    err("[SYS/TEMP] the maildrop cannot be opened now; try again later");
}

} // namespace mf::pop3
