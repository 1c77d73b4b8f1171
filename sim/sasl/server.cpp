#include "sim/sasl/mechanism.h"

#include "sim/base/ascii.h"

namespace mf::sasl {

namespace {

using Why = Rejected::Why;

/// message = [authzid] NUL authcid NUL passwd (RFC 4616 section 2); authcid and passwd have at least one
/// octet.
ServerStep readPlain(PlainServer &plain, std::string_view message)
{
    const auto fields = ascii::split(message, '\0');
    if (fields.size() != 3 || fields[1].empty() || fields[2].empty())
        return Rejected{Why::Malformed, {}};
    for (const std::string_view field : fields)
        if (field.size() > kFieldLimitOctets)
            return Rejected{Why::Malformed, {}};
    plain = {std::string(fields[0]), std::string(fields[1]), std::string(fields[2])};
    return NeedCredentials{plain.login};
}

ServerStep readLogin(LoginServer &exchange, std::string_view response)
{
    const bool isWrong = response.size() > kFieldLimitOctets || response.find('\0') != response.npos;
    if (isWrong || (!exchange.hasLogin && response.empty()))
        return Rejected{Why::Malformed, exchange.login};
    if (!exchange.hasLogin) {
        exchange.login = response;
        exchange.hasLogin = true;
        return Challenge{"Password:"};
    }
    exchange.password = response;
    return NeedCredentials{exchange.login};
}

bool isRight(const Credentials &known, const std::string &password)
{
    return known.known && (known.anyPassword || (!password.empty() && known.password == password));
}

struct Begin {
    const std::optional<std::string> &response;

    ServerStep operator()(PlainServer &plain) const
    {
        // RFC 4422 section 5.1: without an initial response an empty challenge asks for it.
        return response ? readPlain(plain, *response) : ServerStep{Challenge{}};
    }
    ServerStep operator()(LoginServer &exchange) const
    {
        return response ? readLogin(exchange, *response) : ServerStep{Challenge{"Username:"}};
    }
};

struct ServerRespond {
    std::string_view response;

    ServerStep operator()(PlainServer &plain) const { return readPlain(plain, response); }
    ServerStep operator()(LoginServer &exchange) const { return readLogin(exchange, response); }
};

struct Judge {
    const Credentials &known;

    ServerStep operator()(const PlainServer &plain) const
    {
        if (!isRight(known, plain.password))
            return Rejected{Why::WrongCredentials, plain.login};
        // Nobody acts for somebody else here: the authorization identity is left out, or is oneself.
        const std::string &as = plain.authorizeAs;
        if (!as.empty() && as != plain.login && !ascii::equals(as, known.account))
            return Rejected{Why::NotAuthorized, plain.login};
        return Accepted{plain.login, known.account};
    }
    ServerStep operator()(const LoginServer &exchange) const
    {
        if (!isRight(known, exchange.password))
            return Rejected{Why::WrongCredentials, exchange.login};
        return Accepted{exchange.login, known.account};
    }
};

} // namespace

std::optional<ServerExchange> ServerExchange::start(std::string_view mechanism)
{
    if (ascii::equals(mechanism, "PLAIN"))
        return ServerExchange(PlainServer{});
    if (ascii::equals(mechanism, "LOGIN"))
        return ServerExchange(LoginServer{});
    return std::nullopt;
}

ServerStep ServerExchange::begin(const std::optional<std::string> &initialResponse)
{
    return std::visit(Begin{initialResponse}, m_state);
}

ServerStep ServerExchange::respond(std::string_view response)
{
    return std::visit(ServerRespond{response}, m_state);
}

ServerStep ServerExchange::credentials(const Credentials &known) const
{
    return std::visit(Judge{known}, m_state);
}

std::string_view ServerExchange::mechanism() const
{
    return std::holds_alternative<PlainServer>(m_state) ? "PLAIN" : "LOGIN";
}

const std::string &ServerExchange::login() const
{
    return std::visit([](const auto &state) -> const std::string & { return state.login; }, m_state);
}

} // namespace mf::sasl
