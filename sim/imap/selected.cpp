#include "sim/imap/selected.h"

#include "sim/imap/flags.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mf::imap {

namespace {

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
    , m_keywords(opened.mailbox->keywords)
{ }

Flags Selected::flags(std::size_t place) const
{
    Flags flags = latest(place).flags;
    flags.system &= static_cast<std::uint8_t>(~Flags::Recent);
    if (m_known[place].uid >= m_firstRecent)
        flags.system |= Flags::Recent;
    return flags;
}

std::uint64_t Selected::modSeq(std::size_t place) const { return latest(place).modSeq; }

/// The letter as it is now; as it was last known where it has been expunged.
const StoredLetter &Selected::latest(std::size_t place) const
{
    const StoredLetter &known = m_known[place];
    const StoredLetter *now = m_upToDate ? nullptr : m_latest->letters.find(known.uid);
    return now ? *now : known;
}

std::optional<std::size_t> Selected::firstUnseen() const
{
    const std::size_t place = m_known.nextUnseen(0);
    return place < m_known.size() ? std::optional(place) : std::nullopt;
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
        const std::size_t first = m_known.placeOf(range.first);
        std::size_t end = m_known.placeOf(range.last);
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

Places Selected::changedSince(const Places &places, std::uint64_t modSeq) const
{
    Places out;
    if (places.empty())
        return out;
    const LetterList &letters = m_latest->letters;
    auto range = places.begin();
    for (std::size_t there = letters.nextChangedSince(0, modSeq); there < letters.size();
         there = letters.nextChangedSince(there + 1, modSeq)) {
        const Uid uid = letters[there].uid;
        const std::size_t place = m_known.placeOf(uid);
        if (place == m_known.size())
            break; // come since: not known yet
        while (range != places.end() && range->last < place)
            ++range;
        if (range == places.end())
            break;
        if (m_known[place].uid == uid && range->first <= place)
            out.push_back({place, place});
    }
    return out;
}

Places Selected::without(const Places &places, const std::vector<Uid> &uids) const
{
    Places out;
    forEachPlace(places, [&](std::size_t place) {
        if (!std::ranges::binary_search(uids, m_known[place].uid))
            out.push_back({place, place});
    });
    return out;
}

std::vector<std::uint32_t> Selected::numbers(const std::vector<Uid> &uids, Numbering numbering) const
{
    if (numbering == Numbering::Uid)
        return uids;
    std::vector<std::uint32_t> numbers;
    for (const Uid uid : uids)
        if (m_known.find(uid))
            numbers.push_back(static_cast<std::uint32_t>(m_known.placeOf(uid) + 1));
    return numbers;
}

std::vector<Uid> Selected::deletedUids() const
{
    std::vector<Uid> out;
    const LetterList &letters = m_latest->letters;
    for (std::size_t i = letters.nextDeleted(0); i < letters.size(); i = letters.nextDeleted(i + 1))
        out.push_back(letters[i].uid);
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
        const StoredLetter &known = m_known[place];
        m_known.setFlags(place, changed(known.flags, how, flags), known.modSeq);
    });
}

void Selected::forgetFlags(const Places &places)
{
    m_flagsForgotten = uids(places);
    m_upToDate = m_upToDate && m_flagsForgotten.empty();
}

bool Selected::flagsAreNews(std::size_t place) const
{
    return !m_upToDate && !sameFlags(latest(place).flags, m_known[place].flags);
}

void Selected::noteFlagsTold(std::size_t place)
{
    if (m_upToDate)
        return;
    const StoredLetter &now = latest(place);
    if (now.modSeq != m_known[place].modSeq || !sameFlags(now.flags, m_known[place].flags))
        m_known.setFlags(place, now.flags, now.modSeq);
}

std::vector<Untagged> Selected::tell(Expunges expunges, Numbering numbering, ModSeqs modSeqs)
{
    std::vector<Untagged> out;
    if (m_upToDate)
        return out;
    std::vector<Uid> gone, changed;
    LetterList::compare(
        m_known, m_latest->letters,
        [&](std::size_t, const StoredLetter &letter) { gone.push_back(letter.uid); },
        [&](std::size_t, const StoredLetter &known, const StoredLetter &now) {
            if (known.modSeq != now.modSeq || !sameFlags(known.flags, now.flags))
                changed.push_back(now.uid);
        },
        [](const StoredLetter &) {});
    if (expunges == Expunges::Told)
        tellExpunged(gone, out);
    std::ranges::move(tellKeywords(), std::back_inserter(out));
    std::vector<Uid> news;
    std::ranges::set_union(changed, m_flagsForgotten, std::back_inserter(news));
    for (const Uid uid : news)
        tellFlags(uid, numbering, modSeqs, out);
    m_flagsForgotten.clear();
    tellNew(out);
    m_upToDate = m_known.size() == m_latest->letters.size();
    return out;
}

std::vector<Untagged> Selected::tellKeywords()
{
    if (m_keywords == m_latest->keywords)
        return {};
    m_keywords = m_latest->keywords;
    std::vector<Untagged> out{{"FLAGS", "FLAGS " + printSettableFlags(m_keywords, {})}};
    if (!readOnly())
        out.push_back({"", "OK [PERMANENTFLAGS " + printSettableFlags(m_keywords, "\\*") + "] can be kept"});
    return out;
}

void Selected::tellExpunged(const std::vector<Uid> &gone, std::vector<Untagged> &out)
{
    std::size_t before = 0; // the letters behind an expunged one take its number
    for (const Uid uid : gone)
        out.push_back({"EXPUNGE", std::to_string(m_known.placeOf(uid) + 1 - before++) + " EXPUNGE"});
    m_known.erase(gone);
}

/// What the client does not know of the letter, or wants to be told again.
void Selected::tellFlags(Uid uid, Numbering numbering, ModSeqs modSeqs, std::vector<Untagged> &out)
{
    const std::size_t place = m_known.placeOf(uid);
    const StoredLetter *now = m_latest->letters.find(uid);
    if (place == m_known.size() || m_known[place].uid != uid || !now)
        return; // expunged
    const bool asked = std::ranges::binary_search(m_flagsForgotten, uid);
    const bool tellsFlags = asked || !sameFlags(m_known[place].flags, now->flags);
    m_known.setFlags(place, now->flags, now->modSeq);
    std::string items;
    if (tellsFlags)
        items = " FLAGS " + print(flags(place));
    if (modSeqs == ModSeqs::Told) // RFC 7162 section 3.1.3: also after STORE .SILENT
        items += " MODSEQ (" + std::to_string(now->modSeq) + ')';
    if (items.empty())
        return;
    if (numbering == Numbering::Uid)
        items += " UID " + std::to_string(uid);
    out.push_back({"FETCH", std::to_string(place + 1) + " FETCH (" + items.substr(1) + ')'});
}

void Selected::tellNew(std::vector<Untagged> &out)
{
    const LetterList &letters = m_latest->letters;
    const std::size_t before = m_known.size();
    const Uid last = largestUid();
    const std::size_t firstNew = last == ~Uid{0} ? letters.size() : letters.placeOf(last + 1);
    const std::size_t come = letters.size() - firstNew;
    if (before + come == letters.size())
        m_known = letters; // shares what is equal
    else
        for (std::size_t i = firstNew; i < letters.size(); ++i)
            m_known.push_back(letters[i]);
    if (come == 0)
        return;
    out.push_back({"EXISTS", std::to_string(m_known.size()) + " EXISTS"});
    out.push_back({"RECENT", std::to_string(recentCount()) + " RECENT"});
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
