// A machine without a program of ours: it is there, it has an address, and nobody listens. Somebody may sit at
// its terminal. Also where real clients stand.
#pragma once

#include "sim/base/time.h"
#include "sim/node/node_io.h"
#include "sim/node/terminal.h"
#include "sim/node/view.h"
#include "sim/wire/machine.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace mf::node {

class Host {
public:
    Effects handle(const NodeInput &input, const Moment &);
    std::optional<Instant> deadline() const { return std::nullopt; }
    std::unique_ptr<StreamMachine> listen(std::uint16_t) const { return nullptr; }
    void describe(NodeView &, Instant) const { }

private:
    std::uint64_t m_lastToken = 0;
};

} // namespace mf::node
