// What can break, where, and what it is called: the one table from which the scenario's reader and schema, the
// fault menu and the words are made. A new fault is a row here, and a case in execution_faults.cpp.
#pragma once

#include "sim/net/link.h"
#include "sim/node/view.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

namespace mf {

enum class FaultKind : std::uint8_t {
    Down,
    Slow,
    Lossy,
    MailboxFull,
    Greylist,
    Refuse,
    DnsWrong,
    DnsMissing,
    DnsSlow
};
inline constexpr std::size_t kFaultKindCount = static_cast<std::size_t>(FaultKind::DnsSlow) + 1;

/// A link on which nothing is lost and nothing takes time: what a fault of a whole machine begins from.
inline constexpr net::LinkSpec kPerfectLink{
    .latency = 0us, .jitter = 0us, .bitsPerSecond = 0, .lossPerMillion = 0};

struct FaultRow {
    FaultKind kind;
    std::string_view name;                 ///< in a scenario file, a record and the words: "down"
    bool onLinks = false;                  ///< can happen to what lies between two machines
    unsigned onNodes = 0;                  ///< and to machines of these kinds, as bits: 1 << NodeKind
    net::LinkSpec usualLink{kPerfectLink}; ///< of slow and lossy, where nobody says how much
    Duration usualWait{};                  ///< of greylist and dns-slow, where nobody says how long
};

namespace faults {
constexpr unsigned bit(node::NodeKind kind) { return 1u << static_cast<unsigned>(kind); }

inline constexpr unsigned kServers = bit(node::NodeKind::MailServer);
inline constexpr unsigned kNames = bit(node::NodeKind::NameServer) | bit(node::NodeKind::Resolver);
inline constexpr unsigned kMachines = kServers | kNames | bit(node::NodeKind::Client)
                                      | bit(node::NodeKind::Host); // not real clients: they are not ours

inline constexpr net::LinkSpec kSlow{.latency = 2s, .jitter = 0us, .bitsPerSecond = 0, .lossPerMillion = 0};
inline constexpr net::LinkSpec kLossy{
    .latency = 0us, .jitter = 0us, .bitsPerSecond = 0, .lossPerMillion = 300'000};
} // namespace faults

/// By FaultKind.
inline constexpr FaultRow kFaultRows[] = {
    {FaultKind::Down, "down", true, faults::kMachines},
    {FaultKind::Slow, "slow", true, faults::kMachines, faults::kSlow},
    {FaultKind::Lossy, "lossy", true, faults::kMachines, faults::kLossy},
    {FaultKind::MailboxFull, "mailbox-full", false, faults::kServers},
    {FaultKind::Greylist, "greylist", false, faults::kServers, kPerfectLink, 5min},
    {FaultKind::Refuse, "refuse", false, faults::kServers},
    {FaultKind::DnsWrong, "dns-wrong", false, faults::kNames},
    {FaultKind::DnsMissing, "dns-missing", false, faults::kNames},
    {FaultKind::DnsSlow, "dns-slow", false, faults::kNames, kPerfectLink, 4s},
};
static_assert(std::size(kFaultRows) == kFaultKindCount);

const FaultRow &faultRow(FaultKind kind);
bool canHappenAt(FaultKind kind, node::NodeKind node);

std::string_view name(FaultKind kind); ///< "down", "slow", ...
std::optional<FaultKind> faultKindNamed(std::string_view name);

} // namespace mf
