#include "sim/story/pcap.h"

#include "sim/story/saying.h"

#include <algorithm>
#include <span>

namespace mf::story {

namespace {

// RFC 9293 section 3.1.
constexpr std::uint8_t kFin = 0x01, kSyn = 0x02, kRst = 0x04, kPush = 0x08, kAck = 0x10;
constexpr std::uint8_t kTcp = 6, kUdp = 17;
constexpr std::uint16_t kWindow = 65535, kDnsPort = 53, kFirstFreePort = 49152, kFreePorts = 16384;
constexpr std::size_t kTcpHeader = 20, kUdpHeader = 8, kUdpLimit = 65000;
constexpr std::size_t kPiecesInWindow = 40;
constexpr int kClient = 0, kServer = 1;

// Everything in a packet is big-endian; the file's own numbers are little-endian, as its first block says.
void putBig(std::string &out, std::uint64_t value, int octets)
{
    for (int i = octets - 1; i >= 0; --i)
        out += static_cast<char>(value >> 8 * i & 0xff);
}

void putLittle(std::string &out, std::uint64_t value, int octets)
{
    for (int i = 0; i < octets; ++i)
        out += static_cast<char>(value >> 8 * i & 0xff);
}

void setBig16(std::string &out, std::size_t at, std::uint16_t value)
{
    out[at] = static_cast<char>(value >> 8);
    out[at + 1] = static_cast<char>(value & 0xff);
}

/// The Internet checksum (RFC 1071).
std::uint16_t checksum(std::string_view octets)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < octets.size(); ++i)
        sum += std::uint32_t{static_cast<unsigned char>(octets[i])} << (i % 2 == 0 ? 8 : 0);
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<std::uint16_t>(~sum & 0xffff);
}

/// What the checksums of TCP and UDP cover beside themselves (RFC 9293 section 3.1, RFC 8200 section 8.1).
std::string pseudoHeader(const IpAddress &from, const IpAddress &to, std::uint8_t protocol,
                         std::size_t length)
{
    std::string header(from.octets());
    header += to.octets();
    putBig(header, length, 4);
    putBig(header, protocol, 4);
    if (!from.isV6()) { // zero, protocol, length
        header.resize(8);
        putBig(header, protocol, 2);
        putBig(header, length, 2);
    }
    return header;
}

void pad(std::string &out) { out.resize((out.size() + 3) / 4 * 4); }

void putOption(std::string &out, std::uint16_t code, std::string_view value)
{
    putLittle(out, code, 2);
    putLittle(out, value.size(), 2);
    out += value;
    pad(out);
}

/// A block: type, length, body, length again.
std::string block(std::uint32_t type, std::string body)
{
    pad(body);
    std::string out;
    const std::size_t length = body.size() + 12;
    putLittle(out, type, 4);
    putLittle(out, length, 4);
    out += body;
    putLittle(out, length, 4);
    return out;
}

} // namespace

// ---- the file ---------------------------------------------------------------------------------------------

std::string PcapFile::begin(const std::vector<Host> &hosts) const
{
    std::string section;
    putLittle(section, 0x1a2b3c4d, 4);
    putLittle(section, 1, 2); // version 1.0
    putLittle(section, 0, 2);
    putLittle(section, ~std::uint64_t{0}, 8); // how long it is, nobody knows yet
    putOption(section, 4, "Mailflow");        // shb_userappl
    putLittle(section, 0, 4);
    std::string interface;
    putLittle(interface, 101, 2); // LINKTYPE_RAW: packets begin with IP; microseconds are the default
    putLittle(interface, 0, 2);
    putLittle(interface, 0, 4);                 // no limit
    putOption(interface, 2, "virtual network"); // if_name
    putLittle(interface, 0, 4);
    std::string names;
    for (const Host &host : hosts) {
        std::string entry(host.address.octets());
        entry += host.name;
        entry += '\0';
        putOption(names, host.address.isV6() ? 2 : 1, entry);
    }
    putLittle(names, 0, 4);
    return block(0x0a0d0d0a, section) + block(1, interface) + block(4, names);
}

std::string PcapFile::print(const Record &record)
{
    const std::string octets = m_secrets.mask(record).octets; // it has to see every record
    switch (record.kind) {
    case Kind::StreamOpening:
    case Kind::StreamOpened:
    case Kind::StreamRefused:
    case Kind::StreamClosing:
    case Kind::StreamClosed:
    case Kind::StreamBroken: stream(record); break;
    case Kind::Segment: segment(connection(record), record, octets); break;
    case Kind::Datagram: datagram(record); break;
    default: break; // happens inside a machine
    }
    return flush(record.at);
}

std::string PcapFile::end() { return flush(Instant::max()); }

std::string PcapFile::flush(Instant before)
{
    std::string out;
    const auto end = m_waiting.lower_bound(before);
    for (auto it = m_waiting.begin(); it != end; ++it)
        out += it->second;
    m_waiting.erase(m_waiting.begin(), end);
    return out;
}

// ---- TCP --------------------------------------------------------------------------------------------------

/// The record's connection, with its addresses; a stream's first record has them.
PcapFile::Connection &PcapFile::connection(const Record &record)
{
    const auto [place, isNew] = m_connections.try_emplace(record.stream);
    Connection &connection = place->second;
    if (!isNew)
        return connection;
    const std::uint64_t number = raw(record.stream);
    const Facts &facts = record.facts;
    connection.client = record.from;
    Side &client = connection.sides[kClient], &server = connection.sides[kServer];
    client.at = {m_hosts(record.from).address,
                 static_cast<std::uint16_t>(kFirstFreePort + number % kFreePorts)};
    const auto named = IpAddress::parse(facts.text(Key::Address));
    server.at = {named ? *named : m_hosts(record.to).address,
                 static_cast<std::uint16_t>(facts.number(Key::Port).value_or(0))};
    // Any number will do (RFC 9293 section 3.4.1 wants one that is hard to guess; nobody attacks here).
    client.next = static_cast<std::uint32_t>(number * 64'000);
    server.next = client.next + 32'000;
    return connection;
}

void PcapFile::stream(const Record &record)
{
    Connection &it = connection(record);
    const int side = record.from == it.client ? kClient : kServer;
    switch (record.kind) {
    case Kind::StreamOpening: it.called = true; return tcp(record.at, it, kClient, kSyn);
    case Kind::StreamOpened:
        if (!it.called) // a real client: there was no opening
            tcp(record.at, it, kClient, kSyn);
        it.established = true;
        tcp(record.at, it, kServer, kSyn | kAck);
        return tcp(record.at, it, kClient, kAck);
    case Kind::StreamRefused:
        if (record.facts.text(Key::Reason) == "connection refused")
            tcp(record.at, it, kServer, kRst | kAck);
        break;
    case Kind::StreamClosing: return finish(it, side, record.at, record.until);
    case Kind::StreamClosed:
        for (const int one : {kClient, kServer})
            finish(it, one, record.at, record.at);
        break;
    case Kind::StreamBroken:
        if (it.established)
            tcp(record.at, it, side, kRst | kAck);
        break;
    default: return;
    }
    m_connections.erase(record.stream);
}

void PcapFile::segment(Connection &connection, const Record &record, const std::string &octets)
{
    const int side = record.from == connection.client ? kClient : kServer;
    std::size_t unheard = 0; // pieces since the peer has last said that it has them
    for (std::size_t at = 0; at < octets.size(); at += kSegmentOctets) {
        const auto piece = std::string_view(octets).substr(at, kSegmentOctets);
        const bool last = at + piece.size() == octets.size();
        tcp(record.at, connection, side, last ? kPush | kAck : kAck, piece);
        if (!last && ++unheard % kPiecesInWindow == 0)
            tcp(record.at, connection, 1 - side, kAck);
    }
    if (record.facts.text(Key::Outcome) != "lost")
        tcp(std::max(record.at, record.until), connection, 1 - side, kAck);
}

void PcapFile::finish(Connection &connection, int side, Instant at, Instant until)
{
    if (connection.sides[side].finished || !connection.established)
        return;
    connection.sides[side].finished = true;
    tcp(at, connection, side, kFin | kAck);
    tcp(std::max(at, until), connection, 1 - side, kAck);
}

void PcapFile::tcp(Instant at, Connection &connection, int from, std::uint8_t flags, std::string_view octets)
{
    Side &self = connection.sides[from];
    const Side &peer = connection.sides[1 - from];
    std::string out;
    putBig(out, self.at.port, 2);
    putBig(out, peer.at.port, 2);
    putBig(out, self.next, 4);
    putBig(out, flags & kAck ? peer.next : 0, 4);
    putBig(out, kTcpHeader / 4 << 4, 1);
    putBig(out, flags, 1);
    putBig(out, kWindow, 2);
    putBig(out, 0, 4); // checksum, urgent pointer
    out += octets;
    setBig16(out, 16, checksum(pseudoHeader(self.at.address, peer.at.address, kTcp, out.size()) + out));
    self.next += static_cast<std::uint32_t>(octets.size()) + ((flags & (kSyn | kFin)) != 0 ? 1 : 0);
    packet(at, self.at.address, peer.at.address, kTcp, std::move(out));
}

// ---- UDP and IP -------------------------------------------------------------------------------------------

/// A record says to which port a datagram goes, not from which. A question has a free port of the client,
/// and question and answer have the same identification: the port is made of it.
void PcapFile::datagram(const Record &record)
{
    if (record.to == NodeId::None)
        return;
    const IpAddress from = m_hosts(record.from).address, to = m_hosts(record.to).address;
    const std::string octets = record.bytes.flatten(kUdpLimit);
    const auto octet = [&](std::size_t at) {
        return at < octets.size() ? static_cast<unsigned char>(octets[at]) : 0u;
    };
    const auto free = static_cast<std::uint16_t>(kFirstFreePort + (octet(0) * 256 + octet(1)) % kFreePorts);
    const bool asks = record.facts.number(Key::Port).value_or(kDnsPort) == kDnsPort;
    const std::uint16_t own = asks ? free : kDnsPort, port = asks ? kDnsPort : free;
    std::string out;
    putBig(out, own, 2);
    putBig(out, port, 2);
    putBig(out, kUdpHeader + octets.size(), 2);
    putBig(out, 0, 2);
    out += octets;
    const std::uint16_t sum = checksum(pseudoHeader(from, to, kUdp, out.size()) + out);
    setBig16(out, 6, sum == 0 ? 0xffff : sum); // RFC 768: zero would say that there is none
    packet(record.at, from, to, kUdp, std::move(out));
}

void PcapFile::packet(Instant at, const IpAddress &from, const IpAddress &to, std::uint8_t protocol,
                      std::string payload)
{
    if (from.isV6() != to.isV6())
        return; // nothing can go there
    std::string ip;
    if (from.isV6()) { // RFC 8200 section 3
        putBig(ip, 6u << 28, 4);
        putBig(ip, payload.size(), 2);
        putBig(ip, protocol, 1);
        putBig(ip, 64, 1);
    } else { // RFC 791 section 3.1
        putBig(ip, 0x4500, 2);
        putBig(ip, payload.size() + 20, 2);
        putBig(ip, m_identification++, 2);
        putBig(ip, 0x4000, 2); // do not fragment
        putBig(ip, 64, 1);
        putBig(ip, protocol, 1);
        putBig(ip, 0, 2);
    }
    ip += from.octets();
    ip += to.octets();
    if (!from.isV6())
        setBig16(ip, 10, checksum(ip));
    ip += payload;
    const auto stamp =
        static_cast<std::uint64_t>((m_epoch.time_since_epoch() + at.time_since_epoch()).count());
    std::string body;
    putLittle(body, 0, 4); // the interface
    putLittle(body, stamp >> 32, 4);
    putLittle(body, stamp & 0xffffffff, 4);
    putLittle(body, ip.size(), 4);
    putLittle(body, ip.size(), 4);
    body += ip;
    m_waiting.emplace(at, block(6, std::move(body)));
}

} // namespace mf::story
