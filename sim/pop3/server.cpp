#include "sim/pop3/server.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf::pop3 {

ServerSession::ServerSession(ServerOptions options)
    : m_options(std::move(options))
    , m_input(m_options.lineLimitOctets)
{ }

/// Which verb is legal when, what follows it, and who handles it. The handlers assume that both are right.
std::span<const ServerSession::Verb> ServerSession::verbs()
{
    using S = ServerSession;
    constexpr unsigned before = in(State::Authorization), inside = in(State::Transaction);
    // clang-format off
    static constexpr Verb table[] = {
        // verb   legal in         argument          handler     RFC
        {"CAPA", before | inside, Takes::Nothing, &S::capa, "CAPA"}, // 2449 section 5
        {"STLS", before, Takes::Nothing, &S::stls},          // 2595 section 4
        {"USER", before, Takes::Something, &S::user, "USER"},        // 1939 section 7
        {"PASS", before, Takes::Something, &S::pass, "USER"},        // 1939 section 7
        {"APOP", before, Takes::Something, &S::apop},        // 1939 section 7
        {"AUTH", before, Takes::Optional, &S::auth, "SASL"},         // 5034 section 4
        {"STAT", inside, Takes::Nothing, &S::stat},          // 1939 section 5
        {"LIST", inside, Takes::Optional, &S::list},         // 1939 section 5
        {"UIDL", inside, Takes::Optional, &S::uidl, "UIDL"},         // 1939 section 7
        {"RETR", inside, Takes::Something, &S::retr},        // 1939 section 5
        {"TOP", inside, Takes::Something, &S::top, "TOP"},          // 1939 section 7
        {"DELE", inside, Takes::Something, &S::dele},        // 1939 section 5
        {"RSET", inside, Takes::Nothing, &S::rset},          // 1939 section 5
        {"NOOP", inside, Takes::Nothing, &S::noop},          // 1939 section 5
        {"QUIT", before | inside, Takes::Nothing, &S::quit}, // 1939 sections 4 and 6
    };
    // clang-format on
    return table;
}

/// Null where the verb is not offered, too: then it is as unknown as any other word.
const ServerSession::Verb *ServerSession::find(std::string_view name) const
{
    const auto found =
        std::ranges::find_if(verbs(), [&](const Verb &verb) { return ascii::equals(verb.name, name); });
    return found == verbs().end() || !offers(*found) ? nullptr : &*found;
}

bool ServerSession::shows(std::string_view capability) const
{
    return std::ranges::find(m_options.hidden, capability) == m_options.hidden.end();
}

bool ServerSession::offers(const Verb &verb) const
{
    if (!shows(verb.capability))
        return false;
    if (verb.run == &ServerSession::stls)
        return m_options.offersTls;
    return verb.run != &ServerSession::apop || !m_timestamp.empty();
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
    static constexpr std::string_view names[] = {"AUTHORIZATION", "TRANSACTION", "UPDATE", "closed"};
    return names;
}

std::string_view ServerSession::name(State state) { return stateNames()[static_cast<std::size_t>(state)]; }

Actions ServerSession::handle(const Input &input, Instant now)
{
    if (!std::holds_alternative<Expired>(input))
        m_lastHeard = now;
    else if (const auto due = deadline(); !due || now < *due)
        return {}; // it has been put off meanwhile
    std::visit([this](const auto &what) { take(what); }, input);
    advance();
    return std::exchange(m_actions, {});
}

void ServerSession::take(const Opened &opened)
{
    m_encrypted = opened.tls.has_value();
    m_random = RandomStream(opened.seed, "pop3");
    if (m_options.offersApop)
        m_timestamp = sasl::timestamp(m_options.hostName, m_random);
    ok(fmt::format("{} POP3 server ready{}{}", m_options.hostName, m_timestamp.empty() ? "" : " ",
                   m_timestamp));
}

void ServerSession::take(const Bytes &bytes)
{
    // RFC 2595 section 4: what came in clear after STLS was perhaps put there by somebody else.
    if (m_state == State::Closed || m_tlsPending)
        return;
    m_input.feed(bytes.octets.view());
}

void ServerSession::take(const Drained &) { m_sentSinceDrained = 0; }

void ServerSession::take(const TlsReady &)
{
    if (!std::exchange(m_tlsPending, false))
        return;
    m_encrypted = true;
    m_input.clear();
    m_login.clear(); // RFC 2595 section 4: what was learnt in clear is forgotten
    m_exchange.reset();
}

void ServerSession::take(const Answered &answered)
{
    if (answered.ticket != m_ticket || m_waitsFor == WaitsFor::Nothing)
        return;
    const WaitsFor what = std::exchange(m_waitsFor, WaitsFor::Nothing);
    if (m_state == State::Closed) {
        // The client has gone while its maildrop was being opened: nobody will read it.
        if (what == WaitsFor::Maildrop && std::holds_alternative<MailboxOpened>(answered.answer))
            ask(WaitsFor::Nothing, ReleaseMaildrop{m_account});
        return;
    }
    switch (what) {
    case WaitsFor::Nothing: return;
    case WaitsFor::Credentials:
        if (const auto *known = std::get_if<Credentials>(&answered.answer))
            return judge(*known);
        m_exchange.reset();
        return err("[SYS/TEMP] the list of accounts cannot be read now; try again later");
    case WaitsFor::Maildrop: return maildropOpened(answered.answer);
    case WaitsFor::Body: {
        const auto *body = std::get_if<BodyLoaded>(&answered.answer);
        return sendLetter(body ? body->message : nullptr);
    }
    case WaitsFor::Commit: return committed(answered.answer);
    }
}

/// RFC 1939 section 3: when the timer expires, nothing is deleted and nothing is said.
void ServerSession::take(const Expired &) { hangUp(false); }

void ServerSession::take(const PeerClosed &closed)
{
    m_peerDone = true;
    if (closed.broken)
        hangUp(true);
}

/// Produces what was asked for, then consumes whole lines, until something is incomplete or must be waited
/// for.
void ServerSession::advance()
{
    while (m_state != State::Closed && m_sentSinceDrained < kHighWaterOctets) {
        if (!std::holds_alternative<std::monostate>(m_producing)) {
            produce();
        } else if (m_waitsFor != WaitsFor::Nothing || m_tlsPending) {
            break;
        } else if (!takeLine()) {
            if (m_peerDone)
                hangUp(false);
            break;
        }
    }
    if (m_state != State::Closed && m_input.size() > m_options.pipelineLimitOctets) {
        err("too many commands sent ahead");
        hangUp(false);
    }
}

bool ServerSession::takeLine()
{
    std::string line;
    switch (m_input.takeLine(line)) {
    case LineBuffer::Taken::Incomplete: return false;
    case LineBuffer::Taken::TooLong:
        m_exchange.reset();
        err(fmt::format("the line is longer than {} octets", m_options.lineLimitOctets));
        return true;
    case LineBuffer::Taken::Line: break;
    }
    if (m_exchange)
        takeResponse(line);
    else
        dispatch(line);
    return true;
}

void ServerSession::dispatch(std::string_view line)
{
    const auto [word, argument] = ascii::cut(line, ' ');
    const Verb *verb = find(word);
    if (!verb) {
        if (++m_badCommands <= m_options.badCommandLimit)
            return err("unknown command");
        err("too many lines that are no command");
        return hangUp(false);
    }
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::ranges::any_of(line, isControl))
        return err("a command may not hold control characters");
    Facts facts = Facts().add(Key::Protocol, "pop3").add(Key::Verb, verb->name);
    if (verb->name == "AUTH")
        facts.add(Key::Argument, ascii::cut(argument, ' ').first); // an initial response is a secret
    else if (verb->name == "APOP")
        facts.add(Key::Argument, ascii::cut(argument, ' ').first);
    else if (verb->name != "PASS" && !argument.empty())
        facts.add(Key::Argument, argument);
    note(Kind::Command, std::move(facts));
    if (!(verb->legalIn & in(m_state)))
        return err(fmt::format("{} is not for the {} state", verb->name, name(m_state)));
    if (verb->argument == Takes::Nothing && !argument.empty())
        return err(fmt::format("{} takes no argument", verb->name));
    if (verb->argument == Takes::Something && argument.empty())
        return err(fmt::format("{} needs an argument", verb->name));
    (this->*verb->run)(argument);
}

void ServerSession::produce()
{
    const std::size_t room = kHighWaterOctets - m_sentSinceDrained;
    if (auto *letter = std::get_if<DotWriter>(&m_producing)) {
        Slices piece = letter->next(room);
        if (letter->done())
            m_producing = std::monostate{};
        return send(std::move(piece), Facts().add(Key::Protocol, "pop3").add(Key::Part, "letter"));
    }
    auto &listing = std::get<ScanListing>(m_producing);
    std::string lines;
    for (; listing.next < m_deleted.size() && lines.size() < room; ++listing.next)
        if (!m_deleted[listing.next])
            lines += scanLine(listing.what, listing.next) + "\r\n";
    if (listing.next == m_deleted.size()) {
        lines += ".\r\n";
        m_producing = std::monostate{};
    }
    send(Slices(std::move(lines)), Facts().add(Key::Protocol, "pop3").add(Key::Part, "listing"));
}

/// WaitsFor::Nothing: the answer does not matter.
void ServerSession::ask(WaitsFor what, Question question)
{
    m_ticket = Ticket{raw(m_ticket) + 1};
    m_waitsFor = what;
    m_actions.emplace_back(Ask{m_ticket, std::move(question)});
}

void ServerSession::enter(State state)
{
    if (state == m_state)
        return;
    note(Kind::SessionState, Facts().add(Key::State, name(state)).add(Key::Before, name(m_state)));
    m_state = state;
}

void ServerSession::hangUp(bool abort)
{
    if (m_state == State::Closed)
        return;
    if (m_state == State::Transaction)
        leaveMaildrop();
    enter(State::Closed);
    m_producing = std::monostate{};
    m_input.clear();
    m_password.clear();
    m_exchange.reset();
    m_actions.emplace_back(Close{abort});
}

/// Gives the lock back; the letters stay, those marked as deleted too (RFC 1939 section 6).
void ServerSession::leaveMaildrop()
{
    ask(WaitsFor::Nothing, ReleaseMaildrop{m_account});
    m_maildrop.reset();
}

std::optional<Instant> ServerSession::deadline() const
{
    if (m_state == State::Closed || m_waitsFor != WaitsFor::Nothing)
        return std::nullopt;
    return m_lastHeard + m_options.idleTimeout;
}

SessionView ServerSession::view() const
{
    static constexpr std::string_view waiting[] = {"", "FindCredentials", "OpenMaildrop", "LoadBody",
                                                   "CommitDeletions"};
    SessionView view;
    view.protocol = "pop3";
    view.state = name(m_state);
    view.login = m_account;
    view.encrypted = m_encrypted;
    view.waitingFor = waiting[static_cast<std::size_t>(m_waitsFor)];
    for (const Verb &verb : verbs())
        if (verb.legalIn & in(m_state) && offers(verb) && (verb.run != &ServerSession::stls || !m_encrypted))
            view.legalVerbs.emplace_back(verb.name);
    return view;
}

void ServerSession::ok(std::string_view text, std::string_view moreLines)
{
    send(Slices(fmt::format("+OK {}\r\n{}", text, moreLines)),
         Facts().add(Key::Protocol, "pop3").add(Key::Code, "+OK").add(Key::Text, text));
}

void ServerSession::err(std::string_view whole)
{
    const std::string_view text = withoutHiddenCode(whole);
    send(Slices(fmt::format("-ERR {}\r\n", text)),
         Facts().add(Key::Protocol, "pop3").add(Key::Code, "-ERR").add(Key::Text, text));
}

/// RFC 2449 section 6.4, RFC 3206 section 6: who does not announce response codes sends none.
std::string_view ServerSession::withoutHiddenCode(std::string_view text) const
{
    if (!text.starts_with('[') || shows(text.starts_with("[AUTH]") ? "AUTH-RESP-CODE" : "RESP-CODES"))
        return text;
    return ascii::trimmed(text.substr(text.find(']') + 1));
}

void ServerSession::send(Slices octets, Facts facts)
{
    m_sentSinceDrained += octets.size();
    m_actions.emplace_back(Send{std::move(octets), std::move(facts)});
}

void ServerSession::note(Kind kind, Facts facts)
{
    m_actions.emplace_back(Report{Noted{kind, std::move(facts)}});
}

} // namespace mf::pop3
