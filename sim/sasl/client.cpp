#include "sim/sasl/mechanism.h"

#include "sim/base/ascii.h"

namespace mf::sasl {

namespace {

struct Initial {
    std::optional<std::string> operator()(PlainClient &plain) const
    {
        plain.said = true;
        return '\0' + plain.login + '\0' + plain.password;
    }
    std::optional<std::string> operator()(LoginClient &) const { return std::nullopt; }
};

struct ClientRespond {
    std::optional<std::string> operator()(PlainClient &plain) const
    {
        if (plain.said)
            return std::nullopt;
        return Initial{}(plain);
    }
    std::optional<std::string> operator()(LoginClient &exchange) const
    {
        // The challenges' words differ between servers; their order does not.
        switch (exchange.said++) {
        case 0: return exchange.login;
        case 1: return exchange.password;
        }
        return std::nullopt;
    }
};

} // namespace

std::optional<ClientExchange> ClientExchange::start(std::string_view mechanism, std::string login,
                                                    std::string password)
{
    if (ascii::equals(mechanism, "PLAIN"))
        return ClientExchange(PlainClient{std::move(login), std::move(password)});
    if (ascii::equals(mechanism, "LOGIN"))
        return ClientExchange(LoginClient{std::move(login), std::move(password)});
    return std::nullopt;
}

std::optional<std::string> ClientExchange::initialResponse() { return std::visit(Initial{}, m_state); }

std::optional<std::string> ClientExchange::respond(std::string_view)
{
    return std::visit(ClientRespond{}, m_state);
}

std::string_view ClientExchange::mechanism() const
{
    return std::holds_alternative<PlainClient>(m_state) ? "PLAIN" : "LOGIN";
}

} // namespace mf::sasl
