// A name server that answers from its own zones (RFC 1034 section 4.3.2) and asks nobody.
#pragma once

#include "sim/dns/message.h"
#include "sim/dns/zone.h"
#include "sim/wire/datagram_machine.h"

#include <memory>

namespace mf::dns {

/// Longest chain of aliases that one answer follows within the server's zones; the asker goes on from there.
inline constexpr int kAliasLimit = 8;

/// The answer to any query, by whatever it came: REFUSED outside the zones and for transfers, NOTIMP for
/// other opcodes, FORMERR unless there is one question, BADVERS for an EDNS to come.
Message answerFrom(const Zones &zones, const Message &query);

class AuthoritativeServer final : public DatagramMachine {
public:
    explicit AuthoritativeServer(std::shared_ptr<const Zones> zones) : m_zones(std::move(zones)) { }

    /// To ResolveFor: Failed, for it resolves nothing.
    DatagramActions handle(const DatagramInput &input, Instant now) override;
    std::optional<Instant> deadline() const override { return std::nullopt; }
    std::unique_ptr<DatagramMachine> clone() const override
    {
        return std::make_unique<AuthoritativeServer>(*this);
    }

private:
    std::shared_ptr<const Zones> m_zones;
};

} // namespace mf::dns
