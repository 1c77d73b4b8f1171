#include "sim/scenario/check.h"

#include "sim/base/ascii.h"
#include "sim/scenario/suggest.h"

#include <algorithm>

namespace mf::schema {

using node::NodeKind;
using yaml::Tree;

namespace {

/// TLS from the start comes with the same service in clear where the server can encrypt (RFC 8314).
bool offers(const NodeSpec &server, node::Service service)
{
    using enum node::Service;
    const auto has = [&](node::Service wanted) {
        return std::ranges::find(server.services, wanted) != server.services.end();
    };
    const node::Service clear = service == Submissions ? Submission
                                : service == Pop3s     ? Pop3
                                : service == Imaps     ? Imap
                                                       : service;
    return has(service) || (server.tls.value_or(true) && has(clear));
}

class ActionCheck {
public:
    ActionCheck(Reading &reading, const ActionInFile &what) : m_reading(reading), m_what(what) { }

    void operator()(const SendAction &) { } // judged with the clients of its writer

    void operator()(const CheckMailAction &action)
    {
        const NodeSpec *spec = m_what.completed.node(action.client);
        const Tree *tree = m_what.tree.find("check-mail");
        byImap("check-mail", "mailbox", action.client);
        if (tree != nullptr && tree->isMap())
            tree = tree->find("client");
        if (spec == nullptr || tree == nullptr || !spec->incomingServer.empty() || !spec->users.empty())
            return; // at an ARPANET host one types out the mailbox file
        const bool client = spec->kind == NodeKind::Client;
        const std::string name = quoted(spec->name);
        m_reading.fault(tree->begin, client ? phrase("{} has no incoming:; it cannot check mail", name)
                                            : phrase("{} is not a client; it cannot check mail", name));
    }

    void operator()(const MarkAction &action) { device("mark", action.client); }

    void operator()(const MoveAction &action)
    {
        device("move", action.client);
        byImap("move", "to", action.client);
    }

    void operator()(const DeleteAction &action)
    {
        device("delete", action.client);
        const NodeSpec *spec = m_what.completed.node(action.client);
        const Tree *tree = place("delete", "only-mark");
        if (action.onlyMarks && spec != nullptr && tree != nullptr && spec->incoming == node::Incoming::Pop3)
            m_reading.fault(tree->begin,
                            phrase("{} does not read by imap; only there a letter can be marked as "
                                   "deleted and stay",
                                   quoted(spec->name)));
    }

    void operator()(const DiscardAction &action)
    {
        const NodeSpec *spec = m_what.completed.node(action.client);
        const Tree *tree = place("discard", "client");
        if (spec != nullptr && tree != nullptr && spec->outgoing.empty())
            m_reading.fault(tree->begin,
                            phrase("{} sends no mail, so it has no outbox; it takes a client with outgoing:",
                                   quoted(spec->name)));
    }

    void operator()(const TypeAction &action)
    {
        const NodeSpec *node = m_what.completed.node(action.node);
        const NodeSpec *server = m_what.completed.node(action.server);
        const Tree *at = place("type", "node"), *to = place("type", "server");
        if (node != nullptr && at != nullptr && node->kind != NodeKind::Client
            && node->kind != NodeKind::Host)
            m_reading.fault(at->begin, phrase("{} is a {}; people sit at a client or a host",
                                              quoted(node->name), node::name(node->kind)));
        if (server == nullptr || to == nullptr)
            return;
        if (server->kind != NodeKind::MailServer)
            return m_reading.fault(to->begin, phrase("{} is a {}; it takes a mail-server to talk to",
                                                     quoted(server->name), node::name(server->kind)));
        if (!offers(*server, action.service))
            m_reading.fault(to->begin,
                            phrase("{} does not offer {}", quoted(server->name), node::name(action.service)));
    }

    void operator()(const ChangeRecordsAction &action)
    {
        std::vector<std::string> domains, zones;
        for (const DomainSpec &domain : m_what.completed.domains)
            domains.push_back(domain.name);
        for (const ZoneText &zone : m_what.completed.zones)
            zones.push_back(zone.origin);
        const Tree *tree = m_what.tree.find("change-records");
        for (std::size_t i = 0; tree != nullptr && i < action.zones.size(); ++i) {
            const std::string &origin = action.zones[i].origin;
            if (std::ranges::find(zones, origin) == zones.end())
                m_reading.fault(tree->children[i].keyAt,
                                phrase("no zone {}{}", quoted(origin), didYouMean(origin, zones)));
            checkZoneLines(m_reading, {tree->children[i], origin, domains, false});
        }
    }

    void operator()(const LeaveDomainAction &action)
    {
        std::vector<std::string> domains;
        for (const DomainSpec &domain : m_what.completed.domains)
            domains.push_back(domain.name);
        const Tree *tree = place("leave-domain", "domain");
        if (tree != nullptr && std::ranges::find(domains, action.domain) == domains.end())
            m_reading.fault(tree->begin, phrase("no domain {}{}", quoted(action.domain),
                                                didYouMean(action.domain, domains)));
    }

private:
    /// A letter that is tended lies on a client that fetches mail.
    void device(std::string_view thing, const std::string &client)
    {
        const NodeSpec *spec = m_what.completed.node(client);
        const Tree *tree = place(thing, "client");
        if (spec == nullptr || tree == nullptr || spec->incoming != node::Incoming::None)
            return;
        m_reading.fault(tree->begin,
                        phrase("{} is no device that mail is read on; it takes a client with incoming:",
                               quoted(spec->name)));
    }
    /// A key that is about an account's further mailboxes, which only IMAP knows.
    void byImap(std::string_view thing, std::string_view key, const std::string &client)
    {
        const NodeSpec *spec = m_what.completed.node(client);
        const Tree *tree = place(thing, key);
        if (spec != nullptr && tree != nullptr && spec->incoming == node::Incoming::Pop3)
            m_reading.fault(tree->begin,
                            phrase("{} does not read by imap; only there has an account several mailboxes",
                                   quoted(spec->name)));
    }
    const Tree *place(std::string_view thing, std::string_view key) const
    {
        const Tree *tree = m_what.tree.find(thing);
        return tree != nullptr ? tree->find(key) : nullptr;
    }

    Reading &m_reading;
    const ActionInFile &m_what;
};

} // namespace

void checkAction(Reading &reading, const ActionInFile &what)
{
    std::visit(ActionCheck(reading, what), what.action.what);
}

} // namespace mf::schema
