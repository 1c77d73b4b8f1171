// DNS messages (RFC 1035 section 4, RFC 6891) as values, read and printed in one pass each.
#pragma once

#include "sim/base/blob.h"
#include "sim/dns/record.h"
#include "sim/kernel/trace.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::dns {

inline constexpr std::uint16_t kDnsPort = 53;
inline constexpr std::uint16_t kFirstEphemeralPort =
    49152; ///< RFC 6335 section 6: 49152 .. 65535, where queries leave from
inline constexpr std::size_t kPlainUdpLimitOctets = 512; ///< RFC 1035 section 4.2.1: without EDNS
inline constexpr std::size_t kEdnsUdpLimitOctets =
    4096; ///< RFC 6891 section 6.2.5: what programs here offer, and send at most
inline constexpr std::size_t kMessageLimitOctets = 65535;
inline constexpr std::size_t kHeaderOctets = 12;

enum class Opcode : std::uint8_t { Query = 0, Status = 2, Notify = 4, Update = 5 };

/// Response codes (RFC 1035 section 4.1.1, RFC 6891 section 9); other numbers pass through.
enum class Rcode : std::uint16_t {
    NoError = 0,
    FormErr = 1,
    ServFail = 2,
    NxDomain = 3,
    NotImp = 4,
    Refused = 5,
    BadVers = 16,
};
std::string name(Rcode rcode); ///< "NXDOMAIN"; "RCODE9" for one without a name here

struct Edns {
    std::uint16_t udpLimitOctets = kEdnsUdpLimitOctets;
    std::uint8_t version = 0;
    bool dnssecOk = false;
    std::string options; ///< wire form
    friend bool operator==(const Edns &, const Edns &) = default;
};

struct Message {
    std::uint16_t id = 0;
    bool isResponse = false;         ///< QR
    Opcode opcode = Opcode::Query;   ///< 0 .. 15
    bool authoritative = false;      ///< AA
    bool truncated = false;          ///< TC
    bool recursionDesired = false;   ///< RD
    bool recursionAvailable = false; ///< RA
    bool authenticData = false;      ///< AD (RFC 4035)
    bool checkingDisabled = false;   ///< CD
    Rcode rcode = Rcode::NoError;    ///< 0 .. 4095, over 15 only with edns
    std::vector<Question> questions;
    std::vector<Record> answer, authority, additional; ///< without OPT and TSIG
    std::optional<Edns> edns;

    friend bool operator==(const Message &, const Message &) = default;
};

/// What could not be read, and what to send back: nothing where even the header is missing, or where it was a
/// response.
struct Unreadable {
    std::optional<Message> reply;
};
std::expected<Message, Unreadable> parse(std::string_view octets);
inline std::expected<Message, Unreadable> parse(const Blob &octets) { return parse(octets.view()); }

/// Wire form with compressed names. Names are shared only where their case is the same, too. What does not
/// fit is left out, record by record; TC says so, unless it was only additional (RFC 2181 section 9). Glue of
/// a referral counts as needed (RFC 9471).
std::string print(const Message &message, std::size_t limitOctets = kMessageLimitOctets);

/// The answer of a server that may not know EDNS (RFC 6891 section 7): FORMERR or NOTIMP, and no OPT record.
/// Some repeat only the header.
bool isUnreadEdns(const Message &response);

/// The largest answer that the sender of this query takes by UDP.
std::size_t udpLimitFor(const Message &query);

/// The empty response to a query: its id, opcode, question (if it is one) and RD, and EDNS where it had it.
Message responseTo(const Message &query, Rcode rcode = Rcode::NoError);

/// RFC 8482 section 4: what is there at the name itself, aliases too; if nothing is, an HINFO that says so. NXDOMAIN
/// and failures stay what they are.
void answerAny(Message &response);

/// NOERROR without answer or authority of its own, but with name servers to ask instead.
bool isReferral(const Message &message);

/// What a program is told: the outcome, and of the records those of the type it asked for and the aliases
/// that led there.
DnsAnswer toAnswer(std::uint16_t type, Rcode rcode, const std::vector<Record> &records);

/// The facts of the datagram: protocol, part ("query", "response", "referral"), question, type; of responses
/// rcode and answer.
Facts factsOf(const Message &message);
inline constexpr std::size_t kAnswerFactLimitOctets = 200; ///< whole records only; "..." stands for the rest

} // namespace mf::dns
