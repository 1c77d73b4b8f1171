#include "sim/arpanet/host_host.h"

#include <fmt/format.h>

namespace mf::arpanet {

namespace {

constexpr std::size_t kHeaderOctets = 9;
// Places in the header: type, host, link and subtype of the leader; M1, byte size, byte count, M2.
constexpr std::size_t kLinkAt = 2, kSizeAt = 5, kCountAt = 6;

void put(std::string &out, std::uint32_t value, int octets)
{
    while (octets-- > 0)
        out += static_cast<char>((value >> (8 * octets)) & 0xff);
}

std::uint32_t number(std::string_view octets)
{
    std::uint32_t value = 0;
    for (const char c : octets)
        value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

/// Octets of a control message with its opcode; 0: it is not spoken here.
std::size_t lengthOf(std::uint8_t opcode)
{
    switch (Verb(opcode)) {
    case Verb::Rts:
    case Verb::Str: return 10;
    case Verb::Cls: return 9;
    case Verb::All: return 8;
    }
    return 0;
}

} // namespace

std::string_view name(Verb verb)
{
    switch (verb) {
    case Verb::Rts: return "RTS";
    case Verb::Str: return "STR";
    case Verb::Cls: return "CLS";
    case Verb::All: return "ALL";
    }
    return {};
}

std::string encode(const Control &control)
{
    std::string out(1, static_cast<char>(control.verb));
    if (control.verb == Verb::All) {
        put(out, control.link, 1);
        put(out, control.messages, 2);
        put(out, control.bits, 4);
        return out;
    }
    put(out, control.mySocket, 4);
    put(out, control.yourSocket, 4);
    if (control.verb != Verb::Cls)
        put(out, control.link, 1);
    return out;
}

std::optional<Control> decode(std::string_view octets)
{
    if (octets.empty() || octets.size() != lengthOf(static_cast<std::uint8_t>(octets[0])))
        return std::nullopt;
    Control control;
    control.verb = Verb(octets[0]);
    if (control.verb == Verb::All) {
        control.link = static_cast<std::uint8_t>(octets[1]);
        control.messages = static_cast<std::uint16_t>(number(octets.substr(2, 2)));
        control.bits = number(octets.substr(4, 4));
        return control;
    }
    control.mySocket = number(octets.substr(1, 4));
    control.yourSocket = number(octets.substr(5, 4));
    if (control.verb != Verb::Cls)
        control.link = static_cast<std::uint8_t>(octets[9]);
    return control;
}

std::string inWords(const Control &control)
{
    if (control.verb == Verb::All)
        return fmt::format("ALL link {}, {} messages, {} bits", control.link, control.messages, control.bits);
    const std::string sockets =
        fmt::format("{} socket {} to socket {}", name(control.verb), control.mySocket, control.yourSocket);
    if (control.verb == Verb::Str)
        return fmt::format("{}, bytes of {} bits", sockets, control.link);
    return control.verb == Verb::Rts ? fmt::format("{}, on link {}", sockets, control.link) : sockets;
}

std::string framed(const Message &message)
{
    std::string out(kHeaderOctets, '\0');
    out[kLinkAt] = static_cast<char>(message.link);
    out[kSizeAt] = kByteBits;
    out[kCountAt] = static_cast<char>(message.octets.size() >> 8);
    out[kCountAt + 1] = static_cast<char>(message.octets.size() & 0xff);
    return out + message.octets;
}

std::optional<Message> MessageReader::next()
{
    if (m_broken || m_buffer.size() < kHeaderOctets)
        return std::nullopt;
    const std::size_t count = number(std::string_view(m_buffer).substr(kCountAt, 2));
    m_broken = m_buffer[kSizeAt] != kByteBits || count > kMessageOctets;
    if (m_broken || m_buffer.size() < kHeaderOctets + count)
        return std::nullopt;
    Message message{static_cast<std::uint8_t>(m_buffer[kLinkAt]), m_buffer.substr(kHeaderOctets, count)};
    m_buffer.erase(0, kHeaderOctets + count);
    return message;
}

} // namespace mf::arpanet
