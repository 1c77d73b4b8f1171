#include "sim/node/admission.h"

#include "sim/base/ascii.h"

namespace mf::node {

namespace {

bool isSubmission(Service door) { return door == Service::Submission || door == Service::Submissions; }

std::string_view domainOf(std::string_view address)
{
    const auto at = address.rfind('@');
    return at == address.npos ? std::string_view{} : address.substr(at + 1);
}

Admission refused(Reply reply, std::string_view rule, std::string_view section, const mail::Path &about)
{
    Facts facts = Facts().add(Key::Rule, rule).add(Key::Section, section).add(Key::Address, about.print());
    facts.add(Key::Code, reply.code);
    return {std::move(reply), std::move(facts)};
}

Admission recipientFine() { return {{250, {2, 1, 5}, "recipient ok"}, {}}; }

} // namespace

Credentials credentialsOf(const MailServerConfig &config, const Directory &directory,
                          const FindCredentials &question)
{
    Credentials credentials;
    if (const Account *account = directory.account(question.login)) {
        credentials.known = true;
        credentials.password = account->password;
        credentials.account = account->address;
    }
    if (config.anythingGoes) {
        credentials.known = credentials.anyPassword = true;
        if (credentials.account.empty())
            credentials.account = ascii::toLower(question.login);
    }
    return credentials;
}

Admission judgeSender(const MailServerConfig &config, const Directory &directory,
                      const VerifySender &question, Service door)
{
    const Admission fine{{250, {2, 1, 0}, "sender ok"}, {}};
    if (!isSubmission(door) || config.anythingGoes)
        return fine; // a relay cannot know who may use a foreign address
    if (question.account.empty())
        return {{530, {5, 7, 0}, "log in first"}, {}}; // RFC 6409 section 4.3
    // RFC 6409 section 6.1: one's own address, or another of one's own domain. The null path is for receipts.
    const bool own = ascii::equals(question.from.print(), question.account);
    const bool ownDomain = directory.isLocal(question.from.domain)
                           && ascii::equals(question.from.domain, domainOf(question.account));
    if (own || ownDomain || question.from.isNull())
        return fine;
    return refused({550, {5, 7, 1}, "you are logged in as " + question.account + "; send as that address"},
                   "sender-not-owned", "RFC 6409 6.1", question.from);
}

Admission refusedWhole(const VerifySender &question)
{
    return refused({550, {5, 7, 1}, "this server takes no mail"}, "refuses-mail", "RFC 5321 7.9",
                   question.from);
}

Admission judgeRecipient(const MailServerConfig &config, const Directory &directory,
                         const VerifyRecipient &question, Service door)
{
    const Whereabouts where = directory.whereabouts(question.to, door);
    const bool ours = std::holds_alternative<Here>(where) || std::holds_alternative<Listed>(where)
                      || std::holds_alternative<Discarded>(where);
    const bool passedOn = std::holds_alternative<AtStore>(where) || std::holds_alternative<MovedAway>(where);
    if (ours || (passedOn && door != Service::Lmtp))
        return recipientFine();
    if (std::holds_alternative<UnknownUser>(where)) {
        // By LMTP a refusal costs nobody a bounce (RFC 2033 section 2): there it always comes at once.
        if (config.unknownRecipient == UnknownRecipient::Bounce && door != Service::Lmtp)
            return recipientFine();
        return refused({550, {5, 1, 1}, "no such user here"}, "unknown-user", "RFC 5321 3.3", question.to);
    }
    const bool mayRelay = door != Service::Lmtp && (config.anythingGoes || !question.account.empty());
    if (mayRelay)
        return recipientFine();
    return refused({550, {5, 7, 1}, "relaying denied"}, "relay-denied", "RFC 5321 3.6.2", question.to);
}

} // namespace mf::node
