// A trace as a pcapng file (draft-ietf-opsawg-pcapng) for Wireshark and its kin: the network is virtual, so
// the packets are made: IP with TCP or UDP, as such a conversation would have them. Octets under TLS are
// written in clear, as the trace has them: they teach more that way. Nothing is written of passwords that
// the trace's other forms would mask.
#pragma once

#include "sim/base/ip.h"
#include "sim/kernel/trace.h"
#include "sim/story/secrets.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

class PcapFile {
public:
    /// Octets of a TCP segment at most: what an Ethernet frame has room for.
    static constexpr std::size_t kSegmentOctets = 1460;

    struct Host {
        std::string name;
        IpAddress address;
    };
    using Hosts = std::function<Host(NodeId)>;

    PcapFile(Hosts hosts, CalendarTime epoch) : m_hosts(std::move(hosts)), m_epoch(epoch) { }

    /// What the file begins with: section, interface, and the names of these machines' addresses.
    std::string begin(const std::vector<Host> &hosts) const;
    /// The packets that are known to come before everything that follows. Records go in in their order.
    std::string print(const Record &record);
    /// Those that are left.
    std::string end();

private:
    /// One end of a connection.
    struct Side {
        Endpoint at;
        std::uint32_t next = 0; ///< sequence number of its next octet
        bool finished = false;
    };
    struct Connection {
        NodeId client = NodeId::None;
        Side sides[2]; // client, server
        bool called = false, established = false;
    };

    Connection &connection(const Record &record);
    void stream(const Record &record);
    void segment(Connection &connection, const Record &record, const std::string &octets);
    void finish(Connection &connection, int side, Instant at, Instant until);
    void datagram(const Record &record);
    void tcp(Instant at, Connection &connection, int from, std::uint8_t flags, std::string_view octets = {});
    void packet(Instant at, const IpAddress &from, const IpAddress &to, std::uint8_t protocol,
                std::string payload);
    std::string flush(Instant before);

    Hosts m_hosts;
    CalendarTime m_epoch;
    SecretFinder m_secrets;
    std::map<StreamId, Connection> m_connections;
    std::multimap<Instant, std::string> m_waiting; // packets, until no earlier one can come
    std::uint16_t m_identification = 0;
};

} // namespace mf::story
