// The verbs of the server session that are not about a mail: the table, greetings, STARTTLS, and the small
// ones.
#include "sim/base/ascii.h"
#include "sim/smtp/server.h"

#include <algorithm>

namespace mf::smtp {

/// Which verb is legal when, and who handles it. The handlers assume the state is right.
std::span<const ServerSession::Verb> ServerSession::verbs()
{
    using S = ServerSession;
    constexpr unsigned mailing = in(State::Mail) | in(State::Rcpt);
    constexpr unsigned greeted = in(State::Greeted), any = in(State::Fresh) | greeted | mailing;
    constexpr unsigned lmtp = of(Dialect::Lmtp), smtp = of(Dialect::Relay) | of(Dialect::Submission);
    constexpr unsigned all = smtp | lmtp;
    constexpr std::string_view kUsual = "bad sequence of commands";
    constexpr std::string_view kNoMail = "a mail has begun already, or nobody said hello";
    constexpr std::string_view kNoRcpt = "RCPT needs MAIL first",
                               kNoData = "DATA needs a valid recipient first";
    // clang-format off
    static constexpr Verb table[] = {
        // verb        legal in          dialects  before TLS      handler        else         RFC
        {"EHLO",      any,              smtp,     Before::Tls,    &S::ehlo,      kUsual},   // 5321 §4.1.1.1
        {"HELO",      any,              smtp,     Before::Tls,    &S::helo,      kUsual},   // 5321 §4.1.1.1
        {"LHLO",      any,              lmtp,     Before::Tls,    &S::ehlo,      kUsual},   // 2033 §4.1
        {"STARTTLS",  greeted,          all,      Before::Tls,    &S::startTls,  kUsual},   // 3207 §4
        {"AUTH",      greeted,          all,      Before::NoTls,  &S::auth,      kUsual},   // 4954 §4
        {"MAIL",      greeted,          all,      Before::NoTls,  &S::mail,      kNoMail},  // 5321 §4.1.1.2
        {"RCPT",      mailing,          all,      Before::NoTls,  &S::rcpt,      kNoRcpt},  // 5321 §4.1.1.3
        {"DATA",      in(State::Rcpt),  all,      Before::NoTls,  &S::data,      kNoData},  // 5321 §4.1.1.4
        {"RSET",      any,              all,      Before::NoTls,  &S::rset,      kUsual},   // 5321 §4.1.1.5
        {"NOOP",      any,              all,      Before::Tls,    &S::noop,      kUsual},   // 5321 §4.1.1.9
        {"VRFY",      any,              all,      Before::NoTls,  &S::vrfy,      kUsual},   // 5321 §4.1.1.6
        {"EXPN",      any,              all,      Before::NoTls,  &S::expn,      kUsual},   // 5321 §4.1.1.7
        {"HELP",      any,              all,      Before::NoTls,  &S::help,      kUsual},   // 5321 §4.1.1.8
        {"QUIT",      any,              all,      Before::Tls,    &S::quit,      kUsual},   // 5321 §4.1.1.10
    };
    // clang-format on
    return table;
}

const ServerSession::Verb *ServerSession::find(std::string_view name) const
{
    for (const Verb &verb : verbs())
        if ((verb.dialects & of(m_options->dialect)) != 0 && ascii::equals(verb.name, name))
            return &verb;
    return nullptr;
}

void ServerSession::dispatch(std::string_view line)
{
    if (line.find_first_of(std::string_view("\r\n\0", 3)) != line.npos)
        return error(500, {5, 5, 2}, "bare CR, bare LF or NUL in a command");
    const auto [name, rest] = ascii::cut(line, ' ');
    if (line.size() + 2 > lineLimit(name))
        return error(500, {5, 5, 2}, "line is too long");
    const Verb *verb = find(name);
    if (!verb)
        return error(500, {5, 5, 1}, "unknown command");
    const auto is = [verb](auto run) { return verb->run == run; };
    m_grouped = is(&ServerSession::rset) || is(&ServerSession::mail) || is(&ServerSession::rcpt);
    // AUTH's initial response may be a password: it is never noted.
    const std::string_view arguments = ascii::trimmed(rest);
    note(verb->name, verb->run == &ServerSession::auth ? ascii::cut(arguments, ' ').first : arguments);
    if (m_options->tls == ServerOptions::Tls::Required && !m_tls && verb->before == Before::NoTls)
        return error(530, {5, 7, 0}, "STARTTLS must come first");
    if ((verb->legalIn & in(m_state)) == 0)
        return error(503, {5, 5, 1}, verb->otherwise);
    (this->*verb->run)(arguments);
}

std::size_t ServerSession::lineLimit(std::string_view verb) const
{
    const std::size_t plain = m_options->commandLineLimitOctets;
    const bool hasAuth = !m_options->authMechanisms.empty();
    if (hasAuth && ascii::equals(verb, "AUTH"))
        return m_options->authLineLimitOctets;
    if (ascii::equals(verb, "MAIL"))
        return plain + (m_options->size ? 26 : 0) + (m_options->eightBitMime ? 17 : 0) + (hasAuth ? 500 : 0)
               + (m_options->dsn ? 125 : 0);
    if (ascii::equals(verb, "RCPT") && m_options->dsn)
        return plain + 28 + 7 + kOriginalRecipientLimitOctets + 2; // NOTIFY, ORCPT
    return plain;
}

bool ServerSession::mayRun(const Verb &verb) const
{
    if ((verb.legalIn & in(m_state)) == 0 || (verb.dialects & of(m_options->dialect)) == 0)
        return false;
    if (m_options->tls == ServerOptions::Tls::Required && !m_tls && verb.before == Before::NoTls)
        return false;
    if (verb.run == &ServerSession::startTls)
        return offersTls();
    if (verb.run == &ServerSession::auth)
        return !offeredMechanisms().empty() && m_account.empty();
    if (verb.run == &ServerSession::mail)
        return !m_options->loginRequired || !m_account.empty();
    return verb.run != &ServerSession::expn;
}

std::vector<std::string> ServerSession::verbNames()
{
    std::vector<std::string> names;
    for (const Verb &verb : verbs())
        names.emplace_back(verb.name);
    return names;
}

std::span<const std::string_view> ServerSession::stateNames()
{
    static constexpr std::string_view names[] = {"Fresh", "Greeted", "Auth",  "Mail",
                                                 "Rcpt",  "Data",    "Closed"};
    return names;
}

SessionView ServerSession::view() const
{
    static constexpr std::string_view asked[] = {"", "FindCredentials", "VerifySender", "VerifyRecipient",
                                                 "AcceptMessage"};
    SessionView view;
    view.protocol = name(m_options->dialect);
    view.state = stateNames()[static_cast<std::size_t>(m_state)];
    view.login = m_account;
    view.encrypted = m_tls.has_value();
    view.waitingFor = asked[static_cast<std::size_t>(m_asked)];
    for (const Verb &verb : verbs())
        if (mayRun(verb))
            view.legalVerbs.emplace_back(verb.name);
    return view;
}

// ---- greetings --------------------------------------------------------------------------------------------

bool ServerSession::greet(std::string_view arguments)
{
    const std::string_view client = ascii::cut(arguments, ' ').first;
    if (client.empty() || client.size() > mail::kDomainLimitOctets
        || !std::ranges::all_of(client, ascii::isPrintable)) {
        error(501, {5, 5, 4}, "the client's own name is needed");
        return false;
    }
    // RFC 5321 section 4.1.4: a greeting later in the session is a RSET too.
    resetMail();
    m_errors = 0;
    m_heloName = client;
    m_state = State::Greeted;
    return true;
}

void ServerSession::ehlo(std::string_view arguments)
{
    if (!greet(arguments))
        return;
    m_extended = true;
    std::string lines = m_options->hostName;
    lines.append(" greets ").append(m_heloName);
    if (m_options->pipelining)
        lines += "\nPIPELINING";
    if (m_options->eightBitMime)
        lines += "\n8BITMIME";
    if (m_options->enhancedStatusCodes)
        lines += "\nENHANCEDSTATUSCODES";
    if (m_options->dsn)
        lines += "\nDSN";
    if (offersTls())
        lines += "\nSTARTTLS";
    if (const auto mechanisms = offeredMechanisms(); !mechanisms.empty()) {
        lines += "\nAUTH";
        for (const sasl::Mechanism *mechanism : mechanisms)
            lines.append(" ").append(mechanism->name);
    }
    if (m_options->size)
        lines.append("\nSIZE ").append(std::to_string(m_options->sizeLimitOctets));
    reply(250, {}, lines); // RFC 2034 section 4: no status in the reply to EHLO
}

void ServerSession::helo(std::string_view arguments)
{
    if (!greet(arguments))
        return;
    m_extended = false;
    reply(250, {}, m_options->hostName);
}

bool ServerSession::offersTls() const { return m_options->tls != ServerOptions::Tls::NotOffered && !m_tls; }

void ServerSession::startTls(std::string_view arguments)
{
    if (m_options->tls == ServerOptions::Tls::NotOffered)
        return error(502, {5, 5, 1}, "STARTTLS is not offered");
    if (m_tls)
        return error(503, {5, 5, 1}, "TLS is active already");
    if (!arguments.empty())
        return error(501, {5, 5, 4}, "STARTTLS has no parameters");
    reply(220, {2, 0, 0}, "ready to start TLS");
    flush();
    m_actions.emplace_back(StartTls{});
    m_tlsPending = true;
    m_buffer.clear();
}

// ---- small ones -------------------------------------------------------------------------------------------

void ServerSession::rset(std::string_view arguments)
{
    if (!arguments.empty())
        return error(501, {5, 5, 4}, "RSET takes no argument");
    resetMail();
    if (m_state != State::Fresh)
        m_state = State::Greeted;
    reply(250, {2, 0, 0}, "ok");
}

void ServerSession::noop(std::string_view) { reply(250, {2, 0, 0}, "ok"); }

void ServerSession::vrfy(std::string_view arguments)
{
    if (arguments.empty())
        return error(501, {5, 5, 4}, "whom?");
    // RFC 5321 section 7.3: who is here is not told to everybody.
    reply(252, {2, 0, 0}, "send it, and see");
}

// RFC 5321 section 3.5.3: lists are told to nobody.
void ServerSession::expn(std::string_view) { error(502, {5, 5, 1}, "EXPN is not done here"); }

void ServerSession::help(std::string_view)
{
    std::string text = "commands:";
    for (const Verb &verb : verbs())
        if ((verb.dialects & of(m_options->dialect)) != 0 && verb.run != &ServerSession::expn)
            text.append(" ").append(verb.name);
    reply(214, {2, 0, 0}, text);
}

void ServerSession::quit(std::string_view arguments)
{
    if (!arguments.empty())
        return error(501, {5, 5, 4}, "QUIT takes no argument");
    std::string text = m_options->hostName;
    reply(221, {2, 0, 0}, text.append(" closing"));
    close();
}

} // namespace mf::smtp
