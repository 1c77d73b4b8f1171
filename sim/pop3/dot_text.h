// Multi-line responses (RFC 1939 section 3): dot stuffing and the line with a single dot that ends them.
#pragma once

#include "sim/base/blob.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mf::pop3 {

/// A letter as it goes out: lines that begin with a dot get another one, and after the last line comes the
/// end. Taken in pieces, so that no more is made than can be sent. What needs no dot is shared and not
/// copied.
class DotWriter {
public:
    explicit DotWriter(Blob text) : m_text(std::move(text)) { }

    /// The next piece, made from at most `limitOctets` (1 or more) of the text.
    Slices take(std::size_t limitOctets);
    bool done() const { return m_done; }

private:
    Blob m_text;
    std::size_t m_at = 0;
    bool m_done = false;
};

/// Undoes it. Only CRLF ends a line: a bare CR or LF is text.
class DotReader {
public:
    explicit DotReader(std::size_t limitOctets) : m_limit(limitOctets) { }

    /// Returns how many octets were consumed; what comes after the end is left.
    std::size_t feed(std::string_view octets);
    bool done() const { return m_at == At::End; }
    /// The text was longer than the limit: it is read to its end and not kept.
    bool tooLong() const { return m_tooLong; }
    std::string takeText() { return std::move(m_text); }

private:
    enum class At : std::uint8_t { LineStart, Dot, DotCr, Text, Cr, End };
    At next(char c);
    void keep(std::string_view octets);

    std::string m_text;
    std::size_t m_limit;
    At m_at = At::LineStart;
    bool m_tooLong = false;
};

} // namespace mf::pop3
