// Lines with literals (RFC 3501 sections 2.2 and 4.3): takes octets as they come, gives whole commands or
// responses. Both sides of IMAP read through it; whoever owns it decides which literals may come in.
#pragma once

#include "sim/base/blob.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mf::imap {

/// A frame is a line and, where the line ends in {n}, n octets and the line that goes on after them. It holds
/// no more octets than its limit, whatever the peer sends. Only CRLF ends a line: a bare CR or LF stays in
/// it, for the parser to refuse.
class FrameReader {
public:
    enum class Taken : std::uint8_t {
        Incomplete, ///< all octets are taken; more are needed
        Frame,      ///< whole: takeFrame()
        Literal,    ///< the line ends in {n}: acceptLiteral() or refuseLiteral() before anything else
        Dropped,    ///< what was too long or refused has passed: takeBeginning()
    };
    /// Whether lines may end in a literal. Not while a line is base 64 of SASL, or DONE.
    enum class Literals : std::uint8_t { Expected, None };

    struct Announced {
        std::uint64_t octets = 0; ///< the highest there is where it is more
        bool waits = true;        ///< the sender waits for a continuation: {n}, not {n+} (RFC 7888)
    };

    /// The limit counts all octets of a frame, with every CRLF.
    explicit FrameReader(std::size_t limitOctets) : m_lineLimit(limitOctets), m_limit(limitOctets) { }

    /// Consumes octets from the front up to the next thing to tell.
    Taken take(std::string_view &octets, Literals literals);

    const Announced &announced() const { return m_announced; }
    /// What there is of the frame so far, the announcement of the literal included.
    std::string_view soFar() const { return m_text; }
    /// The literal belongs to the frame, which may now have as many octets in all.
    void acceptLiteral(std::size_t frameLimitOctets);
    /// Drops the frame. A literal whose sender does not wait still comes, and what follows it: Dropped is
    /// told after that.
    Taken refuseLiteral();
    /// The line only looks like it (the text of a response may say anything): it is a whole frame.
    void notALiteral();

    /// The frame without its final CRLF; literals lie in it as {n} CRLF octets.
    Blob takeFrame();
    /// Octets that have come of a frame that is dropped.
    std::uint64_t dropped() const { return m_dropped; }
    /// The first octets of what was dropped, for its tag.
    std::string takeBeginning();

    /// Nothing of a frame is held.
    bool atStart() const { return m_at == At::Line && m_text.empty(); }
    void clear();

private:
    enum class At : std::uint8_t { Line, Announcement, Literal, DroppedLine, DroppedLiteral };

    void keep(std::string_view octets);
    bool lineEnds() const;
    Taken endOfLine(Literals literals);
    bool droppedFrameEnds(Literals literals);

    At m_at = At::Line;
    std::string m_text;
    std::string m_tail;            // of a line that is dropped: enough for CRLF and an announcement
    std::size_t m_lineStart = 0;   // where the current line begins in m_text
    std::uint64_t m_remaining = 0; // octets of the literal still to come
    std::uint64_t m_dropped = 0;
    Announced m_announced;
    std::size_t m_lineLimit, m_limit;
};

} // namespace mf::imap
