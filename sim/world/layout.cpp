#include "sim/world/layout.h"

#include "sim/base/ascii.h"
#include "sim/world/zones.h"

#include <algorithm>
#include <map>
#include <set>

namespace mf {

using node::NodeKind;

namespace {

/// Longer columns go on in the next one.
constexpr std::size_t kRows = 8;
constexpr double kColumn = 2;   // cells from one column to the next
constexpr double kFirstRow = 2; // below DNS

using Nodes = std::vector<std::size_t>; // by index

/// One mail system and who uses it.
struct System {
    Nodes outer; // servers that others talk to
    Nodes inner; // those behind: stores
    Nodes clients;
    std::size_t rows() const
    {
        return std::min(kRows, std::max({outer.size(), inner.size(), clients.size(), std::size_t{1}}));
    }
};

class Layout {
public:
    explicit Layout(Scenario &scenario);
    void run();

private:
    int systemOf(const NodeSpec &client) const;
    int serverSystem(const std::string &name) const;
    int senders() const;
    void alone(System &system);
    void place(const Nodes &column, double x, double direction, double top, std::size_t rows);
    void dns(const Nodes &nodes);

    Scenario &m_scenario;
    std::vector<int> m_systemOf; // by node
    std::map<std::string, std::size_t, std::less<>> m_index;
    std::vector<System> m_systems;
    Nodes m_dns, m_others;
};

Layout::Layout(Scenario &scenario) : m_scenario(scenario), m_systemOf(mailSystems(scenario))
{
    std::set<std::string, std::less<>> front; // mx hosts and the servers that clients send by
    for (const DomainSpec &domain : scenario.domains)
        for (const MxSpec &mx : domain.mx)
            front.insert(mx.host);
    int count = 0;
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        m_index.emplace(scenario.nodes[i].name, i);
        front.insert(scenario.nodes[i].outgoing);
        count = std::max(count, m_systemOf[i] + 1);
    }
    m_systems.resize(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        const NodeSpec &spec = scenario.nodes[i];
        const int system = spec.kind == NodeKind::MailServer ? m_systemOf[i]
                           : spec.kind == NodeKind::Client   ? systemOf(spec)
                                                             : -1;
        if (spec.kind == NodeKind::Resolver || spec.kind == NodeKind::NameServer)
            m_dns.push_back(i);
        else if (system < 0)
            m_others.push_back(i);
        else if (spec.kind == NodeKind::Client)
            m_systems[static_cast<std::size_t>(system)].clients.push_back(i);
        else if (front.contains(spec.name))
            m_systems[static_cast<std::size_t>(system)].outer.push_back(i);
        else
            m_systems[static_cast<std::size_t>(system)].inner.push_back(i);
    }
}

int Layout::serverSystem(const std::string &name) const
{
    const auto it = m_index.find(name);
    return it == m_index.end() ? -1 : m_systemOf[it->second];
}

int Layout::systemOf(const NodeSpec &client) const
{
    const int outgoing = serverSystem(client.outgoing);
    return outgoing >= 0 ? outgoing : serverSystem(client.incomingServer);
}

/// The system of who writes first.
int Layout::senders() const
{
    for (const ActionSpec &action : m_scenario.actions)
        if (const auto *send = std::get_if<SendAction>(&action.what))
            for (std::size_t i = 0; i < m_systems.size(); ++i)
                for (const std::size_t client : m_systems[i].clients)
                    if (ascii::equals(m_scenario.nodes[client].user, send->from))
                        return static_cast<int>(i);
    return 0;
}

/// Everybody uses one system: who writes stands left of it, the others right.
void Layout::alone(System &system)
{
    std::set<std::string, std::less<>> writers;
    for (const ActionSpec &action : m_scenario.actions)
        if (const auto *send = std::get_if<SendAction>(&action.what))
            writers.insert(ascii::toLower(send->from));
    Nodes left, right;
    for (const std::size_t client : system.clients) {
        const bool writes =
            writers.empty() ? left.empty() : writers.contains(ascii::toLower(m_scenario.nodes[client].user));
        (writes ? left : right).push_back(client);
    }
    const std::size_t rows = system.rows();
    place(left, 0, -1, kFirstRow, rows);
    place(system.outer, kColumn, 1, kFirstRow, rows);
    place(system.inner, 2 * kColumn, 1, kFirstRow, rows);
    place(right, (system.inner.empty() ? 2 : 3) * kColumn, 1, kFirstRow, rows);
}

/// A column of nodes in the middle of so many rows; what is too much for it goes on in the next one in that
/// direction.
void Layout::place(const Nodes &column, double x, double direction, double top, std::size_t rows)
{
    for (std::size_t i = 0; i < column.size(); ++i) {
        const std::size_t here = std::min(kRows, column.size() - i / kRows * kRows);
        const double y = top + static_cast<double>(i % kRows)
                         + (static_cast<double>(std::max(rows, here)) - static_cast<double>(here)) / 2;
        NodeSpec &spec = m_scenario.nodes[column[i]];
        if (!spec.position)
            spec.position.emplace(x + direction * kColumn * static_cast<double>(i / kRows), y);
    }
}

/// In rows above everything else, from the sending server to the right.
void Layout::dns(const Nodes &nodes)
{
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        NodeSpec &spec = m_scenario.nodes[nodes[i]];
        if (!spec.position)
            spec.position.emplace(kColumn + kColumn * static_cast<double>(i % kRows),
                                  0.0 - static_cast<double>(i / kRows));
    }
}

void Layout::run()
{
    dns(m_dns);
    double bottom = kFirstRow;
    if (m_systems.size() == 1) {
        alone(m_systems[0]);
        bottom += static_cast<double>(m_systems[0].rows());
    } else if (!m_systems.empty()) {
        const auto first = static_cast<std::size_t>(senders());
        for (std::size_t i = 0; i < m_systems.size(); ++i) {
            const System &system = m_systems[i];
            if (i == first)
                continue;
            place(system.outer, 3 * kColumn, 1, bottom, system.rows());
            place(system.inner, 4 * kColumn, 1, bottom, system.rows());
            place(system.clients, 5 * kColumn, 1, bottom, system.rows());
            bottom += static_cast<double>(system.rows());
        }
        const System &sending = m_systems[first];
        bottom = std::max(bottom, kFirstRow + static_cast<double>(sending.rows()));
        const auto rows = static_cast<std::size_t>(bottom - kFirstRow);
        place(sending.clients, 0, -1, kFirstRow, rows);
        place(sending.outer, kColumn, 1, kFirstRow, rows);
        place(sending.inner, kColumn, 1, kFirstRow + static_cast<double>(sending.outer.size()), rows);
    }
    place(m_others, 0, 1, bottom + 1, 1);
}

} // namespace

void layOut(Scenario &scenario) { Layout(scenario).run(); }

} // namespace mf
