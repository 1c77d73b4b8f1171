// Text that ends with a line of one dot, from the other side: dot stuffing (RFC 5321 section 4.5.2, RFC 1939
// section 3). Driven by the SMTP client after DATA and by the POP3 server for RETR and TOP.
#pragma once

#include "sim/base/blob.h"

#include <cstddef>
#include <cstdint>

namespace mf {

/// Gives a letter piece by piece as it goes over the wire, with the final CRLF "." CRLF. The pieces share the
/// letter's octets: nothing is copied, a stuffed dot is a piece of its own.
class DotWriter {
public:
    explicit DotWriter(Slices letter) : m_letter(std::move(letter)), m_dot(Blob::copyOf(".")) { }

    /// The next octets, at least one and at most `limitOctets` (> 0), but for the end, which comes whole.
    Slices next(std::size_t limitOctets);
    bool done() const { return m_done; }

private:
    enum class At : std::uint8_t { LineStart, Text, Cr };

    void takeFrom(const Blob &part, Slices &out);

    Slices m_letter;
    Blob m_dot;
    std::size_t m_piece = 0, m_offset = 0;
    At m_at = At::LineStart;
    bool m_done = false;
};

} // namespace mf
