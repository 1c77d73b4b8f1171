// Passwords on the wire, masked: beside the trace, what may be shown of the records that carry one.
#pragma once

#include "sim/story/secrets.h"

#include <map>

namespace mf::ui {

class Masks {
public:
    /// Takes in the records [size(), records): in their order, because what is secret follows from what was
    /// said before.
    void grow(const Trace &trace, Index records);
    void clear() { *this = Masks{}; }

    /// The record's octets with stars for what is secret; null: nothing is.
    const Slices *of(Index record) const;

private:
    story::SecretFinder m_finder;
    Index m_size = 0;
    std::map<Index, Slices> m_masked;
};

} // namespace mf::ui
