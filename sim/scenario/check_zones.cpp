#include "sim/scenario/check.h"

#include "sim/base/ascii.h"
#include "sim/dns/master.h"
#include "sim/dns/zone.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::schema {

using yaml::Mark;

namespace {

/// The offset of a place that is told by line and column of the text.
std::size_t offsetOf(std::string_view text, int line, int column)
{
    std::size_t start = 0;
    for (int n = 1; n < line && start != text.npos; ++n)
        start = text.find('\n', start) == text.npos ? text.npos : text.find('\n', start) + 1;
    return std::min(start == text.npos ? text.size()
                                       : start + static_cast<std::size_t>(std::max(column, 1)) - 1,
                    text.size());
}

class ZoneCheck {
public:
    ZoneCheck(Reading &reading, const ZoneLines &zone) : m_reading(reading), m_zone(zone) { }

    void report(const Faults &faults)
    {
        for (const Fault &fault : faults)
            m_reading.fault(fault.line == 0 ? m_zone.value.where()
                                            : place(offsetOf(m_zone.value.text, fault.line, fault.column)),
                            fault.message);
    }

    /// A name without a final dot gets the origin appended: seldom meant where it ends in another domain of
    /// the file already.
    void foreignNames(const std::vector<dns::Record> &records)
    {
        for (const dns::Record &record : records)
            if (const auto target = dns::targetOf(record); target && isMistaken(*target)) {
                const std::string written = writtenAs(*target);
                if (const std::size_t at = m_zone.value.text.find(written); at != written.npos)
                    m_reading.fault(place(at), phrase("{} names \"{}\"; final dot missing: \"{}\"",
                                                      dns::typeName(record.type), target->printAbsolute(),
                                                      fmt::format("{}.", written)));
            }
    }

private:
    Mark place(std::size_t offset) const { return placeInText(m_reading.source(), m_zone.value, offset); }

    /// Without the origin.
    std::string writtenAs(const dns::Name &name) const
    {
        const std::string whole = name.print();
        return whole.size() <= m_zone.origin.size()
                   ? std::string()
                   : whole.substr(0, whole.size() - m_zone.origin.size() - 1);
    }

    bool isMistaken(const dns::Name &name) const
    {
        const auto origin = dns::Name::parse(m_zone.origin);
        if (!origin || origin->isRoot() || !name.isWithin(*origin))
            return false;
        const std::string written = ascii::toLower(writtenAs(name));
        return std::ranges::any_of(m_zone.domains, [&](const std::string &domain) {
            return domain != m_zone.origin
                   && (written == domain || written.ends_with(fmt::format(".{}", domain)));
        });
    }

    Reading &m_reading;
    const ZoneLines &m_zone;
};

} // namespace

void checkZoneLines(Reading &reading, const ZoneLines &zone)
{
    const auto origin = dns::Name::parse(zone.origin);
    if (!zone.value.isText() || !origin)
        return; // said elsewhere
    ZoneCheck check(reading, zone);
    const dns::MasterText lines = dns::readMaster(zone.value.text, *origin);
    check.report(lines.errors);
    check.report(lines.warnings);
    check.foreignNames(lines.records);
    if (!zone.whole || !lines.errors.empty())
        return;
    if (const auto made = dns::Zone::make(*origin, lines.records); !made)
        check.report(made.error());
}

} // namespace mf::schema
