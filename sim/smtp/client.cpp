#include "sim/smtp/client.h"

#include <algorithm>
#include <utility>

namespace mf::smtp {

ClientSession::ClientSession(ClientOptions options, std::vector<OutgoingMail> mails)
    : m_options(std::make_shared<const ClientOptions>(std::move(options)))
    , m_mails(std::make_shared<const std::vector<OutgoingMail>>(std::move(mails)))
{ }

Actions ClientSession::handle(const Input &input, Instant now)
{
    if (m_phase == Phase::Closed)
        return {};
    // Patience counts from what the server says and from what it takes.
    if (!std::holds_alternative<Expired>(input))
        m_since = now;
    std::visit([this](const auto &what) { take(what); }, input);
    flush();
    return std::exchange(m_actions, {});
}

std::optional<Instant> ClientSession::deadline() const
{
    const bool waits = !m_waiting.empty() || m_phase == Phase::Text || m_phase == Phase::TlsPending;
    if (m_phase == Phase::Closed || !waits)
        return std::nullopt;
    return m_since + patience();
}

Duration ClientSession::patience() const
{
    const ClientTimeouts &timeouts = m_options->timeouts;
    if (m_phase == Phase::Text)
        return timeouts.block;
    switch (m_waiting.empty() ? Said::Connect : m_waiting.front().said) {
    case Said::Mail: return timeouts.mail;
    case Said::Rcpt: return timeouts.rcpt;
    case Said::Data: return timeouts.data;
    case Said::End: return timeouts.end;
    case Said::Connect:
    case Said::Ehlo:
    case Said::Helo:
    case Said::StartTls:
    case Said::Auth:
    case Said::Rset:
    case Said::Quit: break;
    }
    return timeouts.greeting;
}

std::span<const std::string_view> ClientSession::stateNames()
{
    static constexpr std::string_view names[] = {"Waiting", "StartingTls", "Sending", "Closed"};
    return names;
}

SessionView ClientSession::view() const
{
    static constexpr std::string_view said[] = {"greeting", "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL",
                                                "RCPT",     "DATA", "end",  "RSET",     "QUIT"};
    SessionView view;
    view.protocol = name(m_options->dialect);
    view.login = m_loggedIn ? m_options->login : std::string();
    view.encrypted = m_encrypted;
    view.state = stateNames()[static_cast<std::size_t>(m_phase)];
    if (!m_waiting.empty())
        view.waitingFor = said[static_cast<std::size_t>(m_waiting.front().said)];
    return view;
}

std::unique_ptr<StreamMachine> ClientSession::clone() const { return std::make_unique<ClientSession>(*this); }

// ---- inputs -----------------------------------------------------------------------------------------------

void ClientSession::take(const Opened &opened)
{
    m_encrypted = opened.tls.has_value();
    m_random = RandomStream(opened.seed, "smtp-client");
    m_waiting.push_back({Said::Connect});
}

void ClientSession::take(const Bytes &bytes)
{
    if (m_phase == Phase::TlsPending)
        return; // said in clear, after the server was told to start: RFC 3207 section 4.2
    m_replies.feed(bytes.octets.view());
    drain();
}

void ClientSession::take(const Drained &)
{
    m_sentSinceDrained = 0;
    if (m_phase == Phase::Text)
        produceText();
    drain();
}

void ClientSession::take(const TlsReady &)
{
    m_encrypted = true;
    m_replies.clear();
    secured();
}

void ClientSession::take(const Expired &)
{
    giveUp(Reply{421, {4, 4, 2}, "the server said nothing for too long"}, "timeout");
}

void ClientSession::take(const PeerClosed &)
{
    // A server that hangs up in the middle of the text may have said why.
    if (m_phase == Phase::Text)
        if (const auto reply = m_replies.next(); reply && !reply->positive())
            return giveUp(*reply, reply->text);
    giveUp(Reply{421, {4, 4, 2}, "connection lost"}, "connection lost");
}

/// Takes replies while something waits for one. What comes while the text is still going out stays for later.
void ClientSession::drain()
{
    while (m_phase == Phase::Talking && !m_waiting.empty()) {
        const auto reply = m_replies.next();
        if (!reply)
            break;
        const Waiting waiting = m_waiting.front();
        m_waiting.pop_front();
        heard(waiting, *reply);
    }
    if (m_phase != Phase::Closed && m_replies.broken())
        giveUp(Reply{451, {4, 5, 0}, "the server's reply could not be understood"}, "not SMTP");
}

void ClientSession::heard(const Waiting &waiting, const Reply &said)
{
    // RFC 5321 section 3.8: 421 may come to anything, and closes.
    if (said.code == 421)
        return giveUp(said, said.text);
    const bool mayGoOn = waiting.said == Said::Data || waiting.said == Said::Auth;
    const bool isOdd = said.code >= 300 && said.code < 400 && !mayGoOn;
    const Reply reply =
        isOdd ? Reply{451, {4, 5, 0}, "the server asks for more where nothing more belongs"} : said;
    switch (waiting.said) {
    case Said::Connect: return reply.positive() ? hello() : refused(reply);
    case Said::Ehlo:
    case Said::Helo: return heardHello(reply);
    case Said::StartTls: return heardStartTls(reply);
    case Said::Auth: return heardAuth(reply);
    case Said::Mail: return heardMail(reply);
    case Said::Rcpt: return heardRcpt(waiting.recipient, reply);
    case Said::Data: return heardData(reply);
    case Said::End: return heardEnd(waiting.recipient, reply);
    case Said::Rset: return nextMail();
    case Said::Quit: return done();
    }
}

// ---- ends -------------------------------------------------------------------------------------------------

void ClientSession::settle(std::size_t recipient, const Reply &reply, Extent extent)
{
    m_fates[recipient] = Fate::Settled;
    m_actions.emplace_back(
        Report{RecipientDone{m_firstRecipient + recipient, reply, extent, m_offer.dsn && reply.positive()}});
}

/// The same reply for all recipients of this mail that have none yet.
void ClientSession::settleMail(const Reply &reply, Extent extent)
{
    for (std::size_t i = 0; i < m_fates.size(); ++i)
        if (m_fates[i] != Fate::Settled)
            settle(i, reply, extent == Extent::Unknown ? extentOfLoss(i) : extent);
}

/// Who is still to hear of a final dot may have the letter; all others have not.
Extent ClientSession::extentOfLoss(std::size_t recipient) const
{
    const bool each = m_options->dialect == Dialect::Lmtp;
    const bool waits = std::ranges::any_of(m_waiting, [&](const Waiting &waiting) {
        return waiting.said == Said::End && (!each || waiting.recipient == recipient);
    });
    return waits && m_fates[recipient] == Fate::Accepted ? Extent::Unknown : Extent::Attempt;
}

/// The same reply for all that is open in this mail and in those after it.
void ClientSession::settleAll(const Reply &reply, Extent extent)
{
    for (; m_mail < m_mails->size(); ++m_mail) {
        if (m_fates.empty())
            m_fates.assign(mail().envelope.to.size(), Fate::Open);
        settleMail(reply, extent);
        m_firstRecipient += m_fates.size();
        m_fates.clear();
    }
}

void ClientSession::refused(const Reply &reply)
{
    m_trouble = reply.text.empty() ? "refused" : reply.text;
    settleAll(reply, Extent::Server);
    quit();
}

void ClientSession::giveUp(const Reply &reply, std::string_view reason)
{
    flush();
    if (!m_quitting) // after QUIT nothing is open, and how the stream ends tells nothing
        m_trouble = reason.empty() ? "refused" : reason;
    const Extent said = reply.permanent() ? Extent::Recipient : Extent::Unknown;
    settleAll(reply, m_begun ? said : Extent::Server);
    done();
}

void ClientSession::quit()
{
    m_quitting = true;
    say(Said::Quit, "QUIT");
}

void ClientSession::done()
{
    flush();
    m_phase = Phase::Closed;
    m_waiting.clear();
    m_writer.reset();
    m_actions.emplace_back(Report{ClientDone{m_trouble.empty(), m_trouble.empty() ? "done" : m_trouble}});
    m_actions.emplace_back(Close{});
}

// ---- outputs ----------------------------------------------------------------------------------------------

void ClientSession::say(Said said, std::string_view line, std::size_t recipient, Secrecy secrecy)
{
    if (m_outCommands++ == 0) {
        const bool isSecret = secrecy == Secrecy::Secret;
        const std::string_view shown = isSecret ? "AUTH" : line;
        m_outFacts.add(Key::Protocol, name(m_options->dialect))
            .add(Key::Verb, shown.substr(0, shown.find(' ')));
        m_outFacts.add(Key::Text, shown);
        if (isSecret)
            m_outFacts.add(Key::Secret, 1);
    }
    m_out.append(line).append("\r\n");
    m_waiting.push_back({said, recipient});
}

/// Commands of one turn leave together (RFC 2920 section 3.1).
void ClientSession::flush()
{
    if (m_outCommands == 0)
        return;
    if (m_outCommands > 1)
        m_outFacts.add(Key::Count, m_outCommands);
    m_outCommands = 0;
    m_sentSinceDrained += m_out.size();
    m_actions.emplace_back(Send{Slices(std::exchange(m_out, {})), std::exchange(m_outFacts, {})});
}

} // namespace mf::smtp
