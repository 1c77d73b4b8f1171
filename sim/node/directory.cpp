#include "sim/node/directory.h"

#include "sim/base/ascii.h"
#include "sim/dns/name.h"

#include <set>
#include <utility>

namespace mf::node {

Directory::Directory(std::shared_ptr<const MailServerConfig> config) : m_config(std::move(config))
{
    for (const LocalDomain &domain : m_config->domains) {
        m_domains.emplace(ascii::toLower(domain.name), &domain);
        for (const Account &account : domain.accounts)
            m_accounts.emplace(ascii::toLower(account.address), &account);
        for (const Alias &alias : domain.aliases)
            m_aliases.emplace(ascii::toLower(mail::Path{alias.localPart, domain.name}.print()), &alias);
    }
}

const LocalDomain *Directory::domainNamed(std::string_view name) const
{
    const auto found = m_domains.find(ascii::toLower(name));
    return found == m_domains.end() ? nullptr : found->second;
}

const Account *Directory::account(std::string_view login) const
{
    const auto found = m_accounts.find(ascii::toLower(login));
    return found == m_accounts.end() ? nullptr : found->second;
}

const Alias *Directory::aliasNamed(std::string_view address) const
{
    const auto found = m_aliases.find(ascii::toLower(address));
    return found == m_aliases.end() ? nullptr : found->second;
}

Whereabouts Directory::whereabouts(const mail::Path &recipient, Service door) const
{
    const LocalDomain *domain = domainNamed(recipient.domain);
    if (domain && domain->taking != Taking::Stores)
        return domain->taking == Taking::Relays ? Whereabouts(MovedAway{}) : Foreign{};
    if (domain)
        if (const auto found = named(*domain, recipient))
            return *found;
    if (ascii::equals(recipient.localPart, "postmaster"))
        if (const Whereabouts found = postmaster(recipient); !std::holds_alternative<UnknownUser>(found))
            return found;
    if (domain)
        return within(*domain, recipient);
    return m_config->anythingGoes ? unnamed(recipient, door) : Foreign{};
}

/// Where anything goes, nothing is lost: what DNS cannot find (an address literal, no domain at all, a name
/// that is none) stays here, too.
Whereabouts Directory::unnamed(const mail::Path &recipient, Service door) const
{
    const bool isOwn = ascii::equals(recipient.domain, m_config->hostName);
    const bool canBeFound = !isOwn && !recipient.domain.empty() && !recipient.domain.starts_with('[')
                            && dns::Name::parse(recipient.domain).has_value();
    switch (m_config->otherDomains) {
    case OtherDomains::AtStore: return AtStore{m_config->otherStoreHost, m_config->otherStoreAddress};
    case OtherDomains::Abroad:
        if (door != Service::Lmtp && canBeFound)
            return Foreign{};
        break;
    case OtherDomains::Here: break;
    }
    return Here{ascii::toLower(recipient.print())};
}

/// An alias or an account of exactly that name. An alias goes before: so an account's mail can be forwarded.
std::optional<Whereabouts> Directory::named(const LocalDomain &domain, const mail::Path &recipient) const
{
    const std::string address = recipient.print();
    if (const Alias *alias = aliasNamed(address))
        return Listed{alias->targets};
    if (const Account *known = account(address))
        return mailbox(domain, known->address);
    return std::nullopt;
}

/// Somebody in the domain whom nothing names exactly.
Whereabouts Directory::within(const LocalDomain &domain, const mail::Path &recipient) const
{
    const auto tag = m_config->tagSeparator != 0 ? recipient.localPart.find(m_config->tagSeparator) : 0;
    if (tag != 0 && tag != std::string::npos)
        if (const auto found = named(domain, {recipient.localPart.substr(0, tag), recipient.domain}))
            return *found;
    if (domain.catchAll)
        return Listed{std::span(&*domain.catchAll, 1)};
    if (m_config->anythingGoes || !domain.mailboxesHere) // the store knows who there is
        return mailbox(domain, ascii::toLower(recipient.print()));
    if (m_config->unknownRecipient == UnknownRecipient::Accept)
        return Discarded{};
    return UnknownUser{};
}

Whereabouts Directory::mailbox(const LocalDomain &domain, std::string account) const
{
    if (!domain.mailboxesHere)
        return AtStore{domain.storeHost, domain.storeAddress};
    return Here{std::move(account)};
}

/// RFC 5321 section 4.5.1: postmaster is there in every domain, and alone, without a domain, too.
Whereabouts Directory::postmaster(const mail::Path &recipient) const
{
    const std::string own = m_config->domains.empty() ? m_config->hostName : m_config->domains.front().name;
    const std::string name = recipient.domain.empty() ? own : recipient.domain;
    const std::string address = ascii::toLower("postmaster@" + name);
    const LocalDomain *domain = domainNamed(name);
    if (!domain)
        return recipient.domain.empty() ? Whereabouts(Here{address}) : UnknownUser{};
    return named(*domain, {"postmaster", name}).value_or(mailbox(*domain, address));
}

std::vector<Addressee> Directory::addressees(const mail::Path &recipient, Service door) const
{
    std::vector<Addressee> found;
    std::set<std::string> followed, ends; // in lower case: each at most once, whatever leads to it
    std::vector<Addressee> open;          // what is still to be looked up; the next one last
    open.push_back({recipient, whereabouts(recipient, door), {}});
    while (!open.empty()) {
        Addressee one = std::move(open.back());
        open.pop_back();
        const std::string name = ascii::toLower(one.address.print());
        if (const auto *listed = std::get_if<Listed>(&one.where)) {
            if (followed.insert(name).second) {
                one.via.push_back(one.address);
                for (auto target = listed->targets.rbegin(); target != listed->targets.rend(); ++target)
                    open.push_back({*target, whereabouts(*target, door), one.via});
                continue;
            }
            // It names itself: the mailbox of that name is meant, if there is one.
            const Account *own = account(name);
            const LocalDomain *domain = domainNamed(one.address.domain);
            if (!own || !domain)
                continue;
            one.where = mailbox(*domain, own->address);
        }
        const auto *here = std::get_if<Here>(&one.where);
        if (ends.insert(here ? ascii::toLower(here->account) : name).second)
            found.push_back(std::move(one));
    }
    return found;
}

std::vector<std::string> Directory::accountsHere() const
{
    std::vector<std::string> names;
    for (const LocalDomain &domain : m_config->domains)
        for (const Account &account : domain.accounts)
            if (domain.mailboxesHere)
                names.push_back(account.address);
    return names;
}

} // namespace mf::node
