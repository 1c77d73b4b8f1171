// Whose mail a server takes, and where each of its mailboxes is: the domains, accounts and aliases of its
// configuration, ready for look-up (RFC 5321 sections 3.9 and 4.5.1, RFC 5233).
#pragma once

#include "sim/mail/address.h"
#include "sim/node/config.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mf::node {

/// The mailbox is on this machine.
struct Here {
    std::string account;
};
/// The domain is ours, its mailboxes are at another machine of ours: reached by LMTP.
struct AtStore {
    std::string host;
    IpAddress address;
};
/// An address of ours that stands for others. They live as long as the directory.
struct Listed {
    std::span<const mail::Path> targets;
};
/// The domain has moved away; its mail is taken and passed on to its MX.
struct MovedAway { };
/// The domain is ours, the user does not exist.
struct UnknownUser { };
/// So is this one, but nobody is to learn it: taken, and dropped.
struct Discarded { };
/// Another network's.
struct Foreign { };
using Whereabouts = std::variant<Here, AtStore, Listed, MovedAway, UnknownUser, Discarded, Foreign>;

/// One of those whom a letter for some address is for in the end.
struct Addressee {
    mail::Path address;
    Whereabouts where;           ///< never Listed
    std::vector<mail::Path> via; ///< the aliases that led here, the first one first
};

/// Immutable once made; look-ups fold the case of ASCII letters.
class Directory {
public:
    explicit Directory(std::shared_ptr<const MailServerConfig> config);

    /// As a letter that comes by that door is to be taken.
    Whereabouts whereabouts(const mail::Path &recipient, Service door) const;
    /// Aliases followed to their ends, each end once. Aliases that lead back are passed by; empty: they lead
    /// nowhere else.
    std::vector<Addressee> addressees(const mail::Path &recipient, Service door) const;
    bool isLocal(std::string_view domain) const { return domainNamed(domain) != nullptr; }
    /// The account that logs in by that name; null: there is none.
    const Account *account(std::string_view login) const;
    /// Every account whose mailboxes are here.
    std::vector<std::string> accountsHere() const;

private:
    const LocalDomain *domainNamed(std::string_view name) const;
    const Alias *aliasNamed(std::string_view address) const;
    Whereabouts within(const LocalDomain &domain, const mail::Path &recipient) const;
    std::optional<Whereabouts> named(const LocalDomain &domain, const mail::Path &recipient) const;
    Whereabouts mailbox(const LocalDomain &domain, std::string account) const;
    Whereabouts postmaster(const mail::Path &recipient) const;
    Whereabouts unnamed(const mail::Path &recipient, Service door) const;

    std::shared_ptr<const MailServerConfig> m_config;
    std::map<std::string, const LocalDomain *> m_domains; // by name in lower case; into *m_config
    std::map<std::string, const Account *> m_accounts;    // by address in lower case; into *m_config
    std::map<std::string, const Alias *> m_aliases;       // by address in lower case; into *m_config
};

} // namespace mf::node
