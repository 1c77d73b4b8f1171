#include "sim/story/saying.h"

#include "sim/base/ascii.h"
#include "sim/story/display.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace mf::story {

namespace {

struct Family {
    std::string_view protocol, family;
};
constexpr Family kFamilies[] = {
    {"smtp", "smtp"}, {"submission", "smtp"}, {"submissions", "smtp"}, {"lmtp", "smtp"},
    {"pop3", "pop3"}, {"pop3s", "pop3"},      {"imap", "imap"},        {"imaps", "imap"},
};

/// The longest first line that can be a command (RFC 5321 section 4.5.3.1.4 and what the others send).
constexpr std::size_t kLineLimitOctets = 512;

/// A word of letters only, in capitals; else nothing.
std::string verbIn(std::string_view word)
{
    return !word.empty() && std::ranges::all_of(word, ascii::isAlpha) ? ascii::toUpper(word) : std::string();
}

/// Of a group that is looked through: more than a server takes in one go.
constexpr std::size_t kGroupLimitOctets = 64 * 1024;

} // namespace

std::string_view familyOf(std::string_view protocol)
{
    const auto it = std::ranges::find(kFamilies, protocol, &Family::protocol);
    return it == std::end(kFamilies) ? protocol : it->family;
}

std::vector<std::string> pipelinedWords(const Record &record)
{
    std::vector<std::string> words;
    if (record.kind != Kind::Segment || record.facts.number(Key::Count).value_or(1) < 2)
        return words;
    const std::string octets = record.bytes.flatten(kGroupLimitOctets);
    for (std::string_view rest = octets; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find("\r\n"));
        const std::size_t end = line.find_first_of(" -:");
        if (end == line.npos || line[end] != '-') // of a reply of several lines, the last
            words.emplace_back(line.substr(0, end));
        rest.remove_prefix(std::min(rest.size(), line.size() + 2));
    }
    return words;
}

Saying sayingOf(const Record &record)
{
    const Facts &facts = record.facts;
    Saying saying{familyOf(facts.text(Key::Protocol)), std::string(facts.text(Key::Verb)),
                  std::string(facts.text(Key::Code)), std::string(facts.text(Key::Part)), false};
    if (record.kind != Kind::Segment || !saying.verb.empty() || !saying.code.empty() || !saying.part.empty())
        return saying;
    saying.guessed = true;
    const std::string octets = record.bytes.flatten(kLineLimitOctets);
    auto [word, rest] = ascii::cut(firstLine(octets), ' ');
    if (saying.family == "imap") { // after the tag
        std::string_view after;
        std::tie(word, after) = ascii::cut(rest, ' ');
        rest = after;
    }
    saying.verb = verbIn(word);
    if (saying.family == "imap" && saying.verb == "UID")
        saying.verb += ' ' + verbIn(ascii::cut(rest, ' ').first);
    return saying;
}

std::string shownText(const Record &record, std::string_view octets)
{
    const Facts &facts = record.facts;
    if (record.kind != Kind::Datagram)
        return displayed(firstLine(octets));
    std::string text(facts.text(Key::Part));
    for (const Key key : {Key::Question, Key::Type, Key::Rcode, Key::Answer})
        if (facts.has(key))
            text += fmt::format(" {}", displayed(facts.text(key)));
    return text;
}

} // namespace mf::story
