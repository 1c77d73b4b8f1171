// Master files (RFC 1035 section 5): the text in which people write zones. Lines are ours, RDATA is read by
// ldns.
#pragma once

#include "sim/base/fault.h"
#include "sim/dns/record.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mf::dns {

inline constexpr std::uint32_t kDefaultTtl = 3600;     ///< seconds, where the text says nothing
inline constexpr std::uint32_t kTtlLimit = 0x7fffffff; ///< RFC 2181 section 8
inline constexpr std::size_t kMasterTextLimitOctets = 1024 * 1024;
inline constexpr std::size_t kMasterFaultLimit = 50; ///< reading stops there

struct MasterText {
    std::vector<Record> records;
    Faults errors;
    /// Names that lack their final dot, as it seems: relative ones that end in the origin's own name. They
    /// are read as written.
    Faults warnings;
};

/// Records of class IN relative to `origin`. $ORIGIN and $TTL are followed; $INCLUDE is an error. Lines and
/// columns of the faults count from 1 in `text`; their file is empty.
MasterText readMaster(std::string_view text, const Name &origin, std::uint32_t defaultTtl = kDefaultTtl);

} // namespace mf::dns
