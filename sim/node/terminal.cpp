#include "sim/node/terminal.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf::node {

namespace {

constexpr std::size_t kLineReadOctets = 512; // of a line that is read: enough to see what it says

bool isImap(Service service) { return service == Service::Imap || service == Service::Imaps; }

/// The command of a line, in capitals; "": it is none. IMAP has a tag before it.
std::string verbOf(Service service, std::string_view line)
{
    auto [word, rest] = ascii::cut(line, ' ');
    if (isImap(service))
        word = ascii::cut(rest, ' ').first;
    const bool letters = !word.empty() && std::ranges::all_of(word, ascii::isAlpha);
    return letters ? ascii::toUpper(word) : std::string();
}

bool tellsPassword(std::string_view verb)
{
    return verb == "PASS" || verb == "AUTH" || verb == "LOGIN" || verb == "AUTHENTICATE";
}

bool startsTls(std::string_view verb) { return verb == "STARTTLS" || verb == "STLS"; }

/// The server says yes: "220", "+OK", "a1 OK".
bool isYes(std::string_view line)
{
    return line.starts_with('2') || line.starts_with("+OK")
           || ascii::startsWith(ascii::cut(line, ' ').second, "OK");
}

} // namespace

Terminal::Terminal(const TypeLines &wish)
    : m_service(wish.service)
    , m_lines(wish.lines)
    , m_pause(std::max(wish.pause, Duration(1)))
    , m_waits(wish.staysOpen)
    , m_hangsUpAfter(wish.hangsUpAfter)
    , m_last(wish.begun)
{ }

Actions Terminal::handle(const Input &input, Instant now)
{
    Actions out;
    const auto *bytes = std::get_if<Bytes>(&input);
    if (std::holds_alternative<PeerClosed>(input)) {
        hangUp(out);
        return out;
    }
    if (std::holds_alternative<Expired>(input)) {
        if (!m_next || *m_next > now)
            return out;
        // People type after what they see: an answer that comes at the same time comes first.
        if (m_othersFirst = nextAfter() && !m_othersFirst; m_othersFirst)
            return out;
        next(now, out);
        if (m_done)
            return out;
    } else if (bytes) {
        read(bytes->octets.view(), out);
    } else if (std::holds_alternative<Opened>(input)) {
        m_open = true;
    } else if (std::holds_alternative<TlsReady>(input)) {
        m_shakesHands = false;
        for (const std::string &line : std::exchange(m_held, {}))
            type(line, out);
    } else {
        return out;
    }
    m_next = nextAt(now);
    return out;
}

/// Types the next line, or hangs up.
void Terminal::next(Instant now, Actions &out)
{
    if (m_typed == m_lines.size())
        return hangUp(out);
    const std::string &line = m_lines[m_typed++].text;
    m_last = now;
    if (m_shakesHands)
        m_held.push_back(line);
    else
        type(line, out);
}

std::optional<Duration> Terminal::nextAfter() const
{
    return m_typed == m_lines.size() ? m_hangsUpAfter : m_lines[m_typed].after;
}

/// When that is, if nothing more is heard.
std::optional<Instant> Terminal::nextAt(Instant now) const
{
    if (const auto after = nextAfter())
        return std::max(m_last + *after, now);
    return m_waits && m_typed == m_lines.size() ? std::nullopt : std::optional(now + m_pause);
}

Actions Terminal::type(std::string_view line)
{
    Actions out;
    if (m_shakesHands)
        m_held.emplace_back(line);
    else if (m_open && !m_done)
        type(line, out);
    return out;
}

Actions Terminal::hangUp()
{
    Actions out;
    if (m_open && !m_done)
        hangUp(out);
    return out;
}

/// What the trace is told of a line. One that continues a command goes by that command's name, so that what
/// it tells of a password is masked like the command itself.
Facts Terminal::said(std::string_view line, const std::string &verb, bool secret) const
{
    Facts facts = Facts().add(Key::Protocol, name(m_service));
    if (m_inText)
        facts.add(Key::Part, "text");
    else if (!verb.empty())
        facts.add(Key::Verb, verb);
    facts.add(Key::Text, line);
    if (secret)
        facts.add(Key::Secret, 1);
    return facts;
}

void Terminal::type(std::string_view line, Actions &out)
{
    const std::string verb = m_inText ? std::string() : m_continues ? m_lastVerb : verbOf(m_service, line);
    const bool secret = tellsPassword(verb);
    Facts seen = Facts().add(Key::Action, "type").add(Key::Service, name(m_service));
    seen.add(Key::Text, secret ? fmt::format("{} ...", verb) : std::string(line));
    out.emplace_back(Report{Noted{Kind::Act, std::move(seen)}});
    out.emplace_back(Send{Slices(fmt::format("{}\r\n", line)), said(line, verb, secret)});
    if (m_inText && line == ".")
        m_inText = false;
    if (!m_inText)
        m_lastVerb = verb;
    m_continues = false;
}

void Terminal::read(std::string_view octets, Actions &out)
{
    const auto lines = static_cast<std::int64_t>(std::ranges::count(octets, '\n'));
    std::string_view first = octets.substr(0, octets.find('\n'));
    if (first.ends_with('\r'))
        first.remove_suffix(1);
    Facts facts = Facts().add(Key::Action, "read").add(Key::Service, name(m_service)).add(Key::Text, first);
    if (lines > 1)
        facts.add(Key::Count, lines - 1);
    out.emplace_back(Report{Noted{Kind::Act, std::move(facts)}});
    for (const char c : octets) {
        if (c == '\n')
            readLine(std::exchange(m_screen, {}), out);
        else if (m_screen.size() < kLineReadOctets)
            m_screen += c;
    }
}

/// What the answer means for what is typed next.
void Terminal::readLine(std::string_view line, Actions &out)
{
    m_inText = m_lastVerb == "DATA" && line.starts_with("354");
    m_continues = line.starts_with("334") || line.starts_with("+ ") || line == "+\r";
    if (startsTls(m_lastVerb) && isYes(line)) {
        m_lastVerb.clear();
        m_shakesHands = true;
        out.emplace_back(StartTls{});
    }
}

void Terminal::hangUp(Actions &out)
{
    m_next.reset();
    m_done = true;
    out.emplace_back(Report{ClientDone{}});
    out.emplace_back(Close{});
}

SessionView Terminal::view() const
{
    SessionView view;
    view.protocol = name(m_service);
    view.state = m_typed < m_lines.size() || (m_waits && !m_done) ? "typing" : "done";
    return view;
}

OpenStream terminalStream(const TypeLines &wish, std::uint64_t token)
{
    OpenStream open;
    open.token = token;
    open.to = wish.to;
    open.tls = encryptedFromStart(wish.service);
    open.machine = std::make_unique<Terminal>(wish);
    return open;
}

} // namespace mf::node
