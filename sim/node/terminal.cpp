#include "sim/node/terminal.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf::node {

namespace {

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

bool tellsPassword(std::string_view verb) { return verb == "PASS" || verb == "AUTH" || verb == "LOGIN"; }

} // namespace

Terminal::Terminal(Service service, std::vector<std::string> lines, Duration pause)
    : m_service(service)
    , m_lines(std::move(lines))
    , m_pause(std::max(pause, Duration(1)))
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
        if (m_typed == m_lines.size()) {
            hangUp(out);
            return out;
        }
        type(out);
    } else if (bytes) {
        read(bytes->octets.view(), out);
    } else if (!std::holds_alternative<Opened>(input)) {
        return out;
    }
    m_next = now + m_pause;
    return out;
}

void Terminal::type(Actions &out)
{
    const std::string &line = m_lines[m_typed++];
    const std::string verb = verbOf(m_service, line);
    Facts said = Facts().add(Key::Protocol, name(m_service));
    if (!verb.empty())
        said.add(Key::Verb, verb);
    said.add(Key::Text, line);
    Facts seen = Facts().add(Key::Action, "type").add(Key::Service, name(m_service));
    if (tellsPassword(verb)) {
        said.add(Key::Secret, 1);
        seen.add(Key::Text, fmt::format("{} ...", verb));
    } else {
        seen.add(Key::Text, line);
    }
    out.emplace_back(Report{Noted{Kind::Act, std::move(seen)}});
    out.emplace_back(Send{Slices(fmt::format("{}\r\n", line)), std::move(said)});
}

void Terminal::read(std::string_view octets, Actions &out) const
{
    const auto lines = static_cast<std::int64_t>(std::ranges::count(octets, '\n'));
    std::string_view first = octets.substr(0, octets.find('\n'));
    if (first.ends_with('\r'))
        first.remove_suffix(1);
    Facts facts = Facts().add(Key::Action, "read").add(Key::Service, name(m_service)).add(Key::Text, first);
    if (lines > 1)
        facts.add(Key::Count, lines - 1);
    out.emplace_back(Report{Noted{Kind::Act, std::move(facts)}});
}

void Terminal::hangUp(Actions &out)
{
    m_next.reset();
    out.emplace_back(Report{ClientDone{}});
    out.emplace_back(Close{});
}

SessionView Terminal::view() const
{
    SessionView view;
    view.protocol = name(m_service);
    view.state = m_typed < m_lines.size() ? "typing" : "done";
    return view;
}

OpenStream terminalStream(const TypeLines &wish, std::uint64_t token)
{
    OpenStream open;
    open.token = token;
    open.to = wish.to;
    open.tls = encryptedFromStart(wish.service);
    open.machine = std::make_unique<Terminal>(wish.service, wish.lines, wish.pause);
    return open;
}

} // namespace mf::node
