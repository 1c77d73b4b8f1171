// The DNS that a scenario leaves out: its servers, and the zones that they serve (RFC 1034 section 4, RFC
// 1035 section 5).
#pragma once

#include "sim/world/scenario.h"

#include <string>
#include <string_view>
#include <vector>

namespace mf {

/// Whether a letter may have to find its way by DNS: two mail systems, a recipient in a foreign domain, or a
/// file that speaks of DNS.
bool needsDns(const Scenario &scenario);

/// For each mail server (by its index in nodes; -1 for other nodes) the mail system that it is part of:
/// servers that serve the same domain are one system. Numbered from 0 in the order of the domains, then of
/// the nodes.
std::vector<int> mailSystems(const Scenario &scenario);

/// Adds the resolver and the name servers that are missing ("resolver", "a.root", "ns.tld-org",
/// "ns1.example.org").
void addDnsServers(Scenario &scenario);

/// Writes the zones that are not given. Every node has its address by now.
void addZones(Scenario &scenario);

} // namespace mf
