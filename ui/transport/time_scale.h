// Time as a timeline shows it: silence is compressed, so that milliseconds and hours both read. Strictly
// monotonous, exact both ways at events.
#pragma once

#include "sim/base/time.h"
#include "sim/kernel/trace.h"

#include <vector>

namespace mf::ui {

/// How long a pause looks, in units: nearly proportional below a millisecond, one unit for each doubling
/// above.
double stretch(Duration pause);

class TimeScale {
public:
    /// Takes in the records [size(), records).
    void grow(const Trace &trace, Index records);
    void clear() { *this = TimeScale{}; }

    double length() const { return m_marks.empty() ? 0 : m_marks.back().place; }
    double placeOf(Instant at) const;
    Instant timeAt(double place) const;

private:
    struct Mark {
        Instant at{};
        double place = 0;
    };
    std::vector<Mark> m_marks; // one for each moment at which something happened
    Index m_size = 0;
};

} // namespace mf::ui
