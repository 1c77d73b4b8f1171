#include "sim/world/reverse_name.h"

#include <fmt/format.h>

#include <iterator>
#include <ranges>

namespace mf {

std::string reverseName(const IpAddress &address)
{
    std::string name;
    for (const char c : address.octets() | std::views::reverse) {
        const auto octet = static_cast<unsigned char>(c);
        if (address.isV6())
            fmt::format_to(std::back_inserter(name), "{:x}.{:x}.", octet & 0xfu, octet >> 4);
        else
            fmt::format_to(std::back_inserter(name), "{}.", octet);
    }
    return name + (address.isV6() ? kReverseV6 : kReverseV4);
}

} // namespace mf
