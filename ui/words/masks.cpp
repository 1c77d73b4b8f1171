#include "ui/words/masks.h"

namespace mf::ui {

void Masks::grow(const Trace &trace, Index records)
{
    for (; m_size < records; ++m_size) {
        story::SecretFinder::Masked masked = m_finder.mask(trace[m_size]);
        if (masked.changed)
            m_masked.emplace(m_size, Slices(std::move(masked.octets)));
    }
}

const Slices *Masks::of(Index record) const
{
    const auto found = m_masked.find(record);
    return found == m_masked.end() ? nullptr : &found->second;
}

} // namespace mf::ui
