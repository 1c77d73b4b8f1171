// The letters of a mailbox in chunks that copies share: what one letter costs does not grow with the mailbox.
//
// The store changes it, sessions hold copies. Each chunk carries sums, so that what is unseen, marked \Deleted or
// changed since a MODSEQ is found without looking at the rest; and two copies are compared by looking only where
// they do not share a chunk.
#pragma once

#include "sim/wire/stored_letter.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <span>
#include <vector>

namespace mf {

/// What letters come to.
struct LetterSums {
    std::size_t unseen = 0, deleted = 0;
    std::uint64_t octets = 0, deletedOctets = 0;
    std::uint64_t highestModSeq = 0; ///< no letter's is higher
};

/// A value: letters ascending by UID, each at a place from 0. Copying costs a pointer a chunk, a change one chunk.
class LetterList {
    struct Chunk;

public:
    static constexpr std::size_t kChunkLetters = 64;

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const LetterSums &sums() const { return m_sums; }

    const StoredLetter &operator[](std::size_t place) const;
    const StoredLetter &back() const;
    /// The first place whose UID is not less than `uid`; size(): there is none.
    std::size_t placeOf(Uid uid) const;
    /// Null: there is none.
    const StoredLetter *find(Uid uid) const;

    /// The first place from `place` on of a letter without \Seen, with \Deleted, with a higher MODSEQ; size(): none.
    std::size_t nextUnseen(std::size_t place) const;
    std::size_t nextDeleted(std::size_t place) const;
    std::size_t nextChangedSince(std::size_t place, std::uint64_t modSeq) const;

    /// Its UID is higher than all others.
    void push_back(StoredLetter letter);
    /// Anywhere: instead of the letter with its UID, or between those around it. A disk may give letters in any order.
    void put(StoredLetter letter);
    /// The letter at that place, with the same UID.
    void replace(std::size_t place, StoredLetter letter);
    void setFlags(std::size_t place, Flags flags, std::uint64_t modSeq);
    /// Removes those of the UIDs that are there; how many. UIDs ascend.
    std::size_t erase(std::span<const Uid> uids);

    class const_iterator {
    public:
        using value_type = StoredLetter;
        using difference_type = std::ptrdiff_t;
        const_iterator() = default;
        const StoredLetter &operator*() const { return m_list->m_chunks[m_chunk].chunk->letters[m_at]; }
        const StoredLetter *operator->() const { return &**this; }
        const_iterator &operator++();
        const_iterator operator++(int)
        {
            const_iterator old = *this;
            ++*this;
            return old;
        }
        bool operator==(const const_iterator &other) const
        {
            return m_chunk == other.m_chunk && m_at == other.m_at;
        }

    private:
        friend class LetterList;
        const_iterator(const LetterList *list, std::size_t chunk) : m_list(list), m_chunk(chunk) { }
        /// Steps over the whole chunk.
        void skipChunk()
        {
            ++m_chunk;
            m_at = 0;
        }
        bool sharesChunkWith(const const_iterator &other) const
        {
            return m_at == 0 && other.m_at == 0 && !atEnd() && !other.atEnd()
                   && m_list->m_chunks[m_chunk].chunk == other.m_list->m_chunks[other.m_chunk].chunk;
        }
        bool atEnd() const { return m_chunk == m_list->m_chunks.size(); }
        std::size_t place() const
        {
            return atEnd() ? m_list->m_size : m_list->m_chunks[m_chunk].first + m_at;
        }

        const LetterList *m_list = nullptr;
        std::size_t m_chunk = 0, m_at = 0;
    };
    const_iterator begin() const { return {this, 0}; }
    const_iterator end() const { return {this, m_chunks.size()}; }

    /// Where two lists differ, in ascending order of UIDs: gone(place in `before`, letter) of a letter that is in
    /// `before` only, both(place in `before`, old, now) of one that is in both, maybe the same, and
    /// come(letter) of one that is in `after` only. Letters in chunks that both share are passed over.
    template <typename Gone, typename Both, typename Come>
    static void compare(const LetterList &before, const LetterList &after, Gone gone, Both both, Come come)
    {
        const_iterator old = before.begin(), now = after.begin();
        while (!old.atEnd() || !now.atEnd()) {
            if (old.sharesChunkWith(now)) {
                old.skipChunk();
                now.skipChunk();
            } else if (now.atEnd() || (!old.atEnd() && old->uid < now->uid)) {
                gone(old.place(), *old);
                ++old;
            } else if (old.atEnd() || now->uid < old->uid) {
                come(*now);
                ++now;
            } else {
                both(old.place(), *old, *now);
                ++old;
                ++now;
            }
        }
    }

private:
    struct Chunk {
        std::vector<StoredLetter> letters; // never empty
        LetterSums sums;
    };
    struct Entry {
        std::shared_ptr<Chunk> chunk;
        std::size_t first = 0; // place of its first letter
    };

    std::size_t chunkAt(std::size_t place) const;
    std::size_t chunkWith(Uid uid) const;
    Chunk &owned(std::size_t chunk);
    void split(std::size_t chunk);
    void renumber(std::size_t fromChunk);
    template <typename ChunkMay, typename LetterDoes>
    std::size_t next(std::size_t place, ChunkMay may, LetterDoes does) const;

    std::vector<Entry> m_chunks;
    std::size_t m_size = 0;
    LetterSums m_sums;
};

} // namespace mf
