// The client's side of POP3 (RFC 1939): takes what is new, says what may go, and leaves. One session is one
// check for mail. Driven by the mail client's node; what it fetched and what is gone are its reports.
#pragma once

#include "sim/sasl/mechanism.h"
#include "sim/wire/dot_reader.h"
#include "sim/wire/line_buffer.h"
#include "sim/wire/machine.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::pop3 {

struct ClientOptions {
    enum class Tls : std::uint8_t { Never, IfOffered, Required };

    std::string login, password;
    Tls tls = Tls::IfOffered; ///< STLS, on a stream in clear
    bool leaveOnServer = false;
    std::vector<std::string> knownUidls;              ///< on this device already: not fetched again
    std::vector<std::string> deleteUidls;             ///< of these: to be deleted, though letters are left
    Duration replyTimeout = 5min;                     ///< without a single octet of a reply
    std::size_t replyLimitOctets = 2048;              ///< a reply's line; RFC 2449 section 4 allows 512
    std::size_t listLimit = 200'000;                  ///< lines of a CAPA or UIDL listing
    std::size_t letterLimitOctets = 64 * 1024 * 1024; ///< a longer letter stays on the server
};

class ClientSession final : public StreamMachine {
public:
    explicit ClientSession(ClientOptions options);

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override;
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<ClientSession>(*this); }

    static std::span<const std::string_view> stateNames(); ///< as view() says them

private:
    /// What the next octets of the server are.
    enum class Awaiting : std::uint8_t {
        Opening,
        Greeting,
        Capa,
        CapaLines,
        Stls,
        Tls,
        User,
        Pass,
        Apop,
        Auth,
        Stat,
        Uidl,
        UidlLines,
        Retr,
        Letter,
        Dele,
        Quit,
        Nothing,
    };
    struct ServerReply {
        bool ok;
        std::string text; ///< the whole line
    };
    struct Known {          ///< what CAPA said; RFC 2449
        bool asked = false; ///< CAPA was understood
        bool stls = false, user = false;
        std::vector<std::string> mechanisms;
    };
    static std::string_view name(Awaiting awaiting);

    void take(const Opened &opened);
    void take(const Bytes &bytes);
    void take(const Drained &) { }
    void take(const TlsReady &);
    void take(const Answered &) { }
    void take(const Changed &) { }
    void take(const Expired &);
    void take(const PeerClosed &);

    void advance();
    bool takeLine();
    bool takeLetter();
    void takeReply(const ServerReply &reply); // client_replies.cpp, as all down to quitReplied
    void takeCapability(std::string_view line);
    void takeUidl(std::string_view line);
    void greeted(const ServerReply &reply);
    void secureOrLogIn();
    void stlsReplied(const ServerReply &reply);
    void logIn();
    void logInBySasl(const sasl::Mechanism &mechanism);
    void authContinued(std::string_view challenge);
    void loginReplied(const ServerReply &reply);
    void statReplied(const ServerReply &reply);
    void nextLetter();
    void deleteOrGoOn();
    void letterRead();
    void deleteReplied(const ServerReply &reply);
    void quitReplied(const ServerReply &reply);

    enum class Shown : std::uint8_t { All, VerbOnly };
    void say(std::string_view verb, std::string_view argument, Awaiting next, Shown shown = Shown::All);
    void quit(std::string trouble);  ///< politely; `trouble` empty: all is well
    void giveUp(std::string reason); ///< at once, without QUIT: nothing is deleted
    void finish(bool abort);

    ClientOptions m_options;
    Awaiting m_awaiting = Awaiting::Opening;
    LineBuffer m_input;
    Actions m_actions;
    Instant m_lastHeard{};
    bool m_encrypted = false, m_loggedIn = false;
    std::string m_trouble; ///< the first thing that went wrong; it ends up in ClientDone

    Known m_capabilities;
    std::string m_timestamp; ///< of the greeting; empty: the server has no APOP
    std::size_t m_lines = 0; ///< of the listing at hand
    RandomStream m_random;   ///< of this session
    std::optional<sasl::ClientExchange> m_exchange;
    std::optional<std::string>
        m_initialResponse; ///< too long for the AUTH line: goes out at the first challenge

    std::size_t m_letterCount = 0;
    std::vector<std::string> m_uidls; ///< by number; empty where the server has none
    std::size_t m_current = 0;        ///< number of the letter at hand
    DotReader m_letter;
    std::vector<std::string> m_marked; ///< UIDLs that go when QUIT succeeds
};

} // namespace mf::pop3
