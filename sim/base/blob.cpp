#include "sim/base/blob.h"

#include <algorithm>

namespace mf {

Blob::Blob(std::string octets)
{
    if (octets.empty())
        return;
    m_owner = std::make_shared<const std::string>(std::move(octets));
    m_view = *m_owner;
}

Blob Blob::slice(std::size_t offset, std::size_t count) const
{
    Blob part;
    if (offset >= m_view.size())
        return part;
    part.m_view = m_view.substr(offset, count);
    if (!part.m_view.empty())
        part.m_owner = m_owner;
    return part;
}

void Slices::append(Blob piece)
{
    if (piece.empty())
        return;
    m_size += piece.size();
    if (m_first.empty())
        m_first = std::move(piece);
    else
        m_rest.push_back(std::move(piece));
}

void Slices::append(const Slices &more)
{
    const std::size_t count = more.pieceCount(); // taken first: more may be *this
    for (std::size_t i = 0; i < count; ++i)
        append(Blob(more.piece(i)));
}

std::string Slices::flatten(std::size_t limitOctets) const
{
    std::string out;
    out.reserve(std::min(m_size, limitOctets));
    for (std::size_t i = 0; i < pieceCount() && out.size() < limitOctets; ++i)
        out += piece(i).view().substr(0, limitOctets - out.size());
    return out;
}

Blob Slices::joined() const { return pieceCount() <= 1 ? m_first : Blob(flatten()); }

bool operator==(const Slices &a, const Slices &b)
{
    if (a.m_size != b.m_size)
        return false;
    if (a.pieceCount() <= 1 && b.pieceCount() <= 1)
        return a.m_first == b.m_first;
    return a.flatten() == b.flatten();
}

} // namespace mf
