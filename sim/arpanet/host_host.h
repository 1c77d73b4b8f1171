// The Host/Host Protocol between the Network Control Programs (NCP) of two ARPANET hosts: what they say to open,
// feed and close a connection between two sockets, and the frame in which every message travels.
//
// As RFC 6529 prints it, the protocol of January 1972. What TENEX spoke in the autumn of 1971 was close to it (RFC
// 107) and is not known octet by octet. Left out: the IMPs' own acknowledgements (RFNM), and the initial connection
// by which a program found out the other one's socket (RFC 165): here both know it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mf::arpanet {

/// The text of one message, so that it fits with its header into the 8095 bits that an IMP takes (BBN report 1822).
inline constexpr std::size_t kMessageOctets = 1000;
/// Of a byte as a connection counts it (RFC 6529 section 3.1): mail went in octets.
inline constexpr std::uint8_t kByteBits = 8;
/// The link on which the NCPs themselves speak (RFC 6529 section 2.1).
inline constexpr std::uint8_t kControlLink = 0;

/// The control messages that are spoken here, by their opcodes (RFC 6529 section 3.3).
enum class Verb : std::uint8_t {
    Rts = 1, ///< receiver to sender: connect these sockets, on this link
    Str = 2, ///< sender to receiver: connect these sockets, in bytes of this size
    Cls = 3, ///< close this connection, or refuse it; over when both have said it
    All = 4, ///< so many messages and bits more may be sent on this link
};
std::string_view name(Verb verb); ///< "RTS", "STR", "CLS", "ALL"

struct Control {
    Verb verb = Verb::Cls;
    std::uint32_t mySocket = 0, yourSocket = 0; ///< not of ALL. Even ones receive, odd ones send
    std::uint8_t link = 0;                      ///< of RTS and ALL; of STR: bits in a byte
    std::uint16_t messages = 0;                 ///< of ALL
    std::uint32_t bits = 0;                     ///< of ALL
    friend bool operator==(const Control &, const Control &) = default;
};
std::string encode(const Control &control);
/// Nothing: these octets are no control message that is spoken here.
std::optional<Control> decode(std::string_view octets);
/// "STR socket 33 to socket 98, bytes of 8 bits": as the trace shows it.
std::string inWords(const Control &control);

struct Message {
    std::uint8_t link = kControlLink;
    std::string octets;
    friend bool operator==(const Message &, const Message &) = default;
};
/// Leader and header, 72 bits (RFC 6529 section 2), and the octets after them.
std::string framed(const Message &message);

/// Cuts a stream into messages.
class MessageReader {
public:
    void feed(std::string_view octets) { m_buffer += octets; }
    /// The next whole message; nothing: it is not all there, or isBroken().
    std::optional<Message> next();
    /// The other side sends no messages.
    bool isBroken() const { return m_broken; }

private:
    std::string m_buffer;
    bool m_broken = false;
};

} // namespace mf::arpanet
