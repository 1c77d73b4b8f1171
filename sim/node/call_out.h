// While a sender still waits at RCPT, the store that has the mailboxes is asked whether it takes that recipient:
// by LMTP, with a null path and no letter (RFC 2033; RFC 5321 section 3.3 wants such refusals at once). The mail
// server drives it.
#pragma once

#include "sim/base/cow.h"
#include "sim/mail/address.h"
#include "sim/node/config.h"
#include "sim/node/node_io.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mf::node {

/// How long the sender is kept waiting; RFC 5321 section 4.5.3.2.3 gives him five minutes.
inline constexpr Duration kStorePatience = 30s;
/// How long the store's word is remembered: yes, and no. Short, so that a new user need not wait for his mail.
inline constexpr Duration kKnownFor = 5min, kUnknownFor = 1min;
inline constexpr std::size_t kKnownLimit =
    10'000; ///< recipients that are remembered; one more: all are forgotten
inline constexpr std::size_t kCallOutLimit = 100; ///< at once; one more: 450 4.3.2

/// A value. Each recipient is asked for once, however many sessions want to know.
class CallOuts {
public:
    explicit CallOuts(std::shared_ptr<const MailServerConfig> config) : m_config(std::move(config)) { }

    /// Answers the session's question: at once if the answer is remembered, else when the store has said it.
    /// A store that cannot be asked: 450 to a server, which will try again; 250 to a person, who would not,
    /// and is told by a report if it comes to that.
    void ask(const SessionAsked &asked, const mail::Path &recipient, const Endpoint &store,
             const Moment &moment, Effects &out);

    /// Whether a stream with that token is one of these.
    static bool owns(std::uint64_t token) { return (token & kTokens) != 0; }
    void handle(const SessionReported &input, const Moment &moment, Effects &out);
    void handle(const SessionEnded &input, const Moment &moment, Effects &out);
    void handle(const StreamRefused &input, const Moment &moment, Effects &out);
    /// Those who have waited too long are answered.
    void expire(const Moment &moment, Effects &out);
    /// The machine went down: nobody waits, nothing is remembered.
    void forget();

    std::optional<Instant> deadline() const;

private:
    static constexpr std::uint64_t kTokens = std::uint64_t{1} << 63;
    using Subject = std::pair<IpAddress, std::string>; // the store, and the recipient in lower case

    struct Asker {
        SessionRef session;
        Ticket ticket = Ticket::None;
        bool isServer = true;
    };
    struct Call {
        Subject subject;
        std::string recipient; // as it was asked for
        std::vector<Asker> askers;
        SessionRef stream; // to cut it off; its token is the call's
        Instant patience{};
    };
    struct Known {
        Reply reply;
        Instant until{};
    };

    void said(std::uint64_t token, const Reply &reply, const Moment &moment, Effects &out);
    void silent(std::uint64_t token, std::string_view reason, const Moment &moment, Effects &out);
    void keep(const Subject &subject, const Reply &reply, Instant now);
    std::optional<Call> take(std::uint64_t token);

    std::shared_ptr<const MailServerConfig> m_config;
    CowMap<std::uint64_t, Call> m_calls; // by token: the oldest first
    CowMap<Subject, std::uint64_t> m_asked;
    CowMap<Subject, Known> m_known;
    std::uint64_t m_last = 0;
};

} // namespace mf::node
