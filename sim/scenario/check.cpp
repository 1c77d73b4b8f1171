#include "sim/scenario/check.h"

#include "sim/base/ascii.h"
#include "sim/mail/address.h"
#include "sim/scenario/suggest.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace mf::schema {

using node::NodeKind;
using node::Service;
using yaml::Mark;
using yaml::Tree;

namespace {

/// RFC 1123 section 2.1 in small letters, and the underscore of service names: what can stand in DNS and in a
/// trace alike.
bool isName(std::string_view name)
{
    for (const std::string_view label : ascii::split(name, '.'))
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
            return false;
    return name.size() <= 253 && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || ascii::isDigit(c) || c == '-' || c == '.' || c == '_';
           });
}

class CrossCheck {
public:
    CrossCheck(Reading &reading, const Tree &root);
    void run();

private:
    void references();
    void domains();
    void domainHosts(const DomainSpec &domain, const Tree &tree);
    void users(const DomainSpec &domain, const Tree &tree);
    void nodes();
    void positions();
    void faults();
    void hosts(const NodeSpec &spec, const Tree &tree);
    void client(const NodeSpec &client, const Tree &tree);
    void zones();
    void actions();
    void send(const SendAction &send, const Tree &tree);
    void expectations();

    const NodeSpec *node(std::string_view name) const
    {
        const auto it = m_nodes.find(name);
        return it == m_nodes.end() ? nullptr : it->second;
    }
    /// The service must be there where the node says what it offers.
    void needs(std::string_view server, std::initializer_list<Service> any, const Mark &at,
               const Phrase &why);
    /// Visits the children of a list or map beside what was read from them; they are equally many.
    template <typename T, typename Visit>
    void each(std::string_view key, const std::vector<T> &read, Visit visit)
    {
        const Tree *tree = m_root.find(key);
        for (std::size_t i = 0;
             tree != nullptr && i < read.size() && i < tree->children.size() && !m_reading.tooManyFaults();
             ++i)
            visit(read[i], tree->children[i]);
    }

    Reading &m_reading;
    const Scenario &m_scenario;
    const Tree &m_root;
    Scenario m_completed; // with the nodes and zones that are made
    std::map<std::string, const NodeSpec *, std::less<>> m_nodes;
    std::set<std::string, std::less<>> m_users, m_letters;
};

CrossCheck::CrossCheck(Reading &reading, const Tree &root)
    : m_reading(reading)
    , m_scenario(reading.scenario())
    , m_root(root)
    , m_completed(completed(reading.scenario()))
{
    for (const NodeSpec &spec : m_completed.nodes)
        m_nodes.emplace(spec.name, &spec);
    for (const DomainSpec &domain : m_scenario.domains)
        for (const UserSpec &user : domain.users)
            m_users.insert(ascii::toLower(user.name + '@' + domain.name));
    for (const NodeSpec &spec : m_scenario.nodes)
        for (const std::string &user : spec.users)
            m_users.insert(ascii::toLower(user + '@' + spec.name));
    for (const ActionSpec &action : m_scenario.actions)
        if (const auto *send = std::get_if<SendAction>(&action.what))
            m_letters.insert(send->id);
}

void CrossCheck::run()
{
    domains();
    checkAliases(m_reading, m_root);
    nodes();
    positions();
    zones();
    actions();
    faults();
    expectations();
    references();
}

void CrossCheck::references()
{
    std::vector<std::string> nodeNames;
    for (const NodeSpec &spec : m_completed.nodes)
        nodeNames.push_back(spec.name);
    const std::vector<std::string> users(m_users.begin(), m_users.end());
    const std::vector<std::string> letters(m_letters.begin(), m_letters.end());
    for (const Reference &reference : m_reading.references()) {
        if (m_reading.tooManyFaults())
            return;
        const std::string &name = reference.name;
        if (reference.what == Shape::Node && node(name) == nullptr)
            m_reading.fault(reference.at, phrase("no node {}{}", quoted(name), didYouMean(name, nodeNames)));
        else if (reference.what == Shape::User && !m_users.contains(ascii::toLower(name))
                 && !m_scenario.anythingGoes)
            m_reading.fault(reference.at, phrase("no user {}{}", quoted(name), didYouMean(name, users)));
        else if (reference.what == Shape::Letter && !m_letters.contains(name))
            m_reading.fault(reference.at, phrase("no letter {}{}", quoted(name), didYouMean(name, letters)));
    }
}

void CrossCheck::needs(std::string_view server, std::initializer_list<Service> any, const Mark &at,
                       const Phrase &why)
{
    const NodeSpec *spec = node(server);
    if (spec == nullptr)
        return; // said elsewhere
    if (spec->kind != NodeKind::MailServer)
        return m_reading.fault(
            at, phrase("{} is a {}; {} takes a mail-server", quoted(server), node::name(spec->kind), why));
    const auto offers = [&](Service service) {
        return std::ranges::find(spec->services, service) != spec->services.end();
    };
    if (spec->services.empty() || std::ranges::any_of(any, offers))
        return;
    m_reading.fault(
        at, phrase("{} does not offer {}; {} takes it", quoted(server), node::name(*any.begin()), why));
}

void CrossCheck::domains()
{
    each("domains", m_scenario.domains, [this](const DomainSpec &domain, const Tree &tree) {
        if (!isName(domain.name))
            m_reading.fault(
                tree.keyAt,
                phrase("{} is not a domain name; it has a-z, 0-9, \"-\" and single dots, none at the end",
                       quoted(domain.name)));
        if (!domain.users.empty() && domain.mx.empty() && domain.mailboxes.empty())
            m_reading.fault(tree.keyAt, phrase("{} has users and no place for their mail; write mx:",
                                               quoted(domain.name)));
        domainHosts(domain, tree);
        users(domain, tree);
    });
}

void CrossCheck::domainHosts(const DomainSpec &domain, const Tree &tree)
{
    const Tree *mx = tree.find("mx");
    for (std::size_t i = 0; i < domain.mx.size(); ++i) {
        const NodeSpec *spec = node(domain.mx[i].host);
        const Tree &value = mx->isList() ? mx->children[i] : *mx;
        const Tree *host = value.isMap() ? value.find("host") : &value;
        // A machine without a mail server is a lesson of its own: nobody answers there.
        if (spec != nullptr && host != nullptr && spec->kind != NodeKind::Host)
            needs(domain.mx[i].host, {Service::Smtp}, host->begin, Phrase("mx"));
    }
    const Tree *mailboxes = tree.find("mailboxes");
    if (mailboxes == nullptr)
        return;
    const bool elsewhere =
        std::ranges::none_of(domain.mx, [&](const MxSpec &one) { return one.host == domain.mailboxes; });
    if (elsewhere && !domain.mx.empty())
        needs(domain.mailboxes, {Service::Lmtp}, mailboxes->begin,
              phrase("mailboxes on a machine of its own"));
    else
        needs(domain.mailboxes, {Service::Smtp, Service::Imap, Service::Imaps, Service::Pop3, Service::Pop3s},
              mailboxes->begin, Phrase("mailboxes"));
}

void CrossCheck::users(const DomainSpec &domain, const Tree &tree)
{
    const Tree *list = tree.find("users");
    std::map<std::string, int> lines;
    for (std::size_t i = 0; list != nullptr && i < domain.users.size() && i < list->children.size(); ++i) {
        const Tree &child = list->children[i];
        const Mark &at = list->isMap() ? child.keyAt : child.begin;
        const std::string &name = domain.users[i].name;
        const auto path = mail::parseMailbox(name + '@' + domain.name);
        if (name.contains('@') && !name.empty())
            m_reading.fault(at,
                            phrase("{} is a whole address; users are named without the @ and what follows",
                                   quoted(name)));
        else if (!path && isName(domain.name))
            m_reading.fault(at, phrase("{} cannot be the name of a user: {}", quoted(name), path.error()));
        const auto [first, isNew] = lines.emplace(ascii::toLower(name), at.line);
        if (!isNew)
            m_reading.fault(at,
                            phrase("user {} is here twice; first in line {}", quoted(name), first->second));
    }
}

void CrossCheck::nodes()
{
    std::map<IpAddress, std::string> addresses;
    each("nodes", m_scenario.nodes, [&](const NodeSpec &spec, const Tree &tree) {
        if (!isName(spec.name))
            m_reading.fault(
                tree.keyAt,
                phrase("{} cannot be the name of a node; it has a-z, 0-9, \"-\", \"_\" and single dots",
                       quoted(spec.name)));
        if (spec.address) {
            const auto [first, isNew] = addresses.emplace(*spec.address, spec.name);
            if (!isNew)
                m_reading.fault(
                    tree.find("address")->begin,
                    phrase("{} has the address {} already", quoted(first->second), spec.address->print()));
        }
        if (spec.kind == NodeKind::Client)
            client(spec, tree);
        hosts(spec, tree);
    });
}

void CrossCheck::positions()
{
    const Tree *view = m_root.find("view"), *at = view != nullptr ? view->find("at") : nullptr;
    for (std::size_t i = 0; at != nullptr && i < at->children.size(); ++i)
        if (const std::string &name = at->children[i].key; node(name) == nullptr)
            m_reading.fault(at->children[i].keyAt, phrase("no node {}", quoted(name)));
}

/// What breaks has to be there: a machine without mailboxes has none that could be full.
void CrossCheck::faults()
{
    each("faults", m_scenario.faults, [&](const FaultSpec &fault, const Tree &tree) {
        const NodeSpec *at = node(fault.node);
        if (at != nullptr && tree.find("is") != nullptr && !canHappenAt(fault.kind, at->kind))
            m_reading.fault(tree.find("is")->begin,
                            phrase("{} cannot happen to {}, which is a {}", quoted(name(fault.kind)),
                                   quoted(fault.node), node::name(at->kind)));
    });
}

void CrossCheck::hosts(const NodeSpec &spec, const Tree &tree)
{
    std::vector<std::string> domains;
    for (const DomainSpec &domain : m_scenario.domains)
        domains.push_back(domain.name);
    const Tree *list = tree.find("hosts");
    for (std::size_t i = 0; list != nullptr && i < spec.hosts.size(); ++i)
        if (std::ranges::find(domains, spec.hosts[i]) == domains.end())
            m_reading.fault(
                list->isList() ? list->children[i].begin : list->begin,
                phrase("no domain {}{}", quoted(spec.hosts[i]), didYouMean(spec.hosts[i], domains)));
}

void CrossCheck::client(const NodeSpec &client, const Tree &tree)
{
    if (const Tree *outgoing = tree.find("outgoing"))
        needs(client.outgoing, {Service::Submission}, outgoing->begin, Phrase("outgoing"));
    const Tree *incoming = tree.find("incoming");
    const Tree *server = incoming != nullptr ? incoming->find("server") : nullptr;
    if (server == nullptr)
        return;
    if (client.incoming == node::Incoming::Pop3)
        needs(client.incomingServer, {Service::Pop3, Service::Pop3s}, server->begin,
              Phrase("protocol: pop3"));
    else if (client.incoming == node::Incoming::Imap)
        needs(client.incomingServer, {Service::Imap, Service::Imaps}, server->begin,
              Phrase("protocol: imap"));
}

void CrossCheck::zones()
{
    std::vector<std::string> domains, made;
    for (const DomainSpec &domain : m_scenario.domains)
        domains.push_back(domain.name);
    for (const ZoneText &zone : m_completed.zones)
        made.push_back(zone.origin);
    each("records", m_scenario.records, [&](const ZoneText &lines, const Tree &tree) {
        if (std::ranges::find(made, lines.origin) == made.end())
            m_reading.fault(tree.keyAt,
                            phrase("no zone {}{}", quoted(lines.origin), didYouMean(lines.origin, made)));
        else if (std::ranges::find(m_scenario.zones, lines.origin, &ZoneText::origin)
                 != m_scenario.zones.end())
            m_reading.fault(tree.keyAt,
                            phrase("the zone {} stands in zones: as a whole; put these lines there",
                                   quoted(lines.origin)));
        checkZoneLines(m_reading, {tree, lines.origin, domains, false});
    });
    each("zones", m_scenario.zones, [&](const ZoneText &zone, const Tree &tree) {
        checkZoneLines(m_reading, {tree, zone.origin, domains, true});
    });
}

void CrossCheck::actions()
{
    std::map<std::string, int> lines;
    each("actions", m_scenario.actions, [&](const ActionSpec &action, const Tree &tree) {
        if (const auto *letter = std::get_if<SendAction>(&action.what);
            letter != nullptr && tree.find("send") != nullptr) {
            const Tree &sendTree = *tree.find("send");
            send(*letter, sendTree);
            const Tree *id = sendTree.find("id");
            const auto [first, isNew] = lines.emplace(letter->id, tree.begin.line);
            if (!isNew)
                m_reading.fault(
                    id != nullptr ? id->begin : sendTree.where(),
                    phrase("a letter {} is there already, in line {}", quoted(letter->id), first->second));
            return;
        }
        checkAction(m_reading, {action, tree, m_completed});
    });
}

void CrossCheck::send(const SendAction &send, const Tree &tree)
{
    const auto canSend = [&](const NodeSpec &spec) {
        const auto writesThere = [&](const std::string &user) {
            return ascii::equals(user + '@' + spec.name, send.from);
        };
        return (ascii::equals(spec.user, send.from) && !spec.outgoing.empty())
               || std::ranges::any_of(spec.users, writesThere);
    };
    const Tree *client = tree.find("client");
    const Tree *from = tree.find("from");
    if (client != nullptr) {
        const NodeSpec *spec = node(send.client);
        if (spec != nullptr && !canSend(*spec) && !m_scenario.anythingGoes)
            m_reading.fault(client->begin, phrase("{} does not send for {}; it needs user: {} and outgoing:",
                                                  quoted(send.client), quoted(send.from), send.from));
    } else if (from != nullptr && m_users.contains(ascii::toLower(send.from))
               && std::ranges::none_of(m_scenario.nodes, canSend)) {
        m_reading.fault(
            from->begin,
            phrase("no client sends for {}; make a node of kind client with user: {} and outgoing:",
                   quoted(send.from), send.from));
    }
}

void CrossCheck::expectations()
{
    std::map<std::string, std::vector<std::string>, std::less<>> recipients; // by letter
    for (const ActionSpec &action : m_scenario.actions)
        if (const auto *send = std::get_if<SendAction>(&action.what)) {
            std::vector<std::string> &all = recipients.emplace(send->id, send->to).first->second;
            all.insert(all.end(), send->cc.begin(), send->cc.end());
        }
    each("expect", m_scenario.expect, [&](const Expectation &expectation, const Tree &tree) {
        const Tree *by = tree.find("by");
        const auto to = recipients.find(expectation.letter);
        if (by == nullptr || to == recipients.end() || m_users.contains(ascii::toLower(expectation.by)))
            return;
        const auto same = [&](const std::string &address) { return ascii::equals(address, expectation.by); };
        if (std::ranges::none_of(to->second, same))
            m_reading.fault(by->begin,
                            phrase("{} is no recipient of {}{}", quoted(expectation.by),
                                   quoted(expectation.letter), didYouMean(expectation.by, to->second)));
    });
}

} // namespace

void check(Reading &reading, const Tree &root) { CrossCheck(reading, root).run(); }

} // namespace mf::schema
