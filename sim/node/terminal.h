// Somebody at a terminal who speaks a protocol by hand (as with telnet or openssl s_client): lines are typed
// one after the other, whatever is answered, and what comes back is read off the screen.
#pragma once

#include "sim/node/node_io.h"
#include "sim/wire/machine.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::node {

/// Types a line when there has been silence for `pause`; after the last one it waits that long and hangs up.
class Terminal final : public StreamMachine {
public:
    Terminal(Service service, std::vector<std::string> lines, Duration pause);

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override { return m_next; }
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<Terminal>(*this); }

private:
    void type(Actions &out);
    void read(std::string_view octets, Actions &out) const;
    void hangUp(Actions &out);

    Service m_service;
    std::vector<std::string> m_lines;
    Duration m_pause;
    std::size_t m_typed = 0; // lines
    std::optional<Instant> m_next;
};

/// The connection that a node opens for somebody who types there.
OpenStream terminalStream(const TypeLines &wish, std::uint64_t token);

} // namespace mf::node
