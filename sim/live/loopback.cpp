#include "sim/live/loopback.h"

namespace mf::live {

std::optional<std::uint16_t>
bindBoth(const std::function<Bound(const QHostAddress &address, std::uint16_t &port)> &bindOne,
         const std::function<void()> &unbind, std::uint16_t wanted)
{
    for (int tries = wanted == 0 ? kEphemeralTries : 1; tries > 0; --tries) {
        std::uint16_t port = wanted;
        if (bindOne(QHostAddress(QHostAddress::LocalHost), port) == Bound::Yes
            && bindOne(QHostAddress(QHostAddress::LocalHostIPv6), port) != Bound::Taken)
            return port;
        unbind();
    }
    return std::nullopt;
}

} // namespace mf::live
