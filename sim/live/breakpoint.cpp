#include "sim/live/breakpoint.h"

#include "sim/base/ascii.h"
#include "sim/story/saying.h"

#include <algorithm>

namespace mf::live {

namespace {

using namespace std::chrono_literals;

struct Row {
    std::string_view verb;
    Patience patience;
};
/// RFC 5321 section 4.5.3.2: what a client that sends must wait at least.
constexpr Row kSmtp[] = {
    {"MAIL", {5min, "RFC 5321 section 4.5.3.2.2"}},     {"RCPT", {5min, "RFC 5321 section 4.5.3.2.3"}},
    {"DATA", {2min, "RFC 5321 section 4.5.3.2.4"}},     {"letter", {10min, "RFC 5321 section 4.5.3.2.6"}},
    {"greeting", {5min, "RFC 5321 section 4.5.3.2.1"}},
};
constexpr Patience kOfCommands{5min, "RFC 5321 section 4.5.3.2"};
/// RFC 1939 and RFC 3501 name none for clients.
constexpr Patience kOfReaders{100s, "Thunderbird's mailnews.tcptimeout"};

constexpr Index kLookBack = 1000; // records

bool isClassOf(std::string_view what, std::string_view code)
{
    return what.size() == 3 && ascii::equals(what.substr(1), "xx") && code.size() == 3 && what[0] == code[0];
}

bool isMeantBy(const std::string &what, std::string_view verb, std::string_view code)
{
    return what.empty() || ascii::equals(what, verb) || ascii::equals(what, code) || isClassOf(what, code);
}

/// What the client said last before, or in, a record of its connection.
std::string askedBefore(const Trace &trace, Index at)
{
    const Record &record = trace[at];
    const bool isReply = !record.facts.text(Key::Code).empty();
    for (Index i = at + 1; i-- > (at > kLookBack ? at - kLookBack : 0);) {
        const Record &before = trace[i];
        const bool fromClient = isReply ? before.from == record.to : before.from == record.from;
        if (before.kind != Kind::Segment || before.stream != record.stream || !fromClient)
            continue;
        const story::Saying saying = story::sayingOf(before);
        return saying.part == "letter" ? "letter" : saying.verb;
    }
    return "greeting";
}

} // namespace

bool stopsAt(const Breakpoint &breakpoint, const Record &record,
             const std::function<std::string(NodeId)> &nameOf)
{
    if (!breakpoint.isOn || record.kind != Kind::Segment)
        return false;
    const story::Saying saying = story::sayingOf(record);
    if (!breakpoint.protocol.empty() && saying.family != breakpoint.protocol)
        return false;
    if (!breakpoint.node.empty() && nameOf(record.from) != breakpoint.node
        && nameOf(record.to) != breakpoint.node)
        return false;
    return isMeantBy(breakpoint.what, saying.verb, saying.code)
           || std::ranges::any_of(story::pipelinedWords(record), [&](const std::string &word) {
                  return isMeantBy(breakpoint.what, word, word);
              });
}

Patience patienceAt(const Trace &trace, Index record)
{
    if (story::sayingOf(trace[record]).family != "smtp")
        return kOfReaders;
    const auto row = std::ranges::find(kSmtp, askedBefore(trace, record), &Row::verb);
    return row == std::end(kSmtp) ? kOfCommands : row->patience;
}

} // namespace mf::live
