// Octets that never change once made, shared and not copied: letters, protocol lines, datagrams.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mf {

/// A view into shared immutable octets that keeps them alive. Copying costs a reference count; slicing
/// shares. Equality is by content.
class Blob {
public:
    static constexpr std::size_t kToEnd = std::string_view::npos;

    Blob() = default;
    explicit Blob(std::string octets);
    static Blob copyOf(std::string_view octets) { return Blob(std::string(octets)); }

    std::string_view view() const { return m_view; }
    std::size_t size() const { return m_view.size(); }
    bool empty() const { return m_view.empty(); }

    /// Octets [offset, offset + count), clipped to what is there. Shares, does not copy.
    Blob slice(std::size_t offset, std::size_t count = kToEnd) const;

    friend bool operator==(const Blob &a, const Blob &b) { return a.m_view == b.m_view; }

private:
    std::shared_ptr<const std::string> m_owner;
    std::string_view m_view; // into *m_owner, which never moves
};

/// A sequence of octets in pieces: what a machine sends and what a record shows. A letter of 25 MB
/// between two short lines is three pieces and no copy. Equality is by content, not by pieces.
class Slices {
public:
    Slices() = default;
    Slices(Blob only) : m_first(std::move(only)), m_size(m_first.size()) { } // NOLINT: a Blob is one piece
    explicit Slices(std::string octets) : Slices(Blob(std::move(octets))) { }

    void append(Blob piece);
    void append(const Slices &more);

    std::size_t size() const { return m_size; } ///< octets in all
    bool empty() const { return m_size == 0; }
    std::size_t pieceCount() const { return m_first.empty() ? 0 : 1 + m_rest.size(); }
    const Blob &piece(std::size_t i) const { return i == 0 ? m_first : m_rest[i - 1]; }

    /// All octets in one string; for display, tests and small things.
    std::string flatten(std::size_t limitOctets = Blob::kToEnd) const;
    /// All octets as one Blob: free where there is one piece.
    Blob joined() const;

    friend bool operator==(const Slices &a, const Slices &b);

private:
    Blob m_first; // most are one piece: no allocation for it
    std::vector<Blob> m_rest;
    std::size_t m_size = 0;
};

} // namespace mf
