// Small worlds for tests, made without a file.
#pragma once

#include "sim/kernel/trace.h"
#include "sim/world/history.h"
#include "sim/world/scenario.h"
#include "sim/world/world.h"

#include <cstdint>

namespace mf::test {

/// Alice and Bob at mail.example.org, one letter between them; no DNS.
Scenario oneServer();
/// Alice at mail.example.org writes to Carol: mx.example.net takes it, store.example.net has the mailbox.
Scenario twoNetworks();
/// twoNetworks with several letters of several sizes, lossy links, machines and links that fail and come back, all drawn from the seed.
Scenario stormy(std::uint64_t seed);

/// stormy with second names, lists, lists of lists, a catch-all, forwarding in circles between the two networks, and
/// a mailbox that holds kDaveQuotaOctets.
Scenario crowded(std::uint64_t seed);
inline constexpr std::uint64_t kDaveQuotaOctets = 60'000;

/// Builds; a test that cannot build has failed.
World built(const Scenario &scenario);
/// Steps until nothing is pending or it is `until`.
Trace run(World &world, Instant until = Instant::max());

} // namespace mf::test
