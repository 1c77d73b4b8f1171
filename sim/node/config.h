// What the programs on a machine are told when they start. World::build fills these in from the scenario.
#pragma once

#include "sim/base/ip.h"
#include "sim/base/time.h"
#include "sim/mail/address.h"
#include "sim/sasl/mechanism.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::node {

enum class Service : std::uint8_t {
    Smtp,
    Submission,
    Submissions,
    Lmtp,
    Pop3,
    Pop3s,
    Imap,
    Imaps,
    Dns,
    Http
};
inline constexpr std::size_t kServiceCount = static_cast<std::size_t>(Service::Http) + 1;

std::string_view name(Service service); ///< "smtp", "submission", ...
std::optional<Service> serviceNamed(std::string_view name);
std::uint16_t standardPort(Service service); ///< 25, 587, 465, 24, 110, 995, 143, 993, 53, 80
bool encryptedFromStart(Service service);    ///< submissions, pop3s, imaps

struct Account {
    std::string address; ///< local@domain: also the login and the name of the account
    std::string password;
    std::optional<std::uint64_t> quotaOctets = {}; ///< of all its mailboxes; not given: the server's
};

/// An address that stands for others (RFC 5321 section 3.9.1): a second name, a list, a forwarding.
struct Alias {
    std::string localPart;
    std::vector<mail::Path> targets; ///< its own address among them: the mailbox of that name
};

/// What a server does with mail for a domain that it once took into mailboxes.
enum class Taking : std::uint8_t {
    Stores,
    Relays,  ///< takes it and passes it on to the MX
    Refuses, ///< like any foreign domain's
};

/// A domain that a server takes mail for.
struct LocalDomain {
    std::string name;
    std::vector<Account> accounts;
    std::vector<Alias> aliases;
    std::optional<mail::Path> catchAll; ///< gets what is for nobody else
    Taking taking = Taking::Stores;
    bool mailboxesHere = true;
    std::string storeHost; ///< where they are else: reached by LMTP
    IpAddress storeAddress;
};

enum class UnknownRecipient : std::uint8_t {
    Refuse, ///< at RCPT: 550 5.1.1
    Bounce, ///< taken, then a report to the sender
    Accept, ///< taken, then dropped: nobody learns who exists, and who mistypes learns nothing either
};
/// What a sender hears of a mailbox without room for its letter.
enum class FullMailbox : std::uint8_t {
    Defer,  ///< 452 4.2.2: room may be made
    Refuse, ///< 552 5.2.2
};

/// What becomes of mail for a domain that no configuration names, where anything goes.
enum class OtherDomains : std::uint8_t {
    Here,    ///< every mailbox is on this machine
    Abroad,  ///< it goes to the domain's MX; what that one hands back by LMTP is for a mailbox here
    AtStore, ///< taken, as their MX, and handed to the machine that has the mailboxes
};

/// By how much a letter may have grown, by Received and Return-Path, since its size was judged.
inline constexpr std::uint64_t kTraceAllowanceOctets = 64 * 1024;

struct MailServerConfig {
    std::string hostName;
    IpAddress address; ///< its own: a letter that would go there has come back
    std::vector<Service> services;
    std::vector<LocalDomain> domains;
    std::vector<Endpoint> resolvers;
    std::vector<Duration> retry{1min, 5min, 15min}; ///< the last one repeats
    Duration expire = std::chrono::hours(24 * 5);
    Duration delayNotice =
        std::chrono::hours(4); ///< when the sender is told, once, that it is late; zero: never
    UnknownRecipient unknownRecipient = UnknownRecipient::Refuse;
    FullMailbox fullMailbox = FullMailbox::Defer;
    std::optional<std::uint64_t> quotaOctets; ///< of an account, all mailboxes together; not given: none
    std::optional<Duration> greylistDelay;    ///< strangers come again after this; not given: no greylisting
    char tagSeparator = '+';                  ///< user+tag is user (RFC 5233); 0: only the whole name counts
    std::uint64_t sizeLimitOctets = 25'000'000;
    std::size_t recipientLimit = 100;
    std::size_t queueLimit = 100'000;   ///< letters (one for each destination) that wait; one more: 452 4.3.1
    std::size_t accountLimit = 100'000; ///< accounts that have a mailbox here; one more: 452 4.2.2
    std::map<std::string, bool> extensions; ///< by EHLO or capability name: hidden if false
    std::vector<std::string> authMechanisms = sasl::mechanismNames(); ///< in SMTP, POP3 and IMAP
    bool authInClear = false; ///< offer those that send the password without TLS, too
    bool tls = true;
    bool acceptBareNewlines = false;
    bool anythingGoes = false; ///< any sender, recipient, login and password; mailboxes made on first use
    OtherDomains otherDomains = OtherDomains::Here;
    std::string otherStoreHost; ///< AtStore: reached by LMTP
    IpAddress otherStoreAddress;
    std::uint32_t uidValidity = 1; ///< of mailboxes made from now on
    std::uint64_t seed = 0;
};

enum class Incoming : std::uint8_t { None, Pop3, Imap };

struct MailClientConfig {
    std::string hostName;
    Account account;
    std::string outgoingHost; ///< empty: it only reads
    Endpoint outgoing;        ///< submission
    Incoming incoming = Incoming::None;
    std::string incomingHost;
    Endpoint incomingServer;
    bool leaveOnServer = false; ///< POP3
    bool tls = true;
    std::uint64_t seed = 0;
};

struct NameServerConfig {
    std::string hostName;
    /// Zone origin and its records as master-file text (RFC 1035 section 5), complete with SOA and NS.
    std::vector<std::pair<std::string, std::string>> zones;
};

struct ResolverConfig {
    std::string hostName;
    std::vector<Endpoint> roots;
    std::uint64_t seed = 0;
};

} // namespace mf::node
