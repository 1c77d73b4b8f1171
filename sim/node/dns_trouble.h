// What can be wrong with what a name server or resolver answers, while everything else about it works: faults.
#pragma once

#include "sim/dns/message.h"
#include "sim/node/node_io.h"

namespace mf::node {

class DnsTroubles {
public:
    void turn(const TroubleTurned &turned);
    /// The response as it leaves: that of a machine without troubles stays as it is.
    dns::Message spoiled(dns::Message response) const;
    /// The same for all responses among the effects of a node.
    void spoil(Effects &effects) const;

private:
    bool m_wrong = false, m_missing = false;
};

} // namespace mf::node
