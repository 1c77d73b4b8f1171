#include "sim/store/mail_store.h"

#include <utility>
#include <variant>
#include <vector>

namespace mf::store {

namespace {

struct Owner {
    const std::string *node = nullptr, *account = nullptr;
};

Owner ownerOf(const Change &change)
{
    return std::visit(
        [](const auto &what) -> Owner {
            if constexpr (requires { what.account; })
                return {&what.node, &what.account};
            else
                return {&what.node, nullptr};
        },
        change);
}

} // namespace

MailStore::MailStore(std::string node, std::uint32_t uidValidity, Limits limits)
    : m_node(std::move(node))
    , m_uidValidity(uidValidity)
    , m_limits(limits)
{ }

std::expected<Account *, Refusal> MailStore::use(const std::string &account)
{
    if (Account *known = edit(account))
        return known;
    if (m_accounts.size() >= m_limits.accounts)
        return std::unexpected(Refusal::OverQuota);
    return &m_accounts.put(account, Cow<Account>(Account(m_node, account, m_uidValidity, m_limits))).edit();
}

const Account *MailStore::find(const std::string &account) const
{
    const Cow<Account> *found = m_accounts.find(account);
    return found ? &**found : nullptr;
}

Account *MailStore::edit(const std::string &account)
{
    Cow<Account> *found = m_accounts.edit(account);
    return found ? &found->edit() : nullptr;
}

Account &MailStore::existing(const std::string &account)
{
    Account *found = edit(account);
    MF_CHECK(found != nullptr);
    return *found;
}

void MailStore::apply(const Change &change)
{
    const Owner owner = ownerOf(change);
    if (!owner.account || *owner.node != m_node)
        return;
    // What was on the disk is kept, whatever the limit is now.
    if (!m_accounts.contains(*owner.account))
        m_accounts.put(*owner.account,
                       Cow<Account>(Account(m_node, *owner.account, m_uidValidity, m_limits)));
    existing(*owner.account).apply(change);
}

void MailStore::unlockAll()
{
    std::vector<std::string> locked;
    forEach([&](const Account &account) {
        if (account.maildropHolder() != StreamId::None)
            locked.push_back(account.name());
    });
    for (const std::string &account : locked)
        existing(account).unlockMaildrop();
}

} // namespace mf::store
