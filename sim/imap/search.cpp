#include "sim/imap/search.h"

#include "sim/base/ascii.h"
#include "sim/imap/flags.h"
#include "sim/mail/date.h"
#include "sim/mail/mime.h"

#include <algorithm>

namespace mf::imap {

namespace {

using Wanted = SearchKey::What;
using std::chrono::sys_days;

Match told(bool yes) { return yes ? Match::Yes : Match::No; }

Match negated(Match match)
{
    switch (match) {
    case Match::No: return Match::Yes;
    case Match::Yes: return Match::No;
    case Match::NeedsLetter: break;
    }
    return match;
}

bool holds(std::string_view text, std::string_view wanted)
{
    const auto same = [](char a, char b) { return ascii::lower(a) == ascii::lower(b); };
    return wanted.empty() || !std::ranges::search(text, wanted, same).empty();
}

bool anyFieldHolds(const mail::Message &message, const mail::Part &part, std::string_view name,
                   std::string_view wanted)
{
    return std::ranges::any_of(part.fields, [&](const mail::HeaderField &field) {
        return ascii::equals(message.text(field.name), name)
               && holds(mail::decodeHeader(message.text(field.value)), wanted);
    });
}

bool headerHolds(const mail::Message &message, const mail::Part &part, std::string_view wanted)
{
    return std::ranges::any_of(part.fields, [&](const mail::HeaderField &field) {
        const std::string name(message.text(field.name));
        return holds(name + ": " + mail::decodeHeader(message.text(field.value)), wanted);
    });
}

/// Text parts as a person reads them. Other parts are not text: nobody looks for a word in an image.
bool bodyHolds(const mail::Message &message, std::string_view wanted)
{
    return std::ranges::any_of(message.parts(), [&](const mail::Part &part) {
        const bool inner =
            part.parent >= 0 && message.parts()[static_cast<std::size_t>(part.parent)].isMessage();
        if (inner && headerHolds(message, part, wanted))
            return true;
        return part.type == "text" && part.children.empty()
               && holds(mail::decodedText(message, part), wanted);
    });
}

/// The day that a Date field names where it was written: "disregarding time and timezone".
std::optional<sys_days> sentDay(const mail::Message &message)
{
    const auto field = message.header("Date");
    const auto time = field ? mail::parseDate(*field) : std::nullopt;
    if (!time)
        return std::nullopt;
    std::chrono::minutes zone{};
    const std::string_view text = *field;
    const auto sign = text.find_last_of("+-");
    if (sign != text.npos && text.size() >= sign + 5)
        if (const auto value = ascii::number<std::uint16_t>(text.substr(sign + 1, 4)))
            zone = std::chrono::minutes(*value / 100 * 60 + *value % 100) * (text[sign] == '-' ? -1 : 1);
    return std::chrono::floor<std::chrono::days>(*time + zone);
}

Match daysMatch(const SearchKey &key, const LetterToSearch &letter)
{
    const sys_days stored = std::chrono::floor<std::chrono::days>(letter.letter.internalDate);
    if (key.what == Wanted::Before)
        return told(stored < key.day);
    if (key.what == Wanted::On)
        return told(stored == key.day);
    if (key.what == Wanted::Since)
        return told(stored >= key.day);
    if (!letter.message)
        return Match::NeedsLetter;
    const auto sent = sentDay(*letter.message);
    if (!sent)
        return Match::No;
    if (key.what == Wanted::SentBefore)
        return told(*sent < key.day);
    return told(key.what == Wanted::SentOn ? *sent == key.day : *sent >= key.day);
}

Match textMatches(const SearchKey &key, const mail::Message *message)
{
    if (!message)
        return Match::NeedsLetter;
    if (key.what == Wanted::Header)
        return told(anyFieldHolds(*message, message->root(), key.field, key.text));
    if (key.what == Wanted::Text && headerHolds(*message, message->root(), key.text))
        return Match::Yes;
    return told(bodyHolds(*message, key.text));
}

/// And and Or: one child may decide alone; else one that is not known keeps the whole from being known.
Match childrenMatch(const SearchKey &key, const LetterToSearch &letter)
{
    const Match decides = key.what == Wanted::Or ? Match::Yes : Match::No;
    Match result = negated(decides);
    for (const SearchKey &child : key.children) {
        const Match match = matches(child, letter);
        if (match == decides)
            return match;
        if (match == Match::NeedsLetter)
            result = match;
    }
    return result;
}

} // namespace

bool resolveSets(SearchKey &key, std::uint32_t letters, Uid largestUid)
{
    if (key.what == Wanted::Uid)
        key.set = resolved(key.set, largestUid);
    if (key.what == Wanted::Sequence) {
        key.set = resolved(key.set, letters);
        if (key.set.front().first == 0 || key.set.back().last > letters)
            return false;
    }
    return std::ranges::all_of(key.children,
                               [&](SearchKey &child) { return resolveSets(child, letters, largestUid); });
}

Match matches(const SearchKey &key, const LetterToSearch &letter)
{
    switch (key.what) {
    case Wanted::All: return Match::Yes;
    case Wanted::Sequence: return told(contains(key.set, letter.number));
    case Wanted::Uid: return told(contains(key.set, letter.letter.uid));
    case Wanted::FlagSet: return told(letter.flags.has(key.flag));
    case Wanted::FlagClear: return told(!letter.flags.has(key.flag));
    case Wanted::KeywordSet: return told(hasKeyword(letter.flags, key.text));
    case Wanted::KeywordClear: return told(!hasKeyword(letter.flags, key.text));
    case Wanted::New: return told(letter.flags.has(Flags::Recent) && !letter.flags.has(Flags::Seen));
    case Wanted::Header:
    case Wanted::Body:
    case Wanted::Text: return textMatches(key, letter.message);
    case Wanted::Before:
    case Wanted::On:
    case Wanted::Since:
    case Wanted::SentBefore:
    case Wanted::SentOn:
    case Wanted::SentSince: return daysMatch(key, letter);
    case Wanted::Larger: return told(letter.letter.sizeOctets > key.octets);
    case Wanted::Smaller: return told(letter.letter.sizeOctets < key.octets);
    case Wanted::Not: return negated(matches(key.children.front(), letter));
    case Wanted::Or:
    case Wanted::And: return childrenMatch(key, letter);
    }
    return Match::No;
}

} // namespace mf::imap
