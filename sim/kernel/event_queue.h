// What is still to happen, ordered by (time, insertion): the heart of the engine.
#pragma once

#include "sim/base/check.h"
#include "sim/base/time.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace mf {

/// A 4-ary heap of small event values. Equal times leave in the order in which they entered, so that a run
/// has one order only. No allocation per event; copying the queue copies one array.
template <typename Event>
class EventQueue {
public:
    struct Entry {
        Instant at;
        std::uint64_t order;
        Event event;
    };

    bool empty() const { return m_heap.empty(); }
    std::size_t size() const { return m_heap.size(); }
    const Entry &top() const { return m_heap.front(); }

    void push(Instant at, Event event)
    {
        std::size_t hole = m_heap.size();
        Entry entry{at, m_nextOrder++, std::move(event)};
        m_heap.push_back(entry);
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / 4;
            if (!before(entry, m_heap[parent]))
                break;
            m_heap[hole] = std::move(m_heap[parent]);
            hole = parent;
        }
        m_heap[hole] = std::move(entry);
    }

    Entry pop()
    {
        MF_CHECK(!m_heap.empty());
        Entry first = std::move(m_heap.front());
        Entry last = std::move(m_heap.back());
        m_heap.pop_back();
        if (!m_heap.empty())
            sink(std::move(last));
        return first;
    }

    /// Every pending entry in no particular order: for views only.
    const std::vector<Entry> &entries() const { return m_heap; }

private:
    static bool before(const Entry &a, const Entry &b)
    {
        return a.at != b.at ? a.at < b.at : a.order < b.order;
    }

    /// Fills the hole at the root: it goes down to a leaf along the smallest children, then `last` rises from there. `last` came
    /// from the bottom, so it rarely rises far: fewer comparisons than sinking it.
    void sink(Entry last)
    {
        const std::size_t count = m_heap.size();
        std::size_t hole = 0;
        for (;;) {
            const std::size_t first = 4 * hole + 1;
            if (first >= count)
                break;
            std::size_t least = first;
            const std::size_t end = first + 4 < count ? first + 4 : count;
            for (std::size_t child = first + 1; child < end; ++child)
                if (before(m_heap[child], m_heap[least]))
                    least = child;
            m_heap[hole] = std::move(m_heap[least]);
            hole = least;
        }
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / 4;
            if (!before(last, m_heap[parent]))
                break;
            m_heap[hole] = std::move(m_heap[parent]);
            hole = parent;
        }
        m_heap[hole] = std::move(last);
    }

    std::vector<Entry> m_heap;
    std::uint64_t m_nextOrder = 0;
};

} // namespace mf
