// The mails of a client session: MAIL, RCPT, DATA and the text, one group at a time or one command at a time.
#include "sim/smtp/client.h"

#include <algorithm>

namespace mf::smtp {

namespace {

/// RFC 3461: what the sender has said is passed on as it is.
std::string dsnParameters(const Envelope &envelope)
{
    std::string out;
    if (envelope.returned != Returned::NotSaid)
        out += envelope.returned == Returned::Full ? " RET=FULL" : " RET=HDRS";
    if (!envelope.id.empty())
        out += " ENVID=" + envelope.id;
    return out;
}

std::string dsnParameters(const Wish &wish)
{
    std::string notify;
    const auto put = [&](Wish::Notify what, std::string_view word) {
        if ((wish.notify & what) != 0)
            notify.append(notify.empty() ? " NOTIFY=" : ",").append(word);
    };
    put(Wish::Never, "NEVER");
    put(Wish::Success, "SUCCESS");
    put(Wish::Failure, "FAILURE");
    put(Wish::Delay, "DELAY");
    return wish.original.empty() ? notify : notify + " ORCPT=" + wish.original;
}

} // namespace

/// Begins the next mail that this server can take; after the last one, QUIT.
void ClientSession::nextMail()
{
    m_begun = true;
    while (m_mail < m_mails->size()) {
        m_fates.assign(mail().envelope.to.size(), Fate::Open);
        m_nextRcpt = 0;
        m_mailRefused = false;
        const auto refusal = cannotTake(mail());
        if (!refusal && !m_fates.empty())
            return sayEnvelope();
        if (refusal)
            settleMail(*refusal);
        m_firstRecipient += m_fates.size();
        m_fates.clear();
        ++m_mail;
    }
    quit();
}

/// What needs no asking: the server's EHLO has said that it will not take this letter.
std::optional<Reply> ClientSession::cannotTake(const OutgoingMail &outgoing) const
{
    if (outgoing.onlyAsks)
        return std::nullopt;
    if (m_offer.sizeLimitOctets > 0 && outgoing.letter.size() > m_offer.sizeLimitOctets)
        return Reply{552, {5, 3, 4}, "the letter is larger than the server takes"};
    // RFC 6152 section 3: it may be converted or returned; octets are not changed here.
    if (outgoing.envelope.eightBit && !m_offer.eightBitMime)
        return Reply{554, {5, 6, 3}, "the letter has 8-bit octets, and the server takes 7-bit ones only"};
    return std::nullopt;
}

void ClientSession::sayEnvelope()
{
    const Envelope &envelope = mail().envelope;
    std::string line = "MAIL FROM:" + envelope.from.printInBrackets();
    if (m_offer.size && !mail().onlyAsks)
        line.append(" SIZE=").append(std::to_string(mail().letter.size()));
    if (envelope.eightBit)
        line += " BODY=8BITMIME";
    if (m_offer.dsn)
        line += dsnParameters(envelope);
    say(Said::Mail, line);
    if (!m_offer.pipelining)
        return;
    while (m_nextRcpt < m_fates.size())
        sayRcpt();
    if (!mail().onlyAsks)
        sayData();
}

void ClientSession::sayRcpt()
{
    const std::size_t recipient = m_nextRcpt++;
    const mf::mail::Path &to = mail().envelope.to[recipient];
    std::string line = "RCPT TO:" + to.printInBrackets();
    if (m_offer.dsn)
        line += dsnParameters(mail().envelope.wishFor(to));
    say(Said::Rcpt, line, recipient);
}

void ClientSession::sayData() { say(Said::Data, "DATA"); }

void ClientSession::heardMail(const Reply &reply)
{
    if (!reply.positive()) {
        m_mailRefused = true;
        // Replies to a pipelined RCPT and DATA are still to come, and change nothing. What passes may be no
        // fault of this letter: another server may take it.
        settleMail(reply, reply.transient() ? Extent::Attempt : Extent::Recipient);
    }
    if (m_offer.pipelining)
        return;
    if (m_mailRefused)
        return afterTransaction(false);
    sayRcpt();
}

void ClientSession::heardRcpt(std::size_t recipient, const Reply &reply)
{
    if (m_fates[recipient] == Fate::Open) {
        if (reply.positive() && !mail().onlyAsks)
            m_fates[recipient] = Fate::Accepted;
        else
            settle(recipient, reply);
    }
    if (mail().onlyAsks && m_nextRcpt == m_fates.size() && m_waiting.empty())
        return afterTransaction(false);
    if (m_offer.pipelining)
        return;
    if (m_nextRcpt < m_fates.size())
        return sayRcpt();
    if (std::ranges::find(m_fates, Fate::Accepted) == m_fates.end())
        return afterTransaction(false);
    sayData();
}

void ClientSession::heardData(const Reply &reply)
{
    if (reply.code != 354) {
        const Reply made{451, {4, 5, 0}, "the server answered DATA in an unknown way"};
        settleMail(reply.positive() ? made : reply);
        return afterTransaction(false);
    }
    // RFC 2920 section 3.1: 354 though every recipient was refused is answered with an empty letter, which
    // nobody gets.
    const bool anybody = std::ranges::find(m_fates, Fate::Accepted) != m_fates.end();
    m_writer.emplace(anybody ? mail().letter : Slices{});
    m_phase = Phase::Text;
    flush();
    produceText();
}

/// Sends text up to the high-water mark, and goes on at Drained.
void ClientSession::produceText()
{
    if (m_sentSinceDrained >= kHighWaterOctets)
        return;
    Slices text = m_writer->next(kHighWaterOctets - m_sentSinceDrained);
    m_sentSinceDrained += text.size();
    Facts facts;
    facts.add(Key::Protocol, name(m_options->dialect)).add(Key::Part, "letter");
    facts.add(Key::Octets, static_cast<std::int64_t>(text.size()));
    m_actions.emplace_back(Send{std::move(text), std::move(facts)});
    if (!m_writer->done())
        return;
    m_writer.reset();
    m_phase = Phase::Talking;
    if (m_options->dialect != Dialect::Lmtp)
        return m_waiting.push_back({Said::End});
    // RFC 2033 section 4.2: one reply for each recipient that was accepted, in their order.
    for (std::size_t i = 0; i < m_fates.size(); ++i)
        if (m_fates[i] == Fate::Accepted)
            m_waiting.push_back({Said::End, i});
    if (m_waiting.empty())
        afterTransaction(true);
}

void ClientSession::heardEnd(std::size_t recipient, const Reply &reply)
{
    if (m_options->dialect == Dialect::Lmtp)
        settle(recipient, reply);
    else
        settleMail(reply);
    if (m_waiting.empty())
        afterTransaction(true);
}

/// A transaction that did not reach its end leaves the server with half an envelope, unless it was the last.
void ClientSession::afterTransaction(bool clean)
{
    m_firstRecipient += m_fates.size();
    m_fates.clear();
    ++m_mail;
    if (clean || m_mail == m_mails->size())
        return nextMail();
    say(Said::Rset, "RSET");
}

} // namespace mf::smtp
