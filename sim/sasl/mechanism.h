// SASL (RFC 4422): mechanisms as steps, both sides. Octets here are as the mechanism means them; the protocol
// that carries them (SMTP AUTH, POP3 AUTH, IMAP AUTHENTICATE) does the base 64, the framing and the words.
#pragma once

#include "sim/kernel/random.h"
#include "sim/sasl/cram_md5.h"
#include "sim/sasl/plain.h"
#include "sim/sasl/scram.h"
#include "sim/sasl/step.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mf::sasl {

struct Mechanism {
    std::string_view name; ///< upper case, as it is offered
    bool sendsPassword;    ///< the password itself goes over the wire: not for streams in clear
};
/// All there are, the strongest first.
std::span<const Mechanism> mechanisms();
/// The names of all there are.
std::vector<std::string> mechanismNames();
/// By name without case; null: there is none.
const Mechanism *find(std::string_view name);

enum class Stream : std::uint8_t { Encrypted, Clear };
/// Whether passwords may be sent on a stream in clear.
enum class InClear : std::uint8_t { Forbidden, Allowed };

/// Those of `enabled` that a server offers on such a stream, in their order.
std::vector<const Mechanism *> offered(std::span<const std::string> enabled, Stream stream, InClear inClear);
/// The one that a client takes of those a server offers (names without case); null: none that we have. In
/// clear the strongest. Under TLS one that sends the password comes first: it has one round trip and no
/// thousands of hashes, and nobody can listen; this is what mail programs do that set themselves up.
const Mechanism *choose(std::span<const std::string> offered, Stream stream, InClear inClear);

/// One authentication seen from the server. A value: copies go on independently.
class ServerExchange {
public:
    /// Nothing: no such mechanism. `saltSeed`: see ScramServer. `random` is the session's.
    static std::optional<ServerExchange> start(std::string_view mechanism, std::string_view hostName,
                                               std::uint64_t saltSeed, RandomStream &random);

    /// The first step: with the initial response, or without one.
    ServerStep begin(const std::optional<std::string> &initialResponse);
    ServerStep respond(std::string_view response);
    /// What is known of the login that NeedCredentials named.
    ServerStep credentials(const Credentials &known);

    std::string_view mechanism() const { return m_mechanism->name; }
    const std::string &login() const; ///< empty until it is known

private:
    using State = std::variant<PlainServer, LoginServer, CramMd5Server, ScramServer>;
    ServerExchange(const Mechanism &mechanism, State state)
        : m_mechanism(&mechanism)
        , m_state(std::move(state))
    { }
    const Mechanism *m_mechanism; // a row of the table
    State m_state;
};

/// One authentication seen from the client.
class ClientExchange {
public:
    /// Nothing: no such mechanism. `random` is the session's.
    static std::optional<ClientExchange> start(std::string_view mechanism, std::string login,
                                               std::string password, RandomStream &random);

    /// What may go out with the command itself; nothing: the server speaks first.
    std::optional<std::string> initialResponse();
    /// The response to a challenge; nothing: cancel, what the server asks is not of the mechanism.
    std::optional<std::string> respond(std::string_view challenge);
    /// The server's word that all is well may be believed; before this, it has not proved who it is.
    bool done() const;

    std::string_view mechanism() const { return m_mechanism->name; }

private:
    using State = std::variant<PlainClient, LoginClient, CramMd5Client, ScramClient>;
    ClientExchange(const Mechanism &mechanism, State state)
        : m_mechanism(&mechanism)
        , m_state(std::move(state))
    { }
    const Mechanism *m_mechanism; // a row of the table
    State m_state;
};

} // namespace mf::sasl
