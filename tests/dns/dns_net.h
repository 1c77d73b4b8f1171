// A network of datagram machines for tests: latency, loss and time, no sockets. Everything that happens is
// kept.
#pragma once

#include "sim/dns/authoritative.h"
#include "sim/dns/message.h"
#include "sim/dns/resolver.h"
#include "sim/kernel/event_queue.h"
#include "sim/wire/datagram_machine.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mf::dns::test {

/// Master texts as the zones of one server; the test aborts if one is wrong.
std::shared_ptr<const Zones> zonesOf(const std::map<std::string, std::string> &texts);

/// Every line of what machines did, as text: equal texts mean equal actions.
std::string print(const DatagramActions &actions);
std::string print(const DnsAnswer &answer);

IpAddress ip(std::string_view text);
Datagram packet(const Message &message, const Endpoint &peer, std::uint16_t localPort = kDnsPort);
Message query(std::string_view name, std::uint16_t type, std::uint16_t id = 1);

class Net {
public:
    static constexpr Duration kLatency = std::chrono::milliseconds(10);

    struct Passed { ///< a datagram that was sent
        Instant at{};
        IpAddress from;
        Endpoint to;
        Facts facts;
        bool lost = false;
        Carrier by = Carrier::Datagram;
        std::uint16_t localPort = 0;
        std::string line() const; ///< "query example.net MX > 192.0.2.1"
    };

    void add(std::string_view address, std::unique_ptr<DatagramMachine> machine);
    void addServer(std::string_view address, const std::map<std::string, std::string> &zones)
    {
        add(address, std::make_unique<AuthoritativeServer>(zonesOf(zones)));
    }
    DatagramMachine &machine(std::string_view address) { return *m_machines.at(ip(address)); }

    /// Whether the n-th datagram (from 0) is lost on its way.
    std::function<bool(std::size_t n, const Passed &)> loses;
    /// May change what a machine receives.
    std::function<void(Datagram &, const IpAddress &to)> tampers;

    /// A program on that machine asks; run() and look at answers.
    Ticket resolve(std::string_view address, std::string name, std::uint16_t type);
    /// The same, run until nothing is pending.
    DnsAnswer answer(std::string_view address, std::string name, std::uint16_t type);
    void send(std::string_view from, const Datagram &datagram);
    void feed(std::string_view address, const DatagramInput &input) { feed(ip(address), input); }
    void run();
    void runUntil(Instant end);

    Instant now() const { return m_now; }
    std::map<Ticket, DnsAnswer> answers;
    std::vector<Passed> passed;
    std::vector<std::string> notes;                    ///< "cache-stored example.net MX 300"
    std::map<IpAddress, std::vector<Datagram>> strays; ///< what came where no machine is

    std::vector<std::string> lines() const; ///< of `passed`
    /// Queries that arrived at this address, "example.net MX".
    std::vector<std::string> queriesTo(std::string_view address) const;

private:
    struct Arrival {
        IpAddress to;
        Datagram datagram;
    };
    void feed(const IpAddress &address, const DatagramInput &input);
    void carryOut(const IpAddress &address, DatagramActions actions);
    bool step(std::optional<Instant> end);

    Instant m_now{};
    std::map<IpAddress, std::unique_ptr<DatagramMachine>> m_machines;
    EventQueue<Arrival> m_queue;
    std::uint32_t m_lastTicket = 0;
};

/// The world of the examples: a root, TLD servers, and one server each for example.org and example.net.
inline constexpr std::string_view kRoot = "192.0.2.1", kNet = "192.0.2.2", kOrg = "192.0.2.3",
                                  kExampleNet = "198.51.100.1", kExampleOrg = "203.0.113.1",
                                  kResolver = "203.0.113.53";
void addInternet(Net &net);

std::unique_ptr<RecursiveResolver> makeResolver(const std::vector<std::string_view> &roots = {kRoot},
                                                std::uint64_t seed = 7, ResolverLimits limits = {});

/// That internet with a resolver in it.
struct ResolverNet : Net {
    explicit ResolverNet(const std::vector<std::string_view> &roots = {kRoot}, ResolverLimits limits = {});
    /// Asks the resolver and waits: "found; example.org MX 10 mail.example.org."
    std::string ask(std::string name, std::uint16_t type);
};

} // namespace mf::dns::test
