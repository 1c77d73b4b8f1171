#include "sim/imap/frame_reader.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace mf::imap {

namespace {

constexpr std::size_t kBeginningOctets = 256; // of a dropped frame: the longest tag shown back, and a verb
constexpr std::size_t kTailOctets = 32;       // "{18446744073709551615+}" CRLF

/// The announcement at the end of a line: {n} or {n+}, however large: whoever sends {n+} sends the octets too,
/// and they must never be taken for commands.
std::optional<FrameReader::Announced> announcement(std::string_view line)
{
    if (line.empty() || line.back() != '}')
        return std::nullopt;
    line.remove_suffix(1);
    const bool waits = line.empty() || line.back() != '+';
    if (!waits)
        line.remove_suffix(1);
    const auto brace = line.rfind('{');
    if (brace == std::string_view::npos)
        return std::nullopt;
    const std::string_view digits = line.substr(brace + 1);
    if (digits.empty() || !std::ranges::all_of(digits, ascii::isDigit))
        return std::nullopt;
    constexpr auto kTooMany = std::numeric_limits<std::uint64_t>::max();
    return FrameReader::Announced{ascii::number<std::uint64_t>(digits).value_or(kTooMany), waits};
}

} // namespace

FrameReader::Taken FrameReader::take(std::string_view &octets, Literals literals)
{
    MF_CHECK(m_at != At::Announcement);
    while (!octets.empty()) {
        if (m_at == At::Literal || m_at == At::DroppedLiteral) {
            const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(m_remaining, octets.size()));
            if (m_at == At::Literal)
                m_text += octets.substr(0, count);
            else
                m_dropped += count;
            octets.remove_prefix(count);
            m_remaining -= count;
            if (m_remaining == 0) {
                m_at = m_at == At::Literal ? At::Line : At::DroppedLine;
                m_lineStart = m_text.size();
            }
            continue;
        }
        const auto end = octets.find('\n');
        const std::string_view piece = octets.substr(0, end == std::string_view::npos ? end : end + 1);
        keep(piece);
        octets.remove_prefix(piece.size());
        if (end == std::string_view::npos || !lineEnds())
            continue;
        if (m_at == At::Line)
            return endOfLine(literals);
        if (droppedFrameEnds(literals))
            return Taken::Dropped;
    }
    return Taken::Incomplete;
}

void FrameReader::keep(std::string_view octets)
{
    if (m_at == At::Line && m_text.size() + octets.size() <= m_limit) {
        m_text += octets;
        return;
    }
    if (m_at == At::Line) { // too long: only its beginning and its end matter from here on
        m_at = At::DroppedLine;
        m_dropped = m_text.size();
        const std::string_view line = std::string_view(m_text).substr(m_lineStart);
        m_tail = line.substr(line.size() - std::min(line.size(), kTailOctets));
        if (m_text.size() < kBeginningOctets)
            m_text += octets.substr(0, kBeginningOctets);
        m_text.resize(std::min(m_text.size(), kBeginningOctets));
    }
    m_dropped += octets.size();
    m_tail += octets.substr(octets.size() - std::min(octets.size(), kTailOctets));
    if (m_tail.size() > kTailOctets)
        m_tail.erase(0, m_tail.size() - kTailOctets);
}

bool FrameReader::lineEnds() const
{
    if (m_at == At::DroppedLine)
        return m_tail.ends_with("\r\n");
    return m_text.size() >= m_lineStart + 2 && m_text.ends_with("\r\n");
}

FrameReader::Taken FrameReader::endOfLine(Literals literals)
{
    if (literals == Literals::None)
        return Taken::Frame;
    const std::string_view line =
        std::string_view(m_text).substr(m_lineStart, m_text.size() - m_lineStart - 2);
    const auto found = announcement(line);
    if (!found)
        return Taken::Frame;
    m_announced = *found;
    m_at = At::Announcement;
    return Taken::Literal;
}

bool FrameReader::droppedFrameEnds(Literals literals)
{
    const std::string line = std::exchange(m_tail, {});
    const auto found = announcement(std::string_view(line).substr(0, line.size() - 2));
    if (literals == Literals::None || !found || found->waits)
        return true;
    m_remaining = found->octets;
    m_at = m_remaining == 0 ? At::DroppedLine : At::DroppedLiteral;
    return false;
}

void FrameReader::acceptLiteral(std::size_t frameLimitOctets)
{
    MF_CHECK(m_at == At::Announcement);
    m_limit = frameLimitOctets;
    m_remaining = m_announced.octets;
    m_at = m_remaining == 0 ? At::Line : At::Literal;
    m_lineStart = m_text.size();
}

FrameReader::Taken FrameReader::refuseLiteral()
{
    MF_CHECK(m_at == At::Announcement);
    m_text.resize(std::min(m_text.size(), kBeginningOctets));
    m_tail.clear();
    m_remaining = m_announced.octets;
    m_at = m_remaining == 0 ? At::DroppedLine : At::DroppedLiteral;
    return m_announced.waits ? Taken::Dropped : Taken::Incomplete;
}

void FrameReader::notALiteral()
{
    MF_CHECK(m_at == At::Announcement);
    m_at = At::Line;
}

Blob FrameReader::takeFrame()
{
    m_text.resize(m_text.size() - 2);
    Blob frame(std::exchange(m_text, {}));
    clear();
    return frame;
}

std::string FrameReader::takeBeginning()
{
    std::string beginning = std::exchange(m_text, {});
    clear();
    return beginning;
}

void FrameReader::clear()
{
    m_at = At::Line;
    m_text.clear();
    m_tail.clear();
    m_lineStart = 0;
    m_remaining = 0;
    m_dropped = 0;
    m_limit = m_lineLimit;
}

} // namespace mf::imap
