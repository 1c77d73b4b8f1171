// MAIL, RCPT and DATA of the server session: one mail transaction (RFC 5321 section 3.3).
#include "sim/base/ascii.h"
#include "sim/smtp/parameters.h"
#include "sim/smtp/server.h"

#include <utility>

namespace mf::smtp {

namespace {

/// What stands after "FROM:" or "TO:"; nothing: it is not there. A space after the colon is against the
/// grammar and often seen.
std::optional<std::string_view> afterKeyword(std::string_view arguments, std::string_view keyword)
{
    if (!ascii::startsWith(arguments, keyword))
        return std::nullopt;
    return ascii::trimmed(arguments.substr(keyword.size()));
}

} // namespace

void ServerSession::mail(std::string_view arguments)
{
    if (m_options->loginRequired && m_account.empty())
        return error(530, {5, 7, 0}, "authentication required");
    const auto text = afterKeyword(arguments, "FROM:");
    if (!text)
        return error(501, {5, 5, 4}, "say MAIL FROM:<address>");
    const auto parsed = mf::mail::parsePath(*text);
    if (!parsed)
        return error(501, {5, 1, 7}, parsed.error().text());
    const auto parameters = parseMailParameters(parsed->rest, offeredParameters());
    if (!parameters)
        return error(parameters.error().code, parameters.error().status, parameters.error().text);
    if (parameters->sizeOctets > m_options->sizeLimitOctets)
        return reply(552, {5, 3, 4}, "the letter is larger than this server takes");
    m_envelope.from = parsed->path;
    m_envelope.eightBit = parameters->eightBit;
    m_envelope.declaredOctets = parameters->sizeOctets;
    m_envelope.id = parameters->envelopeId;
    m_envelope.returned = parameters->returned;
    ask(Asked::Sender, VerifySender{m_envelope.from, m_account});
}

OfferedParameters ServerSession::offeredParameters() const
{
    return {m_options->size, m_options->eightBitMime, !m_options->authMechanisms.empty(), m_options->dsn};
}

void ServerSession::answeredSender(const Reply &verdict)
{
    if (verdict.positive()) {
        m_state = State::Mail;
        m_errors = 0; // it knows what it does
    } else {
        resetMail();
    }
    reply(verdict);
}

void ServerSession::rcpt(std::string_view arguments)
{
    const auto text = afterKeyword(arguments, "TO:");
    if (!text)
        return error(501, {5, 5, 4}, "say RCPT TO:<address>");
    // RFC 5321 section 4.5.1: the postmaster is here, whatever this domain is called.
    const std::string &ours =
        m_options->postmasterDomain.empty() ? m_options->hostName : m_options->postmasterDomain;
    constexpr std::string_view postmaster = "<postmaster>";
    const bool isPostmaster = ascii::startsWith(*text, postmaster);
    const auto parsed = isPostmaster
                            ? mf::mail::ParsedPath{{"postmaster", ours}, text->substr(postmaster.size())}
                            : mf::mail::parsePath(*text);
    if (!parsed)
        return error(501, {5, 1, 3}, parsed.error().text());
    if (parsed->path.isNull())
        return error(501, {5, 1, 3}, "a recipient needs an address");
    const auto wish = parseRcptParameters(parsed->rest, offeredParameters());
    if (!wish)
        return error(wish.error().code, wish.error().status, wish.error().text);
    if (m_envelope.to.size() >= m_options->recipientLimit)
        return reply(452, {4, 5, 3}, "too many recipients");
    m_askedPath = parsed->path;
    m_askedWish = *wish;
    ask(Asked::Recipient, VerifyRecipient{m_envelope.from, m_askedPath, m_account});
}

void ServerSession::answeredRecipient(const Reply &verdict)
{
    if (verdict.positive()) {
        m_state = State::Rcpt;
        if (m_askedWish != Wish{})
            m_envelope.wishes[m_askedPath.print()] = std::exchange(m_askedWish, {});
        m_envelope.to.push_back(std::exchange(m_askedPath, {}));
    }
    reply(verdict);
}

void ServerSession::data(std::string_view arguments)
{
    if (!arguments.empty())
        return error(501, {5, 5, 4}, "DATA has no parameters");
    m_reader = DotReader(m_options->sizeLimitOctets);
    m_state = State::Data;
    reply(354, {}, "end the letter with a line of one dot");
}

void ServerSession::endOfText()
{
    const std::size_t lineLimit = m_options->textLineLimitOctets;
    if (m_reader.tooLarge())
        return replyForLetter({Reply{552, {5, 3, 4}, "the letter is larger than this server takes"}});
    if (m_reader.bareNewline() && m_options->bareNewlines == ServerOptions::BareNewlines::Refuse)
        return replyForLetter({Reply{550, {5, 5, 2}, "bare CR or bare LF in the letter"}});
    if (lineLimit > 0 && m_reader.longestLineOctets() > lineLimit)
        return replyForLetter({Reply{500, {5, 6, 0}, "a line of the letter is too long"}});
    AcceptMessage question;
    question.envelope = m_envelope;
    question.reception = {m_heloName, m_peer.endpoint.address.literal(), receptionProtocol(), m_account, {}};
    if (m_tls)
        question.reception.tls = m_tls->version + ' ' + m_tls->cipher;
    question.letter = m_reader.takeLetter();
    ask(Asked::Letter, std::move(question));
}

/// One reply for all; by LMTP one for each recipient (RFC 2033 section 4.2), in their order.
void ServerSession::replyForLetter(const std::vector<Reply> &replies)
{
    const std::size_t count = m_options->dialect == Dialect::Lmtp ? m_envelope.to.size() : 1;
    for (std::size_t i = 0; i < count; ++i)
        reply(replies[i < replies.size() ? i : replies.size() - 1]);
    resetMail();
    m_state = State::Greeted;
}

void ServerSession::resetMail()
{
    m_envelope = {};
    m_askedPath = {};
    m_reader = DotReader(m_options->sizeLimitOctets);
}

/// RFC 3848: what the Received field says after "with".
std::string ServerSession::receptionProtocol() const
{
    const bool lmtp = m_options->dialect == Dialect::Lmtp;
    if (!lmtp && !m_extended)
        return "SMTP";
    std::string protocol = lmtp ? "LMTP" : "ESMTP";
    if (m_tls)
        protocol += 'S';
    if (!m_account.empty())
        protocol += 'A';
    return protocol;
}

} // namespace mf::smtp
