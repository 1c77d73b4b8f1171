// All accounts of one machine, as a copyable value: what the incoming program of a mail server keeps on its
// disk.
#pragma once

#include "sim/base/cow.h"
#include "sim/store/account.h"
#include "sim/store/change.h"
#include "sim/store/limits.h"

#include <cstdint>
#include <expected>
#include <string>

namespace mf::store {

class MailStore {
public:
    MailStore(std::string node, std::uint32_t uidValidity, Limits limits = {});

    /// An account is made at its first use.
    std::expected<Account *, Refusal> use(const std::string &account);
    /// Null: nobody has used it yet. Invalidated by the next change.
    const Account *find(const std::string &account) const;
    Account *edit(const std::string &account);

    /// Does again what a disk remembers; what is said of other machines, or of queues, is passed over.
    void apply(const Change &change);

    template <typename Visit> // visit(const Account &), in order of their names
    void forEach(Visit visit) const
    {
        m_accounts.forEach([&](const std::string &, const Cow<Account> &account) { visit(*account); });
    }
    /// Gives every maildrop's lock back: the machine went down.
    void unlockAll();

private:
    Account &existing(const std::string &account);

    std::string m_node;
    std::uint32_t m_uidValidity;
    Limits m_limits;
    CowMap<std::string, Cow<Account>> m_accounts;
};

} // namespace mf::store
