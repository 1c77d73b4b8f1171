#include "sim/node/call_out.h"

#include "sim/base/ascii.h"
#include "sim/node/machines.h"

namespace mf::node {

namespace {

/// What the sender hears of what the store said.
Reply relayed(const Reply &said)
{
    if (said.positive())
        return {250, {2, 1, 5}, "recipient ok"};
    return said;
}

Reply cannotAsk() { return {450, {4, 4, 1}, "the mailboxes cannot be reached now; try again later"}; }

} // namespace

void CallOuts::ask(const SessionAsked &asked, const mail::Path &recipient, const Endpoint &store,
                   const Moment &moment, Effects &out)
{
    const Subject subject{store.address, ascii::toLower(recipient.print())};
    const Asker asker{asked.session, asked.ticket, asked.service == Service::Smtp};
    const auto answer = [&](const Reply &reply) {
        out.push_back(AnswerSession{asker.session, asker.ticket, Verdict{{reply}}});
    };
    if (const Known *known = m_known.find(subject); known && moment.now < known->until)
        return answer(known->reply);
    if (const std::uint64_t *token = m_asked.find(subject))
        return m_calls.edit(*token)->askers.push_back(asker);
    if (m_calls.size() >= kCallOutLimit)
        return answer({450, {4, 3, 2}, "too many questions at once; try again later"});

    const std::uint64_t token = kTokens | ++m_last;
    m_calls.put(token, {subject, recipient.print(), {asker}, {}, moment.now + kStorePatience});
    m_asked.put(subject, token);
    OpenStream open;
    open.token = token;
    open.to = store;
    open.machine = askingSession(*m_config, recipient);
    out.push_back(std::move(open));
}

void CallOuts::handle(const SessionReported &input, const Moment &moment, Effects &out)
{
    const std::uint64_t token = input.session.token;
    if (Call *call = m_calls.edit(token))
        call->stream = input.session;
    if (const auto *over = std::get_if<ClientDone>(&input.report.what))
        return silent(token, over->reason, moment, out);
    const auto *done = std::get_if<RecipientDone>(&input.report.what);
    if (!done)
        return;
    if (done->extent == Extent::Recipient)
        said(token, done->reply, moment, out);
    else
        silent(token, done->reply.text, moment, out);
}

void CallOuts::handle(const SessionEnded &input, const Moment &moment, Effects &out)
{
    silent(input.session.token, "the connection was lost", moment, out);
}

void CallOuts::handle(const StreamRefused &input, const Moment &moment, Effects &out)
{
    silent(input.token, input.reason, moment, out);
}

std::optional<CallOuts::Call> CallOuts::take(std::uint64_t token)
{
    const Call *found = m_calls.find(token);
    if (!found)
        return std::nullopt;
    Call call = *found;
    m_calls.erase(token);
    m_asked.erase(call.subject);
    return call;
}

void CallOuts::said(std::uint64_t token, const Reply &reply, const Moment &moment, Effects &out)
{
    const auto call = take(token);
    if (!call)
        return;
    out.push_back(Note{Kind::Decision, MailId::None,
                       Facts()
                           .add(Key::Rule, reply.positive() ? "store-knows" : "store-refuses")
                           .add(Key::Section, "RFC 5321 3.3")
                           .add(Key::Address, call->recipient)
                           .add(Key::Code, reply.code)
                           .add(Key::Reason, reply.text)});
    if (!reply.transient())
        keep(call->subject, relayed(reply), moment.now);
    for (const Asker &asker : call->askers)
        out.push_back(AnswerSession{asker.session, asker.ticket, Verdict{{relayed(reply)}}});
}

void CallOuts::silent(std::uint64_t token, std::string_view reason, const Moment &, Effects &out)
{
    const auto call = take(token);
    if (!call)
        return; // it has spoken before
    out.push_back(Note{Kind::Decision, MailId::None,
                       Facts()
                           .add(Key::Rule, "store-silent")
                           .add(Key::Section, "RFC 5321 3.3")
                           .add(Key::Address, call->recipient)
                           .add(Key::Reason, reason)});
    const Reply fine{250, {2, 1, 5}, "recipient ok"};
    for (const Asker &asker : call->askers)
        out.push_back(
            AnswerSession{asker.session, asker.ticket, Verdict{{asker.isServer ? cannotAsk() : fine}}});
}

void CallOuts::keep(const Subject &subject, const Reply &reply, Instant now)
{
    if (m_known.size() >= kKnownLimit && !m_known.contains(subject))
        m_known = {};
    m_known.put(subject, {reply, now + (reply.positive() ? kKnownFor : kUnknownFor)});
}

void CallOuts::expire(const Moment &moment, Effects &out)
{
    for (const auto *first = m_calls.atOrAfter(0); first && first->second.patience <= moment.now;
         first = m_calls.atOrAfter(0)) {
        const std::uint64_t token = first->first;
        const SessionRef stream = first->second.stream;
        silent(token, "timeout", moment, out);
        if (stream.stream != StreamId::None)
            out.push_back(CloseStream{stream});
    }
}

void CallOuts::forget()
{
    m_calls = {};
    m_asked = {};
    m_known = {};
}

std::optional<Instant> CallOuts::deadline() const
{
    const auto *first = m_calls.atOrAfter(0);
    return first ? std::optional(first->second.patience) : std::nullopt;
}

} // namespace mf::node
