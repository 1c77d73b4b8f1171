#include "sim/story/copies.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <set>

namespace mf::story {

namespace {

/// How a letter is known again at another place: only its Message-ID travels with it.
std::string identityOf(const StoredLetter &letter)
{
    std::string id = letter.message ? letter.message->header("Message-ID").value_or("") : std::string();
    return id.empty() ? "#" + std::to_string(raw(letter.mail)) + "/" + std::to_string(letter.uid) : id;
}

struct Gathering {
    Copies &copies;
    std::map<std::string, std::size_t> known; // by identity: index in letters

    void add(std::size_t place, const MailboxSnapshot &mailbox)
    {
        const std::size_t size = mailbox.letters.size();
        const std::size_t first = size > kCopiesLimit ? size - kCopiesLimit : 0;
        copies.places[place].letters += size;
        copies.leftOut += first;
        for (std::size_t i = first; i < size; ++i)
            add(place, mailbox.name, mailbox.letters[i]);
    }

    void add(std::size_t place, const std::string &mailbox, const StoredLetter &letter)
    {
        const auto [at, isNew] = known.emplace(identityOf(letter), copies.letters.size());
        if (isNew)
            copies.letters.emplace_back();
        Copies::Letter &one = copies.letters[at->second];
        if (one.mail == MailId::None)
            one.mail = letter.mail;
        if (one.subject.empty() && letter.message)
            one.subject = letter.message->header("Subject").value_or("");
        one.copies.push_back({place, mailbox, letter.uid, letter.flags, letter.sizeOctets});
    }
};

const node::MailClient *clientAt(const World &world, NodeId node)
{
    return std::get_if<node::MailClient>(&world.node(node).program());
}

/// Whether mailboxes of the account can be at the server: one of its domains has them there.
bool keepsMailFor(const World &world, NodeId node, std::string_view account)
{
    const auto *server = std::get_if<node::MailServer>(&world.node(node).program());
    if (!server)
        return false;
    const std::size_t at = account.rfind('@');
    const std::string_view domain = at == account.npos ? std::string_view() : account.substr(at + 1);
    return server->config().anythingGoes
           || std::ranges::any_of(server->config().domains, [&](const node::LocalDomain &local) {
                  return ascii::equals(local.name, domain);
              });
}

} // namespace

bool Copies::isOnServer(const Letter &letter) const
{
    return std::ranges::any_of(letter.copies, [&](const Copy &copy) { return !places[copy.place].isDevice; });
}

bool Copies::has(const Letter &letter, std::size_t place) const
{
    return std::ranges::any_of(letter.copies, [&](const Copy &copy) { return copy.place == place; });
}

std::size_t Copies::alsoOnServer(std::size_t device) const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        letters, [&](const Letter &letter) { return has(letter, device) && isOnServer(letter); }));
}

const node::NodeView &CopyFinder::view(NodeId node)
{
    const auto known = m_views.find(node);
    return known != m_views.end() ? known->second : m_views.emplace(node, m_world.view(node)).first->second;
}

Copies CopyFinder::of(std::string_view account)
{
    Copies copies;
    copies.account = account;
    Gathering gathering{copies, {}};
    const auto gather = [&](const Copies::Place &place) {
        copies.places.push_back(place);
        for (const node::MailboxView &box : view(place.node).mailboxes)
            if (box.mailbox && ascii::equals(box.account, account))
                gathering.add(copies.places.size() - 1, *box.mailbox);
    };
    for (std::uint32_t i = 0; i < m_world.nodeCount(); ++i)
        if (keepsMailFor(m_world, NodeId{i}, account)) {
            gather({.node = NodeId{i}});
            if (copies.places.back().letters == 0)
                copies.places.pop_back();
        }
    for (std::uint32_t i = 0; i < m_world.nodeCount(); ++i)
        if (const node::MailClient *client = clientAt(m_world, NodeId{i});
            client && client->config().incoming != node::Incoming::None
            && ascii::equals(client->config().account.address, account)) {
            const node::Incoming protocol = client->config().incoming;
            const bool leaves = protocol == node::Incoming::Imap || client->config().leaveOnServer;
            gather({.node = NodeId{i}, .isDevice = true, .protocol = protocol, .leavesOnServer = leaves});
        }
    return copies;
}

std::vector<std::string> CopyFinder::accountsAt(NodeId node)
{
    if (const node::MailClient *client = clientAt(m_world, node))
        return {client->config().account.address};
    std::set<std::string> accounts;
    for (const node::MailboxView &box : view(node).mailboxes)
        accounts.insert(box.account);
    return {accounts.begin(), accounts.end()};
}

} // namespace mf::story
