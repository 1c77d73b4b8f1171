#include "sim/wire/dot_reader.h"

#include <algorithm>
#include <utility>

namespace mf {

std::size_t DotReader::feed(std::string_view octets)
{
    std::size_t i = 0;
    while (i < octets.size() && m_at != At::End) {
        if (m_at == At::Text) {
            i += takeRun(octets.substr(i));
            if (i == octets.size())
                break;
        }
        m_at = next(octets[i++]);
    }
    return i;
}

/// Takes text, over as many lines as there are, up to what needs a closer look: a CR that is not the end of a
/// line, a bare LF, a line that starts with a dot, an end not yet here. It finds these by memchr and keeps
/// all at once.
std::size_t DotReader::takeRun(std::string_view octets)
{
    // Not further than this at once: a flood of bare CR or LF would have the rest searched for each of them.
    constexpr std::size_t kWindowOctets = 2048;
    octets = octets.substr(0, kWindowOctets);
    std::size_t lineStart = 0;
    std::size_t end = octets.size();
    for (;;) {
        const std::size_t cr = std::min(octets.find('\r', lineStart), octets.size());
        const std::size_t lf = octets.substr(lineStart, cr - lineStart).find('\n');
        if (lf != octets.npos) {
            end = lineStart + lf;
            break;
        }
        if (cr + 2 >= octets.size() || octets[cr + 1] != '\n' || octets[cr + 2] == '.') {
            end = cr;
            break;
        }
        endLine(cr + 2 - lineStart);
        lineStart = cr + 2;
    }
    m_line += end - lineStart;
    keep(octets.substr(0, end));
    return end;
}

DotReader::At DotReader::next(char c)
{
    switch (m_at) {
    case At::LineStart:
        if (c == '.')
            return At::Dot; // stuffing or the end: not text yet
        break;
    case At::Dot:
        if (c == '\r')
            return At::DotCr;
        break; // it was stuffing; c is text
    case At::DotCr:
        if (c == '\n')
            return At::End;
        keep("\r");
        ++m_line;
        m_bareNewline = true;
        break;
    case At::Cr:
        if (c == '\n') {
            keep("\n");
            endLine(1);
            return At::LineStart;
        }
        m_bareNewline = true;
        break;
    case At::Text: break;
    case At::End: return At::End;
    }
    m_bareNewline |= (c == '\n');
    keep({&c, 1});
    ++m_line;
    return c == '\r' ? At::Cr : At::Text;
}

void DotReader::endLine(std::size_t octets)
{
    m_longestLine = std::max(m_longestLine, m_line + octets);
    m_line = 0;
}

void DotReader::keep(std::string_view text)
{
    m_octets += text.size();
    if (tooLarge()) {
        m_pieces = {};
        m_text = {};
        return;
    }
    m_text += text;
    if (m_text.size() >= kPieceOctets)
        cutPiece();
}

Slices DotReader::takeLetter()
{
    cutPiece();
    return std::exchange(m_pieces, {});
}

void DotReader::cutPiece()
{
    m_pieces.append(Blob(std::move(m_text)));
    m_text.clear();
}

} // namespace mf
