// SCRAM-SHA-1 (RFC 5802) and SCRAM-SHA-256 (RFC 7677): neither side tells the other the password, and each
// proves that it knows it. Channel binding (-PLUS) is not offered.
#pragma once

#include "sim/sasl/digest.h"
#include "sim/sasl/step.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mf::sasl {

/// What RFC 7677 section 4 asks for at least.
inline constexpr std::uint32_t kScramIterations = 4096;
/// A client does no more than this for a server that it does not know yet.
inline constexpr std::uint32_t kScramIterationLimit = 100'000;
/// A message of either side; longer ones are malformed.
inline constexpr std::size_t kScramMessageLimitOctets = 2048;

/// What follows from password and salt (RFC 5802 section 3), and what each side proves with it.
struct ScramKeys {
    ScramKeys(Hash hash, std::string_view password, std::string_view salt, std::uint32_t iterations);
    std::string clientProof(std::string_view authMessage) const;
    std::string serverSignature(std::string_view authMessage) const;

    Hash hash;
    std::string clientKey, storedKey, serverKey;
};

class ScramServer {
public:
    /// `nonce` is this exchange's alone. Salts are made from `saltSeed`, the server's secret, and the
    /// login, whether it is known or not: a login always has the same salt, and nobody learns from it who
    /// has an account.
    ScramServer(Hash hash, std::string nonce, std::uint64_t saltSeed);

    ServerStep begin(const std::optional<std::string> &initialResponse);
    ServerStep respond(std::string_view response);
    /// Where any password is right there is none to prove: then the client's proof is wrong.
    ServerStep credentials(const Credentials &known);
    const std::string &login() const { return m_login; }

private:
    enum class At : std::uint8_t { First, Final, Judging, Signed };
    ServerStep readFirst(std::string_view message);
    ServerStep readFinal(std::string_view message);
    ServerStep malformed(std::string_view error);
    ServerStep wrong(std::string_view error);

    Hash m_hash;
    At m_at = At::First;
    std::string m_nonce, m_salt;
    std::uint64_t m_saltSeed;
    std::string m_header;      ///< of the first message (gs2-header), as it must come back
    std::string m_authMessage; ///< RFC 5802 section 3: both parties' words so far
    std::string m_authorizeAs, m_login, m_account, m_proof;
};

class ScramClient {
public:
    ScramClient(Hash hash, std::string login, std::string password, std::string nonce);

    std::optional<std::string> initialResponse();
    /// Nothing also where the server does not prove that it knows the password.
    std::optional<std::string> respond(std::string_view challenge);
    /// The server has proved it. Success without this is no success (RFC 5802 section 9).
    bool done() const { return m_at == At::Done; }

private:
    enum class At : std::uint8_t { First, Final, Check, Done };
    std::optional<std::string> finalMessage(std::string_view serverFirst);

    Hash m_hash;
    At m_at = At::First;
    std::string m_login, m_password, m_nonce;
    std::string m_firstBare, m_signature;
};

} // namespace mf::sasl
