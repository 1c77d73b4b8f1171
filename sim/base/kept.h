// What is made of something immutable at first use, and kept beside it.
#pragma once

#include <atomic>
#include <memory>

namespace mf {

/// A value nobody has made yet, or that never changes again. Readers in several threads may come at once: all
/// get the one that was finished first. It is not part of what its owner *is*: a copy begins without it.
template <typename T>
class Kept {
public:
    Kept() = default;
    Kept(const Kept &) { }
    Kept &operator=(const Kept &) { return *this; }
    ~Kept() { delete m_made.load(std::memory_order_acquire); }

    /// `make` returns a T; equal whenever it is called.
    template <typename Make>
    const T &get(Make make) const
    {
        if (const T *made = m_made.load(std::memory_order_acquire))
            return *made;
        auto fresh = std::make_unique<const T>(make());
        const T *there = nullptr;
        if (m_made.compare_exchange_strong(there, fresh.get(), std::memory_order_acq_rel))
            return *fresh.release();
        return *there;
    }

private:
    mutable std::atomic<const T *> m_made{nullptr};
};

} // namespace mf
