#include "sim/sasl/scram.h"

#include "sim/base/ascii.h"
#include "sim/base/base64.h"
#include "sim/sasl/prepare.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::sasl {

namespace {

/// "n=alice" as 'n': the value; nothing: it is another attribute.
std::optional<std::string_view> valueOf(std::string_view part, char attribute)
{
    if (part.size() < 2 || part[0] != attribute || part[1] != '=')
        return std::nullopt;
    return part.substr(2);
}

/// saslname: a comma is "=2C", an equals sign "=3D", and no other "=" may be (RFC 5802 section 5.1).
std::string quotedName(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c == ',')
            out += "=2C";
        else if (c == '=')
            out += "=3D";
        else
            out += c;
    }
    return out;
}

std::optional<std::string> unquotedName(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '=') {
            out += text[i];
            continue;
        }
        const std::string_view code = text.substr(i, 3);
        if (code != "=2C" && code != "=3D")
            return std::nullopt;
        out += code == "=2C" ? ',' : '=';
        i += 2;
    }
    if (out.empty() || out.size() > kFieldLimitOctets || out.find('\0') != out.npos)
        return std::nullopt;
    return out;
}

bool isNonce(std::string_view text)
{
    return !text.empty()
           && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f && c != ','; });
}

std::string saltFor(std::uint64_t seed, std::string_view login)
{
    constexpr std::size_t kSaltOctets = 16;
    return hmac(Hash::Sha256, fmt::format("salts {}", seed), ascii::toLower(login)).substr(0, kSaltOctets);
}

std::string exclusiveOr(std::string a, std::string_view b)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] = static_cast<char>(a[i] ^ b[i]);
    return a;
}

} // namespace

// ---- keys -------------------------------------------------------------------------------------------------

ScramKeys::ScramKeys(Hash hashed, std::string_view password, std::string_view salt, std::uint32_t iterations)
    : hash(hashed)
{
    // A password that SASLprep refuses is taken as it is: the client has to do the same to get in.
    const std::string salted =
        stretched(hash, prepared(password).value_or(std::string(password)), salt, iterations);
    clientKey = hmac(hash, salted, "Client Key");
    storedKey = digest(hash, clientKey);
    serverKey = hmac(hash, salted, "Server Key");
}

std::string ScramKeys::clientProof(std::string_view authMessage) const
{
    return exclusiveOr(clientKey, hmac(hash, storedKey, authMessage));
}

std::string ScramKeys::serverSignature(std::string_view authMessage) const
{
    return hmac(hash, serverKey, authMessage);
}

// ---- server -----------------------------------------------------------------------------------------------

ScramServer::ScramServer(Hash hash, std::string nonce, std::uint64_t saltSeed)
    : m_hash(hash)
    , m_nonce(std::move(nonce))
    , m_saltSeed(saltSeed)
{ }

ServerStep ScramServer::begin(const std::optional<std::string> &initialResponse)
{
    return initialResponse ? respond(*initialResponse) : ServerStep{Challenge{}};
}

ServerStep ScramServer::respond(std::string_view response)
{
    if (response.size() > kScramMessageLimitOctets)
        return malformed("other-error");
    switch (m_at) {
    case At::First: return readFirst(response);
    case At::Final: return readFinal(response);
    case At::Judging: break;
    case At::Signed:
        if (response.empty()) // the client has nothing to add to the server's signature
            return Accepted{m_login, m_account};
        break;
    }
    return malformed("other-error");
}

/// client-first-message = gs2-cbind-flag "," [authzid] "," "n=" name ",r=" nonce ["," extensions]
ServerStep ScramServer::readFirst(std::string_view message)
{
    const auto parts = ascii::split(message, ',');
    if (parts[0].starts_with("p="))
        return malformed("channel-binding-not-supported"); // no -PLUS is offered: a client cannot want it
    // "y": the client could bind, and thinks that the server cannot. It is right.
    if (parts.size() < 4 || (parts[0] != "n" && parts[0] != "y"))
        return malformed("other-error");
    if (!parts[1].empty()) {
        const auto authorizeAs = valueOf(parts[1], 'a');
        const auto name = authorizeAs ? unquotedName(*authorizeAs) : std::nullopt;
        if (!name)
            return malformed("other-error");
        m_authorizeAs = *name;
    }
    if (parts[2].starts_with("m="))
        return malformed("extensions-not-supported");
    const auto quoted = valueOf(parts[2], 'n'), nonce = valueOf(parts[3], 'r');
    const auto login = quoted ? unquotedName(*quoted) : std::nullopt;
    if (!login)
        return malformed("invalid-username-encoding");
    m_login = prepared(*login).value_or(*login);
    if (!nonce || !isNonce(*nonce))
        return malformed("other-error");
    m_header = fmt::format("{},{},", parts[0], parts[1]);
    m_nonce.insert(0, *nonce);
    m_salt = saltFor(m_saltSeed, m_login);
    const std::string first = fmt::format("r={},s={},i={}", m_nonce, toBase64(m_salt), kScramIterations);
    m_authMessage = fmt::format("{},{},", message.substr(m_header.size()), first);
    m_at = At::Final;
    return Challenge{first};
}

/// client-final-message = "c=" base64 ",r=" nonce ["," extensions] ",p=" base64
ServerStep ScramServer::readFinal(std::string_view message)
{
    const std::size_t end = message.rfind(",p=");
    if (end == message.npos)
        return malformed("other-error");
    const std::string_view withoutProof = message.substr(0, end);
    const auto parts = ascii::split(withoutProof, ',');
    const auto binding = valueOf(parts[0], 'c');
    const auto nonce = parts.size() > 1 ? valueOf(parts[1], 'r') : std::nullopt;
    const auto proof = fromBase64(message.substr(end + 3));
    if (!binding || !nonce)
        return malformed("other-error");
    if (!proof || !fromBase64(*binding))
        return malformed("invalid-encoding");
    if (*fromBase64(*binding) != m_header)
        return wrong("channel-bindings-dont-match");
    if (*nonce != m_nonce)
        return wrong("other-error");
    m_authMessage += withoutProof;
    m_proof = *proof;
    m_at = At::Judging;
    return NeedCredentials{m_login};
}

ServerStep ScramServer::credentials(const Credentials &known)
{
    // All is computed for an unknown login, too: how long it takes tells nothing either.
    const ScramKeys keys(m_hash, known.password, m_salt, kScramIterations);
    const bool proved = same(keys.clientProof(m_authMessage), m_proof);
    if (!proved || !known.known || known.anyPassword || known.password.empty())
        return wrong("invalid-proof");
    if (!mayActAs(m_authorizeAs, m_login, known.account))
        return Rejected{Rejected::Why::NotAuthorized, m_login, {}};
    m_account = known.account;
    m_at = At::Signed;
    return Challenge{fmt::format("v={}", toBase64(keys.serverSignature(m_authMessage)))};
}

ServerStep ScramServer::malformed(std::string_view error)
{
    return Rejected{Rejected::Why::Malformed, m_login, std::string(error)};
}

/// RFC 5802 section 7 lets a server leave the message "e=..." out and fail by the protocol's own reply. So
/// it is here: to "e=" many clients say "*", and would then be told that they cancelled.
ServerStep ScramServer::wrong(std::string_view error)
{
    return Rejected{Rejected::Why::WrongCredentials, m_login, std::string(error)};
}

// ---- client -----------------------------------------------------------------------------------------------

ScramClient::ScramClient(Hash hash, std::string login, std::string password, std::string nonce)
    : m_hash(hash)
    , m_login(std::move(login))
    , m_password(std::move(password))
    , m_nonce(std::move(nonce))
{ }

std::optional<std::string> ScramClient::initialResponse()
{
    m_at = At::Final;
    m_firstBare = fmt::format("n={},r={}", quotedName(prepared(m_login).value_or(m_login)), m_nonce);
    return fmt::format("n,,{}", m_firstBare);
}

std::optional<std::string> ScramClient::respond(std::string_view challenge)
{
    switch (m_at) {
    case At::First: return initialResponse();
    case At::Final: return finalMessage(challenge);
    case At::Check: {
        const auto signature = valueOf(ascii::split(challenge, ',')[0], 'v');
        if (!signature || fromBase64(*signature) != m_signature) // "e=..." comes here, too
            return std::nullopt;
        m_at = At::Done;
        return std::string();
    }
    case At::Done: break;
    }
    return std::nullopt;
}

/// server-first-message = "r=" nonce ",s=" base64 ",i=" number ["," extensions]
std::optional<std::string> ScramClient::finalMessage(std::string_view serverFirst)
{
    const auto parts = ascii::split(serverFirst, ',');
    if (parts.size() < 3 || serverFirst.size() > kScramMessageLimitOctets)
        return std::nullopt;
    const auto nonce = valueOf(parts[0], 'r'), salt64 = valueOf(parts[1], 's'),
               count = valueOf(parts[2], 'i');
    const auto salt = salt64 ? fromBase64(*salt64) : std::nullopt;
    const auto iterations = count ? ascii::number<std::uint32_t>(*count) : std::nullopt;
    if (!nonce || !nonce->starts_with(m_nonce) || nonce->size() == m_nonce.size() || !salt || salt->empty()
        || !iterations || *iterations == 0 || *iterations > kScramIterationLimit)
        return std::nullopt;
    const std::string withoutProof = fmt::format("c=biws,r={}", *nonce); // "n,,": no channel binding
    const std::string authMessage = fmt::format("{},{},{}", m_firstBare, serverFirst, withoutProof);
    const ScramKeys keys(m_hash, m_password, *salt, *iterations);
    m_signature = keys.serverSignature(authMessage);
    m_at = At::Check;
    return fmt::format("{},p={}", withoutProof, toBase64(keys.clientProof(authMessage)));
}

} // namespace mf::sasl
