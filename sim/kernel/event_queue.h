// What is still to happen, ordered by (time, insertion): the heart of the engine.
#pragma once

#include "sim/base/check.h"
#include "sim/base/time.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace mf {

/// A pending entry that its owner can bring nearer or withdraw, until it is popped. Then the name is used
/// anew.
enum class TimerId : std::uint32_t { None = 0 };

/// A 4-ary heap of small event values. Equal times leave in the order in which they entered, so that a run
/// has one order only. No allocation per event; copying the queue copies its arrays.
template <typename Event>
class EventQueue {
public:
    static constexpr unsigned kTimerBits = 22;
    /// Timers that can be pending at once: far more sessions than fit into memory.
    static constexpr std::size_t kTimerLimit = (std::size_t{1} << kTimerBits) - 1;

    struct Entry {
        Instant at;
        std::uint64_t
            key; ///< when it entered, and below that the timer that it is: one word, or entries grow
        Event event;
    };

    bool empty() const { return m_heap.empty(); }
    std::size_t size() const { return m_heap.size(); }
    const Entry &top() const { return m_heap.front(); }

    void push(Instant at, Event event) { insert({at, nextKey(0), std::move(event)}); }

    /// The same for what may have to come sooner, or not at all.
    TimerId pushTimer(Instant at, Event event)
    {
        if (m_freeTimers.empty()) {
            m_placeOf.push_back(0);
            MF_CHECK(m_placeOf.size() <= kTimerLimit);
            m_freeTimers.push_back(static_cast<std::uint32_t>(m_placeOf.size()));
        }
        const std::uint32_t timer = m_freeTimers.back();
        m_freeTimers.pop_back();
        insert({at, nextKey(timer), std::move(event)});
        return TimerId{timer};
    }

    /// Brings a pending timer nearer: it comes as if it had been pushed now.
    void advance(TimerId timer, Instant at)
    {
        const std::size_t place = m_placeOf[static_cast<std::uint32_t>(timer) - 1];
        Entry entry = std::move(m_heap[place]);
        MF_CHECK(at <= entry.at);
        entry.at = at;
        entry.key = nextKey(timerOf(entry));
        rise(place, std::move(entry));
    }

    void cancel(TimerId timer)
    {
        const std::size_t place = m_placeOf[static_cast<std::uint32_t>(timer) - 1];
        m_freeTimers.push_back(static_cast<std::uint32_t>(timer));
        Entry last = std::move(m_heap.back());
        m_heap.pop_back();
        if (place < m_heap.size())
            rise(holeAtLeaf(place), std::move(last));
    }

    Entry pop()
    {
        MF_CHECK(!m_heap.empty());
        Entry first = std::move(m_heap.front());
        if (const std::uint32_t timer = timerOf(first); timer != 0)
            m_freeTimers.push_back(timer);
        Entry last = std::move(m_heap.back());
        m_heap.pop_back();
        if (!m_heap.empty())
            rise(holeAtLeaf(0), std::move(last));
        return first;
    }

    /// Every pending entry in no particular order: for views only.
    const std::vector<Entry> &entries() const { return m_heap; }

private:
    static bool before(const Entry &a, const Entry &b) { return a.at != b.at ? a.at < b.at : a.key < b.key; }
    static std::uint32_t timerOf(const Entry &entry)
    {
        return static_cast<std::uint32_t>(entry.key & kTimerLimit);
    }
    std::uint64_t nextKey(std::uint32_t timer) { return m_nextOrder++ << kTimerBits | timer; }

    void insert(Entry &&entry)
    {
        m_heap.emplace_back();
        rise(m_heap.size() - 1, std::move(entry));
    }

    void put(std::size_t place, Entry &&entry)
    {
        if (const std::uint32_t timer = timerOf(entry); timer != 0)
            m_placeOf[timer - 1] = static_cast<std::uint32_t>(place);
        m_heap[place] = std::move(entry);
    }

    void rise(std::size_t hole, Entry &&entry)
    {
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / 4;
            if (!before(entry, m_heap[parent]))
                break;
            put(hole, std::move(m_heap[parent]));
            hole = parent;
        }
        put(hole, std::move(entry));
    }

    /// Moves a hole down to a leaf along the smallest children, and gives its place there. What is put into
    /// it rises: it came from the bottom, so it rarely rises far; fewer comparisons than sinking it.
    std::size_t holeAtLeaf(std::size_t hole)
    {
        const std::size_t count = m_heap.size();
        for (;;) {
            const std::size_t first = 4 * hole + 1;
            if (first >= count)
                break;
            std::size_t least = first;
            const std::size_t end = first + 4 < count ? first + 4 : count;
            for (std::size_t child = first + 1; child < end; ++child)
                if (before(m_heap[child], m_heap[least]))
                    least = child;
            put(hole, std::move(m_heap[least]));
            hole = least;
        }
        return hole;
    }

    std::vector<Entry> m_heap;
    std::vector<std::uint32_t> m_placeOf; // in m_heap, by timer; the first is timer 1
    std::vector<std::uint32_t> m_freeTimers;
    std::uint64_t m_nextOrder = 0;
};

} // namespace mf
