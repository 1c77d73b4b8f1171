// Containers whose copy is cheap and whose first change after a copy pays for one chunk only.
//
// A checkpoint is a copy of the world, so everything large in it is made of these. Chunks are shared between copies
// by shared_ptr; a writer clones a chunk that somebody else still holds. One thread owns a world and its copies:
// use_count() is exact there.
#pragma once

#include "sim/base/check.h"

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace mf {

template <typename T>
concept Cloneable = requires(const T &value) {
    { value.clone() } -> std::convertible_to<std::unique_ptr<T>>;
};

/// One value shared between copies until somebody edits it. Polymorphic T is copied by its clone().
template <typename T>
class Cow {
public:
    Cow() = default;
    explicit Cow(std::unique_ptr<T> value) : m_value(std::move(value)) {}
    explicit Cow(T value)
        requires(!Cloneable<T>)
        : m_value(std::make_shared<T>(std::move(value)))
    {
    }

    explicit operator bool() const { return m_value != nullptr; }
    const T &operator*() const { return *m_value; }
    const T *operator->() const { return m_value.get(); }

    T &edit()
    {
        MF_CHECK(m_value != nullptr);
        if (m_value.use_count() > 1) {
            if constexpr (Cloneable<T>)
                m_value = std::shared_ptr<T>(std::as_const(*m_value).clone());
            else
                m_value = std::make_shared<T>(std::as_const(*m_value));
        }
        return *m_value;
    }

    void reset() { m_value.reset(); }

    /// Whether both still are one and the same object: lets a reader skip what has not changed.
    bool sharesWith(const Cow &other) const { return m_value == other.m_value; }

private:
    std::shared_ptr<T> m_value;
};

/// A vector in chunks. Appending and editing touch one chunk; copying costs a pointer a chunk.
template <typename T, std::size_t kChunk = 128>
class CowVector {
public:
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }

    const T &operator[](std::size_t i) const { return (*m_chunks[i / kChunk])[i % kChunk]; }
    const T &back() const { return (*this)[m_size - 1]; }

    T &edit(std::size_t i)
    {
        MF_CHECK(i < m_size);
        return owned(i / kChunk)[i % kChunk];
    }

    void push_back(T value)
    {
        if (m_size % kChunk == 0) {
            m_chunks.push_back(std::make_shared<Chunk>());
            m_chunks.back()->reserve(m_size == 0 ? 4 : kChunk);
        }
        owned(m_size / kChunk).push_back(std::move(value));
        ++m_size;
    }

    /// Keeps the first `count` values.
    void truncate(std::size_t count)
    {
        if (count >= m_size)
            return;
        m_chunks.resize((count + kChunk - 1) / kChunk);
        if (count % kChunk != 0) {
            Chunk &last = owned(count / kChunk);
            last.erase(last.begin() + static_cast<std::ptrdiff_t>(count % kChunk), last.end());
        }
        m_size = count;
    }

    /// Removes the values for which `gone` holds; chunks before the first of them stay shared.
    template <typename Predicate>
    std::size_t removeIf(Predicate gone)
    {
        std::size_t first = 0;
        while (first < m_size && !gone((*this)[first]))
            ++first;
        if (first == m_size)
            return 0;
        CowVector kept = *this;
        kept.truncate(first);
        for (std::size_t i = first + 1; i < m_size; ++i)
            if (!gone((*this)[i]))
                kept.push_back((*this)[i]);
        const std::size_t removed = m_size - kept.m_size;
        *this = std::move(kept);
        return removed;
    }

    class const_iterator {
    public:
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        const_iterator() = default;
        const_iterator(const CowVector *owner, std::size_t at) : m_owner(owner), m_at(at) {}
        const T &operator*() const { return (*m_owner)[m_at]; }
        const T *operator->() const { return &(*m_owner)[m_at]; }
        const_iterator &operator++() { ++m_at; return *this; }
        const_iterator operator++(int) { const_iterator old = *this; ++m_at; return old; }
        bool operator==(const const_iterator &other) const { return m_at == other.m_at; }

    private:
        const CowVector *m_owner = nullptr;
        std::size_t m_at = 0;
    };
    const_iterator begin() const { return {this, 0}; }
    const_iterator end() const { return {this, m_size}; }

    friend bool operator==(const CowVector &a, const CowVector &b)
        requires std::equality_comparable<T>
    {
        return a.m_size == b.m_size && std::equal(a.begin(), a.end(), b.begin());
    }

private:
    using Chunk = std::vector<T>;

    Chunk &owned(std::size_t chunk)
    {
        std::shared_ptr<Chunk> &held = m_chunks[chunk];
        if (held.use_count() > 1) {
            auto copy = std::make_shared<Chunk>();
            copy->reserve(kChunk);
            copy->assign(held->begin(), held->end());
            held = std::move(copy);
        }
        return *held;
    }

    std::vector<std::shared_ptr<Chunk>> m_chunks;
    std::size_t m_size = 0;
};

/// An ordered map in sorted chunks: log-time look-up, iteration in key order (so never a source of
/// nondeterminism), copies that cost a pointer a chunk.
template <typename Key, typename Value, std::size_t kChunk = 64>
class CowMap {
public:
    using Entry = std::pair<Key, Value>;

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }

    const Value *find(const Key &key) const
    {
        const std::size_t c = chunkOf(key);
        if (c == m_chunks.size())
            return nullptr;
        const auto it = lowerBound(*m_chunks[c], key);
        return it != m_chunks[c]->end() && it->first == key ? &it->second : nullptr;
    }
    bool contains(const Key &key) const { return find(key) != nullptr; }

    /// The value of `key` for changing, or null. Invalidated by the next change.
    Value *edit(const Key &key)
    {
        const std::size_t c = chunkOf(key);
        if (c == m_chunks.size() || !contains(key))
            return nullptr;
        Chunk &chunk = owned(c);
        return &lowerBound(chunk, key)->second;
    }

    /// Inserts or replaces; the value for changing. Invalidated by the next change.
    Value &put(const Key &key, Value value)
    {
        if (m_chunks.empty()) {
            m_chunks.push_back(std::make_shared<Chunk>());
            m_chunks.back()->emplace_back(key, std::move(value));
            ++m_size;
            return m_chunks.back()->back().second;
        }
        const std::size_t c = std::min(chunkOf(key), m_chunks.size() - 1);
        Chunk *chunk = &owned(c);
        auto it = lowerBound(*chunk, key);
        if (it != chunk->end() && it->first == key) {
            it->second = std::move(value);
            return it->second;
        }
        ++m_size;
        it = chunk->insert(it, Entry(key, std::move(value)));
        if (chunk->size() <= kChunk)
            return it->second;
        // Appending in key order is the common case: it fills chunks instead of halving them.
        const bool appended = it == chunk->end() - 1 && c + 1 == m_chunks.size();
        const auto cut = appended ? chunk->end() - 1 : chunk->begin() + static_cast<std::ptrdiff_t>(kChunk / 2);
        auto upper = std::make_shared<Chunk>(std::make_move_iterator(cut), std::make_move_iterator(chunk->end()));
        chunk->erase(cut, chunk->end());
        m_chunks.insert(m_chunks.begin() + static_cast<std::ptrdiff_t>(c) + 1, std::move(upper));
        return *edit(key);
    }

    bool erase(const Key &key)
    {
        if (!contains(key))
            return false;
        const std::size_t c = chunkOf(key);
        Chunk &chunk = owned(c);
        chunk.erase(lowerBound(chunk, key));
        if (chunk.empty())
            m_chunks.erase(m_chunks.begin() + static_cast<std::ptrdiff_t>(c));
        --m_size;
        return true;
    }

    /// The first entry whose key is not less than `key`, or null.
    const Entry *atOrAfter(const Key &key) const
    {
        const std::size_t c = chunkOf(key);
        if (c == m_chunks.size())
            return nullptr;
        return &*lowerBound(*m_chunks[c], key);
    }

    template <typename Visit>   // visit(const Key &, const Value &), in key order
    void forEach(Visit visit) const
    {
        for (const auto &chunk : m_chunks)
            for (const Entry &entry : *chunk)
                visit(entry.first, entry.second);
    }

    friend bool operator==(const CowMap &a, const CowMap &b)
        requires std::equality_comparable<Value>
    {
        if (a.m_size != b.m_size)
            return false;
        std::vector<const Entry *> left, right;
        const auto collect = [](const CowMap &map, std::vector<const Entry *> &into) {
            for (const auto &chunk : map.m_chunks)
                for (const Entry &entry : *chunk)
                    into.push_back(&entry);
        };
        collect(a, left);
        collect(b, right);
        return std::equal(left.begin(), left.end(), right.begin(),
                          [](const Entry *x, const Entry *y) { return *x == *y; });
    }

private:
    using Chunk = std::vector<Entry>;

    static auto lowerBound(auto &chunk, const Key &key)
    {
        return std::lower_bound(chunk.begin(), chunk.end(), key,
                                [](const Entry &entry, const Key &k) { return entry.first < k; });
    }

    /// The first chunk whose last key is not less than `key`; the number of chunks if there is none.
    std::size_t chunkOf(const Key &key) const
    {
        const auto it = std::lower_bound(m_chunks.begin(), m_chunks.end(), key,
                                         [](const auto &chunk, const Key &k) { return chunk->back().first < k; });
        return static_cast<std::size_t>(it - m_chunks.begin());
    }

    Chunk &owned(std::size_t c)
    {
        if (m_chunks[c].use_count() > 1)
            m_chunks[c] = std::make_shared<Chunk>(*m_chunks[c]);
        return *m_chunks[c];
    }

    std::vector<std::shared_ptr<Chunk>> m_chunks;   // none is empty
    std::size_t m_size = 0;
};

} // namespace mf
