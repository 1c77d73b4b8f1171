#include "sim/wire/dot_writer.h"

namespace mf {

Slices DotWriter::next(std::size_t limitOctets)
{
    Slices out;
    while (!m_done && out.size() < limitOctets) {
        if (m_piece == m_letter.pieceCount()) {
            // RFC 5321 section 4.1.1.4: where the text does not end with CRLF, one is added.
            out.append(Blob::copyOf(m_at == At::LineStart ? ".\r\n" : "\r\n.\r\n"));
            m_done = true;
        } else if (m_offset == m_letter.piece(m_piece).size()) {
            ++m_piece;
            m_offset = 0;
        } else {
            takeFrom(m_letter.piece(m_piece).slice(m_offset, limitOctets - out.size()), out);
        }
    }
    return out;
}

/// Sends the part up to where a dot must be put in, and remembers whether a line starts there.
void DotWriter::takeFrom(const Blob &part, Slices &out)
{
    const std::string_view text = part.view();
    if (m_at == At::LineStart && text.front() == '.') {
        out.append(m_dot);
        m_at = At::Text;
        return;
    }
    std::size_t count = text.size();
    if (m_at == At::Cr && text.front() == '\n')
        count = 1;
    else if (const auto stuffed = text.find("\r\n."); stuffed != text.npos)
        count = stuffed + 2;
    out.append(part.slice(0, count));
    m_offset += count;
    const bool crBefore = count > 1 ? text[count - 2] == '\r' : m_at == At::Cr;
    const char last = text[count - 1];
    m_at = last == '\r' ? At::Cr : last == '\n' && crBefore ? At::LineStart : At::Text;
}

} // namespace mf
