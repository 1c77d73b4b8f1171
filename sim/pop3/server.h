// The server's side of POP3 (RFC 1939) with CAPA and response codes (RFC 2449, RFC 3206), STLS (RFC 2595)
// and AUTH (RFC 5034). Driven by the node on which it runs, which answers what it asks: credentials, the
// maildrop, its letters, deletions.
#pragma once

#include "sim/sasl/mechanism.h"
#include "sim/wire/dot_writer.h"
#include "sim/wire/line_buffer.h"
#include "sim/wire/machine.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mf::pop3 {

struct ServerOptions {
    std::string hostName = "localhost";
    bool offersTls = false;            ///< STLS, on a stream in clear
    bool takesPasswordsInClear = true; ///< else USER, PASS and AUTH PLAIN want TLS first
    bool offersApop = true;            ///< a timestamp in the greeting; of no use where any password is right
    std::vector<std::string> authMechanisms = sasl::mechanismNames(); ///< AUTH; empty: none
    std::uint64_t saltSeed = 0; ///< this server's secret, of which SCRAM's salts are made
    /// Of capabilityNames(): not told by CAPA, and their verbs as unknown as any other word.
    std::vector<std::string> hidden;
    Duration idleTimeout = 10min; ///< RFC 1939 section 3: at least 10 minutes
    unsigned badLoginLimit = 3;   ///< the connection is closed at the last of them
    unsigned badCommandLimit =
        20; ///< lines that are no command; one more: -ERR, and the connection is closed
    /// One line with its CRLF: -ERR. RFC 2449 section 4 asks for 255 at least; long passwords take more.
    std::size_t lineLimitOctets = 2048;
    /// Commands sent ahead while one is being worked on: -ERR and the connection is closed.
    std::size_t pipelineLimitOctets = 64 * 1024;
};

/// CAPA itself among them; not STLS and APOP, which have options of their own.
std::vector<std::string_view> capabilityNames();

class ServerSession final : public StreamMachine {
public:
    explicit ServerSession(ServerOptions options);

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override;
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<ServerSession>(*this); }

    // ---- its vocabulary, for whoever explains it ----
    static std::vector<std::string> verbNames();
    static std::span<const std::string_view> stateNames(); ///< as view() and the trace say them

private:
    /// RFC 1939 section 3. Update: QUIT was said, the deletions are being done.
    enum class State : std::uint8_t { Authorization, Transaction, Update, Closed };
    enum class Takes : std::uint8_t { Nothing, Something, Optional };
    struct Verb {
        std::string_view name;
        unsigned legalIn;
        Takes argument;
        void (ServerSession::*run)(std::string_view argument);
        std::string_view capability = {}; ///< where it is hidden the verb is unknown
    };
    enum class WaitsFor : std::uint8_t { Nothing, Credentials, Maildrop, Body, Commit };

    struct ScanListing { ///< LIST or UIDL of all, in production
        enum class What : std::uint8_t { Sizes, Ids };
        What what;
        std::size_t next = 0;
    };
    using Producing = std::variant<std::monostate, ScanListing, DotWriter>;

    static constexpr unsigned in(State state) { return 1u << static_cast<unsigned>(state); }
    static std::span<const Verb> verbs();
    const Verb *find(std::string_view name) const;
    bool offers(const Verb &verb) const;
    bool shows(std::string_view capability) const;
    std::string_view withoutHiddenCode(std::string_view text) const;
    static std::string_view name(State state);

    // what comes in
    void take(const Opened &opened);
    void take(const Bytes &bytes);
    void take(const Drained &);
    void take(const TlsReady &);
    void take(const Answered &answered);
    void take(const Changed &) { } ///< the maildrop is as it was when it was opened
    void take(const Expired &);
    void take(const PeerClosed &closed);

    // the engine (server.cpp)
    void advance();
    bool takeLine();
    void dispatch(std::string_view line);
    void produce();
    void ask(WaitsFor what, Question question);
    void enter(State state);
    void hangUp(bool abort);
    void leaveMaildrop();

    // AUTHORIZATION (server_login.cpp)
    void user(std::string_view argument);
    void pass(std::string_view argument);
    void apop(std::string_view argument);
    void auth(std::string_view argument);
    void stls(std::string_view argument);
    void capa(std::string_view argument);
    void takeResponse(std::string_view line);
    void follow(const sasl::ServerStep &step);
    void judge(const Credentials &known);
    bool isRight(const Credentials &known) const;
    void loginDone(const std::string &login, bool accepted, std::string_view reason = {});
    void openMaildrop(const std::string &account);
    void maildropOpened(const Answer &answer);
    bool refusesPasswords() const { return !m_encrypted && !m_options.takesPasswordsInClear; }
    std::vector<const sasl::Mechanism *> offeredMechanisms() const;

    // TRANSACTION (server_maildrop.cpp)
    void stat(std::string_view argument);
    void list(std::string_view argument);
    void uidl(std::string_view argument);
    void retr(std::string_view argument);
    void top(std::string_view argument);
    void dele(std::string_view argument);
    void rset(std::string_view argument);
    void noop(std::string_view argument);
    void quit(std::string_view argument);
    std::optional<std::size_t> letterNumbered(std::string_view number);
    std::string scanLine(ScanListing::What what, std::size_t index) const;
    std::string uniqueId(const StoredLetter &letter) const;
    void sendLetter(std::size_t index, std::optional<std::uint64_t> bodyLines);
    void sendLetter(const std::shared_ptr<const mail::Message> &message);
    void committed(const Answer &answer);

    // what goes out
    void ok(std::string_view text, std::string_view moreLines = {});
    void err(std::string_view text);
    void send(Slices octets, Facts facts);
    void note(Kind kind, Facts facts);

    ServerOptions m_options;
    State m_state = State::Authorization;
    LineBuffer m_input;
    Actions m_actions;
    Instant m_lastHeard{};
    std::size_t m_sentSinceDrained = 0;
    bool m_encrypted = false, m_tlsPending = false;
    bool m_peerDone = false; ///< no more will come, but what came is still answered

    WaitsFor m_waitsFor = WaitsFor::Nothing;
    Ticket m_ticket = Ticket::None;

    std::string m_timestamp;         ///< of the greeting; empty: no APOP
    std::string m_login, m_password; ///< the password only until it is judged; by APOP the digest
    bool m_byApop = false;
    RandomStream m_random; ///< of this session
    std::optional<sasl::ServerExchange> m_exchange;
    unsigned m_badLogins = 0;
    unsigned m_badCommands = 0;

    std::string m_account;
    Mailbox m_maildrop; ///< null until it is open
    std::vector<bool> m_deleted;
    std::optional<std::uint64_t> m_bodyLines; ///< of the TOP that waits for its letter
    Producing m_producing;
};

} // namespace mf::pop3
