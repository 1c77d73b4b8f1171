// Where a letter has to go: its recipients, aliases followed, by mailbox, store and next network.
#include "sim/node/mail_server.h"

#include "sim/base/ascii.h"
#include "sim/node/refusal.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mf::node {

namespace {

/// "[192.0.2.1]", "[IPv6:2001:db8::1]" (RFC 5321 section 4.1.3)
std::optional<IpAddress> literalIn(std::string_view domain)
{
    if (!domain.starts_with('[') || !domain.ends_with(']'))
        return std::nullopt;
    domain = domain.substr(1, domain.size() - 2);
    if (ascii::startsWith(domain, "IPv6:"))
        domain.remove_prefix(5);
    return IpAddress::parse(domain);
}

/// Whether a local part's case matters is for its own network to say (RFC 5321 section 2.4).
bool contains(const std::vector<mail::Path> &recipients, const mail::Path &wanted)
{
    return std::ranges::any_of(recipients, [&](const mail::Path &one) {
        return one.localPart == wanted.localPart && ascii::equals(one.domain, wanted.domain);
    });
}

Reply circleReply(const mail::Path &alias)
{
    return {554, {5, 4, 6}, "forwarding goes in a circle: " + alias.print() + " has had this letter"};
}

} // namespace

/// One recipient of the envelope on its way.
struct MailServer::OneSorted {
    const Sorting &what;
    bool placed = false; // somebody gets the letter, or its sender hears of it later
    std::vector<mail::FailedRecipient> failures = {};
};

Destination destinationFor(const std::string &domain)
{
    if (const auto address = literalIn(domain))
        return {Destination::By::AddressLiteral, domain, *address};
    return {Destination::By::Mx, ascii::toLower(domain), {}};
}

Destination MailServer::destinationOf(const mail::Path &recipient) const
{
    const Whereabouts where = m_directory->whereabouts(recipient, Service::Smtp);
    if (const auto *store = std::get_if<AtStore>(&where))
        return {Destination::By::Lmtp, store->host, store->address};
    return destinationFor(recipient.domain);
}

MailServer::Sorted MailServer::sort(const Sorting &what, const Moment &moment)
{
    Sorted sorted;
    for (const mail::Path &recipient : what.recipients) {
        const std::vector<Addressee> ends = m_directory->addressees(recipient, what.door);
        OneSorted one{what};
        if (ends.empty())
            one.failures.push_back({recipient, circleReply(recipient), {}});
        if (ends.empty() || !ends.front().via.empty()) {
            Sorted::List &list = sorted.lists.emplace_back(Sorted::List{recipient, {}});
            for (const Addressee &end : ends)
                list.standsFor.push_back(end.address);
        }
        for (const Addressee &end : ends)
            place(end, one, sorted, moment);

        // A failure that may pass speaks for the recipient: its sender then tries again.
        const auto passing = std::ranges::find_if(
            one.failures, [](const mail::FailedRecipient &failed) { return !failed.reply.permanent(); });
        auto &refusal = sorted.refusals.emplace_back();
        if (!one.placed)
            refusal = (passing != one.failures.end() ? *passing : one.failures.front()).reply;
        // By LMTP the reply for the recipient says it all.
        if (one.placed || what.door != Service::Lmtp)
            std::ranges::move(one.failures, std::back_inserter(sorted.failed));
    }
    return sorted;
}

void MailServer::place(const Addressee &end, OneSorted &recipient, Sorted &sorted, const Moment &moment)
{
    const auto fail = [&](Reply reply) { recipient.failures.push_back({end.address, std::move(reply), {}}); };
    const auto putElsewhere = [&](Destination to, std::vector<mail::Path> via) {
        recipient.placed = true;
        if (std::ranges::any_of(sorted.elsewhere, [&](const Sorted::Onward &group) {
                return group.to == to && contains(group.recipients, end.address);
            }))
            return;
        auto group = std::ranges::find_if(
            sorted.elsewhere, [&](const Sorted::Onward &one) { return one.to == to && one.via == via; });
        if (group == sorted.elsewhere.end())
            group = sorted.elsewhere.insert(group, {std::move(to), std::move(via), {}});
        group->recipients.push_back(end.address);
    };
    if (cameBackTo(end.via, recipient.what.glance))
        return fail(circleReply(end.via.front()));
    if (const auto *here = std::get_if<Here>(&end.where)) {
        const bool again = std::ranges::any_of(
            sorted.here, [&](const auto &one) { return ascii::equals(one.second, here->account); });
        if (const auto admitted = m_mailroom.admits(here->account, recipient.what.octets, moment); !admitted)
            return fail(replyFor(admitted.error(), m_config->fullMailbox));
        if (!again)
            sorted.here.emplace_back(end.address, here->account);
        recipient.placed = true;
    } else if (const auto *store = std::get_if<AtStore>(&end.where)) {
        putElsewhere({Destination::By::Lmtp, store->host, store->address}, {});
    } else if (std::holds_alternative<Discarded>(end.where)) {
        sorted.discarded.push_back(end.address);
        recipient.placed = true;
    } else if (std::holds_alternative<UnknownUser>(end.where)) {
        const bool later =
            m_config->unknownRecipient == UnknownRecipient::Bounce && recipient.what.door != Service::Lmtp;
        recipient.placed |= later;
        fail({550, {5, 1, 1}, "no such user here"});
    } else {
        putElsewhere(destinationFor(end.address.domain), end.via);
    }
}

} // namespace mf::node
