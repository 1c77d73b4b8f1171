#include "sim/sasl/cram_md5.h"

#include "sim/sasl/digest.h"

#include <fmt/format.h>

#include <utility>

namespace mf::sasl {

std::string timestamp(std::string_view hostName, RandomStream &random)
{
    const std::uint64_t first = random.next(), second = random.next();
    return fmt::format("<{}.{}@{}>", first, second, hostName);
}

std::string apopDigest(std::string_view timestamp, std::string_view password)
{
    return hex(digest(Hash::Md5, std::string(timestamp).append(password)));
}

ServerStep CramMd5Server::begin(const std::optional<std::string> &initialResponse) const
{
    if (initialResponse)
        return Rejected{Rejected::Why::Malformed, {}, {}};
    return Challenge{m_challenge};
}

/// The login, which may have spaces in it, a space, and 32 hexadecimal digits.
ServerStep CramMd5Server::respond(std::string_view response)
{
    constexpr std::size_t kDigestDigits = 32;
    const std::size_t space = response.rfind(' ');
    const bool isWrong = space == response.npos || space == 0 || space > kFieldLimitOctets
                         || response.size() - space - 1 != kDigestDigits
                         || response.find('\0') != response.npos;
    if (isWrong)
        return Rejected{Rejected::Why::Malformed, {}, {}};
    m_login = response.substr(0, space);
    m_digest = response.substr(space + 1);
    return NeedCredentials{m_login};
}

ServerStep CramMd5Server::credentials(const Credentials &known) const
{
    const std::string right = hex(hmac(Hash::Md5, known.password, m_challenge));
    if (!same(right, m_digest) || !known.known || known.anyPassword)
        return Rejected{Rejected::Why::WrongCredentials, m_login, {}};
    return Accepted{m_login, known.account};
}

std::optional<std::string> CramMd5Client::respond(std::string_view challenge)
{
    if (std::exchange(m_said, true))
        return std::nullopt;
    return m_login + ' ' + hex(hmac(Hash::Md5, m_password, challenge));
}

} // namespace mf::sasl
