#include "sim/imap/server.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <utility>

namespace mf::imap {

namespace {

constexpr std::size_t kShownOctets = 200; // of a line or an argument, for the trace

std::string shown(std::string_view text)
{
    return ascii::escaped(text.substr(0, text.find('\r')).substr(0, kShownOctets));
}

/// What a record of the command shows: never a password, never a letter.
std::string shownArgument(std::string_view verb, std::string_view rest)
{
    if (verb == "LOGIN" || verb == "AUTHENTICATE") {
        Lexer in(rest);
        in.space();
        return in.astring();
    }
    return shown(ascii::trimmed(rest));
}

Facts facts(std::string_view code, std::string_view verb)
{
    Facts facts;
    facts.add(Key::Protocol, "imap").add(Key::Code, code);
    if (!verb.empty())
        facts.add(Key::Verb, verb);
    return facts;
}

} // namespace

ServerSession::ServerSession(ServerOptions options)
    : m_options(std::move(options))
    , m_backlog(m_options.backlogLimitOctets)
    , m_frames(m_options.lineLimitOctets)
{ }

Actions ServerSession::handle(const Input &input, Instant now)
{
    if (m_closed)
        return {};
    if (!std::holds_alternative<Expired>(input) && !std::holds_alternative<Changed>(input))
        m_lastHeard = now;
    else if (std::holds_alternative<Expired>(input) && deadline().value_or(Instant::max()) > now)
        return {};
    std::visit([this](const auto &known) { on(known); }, input);
    run();
    if (m_backlog.size() > m_options.backlogLimitOctets && m_state != State::Logout)
        end("more was sent ahead than this server keeps");
    finish();
    return std::exchange(m_actions, {});
}

void ServerSession::on(const Opened &opened)
{
    m_opened = true;
    m_tls = opened.tls;
    m_random = RandomStream(opened.seed, "imap");
    untagged("OK [CAPABILITY " + capabilities() + "] " + m_options.hostName + " Mailflow ready", {});
}

void ServerSession::on(const Bytes &bytes)
{
    // RFC 3501 section 6.2.1: what comes in clear behind STARTTLS is nobody's command.
    if (!m_tlsPending && m_state != State::Logout)
        m_backlog.feed(bytes.octets.view());
}

void ServerSession::on(const Drained &) { m_outbox.drained(m_actions); }

void ServerSession::on(const TlsReady &ready)
{
    m_tlsPending = false;
    m_tls = ready.tls;
    m_backlog.clear();
    m_frames.clear();
}

void ServerSession::on(const Answered &answered)
{
    if (!m_then || answered.ticket != m_awaited)
        return;
    const Then then = std::exchange(m_then, nullptr);
    (this->*then)(answered.answer);
}

void ServerSession::on(const Changed &changed)
{
    if (!m_selected)
        return;
    if (changed.mailbox && changed.mailbox->name == m_selected->name())
        m_selected->learn(changed.mailbox);
    else if (!changed.mailbox && changed.gone == m_selected->name())
        mailboxIsGone();
}

/// Another mailbox may come to have its name: nothing can be done with this one any more. RFC 2180 section 3.3: who
/// had it open is told BYE, but for the client that has done it.
void ServerSession::mailboxIsGone()
{
    if (!m_command || (m_command->verb != "DELETE" && m_command->verb != "RENAME"))
        return end("the mailbox has been deleted or renamed");
    untagged("OK [CLOSED] the mailbox that was open is no more", "");
    m_selected.reset();
    m_state = State::Authenticated;
}

void ServerSession::on(const Expired &) { end("silent for too long"); }

void ServerSession::on(const PeerClosed &closed)
{
    m_peerClosed = true;
    if (!closed.broken)
        return;
    leave();
    m_state = State::Logout;
    m_closed = true;
    m_actions.emplace_back(Close{true});
}

/// Carries out what can be: until octets are missing, an answer is waited for, or enough has been sent.
void ServerSession::run()
{
    while (m_state != State::Logout && !m_then && !m_tlsPending && !m_outbox.full()) {
        if (std::holds_alternative<FetchWork>(m_work)) {
            fetchNext();
        } else if (std::holds_alternative<SearchWork>(m_work)) {
            searchOn();
        } else {
            if (m_reading == Reading::Done)
                tellChanges(Expunges::Told); // RFC 2177: IDLE is told at once
            if (!takeFrame())
                return;
        }
    }
}

bool ServerSession::takeFrame()
{
    if (m_backlog.empty())
        return false;
    using Taken = FrameReader::Taken;
    std::string_view octets = m_backlog.pending();
    const std::size_t before = octets.size();
    const auto literals =
        m_reading == Reading::Command ? FrameReader::Literals::Expected : FrameReader::Literals::None;
    const Taken taken = m_frames.take(octets, literals);
    m_backlog.consume(before - octets.size());
    switch (taken) {
    case Taken::Incomplete:
        if (m_frames.dropped() > m_options.discardLimitOctets)
            end("[TOOBIG] a command without end");
        return false;
    case Taken::Literal:
        if (m_frames.announced().waits || offers("LITERAL+")) {
            takeLiteral();
            return true;
        }
        m_frames.notALiteral(); // the parser will not know what it is
        break;
    case Taken::Dropped: takeDropped(); return true;
    case Taken::Frame: break;
    }
    const Blob frame = m_frames.takeFrame();
    switch (m_reading) {
    case Reading::Command: dispatch(frame); break;
    case Reading::SaslResponse: onSaslLine(frame.view()); break;
    case Reading::Done: onIdleLine(frame.view()); break;
    }
    return true;
}

/// A literal is let in if its command may be that long: before login, nobody can make this server keep more
/// than a line.
void ServerSession::takeLiteral()
{
    Lexer in(m_frames.soFar());
    in.tag();
    in.space();
    const bool append =
        in.keyword() == "APPEND" && (m_state == State::Authenticated || m_state == State::Selected);
    const std::uint64_t octets = m_frames.announced().octets;
    const std::size_t allLetters = std::max(m_options.appendLimitOctets, m_options.literalLimitOctets);
    const std::size_t frameLimit = m_options.lineLimitOctets + (append ? allLetters : 0);
    const bool fits = octets <= frameLimit && m_frames.soFar().size() + octets + 2 <= frameLimit;
    const bool tooBig = append && (octets > m_options.literalLimitOctets || !fits);
    if (!tooBig && fits) {
        const bool waits = m_frames.announced().waits;
        m_frames.acceptLiteral(frameLimit);
        if (waits)
            continuation("go on");
        return;
    }
    if (!m_frames.announced().waits && octets > m_options.discardLimitOctets)
        return end("[TOOBIG] no literal over " + std::to_string(m_options.discardLimitOctets) + " octets");
    m_letterTooBig = tooBig;
    if (m_frames.refuseLiteral() == FrameReader::Taken::Dropped)
        takeDropped();
}

void ServerSession::takeDropped()
{
    const std::string beginning = m_frames.takeBeginning();
    const std::string limit =
        std::to_string(m_letterTooBig ? m_options.literalLimitOctets : m_options.lineLimitOctets);
    Lexer in(beginning);
    if (m_reading == Reading::Command) {
        const std::string_view tag = in.tag();
        m_command = Command{in.ok() ? std::string(tag) : "*", {}, {}, {}, {}};
    }
    if (std::exchange(m_letterTooBig, false))
        return complete(Status::No, "[TOOBIG] no letter over " + limit + " octets");
    bad("no line over " + limit + " octets");
}

void ServerSession::dispatch(const Blob &frame)
{
    Lexer in(frame.view());
    const std::string tag(in.tag());
    if (!in.ok()) {
        m_command = Command{"*", {}, {}, {}, {}};
        return bad("no tag before the command");
    }
    m_command = Command{tag, {}, {}, {}, {}};
    m_frame = frame;
    in.space();
    m_command->verb = in.keyword();
    if (!in.ok())
        return bad(in.why());
    execute(in);
}

void ServerSession::execute(Lexer &in)
{
    const auto table = verbs();
    const auto verb = std::ranges::find(table, m_command->verb, &Verb::name);
    if (verb == table.end() || !offers(verb->capability))
        return bad("unknown command");
    if ((verb->legalIn & ServerSession::in(m_state)) == 0) {
        if (m_state == State::NotAuthenticated)
            return bad("log in first");
        return bad(verb->legalIn == ServerSession::in(State::Selected) ? "select a mailbox first"
                                                                       : "already logged in");
    }
    Facts noted;
    noted.add(Key::Protocol, "imap");
    std::string name = m_command->verb;
    Lexer after = in;
    if (name == "UID") {
        after.space();
        name += ' ' + after.keyword();
    }
    noted.add(Key::Verb, name).add(Key::Argument, shownArgument(name, after.rest()));
    note(Kind::Command, std::move(noted));
    (this->*verb->run)(in);
}

void ServerSession::ask(Question question, Then then)
{
    m_then = then;
    m_question = name(question);
    m_awaited = Ticket{++m_lastTicket};
    m_actions.emplace_back(Ask{m_awaited, std::move(question)});
}

void ServerSession::tell(Question question)
{
    m_actions.emplace_back(Ask{Ticket{++m_lastTicket}, std::move(question)});
}

void ServerSession::say(std::string line, Facts facts)
{
    facts.add(Key::Text, shown(line));
    m_outbox.send(Send{Slices(std::move(line) + "\r\n"), std::move(facts)}, m_actions);
}

void ServerSession::untagged(std::string_view line, std::string_view verb)
{
    say("* " + std::string(line), facts("*", verb));
}

void ServerSession::continuation(std::string_view text)
{
    say("+ " + std::string(text), facts("+", {}).add(Key::Part, "continuation"));
}

void ServerSession::complete(Status status, std::string_view text)
{
    constexpr std::string_view words[] = {"OK", "NO", "BAD"};
    const std::string_view word = words[static_cast<std::size_t>(status)];
    const Command command = *std::exchange(m_command, std::nullopt);
    m_work = {};
    m_sasl.reset();
    m_frame = {};
    m_reading = Reading::Command;
    if (status != Status::Bad)
        tellChanges(command.expunges, command.numbering);
    say(command.tag + ' ' + std::string(word) + ' ' + std::string(text), facts(word, command.verb));
    if (status != Status::Bad)
        m_badCommands = 0;
    else if (++m_badCommands >= m_options.badCommandLimit && m_state != State::Logout)
        end("too many commands that are none");
}

/// A name that cannot be is a wish that cannot be granted, not a mistake in the
/// protocol.
void ServerSession::bad(std::string_view why)
{
    complete(m_command->namesNoMailbox ? Status::No : Status::Bad,
             (m_command->namesNoMailbox ? "[CANNOT] " : "") + std::string(why));
}

void ServerSession::completeRefused(Refusal why, std::string_view noMailbox)
{
    switch (why) {
    case Refusal::NoSuchMailbox:
        return complete(Status::No, '[' + std::string(noMailbox) + "] no such mailbox");
    case Refusal::AlreadyExists:
        return complete(Status::No, "[ALREADYEXISTS] there is a mailbox of that name");
    case Refusal::InUse: return complete(Status::No, "[INUSE] somebody else has it");
    case Refusal::CannotDo: return complete(Status::No, "[CANNOT] that can never be");
    case Refusal::OverQuota: return complete(Status::No, "[OVERQUOTA] the account is full");
    case Refusal::LimitReached: return complete(Status::No, "[LIMIT] too many keywords, or one too long");
    case Refusal::Unavailable: return complete(Status::No, "[UNAVAILABLE] the store cannot do it now");
    }
}

/// Closes when all is said: after LOGOUT and BYE, and when the client has hung up and its commands are
/// carried out.
void ServerSession::finish()
{
    const bool busy = m_then || m_outbox.full() || !std::holds_alternative<std::monostate>(m_work);
    if (m_peerClosed && !busy && m_state != State::Logout) {
        leave();
        m_state = State::Logout;
    }
    if (m_state == State::Logout && m_outbox.empty() && !m_closed) {
        m_closed = true;
        m_actions.emplace_back(Close{});
    }
}

void ServerSession::tellChanges(Expunges expunges, Numbering numbering)
{
    if (!m_selected)
        return;
    for (const Untagged &told : m_selected->tell(expunges, numbering, m_modSeqs))
        untagged(told.line, told.verb);
}

void ServerSession::tellKeywords()
{
    for (const Untagged &told : m_selected->tellKeywords())
        untagged(told.line, told.verb);
}

/// Ends the session with a BYE. A client that does not read what it is sent cannot be waited for.
void ServerSession::end(std::string_view bye)
{
    untagged("BYE " + std::string(bye), "BYE");
    leave();
    m_then = nullptr;
    m_state = State::Logout;
    if (m_outbox.empty())
        return;
    m_closed = true;
    m_actions.emplace_back(Close{true});
}

void ServerSession::leave()
{
    if (!m_selected)
        return;
    tell(LeaveMailbox{m_account, m_selected->name()});
    m_selected.reset();
    m_state = State::Authenticated;
}

std::optional<Instant> ServerSession::deadline() const
{
    if (!m_opened || m_closed || m_then)
        return std::nullopt;
    return m_lastHeard + m_options.idleLimit;
}

std::vector<std::string> ServerSession::verbNames()
{
    std::vector<std::string> names;
    for (const Verb &verb : verbs())
        if (verb.run != &ServerSession::uid)
            names.emplace_back(verb.name);
    for (const Verb &verb : uidVerbs())
        names.push_back("UID " + std::string(verb.name));
    return names;
}

std::span<const std::string_view> ServerSession::stateNames()
{
    static constexpr std::string_view names[] = {"not authenticated", "authenticated", "selected", "logout"};
    return names;
}

SessionView ServerSession::view() const
{
    SessionView view;
    view.protocol = "imap";
    view.state = stateNames()[static_cast<std::size_t>(m_state)];
    view.login = m_account;
    view.encrypted = m_tls.has_value();
    for (const Verb &verb : verbs())
        if ((verb.legalIn & in(m_state)) && offers(verb.capability))
            view.legalVerbs.emplace_back(verb.name);
    if (m_then)
        view.waitingFor = m_question;
    return view;
}

std::unique_ptr<StreamMachine> ServerSession::clone() const { return std::make_unique<ServerSession>(*this); }

} // namespace mf::imap
