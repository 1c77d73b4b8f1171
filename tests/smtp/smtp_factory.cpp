#include "tests/smtp/smtp_factory.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"
#include "sim/smtp/client.h"
#include "sim/smtp/server.h"

#include <algorithm>

namespace mf::test {

namespace {

using Policy = std::map<std::string, std::string>;

std::string text(const Policy &policy, const char *key, std::string fallback = {})
{
    const auto it = policy.find(key);
    return it == policy.end() ? std::move(fallback) : it->second;
}

template <std::integral T>
void number(const Policy &policy, const char *key, T &value)
{
    if (const auto given = ascii::number<std::uint64_t>(text(policy, key)))
        value = static_cast<T>(*given);
}

std::vector<std::string> list(const std::string &commaSeparated)
{
    std::vector<std::string> words;
    for (const std::string_view word : ascii::split(commaSeparated, ','))
        if (!word.empty())
            words.emplace_back(word);
    return words;
}

smtp::Dialect dialect(const Policy &policy)
{
    const std::string name = text(policy, "dialect", "relay");
    return name == "lmtp"         ? smtp::Dialect::Lmtp
           : name == "submission" ? smtp::Dialect::Submission
                                  : smtp::Dialect::Relay;
}

std::unique_ptr<StreamMachine> makeServer(const Policy &policy)
{
    using Options = smtp::ServerOptions;
    Options options = smtp::usualOptions(dialect(policy), text(policy, "hostname", "mx.test"));
    if (policy.contains("extensions")) {
        const auto offered = list(policy.at("extensions"));
        const auto has = [&](const char *name) { return std::ranges::find(offered, name) != offered.end(); };
        options.size = has("size");
        options.pipelining = has("pipelining");
        options.eightBitMime = has("8bitmime");
        options.enhancedStatusCodes = has("enhancedstatuscodes");
        options.dsn = has("dsn");
    }
    if (policy.contains("auth"))
        options.authMechanisms = list(policy.at("auth"));
    options.authInClear = text(policy, "auth-in-clear") == "yes";
    if (policy.contains("login"))
        options.loginRequired = policy.at("login") == "required";
    const std::string tls = text(policy, "tls");
    options.tls = tls == "required"  ? Options::Tls::Required
                  : tls == "offered" ? Options::Tls::Offered
                                     : Options::Tls::NotOffered;
    if (text(policy, "bare-newlines") == "accept")
        options.bareNewlines = Options::BareNewlines::Accept;
    number(policy, "size-limit", options.sizeLimitOctets);
    number(policy, "recipient-limit", options.recipientLimit);
    number(policy, "line-limit", options.commandLineLimitOctets);
    number(policy, "auth-line-limit", options.authLineLimitOctets);
    number(policy, "text-line-limit", options.textLineLimitOctets);
    number(policy, "pending-limit", options.pendingLimitOctets);
    number(policy, "error-limit", options.errorLimit);
    number(policy, "login-failures", options.loginFailureLimit);
    return std::make_unique<smtp::ServerSession>(std::move(options));
}

mail::Path path(const std::string &address)
{
    if (address == "<>")
        return {};
    const auto parsed = mail::parseMailbox(address);
    MF_CHECK(parsed.has_value());
    return *parsed;
}

smtp::OutgoingMail outgoing(const Policy &policy, const std::string &number)
{
    smtp::OutgoingMail mail;
    mail.envelope.from = path(text(policy, ("from" + number).c_str()));
    for (const std::string &address : list(text(policy, ("to" + number).c_str())))
        mail.envelope.to.push_back(path(address));
    mail.envelope.eightBit = text(policy, "eightbit") == "yes";
    mail.envelope.id = text(policy, "envid");
    mail.envelope.returned = text(policy, "ret") == "full" ? Returned::Full : Returned::NotSaid;
    Wish wish{0, text(policy, "orcpt")};
    wish.notify = ascii::number<std::uint8_t>(text(policy, "notify")).value_or(0);
    if (wish != Wish{} && !mail.envelope.to.empty())
        mail.envelope.wishes[mail.envelope.to.front().print()] = wish;
    mail.letter = Slices(text(policy, ("letter" + number).c_str()));
    if (const auto octets = ascii::number<std::size_t>(text(policy, ("letter" + number + "-octets").c_str())))
        mail.letter = Slices(std::string(*octets, 'x'));
    return mail;
}

std::unique_ptr<StreamMachine> makeClient(const Policy &policy)
{
    using Options = smtp::ClientOptions;
    Options options;
    options.heloName = text(policy, "helo", "client.test");
    options.dialect = dialect(policy);
    const std::string tls = text(policy, "tls");
    options.tls = tls == "required"  ? Options::Tls::Required
                  : tls == "offered" ? Options::Tls::IfOffered
                                     : Options::Tls::Never;
    options.login = text(policy, "login");
    options.password = text(policy, "password");
    options.authInClear = text(policy, "auth-in-clear") == "yes";
    std::vector<smtp::OutgoingMail> mails{outgoing(policy, "")};
    if (policy.contains("to2"))
        mails.push_back(outgoing(policy, "2"));
    return std::make_unique<smtp::ClientSession>(std::move(options), std::move(mails));
}

} // namespace

std::unique_ptr<StreamMachine> makeSmtpSession(const Policy &policy)
{
    return policy.at("role") == "client" ? makeClient(policy) : makeServer(policy);
}

} // namespace mf::test
