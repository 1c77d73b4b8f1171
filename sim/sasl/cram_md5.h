// CRAM-MD5 (RFC 2195): the password is not sent, but a digest of it and of the server's challenge. APOP of
// POP3 (RFC 1939 section 7) is the same idea with a challenge in the greeting.
#pragma once

#include "sim/kernel/random.h"
#include "sim/sasl/step.h"

#include <optional>
#include <string>
#include <string_view>

namespace mf::sasl {

/// A challenge in the shape of a Message-ID that never comes again: "<17.42@mail.example.org>".
std::string timestamp(std::string_view hostName, RandomStream &random);
/// What APOP sends for it.
std::string apopDigest(std::string_view timestamp, std::string_view password);

class CramMd5Server {
public:
    explicit CramMd5Server(std::string challenge) : m_challenge(std::move(challenge)) { }
    /// The server speaks first: an initial response is malformed.
    ServerStep begin(const std::optional<std::string> &initialResponse) const;
    ServerStep respond(std::string_view response);
    /// Where any password is right there is none to check the digest with: then it is wrong.
    ServerStep credentials(const Credentials &known) const;
    const std::string &login() const { return m_login; }

private:
    std::string m_challenge, m_login, m_digest;
};

class CramMd5Client {
public:
    CramMd5Client(std::string login, std::string password)
        : m_login(std::move(login))
        , m_password(std::move(password))
    { }
    std::optional<std::string> initialResponse() { return std::nullopt; }
    std::optional<std::string> respond(std::string_view challenge);
    bool done() const { return m_said; }

private:
    std::string m_login, m_password;
    bool m_said = false;
};

} // namespace mf::sasl
