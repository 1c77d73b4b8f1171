// The same seam as machine.h for datagrams: name servers and resolvers.
#pragma once

#include "sim/base/ids.h"
#include "sim/base/ip.h"
#include "sim/base/time.h"
#include "sim/kernel/trace.h"
#include "sim/wire/machine.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mf {

/// A question to DNS as a program on the same machine puts it.
struct DnsQuestion {
    std::string name;       ///< presentation form, without the final dot
    std::uint16_t type = 1; ///< TYPE number (RFC 1035 section 3.2.2): 1 A, 15 MX, 28 AAAA, ...
    friend bool operator==(const DnsQuestion &, const DnsQuestion &) = default;
};

/// One resource record of an answer, presentation form for what is not used by mail.
struct DnsRecord {
    std::string name;
    std::uint16_t type = 0;
    std::uint32_t ttl = 0;        ///< seconds
    std::string data;             ///< presentation form of RDATA
    std::uint16_t preference = 0; ///< MX
    std::string host;             ///< MX, CNAME, NS, PTR: the name, without the final dot
    IpAddress address;            ///< A, AAAA
    friend bool operator==(const DnsRecord &, const DnsRecord &) = default;
};

struct DnsAnswer {
    /// NoData: the name exists, the type does not. Failed: no server could be asked, or none answered (SERVFAIL, timeout).
    enum class Outcome : std::uint8_t { Found, NoSuchName, NoData, Failed };
    Outcome outcome = Outcome::Failed;
    std::vector<DnsRecord> records; ///< of the type asked, and the CNAMEs that led there, in order
    std::string reason;             ///< for Failed: "timeout", "SERVFAIL", ...
};

/// How a message travels: on its own, or on a stream that whoever drives the machine opens for it.
enum class Carrier : std::uint8_t { Datagram, Stream };

/// A datagram and the local port it left from or came to.
struct Datagram {
    Endpoint peer;
    std::uint16_t localPort = 0; ///< by Stream: a number that the machine chose, to know the answer by
    Blob octets;
    Facts facts = {}; ///< on sending, for the trace: question, type, rcode, answer
    Carrier by = Carrier::Datagram;
};

struct DatagramArrived {
    Datagram datagram;
};
struct ResolveFor { ///< a program on this machine wants to know
    Ticket ticket;
    DnsQuestion question;
};
struct
    CarrierFailed { ///< a stream that was to carry a message did not come about, or ended without an answer
    std::uint16_t localPort = 0;
    std::string reason;
};
using DatagramInput = std::variant<DatagramArrived, ResolveFor, Expired, CarrierFailed>;

struct SendDatagram {
    Datagram datagram;
    Ticket cause = Ticket::None;
};
struct Resolved {
    Ticket ticket;
    DnsAnswer answer;
};
using DatagramAction = std::variant<SendDatagram, Resolved, Noted>;
using DatagramActions = std::vector<DatagramAction>;

/// A cache entry as an inspector shows it.
struct CacheView {
    std::string name, type, data;
    Instant expires;
    std::string outcome = {}; ///< of what is known not to be there: "NODATA", "NXDOMAIN", "SERVFAIL"
};

class DatagramMachine {
public:
    virtual ~DatagramMachine() = default;
    virtual DatagramActions handle(const DatagramInput &input, Instant now) = 0;
    virtual std::optional<Instant> deadline() const = 0;
    virtual std::vector<CacheView> cache(Instant now) const
    {
        (void)now;
        return {};
    }
    virtual std::unique_ptr<DatagramMachine> clone() const = 0;
};

} // namespace mf
