#include "sim/story/secrets.h"

#include "sim/base/ascii.h"
#include "sim/story/display.h"
#include "sim/story/saying.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace mf::story {

namespace {

/// A login command, and how many words after it (the mechanism) may be seen.
struct LoginVerb {
    std::string_view family, verb;
    std::size_t shownWords;
};
constexpr LoginVerb kLoginVerbs[] = {
    {"smtp", "AUTH", 1}, {"pop3", "AUTH", 1},  {"pop3", "PASS", 0},
    {"pop3", "APOP", 1}, {"imap", "LOGIN", 0}, {"imap", "AUTHENTICATE", 1},
};

const LoginVerb *loginVerb(std::string_view family, std::string_view word)
{
    const auto it = std::ranges::find_if(kLoginVerbs, [&](const LoginVerb &one) {
        return one.family == family && ascii::equals(one.verb, word);
    });
    return it == std::end(kLoginVerbs) ? nullptr : &*it;
}

/// The server's lines that decide are short; a letter is not searched.
constexpr std::size_t kReplyLimitOctets = 4096;

} // namespace

/// Whether what comes next in the line is secret: it has a login command with a space after the words that
/// may be seen.
bool SecretFinder::hides(std::string_view family, const Talk &talk)
{
    const std::vector<std::string_view> words = ascii::split(talk.line, ' ');
    const std::size_t at = family == "imap" ? 1 : 0; // after the tag
    if (words.size() < at + 2)                       // the command is not whole
        return false;
    const LoginVerb *verb = loginVerb(family, words[at]);
    return verb != nullptr && words.size() >= at + 2 + verb->shownWords;
}

/// A reply ends the login, but for one that asks for more.
void SecretFinder::hear(Talk &talk, const Record &reply)
{
    const std::string_view family = familyOf(reply.facts.text(Key::Protocol));
    const std::string octets = reply.bytes.flatten(kReplyLimitOctets);
    for (std::string_view rest = octets; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        const bool smtp = family == "smtp";
        const bool asksMore =
            smtp ? line.starts_with("334") : line.starts_with("+ ") || line == "+\r" || line == "+";
        talk.letter = smtp && line.starts_with("354");
        if (asksMore)
            talk.answering = talk.login || family != "imap";
        else if (family != "imap" || !line.starts_with("* "))
            talk.answering = false;
    }
}

/// A command line is whole: what it says of the lines that follow.
void SecretFinder::endLine(Talk &talk, std::string_view family)
{
    const std::vector<std::string_view> words = ascii::split(talk.line, ' ');
    const std::size_t at = family == "imap" ? 1 : 0;
    if (!talk.answering)
        talk.login = words.size() > at && loginVerb(family, words[at]) != nullptr;
    talk.answering |= talk.login;
    talk.hidden = false;
    talk.line.clear();
    const std::string tail = std::exchange(talk.tail, {});
    const std::size_t brace = tail.rfind('{');
    if (family != "imap" || talk.answering || !tail.ends_with('}') || brace == tail.npos)
        return;
    std::string_view count = std::string_view(tail).substr(brace + 1, tail.size() - brace - 2);
    if (count.ends_with('+')) // RFC 7888: it follows without being asked for
        count.remove_suffix(1);
    talk.literal = ascii::number<std::size_t>(count).value_or(0);
}

std::string SecretFinder::shownOf(Talk &talk, std::string_view family, std::string_view octets)
{
    std::string shown;
    for (const char c : octets) {
        if (talk.literal > 0) {
            --talk.literal;
            shown += c;
            continue;
        }
        const bool ends = c == '\n' || c == '\r';
        if (!ends && talk.answering && !talk.hidden) { // a line of its own: the answer to a challenge
            talk.hidden = true;
            shown += kStars;
        }
        if (ends || !talk.hidden)
            shown += c;
        if (c == '\n')
            endLine(talk, family);
        if (ends || talk.hidden)
            continue;
        if (talk.line.size() < kLineLimitOctets)
            talk.line += c;
        talk.tail += c;
        if (talk.tail.size() > 2 * kTailOctets)
            talk.tail.erase(0, kTailOctets);
        if (c == ' ' && hides(family, talk)) {
            talk.hidden = true;
            shown += kStars;
        }
    }
    return shown;
}

SecretFinder::Masked SecretFinder::mask(const Record &record)
{
    if (record.kind == Kind::StreamOpening || record.kind == Kind::StreamOpened)
        m_talks[record.stream].client = record.from;
    else if (record.kind == Kind::StreamClosed || record.kind == Kind::StreamBroken)
        m_talks.erase(record.stream);
    Masked out{record.bytes.flatten(), false};
    const auto found = m_talks.find(record.stream);
    if (record.kind != Kind::Segment || found == m_talks.end() || record.facts.text(Key::Part) == "letter")
        return out;
    Talk &talk = found->second;
    if (record.from != talk.client) {
        hear(talk, record);
        return out;
    }
    if (talk.letter)
        return out;
    std::string shown = shownOf(talk, familyOf(record.facts.text(Key::Protocol)), out.octets);
    // What the sender itself calls secret, and what was not found by its form.
    if (record.facts.has(Key::Secret) && shown == out.octets && !shown.empty()) {
        const std::string_view line = firstLine(shown);
        shown = fmt::format("{} {}\r\n", line.substr(0, line.find(' ')), kStars);
    }
    out.changed = shown != out.octets;
    out.octets = std::move(shown);
    return out;
}

} // namespace mf::story
