// The client's side of an SMTP, submission or LMTP session (RFC 5321, RFC 2033): takes letters to one server.
// Driven by whoever opened the stream; asks nothing, reports what became of each recipient.
#pragma once

#include "sim/sasl/mechanism.h"
#include "sim/smtp/dialect.h"
#include "sim/smtp/offer.h"
#include "sim/smtp/reply_reader.h"
#include "sim/wire/dot_writer.h"
#include "sim/wire/machine.h"

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::smtp {

/// How long a client waits (RFC 5321 section 4.5.3.2); then each open recipient has a 421 4.4.2 of our
/// making.
struct ClientTimeouts {
    Duration greeting = 5min; ///< section 4.5.3.2.1; also EHLO, STARTTLS, AUTH, RSET and QUIT
    Duration mail = 5min;     ///< section 4.5.3.2.2
    Duration rcpt = 5min;     ///< section 4.5.3.2.3
    Duration data = 2min;     ///< section 4.5.3.2.4: until 354
    Duration block = 3min;    ///< section 4.5.3.2.5: until the stream takes more text
    Duration end = 10min;     ///< section 4.5.3.2.6: until the reply to the final dot
};

struct ClientOptions {
    std::string heloName = "localhost";
    Dialect dialect = Dialect::Relay;
    enum class Tls : std::uint8_t { Never, IfOffered, Required };
    Tls tls = Tls::Never;
    std::string login, password; ///< login empty: no AUTH
    bool authInClear = false;    ///< give the password away without TLS
    ClientTimeouts timeouts;
};

/// A letter and where it is to go.
struct OutgoingMail {
    Envelope envelope;
    Slices letter;
    /// Only asks which recipients would be taken: RSET or QUIT comes in the place of DATA.
    bool onlyAsks = false;
};

class ClientSession final : public StreamMachine {
public:
    /// RecipientDone numbers recipients through all mails: those of the second come after those of the first.
    ClientSession(ClientOptions options, std::vector<OutgoingMail> mails);

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override;
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override;

    static std::span<const std::string_view> stateNames(); ///< as view() says them

private:
    /// What has been said and not been replied to, oldest first.
    enum class Said : std::uint8_t { Connect, Ehlo, Helo, StartTls, Auth, Mail, Rcpt, Data, End, Rset, Quit };
    struct Waiting {
        Said said;
        std::size_t recipient = 0; ///< Rcpt; End by LMTP
    };
    enum class Phase : std::uint8_t { Talking, TlsPending, Text, Closed };

    // inputs
    void take(const Opened &opened);
    void take(const Bytes &bytes);
    void take(const Drained &);
    void take(const TlsReady &ready);
    void take(const Answered &) { }
    void take(const Changed &) { }
    void take(const Expired &);
    void take(const PeerClosed &closed);
    void drain();
    void heard(const Waiting &waiting, const Reply &reply);

    // before the mail
    void hello();
    void heardHello(const Reply &reply);
    void login();
    void heardAuth(const Reply &reply);
    void heardStartTls(const Reply &reply);
    void secured();

    // a mail
    void nextMail();
    void sayEnvelope();
    void sayRcpt();
    void sayData();
    std::optional<Reply> cannotTake(const OutgoingMail &mail) const;
    void heardMail(const Reply &reply);
    void heardRcpt(std::size_t recipient, const Reply &reply);
    void heardData(const Reply &reply);
    void heardEnd(std::size_t recipient, const Reply &reply);
    void produceText();
    void afterTransaction(bool clean);

    // ends
    void settle(std::size_t recipient, const Reply &reply, Extent extent = Extent::Recipient);
    void settleMail(const Reply &reply, Extent extent = Extent::Recipient);
    void settleAll(const Reply &reply, Extent extent);
    Extent extentOfLoss(std::size_t recipient) const;
    void refused(const Reply &reply); ///< the server goes on listening: QUIT, and close
    void giveUp(const Reply &reply, std::string_view reason); ///< it does not: close
    void quit();
    void done();

    // outputs
    enum class Secrecy : std::uint8_t { Plain, Secret };
    void say(Said said, std::string_view line, std::size_t recipient = 0, Secrecy secrecy = Secrecy::Plain);
    void flush();
    Duration patience() const;
    const OutgoingMail &mail() const { return (*m_mails)[m_mail]; }

    std::shared_ptr<const ClientOptions> m_options;
    std::shared_ptr<const std::vector<OutgoingMail>> m_mails;
    Phase m_phase = Phase::Talking;
    std::deque<Waiting> m_waiting;
    ReplyReader m_replies;
    Offer m_offer;
    RandomStream m_random; // of this session
    std::optional<sasl::ClientExchange> m_exchange;
    bool m_encrypted = false, m_triedHelo = false, m_triedTls = false, m_loggedIn = false, m_quitting = false;

    std::size_t m_mail = 0;           // which of the mails
    std::size_t m_firstRecipient = 0; // number of its first recipient
    enum class Fate : std::uint8_t { Open, Accepted, Settled };
    std::vector<Fate> m_fates; // of its recipients
    std::size_t m_nextRcpt = 0;
    bool m_mailRefused = false;
    bool m_begun = false;  // the first mail could be begun: the server is there and has let us in
    std::string m_trouble; // why not all could be done; empty: it could
    std::optional<DotWriter> m_writer;

    Instant m_since{}; // patience counts from here
    std::size_t m_sentSinceDrained = 0;
    std::string m_out;
    Facts m_outFacts;
    int m_outCommands = 0;
    Actions m_actions;
};

} // namespace mf::smtp
