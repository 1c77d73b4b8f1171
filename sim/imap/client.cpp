#include "sim/imap/client.h"

#include "sim/base/ascii.h"

#include <utility>

namespace mf::imap {

ClientSession::ClientSession(ClientOptions options)
    : m_options(std::move(options))
    , m_frames(m_options.lineLimitOctets)
{ }

Actions ClientSession::handle(const Input &input, Instant now)
{
    if (m_doing == Doing::Done)
        return {};
    if (!std::holds_alternative<Expired>(input))
        m_lastHeard = now;
    else if (deadline().value_or(Instant::max()) > now)
        return {};
    take(input);
    return std::exchange(m_actions, {});
}

void ClientSession::take(const Input &input)
{
    if (const auto *opened = std::get_if<Opened>(&input)) {
        m_opened = true;
        m_encrypted = opened->tls.has_value();
        m_random = RandomStream(opened->seed, "imap-client");
    } else if (const auto *bytes = std::get_if<Bytes>(&input)) {
        read(bytes->octets.view());
    } else if (std::holds_alternative<TlsReady>(input)) {
        m_encrypted = true;
        m_frames.clear();
        m_capabilities.clear(); // RFC 3501 section 6.2.1: what was said in clear may be a lie
        askCapabilities();
    } else if (std::holds_alternative<Expired>(input)) {
        done(false, "timeout");
    } else if (std::holds_alternative<PeerClosed>(input)) {
        done(m_doing == Doing::Logout, "connection lost");
    }
}

void ClientSession::read(std::string_view octets)
{
    using Taken = FrameReader::Taken;
    // What comes in clear behind the OK to STARTTLS is not from whom it seems to be.
    while (!octets.empty() && m_doing != Doing::Done && m_doing != Doing::Handshake) {
        switch (m_frames.take(octets, FrameReader::Literals::Expected)) {
        case Taken::Incomplete: return;
        case Taken::Frame: takeFrame(m_frames.takeFrame()); break;
        case Taken::Literal: takeLiteral(); break;
        case Taken::Dropped: done(false, "a response is too long"); break;
        }
    }
}

void ClientSession::takeLiteral()
{
    const std::size_t limit = m_options.lineLimitOctets + m_options.literalLimitOctets;
    if (endsInText(m_frames.soFar())) {
        m_frames.notALiteral();
        return takeFrame(m_frames.takeFrame());
    }
    if (m_frames.announced().octets > m_options.literalLimitOctets
        || m_frames.soFar().size() + m_frames.announced().octets + 2 > limit)
        return done(false, "a response is too long");
    m_frames.acceptLiteral(limit);
}

void ClientSession::takeFrame(const Blob &frame)
{
    const auto response = parseResponse(frame);
    if (!response)
        return done(false, response.error());
    std::visit([this](const auto &r) { on(r); }, *response);
}

void ClientSession::on(const StatusResponse &status)
{
    onCode(status);
    if (m_doing == Doing::Greeting)
        return onGreeting(status);
    if (status.tag == "*") {
        if (status.condition == Condition::Bye && m_doing != Doing::Logout)
            done(false, status.text);
        return;
    }
    if (status.tag == 'a' + std::to_string(m_lastTag))
        onCompleted(status);
}

void ClientSession::onCode(const StatusResponse &status)
{
    if (status.code == "CAPABILITY") {
        m_capabilities.clear();
        for (const std::string_view name : ascii::split(status.codeArgument, ' '))
            m_capabilities.insert(ascii::toUpper(name));
    } else if (status.code == "UIDVALIDITY") {
        m_here.uidValidity = ascii::number<std::uint32_t>(status.codeArgument).value_or(0);
    } else if (status.code == "UIDNEXT") {
        m_here.uidNext = ascii::number<Uid>(status.codeArgument).value_or(0);
    } else if (status.code == "HIGHESTMODSEQ" && m_doing == Doing::Select) { // RFC 7162 section 3.1.2.1
        m_here.highestModSeq = ascii::number<std::uint64_t>(status.codeArgument).value_or(0);
    }
}

void ClientSession::on(const ContinuationResponse &continuation)
{
    if (m_exchange)
        return authContinued(continuation.text);
    if (m_pieces.empty())
        return;
    send(std::exchange(m_pieces.front(), {}), "LOGIN", "...");
    m_pieces.pop_front();
}

void ClientSession::onGreeting(const StatusResponse &status)
{
    if (status.tag != "*" || (status.condition != Condition::Ok && status.condition != Condition::PreAuth))
        return done(false, status.text);
    if (status.condition == Condition::PreAuth) {
        // STARTTLS is not to be had any more: a password-less session in clear is what somebody in between
        // would like.
        if (m_options.tls == WantTls::Required && !m_encrypted)
            return done(false, "the server offers no TLS");
        return command(Doing::List, "LIST", R"("" "*")");
    }
    if (m_capabilities.empty())
        return askCapabilities();
    secureOrLogIn();
}

void ClientSession::onCompleted(const StatusResponse &status)
{
    m_pieces.clear();
    if (isSkipped(status))
        return skip(status.text);
    if (status.condition != Condition::Ok && m_doing != Doing::Logout)
        return done(false, status.text.empty() ? "refused" : std::string_view(status.text));
    switch (m_doing) {
    case Doing::Capability: return secureOrLogIn();
    case Doing::StartTls:
        m_doing = Doing::Handshake;
        m_actions.emplace_back(StartTls{});
        return;
    case Doing::Login:
        if (m_exchange && !m_exchange->done())
            return done(false, "the server has not proved that it knows the password");
        m_exchange.reset();
        return command(Doing::List, "LIST", R"("" "*")");
    case Doing::List: return listed();
    case Doing::Select: return fetchNew();
    case Doing::Fetch: return compareOld();
    case Doing::Compare: return forgetMissing();
    case Doing::Flag: return flagOld();
    case Doing::Move: return moved();
    case Doing::Mark: return expunge();
    case Doing::Expunge: return expunged();
    case Doing::Logout: return done(true, {});
    case Doing::Greeting:
    case Doing::Handshake:
    case Doing::Done: return;
    }
}

void ClientSession::askCapabilities() { command(Doing::Capability, "CAPABILITY"); }

void ClientSession::secureOrLogIn()
{
    if (!m_encrypted && m_options.tls != WantTls::Never && offers("STARTTLS"))
        return command(Doing::StartTls, "STARTTLS");
    if (!m_encrypted && m_options.tls == WantTls::Required)
        return done(false, "the server offers no TLS");
    logIn();
}

void ClientSession::logOut() { command(Doing::Logout, "LOGOUT"); }

void ClientSession::done(bool ok, std::string_view reason)
{
    m_doing = Doing::Done;
    m_actions.emplace_back(Report{ClientDone{ok, ok ? std::string() : std::string(reason)}});
    m_actions.emplace_back(Close{});
}

void ClientSession::command(Doing doing, std::string_view verb, std::string_view arguments)
{
    m_doing = doing;
    std::string line = 'a' + std::to_string(++m_lastTag) + ' ' + std::string(verb);
    if (!arguments.empty())
        line += ' ' + std::string(arguments);
    send(line + "\r\n", verb, line);
}

void ClientSession::send(std::string octets, std::string_view verb, std::string_view shown)
{
    Facts facts;
    facts.add(Key::Protocol, "imap").add(Key::Verb, verb).add(Key::Text, shown);
    if (m_doing == Doing::Login)
        facts.add(Key::Secret, 1);
    m_actions.emplace_back(Send{Slices(std::move(octets)), std::move(facts)});
}

std::optional<Instant> ClientSession::deadline() const
{
    if (!m_opened || m_doing == Doing::Done)
        return std::nullopt;
    return m_lastHeard + m_options.patience;
}

std::span<const std::string_view> ClientSession::stateNames()
{
    static constexpr std::string_view names[] = {
        "greeting", "capability", "starttls", "tls handshake", "login",   "list",   "select", "fetch",
        "compare",  "flag",       "move",     "store",         "expunge", "logout", "done"};
    return names;
}

SessionView ClientSession::view() const
{
    SessionView view;
    view.protocol = "imap";
    view.state = stateNames()[static_cast<std::size_t>(m_doing)];
    view.login = m_doing > Doing::Login ? m_options.login : std::string();
    view.encrypted = m_encrypted;
    return view;
}

std::unique_ptr<StreamMachine> ClientSession::clone() const { return std::make_unique<ClientSession>(*this); }

} // namespace mf::imap
