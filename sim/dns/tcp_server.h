// DNS over TCP (RFC 1035 section 4.2.2, RFC 7766): messages with their length before them, on one stream, in
// front of whatever answers.
#pragma once

#include "sim/dns/message.h"
#include "sim/wire/machine.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mf::dns {

inline constexpr Duration kTcpIdleTimeout =
    std::chrono::seconds(30); ///< then the stream is closed (RFC 7766 section 6.2.3)
/// Octets of queries that wait while the client does not take its answers; more, and the stream is cut.
inline constexpr std::size_t kTcpPendingLimitOctets = 128 * 1024;

/// Queries of one stream that are being looked into; more wait (RFC 7766 section 6.2.1.1).
inline constexpr std::size_t kTcpOpenLimit = 100;

/// Answers queries in their order, several at a time if they come so; by a resolver, as the answers are found.
class TcpServer final : public StreamMachine {
public:
    /// A pure function of the query; it may hold shared immutable zones.
    using Answer = std::function<Message(const Message &query)>;
    explicit TcpServer(Answer answer) : m_answer(std::move(answer)) { }
    /// Asks ResolveQuery.
    TcpServer() = default;

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override { return m_deadline; }
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<TcpServer>(*this); }

private:
    void drain(Actions &out);
    void take(const Answered &answered, Actions &out);
    void answer(std::string_view octets, Actions &out);
    void send(std::string frame, Facts facts, Actions &out);
    void close(Close how, Actions &out);

    Answer m_answer;
    std::string m_pending;        ///< from the length of a message on
    std::size_t m_sentOctets = 0; ///< since the last Drained
    std::size_t m_open = 0;       ///< queries asked on
    std::uint32_t m_lastTicket = 0;
    bool m_closed = false, m_peerDone = false;
    std::optional<Instant> m_deadline;
};

} // namespace mf::dns
