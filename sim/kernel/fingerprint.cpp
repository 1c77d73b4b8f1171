#include "sim/kernel/fingerprint.h"

#include <fmt/format.h>

namespace mf {

void Fingerprint::mix(std::uint64_t word)
{
    m_hash = (m_hash ^ word) * 0x9fb21c651e98df25;
    m_hash ^= m_hash >> 32;
}

void Fingerprint::mix(std::string_view octets)
{
    mix(std::uint64_t{octets.size()});
    std::uint64_t word = 0;
    int filled = 0;
    for (const char c :
         octets) { // put together by shifts, not memcpy: the same on machines of either endianness
        word = word << 8 | static_cast<unsigned char>(c);
        if (++filled == 8) {
            mix(word);
            word = 0;
            filled = 0;
        }
    }
    if (filled > 0)
        mix(word);
}

void Fingerprint::add(const Record &record)
{
    mix(record.id);
    mix(record.cause);
    mix(static_cast<std::uint64_t>(record.at.time_since_epoch().count()));
    mix(static_cast<std::uint64_t>(record.until.time_since_epoch().count()));
    mix(std::uint64_t{raw(record.from)} << 32 | raw(record.to));
    mix(raw(record.stream));
    mix(raw(record.mail));
    mix(static_cast<std::uint64_t>(record.kind));
    mix(std::uint64_t{record.bytes.size()});
    for (std::size_t i = 0; i < record.bytes.pieceCount(); ++i)
        mix(record.bytes.piece(i).view());
    mix(record.facts.packed());
}

std::string Fingerprint::print() const { return fmt::format("{:016x}", m_hash); }

Fingerprint fingerprintOf(const Trace &trace)
{
    Fingerprint fingerprint;
    for (const Record &record : trace)
        fingerprint.add(record);
    return fingerprint;
}

} // namespace mf
