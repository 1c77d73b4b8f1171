#include "sim/scenario/check.h"

#include "sim/base/ascii.h"
#include "sim/mail/address.h"
#include "sim/scenario/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace mf::schema {

using yaml::Mark;
using yaml::Tree;

namespace {

/// Judges who stands for whom: targets that nobody is, and names that stand for themselves in a circle.
class AliasCheck {
public:
    AliasCheck(Reading &reading, const Tree &root) : m_reading(reading), m_root(root)
    {
        for (const DomainSpec &domain : reading.scenario().domains) {
            m_domains.insert(ascii::toLower(domain.name));
            for (const UserSpec &user : domain.users)
                m_users.insert(whole(user.name, domain.name));
            if (!domain.catchAll.empty())
                m_catchAlls.insert(ascii::toLower(domain.name));
        }
    }

    void run()
    {
        gather();
        for (const Entry &entry : m_entries)
            for (std::size_t i = 0; i < entry.targets.size() && !m_reading.tooManyFaults(); ++i)
                target(entry, entry.targets[i], entry.marks[i]);
        circles();
    }

private:
    struct Entry {
        std::string address; // in small letters, as are the targets
        std::vector<std::string> targets;
        Mark at;
        std::vector<Mark> marks; // of the targets
    };

    static std::string whole(const std::string &name, const std::string &domain)
    {
        return ascii::toLower(name.contains('@') ? name : fmt::format("{}@{}", name, domain));
    }
    static std::string domainOf(std::string_view address)
    {
        return std::string(address.substr(address.rfind('@') + 1));
    }

    void gather()
    {
        const Scenario &scenario = m_reading.scenario();
        const Tree *domains = m_root.find("domains"), *nodes = m_root.find("nodes");
        for (std::size_t i = 0; domains != nullptr && i < scenario.domains.size(); ++i) {
            const DomainSpec &domain = scenario.domains[i];
            if (i >= domains->children.size())
                return;
            add(domain.aliases, domains->children[i].find("aliases"), domain.name);
            if (const Tree *tree = domains->children[i].find("catch-all"))
                m_entries.push_back({fmt::format("*@{}", ascii::toLower(domain.name)),
                                     {whole(domain.catchAll, domain.name)},
                                     tree->begin,
                                     {tree->begin}});
        }
        for (std::size_t i = 0; nodes != nullptr && i < scenario.nodes.size(); ++i) {
            if (i >= nodes->children.size())
                return;
            // A name alone is one of every domain that the server has.
            const NodeSpec &spec = scenario.nodes[i];
            for (const DomainSpec &domain : scenario.domains)
                if (serves(spec, domain))
                    add(spec.aliases, nodes->children[i].find("aliases"), domain.name);
            elsewhere(spec, nodes->children[i].find("aliases"));
        }
    }

    static bool serves(const NodeSpec &spec, const DomainSpec &domain)
    {
        return domain.mailboxes == spec.name
               || std::ranges::any_of(domain.mx, [&](const MxSpec &mx) { return mx.host == spec.name; })
               || std::ranges::find(spec.hosts, domain.name) != spec.hosts.end();
    }

    void add(const std::vector<AliasSpec> &aliases, const Tree *tree, const std::string &domain)
    {
        for (std::size_t i = 0; tree != nullptr && i < aliases.size() && i < tree->children.size(); ++i) {
            const std::string address = whole(aliases[i].name, domain);
            if (domainOf(address) != ascii::toLower(domain))
                continue;
            const Tree &child = tree->children[i];
            Entry entry{address, {}, child.keyAt, {}};
            for (std::size_t t = 0; t < aliases[i].targets.size(); ++t) {
                entry.targets.push_back(whole(aliases[i].targets[t], domain));
                entry.marks.push_back(child.isList() && t < child.children.size() ? child.children[t].begin
                                                                                  : child.begin);
            }
            m_aliases.insert(address);
            m_entries.push_back(std::move(entry));
        }
    }

    /// Whole addresses of domains that the server does not have.
    void elsewhere(const NodeSpec &spec, const Tree *tree)
    {
        for (std::size_t i = 0; tree != nullptr && i < spec.aliases.size() && i < tree->children.size();
             ++i) {
            const std::string &name = spec.aliases[i].name;
            const bool known =
                !name.contains('@')
                || std::ranges::any_of(m_reading.scenario().domains, [&](const DomainSpec &domain) {
                       return ascii::equals(domainOf(name), domain.name) && serves(spec, domain);
                   });
            if (!known)
                m_reading.fault(tree->children[i].keyAt, phrase("{} is in no domain that {} takes mail for",
                                                                quoted(name), quoted(spec.name)));
        }
    }

    void target(const Entry &entry, const std::string &address, const Mark &at)
    {
        if (const auto path = mail::parseMailbox(address); !path)
            return once(at, phrase("{} is no user and no address: {}", quoted(address), path.error()));
        const std::string domain = domainOf(address);
        const bool catchAll = m_catchAlls.contains(domain) && !entry.address.starts_with('*');
        if (!m_domains.contains(domain) || m_reading.scenario().anythingGoes || catchAll
            || m_users.contains(address) || m_aliases.contains(address))
            return;
        std::vector<std::string> names(m_users.begin(), m_users.end());
        names.insert(names.end(), m_aliases.begin(), m_aliases.end());
        once(at, phrase("no user {}{}", quoted(address), didYouMean(address, names)));
    }

    /// Names that lead back to themselves without coming to a mailbox, found in one walk over all of them.
    void circles()
    {
        std::multimap<std::string, std::size_t, std::less<>> byAddress;
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            byAddress.emplace(m_entries[i].address, i);
        enum class Seen : std::uint8_t { No, Above, Done };
        std::vector<Seen> seen(m_entries.size(), Seen::No);
        struct Visit {
            std::size_t entry, nextTarget;
        };
        for (std::size_t start = 0; start < m_entries.size(); ++start) {
            std::vector<Visit> path;
            if (seen[start] == Seen::No)
                path.push_back({start, 0});
            while (!path.empty()) {
                auto &[entry, next] = path.back();
                seen[entry] = Seen::Above;
                if (next == m_entries[entry].targets.size()) {
                    seen[entry] = Seen::Done;
                    path.pop_back();
                    continue;
                }
                const std::string &target = m_entries[entry].targets[next++];
                if (m_users.contains(target))
                    continue;
                const auto [first, last] = byAddress.equal_range(target);
                for (auto it = first; it != last; ++it) {
                    if (seen[it->second] == Seen::Above)
                        once(m_entries[it->second].at,
                             phrase("{} leads back to itself; name a user on the way", quoted(target)));
                    else if (seen[it->second] == Seen::No)
                        path.push_back({it->second, 0});
                }
            }
        }
    }

    /// A server's aliases are looked at for each of its domains, but a place in the file is faulted once.
    void once(const Mark &at, Phrase message)
    {
        if (m_faulted.insert({at.line, at.column}).second)
            m_reading.fault(at, std::move(message));
    }

    Reading &m_reading;
    const Tree &m_root;
    std::set<std::string, std::less<>> m_domains, m_users, m_catchAlls, m_aliases;
    std::vector<Entry> m_entries;
    std::set<std::pair<int, int>> m_faulted;
};

} // namespace

void checkAliases(Reading &reading, const Tree &root) { AliasCheck(reading, root).run(); }

} // namespace mf::schema
