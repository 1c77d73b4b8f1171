// The streams on which a machine's resolver asks what does not fit into a datagram (RFC 7766): one for each question.
#pragma once

#include "sim/base/cow.h"
#include "sim/base/ip.h"
#include "sim/node/node_io.h"
#include "sim/wire/datagram_machine.h"

#include <cstdint>
#include <optional>
#include <string>

namespace mf::node {

/// A value. The number that the machine chose for a question is in the token of its stream.
class DnsStreams {
public:
    OpenStream carry(Datagram &&query);
    /// What the machine is to be told; nothing: it has been told all.
    std::optional<DatagramInput> handle(const SessionReported &input);
    std::optional<DatagramInput> handle(const SessionEnded &input);
    std::optional<DatagramInput> handle(const StreamRefused &input);
    void forget() { m_peers = {}; }

private:
    static constexpr std::uint64_t kTokens = std::uint64_t{1} << 62;
    static std::uint16_t portOf(std::uint64_t token) { return static_cast<std::uint16_t>(token); }
    std::optional<DatagramInput> fail(std::uint64_t token, std::string reason);

    CowMap<std::uint64_t, Endpoint> m_peers; // by token: whom the question goes to
};

} // namespace mf::node
