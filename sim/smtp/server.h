// The server's side of an SMTP, submission or LMTP session (RFC 5321, RFC 6409, RFC 2033). Driven by whoever
// has the stream; asks FindCredentials, VerifySender, VerifyRecipient and AcceptMessage.
#pragma once

#include "sim/sasl/mechanism.h"
#include "sim/smtp/dialect.h"
#include "sim/smtp/parameters.h"
#include "sim/wire/dot_reader.h"
#include "sim/wire/line_buffer.h"
#include "sim/wire/machine.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::smtp {

struct ServerOptions {
    std::string hostName = "localhost";
    std::string postmasterDomain; ///< whose postmaster <postmaster> alone is; empty: the host's
    Dialect dialect = Dialect::Relay;

    // What EHLO offers.
    bool pipelining = true;          ///< RFC 2920. Replies are batched in any case
    bool size = true;                ///< RFC 1870
    bool eightBitMime = true;        ///< RFC 6152
    bool dsn = false;                ///< RFC 3461: who takes a letter tells its sender what he wants to know
    bool enhancedStatusCodes = true; ///< RFC 2034; without it replies carry none
    enum class Tls : std::uint8_t { NotOffered, Offered, Required };
    Tls tls = Tls::NotOffered;               ///< STARTTLS (RFC 3207)
    std::vector<std::string> authMechanisms; ///< RFC 4954; empty: no AUTH
    bool authInClear = false;                ///< also mechanisms that send the password, without TLS
    std::uint64_t saltSeed = 0;              ///< this server's secret, of which SCRAM's salts are made
    bool loginRequired = false;              ///< before MAIL: 530 5.7.0

    // Limits, and the reply beyond each.
    std::uint64_t sizeLimitOctets = 25'000'000; ///< of a letter: 552 5.3.4
    std::size_t recipientLimit = 100;           ///< of a letter: 452 4.5.3 (RFC 5321 section 4.5.3.1.8)
    std::size_t commandLineLimitOctets =
        512; ///< with CRLF: 500 5.5.2 (section 4.5.3.1.4). MAIL has more: its parameters
    std::size_t authLineLimitOctets = 12'288; ///< with CRLF: 500 5.5.6 (RFC 4954 section 4)
    std::size_t textLineLimitOctets =
        0; ///< with CRLF: 500 5.6.0 (section 4.5.3.1.6 allows more than 1000); 0: none
    std::size_t pendingLimitOctets = 256 * 1024; ///< said while an answer is waited for: 421 4.5.0, close
    /// Commands that were none, or out of order, since the last greeting or MAIL that was right: 421 4.7.0, close.
    int errorLimit = 20;
    int loginFailureLimit = 10;  ///< of a session; one more: 421 4.7.0, close
    Duration idleTimeout = 5min; ///< 421 4.4.2, close (section 4.5.3.2.7)

    /// A bare CR or LF in a letter: refused after it is in, with 550 5.5.2 as Postfix does; or kept. Neither
    /// ends a line.
    enum class BareNewlines : std::uint8_t { Refuse, Accept };
    BareNewlines bareNewlines = BareNewlines::Refuse;
};

/// Usual options: submission needs a login and offers all mechanisms.
ServerOptions usualOptions(Dialect dialect, std::string hostName);

class ServerSession final : public StreamMachine {
public:
    explicit ServerSession(ServerOptions options);
    /// Many sessions of one service share their options.
    explicit ServerSession(std::shared_ptr<const ServerOptions> options);

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override;
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override;

    // ---- its vocabulary, for whoever explains it ----
    static std::vector<std::string> verbNames();
    static std::span<const std::string_view> stateNames(); ///< as view() and the trace say them

private:
    enum class State : std::uint8_t { Fresh, Greeted, Auth, Mail, Rcpt, Data, Closed };
    enum class Asked : std::uint8_t { Nothing, Credentials, Sender, Recipient, Letter };
    enum class Before : std::uint8_t {
        Tls,
        NoTls
    }; ///< whether a verb may come before a TLS that is required
    struct Verb {
        std::string_view name;
        unsigned legalIn;
        unsigned dialects;
        Before before;
        void (ServerSession::*run)(std::string_view arguments);
        std::string_view otherwise; ///< what to say where it is not legal
    };
    static constexpr unsigned in(State state) { return 1U << static_cast<unsigned>(state); }
    static constexpr unsigned of(Dialect dialect) { return 1U << static_cast<unsigned>(dialect); }
    static std::span<const Verb> verbs();
    const Verb *find(std::string_view name) const;
    bool mayRun(const Verb &verb) const;

    // inputs
    void take(const Opened &opened);
    void take(const Bytes &bytes);
    void take(const Drained &) { }
    void take(const TlsReady &ready);
    void take(const Answered &answered);
    void take(const Changed &) { }
    void take(const Expired &);
    void take(const PeerClosed &closed);
    void drain();
    bool takeLine();
    bool takeText();
    void dispatch(std::string_view line);
    std::size_t lineLimit(std::string_view verb) const;

    // verbs
    void ehlo(std::string_view arguments);
    void helo(std::string_view arguments);
    void auth(std::string_view arguments);
    void startTls(std::string_view arguments);
    void mail(std::string_view arguments);
    void rcpt(std::string_view arguments);
    void data(std::string_view arguments);
    void rset(std::string_view arguments);
    void noop(std::string_view arguments);
    void vrfy(std::string_view arguments);
    void expn(std::string_view arguments);
    void help(std::string_view arguments);
    void quit(std::string_view arguments);

    bool greet(std::string_view arguments);
    std::vector<const sasl::Mechanism *> offeredMechanisms() const;
    bool offersTls() const;
    void authResponse(std::string_view line);
    void authStep(const sasl::ServerStep &step);
    void noteLogin(std::string_view login, std::string_view account, bool accepted,
                   std::string_view reason = {});
    void endOfText();
    void replyForLetter(const std::vector<Reply> &replies);
    void resetMail();

    // answers
    void answered(const Credentials &known);
    void answeredSender(const Reply &reply);
    void answeredRecipient(const Reply &reply);

    // outputs
    void reply(int code, EnhancedStatus status, std::string_view text);
    void reply(const Reply &reply);
    void error(int code, EnhancedStatus status, std::string_view text); ///< counts towards errorLimit
    void closing(EnhancedStatus status, std::string_view text);         ///< 421, then Close
    void close(bool abort = false);
    void flush();
    bool waitsForGroup() const;
    void ask(Asked what, Question question);
    void note(std::string_view verb, std::string_view arguments);
    std::string receptionProtocol() const;
    OfferedParameters offeredParameters() const;

    std::shared_ptr<const ServerOptions> m_options;
    State m_state = State::Fresh;
    Asked m_asked = Asked::Nothing;
    Ticket m_ticket = Ticket::None;
    bool m_opened = false, m_extended = false, m_tlsPending = false, m_peerDone = false;
    int m_errors = 0, m_loginFailures = 0;
    Instant m_heard{};
    Peer m_peer;
    std::optional<TlsInfo> m_tls;
    std::string m_heloName, m_account;
    RandomStream m_random; // of this session
    std::optional<sasl::ServerExchange> m_exchange;
    Envelope m_envelope;
    mail::Path m_askedPath;
    Wish m_askedWish;
    DotReader m_reader;
    LineBuffer m_buffer;
    std::string m_line; // kept for its capacity
    std::string m_out;  // replies of this turn
    Facts m_outFacts;   // of the first of them
    int m_outReplies = 0;
    bool m_grouped = false;   // the command at hand is RSET, MAIL or RCPT
    bool m_outIsGroup = true; // all replies of m_out are to such commands
    Actions m_actions;
};

} // namespace mf::smtp
