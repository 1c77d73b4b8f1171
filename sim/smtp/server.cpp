#include "sim/smtp/server.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mf::smtp {

namespace {

/// The longest line a command may have where a verb's own limit is looked at after its name is known.
std::size_t longestLine(const ServerOptions &options)
{
    constexpr std::size_t kParametersOctets =
        26 + 17 + 500 + 125; // SIZE (RFC 1870), BODY (RFC 6152), AUTH (RFC 4954), RET and ENVID (RFC 3461)
    const std::size_t plain = options.commandLineLimitOctets + kParametersOctets;
    return options.authMechanisms.empty() ? plain : std::max(plain, options.authLineLimitOctets);
}

} // namespace

ServerOptions usualOptions(Dialect dialect, std::string hostName)
{
    ServerOptions options;
    options.hostName = std::move(hostName);
    options.dialect = dialect;
    if (dialect == Dialect::Submission) {
        options.authMechanisms = sasl::mechanismNames();
        options.loginRequired = true;
    }
    return options;
}

ServerSession::ServerSession(ServerOptions options)
    : ServerSession(std::make_shared<const ServerOptions>(std::move(options)))
{ }

ServerSession::ServerSession(std::shared_ptr<const ServerOptions> options)
    : m_options(std::move(options))
    , m_reader(m_options->sizeLimitOctets)
    , m_buffer(longestLine(*m_options))
{ }

Actions ServerSession::handle(const Input &input, Instant now)
{
    if (m_state == State::Closed)
        return {};
    // Patience counts from what the peer says, and from the end of what it had to wait for.
    if (!std::holds_alternative<Expired>(input))
        m_heard = now;
    std::visit([this](const auto &what) { take(what); }, input);
    if (m_peerDone && m_asked == Asked::Nothing && m_state != State::Closed)
        close();
    if (!waitsForGroup())
        flush();
    return std::exchange(m_actions, {});
}

std::optional<Instant> ServerSession::deadline() const
{
    if (!m_opened || m_state == State::Closed || m_asked != Asked::Nothing)
        return std::nullopt;
    return m_heard + m_options->idleTimeout;
}

std::unique_ptr<StreamMachine> ServerSession::clone() const { return std::make_unique<ServerSession>(*this); }

// ---- inputs -----------------------------------------------------------------------------------------------

void ServerSession::take(const Opened &opened)
{
    m_opened = true;
    m_peer = opened.peer;
    m_tls = opened.tls;
    m_random = RandomStream(opened.seed, "smtp");
    std::string greeting = m_options->hostName;
    greeting += m_options->dialect == Dialect::Lmtp ? " LMTP Mailflow" : " ESMTP Mailflow";
    reply(220, {}, greeting);
}

void ServerSession::take(const Bytes &bytes)
{
    if (m_tlsPending || m_peerDone)
        return; // RFC 3207 section 4.2: nothing that came in clear counts after STARTTLS
    std::string_view octets = bytes.octets.view();
    if (m_state == State::Data && m_asked == Asked::Nothing && m_buffer.empty()) {
        octets.remove_prefix(m_reader.feed(octets)); // a letter need not pass through the buffer
        if (m_reader.done())
            endOfText();
    }
    if (octets.empty())
        return;
    m_buffer.feed(octets);
    drain();
}

void ServerSession::take(const TlsReady &ready)
{
    // RFC 3207 section 4.2: all that was known of the client is forgotten.
    m_tlsPending = false;
    m_tls = ready.tls;
    m_state = State::Fresh;
    m_heloName.clear();
    m_account.clear();
    m_exchange.reset();
    m_buffer.clear();
    resetMail();
}

void ServerSession::take(const Answered &answer)
{
    if (answer.ticket != m_ticket || m_asked == Asked::Nothing)
        return;
    const Asked asked = std::exchange(m_asked, Asked::Nothing);
    if (asked == Asked::Credentials) {
        const auto *known = std::get_if<Credentials>(&answer.answer);
        if (known)
            answered(*known);
        else {
            m_state = State::Greeted;
            m_exchange.reset();
            reply(454, {4, 7, 0}, "authentication is not possible at the moment");
        }
        return drain();
    }
    Verdict verdict{{Reply{451, {4, 3, 0}, "local error, try again later"}}};
    if (const auto *given = std::get_if<Verdict>(&answer.answer); given && !given->replies.empty())
        verdict = *given;
    else if (const auto *refused = std::get_if<Refused>(&answer.answer))
        verdict.replies[0] = refused->why == Refusal::OverQuota
                                 ? Reply{452, {4, 2, 2}, "mailbox is full"}
                                 : Reply{452, {4, 3, 1}, "no storage at the moment, try again later"};
    switch (asked) {
    case Asked::Sender: answeredSender(verdict.replies[0]); break;
    case Asked::Recipient: answeredRecipient(verdict.replies[0]); break;
    case Asked::Letter: replyForLetter(verdict.replies); break;
    case Asked::Nothing:
    case Asked::Credentials: break;
    }
    drain();
}

void ServerSession::take(const Expired &) { closing({4, 4, 2}, "nothing was said for too long"); }

void ServerSession::take(const PeerClosed &closed)
{
    // One that has said its last word still hears what it asked for; the letter it left unfinished is gone.
    m_peerDone = true;
    if (closed.broken)
        close(true);
}

/// Consumes whole lines, or message text, until something is incomplete or must be waited for.
void ServerSession::drain()
{
    while (m_asked == Asked::Nothing && !m_tlsPending && m_state != State::Closed && !m_buffer.empty())
        if (m_state == State::Data ? !takeText() : !takeLine())
            break;
    if (m_asked != Asked::Nothing && m_buffer.size() > m_options->pendingLimitOctets)
        closing({4, 5, 0}, "too much was said before the answer");
}

bool ServerSession::takeText()
{
    m_buffer.consume(m_reader.feed(m_buffer.pending()));
    if (!m_reader.done())
        return false;
    endOfText();
    return true;
}

bool ServerSession::takeLine()
{
    const bool inAuth = m_state == State::Auth;
    m_grouped = false;
    switch (m_buffer.takeLine(m_line)) {
    case LineBuffer::Taken::Incomplete: return false;
    case LineBuffer::Taken::TooLong: {
        const bool isAuth = inAuth || ascii::equals(ascii::cut(m_line, ' ').first, "AUTH");
        if (inAuth)
            m_state = State::Greeted;
        m_exchange.reset();
        isAuth ? error(500, {5, 5, 6}, "authentication exchange line is too long")
               : error(500, {5, 5, 2}, "line is too long");
        return true;
    }
    case LineBuffer::Taken::Line: break;
    }
    if (inAuth)
        authResponse(m_line);
    else
        dispatch(m_line);
    return true;
}

// ---- outputs ----------------------------------------------------------------------------------------------

void ServerSession::reply(int code, EnhancedStatus status, std::string_view text)
{
    if (!m_options->enhancedStatusCodes)
        status = {};
    std::array<char, 3> digits{static_cast<char>('0' + code / 100), static_cast<char>('0' + code / 10 % 10),
                               static_cast<char>('0' + code % 10)};
    const std::string_view codeText(digits.data(), digits.size());
    const std::string statusText = status.print();
    m_outIsGroup &= m_grouped;
    if (m_outReplies++ == 0) {
        m_outFacts.add(Key::Protocol, name(m_options->dialect)).add(Key::Code, codeText);
        if (!statusText.empty())
            m_outFacts.add(Key::Status, statusText);
        m_outFacts.add(Key::Text, text.substr(0, text.find('\n')));
    }
    for (;;) {
        const auto end = text.find('\n');
        m_out += codeText;
        m_out += end == text.npos ? ' ' : '-';
        if (!statusText.empty())
            m_out.append(statusText).append(1, ' ');
        m_out.append(text.substr(0, end)).append("\r\n");
        if (end == text.npos)
            return;
        text.remove_prefix(end + 1);
    }
}

void ServerSession::reply(const Reply &whole)
{
    MF_CHECK(whole.code >= 200 && whole.code <= 599);
    reply(whole.code, whole.status, whole.text);
}

void ServerSession::error(int code, EnhancedStatus status, std::string_view text)
{
    if (++m_errors > m_options->errorLimit)
        return closing({4, 7, 0}, "too many errors");
    reply(code, status, text);
}

void ServerSession::closing(EnhancedStatus status, std::string_view text)
{
    std::string whole = m_options->hostName;
    whole.append(" closing: ").append(text);
    reply(421, status, whole);
    close();
}

void ServerSession::close(bool abort)
{
    flush();
    m_state = State::Closed;
    m_asked = Asked::Nothing;
    m_buffer.clear();
    resetMail();
    m_actions.emplace_back(Close{abort});
}

/// Replies to a group of RSET, MAIL and RCPT leave together, even if one of them is waited for: the client
/// has sent more (RFC 2920 section 3.2). All other replies leave with their turn.
bool ServerSession::waitsForGroup() const
{
    const bool waits = m_asked == Asked::Sender || m_asked == Asked::Recipient;
    return waits && m_outIsGroup && m_buffer.pending().find("\r\n") != std::string_view::npos;
}

void ServerSession::flush()
{
    m_outIsGroup = true;
    if (m_outReplies == 0)
        return;
    if (m_outReplies > 1)
        m_outFacts.add(Key::Count, m_outReplies);
    m_outReplies = 0;
    m_actions.emplace_back(Send{Slices(std::exchange(m_out, {})), std::exchange(m_outFacts, {})});
}

void ServerSession::ask(Asked what, Question question)
{
    m_asked = what;
    m_ticket = Ticket{raw(m_ticket) + 1};
    if (!waitsForGroup())
        flush();
    m_actions.emplace_back(Ask{m_ticket, std::move(question)});
}

void ServerSession::note(std::string_view verb, std::string_view arguments)
{
    Facts facts;
    facts.add(Key::Protocol, name(m_options->dialect)).add(Key::Verb, verb);
    if (!arguments.empty())
        facts.add(Key::Argument, arguments);
    m_actions.emplace_back(Report{Noted{Kind::Command, std::move(facts)}});
}

} // namespace mf::smtp
