// SASL (RFC 4422): mechanisms as steps, both sides. Octets here are as the mechanism means them; the protocol
// that carries them (SMTP AUTH, POP3 AUTH, IMAP AUTHENTICATE) does the base 64, the framing and the words.
#pragma once

#include "sim/wire/question.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace mf::sasl {

/// The longest login, authorization identity or password. RFC 4616 section 2: a server must take up to 255
/// octets.
inline constexpr std::size_t kFieldLimitOctets = 255;

struct Mechanism {
    std::string_view name; ///< upper case, as it is offered
    bool sendsPassword;    ///< the password itself goes over the wire: not for streams in clear
    bool clientFirst;      ///< the client speaks first: an initial response is part of the mechanism
};
/// All there are, the one to be preferred first.
std::span<const Mechanism> mechanisms();
/// By name without case; null: there is none.
const Mechanism *find(std::string_view name);

// ---- server -----------------------------------------------------------------------------------------------

/// Send this to the client and give its response to respond().
struct Challenge {
    std::string octets;
};
/// Ask FindCredentials{login} and give the answer to credentials().
struct NeedCredentials {
    std::string login;
};
struct Accepted {
    std::string login;   ///< as the client gave it
    std::string account; ///< the account's own name
};
struct Rejected {
    enum class Why : std::uint8_t {
        Malformed,        ///< not what the mechanism says: SMTP 501 5.5.2, IMAP BAD
        WrongCredentials, ///< login or password, never told which: SMTP 535 5.7.8, IMAP NO
        NotAuthorized,    ///< right, but not allowed to act as who was named: RFC 4616 section 2
    };
    Why why;
    std::string login; ///< empty where it was not understood
};
using ServerStep = std::variant<Challenge, NeedCredentials, Accepted, Rejected>;

/// What PLAIN (RFC 4616) carries in one message.
struct PlainServer {
    std::string authorizeAs, login, password;
};
/// LOGIN (no RFC; draft-murchison-sasl-login): asks for the name, then for the password.
struct LoginServer {
    std::string login, password;
    bool hasLogin = false;
};

/// One authentication seen from the server. A value: copies go on independently.
class ServerExchange {
public:
    /// Nothing: no such mechanism.
    static std::optional<ServerExchange> start(std::string_view mechanism);

    /// The first step: with the initial response, or without one.
    ServerStep begin(const std::optional<std::string> &initialResponse);
    ServerStep respond(std::string_view response);
    /// What is known of the login that NeedCredentials named.
    ServerStep credentials(const Credentials &known) const;

    std::string_view mechanism() const;
    const std::string &login() const; ///< empty until it is known

private:
    using State = std::variant<PlainServer, LoginServer>;
    explicit ServerExchange(State state) : m_state(std::move(state)) { }
    State m_state;
};

// ---- client -----------------------------------------------------------------------------------------------

struct PlainClient {
    std::string login, password;
    bool said = false;
};
struct LoginClient {
    std::string login, password;
    int said = 0;
};

/// One authentication seen from the client.
class ClientExchange {
public:
    /// Nothing: no such mechanism.
    static std::optional<ClientExchange> start(std::string_view mechanism, std::string login,
                                               std::string password);

    /// What may go out with the command itself; nothing: the server speaks first.
    std::optional<std::string> initialResponse();
    /// The response to a challenge; nothing: cancel, the server asks for more than the mechanism has.
    std::optional<std::string> respond(std::string_view challenge);

    std::string_view mechanism() const;

private:
    using State = std::variant<PlainClient, LoginClient>;
    explicit ClientExchange(State state) : m_state(std::move(state)) { }
    State m_state;
};

/// The best mechanism of those a server offers (names without case); null: none that we have. On a stream in
/// clear those that send the password itself are passed over unless `clearIsFine`.
enum class Stream : std::uint8_t { Encrypted, Clear };
const Mechanism *choose(std::span<const std::string> offered, Stream stream, bool clearIsFine);

} // namespace mf::sasl
