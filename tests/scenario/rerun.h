// A scenario that is run and in which a person acts, for tests of what is kept of it.
#pragma once

#include "sim/scenario/keep.h"
#include "sim/world/history.h"

#include <QString>

#include <cstdint>
#include <string>

namespace mf::test {

class LiveRun {
public:
    explicit LiveRun(const QString &name); ///< of the scenarios' folder
    explicit LiveRun(const std::string &text);

    History &history() { return m_history; }
    const Trace &trace() const { return m_history.trace(); }
    const Record &last() const { return trace()[trace().size() - 1]; }
    const std::string &text() const { return m_text; }
    int count(Kind kind) const;
    bool step() { return m_history.forward().has_value(); }
    void toEnd();
    bool until(Kind kind); ///< until a step has ended with such a record
    void act(const PersonAct &act) { m_history.apply(act); }

    Doings doings() const;
    std::string
    saved() const; ///< the file with what was done; "": it could not be kept, and a message says why

private:
    std::string m_text;
    History m_history;
};

/// ByThemselves: without what people did, as a fault that is planned for later is an act in the window only.
enum class Compare : std::uint8_t { All, ByThemselves };
/// The first record that is another one when that text is run; "": there is none.
QString differenceOf(const LiveRun &run, const std::string &text, Compare compare = Compare::All);

} // namespace mf::test
