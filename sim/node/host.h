// A machine without a program of ours: it is there, it has an address, and nobody listens. Also where real
// clients stand.
#pragma once

#include "sim/base/time.h"
#include "sim/node/node_io.h"
#include "sim/node/view.h"
#include "sim/wire/machine.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace mf::node {

class Host {
public:
    Effects handle(const NodeInput &, const Moment &) { return {}; }
    std::optional<Instant> deadline() const { return std::nullopt; }
    std::unique_ptr<StreamMachine> listen(std::uint16_t) const { return nullptr; }
    void describe(NodeView &, Instant) const { }
};

} // namespace mf::node
