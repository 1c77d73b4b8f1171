// CRLF framing for line protocols: takes octets as they come, gives whole lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mf {

/// Octets that wait until a line of them is whole. Only CRLF ends a line: a bare CR or LF stays in it, for the
/// session to refuse. Holds at most one line over its limit, whatever the peer sends.
class LineBuffer {
public:
    enum class Taken { Line, Incomplete, TooLong };

    /// `limitOctets` counts the CRLF.
    explicit LineBuffer(std::size_t limitOctets) : m_limit(limitOctets) { }

    void feed(std::string_view octets) { m_octets += octets; }

    /// Line: `line` is the next line without its CRLF. TooLong: a line over the limit was dropped up to its CRLF
    /// (`line` is its beginning), said once per such line. Incomplete: feed more.
    Taken takeLine(std::string &line);

    /// Up to `count` octets as they are (literals, message text).
    std::string takeOctets(std::size_t count);

    std::string_view pending() const { return std::string_view(m_octets).substr(m_start); }
    void consume(std::size_t count);
    std::size_t size() const { return m_octets.size() - m_start; }
    bool empty() const { return size() == 0; }
    void clear();
    void setLimit(std::size_t limitOctets) { m_limit = limitOctets; }

private:
    std::string m_octets;
    std::size_t m_start = 0;   // what is before it is consumed; moved away now and then, not per line
    std::size_t m_scanned = 0; // no CRLF starts before it: octet-by-octet input stays linear
    std::size_t m_limit;
    bool m_dropping = false; // inside a line that was too long
};

} // namespace mf
