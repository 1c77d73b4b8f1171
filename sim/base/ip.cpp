#include "sim/base/ip.h"

#include <arpa/inet.h>

namespace mf {

IpAddress IpAddress::v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d)
{
    IpAddress ip;
    ip.m_octets = {a, b, c, d};
    return ip;
}

IpAddress IpAddress::v6(const std::array<std::uint8_t, 16> &octets)
{
    IpAddress ip;
    ip.m_v6 = true;
    ip.m_octets = octets;
    return ip;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    const std::string z(text);
    IpAddress ip;
    if (inet_pton(AF_INET, z.c_str(), ip.m_octets.data()) == 1)
        return ip;
    ip.m_v6 = true;
    if (inet_pton(AF_INET6, z.c_str(), ip.m_octets.data()) == 1)
        return ip;
    return std::nullopt;
}

std::string_view IpAddress::octets() const
{
    return {reinterpret_cast<const char *>(m_octets.data()), m_v6 ? 16u : 4u};
}

std::string IpAddress::print() const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(m_v6 ? AF_INET6 : AF_INET, m_octets.data(), text.data(), text.size());
    return text.data();
}

std::string IpAddress::literal() const { return (m_v6 ? "[IPv6:" : "[") + print() + "]"; }

} // namespace mf
