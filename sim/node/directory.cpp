#include "sim/node/directory.h"

#include "sim/base/ascii.h"

#include <utility>

namespace mf::node {

Directory::Directory(std::shared_ptr<const MailServerConfig> config) : m_config(std::move(config))
{
    for (const LocalDomain &domain : m_config->domains) {
        m_domains.emplace(ascii::toLower(domain.name), &domain);
        for (const Account &account : domain.accounts)
            m_accounts.emplace(ascii::toLower(account.address), &account);
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

Whereabouts Directory::whereabouts(const mail::Path &recipient) const
{
    if (ascii::equals(recipient.localPart, "postmaster"))
        if (const Whereabouts found = postmaster(recipient); !std::holds_alternative<UnknownUser>(found))
            return found;
    const std::string address = ascii::toLower(recipient.print());
    const LocalDomain *domain = domainNamed(recipient.domain);
    if (!domain)
        return m_config->anythingGoes ? Whereabouts(Here{address}) : Foreign{};

    const Account *known = account(address);
    if (!domain->mailboxesHere) // the store knows who there is
        return AtStore{domain->storeHost, domain->storeAddress};
    const bool mayExist =
        known || m_config->anythingGoes || m_config->unknownRecipient == UnknownRecipient::Accept;
    if (!mayExist)
        return UnknownUser{};
    return Here{known ? known->address : address};
}

/// RFC 5321 section 4.5.1: postmaster is there in every domain, and alone, without a domain, too.
Whereabouts Directory::postmaster(const mail::Path &recipient) const
{
    const std::string own = m_config->domains.empty() ? m_config->hostName : m_config->domains.front().name;
    const std::string name = recipient.domain.empty() ? own : recipient.domain;
    const LocalDomain *domain = domainNamed(name);
    if (!domain && !recipient.domain.empty())
        return UnknownUser{};
    if (domain && !domain->mailboxesHere)
        return AtStore{domain->storeHost, domain->storeAddress};
    const Account *known = account("postmaster@" + name);
    return Here{known ? known->address : ascii::toLower("postmaster@" + name)};
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
