#include "sim/imap/search.h"

#include "sim/base/ascii.h"
#include "sim/imap/flags.h"
#include "sim/mail/date.h"
#include "sim/mail/search_text.h"

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

/// The day that a Date field names where it was written: "disregarding time and timezone".
std::optional<sys_days> sentDay(const mail::Message &message)
{
    const auto field = message.header("Date");
    const auto time = field ? mail::parseDate(*field) : std::nullopt;
    if (!time)
        return std::nullopt;
    std::chrono::minutes zone{};
    const std::string_view text = std::string_view(*field).substr(0, field->find('('));
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
    const mail::SearchText &text = message->searchText();
    if (key.what == Wanted::Header)
        return told(text.header().fieldHolds(key.field, *key.needle));
    if (key.what == Wanted::Text && text.header().holds(*key.needle))
        return Match::Yes;
    return told(text.body(*message).holds(*message, *key.needle));
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

void resolveSets(SearchKey &key, std::uint32_t letters, Uid largestUid)
{
    if (key.what == Wanted::Uid)
        key.set = resolved(key.set, largestUid);
    if (key.what == Wanted::Sequence)
        key.set = resolved(key.set, letters);
    for (SearchKey &child : key.children)
        resolveSets(child, letters, largestUid);
}

Match matches(const SearchKey &key, const LetterToSearch &letter)
{
    switch (key.what) {
    case Wanted::All: return Match::Yes;
    case Wanted::Sequence: return told(contains(key.set, letter.number));
    case Wanted::Uid: return told(contains(key.set, letter.letter.uid));
    case Wanted::FlagSet: return told(letter.flags.has(key.flag));
    case Wanted::FlagClear: return told(!letter.flags.has(key.flag));
    case Wanted::KeywordSet: return told(hasKeyword(letter.flags, key.keyword));
    case Wanted::KeywordClear: return told(!hasKeyword(letter.flags, key.keyword));
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
    case Wanted::ModSeq: return told(letter.modSeq >= key.modSeq);
    case Wanted::Not: return negated(matches(key.children.front(), letter));
    case Wanted::Or:
    case Wanted::And: return childrenMatch(key, letter);
    }
    return Match::No;
}

} // namespace mf::imap
