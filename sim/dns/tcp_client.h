// One question over TCP (RFC 7766), asked because the answer did not fit into a datagram. Whoever opens the
// stream hands in the message; the answer is the report MessageFetched.
#pragma once

#include "sim/base/blob.h"
#include "sim/wire/machine.h"

#include <memory>
#include <optional>
#include <string>

namespace mf::dns {

inline constexpr Duration kTcpAnswerTimeout = std::chrono::seconds(5); ///< then the stream is cut

class TcpClient final : public StreamMachine {
public:
    /// `facts` say what the query is, for the trace.
    TcpClient(Blob query, Facts facts) : m_query(std::move(query)), m_facts(std::move(facts)) { }

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override { return m_deadline; }
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<TcpClient>(*this); }

private:
    void take(const Blob &octets, Actions &out);
    void close(Close how, Actions &out);

    Blob m_query;
    Facts m_facts;
    std::string m_pending; ///< of the answer, from its length on
    bool m_closed = false;
    std::optional<Instant> m_deadline;
};

} // namespace mf::dns
