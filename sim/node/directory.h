// Whose mail a server takes, and where each of its mailboxes is: the domains and accounts of its
// configuration, ready for look-up.
#pragma once

#include "sim/mail/address.h"
#include "sim/node/config.h"

#include <map>
#include <memory>
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
/// The domain is ours, the user does not exist.
struct UnknownUser { };
/// Another network's.
struct Foreign { };
using Whereabouts = std::variant<Here, AtStore, UnknownUser, Foreign>;

/// Immutable once made; look-ups fold the case of ASCII letters.
class Directory {
public:
    explicit Directory(std::shared_ptr<const MailServerConfig> config);

    Whereabouts whereabouts(const mail::Path &recipient) const;
    bool isLocal(std::string_view domain) const { return domainNamed(domain) != nullptr; }
    /// The account that logs in by that name; null: there is none.
    const Account *account(std::string_view login) const;
    /// Every account whose mailboxes are here.
    std::vector<std::string> accountsHere() const;

private:
    const LocalDomain *domainNamed(std::string_view name) const;
    Whereabouts postmaster(const mail::Path &recipient) const;

    std::shared_ptr<const MailServerConfig> m_config;
    std::map<std::string, const LocalDomain *> m_domains; // by name in lower case; into *m_config
    std::map<std::string, const Account *> m_accounts;    // by address in lower case; into *m_config
};

} // namespace mf::node
