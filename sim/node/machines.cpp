#include "sim/node/machines.h"

#include "sim/base/check.h"
#include "sim/dns/stub.h"
#include "sim/imap/client.h"
#include "sim/imap/flags.h"
#include "sim/imap/server.h"
#include "sim/pop3/client.h"
#include "sim/pop3/server.h"
#include "sim/sasl/mechanism.h"
#include "sim/smtp/client.h"
#include "sim/smtp/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace mf::node {

namespace {

/// Those that an option of a session stands for; the capabilities of POP3 and IMAP come to them.
constexpr std::string_view kOptions[] = {"8BITMIME",   "APOP", "AUTH",     "DSN", "ENHANCEDSTATUSCODES",
                                         "PIPELINING", "SIZE", "STARTTLS", "STLS"};

bool isHidden(const MailServerConfig &config, std::string_view extension)
{
    const auto found = config.extensions.find(std::string(extension));
    return found != config.extensions.end() && !found->second;
}

bool offers(const MailServerConfig &config, std::string_view extension)
{
    MF_CHECK(std::ranges::find(kOptions, extension) != std::end(kOptions)); // or no file could hide it
    return !isHidden(config, extension);
}

std::vector<std::string> hiddenOf(const MailServerConfig &config, const std::vector<std::string_view> &known)
{
    std::vector<std::string> hidden;
    for (const std::string_view name : known)
        if (isHidden(config, name))
            hidden.emplace_back(name);
    return hidden;
}

bool offersStartTls(const MailServerConfig &config, Service door)
{
    return config.tls && !encryptedFromStart(door) && offers(config, "STARTTLS");
}

/// Without TLS there is no other way to log in than in clear.
bool takesPasswordsInClear(const MailServerConfig &config)
{
    return config.authInClear || config.anythingGoes || !config.tls;
}

/// Those of the scenario. Where any password is right only those that bring it along: no other can be checked without
/// knowing it, and SCRAM could not prove to the client that the server knows it.
std::vector<std::string> mechanismsOf(const MailServerConfig &config)
{
    std::vector<std::string> names;
    if (!offers(config, "AUTH"))
        return names;
    if (!config.anythingGoes)
        return config.authMechanisms;
    for (const sasl::Mechanism *mechanism :
         sasl::offered(config.authMechanisms, sasl::Stream::Clear, sasl::InClear::Allowed))
        if (mechanism->sendsPassword)
            names.emplace_back(mechanism->name);
    return names;
}

/// A server's secret is here as all chance is: it follows from the scenario.
std::uint64_t saltSeedOf(const MailServerConfig &config)
{
    return RandomStream(config.seed, fmt::format("salts:{}", config.hostName)).next();
}

smtp::Dialect dialectOf(Service door)
{
    if (door == Service::Lmtp)
        return smtp::Dialect::Lmtp;
    return door == Service::Smtp ? smtp::Dialect::Relay : smtp::Dialect::Submission;
}

smtp::ServerOptions smtpOptions(const MailServerConfig &config, Service door)
{
    using Options = smtp::ServerOptions;
    Options options = smtp::usualOptions(dialectOf(door), config.hostName);
    // The host's own name need not be a domain that takes mail.
    const auto ours = std::ranges::find(config.domains, Taking::Stores, &LocalDomain::taking);
    if (ours != config.domains.end())
        options.postmasterDomain = ours->name;
    options.pipelining = offers(config, "PIPELINING");
    options.size = offers(config, "SIZE");
    options.eightBitMime = offers(config, "8BITMIME");
    options.enhancedStatusCodes = offers(config, "ENHANCEDSTATUSCODES");
    options.dsn = door != Service::Lmtp && offers(config, "DSN"); // of a store its MX tells the sender
    options.tls = offersStartTls(config, door) && door != Service::Lmtp ? Options::Tls::Offered
                                                                        : Options::Tls::NotOffered;
    const bool submission = options.dialect == smtp::Dialect::Submission;
    const bool mayLogIn = submission || (config.anythingGoes && door == Service::Smtp);
    options.authMechanisms.clear();
    if (mayLogIn)
        options.authMechanisms = mechanismsOf(config);
    options.saltSeed = saltSeedOf(config);
    options.authInClear = takesPasswordsInClear(config);
    options.loginRequired = submission && !config.anythingGoes;
    // What is handed over was small enough where it came in; it has grown by its trace fields since.
    options.sizeLimitOctets = config.sizeLimitOctets + (door == Service::Lmtp ? kTraceAllowanceOctets : 0);
    options.recipientLimit = config.recipientLimit;
    if (config.acceptBareNewlines)
        options.bareNewlines = Options::BareNewlines::Accept;
    return options;
}

pop3::ServerOptions pop3Options(const MailServerConfig &config, Service door)
{
    pop3::ServerOptions options;
    options.hostName = config.hostName;
    options.offersTls = config.tls && !encryptedFromStart(door) && offers(config, "STLS");
    options.takesPasswordsInClear = takesPasswordsInClear(config);
    options.offersApop = !config.anythingGoes && offers(config, "APOP");
    options.authMechanisms = mechanismsOf(config);
    options.saltSeed = saltSeedOf(config);
    options.hidden = hiddenOf(config, pop3::capabilityNames());
    if (options.authMechanisms.empty())
        options.hidden.emplace_back("SASL");
    return options;
}

imap::ServerOptions imapOptions(const MailServerConfig &config, Service door)
{
    imap::ServerOptions options;
    options.hostName = config.hostName;
    options.offersTls = offersStartTls(config, door);
    options.allowsLoginInClear = takesPasswordsInClear(config);
    options.authMechanisms = mechanismsOf(config);
    options.saltSeed = saltSeedOf(config);
    options.literalLimitOctets = config.sizeLimitOctets;
    options.hidden = hiddenOf(config, imap::capabilityNames());
    return options;
}

imap::MailboxVisit imapVisit(Visit from)
{
    imap::MailboxVisit visit;
    visit.mailbox = std::move(from.mailbox);
    visit.checkedUpTo = std::move(from.known.checkedUpTo);
    visit.modSeq = from.known.modSeq;
    visit.knownServerIds = std::move(from.known.since);
    visit.held = std::move(from.known.all);
    visit.deleteServerIds = std::move(from.wishes.deletes);
    visit.expunges = !from.wishes.onlyMarks;
    visit.seenServerIds = std::move(from.wishes.seen);
    visit.unseenServerIds = std::move(from.wishes.unseen);
    for (Wishes::Move &move : from.wishes.moves)
        visit.moves.push_back({std::move(move.serverId), std::move(move.target)});
    return visit;
}

} // namespace

std::vector<std::string_view> extensionNames()
{
    std::vector<std::string_view> names(std::begin(kOptions), std::end(kOptions));
    std::ranges::copy(pop3::capabilityNames(), std::back_inserter(names));
    std::ranges::copy(imap::capabilityNames(), std::back_inserter(names));
    std::ranges::sort(names);
    names.erase(std::ranges::unique(names).begin(), names.end());
    return names;
}

std::unique_ptr<StreamMachine> doorSession(const MailServerConfig &config, Service door)
{
    switch (door) {
    case Service::Smtp:
    case Service::Submission:
    case Service::Submissions:
    case Service::Lmtp: return std::make_unique<smtp::ServerSession>(smtpOptions(config, door));
    case Service::Pop3:
    case Service::Pop3s: return std::make_unique<pop3::ServerSession>(pop3Options(config, door));
    case Service::Imap:
    case Service::Imaps: return std::make_unique<imap::ServerSession>(imapOptions(config, door));
    case Service::Dns:
    case Service::Http: return nullptr;
    }
    return nullptr;
}

std::unique_ptr<StreamMachine> relaySession(const MailServerConfig &config, Service by,
                                            std::vector<Envelope> transactions, const Slices &letter)
{
    smtp::ClientOptions options;
    options.heloName = config.hostName;
    options.dialect = dialectOf(by);
    // Between servers TLS is taken where it is offered (RFC 7435), between one's own machines there is no
    // need.
    const bool tries = config.tls && by == Service::Smtp;
    options.tls = tries ? smtp::ClientOptions::Tls::IfOffered : smtp::ClientOptions::Tls::Never;
    std::vector<smtp::OutgoingMail> mails;
    for (Envelope &envelope : transactions)
        mails.push_back({std::move(envelope), letter});
    return std::make_unique<smtp::ClientSession>(std::move(options), std::move(mails));
}

std::unique_ptr<StreamMachine> askingSession(const MailServerConfig &config, const mail::Path &recipient)
{
    smtp::ClientOptions options;
    options.heloName = config.hostName;
    options.dialect = smtp::Dialect::Lmtp;
    Envelope envelope;
    envelope.to = {recipient};
    std::vector<smtp::OutgoingMail> mails;
    mails.push_back({std::move(envelope), {}, true});
    return std::make_unique<smtp::ClientSession>(std::move(options), std::move(mails));
}

Cow<DatagramMachine> stubResolver(const MailServerConfig &config)
{
    if (config.resolvers.empty())
        return {};
    return Cow<DatagramMachine>(std::make_unique<dns::StubResolver>(
        config.resolvers, RandomStream(config.seed, "stub:" + config.hostName)));
}

std::unique_ptr<StreamMachine> submissionSession(const MailClientConfig &config, Envelope envelope,
                                                 Slices letter)
{
    using Tls = smtp::ClientOptions::Tls;
    // A client that is set to a server's relay port is a stranger there: nobody logs in.
    const bool logsIn = config.outgoing.port != standardPort(Service::Smtp);
    smtp::ClientOptions options;
    options.heloName = config.hostName;
    options.dialect = logsIn ? smtp::Dialect::Submission : smtp::Dialect::Relay;
    options.tls = !config.tls ? Tls::Never : logsIn ? Tls::Required : Tls::IfOffered;
    if (logsIn) {
        options.login = config.account.address;
        options.password = config.account.password;
    }
    options.authInClear = !config.tls;
    std::vector<smtp::OutgoingMail> mails;
    mails.push_back({std::move(envelope), std::move(letter)});
    return std::make_unique<smtp::ClientSession>(std::move(options), std::move(mails));
}

std::unique_ptr<StreamMachine> checkSession(const MailClientConfig &config, std::vector<Visit> visits)
{
    if (config.incoming == Incoming::Pop3) {
        MF_CHECK(visits.size() == 1);
        pop3::ClientOptions options;
        options.login = config.account.address;
        options.password = config.account.password;
        options.tls = config.tls ? pop3::ClientOptions::Tls::Required : pop3::ClientOptions::Tls::Never;
        options.leaveOnServer = config.leaveOnServer;
        visits[0].known.all.forEach(
            [&](const std::string &uidl, Uid) { options.knownUidls.push_back(uidl); });
        options.deleteUidls = std::move(visits[0].wishes.deletes);
        return std::make_unique<pop3::ClientSession>(std::move(options));
    }
    imap::ClientOptions options;
    options.login = config.account.address;
    options.password = config.account.password;
    options.tls = config.tls ? imap::WantTls::Required : imap::WantTls::Never;
    options.visits.clear();
    for (Visit &visit : visits)
        options.visits.push_back(imapVisit(std::move(visit)));
    return std::make_unique<imap::ClientSession>(std::move(options));
}

std::string flagsText(const Flags &flags)
{
    const std::string list = imap::print(flags); // "(...)"
    return list.substr(1, list.size() - 2);
}

} // namespace mf::node
