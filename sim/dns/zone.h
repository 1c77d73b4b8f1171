// A zone (RFC 1034 section 4.2) as a value, and the look-up in it (RFC 1034 section 4.3.2, RFC 4592).
#pragma once

#include "sim/base/fault.h"
#include "sim/dns/record.h"

#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::dns {

/// What a zone says to a question.
struct ZoneAnswer {
    enum class Kind : std::uint8_t {
        Found,      ///< `records`
        Alias,      ///< the name is another name for something else: `records` is its CNAME
        Delegation, ///< others know: `authority` is their NS, `glue` their addresses where the zone has them
        NoData, ///< the name exists, the type does not: `authority` is the SOA, its TTL that of the answer
        NoSuchName, ///< the same for all types
    };
    Kind kind = Kind::NoSuchName;
    std::vector<Record> records, authority, glue;
};

/// Immutable; a copy shares everything.
class Zone {
public:
    /// Records at or below `origin`, class IN, in any order; equal ones count once. Without an SOA at the
    /// origin one is made. The errors have no line.
    static std::expected<Zone, Faults> make(const Name &origin, const std::vector<Record> &records);

    /// The zone with these records in the place of its own of the same name and type, and with the next
    /// serial (RFC 1982 section 3.1), so that whoever copies it sees that it is another.
    std::expected<Zone, Faults> changed(const std::vector<Record> &records) const;

    const Name &origin() const { return m_origin; }
    const Record &soa() const { return m_soa; }
    /// `name` is within the origin. ANY gives one set of the name (RFC 8482 section 4.1).
    ZoneAnswer lookup(const Name &name, std::uint16_t type) const;
    /// A and AAAA records of a name, glue included; empty: none here.
    std::vector<Record> addresses(const Name &name) const;
    /// Each of its records, by name.
    template <typename Visit> // visit(const Record &)
    void forEach(Visit visit) const
    {
        for (const auto &[name, records] : *m_nodes)
            for (const Record &record : records)
                visit(record);
    }

private:
    using Node = std::vector<Record>; // ascending by type, else in the order given
    using Nodes = std::map<Name, Node>;

    Zone(Name origin, Nodes nodes);
    const Node *find(const Name &name) const;
    const Node *cutAbove(const Name &name) const;
    const Node *wildcardFor(const Name &name) const;
    bool hasNamesBelow(const Name &name) const;
    ZoneAnswer negative(ZoneAnswer::Kind kind) const;
    ZoneAnswer delegation(const Node &cut) const;

    Name m_origin;
    Record m_soa;
    std::shared_ptr<const Nodes> m_nodes;
};

/// Master text as a zone: both its readings, errors of either.
struct ZoneText {
    std::optional<Zone> zone; ///< nothing: there are errors
    Faults errors, warnings;
};
ZoneText readZone(std::string_view origin, std::string_view text, std::uint32_t defaultTtl = 3600);

/// The zones of a server, by origin.
using Zones = std::map<Name, Zone>;
/// The one nearest to the name; null: none is above it.
const Zone *zoneFor(const Zones &zones, const Name &name);

} // namespace mf::dns
