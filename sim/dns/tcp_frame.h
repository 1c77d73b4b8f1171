// How a message stands on a stream: two octets of length, then the message (RFC 1035 section 4.2.2).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mf::dns {

inline constexpr std::size_t kFrameLengthOctets = 2;

/// At most 65535 octets.
inline std::string framed(std::string_view message)
{
    std::string out;
    out.reserve(kFrameLengthOctets + message.size());
    out += static_cast<char>(message.size() >> 8);
    out += static_cast<char>(message.size() & 0xff);
    out += message;
    return out;
}

/// The message at the front, without its length; nothing: it is not whole yet.
inline std::optional<std::string_view> firstFramed(std::string_view octets)
{
    if (octets.size() < kFrameLengthOctets)
        return std::nullopt;
    const std::size_t length =
        std::size_t{static_cast<unsigned char>(octets[0])} << 8 | static_cast<unsigned char>(octets[1]);
    if (octets.size() - kFrameLengthOctets < length)
        return std::nullopt;
    return octets.substr(kFrameLengthOctets, length);
}

} // namespace mf::dns
