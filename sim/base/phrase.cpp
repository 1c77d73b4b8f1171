#include "sim/base/phrase.h"

namespace mf {

std::string Phrase::text(Translation into) const
{
    if (!m_isPattern)
        return m_text;
    std::string_view pattern = into != nullptr ? into(m_text) : std::string_view();
    if (pattern.empty())
        pattern = m_text;
    std::string out;
    for (std::size_t next = 0; !pattern.empty();) {
        const PatternPiece piece = takePiece(pattern, next);
        if (piece.value == PatternPiece::kNoPlace)
            out += piece.text;
        else if (piece.value < m_values.size())
            out += m_values[piece.value].text(into);
    }
    return out;
}

} // namespace mf
