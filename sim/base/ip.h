// IP addresses and ports of the virtual network; both families in one value.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mf {

/// An IPv4 or IPv6 address in network order.
class IpAddress {
public:
    IpAddress() = default; ///< 0.0.0.0: no address
    static IpAddress v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d);
    static IpAddress v6(const std::array<std::uint8_t, 16> &octets);
    static std::optional<IpAddress> parse(std::string_view text);

    bool isV6() const { return m_v6; }
    bool isNone() const { return *this == IpAddress{}; }
    /// 4 or 16 octets, as an A or AAAA record holds them.
    std::string_view octets() const;
    std::string print() const;
    /// The address literal of EHLO and Received (RFC 5321 section 4.1.3): [192.0.2.1] or [IPv6:2001:db8::1].
    std::string literal() const;

    friend auto operator<=>(const IpAddress &, const IpAddress &) = default;

private:
    bool m_v6 = false;
    std::array<std::uint8_t, 16> m_octets{};
};

struct Endpoint {
    IpAddress address;
    std::uint16_t port = 0;
    friend auto operator<=>(const Endpoint &, const Endpoint &) = default;
};

} // namespace mf
