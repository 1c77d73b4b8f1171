// One number for a whole run: equal fingerprints mean equal traces, record by record.
#pragma once

#include "sim/kernel/trace.h"

#include <cstdint>
#include <string>

namespace mf {

/// A 64-bit hash of records in order; the same on every machine.
class Fingerprint {
public:
    void add(const Record &record);
    std::uint64_t value() const { return m_hash; }
    std::string print() const; ///< 16 hexadecimal digits

    friend bool operator==(const Fingerprint &, const Fingerprint &) = default;

private:
    void mix(std::uint64_t word);
    void mix(std::string_view octets);

    std::uint64_t m_hash = 0x6d61696c666c6f77;
};

Fingerprint fingerprintOf(const Trace &trace);

} // namespace mf
