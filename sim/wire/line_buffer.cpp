#include "sim/wire/line_buffer.h"

#include <algorithm>

namespace mf {

LineBuffer::Taken LineBuffer::takeLine(std::string &line)
{
    constexpr std::size_t kShown = 80;
    for (;;) {
        const std::size_t from = std::max(m_scanned, m_start);
        const std::size_t end = m_octets.find("\r\n", from);
        if (end == std::string::npos) {
            m_scanned =
                m_octets.empty() ? 0 : std::max(from, m_octets.size() - 1); // a CR may wait for its LF
            if (m_dropping) {
                const bool halfEnd = !empty() && m_octets.back() == '\r';
                consume(size() - (halfEnd ? 1 : 0));
                return Taken::Incomplete;
            }
            if (size() < m_limit)
                return Taken::Incomplete;
            // Too long already, CRLF or not: say so now, so that no more than the limit is ever kept.
            if (size() == m_limit && m_octets.back() == '\r')
                return Taken::Incomplete;
            line.assign(pending().substr(0, kShown));
            m_dropping = true;
            const bool halfEnd = m_octets.back() == '\r';
            consume(size() - (halfEnd ? 1 : 0));
            return Taken::TooLong;
        }
        const std::size_t length = end - m_start;
        if (m_dropping) {
            m_dropping = false;
            consume(length + 2);
            continue;
        }
        const bool fits = length + 2 <= m_limit;
        line.assign(pending().substr(0, fits ? length : kShown));
        consume(length + 2);
        return fits ? Taken::Line : Taken::TooLong;
    }
}

std::string LineBuffer::takeOctets(std::size_t count)
{
    std::string out(pending().substr(0, count));
    consume(out.size());
    return out;
}

void LineBuffer::consume(std::size_t count)
{
    constexpr std::size_t kWasteOctets = 4096;
    m_start += std::min(count, size());
    m_scanned = std::max(m_scanned, m_start);
    if (m_start == m_octets.size()) {
        m_octets.clear();
        m_start = 0;
        m_scanned = 0;
    } else if (m_start > kWasteOctets && m_start * 2 > m_octets.size()) {
        m_octets.erase(0, m_start);
        m_scanned -= m_start;
        m_start = 0;
    }
}

void LineBuffer::clear()
{
    m_octets.clear();
    m_start = 0;
    m_scanned = 0;
    m_dropping = false;
}

} // namespace mf
