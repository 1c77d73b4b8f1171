#include "sim/wire/letter_list.h"

#include "sim/base/check.h"

#include <algorithm>
#include <utility>

namespace mf {

namespace {

void add(LetterSums &sums, const StoredLetter &letter)
{
    sums.unseen += letter.flags.has(Flags::Seen) ? 0 : 1;
    sums.octets += letter.sizeOctets;
    if (letter.flags.has(Flags::Deleted)) {
        ++sums.deleted;
        sums.deletedOctets += letter.sizeOctets;
    }
    sums.highestModSeq = std::max(sums.highestModSeq, letter.modSeq);
}

void subtract(LetterSums &sums, const StoredLetter &letter)
{
    sums.unseen -= letter.flags.has(Flags::Seen) ? 0 : 1;
    sums.octets -= letter.sizeOctets;
    if (letter.flags.has(Flags::Deleted)) {
        --sums.deleted;
        sums.deletedOctets -= letter.sizeOctets;
    }
}

} // namespace

LetterList::const_iterator &LetterList::const_iterator::operator++()
{
    if (++m_at == m_list->m_chunks[m_chunk].chunk->letters.size())
        skipChunk();
    return *this;
}

const StoredLetter &LetterList::operator[](std::size_t place) const
{
    const Entry &entry = m_chunks[chunkAt(place)];
    return entry.chunk->letters[place - entry.first];
}

const StoredLetter &LetterList::back() const { return m_chunks.back().chunk->letters.back(); }

std::size_t LetterList::placeOf(Uid uid) const
{
    const std::size_t chunk = chunkWith(uid);
    if (chunk == m_chunks.size())
        return m_size;
    const Entry &entry = m_chunks[chunk];
    const auto at = std::ranges::lower_bound(entry.chunk->letters, uid, {}, &StoredLetter::uid);
    return entry.first + static_cast<std::size_t>(at - entry.chunk->letters.begin());
}

const StoredLetter *LetterList::find(Uid uid) const
{
    const std::size_t chunk = chunkWith(uid);
    if (chunk == m_chunks.size())
        return nullptr;
    const auto &letters = m_chunks[chunk].chunk->letters;
    const auto at = std::ranges::lower_bound(letters, uid, {}, &StoredLetter::uid);
    return at->uid == uid ? &*at : nullptr;
}

template <typename ChunkMay, typename LetterDoes>
std::size_t LetterList::next(std::size_t place, ChunkMay may, LetterDoes does) const
{
    if (place >= m_size)
        return m_size;
    for (std::size_t chunk = chunkAt(place); chunk < m_chunks.size(); ++chunk) {
        const Entry &entry = m_chunks[chunk];
        if (!may(entry.chunk->sums))
            continue;
        const auto &letters = entry.chunk->letters;
        for (std::size_t i = std::max(place, entry.first) - entry.first; i < letters.size(); ++i)
            if (does(letters[i]))
                return entry.first + i;
    }
    return m_size;
}

std::size_t LetterList::nextUnseen(std::size_t place) const
{
    return next(
        place, [](const LetterSums &sums) { return sums.unseen > 0; },
        [](const StoredLetter &letter) { return !letter.flags.has(Flags::Seen); });
}

std::size_t LetterList::nextDeleted(std::size_t place) const
{
    return next(
        place, [](const LetterSums &sums) { return sums.deleted > 0; },
        [](const StoredLetter &letter) { return letter.flags.has(Flags::Deleted); });
}

std::size_t LetterList::nextChangedSince(std::size_t place, std::uint64_t modSeq) const
{
    return next(
        place, [modSeq](const LetterSums &sums) { return sums.highestModSeq > modSeq; },
        [modSeq](const StoredLetter &letter) { return letter.modSeq > modSeq; });
}

void LetterList::push_back(StoredLetter letter)
{
    MF_CHECK(empty() || back().uid < letter.uid);
    if (m_chunks.empty() || m_chunks.back().chunk->letters.size() >= kChunkLetters)
        m_chunks.push_back({std::make_shared<Chunk>(), m_size});
    Chunk &last = owned(m_chunks.size() - 1);
    add(last.sums, letter);
    add(m_sums, letter);
    last.letters.push_back(std::move(letter));
    ++m_size;
}

void LetterList::put(StoredLetter letter)
{
    const std::size_t place = placeOf(letter.uid);
    if (place == m_size)
        return push_back(std::move(letter));
    if ((*this)[place].uid == letter.uid)
        return replace(place, std::move(letter));
    const std::size_t at = chunkAt(place);
    Chunk &chunk = owned(at);
    add(chunk.sums, letter);
    add(m_sums, letter);
    const auto before = chunk.letters.begin() + static_cast<std::ptrdiff_t>(place - m_chunks[at].first);
    chunk.letters.insert(before, std::move(letter));
    if (chunk.letters.size() > 2 * kChunkLetters)
        split(at);
    renumber(at);
}

/// In halves: the letters that came in between have made the chunk too long.
void LetterList::split(std::size_t at)
{
    Chunk &whole = owned(at);
    auto upper = std::make_shared<Chunk>();
    const std::size_t half = whole.letters.size() / 2;
    for (std::size_t i = half; i < whole.letters.size(); ++i) {
        subtract(whole.sums, whole.letters[i]);
        add(upper->sums, whole.letters[i]);
        upper->letters.push_back(std::move(whole.letters[i]));
    }
    whole.letters.erase(whole.letters.begin() + static_cast<std::ptrdiff_t>(half), whole.letters.end());
    m_chunks.insert(m_chunks.begin() + static_cast<std::ptrdiff_t>(at) + 1, Entry{std::move(upper), 0});
}

void LetterList::replace(std::size_t place, StoredLetter letter)
{
    MF_CHECK(place < m_size);
    const std::size_t at = chunkAt(place);
    Chunk &chunk = owned(at);
    StoredLetter &there = chunk.letters[place - m_chunks[at].first];
    MF_CHECK(there.uid == letter.uid);
    for (LetterSums *sums : {&chunk.sums, &m_sums}) {
        subtract(*sums, there);
        add(*sums, letter);
    }
    there = std::move(letter);
}

void LetterList::setFlags(std::size_t place, Flags flags, std::uint64_t modSeq)
{
    StoredLetter letter = (*this)[place];
    letter.flags = std::move(flags);
    letter.modSeq = modSeq;
    replace(place, std::move(letter));
}

std::size_t LetterList::erase(std::span<const Uid> uids)
{
    const std::size_t before = m_size;
    std::size_t firstChanged = m_chunks.size();
    for (std::size_t i = 0; i < uids.size();) {
        const std::size_t at = chunkWith(uids[i]);
        if (at == m_chunks.size())
            break;
        const Uid last = m_chunks[at].chunk->letters.back().uid;
        std::size_t end = i; // those of the UIDs that may be in this chunk
        while (end < uids.size() && uids[end] <= last)
            ++end;
        const std::span<const Uid> here = uids.subspan(i, end - i);
        i = end;
        const auto named = [here](const StoredLetter &letter) {
            return std::ranges::binary_search(here, letter.uid);
        };
        if (std::ranges::none_of(m_chunks[at].chunk->letters, named))
            continue;
        Chunk &chunk = owned(at);
        m_size -= std::erase_if(chunk.letters, [&](const StoredLetter &letter) {
            if (!named(letter))
                return false;
            subtract(chunk.sums, letter);
            subtract(m_sums, letter);
            return true;
        });
        firstChanged = std::min(firstChanged, at);
        if (chunk.letters.empty())
            m_chunks.erase(m_chunks.begin() + static_cast<std::ptrdiff_t>(at));
    }
    const std::size_t removed = before - m_size;
    if (removed > 0)
        renumber(firstChanged);
    return removed;
}

/// The chunk that has the place, which is one.
std::size_t LetterList::chunkAt(std::size_t place) const
{
    MF_CHECK(place < m_size);
    const auto after = std::ranges::upper_bound(m_chunks, place, {}, &Entry::first);
    return static_cast<std::size_t>(after - m_chunks.begin()) - 1;
}

/// The first chunk whose last UID is not less than `uid`; the number of chunks if there is none.
std::size_t LetterList::chunkWith(Uid uid) const
{
    const auto lastUid = [](const Entry &entry) { return entry.chunk->letters.back().uid; };
    return static_cast<std::size_t>(std::ranges::lower_bound(m_chunks, uid, {}, lastUid) - m_chunks.begin());
}

LetterList::Chunk &LetterList::owned(std::size_t chunk)
{
    std::shared_ptr<Chunk> &held = m_chunks[chunk].chunk;
    if (held.use_count() > 1)
        held = std::make_shared<Chunk>(*held);
    return *held;
}

void LetterList::renumber(std::size_t fromChunk)
{
    std::size_t first =
        fromChunk == 0 ? 0 : m_chunks[fromChunk - 1].first + m_chunks[fromChunk - 1].chunk->letters.size();
    for (std::size_t i = fromChunk; i < m_chunks.size(); ++i) {
        m_chunks[i].first = first;
        first += m_chunks[i].chunk->letters.size();
    }
    m_size = first;
}

} // namespace mf
