#include "sim/imap/selected.h"

#include "sim/base/ascii.h"
#include "sim/imap/flags.h"

#include <algorithm>
#include <utility>

namespace mf::imap {

namespace {

using Letters = CowVector<StoredLetter, 64>;

/// The first place whose UID is not less than `uid`.
std::size_t placeOf(const Letters &letters, Uid uid)
{
    std::size_t first = 0, count = letters.size();
    while (count > 0) {
        const std::size_t half = count / 2;
        if (letters[first + half].uid < uid) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return first;
}

template <typename Visit> // visit(place): every place, in order
void forEachPlace(const Places &places, Visit visit)
{
    for (const PlaceRange &range : places)
        for (std::size_t place = range.first; place <= range.last; ++place)
            visit(place);
}

} // namespace

Selected::Selected(const MailboxOpened &opened, std::string name, Access access)
    : m_name(std::move(name))
    , m_access(access)
    , m_firstRecent(opened.firstRecent != 0 ? opened.firstRecent : opened.mailbox->uidNext)
    , m_latest(opened.mailbox)
    , m_known(opened.mailbox->letters)
{
    for (const StoredLetter &letter : m_known)
        meetKeywords(letter.flags);
}

Flags Selected::flags(std::size_t place) const
{
    Flags flags = latestFlags(place);
    flags.system &= static_cast<std::uint8_t>(~Flags::Recent);
    if (m_known[place].uid >= m_firstRecent)
        flags.system |= Flags::Recent;
    return flags;
}

const Flags &Selected::latestFlags(std::size_t place) const
{
    const StoredLetter &known = m_known[place];
    if (m_upToDate)
        return known.flags;
    const std::size_t there = placeOf(m_latest->letters, known.uid);
    const bool exists = there < m_latest->letters.size() && m_latest->letters[there].uid == known.uid;
    return exists ? m_latest->letters[there].flags : known.flags;
}

std::size_t Selected::recentCount() const { return m_known.size() - placeOf(m_known, m_firstRecent); }

std::optional<std::size_t> Selected::firstUnseen() const
{
    for (std::size_t place = 0; place < m_known.size(); ++place)
        if (!m_known[place].flags.has(Flags::Seen))
            return place;
    return std::nullopt;
}

std::optional<Places> Selected::places(const SequenceSet &set, Numbering numbering) const
{
    Places out;
    if (numbering == Numbering::Sequence) {
        for (const NumberRange &range : resolved(set, static_cast<std::uint32_t>(m_known.size()))) {
            if (range.first == 0 || range.last > m_known.size())
                return std::nullopt;
            out.push_back({range.first - 1, range.last - 1});
        }
        return out;
    }
    for (const NumberRange &range : resolved(set, largestUid())) {
        const std::size_t first = placeOf(m_known, range.first);
        std::size_t end = placeOf(m_known, range.last);
        if (end < m_known.size() && m_known[end].uid == range.last)
            ++end;
        if (first < end)
            out.push_back({first, end - 1});
    }
    return out;
}

std::vector<Uid> Selected::uids(const Places &places) const
{
    std::vector<Uid> out;
    forEachPlace(places, [&](std::size_t place) { out.push_back(m_known[place].uid); });
    return out;
}

std::vector<Uid> Selected::deletedUids() const
{
    std::vector<Uid> out;
    for (const StoredLetter &letter : m_latest->letters)
        if (letter.flags.has(Flags::Deleted))
            out.push_back(letter.uid);
    return out;
}

void Selected::learn(const Mailbox &latest)
{
    m_latest = latest;
    m_upToDate = false;
}

void Selected::assume(const Places &places, ChangeFlags::How how, const Flags &flags)
{
    forEachPlace(places, [&](std::size_t place) {
        Flags &known = m_known.edit(place).flags;
        known = changed(known, how, flags);
    });
}

void Selected::forgetFlags(const Places &places)
{
    m_flagsForgotten = uids(places);
    m_upToDate = m_upToDate && m_flagsForgotten.empty();
}

bool Selected::flagsAreNews(std::size_t place) const
{
    return !m_upToDate && !sameFlags(latestFlags(place), m_known[place].flags);
}

void Selected::noteFlagsTold(std::size_t place)
{
    if (!flagsAreNews(place))
        return;
    Flags latest = latestFlags(place);
    m_known.edit(place).flags = std::move(latest);
}

std::vector<Untagged> Selected::tell(Expunges expunges, Numbering numbering)
{
    std::vector<Untagged> out;
    if (m_upToDate)
        return out;
    if (expunges == Expunges::Told)
        tellExpunged(out);
    tellFlags(out, numbering);
    tellNew(out);
    m_flagsForgotten.clear();
    if (m_known.size() == m_latest->letters.size()) {
        m_known = m_latest->letters; // shares what is equal
        m_upToDate = true;
    }
    return out;
}

void Selected::tellExpunged(std::vector<Untagged> &out)
{
    std::vector<Uid> gone;
    std::size_t there = 0, number = 1;
    for (const StoredLetter &letter : m_known) {
        while (there < m_latest->letters.size() && m_latest->letters[there].uid < letter.uid)
            ++there;
        if (there < m_latest->letters.size() && m_latest->letters[there].uid == letter.uid) {
            ++number;
            continue;
        }
        out.push_back({"EXPUNGE", std::to_string(number) + " EXPUNGE"}); // the next letter takes its number
        gone.push_back(letter.uid);
    }
    m_known.removeIf(
        [&gone](const StoredLetter &letter) { return std::ranges::binary_search(gone, letter.uid); });
}

void Selected::tellFlags(std::vector<Untagged> &out, Numbering numbering)
{
    std::vector<Untagged> fetches;
    bool newKeywords = false;
    std::size_t there = 0;
    for (std::size_t place = 0; place < m_known.size(); ++place) {
        const Uid uid = m_known[place].uid;
        while (there < m_latest->letters.size() && m_latest->letters[there].uid < uid)
            ++there;
        if (there == m_latest->letters.size() || m_latest->letters[there].uid != uid)
            continue;
        const Flags &latest = m_latest->letters[there].flags;
        const bool same = sameFlags(latest, m_known[place].flags);
        if (same && !std::ranges::binary_search(m_flagsForgotten, uid))
            continue;
        newKeywords |= meetKeywords(latest);
        if (!same)
            m_known.edit(place).flags = latest;
        std::string line = std::to_string(place + 1) + " FETCH (FLAGS " + print(flags(place));
        if (numbering == Numbering::Uid)
            line += " UID " + std::to_string(uid);
        fetches.push_back({"FETCH", line + ')'});
    }
    if (newKeywords)
        out.push_back({"FLAGS", "FLAGS " + printSettableFlags(m_keywords, {})});
    std::ranges::move(fetches, std::back_inserter(out));
}

void Selected::tellNew(std::vector<Untagged> &out)
{
    const Uid last = largestUid();
    const std::size_t before = m_known.size();
    const auto &letters = m_latest->letters;
    for (std::size_t i = placeOf(letters, last + 1); last != ~Uid{0} && i < letters.size(); ++i) {
        meetKeywords(letters[i].flags);
        m_known.push_back(letters[i]);
    }
    if (m_known.size() == before)
        return;
    out.push_back({"EXISTS", std::to_string(m_known.size()) + " EXISTS"});
    out.push_back({"RECENT", std::to_string(recentCount()) + " RECENT"});
}

bool Selected::meetKeywords(const Flags &flags)
{
    const std::size_t before = m_keywords.size();
    for (const std::string &keyword : flags.keywords) {
        const auto same = [&keyword](const std::string &known) { return ascii::equals(known, keyword); };
        if (std::ranges::none_of(m_keywords, same))
            m_keywords.push_back(keyword);
    }
    return m_keywords.size() > before;
}

std::string printSettableFlags(const std::vector<std::string> &keywords, std::string_view last)
{
    std::string out = "(\\Answered \\Flagged \\Deleted \\Seen \\Draft";
    for (const std::string &keyword : keywords)
        out += ' ' + keyword;
    if (!last.empty())
        out += ' ' + std::string(last);
    return out + ')';
}

} // namespace mf::imap
