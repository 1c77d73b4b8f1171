// The moments that lessons and claims name, found in a trace.
#pragma once

#include "sim/kernel/trace.h"
#include "sim/world/scenario.h"

#include <optional>
#include <string>
#include <vector>

namespace mf::story {

/// Looks for moments in a trace that grows: each record is looked at once.
class MomentFinder {
public:
    MomentFinder() = default;
    /// Names are by NodeId; a node without one is nobody that a moment names.
    MomentFinder(std::vector<MomentSpec> moments, std::vector<std::string> nodeNames);

    /// Looks at what has come since, up to the first `records` of the trace.
    void grow(const Trace &trace, Index records);
    /// Forgets what was found: another trace follows.
    void clear();

    std::size_t size() const { return m_moments.size(); }
    const MomentSpec &spec(std::size_t i) const { return m_moments[i].spec; }
    /// The first record that is the moment; nothing: it has not come (yet).
    std::optional<Index> found(std::size_t i) const { return m_moments[i].record; }

private:
    struct Moment {
        MomentSpec spec;
        MailId mail = MailId::None; // once the letter is written
        std::optional<Index> record;
    };
    void look(Moment &moment, const Record &record) const;

    std::vector<Moment> m_moments;
    std::vector<std::string> m_nodeNames;
    Index m_seen = 0;
};

/// The first record that is such a moment; nothing: it has not come (yet). Names are by NodeId.
std::optional<Index> firstMoment(const MomentSpec &moment, const Trace &trace,
                                 const std::vector<std::string> &nodeNames);

/// Whether what the claim says is there to be seen: the moment that shows it has come, and before the one that
/// has to come later.
bool isShown(const Claim &claim, const Trace &trace, const std::vector<std::string> &nodeNames);

/// A moment in words, for whoever writes scenarios: "letter hello is stored at mx.example.net".
std::string inWords(const MomentSpec &moment);

} // namespace mf::story
