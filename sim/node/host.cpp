#include "sim/node/host.h"

namespace mf::node {

Effects Host::handle(const NodeInput &input, const Moment &)
{
    Effects out;
    if (const auto *typed = std::get_if<TypeLines>(&input))
        out.push_back(terminalStream(*typed, ++m_lastToken));
    return out;
}

} // namespace mf::node
