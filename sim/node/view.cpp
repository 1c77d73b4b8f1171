#include "sim/node/view.h"

#include <array>

namespace mf::node {

namespace {

// The order is that of NodeKind.
constexpr std::array<std::string_view, 6> kKinds = {"client",   "mail-server", "name-server",
                                                    "resolver", "host",        "real-client"};
static_assert(kKinds.size() == static_cast<std::size_t>(NodeKind::RealClient) + 1);

} // namespace

std::string_view name(NodeKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<NodeKind> nodeKindNamed(std::string_view name)
{
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        if (kKinds[i] == name)
            return static_cast<NodeKind>(i);
    return std::nullopt;
}

} // namespace mf::node
