#include "sim/arpanet/cpynet.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf::arpanet {

namespace {

constexpr std::uint32_t kSenderSocket = 33; // odd, as of all that send
constexpr std::uint8_t kDataLink = 2;
constexpr std::string_view kAppend = "APPEND ";

Send sent(const Control &control)
{
    return {Slices(framed({kControlLink, encode(control)})), Facts()
                                                                 .add(Key::Protocol, "ncp")
                                                                 .add(Key::Verb, name(control.verb))
                                                                 .add(Key::Text, inWords(control))};
}

Control closing(std::uint32_t mine, std::uint32_t theirs) { return {Verb::Cls, mine, theirs, 0, 0, 0}; }

} // namespace

// ---- sending ----------------------------------------------------------------------------------------------

AppendSession::AppendSession(std::string file, Slices text)
    : m_file(std::move(file))
    , m_text(text.flatten(kTextLimitOctets))
{ }

Actions AppendSession::handle(const Input &input, Instant now)
{
    Actions out;
    if (m_state == State::Over)
        return out;
    if (std::holds_alternative<Opened>(input)) {
        out.emplace_back(sent({Verb::Str, kSenderSocket, kCpynetSocket, kByteBits, 0, 0}));
    } else if (const auto *bytes = std::get_if<Bytes>(&input)) {
        m_reader.feed(bytes->octets.view());
        while (const auto message = m_state == State::Over ? std::nullopt : m_reader.next())
            take(*message, out);
        if (m_reader.isBroken())
            over(false, "what came back is no message", out);
    } else if (std::holds_alternative<PeerClosed>(input)) {
        over(false, "the connection was lost", out);
    } else if (std::holds_alternative<Expired>(input) && m_deadline && *m_deadline <= now) {
        over(false, "no answer", out);
    }
    m_deadline = m_state == State::Over ? std::nullopt : std::optional(now + kPatience);
    return out;
}

void AppendSession::take(const Message &message, Actions &out)
{
    const auto control = message.link == kControlLink ? decode(message.octets) : std::nullopt;
    if (!control)
        return;
    switch (control->verb) {
    case Verb::Rts:
        m_link = control->link;
        if (m_state == State::Opening)
            m_state = State::Sending;
        break;
    case Verb::All:
        m_allowed += control->messages;
        m_fileIsOpen = m_named; // who gives room after the name has opened the file
        break;
    case Verb::Cls:
        if (m_state != State::Closing)
            return over(false, "there is no such mailbox file", out);
        return over(true, {}, out);
    case Verb::Str: break; // nobody sends to us
    }
    if (m_state == State::Sending)
        pump(out);
}

/// As many messages as the receiver allows; after the last one the connection is closed, which ends the file.
void AppendSession::pump(Actions &out)
{
    for (; m_allowed > 0 && (!m_named || m_sent < m_text.size()); --m_allowed) {
        Facts facts = Facts().add(Key::Protocol, "cpynet");
        std::string octets;
        if (!std::exchange(m_named, true)) {
            octets = std::string(kAppend) + m_file;
            facts.add(Key::Verb, "APPEND").add(Key::Argument, m_file).add(Key::Text, octets);
        } else {
            octets = m_text.substr(m_sent, kMessageOctets);
            m_sent += octets.size();
            facts.add(Key::Part, "letter").add(Key::Octets, static_cast<std::int64_t>(octets.size()));
        }
        out.emplace_back(Send{Slices(framed({m_link, std::move(octets)})), std::move(facts)});
    }
    if (!m_fileIsOpen || m_sent < m_text.size())
        return;
    m_state = State::Closing;
    out.emplace_back(sent(closing(kSenderSocket, kCpynetSocket)));
}

void AppendSession::over(bool ok, std::string reason, Actions &out)
{
    if (std::exchange(m_state, State::Over) == State::Over)
        return;
    out.emplace_back(Report{ClientDone{ok, std::move(reason)}});
    out.emplace_back(Close{});
}

SessionView AppendSession::view() const
{
    static constexpr std::string_view states[] = {"opening", "sending", "closing", "over"};
    SessionView view;
    view.protocol = "cpynet";
    view.state = states[static_cast<std::size_t>(m_state)];
    return view;
}

// ---- receiving --------------------------------------------------------------------------------------------

ReceiveSession::ReceiveSession(std::vector<std::string> files) : m_files(std::move(files)) { }

Actions ReceiveSession::handle(const Input &input, Instant now)
{
    Actions out;
    if (m_state == State::Over)
        return out;
    if (const auto *bytes = std::get_if<Bytes>(&input)) {
        m_reader.feed(bytes->octets.view());
        while (const auto message = m_state == State::Over ? std::nullopt : m_reader.next())
            take(*message, out);
        if (m_reader.isBroken())
            close(true, out);
    } else if (const auto *answered = std::get_if<Answered>(&input)) {
        close(!std::holds_alternative<Appended>(answered->answer), out);
    } else if (std::holds_alternative<PeerClosed>(input)
               || (std::holds_alternative<Expired>(input) && m_deadline && *m_deadline <= now)) {
        close(true, out); // half a letter is none
    }
    m_deadline = m_state == State::Over ? std::nullopt : std::optional(now + kPatience);
    return out;
}

void ReceiveSession::take(const Message &message, Actions &out)
{
    if (message.link == kControlLink) {
        if (const auto said = decode(message.octets))
            control(*said, out);
    } else if (m_state == State::Named) {
        const std::string_view file =
            std::string_view(message.octets).substr(std::min(kAppend.size(), message.octets.size()));
        m_file = file;
        out.emplace_back(Report{
            Noted{Kind::Command,
                  Facts().add(Key::Protocol, "cpynet").add(Key::Verb, "APPEND").add(Key::Argument, file)}});
        if (!message.octets.starts_with(kAppend) || std::ranges::find(m_files, m_file) == m_files.end())
            return close(false, out);
        m_state = State::Text;
        allow(kWindowMessages, out);
    } else if (m_state == State::Text) {
        text(message.octets, out);
    }
}

void ReceiveSession::control(const Control &control, Actions &out)
{
    if (control.verb == Verb::Str && m_state == State::Waiting) {
        m_theirSocket = control.mySocket;
        m_state = State::Named;
        out.emplace_back(sent({Verb::Rts, kCpynetSocket, m_theirSocket, kDataLink, 0, 0}));
        allow(1, out); // the name, and nothing more until there is such a file
    } else if (control.verb == Verb::Cls && m_state == State::Text) {
        m_state = State::Storing;
        AppendLetters append{.account = {}, .mailbox = m_file, .letters = {}};
        append.letters.push_back({{}, std::nullopt, Slices(std::exchange(m_text, {}))});
        out.emplace_back(Ask{Ticket{1}, std::move(append)});
    } else if (control.verb == Verb::Cls) {
        close(false, out); // nothing was to be appended
    }
}

void ReceiveSession::text(const std::string &octets, Actions &out)
{
    if (m_text.size() + octets.size() > kTextLimitOctets)
        return close(true, out);
    m_text += octets;
    if (++m_taken >= kWindowMessages)
        allow(kWindowMessages, out);
}

void ReceiveSession::allow(std::uint16_t messages, Actions &out)
{
    m_taken = 0;
    const auto bits = static_cast<std::uint32_t>(messages * kMessageOctets * kByteBits);
    out.emplace_back(sent({Verb::All, 0, 0, kDataLink, messages, bits}));
}

void ReceiveSession::close(bool abort, Actions &out)
{
    if (std::exchange(m_state, State::Over) == State::Over)
        return;
    if (!abort)
        out.emplace_back(sent(closing(kCpynetSocket, m_theirSocket)));
    out.emplace_back(Close{abort});
}

SessionView ReceiveSession::view() const
{
    static constexpr std::string_view states[] = {"waiting", "waiting for the name", "receiving", "storing",
                                                  "over"};
    SessionView view;
    view.protocol = "cpynet";
    view.state = states[static_cast<std::size_t>(m_state)];
    if (m_state == State::Storing)
        view.waitingFor = "AppendLetters";
    return view;
}

} // namespace mf::arpanet
