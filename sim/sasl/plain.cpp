#include "sim/sasl/plain.h"

#include "sim/base/ascii.h"

namespace mf::sasl {

namespace {

using Why = Rejected::Why;

bool isRight(const Credentials &known, const std::string &password)
{
    return known.known && (known.anyPassword || (!password.empty() && known.password == password));
}

} // namespace

bool mayActAs(const std::string &authorizeAs, const std::string &login, const std::string &account)
{
    return authorizeAs.empty() || authorizeAs == login || ascii::equals(authorizeAs, account);
}

// ---- PLAIN ------------------------------------------------------------------------------------------------

/// RFC 4422 section 5.1: without an initial response an empty challenge asks for it.
ServerStep PlainServer::begin(const std::optional<std::string> &initialResponse)
{
    return initialResponse ? respond(*initialResponse) : ServerStep{Challenge{}};
}

/// message = [authzid] NUL authcid NUL passwd (RFC 4616 section 2); authcid and passwd have at least one
/// octet.
ServerStep PlainServer::respond(std::string_view response)
{
    const auto fields = ascii::split(response, '\0');
    if (fields.size() != 3 || fields[1].empty() || fields[2].empty())
        return Rejected{Why::Malformed, {}, {}};
    for (const std::string_view field : fields)
        if (field.size() > kFieldLimitOctets)
            return Rejected{Why::Malformed, {}, {}};
    m_authorizeAs = fields[0];
    m_login = fields[1];
    m_password = fields[2];
    return NeedCredentials{m_login};
}

ServerStep PlainServer::credentials(const Credentials &known) const
{
    if (!isRight(known, m_password))
        return Rejected{Why::WrongCredentials, m_login, {}};
    if (!mayActAs(m_authorizeAs, m_login, known.account))
        return Rejected{Why::NotAuthorized, m_login, {}};
    return Accepted{m_login, known.account};
}

std::optional<std::string> PlainClient::initialResponse()
{
    m_said = true;
    return '\0' + m_login + '\0' + m_password;
}

std::optional<std::string> PlainClient::respond(std::string_view)
{
    if (m_said)
        return std::nullopt;
    return initialResponse();
}

// ---- LOGIN ------------------------------------------------------------------------------------------------

ServerStep LoginServer::begin(const std::optional<std::string> &initialResponse)
{
    return initialResponse ? respond(*initialResponse) : ServerStep{Challenge{"Username:"}};
}

ServerStep LoginServer::respond(std::string_view response)
{
    const bool isWrong = response.size() > kFieldLimitOctets || response.find('\0') != response.npos;
    if (isWrong || (!m_hasLogin && response.empty()))
        return Rejected{Why::Malformed, m_login, {}};
    if (!m_hasLogin) {
        m_login = response;
        m_hasLogin = true;
        return Challenge{"Password:"};
    }
    m_password = response;
    return NeedCredentials{m_login};
}

ServerStep LoginServer::credentials(const Credentials &known) const
{
    if (!isRight(known, m_password))
        return Rejected{Why::WrongCredentials, m_login, {}};
    return Accepted{m_login, known.account};
}

/// The challenges' words differ between servers; their order does not.
std::optional<std::string> LoginClient::respond(std::string_view)
{
    switch (m_said++) {
    case 0: return m_login;
    case 1: return m_password;
    }
    return std::nullopt;
}

} // namespace mf::sasl
