#include "sim/policy/greylist.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace mf::policy {

std::string networkOf(const IpAddress &client)
{
    const std::string_view octets = client.octets();
    const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(octets[i]); };
    if (!client.isV6())
        return fmt::format("{}/24", IpAddress::v4(at(0), at(1), at(2), 0).print());
    std::array<std::uint8_t, 16> network{};
    for (std::size_t i = 0; i < 8; ++i)
        network[i] = at(i);
    return fmt::format("{}/64", IpAddress::v6(network).print());
}

Duration Greylist::judge(const IpAddress &client, std::string_view from, std::string_view to, Instant now)
{
    const Triplet triplet{networkOf(client), ascii::toLower(from), ascii::toLower(to)};
    Known known{now, now, m_delay <= Duration::zero()};
    if (const Known *before = m_known.find(triplet)) {
        const bool forgotten =
            before->passed ? now - before->last > kGreylistMemory : now - before->first > kGreylistWindow;
        if (!forgotten)
            known = {before->first, now, before->passed || now - before->first >= m_delay};
    }
    remember(triplet, known);
    return known.passed ? Duration::zero() : m_delay - (now - known.first);
}

void Greylist::remember(const Triplet &triplet, Known known)
{
    if (const Known *before = m_known.find(triplet))
        m_byLast.erase({before->last, triplet});
    else if (m_known.size() >= m_limit)
        forgetOldest();
    m_byLast.put({known.last, triplet}, 0);
    m_known.put(triplet, known);
}

void Greylist::forgetOldest()
{
    const auto *oldest = m_byLast.atOrAfter({Instant::min(), {}});
    if (!oldest)
        return;
    const auto key = oldest->first; // a copy: the entry goes
    m_known.erase(key.second);
    m_byLast.erase(key);
}

} // namespace mf::policy
