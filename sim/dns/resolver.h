// A recursive resolver (RFC 1034 section 5.3.3, RFC 1035 section 7): walks from the root to who knows, and
// remembers what it learns. The node on which it runs drives it: queries of clients and of programs come in,
// queries to servers and answers go out.
#pragma once

#include "sim/base/cow.h"
#include "sim/dns/cache.h"
#include "sim/dns/message.h"
#include "sim/dns/server_memory.h"
#include "sim/kernel/random.h"
#include "sim/wire/datagram_machine.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mf::dns {

inline constexpr Duration kServerTimeout =
    std::chrono::seconds(1); ///< of the first try at a server; each further one waits twice as long
inline constexpr Duration kStreamTimeout =
    std::chrono::seconds(10); ///< of a try by TCP, which is not repeated

/// What one question may cost. Past a limit the look-up ends with SERVFAIL, unless something else is said.
struct ResolverLimits {
    int depth =
        6; ///< look-ups for the address of a name server inside each other; that server is passed over
    int queriesPerLookup = 60;         ///< to servers, those for addresses of name servers included
    int triesPerServer = 3;            ///< at each address of a zone's servers; then the next, then SERVFAIL
    std::size_t aliases = 8;           ///< CNAMEs in one chain
    std::size_t lookups = 1000;        ///< at a time
    std::size_t askersPerLookup = 100; ///< who wait for the same question; the next one gets SERVFAIL
    std::size_t cacheEntries = 10'000; ///< the entry that would expire first goes
};

class RecursiveResolver final : public DatagramMachine {
public:
    RecursiveResolver(std::vector<Endpoint> roots, RandomStream random, ResolverLimits limits = {});

    DatagramActions handle(const DatagramInput &input, Instant now) override;
    std::optional<Instant> deadline() const override;
    std::vector<CacheView> cache(Instant now) const override { return m_cache.view(now); }
    std::unique_ptr<DatagramMachine> clone() const override
    {
        return std::make_unique<RecursiveResolver>(*this);
    }

    std::size_t lookupCount() const { return m_lookups.size(); } ///< under way

private:
    enum class LookupId : std::uint64_t { None = 0 };

    /// How a look-up ended.
    struct Result {
        Rcode rcode = Rcode::ServFail;
        std::vector<Record> answer, authority;
        std::string reason; ///< of SERVFAIL
    };
    /// Who wants to know: a program here, or a client elsewhere.
    struct Asker {
        Ticket ticket = Ticket::None;
        Endpoint peer;
        std::uint16_t localPort = 0;
        std::optional<Message> query; ///< of a client
        Carrier by = Carrier::Datagram;
    };
    struct Server {
        Endpoint at;
        int tries = 0;
        bool failed = false;  ///< said something that nobody should ask it again for
        bool avoided = false; ///< has been of no use lately: others first
        bool plain = false;   ///< does not know EDNS
    };
    struct Host { ///< a name server whose address is not known
        Name name;
        std::uint16_t type = type::A; ///< what to ask for next
    };
    using SentKey = std::pair<std::uint16_t, std::uint16_t>; // local port, id
    struct Sent {
        SentKey key;
        std::size_t server;
        Instant deadline;
        Carrier by = Carrier::Datagram;
    };
    struct Lookup {
        Question asked;
        Name name;                 ///< asked for now: the end of the alias chain
        std::vector<Record> chain; ///< CNAMEs so far
        Name zone;                 ///< whose servers are asked
        std::vector<Server> servers;
        std::vector<Host>
            hosts; ///< further servers; the first one's address is being looked up if waitsFor is set
        std::optional<Sent> sent;
        LookupId waitsFor = LookupId::None;
        LookupId payer = LookupId::None; ///< on whose account the queries go; None: its own
        int depth = 0;
        int queries = 0;
        std::string failure = "no server"; ///< the last one
        std::vector<Asker> askers;
        std::vector<LookupId> waiters;
    };
    /// One call of handle: what goes out, and which look-ups are to go on (with the result they waited for).
    struct Turn {
        Instant now;
        DatagramActions out;
        std::deque<std::pair<LookupId, std::optional<Result>>> ready;
    };
    using QuestionKey = std::pair<std::string, std::uint16_t>;
    static QuestionKey keyOf(const Question &question) { return {question.name.folded(), question.type}; }

    // resolver.cpp: who asks, and what they are told
    void takeDatagram(const Datagram &in, Turn &turn);
    void takeQuery(Message query, const Datagram &in, Turn &turn);
    void takeProgram(const ResolveFor &resolve, Turn &turn);
    void takeTimeouts(Turn &turn);
    void takeCarrierFailure(const CarrierFailed &failed, Turn &turn);
    void ask(const Question &question, Asker asker, Turn &turn);
    void join(LookupId id, Asker asker, Turn &turn);
    LookupId start(const Question &question, Name name, std::vector<Record> chain);
    void tell(const Asker &asker, const Question &question, const Result &result, Turn &turn) const;
    void finish(LookupId id, Result result, Turn &turn);
    void fail(LookupId id, std::string reason, Turn &turn);

    // resolver_walk.cpp: from the root to who knows
    std::optional<Result> fromCache(Name &name, std::uint16_t type, std::vector<Record> &chain,
                                    Turn &turn) const;
    void restart(LookupId id, Turn &turn);
    void chooseZone(Lookup &lookup, Instant now) const;
    void useServers(Lookup &lookup, const Name &zone, const std::vector<Record> &ns,
                    const std::vector<Record> &glue, Instant now) const;
    void proceed(LookupId id, Turn &turn);
    void resume(LookupId id, const Result &result, Turn &turn);
    void send(LookupId id, std::size_t server, Carrier by, Turn &turn);
    SentKey newKey();
    void addServer(Lookup &lookup, const IpAddress &address, Instant now) const;
    void findHost(LookupId id, Turn &turn);
    bool waitsForItself(LookupId waiting, LookupId on) const;
    bool pay(Lookup &lookup);
    void forgetSent(Lookup &lookup);
    void takeResponse(const Message &response, const Datagram &in, Turn &turn);
    void takeAnswer(LookupId id, const Message &response, Turn &turn);
    void takeReferral(LookupId id, const Message &response, const IpAddress &from, Turn &turn);
    void passOver(LookupId id, std::string reason, Turn &turn);
    void remember(Trust trust, std::vector<Record> records, Turn &turn);
    Result negative(Lookup &lookup, const Message &response, Turn &turn);
    Lookup &at(LookupId id);

    std::vector<Endpoint> m_roots;
    RandomStream m_random;
    ResolverLimits m_limits;
    Cache m_cache;
    ServerMemory m_memory;
    std::uint64_t m_lastLookup = 0;
    CowMap<LookupId, Cow<Lookup>> m_lookups;
    CowMap<QuestionKey, LookupId> m_byQuestion;
    CowMap<SentKey, LookupId> m_sent;
    CowMap<std::pair<Instant, LookupId>, char> m_deadlines;
};

} // namespace mf::dns
