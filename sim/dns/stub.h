// A stub resolver (RFC 1034 section 5.3.1): hands a program's question to a recursive resolver and waits. It
// remembers nothing.
#pragma once

#include "sim/base/cow.h"
#include "sim/dns/message.h"
#include "sim/kernel/random.h"
#include "sim/wire/datagram_machine.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mf::dns {

inline constexpr Duration kStubTimeout =
    std::chrono::seconds(2); ///< of the first try; each further one waits twice as long
/// By TCP, for what does not fit into a datagram (RFC 7766 section 5).
inline constexpr Duration kStubStreamTimeout = std::chrono::seconds(10);
inline constexpr int kStubTries = 3; ///< queries in all, to the resolvers in turn; then Failed, "timeout"
inline constexpr std::size_t kStubQuestionLimit =
    1000; ///< at a time; the next one is Failed, "too many questions"

class StubResolver final : public DatagramMachine {
public:
    StubResolver(std::vector<Endpoint> resolvers, RandomStream random,
                 std::size_t questionLimit = kStubQuestionLimit);

    DatagramActions handle(const DatagramInput &input, Instant now) override;
    std::optional<Instant> deadline() const override;
    std::unique_ptr<DatagramMachine> clone() const override { return std::make_unique<StubResolver>(*this); }

    std::size_t questionCount() const { return m_open.size(); } ///< under way

private:
    using Key = std::pair<std::uint16_t, std::uint16_t>; // local port, id
    struct Open {
        Ticket ticket = Ticket::None;
        Question question;
        int tries = 0;
        int refusals = 0;   ///< resolvers that answered, but could not say
        bool plain = false; ///< the resolver being asked does not know EDNS
        Carrier by = Carrier::Datagram;
        Instant deadline{};
    };

    void start(const ResolveFor &resolve, Instant now, DatagramActions &out);
    Key newKey();
    void tryNext(const Key &key, Instant now, DatagramActions &out);
    void send(const Key &key, Duration patience, Instant now, DatagramActions &out);
    const Endpoint &resolverAsked(const Open &open) const;
    void receive(const Datagram &in, Instant now, DatagramActions &out);
    void carrierFailed(const CarrierFailed &failed, Instant now, DatagramActions &out);
    void retryOrFail(const Key &key, std::string_view reason, Instant now, DatagramActions &out);
    Open &at(const Key &key);
    void finish(const Key &key, DnsAnswer answer, DatagramActions &out);

    std::vector<Endpoint> m_resolvers;
    RandomStream m_random;
    std::size_t m_questionLimit;
    CowMap<Key, Open> m_open;
    CowMap<std::pair<Instant, Key>, char> m_deadlines;
};

} // namespace mf::dns
