// What an exchange wants next, seen from the server (RFC 4422 section 3). Octets here are as the mechanism
// means them.
#pragma once

#include "sim/wire/question.h"

#include <cstdint>
#include <string>
#include <variant>

namespace mf::sasl {

/// The longest login, authorization identity or password. RFC 4616 section 2: a server must take up to 255
/// octets.
inline constexpr std::size_t kFieldLimitOctets = 255;

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
    std::string login;  ///< empty where it was not understood
    std::string reason; ///< SCRAM's server-error-value (RFC 5802 section 7), for the trace; empty: none
};
using ServerStep = std::variant<Challenge, NeedCredentials, Accepted, Rejected>;

/// Nobody acts for somebody else here: the authorization identity is left out, or is oneself.
bool mayActAs(const std::string &authorizeAs, const std::string &login, const std::string &account);

} // namespace mf::sasl
