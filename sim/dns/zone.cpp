#include "sim/dns/zone.h"

#include "sim/base/check.h"
#include "sim/dns/master.h"

#include <algorithm>

namespace mf::dns {

namespace {

bool has(const std::vector<Record> &node, std::uint16_t type)
{
    return std::ranges::any_of(node, [&](const Record &r) { return r.type == type; });
}

void copyOfType(std::vector<Record> &out, const std::vector<Record> &node, std::uint16_t type)
{
    std::ranges::copy_if(node, std::back_inserter(out), [&](const Record &r) { return r.type == type; });
}

Record madeSoa(const Name &origin, const std::vector<Record> &apex)
{
    Soa soa;
    const auto ns = std::ranges::find(apex, type::Ns, &Record::type);
    soa.primary = ns != apex.end() ? targetOf(*ns).value_or(origin) : origin;
    soa.mailbox = Name::parse("hostmaster", origin).value_or(origin);
    return makeSoa(origin, kDefaultTtl, soa);
}

/// What no zone may have at one name (RFC 1034 section 3.6.2, RFC 2181 section 10.1).
void checkNode(Faults &faults, const Name &name, const std::vector<Record> &node)
{
    const auto cnames = std::ranges::count(node, type::Cname, &Record::type);
    if (cnames > 1)
        faults.push_back(
            {{}, 0, 0, phrase("\"{}\" has more than one CNAME; keep one", name.printAbsolute()), {}});
    else if (cnames == 1 && node.size() > 1)
        faults.push_back(
            {{},
             0,
             0,
             phrase("\"{}\" has a CNAME and other records; keep the one or the others", name.printAbsolute()),
             {}});
    if (std::ranges::count(node, type::Soa, &Record::type) > 1)
        faults.push_back(
            {{}, 0, 0, phrase("\"{}\" has more than one SOA; keep one", name.printAbsolute()), {}});
}

} // namespace

std::expected<Zone, Faults> Zone::make(const Name &origin, const std::vector<Record> &records)
{
    Faults faults;
    Nodes nodes;
    for (const Record &record : records) {
        if (!record.name.isWithin(origin) || record.cls != kClassIn || isMetaType(record.type)) {
            faults.push_back({{},
                              0,
                              0,
                              phrase("\"{}\" does not belong in the zone \"{}\"", record.name.printAbsolute(),
                                     origin.printAbsolute()),
                              {}});
            continue;
        }
        Node &node = nodes[record.name];
        const auto same = [&](const Record &r) { return r.type == record.type && r.rdata == record.rdata; };
        if (std::ranges::none_of(node, same)) // RFC 2181 section 5: a set has no duplicates
            node.push_back(record);
    }
    Node &apex = nodes[origin];
    if (!has(apex, type::Soa))
        apex.push_back(madeSoa(origin, apex));
    for (auto &[name, node] : nodes) {
        std::ranges::stable_sort(node, {}, &Record::type);
        checkNode(faults, name, node);
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return Zone(origin, std::move(nodes));
}

Zone::Zone(Name origin, Nodes nodes) : m_origin(std::move(origin))
{
    m_soa = *std::ranges::find(nodes.at(m_origin), type::Soa, &Record::type);
    if (const auto soa = soaOf(m_soa))
        m_soa.ttl = std::min(m_soa.ttl, soa->minimum); // RFC 2308 section 3
    m_nodes = std::make_shared<const Nodes>(std::move(nodes));
}

std::expected<Zone, Faults> Zone::changed(const std::vector<Record> &records) const
{
    const auto replaced = [&](const Record &old) {
        return old.type == type::Soa || std::ranges::any_of(records, [&](const Record &record) {
                   return record.name == old.name && record.type == old.type;
               });
    };
    std::vector<Record> all = records;
    for (const auto &[name, node] : *m_nodes)
        std::ranges::remove_copy_if(node, std::back_inserter(all), replaced);
    const bool bringsSoa =
        std::ranges::any_of(records, [](const Record &one) { return one.type == type::Soa; });
    if (std::optional<Soa> soa = soaOf(m_soa); soa && !bringsSoa) {
        ++soa->serial;
        all.push_back(makeSoa(m_origin, m_soa.ttl, *soa));
    }
    return make(m_origin, all);
}

ZoneAnswer Zone::lookup(const Name &name, std::uint16_t type) const
{
    MF_CHECK(name.isWithin(m_origin));
    if (const Node *cut = cutAbove(name))
        return delegation(*cut);
    const Node *node = find(name);
    const bool exact = node != nullptr;
    if (!exact && hasNamesBelow(name))
        return negative(ZoneAnswer::Kind::NoData); // an empty non-terminal exists (RFC 8020)
    if (!exact)
        node = wildcardFor(name);
    if (node == nullptr)
        return negative(ZoneAnswer::Kind::NoSuchName);

    ZoneAnswer answer;
    const bool alias = type != type::Cname && type != type::Any && has(*node, type::Cname);
    answer.kind = alias ? ZoneAnswer::Kind::Alias : ZoneAnswer::Kind::Found;
    const std::uint16_t wanted = type == type::Any ? node->front().type : type;
    copyOfType(answer.records, *node, alias ? type::Cname : wanted);
    if (answer.records.empty())
        return negative(ZoneAnswer::Kind::NoData);
    if (!exact)
        for (Record &record : answer.records)
            record.name = name; // RFC 4592 section 3.3.1: synthesised
    return answer;
}

std::vector<Record> Zone::addresses(const Name &name) const
{
    std::vector<Record> out;
    if (const Node *node = find(name)) {
        copyOfType(out, *node, type::A);
        copyOfType(out, *node, type::Aaaa);
    }
    return out;
}

const Zone::Node *Zone::find(const Name &name) const
{
    const auto it = m_nodes->find(name);
    return it != m_nodes->end() ? &it->second : nullptr;
}

/// The delegation nearest to the origin on the way down to `name`; null: the zone itself answers.
const Zone::Node *Zone::cutAbove(const Name &name) const
{
    const Node *cut = nullptr;
    for (Name at = name; at != m_origin; at = at.parent())
        if (const Node *node = find(at); node != nullptr && has(*node, type::Ns))
            cut = node;
    return cut;
}

/// RFC 4592 section 3.3.1: only the wildcard right below the closest name that exists counts.
const Zone::Node *Zone::wildcardFor(const Name &name) const
{
    for (Name at = name; at != m_origin;) {
        at = at.parent();
        if (const auto star = at.wildcard())
            if (const Node *node = find(*star))
                return node;
        if (find(at) != nullptr || hasNamesBelow(at))
            return nullptr;
    }
    return nullptr;
}

bool Zone::hasNamesBelow(const Name &name) const
{
    const auto next = m_nodes->upper_bound(name);
    return next != m_nodes->end() && next->first.isWithin(name);
}

ZoneAnswer Zone::negative(ZoneAnswer::Kind kind) const { return {kind, {}, {m_soa}, {}}; }

ZoneAnswer Zone::delegation(const Node &cut) const
{
    ZoneAnswer answer{ZoneAnswer::Kind::Delegation, {}, {}, {}};
    copyOfType(answer.authority, cut, type::Ns);
    for (const Record &ns : answer.authority)
        if (const auto host = targetOf(ns))
            for (Record &address : addresses(*host))
                answer.glue.push_back(std::move(address));
    return answer;
}

ZoneText readZone(std::string_view origin, std::string_view text, std::uint32_t defaultTtl)
{
    const auto name = Name::parse(origin);
    if (!name)
        return {{}, {{{}, 0, 0, phrase("\"{}\" is not a domain name", origin), {}}}, {}};
    MasterText master = readMaster(text, *name, defaultTtl);
    ZoneText result{{}, std::move(master.errors), std::move(master.warnings)};
    if (!result.errors.empty())
        return result;
    if (auto zone = Zone::make(*name, master.records))
        result.zone = std::move(*zone);
    else
        result.errors = std::move(zone.error());
    return result;
}

const Zone *zoneFor(const Zones &zones, const Name &name)
{
    for (Name at = name;; at = at.parent()) {
        if (const auto it = zones.find(at); it != zones.end())
            return &it->second;
        if (at.isRoot())
            return nullptr;
    }
}

} // namespace mf::dns
