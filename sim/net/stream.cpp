#include "sim/net/stream.h"

#include "sim/base/check.h"
#include "sim/wire/machine.h"

#include <algorithm>
#include <utility>

namespace mf::net {

Instant Direction::depart(InFlight what, Instant now, const LinkSpec &link, RandomStream &random)
{
    const std::size_t octets = what.octets.size();
    m_linkFree = std::max(m_linkFree, now) + transmissionTime(link, octets);
    m_lastArrival = std::max(m_lastArrival, m_linkFree + streamDelay(link, random));
    what.arrives = m_lastArrival;
    m_octetsInFlight += octets;
    m_sentSinceDrained += octets;
    m_inFlight.push_back(std::move(what));
    return m_lastArrival;
}

InFlight Direction::arrive()
{
    MF_CHECK(!empty());
    InFlight first = std::move(m_inFlight[m_first++]);
    m_octetsInFlight -= first.octets.size();
    if (empty()) {
        m_inFlight.clear();
        m_first = 0;
    } else if (m_first * 2 > m_inFlight.size()) {
        m_inFlight.erase(m_inFlight.begin(), m_inFlight.begin() + static_cast<std::ptrdiff_t>(m_first));
        m_first = 0;
    }
    return first;
}

void Direction::cut()
{
    m_inFlight.clear();
    m_first = 0;
    m_octetsInFlight = 0;
}

bool Direction::takeDrained()
{
    if (m_sentSinceDrained < kHighWaterOctets || m_octetsInFlight > kLowWaterOctets)
        return false;
    m_sentSinceDrained = 0;
    return true;
}

} // namespace mf::net
