// What a mail server knows of the machines that it delivers to: how many streams stand to each, and which of
// them could not be reached lately, so that a hundred letters for a dead host do not each wait for its silence.
#pragma once

#include "sim/base/cow.h"
#include "sim/base/ip.h"
#include "sim/base/time.h"
#include "sim/node/view.h"

#include <cstddef>
#include <string>
#include <vector>

namespace mf::node {

/// Streams to one address at once; more letters for it wait until one is over.
inline constexpr std::size_t kStreamsPerHost = 20;
/// How long a host that could not be reached is left alone, unless the first retry is due before.
inline constexpr Duration kLeftAlone = 5min;
/// Hosts that are remembered as unreachable; beyond, what was found out is forgotten at once.
inline constexpr std::size_t kUnreachableLimit = 1000;

/// A value. Hosts are known by address: of a host with several, one may be dead and another alive.
class RemoteHosts {
public:
    struct Unreachable {
        Instant until{}; ///< left alone
        std::string reason;
    };

    bool hasRoom(const IpAddress &address) const;
    void opened(const IpAddress &address, const std::string &host);
    void closed(const IpAddress &address);
    /// It could not be reached, or talks to nobody.
    void failed(const IpAddress &address, const std::string &host, Unreachable why, Instant now);
    /// It does talk.
    void answered(const IpAddress &address);
    /// Null: nothing speaks against trying.
    const Unreachable *unreachable(const IpAddress &address, Instant now) const;

    void describe(std::vector<RemoteHostView> &hosts) const;

private:
    struct Host {
        std::string name;
        std::size_t streams = 0;
        Unreachable last;
    };
    void forgetOld(Instant now);

    CowMap<IpAddress, Host> m_hosts;
};

} // namespace mf::node
