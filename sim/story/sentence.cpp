#include "sim/base/ascii.h"
#include "sim/mail/date.h"
#include "sim/story/display.h"
#include "sim/story/saying.h"
#include "sim/story/story.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

namespace mf::story {

namespace {

using Keys = std::vector<std::string>;

std::string hyphened(std::string_view text)
{
    std::string key(text);
    std::ranges::replace(key, ' ', '-');
    return key;
}

/// The kind, made more particular by one fact.
Keys byFact(std::string_view kind, std::string_view fact)
{
    if (fact.empty())
        return {std::string(kind)};
    return {fmt::format("{}.{}", kind, hyphened(fact)), std::string(kind)};
}

Keys keysOfSegment(const Record &record)
{
    const Saying saying = sayingOf(record);
    const std::string base = fmt::format("segment.{}", saying.family);
    Keys keys;
    if (!saying.part.empty()) {
        keys.push_back(fmt::format("{}.{}", base, saying.part));
    } else if (!saying.code.empty()) {
        keys.push_back(fmt::format("{}.reply.{}", base, saying.code));
        if (ascii::isDigit(saying.code.front()))
            keys.push_back(fmt::format("{}.reply.{}xx", base, saying.code.front()));
        keys.push_back(fmt::format("{}.reply", base));
    } else if (!saying.verb.empty()) {
        keys.push_back(fmt::format("{}.{}", base, saying.verb));
        if (!saying.guessed)
            keys.push_back(fmt::format("{}.command", base));
    }
    keys.emplace_back("segment");
    return keys;
}

Keys keysOfDatagram(const Facts &facts)
{
    const std::string_view part = facts.text(Key::Part), rcode = facts.text(Key::Rcode);
    if (part.empty())
        return {"datagram"};
    Keys keys;
    if (part == "response")
        keys.push_back(fmt::format("datagram.response.{}", rcode != "NOERROR"       ? rcode
                                                           : facts.has(Key::Answer) ? "found"
                                                                                    : "empty"));
    if (part == "query")
        keys.push_back(fmt::format("datagram.query.{}", facts.text(Key::Type)));
    keys.push_back(fmt::format("datagram.{}", part));
    keys.emplace_back("datagram");
    return keys;
}

Keys keysOfFault(const Record &record)
{
    const std::string_view kind = name(record.kind), fault = record.facts.text(Key::Fault);
    return {fmt::format("{}.{}{}", kind, fault, record.to == NodeId::None ? "" : ".link"), std::string(kind)};
}

/// Under what a record's words stand, the most particular first; the last is its kind's own.
Keys keysOf(const Record &record)
{
    const Facts &facts = record.facts;
    const std::string_view kind = name(record.kind);
    switch (record.kind) {
    case Kind::Segment: return keysOfSegment(record);
    case Kind::Datagram: return keysOfDatagram(facts);
    case Kind::FaultBegan:
    case Kind::FaultEnded: return keysOfFault(record);
    case Kind::Act:
    case Kind::AttemptFailed: return byFact(kind, facts.text(Key::Action));
    case Kind::StreamRefused: return byFact(kind, facts.text(Key::Reason));
    case Kind::CacheHit:
    case Kind::CacheStored:
    case Kind::Login:
    case Kind::LookupDone: return byFact(kind, facts.text(Key::Outcome));
    case Kind::LetterDropped:
    case Kind::Decision: return byFact(kind, facts.text(Key::Rule));
    case Kind::LetterWritten: return byFact(kind, facts.text(Key::From).empty() ? "report" : "");
    case Kind::StreamOpening:
    case Kind::StreamOpened:
    case Kind::StreamClosing:
    case Kind::StreamClosed:
    case Kind::StreamBroken:
    case Kind::TlsStarted:
    case Kind::DatagramLost:
    case Kind::Command:
    case Kind::SessionState:
    case Kind::Lookup:
    case Kind::LetterAccepted:
    case Kind::LetterQueued:
    case Kind::RetryScheduled:
    case Kind::LetterRelayed:
    case Kind::LetterHandedOver:
    case Kind::LetterStored:
    case Kind::LetterRead:
    case Kind::LetterDeleted:
    case Kind::LetterDelayed:
    case Kind::LetterBounced:
    case Kind::StoreFailed: return {std::string(kind)};
    }
    return {std::string(kind)};
}

/// "09:07:01", as the world's clock is shown elsewhere; a queue's usual pauses are shorter than a day.
std::string clockOf(CalendarTime time)
{
    const std::chrono::hh_mm_ss clock(time - std::chrono::floor<std::chrono::days>(time));
    return fmt::format("{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

/// What stands for a name in braces; "": nothing does.
std::string valueOf(std::string_view placeholder, const Record &record, const NodeNames &names)
{
    if (placeholder == "node" || placeholder == "peer") {
        const NodeId node = placeholder == "node" ? record.from : record.to;
        return node == NodeId::None ? std::string() : displayed(names(node));
    }
    const auto key = keyNamed(placeholder);
    if (!key)
        return {};
    if (*key == Key::Octets && !record.facts.has(Key::Octets))
        return std::to_string(record.bytes.size());
    if ((*key == Key::Text || *key == Key::Argument) && record.facts.has(Key::Secret))
        return "****";
    if (const auto then = *key == Key::RetryAt ? mail::parseIso(record.facts.text(*key)) : std::nullopt)
        return clockOf(*then);
    if (*key == Key::Text && familyOf(record.facts.text(Key::Protocol)) == "imap")
        return displayed(
            firstLine(record.bytes.flatten(Facts::kValueLimitOctets))); // the fact is escaped already
    // In a sentence a name's final dot would look like its end.
    const auto spoken = [&](std::string_view text) {
        const bool dotted =
            (*key == Key::Answer || *key == Key::Host) && text.size() > 1 && text.ends_with('.');
        return displayed(dotted ? text.substr(0, text.size() - 1) : text);
    };
    std::string value;
    record.facts.forEach([&](Key at, std::string_view text) {
        if (at == *key)
            value += fmt::format("{}{}", value.empty() ? "" : ", ", spoken(text));
    });
    return value;
}

std::string filled(std::string_view words, const Record &record, const NodeNames &names)
{
    return filledIn(words, [&](std::string_view name) { return valueOf(name, record, names); });
}

std::string firstFilled(std::string_view prefix, const Record &record, const Words &words,
                        const NodeNames &names)
{
    for (const std::string &key : keysOf(record))
        if (const std::string_view text = words.text(fmt::format("{}{}", prefix, key)); !text.empty())
            return filled(text, record, names);
    return {};
}

} // namespace

std::string filledIn(std::string_view words, const ValueOf &valueOf)
{
    std::string out;
    std::size_t group = std::string::npos; // where the open group begins in `out`
    bool missing = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == '[') {
            group = out.size();
            missing = false;
        } else if (words[i] == ']' && group != std::string::npos) {
            if (missing)
                out.resize(group);
            group = std::string::npos;
        } else if (const std::size_t end = words.find('}', i); words[i] == '{' && end != words.npos) {
            const std::string value = valueOf(words.substr(i + 1, end - i - 1));
            missing |= value.empty();
            out += value;
            i = end;
        } else {
            out += words[i];
        }
    }
    return out;
}

NodeNames nodeNames(const World &world)
{
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < world.nodeCount(); ++i)
        names.push_back(world.node(NodeId{i}).name());
    // The machine that stands for real clients comes with the first of them.
    return [names = std::move(names)](NodeId node) -> std::string {
        if (node == NodeId::None)
            return {};
        return raw(node) < names.size() ? names[raw(node)] : "real-client";
    };
}

std::string sentence(const Record &record, const Words &words, const NodeNames &names)
{
    return firstFilled("", record, words, names);
}

std::string why(const Record &record, const Words &words, const NodeNames &names)
{
    return firstFilled("why.", record, words, names);
}

std::string about(const Record &record, const Words &words, const NodeNames &names)
{
    return firstFilled("about.", record, words, names);
}

std::string_view aboutVerb(std::string_view protocol, std::string_view verb, const Words &words)
{
    return words.text(fmt::format("about.segment.{}.{}", familyOf(protocol), verb));
}

namespace {

/// Of the protocol's own states, or else of those that any session has.
std::string_view ofState(std::string_view prefix, std::string_view protocol, std::string_view state,
                         const Words &words)
{
    const std::string name = hyphened(state);
    const std::string_view own = words.text(fmt::format("{}.{}.{}", prefix, familyOf(protocol), name));
    return own.empty() ? words.text(fmt::format("{}.{}", prefix, name)) : own;
}

} // namespace

std::string_view aboutState(std::string_view protocol, std::string_view state, const Words &words)
{
    return ofState("state", protocol, state, words);
}

std::string_view stateName(std::string_view protocol, std::string_view state, const Words &words)
{
    const std::string_view name = ofState("state-name", protocol, state, words);
    return name.empty() ? state : name;
}

std::string waitingFor(std::string_view what, const Words &words)
{
    const std::string_view name = words.text(fmt::format("waiting.{}", what));
    return name.empty() ? fmt::format("{} {}", words.text("waiting.reply"), what) : std::string(name);
}

} // namespace mf::story
