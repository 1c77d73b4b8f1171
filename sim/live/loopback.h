// A port that is the same on both loopback addresses.
#pragma once

#include <QHostAddress>

#include <cstdint>
#include <functional>
#include <optional>

namespace mf::live {

enum class Bound : std::uint8_t { Yes, Taken, NoSuchAddress };

/// Ports that the system chooses are free on one address, and perhaps not on the other: how many are tried.
inline constexpr int kEphemeralTries = 50;

/// The port wanted, or 0: any; on 127.0.0.1 alone where the machine has no IPv6. bindOne gets the port, and
/// leaves there which one it became; unbind undoes whatever was bound before. Nothing: it is taken, or, for 0,
/// kEphemeralTries were.
std::optional<std::uint16_t>
bindBoth(const std::function<Bound(const QHostAddress &address, std::uint16_t &port)> &bindOne,
         const std::function<void()> &unbind, std::uint16_t wanted);

} // namespace mf::live
