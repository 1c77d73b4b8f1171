// PLAIN (RFC 4616) and LOGIN (no RFC; draft-murchison-sasl-login): the password itself goes over the wire.
#pragma once

#include "sim/sasl/step.h"

#include <optional>
#include <string>
#include <string_view>

namespace mf::sasl {

/// One message carries all.
class PlainServer {
public:
    ServerStep begin(const std::optional<std::string> &initialResponse);
    ServerStep respond(std::string_view response);
    ServerStep credentials(const Credentials &known) const;
    const std::string &login() const { return m_login; }

private:
    std::string m_authorizeAs, m_login, m_password;
};

/// Asks for the name, then for the password.
class LoginServer {
public:
    ServerStep begin(const std::optional<std::string> &initialResponse);
    ServerStep respond(std::string_view response);
    ServerStep credentials(const Credentials &known) const;
    const std::string &login() const { return m_login; }

private:
    std::string m_login, m_password;
    bool m_hasLogin = false;
};

class PlainClient {
public:
    PlainClient(std::string login, std::string password)
        : m_login(std::move(login))
        , m_password(std::move(password))
    { }
    std::optional<std::string> initialResponse();
    std::optional<std::string> respond(std::string_view challenge);
    bool done() const { return m_said; }

private:
    std::string m_login, m_password;
    bool m_said = false;
};

class LoginClient {
public:
    LoginClient(std::string login, std::string password)
        : m_login(std::move(login))
        , m_password(std::move(password))
    { }
    std::optional<std::string> initialResponse() { return std::nullopt; }
    std::optional<std::string> respond(std::string_view challenge);
    bool done() const { return m_said >= 2; }

private:
    std::string m_login, m_password;
    int m_said = 0;
};

} // namespace mf::sasl
