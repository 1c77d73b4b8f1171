// Text that ends with a line of one dot: undoes dot stuffing and finds the end (RFC 5321 section 4.5.2, RFC 1939
// section 3). Driven by the SMTP server after DATA and by the POP3 client after RETR.
#pragma once

#include "sim/base/blob.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mf {

/// Starts at a line start, because the CRLF of the command or reply before it counts as the first half of
/// CRLF "." CRLF: a lone dot at once is an empty letter. Only CRLF "." CRLF ends the text; a bare CR or LF is kept and
/// remembered, so that the session can refuse the letter (SMTP smuggling). A letter over the limit is counted
/// and not kept.
class DotReader {
public:
    /// What is kept is cut into pieces of this size, so that a copy of a session in mid-letter shares them.
    static constexpr std::size_t kPieceOctets = 64 * 1024;

    explicit DotReader(std::uint64_t letterLimitOctets) : m_limitOctets(letterLimitOctets) { }

    /// Returns how many octets were consumed: all, or up to the end of the text.
    std::size_t feed(std::string_view octets);

    bool done() const { return m_at == At::End; }
    bool bareNewline() const { return m_bareNewline; }
    bool tooLarge() const { return m_octets > m_limitOctets; }
    std::uint64_t octets() const { return m_octets; } ///< of the letter so far, kept or not
    std::size_t longestLineOctets() const
    {
        return m_longestLine;
    } ///< with its CRLF, without the stuffed dot
    Slices takeLetter();

private:
    enum class At : std::uint8_t { LineStart, Dot, DotCr, Text, Cr, End };

    At next(char c);
    std::size_t takeRun(std::string_view octets);
    void keep(std::string_view text);
    void cutPiece();
    void endLine(std::size_t octets);

    std::uint64_t m_limitOctets;
    std::uint64_t m_octets = 0;
    std::size_t m_line = 0, m_longestLine = 0;
    Slices m_pieces;
    std::string m_text;
    At m_at = At::LineStart;
    bool m_bareNewline = false;
};

} // namespace mf
