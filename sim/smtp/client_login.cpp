// What a client says before the first mail: greeting, STARTTLS (RFC 3207), AUTH (RFC 4954).
#include "sim/base/base64.h"
#include "sim/smtp/client.h"

namespace mf::smtp {

void ClientSession::hello()
{
    say(Said::Ehlo, (m_options->dialect == Dialect::Lmtp ? "LHLO " : "EHLO ") + m_options->heloName);
}

void ClientSession::heardHello(const Reply &reply)
{
    if (!reply.positive()) {
        // RFC 5321 section 3.2: a server that does not know EHLO is greeted with HELO. Of LMTP there is no
        // older form.
        if (m_triedHelo || !reply.permanent() || m_options->dialect == Dialect::Lmtp)
            return refused(reply);
        m_triedHelo = true;
        return say(Said::Helo, "HELO " + m_options->heloName);
    }
    m_offer = m_triedHelo ? Offer{} : parseOffer(reply);

    using Tls = ClientOptions::Tls;
    if (!m_encrypted && !m_triedTls && m_options->tls != Tls::Never && m_offer.startTls) {
        m_triedTls = true;
        return say(Said::StartTls, "STARTTLS");
    }
    if (!m_encrypted && m_options->tls == Tls::Required)
        return refused(Reply{454, {4, 7, 4}, "TLS is required and the server does not offer it"});
    login();
}

void ClientSession::heardStartTls(const Reply &reply)
{
    if (reply.code == 220) {
        flush();
        m_actions.emplace_back(StartTls{});
        m_phase = Phase::TlsPending;
        m_replies.clear();
        return;
    }
    if (m_options->tls == ClientOptions::Tls::Required)
        return refused(reply);
    login();
}

/// RFC 3207 section 4.2: all that the server offered in clear is forgotten, and asked for again.
void ClientSession::secured()
{
    m_phase = Phase::Talking;
    m_offer = {};
    hello();
}

void ClientSession::login()
{
    if (m_options->login.empty())
        return nextMail();
    const auto stream = m_encrypted ? sasl::Stream::Encrypted : sasl::Stream::Clear;
    const auto inClear = m_options->authInClear ? sasl::InClear::Allowed : sasl::InClear::Forbidden;
    const sasl::Mechanism *mechanism = sasl::choose(m_offer.authMechanisms, stream, inClear);
    if (!mechanism)
        return refused(Reply{504, {5, 7, 4}, "the server offers no login that can be used"});
    m_exchange =
        sasl::ClientExchange::start(mechanism->name, m_options->login, m_options->password, m_random);
    std::string line = "AUTH ";
    line += mechanism->name;
    const auto initial = m_exchange->initialResponse();
    if (!initial)
        return say(Said::Auth, line);
    line.append(" ").append(initial->empty() ? "=" : toBase64(*initial));
    say(Said::Auth, line, 0, Secrecy::Secret);
}

void ClientSession::heardAuth(const Reply &reply)
{
    if (reply.code == 334 && m_exchange) {
        const auto challenge = fromBase64(reply.text);
        const auto response = challenge ? m_exchange->respond(*challenge) : std::nullopt;
        if (!response)
            m_exchange.reset(); // RFC 4954 section 4: "*" cancels; the server replies 501
        return say(Said::Auth, response ? toBase64(*response) : "*", 0, Secrecy::Secret);
    }
    if (reply.code != 235)
        return refused(reply.positive() ? Reply{451, {4, 5, 0}, "the login ended in an unknown way"} : reply);
    if (!m_exchange || !m_exchange->done())
        return refused(Reply{535, {5, 7, 8}, "the server has not proved that it knows the password"});
    m_exchange.reset();
    m_loggedIn = true;
    nextMail();
}

} // namespace mf::smtp
