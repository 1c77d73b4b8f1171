// Which services can have a door on this machine: their default ports, and how they are encrypted. A new real
// endpoint is a row here.
#pragma once

#include "sim/base/fault.h"
#include "sim/live/dns_limits.h"
#include "sim/node/config.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::live {

enum class Encryption : std::uint8_t { Never, OnRequest, FromStart };

struct ServiceRow {
    node::Service service;
    std::uint16_t defaultPort; ///< on loopback; a second node with the service gets the next port
    Encryption encryption;
    std::string_view busy;     ///< what a client is told when there are too many; "": it is only closed
    std::string_view farewell; ///< what it is told when the doors close; "": it is only closed
};

/// In the order in which endpoints are listed. LMTP has no door: it is spoken between machines of one
/// provider only.
std::span<const ServiceRow> services();
const ServiceRow *serviceRow(node::Service service); ///< null: has no door

/// Which port each door gets.
struct PortPlan {
    bool ephemeral = false;                       ///< whatever is free
    std::map<node::Service, std::uint16_t> first; ///< instead of the default: --port SERVICE=N
    /// Of doors that were open before: those of the same node and service get the same ones.
    std::map<std::pair<std::string, node::Service>, std::uint16_t> same = {};
};

/// One door that is wanted: a service of a node.
struct DoorPlan {
    std::string node;
    node::Service service;
    std::uint16_t port; ///< 0: whatever is free
};

/// Gives every (node, service), in that order, its port. Fails where counting up leaves 65535.
std::expected<std::vector<DoorPlan>, Fault>
planDoors(const std::vector<std::pair<std::string, node::Service>> &wanted, const PortPlan &plan);

/// A door that is open on 127.0.0.1 and ::1.
struct EndpointInfo {
    QString node;
    node::Service service = node::Service::Smtp;
    quint16 port = 0;
};

/// How many real clients are let in, and how long each may take for what no protocol has a time for.
struct ConnectionLimits {
    int perDoor = 400; ///< who may speak; one more is told so and closed
    int inAll = 800;
    /// Who has said its last word and still hears, or is being closed: no longer one of the above. For one
    /// more, who has been leaving longest is cut off.
    std::size_t leaving = 800;
    std::size_t turnedAway = 100; ///< who is told that there are too many; one more is closed without a word
    /// Inputs that wait for their turn, while a person looks elsewhere or the disk is slow. Beyond, who
    /// connects waits in the kernel's queue, and datagrams are lost; octets have kUnappliedLimitOctets for
    /// each client.
    std::size_t waiting = 10'000;
    std::chrono::milliseconds handshake = std::chrono::seconds(30); ///< of TLS; then it is cut off
    std::chrono::milliseconds linger = std::chrono::seconds(30);    ///< to take the last octets; then cut off
    std::chrono::milliseconds listening = std::chrono::minutes(5);  ///< after it half-closed; then cut off
    DnsLimits dns = {};
};

/// Reads SERVICE=N as the command line has it.
std::expected<std::pair<node::Service, std::uint16_t>, std::string> parsePort(std::string_view text);

} // namespace mf::live
